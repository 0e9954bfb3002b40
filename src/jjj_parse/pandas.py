"""pandas: `import jjj_parse.pandas` gives every Series the accessor `jjj`.

One method a kind (`jjj.money()`, `jjj.area()`, `jjj.date()` …: `jjj_parse.KINDS` and `measure`) gives a DataFrame with the index of the Series, and
the columns of `jjj_parse.columns.columns_of(kind)`. `jjj.extract()` gives the mentions, one a row. Columns are of Arrow types
(`pandas.ArrowDtype`), so that amounts stay exact decimals; `frame["amount"].astype(float)` leaves them.
Needs pandas: `pip install "jjj_parse[pandas]"`.
"""

from __future__ import annotations

from typing import Any

try:
    import pandas as pd
    import pyarrow as pa
except ImportError as error:
    raise ImportError('jjj_parse.pandas needs pandas and pyarrow: pip install "jjj_parse[pandas]"') from error

from jjj_parse import _interop
from jjj_parse.columns import extract_table, normalize
from jjj_parse.columns._arrow import chunked

__all__ = ["SeriesAccessor"]


def _frame(table: pa.Table) -> pd.DataFrame:
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _cells(series: pd.Series[Any]) -> pa.ChunkedArray:
    """The cells as Arrow has them; a column of mixed objects (numbers among texts, as spreadsheets have them) cell by cell."""
    if series.dtype == object:
        return pa.chunked_array([pa.array([None if pd.isna(cell) else str(cell) for cell in series], pa.string())])
    return chunked(pa.Array.from_pandas(series))


@pd.api.extensions.register_series_accessor("jjj")
class SeriesAccessor:
    """`df["投资额"].jjj`"""

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series

    def normalize(self, kind: str = "money", *, unit: str | None = None, **options: Any) -> pd.DataFrame:
        """Each cell as one value of `kind`; options as for `jjj_parse.columns.normalize`.

        Without `unit` a Series whose name names one, 投资额（万元）, gives it to bare numbers.
        """
        unit = _interop.unit_for(unit, self._series.name, kind, options)
        frame = _frame(normalize(_cells(self._series), kind, unit=unit, **options))
        frame.index = self._series.index
        return frame

    def extract(self, *, reference: Any = None, **options: Any) -> pd.DataFrame:
        """The mentions of all texts, one a row, under the index of their text; options as for `jjj_parse.extract`.

        `reference` is one date, or a Series of dates in the order of the texts.
        """
        frame = _frame(extract_table(_cells(self._series), reference=reference, **options))
        rows = frame.pop("row").to_numpy(dtype="int64")
        frame.index = self._series.index.take(rows)
        return frame


_interop.add_methods(SeriesAccessor)
