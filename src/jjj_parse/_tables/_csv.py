"""csv and tsv."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from jjj_parse import _files
from jjj_parse._cli_common import Failure
from jjj_parse._tables._common import (
    ROWS,
    Layout,
    Source,
    no_headers,
    place_of,
    string_table,
    texts_of,
    whole,
)

_SAMPLE = 1 << 20
"""Bytes that the encoding is found from."""
_NO_VALUE = "a cell that lost characters gives no value; --encoding NAME reads another encoding"
_LEFT_OUT = 'the row is left out; a cell with a comma in it needs quotes, "1,234.5"'


def read_csv(path: Path, layout: Layout) -> Source:
    """A row of too many cells is reported and left out; one of too few ends in empty cells."""
    csv.field_size_limit(2**31 - 1)
    lines = _csv_rows(path, layout)
    skipped = list(itertools.islice(lines, layout.header_row))
    if len(skipped) < layout.header_row:
        raise no_headers(path, layout.header_row)
    names = skipped[-1][1]
    place = place_of(path, names, layout.column, rows=True)
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
                    layout.fault(f"not {encoding.upper()}: {_NO_VALUE}", reader.line_num)
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
                layout.fault(f"{len(row)} cells, expected {width}: {_LEFT_OUT}", line)
            elif row:  # an empty line is no row
                rows.append(row + [""] * (width - len(row)))
        yield string_table(rows, schema), [whole(row[place]) for row in rows]


class CsvWriter:
    """UTF-8, one line a row; nothing is an empty cell."""

    delimiter = ","

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.file = path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file, delimiter=self.delimiter, lineterminator="\n")
        self.writer.writerow(schema.names)

    def write(self, table: pa.Table) -> None:
        columns = [texts_of(column, field) for column, field in zip(table.columns, table.schema, strict=True)]
        self.writer.writerows(zip(*columns, strict=True))

    def close(self) -> None:
        self.file.close()

    drop = close


class TsvWriter(CsvWriter):
    """The same with tabs."""

    delimiter = "\t"
