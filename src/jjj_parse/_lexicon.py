"""Reads the fact tables under `data/` once, checks them, and freezes them. Nothing here knows any grammar."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple


class LexiconError(ValueError):
    """A table under `data/` breaks its own rules; the message names file and line."""


def _data(name: str) -> bytes:
    """The bytes of a table, from wherever the package was imported, a zip file too.

    `importlib.resources` does the same, but importing it takes longer than reading all tables.
    """
    assert __spec__ is not None and __spec__.loader is not None and __spec__.origin is not None
    folder = os.path.join(os.path.dirname(__spec__.origin), "data")  # noqa: PTH118, PTH120  # as for importlib
    return __spec__.loader.get_data(os.path.join(folder, f"{name}.tsv"))  # type: ignore[attr-defined, no-any-return]  # noqa: PTH118


def _cells(name: str) -> tuple[list[str], list[list[str]]]:
    """The header of `data/<name>.tsv` and the cells of its lines, `#` lines left out."""
    text = _data(name).decode("utf-8").replace("\r\n", "\n")
    first, *lines = text.split("\n")
    header = first.split("\t")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    cells = list(chain.from_iterable(rows))
    if any(len(row) != len(header) for row in rows) or cells != list(map(str.strip, cells)):
        raise _fault(name, len(header), lines)
    return header, rows


def _fault(name: str, width: int, lines: list[str]) -> LexiconError:
    """The first fault in `lines`, those after the header."""
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if not line or line[0] == "#":
            continue
        if len(cells) != width:
            return LexiconError(f"{name}.tsv:{number}: {len(cells)} cells, expected {width}")
        if any(cell != cell.strip() for cell in cells):
            return LexiconError(f"{name}.tsv:{number}: a cell begins or ends with a blank")
    raise AssertionError(f"{name}.tsv has a fault, but no line of it has")


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv` in their order: one dict a line, keyed by the header, `#` lines left out.

    Raises `LexiconError` for a wrong number of cells or a blank at the edge of a cell.
    """
    header, rows = _cells(name)
    return [dict(zip(header, row, strict=True)) for row in rows]


def _columns(name: str, *wanted: str) -> Iterator[tuple[str, ...]]:
    """The cells of two or more columns, row by row: several times faster than `read_table`."""
    header, rows = _cells(name)
    return map(itemgetter(*map(header.index, wanted)), rows)


def words_of(name: str) -> tuple[str, ...]:
    """The `word` column of a table."""
    header, rows = _cells(name)
    column = header.index("word")
    return tuple([row[column] for row in rows])


def _unique(name: str, *columns: str) -> list[tuple[str, ...]]:
    """The words of a table, each with its cells in `columns`. Raises `LexiconError` for a word that stands twice."""
    rows = list(_columns(name, "word", *columns))
    _refuse_twins(name, [row[0] for row in rows])
    return rows


def _unique_words(name: str) -> tuple[str, ...]:
    words = words_of(name)
    _refuse_twins(name, words)
    return words


def _refuse_twins(name: str, words: Sequence[str]) -> None:
    if len(set(words)) < len(words):
        twin = next(word for at, word in enumerate(words) if word in words[:at])
        raise LexiconError(f"{name}.tsv: {twin} stands twice")


@lru_cache(maxsize=None)  # a few dozen different ones
def _fraction(text: str) -> Fraction:
    return Fraction(text)


class Unit(NamedTuple):
    """A unit of measurement: `si = amount * factor + zero`; `factor` is None where the word fixes no size (度)."""

    symbol: str
    kind: str
    factor: Fraction | None
    zero: Fraction


class Currency(NamedTuple):
    """A currency word: `code` is an ISO 4217 code, or `*` for the caller's currency; `factor` 1/100 for 分, 美分."""

    code: str
    factor: Fraction
    before: bool
    after: bool
    part: bool
    """Counts only behind a larger coin (5元2角), or as the whole string (2角): alone it is mostly another word."""


