"""DuckDB: `register(connection)` gives one connection the functions `jjj_money`, `jjj_area` … and `jjj_extract`.

Needs duckdb: `pip install "jjj_parse[duckdb]"`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError as error:
    raise ImportError('jjj_parse.duckdb needs duckdb and pyarrow: pip install "jjj_parse[duckdb]"') from error

from jjj_parse import _interop
from jjj_parse._options import READ_AS

__all__ = ["register"]


def register(connection: duckdb.DuckDBPyConnection, **options: Any) -> None:
    """Create the functions on `connection`; it alone has them, and a second call replaces those of the first.

    `jjj_money(cell)` and `jjj_money(cell, unit)`, the same for every other kind (`jjj_parse.KINDS` and `measure`), give a struct with the fields of
    `jjj_parse.columns.columns_of(kind)`; `unit` is the unit of bare numbers, a text or a column. `jjj_extract(text)` and
    `jjj_extract(text, date)` give the mentions as a list of structs, read against the date on which the text was written. `options` are
    those of `jjj_parse.extract` and hold for all functions: `currency`, `reference`, `prefer` …
    """
    functions: dict[str, tuple[Callable[..., pa.Array], pa.DataType]] = {
        f"jjj_{kind}": (_reader(f"jjj_{kind}", kind, options), _interop.struct_type(kind)) for kind in READ_AS
    }
    functions["jjj_extract"] = (_extractor("jjj_extract", options), _interop.LISTED)
    present = connection.execute(
        "select function_name from duckdb_functions() where starts_with(function_name, 'jjj_')"
    )
    names = {name for (name,) in present.fetchall()}
    types = {result: connection.from_arrow(_empty(result)).types[0] for _, result in functions.values()}
    for name, (function, result) in functions.items():
        if name in names:
            connection.remove_function(name)
        # Without a list of parameters the function takes any number: DuckDB knows no second function of the same name.
        connection.create_function(name, function, None, types[result], type="arrow", null_handling="special")


def _empty(column: pa.DataType) -> pa.Table:
    return pa.table({"result": pa.array([], column)})


def _arguments(name: str, given: tuple[Any, ...], second: str) -> tuple[pa.ChunkedArray, pa.ChunkedArray | None]:
    if len(given) not in (1, 2):
        raise TypeError(f"{name} takes a text, or a text and a {second}, not {len(given)} arguments")
    return (given[0], given[1] if len(given) == 2 else None)


def _reader(name: str, kind: str, options: dict[str, Any]) -> Callable[..., pa.Array]:
    known = {name: value for name, value in options.items() if name not in ("kinds", "vague")}  # those are of texts

    def read(*given: Any) -> pa.Array:
        cells, units = _arguments(name, given, "unit")
        if units is None:
            return _interop.structs(cells, kind, **known)
        parts, places = [], []
        for unit in pc.unique(units).to_pylist():
            held = pc.equal(units, unit) if unit is not None else pc.is_null(units)
            places.append(pc.indices_nonzero(held))
            parts.append(_interop.structs(cells.filter(held), kind, unit=unit, **known))
        if len(parts) == 1:
            return parts[0]
        return pa.concat_arrays(parts).take(pc.sort_indices(pa.concat_arrays(places)))

    return read


def _extractor(name: str, options: dict[str, Any]) -> Callable[..., pa.Array]:
    def extract(*given: Any) -> pa.Array:
        texts, dates = _arguments(name, given, "date")
        return _interop.lists(texts, **{**options, **({} if dates is None else {"reference": dates})})

    return extract
