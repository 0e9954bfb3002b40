"""pint: every unit with a size, exact, and no name that pint reads as something else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from extras import needs

needs("pint")

import pint

import jjj_parse.pint
from jjj_parse import Range, Vocabulary, _lexicon, parse_measure
from jjj_parse._quantities import MEASURES, Measure

SIZED = [unit for unit in _lexicon.UNITS.values() if unit.factor is not None]


def read(text: str, vocabulary: Vocabulary | None = None) -> Measure:
    value = parse_measure(text, vocabulary=vocabulary)
    assert not isinstance(value, Range)
    return value


def measure(amount: str, unit: _lexicon.Unit) -> Measure:
    return MEASURES.get(unit.kind, Measure)(Decimal(amount), unit.symbol)


@pytest.mark.parametrize("unit", SIZED, ids=lambda unit: unit.symbol)
@pytest.mark.parametrize("exact", ["ours", "plain"])
def test_the_size_in_pint_is_the_size_here(unit: _lexicon.Unit, exact: str, plain: pint.UnitRegistry) -> None:
    registry = jjj_parse.pint.registry() if exact == "ours" else plain
    base = {row["kind"]: row["pint"] for row in _lexicon.read_table("pint_kinds")}[unit.kind]
    base = f"unit_of_{unit.kind}" if base.startswith("[") else base
    for amount in ("0", "1", "-7", "123456789.123456789"):
        value = measure(amount, unit)
        there = value.to_pint(None if exact == "ours" else registry)
        assert there.magnitude == value.amount
        assert there.to(base).magnitude == value.si
        assert isinstance(there.to(base).magnitude, Fraction | int)
    assert str(value.to_pint(registry).units)


@pytest.fixture(scope="module")
def plain() -> pint.UnitRegistry:
    return pint.UnitRegistry(non_int_type=Fraction)


def test_units_print_after_a_conversion() -> None:
    area = read("3000亩").to_pint()
    assert [str(area), str(area.to("meter**2")), f"{area.to('km**2'):~P}"] == ["3000 亩", "2000000 meter ** 2", "2 km²"]
    assert str(read("25MW").to_pint().to_base_units()) == "25000000 kilogram * meter ** 2 / second ** 3"


def test_pint_reads_our_words() -> None:
    registry = jjj_parse.pint.registry()
    assert registry("3 亩").to("hectare").magnitude == Fraction(1, 5)
    assert registry("1 吨标准煤").to("kilowatt_hour").magnitude == Fraction("8141")
    own: pint.UnitRegistry = pint.UnitRegistry(non_int_type=Fraction)
    jjj_parse.pint.define_units(own)
    assert own("1 坪").to("meter**2").magnitude == Fraction(400, 121)


def test_the_registry_without_one_is_always_the_same() -> None:
    assert read("3亩").to_pint() + read("1公顷").to_pint() == read("18亩").to_pint()


def test_a_registry_that_rounds_is_refused() -> None:
    for inexact in (pint.UnitRegistry(), pint.UnitRegistry(non_int_type=Decimal)):
        with pytest.raises(ValueError, match="non_int_type=Fraction"):
            read("3亩").to_pint(inexact)


def test_a_registry_with_another_mu_is_refused() -> None:
    other: pint.UnitRegistry = pint.UnitRegistry(non_int_type=Fraction)
    other.define("亩 = 761.4 * meter**2")
    with pytest.raises(ValueError, match="another size"):
        read("3亩").to_pint(other)


def test_a_unit_without_a_size() -> None:
    with pytest.raises(ValueError, match="no size"):
        read("85度").to_pint()


def test_units_of_a_vocabulary() -> None:
    mine = (
        Vocabulary()
        .with_unit("标亩", unit="biaomu", kind="area", factor="2000/3")
        .with_unit("标方", unit="Nm3", kind="gas_volume", factor=1)
    )
    assert read("3标亩", mine).to_pint().to("m**2").magnitude == 2000
    with pytest.raises(ValueError, match="gas_volume"):
        read("3标方", mine).to_pint()


def test_the_tables_name_units_and_kinds_that_there_are() -> None:
    assert {row["unit"] for row in _lexicon.read_table("pint_units")} <= {unit.symbol for unit in SIZED}
    assert {row["kind"] for row in _lexicon.read_table("pint_kinds")} == {unit.kind for unit in SIZED}


def test_what_pint_would_have_made_of_the_symbols() -> None:
    """Why the symbols are never handed over."""
    registry = pint.UnitRegistry(non_int_type=Fraction)
    assert registry.Quantity(1, "mu").dimensionality == {"[mass]": 1}
    assert registry.Quantity(1, "PS").dimensionality != registry.Quantity(1, "watt").dimensionality
