"""Rates: 500万元/亩, 100元每平方米, 每亩50万元, 日均1.2万人次, 人均收入3.5万元; one that has a unit of its own is a measure (km/h)."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import Longest, compile_pattern
from jjj_parse._exact import plain
from jjj_parse._lexicon import Unit
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount
from jjj_parse._rules.measure import new_measure
from jjj_parse._words import Setting
from jjj_parse.types import Count, Measure, Money, Quantity, Range, Rate

_MOST_DENOMINATORS = 3
_CALLERS = "*"
_CARBON = "二氧化碳/"
_TEN_THOUSAND = "万"
_LENGTHS = frozenset(("秒", "秒钟", "分钟", "小时", "天"))
"""Words for time that name no time of the day or the year."""
_LENGTH_FIRSTS = frozenset(word[0] for word in _LENGTHS)
EACH_REACH = 18
_DIVIDED = compile_pattern(r"\x20? [/每·] \x20?")
_JOINED = compile_pattern(r"[·.*×/]")
"""What stands between units in brackets below a quantity: 元/(平方米·月)."""
_AGES = ("岁", "周岁")
_MEANS_OF = ("temperature", "sound_level", "pressure")
_POWER_OF_TEN = compile_pattern("10{1,9}")
_OF_TIME = frozenset(_lexicon.TIME_SECONDS) | {"d", "wk", "mo", "a"}
"""Units of time, of which several are a length of time and no denominator: 每10年."""
_INDICATOR = compile_pattern(r"(?: 每 10{1,6} )? (?: [\u4e00-\u9fffA-Za-z] | [45]G )++ \x20? \Z")
_MEANS = Longest(_lexicon.PER_WORDS)
EACH_WORDS = ("每", *_lexicon.PER_WORDS)
_EACH_LEADS = frozenset(word[0] for word in EACH_WORDS)


def rate(text: str, reading: Reading, floor: int, setting: Setting) -> Reading:
    """`reading`, or the rate that it becomes with the denominator behind it, or with 人均 or 每亩 before its indicator."""
    if not _divisible(_one(reading.value)):
        return reading
    reading = _of_carbon(text, reading)
    denominators, end = _behind(text, reading.end, _top(_one(reading.value)), setting)
    if denominators:
        return reading._replace(end=end, value=_over(reading.value, denominators, setting), rule="rate")
    before = _each_before(text, max(floor, reading.start - EACH_REACH), reading.start, setting)
    if not before or (isinstance(_one(reading.value), Count) and text[before.start] == "每" and not before.many):
        return reading  # 每村一名 is a count
    if _is_its_own_mean(_one(reading.value)):
        return reading
    return reading._replace(value=_over(reading.value, before.units, setting), rule="rate_each_indicator")


def rate_of_time(text: str, amount: Amount, setting: Setting) -> Reading | None:
    """58秒/台, 8.6小时/户: a length of time that is divided."""
    if text[amount.end : amount.end + 1] not in _LENGTH_FIRSTS:
        return None
    unit = setting.words.denominator_at(text, amount.end)
    if unit is None or unit.word not in _LENGTHS or amount.low < 0:
        return None
    symbol = setting.words.denominators[unit.word]
    denominators, end = _behind(text, unit.end, symbol, setting)
    if not denominators or text[unit.end] != "/":
        return None
    whole = "/".join([symbol, *denominators])
    return Reading(amount.start, end, spanned(amount, lambda number: Rate(number, whole)), "rate")


def _of_carbon(text: str, reading: Reading) -> Reading:
    """0.58吨二氧化碳/万元: `reading` as a mass of carbon dioxide, where a slash follows; else that is what is measured."""
    unit = _lexicon.UNITS.get(f"{_top(_one(reading.value))}CO2")
    if unit is None or not text.startswith(_CARBON, reading.end):
        return reading
    value = reading.value
    ends = [
        new_measure(end.number(), unit) for end in ((value.low, value.high) if isinstance(value, Range) else (value,))
    ]
    whole = Range(*ends) if len(ends) > 1 else ends[0]
    return reading._replace(end=reading.end + len(_CARBON) - 1, value=whole)


class Each(NamedTuple):
    """Denominators named before a quantity (每亩, 人均, 每人每年, 每万人) in `text[start:end]`; `many`: one of them is of several units."""

    start: int
    end: int
    units: list[str]
    many: bool = False


def each(text: str, pos: int, setting: Setting) -> Each | None:
    """The denominators that 每亩, 人均, 日均, 每人每年, 每万人 at `pos` name."""
    units: list[str] = []
    end, many = pos, False
    while len(units) < _MOST_DENOMINATORS:
        if text.startswith("每", end):
            count, unit = "", setting.words.denominator_before(text, end + 1)
            if unit is None:
                count, at = _many(text, end + 1, setting)
                if not count and text.startswith(_TEN_THOUSAND, end + 1):
                    count, at = "10000", end + 2  # 每万元GDP, where 万元GDP is a name
                unit = setting.words.denominator_before(text, at) if count else None
            if unit is None or (count and setting.words.denominators[unit.word] in _OF_TIME):
                break
            units.append(count + _symbol(unit.word, setting))
            many = many or bool(count)
            end = unit.end
        elif not units and (word := _MEANS.at(text, end)) is not None:
            units.append(_lexicon.PER_WORDS[word])
            end += len(word)
        else:
            break
    return Each(pos, end, units, many) if units else None


def is_each_of_many(text: str, pos: int, setting: Setting) -> bool:
    """Whether the number at `pos` only says by how many units something is divided: 百 in 每百元, 万 in 每万人."""
    if text[pos - 1 : pos] != "每" or pos == 0:
        return False
    found = each(text, pos - 1, setting)
    return found is not None and found.many


def _symbol(word: str, setting: Setting) -> str:
    """The symbol of a denominator; 元 is the caller's currency."""
    symbol = setting.words.denominators[word]
    return setting.currency if symbol == _CALLERS else symbol


