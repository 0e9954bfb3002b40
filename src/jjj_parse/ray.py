"""Ray Data: columns of a dataset, on as many machines as the Ray cluster has.

Needs Ray: `pip install "jjj_parse[ray]"`, on the workers too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

try:
    import pyarrow as pa
    from ray.data import Dataset
except ImportError as error:
    raise ImportError('jjj_parse.ray needs Ray Data and pyarrow: pip install "jjj_parse[ray]"') from error

from jjj_parse import _interop

__all__ = ["extract", "normalize"]


def extract(
    dataset: Dataset, column: str, *, keep: Sequence[str] = (), reference: Any = None, **options: Any
) -> Dataset:
    """The mentions of a column of texts, one a row, each behind the columns `keep` of its text.

    `reference` is one date for all, or the name of the column that holds the day of each text; options as for
    `jjj_parse.extract`. Lazy, as every Ray dataset.
    """
    by_row = reference if isinstance(reference, str) else None
    if by_row is None:
        options["reference"] = reference
    function = partial(_interop.long_table, column=column, keep=tuple(keep), reference=by_row, options=options)
    return dataset.map_batches(function, batch_format="pyarrow")


def normalize(
    dataset: Dataset,
    column: str,
    kind: str = "money",
    *,
    unit: str | None = None,
    prefix: str | None = None,
    **options: Any,
) -> Dataset:
    """`dataset` with the columns of `jjj_parse.columns.columns_of(kind)` right behind `column`, each cell read as one value of `kind`.

    They are named 投资额_amount, 投资额_status … for 投资额（万元）, or after `prefix`. Without `unit` a column whose name names one gives
    it to bare numbers. Options as for `jjj_parse.columns.normalize`.
    """
    unit = _interop.unit_for(unit, column, kind, options)
    function = partial(_read, column=column, kind=kind, prefix=prefix, options={**options, "unit": unit})
    return dataset.map_batches(function, batch_format="pyarrow")


def _read(table: pa.Table, column: str, kind: str, prefix: str | None, options: dict[str, Any]) -> pa.Table:
    return _interop.with_columns(table, column, table[column], kind, prefix=prefix, **options)
