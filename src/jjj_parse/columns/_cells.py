"""Cells: a column of strings to aligned columns of values, statuses and messages.

A column is the scalar function mapped over it (`read_cell`), and faster: distinct cells are read once, and of cells that are digits with
words around them, only the words are read (`_patterns`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from jjj_parse import _lexicon
from jjj_parse._api import extract, parse
from jjj_parse._engine import compile_pattern
from jjj_parse._learnt import Learnt
from jjj_parse._normalize import view
from jjj_parse._options import Options, measures
from jjj_parse._single import single
from jjj_parse._words import Prefer, Vocabulary, Window
from jjj_parse.columns._arrow import text_column
from jjj_parse.columns._flat import Flat, flat
from jjj_parse.columns._patterns import Words, in_digits, kept
from jjj_parse.columns._schema import AMOUNT, columns_of
from jjj_parse.errors import ParseError
from jjj_parse.types import Number, Quantity, Range, Value

_BLANKS = frozenset(_lexicon.words_of("blanks"))
_HEADER = compile_pattern(
    r"(?: [(（\[【] \s* (?: 单位 [:：]? )? | 单位 \s* [:：] ) \s* (?P<unit> [^()（）\[\]【】:：]{1,20} ) [)）\]】]? \s* \Z"
)
_BIG = "".join(word for word, char in _lexicon.NUMERALS.items() if char.cls == "big")
_SCALE = compile_pattern(rf"[{_BIG}A-Za-z] | [0-9] \s* [百千佰仟]")
"""A scale of its own in a bare number; 十 and 百 in 三百一十 are none."""
_AMOUNT_COLUMNS = frozenset(("amount", "low", "high"))
_SPACE = " \t\r\n\u00a0\u3000"
_MOST_READERS = 16
"""Columns of different kinds or units whose words are kept from call to call."""
_SAMPLE = 20_000
_MOSTLY_DISTINCT = 0.8
"""A column with more distinct cells than this is not worth sorting by them first."""


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
    """Each cell of `column` as one value of `kind`, in columns aligned with it: those of `columns_of(kind)`.

    `column` is a list of `str` or None, a pandas or polars Series, a pyarrow array, or anything with the Arrow PyCapsule interface;
    numbers are read as they are printed. `kind` is one of `KINDS`, or "measure" for any physical kind. `unit` is the unit of bare numbers, as
    a header has it: 投资额（万元）, 单位：万元, or 亿元; a cell that names its own unit keeps it. The other options are those of
    `extract`.

    A bad cell gets a status (`STATUSES`) and a message, never an exception. Raises `TypeError` for what is no column, `ValueError` for an
    unknown kind, a wrong option, or a `unit` that names no unit of the kind.

    >>> from jjj_parse.columns import normalize
    >>> table = normalize(["25.5", "3亿元", "约12", "-", "三亩"], unit="投资额（万元）")
    >>> table["amount"].cast("int64").to_pylist(), table["status"].to_pylist()
    ([255000, 300000000, 120000, None, None], ['ok', 'ok', 'ok', 'empty', 'unreadable'])
    """
    schema = columns_of(kind, vocabulary)
    options = Options(
        currency=currency, reference=reference, vocabulary=vocabulary, prefer=prefer, window=window, republic=republic
    )
    reader = _reader(kind, unit, options, None if reference is None else reference.isoformat())
    cells = text_column(column)
    if _repeats(cells):
        encoded = cells.dictionary_encode(null_encoding="encode")
        table = _table(encoded.dictionary, reader, schema)
        return table.take(encoded.indices)
    return _table(cells, reader, schema)


def _repeats(cells: pa.Array) -> bool:
    """Whether there are so many cells again that it pays to read the distinct ones only, by those at the beginning."""
    sample = cells.slice(0, _SAMPLE)
    met = len(sample)
    again = met - pc.count_distinct(sample, mode="all").as_py() if met else 0
    if not again:
        return False
    # Of n cells drawn from m, about n * n / 2m were drawn before.
    distinct = met * met / (2 * again) if met < len(cells) else met - again
    return bool(distinct < _MOSTLY_DISTINCT * len(cells))


@lru_cache(maxsize=_MOST_READERS)
def _reader(kind: str, unit: str | None, options: Options, moment: str | None) -> Reader:
    """The reader of a column. `moment` is the reference as text: one moment in two time zones is equal, and may be two days."""
    return Reader(kind, unit, options)


class Row(NamedTuple):
    """What one cell gives: the columns of its value, its modifier, status and message."""

    flat: Flat = Flat()
    modifier: str | None = None
    status: str = "ok"
    message: str | None = None


class Reader:
    """The scalar function of a column: one cell to one row, with the unit of the header and the caller's options."""

    def __init__(self, kind: str, unit: str | None, options: Options) -> None:
        self.kind = kind
        self.options = options
        self.learnt: Learnt[Words] = Learnt(self.value, kept)
        self._arguments: dict[str, Any] = {
            "currency": options.currency, "reference": options.reference, "vocabulary": options.vocabulary,
            "prefer": options.prefer, "window": options.window, "republic": options.republic,
        }  # fmt: skip
        self._kinds = measures(options.vocabulary) if kind == "measure" else frozenset((kind,))
        self._unit: str | None = None
        self._scaled = False
        if unit is not None:
            self._unit, self._scaled = self._header(unit)

    def _header(self, header: str) -> tuple[str, bool]:
        """The unit that a header names, 万元 of 投资额（万元）, and whether a scale is part of it."""
        if not isinstance(header, str):
            raise TypeError(f"unit must be a str or None, not {type(header).__name__}")
        found = _HEADER.search(header.strip())
        unit = found["unit"].strip() if found else header.strip()
        try:
            one = parse(f"1{unit}", **self._arguments)
        except ParseError:
            one = None
        if self.kind in _UNITLESS:
            raise ValueError(f"unit {header!r}: values of the kind {self.kind} have no unit: leave it out")
        if not isinstance(one, Quantity) or one.kind not in self._kinds:
            raise ValueError(
                f"unit {header!r} names no unit of {self.kind}: expected a unit, or a header such as 投资额（万元）"
            )
        return unit, one.number() > 1

    def row(self, cell: str | None) -> Row:
        """The row of one cell."""
        if cell is None or cell.strip() in _BLANKS or not cell.strip():
            return _EMPTY
        try:
            value = self._read(cell)
        except ParseError as error:
            return Row(status="ambiguous" if error.code == "several" else "unreadable", message=str(error))
        except _Doubtful as doubt:
            return Row(status="ambiguous", message=str(doubt))
        if value.kind not in self._kinds:
            return Row(status="unreadable", message=f"a value of the kind {value.kind}: expected {self.kind}")
        found = flat(value)
        message = (
            None if found.fits else "no decimal of 28 digits before the point and 10 behind it is this value: see exact"
        )
        return Row(found, value.modifier, "ok" if found.fits else "out_of_range", message)

    def value(self, cell: str) -> Value | None:
        """The value of a cell that is one of the kind; None for any other."""
        try:
            value = self._read(cell)
        except (ParseError, _Doubtful):
            return None
        return value if value.kind in self._kinds else None

    def _read(self, cell: str) -> Value:
        value = single(cell, self.options)  # by the rules alone: the column learns for itself
        bare = isinstance(value.low if isinstance(value, Range) else value, Number)
        if bare and (self.kind != "number" or self._unit is not None):
            return self._with_unit(cell, value)
        return value

    def _with_unit(self, cell: str, value: Value) -> Value:
        """A bare number with the unit of the header behind it."""
        if self._unit is None:
            raise _Doubtful(f"a bare number: expected {_UNITLESS.get(self.kind, _UNIT_WANTED)}")
        number = next(mention for mention in extract(cell, **self._arguments) if mention.value == value)
        if self._scaled and _SCALE.search(view(number.text).clean):
            raise _Doubtful(f"a scale in the cell and one in the unit {self._unit}: expected one of them")
        return single(cell[: number.end] + self._unit + cell[number.end :], self.options)


