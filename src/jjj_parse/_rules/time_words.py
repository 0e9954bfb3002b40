"""The words of the calendar, read from the fact tables, and the numerals that stand in dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import chars, compile_pattern, lengths, trie


class Word(NamedTuple):
    """A word found in the text."""

    end: int
    word: str
    value: str


class Words:
    """A set of words with what they mean, and the characters before and after that make each another word.

    A word with `only_after` stands at the start of a clause or after one of these characters: 到后年, but not 建成后年产.
    """

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._rows: dict[str, dict[str, str]] = {}
        for row in rows:
            if row["word"] in self._rows:
                raise _lexicon.LexiconError(f"the calendar tables have {row['word']} twice")
            self._rows[row["word"]] = row
        self.words: tuple[str, ...] = tuple(self._rows)
        self._lengths = lengths(self.words)
        self.firsts = frozenset(self._lengths)
        self._longest = max(map(len, self.words), default=0)

    def match(self, text: str, pos: int) -> Word | None:
        """The longest word at `pos`; None if there is none, or its neighbours make it part of another word."""
        for length in self._lengths.get(text[pos : pos + 1], ()):
            word = text[pos : pos + length]  # shorter at the end of the text
            row = self._rows.get(word)
            if row is not None:
                break
        else:
            return None
        end = pos + len(word)
        if text[end : end + 1] and text[end] in row.get("not_before", ""):
            return None
        if row.get("not_before") and any(text.startswith(w, end) for w in row["not_before"].split()):
            return None
        if pos and text[pos - 1] in row.get("not_after", ""):
            return None
        only = row.get("only_after")
        if only and pos and text[pos - 1].isalnum() and text[pos - 1] not in only:
            return None
        return Word(end, word, row.get("value", ""))

    def before(self, text: str, end: int) -> Word | None:
        """The longest word that ends at `end`; `Word.end` is then where it starts."""
        for length in range(min(self._longest, end), 0, -1):
            row = self._rows.get(text[end - length : end])
            if row is not None:
                return Word(end - length, row["word"], row["value"])
        return None

    def row(self, word: str) -> dict[str, str]:
        """The line of the table that `word` stands in."""
        return self._rows[word]


_BY_SHAPE: dict[str, list[dict[str, str]]] = {}
for _row in _lexicon.read_table("time_words"):
    _BY_SHAPE.setdefault(_row["shape"], []).append(_row)
_PERIODS = _lexicon.read_table("periods")


def shape(*names: str) -> Words:
    """The time words of these shapes."""
    return Words(row for name in names for row in _BY_SHAPE.get(name, ()))


DAYPARTS = Words(_lexicon.read_table("dayparts"))
PLANS = Words(_lexicon.read_table("plans"))
PLAN_OF_LAW = r"[”\"'」』’]? (?: 普法 | 法治 | 依法 )"
"""A pattern of what follows “八五” in “八五”普法: the eighth plan of spreading the law was in other years than the eighth of the economy."""
HOLIDAYS = Words(_lexicon.read_table("holidays"))
SCOPES = {
    scope: Words(r for r in _PERIODS if r["scope"] == scope) for scope in dict.fromkeys(r["scope"] for r in _PERIODS)
}
"""Periods of a year, a quarter, a month …, by what they are part of."""
ALONE = {scope: Words(r for r in _PERIODS if r["scope"] == scope and r["alone"]) for scope in ("year", "month")}
"""Those that may stand alone: the year or month is then the one meant by the context."""

_DIGITS = "〇一二三四五六七八九"


def _numerals() -> dict[str, int]:
    """Chinese numerals from 0 to 99 as dates and clocks have them: 五, 十五, 二十五, 廿五, 〇五."""
    names: dict[str, int] = {}
    for value in range(100):
        tens, ones = divmod(value, 10)
        one = _DIGITS[ones] if ones else ""
        if tens == 0:
            names[_DIGITS[ones]] = value
            if ones:
                names["零" + one] = names["〇" + one] = value
        else:
            names[("" if tens == 1 else _DIGITS[tens]) + "十" + one] = value
    names["零"] = 0
    for char, numeral in _lexicon.NUMERALS.items():
        if numeral.cls == "tens" and int(numeral.value) < 40:
            names |= {char + (_DIGITS[ones] if ones else ""): int(numeral.value) + ones for ones in range(10)}
    return names


NUMERAL_CHARS = "".join(char for char, n in _lexicon.NUMERALS.items() if n.cls != "rest")
"""Characters of Chinese numerals; a date next to one of them is part of something else."""
HAN_NUMBERS = _numerals()
HAN_DIGITS = {char: int(n.value) for char, n in _lexicon.NUMERALS.items() if n.cls == "digit" and not n.financial}
NUMBER = rf"(?: (?<!\d) \d{{1,2}} (?!\d) | {trie(HAN_NUMBERS)} (?!{chars(NUMERAL_CHARS)}) )"
"""A pattern for a number of at most two digits."""
_NUMBER = compile_pattern(NUMBER)


def value_of(word: str) -> int:
    """The number that `NUMBER` matched; 两 is 2."""
    return int(word) if word.isascii() else 2 if word == "两" else HAN_NUMBERS[word]


def read_small(text: str, pos: int) -> tuple[int, int] | None:
    """The number of at most two digits at `pos`: its end and value."""
    match = _NUMBER.match(text, pos)
    return (match.end(), value_of(match[0])) if match else None


TO = rf"\x20? (?: {trie(word for word, place in _lexicon.RANGE_MARKS.items() if place == 'between')} ) \x20?"
"""A pattern for the mark between the two ends of a range."""
RANGE_TO = compile_pattern(rf"(?: \x20? 起 )? {TO}")
NUMBER_LEADS = frozenset("0123456789" + NUMERAL_CHARS + "半")
"""Characters with which a number may start."""
DURATION_UNITS = Words(_lexicon.read_table("durations"))
_UNIT_LEADS = {word[0] for word in DURATION_UNITS.words} | set("年月日号时点世季:aApPQ")
HOLIDAY_ENDS = shape("holiday_end")
_HOLIDAYS = [word for word in HOLIDAYS.words if not HOLIDAYS.row(word)["needs"]]
LISTED_YEAR = (
    r"(?: 19 | 20 ) \d\d (?= (?: 、 (?:19|20)\d\d (?!\d) ){0,5} \x20? [、和与及] \x20? (?:19|20)\d\d \x20? 年 )"
)
"""A pattern for a year of a list that has 年 at its end only."""
MAY_BE_TIME = compile_pattern(
    rf"""
    [\d{NUMERAL_CHARS}半多余来个零.,、/~〜至到\x20—–−-]{{1,30}}+ {chars(_UNIT_LEADS)}   # 3 月, 3-5年, 17个多月
    | [12]\d{{3}} (?: [-/\x20] \d | \.\d{{1,2}}\.\d ) | (?:19|20)\d\d \. \d\d (?!\d)           # 2021-03-15, 2019.9.6, 2008.03
    | {LISTED_YEAR}                                                                        # 2018、2019和2020年
    | (?:19|20)\d\d (?: [上下]半年 | 第? [1-4一二三四] 季度 )                                  # 2021上半年
    | (?:19|20)\d\d \. \d{{1,2}} \x20? {chars("-—–−~至到")}                                  # 2021.3-2022.12
    | \d\d-\d\d\x20                                                                        # 03-15 09:26
    | {trie(w for w in (*PLANS.words, *DAYPARTS.words, *_HOLIDAYS) if w[0] in NUMBER_LEADS)}   # 十四五, 半夜, 五一
    | {trie(set(HOLIDAYS.words) - set(_HOLIDAYS))} [”"'」』’]? {trie(HOLIDAY_ENDS.words)}       # 十一假期
    """
)
"""What a date, clock time or length of time that starts with a number looks like; most other numbers do not."""
_LENGTH_LEADS = {word[0] for word in DURATION_UNITS.words} - {"个", "月"}
MAY_BE_LENGTH = compile_pattern(
    rf"""
    (?! [12]\d{{3}} \x20? 年 \x20? \d )                                               # 2020年5月
    [\d{NUMERAL_CHARS}点半多余来个零.,、/~〜至到\x20—–−-]{{1,30}}+ (?: {chars(_LENGTH_LEADS)} | (?<=[个半数多余]) 月 )
    """
)
"""What a length of time looks like: 5月18日 and 8时 are none."""
NUMBERED_YEAR = compile_pattern(r"\d{1,2}\. (?= (?:19|20)\d\d \x20? 年 )")
"""The number of a line and a year behind it: 1.2020年."""
AFTER = shape("after", "after_day")
"""The words after a date that make it a bound: 起, 以前, 止."""
AFTER_CLOCK = shape("after")
"""Those that may also follow a clock time: not 开始, which tells what happens then."""
ERAS = shape("era")
"""Names of reigns: the years behind them are counted from another year, and are no length of time either."""
LASTING = shape("lasting")
"""The words behind which 日 counts days: 拘留15日."""
VAGUE = shape("vague")
PAST_WINDOW, FUTURE_WINDOW = shape("past_window"), shape("future_window")
