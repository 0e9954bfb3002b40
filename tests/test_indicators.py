"""What a mention measures: rows of tests/cases/indicators, and what holds of any text."""

from __future__ import annotations

import pathlib
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import Mention, explain, extract
from jjj_parse._indicator_words import KEPT, RIGHT, VERBS, WORDS
from jjj_parse._normalize import view

CASES = pathlib.Path(__file__).parent / "cases" / "indicators"
HEADER = "text\tspan\tindicator\twhy"
REFERENCE = date(2023, 5, 16)


class Row(NamedTuple):
    """A text and, for each of its mentions but dates and times, its span and its indicator ("" for none)."""

    place: str
    text: str
    expect: list[tuple[str, str]]


def rows(name: str) -> list[Row]:
    found: list[Row] = []
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER
    for number, line in enumerate(lines[1:], 2):
        text, span, indicator, _ = line.split("\t")
        if text != "+":
            found.append(Row(f"{name}.tsv:{number}", text.replace("\\n", "\n"), []))
        found[-1].expect.append((span, indicator))
    return found


def told(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(m.text, m.indicator or "") for m in mentions if m.kind not in ("date", "time")]


ROWS = [row for name in ("bulletin", "news", "reports", "nothing", "noise") for row in rows(name)]
KNOWN = rows("known")


@pytest.mark.parametrize("row", ROWS, ids=[row.place for row in ROWS])
def test_row(row: Row) -> None:
    assert told(extract(row.text, reference=REFERENCE)) == row.expect


@pytest.mark.xfail(strict=True, reason="known failures: a rule that reads one moves its row")
@pytest.mark.parametrize("row", KNOWN, ids=[row.place for row in KNOWN])
def test_known_failure(row: Row) -> None:
    assert told(extract(row.text, reference=REFERENCE)) == row.expect


def test_there_are_rows_with_and_without() -> None:
    expected = [indicator for row in ROWS for _, indicator in row.expect]
    assert len(expected) > 600 and expected.count("") > 120


def test_dates_and_times_measure_nothing() -> None:
    for row in ROWS:
        assert all(m.indicator is None for m in extract(row.text) if m.kind in ("date", "time"))


def test_the_span_is_where_the_words_stand() -> None:
    for row in ROWS:
        for mention in extract(row.text):
            assert (mention.indicator is None) == (mention.indicator_span is None)
            if mention.indicator_span is not None:
                start, end = mention.indicator_span
                assert view(row.text[start:end]).clean == mention.indicator, row.place


def test_kinds_do_not_change_indicators() -> None:
    for row in ROWS:
        found = extract(row.text)
        for kind in {mention.kind for mention in found}:
            assert extract(row.text, kinds={kind}) == [mention for mention in found if mention.kind == kind]


def test_what_is_far_changes_nothing() -> None:
    """Sentences before and behind leave the indicators of a row as they are."""
    text = "".join(f"{row.text}\n" for row in ROWS if row.place.startswith(("bulletin", "news")))
    alone = [one for row in ROWS if row.place.startswith(("bulletin", "news")) for one in told(extract(row.text))]
    assert told(extract(text)) == alone


PIECES = st.sampled_from(
    [
        *"的在了和有等共为至每",
        "总投资",
        "项目",
        "企业",
        "同比",
        "增长",
        "完成",
        "全市",
        "“",
        "”",
        "《",
        "》",
        "(",
        ")",
        "，",
        "。",
        "、",
        "\n",
        " ",
        "25亿元",
        "12个",
        "5%",
        "3000亩",
        "去年",
        "一季度",
        "項(xiàng)目",
        "&nbsp;",
        "達",
        "第3届",
        "其中",
        "以上",
        "分别",
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_any_text(text: str) -> None:
    for mention in extract(text, reference=REFERENCE):
        if mention.indicator_span is None:
            assert mention.indicator is None
            continue
        start, end = mention.indicator_span
        assert mention.indicator and len(mention.indicator) <= 24
        assert 0 <= start < end <= len(text)
        assert end <= mention.start or start >= mention.end
        assert not set(mention.indicator) & set("，。、“”《》\n ")


def test_restated_amounts_share_their_indicator() -> None:
    first, second = extract("总投资1.8亿美元(12.78亿元人民币)的物流项目")
    assert first.indicator == second.indicator == "总投资"
    assert first.indicator_span == second.indicator_span == (0, 3)


def test_explain_names_the_indicator() -> None:
    parts = explain("总投资超过1.8亿美元")[0].parts
    assert [(part.role, part.text) for part in parts][:2] == [("indicator", "总投资"), ("modifier", "超过")]


def test_json_keeps_its_keys() -> None:
    keys = ["kind", "start", "end", "text", "value", "modifier", "indicator"]
    assert list(extract("总投资25亿元")[0].to_dict()) == keys


# The table


def test_verbs_have_two_characters() -> None:
    """They are looked up by two characters at a time."""
    assert {len(verb) for verb in VERBS} == {2}


def test_words_that_are_kept_have_a_particle() -> None:
    stops = set(WORDS["stop"])
    assert [word for word in KEPT if not set(word) & stops] == []


def test_no_word_both_governs_and_is_governed() -> None:
    assert not set(WORDS["verb"]) & set(WORDS["state"])


@pytest.mark.parametrize("word", sorted(WORDS["compound"]))
def test_a_compound_begins_with_a_verb(word: str) -> None:
    """Else its line does nothing."""
    assert word[:2] in VERBS and len(word) > 2


def test_a_run_ends_at_a_particle() -> None:
    for char in WORDS["stop"]:
        match = RIGHT.match(f"子丑{char}寅卯")
        assert match is not None and match["name"] == "子丑", char
