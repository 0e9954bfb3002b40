"""From the value of a core for its own numbers to what gives the values for other numbers: a quantity, a range, a length, a date.

A quantity is generalised where its number is the digits times a power of ten, a date where its steps are the numbers of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import attrs

from jjj_parse._exact import decimal
from jjj_parse._forms import FIRST_YEAR, Said
from jjj_parse._rules.when import Kind, Step, When
from jjj_parse.types import Duration, Quantity, Range


def _value(digits: str) -> Fraction:
    """The number that digits, with thousands marks or not, stand for."""
    return Fraction(digits.replace(",", ""))


def _number(digits: str, exponent: int) -> Decimal:
    """The same times a power of ten, in its plainest form."""
    if "," in digits:
        digits = digits.replace(",", "")
    whole, _, fraction = digits.partition(".")
    return decimal(int(whole + fraction), exponent - len(fraction))


def _exponent(found: Any, digits: str) -> int | None:
    """The power of ten that makes `found` of the number in digits; None if there is none."""
    ratio = Fraction(found) / _value(digits)
    size = str(max(ratio.numerator, ratio.denominator))
    if ratio <= 0 or size.strip("0") != "1" or min(ratio.numerator, ratio.denominator) != 1:
        return None
    return len(size) - 1 if ratio >= 1 else 1 - len(size)


def _maker(quantity: Quantity) -> Callable[[Decimal], Any]:
    """What makes the quantity of another number: all of `quantity` but its number, which is its first field."""
    cls: Any = type(quantity)
    fields = attrs.fields(cls)
    others = tuple(getattr(quantity, field.name) for field in fields if not field.kw_only)[1:]
    named = tuple((f.name, kept) for f in fields if f.kw_only and (kept := getattr(quantity, f.name)) is not None)
    return _maker_of(cls, others, named)


@lru_cache(maxsize=4096)
def _maker_of(cls: Any, others: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> Callable[[Decimal], Any]:
    """The same, one for all shapes that differ in nothing else."""
    kept = dict(named)
    return (lambda number: cls(number, *others, **kept)) if kept else lambda number: cls(number, *others)


def _bounded(value: Any, modifier: str | None) -> Any:
    return attrs.evolve(value, modifier=modifier)


class Linear(NamedTuple):
    """A quantity whose number is the digits times a power of ten."""

    template: Quantity
    exponent: int
    make: Callable[[Decimal], Any]
    negative: bool = False

    def of(self, said: Said) -> Any:
        """The quantity for these digits."""
        found = _number(said, self.exponent)
        return self.make(found.copy_negate() if self.negative else found)

    def bounded(self, modifier: str | None) -> Linear:
        """The same with another modifier."""
        template = _bounded(self.template, modifier)
        return self._replace(template=template, make=_maker(template))


class Ranged(NamedTuple):
    """A range whose ends are two numbers times powers of ten."""

    template: Range[Quantity]
    exponents: tuple[int, int]
    make: Callable[[Decimal], Any]

    def of(self, said: Said) -> Any:
        """The range for these digits."""
        low, high = (self.make(_number(digits, power)) for digits, power in zip(said, self.exponents, strict=True))
        return Range(low, high, modifier=self.template.modifier)

    def bounded(self, modifier: str | None) -> Ranged:
        """The same with another modifier."""
        return self._replace(template=_bounded(self.template, modifier))


class Lasting(NamedTuple):
    """A length of time that is a whole number of months or seconds for each of the number's digits."""

    template: Duration
    before: str
    months: int
    seconds: int
    after: str

    def of(self, said: Said) -> Any:
        """The length for these digits."""
        many = int(said)
        iso = f"{self.before}{many}{self.after}"
        return Duration(Decimal(many * self.months), Decimal(many * self.seconds), iso, modifier=self.template.modifier)

    def bounded(self, modifier: str | None) -> Lasting:
        """The same with another modifier."""
        return self._replace(template=_bounded(self.template, modifier))


class LastingRange(NamedTuple):
    """A range of such lengths, one for each of two numbers."""

    template: Range[Duration]
    ends: tuple[Lasting, Lasting]

    def of(self, said: Said) -> Any:
        """The range for these digits."""
        low, high = (end.of(digits) for end, digits in zip(self.ends, said, strict=True))
        return Range(low, high, modifier=self.template.modifier)

    def bounded(self, modifier: str | None) -> LastingRange:
        """The same with another modifier."""
        return self._replace(template=_bounded(self.template, modifier))


