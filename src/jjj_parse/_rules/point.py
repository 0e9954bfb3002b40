"""One date or clock time with all that belongs to it: steps, the day of the week, a part of the day, a clock time."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import compile_pattern
from jjj_parse._rules.clock import read_clock, read_daypart
from jjj_parse._rules.period import read_steps, weekday_pattern
from jjj_parse._rules.when import Clock, Step

_WEEKDAY_AFTER = compile_pattern(weekday_pattern())
_COMMA = compile_pattern(r"\x20? [,，]? \x20?")
_CLOCK_GLUE = compile_pattern(r"T (?=\d) | \x20?")
_TO_MARKS = frozenset("至到—–-~")
DAYS_OF_PARTS = {"今": 0, "昨": -1, "明": 1}
"""The day that 今晚, 昨夜, 明早 start with."""
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Point(NamedTuple):
    """One end of a range, or all there is."""

    end: int
    steps: tuple[Step, ...]
    clock: Clock | None = None
    daypart: str = ""
    certain: bool = True


def read_point(text: str, pos: int, state: str = "start", daypart: str = "") -> Point | None:
    """Steps, then a clock time or a part of the day; or a clock time alone."""
    steps: tuple[Step, ...] = ()
    end, day = pos, False
    leading = _leading_weekday(text, pos) if state == "start" else None
    if leading is not None:
        return with_clock(text, *leading)
    if state == "start" and (tonight := _day_with_part(text, pos)):
        return tonight
    taken = read_steps(text, pos, state) if state != "clock" else None
    if taken is not None:
        steps, end, day = taken.steps, taken.end, taken.state == "day"
        return with_clock(text, _after_weekday(text, end, steps), steps) if day else Point(end, steps)
    clock = read_clock(text, pos, daypart)
    return Point(clock.end, (), clock.clock, clock.daypart, clock.certain) if clock else None


def _leading_weekday(text: str, pos: int) -> tuple[int, tuple[Step, ...]] | None:
    """周日, 二月十日: the date counts."""
    match = _WEEKDAY_AFTER.match(text, pos)
    if match is None or text[pos - 1 : pos] in _TO_MARKS:
        return None
    comma = _COMMA.match(text, match.end())
    taken = read_steps(text, comma.end() if comma else match.end())
    if taken is None or taken.state != "day" or taken.steps[0].kind not in ("year", "month"):
        return None
    return taken.end, taken.steps


def _after_weekday(text: str, end: int, steps: tuple[Step, ...]) -> int:
    """The end of 10月12日(星期一): the day of the week belongs to the date."""
    if steps[-1].kind in ("weekday", "nth_weekday"):
        return end
    match = _WEEKDAY_AFTER.match(text, end)
    return match.end() if match else end


def with_clock(text: str, end: int, steps: tuple[Step, ...]) -> Point:
    glue = _CLOCK_GLUE.match(text, end)
    at = glue.end() if glue else end
    clock = read_clock(text, at)
    if clock is not None:
        return Point(clock.end, steps, clock.clock, clock.daypart)
    part = read_daypart(text, at)
    return Point(part.end, steps, None, part.word) if part else Point(end, steps)


def _day_with_part(text: str, pos: int) -> Point | None:
    """今晚, 昨夜, 明早, with a clock time or without."""
    if text[pos : pos + 1] not in DAYS_OF_PARTS:
        return None
    part = read_daypart(text, pos + 1)
    if part is None:
        return None
    point = with_clock(text, pos + 1, (Step("day+", DAYS_OF_PARTS[text[pos]]),))
    return point if point.end > pos + 1 else None


def is_impossible(steps: tuple[Step, ...]) -> bool:
    """2月30日, 2019年2月29日."""
    by_kind = {step.kind: step.first for step in steps}
    month, day, year = by_kind.get("month"), by_kind.get("day"), by_kind.get("year")
    if month is not None and not 1 <= month <= 12:
        return True
    if day is None:
        return False
    if month is None:
        return not 1 <= day <= 31
    if not 1 <= day <= _MONTH_DAYS[month - 1]:
        return True
    return month == 2 and day == 29 and year is not None and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))
