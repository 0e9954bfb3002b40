"""Rates: 500万元/亩, 100元每平方米, 每亩50万元, 日均1.2万人次, 46微克/立方米; a rate that has a unit of its own is a measure (km/h)."""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._reading import Reading
from jjj_parse._rules.measure import new_measure
from jjj_parse.types import Count, Measure, Money, Quantity, Range, Rate

_DENOMINATORS = {
    **{word: word for word, strong in _lexicon.MEASURE_WORDS.items()},
    **{word: unit.symbol for word, unit in _lexicon.UNIT_WORDS.items()},
    **_lexicon.TIME_UNITS,
}
_DENOMINATOR = trie(_DENOMINATORS)
_PER = compile_pattern(rf"\x20? [/每·] \x20? (?P<unit> {_DENOMINATOR} ) (?![A-Za-z0-9])")
_EACH = compile_pattern(rf"(?: 每 (?P<unit> {_DENOMINATOR} ) | (?P<mean> {trie(_lexicon.PER_WORDS)} ) )")
_MOST_DENOMINATORS = 3


def rate(text: str, reading: Reading, floor: int) -> Reading:
    """`reading`, or the rate that it becomes with the denominator behind or before it."""
    value = reading.value
    if not isinstance(_one(value), Money | Measure | Count):
        return reading
    denominators, end = _behind(text, reading.end)
    if denominators:
        return reading._replace(end=end, value=_over(value, denominators), rule="rate")
    return reading


def each(text: str, pos: int) -> tuple[str, int] | None:
    """The denominator that 每亩, 人均, 日均 at `pos` name, and where they end."""
    match = _EACH.match(text, pos)
    if match is None:
        return None
    return _DENOMINATORS[match["unit"]] if match["unit"] else _lexicon.PER_WORDS[match["mean"]], match.end()


def rate_of_each(reading: Reading, start: int, denominator: str) -> Reading | None:
    """The rate of `reading` by the denominator named at `start` before it."""
    if not isinstance(_one(reading.value), Money | Measure | Count):
        return None
    return reading._replace(start=start, value=_over(reading.value, [denominator]), rule="rate_each")


def _behind(text: str, pos: int) -> tuple[list[str], int]:
    denominators: list[str] = []
    while len(denominators) < _MOST_DENOMINATORS and (match := _PER.match(text, pos)) is not None:
        if text[match.start()] == "·" and not denominators:
            break
        denominators.append(_DENOMINATORS[match["unit"]])
        pos = match.end()
    return denominators, pos


def _one(value: Quantity | Range[Quantity]) -> Quantity:
    return value.low if isinstance(value, Range) else value


def _over(value: Quantity | Range[Quantity], denominators: list[str]) -> Quantity | Range[Quantity]:
    if isinstance(value, Range):
        return Range(_over_one(value.low, denominators), _over_one(value.high, denominators))
    return _over_one(value, denominators)


def _over_one(value: Quantity, denominators: list[str]) -> Quantity:
    top = value.currency if isinstance(value, Money) else value.unit  # type: ignore[attr-defined]  # checked by the callers
    unit = "/".join([top, *denominators])
    if unit in _lexicon.UNITS:
        return new_measure(value.number(), unit)
    return Rate(value.number(), unit)
