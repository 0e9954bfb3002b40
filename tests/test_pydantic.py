"""pydantic: fields take text, values and JSON forms, hold exact values, and say why not."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import pytest
from jsonschema import Draft202012Validator

from extras import needs

needs("pydantic")

from pydantic import BaseModel, TypeAdapter, ValidationError

import jjj_parse.pydantic as fields
from jjj_parse import (
    Area,
    DateSpan,
    Measure,
    Money,
    Multiple,
    ParseError,
    Percent,
    Points,
    Range,
    extract,
    parse,
    parse_money,
)
from jjj_parse.pydantic import AreaField, DateField, MoneyField, Parsed, PercentField, ValueField
from test_json_schema import RECORDS, SAMPLES, VOCABULARY, damaged

ROOT = Path(__file__).parents[1]
FIELDS = [name for name in fields.__all__ if name.endswith("Field")]
TEXTS = {
    "MoneyField": "15亿元人民币", "AreaField": "约3000亩", "LengthField": "41.9公里", "MassField": "60万吨", "VolumeField": "1.2亿立方米",
    "PowerField": "20万千瓦", "EnergyField": "1.2亿千瓦时", "SpeedField": "350公里/小时", "TemperatureField": "-3℃", "MeasureField": "220千伏",
    "CountField": "3000余人次", "NumberField": "22.45万", "PercentField": "百分之十二", "PointsField": "3.5个百分点", "MultipleField": "翻两番",
    "RateField": "500万元/亩", "OrdinalField": "第20届", "DurationField": "两年半", "DateField": "2020年一季度", "TimeField": "9时至11时",
    "ValueField": "78亿~117亿港元",
}  # fmt: skip


class Project(BaseModel):  # type: ignore[misc]  # taken as untyped
    investment: MoneyField
    area: AreaField | None = None
    opened: DateField
    growth: PercentField | None = None


TEXT = {"investment": "15亿元人民币", "area": "三千亩左右", "opened": "2020年5月20日", "growth": "12%"}
PROJECT = Project.model_validate(TEXT)


def adapter(of: Any) -> Any:
    return TypeAdapter(of)


def refusal(of: Any, data: Any) -> dict[str, Any]:
    """The one error that `data` raises."""
    with pytest.raises(ValidationError) as caught:
        adapter(of).validate_python(data)
    (error,) = caught.value.errors()
    return error  # type: ignore[no-any-return]


# What comes in


def test_text_is_read_exactly() -> None:
    assert PROJECT.investment == Money(Decimal(1500000000), "CNY")
    assert PROJECT.area == Area(Decimal(3000), "mu", modifier="about")
    assert PROJECT.opened == DateSpan(date(2020, 5, 20), date(2020, 5, 20), "day")
    assert PROJECT.growth == Percent(Decimal("0.12"))


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_reads_its_text_and_comes_back(name: str) -> None:
    field, value = adapter(getattr(fields, name)), parse(TEXTS[name])
    assert field.validate_python(TEXTS[name]) == value
    assert field.validate_python(value) is value
    assert field.dump_python(value) is value
    assert field.validate_json(field.dump_json(value)) == value
    assert field.validate_python(extract(TEXTS[name])[0].to_dict()) == value


def test_every_field_is_tested_and_documented() -> None:
    assert sorted(TEXTS) == sorted(FIELDS)
    for language in ("en", "zh"):
        page = (ROOT / "docs" / language / "reference" / "engines.md").read_text(encoding="utf-8")
        assert [name for name in FIELDS if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_any_value_comes_back_through_json(name: str) -> None:
    field, mention = adapter(ValueField), extract(SAMPLES[name])[0]
    assert field.validate_json(field.dump_json(mention.value)) == mention.value
    assert field.validate_python(mention.to_dict()).to_value() == mention.value.to_value()


def test_a_model_comes_back_through_json() -> None:
    line = PROJECT.model_dump_json()
    assert Project.model_validate_json(line) == PROJECT
    assert json.loads(line)["investment"] == {
        "kind": "money",
        "value": {"amount": "1500000000", "currency": "CNY"},
        "modifier": None,
    }
    assert json.loads(line)["opened"]["precision"] == "day"
    assert PROJECT.model_dump(mode="json") == json.loads(line)
    assert PROJECT.model_dump()["investment"] is PROJECT.investment


def test_text_in_json_is_read_too() -> None:
    assert Project.model_validate_json(json.dumps(TEXT)) == PROJECT


def test_fractions_stay_exact() -> None:
    field = adapter(AreaField)
    value = field.validate_json(field.dump_json(field.validate_python("三分之一亩")))
    assert (value.amount, value.si) == (Fraction(1, 3), Fraction(2000, 9))


# What is accepted


def test_the_type_says_whether_ranges_are() -> None:
    both, only = Annotated[Money | Range[Money], Parsed()], Annotated[Range[Money], Parsed()]
    assert adapter(both).validate_python("3-5万元") == adapter(only).validate_python("3-5万元") == parse("3-5万元")
    assert adapter(both).validate_python("3万元") == parse("3万元")
    assert refusal(only, "3万元")["ctx"]["expected"] == "one Range[Money], not Money"
    error = refusal(MoneyField, "3-5万元")
    assert (error["type"], error["ctx"]["expected"]) == ("wrong_kind", "one Money, not Range[Money]")
    assert adapter(Annotated[Range, Parsed()]).validate_python("3至5家") == parse("3至5家")


def test_the_type_says_which_of_a_kind() -> None:
    assert refusal(PercentField, "3.5个百分点")["ctx"]["expected"] == "one Percent, not Points"
    some = adapter(Annotated[Points | Multiple, Parsed()])
    assert [some.validate_python(text) for text in ("3.5个百分点", "3倍")] == [parse("3.5个百分点"), parse("3倍")]
    assert (
        refusal(Annotated[Points | Multiple, Parsed()], "12%")["ctx"]["expected"]
        == "one Points or Multiple, not Percent"
    )
    assert refusal(Annotated[Points | Range[Points], Parsed()], "12%至15%")["type"] == "wrong_kind"


def test_none_where_the_type_has_it() -> None:
    field = adapter(Annotated[Money | None, Parsed()])
    assert field.validate_python(None) is None
    assert field.dump_json(None) == b"null"
    assert field.validate_python("3万元") == parse("3万元")
    assert refusal(MoneyField, None)["type"] == "wrong_type"


def test_fields_in_unions_and_collections() -> None:
    either = adapter(list[MoneyField | AreaField])
    values = either.validate_python(["3亩", "3元"])
    assert values == [parse("3亩"), parse("3元")]
    assert either.validate_json(either.dump_json(values)) == values


def test_options_are_those_of_parse() -> None:
    assert adapter(Annotated[Money, Parsed(currency="TWD")]).validate_python("5万元").currency == "TWD"
    voltage = Annotated[Measure, Parsed(kinds={"voltage"})]
    assert str(adapter(voltage).validate_python("220千伏")) == "220 kV"
    assert refusal(voltage, "3亩")["ctx"]["expected"] == "one voltage, not area"
    assert refusal(voltage, parse("3亩"))["type"] == "wrong_kind"
    gas = adapter(Annotated[Measure, Parsed(vocabulary=VOCABULARY)])
    assert gas.validate_json(gas.dump_json(gas.validate_python("3标方"))).si == 3
    day = Annotated[DateSpan, Parsed(reference=date(2022, 4, 13), prefer="future")]
    assert str(adapter(day).validate_python("6月18日")) == "2022-06-18"


def test_the_reference_of_the_context_goes_first() -> None:
    day = adapter(Annotated[DateSpan, Parsed(reference=date(2022, 4, 13))])
    assert str(day.validate_python("今年")) == "2022-01-01/2022-12-31"
    assert str(day.validate_python("今年", context={"reference": date(2019, 1, 1)})) == "2019-01-01/2019-12-31"
    assert str(day.validate_python("今年", context={"tenant": 7})) == "2022-01-01/2022-12-31"
    assert not adapter(DateField).validate_python("今年").resolved


def test_text_only() -> None:
    words = Annotated[Money, Parsed(text_only=True)]
    value = parse_money("3万元")
    assert adapter(words).validate_python("3万元") == adapter(words).validate_python(value) == value
    error = refusal(words, RECORDS["money"])
    assert (error["type"], error["msg"]) == ("wrong_type", "expected one Money as text, not dict")


# What is refused


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("", "empty", 0, 0),
        ("面议", "unreadable", 0, 2),
        ("3亩", "wrong_kind", 0, 2),
        ("15", "wrong_kind", 0, 2),
        ("3元5亩", "several", 2, 4),
        ("总投资3元", "extra_text", 0, 3),
    ],
)
def test_the_error_is_that_of_parse(text: str, code: str, start: int, end: int) -> None:
    error = refusal(MoneyField, text)
    assert error["type"] == code
    assert (error["ctx"]["start"], error["ctx"]["end"]) == (start, end)
    with pytest.raises(ParseError) as caught:
        parse_money(text)
    assert error["msg"] == str(caught.value)
    assert error["ctx"]["expected"] == caught.value.expected


@pytest.mark.parametrize("data", [15, 1.8, True, Decimal(15), b"15", ["3元"], date(2020, 1, 1), None])
def test_numbers_without_a_unit_are_refused(data: Any) -> None:
    error = refusal(MoneyField, data)
    assert error["type"] == "wrong_type"
    assert error["msg"] == f"expected one Money as text or a JSON form, not {type(data).__name__}"


def test_the_error_of_a_field_of_all_kinds_is_short() -> None:
    assert refusal(ValueField, "面议")["ctx"]["expected"] == "one quantity or date"


def test_a_value_of_another_type_is_refused() -> None:
    error = refusal(MoneyField, parse("3亩"))
    assert (error["type"], error["msg"]) == ("wrong_kind", "expected one Money, not Area (area)")
    assert refusal(MoneyField, RECORDS["area"])["type"] == "wrong_kind"


@pytest.mark.parametrize("name", RECORDS)
def test_a_damaged_json_form_is_refused(name: str) -> None:
    for what, wrong in damaged(RECORDS[name]):
        if what.startswith(("value", "kind", "without kind", "without value")):
            assert refusal(ValueField, wrong)["type"] == "wrong_form", what


def test_braces_and_lone_surrogates_in_the_text() -> None:
    error = refusal(MoneyField, "{start}{message}\ud800")
    assert r"{start}{message}\ud800" in error["msg"]


@pytest.mark.parametrize("of", [int, str, list[Money], Money | int, Range[Any]])
def test_parsed_is_for_values_only(of: Any) -> None:
    with pytest.raises(TypeError, match="such as Money or"):
        adapter(Annotated[of, Parsed()])


def test_wrong_options_are_refused_where_they_stand() -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Parsed(currency="yuan")
    with pytest.raises(TypeError, match="reference"):
        Parsed(reference="2020-06-08")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not one str"):
        Parsed(kinds="area")
    with pytest.raises(ValueError, match="no value is of the kinds"):
        adapter(Annotated[Money, Parsed(kinds={"area"})])


# The schema of a field


@pytest.mark.parametrize("name", FIELDS)
def test_the_schema_of_a_field_is_what_it_takes_and_gives(name: str) -> None:
    field = adapter(getattr(fields, name))
    value = field.validate_python(TEXTS[name])
    taken, given = (field.json_schema(mode=mode) for mode in ("validation", "serialization"))
    form = json.loads(field.dump_json(value))
    for schema in (taken, given):
        Draft202012Validator.check_schema(schema)
        assert Draft202012Validator(schema).is_valid(form)
    assert Draft202012Validator(taken).is_valid(TEXTS[name])
    assert not Draft202012Validator(given).is_valid(TEXTS[name])
    assert not Draft202012Validator(taken).is_valid(12)
    assert not Draft202012Validator(taken).is_valid({**form, "value": {**form["value"], "note": "1"}})


def test_the_schema_of_a_model() -> None:
    taken, given = (
        Draft202012Validator(Project.model_json_schema(mode=mode)) for mode in ("validation", "serialization")
    )
    line = PROJECT.model_dump(mode="json")
    assert taken.is_valid(TEXT) and taken.is_valid(line) and given.is_valid(line)
    assert not given.is_valid(TEXT)
    assert not taken.is_valid({**TEXT, "investment": 15})
    assert not taken.is_valid({**line, "investment": line["area"]})


def test_the_schema_follows_the_type_and_the_options() -> None:
    ranges = Draft202012Validator(adapter(Annotated[Range[Money] | None, Parsed()]).json_schema())
    assert ranges.is_valid(None) and ranges.is_valid(RECORDS["money range"]) and not ranges.is_valid(RECORDS["money"])
    assert adapter(Annotated[Money, Parsed(text_only=True)]).json_schema() == {
        "type": "string",
        "description": "one Money in the words of the text, with its unit",
    }
    gas = adapter(Annotated[Measure, Parsed(vocabulary=VOCABULARY, kinds={"gas_volume"})])
    form = json.loads(gas.dump_json(gas.validate_python("3标方")))
    assert Draft202012Validator(gas.json_schema(mode="serialization")).is_valid(form)


def test_fields_of_dataclasses() -> None:
    from pydantic.dataclasses import dataclass

    @dataclass
    class Site:
        area: AreaField

    assert Site("3亩").area == parse("3亩")  # type: ignore[arg-type]
