"""Documents: the mentions of many texts as one Arrow table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain, islice, repeat
from typing import Any

import pyarrow as pa

from jjj_parse._api import extract
from jjj_parse._words import Prefer, Vocabulary, Window
from jjj_parse.columns._arrow import strings
from jjj_parse.columns._flat import flat
from jjj_parse.columns._schema import MENTIONS

BATCH = 256
"""Texts to a batch."""


def extract_batches(
    texts: Any,
    *,
    reference: Any = None,
    kinds: Collection[str] | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    vague: bool = False,
    republic: bool = False,
    batch_size: int = BATCH,
) -> pa.RecordBatchReader:
    """The mentions of `texts` as batches of the columns `MENTIONS`, one for every `batch_size` texts, read as they are asked for.

    `texts` is any iterable of `str` or None (None has no mentions), an Arrow array or chunked array, a pandas or polars Series, or anything
    with the Arrow PyCapsule interface. `reference` is one date for all, or an iterable of dates, one a text. The other options are
    those of `extract`.
    """
    options: dict[str, Any] = {
        "kinds": kinds, "currency": currency, "vocabulary": vocabulary,
        "prefer": prefer, "window": window, "vague": vague, "republic": republic,
    }  # fmt: skip
    return pa.RecordBatchReader.from_batches(MENTIONS, _batches(strings(texts), _dates(reference), batch_size, options))


def extract_table(texts: Any, **options: Any) -> pa.Table:
    """The same as one table."""
    return extract_batches(texts, **options).read_all()


def _dates(reference: Any) -> Iterator[date | None]:
    if reference is None or isinstance(reference, date):
        return repeat(reference)
    if hasattr(reference, "__arrow_c_stream__") or hasattr(reference, "__arrow_c_array__"):
        return iter(pa.chunked_array(reference).to_pylist())
    return iter(reference)


def _batches(
    texts: Iterable[str | None], dates: Iterator[date | None], size: int, options: dict[str, Any]
) -> Iterator[pa.RecordBatch]:
    pairs = zip(texts, dates, strict=False)
    row = 0
    while part := list(islice(pairs, size)):
        yield _batch(row, part, options)
        row += len(part)


def _batch(first: int, part: list[tuple[str | None, date | None]], options: dict[str, Any]) -> pa.RecordBatch:
    rows = list(chain.from_iterable(
        ((row, mention) for mention in extract(text, reference=reference, **options))
        for row, (text, reference) in enumerate(part, first) if text is not None
    ))  # fmt: skip
    flats = [flat(mention.value) for _, mention in rows]
    columns = {
        "row": [row for row, _ in rows],
        **{
            name: [getattr(m, name) for _, m in rows]
            for name in ("kind", "start", "end", "text", "modifier", "indicator")
        },
        **{
            name: [getattr(f, name) for f in flats]
            for name in ("amount", "low", "high", "unit", "date_start", "date_end", "exact", "flags")
        },
    }
    return pa.record_batch([pa.array(columns[field.name], field.type) for field in MENTIONS], schema=MENTIONS)