def _each_before(text: str, start: int, end: int, setting: Setting) -> Each | None:
    """人均可支配收入3.5万元: the denominator before the indicator; no mark and no number may stand between."""
    if _EACH_LEADS.isdisjoint(text[start:end]):
        return None
    indicator = _INDICATOR.search(text, start, end)
    if indicator is None:
        return None
    for pos in range(indicator.start(), end):
        if text[pos] in _EACH_LEADS and (found := each(text, pos, setting)) is not None and found.end < end:
            return found
    return None


def rate_of_each(text: str, reading: Reading, before: Each, setting: Setting) -> Reading | None:
    """The rate of `reading` by the denominators named right before it."""
    value = _one(reading.value)
    if reading.rule.startswith("rate") or not _divisible(value):
        return None
    if text[before.start] != "每" and _is_its_own_mean(value):
        return None  # read without 人均
    return reading._replace(start=before.start, value=_over(reading.value, before.units, setting), rule="rate_each")


def _top(value: Quantity) -> str:
    return value.currency if isinstance(value, Money) else value.unit  # type: ignore[attr-defined]  # of divisible values


def _behind(text: str, pos: int, top: str, setting: Setting) -> tuple[list[str], int]:
    denominators: list[str] = []
    while len(denominators) < _MOST_DENOMINATORS and (mark := _DIVIDED.match(text, pos)) is not None:
        count, at = "", mark.end()
        if not denominators and text.startswith("(", at) and "/" in mark[0]:
            return _in_brackets(text, at, setting) or ([], pos)
        unit = setting.words.denominator_at(text, at)
        if unit is None and "·" not in mark[0]:
            count, at = _many(text, at, setting)
            unit = setting.words.denominator_at(text, at) if count else None
            if unit is not None and _symbol(unit.word, setting) == top:
                break  # 35kV/10kV
        if unit is None or ("·" in mark[0] and not denominators):
            break
        denominators.append(count + _symbol(unit.word, setting))
        pos = unit.end
    return denominators, pos


def _in_brackets(text: str, pos: int, setting: Setting) -> tuple[list[str], int] | None:
    """元/(平方米·月), kWh/(m2·a): the units in the bracket at `pos`, None where anything else stands in it."""
    denominators: list[str] = []
    while len(denominators) < _MOST_DENOMINATORS:
        count, at = "", pos + 1
        unit = setting.words.denominator_at(text, at)
        if unit is None:
            count, at = _many(text, at, setting)
            unit = setting.words.denominator_at(text, at) if count else None
        if unit is None:
            return None
        denominators.append(count + _symbol(unit.word, setting))
        pos = unit.end
        if text.startswith(")", pos):
            return denominators, pos + 1
        if _JOINED.match(text, pos) is None:
            return None
    return None


def _many(text: str, pos: int, setting: Setting) -> tuple[str, int]:
    """How many units a quantity is divided by, a power of ten, and where that ends: 部/百人, L/100km."""
    number = setting.words.read_number(text, pos)
    if number is None or number.high is not None or number.modifier is not None:
        return "", pos
    count = plain(number.low)
    return (count, number.end) if _POWER_OF_TEN.fullmatch(count) else ("", pos)


def _divisible(value: Quantity) -> bool:
    """Whether a value can become a rate: money, a count, a measure that is no quotient yet (350km/h)."""
    return isinstance(value, Money | Count) or (isinstance(value, Measure) and value.kind != "speed")


def _is_its_own_mean(value: Quantity) -> bool:
    """Whether the mean of such values is one of them: 年均气温12.5℃, 人均预期寿命77岁."""
    return value.kind in _MEANS_OF or (isinstance(value, Count) and value.unit in _AGES)


def _one(value: Quantity | Range[Quantity]) -> Quantity:
    return value.low if isinstance(value, Range) else value


def _over(value: Quantity | Range[Quantity], denominators: list[str], setting: Setting) -> Quantity | Range[Quantity]:
    if isinstance(value, Range):
        return Range(_over_one(value.low, denominators, setting), _over_one(value.high, denominators, setting))
    return _over_one(value, denominators, setting)


def speed_unit(length: Unit, time: str) -> Unit | None:
    """The unit of a length by a unit of time, which is a speed: 米/分钟. None for any other two, and by the day or longer."""
    seconds = _lexicon.TIME_SECONDS.get(time)
    if length.kind != "length" or length.factor is None or seconds is None:
        return None
    return Unit(f"{length.symbol}/{time}", "speed", length.factor / seconds, Fraction(0))


def _speed(value: Quantity, denominators: list[str], setting: Setting) -> Unit | None:
    if not isinstance(value, Measure) or len(denominators) > 1:
        return None
    return speed_unit(setting.words.symbols[value.unit], denominators[0])


def _over_one(value: Quantity, denominators: list[str], setting: Setting) -> Quantity:
    symbol = "/".join([_top(value), *denominators])
    unit = setting.words.symbols.get(symbol) or _speed(value, denominators, setting)
    return new_measure(value.number(), unit) if unit else Rate(value.number(), symbol)
