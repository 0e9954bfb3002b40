"""Cells that are a number with words around it: the words are read once, by the function that reads cells.

A cell such as 约25.5亿元 falls into what stands before its number, the number, and what stands behind it. The function reads a few probes
with the same words (约7.5亿元, 约38.25亿元 …); where it reads them as their number times one power of ten, every such cell is its own
number times that power. All other cells are left to the function.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern
from jjj_parse._forms import (
    SKIP_BEHIND_DIGITS,
    Probes,
    Said,
    marks_of,
    spelled_number,
    with_number,
    with_pair,
    with_spelled,
)
from jjj_parse._generals import Linear, Ranged, generalised
from jjj_parse._numerals import ENDING, looks_like_number
from jjj_parse._scanner import skipped_at
from jjj_parse.types import Quantity, Range

T = TypeVar("T")
Plain: TypeAlias = Linear | Ranged
"""What gives the value of a cell from its numbers."""

_MOST_WORDS = 20_000

# Numbers whose digits mean their number and no more: no zero in front, no more of them than a telephone number has.
DIGITS = r"(?:[1-9][0-9]{0,8}(?:\.[0-9]{1,4})?|0\.[0-9]{0,3}[1-9]|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}(?:\.[0-9]{1,4})?)"
_NOT_DIGIT = r"[^0-9０-９.,，．\x1f]"
_BEFORE, _BEHIND = rf"{_NOT_DIGIT}{{0,8}}", rf"(?:{_NOT_DIGIT}[^0-9０-９]{{0,15}})?"
_ONE = compile_pattern(rf"({_BEFORE}) ({DIGITS}) ({_BEHIND})")
_TWO = compile_pattern(rf"({_BEFORE}) ({DIGITS}) ({_NOT_DIGIT}{{1,6}}) ({DIGITS}) ({_BEHIND})")
_SUM = compile_pattern(rf"({_BEFORE}) ([1-9][0-9]{{0,3}}) 亿 ([1-9][0-9]{{3}}) 万 ([^0-9０-９.,，．]{{0,15}})")
_SPELLED = "一二三四五六七八九十百千万亿零两壹贰叁肆伍陆柒捌玖拾佰仟"
_HAN = compile_pattern(rf"([^0-9０-９{_SPELLED}]{{0,8}}) ([{_SPELLED}]{{2,20}}) ([^0-9０-９{_SPELLED}]{{0,15}})")
_SUMS = (("3", "5000"), ("38", "1234"), ("9999", "7777"))
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_WIDE_ONLY = compile_pattern("[亿万元美港日欧人民币]* [０-９，．] [０-９，．亿万元美港日欧人民币]*")
"""What the cleaned view changes in nothing but digits and marks of full width."""


def is_one_number(cell: str) -> bool:
    """Whether a cell is one number in digits with words around it."""
    return _ONE.fullmatch(cell) is not None


class Learnt(Generic[T]):
    """The words met around numbers.

    `value` reads a cell: the value, if it is one of the kind asked for; None for any other. `kept` makes of what the words fix what is
    kept of them, or None. Words are learnt when they are met for the `few`th time: that takes as long as to read several cells.
    """

    def __init__(self, value: Callable[[str], Any], kept: Callable[[Plain], T | None], *, few: int = 1) -> None:
        self._value, self._kept, self._few = value, kept, few
        self._known: dict[tuple[str, ...], T | None] = {}
        self._met: dict[tuple[str, ...], int] = {}

    def words(self, key: tuple[str, ...], probes: Callable[[], Probes]) -> T | None:
        """What is kept of the words of `key`, by the probes; None where the numbers mean more than their number."""
        try:
            return self._known[key]
        except KeyError:
            pass
        if self._few > 1:
            if len(self._met) >= _MOST_WORDS:
                self._met.clear()
            met = self._met[key] = self._met.get(key, 0) + 1
            if met < self._few:
                return None
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        self._known[key] = found = self._learn(probes())
        return found

    def _learn(self, probes: Probes) -> T | None:
        first = self._value(probes[0][0])
        general = generalised(first, probes[0][1]) if isinstance(first, Quantity | Range) else None
        if not isinstance(general, Linear | Ranged):
            return None
        if any(self._value(cell) != general.of(said) for cell, said in probes[1:]):
            return None
        return self._kept(general)

    def one(self, before: str, kind: str, behind: str) -> T | None:
        """The words around one number in digits of a kind; not where they may be a name (985高校)."""
        if behind[:1] in SKIP_BEHIND_DIGITS:
            return None
        return self.words((kind, before, behind), lambda: with_number(kind, before, behind))

    def cell(self, cell: str) -> tuple[T, Said] | None:
        """The words of a cell and its number in digits, or its two numbers, if it is that with words around."""
        found = self._cell(cell)
        if found is None and not cell.isascii() and _WIDE_ONLY.fullmatch(cell) is not None:
            found = self._cell(cell.translate(_WIDE))
        return found

    def _cell(self, cell: str) -> tuple[T, Said] | None:
        if (match := _ONE.fullmatch(cell)) is not None:
            before, number, behind = match.groups()
            words = self.one(before, marks_of(number), behind)
            return (words, number) if words else None
        if (match := _HAN.fullmatch(cell)) is not None:
            before, spelled, behind = match.groups()
            number = spelled_number(spelled)
            if not number or _has_a_word(cell, len(before), len(before) + len(spelled)):
                return None
            words = self.words(("十", before, behind), lambda: with_spelled(before, behind))
            return (words, number) if words else None
        if (match := _SUM.fullmatch(cell)) is not None:
            before, hundred_millions, ten_thousands, behind = match.groups()
            words = self.words(
                ("亿万", before, behind), lambda: [(f"{before}{a}亿{b}万{behind}", a + b) for a, b in _SUMS]
            )
            return (words, hundred_millions + ten_thousands) if words else None
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


def _has_a_word(cell: str, start: int, end: int) -> bool:
    """Whether a word that is no number begins in the numeral: 三百六十行, 五万一千零一夜."""
    if skipped_at(cell, start) is not None:
        return True
    pairs = _pairs()
    for at in range(start + 1, end):
        if cell[at - 1] in ENDING and cell[at : at + 2] in pairs and looks_like_number(cell, at):
            return True
    return False


@cache
def _pairs() -> frozenset[str]:
    """The first two characters of the words that are no numbers and begin like one."""
    return frozenset(word[:2] for word in _lexicon.NOT_NUMBERS if word[0] in _SPELLED)
