"""The cleaned view of a text that every rule reads, and the map of its offsets back to the text as given.

Folding replaces a character by one that means the same: full-width and compatibility forms (NFKC), Traditional by
Simplified. Dropping leaves out what only decorates: zero-width marks, pinyin glosses, blanks inside a quantity. The text
itself is never rewritten: a mention's span is mapped back and cuts the text as given.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable
from typing import NamedTuple

from jjj_parse import _lexicon
from jjj_parse._engine import chars, compile_pattern

_INVISIBLE = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"


def _compatibility() -> dict[str, str]:
    """NFKC for single characters of the blocks that quantities use: full-width, units (㎡ ㎞ ℃), small forms."""
    blocks = ((0xFF01, 0xFF5F), (0xFFE0, 0xFFE7), (0x3300, 0x3358), (0x3371, 0x33E0), (0xFE50, 0xFE6C), (0x2100, 0x214F))
    folded = {}
    for char in (chr(code) for low, high in blocks for code in range(low, high)):
        form = unicodedata.normalize("NFKC", char)
        if form != char and not form.isspace():
            folded[char] = form.replace("\u2044", "/")
    return folded


_COMPATIBILITY = _compatibility()
_ONE_TO_ONE = {
    **{ord(char): form for char, form in _COMPATIBILITY.items() if len(form) == 1},
    **{ord(char): form for char, form in _lexicon.TRADITIONAL.items()},
    ord("﹪"): "%",
    ord("○"): "〇",
    ord("﹣"): "-",
    ord("−"): "-",
    ord("‐"): "-",
    ord("‑"): "-",
    ord("‒"): "-",
}
# Folded only where they cannot run into a digit: m² is m2, but 10² is not 102, nor 3½ 31/2.
_IN_CONTEXT = {char: unicodedata.normalize("NFKC", char).replace("\u2044", "/") for char in "²³½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_EXPANDED = {char: form for char, form in _COMPATIBILITY.items() if len(form) > 1} | _IN_CONTEXT
_FOLDABLE = compile_pattern(chars(map(chr, _ONE_TO_ONE)))

_EDIT = compile_pattern(
    rf"""
    (?P<drop> [{_INVISIBLE}]
      | \*\*                                                  # Markdown emphasis
      | (?<=[\u3400-\u9fff\x40-\x7e€]) \( [a-zü]{{0,5}} [āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ] [a-zü]{{0,4}} \)   # 項(xiàng)
    )
    | (?P<blank> &(?:nbsp|ensp|emsp|thinsp|\#160|\#xa0); )
    | (?P<expand> {chars(set(_EXPANDED) - set(_IN_CONTEXT))} | (?<=[A-Za-z]) [²³] | (?<!\d) [½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞] )
    """
)

_DIGITS = "".join(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("digit", "tens", "vague"))
_SCALES = "".join(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
_RESTS = "".join(word for word, char in _lexicon.NUMERALS.items() if char.cls == "rest")


def _leads(words: Iterable[str]) -> str:
    return "".join(sorted({word[0] for word in words}))


_UNIT_LEADS = chars(
    _leads([*_lexicon.UNIT_WORDS, *_lexicon.CURRENCIES, *_lexicon.MEASURE_WORDS, *_lexicon.RATIO_WORDS])
    + _leads(_lexicon.TIME_UNITS)
    + _RESTS
    + _SCALES
)
_GAP = compile_pattern(rf"[{_BLANKS}]+ (?: \r?\n [{_BLANKS}]* )? | \r?\n [{_BLANKS}]*")
# A blank is inside a quantity only if what stands right of it, after what stands left of it, goes on with it. Two numbers
# side by side (100 200, 五万 三家) are never joined.
_AFTER_NUMBER = compile_pattern(rf"{_UNIT_LEADS}")
_AFTER_DIGIT = compile_pattern(r"\.\d")
_AFTER_SCALE = compile_pattern(rf"\d{{1,4}} [{_BLANKS}]* [{_SCALES}]")
_AFTER_NUMERAL = compile_pattern(rf"[{_DIGITS}] [{_BLANKS}]* [{_SCALES}点又分]")
_NUMERAL = compile_pattern(rf"[{_DIGITS}{_SCALES}\d]")
_PAIRS = {("点", "numeral"), ("又", "numeral"), ("负", "numeral"), ("之", "numeral"), ("分", "之"), ("分", "点")}


def _joins(text: str, left: str, right: int) -> bool:
    if left in _SCALES or left in _DIGITS or left in _RESTS:
        if _AFTER_NUMERAL.match(text, right) or left in _SCALES and _AFTER_SCALE.match(text, right):
            return True
        return bool(_AFTER_NUMBER.match(text, right)) or text[right : right + 1] in ("点", "又", "分")
    if left.isdigit():
        return bool(_AFTER_NUMBER.match(text, right) or _AFTER_DIGIT.match(text, right)) or text[right] in "点又分"
    follows = "numeral" if _NUMERAL.match(text, right) else text[right]
    return (left, follows) in _PAIRS or (left == "个" and text.startswith("百", right))


class View(NamedTuple):
    """`clean` is what rules read; `starts[i]` is the place in the text of `clean[i]`, None where the places are equal."""

    clean: str
    starts: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as given of `clean[start:end]` (not empty)."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


def _edit(clean: str, starts: array[int] | None, cuts: list[tuple[int, int, str]]) -> View:
    """Replace each `clean[start:end]` of `cuts`; every character of a replacement lies at the first one replaced."""
    old = starts if starts is not None else range(len(clean))
    places, pieces, at = array("q"), [], 0
    for start, end, form in cuts:
        pieces += [clean[at:start], form]
        places.extend(old[at:start])
        places.extend([old[start]] * len(form))
        at = end
    pieces.append(clean[at:])
    places.extend(old[at:])
    return View("".join(pieces), places)


def view(text: str) -> View:
    """The cleaned view of `text`. Linear in its length; text that needs no cleaning is passed through."""
    if text.isascii() and "&" not in text and "*" not in text and " " not in text and "\n" not in text:
        return View(text, None)
    clean, starts = (text.translate(_ONE_TO_ONE) if _FOLDABLE.search(text) else text), None
    cuts = [
        (m.start(), m.end(), _EXPANDED[m[0]] if m["expand"] else " " if m["blank"] else "")
        for m in _EDIT.finditer(clean)
    ]
    if cuts:
        clean, starts = _edit(clean, starts, cuts)
    gaps = [
        (m.start(), m.end(), "")
        for m in _GAP.finditer(clean)
        if 0 < m.start() and m.end() < len(clean) and _joins(clean, clean[m.start() - 1], m.end())
    ]
    return _edit(clean, starts, gaps) if gaps else View(clean, starts)
