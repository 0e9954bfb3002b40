"""The words of one call: the tables, and what the caller adds to them. Immutable; the tables alone are built once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import attrs

from jjj_parse import _lexicon, _numerals
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._lexicon import Unit
from jjj_parse._normalize import view
from jjj_parse._numerals import Numeral, NumeralWords

_NOT_UNITS = frozenset(_lexicon.NOT_UNITS)
_MOST_VOCABULARIES = 32
"""Compiled vocabularies kept; one takes about a megabyte and 20 ms to compile."""


@attrs.frozen(slots=True)
class UnitWord:
    """A word that the caller adds for a unit of measurement."""

    word: str
    unit: Unit


@attrs.frozen(slots=True)
class Vocabulary:
    """Units and measure words of the caller's own, for one call; immutable, each `with_` gives a new one.

    >>> from jjj_parse import Vocabulary, extract
    >>> mine = Vocabulary().with_unit("标方", unit="Nm3", kind="gas_volume", factor=1).with_measure_word("网格")
    >>> [str(m.value) for m in extract("日供气3万标方,划分26网格", vocabulary=mine)]
    ['30000 Nm3', '26 网格']
    """

    units: tuple[UnitWord, ...] = ()
    measure_words: tuple[str, ...] = ()

    def with_unit(
        self, word: str, *, unit: str, kind: str | None = None, factor: Fraction | int | str | None = None
    ) -> Vocabulary:
        """This vocabulary and one more word for a unit.

        `unit` is a symbol of the unit table (then the word is another name for it), or a new one: then `kind` and `factor`, its exact
        size in the SI unit of the kind (an integer, a `Fraction`, or text such as "2000/3"), are needed. Raises `ValueError` for a
        word that is blank or taken, a symbol without a size, or a float.

        >>> from jjj_parse import Vocabulary, parse_area
        >>> str(parse_area("3亩地", vocabulary=Vocabulary().with_unit("亩地", unit="mu")))
        '3 mu'
        """
        known = {own.unit.symbol: own.unit for own in self.units}.get(unit) or _lexicon.UNITS.get(unit)
        if known is None:
            if kind is None or factor is None:
                raise ValueError(f"the unit {unit!r} is new: expected its kind and its factor to the SI unit")
            if isinstance(factor, float):
                raise ValueError(f"the factor of {unit!r} must be exact: an int, a Fraction or text, not a float")
            known = Unit(unit, kind, Fraction(factor), Fraction(0))
        elif kind not in (None, known.kind) or (factor is not None and Fraction(factor) != known.factor):
            raise ValueError(f"the unit {unit!r} is taken: it is {known.kind} with the factor {known.factor}")
        return attrs.evolve(self, units=(*self.units, UnitWord(self._new_word(word), known)))

    def with_measure_word(self, word: str) -> Vocabulary:
        """This vocabulary and one more measure word, read after any numeral. Raises `ValueError` for a blank or taken word."""
        return attrs.evolve(self, measure_words=(*self.measure_words, self._new_word(word)))

    def _new_word(self, word: str) -> str:
        folded = view(word.strip()).clean
        if not folded:
            raise ValueError("a word of a vocabulary must not be blank")
        if folded in TABLES.words or folded in self.measure_words or folded in {own.word for own in self.units}:
            raise ValueError(f"{word!r} has a meaning already")
        return folded


class UnitAt(NamedTuple):
    """A unit word of the text, and where it ends."""

    word: str
    end: int


class Words:
    """The words that rules look up, with the patterns that find them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        own = {unit.word: unit.unit for unit in vocabulary.units}
        self.units: Mapping[str, Unit] = MappingProxyType({**_lexicon.UNIT_WORDS, **own})
        self.symbols: Mapping[str, Unit] = MappingProxyType(
            {**_lexicon.UNITS, **{unit.symbol: unit for unit in own.values()}}
        )
        self.measure_words: Mapping[str, bool] = MappingProxyType(
            {**_lexicon.MEASURE_WORDS, **dict.fromkeys(vocabulary.measure_words, True)}
        )
        self.words = frozenset([*self.units, *self.measure_words, *_lexicon.CURRENCIES, *_lexicon.RATIO_WORDS])
        self.denominators: Mapping[str, str] = MappingProxyType(
            {
                **{word: word for word in self.measure_words},
                **{word: unit.symbol for word, unit in self.units.items()},
                **_lexicon.TIME_UNITS,
            }
        )
        denominator = trie(self.denominators)
        self.per = compile_pattern(rf"\x20? [/每·] \x20? (?P<unit> {denominator} ) (?![A-Za-z0-9])")
        each = rf"(?: 每 (?P<unit> {denominator} ) | (?P<mean> {trie(_lexicon.PER_WORDS)} ) )"
        self.each = compile_pattern(each)
        # 人均可支配收入3.5万元: the indicator stands between; no mark and no number may.
        self.each_before = compile_pattern(rf"{each} [\u4e00-\u9fff]{{1,12}} $")
        self.unit_pattern = compile_pattern(trie([*self.words, *_lexicon.NOT_UNITS]))
        self.numerals = NumeralWords(trie([*self.words, *_lexicon.TIME_UNITS]), _prefixed(self.units))

    def unit_at(self, text: str, pos: int) -> UnitAt | None:
        """The longest unit, currency, measure or ratio word at `pos`, one blank before it allowed.

        None if there is none, or if another word is longer (成立), or if a unit in letters goes on (5kmx).
        """
        match = self.unit_pattern.match(text, pos + 1 if text[pos : pos + 1] == " " else pos)
        if match is None or match[0] in _NOT_UNITS:
            return None
        word, end = match[0], match.end()
        if word[-1].isascii() and word[-1].isalnum() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
            return None
        return UnitAt(word, end)

    def read_number(self, text: str, pos: int) -> Numeral | None:
        """The numeral that starts at `pos`, read beside these unit words."""
        return _numerals.read_number(text, pos, self.numerals)


def _prefixed(units: Iterable[str]) -> str:
    scales = [word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big")]
    return trie(word for word in units if word[0] in scales)


@lru_cache(maxsize=_MOST_VOCABULARIES)
def words_of(vocabulary: Vocabulary) -> Words:
    """The words of the tables and of `vocabulary`."""
    return Words(vocabulary)


TABLES = Words(Vocabulary())


def read_number(text: str, pos: int) -> Numeral | None:
    """The numeral that starts at `pos`, read beside the unit words of the tables."""
    return TABLES.read_number(text, pos)


class Setting:
    """What a call fixes for the rules: the currency of a bare 元, and the words."""

    __slots__ = ("currency", "words")

    def __init__(self, currency: str, words: Words) -> None:
        self.currency = currency
        self.words = words


def setting(currency: str, vocabulary: Vocabulary | None) -> Setting:
    """The setting of a call."""
    return Setting(currency, TABLES if vocabulary is None else words_of(vocabulary))

