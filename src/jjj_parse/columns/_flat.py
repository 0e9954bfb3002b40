"""A value as one flat row, the same for cells and for mentions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from jjj_parse._exact import Exact, plain
from jjj_parse.types import (
    ClockSpan,
    DateSpan,
    Duration,
    Money,
    Multiple,
    Percent,
    Points,
    Quantity,
    Range,
    Value,
)

_LARGEST = Decimal(10) ** 28
_PLACES = 10
_RATIOS = {Percent: "ratio", Points: "points", Multiple: "times"}


class Flat(NamedTuple):
    """The columns of one value; see `MENTIONS`."""

    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    exact: str | None = None
    flags: str | None = None
    fits: bool = True


def fits(amount: Exact) -> bool:
    """Whether an amount is one of the columns' decimals, exactly."""
    if not isinstance(amount, Decimal):
        return False
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_PLACES and abs(amount) < _LARGEST


def flat(value: Value) -> Flat:
    """The columns of a value."""
    if isinstance(value, DateSpan):
        return _dates(value)
    if isinstance(value, ClockSpan):
        return Flat(exact=str(value))
    return _amounts(value)


def _dates(value: DateSpan) -> Flat:
    start, end = (moment.date() if isinstance(moment, datetime) else moment for moment in (value.start, value.end))
    held = value.resolved and not isinstance(value.start, datetime) and not isinstance(value.end, datetime)
    exact = None if held else value.isoformat()
    return Flat(date_start=start, date_end=end, exact=exact, flags="fuzzy" if value.fuzzy else None)


def _amounts(value: Quantity | Range[Quantity]) -> Flat:
    one = value.low if isinstance(value, Range) else value
    flags = [flag for flag in ("inferred", "article") if getattr(one, flag, False)]
    flat = Flat(unit=_unit(one), flags=flags[0] if flags else None, exact=_iso(value))
    if isinstance(one, Duration) and (one.months and one.seconds):
        return flat  # P1M10D has no one number
    bounds = value.bounds
    amount = None if isinstance(value, Range) else value.number()
    found = [number for number in (amount, bounds.low, bounds.high) if number is not None]
    if not all(map(fits, found)):
        return flat._replace(exact=flat.exact or _text(value), fits=False)
    return flat._replace(amount=amount, low=bounds.low, high=bounds.high)


def _iso(value: Quantity | Range[Quantity]) -> str | None:
    return str(value) if isinstance(value.low if isinstance(value, Range) else value, Duration) else None


def _text(value: Quantity | Range[Quantity]) -> str:
    numbers = (value.low.number(), value.high.number()) if isinstance(value, Range) else (value.number(),)
    return " .. ".join(map(plain, numbers))


def _unit(one: Quantity) -> str | None:
    if isinstance(one, Money):
        return one.currency
    if isinstance(one, Duration):
        return "s" if one.seconds else "mo"
    return _RATIOS.get(type(one)) or getattr(one, "unit", None)
