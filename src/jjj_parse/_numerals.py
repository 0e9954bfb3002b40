"""Written numerals to exact numbers: Arabic, Chinese, financial, mixed, elliptic, vague.

`read_number(text, pos)` reads the numeral that starts at `pos` of a cleaned text. It reads the whole numeral or nothing:
where a part of it would be left over, or two readings compete, the answer is None.

Values are built as integers times a power of ten and become `Decimal` at the end, so no rounding context is ever asked.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, takewhile
from typing import NamedTuple, Protocol

from jjj_parse import _lexicon
from jjj_parse._engine import LaterLongest, Longest, chars, closes, compile_pattern, goes_on, trie
from jjj_parse._exact import Exact, decimal, scaled
from jjj_parse._numeral_sum import NumeralSum, Refused, is_pair
from jjj_parse._numeral_usual import BIG_SCALES, CHARS, DIGIT_CHARS, SMALL_SCALES, usual_number

MAX_DIGITS = 1000
"""A longer run of numeral characters is no quantity, and converting it would not take linear time."""

_DIGIT = {c: int(n.value) for c, n in _lexicon.NUMERALS.items() if n.cls == "digit"}
_TENS = {c: int(n.value) for c, n in _lexicon.NUMERALS.items() if n.cls == "tens"}
_SMALL = {c: int(n.value) for c, n in _lexicon.NUMERALS.items() if n.cls == "small"}
_BIG = {c: int(n.value) for c, n in _lexicon.NUMERALS.items() if n.cls == "big"}
_VAGUE = frozenset(c for c, n in _lexicon.NUMERALS.items() if n.cls == "vague")
_REST = {c: n.value for c, n in _lexicon.NUMERALS.items() if n.cls == "rest"}
_FINANCIAL = frozenset(c for c, n in _lexicon.NUMERALS.items() if n.financial)
_HAN = "".join([*_DIGIT, *_TENS, *_SMALL, *_BIG, *_VAGUE])

_HAN_CHARS = frozenset(_HAN)
_SCALES = frozenset([*_SMALL, *_BIG])
ENDING = frozenset("百千万亿兆佰仟")
LEADS = frozenset("0123456789." + _HAN + "半负-")
"""Characters at which a numeral may start."""

# 人数, 总数, 指数: a number of something, not several.
_COUNTED = frozenset("人户总指倍岁字次天分件个项台约常代参函奇偶整无为充少复多基频级比票点例基计算读位度")
_NOT_NUMBERS = LaterLongest(lambda: _lexicon.NOT_NUMBERS)
_DENOMINATORS = Longest(_lexicon.DENOMINATORS)
_FOREIGN = Longest(word for word, currency in _lexicon.CURRENCIES.items() if currency.code != "*" and currency.after)
_TOKEN = compile_pattern(
    rf"""
    (?P<arabic> \d{{1,3}} (?:,\d{{3}})++ (?!\d) (?:\.\d++)? | \d++ (?:\.\d++)? | \.\d++ )
    | (?P<digit> {chars(_DIGIT)} )
    | (?P<tens>  {chars(_TENS)} )
    | (?P<small> {chars(_SMALL)} )
    | (?P<big>   {chars(_BIG)} )
    | (?P<point> 点 (?= {chars(_DIGIT)} | \d ) )         # 3点钟 is a clock
    | (?P<vague> {chars(_VAGUE)} )
    | (?P<link>  个 (?= [多余]? 亿 ) )
    | (?P<rest>  {chars(_REST)} )
    """
)
_LATIN_SCALE = compile_pattern(rf"\x20? (?P<word> {trie(_lexicon.LATIN_SCALES)} ) (?! [A-Za-zΩΩμ] )")
_USUAL = compile_pattern(rf"""
    {chars(CHARS)}{{2,32}}+                             # and nothing with which a numeral goes on
    (?! {chars(set(_HAN) - CHARS)} | {chars(_REST)} | [\d有] | \.\d | 点 (?= {chars(_DIGIT)} | \d ) | 个 [多余]? 亿 | 分位 )
