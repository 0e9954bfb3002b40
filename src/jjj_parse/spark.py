"""Spark: functions for `DataFrame.mapInArrow`, and the schema that they give.

Needs PySpark and Java 17: `pip install "jjj_parse[spark]"`. The workers need jjj_parse and pyarrow too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType
except ImportError as error:
    raise ImportError('jjj_parse.spark needs PySpark and pyarrow: pip install "jjj_parse[spark]"') from error

from jjj_parse import _interop
from jjj_parse.columns import columns_of

__all__ = ["extract", "normalize"]

Batches = Iterable[pa.RecordBatch]


def extract(
    frame: DataFrame, column: str, *, keep: Sequence[str] = (), reference: Any = None, **options: Any
) -> DataFrame:
    """The mentions of a column of texts, one a row, each behind the columns `keep` of its text.

    `reference` is one date for all, or the name of the column that holds the day of each text; options as for
    `jjj_parse.extract`. Lazy, as every Spark frame; Python on each worker reads batch by batch.
    """
    by_row = reference if isinstance(reference, str) else None
    if by_row is None:
        options["reference"] = reference

    def mentions(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _interop.long_table(batch, column, keep, by_row, options).to_batches()

    fields = [frame.schema[name] for name in keep]
    return frame.mapInArrow(mentions, StructType([*fields, *from_arrow_schema(_interop.LONG)]))


def normalize(
    frame: DataFrame,
    column: str,
    kind: str = "money",
    *,
    unit: str | None = None,
    prefix: str | None = None,
    **options: Any,
) -> DataFrame:
    """`frame` with the columns of `jjj_parse.columns.columns_of(kind)` right behind `column`, each cell read as one value of `kind`.

    They are named 投资额_amount, 投资额_status … for 投资额（万元）, or after `prefix`. Without `unit` a column whose name names one gives
    it to bare numbers. Options as for `jjj_parse.columns.normalize`.
    """
    unit = _interop.unit_for(unit, column, kind, options)

    def read(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            table = pa.table(batch)
            yield from _interop.with_columns(
                table, column, table[column], kind, prefix=prefix, unit=unit, **options
            ).to_batches()

    new = from_arrow_schema(columns_of(kind))
    for field, name in zip(new, _interop.names_beside(column, kind, prefix), strict=True):
        field.name = name
    fields = list(frame.schema)
    place = frame.columns.index(column) + 1
    return frame.mapInArrow(read, StructType([*fields[:place], *new, *fields[place:]]))
