"""Stata's dta, written only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from jjj_parse._cli_common import missing_library
from jjj_parse._exact import fits_double
from jjj_parse._tables._common import texts_of

_NO_NAMES = frozenset(
    """
    _all _b _cons _n _N _pi _pred _rc _skip aggregate array boolean break byte case catch class colvector complex
    const continue default delegate delete do double else end eltypedef enum explicit export external float for
    friend function global goto if in inline int local long mata matrix namespace new numeric NULL pragma private
    protected public quad real rowvector scalar short signed static strL string struct super switch template this
    throw transmorphic try typedef typename union unsigned using vector version virtual void volatile while with
    """.split()  # noqa: SIM905  # a list of eighty literals is no easier to read
)
"""Words that Stata keeps for itself."""
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
        return self.pandas.Series([cell or "" for cell in texts_of(column, field)], dtype=object)


def _is_number(kind: pa.DataType) -> bool:
    return any(of(kind) for of in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean))


def _double(cell: Any) -> float | None:
    """The number as a double, None where it would be another number, or none that Stata has."""
    if isinstance(cell, float):
        return cell if abs(cell) < 8e307 else None
    return float(cell) if fits_double(Decimal(cell)) else None
