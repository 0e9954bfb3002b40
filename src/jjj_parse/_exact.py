"""Exact numbers: `Decimal` wherever there is a finite decimal form, `Fraction` only where there is none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = Decimal | Fraction
"""An exact number: `Decimal` wherever the value has a finite decimal form, `Fraction` only where it has none (1/3)."""


DIGITS = 15
"""Decimal digits that a double always keeps, and that Excel shows."""
PLACES = 10
"""Places behind the point of the amounts in tables."""
_LARGEST = Decimal(10) ** 28


def fits(amount: object) -> bool:
    """Whether an amount is one of the tables' decimals (decimal128(38, 10)), exactly."""
    if not isinstance(amount, Decimal):
        return False
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -PLACES and abs(amount) < _LARGEST


def decimal(mantissa: int, exponent: int = 0) -> Decimal:
    """`mantissa * 10**exponent` in its plainest form (180000000, not 1.8E+8; 0.5, not 0.50), with no rounding context asked."""
    while exponent < 0 and mantissa % 10 == 0:
        mantissa, exponent = mantissa // 10, exponent + 1
    return Decimal(mantissa * 10**exponent) if exponent >= 0 else Decimal(f"{mantissa}E{exponent}")


def exact(value: Fraction) -> Exact:
    """The `Decimal` that equals `value`, or `value` itself when no finite decimal does."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return value
    return decimal(value.numerator * 10**places // value.denominator, -places)


def plain(value: Exact) -> str:
    """Plain notation: no exponent, no trailing zeros; `p/q` for a number without a finite decimal.

    >>> plain(Decimal("1.80E8")), plain(Decimal("0.50")), plain(Fraction(2000, 3))
    ('180000000', '0.5', '2000/3')
    """
    if isinstance(value, Fraction):
        value = exact(value)
        if isinstance(value, Fraction):
            return f"{value.numerator}/{value.denominator}"
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fits_double(number: Decimal) -> bool:
    """Whether a double shows the number again: it has at most `DIGITS` significant digits.

    >>> fits_double(Decimal("1234.5")), fits_double(Decimal("1234567890123456.78"))
    (True, False)
    """
    return len(plain(number).replace("-", "").replace(".", "").strip("0")) <= DIGITS


def scaled(value: Exact, factor: Fraction) -> Exact:
    """`value * factor`."""
    return value if factor == 1 else exact(Fraction(value) * factor)


def negative(value: Exact) -> Exact:
    """`-value`, and 0 for 0."""
    return value.copy_negate() if isinstance(value, Decimal) and value else -value
