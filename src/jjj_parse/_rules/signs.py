"""Signs before numbers: -, 负, 负的, 零下, + at the second end of a range; and what only looks like one: 负 in 背负, the hyphen of a list."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import closes, compile_pattern
from jjj_parse._scanner import word_before

SIGN = r"负的? | [+-] (?= [\d.] ) | 零[下上] \x20?"
_SIGN = compile_pattern(SIGN)
_WORDS = _lexicon.grouped("signs", "place", "word")
_ENDING = dict.fromkeys(_WORDS["ends in 负"])
_OWN = _WORDS["ends before 负"]
_HEADS = dict.fromkeys(_WORDS["head"])
_LONGEST, _LONGEST_HEAD = max(map(len, _ENDING)), max(map(len, _HEADS))
UNSIGNED = frozenset(_WORDS["unsigned"])
"""Measure words that number places and tell ages: 负一层 is no count."""
LOST = frozenset(_WORDS["lost"])
"""Measure words behind which 负 is the verb: 胜3场负2场."""
_BORNE = compile_pattern(rf"的? (?: {'|'.join(_WORDS['borne'])} )")
_CELL = frozenset("\t|:(")
_ASCII_ALPHANUMERIC = frozenset(char for char in map(chr, range(128)) if char.isalnum())


class Sign(NamedTuple):
    """A sign that ends at `end`; `spelled`: it is a word, and no mark."""

    end: int
    negative: bool
    spelled: bool


def sign_at(text: str, pos: int) -> Sign | None:
    """The sign at `pos`; None for the 负 of another word (背负3万元, 税负3.5%)."""
    match = _SIGN.match(text, pos)
    if match is None:
        return None
    if text[pos] == "负" and word_before(text, pos + 1, 0, _ENDING, _LONGEST) and not text.endswith(_OWN, 0, pos + 1):
        return None
    return Sign(match.end(), not match[0].startswith(("零上", "+")), text[pos] not in "+-")


def sign_before(text: str, end: int, floor: int) -> int | None:
    """Where the minus that ends at `end`, before a currency sign, begins: -¥300, 负人民币3亿元."""
    if text.startswith("负的", end - 2) and floor <= end - 2:
        start = end - 2
    elif end > floor and text[end - 1] in "负-":
        start = end - 1
    else:
        return None
    if text[start] == "负":
        return start if sign_at(text, start) else None
    parted = start == 0 or (start > floor and text[start - 1] not in _ASCII_ALPHANUMERIC and text[start - 1] != "-")
    return start if parted else None


def is_minus_of_count(text: str, start: int, end: int) -> bool:
    """Whether the hyphen at `start` is the minus of the count up to `end`, and no mark of a list or a name (A-3号, -3个项目).

    It is where a word before it must have a number (净增-36家), in a cell or brackets of its own, and where nothing else stands in the text.
    """
    if start == 0:
        return end == len(text)
    at = start - (text[start - 1] == " ")
    if text[at - 1 : at] in _CELL and closes(text, end):
        return True
    return word_before(text, at, 0, _HEADS, _LONGEST_HEAD) is not None


def is_verb(text: str, end: int, unit: str) -> bool:
    """Whether 负 before a quantity up to `end` is lost or bore: 负2场, 负30%的责任."""
    return unit in LOST or _BORNE.match(text, end) is not None
