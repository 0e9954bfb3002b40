"""Cells that are a number with words around it: the words are read once, the numbers by the column.

A cell such as 约25.5亿元 falls into what stands before its number, the number, and what stands behind it. The scalar function reads a few
probes with the same words (约7.5亿元, 约38.25亿元 …); where it reads them as their number times one power of ten, every such cell is its own
number times that power. All other cells are left to the scalar function.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from jjj_parse._engine import compile_pattern
from jjj_parse._forms import (
    Probes,
    marks_of,
    spelled_number,
    with_number,
    with_pair,
    with_spelled,
)
from jjj_parse._generals import Linear, Ranged, generalised
from jjj_parse._scanner import skipped_at
from jjj_parse._sides import SKIP_BEHIND_DIGITS
from jjj_parse.columns._flat import EXPONENTS, amount_text, flat
from jjj_parse.columns._schema import AMOUNT
from jjj_parse.types import Quantity, Range

_FEW = 3
"""Cells with the same words for which it pays to read these alone."""
_MOST_WORDS = 20_000

# Numbers whose digits mean their number and no more: no zero in front, no more of them than a telephone number has.
_DIGITS = r"(?:[1-9][0-9]{0,8}(?:\.[0-9]{1,4})?|0\.[0-9]{0,3}[1-9]|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}(?:\.[0-9]{1,4})?)"
_NOT_DIGIT = r"[^0-9０-９.,，．\x1f]"
_BEFORE, _BEHIND = rf"{_NOT_DIGIT}{{0,8}}", rf"(?:{_NOT_DIGIT}[^0-9０-９]{{0,15}})?"
# Arrow's engine finds the parts eight times as fast where each character can belong to one part only.
_PARTS = r"^(?P<before>[^0-9.,]*)(?P<number>[0-9][0-9,.]*)(?P<behind>[^0-9.,][^0-9]*)?$"
_WHOLE = f"^{_DIGITS}$"
_ONE = compile_pattern(rf"({_BEFORE}) ({_DIGITS}) ({_BEHIND})")
_TWO = compile_pattern(rf"({_BEFORE}) ({_DIGITS}) ({_NOT_DIGIT}{{1,6}}) ({_DIGITS}) ({_BEHIND})")
_SUM = compile_pattern(rf"({_BEFORE}) ([1-9][0-9]{{0,3}}) 亿 ([1-9][0-9]{{3}}) 万 ([^0-9０-９.,，．]{{0,15}})")
_SPELLED = "一二三四五六七八九十百千万亿零两壹贰叁肆伍陆柒捌玖拾佰仟"
_HAN = compile_pattern(rf"([^0-9０-９{_SPELLED}]{{0,8}}) ([{_SPELLED}]{{2,20}}) ([^0-9０-９{_SPELLED}]{{0,15}})")
_PART = "\x1f"
"""Between the words of a key; a cell that holds one is left to the scalar function."""
_SUMS = (("3", "5000"), ("38", "1234"), ("9999", "7777"))


class Scalar(Protocol):
    """The scalar function of a column."""

    def value(self, cell: str) -> Any:
        """The value of a cell that is one of the kind asked for; None for any other."""


class Words(NamedTuple):
    """What the words of a cell fix: the powers of ten of its numbers, their sign, the unit, the modifier, and which sides the amount
    bounds."""

    exponents: tuple[int, ...]
    sign: str
    unit: str | None
    modifier: str | None
    low: bool
    high: bool

    def texts(self, numbers: tuple[str, ...]) -> tuple[str | None, str | None, str | None]:
        """Amount, low and high end for these numbers, as Arrow reads them."""
        texts = [self.sign + amount_text(*pair) for pair in zip(numbers, self.exponents, strict=True)]
        low, high = texts[0] if self.low else None, texts[-1] if self.high else None
        return (texts[0] if len(texts) == 1 else None), low, high


class Learnt:
    """The words met in a column."""

    def __init__(self, scalar: Scalar) -> None:
        self._scalar = scalar
        self._words: dict[tuple[str, ...], Words | None] = {}

    def words(self, key: tuple[str, ...], probes: Callable[[], Probes]) -> Words | None:
        """What the words of `key` fix, by the probes; None where the numbers mean more than their number."""
        try:
            return self._words[key]
        except KeyError:
            pass
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        self._words[key] = self._learn(probes())
        return self._words[key]

    def _learn(self, probes: Probes) -> Words | None:
        first = self._scalar.value(probes[0][0])
        general = generalised(first, probes[0][1]) if isinstance(first, Quantity | Range) else None
        if not isinstance(general, Linear | Ranged):
            return None
        exponents = (general.exponent,) if isinstance(general, Linear) else general.exponents
        if not all(power in EXPONENTS for power in exponents):
            return None
        if any(self._scalar.value(cell) != general.of(said) for cell, said in probes[1:]):
            return None
        sign = "-" if isinstance(general, Linear) and general.negative else ""
        bounds = first.bounds
        return Words(exponents, sign, flat(first).unit, first.modifier, bounds.low is not None, bounds.high is not None)

    def one(self, before: str, kind: str, behind: str) -> Words | None:
        """The words around one number in digits of a kind; not where they may be a name (985高校)."""
        if behind[:1] in SKIP_BEHIND_DIGITS:
            return None
        return self.words((kind, before, behind), lambda: with_number(kind, before, behind))

    def cell(self, cell: str) -> tuple[Words, tuple[str, ...]] | None:
        """The words of a cell and its numbers in digits, if it is one or two numbers with words around them."""
        if (match := _ONE.fullmatch(cell)) is not None:
            before, number, behind = match.groups()
            words = self.one(before, marks_of(number), behind)
            return (words, (number,)) if words else None
        if (match := _HAN.fullmatch(cell)) is not None:
            before, spelled, behind = match.groups()
            number = spelled_number(spelled) if skipped_at(cell, len(before)) is None else ""  # 三百六十行
            words = self.words(("十", before, behind), lambda: with_spelled(before, behind)) if number else None
            return (words, (number,)) if words else None
        if (match := _SUM.fullmatch(cell)) is not None:
            before, hundred_millions, ten_thousands, behind = match.groups()
            words = self.words(
                ("亿万", before, behind), lambda: [(f"{before}{a}亿{b}万{behind}", a + b) for a, b in _SUMS]
            )
            return (words, (hundred_millions + ten_thousands,)) if words else None
        if (match := _TWO.fullmatch(cell)) is not None:
            before, low, middle, high, behind = match.groups()
            if "," in low + high or not Decimal(low) < Decimal(high):
                return None
            kind = max(marks_of(low), marks_of(high))
            words = self.words(
                (kind, before, middle, behind),
                lambda: [(before + core, said) for core, said in with_pair(kind, middle, behind)],
            )
            return (words, (low, high)) if words else None
        return None


def in_digits(cells: pa.Array, learnt: Learnt) -> tuple[dict[str, pa.Array], pa.Array]:
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
        often = counts.get(place, 0) >= _FEW and _ONE.fullmatch(f"{before_}1{behind_}") is not None
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
