"""pint: quantities of the unit table as pint's, exact.

pint reads `mu` as a thousandth of the atomic mass unit, `li` as the link of a surveyor's chain and `PS` as petasiemens, and has no 亩; so units are
never handed to it by their symbols: `data/pint_units.tsv` names those that pint has in our size, and every other one is defined under its
Chinese word. Needs pint: `pip install "jjj_parse[pint]"`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

try:
    import pint
except ImportError as error:
    raise ImportError('Measure.to_pint() needs pint: pip install "jjj_parse[pint]"') from error

from jjj_parse import _lexicon

__all__ = ["ExactFraction", "define_units", "quantity", "registry"]

_NAMES = {row["unit"]: row["pint"] for row in _lexicon.read_table("pint_units")}
_COHERENT = {row["kind"]: row["pint"] for row in _lexicon.read_table("pint_kinds")}


class ExactFraction(Fraction):
    """A `Fraction` that pint can print: pint writes exponents of units in the format `n`, which `Fraction` has not."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self) if spec in ("", "n") else super().__format__(spec)

    def __repr__(self) -> str:
        return str(self)


def _closed(name: str) -> Callable[..., Any]:
    """An operator of `Fraction` whose result is of the type of its operands."""
    plain = getattr(Fraction, name)

    def operator(*operands: Any) -> Any:
        result = plain(*operands)
        return ExactFraction(result) if type(result) is Fraction else result

    return operator


for _name in ("add", "sub", "mul", "truediv", "mod", "pow"):
    setattr(ExactFraction, f"__{_name}__", _closed(f"__{_name}__"))
    setattr(ExactFraction, f"__r{_name}__", _closed(f"__r{_name}__"))
for _name in ("neg", "pos", "abs"):
    setattr(ExactFraction, f"__{_name}__", _closed(f"__{_name}__"))


@cache
def registry() -> pint.UnitRegistry[Any]:
    """The registry of quantities made without one: exact, with all units of the unit table, the same on every call.

    >>> print(registry()("3 亩").to("meter**2"))
    2000 meter ** 2
    """
    made: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=ExactFraction)
    define_units(made)
    return made


def define_units(units: pint.UnitRegistry[Any]) -> None:
    """Define in a registry every unit of the unit table that pint lacks, under its first word: 亩, 坪, 斤, 吨标准煤, 标准箱 …

    Raises `ValueError` for a registry that is not exact, or that has one of the words in another size.
    """
    for unit in _lexicon.UNITS.values():
        if unit.factor is not None:
            _unit(unit, units)


def quantity(amount: Decimal | Fraction, unit: _lexicon.Unit, units: Any = None) -> Any:
    """`amount` of a unit as a pint quantity: what `Measure.to_pint` gives.

    A unit of the caller's own vocabulary is given in the SI unit of its kind, of which it has its size. Raises `ValueError` for a unit
    without a size, a kind that pint cannot know, and a registry that is not exact.
    """
    units = registry() if units is None else units
    if unit.factor is None:
        raise ValueError(f"{unit.symbol!r} has no size in SI units: the text names no scale")
    if _lexicon.UNITS.get(unit.symbol) == unit:
        return units.Quantity(_number(units)(amount), _unit(unit, units))
    si = Fraction(amount) * unit.factor + unit.zero
    return units.Quantity(_number(units)(si), _coherent(unit.kind, units))


def _number(units: Any) -> Any:
    number = getattr(units, "non_int_type", float)
    if not issubclass(number, Fraction):
        raise ValueError(
            f"the registry reckons in {number.__name__}: expected an exact one, pint.UnitRegistry(non_int_type=Fraction)"
        )
    return number


def _unit(unit: _lexicon.Unit, units: Any) -> Any:
    """The unit in a registry, defined there if need be, and checked: a registry may have redefined its own."""
    coherent, number, factor = _coherent(unit.kind, units), _number(units), unit.factor
    assert factor is not None
    name = _NAMES.get(unit.symbol)
    if name is None:
        name = WORDS.get(unit.symbol, unit.symbol)
        if name not in units:
            top, bottom = factor.as_integer_ratio()
            size = f"{top}.0 / {bottom}.0"  # with the points pint reads both as exact numbers, not as Python's integers
            units.define(f"{name} = {size}" if coherent.dimensionless else f"{name} = {size} * {coherent}")
    found = units.Unit(_whole(name, units))
    for amount in (0, 1):
        there = units.Quantity(number(amount), found).to(coherent).magnitude
        if there != amount * factor + unit.zero:
            raise ValueError(f"the registry has {name} in another size than {factor} {coherent}")
    return found


def _coherent(kind: str, units: Any) -> Any:
    """The unit in which `si` of a kind is, as the registry has it."""
    if kind not in _COHERENT:
        raise ValueError(f"pint has no dimension for the kind {kind!r}")
    name = _COHERENT[kind]
    if name.startswith("["):
        name = f"unit_of_{kind}"
        if name not in units:
            units.define(f"{name} = {_COHERENT[kind]}")
    return units.Unit(_whole(name, units))


def _whole(name: str, units: Any) -> Any:
    """The parts of a unit with whole exponents, which print in a registry of plain fractions too."""
    parts = units.parse_units(name)._units
    return type(parts)(
        {part: int(exponent) for part, exponent in parts.items() if part}, non_int_type=units.non_int_type
    )


def _first_words() -> dict[str, str]:
    words: dict[str, str] = {}
    for row in _lexicon.read_table("units"):
        if row["word"].isidentifier():
            words.setdefault(row["unit"], row["word"])
    return words


WORDS = _first_words()
"""The first word of each symbol that pint takes for a name; dB(A) is none, then the symbol is the name."""
