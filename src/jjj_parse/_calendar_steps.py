"""The steps of a date expression, one after another, to the period that they name."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from jjj_parse import _almanac
from jjj_parse._rules.time_words import HOLIDAYS, SCOPES
from jjj_parse._rules.when import Step
from jjj_parse._words import Prefer, Window

_DAY = timedelta(days=1)


class Unresolved(Exception):
    """The words need a reference or a date named before, or name no day of the calendar."""


class Context(NamedTuple):
    """What the words are resolved against."""

    today: date | None
    now: datetime | None
    year: int | None
    previous: tuple[date, date] | None
    prefer: Prefer
    window: Window
    future: bool


class Frame(NamedTuple):
    """The period that the steps read so far name."""

    start: date
    end: date
    precision: str
    fuzzy: bool = False
    instant: tuple[datetime, datetime] | None = None


def today_of(context: Context) -> date:
    if context.today is None:
        raise Unresolved
    return context.today


def told_month(context: Context) -> tuple[date, date] | None:
    """The date named before, if it names one month or a part of it: what 20日 and 次日 are then counted in."""
    previous = context.previous
    if previous is None or (previous[0].year, previous[0].month) != (previous[1].year, previous[1].month):
        return None
    return previous


def _is_within_year(previous: tuple[date, date] | None) -> bool:
    """Whether the date named before is part of one year, so that 当月 is its last month."""
    return previous is not None and previous[0].year == previous[1].year and (previous[1] - previous[0]).days < 364


def _told(context: Context, previous: tuple[date, date] | None) -> date:
    """The day to count from: the end of the date named before, else the reference unless another year was named."""
    if previous is not None:
        return previous[1]
    return this_year(context)


def this_year(context: Context) -> date:
    """The reference, if the sentence does not speak of another year."""
    today = today_of(context)
    if context.year not in (None, today.year):
        raise Unresolved
    return today


def walk(steps: tuple[Step, ...], frame: Frame | None, context: Context) -> Frame:
    for step in steps:
        fuzzy = frame.fuzzy if frame else False
        frame = _step(step, frame, context)
        frame = frame._replace(fuzzy=frame.fuzzy or fuzzy)
    assert frame is not None
    return frame


def _step(step: Step, frame: Frame | None, context: Context) -> Frame:
    match step.kind:
        case "year":
            return _year(step.first)
        case "year+":
            return _year(today_of(context).year + step.first)
        case "told_year":
            return _year((context.year if context.year is not None else today_of(context).year) + step.first)
        case "century":
            return _years((step.first - 1) * 100, 100, "century")
        case "century+":
            return _years((today_of(context).year // 100 + step.first) * 100, 100, "century")
        case "decade":
            return _decade(step.first, frame, context)
        case "plan":
            return _years(step.first, step.last - step.first + 1, "five_year_plan")
        case "month":
            return _months(_base_year(frame, context), step.first, step.first)
        case "month+":
            today = today_of(context)
            return _months(*_twice(month_of(today.year, today.month + step.first)))
        case "told_month":
            told = _told(context, context.previous if _is_within_year(context.previous) else None)
            return _months(*_twice(month_of(told.year, told.month + step.first)))
        case "quarter":
            return _months(_base_year(frame, context), 3 * step.first - 2, 3 * step.first)
        case "quarter+":
            today = today_of(context)
            year, month = month_of(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step.first)
            return _months(year, month, month + 2)
        case "half+":
            today = today_of(context)
            year, month = month_of(today.year, (today.month - 1) // 6 * 6 + 1 + 6 * step.first)
            return _months(year, month, month + 5)
        case "week+":
            return _week(today_of(context) + timedelta(weeks=step.first))
        case "weekday":
            monday = frame.start if frame else _week(today_of(context)).start
            return day_frame(monday + timedelta(days=step.first - 1))
        case "day":
            base = (frame or _raise()).start
            return day_frame(date(base.year, base.month, step.first))
        case "day+":
            return day_frame(today_of(context) + timedelta(days=step.first))
        case "told_day":
            told = frame.end if frame else _told(context, told_month(context))
            return day_frame(told + timedelta(days=step.first))
        case _:
            return _part_step(step, frame, context)


def _part_step(step: Step, frame: Frame | None, context: Context) -> Frame:
    match step.kind:
        case "part":
            return _part(step, frame or _raise())
        case "first" | "last":
            return _first(step, frame or _raise())
        case "nth":
            return _nth(step, frame or _raise())
        case "nth_weekday":
            return _nth_weekday(step, frame or _raise())
        case "told_period":
            return _same_period(frame, context)
        case "so_far":
            base, today = frame or _raise(), today_of(context)
            return Frame(base.start, max(today, base.start), "interval", True)
        case "ago":
            return _ago(step, context)
        case "window":
            return _window(step, context)
        case "holiday":
            return _holiday(step, _base_year(frame, context))
        case "lunar":
            return _lunar(step, _base_year(frame, context))
        case _:
            raise Unresolved


def _raise() -> Frame:
    raise Unresolved


def _base_year(frame: Frame | None, context: Context) -> int:
    return frame.start.year if frame else today_of(context).year


# ------------------------------------------------------------------ periods


def day_frame(day: date) -> Frame:
    return Frame(day, day, "day")


def _week(day: date) -> Frame:
    monday = day - timedelta(days=day.weekday())
    return Frame(monday, monday + timedelta(days=6), "week")


def _year(year: int) -> Frame:
    return _years(year, 1, "year")


def _years(first: int, count: int, precision: str) -> Frame:
    return Frame(date(max(first, MINYEAR), 1, 1), date(first + count - 1, 12, 31), precision)


def month_of(year: int, month: int) -> tuple[int, int]:
    """Month 0 is the December before, 13 the January after."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _twice(month: tuple[int, int]) -> tuple[int, int, int]:
    return month[0], month[1], month[1]