def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    by_symbol: dict[str, Unit] = {}
    by_word: dict[str, Unit] = {}
    for word, kind, symbol, factor, zero in _unique("units", "kind", "unit", "factor", "zero"):
        if factor != "=":
            if symbol in by_symbol:
                raise LexiconError(f"units.tsv: {symbol} is defined twice, the second time at {word}")
            by_symbol[symbol] = Unit(symbol, kind, None if factor == "-" else _fraction(factor), _fraction(zero or "0"))
        unit = by_word[word] = by_symbol[symbol]
        if unit.kind != kind:
            raise LexiconError(f"units.tsv: {word} is {kind}, but {symbol} is {unit.kind}")
    return by_symbol, by_word


_by_symbol, _by_word = _units()
UNITS: Mapping[str, Unit] = MappingProxyType(_by_symbol)
"""Units by symbol."""
UNIT_WORDS: Mapping[str, Unit] = MappingProxyType(_by_word)
"""Units by the word in the text."""
CURRENCIES: Mapping[str, Currency] = MappingProxyType(
    {
        word: Currency(code, _fraction(factor), place in ("before", "both"), place != "before", place == "part")
        for word, code, factor, place in _unique("currencies", "currency", "factor", "place")
    }
)
"""Currencies by the word in the text."""


class NumeralChar(NamedTuple):
    """A character of a written numeral: `value` is a digit, a power of ten, or the modifier that 多 余 来 stand for."""

    value: str
    cls: str
    financial: bool


class Modifier(NamedTuple):
    """`modifier` is empty for words that change nothing (达 共) or only look like a modifier (附近)."""

    modifier: str
    needs: str


def _modifiers(place: str) -> Mapping[str, Modifier]:
    rows = [row for row in _columns("modifiers", "word", "modifier", "needs", "place") if row[-1] == place]
    _refuse_twins("modifiers", [row[0] for row in rows])
    return MappingProxyType({word: Modifier(modifier, needs) for word, modifier, needs, _ in rows})


NUMERALS: Mapping[str, NumeralChar] = MappingProxyType(
    {
        word: NumeralChar(value, cls, style == "financial")
        for word, value, cls, style in _unique("numerals", "value", "class", "style")
    }
)


def _latin_scales(*, money: bool) -> Mapping[str, int]:
    rows = _unique("latin_scales", "exponent", "place")
    return MappingProxyType({word: int(exponent) for word, exponent, place in rows if (place == "money") is money})


LATIN_SCALES = _latin_scales(money=False)
MONEY_SCALES = _latin_scales(money=True)
"""Letters that scale a number only behind a currency sign: HK$15.6m."""
MONEY_WORDS = frozenset(_unique_words("money_words"))
NUMBER_HEADS = frozenset(_unique_words("number_heads"))
"""Characters after which a bare number is one; after any other Chinese character it mostly names a thing (麒麟990)."""
CODE_WORDS = frozenset(_unique_words("code_words"))
RATIO_PHRASES: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {word: (meaning, Fraction(value)) for word, meaning, value in _unique("ratio_phrases", "meaning", "value")}
)
MEASURE_WORDS: Mapping[str, bool] = MappingProxyType(
    {word: strength == "strong" for word, strength in _unique("measure_words", "strength")}
)
"""Measure words; False for those that a lone Chinese numeral before them does not make a count (三面)."""
RATIO_WORDS: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {word: (meaning, Fraction(factor)) for word, meaning, factor in _unique("ratio_words", "meaning", "factor")}
)
DENOMINATORS: Mapping[str, str] = MappingProxyType({word: unit for word, unit in _unique("denominators", "unit")})
TIME_SECONDS: Mapping[str, int] = MappingProxyType(
    {unit: int(seconds) for unit, seconds in _columns("denominators", "unit", "seconds") if seconds}
)
"""Seconds in the units of time by which a length becomes a speed; by the day or year it stays a rate (毫米/日)."""
PER_WORDS: Mapping[str, str] = MappingProxyType({word: unit for word, unit in _unique("per_words", "unit")})
NOT_NUMBERS = _unique_words("not_numbers")
NOT_UNITS = _unique_words("not_units")
MODIFIERS_BEFORE = _modifiers("before")
MODIFIERS_AFTER = _modifiers("after")
RANGE_MARKS: Mapping[str, str] = MappingProxyType({word: place for word, place in _unique("range_marks", "place")})
TRADITIONAL: Mapping[str, str] = MappingProxyType(
    {traditional: simplified for traditional, simplified in _columns("traditional", "traditional", "simplified")}
)
