"""The values that reading gives: frozen, exact, each with one canonical line of text (`str(value)`)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar, Literal, TypeAlias

import attrs

from jjj_parse._quantities import (
    MEASURES,
    Area,
    Bounds,
    Count,
    Duration,
    Energy,
    Length,
    Mass,
    Measure,
    Modifier,
    Money,
    Multiple,
    Number,
    Ordinal,
    Percent,
    Points,
    Power,
    Quantity,
    Range,
    Rate,
    Speed,
    Temperature,
    Volume,
)

__all__ = [
    "MEASURES",
    "Area",
    "Bounds",
    "ClockSpan",
    "Count",
    "DateModifier",
    "DateSpan",
    "Duration",
    "Energy",
    "Length",
    "Mass",
    "Measure",
    "Mention",
    "Modifier",
    "Money",
    "Multiple",
    "Number",
    "Ordinal",
    "Percent",
    "Points",
    "Power",
    "Quantity",
    "Range",
    "Rate",
    "Speed",
    "Temperature",
    "Value",
    "Volume",
]

DateModifier: TypeAlias = Literal["since", "until", "before", "after"]


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
