"""The public functions: arguments, errors, kinds, offsets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import jjj_parse
from jjj_parse import Money, ParseError, explain, extract, parse, parse_area, parse_date, parse_money, parse_number


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": None}, TypeError),
        ({"text": b"1"}, TypeError),
        ({"text": "1元", "reference": "2020-01-01"}, TypeError),
        ({"text": "1元", "kinds": "money"}, TypeError),
        ({"text": "1元", "kinds": ["cash"]}, ValueError),
        ({"text": "1元", "currency": 5}, TypeError),
        ({"text": "1元", "currency": "yuan"}, ValueError),
        ({"text": "1元", "vocabulary": {}}, TypeError),
    ],
)
@pytest.mark.parametrize("function", [extract, parse, explain])
def test_wrong_arguments_are_named(function: Any, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        function(arguments["text"], **{key: value for key, value in arguments.items() if key != "text"})


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("", "empty", 0, 0),
        (" \n", "empty", 0, 2),
        ("没有数", "unreadable", 0, 3),
        ("1.5亿3000万元", "unreadable", 0, 10),
        ("3亩", "wrong_kind", 0, 2),
        ("3元和5元", "several", 3, 5),
        ("投资3元", "extra_text", 0, 2),
        ("3元整改", "extra_text", 2, 4),
    ],
)
def test_parse_error_names_what_and_where(text: str, code: str, start: int, end: int) -> None:
    with pytest.raises(ParseError) as caught:
        parse_money(text)
    error = caught.value
    assert (error.text, error.code, error.start, error.end) == (text, code, start, end)
    assert "money" in error.expected
    assert code in ParseError.CODES
    assert code in str(error)


def test_parse_accepts_blanks_and_modifiers_around() -> None:
    assert parse_money(" 约3亿元 ") == Money(Decimal(300000000), "CNY", modifier="about")
    assert str(parse_area("不少于3000亩")) == "3000 mu"
    assert str(parse_number("超过8500万")) == "85000000"


def test_default_currency_is_the_callers() -> None:
    assert str(parse_money("5万元", currency="TWD")) == "50000 TWD"
    assert str(parse_money("5万美元", currency="TWD")) == "50000 USD"


def test_kinds_only_filter() -> None:
    text = "今年3月,总投资1.8亿元,规划面积3000亩,引进129个项目,同比增长12%"
    everything = extract(text, reference=date(2020, 6, 8))
    for kind in jjj_parse.KINDS:
        assert extract(text, reference=date(2020, 6, 8), kinds=[kind]) == [m for m in everything if m.kind == kind]


def test_spans_are_code_points_of_the_original() -> None:
    text = "😀總投資\u200b１ .８億元😀"
    (mention,) = extract(text)
    assert text[mention.start : mention.end] == mention.text == "１ .８億元"
    assert str(mention.value) == "180000000 CNY"


def test_json_form() -> None:
    (mention,) = extract("规划面积3亩以上")
    assert mention.to_dict() == {
        "kind": "area",
        "start": 4,
        "end": 6,
        "text": "3亩",
        "value": {"amount": "3", "unit": "mu", "si": "2000"},
        "modifier": "at_least",
        "indicator": "规划面积",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3至5家", {"low": "3", "high": "5", "unit": "家"}),
        ("3-5万元", {"low": "30000", "high": "50000", "currency": "CNY"}),
        ("1亩至2亩", {"low": "1", "high": "2", "unit": "mu", "si": {"low": "2000/3", "high": "4000/3"}}),
        ("20%—30%", {"low": "0.2", "high": "0.3", "unit": "ratio"}),
        ("1—1.5个百分点", {"low": "1", "high": "1.5", "unit": "points"}),
        ("三至五倍", {"low": "3", "high": "5", "unit": "times"}),
        ("45°", {"amount": "45", "unit": None}),
        ("三分之一", {"amount": "1/3"}),
        ("一批", {"amount": "1", "unit": "批", "article": True}),
    ],
)
def test_json_values(text: str, value: dict[str, Any]) -> None:
    assert extract(text)[0].to_dict()["value"] == value


def test_reference_may_be_a_datetime() -> None:
    when = datetime(2020, 6, 8, 17, 32)
    assert str(parse_date("去年", reference=when)) == "2019-01-01/2019-12-31"


def test_lone_surrogates_are_text() -> None:
    assert [m.text for m in extract("\ud800投资3亿元\udfff")] == ["3亿元"]


def test_explain_names_rule_and_parts() -> None:
    (why,) = explain("总投资超过人民币12.78亿元以上")
    assert why.rule == "money"
    assert [(part.role, part.text) for part in why.parts] == [
        ("indicator", "总投资"),
        ("modifier", "超过"),
        ("currency", "人民币"),
        ("number", "12.78"),
        ("scale", "亿"),
        ("currency", "元"),
        ("modifier", "以上"),
    ]
    assert all("总投资超过人民币12.78亿元以上"[part.start : part.end] == part.text for part in why.parts)
    assert why.to_dict()["rule"] == "money"
