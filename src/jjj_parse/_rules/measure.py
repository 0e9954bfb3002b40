"""Measures: 72.96平方公里, 3000亩, 六斤八两, 三米九, 一吨半, 摄氏37度, 零下5℃."""

from __future__ import annotations

from fractions import Fraction

from jjj_parse import _lexicon, _scanner
from jjj_parse._exact import Exact, exact, negative
from jjj_parse._lexicon import UNIT_WORDS, Unit
from jjj_parse._numerals import read_number
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount
from jjj_parse.types import MEASURES, Measure, Quantity, Range

_BELOW_ZERO = ("零下", "负的")


def new_measure(amount: Exact, unit: str) -> Measure:
    """A measure of the class of its kind."""
    return MEASURES.get(_lexicon.UNITS[unit].kind, Measure)(amount, unit)


def measure(text: str, amount: Amount, word: str, floor: int) -> Reading | None:
    """The measure whose number is `amount` and whose unit is `word`."""
    unit = UNIT_WORDS[word]
    end = amount.end + len(word) + (text[amount.end] == " ")
    start = amount.start
    if unit.kind == "temperature" and text.startswith("零下", max(floor, start - 2)) and amount.high is None:
        return Reading(start - 2, end, new_measure(negative(amount.low), unit.symbol), "measure_below_zero")
    if amount.high is None and amount.modifier is None:
        end, extra = _smaller(text, end, unit)
        if extra:
            total = exact(Fraction(amount.low) + extra)
            return Reading(start, end, new_measure(total, unit.symbol), "measure_compound")
    return Reading(start, end, spanned(amount, lambda n: new_measure(n, unit.symbol)), "measure")


def _smaller(text: str, end: int, unit: Unit) -> tuple[int, Fraction]:
    """What a smaller unit of the same kind adds (六斤八两), or 半, or one digit of a Chinese length (三米九)."""
    if half_after(text, end):
        return end + 1, Fraction(1, 2)
    extra, current = Fraction(0), unit
    while True:
        number = read_number(text, end)
        if number is None or number.high is not None or number.modifier:
            return end, extra
        word = _scanner.unit_word(text, number.end)
        smaller = UNIT_WORDS.get(word) if word else None
        if smaller is None or smaller.kind != unit.kind or smaller.factor >= current.factor or smaller.zero or not word:
            break
        extra += Fraction(number.low) * smaller.factor / unit.factor
        end, current = number.end + len(word), smaller
    if unit.symbol == "m" and not extra and number.shape == "han" and number.low < 10 and word is None:
        after = text[number.end : number.end + 1]
        if not "\u4e00" <= after <= "\u9fff":
            return number.end, Fraction(number.low) / 10
    return end, extra


def half_after(text: str, pos: int) -> bool:
    """Whether 半 at `pos` adds half a unit: 一吨半, not 3公里半径."""
    return text.startswith("半", pos) and not _scanner.looks_like_number(text, pos) and text[pos + 1 : pos + 2] not in _YEARS


_YEARS = frozenset("年月天日")


def same_unit(low: Quantity | Range[Quantity], high: Quantity | Range[Quantity]) -> bool:
    """Whether two values can be the ends of one range: one type, one unit."""
    if isinstance(low, Range) or isinstance(high, Range) or type(low) is not type(high):
        return False
    return all(getattr(low, name, None) == getattr(high, name, None) for name in ("unit", "currency"))
