"""A sheet of an xlsx file that says what it was given: text stays that text and is no formula, a number is exact or text.

Needs openpyxl: `pip install "jjj_parse[xlsx]"`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from jjj_parse._engine import compile_pattern
from jjj_parse._exact import DIGITS, fits_double, plain

ROWS = 1_048_576
"""Rows of a sheet, the headers among them."""
CHARACTERS = 32_767
"""Characters of a cell; openpyxl would cut a longer text without a word."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it stands a 29 February 1900, for Excel, and no day before 1900."""
# What XML cannot hold, U+FFFE and U+FFFF and halves of surrogate pairs too: one of them makes the whole file unreadable.
_NO_XML = compile_pattern(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = compile_pattern(r"\r\n?")
_SPECIAL = frozenset("=+-@#\t")
"""How texts begin that Excel, or openpyxl, would take for a formula or an error, when written or when a person edits the cell."""


class DoesNotFit(ValueError):
    """A sheet cannot hold so many rows, or a cell so long a text."""


class Sheet:
    """A sheet being written, row by row. Raises `ImportError` that names the extra where openpyxl is not there."""

    def __init__(self, headers: Sequence[str], title: str = "Sheet", *, frozen: bool = False) -> None:
        try:
            from openpyxl import Workbook
            from openpyxl.cell import WriteOnlyCell
        except ImportError as error:
            raise ImportError('an xlsx file needs openpyxl: python -m pip install "jjj_parse[xlsx]"') from error
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(title)
        self._new_cell = WriteOnlyCell
        self._count = 0
        if frozen:
            self._sheet.freeze_panes = "A2"
        self.append(headers)

    def append(self, row: Sequence[Any]) -> None:
        """One row more: None, texts, numbers (`Decimal` too), truth values, days and times. Raises `DoesNotFit`."""
        if self._count == ROWS:
            raise DoesNotFit(f"a sheet holds {ROWS:,} rows: write csv, jsonl or parquet instead")
        self._count += 1
        self._sheet.append([self._cell(value) for value in row])

    def save(self, path: Path) -> None:
        """Write the file."""
        with path.open("wb") as out:
            self._book.save(out)

    def drop(self) -> None:
        """Let go of the sheet unwritten."""
        self._sheet.close()

    def _cell(self, value: Any) -> Any:
        value = stored(value)
        if not isinstance(value, str):
            return value
        if len(value) > CHARACTERS:
            raise DoesNotFit(
                f"row {self._count:,}: a cell of a sheet holds {CHARACTERS:,} characters, not {len(value):,}: "
                "write csv, jsonl or parquet instead"
            )
        if value[:1] not in _SPECIAL:
            return value
        cell = self._new_cell(self._sheet, value)
        cell.data_type = "s"
        cell.quotePrefix = True  # a text to Excel also after it was edited, without an apostrophe in it
        return cell


def stored(value: Any) -> Any:
    """What a cell holds of a value: a number of more than 15 digits, and a day that Excel does not have, as text.

    Of a text the line breaks become line feeds, and U+FFFD stands for a character that no xlsx file can hold.

    >>> stored(Decimal("0.10")), stored(Decimal("1234567890123456.78")), stored(date(1850, 1, 1)), stored("a\\r\\nb\\0")
    (Decimal('0.1'), '1234567890123456.78', '1850-01-01', 'a\\nb\ufffd')
    """
    if isinstance(value, str):
        return _NO_XML.sub("\ufffd", _LINE_BREAK.sub("\n", value))
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else str(value)
    if isinstance(value, Decimal):
        return Decimal(plain(value)) if fits_double(value) else plain(value)
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, datetime):
        return value if value.date() >= _FIRST_DAY and value.tzinfo is None else value.isoformat()
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else value.isoformat()
    return value