""")
_EXPONENT = compile_pattern(r"[eE] [+-]? \d{1,3} (?![A-Za-z0-9_.])")


class UnitWords(Protocol):
    """The unit words beside which numerals are read: 余 and 来 belong to a numeral only before a unit (3000来自)."""

    def unit_end(self, text: str, pos: int) -> int | None:
        """The end of the unit word at `pos`, None if there is none."""

    def is_measure(self, text: str, pos: int) -> bool:
        """Whether a unit that counts no things stands at `pos` (千瓦, 兆瓦, 百帕, 百分点)."""


def looks_like_number(text: str, pos: int) -> int | None:
    """The end of the word at `pos` whose numerals are no quantity (一带一路, 三河), None if there is none."""
    word = _NOT_NUMBERS.at(text, pos)
    if word is None or goes_on(word, text, pos + len(word)):
        return None
    return pos + len(word)


def _is_inside(text: str, pos: int) -> bool:
    """Whether what stands before `pos` belongs to a numeral."""
    before = text[pos - 1 : pos]
    if before in _REST or before == "点":
        before = text[pos - 2 : pos - 1] if pos > 1 else ""
    return before.isdigit() or before in _HAN_CHARS


def _token(text: str, pos: int, words: UnitWords) -> tuple[str, str] | None:
    """Class and text of the piece of a numeral at `pos`, if what stands around lets it be one."""
    match = _TOKEN.match(text, pos)
    if match is None or match.lastgroup is None:
        return None
    cls, piece, end = match.lastgroup, match[0], match.end()
    if cls == "arabic":
        return cls, piece
    inside = _is_inside(text, pos)
    # 万达, 六安 are no numerals, but inside one their characters are: 5000万达到, 六十六安培. Only after a scale that may end the
    # numeral does a digit rather start the word: 5000万一带一路.
    if (not inside or (cls == "digit" and text[pos - 1 : pos] in ENDING)) and looks_like_number(text, pos):
        return None
    fits = _FITS.get(piece) or _FITS.get(cls)
    return (cls, piece) if fits is None or fits(text, pos, end, words) else None


def _rest_fits(text: str, pos: int, end: int, words: UnitWords) -> bool:
    """多 and 余 before a scale or a unit, or at the end of a clause; 来 only before a scale or a unit."""
    if text[end : end + 1] in _BIG or words.unit_end(text, end) or _DENOMINATORS.at(text, end):
        return True
    return text[pos] != "来" and closes(text, end)


def _several_fits(text: str, pos: int, end: int, words: UnitWords) -> bool:
    """数 before a scale, or before a unit where it does not end a word (人数)."""
    if text[end : end + 1] in _SCALES:
        return True
    return text[pos - 1 : pos] not in _COUNTED and words.unit_end(text, end) is not None


def _two_fits(text: str, pos: int, end: int, words: UnitWords) -> bool:
    """两 at the start or before a scale; behind other numerals it is a unit (三十两), but for 一两个."""
    if text[end : end + 1] in _SCALES or not _is_inside(text, pos):
        return True
    return text[pos - 1] == "一" and words.unit_end(text, end) is not None


_ABOUT = ("左右", "上下")


def _link_fits(text: str, pos: int, end: int, words: UnitWords) -> bool:
    """两个亿, 一个多亿元; but 3个亿元项目 are three."""
    if text[end] in _REST:
        return True
    closed = text.index("亿", end) + 1
    if closes(text, closed) or text.startswith(_ABOUT, closed):
        return True
    return _FOREIGN.at(text, closed) is not None


_FITS: dict[str, Callable[[str, int, int, UnitWords], bool]] = {
    "rest": _rest_fits, "数": _several_fits, "两": _two_fits, "link": _link_fits
}  # fmt: skip
"""By piece or by class of piece: whether what stands around lets it be a part of a numeral."""


class Numeral(NamedTuple):
    """A numeral read from `text[start:end]`: `low` alone, or `low`..`high` where the words are vague (几十, 三四百).

    `modifier` comes from 多 余 来 inside. `scale` is the power of ten of the trailing scale words, `scales` are their exponents, the last
    one first. `shape` is arabic, han, mixed, or financial for a single financial character, which is mostly no numeral (陆 in
    大陆, 拾 in 收拾).
    """

    start: int
    end: int
    low: Exact
    high: Exact | None
    modifier: str | None
    scale: int
    scales: tuple[int, ...]
    shape: str
    bare: bool
    """Only scale words: 亿元, 百家."""
    positional: bool
    """Digits in a row without scale words: 二〇二〇."""
    elliptic: bool
    """The last digit's scale is left out: 三万五."""

    def shares(self) -> list[tuple[Exact, int]]:
        """The pairs of coefficient and exponent that another number may share with it, largest exponent first.

        5千万 is 5 and 7, or 5000 and 4, so that 3-5千万 is 3千万 to 5千万 and 800-5千万 is 800万 to 5千万.
        """
        totals = [total for total in accumulate(self.scales) if total > 1]
        return [(scaled(self.low, Fraction(1, 10**total)), total) for total in reversed(totals)]


