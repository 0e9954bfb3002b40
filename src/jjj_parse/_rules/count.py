"""Counts: 129个, 3000余人次, 两三家, 13大 (产业链); and ordinals: 第20届."""

from __future__ import annotations

from fractions import Fraction

from jjj_parse import _scanner
from jjj_parse._exact import Exact, exact
from jjj_parse._lexicon import MEASURE_WORDS
from jjj_parse._numerals import read_number
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount
from jjj_parse._rules.measure import half_after
from jjj_parse.types import Count, Ordinal

_COUNTING_ALONE = frozenset("两几半")
"""Chinese numerals of one character that count even before a weak measure word (两面, but 三面 is mostly a name)."""


def count(text: str, amount: Amount, word: str) -> Reading | None:
    """The count whose number is `amount` and whose measure word is `word`."""
    numeral = text[amount.start : amount.end]
    lone = len(numeral) == 1 and amount.numeral.shape == "han" and numeral not in _COUNTING_ALONE
    if lone and not MEASURE_WORDS[word]:
        return None
    if Fraction(amount.low).denominator > 2 and amount.numeral.scale == 0 and not amount.plain:
        return None  # 三分之一个: a share, not a count
    end = amount.end + len(word)
    if amount.high is None and amount.modifier is None and half_after(text, end):
        return Reading(amount.start, end + 1, Count(exact(Fraction(amount.low) + Fraction(1, 2)), word), "count_half")
    article = numeral == "一"

    def make(number: Exact) -> Count:
        return Count(number, word, article)

    return Reading(amount.start, end, spanned(amount, make), "count")


def ordinal(text: str, pos: int) -> Reading | None:
    """第20届, 第十五; 第 stands at `pos`."""
    number = read_number(text, pos + 1)
    if number is None or number.high is not None or number.modifier or number.elliptic or number.low < 1:
        return None
    if number.low != int(number.low):
        return None
    word = _scanner.unit_word(text, number.end)
    unit = word if word in MEASURE_WORDS else None
    end = number.end + len(unit) if unit else number.end
    return Reading(pos, end, Ordinal(number.low, unit), "ordinal")
