"""Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jjj_parse._cli_common import BAD_DATA, Failure
from jjj_parse._tables._common import (
    ROWS,
    Layout,
    Source,
    is_json,
    place_of,
    text_of,
    texts_of,
)


def read_parquet(path: Path, layout: Layout) -> Source:
    """Columns keep their types."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise Failure(
            BAD_DATA, f"{path} is no Parquet file, or damaged: {str(error).rstrip('.')}: make it anew"
        ) from None
    place = place_of(path, file.schema_arrow.names, layout.column, rows=False)
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
            pa.array(texts_of(column, field), pa.string()) if is_json(field) else column
            for column, field in zip(table.columns, table.schema, strict=True)
        ]
        self.writer.write_table(pa.table(columns, schema=self.schema))

    def close(self) -> None:
        self.writer.close()

    drop = close