def _arabic(text: str) -> tuple[int, int, int, int]:
    """Mantissa, decimal places, number of integer digits, leading zeros."""
    whole, _, fraction = text.replace(",", "").partition(".")
    return int(whole + fraction or "0"), len(fraction), len(whole), len(whole) - len(whole.lstrip("0"))


def _scaled(text: str, pos: int, words: UnitWords) -> tuple[list[int], int, str | None] | None:
    """After a decimal: the exponents of the scale words that follow, their end, and the modifier of a 多 or 余 among them."""
    exponents: list[int] = []
    modifier = None
    while (token := _token(text, pos, words)) is not None:
        cls, piece = token
        if cls == "rest" and modifier is None:
            modifier = _REST[piece]
        elif cls == "link" and not exponents:
            pass
        elif words.is_measure(text, pos):
            break
        elif cls in ("small", "big"):
            step = _SMALL.get(piece) or _BIG[piece]
            if exponents and step < exponents[-1]:
                return None
            exponents.append(step)
        else:
            return None  # 1.5亿3000万: no one writes that and means one number
        pos += len(piece)
    return exponents, pos, modifier


def _shared(exponents: list[int], *, lone: bool) -> tuple[int, ...]:
    """`Numeral.scales`: `exponents` are those of the trailing scale words, `lone` whether one coefficient stands before them."""
    last_first = reversed(exponents)
    return tuple(last_first if lone else takewhile(lambda exponent: exponent >= 4, last_first))


def read_number(text: str, pos: int, words: UnitWords) -> Numeral | None:
    """The numeral that starts at `pos`, without a sign; None where there is none or no one clear reading.

    `words` are the unit words that may follow it.
    """
    if text[pos : pos + 1] in CHARS and (usual := _usual_numeral(text, pos, words)) is not None:
        return usual
    first = _token(text, pos, words)
    if first is None or first[0] in ("rest", "point", "link") or len(first[1]) > MAX_DIGITS:
        return None
    if text.startswith(_HUNDRED_OR_SO, pos):
        return None
    if first[0] == "arabic":
        end = pos + len(first[1])
        after = _token(text, end, words)
        if after is None or "." in first[1] or after[0] == "rest":
            return _arabic_numeral(text, pos, end, words)
    try:
        return _mixed_numeral(text, pos, words)
    except Refused:
        return None


def _usual_numeral(text: str, start: int, words: UnitWords) -> Numeral | None:
    """The numeral at `start` if it is in the usual spelling and no word begins inside it; else it is for `_mixed_numeral`."""
    match = _USUAL.match(text, start)
    if match is None:
        return None
    end = match.end()
    value = usual_number(text, start, end)
    if value is None or _left_over(text, end) or text[end : end + 1].isdigit():
        return None
    if (not _is_inside(text, start) or text[start - 1] in ENDING) and looks_like_number(text, start):
        return None
    exponents: list[int] = []
    coefficients = 0
    for at in range(start, end):
        char = text[at]
        if char in DIGIT_CHARS:
            if at > start and text[at - 1] in ENDING and looks_like_number(text, at):
                return None
            coefficients += 1
            exponents.clear()
        else:
            if (char in BIG_SCALES or (at == start and char in SMALL_SCALES)) and words.is_measure(text, at):
                return None
            exponents.append(_SMALL.get(char) or _BIG[char])
    scales = _shared(exponents, lone=coefficients == 1)
    scale = sum(scales)
    return Numeral(
        start, end, Decimal(value), None, None, scale if scale > 1 else 0, scales, "han", False, False, False
    )


