"""Quantities: exact, frozen, comparable, each with one canonical line of text (`str(value)`)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

import attrs

from jjj_parse import _lexicon
from jjj_parse._exact import Exact, exact, plain

Modifier: TypeAlias = Literal["about", "nearly", "more_than", "at_least", "at_most", "less_than"]


@attrs.frozen(slots=True)
class Bounds:
    """Where the true amount lies: between `low` and `high` (None = no bound), each end included if it is `closed`."""

    low: Exact | None
    high: Exact | None
    low_closed: bool = True
    high_closed: bool = True


def _bounds(amount: Exact, modifier: Modifier | None) -> Bounds:
    """Civil Code of the PRC, art. 1259: 以上, 以下, 以内 include the number; 超过, 不满, 以外 do not.

    `about` names no ends, so both are open to the reader: (None, None). `nearly` is below the amount.
    """
    match modifier:
        case "more_than":
            return Bounds(amount, None, low_closed=False)
        case "at_least":
            return Bounds(amount, None)
        case "at_most":
            return Bounds(None, amount)
        case "less_than" | "nearly":
            return Bounds(None, amount, high_closed=False)
        case "about":
            return Bounds(None, None)
        case _:
            return Bounds(amount, amount)


def _short_repr(value: attrs.AttrsInstance) -> str:
    """The fields that differ from their defaults, so that a plain amount reads as one."""
    fields = [
        f"{field.name}={getattr(value, field.name)!r}"
        for field in sorted(attrs.fields(type(value)), key=lambda field: field.kw_only)
        if field.repr and getattr(value, field.name) != field.default
    ]
    return f"{type(value).__name__}({', '.join(fields)})"


@attrs.frozen(slots=True, repr=False)
class Quantity:
    """What every quantity shares: how the words around it bound it."""

    modifier: Modifier | None = attrs.field(default=None, kw_only=True)

    kind: ClassVar[str]

    def number(self) -> Exact:
        """The number that `modifier` bounds."""
        raise NotImplementedError

    def line(self) -> str:
        """The canonical line without the modifier."""
        raise NotImplementedError

    def to_value(self) -> dict[str, Any]:
        """The `value` object of the JSON form."""
        raise NotImplementedError

    def span_value(self, high: Any) -> dict[str, Any]:
        """The `value` object of a range from this value to `high`: `low` and `high` in place of the one number."""
        low, top = self.to_value(), high.to_value()
        key = next(iter(low))
        value: dict[str, Any] = {"low": low.pop(key), "high": top.pop(key), **low}
        if "si" in low:
            value["si"] = {"low": low["si"], "high": top["si"]}
        return value

    @property
    def bounds(self) -> Bounds:
        """The closed or open interval that the amount and the modifier give together."""
        return _bounds(self.number(), self.modifier)

    def common(self, number: Exact) -> tuple[object, Fraction]:
        """What must be equal for two values to be compared, and `number` in the unit in which they are compared."""
        return (type(self), getattr(self, "unit", None)), Fraction(number)

    def _ends(self, other: Quantity) -> tuple[Fraction, Fraction, bool] | None:
        """The upper end of self, the lower end of other, and whether both are closed; None if one of them is open."""
        if not isinstance(other, Quantity):
            return None
        here, there = self.common(self.number())[0], other.common(other.number())[0]
        if here != there:
            raise ValueError(f"cannot compare {self} with {other}: expected two values of one kind and unit")
        top, bottom = self.bounds, other.bounds
        if top.high is None or bottom.low is None:
            return None
        return self.common(top.high)[1], other.common(bottom.low)[1], top.high_closed and bottom.low_closed

    def __lt__(self, other: Quantity) -> bool:
        """Whether every number within the bounds of self is below every number within those of other.

        Raises `ValueError` for values that have no common unit. Of two values that overlap neither is below the other.
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        ends = self._ends(other)
        return ends is not None and (ends[0] < ends[1] or (ends[0] == ends[1] and not ends[2]))

    def __le__(self, other: Quantity) -> bool:
        """Whether no number within the bounds of self is above any number within those of other."""
        if not isinstance(other, Quantity):
            return NotImplemented
        ends = self._ends(other)
        return ends is not None and ends[0] <= ends[1]

    def __gt__(self, other: Quantity) -> bool:
        return other.__lt__(self) if isinstance(other, Quantity) else NotImplemented

    def __ge__(self, other: Quantity) -> bool:
        return other.__le__(self) if isinstance(other, Quantity) else NotImplemented

    def __str__(self) -> str:
        return self.line()

    def __repr__(self) -> str:
        return _short_repr(self)


