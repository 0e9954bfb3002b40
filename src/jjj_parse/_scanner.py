"""Where a mention may start, and the longest word of the tables at a place. Knows words, no grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jjj_parse import _codes, _lexicon, _numerals
from jjj_parse._engine import LaterLongest, Longest, chars, compile_pattern, goes_on

_NUMERALS = frozenset(_lexicon.NUMERALS)
_INSIDE_NUMBER = frozenset("0123456789点") | _NUMERALS
_NUMBERS = _numerals.LEADS - {"-", "."}
_NOT_NUMBERS = LaterLongest(lambda: _lexicon.NOT_NUMBERS)
_REACH = 8
"""No word that ends in a numeral, as 队伍 does, is longer."""


def word_before(text: str, end: int, floor: int, words: Mapping[str, object], longest: int) -> str | None:
    """The longest of `words` that ends at `end` and starts at `floor` or later."""
    for length in range(min(longest, end - floor), 0, -1):
        if text[end - length : end] in words:
            return text[end - length : end]
    return None


def _is_inside(text: str, pos: int) -> bool:
    """Whether a numeral may go on at `pos`: not at 五 in 队伍五台山, for 队伍 is a word that is no number."""
    if pos == 0 or text[pos - 1] not in _INSIDE_NUMBER:
        return False
    return not any(
        text[start] not in _INSIDE_NUMBER and _NOT_NUMBERS.at(text, start) == text[start:pos]
        for start in range(max(0, pos - _REACH), pos - 1)
    )


def skipped_at(text: str, pos: int) -> int | None:
    """The end of the word or code at `pos` that only looks like a number, None if there is none."""
    char = text[pos]
    word = _NOT_NUMBERS.at(text, pos)
    if word is not None and (char not in _NUMERALS or not _is_inside(text, pos)):
        end = pos + len(word)
        if not goes_on(word, text, end):  # a word in letters ends where the letters end: 6G, not 6GeV
            return end
    return _codes.code_at(text, pos)


class Scanner:
    """Finds the places of a cleaned text where a mention may start, skipping words that only look like numbers."""

    def __init__(self, start_words: Iterable[str]) -> None:
        self._words = Longest(start_words)
        self._first = compile_pattern(
            lambda: chars(_NUMBERS | {"-", "."} | self._words.firsts | _NOT_NUMBERS.firsts | _codes.FIRSTS)
        )

    def next(self, text: str, pos: int, floor: int) -> tuple[int, int] | None:
        """The first place at `pos` or after at which a mention may start, and the end of the last word skipped before it.

        That end is `floor`, the end of the last mention, where no word was skipped.
        """
        skipped = floor
        while (match := self._first.search(text, pos)) is not None:
            pos = match.start()
            end = skipped_at(text, pos)
            if end is not None:
                pos = skipped = end
            elif self._starts(text, pos):
                return pos, skipped
            else:
                pos += 1
        return None

    def _starts(self, text: str, pos: int) -> bool:
        char = text[pos]
        if char in _NUMBERS or self._words.at(text, pos) is not None:
            return True
        after = text[pos + 1 : pos + 2]
        return char in "-." and (after == "." or (after.isascii() and after.isdigit()))
