"""The values that reading gives: frozen, exact, each with one canonical line of text (`str(value)`)."""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs

from jjj_parse._date_spans import ClockSpan, DateModifier, DateSpan
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

Value: TypeAlias = Quantity | Range[Quantity] | DateSpan | ClockSpan


@attrs.frozen(slots=True)
class Mention:
    """A value and its place: `text == source[start:end]`, offsets are code points of the string as given.

    `indicator` is what the quantity measures, Simplified and without noise (总投资, of a count the noun), None if that is not plain;
    `indicator_span` is where those words stand in the string as given. The span is no part of the JSON form.
    """

    start: int
    end: int
    text: str
    value: Value
    indicator: str | None = None
    indicator_span: tuple[int, int] | None = None

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