@attrs.frozen(slots=True, repr=False)
class Money(Quantity):
    """An amount of money. `currency` is an ISO 4217 code; `inferred` says that no currency word stood in the text.

    >>> from jjj_parse import parse_money
    >>> parse_money("1.8亿美元")
    Money(amount=Decimal('180000000'), currency='USD')
    """

    amount: Exact
    currency: str
    inferred: bool = False
    kind: ClassVar[str] = "money"

    def number(self) -> Exact:
        return self.amount

    def common(self, number: Exact) -> tuple[object, Fraction]:
        return ("money", self.currency), Fraction(number)

    def _plus(self, other: Money, sign: int) -> Money:
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}: no rate of exchange is known")
        if self.modifier or other.modifier:
            raise ValueError("cannot add amounts that are only bounds: take their bounds instead")
        total = exact(Fraction(self.amount) + sign * Fraction(other.amount))
        return Money(total, self.currency, self.inferred or other.inferred)

    def __add__(self, other: Money) -> Money:
        """The exact sum of two amounts of one currency; `ValueError` for two currencies or a bounded amount."""
        return self._plus(other, 1) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        """The exact difference of two amounts of one currency; `ValueError` for two currencies or a bounded amount."""
        return self._plus(other, -1) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other: int) -> Money:
        """`sum()` starts from 0."""
        return self if other == 0 else NotImplemented

    def line(self) -> str:
        return f"{plain(self.amount)} {self.currency}" + (" inferred" if self.inferred else "")

    def to_value(self) -> dict[str, Any]:
        value: dict[str, Any] = {"amount": plain(self.amount), "currency": self.currency}
        return {**value, "inferred": True} if self.inferred else value


@attrs.frozen(slots=True, repr=False)
class Measure(Quantity):
    """An amount of a physical unit. `unit` is a symbol of the unit table (km2, mu, t, kWh …).

    >>> from jjj_parse import parse_measure
    >>> parse_measure("3亩").si
    Fraction(2000, 1)
    """

    amount: Exact
    unit: str
    definition: _lexicon.Unit | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    """The size of a unit of the caller's own (see `Vocabulary`); None for a unit of the table."""

    def number(self) -> Exact:
        return self.amount

    def _unit(self) -> _lexicon.Unit:
        return self.definition or _lexicon.UNITS[self.unit]

    @property
    def kind(self) -> str:  # type: ignore[override]  # a measure's kind follows from its unit
        """The dimension in words: area, length, mass …"""
        return self._unit().kind

    @property
    def si(self) -> Fraction:
        """The amount in the coherent SI unit of the kind (m², m, kg, m³, W, J, K …), exact.

        Raises `ValueError` for a unit without a size of its own: 85度 names no temperature scale.
        """
        unit = self._unit()
        if unit.factor is None:
            raise ValueError(f"{self.unit!r} has no size in SI units: the text names no scale")
        return Fraction(self.amount) * unit.factor + unit.zero

    def to(self, unit: str) -> Exact:
        """The amount in another unit of the same kind, exact.

        Raises `ValueError` for a symbol that is unknown or of another kind.

        >>> from jjj_parse import parse_area
        >>> parse_area("3亩").to("m2")
        Decimal('2000')
        """
        other = _lexicon.UNITS.get(unit)
        if other is None:
            raise ValueError(f"unknown unit {unit!r}: expected a symbol of the unit table")
        if other.kind != self.kind:
            raise ValueError(f"cannot give {self.kind} in {unit!r}, a unit of {other.kind}")
        if other.factor is None:
            raise ValueError(f"{unit!r} has no size in SI units")
        return exact((self.si - other.zero) / other.factor)

    def to_pint(self, registry: Any = None) -> Any:
        """The amount as a quantity of pint, exact; needs pint (`pip install "jjj_parse[pint]"`).

        `registry` is an exact one, `pint.UnitRegistry(non_int_type=Fraction)`; without it the quantity is of `jjj_parse.pint.registry()`. A unit
        that pint lacks (亩, 斤, 吨标准煤) is defined in it. Raises `ValueError` for a unit without a size and for an inexact registry.
        """
        from jjj_parse.pint import quantity

        return quantity(self.amount, self._unit(), registry)

    def common(self, number: Exact) -> tuple[object, Fraction]:
        unit = self._unit()
        if unit.factor is None:
            return (self.kind, self.unit), Fraction(number)
        return (self.kind, None), Fraction(number) * unit.factor + unit.zero

    def line(self) -> str:
        return f"{plain(self.amount)} {self.unit}"

    def to_value(self) -> dict[str, Any]:
        if self._unit().factor is None:
            return {"amount": plain(self.amount), "unit": None}
        return {"amount": plain(self.amount), "unit": self.unit, "si": plain(self.si)}


