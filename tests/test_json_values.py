"""A value comes back from JSON as it was, and a record that no value has does not come back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import KINDS, ClockSpan, DateSpan, Vocabulary, extract, parse
from jjj_parse._date_spans import PRECISIONS
from jjj_parse._json_schema import _KEYS
from jjj_parse._json_values import record_of, value_of
from jjj_parse.types import Value
from rows import CASES, rows
from strategies import Case, any_text, cases, sweep
from test_json_schema import NOTATIONS, RECORDS, REFERENCE, VOCABULARY, damaged


def back(value: Value, vocabulary: Vocabulary | None = None) -> Value:
    return value_of(json.loads(json.dumps(record_of(value))), vocabulary)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.tsv")), ids=lambda path: path.stem)
def test_rows_come_back(path: Path) -> None:
    for row in rows(path):
        for reference in {row.reference, None}:
            for mention in extract(row.text, reference=reference, vague=True, republic=True):
                assert back(mention.value) == mention.value, (row.place, mention)
                if isinstance(mention.value, DateSpan | ClockSpan):
                    assert mention.value.precision in PRECISIONS


@given(cases())
def test_rendered_quantities_come_back(case: Case) -> None:
    for mention in extract(case.text):
        assert back(mention.value) == mention.value


def test_every_unit_and_word_comes_back() -> None:
    for case in sweep():
        for mention in extract(case.text):
            assert back(mention.value) == mention.value


@given(any_text(), st.sampled_from((None, REFERENCE)))
def test_any_text_comes_back(text: str, reference: date | None) -> None:
    for mention in extract(text, reference=reference, vague=True):
        assert back(mention.value) == mention.value


def test_units_of_a_vocabulary() -> None:
    for text in ("3标方", "26网格", "3至5标方", "500万元/标方"):
        value = parse(text, vocabulary=VOCABULARY)
        assert back(value, VOCABULARY) == value
    with pytest.raises(ValueError, match="`vocabulary` adds one"):
        back(parse("3标方", vocabulary=VOCABULARY))
    assert parse("3标方", vocabulary=VOCABULARY).si == back(parse("3标方", vocabulary=VOCABULARY), VOCABULARY).si  # type: ignore[union-attr]


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from([text for right, wrong in NOTATIONS.values() for text in (right + " " + wrong).split()]),
    st.sampled_from(["mu", "m/s", "个", "ratio", "points", "CNY/mu", "about", "since", "month"]),
)
PARTS = st.dictionaries(st.sampled_from([*_KEYS, "note"]), st.recursive(JUNK, st.lists, max_leaves=3), max_size=5)


@given(st.sampled_from(sorted(KINDS)), PARTS | JUNK, JUNK, JUNK)
def test_any_record_is_a_value_or_refused(kind: str, parts: Any, modifier: Any, precision: Any) -> None:
    try:
        value = value_of({"kind": kind, "value": parts, "modifier": modifier, "precision": precision})
    except ValueError:
        return
    assert (value.kind, value.to_value(), value.modifier) == (kind, parts, modifier)
    assert value_of(record_of(value)) == value


PLACE = ("start", "end", "text", "indicator", "without")


@pytest.mark.parametrize("name", RECORDS)
def test_a_damaged_record_is_refused(name: str) -> None:
    value_of(RECORDS[name])
    for what, wrong in damaged(RECORDS[name]):
        if what.startswith(PLACE) and what not in ("without kind", "without value"):
            continue  # the place is not looked at, and no modifier is none
        with pytest.raises(ValueError, match=r".+"):
            pytest.fail(f"{what}: {value_of(wrong)}")


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("number", {"kind": "number", "value": {"amount": "?"}}),
        ("currency", {"kind": "money", "value": {"amount": "1", "currency": "?"}}),
        ("duration", {"kind": "duration", "value": {"iso": "?"}}),
        ("moment", {"kind": "date", "value": {"start": "?", "end": "?"}}),
        ("clock", {"kind": "time", "value": {"start": "?", "end": "?"}}),
        ("quotient", {"kind": "rate", "value": {"amount": "1", "unit": "?"}}),
        ("unit", {"kind": "count", "value": {"amount": "1", "unit": "?"}}),
    ],
)
def test_notations(name: str, record: dict[str, Any]) -> None:
    right, wrong = (texts.split() for texts in NOTATIONS[name])
    line = json.dumps(record)
    for text in right:
        value_of(json.loads(line.replace("?", text)))
    for text in wrong:
        with pytest.raises(ValueError, match=r".+"):
            pytest.fail(f"{text}: {value_of(json.loads(line.replace('?', text)))}")


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("area", {"amount": "3", "unit": "mu", "si": "2001"}, "'si': '2000'"),
        ("area", {"amount": "3", "unit": "t", "si": "3000"}, "of the kind mass"),
        ("area", {"amount": "3", "unit": "parsec", "si": "2000"}, "no unit of the kind 'area'"),
        ("velocity", {"amount": "3"}, "no unit of the kind 'velocity'"),
        ("money", {"low": "5", "high": "3", "currency": "CNY"}, "no more than high"),
        ("money", {"low": "5", "currency": "CNY"}, "high: expected a number as text"),
        ("money", {"amount": "2/4", "currency": "CNY"}, "'0.5'"),
        ("money", {"amount": "2/6", "currency": "CNY"}, "'1/3'"),
        ("money", {"amount": "5", "currency": "CNY", "inferred": 1}, "not {"),
        ("rate", {"amount": "3", "unit": "m/s"}, "of the kind speed"),
        ("count", {"amount": "3", "unit": "呎"}, "no measure word"),
        ("percent", {"low": "0.2", "high": "0.3"}, "unit: expected one of"),
        ("duration", {"iso": "P0M3D"}, "'P3D'"),
        ("date", {"start": "2020-02-30", "end": "2020-02-30"}, "day"),
        ("date", {"start": "2020-05-20", "end": "2020-05-19"}, "no day after the end"),
        ("date", {"start": None, "end": None}, "expression: expected a text"),
    ],
)
def test_what_no_value_has_is_refused(kind: str, value: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        value_of({"kind": kind, "value": value, "modifier": None})


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2020年5月20日", "day"),
        ("2020年5月", "month"),
        ("2020年二季度", "quarter"),
        ("2020年下半年", "half_year"),
        ("2020年", "year"),
        ("2020年5月20日至22日", "interval"),
        ("2016-2020年", "interval"),
        ("2020-06-08 17:32:04", "second"),
        ("17时32分", "minute"),
        ("9时", "hour"),
        ("9时至11时", "interval"),
    ],
)
def test_the_precision_of_a_mention_is_that_of_its_ends(text: str, precision: str) -> None:
    value = parse(text)
    assert isinstance(value, DateSpan | ClockSpan)
    record = record_of(value)
    assert record.pop("precision") == value.precision == precision
    assert value_of(record) == value


def test_the_precision_is_one_that_there_is() -> None:
    with pytest.raises(ValueError, match="precision: expected one of"):
        value_of({**record_of(parse("2020年")), "precision": "aeon"})
