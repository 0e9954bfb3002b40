"""Columns and documents: each is the scalar function mapped over it, whatever it comes in."""

from __future__ import annotations

import csv
import gc
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")

import differential
import workloads

from jjj_parse import Vocabulary, extract
from jjj_parse._options import Options
from jjj_parse.columns import MENTIONS, STATUSES, columns_of, extract_batches, extract_table, normalize
from jjj_parse.columns._cells import Reader
from rows import all_rows

DAY = date(2022, 4, 13)


def cell_rows() -> Iterator[dict[str, str]]:
    with Path(__file__).with_name("columns").joinpath("cells.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


CELLS = list(cell_rows())


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize("row", CELLS, ids=[f"{row['cell']}-{row['header']}" for row in CELLS])
def test_cell(row: dict[str, str]) -> None:
    (got,) = normalize([row["cell"]], row["kind"], unit=row["header"] or None).to_pylist()
    assert got["status"] == row["status"], row["why"]
    for name in ("amount", "low", "high"):
        assert got[name] == number(row[name]), row["why"]
    assert (got.get("currency") or got.get("unit") or "") == row["unit"], row["why"]
    assert (got["modifier"] or "") == row["modifier"], row["why"]
    assert (got["message"] is None) == (row["status"] in ("ok", "empty")), "a bad cell says why"


def test_every_status_has_a_row() -> None:
    assert {row["status"] for row in CELLS} == set(STATUSES)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_column_is_the_scalar_function_mapped_over_it(seed: int) -> None:
    """benchmarks/differential.py does the same with a million cells."""
    cells = [cell.text for cell in workloads.cells(seed, 4_000)]
    assert differential.check_cells(cells, "money", None, 5) == 0
    assert differential.check_cells(cells[:1_000], "money", "投资额（万元）", 5) == 0


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        ("money", None), ("area", "亩"), ("count", "个"), ("percent", "%"), ("measure", "吨"), ("number", "万"),
        ("rate", None), ("date", None), ("time", None), ("duration", "年"), ("ordinal", None),
    ],
)  # fmt: skip
def test_rows_as_cells(kind: str, unit: str | None) -> None:
    own = [row.text for row in all_rows()][::3]
    assert differential.check_cells(own, kind, unit, 5) == 0


def test_what_was_read_before_changes_nothing() -> None:
    cells = [cell.text for cell in workloads.cells(5, 2_000)]
    first = normalize(cells)
    random.Random(1).shuffle(cells)
    normalize(cells)
    assert normalize([cell.text for cell in workloads.cells(5, 2_000)]).equals(first)


def test_duplicates_are_read_once_and_stand_where_they_were() -> None:
    few = [cell.text for cell in workloads.cells(3, 50)]
    column: list[str | None] = [*few, None] * 40
    random.Random(2).shuffle(column)
    repeated = normalize(column).to_pylist()
    by_cell = dict(zip([*few, None], normalize([*few, None]).to_pylist(), strict=True))
    assert repeated == [by_cell[cell] for cell in column]


def test_whatever_a_column_comes_in() -> None:
    cells = ["3亿元", None, "约12万元"]
    expected = normalize(cells)
    for column in (
        tuple(cells), pa.array(cells), pa.chunked_array([cells[:1], cells[1:]]), pa.array(cells, pa.large_string()),
        pa.array(cells).dictionary_encode(), iter(cells),
    ):  # fmt: skip
        assert normalize(column).equals(expected)
    assert normalize([]).num_rows == normalize(pa.array([], pa.string())).num_rows == 0
    assert normalize([None, None])["status"].to_pylist() == ["empty", "empty"]


def test_numbers_are_read_as_they_are_printed() -> None:
    for column in (pa.array([255, None, 3]), pa.array([255.0, None, 3.0])):
        assert normalize(column, unit="万元")["amount"].to_pylist() == [2_550_000, None, 30_000]
    exact = normalize(pa.array([Decimal("0.10"), Decimal("12345678901234.56")]), unit="元")
    assert exact["amount"].to_pylist() == [Decimal("0.1"), Decimal("12345678901234.56")]
    assert normalize(pa.array([0.1, float("nan")]), unit="元")["status"].to_pylist() == ["ok", "empty"]