_EMPTY = Row(status="empty")
_UNIT_WANTED = "a unit in the cell, or unit=… for the column"
_UNITLESS = {
    "date": "a date such as 2020年5月20日 or 2020-05-20",
    "time": "a clock time such as 8时30分 or 8:30",
    "ordinal": "an ordinal such as 第20届",
}
"""What is expected of a cell of the kinds that have no unit, in place of a bare number."""


class _Doubtful(Exception):
    """A cell that may mean more than one thing."""


def _table(cells: pa.Array, reader: Reader, schema: pa.Schema) -> pa.Table:
    """The columns of distinct cells: those in digits by Arrow, the others one by one."""
    cells = pc.utf8_trim(cells, _SPACE)
    names = [_name(field) for field in schema]
    if not _AMOUNT_COLUMNS.issubset(names):
        lists = _one_by_one(cells.to_pylist(), reader, names)
        return pa.table([_array(lists[name], field) for name, field in zip(names, schema, strict=True)], schema=schema)
    columns, read = in_digits(cells, reader.learnt)
    gone = pc.invert(read)
    lists = _by_words(cells.filter(gone).to_pylist(), reader, names)
    filled = []
    for name, field in zip(names, schema, strict=True):
        start = columns.get(name)
        if start is None:
            start = pa.nulls(len(cells), field.type) if name != "status" else pa.repeat("ok", len(cells))
        filled.append(pc.replace_with_mask(start, gone, _array(lists[name], field)))
    return pa.table(filled, schema=schema)


Lists: TypeAlias = dict[str, list[Any]]
"""Columns while they are made: plain lists, and no object for a cell whose words are known."""


def _one_by_one(cells: list[str | None], reader: Reader, names: list[str]) -> Lists:
    """The columns of cells that the scalar function reads."""
    lists: Lists = {name: [None] * len(cells) for name in names}
    for at, cell in enumerate(cells):
        _put(reader.row(cell), lists, at)
    return lists


def _by_words(cells: list[str | None], reader: Reader, names: list[str]) -> Lists:
    """The columns of cells, read by their words where these are known."""
    lists: Lists = {name: [None] * len(cells) for name in names} | {"status": ["ok"] * len(cells)}
    amounts, lows, highs, units = (lists[name] for name in ("amount", "low", "high", "unit"))
    modifiers, learnt = lists["modifier"], reader.learnt
    for at, cell in enumerate(cells):
        if not cell or cell in _BLANKS:
            lists["status"][at] = "empty"
            continue
        found = learnt.cell(cell)
        if found is None and not cell.isascii() and (clean := view(cell).clean) != cell:
            found = learnt.cell(clean)
        if found is None:
            _put(reader.row(cell), lists, at)
            continue
        words, said = found
        amounts[at], lows[at], highs[at] = words.texts(said)
        units[at], modifiers[at] = words.unit, words.modifier
    return lists


def _put(row: Row, lists: Lists, at: int) -> None:
    """Put what a row says into its columns."""
    for name, column in lists.items():
        column[at] = getattr(row.flat if name in Flat._fields else row, name)


def _name(field: pa.Field) -> str:
    return "unit" if field.name == "currency" else field.name


def _array(values: list[Any], field: pa.Field) -> pa.Array:
    return pa.array(values, pa.string()).cast(AMOUNT) if field.type == AMOUNT else pa.array(values, field.type)
