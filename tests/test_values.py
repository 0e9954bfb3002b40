"""Values: exact, comparable by their bounds, addable where that means something."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest

from jjj_parse import (
    Area,
    Bounds,
    Count,
    Duration,
    Measure,
    Money,
    Multiple,
    Number,
    Percent,
    Points,
    Range,
    Rate,
    Vocabulary,
    extract,
    parse,
    parse_area,
    parse_count,
    parse_measure,
    parse_money,
)


def test_no_ambient_context_touches_an_amount() -> None:
    digits = "12345678901234567890123456789.0123456789"
    with decimal.localcontext() as context:
        context.prec = 3
        value = parse_money(digits + "亿元")
    assert isinstance(value, Money)
    assert value.amount == Decimal("1234567890123456789012345678901234567.89")


def test_a_thousand_digits_are_exact_and_more_are_refused() -> None:
    assert [str(m.value) for m in extract("共" + "9" * 900 + "元")] == ["9" * 900 + " CNY"]
    assert extract("共" + "9" * 5000 + "元") == []


def test_area_factors_are_fractions() -> None:
    mu = parse_area("1亩")
    assert isinstance(mu, Area)
    assert mu.si == Fraction(2000, 3)
    assert mu.to("m2") == Fraction(2000, 3)
    assert parse_area("15亩").to("ha") == 1  # type: ignore[union-attr]
    assert parse_area("1500亩").to("km2") == Decimal(1)  # type: ignore[union-attr]


def test_temperature_has_a_zero() -> None:
    celsius = parse_measure("20℃")
    assert isinstance(celsius, Measure)
    assert celsius.si == Fraction("293.15")
    assert celsius.to("F") == 68


@pytest.mark.parametrize(
    ("unit", "message"), [("kg", "a unit of mass"), ("parsec", "unknown unit"), ("deg", "a unit of temperature")]
)
def test_to_refuses_other_kinds(unit: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_area("3亩").to(unit)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("5000万元以上", Bounds(Decimal(50000000), None)),
        ("超过5000万元", Bounds(Decimal(50000000), None, low_closed=False)),
        ("不超过5000万元", Bounds(None, Decimal(50000000))),
        ("不足5000万元", Bounds(None, Decimal(50000000), high_closed=False)),
        ("近5000万元", Bounds(None, Decimal(50000000), high_closed=False)),
        ("约5000万元", Bounds(None, None)),
        ("5000万元", Bounds(Decimal(50000000), Decimal(50000000))),
        ("3至5万元", Bounds(Decimal(30000), Decimal(50000))),
        ("3至5万元以上", Bounds(Decimal(30000), None)),
        ("约3至5万元", Bounds(None, None)),
        ("不超过3至5万元", Bounds(None, Decimal(50000))),
    ],
)
def test_bounds_follow_the_civil_code(text: str, bounds: Bounds) -> None:
    value = parse(text)
    assert isinstance(value, Money | Range)
    assert value.bounds == bounds


def test_comparison_is_by_bounds() -> None:
    assert Money(Decimal(1), "CNY") < Money(Decimal(2), "CNY") <= Money(Decimal(2), "CNY")
    assert parse_area("15亩") <= parse_area("1公顷") <= parse_area("15亩")  # type: ignore[operator]
    assert parse_money("不足3亿元") < parse_money("3亿元")  # type: ignore[operator]
    assert not parse_money("3亿元以内") < parse_money("3亿元")  # type: ignore[operator]
    assert not parse_money("约3亿元") < parse_money("9亿元")  # type: ignore[operator]
    assert parse_money("5亿元以上") > parse_money("3亿元")  # type: ignore[operator]
    assert sorted([Count(Decimal(3), "个"), Count(Decimal(1), "个")])[0].amount == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Money(Decimal(1), "CNY"), Money(Decimal(2), "USD")),
        (Count(Decimal(1), "个"), Count(Decimal(2), "家")),
        (Percent(Decimal(1)), Points(Decimal(1))),
        (Area(Decimal(1), "mu"), Measure(Decimal(1), "kg")),
        (Rate(Decimal(1), "CNY/mu"), Rate(Decimal(1), "CNY/m2")),
        (Number(Decimal(1)), Multiple(Decimal(1))),
        (parse("1年"), parse("300天")),
    ],
)
def test_unlike_values_are_not_compared(one: Number, other: Number) -> None:
    with pytest.raises(ValueError, match="cannot compare"):
        assert one < other


def test_money_adds_exactly() -> None:
    amounts = [parse_money("0.1元"), parse_money("0.2元"), parse_money("3亿元")]
    assert sum(amounts) == Money(Decimal("300000000.3"), "CNY")  # type: ignore[arg-type, comparison-overlap]
    assert Money(Decimal(5), "CNY") - Money(Decimal(7), "CNY") == Money(Decimal(-2), "CNY")
    with pytest.raises(ValueError, match="USD"):
        Money(Decimal(1), "CNY") + Money(Decimal(1), "USD")
    with pytest.raises(ValueError, match="bounds"):
        parse_money("约1元") + parse_money("1元")  # type: ignore[operator]


def test_equal_values_hash_equal() -> None:
    assert hash(parse("1.80亿元")) == hash(parse("18000万元"))
    assert len({parse("一百个"), parse("100个"), parse("１００個")}) == 1


def test_a_mixed_duration_has_no_single_number() -> None:
    mixed = parse("3个月20天")
    assert isinstance(mixed, Duration)
    with pytest.raises(ValueError, match="mixes"):
        mixed.number()


def test_vocabulary_is_of_one_call() -> None:
    mine = Vocabulary().with_unit("标方", unit="Nm3", kind="gas_volume", factor="1").with_measure_word("网格")
    found = extract("日供气3万标方,划分26网格", vocabulary=mine)
    assert [str(mention.value) for mention in found] == ["30000 Nm3", "26 网格"]
    assert [mention.kind for mention in found] == ["gas_volume", "count"]
    assert parse_count("3000余網格", vocabulary=mine) == Count(Decimal(3000), "网格", modifier="more_than")
    assert not any(mention.kind == "count" for mention in extract("划分26网格"))
    assert parse_measure("3标方", vocabulary=mine).si == 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("word", "options", "message"),
    [
        ("", {"unit": "mu"}, "blank"),
        ("亩", {"unit": "mu"}, "has a meaning already"),
        ("标方", {"unit": "Nm3"}, "kind and its factor"),
        ("标方", {"unit": "Nm3", "kind": "volume", "factor": 0.5}, "not a float"),
        ("大亩", {"unit": "mu", "kind": "mass"}, "is taken"),
    ],
)
def test_vocabulary_refuses_what_is_doubtful(word: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Vocabulary().with_unit(word, **options)
