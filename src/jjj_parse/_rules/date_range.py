"""The two ends of a range of dates: 3月至5月, 2016-2020年, 5月20-22日, 下午1点到3点."""

from __future__ import annotations

from jjj_parse._engine import chars, compile_pattern
from jjj_parse._lexicon import RANGE_MARKS
from jjj_parse._rules import time_words
from jjj_parse._rules.clock import ClockReading, read_clock, read_daypart
from jjj_parse._rules.period import read_day, read_steps, weekday_end
from jjj_parse._rules.point import DAYS_OF_PARTS, Point, read_point, with_clock
from jjj_parse._rules.time_words import AFTER, NUMBER_LEADS, RANGE_TO
from jjj_parse._rules.when import LEVEL, Kind, Step
from jjj_parse._rules.year import small_number_before


def second_end(text: str, first: Point) -> Point | None:
    """The other end of the range that `first` begins."""
    mark = RANGE_TO.match(text, first.end)
    if mark is None:
        return None
    at = mark.end()
    if first.clock is not None:
        second = read_point(text, at, daypart=first.daypart) or _day_end(text, at, first.steps)
        if second is None or second.clock is None:
            return None
        return _same_half_of_day(text, at, first, second)
    if "起" in mark[0] and (after := _bound_after(text, at)) and after.value == "before":
        return None  # 自3月起到9月之前: two dates
    if len(first.steps) == 2 and first.steps[-1].kind == "weekday" and (last := weekday_end(text, at)) is not None:
        return with_clock(text, last.end, last.steps)  # 本周一至周五; 周一至周五 alone recurs
    return read_point(text, at) or _day_end(text, at, first.steps) or _lone_number_end(text, at, first)


def _bound_after(text: str, at: int) -> time_words.Word | None:
    """The word for a bound after the date at `at`."""
    point = read_point(text, at)
    return AFTER.match(text, point.end) if point else None


def _day_end(text: str, at: int, steps: tuple[Step, ...]) -> Point | None:
    """18号 as the end of 3月15号至18号, or of 3月15-18号; 18号 alone may be a building."""
    if not steps or steps[-1].kind not in ("month", "day"):
        return None
    day = read_day(text, at)
    return with_clock(text, day.end, day.steps) if day else None


def _lone_number_end(text: str, at: int, first: Point) -> Point | None:
    """The year that ends 2008.03-2009; nothing else goes without its unit."""
    if [step.kind for step in first.steps] != ["year", "month"]:
        return None
    year = small_number_before(text, at, "year")
    if year is None or text[year[0] : year[0] + 1] in _NO_YEAR_BEFORE:
        return None
    return Point(year[0], (Step("year", year[1]),))


def _same_half_of_day(text: str, at: int, first: Point, second: Point) -> Point:
    """下午1点到3点: the end lies in the same half of the day, unless that puts it before the start."""
    own: ClockReading | None = read_clock(text, at)
    if own is None or own.daypart or second.steps or not first.daypart or first.clock is None:
        return second
    later = second.clock is not None and second.clock.seconds() > first.clock.seconds()
    return second if later else second._replace(clock=own.clock, daypart="")


_ANY_MARK = compile_pattern(chars([mark[0] for mark in RANGE_MARKS] + ["、", "起"]))
_LONGEST_NUMBER = 12
"""Characters from the end of a date to the mark of a range, at most: a part of the day, blanks, a year in Chinese digits."""
_LIST = compile_pattern("、")  # 二、三季度; 3、4月份
_SHAREABLE: tuple[Kind, ...] = ("year", "month", "quarter", "day")


def shared_ends(text: str, pos: int, end: int) -> tuple[Point, Point] | None:
    """1-9月, 2016-2020年, 5月20-22日, 9~11点: the first number takes its unit from the second. `end`: of the date read at `pos`."""
    if _ANY_MARK.search(text, pos, end + _LONGEST_NUMBER) is None:
        return None
    prefix = _prefix(text, pos)
    for end, steps, state, daypart in prefix:
        for kind in _SHAREABLE if not daypart else ():
            point = _shared_number(text, end, kind, steps, state)
            if point is not None:
                return point
        if (clocks := _shared_hour(text, end, steps, daypart)) is not None:
            return clocks
    return None


