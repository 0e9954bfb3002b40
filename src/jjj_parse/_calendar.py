"""Where a date expression lies: `When` and a reference to a `DateSpan` or `ClockSpan`. Today's date is never read.

How partial dates get what they leave out:

* the year: the one named before in the sentence, else the reference's; but with `prefer="past"` what would then lie more
  than eight months after the reference is of the year before, unless a word such as 预计 announces it;
* the month of a lone day: the reference's, but the one before if the day would lie more than ten days after the reference;
* a lone weekday lies in the reference's week (Monday to Sunday).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import cast

from jjj_parse._calendar_frames import Context, Frame, Unresolved, day_frame, month_of, this_year, today_of, told_month
from jjj_parse._calendar_steps import walk
from jjj_parse._calendar_text import expression
from jjj_parse._rules import clock as clocks
from jjj_parse._rules.time_words import SCOPES
from jjj_parse._rules.when import Clock, Step, When
from jjj_parse._words import DateOptions
from jjj_parse.types import ClockSpan, DateModifier, DateSpan

MONTHS_AHEAD = 8
DAYS_AHEAD = 10
_PLAIN = DateOptions()
_NO_REFERENCE = date(2000, 1, 1)  # only for the precision of what stays unresolved; a leap year


def resolve(
    when: When,
    *,
    reference: date | None,
    year_hint: int | None = None,
    previous: DateSpan | None = None,
    options: DateOptions = _PLAIN,
    modifier: str | None = None,
) -> DateSpan | ClockSpan:
    """The place of `when` in the calendar.

    `year_hint` is the year named before in the same sentence, `previous` the date named before it (for 同期, 次日, 当月 and a
    lone 20日); `options.window`: 近三年 is the three years up to the reference (rolling), or the last three complete ones
    (calendar). Without what the words need, the result is unresolved: both ends None.

    >>> from jjj_parse._rules.date import read_date
    >>> str(resolve(read_date("去年8月底", 0).value, reference=date(2020, 6, 8)))
    '2019-08-21/2019-08-31~'
    """
    mark = cast("DateModifier | None", modifier if modifier in ("since", "until", "before", "after") else None)
    if when.clock is not None and not when.steps and (when.end is None or not when.end.steps):
        return _clock_span(when.clock, when.end.clock if when.end else None, mark)
    today = reference.date() if isinstance(reference, datetime) else reference
    now = reference if isinstance(reference, datetime) else None
    context = Context(today, now, year_hint, _days_of(previous), options.prefer, options.window, when.future)
    said = expression(when)
    try:
        start, end, frame = _place(when, context)
    except (Unresolved, ValueError, OverflowError):
        return DateSpan(None, None, _precision(when), _is_fuzzy(when), said, modifier=mark)
    return DateSpan(start, end, frame.precision, frame.fuzzy or when.fuzzy, said, modifier=mark)


def named_year(when: When, reference: date | None, year_hint: int | None = None) -> int | None:
    """The year that later partial dates of the sentence take from `when`; None if it names none."""
    steps = (when.end or when).steps
    first = steps[0] if steps else None
    if first is None or any(step.kind == "told_period" for step in steps):
        return None  # 去年同期 is named to compare with
    if first.kind == "year":
        return first.first
    if first.kind == "year+" and reference is not None:
        return reference.year + first.first
    if first.kind == "told_year" and first.first >= 0:
        base = year_hint if year_hint is not None else reference.year if reference else None
        return None if base is None else base + first.first
    return None


# ------------------------------------------------------------------ one date, or the two ends of a range


def _place(when: When, context: Context) -> tuple[date | datetime | None, date | datetime | None, Frame]:
    if when.steps and when.steps[0].kind == "vague":
        return _vague(when.steps[0], context)
    frame = _frame(when.steps, context)
    start, end = _ends(when, frame)
    if when.end is None:
        if when.clock:
            frame = frame._replace(precision=when.clock.precision)
        elif when.daypart:
            frame = frame._replace(precision="day_part", fuzzy=True)
        return start, end, frame
    low = start
    for steps in _end_steps(when):
        inner = context._replace(year=frame.start.year, previous=(frame.start, frame.start))
        try:
            last = _frame(steps, inner, bounded=True)
        except ValueError:
            continue
        high = _ends(when.end, last)[1]
        if _comparable(low) <= _comparable(high):
            return low, high, Frame(frame.start, last.end, "interval", frame.fuzzy or last.fuzzy)
    raise Unresolved


def _vague(step: Step, context: Context) -> tuple[date | None, date | None, Frame]:
    today = context.today
    if today is None:
        raise Unresolved
    frame = Frame(today, today, "interval", True)
    match step.word:
        case "now":
            return today, today, frame
        case "past":
            return None, today, frame
        case "future":
            return today, None, frame
        case _:
            raise Unresolved


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
    elif steps and steps[0].kind in ("month", "quarter", "part", "holiday", "lunar"):
        yield (Step("told_year", 1), *steps)
    elif steps and steps[0].kind == "day":
        yield (Step("told_month", 1), *steps)


def _later(step: Step) -> tuple[Step, ...]:
    if step.kind == "day":  # the next day, whatever month it is in
        return step, Step("told_day", 1)
    return (step._replace(first=step.first + 1),)


def _ends(when: When, frame: Frame) -> tuple[date | datetime, date | datetime]:
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


def _frame(steps: tuple[Step, ...], context: Context, *, bounded: bool = False) -> Frame:
    """The period that the steps name. `bounded`: the end of a range, which the context's year fixes."""
    if not steps:
        return day_frame(today_of(context))
    scope = _missing(steps[0])
    if scope == "year":
        return _preferred(
            _in_years(steps, context), context, _too_late_in_year, fixed=context.year is not None or bounded
        )
    if scope == "month":
        fixed = told_month(context) is not None
        return _preferred(_in_months(steps, context), context, _too_late_in_month, fixed=fixed)
    return walk(steps, None, context)


