"""The columns that come out: their names and Arrow types."""

from __future__ import annotations

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError('jjj_parse.columns needs pyarrow: pip install "jjj_parse[arrow]"') from error

from jjj_parse._exact import PLACES
from jjj_parse._options import READ_AS
from jjj_parse._words import Vocabulary

AMOUNT = pa.decimal128(38, PLACES)
"""Every amount: 28 digits before the point, 10 behind it. What does not fit is text in the column `exact`."""

STATUSES = ("ok", "empty", "unreadable", "ambiguous", "out_of_range")
"""What can be said of a cell.

`ok`: it is one value of the kind asked for. `empty`: nothing, a blank, -, —, …, N/A. `unreadable`: no value, or one of another kind.
`ambiguous`: more than one value, or a bare number and no unit to give it. `out_of_range`: read, but no amount of the
columns holds it exactly; `exact` does.
"""

_READ = [
    pa.field("exact", pa.string()),
    pa.field("modifier", pa.string()),
    pa.field("status", pa.string(), nullable=False),
    pa.field("message", pa.string()),
]
_AMOUNTS = [pa.field("amount", AMOUNT), pa.field("low", AMOUNT), pa.field("high", AMOUNT)]
_MONEY = pa.schema([*_AMOUNTS, pa.field("currency", pa.string()), *_READ])
_UNIT = pa.schema([*_AMOUNTS, pa.field("unit", pa.string()), *_READ])
_DATE = pa.schema([pa.field("date_start", pa.date32()), pa.field("date_end", pa.date32()), *_READ])

MENTIONS = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        *_AMOUNTS,
        pa.field("unit", pa.string()),
        pa.field("date_start", pa.date32()),
        pa.field("date_end", pa.date32()),
        pa.field("exact", pa.string()),
        pa.field("modifier", pa.string()),
        pa.field("flags", pa.string()),
        pa.field("indicator", pa.string()),
    ]
)
"""The columns of `extract_table`.

`row` counts the texts from 0; `start` and `end` are code points of the text as given. `amount` is null for a range; `low` and `high` are its
ends, and for a single amount its bounds: both are the amount where nothing bounds it, null where the words leave that end
open (see `Bounds`). `unit` is the unit symbol, the measure word, for money the ISO 4217 code, for the kind percent `ratio`, `points` or
`times`, for a duration `mo` or `s`. `exact` is the canonical text of a value that the typed columns do not hold whole: 1/3, a
clock time, a duration in ISO 8601, a date that is not resolved. `flags` are `inferred`, `article`, `fuzzy`.
"""


def columns_of(kind: str, vocabulary: Vocabulary | None = None) -> pa.Schema:
    """The columns that `normalize` gives for a kind, one of the caller's vocabulary too. Raises `ValueError` for an unknown one.

    >>> columns_of("money").names
    ['amount', 'low', 'high', 'currency', 'exact', 'modifier', 'status', 'message']
    """
    known = {*READ_AS, *(own.unit.kind for own in (vocabulary.units if vocabulary else ()))}
    if kind not in known:
        raise ValueError(f"unknown kind {kind!r}: expected one of {sorted(known)}")
    return {"money": _MONEY, "date": _DATE, "time": _DATE}.get(kind, _UNIT)
