"""The mentions of documents as Parquet: first as Arrow messages in a file, one a document, at the end as row groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jjj_parse._interop import LONG
from jjj_parse.columns import extract_table

SCHEMA = pa.schema([pa.field("file", pa.string(), nullable=False), *LONG])
ROWS = 100_000
"""Rows to a row group, and in memory at a time."""


def message(name: str, text: str, reference: date | None) -> tuple[bytes, int]:
    """The mentions of a document as one Arrow message, and how many there are."""
    found = extract_table([text], reference=reference)
    file = name.encode("utf-8", "backslashreplace").decode()
    columns = [pa.array([file] * len(found), pa.string()), *(found[field.name] for field in LONG)]
    batches = pa.table(columns, schema=SCHEMA).combine_chunks().to_batches()
    return b"".join(bytes(batch.serialize()) for batch in batches), len(found)


def finish(spool: Path, output: Path) -> None:
    """Write the messages of `spool` as a Parquet file, and delete them."""
    with pq.ParquetWriter(output, SCHEMA) as writer:
        for table in _tables(spool):
            writer.write_table(table, row_group_size=ROWS)
    spool.unlink()


def _tables(spool: Path) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    rows = 0
    with pa.OSFile(str(spool)) as file:
        while file.tell() < file.size():
            batch = pa.ipc.read_record_batch(pa.ipc.read_message(file), SCHEMA)
            waiting.append(batch)
            rows += batch.num_rows
            if rows >= ROWS:
                yield pa.Table.from_batches(waiting, SCHEMA)
                waiting, rows = [], 0
    yield pa.Table.from_batches(waiting, SCHEMA)
