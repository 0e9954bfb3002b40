"""A whole string as one value: the one reading in it, or the error that says what is wrong and where.

`reader` gives the function of one choice of kinds and options. After some calls it learns the words around numbers (`_learnt`), so that of
a cell such as 243.81亿元 only the number is read; what it gives is the same, and everything that is refused is refused by the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from jjj_parse import _lexicon, types
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._normalize import View, view
from jjj_parse._options import Options
from jjj_parse._reading import Reading
from jjj_parse._resolve import read_all as read_by_rules
from jjj_parse._rules import time_words
from jjj_parse._words import Prefer, Setting, Vocabulary, Window
from jjj_parse.errors import ParseError

if TYPE_CHECKING:
    from jjj_parse._learnt import Learnt

_MANY = 50_000
"""Characters after which reading by shape is the faster way."""
_MANY_CALLS = 64
"""Calls after which learning words is the faster way: what it needs takes 10 ms to load."""
_FEW = 3
"""Cells with the same words after which these are learnt."""
_LONGEST = 48
"""A longer string is more than a number with words around it."""
_MOST_READERS = 64
_SPACE = r"[\s\u00a0\u3000]"
_BEFORE = compile_pattern(lambda: rf"{_SPACE}* (?: {trie(_lexicon.MODIFIERS_BEFORE)} {_SPACE}* )*")
_AFTER = compile_pattern(lambda: rf"{_SPACE}* (?: {trie(_lexicon.MODIFIERS_AFTER)} )? {_SPACE}*")
_BEFORE_DATE = compile_pattern(lambda: rf"{_SPACE}* (?: {trie(time_words.shape('before').words)} )? {_SPACE}*")
_AFTER_DATE = compile_pattern(lambda: rf"{_SPACE}* (?: {trie(time_words.AFTER.words)} )? {_SPACE}*")
_BLANK = compile_pattern(rf"{_SPACE}*")


def seen_in(text: str) -> View:
    """The cleaned view of `text`. Raises `TypeError` for anything but a `str`."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    return view(text)


def read_all(clean: str, setting: Setting, reference: date | None) -> Iterator[Reading]:
    """The readings of a text: by the rules alone for the first ones, by shape once there are many (both give the same)."""
    setting.met += len(clean)
    if setting.met < _MANY:
        return read_by_rules(clean, setting, reference)
    from jjj_parse import _shapes  # its patterns take 0.1 s to compile, which a few texts do not repay

    return _shapes.read_all(clean, setting, reference)


def expected_of(kinds: Collection[str] | None) -> str:
    """In words, what is accepted where one value of some kinds is."""
    return "one quantity or date" if kinds is None else "one " + " or ".join(sorted(set(kinds)))


def single(text: str, options: Options) -> types.Value:
    """The one value that the whole of `text` is, of the kinds wanted. Raises `ParseError` for any other text."""
    kinds = options.kinds
    seen = seen_in(text)
    found = list(islice(read_all(seen.clean, options.setting(), options.reference), 2))
    expected = expected_of(kinds)
    if not found:
        blank = not text.strip()
        raise ParseError(text, 0, len(text), "empty" if blank else "unreadable", expected)
    if len(found) > 1:
        start, end = seen.span(found[1].start, found[1].end)
        raise ParseError(text, start, end, "several", expected + " and nothing after it")
    reading = found[0]
    if not _around(reading, seen.clean):
        start, end = seen.span(reading.start, reading.end)
        head = bool(_surplus(seen.clean[: reading.start], reading, before=True))
        where = (0, start) if head else (end, len(text))
        raise ParseError(text, *where, "extra_text", expected + " and nothing else")
    if kinds is not None and reading.value.kind not in frozenset(kinds):
        start, end = seen.span(reading.start, reading.end)
        raise ParseError(text, start, end, "wrong_kind", f"{expected}, not {reading.value.kind}")
    return reading.value  # type: ignore[no-any-return]


def _around(reading: Reading, clean: str) -> bool:
    """Whether only blanks and modifier words stand around the reading."""
    return not _surplus(clean[: reading.start], reading, before=True) and not _surplus(
        clean[reading.end :], reading, before=False
    )


def _surplus(text: str, reading: Reading, *, before: bool) -> bool:
    if not text:
        return False
    if isinstance(reading.value, types.DateSpan) and (reading.modifier is not None or reading.value.fuzzy):
        pattern = _BEFORE_DATE if before else _AFTER_DATE
    else:
        pattern = _BLANK if reading.modifier is None else _BEFORE if before else _AFTER
    return pattern.fullmatch(text) is None


class Reader:
    """The function from a whole string to its one value, for some options."""

    __slots__ = ("_calls", "_cell", "_options")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._calls = 0
        self._cell: Callable[[str], tuple[Callable[[Any], Any], Any] | None] | None = None

    def __call__(self, text: str) -> Any:
        """The value of `text`. Raises as `single` does."""
        known = self.known(text)
        return single(text, self._options) if known is None else known

    def known(self, text: str) -> Any:
        """The value of `text` where the words around its number have been learnt; None for any other."""
        cell = self._cell
        if cell is None:
            self._calls += 1
            if self._calls >= _MANY_CALLS:
                self._cell = self._learnt().cell
            return None
        if not isinstance(text, str) or len(text) >= _LONGEST:
            return None
        known = cell(text)
        if known is None:
            return None
        value_of, said = known
        return value_of(said)

    def _learnt(self) -> Learnt[Callable[[Any], Any]]:
        from jjj_parse._learnt import Learnt  # which a few calls do not repay

        return Learnt(self._value, lambda general: general.of, few=_FEW)

    def _value(self, text: str) -> Any:
        try:
            return single(text, self._options)
        except ParseError:
            return None


@lru_cache(maxsize=_MOST_READERS, typed=True)
def _kept_reader(
    kinds: frozenset[str] | None,
    currency: str,
    vocabulary: Vocabulary | None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    vague: bool = False,
    republic: bool = False,
) -> Reader:
    return Reader(
        Options(
            kinds=kinds, currency=currency, vocabulary=vocabulary, prefer=prefer, window=window, vague=vague,
            republic=republic,
        )
    )  # fmt: skip


def reader(kinds: frozenset[str], currency: str = "CNY", vocabulary: Vocabulary | None = None) -> Reader:
    """The function for values of `kinds`; the same one for the same choices, so that what it learns is kept.

    Raises `TypeError` and `ValueError` for options of the wrong type or value.
    """
    try:
        return _kept_reader(kinds, currency, vocabulary)
    except TypeError:  # an option of the wrong type may not be hashable: `Options` says what was expected
        return Reader(Options(kinds=kinds, currency=currency, vocabulary=vocabulary))


def read_single(text: str, options: Options) -> types.Value:
    """What `single` gives; the words around numbers are learnt for all references alike, as only dates depend on these."""
    kinds = None if options.kinds is None else frozenset(options.kinds)
    reader = _kept_reader(
        kinds, options.currency, options.vocabulary, options.prefer, options.window, options.vague, options.republic
    )
    known = reader.known(text)
    return single(text, options) if known is None else known
