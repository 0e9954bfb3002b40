"""The one module that chooses the regex engine, and the one that turns words into patterns.

Patterns are written in the dialect that `re` and `regex` share (no `\\p{}`, `\\K`, `\\L<>`, no variable lookbehind); a test
holds the two engines equal on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Pattern = re.Pattern[str]
FLAGS = re.VERBOSE | re.ASCII
NO_WORD = r"[^A-Za-z0-9_\u3400-\u9fff〇]"
"""A character that ends a word: neither Chinese nor a letter, digit or underscore. (`\\w` differs between the two engines.)"""


def compile_pattern(pattern: str) -> Pattern:
    """Compile a verbose pattern: white space and comments in it do not count, `\\d` and `\\s` are ASCII only."""
    return re.compile(pattern, FLAGS)


def trie(words: Iterable[str]) -> str:
    """An alternation of `words` that takes the longest one that fits and gives nothing back (atomic).

    Shared beginnings are tried once, so that its cost does not grow with the number of words.

    >>> trie(["公里", "公顷", "亩"])
    '(?>亩|公(?:里|顷))'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def alternation(node: dict[str, Any]) -> str:
        branches = [re.escape(char) + tail(below) for char, below in sorted(node.items()) if char]
        return "|".join(branches)

    def tail(node: dict[str, Any]) -> str:
        inner = alternation(node)
        if not inner:
            return ""
        return f"(?:{inner})" + ("?" if "" in node else "")

    inner = alternation(root)
    return f"(?>{inner})" if inner else "(?!)"


def chars(characters: Iterable[str]) -> str:
    """A character class of `characters`."""
    return "[" + "".join(sorted(map(re.escape, characters))) + "]"


def goes_on(word: str, text: str, end: int) -> bool:
    """Whether `word`, which ends at `end`, is the head of a longer word in letters: 5km of 5kmx, 6G of 6GeV."""
    after = text[end : end + 1]
    return word[-1].isascii() and word[-1].isalnum() and after.isascii() and after.isalnum()


class Longest:
    """Finds the longest of some words at a place by look-up: as fast as a pattern for a few hundred words, and free to build.

    >>> Longest(["人", "人次", "公里"]).at("3000人次", 4)
    '人次'
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
        self.firsts = frozenset(self._lengths)

    def at(self, text: str, pos: int) -> str | None:
        """The longest of the words that starts at `pos`, None if none does."""
        for length in self._lengths.get(text[pos : pos + 1], ()):
            word = text[pos : pos + length]
            if word in self._words:
                return word
        return None
