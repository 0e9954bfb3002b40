"""Where a date expression lies: `When` and a reference to a `DateSpan` or `ClockSpan`. Today's date is never read.

How partial dates get what they leave out:

* the year: the one named before in the sentence, else the reference's; but with `prefer="past"` what would then lie more
  than eight months after the reference is of the year before, unless a word such as 预计 announces it;
* the month of a lone day: the reference's, but the one before if the day would lie more than ten days after the reference;
* a lone weekday lies in the reference's week (Monday to Sunday).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias, cast

from jjj_parse._rules import clock as clocks
from jjj_parse._rules.time_words import SCOPES
from jjj_parse._rules.when import Clock, Step, When
from jjj_parse.types import ClockSpan, DateModifier, DateSpan

Prefer: TypeAlias = Literal["past", "future", "nearest"]
Window: TypeAlias = Literal["rolling", "calendar"]

MONTHS_AHEAD = 8
DAYS_AHEAD = 10
_DAY = timedelta(days=1)
_NO_REFERENCE = date(2000, 1, 1)  # only for the precision of what stays unresolved; a leap year


class _Unresolved(Exception):
    """The words need a reference or a date named before, or name no day of the calendar."""


class _Context(NamedTuple):
    """What the words are resolved against."""

    today: date | None
    now: datetime | None
    year: int | None
    previous: tuple[date, date] | None
    prefer: Prefer
    window: Window
    future: bool


class _Frame(NamedTuple):
    """The period that the steps read so far name."""

    start: date
    end: date
    precision: str
    fuzzy: bool = False
    instant: tuple[datetime, datetime] | None = None


def resolve(
    when: When,
    *,
    reference: date | None,
    year_hint: int | None = None,
    previous: DateSpan | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    modifier: str | None = None,
) -> DateSpan | ClockSpan:
    """The place of `when` in the calendar.

    `year_hint` is the year named before in the same sentence, `previous` the date named before it (for 同期, 次日, 当月 and a
    lone 20日). `window`: 近三年 is the three years up to the reference (rolling), or the last three complete ones
    (calendar). Without what the words need, the result is unresolved: both ends None.

    >>> from jjj_parse._rules.date import read_date
    >>> str(resolve(read_date("去年8月底", 0).value, reference=date(2020, 6, 8)))
    '2019-08-21/2019-08-31~'
    """
    mark = cast("DateModifier | None", modifier if modifier in ("since", "until", "before", "after") else None)
    if not when.steps and (when.end is None or not when.end.steps):
        if when.clock is not None and (when.end is None or when.end.clock is not None):
            return _clock_span(when.clock, when.end.clock if when.end else None, mark)
    today = reference.date() if isinstance(reference, datetime) else reference
    now = reference if isinstance(reference, datetime) else None
    context = _Context(today, now, year_hint, _days_of(previous), prefer, window, when.future)
    said = expression(when)
    try:
        start, end, frame = _place(when, context)
    except (_Unresolved, ValueError, OverflowError):
        return DateSpan(None, None, _precision(when), _is_fuzzy(when), said, modifier=mark)
    return DateSpan(start, end, frame.precision, frame.fuzzy or when.fuzzy, said, modifier=mark)


def named_year(when: When, reference: date | None, year_hint: int | None = None) -> int | None:
    """The year that later partial dates of the sentence take from `when`; None if it names none."""
    steps = (when.end or when).steps
    first = steps[0] if steps else None
    if first is None:
        return None
    if first.kind == "year":
        return first.first
    if first.kind == "year+" and reference is not None:
        return reference.year + first.first
    if first.kind == "told_year":
        base = year_hint if year_hint is not None else reference.year if reference else None
        return None if base is None else base + first.first
    return None


# ------------------------------------------------------------------ one date, or the two ends of a range


def _place(when: When, context: _Context) -> tuple[date | datetime | None, date | datetime | None, _Frame]:
    if when.steps and when.steps[0].kind == "vague":
        return _vague(when.steps[0], context)
    frame = _frame(when.steps, context)
    start, end = _ends(when, frame)
    if when.end is None:
        precision = when.clock.precision if when.clock else "day_part" if when.daypart else frame.precision
        return start, end, frame._replace(precision=precision, fuzzy=frame.fuzzy or bool(when.daypart))
    low = start
    for steps in _end_steps(when):
        inner = context._replace(year=frame.start.year, previous=(frame.start, frame.start))
        try:
            last = _frame(steps, inner, bounded=True)
        except ValueError:
            continue
        high = _ends(when.end, last)[1]
        if _comparable(low) <= _comparable(high):
            return low, high, _Frame(frame.start, last.end, "interval", frame.fuzzy or last.fuzzy)
    raise _Unresolved


def _vague(step: Step, context: _Context) -> tuple[date | None, date | None, _Frame]:
    today = context.today
    if today is None:
        raise _Unresolved
    frame = _Frame(today, today, "interval", True)
    match step.word:
        case "now":
            return today, today, frame
        case "past":
            return None, today, frame
        case "future":
            return today, None, frame
        case _:
            raise _Unresolved


def _comparable(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def _end_steps(when: When) -> Iterator[tuple[Step, ...]]:
    """The steps of a range's end, then the same one unit later where they are partly taken from its start.

    11月至2月 ends in the next year, 29日至3日 in the next month, 22时至6时 on the next day.
    """
    assert when.end is not None
    steps = when.end.steps
    yield steps
    shared = 0
    while shared < min(len(steps), len(when.steps)) and steps[shared] == when.steps[shared]:
        shared += 1
    if shared:
        yield (*steps[: shared - 1], *_later(steps[shared - 1]), *steps[shared:])
        if steps[shared - 1].kind == "month" and steps[shared - 1].first == 12:
            head = _later(steps[0]) if shared > 1 else (Step("told_year", 1),)
            yield (*head, Step("month", 1), *steps[shared:])
    elif steps and steps[0].kind in ("month", "quarter", "part"):
        yield (Step("told_year", 1), *steps)
    elif steps and steps[0].kind == "day":
        yield (Step("told_month", 1), *steps)


def _later(step: Step) -> tuple[Step, ...]:
    if step.kind == "day":  # the next day, whatever month it is in
        return step, Step("told_day", 1)
    return (step._replace(first=step.first + 1),)


def _ends(when: When, frame: _Frame) -> tuple[date | datetime, date | datetime]:
    if frame.instant is not None:
        return frame.instant
    if when.clock is not None:
        moment = _at(frame.start, when.clock)
        return moment, moment
    if when.daypart:
        first, last = clocks.daypart_hours(when.daypart)
        midnight = datetime.combine(frame.start, time())
        stop = midnight + timedelta(hours=last) - timedelta(seconds=1 if last > first else 0)
        return midnight + timedelta(hours=first), stop
    return frame.start, frame.end


def _at(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, time()) + timedelta(seconds=clock.seconds())


def _clock_span(first: Clock, last: Clock | None, modifier: DateModifier | None) -> ClockSpan:
    start = time(first.hour % 24, first.minute, first.second)
    if last is None:
        return ClockSpan(start, start, first.precision, modifier=modifier)
    end = time(last.hour % 24, last.minute, last.second)
    return ClockSpan(start, end, "interval", modifier=modifier)


def _days_of(span: DateSpan | None) -> tuple[date, date] | None:
    if span is None or span.start is None or span.end is None:
        return None
    first, last = (d.date() if isinstance(d, datetime) else d for d in (span.start, span.end))
    return first, last


# ------------------------------------------------------------------ steps


def _frame(steps: tuple[Step, ...], context: _Context, *, bounded: bool = False) -> _Frame:
    """The period that the steps name. `bounded`: the end of a range, which the context's year fixes."""
    if not steps:
        return _day(_today(context))
    scope = _missing(steps[0])
    if scope == "year":
        return _preferred(_in_years(steps, context), context, _too_late_in_year, fixed=context.year is not None or bounded)
    if scope == "month":
        fixed = context.previous is not None
        return _preferred(_in_months(steps, context), context, _too_late_in_month, fixed=fixed)
    return _walk(steps, None, context)


