"""Documents: the mentions of many texts as one Arrow table, found by shape and kept as columns from the start."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice, repeat
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jjj_parse._indicator import indicators as spans
from jjj_parse._normalize import view
from jjj_parse._options import Options
from jjj_parse._resolve import Dates
from jjj_parse._shapes import Shape, shapes_of
from jjj_parse._words import Prefer, Vocabulary, Window
from jjj_parse.columns._arrow import chunked, is_arrow, strings
from jjj_parse.columns._flat import Fixed, Flat, amount_text, fixed_by, flat
from jjj_parse.columns._schema import AMOUNT, MENTIONS

BATCH = 1024
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
    indicators: bool = True,
    batch_size: int = BATCH,
) -> pa.RecordBatchReader:
    """The mentions of `texts` as batches of the columns `MENTIONS`, one for every `batch_size` texts, read as they are asked for.

    `texts` is any iterable of `str` or None (None has no mentions), an Arrow array or chunked array, a pandas or polars Series, or anything
    with the Arrow PyCapsule interface. `reference` is one date for all, or an iterable of dates, one a text. The other options are
    those of `extract`, and so are the mentions. `indicators=False` leaves out what each mention measures, in less time.

    Raises `TypeError` for texts that are no `str`, naming the row; `ValueError` for a wrong option or fewer dates than texts.

    >>> from jjj_parse.columns import extract_batches
    >>> batches = extract_batches(["总投资1.8亿美元", None, "占地3000亩以上"], batch_size=2)
    >>> [batch.num_rows for batch in batches]
    [1, 1]
    """
    options = Options(
        kinds=kinds, currency=currency, vocabulary=vocabulary,
        prefer=prefer, window=window, vague=vague, republic=republic,
    )  # fmt: skip
    if not isinstance(batch_size, int) or batch_size < 1:
        raise ValueError(f"batch_size must be a positive int, not {batch_size!r}")
    pairs = _pairs(strings(texts), _dates(reference))
    return pa.RecordBatchReader.from_batches(MENTIONS, _batches(pairs, batch_size, options, indicators))


def extract_table(texts: Any, **options: Any) -> pa.Table:
    """The same as one table.

    >>> from jjj_parse.columns import extract_table
    >>> table = extract_table(["总投资1.8亿美元", None, "占地3000亩以上"])
    >>> table.select(["row", "text", "unit", "modifier"]).to_pylist()[1]
    {'row': 2, 'text': '3000亩', 'unit': 'mu', 'modifier': 'at_least'}
    """
    return extract_batches(texts, **options).read_all()


def _dates(reference: Any) -> Iterator[date | None]:
    if reference is None or isinstance(reference, date):
        return repeat(reference)
    return iter(chunked(reference).to_pylist() if is_arrow(reference) else reference)


def _pairs(texts: Iterable[str | None], dates: Iterator[date | None]) -> Iterator[tuple[str | None, date | None]]:
    for row, text in enumerate(texts):
        try:
            day = next(dates)
        except StopIteration:
            raise ValueError(f"reference has only {row} dates: expected one for each text") from None
        if text is not None and not isinstance(text, str):
            raise TypeError(f"text {row} must be a str or None, not {type(text).__name__}")
        if day is not None and not isinstance(day, date):
            raise TypeError(f"reference {row} must be a date, a datetime or None, not {type(day).__name__}")
        yield text, day


def _batches(
    pairs: Iterator[tuple[str | None, date | None]], size: int, options: Options, indicators: bool
) -> Iterator[pa.RecordBatch]:
    row = 0
    while part := list(islice(pairs, size)):
        batch = _Batch(options, indicators)
        for text, reference in part:
            if text is not None:
                batch.read(row, text, reference)
            row += 1
        yield batch.columns()


class _Batch:
    """The columns of some texts while they are read: plain lists, and no object for most mentions.

    What a shape fixes (kind, unit, modifier) is kept once for each shape, in `fixed`, and `shapes` numbers them. `others` are the
    mentions whose amounts are not their digits times a power of ten.
    """

    def __init__(self, options: Options, indicators: bool) -> None:
        self._kinds = None if options.kinds is None else frozenset(options.kinds)
        self._setting = options.setting()
        self._met = shapes_of(self._setting)
        self._numbers: dict[Shape, int] = {}
        self._fixed: list[Fixed] = []
        self._rows: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._texts: list[str] = []
        self._shapes: list[int] = []
        self._amounts: list[str | None] = []
        self._others: list[tuple[int, Flat]] = []
        self._indicators: list[str | None] | None = [] if indicators else None

    def read(self, row: int, text: str, reference: date | None) -> None:
        """Add the mentions of a text."""
        seen = view(text)
        back = seen.back
        dates = Dates(seen.clean, self._setting, reference)
        numbers, fixed, kinds = self._numbers, self._fixed, self._kinds
        starts, ends, texts, shapes, amounts = self._starts, self._ends, self._texts, self._shapes, self._amounts
        others, before = self._others, len(starts)
        about = self._indicators
        neighbours: list[tuple[int, int, str, str, bool]] = []
        for start, end, shape, said in self._met.hits(seen.clean):
            number = numbers.get(shape)
            if number is None:
                number = numbers[shape] = len(fixed)
                fixed.append(fixed_by(shape))
            exponent = fixed[number].exponent
            if kinds is not None and fixed[number].kind not in kinds:
                # Later dates may lean on it, and it bounds the indicators of its neighbours.
                placed = self._met.place(dates, start, end, shape, said) if shape.dated else None
                if about is not None and (placed is not None or not shape.dated):
                    neighbours.append((start, end, fixed[number].kind, fixed[number].unit or "", False))
                continue
            if exponent is not None:
                amounts.append(amount_text(said, exponent))
            else:
                if shape.dated:
                    placed = self._met.place(dates, start, end, shape, said)
                    if placed is None:
                        continue
                    other = placed.flat = placed.flat or flat(placed.value)
                else:
                    other = fixed[number].flat_for(said)
                others.append((len(starts), other))
                amounts.append(None)
            if about is not None:
                neighbours.append((start, end, fixed[number].kind, fixed[number].unit or "", True))
            if back:
                start, end = seen.span(start, end)
            starts.append(start)
            ends.append(end)
            texts.append(text[start:end])
            shapes.append(number)
        self._rows += [row] * (len(starts) - before)
        if about is not None:
            clean = seen.clean
            about += [span and clean[slice(*span)] for wanted, span in spans(clean, neighbours) if wanted]

    def columns(self) -> pa.RecordBatch:
        """The columns of what was read."""
        size = len(self._starts)
        shapes = pa.array(self._shapes, pa.int32())
        amounts = pa.array(self._amounts, pa.string()).cast(AMOUNT)
        columns: dict[str, Any] = {
            "row": self._rows, "start": self._starts, "end": self._ends, "text": self._texts,
            "indicator": pa.nulls(size, pa.string()) if self._indicators is None else self._indicators,
        }  # fmt: skip
        for name in ("kind", "unit", "modifier", "flags"):
            columns[name] = pc.take(pa.array([getattr(shape, name) for shape in self._fixed], pa.string()), shapes)
        for name in ("low", "high"):
            bounded = pc.take(pa.array([getattr(shape, name) for shape in self._fixed], pa.bool_()), shapes)
            columns[name] = pc.if_else(bounded, amounts, pa.scalar(None, AMOUNT))
        columns["amount"] = amounts
        odd = [number for number, _ in self._others]
        others = zip(*(other for _, other in self._others), strict=True) if odd else repeat(())
        for name, values in zip(Flat._fields, others, strict=False):
            if name not in MENTIONS.names:
                continue
            kind = MENTIONS.field(name).type
            column: list[Any] = [None] * size
            for number, value in zip(odd, values, strict=True):
                column[number] = value
            patch = pa.array(column, pa.string()).cast(AMOUNT) if kind == AMOUNT else pa.array(column, kind)
            columns[name] = pc.coalesce(columns[name], patch) if name in columns else patch
        arrays = [
            columns[field.name]
            if isinstance(columns[field.name], pa.Array)
            else pa.array(columns[field.name], field.type)
            for field in MENTIONS
        ]
        return pa.record_batch(arrays, schema=MENTIONS)
