"""How one value stands to another: the same, or in what it differs. Every comparison is exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias, get_args

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern
from jjj_parse._same_dates import Unresolved, clock_differences, date_differences
from jjj_parse.types import ClockSpan, DateSpan, Duration, Money, Percent, Quantity, Range, Rate, Value

Aspect: TypeAlias = Literal["bound", "unit", "currency", "sign", "scale"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""In the order in which they are named, the nearest to the same value first."""
Compared: TypeAlias = frozenset[Aspect] | Unresolved | None
"""In what two values differ: in nothing if they are the same; None where they have nothing to do with each other."""
_CURRENCY = compile_pattern("[A-Z]{3}")
_ONE_UNIT = compile_pattern(r"P T? (?P<number> [\d.]+ ) [YMWDHS]")


def differences(one: Value, other: Value) -> Compared:
    """In what two values differ; "unresolved" for two dates of which only a reference can tell.

    >>> from jjj_parse import parse
    >>> told = parse("15亿元")
    >>> [differences(told, parse(text)) for text in ("1,500,000,000元", "15亿美元", "15亩")]
    [frozenset(), frozenset({'currency'}), None]
    """
    if isinstance(one, DateSpan) and isinstance(other, DateSpan):
        return date_differences(one, other)
    if isinstance(one, ClockSpan) and isinstance(other, ClockSpan):
        return clock_differences(one, other)
    if isinstance(one, Quantity | Range) and isinstance(other, Quantity | Range):
        found = _of_numbers(_parts(one), _parts(other))
        return found if found is None or one.modifier == other.modifier else found | {"bound"}
    return None


def in_order(found: frozenset[Aspect]) -> tuple[Aspect, ...]:
    """The aspects in the order of `ASPECTS`."""
    return tuple(aspect for aspect in ASPECTS if aspect in found)


def distance(compared: frozenset[Aspect] | Unresolved) -> tuple[int, ...]:
    """Less for what is nearer: the same, then what may be the same, then what differs, by the number of things that differ."""
    if compared == "unresolved":
        return (1,)
    return (2, len(compared), *map(ASPECTS.index, in_order(compared))) if compared else (0,)


class _Part(NamedTuple):
    """A quantity, or one end of a range, as it is compared."""

    sort: str
    """The kind; of a rate that of its numerator. Empty for a number without a unit."""
    dimension: object
    """What must be the same for `number` to be compared."""
    number: Fraction
    written: tuple[Fraction, ...]
    """The number as people write it: in the unit of the text, of 12% both 12 and 0.12. None for 2年6个月, which is two numbers."""
    unit: str | None = None
    currency: str | None = None
    inferred: bool = False
    """The currency is that of the reader: the text names none."""


def _parts(value: Quantity | Range[Quantity]) -> tuple[_Part, ...]:
    """One for a quantity, two for a range."""
    return (_part(value.low), _part(value.high)) if isinstance(value, Range) else (_part(value),)


def _part(value: Quantity) -> _Part:
    if isinstance(value, Duration):
        return _duration(value)
    if isinstance(value, Rate):
        return _rate(value)
    amount = Fraction(value.number())
    dimension, number = value.common(value.number())
    match value:
        case Money():
            return _Part("money", dimension, number, (amount,), None, value.currency, value.inferred)
        case Percent():
            return _Part("percent", dimension, number, (amount, amount * 100))
        case _:
            sort = "" if value.kind == "number" else value.kind
            return _Part(sort, dimension, number, (amount,), getattr(value, "unit", None))


def _duration(value: Duration) -> _Part:
    """A month has no fixed number of seconds: both must agree."""
    part = _ONE_UNIT.fullmatch(value.iso)
    written = (Fraction(part["number"]),) if part else ()
    unit = value.iso.strip("P0123456789.")
    if value.months and not value.seconds:
        return _Part("duration", "months", Fraction(value.months), written, unit)
    return _Part("duration", ("seconds", value.months), Fraction(value.seconds), written, unit)