@pytest.mark.parametrize(
    ("kind", "expected", "cell"),
    [
        ("date", "a date such as", "2020年5月20日"),
        ("time", "a clock time such as", "8:30"),
        ("ordinal", "an ordinal", "第20届"),
    ],
)
def test_a_bare_number_is_told_what_its_column_wants(kind: str, expected: str, cell: str) -> None:
    bare, good = normalize(["20", cell], kind).to_pylist()
    assert (bare["status"], good["status"]) == ("ambiguous", "ok")
    assert expected in bare["message"] and "unit" not in bare["message"]
    assert cell in bare["message"], "the example that is shown can be read"
    with pytest.raises(ValueError, match=f"values of the kind {kind} have no unit"):
        normalize(["20"], kind, unit="届")


def test_bad_arguments() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        normalize([], "volumes")
    with pytest.raises(ValueError, match="names no unit of money"):
        normalize([], unit="投资额")
    with pytest.raises(ValueError, match="names no unit of money"):
        normalize([], unit="面积（亩）")
    with pytest.raises(ValueError, match="ISO 4217"):
        normalize([], currency="yuan")
    with pytest.raises(TypeError, match="must be a list"):
        normalize("3亿元")
    with pytest.raises(TypeError, match="text or numbers"):
        normalize(pa.array([[1]]))
    with pytest.raises(TypeError, match="unit must be a str"):
        normalize([], unit=3)  # type: ignore[arg-type]


def test_one_moment_in_two_time_zones_may_be_two_days() -> None:
    here = datetime(2022, 4, 13, 0, 30, tzinfo=timezone(timedelta(hours=8)))
    for reference in (here, here.astimezone(UTC), here):
        (cell,) = normalize(["今天"], "date", reference=reference).to_pylist()
        (mention,) = extract_table(["今天开工"], reference=reference).to_pylist()
        assert cell["date_start"] == mention["date_start"] == reference.date()


def test_options_reach_the_cells() -> None:
    mine = Vocabulary().with_unit("标方", unit="Nm3", kind="gas_volume", factor=1)
    assert normalize(["3万标方"], "gas_volume", vocabulary=mine)["unit"].to_pylist() == ["Nm3"]
    assert normalize(["3万元"], currency="HKD")["currency"].to_pylist() == ["HKD"]
    dates = normalize(["去年", "2020年5月20日", "昨天上午"], "date", reference=DAY)
    assert dates["date_start"].to_pylist()[:2] == [date(2021, 1, 1), date(2020, 5, 20)]
    assert dates["date_end"].to_pylist()[0] == date(2021, 12, 31)


def test_a_reader_gives_what_a_column_gives() -> None:
    reader = Reader("money", None, Options())
    assert reader.row("3亿元").flat.amount == "300000000"
    assert reader.value("3亩") is None


# ------------------------------------------------------------------ documents


def test_the_table_has_what_extract_finds() -> None:
    texts = [row.text for row in all_rows()]
    table = extract_table(texts, reference=DAY)
    expected = [(row, mention) for row, text in enumerate(texts) for mention in extract(text, reference=DAY)]
    assert table.schema == MENTIONS
    assert table["row"].to_pylist() == [row for row, _ in expected]
    rows = differential.rows_of([mention for _, mention in expected])
    got = differential.table_rows(table)
    assert [pair for pair in zip(rows, got, strict=True) if not differential.same_row(*pair)] == []


def test_rules_and_shapes_read_the_same() -> None:
    """benchmarks/differential.py does the same with hundreds of thousands of texts."""
    texts = differential.texts(random.Random(11), 2_000)
    assert differential.check_texts(texts, 5)[2] == 0
    assert differential.check_texts(differential.documents(11, 60_000), 5)[2] == 0


