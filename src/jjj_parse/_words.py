"""The words of one call: the tables, and what the caller adds to them. Immutable; the tables alone are built once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

import attrs

from jjj_parse import _lexicon, _numerals
from jjj_parse._engine import LaterLongest, goes_on
from jjj_parse._lexicon import Unit
from jjj_parse._normalize import view
from jjj_parse._numerals import Numeral

_MOST_VOCABULARIES = 32
"""Compiled vocabularies kept; one takes about 200 kB."""


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


POINTS = "点"
"""Points of an index, as 3518.76点 has them; as a measure word it would be read in the times of a clock too."""


class UnitAt(NamedTuple):
    """A unit word of the text, and where it ends."""

    word: str
    end: int


class Words:
    """The words that rules look up, with what finds them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        own = {unit.word: unit.unit for unit in vocabulary.units}
        self.units: Mapping[str, Unit] = MappingProxyType({**_lexicon.UNIT_WORDS, **own})
        self.symbols: Mapping[str, Unit] = MappingProxyType(
            {**_lexicon.UNITS, **{unit.symbol: unit for unit in own.values()}}
        )
        self.measure_words: Mapping[str, bool] = MappingProxyType(
            {**_lexicon.MEASURE_WORDS, **dict.fromkeys(vocabulary.measure_words, True)}
        )
        self.counting: Mapping[str, None] = MappingProxyType(dict.fromkeys((*self.measure_words, POINTS)))
        """What a count may have as its unit."""
        self.words = frozenset([*self.units, *self.measure_words, *_lexicon.CURRENCIES, *_lexicon.RATIO_WORDS])
        self.denominators: Mapping[str, str] = MappingProxyType(
            {
                **{word: word for word in self.measure_words},
                **{word: unit.symbol for word, unit in self.units.items()},
                **_lexicon.DENOMINATORS,
            }
        )
        self._units = LaterLongest(lambda: [*self.words, *_lexicon.NOT_UNITS])
        self._denominators = LaterLongest(lambda: self.denominators)

    def unit_at(self, text: str, pos: int, *, ordered: bool = False) -> UnitAt | None:
        """The longest unit, currency, measure or ratio word at `pos`, one blank before it allowed.

        None if there is none, or if another word is longer (成立), or if a unit in letters goes on (5kmx). `ordered`: 第 and a number
        stand before it.
        """
        start = pos + 1 if text[pos : pos + 1] == " " else pos
        word = self._units.at(text, start)
        if word is None:
            return None
        hidden = _lexicon.NOT_UNITS.get(word)
        if hidden is not None:
            word = hidden or (_lexicon.ORDERED.get(word, "") if ordered else "")
        if not word or goes_on(word, text, start + len(word)):
            return None
        return UnitAt(word, start + len(word))

    def unit_end(self, text: str, pos: int) -> int | None:
        """The end of the unit word at `pos`, None if there is none."""
        unit = self.unit_at(text, pos)
        return unit.end if unit else None

    def is_measure(self, text: str, pos: int) -> bool:
        """Whether a unit that counts no things stands at `pos`: a unit of measurement, 百分点."""
        unit = self.unit_at(text, pos)
        return unit is not None and (unit.word in self.units or unit.word in _lexicon.RATIO_WORDS)

    def denominator_at(self, text: str, pos: int) -> UnitAt | None:
        """The longest word at `pos` by which a quantity can be divided: a unit, a measure word, a unit of time."""
        word = self._denominators.at(text, pos)
        if word is None or goes_on(word, text, pos + len(word)):
            return None
        after = text[pos + len(word) : pos + len(word) + 1]
        if after and after in _lexicon.NO_DENOMINATORS.get(word, ""):
            return None
        return UnitAt(word, pos + len(word))

    def denominator_before(self, text: str, pos: int) -> UnitAt | None:
        """The word at `pos` by which the quantity behind it is divided: 台 in 每台两亿元, not 台两."""
        found = self.denominator_at(text, pos)
        if found is None or found.word[-1] not in _lexicon.NUMERALS or text[found.end : found.end + 1].isdigit():
            return found
        shorter = self._denominators.at(found.word[:-1], 0)
        return UnitAt(shorter, pos + len(shorter)) if shorter else found

    def read_number(self, text: str, pos: int) -> Numeral | None:
        """The numeral that starts at `pos`, read beside these unit words."""
        return _numerals.read_number(text, pos, self)


@lru_cache(maxsize=_MOST_VOCABULARIES)
def words_of(vocabulary: Vocabulary) -> Words:
    """The words of the tables and of `vocabulary`."""
    return Words(vocabulary)


TABLES = Words(Vocabulary())


def read_number(text: str, pos: int) -> Numeral | None:
    """The numeral that starts at `pos`, read beside the unit words of the tables."""
    return TABLES.read_number(text, pos)


Prefer: TypeAlias = Literal["past", "future", "nearest"]
Window: TypeAlias = Literal["rolling", "calendar"]


class DateOptions(NamedTuple):
    """How the caller wants dates read: see `extract`."""

    prefer: Prefer = "past"
    window: Window = "rolling"
    vague: bool = False
    republic: bool = False


class Setting:
    """What a call fixes for the rules: the currency of a bare 元, the words, and how dates are read."""

    __slots__ = ("currency", "dates", "met", "words")

    def __init__(self, currency: str, words: Words, dates: DateOptions) -> None:
        self.currency = currency
        self.words = words
        self.dates = dates
        self.met = 0
        """Characters read under this setting: shapes pay only where there are many."""


@lru_cache(maxsize=_MOST_VOCABULARIES)
def setting(currency: str, vocabulary: Vocabulary | None, dates: DateOptions) -> Setting:
    """The setting of a call; the same one for the same choices, so that what is learnt in it can be kept."""
    return Setting(currency, TABLES if vocabulary is None else words_of(vocabulary), dates)
