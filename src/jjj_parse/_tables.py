"""Tables in files: csv, tsv, xlsx, jsonl and parquet to Arrow and back, and to Stata, part by part where the format allows.

Cells are read as text and never go through a float: a csv or JSON number keeps its digits. An Excel sheet holds numbers as doubles, of which
Excel itself shows at most 15 digits; so many are read, and a number of more digits is not written to xlsx or dta as a number.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jjj_parse import _files, _json_text
from jjj_parse._cli_common import Failure, missing_library
from jjj_parse._exact import plain

ROWS = 10_000
"""Rows read, and held in memory, at a time."""
_SAMPLE = 1 << 20
DIGITS = 15
"""Decimal digits that a double always keeps, and that Excel shows."""
_JSON = {b"jjj_parse": b"json"}
"""Marks a column of strings that are JSON texts: cells of several types, which only jsonl and xlsx can write as such."""


class Layout(NamedTuple):
    """Where in the file the column is, and whom to tell of a line that cannot be read."""

    column: str
    header_row: int
    sheet: str | None
    encoding: str | None
    fault: Callable[[str, int | None], None]


class Source(NamedTuple):
    """A table to be read: its columns, where the one column is, and part by part its rows with the texts of that column."""

    schema: pa.Schema
    place: int
    parts: Iterator[tuple[pa.Table, list[str | None]]]


class Writer(Protocol):
    """A table being written."""

    def write(self, table: pa.Table) -> None: ...

    def close(self) -> None:
        """Finish the file."""

    def drop(self) -> None:
        """Let go of the file unfinished, after an error."""


def _place(path: Path, names: Sequence[str], column: str) -> int:
    if names.count(column) != 1:
        wrong = "several columns" if column in names else "no column"
        raise Failure(2, f"{path} has {wrong} {column!r}: its columns are {', '.join(names)}")
    return names.index(column)


def _strings(rows: Sequence[Sequence[str | None]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=schema)


# csv and tsv


def read_csv(path: Path, layout: Layout) -> Source:
    """A row of too many cells is reported and left out; one of too few ends in empty cells."""
    csv.field_size_limit(2**31 - 1)
    lines = _csv_rows(path, layout)
    skipped = list(itertools.islice(lines, layout.header_row))
    if len(skipped) < layout.header_row:
        raise Failure(2, f"{path} has no row {layout.header_row} for headers")
    names = skipped[-1][1]
    place = _place(path, names, layout.column)
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    return Source(schema, place, _csv_parts(lines, schema, place, layout))


def _csv_rows(path: Path, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    try:
        encoding, skip = _files.encoding_of(sample)
    except _files.MissingLibrary as error:
        raise Failure(65, f"{path}: {error}") from None
    if layout.encoding is not None and not skip:
        encoding = _files.known_encoding(layout.encoding) or layout.encoding
    with path.open("rb") as file:
        file.seek(skip)
        with open(file.fileno(), encoding=encoding, errors="replace", newline="", closefd=False) as text:
            start = text.tell()
            delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text.readline())
            text.seek(start)
            reader = csv.reader(text, delimiter=delimiter)
            for row in reader:
                if any(_files.LEFT_OUT in cell for cell in row):
                    layout.fault(f"not {encoding.upper()}", reader.line_num)
                yield reader.line_num, row


def _delimiter(header: str) -> str:
    """The comma; the semicolon or tab where the first line has no comma."""
    return next((sign for sign in (",", ";", "\t") if sign in header), ",")


def _csv_parts(
    lines: Iterator[tuple[int, list[str]]], schema: pa.Schema, place: int, layout: Layout
) -> Iterator[tuple[pa.Table, list[str | None]]]:
    width = len(schema)
    while part := list(itertools.islice(lines, ROWS)):
        rows: list[list[str]] = []
        for line, row in part:
            if len(row) > width:
                layout.fault(f"{len(row)} cells, expected {width}", line)
            elif row:  # an empty line is no row
                rows.append(row + [""] * (width - len(row)))
        # A cell of which characters are lost gives no value, whatever the rest of it says.
        yield _strings(rows, schema), [_whole(row[place]) for row in rows]


def _whole(cell: str) -> str:
    return _files.LEFT_OUT if _files.LEFT_OUT in cell else cell


class CsvWriter:
    """UTF-8, one line a row; nothing is an empty cell."""

    delimiter = ","

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.file = path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file, delimiter=self.delimiter, lineterminator="\n")
        self.writer.writerow(schema.names)

    def write(self, table: pa.Table) -> None:
        columns = [_texts(column, field) for column, field in zip(table.columns, table.schema, strict=True)]
        self.writer.writerows(zip(*columns, strict=True))

    def close(self) -> None:
        self.file.close()

    drop = close


class TsvWriter(CsvWriter):
    """The same with tabs."""

    delimiter = "\t"


def _is_json(field: pa.Field) -> bool:
    return field.metadata is not None and field.metadata.items() >= _JSON.items()


def _texts(column: pa.ChunkedArray, field: pa.Field) -> list[str | None]:
    """The cells of a column as text, exact."""
    if pa.types.is_decimal(field.type):
        return _plain_decimals(column)
    cells = column.to_pylist()
    if _is_json(field):
        return [_json_text.plain_text(cell) for cell in cells]
    if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
        return cells  # type: ignore[no-any-return]  # pyarrow has no types
    return [text_of(cell) for cell in cells]


def _plain_decimals(column: pa.ChunkedArray) -> list[str | None]:
    """Decimals in plain notation, without a Python object for each: 12345000.0000000000 is 12345000."""
    written = column.cast(pa.string())
    cells: list[str | None] = pc.utf8_rtrim(pc.utf8_rtrim(written, "0"), ".").to_pylist()
    if pc.any(pc.match_substring(written, "E")).as_py() or column.type.scale <= 0:  # 0E-10, 1E-7
        return [text_of(cell) for cell in column.to_pylist()]
    return cells


def text_of(cell: Any) -> str | None:
    """A cell as text: a number in plain notation, a date in ISO 8601."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return plain(Decimal(repr(cell))) if cell - cell == 0 else str(cell)  # inf and nan are no numbers
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() and cell.tzinfo is None else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return json.dumps(cell, ensure_ascii=False, default=text_of)