def _missing(step: Step) -> str:
    """The coarser step that a lone first step needs."""
    if step.kind in ("month", "quarter") or (step.kind in ("first", "last", "nth") and step.word in ("quarter", "month")):
        return "year"
    if step.kind == "part":
        return step.scope if step.scope in ("year", "month") else ""
    return "month" if step.kind in ("day", "nth_weekday") else ""


def _in_years(steps: tuple[Step, ...], context: _Context) -> Iterator[_Frame]:
    """The steps in the year meant, the one before, the one after, then ever earlier ones (29 February)."""
    year = context.year if context.year is not None else _today(context).year
    for offset in (0,) if context.year is not None else (0, -1, 1, -2, -3, -4, -5, -6, -7, -8):
        yield from _tried(steps, Step("year", year + offset), context)


def _in_months(steps: tuple[Step, ...], context: _Context) -> Iterator[_Frame]:
    base = context.previous[1] if context.previous else _today(context)
    for offset in (0,) if context.previous else (0, -1, 1, -2):
        year, month = _month_of(base.year, base.month + offset)
        yield from _tried(steps, Step("year", year), context, Step("month", month))


def _tried(steps: tuple[Step, ...], year: Step, context: _Context, *more: Step) -> Iterator[_Frame]:
    try:
        frame = _walk((year, *more, *steps), None, context)
    except ValueError:
        return
    yield frame._replace(fuzzy=frame.fuzzy or _is_part(steps[0], "bare"))