class Area(Measure):
    """An area: m2, km2, ha, mu (亩 = 2000/3 m²), …"""


class Length(Measure):
    """A length: m, km, li (里 = 500 m), …"""


class Mass(Measure):
    """A mass: kg, t, jin (斤 = 1/2 kg), …"""


class Volume(Measure):
    """A volume: m3, L, …"""


class Power(Measure):
    """A power: W, kW, MW, …"""


class Energy(Measure):
    """An energy: J, kWh, …"""


class Speed(Measure):
    """A speed: m/s, km/h, …"""


class Temperature(Measure):
    """A temperature: C, F, K."""


MEASURES: Mapping[str, type[Measure]] = {
    cls.__name__.lower(): cls for cls in (Area, Length, Mass, Volume, Power, Energy, Speed, Temperature)
}
"""Kinds with a class of their own; every other kind of the unit table is a plain `Measure`."""


@attrs.frozen(slots=True, repr=False)
class Count(Quantity):
    """A number of things. `unit` is the measure word in Simplified; `article`: 一 + measure word, which may mean “a”.

    >>> from jjj_parse import parse_count
    >>> parse_count("3000余人次")
    Count(amount=Decimal('3000'), unit='人次', modifier='more_than')
    """

    amount: Exact
    unit: str
    article: bool = False
    kind: ClassVar[str] = "count"

    def number(self) -> Exact:
        return self.amount

    def line(self) -> str:
        return f"{plain(self.amount)} {self.unit}" + (" article" if self.article else "")

    def to_value(self) -> dict[str, Any]:
        value: dict[str, Any] = {"amount": plain(self.amount), "unit": self.unit}
        return {**value, "article": True} if self.article else value


@attrs.frozen(slots=True, repr=False)
class Number(Quantity):
    """A number without a unit: 总人口22.45万."""

    amount: Exact
    kind: ClassVar[str] = "number"

    def number(self) -> Exact:
        return self.amount

    def line(self) -> str:
        return plain(self.amount)

    def to_value(self) -> dict[str, Any]:
        return {"amount": plain(self.amount)}


@attrs.frozen(slots=True, repr=False)
class Percent(Quantity):
    """A share or rate of change: `ratio` is 12/100 for 12%, 百分之十二; 三成 is 0.3, 3‰ is 0.003."""

    ratio: Exact
    kind: ClassVar[str] = "percent"

    def number(self) -> Exact:
        return self.ratio

    def line(self) -> str:
        return plain(exact(Fraction(self.ratio) * 100)) + "%"

    def to_value(self) -> dict[str, Any]:
        return {"ratio": plain(self.ratio)}


@attrs.frozen(slots=True, repr=False)
class Points(Quantity):
    """Percentage points: 3.5个百分点. Never the same as 3.5%."""

    points: Exact
    kind: ClassVar[str] = "percent"

    def number(self) -> Exact:
        return self.points

    def line(self) -> str:
        return plain(self.points) + "pp"

    def to_value(self) -> dict[str, Any]:
        return {"points": plain(self.points)}


@attrs.frozen(slots=True, repr=False)
class Multiple(Quantity):
    """So many times: 3倍 is 3; 翻一番 is 2, 翻两番 is 4."""

    times: Exact
    kind: ClassVar[str] = "percent"

    def number(self) -> Exact:
        return self.times

    def line(self) -> str:
        return plain(self.times) + "x"

    def to_value(self) -> dict[str, Any]:
        return {"times": plain(self.times)}


@attrs.frozen(slots=True, repr=False)
class Rate(Quantity):
    """A quotient: `unit` is symbol over symbol (CNY/mu, ug/m3), a measure word where there is no symbol (CNY/人)."""

    amount: Exact
    unit: str
    kind: ClassVar[str] = "rate"

    def number(self) -> Exact:
        return self.amount

    def line(self) -> str:
        return f"{plain(self.amount)} {self.unit}"

    def to_value(self) -> dict[str, Any]:
        return {"amount": plain(self.amount), "unit": self.unit}