# jsonl


def read_jsonl(path: Path, layout: Layout) -> Source:
    """Read twice: the first time for the names. A line that is no JSON object is reported and left out."""
    names: dict[str, None] = {}
    for _, record in _records(path, None):
        names.update(dict.fromkeys(record))
    place = _place(path, list(names), layout.column)
    schema = pa.schema([pa.field(name, pa.string(), metadata=_JSON) for name in names])
    return Source(schema, place, _json_parts(path, schema, place, layout))


def _records(path: Path, fault: Callable[[str, int | None], None] | None) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = _json_text.loads(line)
            except ValueError as error:
                record, reason = None, f"no JSON: {error}"
            else:
                reason = "no JSON object"
            if isinstance(record, dict):
                yield number, record
            elif fault is not None:
                fault(reason, number)


def _json_parts(
    path: Path, schema: pa.Schema, place: int, layout: Layout
) -> Iterator[tuple[pa.Table, list[str | None]]]:
    records = _records(path, layout.fault)
    while part := list(itertools.islice(records, ROWS)):
        rows = []
        for line, record in part:
            row = [_json_text.dumps(record[name]) if name in record else None for name in schema.names]
            if any(_files.LEFT_OUT in text for text in row if text):
                layout.fault("not UTF-8", line)
            rows.append(row)
        cells = [_json_text.plain_text(row[place]) for row in rows]
        yield _strings(rows, schema), [cell and _whole(cell) for cell in cells]


class JsonlWriter:
    """One object a line. Amounts are strings, as in `Mention.to_dict`; a key that a line did not have it does not get."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, table: pa.Table) -> None:
        keys = [json.dumps(name, ensure_ascii=False) for name in table.column_names]
        columns = [_json_texts(column, field) for column, field in zip(table.columns, table.schema, strict=True)]
        for row in zip(*columns, strict=True):
            pairs = (f"{key}: {text}" for key, text in zip(keys, row, strict=True) if text is not None)
            self.file.write("{" + ", ".join(pairs) + "}\n")

    def close(self) -> None:
        self.file.close()

    drop = close


def _json_texts(column: pa.ChunkedArray, field: pa.Field) -> list[str | None]:
    """The cells of a column as JSON texts."""
    if _is_json(field):
        return column.to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types
    if pa.types.is_decimal(field.type) or pa.types.is_string(field.type):
        quote = json.encoder.encode_basestring
        return ["null" if cell is None else quote(cell) for cell in _texts(column, field)]
    return [_json_of(cell) for cell in column.to_pylist()]


def _json_of(cell: Any) -> str:
    if isinstance(cell, float) and cell - cell != 0:
        return "null"
    return json.dumps(cell, ensure_ascii=False, default=text_of)


# parquet


def read_parquet(path: Path, layout: Layout) -> Source:
    """Columns keep their types."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise Failure(65, f"{path}: {error}") from None
    place = _place(path, file.schema_arrow.names, layout.column)
    return Source(file.schema_arrow.remove_metadata(), place, _parquet_parts(file, place))


