"""What is written into a sheet is what openpyxl and pandas read from it, and nothing in it is a formula."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extras import needs
from jjj_parse import _sheet
from jjj_parse._sheet import CHARACTERS, DoesNotFit, Sheet

needs("openpyxl")

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

FORMULAS = [
    "=1+1", "==", "=", "+1", "-1", "-", "@SUM(A1)", "\t=1", "\n=1", "'=1", "'", "''x", "=cmd|' /C calc'!A0", '=HYPERLINK("x")',
    *ERROR_CODES, "TRUE", "1.50", "007", "1e5", "2020-06-08", "_x0041_", " x ", "投资\n亿元", "😀", "<b>&amp;</b>",
]  # fmt: skip


def written(rows: Sequence[Sequence[Any]], path: Path) -> list[list[Any]]:
    """The cells that openpyxl finds in a sheet of these rows."""
    sheet = Sheet(["h"] * len(rows[0]))
    for row in rows:
        sheet.append(row)
    sheet.save(path)
    return [list(row) for row in load_workbook(path).active.iter_rows(min_row=2)]


def test_a_text_stays_the_same_text_and_is_no_formula(tmp_path: Path) -> None:
    for text, (cell,) in zip(FORMULAS, written([[text] for text in FORMULAS], tmp_path / "a.xlsx"), strict=True):
        assert (cell.value, cell.data_type) == (text, "s")
        if text[0] in "=+-@":
            assert cell.quotePrefix, "a text to Excel also after it was edited"


def test_pandas_reads_the_same_texts(tmp_path: Path) -> None:
    needs("pandas")
    import pandas as pd

    written([[text] for text in FORMULAS], tmp_path / "a.xlsx")
    assert list(pd.read_excel(tmp_path / "a.xlsx", keep_default_na=False)["h"]) == FORMULAS


@given(texts=st.lists(st.text(st.characters(), min_size=1), min_size=1, max_size=5))
def test_any_text(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    cells = written([texts], tmp_path_factory.mktemp("sheet") / "a.xlsx")[0]
    for text, cell in zip(texts, cells, strict=True):
        kept = [
            char if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff") else "\ufffd"
            for char in text.replace("\r\n", "\n").replace("\r", "\n")
        ]  # fmt: skip
        assert (cell.value, cell.data_type) == ("".join(kept), "s")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (999_999_999_999_999, 999_999_999_999_999),
        (1_000_000_000_000_001, "1000000000000001"),
        (Decimal("0.10"), 0.1),
        (Decimal("2500000000.0000000000"), 2500000000),
        (Decimal("123456789012345.6"), "123456789012345.6"),
        # A number of 38 digits: rounded to 28, as the default context does, it would look like one of a single digit.
        (Decimal("1000000000000000000000000000.0000000001"), "1000000000000000000000000000.0000000001"),
        (0.1, 0.1),
        (float("inf"), "inf"),
        (date(2020, 6, 8), datetime(2020, 6, 8)),
        (date(1900, 3, 1), datetime(1900, 3, 1)),
        (date(1900, 2, 28), "1900-02-28"),
        (date(1850, 1, 1), "1850-01-01"),
        (datetime(2020, 6, 8, 8, 30), datetime(2020, 6, 8, 8, 30)),
        (datetime(2020, 6, 8, 8, 30, tzinfo=UTC), "2020-06-08T08:30:00+00:00"),
    ],
)
def test_values(value: object, read: object, tmp_path: Path) -> None:
    ((_, cell),) = written([["x", value]], tmp_path / "a.xlsx")
    assert cell.value == read and type(cell.value) is type(read)


def test_what_a_sheet_cannot_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written([["长" * CHARACTERS]], tmp_path / "a.xlsx")[0][0].value == "长" * CHARACTERS
    sheet = Sheet(["h"])
    with pytest.raises(DoesNotFit, match=r"row 2: a cell of a sheet holds 32,767 characters, not 32,768"):
        sheet.append(["长" * (CHARACTERS + 1)])
    monkeypatch.setattr(_sheet, "ROWS", 2)
    with pytest.raises(DoesNotFit, match="a sheet holds 2 rows"):
        sheet.append(["x"])
    sheet.drop()


def test_openpyxl_is_asked_for_by_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"jjj_parse\[xlsx\]"):
        Sheet(["h"])
