"""What a caller may hand in as a column, as Python strings or as an Arrow array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa


def is_arrow(column: Any) -> bool:
    """Whether a column comes in Arrow's form."""
    return (
        isinstance(column, pa.Array | pa.ChunkedArray)
        or hasattr(column, "__arrow_c_stream__")
        or hasattr(column, "__arrow_c_array__")
    )


def chunked(column: Any) -> pa.ChunkedArray:
    """`column` as a chunked array: an Arrow array, a Series, a list, anything with the Arrow PyCapsule interface."""
    if isinstance(column, pa.ChunkedArray):
        return column
    if isinstance(column, pa.Array):
        return pa.chunked_array([column])
    if hasattr(column, "__arrow_c_stream__"):
        return pa.chunked_array(column)
    if hasattr(column, "__arrow_c_array__"):
        return pa.chunked_array([pa.array(column)])
    if isinstance(column, str | bytes) or not isinstance(column, Iterable):
        raise TypeError(f"a column must be a list, a Series or an Arrow array, not {type(column).__name__}")
    return pa.chunked_array([pa.array(list(column))])


def strings(texts: Any) -> Iterator[str | None]:
    """The texts one by one, whatever they come in; a lazy iterable stays lazy."""
    if is_arrow(texts):
        for chunk in chunked(texts).chunks:
            for piece in range(0, len(chunk), 4096):
                yield from chunk.slice(piece, 4096).to_pylist()
        return
    if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
        raise TypeError(f"texts must be an iterable of str, a Series or an Arrow array, not {type(texts).__name__}")
    yield from texts


def text_column(column: Any) -> pa.Array:
    """`column` as one array of strings; numbers as they are printed, without a decimal that was not there.

    Raises `TypeError` for a column of neither text nor numbers.
    """
    array = chunked(column)
    kind = array.type
    if pa.types.is_dictionary(kind):
        array, kind = array.cast(kind.value_type), kind.value_type
    if pa.types.is_null(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_floating(kind):
        array = array.cast(pa.string())
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        raise TypeError(f"a column must hold text or numbers, not {kind}")
    whole = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
    return whole if whole.type == pa.string() else whole.cast(pa.string())
