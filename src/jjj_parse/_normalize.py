"""The cleaned view of a text that every rule reads, and the map of its offsets back to the text as given.

Repairing undoes damage that is certain and blots out the rest, so that no rule can read in it (see `_mojibake`). Folding replaces
a character by one that means the same: full-width and compatibility forms (NFKC), Traditional by Simplified. Dropping
leaves out what only decorates: pinyin glosses and zero-width marks everywhere, blanks, line breaks, tags and emphasis inside a
quantity. The text itself is never rewritten: a mention's span is mapped back and cuts the text as given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from jjj_parse import _lexicon, _mojibake
from jjj_parse._engine import chars, compile_pattern, trie
from jjj_parse._offsets import Edit, OffsetMap, edited

BLOT = _mojibake.BLOT
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
)
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _compatibility() -> dict[str, str]:
    """NFKC for single characters of the blocks that quantities use: full-width, units (㎡ ㎞ ℃), small forms."""
    blocks = (
        (0xFF01, 0xFF5F),
        (0xFFE0, 0xFFE7),
        (0x3300, 0x3358),
        (0x3371, 0x33E0),
        (0xFE50, 0xFE6C),
        (0x2100, 0x214F),
    )
    folded = {}
    for char in (chr(code) for low, high in blocks for code in range(low, high)):
        form = unicodedata.normalize("NFKC", char)
        if form != char and not form.isspace():
            folded[char] = form.replace("\u2044", "/").replace("\u2215", "/")
    return folded


_COMPATIBILITY = _compatibility()
_ONE_CHARACTER = {char: form for char, form in _COMPATIBILITY.items() if len(form) == 1}
_SIGNS = {**dict.fromkeys(_BLANKS, " "), **dict.fromkeys("﹣−‐‑‒", "-"), "﹪": "%", "○": "〇"}


@lru_cache(maxsize=1)
def _one_to_one() -> dict[str, str]:
    """What is folded, one character for one."""
    return {**_ONE_CHARACTER, **_lexicon.TRADITIONAL, **_SIGNS}


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    return str.maketrans(_one_to_one())


# Most texts hold none but these: replacing them one by one is several times faster than a table for all.
_FREQUENT = [*((char, _ONE_CHARACTER[char]) for char in "，：；（）！？％"), ("\u3000", " ")]
_FEW = 8
_SHORT = 200
_FOLDABLE = compile_pattern(lambda: chars(set(_one_to_one()) - {char for char, _ in _FREQUENT}))
# Folded only where they cannot run into a number: m² is m2, but 10² is not 102, nor 3½ 31/2.
_POWERS = frozenset("²³")
_IN_CONTEXT = {char: unicodedata.normalize("NFKC", char).replace("\u2044", "/") for char in "²³½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_EXPANDED = {char: form for char, form in _COMPATIBILITY.items() if len(form) > 1} | _IN_CONTEXT
_EDITABLE = compile_pattern(chars({"&", *_INVISIBLE, *_EXPANDED}))
_ENTITY = compile_pattern(r"& (?: \# (?: \d{1,7} | [xX][0-9a-fA-F]{1,6} ) | [A-Za-z][A-Za-z0-9]{1,11} ) ;")

_IN_NUMBER = "".join(word for word, char in _lexicon.NUMERALS.items() if char.cls != "rest")
_SCALES = "".join(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
_UNITS = (
    *_lexicon.UNIT_WORDS,
    *_lexicon.CURRENCIES,
    *_lexicon.MEASURE_WORDS,
    *_lexicon.RATIO_WORDS,
    *_lexicon.DENOMINATORS,
)


def _leads(words: Iterable[str]) -> str:
    return "".join(sorted({word[0] for word in words}))


def _tails(words: Iterable[str]) -> str:
    return "".join(sorted({word[-1] for word in words}))


_NUMERAL = frozenset("0123456789" + _IN_NUMBER)
_PREFIXED = [word[1:] for word in _UNITS if word[0] in _SCALES and len(word) > 1]  # 乏 of 千乏
_PHRASES = [  # 番 of 翻一番
    word[at + 1 :] for word in _lexicon.RATIO_PHRASES for at in range(1, len(word) - 1) if word[at] in _IN_NUMBER
]
# 季度, 世纪, 刻 and 号 are units only in dates.
_AFTER = frozenset(
    _leads([*_UNITS, *_PREFIXED, *_PHRASES]) + "".join(sorted(_lexicon.RESTS)) + _SCALES + "点又分季世刻号"
)
_BEFORE_NUMBER = frozenset(
    "第每点又负之-" + _tails([*_lexicon.MODIFIERS_BEFORE, *(w for w, c in _lexicon.CURRENCIES.items() if c.before)])
)
_UNIT_ENDS = frozenset(_tails(_UNITS))
# A blank is inside a quantity only if what stands right of it, after what stands left of it, goes on with it. Two numbers
# side by side (100 200, 五万 三家) are never joined.
_AFTER_DIGIT = compile_pattern(r"\.\d")
_AFTER_SCALE = compile_pattern(rf"\d{{1,4}} \x20* [{_SCALES}]")
_AFTER_NUMERAL = compile_pattern(rf"[{_IN_NUMBER}] \x20* [{_SCALES}点又分]")
_OF_TWO = compile_pattern(chars(_AFTER - set(_SCALES)))
_TO_NUMBER = compile_pattern(rf"[至到] \s* [0-9{_IN_NUMBER}]")
_OF_TEMPERATURE = compile_pattern(rf"[上下] (?: \s | < [^<>]{{0,9}} > | \*\* ){{0,3}} [0-9{_IN_NUMBER}]")
_AFTER_DATE = compile_pattern(r"\d{1,2} \s* [月日号时点分秒:]")
_DATE_ENDS = frozenset("年月日号时")
_PAIRS = {
    ("点", "numeral"),
    ("又", "numeral"),
    ("负", "numeral"),
    ("之", "numeral"),
    ("之", "负"),
    ("分", "之"),
    ("分", "点"),
}
_BOUND_AFTER = compile_pattern(lambda: trie([*_lexicon.MODIFIERS_AFTER, *_lexicon.RANGE_MARKS]))
_RANGE_ENDS = frozenset(_tails(_lexicon.RANGE_MARKS))

_ONE_TAG = compile_pattern(r"</?(?:b|i|em|strong|span|font|u)(?![A-Za-z])[^<>]*>")
_RAISED = compile_pattern("</?su[pb]>")
_MARKUP = r"</?(?:b|i|em|strong|span|font|u|a|s|sup|sub|ins|mark|small|big|nobr|wbr)(?![A-Za-z])[^<>\ufffd]{0,200}+> | <!--[^<>\ufffd]{0,200}+> | \*{1,3} | __"
_PIECE = rf"(?: [\x20\t] | {_MARKUP} )"
_BREAK = r"(?: \r?\n | <br[\x20\t]{0,9}+/?> )"
_LEFT = chars(
    {
        "点",
        "又",
        "负",
        "之",
        "分",
        "个",
        *_DATE_ENDS,
        *_NUMERAL,
        *_lexicon.RESTS,
        *_BEFORE_NUMBER,
        *_UNIT_ENDS,
        *_RANGE_ENDS,
    }
)
_GAP_START = compile_pattern(rf"[\x20\t\r\n<*_] (?<= {_LEFT}[\x20\t\r\n<*_] )")
_GAP = compile_pattern(rf"{_PIECE}*+ (?: {_BREAK} {_PIECE}*+ )?+")


def _goes_on(text: str, left: str, end: int) -> bool:
    """Whether a number whose last character is `left` goes on at `end`, never with a second number."""
    if text[end] == "两" and _OF_TWO.match(text, end + 1):
        return False  # 100 两家
    if text[end] in _AFTER or _TO_NUMBER.match(text, end):
        return True
    if left == "零" and _OF_TEMPERATURE.match(text, end):
        return True
    if left.isascii():
        return _AFTER_DIGIT.match(text, end) is not None
    if _AFTER_NUMERAL.match(text, end):
        return True
    return left in _SCALES and _AFTER_SCALE.match(text, end) is not None


def _joins_blank(text: str, left: str, end: int) -> bool:
    """Whether the quantity that `left` belongs to goes on at `end` after blanks."""
    right = text[end]
    if left in _NUMERAL or left in _lexicon.RESTS:
        return _goes_on(text, left, end)
    if left in _DATE_ENDS and _AFTER_DATE.match(text, end):
        return True
    if left in "第每":
        return right in _NUMERAL or right in _AFTER
    follows = "numeral" if right in _NUMERAL else right
    return (left, follows) in _PAIRS or (left == "个" and text.startswith("百", end))


def _joins_markup(text: str, left: str, end: int, gap: str) -> bool:
    """Whether what is around the markup `gap` belongs to one quantity; unlike blanks, markup parts no words."""
    right = text[end]
    bounded = _BOUND_AFTER.match(text, end) is not None
    if left in _NUMERAL or left in _lexicon.RESTS:
        if _goes_on(text, left, end) or bounded:
            return True
        # <b>1</b>2 is 12 to the reader; where one tag ends and another begins may be two cells.
        return right in _NUMERAL and gap.count("<") == 1 and _ONE_TAG.fullmatch(gap) is not None
    if right in _NUMERAL or _AFTER_DIGIT.match(text, end):
        raised = left == "m" and right in "23" and "<sup" in gap
        return raised or left in _BEFORE_NUMBER or left in _RANGE_ENDS or left in _DATE_ENDS
    return (left in _UNIT_ENDS and (right in _UNIT_ENDS or bounded)) or (
        left in _BEFORE_NUMBER and right in _BEFORE_NUMBER
    )


class View(NamedTuple):
    """`clean` is what rules read; `back` are the maps of its edits to the text as given, the last one first."""

    clean: str
    back: tuple[OffsetMap, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as given of `clean[start:end]` (not empty)."""
        for edits in self.back:
            start, end = edits.span(start, end)
        return start, end


