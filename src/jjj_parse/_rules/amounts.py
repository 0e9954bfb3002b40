"""The number of a quantity: sign, numeral, fraction, half, and two numbers that share what follows (3-5万元)."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import NO_WORD, compile_pattern, trie
from jjj_parse._exact import Exact, decimal, exact, negative, scaled
from jjj_parse._numerals import Numeral, looks_like_number
from jjj_parse._rules.signs import sign_at
from jjj_parse._scanner import word_before
from jjj_parse._words import Setting

RANGE_MARK = compile_pattern(
    rf"\x20? {trie(word for word, place in _lexicon.RANGE_MARKS.items() if place == 'between')} \x20?"
)
AND_MARK = compile_pattern(trie(word for word, place in _lexicon.RANGE_MARKS.items() if place != "between"))
CLOSING = compile_pattern("之?间")
_OF = compile_pattern(r"分之?")
_SLASH = compile_pattern(r"(?:(?P<whole>\d{1,3})\x20)? (?P<top>\d{1,3}) / (?P<bottom>\d{1,3}) (?![A-Za-z0-9/.-])")

_MANY = compile_pattern(
    rf"\d{{1,6}} \. \d{{1,4}} / (?P<many> 10万 | 十万 | 100万 | 百万 ) (?= $ | {NO_WORD} | [和与及降下升上至到以左较比] )"
)


# 过半席位, 大半个, 一半: not half a unit. (The empty string is the start of the text.)
_BOUNDING = {word: found for word, found in _lexicon.MODIFIERS_BEFORE.items() if len(word) > 1 and found.modifier}
_LONGEST = max(map(len, _BOUNDING))
_MOST_BELOW_ZERO = 100
"""-50至-3亿元 are both in 亿, -8500至-3万元 not: below zero the first end may be the larger number."""
_PAST_HALF = frozenset("过近大多超一小前后下上")


class Amount(NamedTuple):
    """A number, or two, read from `text[start:end]` and not yet joined to a unit.

    `share`: the words make it a share of a hundred, a thousand … (百分之三). `numeral` is the last numeral in it;
    `plain`: it is nothing but that numeral.
    """

    start: int
    end: int
    low: Exact
    high: Exact | None
    modifier: str | None
    numeral: Numeral
    share: bool = False
    plain: bool = False


def read_amount(text: str, pos: int, setting: Setting) -> Amount | None:
    """The longest number at `pos`, with its sign; a range only where the second number is the greater one."""
    low = one_amount(text, pos, setting)
    return None if low is None else _range(text, low, setting) or low


def one_amount(text: str, pos: int, setting: Setting) -> Amount | None:
    """One number: 3.5, 负三, 三分之一, 一又二分之一, 百分之十二, 1/3, 半."""
    sign = sign_at(text, pos)
    start = sign.end if sign else pos
    amount = (
        _of_many(text, start, setting)
        or _slash(text, start, setting)
        or _half(text, start, setting)
        or _numeral(text, start, setting)
    )
    if amount is None or sign is None:
        return amount
    if sign.negative:
        amount = negated(amount)
    return amount._replace(start=pos, plain=False)


def negated(amount: Amount) -> Amount:
    """The same below zero; of a range the ends change places."""
    if amount.high is None:
        return amount._replace(low=negative(amount.low))
    return amount._replace(low=negative(amount.high), high=negative(amount.low))


def grown(number: Exact, extra: Fraction) -> Exact:
    """`number` with what a smaller unit adds to its size: 十块五 is 10.5, 负十块五 -10.5."""
    return exact(Fraction(number) + (extra if number >= 0 else -extra))


def _numeral(text: str, pos: int, setting: Setting) -> Amount | None:
    first = setting.words.read_number(text, pos)
    if first is None:
        return None
    amount = Amount(pos, first.end, first.low, first.high, first.modifier, first, plain=True)
    if first.high is not None or first.modifier is not None:
        return amount
    if text.startswith("又", first.end):  # 一又二分之一
        part = _part(text, first.end + 1, setting.words.read_number(text, first.end + 1), setting)
        if part is not None and not part.share and part.high is None and 0 < Fraction(part.low) < 1:
            return part._replace(start=pos, low=exact(Fraction(first.low) + Fraction(part.low)), plain=False)
    return _part(text, pos, first, setting) or amount


def _part(text: str, pos: int, below: Numeral | None, setting: Setting) -> Amount | None:
    """三分之一, with the numeral `below` at `pos`; a bare scale makes it a share: 百分之十二, 万分之三."""
    if below is None or below.high is not None or not below.low:
        return None
    of = _OF.match(text, below.end)
    if of is None or (of[0] == "分" and not (below.bare and below.low == 100)):  # 百分三十
        return None
    above = one_amount(text, of.end(), setting)
    if above is None or above.share or above.numeral.start > above.start + 2:
        return None
    factor = 1 / Fraction(below.low)
    high = None if above.high is None else scaled(above.high, factor)
    return above._replace(start=pos, low=scaled(above.low, factor), high=high, share=below.bare, plain=False)


def _of_many(text: str, pos: int, setting: Setting) -> Amount | None:
    """8.6/10万: a share of a hundred thousand or a million, as rates of deaths are written; without a decimal it may be a part done (5/10万)."""
    match = _MANY.match(text, pos)
    numeral = setting.words.read_number(text, pos) if match else None
    if match is None or numeral is None:
        return None
    million = match["many"] in ("100万", "百万")
    low = scaled(numeral.low, Fraction(1, 10**6 if million else 10**5))
    return Amount(pos, match.end(), low, None, None, numeral, share=True)


def _slash(text: str, pos: int, setting: Setting) -> Amount | None:
    """1/3, 1 4/3."""
    match = _SLASH.match(text, pos)
    if match is None or int(match["bottom"]) == 0:
        return None
    value = int(match["whole"] or 0) + Fraction(int(match["top"]), int(match["bottom"]))
    numeral = setting.words.read_number(text, match.start("top"))
    if numeral is None:
        return None
    return Amount(pos, match.end(), exact(value), None, None, numeral)


def _half(text: str, pos: int, setting: Setting) -> Amount | None:
    """半 before a unit, and 半百."""
    if not text.startswith("半", pos) or looks_like_number(text, pos):
        return None
    if text[pos - 1 : pos] in _PAST_HALF and not word_before(text, pos, 0, _BOUNDING, _LONGEST):
        return None
    numeral = setting.words.read_number(text, pos + 1)
    if numeral is not None and numeral.bare:
        half = exact(Fraction(numeral.low) / 2)
        return Amount(pos, numeral.end, half, None, numeral.modifier, numeral._replace(start=pos, bare=False))
    if setting.words.unit_at(text, pos + 1) is None:
        return None
    half = decimal(5, -1)
    empty = Numeral(pos, pos + 1, half, None, None, 0, (), "han", False, False, False)
    return Amount(pos, pos + 1, half, None, None, empty)


def _range(text: str, low: Amount, setting: Setting) -> Amount | None:
    """3-5, 三至五, 20和30之间; the first number shares the scale of the second (3-5万)."""
    if low.high is not None or low.modifier is not None:
        return None
    mark = RANGE_MARK.match(text, low.end)
    closing = None if mark else AND_MARK.match(text, low.end)
    if mark is None and closing is None:
        return None
    if mark is not None and parts_cells(mark[0], low.low):
        return None
    second = (mark or closing).end()  # type: ignore[union-attr]  # one of the two is a match
    if mark is not None and is_mark_and_minus(mark[0], low.low):
        second -= 1
    high = _share_again(text, second, low, setting) if low.share else one_amount(text, second, setting)
    if high is None or high.high is not None or high.modifier is not None or high.share != low.share:
        return None
    bottom = low.low
    if not low.share:
        bottom = share_scale(low, high.numeral, most=1 if low.low >= 0 else _MOST_BELOW_ZERO)
    top = high.low
    if top < bottom < 0:
        bottom, top = top, bottom  # -3到-5℃
    if not bottom < top:
        return None
    if closing and not CLOSING.match(text, high.end) and not CLOSING.match(text, _unit_end(text, high.end, setting)):
        return None
    return high._replace(start=low.start, low=bottom, high=top, plain=False)


def parts_cells(mark: str, low: Exact) -> bool:
    """Whether the hyphen behind a blank and a negative number is the minus of the next cell: -3.5 -2.1."""
    return mark == " -" and low < 0


def is_mark_and_minus(mark: str, low: Exact) -> bool:
    """Whether the second of two hyphens behind a negative number is the minus of the next one: -5--3."""
    return mark == "--" and low < 0


def share_scale(amount: Amount, other: Numeral, *, most: int = 1) -> Exact:
    """The number of `amount` with the largest scale of `other` that leaves it below `most` times its coefficient.

    3 beside 5千万 is 3千万, 800 beside it 800万; 三百 beside 五百万 is 三百万; 8500 beside 3万 stays 8500.
    """
    for coefficient, exponent in other.shares():
        if amount.numeral.scale < exponent and abs(Fraction(amount.low)) < most * Fraction(coefficient):
            return _times_ten(amount.low, exponent)
    return amount.low


def _share_again(text: str, pos: int, low: Amount, setting: Setting) -> Amount | None:
    """百分之三十到百分之四十, and 百分之三十到四十."""
    high = one_amount(text, pos, setting)
    if high is None or high.share:
        return high
    hundred = setting.words.read_number(text, low.start)
    if hundred is None or not high.plain:
        return None
    return high._replace(low=scaled(high.low, 1 / Fraction(hundred.low)), share=True)


def _times_ten(value: Exact, power: int) -> Exact:
    return scaled(value, Fraction(10**power))


def _unit_end(text: str, pos: int, setting: Setting) -> int:
    unit = setting.words.unit_at(text, pos)
    return unit.end if unit else pos