_HUNDRED_OR_SO = "百十"
"""A hundred or so: without a digit before it 百十亩 names no number."""


def _left_over(text: str, pos: int) -> bool:
    """Whether what follows a finished numeral shows that it was only a part of one."""
    if text[pos : pos + 1] in (".", ",", "·"):  # 5·12汶川地震, 3·5万元
        return text[pos - 1].isdigit() and text[pos + 1 : pos + 2].isdigit()
    if text[pos : pos + 1] in ("多", "余"):
        return text[pos - 1] in _SCALES or text[pos - 2 : pos].isdigit()  # 300多: more than 300, never 300
    if text.startswith("有", pos) and text[pos - 1] in ("十", "百"):
        return text[pos + 1 : pos + 2] in _DIGIT  # 六十有五
    if text.startswith("分位", pos):
        return text[pos - 1] in _SCALES  # 第90百分位
    if text[pos : pos + 1] == "来" and closes(text, pos + 1):
        return True
    return text[pos : pos + 1] in _LEFT_OVER


_LEFT_OVER = frozenset("\u20e3½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞²³^")


def _arabic_numeral(text: str, start: int, pos: int, words: UnitWords) -> Numeral | None:
    mantissa, places, whole, zeros = _arabic(text[start:pos])
    if text[pos : pos + 1] == "." and text[pos + 1 : pos + 2].isdigit():
        return None  # 3.10.2
    if exponent := _EXPONENT.match(text, pos):
        power = int(exponent[0][1:])
        value = decimal(mantissa, power - places)
        return Numeral(start, exponent.end(), value, None, None, 0, (), "arabic", False, False, False)
    scaling = _scaled(text, pos, words)
    if scaling is None:
        return None
    exponents, pos, modifier = scaling
    power = sum(exponents)
    if power == 0 and modifier is None and (latin := _LATIN_SCALE.match(text, pos)):
        power, pos = _lexicon.LATIN_SCALES[latin["word"]], latin.end()
    if zeros > 1 and whole > zeros and not places and power:
        return None
    if _left_over(text, pos):
        return None
    value = decimal(mantissa, power - places)
    scales = _shared(exponents or [power], lone=True) if power else ()
    return Numeral(start, pos, value, None, modifier, power, scales, "arabic", False, False, False)


