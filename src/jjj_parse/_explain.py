"""Why a mention has its value: the words that gave number, scale, unit and modifier, and the rule that joined them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from jjj_parse import _lexicon
from jjj_parse._engine import chars, compile_pattern, trie
from jjj_parse._normalize import View
from jjj_parse._reading import Reading
from jjj_parse._rules.modifiers import words_around
from jjj_parse._words import Setting
from jjj_parse.types import DateSpan, Mention

RULES = {row["rule"]: row["says"] for row in _lexicon.read_table("rules")}
"""What each rule does, in a sentence."""

_SCALES = [word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big")]
_LATIN = (*_lexicon.LATIN_SCALES, *_lexicon.MONEY_SCALES)
_IN_NUMERAL = compile_pattern(
    lambda: (
        rf"(?P<scale> {chars(_SCALES)}+ | {trie(_LATIN)} ) | (?P<modifier> {chars(_lexicon.RESTS)} ) | (?P<number> [^\sA-Za-z{''.join([*_SCALES, *_lexicon.RESTS])}]+ )"
    )
)
_MARK = compile_pattern(
    lambda: (
        rf"""
    (?P<sign> 负的? | 零[下上] | [+-] (?= [\d.] ) )
    | (?P<number> 分之? | 又 | 半 )
    | (?P<scale> {trie(_LATIN)} (?! [A-Za-z] ) )
    | (?P<range> {trie(_lexicon.RANGE_MARKS)} )
    | (?P<per> [/每·第] | {trie(_lexicon.PER_WORDS)} )
    """
    )
)


@attrs.frozen(slots=True)
class Part:
    """One piece of a mention or of the words around it.

    `role` is sign, number, scale, unit, currency, range, per, modifier, word, or indicator for what is measured (its text without noise).
    """

    role: str
    text: str
    start: int
    end: int


@attrs.frozen(slots=True)
class Explanation:
    """A mention, the rule that read it (`rule` names it, `says` puts it in a sentence) and the parts it was read from."""

    mention: Mention
    rule: str
    says: str
    parts: tuple[Part, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain data."""
        return {
            **self.mention.to_dict(),
            "rule": self.rule,
            "says": self.says,
            "parts": [attrs.asdict(part) for part in self.parts],
        }

    def __str__(self) -> str:
        parts = " + ".join(f"{part.role} {part.text}" for part in self.parts if part.role != "indicator")
        return f"{self.mention.text} = {self.mention.value}: {self.rule} ({parts})"


def explanation(reading: Reading, mention: Mention, source: str, seen: View, setting: Setting) -> Explanation:
    """The parts of `reading`, found in the cleaned text and given their places in `source`."""
    clean = seen.clean
    if isinstance(mention.value, DateSpan):
        pieces = [("word", reading.start, reading.end)]
    else:
        pieces = list(_pieces(clean, reading, setting))
    for start, end in words_around(clean, reading.start, reading.end):
        if mention.modifier is not None:
            pieces.append(("modifier", start, end))
    parts = []
    for role, start, end in sorted(pieces, key=lambda piece: piece[1]):
        first, last = seen.span(start, end)
        parts.append(Part(role, source[first:last], first, last))
    if mention.indicator is not None and mention.indicator_span is not None:
        parts.append(Part("indicator", mention.indicator, *mention.indicator_span))
        parts.sort(key=lambda part: part.start)
    return Explanation(mention, reading.rule, RULES[reading.rule], tuple(parts))


def _pieces(text: str, reading: Reading, setting: Setting) -> Iterator[tuple[str, int, int]]:
    pos = reading.start
    while pos < reading.end:
        numeral = setting.words.read_number(text, pos)
        unit = setting.words.unit_at(text, pos)
        if numeral is not None and numeral.end <= reading.end:
            yield from _numeral_pieces(text, pos, numeral.end)
            pos = numeral.end
        elif unit is not None and unit.end <= reading.end:
            yield ("currency" if unit.word in _lexicon.CURRENCIES else "unit"), pos, unit.end
            pos = unit.end
        else:
            mark = _MARK.match(text, pos)
            is_sign = pos == reading.start and text[pos] == "-"  # -¥300
            end = mark.end() if mark else pos + 1
            if text[pos] != " ":
                yield "sign" if is_sign else (mark.lastgroup or "word") if mark else "word", pos, end
            pos = end


def _numeral_pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _IN_NUMERAL.finditer(text, start, end):
        yield match.lastgroup or "number", match.start(), match.end()
