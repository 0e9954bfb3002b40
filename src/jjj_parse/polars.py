"""polars: `import jjj_parse.polars` gives every Expr and Series the namespace `jjj`.

One method a kind (`jjj.money()`, `jjj.area()`, `jjj.date()` …: `jjj_parse.KINDS` and `measure`) gives a struct column aligned with the input, with
the fields of `jjj_parse.columns.columns_of(kind)`. `jjj.extract()` gives the mentions of each text as a list of structs.
Needs polars: `pip install "jjj_parse[polars]"`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

try:
    import polars as pl
    import pyarrow as pa
except ImportError as error:
    raise ImportError('jjj_parse.polars needs polars and pyarrow: pip install "jjj_parse[polars]"') from error

from jjj_parse import _interop

__all__ = ["ExprNamespace", "SeriesNamespace"]


def _dtype(arrow: pa.DataType) -> pl.DataType:
    """The polars type of an Arrow type."""
    return pl.Series(pl.from_arrow(pa.array([], arrow))).dtype


def _read(cells: pl.Series, kind: str, unit: str | None, options: dict[str, Any]) -> pl.Series:
    found = _interop.structs(cells, kind, unit=unit, header=cells.name, **options)
    return pl.Series(cells.name, pl.from_arrow(found), _dtype(found.type))


def _found(texts: pl.Series, reference: Any, options: dict[str, Any]) -> pl.Series:
    found = _interop.lists(texts, reference=reference, **options)
    return pl.Series(texts.name, pl.from_arrow(found), _dtype(found.type))


@pl.api.register_expr_namespace("jjj")
class ExprNamespace:
    """`pl.col("投资额").jjj`: in eager and lazy frames and in the streaming engine, which reads part by part."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def normalize(self, kind: str = "money", *, unit: str | None = None, **options: Any) -> pl.Expr:
        """Each cell as one value of `kind`; options as for `jjj_parse.columns.normalize`.

        Without `unit` a column whose name names one, 投资额（万元）, gives it to bare numbers.
        """
        dtype = _dtype(_interop.struct_type(kind))
        return self._expr.map_batches(
            lambda cells: _read(cells, kind, unit, options), return_dtype=dtype, is_elementwise=True
        )

    def extract(self, *, reference: date | pl.Expr | None = None, **options: Any) -> pl.Expr:
        """The mentions of each text, a list of structs; null for null. `reference` is a date or an expression of dates.

        Options as for `jjj_parse.extract`.
        """
        dtype = _dtype(_interop.LISTED)
        if isinstance(reference, pl.Expr):
            return pl.map_batches(
                [self._expr, reference],
                lambda pair: _found(pair[0], pair[1], options),
                return_dtype=dtype,
                is_elementwise=True,
            )
        return self._expr.map_batches(
            lambda texts: _found(texts, reference, options), return_dtype=dtype, is_elementwise=True
        )


@pl.api.register_series_namespace("jjj")
class SeriesNamespace:
    """`series.jjj`: the same on a Series."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def normalize(self, kind: str = "money", *, unit: str | None = None, **options: Any) -> pl.Series:
        """As `ExprNamespace.normalize`."""
        return _read(self._series, kind, unit, options)

    def extract(self, *, reference: date | pl.Series | None = None, **options: Any) -> pl.Series:
        """As `ExprNamespace.extract`; `reference` is a date or a Series of dates."""
        return _found(self._series, reference, options)


_interop.add_methods(ExprNamespace)
_interop.add_methods(SeriesNamespace)