def _mixed_numeral(text: str, start: int, words: UnitWords) -> Numeral | None:
    reader, pos, modifier = NumeralSum(), start, None
    shapes: set[str] = set()
    financial, exponents, coefficients = True, [], 0
    while pos - start <= MAX_DIGITS and (token := _token(text, pos, words)) is not None:
        cls, piece = token
        if modifier is not None and cls != "big":
            break
        # 千瓦, 兆瓦: after a Chinese digit the scale reading is taken (两千米 is 2000 米), for 两千米 and 2 千米 are the
        # same length; 兆 before a unit is never 10^12.
        if cls in ("small", "big") and (reader.last != "digit" or cls == "big") and words.is_measure(text, pos):
            break
        if cls == "link" and reader.last not in ("digit", "arabic", "small", "vague"):
            break
        if cls == "link":
            pos += len(piece)
            continue
        if cls == "point":
            return _spoken_decimal(text, start, pos + len(piece), reader, words)
        if cls == "rest":
            if not (reader.last in ("small", "big", "tens") or reader.arabic is not None or text[pos - 1] == "个"):
                break
            modifier = _REST[piece]
        elif cls == "arabic":
            mantissa, places, count, zeros = _arabic(piece)
            if places or reader.digits or reader.vague or reader.last == "arabic":
                raise Refused
            reader.arabic = (mantissa, count, zeros)
        elif cls == "digit":
            digit = _DIGIT[piece]
            if reader.arabic is not None or reader.vague:
                raise Refused
            if digit == 0 and not reader.digits and reader.last in ("small", "big", "tens", "zero"):
                reader.zero, cls = True, "zero"
            else:
                reader.digits.append(digit)
        elif cls == "tens":
            if reader.pending() is not None:
                raise Refused
            reader.digits = [_TENS[piece] // 10]
            reader.take_small(1)
        elif cls == "vague":
            if reader.arabic is not None and reader.section is None and reader.arabic[0] % 10 == 0:
                reader.section, reader.arabic = (reader.arabic[0], reader.arabic[0]), None  # 10几万
            if reader.pending() is not None:
                raise Refused
            reader.vague = True
        elif cls == "small":
            if modifier is None and reader.last == "digit" and reader.digits == [0] and piece in _SMALL:
                reader.clear()
                reader.zero = True  # 零十
            reader.take_small(_SMALL[piece])
            exponents.append(_SMALL[piece])
        elif cls == "big":
            if modifier is not None and reader.last not in ("rest", "big"):
                raise Refused
            if reader.last == "rest" and reader.parts and reader.section is None and reader.pending() is None:
                reader.last = "big"  # 三十一万多亿
            reader.take_big(_BIG[piece])
            exponents.append(_BIG[piece])
        if cls not in ("small", "big", "rest"):
            exponents.clear()
            coefficients += 1
        shapes.add("arabic" if cls == "arabic" else "han")
        financial = financial and piece in _FINANCIAL
        reader.last = cls
        pos += len(piece)
    if pos == start or _left_over(text, pos) or text[pos : pos + 1].isdigit():
        return None
    shape = "mixed" if len(shapes) > 1 else "financial" if financial and pos - start == 1 else next(iter(shapes))
    return _finish(reader, text[start:pos], start, modifier, shape, exponents, lone=coefficients == 1)


def _finish(
    reader: NumeralSum, piece: str, start: int, modifier: str | None, shape: str, exponents: list[int], *, lone: bool
) -> Numeral | None:
    end = start + len(piece)
    if not reader.parts and reader.section is None and len(reader.digits) > 1 and not is_pair(reader.digits):
        value = Decimal("".join(map(str, reader.digits)))
        return Numeral(start, end, value, None, None, 0, (), shape, False, True, False)
    if reader.zero and reader.last == "zero":
        return None  # 一百零
    elliptic = bool(reader.is_elliptic() and (reader.digits or reader.arabic) and reader.last in ("digit", "arabic"))
    low, high = reader.total()
    scales = _shared(exponents, lone=lone)
    scale = sum(scales)
    bare = reader.bare and reader.last in ("small", "big") and not any(char in _DIGIT for char in piece)
    return Numeral(
        start,
        end,
        Decimal(low),
        Decimal(high) if high != low else None,
        modifier,
        scale if scale > 1 else 0,
        scales,
        shape,
        bare and piece[0] not in "十拾",
        False,
        elliptic,
    )


def _spoken_decimal(text: str, start: int, pos: int, reader: NumeralSum, words: UnitWords) -> Numeral | None:
    """一点二亿: the digits after 点, then scale words that multiply it all."""
    low, high = reader.total()
    if low != high or (not reader.digits and reader.section is None and not reader.parts and reader.arabic is None):
        return None
    digits = []
    while pos - start <= MAX_DIGITS and (token := _token(text, pos, words)) is not None:
        if token[0] == "digit":
            digits.append(str(_DIGIT[token[1]]))
        elif token[0] == "arabic" and not digits and "." not in token[1] and "," not in token[1]:
            digits.append(token[1])
        else:
            break
        pos += len(token[1])
    fraction = "".join(digits)
    scales = _scaled(text, pos, words)
    if not fraction or scales is None:
        return None
    exponents, pos, modifier = scales
    power = sum(exponents)
    if (power and reader.parts) or _left_over(text, pos):
        return None
    mantissa = int(f"{low}{fraction}")
    value = decimal(mantissa, power - len(fraction))
    return Numeral(start, pos, value, None, modifier, power, _shared(exponents, lone=True), "han", False, False, False)
