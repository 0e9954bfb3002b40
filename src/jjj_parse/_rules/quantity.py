"""Every quantity that can start at a place, and the one that is read: the dispatch from unit words to the rules."""

from __future__ import annotations

from jjj_parse import _lexicon, _scanner
from jjj_parse._engine import compile_pattern
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import RANGE_MARK, Amount, read_amount
from jjj_parse._rules.count import count, ordinal
from jjj_parse._rules.measure import measure, same_unit
from jjj_parse._rules.modifiers import modifier_around
from jjj_parse._rules.money import money
from jjj_parse._rules.percent import doubling, percent, share
from jjj_parse._rules.rate import each, rate, rate_of_each
from jjj_parse.types import Number, Range

_ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_TRANSPARENT = compile_pattern("(?:达到?|约为?|为|超过?|近|的)?")


def read_quantity(text: str, pos: int, floor: int, currency: str) -> Reading | None:
    """The quantity that starts at `pos`, with its modifier; nothing before `floor` belongs to it."""
    char = text[pos]
    if char == "第":
        return ordinal(text, pos)
    if char == "翻":
        return doubling(text, pos)
    denominator = each(text, pos)
    if denominator is not None:
        return _each_of(text, pos, denominator, currency)
    found = _core(text, pos, floor, currency)
    if found is None:
        return None
    amount, reading = found
    reading = _to(text, reading, currency)
    modifier = modifier_around(text, reading.start, reading.end, floor, amount.modifier, bare=amount.numeral.bare)
    return reading._replace(modifier=modifier)


def _each_of(text: str, pos: int, denominator: tuple[str, int], currency: str) -> Reading | None:
    """每亩50万元, 日均1.2万人次."""
    unit, start = denominator
    number = _TRANSPARENT.match(text, start).end()  # type: ignore[union-attr]  # matches the empty string
    found = _core(text, number, start, currency) if number < len(text) else None
    if found is None:
        return None
    amount, reading = found
    reading = _to(text, reading, currency)
    modifier = modifier_around(text, reading.start, reading.end, start, amount.modifier, bare=amount.numeral.bare)
    whole = rate_of_each(reading, pos, unit)
    return whole._replace(modifier=modifier) if whole else None


def _core(text: str, pos: int, floor: int, currency: str) -> tuple[Amount, Reading] | None:
    """The number at `pos` joined to the unit behind it (and to a currency word before it)."""
    if not _starts_number(text, pos):
        return None
    amount = read_amount(text, pos)
    if amount is None:
        return None
    reading = _joined(text, amount, floor, currency) or _bare(text, amount)
    return (amount, rate(text, reading, floor)) if reading else None


def _starts_number(text: str, pos: int) -> bool:
    """Whether no digit, letter or mark right before `pos` makes the number a part of something else (G95, 3.10.2, 2:1)."""
    if pos == 0:
        return True
    before = text[pos - 1]
    if before in _lexicon.NUMERALS and _lexicon.NUMERALS[before].cls not in ("rest", "vague"):
        return False
    if not text[pos].isascii():
        return True
    if before in "-/:.,_~":
        return not (pos > 1 and text[pos - 2] in _ASCII_WORD)
    return before not in _ASCII_WORD or _is_currency_before(text, pos)


def _is_currency_before(text: str, pos: int) -> bool:
    return _scanner.word_before(text, pos, 0, _lexicon.CURRENCIES, 4) is not None and text[pos - 1].isalpha()


def _joined(text: str, amount: Amount, floor: int, currency: str) -> Reading | None:
    if amount.share:
        return share(amount)
    word = _scanner.unit_word(text, amount.end)
    reading = money(text, amount, word, floor, currency)
    if reading is None and word in _lexicon.RATIO_WORDS:
        reading = percent(text, amount, word)
    if reading is None and word in _lexicon.UNIT_WORDS:
        reading = measure(text, amount, word, floor)
    if reading is None and word in _lexicon.MEASURE_WORDS:
        reading = count(text, amount, word)
    return reading


_BOUNDARY = compile_pattern(
    r"""$ | [^\w] | 的 | 和 | 与 | 或 | 至 | 到 | 以[上下内] | 左右 | 之 | 是 | 而 | 但 | 比 | 且 | 并"""
)


def _bare(text: str, amount: Amount) -> Reading | None:
    """A number without a unit, if it is one: it has a scale, or stands alone between marks."""
    numeral = amount.numeral
    reading = Reading(amount.start, amount.end, spanned(amount, Number), "number")
    after = text[amount.end : amount.end + 1]
    alone = amount.start == 0 and amount.end == len(text)
    if alone:
        return None if numeral.bare else reading
    if numeral.bare or numeral.positional or (after.isascii() and after.isalpha()):
        return None
    if _scanner.unit_word(text, amount.end) is not None:
        return None  # a unit follows that does not join this number
    long = amount.end - amount.start > 12 and amount.plain and numeral.shape == "arabic"
    if long and "," not in text[amount.start : amount.end] and "." not in text[amount.start : amount.end]:
        return None  # an identifier
    if numeral.scale or (not amount.plain and amount.high is None):
        return reading
    if after and not _BOUNDARY.match(text, amount.end):
        return None
    if after and after in "/:-_#@":
        return None
    before = text[amount.start - 1 : amount.start]
    if text[amount.start] == "-" and before.isalnum():
        return None  # 号-13
    if numeral.shape == "han" and amount.end - amount.start == 1:
        return reading if _enclosed(before, after) else None
    return reading


def _enclosed(before: str, after: str) -> bool:
    """Whether a lone Chinese digit stands by itself (“一”)."""
    return (not before or not before.isalnum()) and (not after or not after.isalnum()) and before not in "(（、"


def _to(text: str, reading: Reading, currency: str) -> Reading:
    """`reading`, or the range it opens: 3万元至5万元, 20%—30%."""
    if reading.rule == "number":
        return reading
    mark = RANGE_MARK.match(text, reading.end)
    if mark is None or mark.end() >= len(text):
        return reading
    found = _core(text, mark.end(), mark.end(), currency)
    if found is None or found[0].modifier:
        return reading
    second = found[1]
    if not same_unit(reading.value, second.value) or not reading.value.number() < second.value.number():
        return reading
    return reading._replace(end=second.end, value=Range(reading.value, second.value))