class Dated(NamedTuple):
    """A date whose year, month, day and minute are numbers of the text, the last one where `at_minute` says so.

    `slots` and `end_slots` are the places of these numbers among its steps and those of its end, which may say the year again.
    """

    template: When
    slots: tuple[int, ...]
    end_slots: tuple[int, ...]
    at_minute: bool

    def of(self, said: Said) -> Any:
        """The date for these numbers."""
        template = self.template
        when = template._replace(steps=_with(template.steps, self.slots, said))
        if self.end_slots and template.end:
            when = when._replace(end=template.end._replace(steps=_with(template.end.steps, self.end_slots, said)))
        if self.at_minute and template.clock:
            when = when._replace(clock=template.clock._replace(minute=said[-1]))
        return when

    def bounded(self, modifier: str | None) -> Dated:
        """The same: the modifier of a date is settled with its place."""
        return self


def _with(steps: tuple[Step, ...], slots: tuple[int, ...], said: Said) -> tuple[Step, ...]:
    """The steps with other numbers."""
    changed = list(steps)
    for slot, number in zip(slots, said, strict=False):
        changed[slot] = Step(steps[slot].kind, number)
    return tuple(changed)


class Constant(NamedTuple):
    """The same value for whatever is said."""

    template: Any

    def of(self, said: Said) -> Any:
        """That value."""
        return self.template

    def bounded(self, modifier: str | None) -> Constant:
        """The same with another modifier."""
        return Constant(_bounded(self.template, modifier))


General: TypeAlias = Linear | Ranged | Lasting | LastingRange | Dated | Constant


def generalised(found: Any, said: Said) -> General | None:
    """What gives the values of other numbers, from the value `found` for the numbers `said`; None if nothing plain does."""
    general = _general(found, said)
    again = general.of(said) if general else None
    return general if again == found and _iso(again) == _iso(found) else None


def _iso(value: Any) -> Any:
    """What durations that are equal may differ in: 12个月 and 1年."""
    return (_iso(value.low), _iso(value.high)) if isinstance(value, Range) else getattr(value, "iso", None)


def _general(found: Any, said: Said) -> General | None:
    if said == "":
        return Constant(found)
    if isinstance(said, str):
        return _of_one(found, said)
    if isinstance(said[0], int):
        return _of_date(found, said) if isinstance(found, When) else None
    if not isinstance(found, Range):
        return None
    if isinstance(found.low, Duration):
        first, last = (_of_one(end, digits) for end, digits in zip((found.low, found.high), said, strict=True))
        return LastingRange(found, (first, last)) if isinstance(first, Lasting) and isinstance(last, Lasting) else None
    low, high = (_exponent(end.number(), digits) for end, digits in zip((found.low, found.high), said, strict=True))
    return None if low is None or high is None else Ranged(found, (low, high), _maker(found.low))


def _of_one(found: Any, digits: str) -> General | None:
    if isinstance(found, Duration):
        before, number, after = found.iso.partition(digits)
        months, seconds = (Fraction(part) / _value(digits) for part in (found.months, found.seconds))
        if not (number and digits.isdigit() and months.denominator == seconds.denominator == 1):
            return None
        return Lasting(found, before, int(months), int(seconds), after)
    if not isinstance(found, Quantity):
        return None
    exponent = _exponent(abs(found.number()), digits)
    return None if exponent is None else Linear(found, exponent, _maker(found), found.number() < 0)


def _of_date(found: When, numbers: tuple[int, ...]) -> General | None:
    kinds: tuple[Kind, ...] = ("year", "month", "day") if numbers[0] >= FIRST_YEAR else ("month", "day")
    clock = found.clock
    at_minute = clock is not None and clock.precision == "minute" and clock.minute == numbers[-1] > 0
    wanted = [Step(kind, number) for kind, number in zip(kinds, numbers[:-1] if at_minute else numbers, strict=False)]
    slots, ends = _slots(found, wanted), _slots(found.end, wanted[:1]) if found.end else ()
    return Dated(found, slots, ends, at_minute) if len(slots) == len(wanted) else None


def _slots(when: When, wanted: list[Step]) -> tuple[int, ...]:
    """The places of the wanted steps."""
    return tuple(when.steps.index(step) for step in wanted if step in when.steps)
