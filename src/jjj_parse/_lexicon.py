"""Reads the fact tables under `data/` once, checks them, and freezes them. Nothing here knows any grammar."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import repeat
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


def _columns(name: str) -> dict[str, list[str]]:
    """The columns of `data/<name>.tsv` by the names in its header, `#` lines left out.

    Raises `LexiconError` for a wrong number of cells or a blank at the edge of a cell.
    """
    text = _data(name).decode("utf-8").replace("\r\n", "\n")
    first, *lines = text.split("\n")
    header = first.split("\t")
    rows = [line for line in lines if line and line[0] != "#"]
    # All cells of the table in one list, which takes half the time of a list for each line.
    cells = "\t".join(rows).split("\t") if rows else []
    if set(map(str.count, rows, repeat("\t"))) - {len(header) - 1} or cells != list(map(str.strip, cells)):
        raise _fault(name, len(header), lines)
    return {column: cells[at :: len(header)] for at, column in enumerate(header)}


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
    columns = _columns(name)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def pairs(name: str, key: str, value: str) -> dict[str, str]:
    """Two columns of a table as a dict. Raises `LexiconError` for a key that stands twice."""
    columns = _columns(name)
    _refuse_twins(name, columns[key])
    return dict(zip(columns[key], columns[value], strict=True))


def grouped(name: str, key: str, value: str) -> dict[str, tuple[str, ...]]:
    """For each value of the column `key`, the cells of the column `value` beside it, in their order."""
    columns, found = _columns(name), dict[str, list[str]]()
    for group, cell in zip(columns[key], columns[value], strict=True):
        found.setdefault(group, []).append(cell)
    return {group: tuple(cells) for group, cells in found.items()}


def words_of(name: str) -> tuple[str, ...]:
    """The `word` column of a table."""
    return tuple(_columns(name)["word"])


def _unique(name: str, *columns: str) -> list[tuple[str, ...]]:
    """The words of a table, each with its cells in `columns`. Raises `LexiconError` for a word that stands twice."""
    table = _columns(name)
    _refuse_twins(name, table["word"])
    return list(zip(table["word"], *(table[column] for column in columns), strict=True))


def _unique_words(name: str) -> tuple[str, ...]:
    words = words_of(name)
    _refuse_twins(name, words)
    return words


def _refuse_twins(name: str, words: Sequence[str]) -> None:
    if len(set(words)) < len(words):
        twin = next(word for at, word in enumerate(words) if word in words[:at])
        raise LexiconError(f"{name}.tsv: {twin} stands twice")


@cache  # a few dozen different ones
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
    """`modifier` is empty for words that change nothing (达 共) or only look like a modifier (附近).

    After one of the characters of `not_after` the first character belongs to what stands before: 贴近, but 补贴|近3万元.
    """

    modifier: str
    needs: str
    not_after: str


def _modifiers() -> dict[str, dict[str, Modifier]]:
    """Modifiers by their place, then by their word."""
    places: dict[str, dict[str, Modifier]] = {}
    for row in read_table("modifiers"):
        words = places.setdefault(row["place"], {})
        if row["word"] in words:
            raise LexiconError(f"modifiers.tsv: {row['word']} stands twice")
        words[row["word"]] = Modifier(row["modifier"], row["needs"], row["not_after"])
    return places


NUMERALS: Mapping[str, NumeralChar] = MappingProxyType(
    {
        word: NumeralChar(value, cls, style == "financial")
        for word, value, cls, style in _unique("numerals", "value", "class", "style")
    }
)
RESTS = frozenset(word for word, char in NUMERALS.items() if char.cls == "rest")
"""The numerals that stand for what is left over: 余 多 来."""


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
RATIO_PHRASES: Mapping[str, tuple[str, Fraction, str]] = MappingProxyType(
    {
        word: (meaning, Fraction(value), modifier)
        for word, meaning, value, modifier in _unique("ratio_phrases", "meaning", "value", "modifier")
    }
)
"""Whole phrases that name a ratio, with the modifier that stands inside them: 翻了近一番."""
MEASURE_WORDS: Mapping[str, bool] = MappingProxyType(
    {word: strength == "strong" for word, strength in _unique("measure_words", "strength")}
)
"""Measure words; False for those that a lone Chinese numeral before them does not make a count (三面)."""
RATIO_WORDS: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {word: (meaning, Fraction(factor)) for word, meaning, factor in _unique("ratio_words", "meaning", "factor")}
)
DENOMINATORS: Mapping[str, str] = MappingProxyType(pairs("denominators", "word", "unit"))
"""Words by which a quantity is divided, with the symbol of the unit; `*` is the caller's currency."""
NO_DENOMINATORS: Mapping[str, str] = MappingProxyType(
    {word: after for word, after in pairs("denominators", "word", "not_before").items() if after}
)
"""Of these, each with the characters before which it begins another word: 生产, 元旦."""
TIME_SECONDS: Mapping[str, int] = MappingProxyType(
    {unit: int(seconds) for _, unit, seconds in _unique("denominators", "unit", "seconds") if seconds}
)
"""Seconds in the units of time by which a length becomes a speed; by the day or year it stays a rate (毫米/日)."""
DOUBTFUL_UNITS: Mapping[str, str] = MappingProxyType(pairs("doubtful_units", "word", "not_before"))
"""Words for units of which it is not plain which: a number before one is not read, unless one of these characters makes it another word."""
PER_WORDS: Mapping[str, str] = MappingProxyType(pairs("per_words", "word", "unit"))
_by_place = _modifiers()
MODIFIERS_BEFORE: Mapping[str, Modifier] = MappingProxyType(_by_place["before"])
MODIFIERS_AFTER: Mapping[str, Modifier] = MappingProxyType(_by_place["after"])
RANGE_MARKS: Mapping[str, str] = MappingProxyType(pairs("range_marks", "word", "place"))


def _unit_phrases(after: str) -> dict[str, str]:
    return {word: unit for word, unit, needs in _unique("unit_phrases", "unit", "after") if needs == after}


# The large tables are read at their first use, which is mostly the first call: more than half of all lines.
NOT_NUMBERS: tuple[str, ...]
NOT_UNITS: Mapping[str, str]
"""Words that begin like a unit word and are none, and longer phrases with the unit word that they do begin with (批文化: 批)."""
ORDERED: Mapping[str, str]
"""Of the first, those that after 第 are that unit word and another word: 第20届满城."""
TRADITIONAL: Mapping[str, str]
_LATER: dict[str, Callable[[], object]] = {
    "NOT_NUMBERS": lambda: _unique_words("not_numbers"),
    "NOT_UNITS": lambda: MappingProxyType({**dict.fromkeys(_unique_words("not_units"), ""), **_unit_phrases("")}),
    "ORDERED": lambda: MappingProxyType(_unit_phrases("第")),
    "TRADITIONAL": lambda: MappingProxyType(pairs("traditional", "traditional", "simplified")),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, _LATER[name]())
