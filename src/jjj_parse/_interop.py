"""What the engines share: the methods, the Arrow types that they give, and columns beside the columns of a batch.

Needs pyarrow, and nothing of any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from jjj_parse.columns import MENTIONS, columns_of, extract_table, normalize  # says so where pyarrow is missing

import pyarrow as pa  # isort: skip
import pyarrow.compute as pc  # isort: skip

from jjj_parse._options import READ_AS
from jjj_parse.columns._arrow import chunked

LONG = pa.schema([field for field in MENTIONS if field.name != "row"])
"""The columns of a mention where something else than `row` says which text it is of."""
LISTED = pa.list_(pa.struct(list(LONG)))
"""The mentions of one text as one cell."""


def struct_type(kind: str) -> pa.StructType:
    """The type of one cell read as `kind`."""
    return pa.struct(list(columns_of(kind)))


def add_methods(namespace: type) -> None:
    """Give a class that has `normalize(kind, …)` one method a kind."""
    for kind in READ_AS:
        setattr(namespace, kind, _method(kind))


def _method(kind: str) -> Callable[..., Any]:
    def method(self: Any, *, unit: str | None = None, **options: Any) -> Any:
        return self.normalize(kind, unit=unit, **options)

    method.__name__ = kind
    method.__doc__ = f"`normalize({kind!r}, …)`."
    return method


@lru_cache(maxsize=256)
def header_unit(header: str | None, kind: str, currency: str = "CNY") -> str | None:
    """`header` if it names a unit of `kind`, such as 投资额（万元）, else None: 投资额, 投资额（2021年）."""
    if not header:
        return None
    try:
        status = normalize(["1"], kind, unit=header, currency=currency)["status"][0].as_py()
    except ValueError:
        return None
    return header if status == "ok" else None


def unit_for(unit: str | None, header: Any, kind: str, options: dict[str, Any]) -> str | None:
    """The unit of bare numbers in a column: `unit`, or without it the header if that names one."""
    if unit is not None or not isinstance(header, str):
        return unit
    return header_unit(header, kind, options.get("currency", "CNY"))


def structs(
    column: Any, kind: str, *, unit: str | None = None, header: str | None = None, **options: Any
) -> pa.StructArray:
    """The cells of `column` as structs; without `unit`, that of `header` if it names one."""
    unit = unit_for(unit, header, kind, options)
    table = normalize(column, kind, unit=unit, **options)
    return pa.StructArray.from_arrays([_flat(table[name]) for name in table.column_names], fields=list(table.schema))


def _flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def lists(texts: Any, **options: Any) -> pa.ListArray:
    """The mentions of each text as a list of structs; null for a null."""
    column = chunked(texts)
    found = extract_table(column, **options)
    counts = [0] * len(column)
    for row in found["row"].to_pylist():
        counts[row] += 1
    offsets: list[int | None] = [0]
    for count in counts:
        offsets.append((offsets[-1] or 0) + count)
    missing = column.is_null().to_pylist()
    offsets[:-1] = [None if gone else offset for gone, offset in zip(missing, offsets, strict=False)]
    mentions = pa.StructArray.from_arrays([_flat(found[field.name]) for field in LONG], fields=list(LONG))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), mentions).cast(LISTED)


def long_table(
    table: Any, column: str, keep: Sequence[str], reference: str | None, options: dict[str, Any]
) -> pa.Table:
    """The mentions of a column of texts, one a row, each behind the columns `keep` of its row.

    `reference` is the column that holds the day of each text, or it is one date among the options.
    """
    dates = {} if reference is None else {"reference": table[reference]}
    found = extract_table(table[column], **dates, **options)
    kept = [pc.take(table[name], found["row"]) for name in keep]
    names = [*keep, *LONG.names]
    return pa.table([*kept, *(found[name] for name in LONG.names)], names=names)


def names_beside(column: str, kind: str, prefix: str | None = None) -> list[str]:
    """The names of the columns that stand beside `column`: 投资额_amount … beside 投资额（万元）."""
    stem = bare_header(column) if prefix is None else prefix
    return [f"{stem}_{name}" for name in columns_of(kind).names]


def bare_header(header: str) -> str:
    """A header without the brackets at its end: 投资额 of 投资额（万元）."""
    text = header.strip()
    for opening, closing in ("（）", "()", "[]", "【】"):
        if text.endswith(closing) and (start := text.rfind(opening)) > 0:
            return text[:start].strip()
    return text


def beside(table: Any, place: int, names: Sequence[str], values: pa.Table) -> pa.Table:
    """`table` with the columns of `values` under `names`, right behind the column at `place`."""
    for name, column in reversed(list(zip(names, values.columns, strict=True))):
        table = table.add_column(place + 1, name, column)
    return table


def with_columns(
    table: Any, column: str, cells: Any, kind: str, *, prefix: str | None = None, **options: Any
) -> pa.Table:
    """`table` with the columns that its column `column`, of which `cells` are the texts, gives, right behind that one."""
    place = table.column_names.index(column)
    return beside(table, place, names_beside(column, kind, prefix), normalize(cells, kind, **options))