_HEADS = _lexicon.grouped("signs", "place", "word")["head"]
_MINUS = compile_pattern(rf"(?: {trie(_HEADS)} ) (?P<dash> [–—] ) (?= [\d.] )")


def _folded(text: str) -> str:
    text = _characters_folded(text)
    if "–" in text or "—" in text:  # 同比增长–3.5%
        text = _MINUS.sub(lambda match: match[0][:-1] + "-", text)
    return text


def _characters_folded(text: str) -> str:
    for char, form in _FREQUENT:
        text = text.replace(char, form)
    if len(text) < _SHORT:
        # The class of all that is folded takes 3 ms to compile.
        return text if _one_to_one().keys().isdisjoint(text) else text.translate(_table())
    at = 0
    for _ in range(_FEW):
        match = _FOLDABLE.search(text, at)
        if match is None:
            return text
        text, at = text.replace(match[0], _one_to_one()[match[0]]), match.end()
    return text.translate(_table())


def _form(char: str, before: str, after: str) -> str:
    """What a rule reads for `char` between `before` and `after`; never a part of a number or word beside it."""
    if char in _INVISIBLE:
        return ""
    if char in _IN_CONTEXT:
        letter = before.isascii() and before.isalpha()
        # å¼€ is UTF-8 read as Latin-1: no quarter of anything.
        latin_1 = any("\u00a1" <= near <= "\u00ff" and near not in "·×÷°±" for near in (before, after))
        apart = letter if char in _POWERS else not (letter or latin_1 or before in _NUMERAL or before in _IN_CONTEXT)
        return _EXPANDED[char] if apart and not after.isdigit() and after not in _IN_CONTEXT else char
    form = _EXPANDED.get(char) or _one_to_one().get(char, char)
    # 30㎡2间: m2 must not become m22.
    return form + " " if len(form) > 1 and after.isascii() and after.isalnum() else form