def _is_part(step: Step, *fuzzy: str) -> bool:
    """Whether `step` is a period whose line in the table says so: `fuzzy`, or `bare` for fuzzy without its year."""
    return step.kind == "part" and SCOPES[step.scope].row(step.word)["fuzzy"] in fuzzy


def _too_late_in_year(start: date, today: date) -> bool:
    return 12 * (start.year - today.year) + start.month - today.month > MONTHS_AHEAD


def _too_late_in_month(start: date, today: date) -> bool:
    return (start - today).days > DAYS_AHEAD


def _preferred(
    frames: Iterator[_Frame], context: _Context, too_late: Callable[[date, date], bool], *, fixed: bool
) -> _Frame:
    """The one of the candidates that `prefer` asks for; the first of them is the one in the reference's own period."""
    found = list(frames)
    if not found:
        raise _Unresolved
    today = context.today
    if fixed or today is None or len(found) == 1:
        return found[0]
    if context.prefer == "nearest":
        return min(found, key=lambda f: (_distance(f, today), f.start > today))
    here = found[0]
    if context.prefer == "future":
        return here if here.end >= today else min((f for f in found if f.end >= today), key=_start, default=here)
    if context.future or not too_late(here.start, today):
        return here
    return max((f for f in found if f.start < here.start), key=_start, default=here)


def _start(frame: _Frame) -> date:
    return frame.start


def _distance(frame: _Frame, today: date) -> timedelta:
    return max(frame.start - today, today - frame.end, timedelta(0))


def _today(context: _Context) -> date:
    if context.today is None:
        raise _Unresolved
    return context.today


def _walk(steps: tuple[Step, ...], frame: _Frame | None, context: _Context) -> _Frame:
    for step in steps:
        fuzzy = frame.fuzzy if frame else False
        frame = _step(step, frame, context)
        frame = frame._replace(fuzzy=frame.fuzzy or fuzzy)
    assert frame is not None
    return frame


