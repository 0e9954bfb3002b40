"""The JSON Schema holds for everything that the library gives, and for nothing that is damaged."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jjj_parse import KINDS, Mention, Vocabulary, cli, extract, facts, json_schema, panel
from rows import CASES, rows
from strategies import Case, any_text, cases, sweep

MENTION = Draft202012Validator(json_schema())
FACT = Draft202012Validator(json_schema("fact"))
REFERENCE = date(2022, 4, 13)
VOCABULARY = Vocabulary().with_unit("标方", unit="Nm3", kind="gas_volume", factor=1).with_measure_word("网格")


def plain(record: dict[str, Any]) -> Any:
    """As JSON text has it: tuples are arrays."""
    return json.loads(json.dumps(record))


def faults(mention: Mention) -> list[str]:
    return [error.message for error in MENTION.iter_errors(mention.to_dict())]


@pytest.mark.parametrize("of", ["mention", "fact"])
def test_the_schema_is_one(of: Any) -> None:
    schema = json_schema(of)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert json_schema(of) == schema and json_schema(of) is not schema


def test_each_kind_has_one_branch() -> None:
    assert [branch["title"] for branch in json_schema()["oneOf"]] == sorted(KINDS)


def test_every_definition_is_used() -> None:
    for of in ("mention", "fact"):
        schema = json_schema(of)
        text = json.dumps(schema)
        assert all(f'"#/$defs/{name}"' in text for name in schema["$defs"])


@pytest.mark.parametrize("path", sorted(CASES.glob("*.tsv")), ids=lambda path: path.stem)
def test_rows_hold(path: Path) -> None:
    found = [
        mention
        for row in rows(path)
        for reference in {row.reference, None}
        for mention in extract(row.text, reference=reference, vague=True, republic=True)
    ]
    for mention in {(mention.value, mention.modifier): mention for mention in found}.values():
        assert faults(mention) == [], mention


@given(cases())
def test_rendered_quantities_hold(case: Case) -> None:
    for mention in extract(case.text):
        assert faults(mention) == [], mention


def test_every_unit_and_word_holds() -> None:
    units = {(m.kind, m.to_dict()["value"].get("unit")): m for case in sweep() for m in extract(case.text)}
    assert len(units) > 400
    for mention in units.values():
        assert faults(mention) == [], mention


@given(any_text(), st.sampled_from((None, REFERENCE)))
def test_any_text_holds(text: str, reference: date | None) -> None:
    for mention in extract(text, reference=reference, vague=True):
        assert faults(mention) == [], mention


def test_facts_hold() -> None:
    for row in (*rows(CASES / "sentence.tsv"), *rows(CASES / "date.tsv")):
        for fact in facts(row.text, reference=row.reference or REFERENCE):
            assert list(FACT.iter_errors(plain(fact.to_dict()))) == [], fact
    fact = plain(facts("去年，临川市利润总额12亿元，同比增长12%。", reference=REFERENCE)[1].to_dict())
    assert fact["change"]["base_period"] == {"start": "2020-01-01", "end": "2020-12-31"}
    for key in fact:
        assert not FACT.is_valid({name: part for name, part in fact.items() if name != key}), key
    assert not FACT.is_valid({**fact, "change": {**fact["change"], "direction": "sideways"}})
    assert not FACT.is_valid({**fact, "spans": {**fact["spans"], "period": [3]}})


def test_rows_of_a_panel_hold() -> None:
    schema = panel.json_schema()
    Draft202012Validator.check_schema(schema)
    one = Draft202012Validator(schema)
    found = [
        json.loads(panel.json_line(line))
        for row in (*rows(CASES / "sentence.tsv"), *rows(CASES / "measure.tsv"), *rows(CASES / "range.tsv"))
        for line in panel.rows(facts(row.text, reference=row.reference or REFERENCE), document="a.txt")
    ]
    assert len(found) > 300
    assert [line for line in found if not one.is_valid(line)] == []
    for key, part in found[0].items():
        assert not one.is_valid({name: cell for name, cell in found[0].items() if name != key}), key
        assert not one.is_valid({**found[0], key: [part]}), key


def test_units_of_a_vocabulary() -> None:
    text = "日供气3万标方,划分26网格"
    schema = Draft202012Validator(json_schema(vocabulary=VOCABULARY))
    found = [mention.to_dict() for mention in extract(text, vocabulary=VOCABULARY)]
    assert [record["kind"] for record in found] == ["gas_volume", "count"]
    assert all(map(schema.is_valid, found))
    assert not MENTION.is_valid(found[0])


def test_a_speed_of_any_length_by_any_time() -> None:
    (mention,) = extract("每分钟掘进3英尺", kinds=["speed"])
    assert mention.to_dict()["value"]["unit"] == "ft/min"
    assert faults(mention) == []


SAMPLES = {
    "money": "1.8亿美元", "inferred": "销售额达8500万", "money range": "3-5万元", "area": "3亩", "area range": "1亩至2亩",
    "temperature": "20℃", "no scale": "85度", "count": "129个", "article": "建成一座水厂", "count range": "3至5家",
    "number": "总人口22.45万", "fraction": "三分之一", "ratio": "12%", "points": "3.5个百分点", "times": "3倍", "percent range": "20%—30%",
    "rate": "500万元/亩", "ordinal": "第20届", "no unit": "第80", "duration": "12个月", "duration range": "3至5天",
    "date": "2020年5月20日起", "clock": "2020-06-08 17:32:04", "fuzzy": "2020年底", "unresolved": "去年一季度", "time": "上午9时至11时",
}  # fmt: skip
RECORDS = {name: extract(text)[0].to_dict() for name, text in SAMPLES.items()}


NOTATIONS = {
    "number": (
        "0 12 -12 1.5 -0.05 1000000 2000/3 -1/3",
        "1.50 01 1e8 1,000 +1 .5 5. -0 1/2/3 3/1 0/3 ½ １ 一 1% NaN -",
    ),
    "currency": ("CNY USD", "cny yuan 人民币 CNYX CN ¥"),
    "duration": ("P12M P1Y6M P3D PT3.5H P1DT2H30M P0D", "P PT P1 12 P1.50D -P1D P1D2Y P1DT p1d P1H 12个月"),
    "moment": (
        "2020-05-20 2020-06-08T17:32:04",
        "2020-13-01 2020-00-10 2020-5-20 2020/05/20 20200520 2020-05-20T25:00:00 5月",
    ),
    "clock": ("09:00:00 23:59:59", "24:00:00 9:00:00 09:00 09:60:00 9时"),
    "quotient": ("CNY/mu cd/m2/人 CNY/人", "CNY CNY/ /mu CNY//mu"),
    "unit": ("个 人次", "CNY 个/人 箇"),
}
"""What is written as each definition says, and what is not."""
WRONG: list[Any] = [12, True, ["1"]]
FALSE: list[Any] = [False, "true", 1, None]


@pytest.mark.parametrize("name", NOTATIONS)
def test_notations(name: str) -> None:
    schema = json_schema()
    one = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
    right, wrong = (texts.split() for texts in NOTATIONS[name])
    assert [text for text in right if not one.is_valid(text)] == []
    assert [text for text in [*wrong, "", " " + right[0], right[0] + " ", 12, None] if one.is_valid(text)] == []


def damaged(record: Any) -> Iterator[tuple[str, Any]]:
    """The record with one thing wrong, for each thing in it: gone, of another type, in another notation, or one too many."""
    for key, part in record.items():
        rest = {name: value for name, value in record.items() if name != key}
        if key not in ("inferred", "article", "fuzzy"):  # these are there only when they are true
            yield f"without {key}", rest
        if isinstance(part, dict):
            yield from ((f"{key}: {what}", {**record, key: wrong}) for what, wrong in damaged(part))
            yield f"{key}: one key more", {**record, key: {**part, "note": "1"}}
        for wrong in wrongs(key, part):
            yield f"{key} is {wrong!r}", {**record, key: wrong}


def wrongs(key: str, part: Any) -> list[Any]:
    """What may not stand at a key."""
    if key in ("start", "end") and isinstance(part, int):
        return ["1", 1.5, -1, None]
    if key in ("modifier", "indicator"):
        return [*WRONG, *(["roughly"] if key == "modifier" else [])]
    if key in ("inferred", "article", "fuzzy"):
        return FALSE
    if part is None:  # a unit that the text does not name, an open end of a date
        return [*WRONG, "?"]
    return [*WRONG, "", {}, *([] if key in ("kind", "text", "expression") else ["01"])]


@pytest.mark.parametrize("name", RECORDS)
def test_a_damaged_mention_does_not_hold(name: str) -> None:
    record = RECORDS[name]
    before = copy.deepcopy(record)
    assert MENTION.is_valid(record)
    held = [what for what, wrong in damaged(record) if MENTION.is_valid(wrong)]
    assert held == []
    assert record == before


def test_the_value_is_one_of_its_kind() -> None:
    """No mention holds with the value of another kind, but where both are a number without a unit, or with a measure word."""
    one = {record["kind"]: record for record in reversed(RECORDS.values())}
    one |= {"temperature": RECORDS["no scale"], "ordinal": RECORDS["no unit"]}
    held = {
        (kind, other)
        for kind, other in permutations(one, 2)
        if MENTION.is_valid({**one[kind], "value": one[other]["value"]})
    }
    assert held == {("ordinal", "count"), ("ordinal", "temperature"), ("temperature", "ordinal")}


def test_keys_beside_those_of_a_mention_are_allowed() -> None:
    record = RECORDS["money"]
    assert MENTION.is_valid({**record, "file": "report.txt"})


def test_other_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="'mention' or 'fact'"):
        json_schema("panel")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Vocabulary"):
        json_schema(vocabulary={"标方"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        ([], json_schema()),
        (["mention"], json_schema()),
        (["fact"], json_schema("fact")),
        (["row"], panel.json_schema()),
    ],
)
def test_the_command_prints_it(
    arguments: list[str], schema: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["schema", *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == schema
