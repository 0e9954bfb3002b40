"""Where a mention may start, and the longest word of the tables at a place. Knows words, no grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jjj_parse import _codes, _lexicon, _numerals
from jjj_parse._engine import chars, compile_pattern, trie

# A word in letters ends where the letters end: 6G, not 6GeV.
_NUMERALS = "".join(_lexicon.NUMERALS)
_NOT_NUMBERS = rf"""
    (?: {trie(word for word in _lexicon.NOT_NUMBERS if word[0] not in _NUMERALS)}
      | (?<! [\d点{_NUMERALS}] ) {trie(word for word in _lexicon.NOT_NUMBERS if word[0] in _NUMERALS)}
    ) (?! (?<=[A-Za-z0-9]) [A-Za-z0-9] )
"""


def word_before(text: str, end: int, floor: int, words: Mapping[str, object], longest: int) -> str | None:
    """The longest of `words` that ends at `end` and starts at `floor` or later."""
    for length in range(min(longest, end - floor), 0, -1):
        if text[end - length : end] in words:
            return text[end - length : end]
    return None


class Scanner:
    """Finds the places of a cleaned text where a mention may start, skipping words that only look like numbers."""

    def __init__(self, start_words: Iterable[str]) -> None:
        self.pattern = compile_pattern(
            rf"""
            (?P<skip> {_NOT_NUMBERS} | {_codes.CODE} )
            | (?P<word> {trie(start_words)} )
            | (?P<number> {chars(_numerals.LEADS - {"-", "."})} | [-.] (?= [\d.] ) )
            """
        )

    def next(self, text: str, pos: int, floor: int) -> tuple[int, int] | None:
        """The first place at `pos` or after at which a mention may start, and the end of the last word skipped before it.

        That end is `floor`, the end of the last mention, where no word was skipped.
        """
        skipped = floor
        for match in self.pattern.finditer(text, pos):
            if match.lastgroup != "skip":
                return match.start(), skipped
            skipped = match.end()
        return None