@attrs.frozen(slots=True, repr=False)
class Ordinal(Quantity):
    """A place in an order: 第20届 is 20 with the unit 届; `unit` is None when none follows."""

    amount: Exact
    unit: str | None = None
    kind: ClassVar[str] = "ordinal"

    def number(self) -> Exact:
        return self.amount

    def line(self) -> str:
        return f"#{plain(self.amount)}" + (f" {self.unit}" if self.unit else "")

    def to_value(self) -> dict[str, Any]:
        return {"amount": plain(self.amount), "unit": self.unit}


@attrs.frozen(slots=True, repr=False)
class Duration(Quantity):
    """A length of time; months and seconds are kept apart, for a month has no fixed number of days.

    `iso` is the ISO 8601 form in the units of the text (12个月 stays P12M).
    """

    months: Exact
    seconds: Exact
    iso: str = attrs.field(eq=False)
    kind: ClassVar[str] = "duration"

    def number(self) -> Exact:
        """Months where there are months only, seconds where there are seconds only; a mixture has no one number."""
        if self.months and self.seconds:
            raise ValueError(f"{self.iso} mixes months and seconds: it has no single number")
        return self.months or self.seconds

    def common(self, number: Exact) -> tuple[object, Fraction]:
        return (type(self), "months" if self.months else "seconds"), Fraction(number)

    def isoformat(self) -> str:
        """ISO 8601, for example P12M, PT24H."""
        return self.iso

    def line(self) -> str:
        return self.iso

    def to_value(self) -> dict[str, Any]:
        return {"iso": self.iso}


Q = TypeVar("Q", bound=Quantity, covariant=True)


@attrs.frozen(slots=True, repr=False)
class Range(Generic[Q]):
    """From `low` to `high`, both of one type and unit, both included: 3至5家, 20%—30%, 几十亿元 (20..99亿).

    `modifier` bounds the whole range (约3至5家).
    """

    low: Q
    high: Q
    modifier: Modifier | None = attrs.field(default=None, kw_only=True)

    @property
    def kind(self) -> str:
        """The kind of both ends."""
        return self.low.kind

    @property
    def bounds(self) -> Bounds:
        """Both ends, included; `at_least` and `more_than` lift the upper end, `at_most` and `less_than` the lower."""
        low, high = self.low.number(), self.high.number()
        match self.modifier:
            case "at_least" | "more_than":
                return Bounds(low, None, low_closed=self.modifier == "at_least")
            case "at_most" | "less_than" | "nearly":
                return Bounds(None, high, high_closed=self.modifier == "at_most")
            case "about":
                return Bounds(None, None)
            case _:
                return Bounds(low, high)

    def to_value(self) -> dict[str, Any]:
        """The `value` object of the JSON form; of the kind percent its `unit` says which of the three the ends are.

        >>> from jjj_parse import parse_percent
        >>> parse_percent("2至3倍").to_value()
        {'low': '2', 'high': '3', 'unit': 'times'}
        """
        value, unit = self.low.span_value(self.high), PERCENT_UNITS.get(type(self.low))
        return {**value, "unit": unit} if unit else value

    def line(self) -> str:
        """The canonical line."""
        return f"{self.low.line()} .. {self.high.line()}"

    def __str__(self) -> str:
        return self.line()

    def __repr__(self) -> str:
        return _short_repr(self)


PERCENT_UNITS: dict[type, str] = {Percent: "ratio", Points: "points", Multiple: "times"}
"""The units of the kind percent in tables and ranges: a bare 0.12, 3.5 or 3 would not say which of the three it is."""


def table_unit(value: object) -> str | None:
    """The unit that stands beside the number of a value in a table; None for a value without one number, and for a date.

    An ISO 4217 code, a symbol (`deg` for 度 of an unnamed scale), a measure word, `PERCENT_UNITS`, `mo` or `s` for a duration.

    >>> from jjj_parse import parse
    >>> [table_unit(parse(text)) for text in ("3亿元", "零下5度", "3至5家", "三成", "2个月", "1个月10天")]
    ['CNY', 'deg', '家', 'ratio', 'mo', None]
    """
    one = value.low if isinstance(value, Range) else value
    if isinstance(one, Money):
        return one.currency
    if isinstance(one, Duration):
        return None if one.months and one.seconds else "s" if one.seconds else "mo"
    unit: str | None = PERCENT_UNITS.get(type(one)) or getattr(one, "unit", None)
    return unit
