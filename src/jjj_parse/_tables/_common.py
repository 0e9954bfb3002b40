"""What the formats share: what is read and written, and cells as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from jjj_parse import _files, _json_text
from jjj_parse._cli_common import USAGE, Failure
from jjj_parse._cli_hints import did_you_mean, listed
from jjj_parse._exact import plain

ROWS = 10_000
"""Rows read, and held in memory, at a time."""
JSON_TEXTS = {b"jjj_parse": b"json"}
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


def place_of(path: Path, names: Sequence[str], column: str, *, rows: bool) -> int:
    """Where the column is. Raises `Failure`, which names those that there are; in `rows` the headers may stand in another."""
    if names.count(column) == 1:
        return names.index(column)
    if column in names:
        raise Failure(USAGE, f"{path} has several columns {column!r}: rename all but one")
    elsewhere = "--header-row N names another row of headers" if rows else "is the file empty?"
    if not any(names):
        raise Failure(USAGE, f"{path} has no column {column!r}, nor any other: {elsewhere}")
    hint = did_you_mean(column, names) or (f"; {elsewhere}" if rows else "")
    raise Failure(USAGE, f"{path} has no column {column!r}: its columns are {listed(names)}{hint}")


def no_headers(path: Path, row: int) -> Failure:
    """The error for a table that ends before its headers."""
    return Failure(
        USAGE,
        f"{path} "
        + (
            f"has no row {row}: give a smaller --header-row"
            if row > 1
            else "is empty: expected headers in its first row"
        ),
    )


def string_table(rows: Sequence[Sequence[str | None]], schema: pa.Schema) -> pa.Table:
    """Rows of strings as a table of columns."""
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=schema)


def whole(cell: str) -> str:
    """A cell of which characters are lost says nothing, whatever the rest of it says."""
    return _files.LEFT_OUT if _files.LEFT_OUT in cell else cell


def is_json(field: pa.Field) -> bool:
    return field.metadata is not None and field.metadata.items() >= JSON_TEXTS.items()


def texts_of(column: pa.ChunkedArray, field: pa.Field) -> list[str | None]:
    """The cells of a column as text, exact."""
    if pa.types.is_decimal(field.type):
        return plain_decimals(column)
    cells = column.to_pylist()
    if is_json(field):
        return [_json_text.plain_text(cell) for cell in cells]
    if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
        return cells  # type: ignore[no-any-return]  # pyarrow has no types
    return [text_of(cell) for cell in cells]


def plain_decimals(column: pa.ChunkedArray) -> list[str | None]:
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
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, default=text_of)
    return str(cell)


def json_of(cell: Any) -> str:
    if isinstance(cell, float) and cell - cell != 0:
        return "null"
    return json.dumps(cell, ensure_ascii=False, default=text_of)
