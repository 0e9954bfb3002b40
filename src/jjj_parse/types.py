"""The values that reading gives: frozen, exact, comparable, each with one canonical line of text (`str(value)`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

import attrs

from jjj_parse import _lexicon
from jjj_parse._exact import Exact, exact, plain

Modifier: TypeAlias = Literal["about", "nearly", "more_than", "at_least", "at_most", "less_than"]
DateModifier: TypeAlias = Literal["since", "until", "before", "after"]


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


@attrs.frozen(slots=True)
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

    def __str__(self) -> str:
        return self.line()


@attrs.frozen(slots=True)
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

    def line(self) -> str:
        return f"{plain(self.amount)} {self.currency}" + (" inferred" if self.inferred else "")

    def to_value(self) -> dict[str, Any]:
        value: dict[str, Any] = {"amount": plain(self.amount), "currency": self.currency}
        return {**value, "inferred": True} if self.inferred else value


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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


@attrs.frozen(slots=True)
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

    def isoformat(self) -> str:
        """ISO 8601, for example P12M, PT24H."""
        return self.iso

    def line(self) -> str:
        return self.iso

    def to_value(self) -> dict[str, Any]:
        return {"iso": self.iso}


Q = TypeVar("Q", bound=Quantity, covariant=True)


@attrs.frozen(slots=True)
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
        """The `value` object of the JSON form."""
        return self.low.span_value(self.high)

    def line(self) -> str:
        """The canonical line."""
        return f"{self.low.line()} .. {self.high.line()}"

    def __str__(self) -> str:
        return self.line()


def _iso(moment: date | time | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return None if moment is None else moment.isoformat()


@attrs.frozen(slots=True)
class DateSpan:
    """A day, a period or an open interval of the calendar; both ends are *included*, None is an open end.

    `precision` names the grain: second, minute, hour, day, week, ten_days, month, quarter, half_year, year,
    five_year_plan, decade, century, or interval for a period between two dates. `fuzzy`: the words name a
    neighbourhood (年底). `expression` is the date as the text has it, in ISO 8601 with X for the digits
    that the text leaves out (5月18日 is XXXX-05-18) and words for relative dates; it is all there is (start and end None,
    `resolved` False) when a relative or partial date was read without a reference.
    """

    start: date | datetime | None
    end: date | datetime | None
    precision: str
    fuzzy: bool = False
    expression: str = attrs.field(default="", eq=False)
    modifier: DateModifier | None = attrs.field(default=None, kw_only=True)
    kind: ClassVar[str] = "date"

    @property
    def resolved(self) -> bool:
        """Whether the words, with the reference given, fix at least one end."""
        return self.start is not None or self.end is not None

    def isoformat(self) -> str:
        """`2020-05-20`, `2020-01-01/2020-03-31`, with `..` for an open end, or `expression` if unresolved."""
        if not self.resolved:
            return self.expression
        start, end = _iso(self.start), _iso(self.end)
        return str(start) if start == end else f"{start or '..'}/{end or '..'}"

    def edtf(self) -> str:
        """Extended Date/Time Format (ISO 8601-2): a month, year, quarter or half-year as such, else an interval.

        >>> from jjj_parse import parse_date
        >>> parse_date("2023年二季度").edtf(), parse_date("2023年5月").edtf(), parse_date("2016-2020年").edtf()
        ('2023-34', '2023-05', '2016-01-01/2020-12-31')
        """
        mark = "~" if self.fuzzy else ""
        start, end = self.start, self.end
        if start is not None and end is not None:
            match self.precision:
                case "year" if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
                    return f"{start.year:04}{mark}"
                case "half_year":
                    return f"{start.year:04}-{40 if start.month == 1 else 41}{mark}"
                case "quarter":
                    return f"{start.year:04}-{33 + (start.month - 1) // 3}{mark}"
                case "month" if start.day == 1:
                    return f"{start.year:04}-{start.month:02}{mark}"
                case "decade":
                    return f"{start.year // 10}X{mark}"
        if not self.resolved:
            return self.expression
        first, last = _iso(start), _iso(end)
        if first == last:
            return f"{first}{mark}"
        return "/".join(f"{end_}{mark}" if end_ else ".." for end_ in (first, last))

    def line(self) -> str:
        """The canonical line without the modifier."""
        return self.isoformat() + ("~" if self.fuzzy else "")

    def to_value(self) -> dict[str, Any]:
        """The `value` object of the JSON form."""
        value: dict[str, Any] = {"start": _iso(self.start), "end": _iso(self.end)}
        if self.fuzzy:
            value["fuzzy"] = True
        if not self.resolved:
            value["expression"] = self.expression
        return value

    def __str__(self) -> str:
        return self.line()


@attrs.frozen(slots=True)
class ClockSpan:
    """A clock time, or a span of clock times, without a day: 上午9时至11时."""

    start: time
    end: time
    precision: str
    modifier: DateModifier | None = attrs.field(default=None, kw_only=True)
    kind: ClassVar[str] = "time"

    def isoformat(self) -> str:
        """`17:32:04`, or `09:00:00/11:00:00` for a span."""
        start, end = self.start.isoformat(), self.end.isoformat()
        return start if start == end else f"{start}/{end}"

    def line(self) -> str:
        """The canonical line without the modifier."""
        return self.isoformat()

    def to_value(self) -> dict[str, Any]:
        """The `value` object of the JSON form."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}

    def __str__(self) -> str:
        return self.line()


Value: TypeAlias = Quantity | Range[Quantity] | DateSpan | ClockSpan


@attrs.frozen(slots=True)
class Mention:
    """A value and its place: `text == source[start:end]`, offsets are code points of the string as given."""

    start: int
    end: int
    text: str
    value: Value
    indicator: str | None = None

    @property
    def kind(self) -> str:
        """The kind of the value: money, area, …, count, number, percent, rate, ordinal, date, time, duration."""
        return self.value.kind

    @property
    def modifier(self) -> str | None:
        """How the words around the mention bound it; None for exactly this value."""
        return self.value.modifier

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: numbers are strings in plain notation, dates ISO 8601.

        >>> from jjj_parse import extract
        >>> extract("总投资1.8亿美元")[0].to_dict()["value"]
        {'amount': '180000000', 'currency': 'USD'}
        """
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value.to_value(),
            "modifier": self.modifier,
            "indicator": self.indicator,
        }