def _missing(step: Step) -> str:
    """The coarser step that a lone first step needs."""
    if step.kind in ("month", "quarter", "holiday", "lunar") or (
        step.kind in ("first", "last", "nth") and step.word in ("quarter", "month")
    ):
        return "year"
    if step.kind == "part":
        return step.scope if step.scope in ("year", "month") else ""
    return "month" if step.kind in ("day", "nth_weekday") else ""


def _in_years(steps: tuple[Step, ...], context: Context) -> Iterator[Frame]:
    """The steps in the year meant, then the one before and the one after; 29 February has to look further."""
    year = context.year if context.year is not None else today_of(context).year
    own = list(_tried(steps, Step("year", year), context))
    yield from own
    if context.year is None:
        for offset in (-1, 1) if own else (*range(-1, -9, -1), *range(1, 9)):
            yield from _tried(steps, Step("year", year + offset), context)


def _in_months(steps: tuple[Step, ...], context: Context) -> Iterator[Frame]:
    told = told_month(context)
    base = told[1] if told else this_year(context)
    for offset in (0,) if told else (0, -1, 1, -2):
        year, month = month_of(base.year, base.month + offset)
        yield from _tried(steps, Step("year", year), context, Step("month", month))


def _tried(steps: tuple[Step, ...], year: Step, context: Context, *more: Step) -> Iterator[Frame]:
    try:
        frame = walk((year, *more, *steps), None, context)
    except ValueError:
        return
    yield frame._replace(fuzzy=True) if _is_part(steps[0], "bare") else frame


def _is_part(step: Step, *fuzzy: str) -> bool:
    """Whether `step` is a period whose line in the table says so: `fuzzy`, or `bare` for fuzzy without its year."""
    return step.kind == "part" and SCOPES[step.scope].row(step.word)["fuzzy"] in fuzzy


def _too_late_in_year(start: date, today: date) -> bool:
    return 12 * (start.year - today.year) + start.month - today.month > MONTHS_AHEAD


def _too_late_in_month(start: date, today: date) -> bool:
    return (start - today).days > DAYS_AHEAD


def _preferred(
    frames: Iterator[Frame], context: Context, too_late: Callable[[date, date], bool], *, fixed: bool
) -> Frame:
    """The one of the candidates that `prefer` asks for; the first is in the reference's own period, the others are made when asked for."""
    here = next(frames, None)
    if here is None:
        raise Unresolved
    today = context.today
    if fixed or today is None:
        return here
    if context.prefer == "nearest":
        return min((here, *frames), key=lambda f: (_distance(f, today), f.start > today))
    if context.prefer == "future":
        return here if here.end >= today else min((f for f in frames if f.end >= today), key=_start, default=here)
    if context.future or not too_late(here.start, today):
        return here
    return max((f for f in frames if f.start < here.start), key=_start, default=here)


def _start(frame: Frame) -> date:
    return frame.start


def _distance(frame: Frame, today: date) -> timedelta:
    return max(frame.start - today, today - frame.end, timedelta(0))


# ------------------------------------------------------------------ what stays unresolved


def _precision(when: When) -> str:
    """The grain of words that have no place: that of the same words on some reference."""
    now = datetime.combine(_NO_REFERENCE, time())
    period = (_NO_REFERENCE, _NO_REFERENCE)
    try:
        return _place(when, Context(_NO_REFERENCE, now, None, period, "past", "rolling", False))[2].precision
    except (Unresolved, ValueError, OverflowError):
        return "interval"


def _is_fuzzy(when: When) -> bool:
    fuzzy = any(_is_part(step, "fuzzy") for step in when.steps) or any(
        _is_part(step, "bare") for step in when.steps[:1]
    )
    return (
        when.fuzzy
        or bool(when.daypart and when.clock is None)
        or fuzzy
        or any(s.kind in ("window", "vague") for s in when.steps)
    )