def _step(step: Step, frame: _Frame | None, context: _Context) -> _Frame:
    match step.kind:
        case "year":
            return _year(step.first)
        case "year+":
            return _year(_today(context).year + step.first)
        case "told_year":
            return _year((context.year if context.year is not None else _today(context).year) + step.first)
        case "century":
            return _years((step.first - 1) * 100, 100, "century")
        case "century+":
            return _years((_today(context).year // 100 + step.first) * 100, 100, "century")
        case "decade":
            return _decade(step.first, frame, context)
        case "plan":
            return _years(step.first, step.last - step.first + 1, "five_year_plan")
        case "month":
            return _months(_base_year(frame, context), step.first, step.first)
        case "month+":
            today = _today(context)
            return _months(*_twice(_month_of(today.year, today.month + step.first)))
        case "told_month":
            base = context.previous[1] if context.previous else _today(context)
            return _months(*_twice(_month_of(base.year, base.month + step.first)))
        case "quarter":
            return _months(_base_year(frame, context), 3 * step.first - 2, 3 * step.first)
        case "quarter+":
            today = _today(context)
            year, month = _month_of(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step.first)
            return _months(year, month, month + 2)
        case "half+":
            today = _today(context)
            year, month = _month_of(today.year, (today.month - 1) // 6 * 6 + 1 + 6 * step.first)
            return _months(year, month, month + 5)
        case "week+":
            return _week(_today(context) + timedelta(weeks=step.first))
        case "weekday":
            monday = frame.start if frame else _week(_today(context)).start
            return _day(monday + timedelta(days=step.first - 1))
        case "day":
            month = (frame or _raise()).start
            return _day(date(month.year, month.month, step.first))
        case "day+":
            return _day(_today(context) + timedelta(days=step.first))
        case "told_day":
            told = frame.end if frame else context.previous[1] if context.previous else _today(context)
            return _day(told + timedelta(days=step.first))
        case _:
            return _part_step(step, frame, context)


def _part_step(step: Step, frame: _Frame | None, context: _Context) -> _Frame:
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
            base, today = frame or _raise(), _today(context)
            return _Frame(base.start, max(today, base.start), "interval", True)
        case "ago":
            return _ago(step, context)
        case "window":
            return _window(step, context)
        case _:
            raise _Unresolved


def _raise() -> _Frame:
    raise _Unresolved


def _base_year(frame: _Frame | None, context: _Context) -> int:
    return frame.start.year if frame else _today(context).year


# ------------------------------------------------------------------ periods


def _day(day: date) -> _Frame:
    return _Frame(day, day, "day")


def _week(day: date) -> _Frame:
    monday = day - timedelta(days=day.weekday())
    return _Frame(monday, monday + timedelta(days=6), "week")


def _year(year: int) -> _Frame:
    return _years(year, 1, "year")


def _years(first: int, count: int, precision: str) -> _Frame:
    return _Frame(date(max(first, MINYEAR), 1, 1), date(first + count - 1, 12, 31), precision)


def _month_of(year: int, month: int) -> tuple[int, int]:
    """Month 0 is the December before, 13 the January after."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _twice(month: tuple[int, int]) -> tuple[int, int, int]:
    return month[0], month[1], month[1]


def _last_of(year: int, month: int) -> date:
    if (year, month) == (MAXYEAR, 12):
        return date(year, 12, 31)
    following = _month_of(year, month + 1)
    return date(*following, 1) - _DAY


def _months(year: int, first: int, last: int) -> _Frame:
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
    return _Frame(date(year, first, 1), _last_of(year, last), precision)


def _decade(value: int, frame: _Frame | None, context: _Context) -> _Frame:
    """The nineties: of the century named, else the last ones that had begun by the reference."""
    if value >= 1000:
        return _years(value, 10, "decade")
    if frame is not None:
        return _years(frame.start.year // 100 * 100 + value, 10, "decade")
    year = _today(context).year // 100 * 100 + value
    return _years(year if year <= _today(context).year else year - 100, 10, "decade")


def _part(step: Step, frame: _Frame) -> _Frame:
    """年底, 上旬, 初 … of the period before it, by the line of the period table."""
    row = SCOPES[step.scope].row(step.word)
    first, last = int(row["from"]), int(row["to"])
    fuzzy = row["fuzzy"] == "fuzzy"
    year, month = frame.start.year, frame.start.month
    match step.scope:
        case "year":
            return _months(year, first, last)._replace(fuzzy=fuzzy)
        case "quarter":
            return _months(year, month + first - 1, month + last - 1)._replace(fuzzy=fuzzy)
        case "month":
            end = _last_of(year, month)
            precision = {(1, 31): "month"}.get((first, last), "ten_days" if last - first in (9, 10) else "interval")
            return _Frame(date(year, month, first), min(end, end.replace(day=min(last, end.day))), precision, fuzzy)
        case "week":
            return _Frame(frame.start + (first - 1) * _DAY, frame.start + (last - 1) * _DAY, "interval", fuzzy)
        case _:
            return _years(year + first, last - first + 1, "year" if first == last else "interval")._replace(fuzzy=fuzzy)


def _monday(day: date) -> date:
    """The first Monday on or after `day`."""
    return day + timedelta(days=-day.weekday() % 7)


def _first(step: Step, frame: _Frame) -> _Frame:
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
            return _Frame(monday, monday + timedelta(days=7 * count - 1), "interval")
        case "day":
            length = timedelta(days=count - 1)
            return _Frame(*((frame.start, frame.start + length) if front else (frame.end - length, frame.end)), "interval")
        case _:
            raise _Unresolved


def _nth(step: Step, frame: _Frame) -> _Frame:
    match step.word:
        case "month":
            return _months(frame.start.year, step.first, step.first)
        case "week":
            found = _week(_monday(frame.start) + timedelta(weeks=step.first - 1))
        case _:
            found = _day(frame.start + timedelta(days=step.first - 1))
    if found.start > frame.end:
        raise _Unresolved
    return found


def _nth_weekday(step: Step, frame: _Frame) -> _Frame:
    offset = (step.last - 1 - frame.start.weekday()) % 7
    day = frame.start + timedelta(days=offset + 7 * (step.first - 1))
    if day > frame.end:
        raise _Unresolved
    return _day(day)


def _same_period(frame: _Frame | None, context: _Context) -> _Frame:
    """去年同期: the period named before, in that year; else its beginning up to the reference's day."""
    if frame is None:
        if context.previous is None:
            raise _Unresolved
        return _Frame(*context.previous, "interval")
    year = frame.start.year
    if context.previous is not None:
        first, last = context.previous
        return _Frame(_in_year(first, year - (last.year - first.year)), _in_year(last, year), "interval")
    return _Frame(frame.start, _in_year(_today(context), year), "interval", True)


def _in_year(day: date, year: int) -> date:
    """The same day in another year; the end of a month stays its end."""
    if day == _last_of(day.year, day.month):
        return _last_of(year, day.month)
    return day.replace(year=year)


# ------------------------------------------------------------------ lengths of time from the reference


def _shifted(day: date, months: int) -> date:
    year, month = _month_of(day.year, day.month + months)
    return date(year, month, min(day.day, _last_of(year, month).day))


def _reach(step: Step, context: _Context) -> tuple[date | datetime, date | datetime]:
    """The reference and the moment that lies the step's length before or after it."""
    months, seconds = Fraction(step.months or 0), Fraction(step.seconds or 0)
    if months.denominator != 1:  # half a month is fifteen days
        seconds += (months % 1) * 30 * 86400
        months = Fraction(months // 1)
    if step.word in "HmS" or seconds % 86400:
        if context.now is None:
            raise _Unresolved
        day = _shifted(context.now.date(), step.first * int(months))
        moment = datetime.combine(day, context.now.time())
        return context.now, moment + step.first * timedelta(seconds=float(seconds) if seconds % 1 else int(seconds))
    today = _today(context)
    return today, _shifted(today, step.first * int(months)) + step.first * timedelta(days=int(seconds // 86400))


def _ago(step: Step, context: _Context) -> _Frame:
    """三天前 is a day, 两周前 about a week, 两年前 about a year, 2小时后 a moment."""
    _, moment = _reach(step, context)
    if isinstance(moment, datetime):
        precision = {"H": "hour", "m": "minute", "S": "second"}.get(step.word, "hour")
        return _Frame(moment.date(), moment.date(), precision, False, (moment, moment))
    match step.word:
        case "Y":
            return _year(moment.year)._replace(fuzzy=True)
        case "M" if Fraction(step.months or 0).denominator == 1:
            return _months(moment.year, moment.month, moment.month)._replace(fuzzy=True)
        case "W":
            return _week(moment)._replace(fuzzy=True)
        case _:
            return _day(moment)


def _window(step: Step, context: _Context) -> _Frame:
    """近三年: up to the reference from the same day three years before; or the last three complete years."""
    if context.window == "calendar" and step.first < 0 and step.word in "YM" and Fraction(step.months or 0) % 1 == 0:
        return _complete(step, context)
    here, there = _reach(step, context)
    if isinstance(here, datetime) and isinstance(there, datetime):
        low, high = min(here, there), max(here, there)
        return _Frame(low.date(), high.date(), "interval", True, (low, high))
    return _Frame(min(here, there), max(here, there), "interval", True)


def _complete(step: Step, context: _Context) -> _Frame:
    today, months = _today(context), int(Fraction(step.months or 0))
    first = today.replace(day=1) if step.word == "M" else date(today.year, 1, 1)
    start = _shifted(first, -months)
    return _Frame(start, first - _DAY, "year" if months == 12 and step.word == "Y" else "interval")


# ------------------------------------------------------------------ what stays unresolved


def _precision(when: When) -> str:
    """The grain of words that have no place: that of the same words on some reference."""
    now = datetime.combine(_NO_REFERENCE, time())
    period = (_NO_REFERENCE, _NO_REFERENCE)
    try:
        return _place(when, _Context(_NO_REFERENCE, now, None, period, "past", "rolling", False))[2].precision
    except (_Unresolved, ValueError, OverflowError):
        return "interval"


def _is_fuzzy(when: When) -> bool:
    fuzzy = any(_is_part(step, "fuzzy") for step in when.steps) or any(_is_part(step, "bare") for step in when.steps[:1])
    return when.fuzzy or bool(when.daypart and when.clock is None) or fuzzy or any(s.kind == "window" for s in when.steps)


def expression(when: When) -> str:
    """The date as the text has it: XXXX-05-18, year-1 month=8 底, T15:30; the ends of a range with a slash between.

    >>> from jjj_parse._rules.date import read_date
    >>> expression(read_date("5月18日", 0).value), expression(read_date("上月15日", 0).value)
    ('XXXX-05-18', 'month-1 day=15')
    """
    said = " ".join(filter(None, [_steps_said(when.steps), _clock_said(when)]))
    return said if when.end is None else f"{said}/{expression(when.end)}"


def _steps_said(steps: tuple[Step, ...]) -> str:
    kinds = [step.kind for step in steps]
    values = {step.kind: step.first for step in steps}
    if kinds in (["year"], ["year", "month"], ["month"], ["year", "month", "day"], ["month", "day"], ["day"]):
        year = f"{values['year']:04}" if "year" in values else "XXXX"
        month = f"-{values['month']:02}" if "month" in values else "-XX" if "day" in values else ""
        return year + month + (f"-{values['day']:02}" if "day" in values else "")
    return " ".join(map(_step_said, steps))


def _step_said(step: Step) -> str:
    match step.kind:
        case "part":
            return step.word
        case "plan":
            return f"{step.first}/{step.last}"
        case "ago" | "window":
            return f"{step.kind}{step.first:+} months={step.months} seconds={step.seconds}"
        case "so_far" | "told_period" | "vague":
            return step.kind.replace("_", " ")
        case "first" | "last" | "nth":
            return f"{step.kind} {step.first} {step.word}"
        case "nth_weekday":
            return f"nth {step.first} weekday={step.last}"
        case kind if kind.endswith("+") or kind.startswith("told"):
            return f"{kind.removesuffix('+').replace('told_', 'that ')}{step.first:+}"
        case kind:
            return f"{kind}={step.first}"


def _clock_said(when: When) -> str:
    if when.clock is None:
        return when.daypart
    hour, minute, second, _ = when.clock
    return f"T{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
