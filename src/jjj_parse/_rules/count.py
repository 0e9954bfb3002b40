"""Counts: 129个, 3000余人次, 两三家, 13大 (产业链); and ordinals: 第20届."""

from __future__ import annotations

from fractions import Fraction

from jjj_parse._engine import compile_pattern
from jjj_parse._exact import Exact
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount, grown
from jjj_parse._rules.measure import half_after
from jjj_parse._rules.signs import LOST, UNSIGNED, is_minus_of_count
from jjj_parse._rules.time_words import PLANS
from jjj_parse._words import POINTS, Setting, UnitAt
from jjj_parse.types import Count, Ordinal

_COUNTING_ALONE = frozenset("两几数半")
"""Chinese numerals of one character that count even before a weak measure word (两面, but 三面 is mostly a name)."""

_BIG, _MOST_BIG = "大", 999
"""Strong, as in 三大, but nobody counts 十四五大, nor 百亿大项目."""

_SESSION, _TIME = "届", "次"


def count(text: str, amount: Amount, unit: UnitAt, setting: Setting) -> Reading | None:
    """The count whose number is `amount` and whose measure word is `unit`."""
    numeral = text[amount.start : amount.end]
    lone = len(numeral) == 1 and amount.numeral.shape == "han" and numeral not in _COUNTING_ALONE
    if amount.numeral.shape == "financial":
        return None  # 陆道 in a name
    if amount.low < 0 and not _may_be_negative(text, amount, unit):
        return None
    if numeral[0] == "0" and numeral[1:2].isdigit():
        return None  # 02版
    if (lone or amount.numeral.bare) and not setting.words.measure_words[unit.word]:
        return None
    if Fraction(amount.low).denominator > 2 and amount.numeral.scale == 0 and not amount.plain:
        return None  # 三分之一个: a share, not a count
    word, end = unit
    if numeral == "一" and (again := setting.words.unit_at(text, end)) is not None and again.word == word:
        return None  # 一个个, not 一个个体户
    if word == _BIG and amount.low > _MOST_BIG:
        return None
    if word == _TIME and text[amount.start - 1 : amount.start] == _SESSION:
        return None  # 第十四届三次会议: the third
    if (
        numeral in PLANS.words
        and PLANS.row(numeral)["alone"]
        and (word == _BIG or not setting.words.measure_words[word])
    ):
        return None  # 十四五曲阳县: the plan
    if amount.high is None and amount.modifier is None and half_after(text, end):
        return Reading(amount.start, end + 1, Count(grown(amount.low, Fraction(1, 2)), word), "count_half")
    article = numeral == "一"

    def make(number: Exact) -> Count:
        return Count(number, word, article)

    return Reading(amount.start, end, spanned(amount, make), "count")


def _may_be_negative(text: str, amount: Amount, unit: UnitAt) -> bool:
    """Whether a count below zero is a change: 净增负36家, 同比-36家; not 负一层, A-3号."""
    if unit.word in UNSIGNED or unit.word in LOST or unit.word == _BIG:
        return False
    return text[amount.start] != "-" or is_minus_of_count(text, amount.start, unit.end)


def index_points(text: str, amount: Amount) -> Reading | None:
    """3518.76点, 28842点: the points of an index; fewer whole ones may be a time or places."""
    written = text[amount.start : amount.end]
    if not amount.plain or amount.numeral.shape != "arabic" or amount.high is not None or amount.modifier is not None:
        return None
    if ("." not in written and amount.low < _LEAST_POINTS) or not _POINT.match(text, amount.end):
        return None
    return Reading(amount.start, amount.end + 1, Count(amount.low, POINTS), "count")


_LEAST_POINTS = 100
_POINT = compile_pattern(r"点 (?! [钟整半多位分之\d] )")


def ordinal(text: str, pos: int, setting: Setting) -> Reading | None:
    """第20届, 第十五; 第 stands at `pos`."""
    number = setting.words.read_number(text, pos + 1)
    if number is None or number.high is not None or number.modifier or number.elliptic or number.low < 1:
        return None
    if number.low != int(number.low):
        return None
    unit = setting.words.unit_at(text, number.end, ordered=True)
    if unit is None or unit.word not in setting.words.measure_words:
        return Reading(pos, number.end, Ordinal(number.low), "ordinal")
    return Reading(pos, unit.end, Ordinal(number.low, unit.word), "ordinal")