def _prefix(text: str, pos: int) -> list[tuple[int, tuple[Step, ...], str, str]]:
    """What may stand before the first number: nothing, or a date that the number goes on with."""
    found: list[tuple[int, tuple[Step, ...], str, str]] = []
    taken = read_steps(text, pos)
    if taken is not None and taken.state in ("year", "month", "day"):
        found.append((taken.end + (text[taken.end : taken.end + 1] == " "), taken.steps, taken.state, ""))
    if text[pos] in NUMBER_LEADS:
        found.append((pos, (), "start", ""))
    end, steps = (taken.end, taken.steps) if taken is not None and taken.state == "day" else (pos, ())
    if taken is None and text[pos : pos + 1] in DAYS_OF_PARTS:
        end, steps = pos + 1, (Step("day+", DAYS_OF_PARTS[text[pos]]),)
    if part := read_daypart(text, end):
        found.append((part.end, steps, "clock", part.word))
    return found


def _shared_number(text: str, pos: int, kind: Kind, steps: tuple[Step, ...], state: str) -> tuple[Point, Point] | None:
    number = small_number_before(text, pos, kind)
    listed = _LIST.match(text, number[0]) if number and kind in ("month", "quarter", "day") else None
    mark = listed or (RANGE_TO.match(text, number[0]) if number else None)
    if number is None or mark is None or (steps and LEVEL[kind] <= LEVEL.get(steps[-1].kind, 0)):
        return None
    at = mark.end()
    second = read_point(text, at) or (_day_end(text, at, steps) if kind == "day" else None)
    if kind == "year" and (second is None or second.steps[:1] == ()):
        return None
    if second is None or not second.steps or second.steps[0].kind != kind or second.clock is not None:
        return None
    if kind == "day" and not text.startswith(("日", "号"), second.end - 1):
        return None
    last = second.steps[0].first
    if kind != "year" and last <= number[1]:
        return None
    if listed and (last != number[1] + 1 or (kind == "month" and text[second.end - 1] != "份")):
        return None
    return Point(number[0], (*steps, Step(kind, number[1]))), second


def _shared_hour(text: str, pos: int, steps: tuple[Step, ...], daypart: str) -> tuple[Point, Point] | None:
    number = time_words.read_small(text, pos)
    mark = RANGE_TO.match(text, number[0]) if number else None
    second = read_clock(text, mark.end(), daypart) if mark else None
    if number is None or second is None or ":" in text[pos : second.end] or number[1] > 24:
        return None
    first = read_clock(f"{number[1]}点整", 0, daypart)
    if first is None or not first.clock.seconds() < second.clock.seconds():
        return None
    certain = bool(daypart or steps) or second.certain
    return (
        Point(number[0], steps, first.clock, daypart, certain),
        Point(second.end, (), second.clock, second.daypart, certain),
    )


_NO_YEAR_BEFORE = tuple("0123456789.-/%年月日个家项元万亿")


def inherit(first: tuple[Step, ...], second: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of the end of a range: what it leaves out, it has from the start."""
    if not second:
        return first
    if second[0].kind.startswith("told"):
        return second
    level = LEVEL.get(second[0].kind, 3)
    if second[0].kind == "part":
        level = {"year": 3, "quarter": 4, "month": 5}.get(second[0].scope, 3)
    return (*(step for step in first if LEVEL.get(step.kind, 9) < level), *second)


def is_reversed(first: Point, second: Point, steps: tuple[Step, ...]) -> bool:
    """Whether both ends are absolute and the second lies before the first."""
    ends = []
    for own, clock in ((first.steps, first.clock), (steps, second.clock)):
        by_kind = {step.kind: step.first for step in own}
        if "year" not in by_kind:
            return False
        ends.append((by_kind["year"], by_kind.get("month"), by_kind.get("day"), clock.seconds() if clock else None))
    for low, high in zip(*ends, strict=True):
        if low is None or high is None or low < high:
            return False
        if low > high:
            return True
    return False
