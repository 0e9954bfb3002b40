"""The words around a quantity that bound it: 约 近 超过 不少于 before it, 以上 左右 以内 after it."""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._engine import closes, compile_pattern, trie
from jjj_parse._scanner import word_before

_LONGEST = max(map(len, _lexicon.MODIFIERS_BEFORE))
_AFTER = compile_pattern(lambda: rf"\x20? (?P<word> {trie(_lexicon.MODIFIERS_AFTER)} )")
_SCALED = compile_pattern(r"(?: [A-Za-z$]{1,4} \x20? | 人民币 )? [0-9.,一二三四五六七八九十百千两几]{0,12} [百千万亿]")
"""A number in hundreds or more: 破万亿, 破3000亿元, not 破5起案件."""
_MOST_WORDS = 4
_SIGN_ENDS = frozenset("\"'/-=").union(char for char in map(chr, range(128)) if char.isalpha())


def _word_before(text: str, end: int) -> str | None:
    """The longest modifier word that ends at `end` and is a word there: 近 after 补, not 贴近."""
    longest = _LONGEST
    while (word := word_before(text, end, 0, _lexicon.MODIFIERS_BEFORE, longest)) is not None:
        start = end - len(word)
        if not start or text[start - 1] not in _lexicon.MODIFIERS_BEFORE[word].not_after:
            break
        longest = len(word) - 1
    return word


def modifier_before(text: str, pos: int, floor: int, *, bare: bool, cold: bool = False) -> str | None:
    """The modifier that ends at `pos`; words that change nothing (达, 共) may stand between.

    `bare`: the number is only scale words, as 上百 and 过亿 need; 破 needs one with a scale. `cold`: it is a temperature below zero, of which
    最低 says that it was the lowest, and bounds nothing.
    """
    head = text[max(floor, pos - _MOST_WORDS * _LONGEST) : pos].replace(" ", "")
    at, blurred = len(head), None
    for _ in range(_MOST_WORDS):
        word = _word_before(head, at)
        if word is None:
            break
        modifier, needs, _ = _lexicon.MODIFIERS_BEFORE[word]
        start = at - len(word)
        if needs == "bare_scale" and not (bare and at == len(head)):
            break
        if needs == "scale" and not (at == len(head) and _SCALED.match(text, pos)):
            break
        if needs == "sign" and start > 0 and head[start - 1] in _SIGN_ENDS:
            break  # the end of a tag: <b>5家
        if needs == "no_cold" and cold:
            break
        if modifier not in ("", "about"):
            return modifier  # 不超过约: the bound stays
        blurred = blurred or modifier or None
        at = start
    return blurred


def modifier_after(text: str, end: int) -> str | None:
    """The modifier that starts at `end`."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    modifier, needs, _ = _lexicon.MODIFIERS_AFTER[match["word"]]
    if needs == "end" and not closes(text, match.end()):
        return None  # 3公里多 is more than 3, 3公里多层建筑 is not
    return modifier or None


COMPARING = "大高多长重", "小低少短轻"
_COMPARED = compile_pattern(f"(?P<more>[{COMPARING[0]}]) | (?P<less>[{COMPARING[1]}])")


def compared(text: str, start: int, end: int, floor: int) -> str | None:
    """比三十大, 比 170 低: the comparison that stands around the number."""
    if text[max(floor, start - 2) : start].strip()[-1:] != "比":
        return None
    match = _COMPARED.match(text, end + (text[end : end + 1] == " "))
    return None if match is None else "more_than" if match["more"] else "less_than"


def words_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the modifier words right before and right after `text[start:end]`."""
    found = []
    at = start
    while (word := _word_before(text, at)) is not None:
        if _lexicon.MODIFIERS_BEFORE[word].modifier:
            found.append((at - len(word), at))
        at -= len(word)
    if (after := _AFTER.match(text, end)) and _lexicon.MODIFIERS_AFTER[after["word"]].modifier:
        found.append(after.span("word"))
    return found


def modifier_around(
    text: str, start: int, end: int, floor: int, inner: str | None, *, bare: bool, cold: bool = False
) -> str | None:
    """One modifier for `text[start:end]`: 余 or 多 inside it, else what bounds it (以上) before what only blurs it (约)."""
    return strongest(inner, modifier_after(text, end), modifier_before(text, start, floor, bare=bare, cold=cold))


def strongest(*modifiers: str | None) -> str | None:
    """The first that bounds, else the first that only blurs."""
    found = [modifier for modifier in modifiers if modifier]
    bounding = [modifier for modifier in found if modifier != "about"]
    return next(iter(bounding or found), None)


def only_modifiers(text: str, first: int) -> bool:
    """Whether from `first` to the end of `text` stand only words that bound any number or change nothing, at most as many as are read."""
    at = len(text)
    for _ in range(_MOST_WORDS):
        word = _word_before(text, at)
        if word is None or _lexicon.MODIFIERS_BEFORE[word].needs:
            return False
        at -= len(word)
        if at <= first:
            return at == first
    return False
