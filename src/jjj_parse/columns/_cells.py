"""Cells: a column of strings to aligned columns of values, statuses and messages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from jjj_parse import _lexicon
from jjj_parse._api import parse
from jjj_parse._engine import compile_pattern
from jjj_parse._words import Prefer, Vocabulary, Window
from jjj_parse.columns._arrow import chunked
from jjj_parse.columns._flat import flat
from jjj_parse.columns._schema import columns_of
from jjj_parse.errors import ParseError
from jjj_parse.types import Number, Range, Value

_EMPTY = frozenset(
    ("", "-", "--", "—", "——", "…", "……", "/", "N/A", "n/a", "NA", "null", "NULL", "None", "nan", "NaN", "无")
)
_HEADER = compile_pattern(
    r"(?: [(（\[【] (?: 单位 [:：]? )? | 单位 [:：] ) (?P<unit> [^()（）\[\]【】]{1,20} ) [)）\]】]? \s* \Z"
)


def normalize(
    column: Any,
    kind: str = "money",
    *,
    unit: str | None = None,
    currency: str = "CNY",
    reference: date | None = None,
    vocabulary: Vocabulary | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    republic: bool = False,
) -> pa.Table:
    """Each cell of `column` as one value of `kind`, in columns aligned with it (`columns_of(kind)`).

    `column` is a list of `str` or None, a pandas or polars Series, a pyarrow array, or anything with the Arrow PyCapsule interface.
    `unit` is the unit of bare numbers, as a header has it: 投资额（万元）, 单位：万元, or 亿元; a cell that names its own unit keeps it. A
    bad cell gets a status and a message, never an exception.
    """
    schema = columns_of(kind)
    options: dict[str, Any] = {
        "currency": currency, "reference": reference, "vocabulary": vocabulary,
        "prefer": prefer, "window": window, "republic": republic,
    }  # fmt: skip
    suffix = header_unit(unit) if unit is not None else None
    rows = [read_cell(cell, kind, suffix, options) for cell in chunked(column).to_pylist()]
    return pa.Table.from_pylist(rows, schema=schema)


def header_unit(header: str) -> str:
    """The unit that a header names: 万元 of 投资额（万元）."""
    found = _HEADER.search(header.strip())
    return found["unit"].strip() if found else header.strip()


def read_cell(cell: Any, kind: str, suffix: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """The row of one cell: the scalar function, and a status in place of its exception."""
    text = "" if cell is None else str(cell)
    if text.strip() in _EMPTY:
        return {"status": "empty"}
    try:
        value = parse(text, **options)
    except ParseError as error:
        return {"status": "ambiguous" if error.code == "several" else "unreadable", "message": str(error)}
    if kind != "number" and isinstance(value.low if isinstance(value, Range) else value, Number):
        if suffix is None:
            return {"status": "ambiguous", "message": f"a bare number: expected a unit in the cell or in unit=…"}
        try:
            value = parse(text + suffix, **options)
        except ParseError as error:
            return {"status": "unreadable", "message": str(error)}
    if value.kind != kind and not (kind == "measure" and value.kind in {u.kind for u in _lexicon.UNITS.values()}):
        return {"status": "unreadable", "message": f"{value.kind}: expected {kind}"}
    return _row(value, kind)


def _row(value: Value, kind: str) -> dict[str, Any]:
    found = flat(value)
    row = {
        **{name: getattr(found, name) for name in ("amount", "low", "high", "date_start", "date_end", "exact")},
        ("currency" if kind == "money" else "unit"): found.unit,
        "modifier": value.modifier,
        "status": "ok" if found.fits else "out_of_range",
    }
    return {name: item for name, item in row.items() if name in columns_of(kind).names}
