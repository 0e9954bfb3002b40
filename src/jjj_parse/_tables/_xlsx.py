"""xlsx. A sheet holds numbers as doubles, of which Excel shows at most 15 digits; so many are read, and no number of more is written."""

from __future__ import annotations

import warnings
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from jjj_parse import _json_text
from jjj_parse._cli_common import BAD_DATA, USAGE, Failure, missing_library
from jjj_parse._cli_hints import did_you_mean, listed
from jjj_parse._exact import DIGITS, plain
from jjj_parse._sheet import DoesNotFit, Sheet
from jjj_parse._tables._common import (
    JSON_TEXTS,
    ROWS,
    Layout,
    Source,
    is_json,
    json_of,
    no_headers,
    place_of,
    text_of,
)


def read_xlsx(path: Path, layout: Layout) -> Source:
    """One sheet, whole (it has 1,048,576 rows at most); a formula counts as the value that was saved with it."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise missing_library("an xlsx file", "xlsx") from None
    from zipfile import BadZipFile

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations, which are not read
        try:
            book = load_workbook(path, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError) as error:
            raise Failure(
                BAD_DATA, f"{path} is no xlsx file: {error}: open it in a spreadsheet program and save it as .xlsx"
            ) from None
        if layout.sheet is not None and layout.sheet not in book.sheetnames:
            hint = did_you_mean(layout.sheet, book.sheetnames)
            raise Failure(USAGE, f"{path} has no sheet {layout.sheet!r}: it has {listed(book.sheetnames)}{hint}")
        sheet = book[layout.sheet] if layout.sheet is not None else book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(min_row=layout.header_row)]
        book.close()
    return _sheet(path, rows, layout)


def _sheet(path: Path, rows: list[list[Any]], layout: Layout) -> Source:
    from openpyxl.utils import get_column_letter

    if not rows:
        raise no_headers(path, layout.header_row)
    while len(rows) > 1 and all(cell.value is None for cell in rows[-1]):
        rows.pop()
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell.value is not None), default=0)
    headers = [text_of(cell.value) for cell in rows[0]] + [None] * width
    names = [(headers[n] or get_column_letter(n + 1)).strip() for n in range(width)]
    place = place_of(path, names, layout.column.strip(), rows=True)
    body = [row[:width] for row in rows[1:]]
    columns = [[row[n].value if n < len(row) else None for row in body] for n in range(width)]
    arrays = [_typed(column) for column in columns]
    fields = [pa.field(name, array.type, metadata=meta) for name, (array, meta) in zip(names, arrays, strict=True)]
    table = pa.table([array for array, _ in arrays], schema=pa.schema(fields))
    cells = [excel_text(row[place]) if place < len(row) else None for row in body]
    parts = ((table.slice(n, ROWS), cells[n : n + ROWS]) for n in range(0, len(body), ROWS))
    return Source(table.schema, place, parts)


def _typed(cells: list[Any]) -> tuple[pa.Array, dict[bytes, bytes] | None]:
    """A column of one type as that type, one of several as JSON texts."""
    types = {type(cell) for cell in cells if cell is not None}
    if types <= {str}:
        return pa.array(cells, pa.string()), None
    if types in ({int}, {float}, {bool}) or types == {int, float}:
        try:
            return pa.array(cells, pa.float64() if float in types else None), None
        except (OverflowError, pa.ArrowInvalid):
            pass  # an integer of more than 64 bits
    if types == {datetime}:
        days = all(cell is None or cell.time() == time() for cell in cells)
        return pa.array(cells, pa.date32() if days else pa.timestamp("us")), None
    return pa.array([None if cell is None else json_of(cell) for cell in cells], pa.string()), JSON_TEXTS


def excel_text(cell: Any) -> str | None:
    """The text of a cell of a sheet: a number as Excel shows it at most, with 15 digits; with % where its format has it.

    Other formats (currency signs, words) do not change what a number is.
    """
    value = cell.value
    if isinstance(value, float) and value - value == 0:
        value = Decimal(f"{value:.{DIGITS}g}")
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return plain(Decimal(f"{value}e2")) + "%" if isinstance(value, int) else plain(value * 100) + "%"
    return text_of(value)


def _of_json(text: str) -> Any:
    """The value of a JSON text; a number that no double is stays text, a list or an object its JSON text."""
    value = _json_text.loads(text)
    if isinstance(value, list | dict):
        return text
    if isinstance(value, _json_text.NumberText):
        double = float(value)
        return double if double - double == 0 and Decimal(repr(double)) == Decimal(value) else str(value)
    return value


class XlsxWriter:
    """One sheet, see `jjj_parse._sheet`: numbers are numbers where 15 digits hold them, else text, and no text is a formula."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path = path
        try:
            self.sheet = Sheet(schema.names)
        except ImportError:
            raise missing_library("an xlsx file", "xlsx") from None
        except DoesNotFit as error:
            raise Failure(USAGE, str(error)) from None

    def write(self, table: pa.Table) -> None:
        columns = []
        for column, field in zip(table.columns, table.schema, strict=True):
            cells = column.to_pylist()
            columns.append([cell and _of_json(cell) for cell in cells] if is_json(field) else list(map(_plain, cells)))
        try:
            for row in zip(*columns, strict=True):
                self.sheet.append(row)
        except DoesNotFit as error:
            raise Failure(USAGE, str(error)) from None

    def close(self) -> None:
        self.sheet.save(self.path)

    def drop(self) -> None:
        self.sheet.drop()


def _plain(value: Any) -> Any:
    """A value that a sheet has, any other as its text."""
    return value if value is None or isinstance(value, bool | int | float | Decimal | date) else text_of(value)
