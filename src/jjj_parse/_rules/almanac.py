"""Days of the lunar calendar and public holidays: 农历正月十五, 腊月初八, 春节, 国庆节, 五一假期. They need the extra `calendar`."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern
from jjj_parse._rules import time_words
from jjj_parse._rules.time_words import HOLIDAY_ENDS, HOLIDAYS, NUMBER, value_of
from jjj_parse._rules.when import Step, When

_MONTHS = time_words.Words(_lexicon.read_table("lunar_months"))
_MARK = time_words.shape("lunar")
_ANY_HOLIDAY = time_words.Words({"word": word} for word in HOLIDAYS.words)
_CLOSING = tuple("”\"'」』’")

START_WORDS: tuple[str, ...] = (*HOLIDAYS.words, *_MONTHS.words, *_MARK.words, "闰")
STARTS = frozenset(word[0] for word in START_WORDS)
_NUMBERED = compile_pattern(rf"(?P<month>{NUMBER}) \x20? 月")
_DAY = compile_pattern(
    rf"""
    \x20? (?: 初 (?P<early> [一二三四五六七八九十] | 10 | [1-9] ) (?! \d )
      | (?P<day> {NUMBER} ) (?: [日号] | (?! [\d个家项名户元万亿%多余年月点时~-] | [.,]\d ) )
    )
    """
)


class Day(NamedTuple):
    """A holiday or a lunar date read up to `end`; `whole_month`: it names no day."""

    end: int
    step: Step
    whole_month: bool = False


def read_almanac(text: str, pos: int) -> Day | None:
    """The holiday or lunar date at `pos`."""
    if (day := _holiday(text, pos)) is not None:
        return day
    mark = _MARK.match(text, pos)
    at = mark.end + text.startswith(" ", mark.end) if mark else pos
    return _holiday(text, at) or _lunar(text, at, marked=mark is not None)


def needs_almanac(when: When) -> bool:
    """Whether the lunar calendar or the holidays are needed to give `when` its place."""
    steps = when.steps + (when.end.steps if when.end else ())
    return any(step.kind in ("lunar", "holiday") for step in steps)


def _holiday(text: str, pos: int) -> Day | None:
    """国庆, 国庆节; with 假期, 期间 it is the days around it, and 十一 is a holiday only then."""
    word = _ANY_HOLIDAY.match(text, pos)
    if word is None:
        return None
    row = HOLIDAYS.row(word.word)
    quoted = text.startswith(_CLOSING, word.end)
    end = HOLIDAY_ENDS.match(text, word.end + quoted)
    if end is not None and not (pos and text[pos - 1] in row["not_after"]):
        return Day(word.end if quoted else end.end, Step("holiday", last=1, word=word.word))
    if row["needs"] or HOLIDAYS.match(text, pos) is None:
        return None
    return Day(word.end, Step("holiday", word=word.word))


def _lunar(text: str, pos: int, *, marked: bool) -> Day | None:
    """正月十五, 闰四月, 腊月18; other months only after 农历 or 闰."""
    leap = text.startswith("闰", pos)
    at = pos + leap
    word = _MONTHS.match(text, at)
    numbered = _NUMBERED.match(text, at) if word is None and (marked or leap) else None
    if word is not None:
        row = _MONTHS.row(word.word)
        month, end, needs_day = int(row["month"]), word.end, bool(row["needs"])
    elif numbered is not None:
        month, end, needs_day = value_of(numbered["month"]), numbered.end(), False
    else:
        return None
    day = _DAY.match(text, end)
    number = value_of(day["early"] or day["day"]) if day else 0
    if not 1 <= month <= 12 or number > 30 or (day is not None and not number) or (day is None and needs_day):
        return None
    step = Step("lunar", month, number, "闰" if leap else "")
    return Day(day.end() if day else end, step, day is None)
