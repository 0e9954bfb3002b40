"""A value as one flat row, the same for cells and for mentions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from jjj_parse._exact import fits, plain
from jjj_parse._forms import Said
from jjj_parse._generals import Constant, Lasting, Linear, Ranged
from jjj_parse._quantities import table_unit
from jjj_parse._shapes import Shape
from jjj_parse.types import (
    ClockSpan,
    DateSpan,
    Duration,
    Quantity,
    Range,
    Value,
)


class Flat(NamedTuple):
    """The columns of one value, see `MENTIONS`; amounts are text that Arrow reads as decimals."""

    amount: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    exact: str | None = None
    flags: str | None = None
    fits: bool = True


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
    flat = Flat(unit=table_unit(value), flags=flags[0] if flags else None, exact=_iso(value))
    if isinstance(one, Duration) and (one.months and one.seconds):
        return flat  # P1M10D has no one number
    bounds = value.bounds
    amount = None if isinstance(value, Range) else value.number()
    found = [number for number in (amount, bounds.low, bounds.high) if number is not None]
    if not all(map(fits, found)):
        return flat._replace(exact=flat.exact or _text(value), fits=False)
    exact, low, high = (None if number is None else plain(number) for number in (amount, bounds.low, bounds.high))
    return flat._replace(amount=exact, low=low, high=high)


def _iso(value: Quantity | Range[Quantity]) -> str | None:
    return str(value) if isinstance(value.low if isinstance(value, Range) else value, Duration) else None


def _text(value: Quantity | Range[Quantity]) -> str:
    numbers = (value.low.number(), value.high.number()) if isinstance(value, Range) else (value.number(),)
    return " .. ".join(map(plain, numbers))


class Fixed(NamedTuple):
    """What a shape fixes of the columns of its mentions.

    `exponent`: the amount is the digits times this power of ten; None where it is not. `low` and `high`: whether the amount bounds that side.
    `flat` is all there is where nothing depends on the text; `flat_of` gives it for the numbers of the text.
    """

    kind: str
    unit: str | None
    modifier: str | None
    flags: str | None
    exponent: int | None = None
    low: bool = False
    high: bool = False
    flat: Flat | None = None
    flat_of: Callable[[Said], Flat] | None = None

    def flat_for(self, said: Said) -> Flat:
        """The columns of a value that is not its digits times a power of ten."""
        return self.flat or self.flat_of(said)  # type: ignore[misc]  # one of the two is there


EXPONENTS = range(-2, 19)
"""With these the ten characters of the longest number of a shape stay within the columns' decimals."""
_DATE_MODIFIERS = frozenset(("since", "until", "before", "after"))


@lru_cache(maxsize=1 << 14)
def _shared(fixed: Fixed) -> Fixed:
    """One for all shapes that fix the same."""
    return fixed


def fixed_by(shape: Shape) -> Fixed:
    """What the columns keep of a shape."""
    fixed: Fixed | None = shape.flat
    if fixed is None:
        fixed = _dated(shape) if shape.dated else _fixed(shape)
        if fixed.flat is None and fixed.flat_of is None:
            fixed = _shared(fixed)
        shape.flat = fixed
    return fixed


def _dated(shape: Shape) -> Fixed:
    when: Any = shape.general.template
    clock = when.clock is not None and not when.steps and (when.end is None or not when.end.steps)
    modifier = shape.modifier if shape.modifier in _DATE_MODIFIERS else None
    return Fixed("time" if clock else "date", None, modifier, None)


def _fixed(shape: Shape) -> Fixed:
    general = shape.general
    value: Any = general.template
    one = flat(value)
    fixed = Fixed(value.kind, one.unit, value.modifier, one.flags)
    if isinstance(general, Constant):
        return fixed._replace(flat=one)
    if isinstance(general, Linear) and general.exponent in EXPONENTS and not general.negative:
        bounds = value.bounds
        return fixed._replace(exponent=general.exponent, low=bounds.low is not None, high=bounds.high is not None)
    if (
        isinstance(general, Ranged)
        and value.modifier is None
        and all(power in EXPONENTS for power in general.exponents)
    ):
        lowest, highest = general.exponents
        return fixed._replace(
            flat_of=lambda said: Flat(low=amount_text(said[0], lowest), high=amount_text(said[1], highest))
        )
    if isinstance(general, Lasting) and (size := general.months or general.seconds) and one.amount is not None:
        bounded_below, bounded_above, unit = one.low is not None, one.high is not None, one.unit

        def lasting(said: Said) -> Flat:
            many = int(said)
            amount = str(many * size)
            low, high = amount if bounded_below else None, amount if bounded_above else None
            return Flat(amount, low, high, unit, exact=f"{general.before}{many}{general.after}")

        return fixed._replace(flat_of=lasting)
    return fixed._replace(flat_of=lambda said: flat(general.of(said)))


def amount_text(said: str, exponent: int) -> str:
    """An amount as Arrow reads it: the digits without thousands marks, and the power of ten."""
    if "," in said:
        said = said.replace(",", "")
    return f"{said}E{exponent}" if exponent else said