def test_batches_hold_so_many_texts_and_are_read_as_asked_for() -> None:
    asked: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(1_000):
            asked.append(number)
            yield f"第{number + 1}批总投资{number + 1}亿元"

    batches = extract_batches(texts(), batch_size=10)
    first = batches.read_next_batch()
    assert first["row"].to_pylist() == [row for row in range(10) for _ in range(2)]
    assert len(asked) <= 20
    assert sum(batch.num_rows for batch in batches) == 1_980


def test_memory_does_not_grow_with_the_texts() -> None:
    text = next(iter(differential.documents(1, 3_000)))

    def objects_after(count: int) -> int:
        for _ in extract_batches((text for _ in range(count)), batch_size=50):
            pass
        gc.collect()
        return len(gc.get_objects())

    objects_after(100)
    assert objects_after(1_000) < objects_after(100) + 1_000


def test_reference_is_one_date_or_one_a_text() -> None:
    texts = ["去年", "去年", None, "去年"]
    one = extract_table(texts, reference=DAY)
    assert one["date_start"].to_pylist() == [date(2021, 1, 1)] * 3
    days = [date(2021, 1, 1), datetime(2020, 1, 1, 8), None, date(2019, 6, 1)]
    for column in (days, pa.array([day and date(day.year, day.month, day.day) for day in days])):
        own = extract_table(texts, reference=column)
        assert own["date_start"].to_pylist() == [date(2020, 1, 1), date(2019, 1, 1), date(2018, 1, 1)]
    with pytest.raises(ValueError, match="only 1 dates"):
        extract_table(texts, reference=days[:1])


def test_kinds_keep_only_their_own_and_dates_still_lean_on_each_other() -> None:
    text = "2019年总投资3亿元，占地20亩，5月18日开工。"
    for kinds in (["money"], ["area", "date"], ["date"]):
        got = extract_table([text], kinds=kinds, reference=DAY)
        assert got["text"].to_pylist() == [m.text for m in extract(text, kinds=kinds, reference=DAY)]
    assert extract_table([text], kinds=["date"], reference=DAY)["date_start"].to_pylist()[-1] == date(2019, 5, 18)


def test_indicators_are_those_of_extract_whatever_is_asked_for() -> None:
    texts = [row.text for row in all_rows()]
    for kinds in (None, ["money"], ["count", "percent"], ["date"]):
        got = extract_table(texts, kinds=kinds, reference=DAY)
        expected = [m.indicator for text in texts for m in extract(text, kinds=kinds, reference=DAY)]
        assert got["indicator"].to_pylist() == expected
    assert any(expected) is False  # a date has none
    without = extract_table(texts, reference=DAY, indicators=False)
    assert without["indicator"].null_count == len(without)
    assert without.drop_columns("indicator") == extract_table(texts, reference=DAY).drop_columns("indicator")


def test_what_no_column_holds_whole_is_text() -> None:
    (third, clock, month, years) = extract_table(["占三分之一", "17:32:04发布", "5月18日", "历时两年半"])[
        "exact"
    ].to_pylist()
    assert (third, clock, month, years) == ("1/3", "17:32:04", "XXXX-05-18", "P2Y6M")


def test_bad_texts() -> None:
    with pytest.raises(TypeError, match="text 1 must be a str"):
        extract_table(["3亿元", 3])
    with pytest.raises(TypeError, match="iterable of str"):
        extract_table("3亿元")
    with pytest.raises(ValueError, match="batch_size"):
        extract_batches([], batch_size=0)
    with pytest.raises(ValueError, match="unknown kinds"):
        extract_batches([], kinds=["volumes"])


def test_columns_of() -> None:
    assert columns_of("area").names[:4] == ["amount", "low", "high", "unit"]
    assert columns_of("date").names[:2] == ["date_start", "date_end"]


def test_one_object_takes_any_text() -> None:
    odd: list[Any] = ["", "\ud800", "\x00", "1" * 5_000, "亿" * 5_000, "3亿\x00元", "�3亿元"]
    table = extract_table(odd)
    assert table["text"].to_pylist() == [mention.text for text in odd for mention in extract(text)]
