"""Years: 2020年, 98年, 二〇二〇年, 民国109年, and what only looks like one (20年, 2000年历史)."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import compile_pattern
from jjj_parse._rules import time_words
from jjj_parse._rules.time_words import HAN_DIGITS, NUMBER, read_small
from jjj_parse._rules.when import Kind, Step

_HAN = "".join(HAN_DIGITS)
_YEAR = compile_pattern(
    rf"""
    (?: (?: (?P<era>公元|西元) | (?P<republic>民国|中华民国) ) \x20? )?+
    (?P<year> [12]\d{{3}} (?!\d) | \d{{1,3}} (?!\d) | [一二][{_HAN}]{{3}} | [{_HAN}]{{2,3}} | {NUMBER} | 元
        | 一百 (?: [零〇] [一二三四五六七八九] | [一二三四五六七八九]? 十 [一二三四五六七八九]? )? )
    \x20? 年 (?! 级 | [一二三四五六七八九]级 | 代 )
    """
)


_BEFORE_PART = compile_pattern(
    rf"(?: 19 | 20 ) \d\d (?= [上下]半年 | 第? [1-4一二三四] 季度 ) | {time_words.LISTED_YEAR}"
)
"""2021上半年, 2018、2019年: a year without 年, where a part of it or more years follow."""


class Year(NamedTuple):
    """A year read up to `end`."""

    end: int
    steps: tuple[Step, ...]


def read_year(text: str, pos: int) -> Year | None:
    """2020年, 98年, 二〇二〇年, 民国109年; three digits, and two that are rather a length of time, are left."""
    match = _YEAR.match(text, pos)
    if match is None:
        short = _BEFORE_PART.match(text, pos)
        return Year(short.end(), (Step("year", int(short[0])),)) if short else None
    word, end = match["year"], match.end()
    if match["republic"]:
        count = 1 if word == "元" else _count(word)
        return Year(end, (Step("year", 1911 + count),)) if count else None
    if word == "元":
        return None
    if match["era"]:
        return Year(end, (Step("year", digits(word)),)) if digits(word) else None
    year = _calendar_year(word)
    return Year(end, (Step("year", year, digits(word) if len(word) < 4 else 0),)) if year else None


def in_republic(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same with a year of two or three digits counted from the founding of the Republic: 109年 is 2020."""
    return tuple(Step("year", 1911 + s.last) if s.kind == "year" and 0 < s.last < 200 else s for s in steps)


def digits(word: str) -> int:
    """The number that digits one by one, Arabic or Chinese, spell; 0 if they are none."""
    return int("".join(c if c.isdigit() and c.isascii() else str(HAN_DIGITS.get(c, "")) for c in word) or 0)


def _count(word: str) -> int:
    if word.startswith(_HUNDRED):
        rest = word[2:].replace("一十", "十")
        return 100 + (time_words.HAN_NUMBERS[rest] if rest else 0)
    return int(word) if word.isascii() else time_words.HAN_NUMBERS.get(word) or digits(word)


_HUNDRED = "一百"


def _calendar_year(word: str) -> int:
    """The year that the digits name; 0 for what is no year: 20 and 15 only name one before a month (see `is_year`)."""
    if "十" in word or "百" in word or not (word.isascii() or all(c in HAN_DIGITS for c in word)) or "两" in word:
        return 0
    year = digits(word)
    if len(word) == 4:
        return year if 1000 <= year <= 2199 else 0
    if len(word) == 3:
        return year
    if len(word) == 2:
        return year + (1900 if year >= (50 if word.isascii() else 30) else 2000)  # 四九年 is 1949
    return 0


_LENGTH_FOLLOWS = compile_pattern(
    r"\x20? (?: 的? (?:历史|文明|发展史) | 之久 | 间 | 来 | 以上 | 多 | 余 | 左右的 | 有余 | 时间 | 期 | 内 | 产权 )"
)
_YEARS_AGO = compile_pattern("前 (?! [后期夕半列景] )")
"""55年前 counts back; 98年以前 names a year."""
LENGTH_LEADS = (
    "约",
    "近",
    "超",
    "逾",
    "满",
    "第",
    "达",
    "历时",
    "距今",
    "过",
    "长",
    "为期",
    "共",
    "有着",
    "用了",
    "每",
    "前",
    "隔",
    "的",
    *(word + link for word in ("龄", "寿命", "年限", "徒刑", "刑期", "期限") for link in ("", "为")),
)
_LONGEST_LEAD = max(map(len, LENGTH_LEADS))


def is_year(text: str, start: int, end: int, steps: tuple[Step, ...], *, republic: bool = False) -> bool:
    """Whether `text[start:end]`, steps that begin with a year, is rather a date than a length of time.

    With a month or a part of the year after it, it is, unless it has three digits. Alone, two digits must be written 08年, 九八年 or 98年: 20年, 15年,
    八九年 (eight or nine years) are lengths, and so are 70年 and 90年, which count years more often than they name one. With
    `republic`, 100年 to 199年 are years unless the words around them count.
    """
    match = _YEAR.match(text, start)
    if match is None or match["era"] or match["republic"]:
        return True
    word = match["year"]
    if len(steps) > 1 and len(word) == 3 and word.isascii() and not republic:
        return False  # 109年5月20日 is of the Republic more often than of the second century: the caller says which
    if len(steps) > 1 and not (steps[1].kind in ("first", "last") and word.isascii() and len(word) < 3):
        return True
    if _LENGTH_FOLLOWS.match(text, match.end()) and not _is_told_of(text, match.end(), word):
        return False
    leads = text[max(0, start - _LONGEST_LEAD) : start].endswith(LENGTH_LEADS)
    if len(word) == 3 and word.isascii():  # 于618年
        if republic and not leads and 100 <= int(word) < 200:
            return True
        return text[max(0, start - 2) : start].rstrip(" ")[-1:] in ("在", "于")
    if len(word) == 4:
        return not (leads and digits(word) % 100 == 0 and not 1900 <= digits(word) <= 2100)
    if leads:
        return False
    if word.isascii() and _YEARS_AGO.match(text, match.end()) and word[0] != "0":
        return False
    if word.isascii():
        return word[0] == "0" or (int(word) > 50 and int(word) % 10 != 0)
    first, second = digits(word[0]), digits(word[1])
    return len(word) == 3 or (second != first + 1 and (first, second) != (3, 5))


def _is_told_of(text: str, end: int, word: str) -> bool:
    """2020年间, 2015年来: nothing lasts 2015 years; but 2000年间 may be two thousand of them."""
    return (
        len(word) == 4 and 1900 < digits(word) < 2100 and digits(word) % 100 > 0 and text[end : end + 1] in ("间", "来")
    )


def small_number_before(text: str, pos: int, kind: Kind) -> tuple[int, int] | None:
    """A number that takes its unit from the other end of the range (1 in 1-9月): its end and value.

    A year must have four digits.
    """
    if kind == "year":
        match = _FOUR.match(text, pos)
        return (match.end(), digits(match[0])) if match else None
    return read_small(text, pos)


_FOUR = compile_pattern(rf"(?: (?:1[0-9]|20|21)\d\d (?!\d) | [一二][{_HAN}]{{3}} (?![{_HAN}十百千万]) )")
