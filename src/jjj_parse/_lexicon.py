"""Reads the fact tables under `data/` once, checks them, and freezes them. Nothing here knows any grammar."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class LexiconError(ValueError):
    """A table under `data/` breaks its own rules; the message names file and line."""


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv` in their order: one dict a line, keyed by the header, `#` lines left out.

    Raises `LexiconError` for a wrong number of cells or a blank at the edge of a cell.
    """
    path = files("jjj_parse").joinpath("data", f"{name}.tsv")
    lines = path.read_text(encoding="utf-8").split("\n")
    header, rows = lines[0].split("\t"), []
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise LexiconError(f"{name}.tsv:{number}: {len(cells)} cells, expected {len(header)}")
        if any(cell != cell.strip() for cell in cells):
            raise LexiconError(f"{name}.tsv:{number}: a cell begins or ends with a blank")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def words_of(name: str) -> tuple[str, ...]:
    """The `word` column of a table."""
    return tuple(row["word"] for row in read_table(name))


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
    for row in read_table("units"):
        symbol, word = row["unit"], row["word"]
        if word in by_word:
            raise LexiconError(f"units.tsv: {word} stands twice")
        if row["factor"] != "=":
            if symbol in by_symbol:
                raise LexiconError(f"units.tsv: {symbol} is defined twice, the second time at {word}")
            factor = None if row["factor"] == "-" else Fraction(row["factor"])
            by_symbol[symbol] = Unit(symbol, row["kind"], factor, Fraction(row["zero"] or 0))
        by_word[word] = by_symbol[symbol]
        if by_word[word].kind != row["kind"]:
            raise LexiconError(f"units.tsv: {word} is {row['kind']}, but {symbol} is {by_word[word].kind}")
    return by_symbol, by_word


def _currencies() -> dict[str, Currency]:
    words: dict[str, Currency] = {}
    for row in read_table("currencies"):
        if row["word"] in words:
            raise LexiconError(f"currencies.tsv: {row['word']} stands twice")
        place = row["place"]
        words[row["word"]] = Currency(
            row["currency"], Fraction(row["factor"]), place in ("before", "both"), place != "before", place == "part"
        )
    return words


_by_symbol, _by_word = _units()
UNITS: Mapping[str, Unit] = MappingProxyType(_by_symbol)
"""Units by symbol."""
UNIT_WORDS: Mapping[str, Unit] = MappingProxyType(_by_word)
"""Units by the word in the text."""
CURRENCIES: Mapping[str, Currency] = MappingProxyType(_currencies())
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


def _unique(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    seen: set[str] = set()
    for row in rows:
        if row["word"] in seen:
            raise LexiconError(f"{table}.tsv: {row['word']} stands twice")
        seen.add(row["word"])
    return rows


def _modifiers(place: str) -> Mapping[str, Modifier]:
    rows = [row for row in read_table("modifiers") if row["place"] == place]
    return MappingProxyType({r["word"]: Modifier(r["modifier"], r["needs"]) for r in _unique("modifiers", rows)})


NUMERALS: Mapping[str, NumeralChar] = MappingProxyType(
    {
        r["word"]: NumeralChar(r["value"], r["class"], r["style"] == "financial")
        for r in _unique("numerals", read_table("numerals"))
    }
)


def _latin_scales(*, money: bool) -> Mapping[str, int]:
    rows = _unique("latin_scales", read_table("latin_scales"))
    return MappingProxyType({r["word"]: int(r["exponent"]) for r in rows if (r["place"] == "money") is money})


LATIN_SCALES = _latin_scales(money=False)
MONEY_SCALES = _latin_scales(money=True)
"""Letters that scale a number only behind a currency sign: HK$15.6m."""
MONEY_WORDS = frozenset(r["word"] for r in _unique("money_words", read_table("money_words")))
NUMBER_HEADS = frozenset(r["word"] for r in _unique("number_heads", read_table("number_heads")))
"""Characters after which a bare number is one; after any other Chinese character it mostly names a thing (麒麟990)."""
CODE_WORDS = frozenset(r["word"] for r in _unique("code_words", read_table("code_words")))
RATIO_PHRASES: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {r["word"]: (r["meaning"], Fraction(r["value"])) for r in _unique("ratio_phrases", read_table("ratio_phrases"))}
)
MEASURE_WORDS: Mapping[str, bool] = MappingProxyType(
    {r["word"]: r["strength"] == "strong" for r in _unique("measure_words", read_table("measure_words"))}
)
"""Measure words; False for those that a lone Chinese numeral before them does not make a count (三面)."""
RATIO_WORDS: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {r["word"]: (r["meaning"], Fraction(r["factor"])) for r in _unique("ratio_words", read_table("ratio_words"))}
)
DENOMINATORS: Mapping[str, str] = MappingProxyType(
    {r["word"]: r["unit"] for r in _unique("denominators", read_table("denominators"))}
)
TIME_SECONDS: Mapping[str, int] = MappingProxyType(
    {r["unit"]: int(r["seconds"]) for r in read_table("denominators") if r["seconds"]}
)
"""Seconds in the units of time by which a length becomes a speed; by the day or year it stays a rate (毫米/日)."""
PER_WORDS: Mapping[str, str] = MappingProxyType(
    {r["word"]: r["unit"] for r in _unique("per_words", read_table("per_words"))}
)
NOT_NUMBERS = tuple(r["word"] for r in _unique("not_numbers", read_table("not_numbers")))
NOT_UNITS = tuple(r["word"] for r in _unique("not_units", read_table("not_units")))
MODIFIERS_BEFORE = _modifiers("before")
MODIFIERS_AFTER = _modifiers("after")
RANGE_MARKS: Mapping[str, str] = MappingProxyType(
    {r["word"]: r["place"] for r in _unique("range_marks", read_table("range_marks"))}
)
TRADITIONAL: Mapping[str, str] = MappingProxyType(
    {r["traditional"]: r["simplified"] for r in read_table("traditional")}
)