def _unescaped(entity: str) -> str:
    from html import unescape  # its table of names is large, and few texts have entities

    return unescape(entity)


def _edits(text: str) -> Iterator[Edit]:
    """What is not one character for one: entities, signs of several letters, and marks that cannot be seen."""
    for match in _EDITABLE.finditer(text):
        char, at, end = match[0], match.start(), match.end()
        if char == "&":
            entity = _ENTITY.match(text, at)
            char = _unescaped(entity[0]) if entity else ""
            if entity is None or len(char) != 1 or char in "<>&":
                continue
            if not (char.isprintable() or char.isspace() or char in _INVISIBLE):
                continue
            end = entity.end()
        form = _form(char, text[at - 1 : at], text[end : end + 1])
        if form != text[at:end]:
            yield Edit(at, end, form)


def _gaps(text: str) -> Iterator[Edit]:
    """What stands inside a quantity without being a part of it."""
    for match in _GAP_START.finditer(text):
        start = match.start()
        end = _GAP.match(text, start).end()  # type: ignore[union-attr]  # matches the empty string
        if not start < end < len(text):
            continue
        left, gap = text[start - 1], text[start:end]
        if left in _NUMERAL and text[end] in _NUMERAL and _RAISED.search(gap):
            yield Edit(start, end, BLOT)  # 10<sup>2</sup> is not 102, nor 10 and 2
        elif _joins_blank(text, left, end) if gap.isspace() else _joins_markup(text, left, end, gap):
            yield Edit(start, end, "")


def view(text: str) -> View:
    """The cleaned view of `text`. Linear in its length; text that needs no cleaning is passed through."""
    back: list[OffsetMap] = []
    clean = text
    if _mojibake.may_be_damaged(text):
        clean, edits = edited(text, _mojibake.blotted(text))
        back.append(edits)
    if not clean.isascii():
        clean = _folded(clean)
    if _EDITABLE.search(clean):
        clean, edits = edited(clean, _edits(clean))
        back.append(edits)
    gaps = _gaps(clean)
    if (first := next(gaps, None)) is not None:
        clean, edits = edited(clean, chain([first], gaps))
        back.append(edits)
    return View(clean, tuple(reversed(back)))