def _parquet_parts(file: pq.ParquetFile, place: int) -> Iterator[tuple[pa.Table, list[str | None]]]:
    for batch in file.iter_batches(batch_size=ROWS):
        table = pa.Table.from_batches([batch]).replace_schema_metadata()
        yield table, [text_of(cell) for cell in table.column(place).to_pylist()]


class ParquetWriter:
    """Amounts are decimals; cells of several types are text."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.schema = pa.schema([pa.field(field.name, field.type) for field in schema])
        self.writer = pq.ParquetWriter(path, self.schema)

    def write(self, table: pa.Table) -> None:
        columns = [
            pa.array(_texts(column, field), pa.string()) if _is_json(field) else column
            for column, field in zip(table.columns, table.schema, strict=True)
        ]
        self.writer.write_table(pa.table(columns, schema=self.schema))

    def close(self) -> None:
        self.writer.close()

    drop = close


# xlsx


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
            raise Failure(65, f"{path}: no xlsx file: {error}") from None
        if layout.sheet is not None and layout.sheet not in book.sheetnames:
            raise Failure(2, f"{path} has no sheet {layout.sheet!r}: it has {', '.join(book.sheetnames)}")
        sheet = book[layout.sheet] if layout.sheet is not None else book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(min_row=layout.header_row)]
        book.close()
    return _sheet(path, rows, layout)


def _sheet(path: Path, rows: list[list[Any]], layout: Layout) -> Source:
    from openpyxl.utils import get_column_letter

    if not rows:
        raise Failure(2, f"{path} has no row {layout.header_row} for headers")
    while len(rows) > 1 and all(cell.value is None for cell in rows[-1]):
        rows.pop()
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell.value is not None), default=0)
    headers = [text_of(cell.value) for cell in rows[0]] + [None] * width
    names = [(headers[n] or get_column_letter(n + 1)).strip() for n in range(width)]
    place = _place(path, names, layout.column.strip())
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
    return pa.array([None if cell is None else _json_of(cell) for cell in cells], pa.string()), _JSON


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


def fits_double(number: Decimal) -> bool:
    """Whether a double shows the number again: it has at most 15 significant digits."""
    return len(plain(number).replace("-", "").replace(".", "").strip("0")) <= DIGITS


class XlsxWriter:
    """Numbers are numbers where 15 digits hold them, else text; text that begins with = is no formula."""

    rows = 1_048_576

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        try:
            from openpyxl import Workbook
            from openpyxl.cell import WriteOnlyCell
            from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        except ImportError:
            raise missing_library("an xlsx file", "xlsx") from None
        self.path = path
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet()
        self.cell, self.illegal = WriteOnlyCell, ILLEGAL_CHARACTERS_RE
        self.left = self.rows
        self._rows([schema.names])

    def write(self, table: pa.Table) -> None:
        columns = []
        for column, field in zip(table.columns, table.schema, strict=True):
            cells = column.to_pylist()
            columns.append([None if cell is None else json.loads(cell) for cell in cells] if _is_json(field) else cells)
        self._rows(zip(*columns, strict=True))

    def _rows(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            if not self.left:
                raise Failure(2, f"a sheet holds {self.rows:,} rows: write csv or parquet instead")
            self.left -= 1
            self.sheet.append([self._cell(value) for value in row])

    def _cell(self, value: Any) -> Any:
        if isinstance(value, Decimal) and fits_double(value):
            return Decimal(plain(value))  # without the zeros of the column's scale
        if value is None or isinstance(value, bool | int | date) or (isinstance(value, float) and value - value == 0):
            return value if not isinstance(value, int) or abs(value) < 10**DIGITS else str(value)
        text = self.illegal.sub("\ufffd", text_of(value) or "")
        if not text.startswith("="):
            return text
        cell = self.cell(self.sheet, text)
        cell.data_type = "s"
        return cell

    def close(self) -> None:
        self.book.save(self.path)

    def drop(self) -> None:
        self.sheet.close()


# Stata


_NO_NAMES = frozenset(
    [
        "_all",
        "_b",
        "_cons",
        "_n",
        "_N",
        "_pi",
        "_pred",
        "_rc",
        "_skip",
        "aggregate",
        "array",
        "boolean",
        "break",
        "byte",
        "case",
        "catch",
        "class",
        "colvector",
        "complex",
        "const",
        "continue",
        "default",
        "delegate",
        "delete",
        "do",
        "double",
        "else",
        "end",
        "eltypedef",
        "enum",
        "explicit",
        "export",
        "external",
        "float",
        "for",
        "friend",
        "function",
        "global",
        "goto",
        "if",
        "in",
        "inline",
        "int",
        "local",
        "long",
        "mata",
        "matrix",
        "namespace",
        "new",
        "numeric",
        "NULL",
        "pragma",
        "private",
        "protected",
        "public",
        "quad",
        "real",
        "rowvector",
        "scalar",
        "short",
        "signed",
        "static",
        "strL",
        "string",
        "struct",
        "super",
        "switch",
        "template",
        "this",
        "throw",
        "transmorphic",
        "try",
        "typedef",
        "typename",
        "union",
        "unsigned",
        "using",
        "vector",
        "version",
        "virtual",
        "void",
        "volatile",
        "while",
        "with",
    ]
)
_LONGEST = 2045
"""Bytes of a Stata string that is no strL."""


def stata_names(names: Sequence[str]) -> list[str]:
    """Names that Stata takes, each once: letters, digits and _, at most 32, none of its own words.

    >>> stata_names(["投资额（万元）", "2021年", "if", "投资额（万元）"])
    ['投资额_万元_', '_2021年', '_if', '投资额_万元__2']
    """
    found: list[str] = []
    for name in names:
        stem = re.sub(r"\W", "_", name) or "_"
        if stem[0].isdigit() or stem in _NO_NAMES or re.fullmatch(r"str\d+", stem):
            stem = f"_{stem}"
        made = (stem[: 32 - len(end)] + end for end in itertools.chain([""], (f"_{n}" for n in itertools.count(2))))
        found.append(next(one for one in made if one not in found))
    return found


class StataWriter:
    """The whole table at the end, for a dta file begins with its number of rows. Stata has doubles and no decimals."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        try:
            import pandas as pd
        except ImportError:
            raise missing_library("a dta file", "stata") from None
        self.pandas = pd
        self.path, self.schema = path, schema
        self.tables: list[pa.Table] = []

    def write(self, table: pa.Table) -> None:
        self.tables.append(table)

    def drop(self) -> None:
        self.tables.clear()

    def close(self) -> None:
        table = pa.concat_tables(self.tables) if self.tables else self.schema.empty_table()
        names = stata_names(table.column_names)
        columns = dict(
            zip(
                names,
                (self._column(column, field) for column, field in zip(table.columns, table.schema, strict=True)),
                strict=True,
            )
        )
        dates = {
            name: "td" if pa.types.is_date(field.type) else "tc"
            for name, field in zip(names, table.schema, strict=True)
            if pa.types.is_temporal(field.type) and columns[name].dtype.kind == "M"
        }
        long = [
            name
            for name, column in columns.items()
            if column.dtype.kind not in "fM" and max((len(cell.encode()) for cell in column), default=0) > _LONGEST
        ]
        self.pandas.DataFrame(columns).to_stata(
            self.path,
            write_index=False,
            version=118,
            convert_dates=dates,
            convert_strl=long,
            variable_labels={name: label[:80] for name, label in zip(names, table.column_names, strict=True)},
        )

    def _column(self, column: pa.ChunkedArray, field: pa.Field) -> Any:
        """Numbers as doubles where a double holds each of them, days and times as such, everything else as text."""
        kind, cells = field.type, column.to_pylist()
        if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
            plain_times = [None if cell is None else self.pandas.Timestamp(cell) for cell in cells]
            if not any(cell is not None and cell.tzinfo for cell in plain_times):
                return self.pandas.Series(plain_times, dtype="datetime64[ms]")
        numbers = [None if cell is None else _double(cell) for cell in cells] if _is_number(kind) else None
        if numbers is not None and all(
            (one is None) == (cell is None) for one, cell in zip(numbers, cells, strict=True)
        ):
            return self.pandas.Series(numbers, dtype="float64")
        return self.pandas.Series([cell or "" for cell in _texts(column, field)], dtype=object)


def _is_number(kind: pa.DataType) -> bool:
    return any(of(kind) for of in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean))


def _double(cell: Any) -> float | None:
    """The number as a double, None where it would be another number, or none that Stata has."""
    if isinstance(cell, float):
        return cell if abs(cell) < 8e307 else None
    return float(cell) if fits_double(Decimal(cell)) else None


READERS: dict[str, Callable[[Path, Layout], Source]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
}
WRITERS: dict[str, Callable[[Path, pa.Schema], Writer]] = {
    ".csv": CsvWriter,
    ".tsv": TsvWriter,
    ".xlsx": XlsxWriter,
    ".jsonl": JsonlWriter,
    ".ndjson": JsonlWriter,
    ".parquet": ParquetWriter,
    ".dta": StataWriter,
}
FAULTS = (OSError, pa.ArrowException)
"""What goes wrong in the middle of a file: a full disk, a damaged page."""
ROUNDING = (".xlsx", ".dta")
"""Formats whose numbers are doubles."""
