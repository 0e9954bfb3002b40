"""Whether two dates, or two clock times, are the same; before a reference is known, whether they may be."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal, TypeAlias

from jjj_parse._date_spans import ClockSpan, DateSpan, iso
from jjj_parse._engine import compile_pattern

Unresolved: TypeAlias = Literal["unresolved"]
Compared: TypeAlias = frozenset[Literal["bound"]] | Unresolved | None
_SAME: frozenset[Literal["bound"]] = frozenset()
_BOUND: frozenset[Literal["bound"]] = frozenset({"bound"})
_NAMED = compile_pattern(
    r"(?P<year> [\dX]{4} ) (?: -Q (?P<quarter> \d ) | - (?P<month> [\dX]{2} ) )? (?: - (?P<day> [\dX]{2} ) )?"
)
_IN_WORDS = compile_pattern(r"\b (?P<grain> quarter | month | day ) = (?P<number> \d+ )")
_PERIODS = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}
"""By their months."""
_BESIDE = frozenset({"quarter_part", "week"})
"""Of these the month in the text is not always that of the first and the last day."""
_UNKNOWN = "XXXX-XX-XX"
_CLOCK = frozenset({"hour", "minute", "second"})


def date_differences(one: DateSpan, other: DateSpan) -> Compared:
    """Dates are the same if they mean the same days: 2020年一季度 is 2020年1-3月; of two unresolved ones, if they say the same."""
    if one.resolved and other.resolved:
        if one.modifier == other.modifier and _ends(one) == _ends(other):
            return _SAME if _neighbourhood(one) == _neighbourhood(other) else _BOUND
        return _BOUND if (one.start, one.end) == (other.start, other.end) else None
    if (
        not one.resolved
        and not other.resolved
        and (one.expression, one.precision) == (other.expression, other.precision)
    ):
        return _SAME if (one.modifier, one.fuzzy) == (other.modifier, other.fuzzy) else _BOUND
    return "unresolved" if _may_be_same(one, other) else None


def clock_differences(one: ClockSpan, other: ClockSpan) -> Compared:
    """The same for clock times, which need no reference."""
    if (one.start, one.end) != (other.start, other.end):
        return None
    return _SAME if one.modifier == other.modifier else _BOUND


def _ends(span: DateSpan) -> tuple[date | None, date | None]:
    """What the modifier leaves of the dates named: 2019年起 and 2019年1月1日起 are one period."""
    match span.modifier:
        case "since" | "before":
            return span.start, None
        case "until" | "after":
            return None, span.end
        case _:
            return span.start, span.end


def _neighbourhood(span: DateSpan) -> str | None:
    """Around what the date is, if it is not exact: 年底 is not 12月左右."""
    return span.precision if span.fuzzy else None


def _may_be_same(one: DateSpan, other: DateSpan) -> bool:
    """Whether some reference could make them the same: nothing that the words fix speaks against it."""
    return (
        one.modifier == other.modifier
        and not _grains(one).isdisjoint(_grains(other))
        and all(
            "X" in (mine, theirs) or mine == theirs
            for pair in zip(_known(one), _known(other), strict=True)
            for mine, theirs in zip(*pair, strict=True)
        )
    )


def _grains(span: DateSpan) -> frozenset[str]:
    """The periods that a date can be: 1-3月 is a quarter too."""
    if span.precision in _CLOCK:
        return _CLOCK
    if span.precision != "interval":
        return frozenset({span.precision})
    if not span.resolved:
        return frozenset({"interval", *_PERIODS.values()})
    return frozenset({"interval", *_period(span)})


def _period(span: DateSpan) -> list[str]:
    """The calendar period that a span of days makes up, if it does."""
    first, last = span.start, span.end
    if first is None or last is None or first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return []
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return [_PERIODS[months]] if months in _PERIODS and (first.month - 1) % months == 0 else []


def _known(span: DateSpan) -> tuple[str, str]:
    """The digits of the first and the last day, X for those that are not known."""
    if span.resolved:
        start, end = ((iso(day) or _UNKNOWN)[:10] for day in (span.start, span.end))
        return start, end
    if span.precision in _BESIDE:
        return _UNKNOWN, _UNKNOWN
    first, _, last = span.expression.partition("/")
    return _digits(first, 0), _digits(last or first, 2)


def _digits(said: str, months: int) -> str:
    """The digits that an expression fixes; `months` goes from the first month of a quarter to the one meant."""
    if "T24" in said:
        return _UNKNOWN  # 8日24时 is on the 9th
    named = _NAMED.match(said)
    found = named.groupdict() if named else {part["grain"]: part["number"] for part in _IN_WORDS.finditer(said)}
    month, day, quarter = found.get("month"), found.get("day"), found.get("quarter")
    if quarter:
        month = str(3 * int(quarter) - 2 + months)
    return f"{found.get('year') or 'XXXX'}-{month or 'XX':0>2}-{day or 'XX':0>2}"
