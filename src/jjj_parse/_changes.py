"""What a change is measured from: direction and base of comparison of 同比增长12%, 比上年增加2倍, 较2010年翻一番."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._fact_types import Base, Direction
from jjj_parse.types import DateSpan

DIRECTIONS = _lexicon.pairs("changes", "word", "direction")
_BOUNDS = trie([*_lexicon.MODIFIERS_BEFORE, "了", "约", "近", "超过", "达", "达到"])
_TOLD = compile_pattern(
    rf"(?P<word> {'|'.join(sorted(DIRECTIONS, key=len, reverse=True))} ) (?P<level> 到 | 至 | 为 )? {_BOUNDS}* \s* \Z"
)
_DOUBLED = compile_pattern(r"翻 (?: 了 )? [一二两三四五六七八九十\d]")
_COMPARED_BEFORE = compile_pattern(r"(?: 比 | 较 | 比起 | 相比 | 相较 | 较之 | 与 | 同 | 和 ) 于? \s* \Z")
_COMPARED_BEHIND = compile_pattern(r"(?: 同期 | 末 | 底 )? 相比")
_REACH = 60
"""No clause that tells a change is longer."""
_CLAUSE = compile_pattern(r"[,，。;；:：!！?？\n、()（）]")


class Told(NamedTuple):
    """A change as the cleaned text tells it: its words at `start` to `end`."""

    start: int
    end: int
    direction: Direction
    base: Base | None
    base_period: DateSpan | None


def told(
    text: str, begin: int, start: int, end: int, dates: list[tuple[int, int, DateSpan]], period: DateSpan | None
) -> Told | None:
    """The change that the quantity `text[start:end]` is the size of, None if it is a level (增加到60辆) or a share.

    The clause begins at `begin` or later; `dates` are the dates in it; `period` is the period that the quantity belongs to.
    """
    begin = max(begin, start - _REACH)
    for mark in _CLAUSE.finditer(text, begin, start):
        begin = mark.end()
    match = _TOLD.search(text, begin, start)
    if match is None:
        if _DOUBLED.match(text, start) is None:
            return None
        first, last, direction = start, end, "up"
    elif match["level"]:
        return None
    else:
        first, last, direction = match.start("word"), match.end("word"), DIRECTIONS[match["word"]]
    base, base_period, at = _base(text, begin, first, dates, period)
    return Told(min(first, at), last, direction, base, base_period)  # type: ignore[arg-type]  # a test holds the column


def _base(
    text: str, begin: int, end: int, dates: list[tuple[int, int, DateSpan]], period: DateSpan | None
) -> tuple[Base | None, DateSpan | None, int]:
    clause = text[begin:end]
    for first, last, value in reversed(dates):
        if first < begin:
            break
        with_word = _COMPARED_BEFORE.search(text, max(begin, first - 3), first)
        if with_word is not None or _COMPARED_BEHIND.match(text, last):
            at = first if with_word is None else with_word.start()
            return "date", value if value.resolved else None, at
    for word, base in (("同比", "year_before"), ("环比", "period_before"), ("年均", "annual_average")):
        at = clause.rfind(word)
        if at >= 0:
            base_period = _earlier(period, base) if period is not None else None
            return base, base_period, begin + at  # type: ignore[return-value]
    return None, None, end


def compared(text: str, start: int, end: int) -> bool:
    """Whether the date `text[start:end]` is what something is compared with: 比上年, 与去年同期相比."""
    return (
        _COMPARED_BEFORE.search(text, max(0, start - 3), start) is not None and text[start - 1] not in "与同和"
    ) or _COMPARED_BEHIND.match(text, end) is not None


def _earlier(period: DateSpan, base: str) -> DateSpan | None:
    """The period that `period` is compared with."""
    start, end = period.start, period.end
    if start is None or end is None or isinstance(start, datetime) or isinstance(end, datetime) or period.modifier:
        return None
    if base == "year_before":
        return DateSpan(_year_before(start), _year_before(end), period.precision, period.fuzzy)
    if base == "period_before" and period.precision in ("month", "quarter"):
        last = start - timedelta(days=1)
        months = 1 if period.precision == "month" else 3
        first = date(last.year, last.month - months + 1, 1)
        return DateSpan(first, last, period.precision)
    return None


def _year_before(day: date) -> date:
    """The same day a year earlier; the last day of a month stays the last."""
    if day.year == 1:
        return day
    last = monthrange(day.year - 1, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if ends else min(day.day, last))
