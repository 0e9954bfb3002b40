"""polars: eager, lazy and streaming give what the columns module gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extras import needs

needs("polars", "pyarrow")

import polars as pl

import jjj_parse.polars  # noqa: F401  # registers `jjj`
from jjj_parse import KINDS
from tables import CELLS, DAYS, HEADER, TEXTS, mentions, read

REFERENCE = date(2021, 5, 20)


def frame() -> pl.DataFrame:
    days = pl.Series(DAYS, dtype=pl.Date)
    return (
        pl.DataFrame({HEADER: CELLS})
        .with_row_index()
        .join(pl.DataFrame({"text": TEXTS, "day": days}).with_row_index(), on="index", how="left")
    )


def collected(expression: pl.Expr, how: str) -> list[Any]:
    if how == "eager":
        found = frame().select(expression.alias("found"))
        return [*found["found"].to_list()]
    lazy = frame().lazy().select(expression.alias("found"))
    assert lazy.collect_schema()["found"] == lazy.collect().schema["found"]
    return [*lazy.collect(engine="streaming" if how == "streaming" else "in-memory")["found"].to_list()]


@pytest.mark.parametrize("how", ["eager", "lazy", "streaming"])
def test_cells(how: str) -> None:
    assert collected(pl.col(HEADER).jjj.money(unit="万元"), how) == read(unit="万元")
    assert collected(pl.col(HEADER).jjj.money(currency="USD", unit="亿元"), how) == read(unit="亿元", currency="USD")
    assert collected(pl.col(HEADER).jjj.area(), how) == read(kind="area")
    assert collected(pl.col("text").jjj.date(reference=REFERENCE), how)[:6] == read(TEXTS, "date", reference=REFERENCE)


@pytest.mark.parametrize("how", ["eager", "lazy", "streaming"])
def test_texts(how: str) -> None:
    assert collected(pl.col("text").jjj.extract(reference=REFERENCE), how)[:6] == mentions(reference=REFERENCE)
    assert collected(pl.col("text").jjj.extract(reference=pl.col("day")), how)[:6] == mentions(reference=DAYS)
    assert collected(pl.col("text").jjj.extract(kinds=["money"]), how)[:6] == mentions(kinds=["money"])


def test_a_header_with_a_unit_gives_it_to_bare_numbers() -> None:
    cells = pl.Series("投资额（万元）", ["12.5", "3元"])
    assert [row["amount"] for row in cells.jjj.money()] == [125000, 3]
    assert [row["amount"] for row in cells.jjj.money(unit="亿元")] == [1250000000, 3]
    assert cells.alias("投资额（2021年）").jjj.money()[0]["status"] == "ambiguous"
    assert pl.DataFrame(cells).select(pl.all().jjj.money()).to_series()[0]["amount"] == 125000


def test_a_series() -> None:
    series = frame()[HEADER]
    assert series.jjj.money().to_list() == read(unit=HEADER)
    assert series.jjj.money().name == HEADER
    text = frame()["text"].head(6)
    assert text.jjj.extract(reference=frame()["day"].head(6)).to_list() == mentions(reference=DAYS)


def test_a_column_of_numbers() -> None:
    assert [row["amount"] for row in pl.Series([1, None, 25]).jjj.money(unit="万元")] == [10000, None, 250000]


def test_nothing_in_gives_nothing_of_the_same_type() -> None:
    empty = frame().clear()
    assert empty.select(pl.col(HEADER).jjj.money()).schema == frame().select(pl.col(HEADER).jjj.money()).schema
    assert empty.select(pl.col("text").jjj.extract()).height == 0


def test_every_kind_has_a_method() -> None:
    for kind in {*KINDS, "measure"}:
        assert getattr(pl.Series([None], dtype=pl.String).jjj, kind)()[0]["status"] == "empty", kind


def test_streaming_reads_more_than_one_part() -> None:
    """Long enough for several morsels; a mention must stay beside its own text."""
    many = pl.DataFrame({"text": [f"第{n}批投资{n}万元" for n in range(30_000)]})
    found = many.lazy().select(pl.col("text").jjj.extract(kinds=["money"]).list.first().struct.field("amount"))
    assert found.collect(engine="streaming")["amount"].to_list() == [n * 10_000 for n in range(30_000)]
