"""pandas: the accessor keeps the index and the exact amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from extras import needs

needs("pandas", "pyarrow")

import pandas as pd

import jjj_parse.pandas  # noqa: F401  # registers `jjj`
from jjj_parse import KINDS
from tables import CELLS, DAYS, HEADER, TEXTS, mentions, read

LETTERS = list("abcdefghijklmnopqrstuvwxyz")


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in frame.to_dict("records")]


def test_cells() -> None:
    series = pd.Series(CELLS, index=LETTERS[: len(CELLS)], name=HEADER)
    found = series.jjj.money(unit="万元")
    assert plain(found) == read(unit="万元")
    assert list(found.index) == LETTERS[: len(CELLS)]
    assert plain(series.jjj.area()) == read(kind="area")
    assert plain(series.jjj.money(currency="USD")) == read(unit=HEADER, currency="USD")


def test_amounts_stay_exact() -> None:
    amounts = pd.Series(["0.1元", "0.2元", "9007199254740993元"]).jjj.money()["amount"]
    assert amounts.sum() == Decimal("9007199254740993.3")
    assert str(amounts.dtype) == "decimal128(38, 10)[pyarrow]"


def test_a_header_with_a_unit_gives_it_to_bare_numbers() -> None:
    frame = pd.DataFrame({"投资额（万元）": ["12.5", "3元"], "面积(亩)": ["7", "2公顷"]})
    assert list(frame["投资额（万元）"].jjj.money()["amount"]) == [125000, 3]
    assert list(frame["面积(亩)"].jjj.area()["unit"]) == ["mu", "ha"]
    assert frame["投资额（万元）"].rename("投资额").jjj.money()["status"][0] == "ambiguous"
    assert frame["投资额（万元）"].rename(7).jjj.money()["status"][0] == "ambiguous"


def test_columns_of_other_types() -> None:
    """A spreadsheet's column of numbers and texts, numbers alone, categories, and both string types."""
    mixed = pd.Series([1, 2.5, None, float("nan"), "3万元", pd.NA], dtype=object)
    assert list(mixed.jjj.money(unit="亿元")["status"]) == ["ok", "ok", "empty", "empty", "ok", "empty"]
    assert list(mixed.jjj.money(unit="亿元")["amount"][:2]) == [100_000_000, 250_000_000]
    assert list(pd.Series([1, 2]).jjj.money(unit="元")["amount"]) == [1, 2]
    assert list(pd.Series(["1元", "1元"], dtype="category").jjj.money()["amount"]) == [1, 1]
    for dtype in ("object", "string", "string[pyarrow]", pd.ArrowDtype(__import__("pyarrow").large_string())):
        assert plain(pd.Series(CELLS, dtype=dtype).jjj.money(unit="元")) == read(unit="元")


def test_texts() -> None:
    series = pd.Series(TEXTS, index=LETTERS[:6])
    found = series.jjj.extract(reference=pd.Series(DAYS))
    expected = mentions(reference=DAYS)
    assert plain(found) == [row for text in expected for row in text or []]
    assert list(found.index) == [letter for letter, text in zip(LETTERS, expected, strict=False) for _ in text or []]
    joined = series.to_frame("source").join(found, how="inner")
    assert all(row["source"][row["start"] : row["end"]] == row["text"] for _, row in joined.iterrows())
    assert plain(series.jjj.extract(reference=date(2020, 1, 1), kinds=["date"]))[0]["date_start"] == date(2020, 1, 1)


def test_an_index_of_two_levels() -> None:
    index = pd.MultiIndex.from_tuples([("京", 1), ("津", 2)])
    assert list(pd.Series(["1元2角", "投资3元"], index=index).jjj.extract().index) == [("京", 1), ("津", 2)]


def test_nothing_in_gives_nothing() -> None:
    empty = pd.Series([], dtype="string")
    assert list(empty.jjj.money().columns)[:3] == ["amount", "low", "high"]
    assert len(empty.jjj.extract()) == 0


def test_every_kind_has_a_method() -> None:
    for kind in {*KINDS, "measure"}:
        assert getattr(pd.Series([None], dtype="string").jjj, kind)()["status"][0] == "empty", kind