def _last_of(year: int, month: int) -> date:
    if (year, month) == (MAXYEAR, 12):
        return date(year, 12, 31)
    following = month_of(year, month + 1)
    return date(*following, 1) - _DAY


def _months(year: int, first: int, last: int) -> Frame:
    """Months `first` to `last` of a year, with the precision that this length has."""
    length, precision = last - first + 1, "interval"
    if length == 1:
        precision = "month"
    elif length == 3 and first % 3 == 1:
        precision = "quarter"
    elif length == 6 and first % 6 == 1:
        precision = "half_year"
    elif length == 12:
        precision = "year"
    return Frame(date(year, first, 1), _last_of(year, last), precision)


def _decade(value: int, frame: Frame | None, context: Context) -> Frame:
    """The nineties: of the century named, else the last ones that had begun by the reference."""
    if value >= 1000:
        return _years(value, 10, "decade")
    if frame is not None:
        return _years(frame.start.year // 100 * 100 + value, 10, "decade")
    year = today_of(context).year // 100 * 100 + value
    return _years(year if year <= today_of(context).year else year - 100, 10, "decade")


def _part(step: Step, frame: Frame) -> Frame:
    """年底, 上旬, 初 … of the period before it, by the line of the period table."""
    row = SCOPES[step.scope].row(step.word)
    part = _sharp_part(step.scope, int(row["from"]), int(row["to"]), frame)
    if row["fuzzy"] != "fuzzy":
        return part
    return part._replace(fuzzy=True, precision=_PRECISION_OF_PARTS.get(step.scope, part.precision))


_PRECISION_OF_PARTS = {
    "quarter": "quarter_part", "half": "half_year_part", "year": "year_part", "plan": "five_year_plan_part",
    "decade": "decade_part", "century": "century_part",
}  # fmt: skip


def _sharp_part(scope: str, first: int, last: int, frame: Frame) -> Frame:
    year, month = frame.start.year, frame.start.month
    match scope:
        case "year":
            return _months(year, first, last)
        case "quarter" | "half":
            return _months(year, month + first - 1, month + last - 1)
        case "month":
            end = _last_of(year, month)
            precision = {(1, 31): "month"}.get((first, last), "ten_days" if last - first in (9, 10) else "interval")
            return Frame(date(year, month, first), min(end, end.replace(day=min(last, end.day))), precision)
        case "week":
            return Frame(frame.start + (first - 1) * _DAY, frame.start + (last - 1) * _DAY, "interval")
        case _:
            return _years(year + first, last - first + 1, "year" if first == last else "interval")


def _monday(day: date) -> date:
    """The first Monday on or after `day`."""
    return day + timedelta(days=-day.weekday() % 7)


def _first(step: Step, frame: Frame) -> Frame:
    """前三季度, 后三月, 前4天, 前2周: weeks are counted from the first Monday."""
    count, year = step.first, frame.start.year
    front = step.kind == "first"
    match step.word:
        case "quarter":
            return _months(year, 1, 3 * count) if front else _months(year, 13 - 3 * count, 12)
        case "month":
            return _months(year, 1, count) if front else _months(year, 13 - count, 12)
        case "week" if front:
            monday = _monday(frame.start)
            return Frame(monday, monday + timedelta(days=7 * count - 1), "interval")
        case "day":
            length = timedelta(days=count - 1)
            return Frame(
                *((frame.start, frame.start + length) if front else (frame.end - length, frame.end)), "interval"
            )
        case _:
            raise Unresolved


def _nth(step: Step, frame: Frame) -> Frame:
    match step.word:
        case "month":
            return _months(frame.start.year, step.first, step.first)
        case "week":
            found = _week(_monday(frame.start) + timedelta(weeks=step.first - 1))
        case _:
            found = day_frame(frame.start + timedelta(days=step.first - 1))
    if found.start > frame.end:
        raise Unresolved
    return found


def _nth_weekday(step: Step, frame: Frame) -> Frame:
    offset = (step.last - 1 - frame.start.weekday()) % 7
    day = frame.start + timedelta(days=offset + 7 * (step.first - 1))
    if day > frame.end:
        raise Unresolved
    return day_frame(day)


def _same_period(frame: Frame | None, context: Context) -> Frame:
    """去年同期: the period named before, in that year; else its beginning up to the reference's day."""
    if frame is None:
        if context.previous is None:
            raise Unresolved
        return Frame(*context.previous, "interval")
    year = frame.start.year
    if context.previous is not None:
        first, last = context.previous
        return Frame(_in_year(first, year - (last.year - first.year)), _in_year(last, year), "interval")
    return Frame(frame.start, _in_year(today_of(context), year), "interval", True)


def _in_year(day: date, year: int) -> date:
    """The same day in another year; the end of a month stays its end."""
    if day == _last_of(day.year, day.month):
        return _last_of(year, day.month)
    return day.replace(year=year)


def _holiday(step: Step, year: int) -> Frame:
    row = HOLIDAYS.row(step.word)
    match row["calendar"]:
        case "solar":
            day = date(year, int(row["month"]), int(row["day"]))
        case "lunar":
            day = _almanac.lunar_day(year, int(row["month"]), int(row["day"]))
        case _:
            day = _almanac.term_day(year, step.word[:2])
    return day_frame(day)._replace(fuzzy=bool(step.last))


def _lunar(step: Step, year: int) -> Frame:
    """A date of the lunar year that has this number: 2012年腊月 lies in January 2013."""
    leap = step.word == "闰"
    if step.last:
        return day_frame(_almanac.lunar_day(year, step.first, step.last, leap=leap))
    return Frame(*_almanac.lunar_month(year, step.first, leap=leap), "lunar_month")


# ------------------------------------------------------------------ lengths of time from the reference


def _shifted(day: date, months: int) -> date:
    year, month = month_of(day.year, day.month + months)
    return date(year, month, min(day.day, _last_of(year, month).day))


def _reach(step: Step, context: Context) -> tuple[date | datetime, date | datetime]:
    """The reference and the moment that lies the step's length before or after it."""
    months, seconds = Fraction(step.months or 0), Fraction(step.seconds or 0)
    if months.denominator != 1:  # half a month is fifteen days
        seconds += (months % 1) * 30 * 86400
        months = Fraction(months // 1)
    if step.word in "HmS" or seconds % 86400:
        if context.now is None:
            raise Unresolved
        day = _shifted(context.now.date(), step.first * int(months))
        moment = datetime.combine(day, context.now.time())
        return context.now, moment + step.first * timedelta(seconds=float(seconds) if seconds % 1 else int(seconds))
    today = today_of(context)
    return today, _shifted(today, step.first * int(months)) + step.first * timedelta(days=int(seconds // 86400))


def _ago(step: Step, context: Context) -> Frame:
    """三天前 is a day, 两周前 about a week, 两年前 about a year, 2小时后 a moment."""
    _, moment = _reach(step, context)
    if isinstance(moment, datetime):
        precision = {"H": "hour", "m": "minute", "S": "second"}.get(step.word, "hour")
        return Frame(moment.date(), moment.date(), precision, False, (moment, moment))
    match step.word:
        case "Y":
            return _year(moment.year)._replace(fuzzy=True)
        case "M" if Fraction(step.months or 0).denominator == 1:
            return _months(moment.year, moment.month, moment.month)._replace(fuzzy=True)
        case "W":
            return _week(moment)._replace(fuzzy=True)
        case _:
            return day_frame(moment)


def _window(step: Step, context: Context) -> Frame:
    """近三年: up to the reference from the same day three years before; or the last three complete years."""
    if context.window == "calendar" and step.first < 0 and step.word in "YM" and Fraction(step.months or 0) % 1 == 0:
        return _complete(step, context)
    here, there = _reach(step, context)
    if isinstance(here, datetime) and isinstance(there, datetime):
        low, high = min(here, there), max(here, there)
        return Frame(low.date(), high.date(), "interval", True, (low, high))
    return Frame(min(here, there), max(here, there), "interval", True)


def _complete(step: Step, context: Context) -> Frame:
    today, months = today_of(context), int(Fraction(step.months or 0))
    first = today.replace(day=1) if step.word == "M" else date(today.year, 1, 1)
    start = _shifted(first, -months)
    return Frame(start, first - _DAY, "year" if months == 12 and step.word == "Y" else "interval")
