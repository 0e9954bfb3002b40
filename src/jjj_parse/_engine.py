"""The one module that chooses the regex engine, and the one that turns words into patterns.

Patterns are written in the dialect that `re` and `regex` share (no `\\p{}`, `\\K`, `\\L<>`, no variable lookbehind); a test
holds the two engines equal on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

FLAGS = re.VERBOSE | re.ASCII
NO_WORD = r"[^A-Za-z0-9_\u3400-\u9fff〇]"
"""A character that ends a word: neither Chinese nor a letter, digit or underscore. (`\\w` differs between the two engines.)"""

Match: TypeAlias = re.Match[str]


class Pattern:
    """What a text is matched with: the methods of a compiled pattern, bound to it, and its source."""

    __slots__ = ("_source", "findall", "finditer", "fullmatch", "match", "search", "sub")

    _source: str | Callable[[], str]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[Match]]
    fullmatch: Callable[..., Match | None]
    match: Callable[..., Match | None]
    search: Callable[..., Match | None]
    sub: Callable[..., str]

    def __init__(self, source: str | Callable[[], str]) -> None:
        self._source = source

    @property
    def pattern(self) -> str:
        """The source as text."""
        if not isinstance(self._source, str):
            self._source = self._source()
        return self._source


class _Unused(Pattern):
    """A pattern before its first use, which compiles it. A text needs a part of our 180, and all of them take 0.1 s.

    From then on it is a plain `Pattern`: looking up an attribute is slower in a class with `__getattr__`.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(
                f"a pattern has no {name!r}, expected one of {', '.join(_METHODS)}", name=name, obj=self
            )
        compiled = re.compile(self.pattern, FLAGS)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = Pattern  # type: ignore[assignment]  # mypy expects a class no wider
        return getattr(compiled, name)


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "sub")


def compile_pattern(pattern: str | Callable[[], str]) -> Pattern:
    """A verbose pattern: white space and comments in it do not count, `\\d` and `\\s` are ASCII only.

    A function is called for its text at the first use: for a pattern that is itself slow to put together.
    """
    return _Unused(pattern)


def trie(words: Iterable[str], *, frequent: str = "") -> str:
    """An alternation of `words` that takes the longest one that fits and gives nothing back (atomic).

    Shared beginnings are tried once, so that its cost does not grow with the number of words. Characters that the same may
    follow share a class where it is quicker to compile than a branch for each. Those of `frequent` are tried first.

    >>> trie(["公里", "公顷", "亩"]), trie(["公里", "公顷", "亩"], frequent="公")
    ('(?>亩|公(?:里|顷))', '(?>公(?:里|顷)|亩)')
    """
    inner = _alternation(sorted(set(words)), frequent)
    return f"(?>{inner})" if inner else "(?!)"


def _alternation(words: list[str], frequent: str = "") -> str:
    """The branches for `words`, which are sorted; none for the empty word."""
    rests: dict[str, list[str]] = {char: [] for char in frequent}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    heads: dict[str, list[str]] = {}
    for char, behind in rests.items():
        if behind:
            heads.setdefault(_tail(behind), []).append(char)
    branches: list[tuple[list[str], str]] = []
    for tail, found in heads.items():
        if len(found) > 1 and "(" in tail:
            branches.append((found, chars(found) + tail))
        else:
            branches += [([char], _escaped(char) + tail) for char in found]
    return _grouped(branches)


_GROUP = 24
"""Branches are tried one after the other: where there are many more, a look at the class of their first characters passes over a group."""


def _grouped(branches: list[tuple[list[str], str]]) -> str:
    if len(branches) <= 4 * _GROUP:
        return "|".join(branch for _, branch in branches)
    groups = [branches[at : at + _GROUP] for at in range(0, len(branches), _GROUP)]
    return "|".join(
        f"(?={chars(char for found, _ in group for char in found)})(?:{'|'.join(branch for _, branch in group)})"
        for group in groups
    )


def _tail(rests: list[str]) -> str:
    """What follows a character: one of `rests`, or nothing where the empty word is one of them."""
    if len(rests) == 1:
        return _escaped(rests[0])
    return f"(?:{_alternation(rests)})" + ("" if rests[0] else "?")


def chars(characters: Iterable[str]) -> str:
    """A character class of `characters`."""
    return "[" + "".join(map(_escaped, sorted(characters))) + "]"


def _escaped(text: str) -> str:
    return text if text.isalnum() else re.escape(text)


def closes(text: str, pos: int) -> bool:
    """Whether a word ends at `pos`: the text does, or `NO_WORD` stands there.

    >>> closes("3亿元，", 3), closes("3亿元", 3), closes("3亿元人民币", 3)
    (True, True, False)
    """
    if pos >= len(text):
        return True
    char = text[pos]
    return not ("\u3400" <= char <= "\u9fff" or char in _IN_WORD)


_IN_WORD = frozenset(char for char in map(chr, range(128)) if char.isalnum() or char == "_") | {"〇"}


def goes_on(word: str, text: str, end: int) -> bool:
    """Whether `word`, which ends at `end`, is the head of a longer word in letters: 5km of 5kmx, 6G of 6GeV."""
    after = text[end : end + 1]
    return word[-1].isascii() and word[-1].isalnum() and after.isascii() and after.isalnum()


def lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(numbers, reverse=True)) for char, numbers in found.items()}


class Longest:
    """Finds the longest of some words at a place by look-up: as fast as a pattern for a few hundred words, and free to build.

    >>> Longest(["人", "人次", "公里"]).at("3000人次", 4)
    '人次'
    """

    __slots__ = ("_lengths", "_source", "_words", "firsts")

    _lengths: dict[str, tuple[int, ...]]
    _source: Callable[[], Iterable[str]]
    _words: frozenset[str]
    firsts: frozenset[str]

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = lengths(self._words)
        self.firsts = frozenset(self._lengths)

    def at(self, text: str, pos: int) -> str | None:
        """The longest of the words that starts at `pos`, None if none does."""
        for length in self._lengths.get(text[pos : pos + 1], ()):
            word = text[pos : pos + length]
            if word in self._words:
                return word
        return None


class Across:
    """Tells whether one of a set of words stands across a place.

    >>> words = Across(["千瓦时", "公里"])
    >>> words.over("5千瓦时", 3), words.over("5千瓦时", 4)
    (True, False)
    """

    __slots__ = ("_by_pair", "pairs")

    def __init__(self, words: Iterable[str]) -> None:
        self._by_pair: dict[str, list[tuple[str, int]]] = {}
        for word in words:
            for at in range(1, len(word)):
                self._by_pair.setdefault(word[at - 1 : at + 1], []).append((word, at))
        self.pairs = frozenset(self._by_pair)

    def over(self, text: str, pos: int) -> bool:
        """Whether one of the words begins before `pos` and ends behind it."""
        found = self._by_pair.get(text[pos - 1 : pos + 1], ())
        return any(at <= pos and text.startswith(word, pos - at) for word, at in found)


class LaterLongest(Longest):
    """The same for words that a function gives when they are first looked for; from then on a plain `Longest`."""

    __slots__ = ()

    def __init__(self, source: Callable[[], Iterable[str]]) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name not in Longest.__slots__:
            raise AttributeError(f"{type(self).__name__} has no {name!r}", name=name, obj=self)
        Longest.__init__(self, self._source())
        self.__class__ = Longest  # type: ignore[assignment]  # mypy expects a class no wider
        return getattr(self, name)
