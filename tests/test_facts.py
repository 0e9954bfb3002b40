"""Rows of a panel: tests/cases/facts, and what holds of any text."""

from __future__ import annotations

import pathlib
from datetime import date
from time import process_time
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import DateSpan, Fact, extract, facts
from jjj_parse._changes import DIRECTIONS, told
from jjj_parse._fact_types import Direction
from jjj_parse._indicator_words import WORDS
from jjj_parse._normalize import view

CASES = pathlib.Path(__file__).parent / "cases" / "facts" / "facts.tsv"
HEADER = "text\treference\tspan\tperiod\tsubject\tindicator\tchange\tbase\tbase_period\tlinks\twhy"
LINKS = ("restates", "part_of", "changes")


class Row(NamedTuple):
    """A text, the day it was written, and its facts in order: the cells from `span` to `links`."""

    place: str
    text: str
    reference: date | None
    expect: list[list[str]]


def rows() -> list[Row]:
    found: list[Row] = []
    lines = CASES.read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER
    for number, line in enumerate(lines[1:], 2):
        text, reference, *cells = line.split("\t")
        if text != "+":
            day = date.fromisoformat(reference) if reference else None
            found.append(Row(f"facts.tsv:{number}", text.replace("\\n", "\n"), day, []))
        if cells[0]:
            found[-1].expect.append(cells[:-1])
    return found


def cells(fact: Fact) -> list[str]:
    change = fact.change
    return [
        fact.mention.text,
        fact.period.edtf() if fact.period else "",
        fact.subject or "",
        fact.indicator or "",
        change.direction if change else "",
        (change.base or "") if change else "",
        change.base_period.edtf() if change and change.base_period else "",
        " ".join(f"{link}={getattr(fact, link)}" for link in LINKS if getattr(fact, link) is not None),
    ]


ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=[row.place for row in ROWS])
def test_row(row: Row) -> None:
    assert [cells(fact) for fact in facts(row.text, reference=row.reference)] == row.expect


def test_facts_carry_their_mentions() -> None:
    for row in ROWS:
        mentions = extract(row.text, reference=row.reference)
        assert all(fact.mention in mentions for fact in facts(row.text, reference=row.reference))


def check(text: str, found: list[Fact]) -> None:
    """Spans cut out what they name, links go back to facts that can bear them."""
    for at, fact in enumerate(found):
        named = ((fact.indicator, fact.indicator_span), (fact.subject, fact.subject_span))
        for name, span in named:
            assert (name is None) == (span is None)
            assert span is None or view(text[slice(*span)]).clean == name
        assert (fact.period is None) == (fact.period_span is None)
        start, end = fact.sentence_span
        assert text[start:end] == fact.sentence
        assert start <= fact.mention.start and fact.mention.end <= end
        if fact.change is not None:
            assert view(text[slice(*fact.change.span)]).clean == fact.change.text
        for link in LINKS:
            assert getattr(fact, link) is None or 0 <= getattr(fact, link) < at
        for other in (fact.restates, fact.part_of):
            assert other is None or found[other].kind == fact.kind
        assert fact.changes is None or found[fact.changes].change is None


def test_spans_and_links_of_the_rows() -> None:
    for row in ROWS:
        check(row.text, facts(row.text, reference=row.reference))


PIECES = st.sampled_from(
    [
        *"的，。、；\n（）“”",
        "全市",
        "临川市",
        "永昌储能项目",
        "总投资",
        "25亿元",
        "3亿美元",
        "12个",
        "项目",
        "5%",
        "3亩",
        "去年",
        "一季度",
        "截至3月底",
        "其中",
        "同比",
        "环比",
        "比上年",
        "增长",
        "下降",
        "到",
        "分别",
        "和",
        "以上",
        "翻一番",
        "建成后",
        "記者(jìzhě)",
        "获悉",
        "4月1日",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_any_text(text: str, reference: date | None) -> None:
    check(text, facts(text, reference=reference))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_sentences_do_not_reach_over_a_blank_line(text: str) -> None:
    """What was said in the paragraph before changes nothing."""
    before = "2020年，临川市企业12家，总投资3亿元。\n"
    alone = [cells(fact)[:-1] for fact in facts(text, reference=date(2023, 4, 18))]
    behind = [cells(fact)[:-1] for fact in facts(before + text, reference=date(2023, 4, 18))][2:]
    if "去年" not in text and "上年" not in text and "月" not in text and "季" not in text:
        assert behind == alone


def test_the_base_of_a_year_ago_keeps_the_end_of_the_month() -> None:
    february = DateSpan(date(2021, 2, 1), date(2021, 2, 28), "month")
    found = told("同比增长3%", 0, 4, 6, [], february)
    assert found is not None and found.base_period is not None
    assert found.base_period.end == date(2020, 2, 29)


def test_a_level_is_no_change() -> None:
    assert facts("产值增加到60亿元")[0].change is None
    assert facts("产值增加60亿元")[0].change is not None


def test_directions() -> None:
    assert set(DIRECTIONS.values()) <= set(Direction.__args__)  # type: ignore[attr-defined]
    assert set(DIRECTIONS) <= set(WORDS["change"])


def test_to_dict_is_plain() -> None:
    found = facts("去年，临川市利润总额12亿元，同比增长12%。", reference=date(2023, 4, 18))[1].to_dict()
    assert found["period"] == {"start": "2022-01-01", "end": "2022-12-31"}
    assert found["change"]["base_period"] == {"start": "2021-01-01", "end": "2021-12-31"}
    assert (found["subject"], found["indicator"], found["changes"]) == ("临川市", "利润总额", 0)


@pytest.mark.parametrize("wrong", [None, b"12", 12])
def test_wrong_types(wrong: object) -> None:
    with pytest.raises(TypeError):
        facts(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "piece",
    ["产值12亿元，", "去年12亿元、", "其中8个，", "4月1日3家，", "增长5%，", "(3亿美元)", "全市", "的项目3亿元"],
)
def test_time_is_linear(piece: str) -> None:
    """A sentence without an end: ten times the text takes about ten times the time, not a hundred."""

    def took(times: int) -> float:
        start = process_time()
        facts(piece * times, reference=date(2023, 4, 18))
        return process_time() - start

    took(4000)  # patterns are compiled, and shapes learnt
    small, large = (min(took(times) for _ in range(3)) for times in (400, 4000))
    assert large < 30 * small


def test_a_sentence_without_an_end_is_given_in_part() -> None:
    found = facts("产值12亿元，" * 400)
    assert max(len(fact.sentence) for fact in found) < 1100
