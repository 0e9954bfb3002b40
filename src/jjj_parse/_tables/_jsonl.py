"""jsonl: one JSON object a line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from jjj_parse import _files, _json_text
from jjj_parse._tables._common import (
    JSON_TEXTS,
    ROWS,
    Layout,
    Source,
    is_json,
    json_of,
    place_of,
    string_table,
    texts_of,
    whole,
)

_LEFT_OUT = 'the line is left out; expected an object such as {"a": 1}'


def read_jsonl(path: Path, layout: Layout) -> Source:
    """Read twice: the first time for the names. A line that is no JSON object is reported and left out."""
    names: dict[str, None] = {}
    for _, record in _records(path, None):
        names.update(dict.fromkeys(record))
    place = place_of(path, list(names), layout.column, rows=False)
    schema = pa.schema([pa.field(name, pa.string(), metadata=JSON_TEXTS) for name in names])
    return Source(schema, place, _json_parts(path, schema, place, layout))


def _records(path: Path, fault: Callable[[str, int | None], None] | None) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = _json_text.loads(line)
            except ValueError as error:
                record, reason = None, f"no JSON: {error}: {_LEFT_OUT}"
            else:
                reason = f"no JSON object: {_LEFT_OUT}"
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
                layout.fault("not UTF-8: a text that lost characters gives no value; write the file in UTF-8", line)
            rows.append(row)
        cells = [_json_text.plain_text(row[place]) for row in rows]
        yield string_table(rows, schema), [cell and whole(cell) for cell in cells]


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
    if is_json(field):
        return column.to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types
    if pa.types.is_decimal(field.type) or pa.types.is_string(field.type):
        quote = json.encoder.encode_basestring
        return ["null" if cell is None else quote(cell) for cell in texts_of(column, field)]
    return [json_of(cell) for cell in column.to_pylist()]
