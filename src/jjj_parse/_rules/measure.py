"""Measures: 72.96平方公里, 3000亩, 六斤八两, 三米九, 一吨半, 摄氏37度, 零下5℃."""

from __future__ import annotations

from fractions import Fraction

from jjj_parse import _lexicon
from jjj_parse._engine import NO_WORD, compile_pattern
from jjj_parse._exact import Exact, exact
from jjj_parse._lexicon import Unit
from jjj_parse._numerals import looks_like_number
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount, grown
from jjj_parse._words import Setting, UnitAt
from jjj_parse.types import MEASURES, Measure, Quantity, Range

_SCALES = {"摄氏": "C", "华氏": "F"}
_TEMPERATURE = compile_pattern("温|零[下上]|发烧")
_ELECTRIC = compile_pattern(
    r"(?: (?: 每月 | 月均 ) \x20? \Z ) | (?: [用发耗节省供售购送绿弃]电 | 电量 ) [量能力约近超逾达到至为了共计累多过可年月日均增长减少下降交易消费由从每户]{0,8} \x20? \Z"
)
_NEAR = 12
_HEIGHT = compile_pattern(rf"米 (?P<digits> [一二三四五六七八九]{{1,2}} ) (?= $ | {NO_WORD} | [到至] )")
_TALL = compile_pattern("(?: 身高 | 个头 | 个子 ) [为约达]? \\Z")
_QUOTES = frozenset("'\"")
_LINE = 100
_TENTH = "分"
"""Behind 亩 a tenth of it; alone it is money, time, a mark."""
_NO_TENTH = frozenset("钟之")


def new_measure(amount: Exact, unit: Unit) -> Measure:
    """A measure of the class of its kind; a unit of the caller's own brings its size along."""
    own = None if _lexicon.UNITS.get(unit.symbol) == unit else unit
    return MEASURES.get(unit.kind, Measure)(amount, unit.symbol, definition=own)


def measure(text: str, amount: Amount, found: UnitAt, floor: int, setting: Setting) -> Reading | None:
    """The measure whose number is `amount` and whose unit is `found`."""
    word, end = found
    if word in _lexicon.NUMERALS and setting.words.unit_at(text, end):
        return None  # 100 两家: two
    unit = setting.words.units[word]
    scale = _SCALES.get(text[max(floor, amount.start - 2) : amount.start]) if unit.kind == "temperature" else None
    if word in _QUOTES and word in text[max(floor, amount.start - _LINE) : amount.start]:
        return None  # the end of a quotation, no feet or inches
    if unit.kind == "temperature" and "/" in text[amount.start : amount.end]:
        return None  # -3/8℃: the least and the most
    if unit.factor is None:
        if scale is not None:
            unit = _lexicon.UNITS[scale]
        elif _speaks_of_electricity(text, amount):
            unit = _lexicon.UNITS["kWh"]
        elif not _speaks_of_temperature(text, amount, found.end):
            return None
    start = amount.start - (2 if scale is not None else 0)
    if amount.high is None and amount.modifier is None:
        end, extra = _smaller(text, end, unit, setting)
        if unit.kind == "area" and _goes_on_in_tenths(text, end, setting):
            return None
        if extra and unit.symbol == "mu" and Fraction(amount.low).denominator > 1:
            return None  # 3.5亩2分: who counts in tenths writes no decimals
        if extra:
            total = grown(amount.low, extra)
            return Reading(start, end, new_measure(total, unit), "measure_compound")
    return Reading(start, end, spanned(amount, lambda n: new_measure(n, unit)), "measure")


def height(text: str, pos: int) -> Reading | None:
    """米九 said for 一米九, standing by itself, after 身高, or up to another height: 米六到三米九."""
    found = _tenths(text, pos + 1)
    if found is None or (pos > 0 and text[pos - 1].isalnum() and not _TALL.search(text, max(0, pos - 4), pos)):
        return None
    end, part = found
    return Reading(pos, end, new_measure(exact(1 + part), _lexicon.UNITS["m"]), "height")


def _tenths(text: str, pos: int) -> tuple[int, Fraction] | None:
    """The tenths and hundredths of a metre said behind 米 (三米九, 一米七五), where nothing goes on behind them."""
    match = _HEIGHT.match(text, pos - 1)
    if match is None:
        return None
    digits = "".join(_lexicon.NUMERALS[char].value for char in match["digits"])
    return match.end(), Fraction(int(digits), 10 ** len(digits))


def _speaks_of_temperature(text: str, amount: Amount, end: int) -> bool:
    """Whether a bare 度 is a temperature: the text says so nearby, or is nothing else. (Else it may be kWh or an angle.)"""
    alone = amount.start == 0 and end == len(text)
    return alone or _TEMPERATURE.search(text, max(0, amount.start - _NEAR), amount.end) is not None


def _speaks_of_electricity(text: str, amount: Amount) -> bool:
    """Whether a bare 度 behind digits counts kilowatt hours: 用电量达3600万度, 节电120度."""
    if not text[amount.start].isdigit():
        return False
    return _ELECTRIC.search(text, max(0, amount.start - _NEAR), amount.start) is not None


def _smaller(text: str, end: int, unit: Unit, setting: Setting) -> tuple[int, Fraction]:
    """What a smaller unit of the same kind adds (六斤八两), or 半, or one digit of a Chinese length (三米九)."""
    if half_after(text, end):
        return end + 1, Fraction(1, 2)
    extra, current = Fraction(0), unit
    while True:
        number = setting.words.read_number(text, end)
        if number is None or number.high is not None or number.modifier:
            return end, extra
        following = setting.words.unit_at(text, number.end)
        smaller = setting.words.units.get(following.word) if following else None
        if current.symbol == "mu" and _is_tenths(text, following) and 0 < number.low < 10:
            smaller = _lexicon.UNITS["fen_area"]
        if unit.factor is None or current.factor is None or smaller is None or smaller.factor is None:
            break
        if smaller.kind != unit.kind or smaller.factor >= current.factor or smaller.zero or not following:
            break
        extra += Fraction(number.low) * smaller.factor / unit.factor
        end, current = following.end, smaller
    if unit.symbol == "m" and not extra and (tenths := _tenths(text, end)) is not None and text[end - 1] == "米":
        return tenths
    return end, extra


def _is_tenths(text: str, found: UnitAt | None) -> bool:
    """Whether `found` is 分 as a part of an area, not 分钟 or 分之一."""
    return found is not None and found.word == _TENTH and text[found.end : found.end + 1] not in _NO_TENTH


def _goes_on_in_tenths(text: str, end: int, setting: Setting) -> bool:
    """Whether 分 follows of what is not plain: 3公顷2分 (of a 亩, or of a 甲), 3亩12分."""
    number = setting.words.read_number(text, end)
    return number is not None and _is_tenths(text, setting.words.unit_at(text, number.end))


def half_after(text: str, pos: int) -> bool:
    """Whether 半 at `pos` adds half a unit: 一吨半, not 3公里半径."""
    return text.startswith("半", pos) and not looks_like_number(text, pos) and text[pos + 1 : pos + 2] not in _YEARS


_YEARS = frozenset("年月天日")


def same_unit(low: Quantity | Range[Quantity], high: Quantity | Range[Quantity]) -> bool:
    """Whether two values can be the ends of one range: one type, one unit."""
    if isinstance(low, Range) or isinstance(high, Range) or type(low) is not type(high):
        return False
    return all(getattr(low, name, None) == getattr(high, name, None) for name in ("unit", "currency"))
