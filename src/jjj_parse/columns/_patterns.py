"""What columns keep of the words around numbers (`_learnt`), and the cells in digits of a whole column by Arrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from jjj_parse._forms import Said
from jjj_parse._generals import Linear
from jjj_parse._learnt import DIGITS, Learnt, Plain, is_one_number
from jjj_parse.columns._flat import EXPONENTS, amount_text, flat
from jjj_parse.columns._schema import AMOUNT

_FEW = 3
"""Cells with the same words for which it pays to read these alone."""
# Arrow's engine finds the parts eight times as fast where each character can belong to one part only.
_PARTS = r"^(?P<before>[^0-9.,]*)(?P<number>[0-9][0-9,.]*)(?P<behind>[^0-9.,][^0-9]*)?$"
_WHOLE = f"^{DIGITS}$"
_PART = "\x1f"
"""Between the words of a key; a cell that holds one is left to the scalar function."""


class Words(NamedTuple):
    """What the words of a cell fix: the powers of ten of its numbers, their sign, the unit, the modifier, and which sides the amount
    bounds."""

    exponents: tuple[int, ...]
    sign: str
    unit: str | None
    modifier: str | None
    low: bool
    high: bool

    def texts(self, said: Said) -> tuple[str | None, str | None, str | None]:
        """Amount, low and high end for these numbers, as Arrow reads them."""
        if isinstance(said, str):
            amount = self.sign + amount_text(said, self.exponents[0])
            return amount, amount if self.low else None, amount if self.high else None
        low, high = (amount_text(*pair) for pair in zip(said, self.exponents, strict=True))
        return None, low if self.low else None, high if self.high else None


def kept(general: Plain) -> Words | None:
    """What the words fix of the columns; None where an amount may not fit in them."""
    exponents = (general.exponent,) if isinstance(general, Linear) else general.exponents
    if not all(power in EXPONENTS for power in exponents):
        return None
    sign = "-" if isinstance(general, Linear) and general.negative else ""
    value: Any = general.template
    bounds = value.bounds
    return Words(exponents, sign, flat(value).unit, value.modifier, bounds.low is not None, bounds.high is not None)


def in_digits(cells: pa.Array, learnt: Learnt[Words]) -> tuple[dict[str, pa.Array], pa.Array]:
    """Columns aligned with `cells` for those that are one number in digits with words around it, and which cells these are."""
    parts = pc.extract_regex(cells, _PARTS)
    before, number, behind = (pc.struct_field(parts, name) for name in ("before", "number", "behind"))
    number = pc.if_else(pc.match_substring_regex(number, _WHOLE), number, pa.scalar(None, pa.string()))
    grouped = pc.match_substring(number, ",")
    kind = pc.binary_join_element_wise(
        pc.if_else(grouped, ",", ""), pc.if_else(pc.match_substring(number, "."), ".", ""), ""
    )
    known_number = pc.if_else(pc.is_valid(number), kind, pa.scalar(None, pa.string()))
    keys = pc.binary_join_element_wise(known_number, before, behind, _PART).dictionary_encode()
    counts = {entry["values"]: entry["counts"] for entry in pc.value_counts(keys.indices).to_pylist()}
    known: list[Words | None] = []
    for place, key in enumerate(keys.dictionary.to_pylist()):
        kind_, before_, behind_ = key.split(_PART) if key.count(_PART) == 2 else ("", key, "")
        often = counts.get(place, 0) >= _FEW and is_one_number(f"{before_}1{behind_}")
        known.append(learnt.one(before_, kind_, behind_) if often else None)

    def of(get: Callable[[Words], Any], kind: pa.DataType) -> pa.Array:
        return pc.take(pa.array([get(words) if words else None for words in known], kind), keys.indices)

    read = pc.coalesce(of(lambda words: True, pa.bool_()), pa.scalar(False))
    nothing = pa.scalar(None, AMOUNT)
    texts = pc.binary_join_element_wise(
        of(lambda words: words.sign, pa.string()),
        pc.replace_substring(number, ",", ""),
        of(lambda words: f"E{words.exponents[0]}", pa.string()),
        "",
    )
    amounts = texts.cast(AMOUNT)
    columns = {
        "amount": amounts,
        "low": pc.if_else(of(lambda words: words.low, pa.bool_()), amounts, nothing),
        "high": pc.if_else(of(lambda words: words.high, pa.bool_()), amounts, nothing),
        "unit": of(lambda words: words.unit, pa.string()),
        "modifier": of(lambda words: words.modifier, pa.string()),
    }
    return columns, read
