"""The steps of a date expression, one after another, to the period that they name."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from jjj_parse import _almanac
from jjj_parse._calendar_frames import (
    DAY,
    Context,
    Frame,
    Unresolved,
    day_frame,
    is_within_year,
    last_of,
    month_of,
    months_frame,
    today_of,
    told_end,
    told_month,
    twice,
    week_frame,
    year_frame,
    years_frame,
)
from jjj_parse._rules.time_words import HOLIDAYS, SCOPES
from jjj_parse._rules.when import Step


def walk(steps: tuple[Step, ...], frame: Frame | None, context: Context) -> Frame:
    for step in steps:
        fuzzy = frame is not None and frame.fuzzy
        frame = _step(step, frame, context)
        if fuzzy and not frame.fuzzy:
            frame = frame._replace(fuzzy=True)
    assert frame is not None
    return frame


def _step(step: Step, frame: Frame | None, context: Context) -> Frame:
    match step.kind:
        case "year":
            return year_frame(step.first)
        case "year+":
            return year_frame(today_of(context).year + step.first)
        case "told_year":
            return year_frame((context.year if context.year is not None else today_of(context).year) + step.first)
        case "century":
            return years_frame((step.first - 1) * 100, 100, "century")
        case "century+":
            return years_frame((today_of(context).year // 100 + step.first) * 100, 100, "century")
        case "decade":
            return _decade(step.first, frame, context)
        case "plan":
            return years_frame(step.first, step.last - step.first + 1, "five_year_plan")
        case "month":
            return months_frame(_base_year(frame, context), step.first, step.first)
        case "month+":
            today = today_of(context)
            return months_frame(*twice(month_of(today.year, today.month + step.first)))
        case "told_month":
            told = told_end(context, context.previous if is_within_year(context.previous) else None)
            return months_frame(*twice(month_of(told.year, told.month + step.first)))
        case "quarter":
            return months_frame(_base_year(frame, context), 3 * step.first - 2, 3 * step.first)
        case "quarter+":
            today = today_of(context)
            year, month = month_of(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step.first)
            return months_frame(year, month, month + 2)
        case "half+":
            today = today_of(context)
            year, month = month_of(today.year, (today.month - 1) // 6 * 6 + 1 + 6 * step.first)
            return months_frame(year, month, month + 5)
        case "week+":
            return week_frame(today_of(context) + timedelta(weeks=step.first))
        case "weekday":
            monday = frame.start if frame else week_frame(today_of(context)).start
            return day_frame(monday + timedelta(days=step.first - 1))
        case "day":
            base = (frame or _raise()).start
            return day_frame(date(base.year, base.month, step.first))
        case "day+":
            return day_frame(today_of(context) + timedelta(days=step.first))
        case "told_day":
            told = frame.end if frame else told_end(context, told_month(context))
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


def _decade(value: int, frame: Frame | None, context: Context) -> Frame:
    """The nineties: of the century named, else the last ones that had begun by the reference."""
    if value >= 1000:
        return years_frame(value, 10, "decade")
    if frame is not None:
        return years_frame(frame.start.year // 100 * 100 + value, 10, "decade")
    year = today_of(context).year // 100 * 100 + value
    return years_frame(year if year <= today_of(context).year else year - 100, 10, "decade")


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
            return months_frame(year, first, last)
        case "quarter" | "half":
            return months_frame(year, month + first - 1, month + last - 1)
        case "month":
            end = last_of(year, month)
            precision = {(1, 31): "month"}.get((first, last), "ten_days" if last - first in (9, 10) else "interval")
            return Frame(date(year, month, first), min(end, end.replace(day=min(last, end.day))), precision)
        case "week":
            return Frame(frame.start + (first - 1) * DAY, frame.start + (last - 1) * DAY, "interval")
        case _:
            return years_frame(year + first, last - first + 1, "year" if first == last else "interval")


def _monday(day: date) -> date:
    """The first Monday on or after `day`."""
    return day + timedelta(days=-day.weekday() % 7)


def _first(step: Step, frame: Frame) -> Frame:
    """前三季度, 后三月, 前4天, 前2周: weeks are counted from the first Monday."""
    count, year = step.first, frame.start.year
    front = step.kind == "first"
    match step.word:
        case "quarter":
            return months_frame(year, 1, 3 * count) if front else months_frame(year, 13 - 3 * count, 12)
        case "month":
            return months_frame(year, 1, count) if front else months_frame(year, 13 - count, 12)
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
            return months_frame(frame.start.year, step.first, step.first)
        case "week":
            found = week_frame(_monday(frame.start) + timedelta(weeks=step.first - 1))
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
    if day == last_of(day.year, day.month):
        return last_of(year, day.month)
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
    return date(year, month, min(day.day, last_of(year, month).day))


def _reach(step: Step, context: Context) -> tuple[date | datetime, date | datetime]:
    """The reference and the moment that lies the step's length before or after it."""
    months, seconds = Fraction(step.months or 0), Fraction(step.seconds or 0)
    if months.denominator != 1:  # half a month is fifteen days
        seconds += (months % 1) * 30 * 86400
        months = Fraction(months // 1)
    if step.word in "HmS" or seconds % 86400:
        if context.now is None:
            raise Unresolved
        now = context.now.replace(
            microsecond=0, tzinfo=None
        )  # the clock of the place, to the second like all that is given
        moment = datetime.combine(_shifted(now.date(), step.first * int(months)), now.time())
        return now, moment + step.first * timedelta(seconds=float(seconds) if seconds % 1 else int(seconds))
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
            return year_frame(moment.year)._replace(fuzzy=True)
        case "M" if Fraction(step.months or 0).denominator == 1:
            return months_frame(moment.year, moment.month, moment.month)._replace(fuzzy=True)
        case "W":
            return week_frame(moment)._replace(fuzzy=True)
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
    return Frame(start, first - DAY, "year" if months == 12 and step.word == "Y" else "interval")