def _rate(value: Rate) -> _Part:
    """In SI units as far as they go: 50万元/亩 and 750万元/公顷 are one price, 每人每年 is 每年每人."""
    amount = Fraction(value.amount)
    top, _, below = value.unit.partition("/")
    (dimension, number), divisors = _sized(top), []
    for symbol in below.split("/"):
        divisor, size = _sized(symbol)
        divisors.append(divisor)
        number /= size
    is_money = top not in _lexicon.UNITS and _CURRENCY.fullmatch(top) is not None
    sort = "money" if is_money else _lexicon.UNITS[top].kind if top in _lexicon.UNITS else "count"
    return _Part(
        sort, ("rate", dimension, *sorted(divisors)), number * amount, (amount,), below, top if is_money else None
    )


def _sized(symbol: str) -> tuple[str, Fraction]:
    """The kind of a unit and its size in the SI unit; for what has no size of its own the symbol and 1."""
    if symbol in _lexicon.TIME_SECONDS:
        return "time", Fraction(_lexicon.TIME_SECONDS[symbol])
    unit = _lexicon.UNITS.get(symbol)
    return (symbol, Fraction(1)) if unit is None or unit.factor is None else (unit.kind, unit.factor)


def _of_numbers(one: Sequence[_Part], other: Sequence[_Part]) -> frozenset[Aspect] | None:
    """In what they differ beside their modifiers."""
    a, b = one[0], other[0]
    alike = _has_one_dimension(a, b)
    if alike and (found := _by_number([part.number for part in one], [part.number for part in other])) is not None:
        return found
    if not alike and a.sort != b.sort and "" not in (a.sort, b.sort):
        return None
    here, there = _written(one), _written(other)
    if alike and a.unit == b.unit:
        return next(map(_by_digits, here, there), None)
    unit = _by_unit(a, b)
    return next(
        (found | unit for mine in here for told in there if (found := _by_number(mine, told)) is not None), None
    )


def _written(parts: Sequence[_Part]) -> list[tuple[Fraction, ...]]:
    """The numbers of a value in each way in which people write them."""
    return list(zip(*(part.written for part in parts)))  # noqa: B905  # one end of a range may have none


def _has_one_dimension(a: _Part, b: _Part) -> bool:
    """Whether their numbers are of the same unit; where a text names no currency, an amount is of any number's unit too."""
    return a.dimension == b.dimension or (a.inferred and not b.sort) or (b.inferred and not a.sort)


def _by_number(one: Sequence[Fraction], other: Sequence[Fraction]) -> frozenset[Aspect] | None:
    """In what the numbers of two values differ; None if they are not the same numbers, one of them, or their opposites."""
    one, other = tuple(one), tuple(other)
    if one == other:
        return frozenset()
    if len(one) != len(other):
        return frozenset({"bound"}) if set(one) & set(other) else None
    return frozenset({"sign"}) if one == tuple(-number for number in reversed(other)) else None


def _by_digits(one: Sequence[Fraction], other: Sequence[Fraction]) -> frozenset[Aspect] | None:
    """In what numbers of one unit differ that have the same digits: 90 and 9, -5℃ and 5℃."""
    if len(one) != len(other) or 0 in (*one, *other):
        return _by_number(one, other)
    first, *rest = (a / b for a, b in zip(one, other, strict=True))
    if _is_power_of_ten(max(first, 1 / first)) and all(ratio == first for ratio in rest):
        return frozenset({"scale"})
    return _by_number(one, other)


def _by_unit(a: _Part, b: _Part) -> frozenset[Aspect]:
    """In what the units of two values differ, which are not of one unit."""
    if None in (a.currency, b.currency) or a.currency == b.currency:
        return frozenset({"unit"})
    return frozenset({"currency"}) if a.unit == b.unit else frozenset({"currency", "unit"})


def _is_power_of_ten(number: Fraction) -> bool:
    if number.denominator != 1:
        return False
    rest = number.numerator
    while rest % 10 == 0:
        rest //= 10
    return rest == 1
