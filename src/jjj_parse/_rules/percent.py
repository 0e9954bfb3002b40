"""Shares and changes: 12%, 百分之十二, 三成, 七五折, 3.5个百分点, 3倍, 翻两番."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from jjj_parse._engine import compile_pattern, trie
from jjj_parse._exact import Exact, decimal, exact, scaled
from jjj_parse._lexicon import RATIO_PHRASES, RATIO_WORDS
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount, grown
from jjj_parse._rules.measure import half_after
from jjj_parse._words import Setting, UnitAt
from jjj_parse.types import Multiple, Percent, Points, Quantity

_CLASSES: dict[str, Callable[[Exact], Quantity]] = {"ratio": Percent, "points": Points, "times": Multiple}
_POINT = compile_pattern("点 (?! [位钟] )")
_PHRASE = compile_pattern(lambda: trie(RATIO_PHRASES))


def share(amount: Amount) -> Reading:
    """百分之十二: the words of the number are the unit."""
    return Reading(amount.start, amount.end, spanned(amount, Percent), "percent_of")


def percent(text: str, amount: Amount, unit: UnitAt, setting: Setting) -> Reading | None:
    """The share whose number is `amount` and whose unit is `unit` (%, 成, 个百分点, 倍 …)."""
    meaning, factor = RATIO_WORDS[unit.word]
    end = unit.end
    low = amount.low
    if unit.word == "折" and not (amount.high is not None and not amount.plain and 0 < low < amount.high <= 10):
        discount = _discount(text, amount)
        if discount is None:
            return None
        amount = amount._replace(low=discount, high=None)
    elif factor == Fraction(1, 10) and unit.word != "折":
        if not 0 < abs(Fraction(low)) <= 10:
            return None
        end, low = _tenths(text, end, amount, setting)
        amount = amount._replace(low=low)
    elif meaning == "times" and amount.high is None and amount.modifier is None and half_after(text, end):
        end, amount = end + 1, amount._replace(low=grown(amount.low, Fraction(1, 2)))  # 两倍半

    def make(number: Exact) -> Quantity:
        return _CLASSES[meaning](scaled(number, factor))

    return Reading(amount.start, end, spanned(amount, make), f"percent_{meaning}")


def spoken_points(text: str, amount: Amount, end: int) -> Reading | None:
    """3.6个点, said for 3.6个百分点: of things there are no fractions. 个 ends at `end`; 5个点 may be five places."""
    if "." not in text[amount.start : amount.end] or not _POINT.match(text, end):
        return None
    return Reading(amount.start, end + 1, spanned(amount, Points), "percent_points")


def _tenths(text: str, end: int, amount: Amount, setting: Setting) -> tuple[int, Exact]:
    """三成半, 七成六: what follows 成 is a part of a tenth."""
    if amount.high is not None or amount.modifier is not None:
        return end, amount.low
    if half_after(text, end):
        return end + 1, grown(amount.low, Fraction(1, 2))
    part = setting.words.read_number(text, end)
    if (
        part is None
        or part.shape != "han"
        or part.low >= 10
        or part.high is not None
        or setting.words.unit_at(text, part.end)
    ):
        return end, amount.low
    return part.end, grown(amount.low, Fraction(part.low) / 10)


def _discount(text: str, amount: Amount) -> Exact | None:
    """The tenths that a discount names: 九折 9, 七五折 and 75折 7.5, 三八折 3.8."""
    if text[amount.start : amount.end] == "半":
        return decimal(5)
    low, high = Fraction(amount.low), amount.high
    if high is not None:  # 三四折 read as a pair of neighbours is the discount 3.4
        return exact(low + Fraction(high) / 10) if amount.plain and low < 10 and high < 10 else None
    if 0 < low <= 10:
        return amount.low
    return exact(low / 10) if low < 100 and low.denominator == 1 else None


def ratio_phrase(text: str, pos: int) -> Reading | None:
    """A whole phrase that names a ratio: 翻一番 is 2 times, 对折 is 50%."""
    match = _PHRASE.match(text, pos)
    if match is None:
        return None
    meaning, value, modifier = RATIO_PHRASES[match[0]]
    return Reading(pos, match.end(), _CLASSES[meaning](exact(value)), "ratio_phrase", modifier or None)
