"""Every quantity that can start at a place, and the one that is read: the dispatch from unit words to the rules."""

from __future__ import annotations

from jjj_parse import _lexicon, _scanner
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import RANGE_MARK, Amount, read_amount
from jjj_parse._rules.count import count, ordinal
from jjj_parse._rules.lists import in_ordinal_list, is_list_mark, shared_unit
from jjj_parse._rules.measure import height, measure, same_unit
from jjj_parse._rules.modifiers import compared, modifier_around, modifier_before
from jjj_parse._rules.money import governed_by_money, money
from jjj_parse._rules.percent import percent, ratio_phrase, share
from jjj_parse._rules.rate import each, rate, rate_of_each
from jjj_parse._words import Setting
from jjj_parse.types import Money, Number, Range

START_WORDS = ("第", "每", "米", *_lexicon.PER_WORDS, *_lexicon.RATIO_PHRASES)
"""The words other than numbers with which a quantity can start."""
STARTS = frozenset(word[0] for word in ("米", *_lexicon.RATIO_PHRASES))
_ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_TRANSPARENT = compile_pattern("(?:达到?|约为?|为|超过?|近|的)?")


def read_quantity(text: str, pos: int, floor: int, setting: Setting) -> Reading | None:
    """The quantity that starts at `pos`, with its modifier; nothing before `floor` belongs to it."""
    char = text[pos]
    if char == "第":
        return ordinal(text, pos, setting)
    if char in STARTS:
        return ratio_phrase(text, pos) or height(text, pos, setting)
    denominator = each(text, pos, setting)
    if denominator is not None:
        return _each_of(text, pos, denominator, setting)
    if not _starts_number(text, pos) or in_ordinal_list(text, pos):
        return None
    found = _core(text, pos, floor, setting)
    if found is None:
        return None
    amount, reading = found
    reading = _to(text, reading, setting)
    modifier = compared(text, reading.start, reading.end, floor) or modifier_around(
        text, reading.start, reading.end, floor, amount.modifier, bare=amount.numeral.bare
    )
    return reading._replace(modifier=modifier)


def _each_of(text: str, pos: int, denominator: tuple[str, int], setting: Setting) -> Reading | None:
    """每亩50万元, 日均1.2万人次."""
    unit, start = denominator
    number = _TRANSPARENT.match(text, start).end()  # type: ignore[union-attr]  # matches the empty string
    found = _core(text, number, start, setting) if number < len(text) else None
    if found is None:
        return None
    amount, reading = found
    reading = _to(text, reading, setting)
    modifier = modifier_around(text, reading.start, reading.end, start, amount.modifier, bare=amount.numeral.bare)
    whole = rate_of_each(reading, pos, unit, setting)
    return whole._replace(modifier=modifier) if whole else None


def _core(text: str, pos: int, floor: int, setting: Setting) -> tuple[Amount, Reading] | None:
    """The number at `pos` joined to the unit behind it, to its list's unit, or to a currency word before it."""
    amount = read_amount(text, pos, setting)
    if amount is None or is_list_mark(text, amount.start, amount.end):
        return None
    listed = shared_unit(text, amount, setting)
    if listed is not None:
        item = listed.amount and _joined(text, listed.amount._replace(end=listed.unit), floor, setting)
        return (amount, item._replace(end=amount.end, rule="list")) if item else None
    reading = None if compared(text, amount.start, amount.end, floor) else _joined(text, amount, floor, setting)
    reading = reading or _bare(text, amount, floor, setting)
    return (amount, rate(text, reading, floor, setting)) if reading else None


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


def _joined(text: str, amount: Amount, floor: int, setting: Setting) -> Reading | None:
    if amount.share:
        return share(amount)
    unit = setting.words.unit_at(text, amount.end)
    reading = money(text, amount, unit, floor, setting)
    if reading is not None or unit is None:
        return reading
    if unit.word in _lexicon.RATIO_WORDS:
        reading = percent(text, amount, unit, setting)
    if reading is None and unit.word in setting.words.units:
        reading = measure(text, amount, unit, floor, setting)
    if reading is None and unit.word in setting.words.measure_words:
        reading = count(text, amount, unit, setting)
    return reading


# What may follow a number without a unit: the end, a mark, a particle, or a word that bounds it or the next number.
_BOUNDARY = compile_pattern(
    rf"$ | [^\w] | [的和与或至到之是而但比且并这那却] | {trie([*_lexicon.MODIFIERS_AFTER, *_lexicon.MODIFIERS_BEFORE])}"
)
_PARTS = frozenset(word for word, currency in _lexicon.CURRENCIES.items() if currency.part)
_NAMED_BEFORE = frozenset("是为于前")
_NAMED_AFTER = frozenset("的这那却而")


def _bare(text: str, amount: Amount, floor: int, setting: Setting) -> Reading | None:
    """A number without a unit, if it is one: it has a scale, or stands alone between marks."""
    numeral = amount.numeral
    reading = Reading(amount.start, amount.end, spanned(amount, Number), "number")
    bounded_scale = numeral.bare and modifier_before(text, amount.start, floor, bare=True)  # 产值过百亿
    if numeral.scale >= 4 and (not numeral.bare or bounded_scale) and governed_by_money(text, amount.start, floor):
        return reading._replace(value=spanned(amount, lambda n: Money(n, setting.currency, inferred=True)), rule="money_inferred")
    after = text[amount.end : amount.end + 1]
    alone = amount.start == 0 and amount.end == len(text)
    if alone:
        return None if numeral.bare else reading
    if numeral.bare or numeral.positional or (after.isascii() and after.isalpha()):
        return None
    bounded = compared(text, amount.start, amount.end, floor)
    unit = setting.words.unit_at(text, amount.end)
    if unit and not bounded and unit.word not in _PARTS:
        return None  # a unit follows that does not join this number
    long = amount.end - amount.start > 12 and amount.plain and numeral.shape == "arabic"
    if long and "," not in text[amount.start : amount.end] and "." not in text[amount.start : amount.end]:
        return None  # an identifier
    if numeral.scale or (not amount.plain and amount.high is None):
        return reading
    if after and not bounded and not _BOUNDARY.match(text, amount.end):
        return None
    if after and after in "/:-_#@":
        return None
    before = text[amount.start - 1 : amount.start]
    if text[amount.start] == "-" and before.isalnum():
        return None  # 号-13
    if before == "+":
        return None  # 2+4+N
    if numeral.shape in ("han", "financial") and amount.end - amount.start == 1:
        return reading if _stands_alone(text, amount) else None
    return reading


def _stands_alone(text: str, amount: Amount) -> bool:
    """Whether a lone Chinese digit is spoken of as a number: “一”, 是五, 前三的; not a part of a word or a list mark."""
    before, after = text[amount.start - 1 : amount.start], text[amount.end : amount.end + 1]
    left = not before or (not before.isalnum() and before not in "(（、")
    right = not after or (not after.isalnum() and after not in ")）、.:")
    return (left or before in _NAMED_BEFORE) and (right or after in _NAMED_AFTER)


def _to(text: str, reading: Reading, setting: Setting) -> Reading:
    """`reading`, or the range it opens: 3万元至5万元, 20%—30%."""
    if reading.rule == "number":
        return reading
    mark = RANGE_MARK.match(text, reading.end)
    if mark is None or mark.end() >= len(text):
        return reading
    found = _core(text, mark.end(), mark.end(), setting)
    if found is None or found[0].modifier:
        return reading
    second = found[1]
    if not same_unit(reading.value, second.value) or not reading.value.number() < second.value.number():
        return reading
    return reading._replace(end=second.end, value=Range(reading.value, second.value))
