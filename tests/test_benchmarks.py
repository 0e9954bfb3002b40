"""The benchmarks: what their generators plant is there and is read, the harness runs, and the docs show its newest figures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest
import quantities  # pytest finds these in benchmarks/
import workloads

from jjj_parse import ParseError, extract, parse_money

SEEDS = (1, 2, 3)
SIZE = 150_000


def made(seed: int) -> list[workloads.Document]:
    return list(workloads.documents(seed, SIZE))


# ---- generators ---------------------------------------------------------------------------------------------------


def test_a_seed_gives_one_workload() -> None:
    assert made(1) == made(1) != made(2)
    assert workloads.cells(1, 500) == workloads.cells(1, 500) != workloads.cells(2, 500)


def test_a_smaller_workload_is_the_beginning_of_a_larger_one() -> None:
    longer = workloads.documents(1, 10 * SIZE)
    assert made(1) == list(islice(longer, len(made(1))))


def test_documents_are_as_long_as_asked_for() -> None:
    sizes = [len(each.text.encode()) for each in made(1)]
    assert SIZE <= sum(sizes) < SIZE + max(sizes)
    assert 700 < sum(len(each.text) for each in made(1)) / len(sizes) < 950


def test_mentions_lie_in_order_in_their_text() -> None:
    for each in made(1):
        ends = [0, *(place for mention in each.mentions for place in (mention.start, mention.end)), len(each.text)]
        assert ends == sorted(ends)
        assert all(mention.start < mention.end for mention in each.mentions)


def test_documents_are_varied() -> None:
    seen = workloads.Tally()
    for each in made(1):
        seen.add(each)
    profile = seen.profile()
    assert 6 < profile.mentions / profile.bytes * 1024 < 9
    assert profile.distinct_clauses / profile.clauses > 0.9
    assert profile.distinct_places / profile.mentions > 0.99
    assert {
        "money",
        "area",
        "count",
        "percent",
        "rate",
        "ordinal",
        "date",
        "duration",
        "length",
        "mass",
        "power",
    } <= set(profile.kinds)


def test_documents_hold_every_way_of_writing() -> None:
    mentions = [(each.text[m.start : m.end], m) for each in made(1) for m in each.mentions]
    texts = [text for text, _ in mentions]
    assert any("１" in text for text in texts)
    assert any(" " in text for text in texts)
    assert any(text[0] in "二三四五六七八九十" for text in texts)
    assert any(mention.amount is None and mention.low for _, mention in mentions)
    assert {mention.modifier for _, mention in mentions} >= {
        "about", "nearly", "more_than", "at_least", "at_most", "less_than", "since", "until", "before", None,
    }  # fmt: skip
    assert any(decoy in each.text for each in made(1) for decoy in ("5G", "三农", "一带一路", "G95"))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_mention_is_found_and_no_other(seed: int) -> None:
    for each in made(seed):
        found = [
            (m.start, m.end, m.kind, str(m.value), m.modifier) for m in extract(each.text, reference=each.reference)
        ]
        assert found == [mention[:5] for mention in each.mentions], each.text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (12, "十二"),
        (110, "一百一十"),
        (1002, "一千零二"),
        (20_350, "二万零三百五十"),
        (30_000_007, "三千万零七"),
    ],
)
def test_numbers_are_spelled_as_people_do(number: int, text: str) -> None:
    assert quantities.spell(number) == text


def test_cells_have_the_shares_that_they_promise() -> None:
    sorts = Counter(cell.sort for cell in workloads.cells(1, 10_000))
    assert (sorts["digits"], sorts["spelled"], sorts["modifier"] + sorts["range"], sorts["junk"]) == (
        9000,
        500,
        300,
        200,
    )


@pytest.mark.parametrize("duplication", [1, 10, 100, 1000])
def test_each_cell_stands_there_as_often_as_asked_for(duplication: int) -> None:
    column = workloads.cells(1, 10_000, duplication)
    assert len(column) == 10_000
    times = Counter(cell.text for cell in column if cell.sort != "junk")
    assert set(times.values()) <= {duplication, duplication + 1}
    assert sum(number == duplication for number in times.values()) > 0.9 * len(times)


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_say_what_they_hold(seed: int) -> None:
    for cell in workloads.cells(seed, 1000):
        try:
            found: Any = parse_money(cell.text)
        except ParseError:
            assert cell.status != "ok", cell
            continue
        ends = (found.low, found.high) if cell.amount is None else (found, found)
        amounts = (cell.low, cell.high) if cell.amount is None else (cell.amount, cell.amount)
        assert [end.amount for end in ends] == [Decimal(amount or 0) for amount in amounts], cell
        assert (ends[0].currency, ends[1].currency, found.modifier) == (cell.currency, cell.currency, cell.modifier), (
            cell
        )


# ---- harness ------------------------------------------------------------------------------------------------------


@pytest.fixture
def speed() -> Any:
    pytest.importorskip("pyarrow", reason="the benchmark reads columns: jjj_parse[arrow] is not installed")
    import speed

    return speed


@pytest.fixture
def one_core_only_here(monkeypatch: pytest.MonkeyPatch, speed: Any) -> None:
    """The tests that follow keep their cores."""
    monkeypatch.setattr(speed, "one_core", lambda: None)


@pytest.mark.usefixtures("one_core_only_here")
def test_a_run_without_rivals(speed: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--tiny", "--without-rivals"]) == 0
    printed = capsys.readouterr().out
    for words in (
        "extract_table, Arrow",
        "documents into the table",
        ">= 20",
        "import of the package",
        "first call",
        "WRONG",
    ):
        assert (words in printed) is (words != "WRONG"), printed


@pytest.mark.usefixtures("one_core_only_here")
def test_a_wrong_answer_fails_the_run(
    speed: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jjj_parse.extract", lambda text, reference: extract(text, reference=reference)[1:])
    assert speed.main(["--tiny", "--without-rivals"]) == 1
    assert "planted and not found" in capsys.readouterr().out


def test_a_wrong_column_is_seen(speed: Any) -> None:
    import answers
    import pyarrow as pa

    cells = workloads.cells(1, 50)
    planted = answers.planted_cells(cells)
    assert answers.differences(planted, planted) == []
    other = planted.set_column(planted.column_names.index("modifier"), "modifier", pa.array(["about"] * 50))
    assert answers.differences(other, planted)
    assert answers.differences(planted.slice(1), planted)


def test_a_rival_is_judged_on_exact_values_only(speed: Any) -> None:
    import answers

    planted = [
        workloads.Planted(0, 3, "money", "5 CNY", None, "5", "5", "5", "CNY", None, None, None, None),
        workloads.Planted(4, 7, "money", "5 CNY", "about", "5", None, None, "CNY", None, None, None, None),
    ]
    document = workloads.Document("5.00元 约5元", planted, date(2022, 4, 13))
    right = answers.judge_documents(["money"], [document], [[[0, 3, "money", "5.00", "5.00", "元"]]])
    wrong = answers.judge_documents(["money"], [document], [[[0, 3, "money", "50", "50", "元"]]])
    silent = answers.judge_documents(["money"], [document], [None])
    assert [(score["right"], score["wrong"], score["judged"]) for score in (right, wrong, silent)] == [
        (1, 0, 1),
        (0, 1, 1),
        (0, 0, 1),
    ]


def test_goals_are_those_of_the_project(speed: Any) -> None:
    assert speed.Goal("peak", 250, "bytes", True, 249.0).passed
    assert not speed.Goal("rate", 20, "MB/s", False, 19.9).passed
    assert speed.Goal("ratio", 50, "x", False, None).passed is None


# ---- docs ---------------------------------------------------------------------------------------------------------


def test_the_page_and_the_plot_show_the_newest_figures() -> None:
    import page
    import plot
    from harness import latest

    report = latest("speed")
    for language, path in page.PATHS.items():
        assert path.read_text(encoding="utf-8") == page.page(report, language), "run benchmarks/page.py"
    for path in plot.PATHS:
        assert path.read_text(encoding="utf-8") == plot.svg(report), "run benchmarks/plot.py"


def test_the_chinese_page_has_the_same_figures_and_no_english_sentence() -> None:
    import page
    from harness import latest

    made = page.section(latest("speed"))
    chinese = page.chinese(made)
    assert sorted(re.findall(r"\d[\d.,]*\d|\d", chinese)) == sorted(re.findall(r"\d[\d.,]*\d|\d", made))
    assert not re.findall(r"\b(?:the|of|a|all|and|right|wrong|cells|mentions|texts|bytes|each|first)\b", chinese)


def test_the_newest_figures_are_of_right_answers() -> None:
    from harness import latest

    assert not [said for said in latest("speed")["checks"].values() if said.startswith("WRONG")]
