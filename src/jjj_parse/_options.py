"""What the caller of a public function may choose, checked in one place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypedDict, get_args

import attrs

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern
from jjj_parse._words import DateOptions, Prefer, Setting, Vocabulary, Window, setting

MEASURES = frozenset(unit.kind for unit in _lexicon.UNITS.values())
"""The physical kinds of the tables."""
KINDS = MEASURES | {"money", "count", "number", "percent", "rate", "ordinal", "date", "time", "duration"}
"""Every kind of mention."""
READ_AS = tuple(sorted({*KINDS, "measure"}))
"""What a cell can be read as: one of the kinds, or `measure`, any physical kind."""
_ISO_4217 = compile_pattern("[A-Z]{3}")


class ReadOptions(TypedDict, total=False):
    """The options of `extract`, by keyword."""

    reference: date | None
    kinds: Collection[str] | None
    currency: str
    vocabulary: Vocabulary | None
    prefer: Prefer
    window: Window
    vague: bool
    republic: bool


@attrs.frozen(slots=True, kw_only=True)
class Options:
    """The options of one call, as the docstring of `extract` describes them.

    Raises `TypeError` for one of the wrong type, `ValueError` for one of the wrong value.
    """

    reference: date | None = None
    kinds: Collection[str] | None = None
    currency: str = "CNY"
    vocabulary: Vocabulary | None = None
    prefer: Prefer = "past"
    window: Window = "rolling"
    vague: bool = False
    republic: bool = False

    def __attrs_post_init__(self) -> None:
        _check_type("reference", self.reference, (date, type(None)), "a date, a datetime or None")
        if isinstance(self.kinds, str):
            raise TypeError("kinds must be a collection of kinds, not one str")
        _check_vocabulary(self.vocabulary)
        self._check_kinds()
        _check_type("currency", self.currency, (str,), "a str")
        if not _ISO_4217.fullmatch(self.currency):
            raise ValueError(f"currency must be an ISO 4217 code such as 'CNY', not {self.currency!r}")
        check_choice("prefer", self.prefer, get_args(Prefer))
        check_choice("window", self.window, get_args(Window))
        _check_type("vague", self.vague, (bool,), "a bool")
        _check_type("republic", self.republic, (bool,), "a bool")

    def _check_kinds(self) -> None:
        known = KINDS
        if self.vocabulary is not None:
            known = KINDS | {own.unit.kind for own in self.vocabulary.units}
        if self.kinds is not None and (unknown := set(self.kinds) - known):
            raise ValueError(f"unknown kinds {sorted(unknown)}: expected some of {sorted(known)}")

    def setting(self) -> Setting:
        """What of it the rules look at."""
        dates = DateOptions(self.prefer, self.window, self.vague, self.republic)
        return setting(self.currency, self.vocabulary, dates)


def _check_type(name: str, value: object, types: tuple[type, ...], expected: str) -> None:
    if not isinstance(value, types):
        raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")


def _check_vocabulary(value: object) -> None:
    _check_type("vocabulary", value, (Vocabulary, type(None)), "a Vocabulary or None")


def check_choice(name: str, value: object, choices: tuple[str, ...]) -> None:
    """Raises `TypeError` or `ValueError` for a `value` of the argument `name` that is none of `choices`."""
    expected = " or ".join(map(repr, choices))
    _check_type(name, value, (str,), expected)
    if value not in choices:
        raise ValueError(f"{name} must be {expected}, not {value!r}")


def measures(vocabulary: Vocabulary | None) -> frozenset[str]:
    """The physical kinds, those of the caller's own units among them. Raises `TypeError` for what is no vocabulary."""
    _check_vocabulary(vocabulary)
    return MEASURES.union(own.unit.kind for own in vocabulary.units) if vocabulary else MEASURES
