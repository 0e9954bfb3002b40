"""Damage that a page suffered when bytes of cp936 (GBK) were edited and decoded out of step, and what can be undone.

Such pages were changed byte by byte: a gloss was put behind certain characters (項(xiàng)目), even where the two bytes searched
for are the end of one character and the beginning of the next. Decoding then swallows a byte below 0x40 behind a
lead byte into one `?`, and from there on every character is made of the second byte of one and the first of the next, until an
ASCII letter or € takes the odd byte: `津?qū)毶剑核膫€(gè)` was 津寶山：四個. `repair` joins the halves again.

What is put right must be certain: a run is repaired only if it ends as the model says and comes out as common characters.
Pairs of bytes that fell into the private areas of the code are lost without a trace, so a numeral whose neighbour could be
such a loss is not trusted. Everything else that is recognised is left as it is, and no mention starts in it or touches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import attrs

from jjj_parse import _lexicon
from jjj_parse._engine import chars, compile_pattern
from jjj_parse._offsets import Edit, OffsetMap, edited

BLOT = "\ufffd"
"""Stands in the cleaned view for each character of what is damaged: no rule knows it."""

HOSTS = _lexicon.pairs("pinyin_hosts", "char", "pinyin")
_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = rf"(?=[a-zü]{{0,5}}[{_TONED}]) [a-zü{_TONED}]{{1,6}}"
_HAN = "\u3400-\u9fff"

# UTF-8 read as Latin-1 or Windows-1252: a letter and one or two more characters for each of ours, two of them where a byte was lost.
_CONTINUATION = chars({*map(chr, range(0x80, 0xC0)), *bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")})
_LATIN = compile_pattern(rf"(?: [à-ï] {_CONTINUATION}{{1,2}} ){{2,}}")

# Where damage may begin; most brackets and question marks are passed over here.
_SIGN = compile_pattern(
    rf"[(（?\ufffd锟à-ï] (?: (?<= [\ufffd锟] ) | (?<= [à-ï] ) (?= {_CONTINUATION} ) | (?= [a-zü{_TONED}?!;:,.%\d年月日号號时時点點元萬万亿億千百十畝亩/] ) )"
)
_GLOSS = compile_pattern(
    lambda: (
        rf"""
    [(（] (?:
        (?<= [{_HAN}\x40-\x7e€]. ) (?P<toned> {_SYLLABLE} )          # 項(xiàng), and l(fā): a letter that ends a run
      | (?<= {chars(HOSTS)}. ) (?P<plain> [a-z]{{1,6}} )              # 元(yuan): only for the reading of the table
    ) [)）]
    """
    )
)
_RUN_SIGN = compile_pattern(
    rf"""
      (?P<quote> \?! (?= [{_HAN}?] ) )                              # 。and a quotation mark
    | \?[;:,] (?= [{_HAN}A-Za-z] )
    | \? (?P<gloss> {_SYLLABLE} ) \)                               # the bracket and half its host swallowed
    """
)
_GLOSS_BEHIND = compile_pattern(rf"\( (?P<pinyin> {_SYLLABLE} ) \)")
_GLOSS_SWALLOWED = compile_pattern(rf"\? (?P<pinyin> {_SYLLABLE} ) \)")
_TAG_SWALLOWED = compile_pattern(r"\? (?P<tag> /? [a-z][a-z0-9]{0,9} > )")
_LONGEST_RUN = 80


def _two_bytes(char: str) -> bytes:
    """The two bytes of `char`, empty if it has not two."""
    try:
        data = char.encode("gbk")
    except UnicodeEncodeError:
        return b""
    return data if len(data) == 2 else b""


def _decoded(first: int, second: int) -> str:
    """The character of two bytes, empty if there is none."""
    try:
        return bytes((first, second)).decode("gbk")
    except UnicodeDecodeError:
        return ""


@lru_cache(maxsize=1)
def _numerals() -> str:
    """The characters of numerals, Traditional ones too."""
    traditional = (char for char, simple in _lexicon.TRADITIONAL.items() if simple in _lexicon.NUMERALS)
    return "".join([*_lexicon.NUMERALS, *traditional])


@lru_cache(maxsize=1)
def _in_quantity() -> frozenset[str]:
    return frozenset("0123456789０１２３４５６７８９.,%‰/:~—–−-年月日号號时時点點分秒" + _numerals())


def _rest() -> str:
    quantity = rf"\d{_numerals()}.,%‰/:~—–−年月日号號时時点點分秒-"
    return rf"(?! ,) (?: [{quantity}] | [\x20\u00a0\u3000] (?= [{quantity}] ) )++"


_REST = compile_pattern(_rest)


def _after_quote() -> str:
    return "".join(
        char for first in (0xB0, 0xB1) for second in range(0x40, 0xFF) if (char := _decoded(first, second)).isalpha()
    )


# A question mark that no one would write there: inside a number, between a number and its unit, in a date, and after what
# a sentence end and a quotation mark leave.
_SWALLOWED = compile_pattern(
    lambda: (
        rf"""
    (?<= \d ) \? (?= [\d.%‰年月日号號时時点點元萬万亿億千百十畝亩] )
    | (?<= [年月] ) \? (?= [\d月日号號] )
    | \? (?= 月\d | [日号號]\d | %  )
    | \?! (?: [{_after_quote()}] [{_HAN}]{{0,12}} )? \? (?= [\d月日元%] )
    """
    )
)
_SWALLOWED_HERE = compile_pattern(r"\? (?= [\d月日元%] )")
"""The same in a text that shows the damage elsewhere."""


_COMMON, _RARE, _STRANGE = range(3)
_MARKS = frozenset("，。、；：！？“”‘’《》（）〈〉【】—…·％")


@lru_cache(maxsize=4096)
def _rarity(char: str) -> int:
    """How unusual a character is in running text: the first and the second level of GB 2312, and everything else.

    >>> [_rarity(char) for char in "区區坻ㄟ"]
    [0, 0, 1, 2]
    """
    data = _two_bytes(_lexicon.TRADITIONAL.get(char, char))
    if char in _MARKS or (data and 0xB0 <= data[0] <= 0xD7 and data[1] >= 0xA1):
        return _COMMON
    return _RARE if data and 0xD8 <= data[0] <= 0xF7 and data[1] >= 0xA1 else _STRANGE


# Weights of evidence: the logarithm of how much oftener characters of each class stand in running text than in halves joined
# wrongly. In running text about 97, 2.5 and 0.5 in a hundred, in the other 45, 35 and 20.
_WEIGHT = (0.8, -2.6, -3.7)
_ENOUGH = 6.0
_LIKELY = 2.0


def _weight(text: str) -> float:
    return sum(_WEIGHT[_rarity(char)] for char in text)


@lru_cache(maxsize=1)
def _numeral_bytes() -> tuple[frozenset[int], frozenset[int]]:
    """The second bytes of numerals, and the first bytes of those whose second one can vanish with the byte behind it."""
    data = [pair for pair in map(_two_bytes, _numerals()) if pair]
    lost = {pair[0] for pair in data if 0xAA <= pair[1] <= 0xAF or 0xF8 <= pair[1] <= 0xFE}
    return frozenset(pair[1] for pair in data), frozenset(lost)


class _Run(NamedTuple):
    """A shifted run from `start` to `end`: the edits that repair it, the evidence for it, and whether it is certain."""

    start: int
    end: int
    edits: tuple[Edit, ...]
    evidence: float
    certain: bool


def _trustworthy(characters: str) -> bool:
    """Whether no numeral of a repaired run could be the rest of a longer one.

    A pair of bytes that was lost takes the end of one character and the beginning of the next with it, and what is left of both
    looks like one: of 六千五百亩 力五百亩 would remain, of 十三 数.
    """
    second_bytes, lost_bytes = _numeral_bytes()
    numerals = _numerals()
    for at, char in enumerate(characters):
        if char not in numerals and not char.isdigit():
            continue
        own = _two_bytes(char)
        if own and own[0] in lost_bytes and own[1] in second_bytes:
            return False
        before, after = _two_bytes(characters[at - 1 : at]), _two_bytes(characters[at + 1 : at + 2])
        if characters[at - 1 : at] not in numerals and before and before[1] in second_bytes:
            return False
        if characters[at + 1 : at + 2] not in numerals and after and after[0] in lost_bytes:
            return False
    return True


def _host(first: int, pinyin: str) -> str:
    """The one listed character with this first byte and reading, empty if there is none or more."""
    found = [char for char, reading in HOSTS.items() if reading == pinyin and _two_bytes(char)[:1] == bytes((first,))]
    return found[0] if len(found) == 1 else ""


def may_be_damaged(text: str) -> bool:
    """Whether the text has a sign that damage may begin with."""
    return _SIGN.search(text) is not None


def _walk(text: str, start: int, at: int, pending: int | None, edits: list[Edit], evidence: float) -> _Run:
    """Join halves from `at` on; `pending` is the byte that waits for its second half, None where it is not known."""
    begin, closed, known = at, False, pending is not None
    while at < len(text) and at - begin < _LONGEST_RUN:
        char, since = text[at], max(begin, at - 1)
        if pair := _two_bytes(char):
            evidence -= _WEIGHT[_rarity(char)]
            if pending is not None:
                joined = _decoded(pending, pair[0])
                edits.append(Edit(since, at + 1, joined or "\ufffd"))
            pending, at = pair[1], at + 1
            continue
        if "\x40" <= char <= "\x7e" or char == "€":
            byte = 0x80 if char == "€" else ord(char)
            joined = _decoded(pending, byte) if pending is not None else ""
            gloss = _GLOSS_BEHIND.match(text, at + 1)
            if gloss is not None:
                fits = HOSTS.get(joined) == gloss["pinyin"] or (
                    pending is None
                    and any(p == gloss["pinyin"] and _two_bytes(h)[1:] == bytes((byte,)) for h, p in HOSTS.items())
                )
                evidence += 6.0 if fits else -4.0
            elif pending is not None:
                evidence += 2.0 if joined and _rarity(joined) == _COMMON else -2.0
            edits.append(Edit(since, at + 1, joined or "\ufffd"))
            at, closed = at + 1, True
        elif pending is not None and (swallowed := _GLOSS_SWALLOWED.match(text, at)):
            joined = _host(pending, swallowed["pinyin"])
            evidence += 6.0 if joined else 0.0
            edits.append(Edit(since, swallowed.end(), joined or "\ufffd"))
            at, closed = swallowed.end(), bool(joined)
        elif pending == 0xA1 and (swallowed := _TAG_SWALLOWED.match(text, at)):
            evidence += 6.0
            edits += [Edit(since, at + 1, "”"), Edit(at + 1, swallowed.end(), "<" + swallowed["tag"])]
            at, closed = swallowed.end(), True
        elif char == "?":
            edits.append(Edit(at, at + 1, "\ufffd"))
            at += 1
        else:
            evidence -= 6.0  # no character below 0x40 can follow half a character
        break
    repaired = "".join(edit.form for edit in edits if not edit.form.startswith("<"))
    evidence += _weight(repaired.replace("\ufffd", ""))
    strange = sum(_rarity(char) == _STRANGE for char in repaired)
    rare = sum(_rarity(char) == _RARE for char in repaired)
    around = text[start - 1 : start] + repaired + text[at : at + 1]
    certain = closed and known and not strange and rare * 6 <= len(repaired) and _trustworthy(around)
    return _Run(start, at, tuple(edits), evidence, certain and evidence >= _ENOUGH)


def _run_at(text: str, start: int) -> _Run | None:
    """The run that the question mark at `start` begins, if the text after it bears it out."""
    match = _RUN_SIGN.match(text, start)
    if match is None:
        return None
    end, gloss = match.end(), match["gloss"]
    if match["quote"]:
        pair = _two_bytes(text[end])
        if not (pair and pair[0] in (0xAE, 0xAF, 0xB0, 0xB1)) and not _TAG_SWALLOWED.match(text, end):
            return None
        run = _walk(text, start, end, 0xA1, [Edit(start, end, "。")], 4.0)
    elif gloss is not None:
        whole = _Run(start, end, (), _ENOUGH, False)
        pair = _two_bytes(text[start - 1]) if start else b""
        host = _host(pair[1], gloss) if pair else ""
        if not host:
            return whole
        run = _walk(text, start, end, _two_bytes(host)[1], [Edit(start, end, "")], 3.0)
        if run.evidence < _LIKELY:
            return whole
    else:
        run = _walk(text, start, end, None, [], 0.0)
    return run if run.evidence >= _LIKELY else None


def _backwards(text: str, floor: int, at: int, pinyin: str) -> int | None:
    """Where the run that the letter at `at` ends may have begun; None if it ends none."""
    begin = at
    while begin > floor and at - begin < _LONGEST_RUN and _two_bytes(text[begin - 1]):
        begin -= 1
    if begin == at:
        return None
    byte = 0x80 if text[at] == "€" else ord(text[at])
    joined = _decoded(_two_bytes(text[at - 1])[1], byte)
    return begin if HOSTS.get(joined) == pinyin else None


def _is_gloss(text: str, match: re.Match[str]) -> bool:
    """Whether what stands in brackets is the reading of the character before them, or has a tone as only readings have."""
    return match["plain"] is None or HOSTS[text[match.start() - 1]].translate(_PLAIN) == match["plain"]


def _shows_damage(text: str) -> bool:
    """Whether the text was converted byte by byte: it has a gloss of the table, or a shifted run."""
    for sign in _SIGN.finditer(text):
        if sign[0] == "?":
            if _run_at(text, sign.start()) is not None:
                return True
        elif (match := _GLOSS.match(text, sign.start())) and HOSTS.get(text[match.start() - 1]) == match["toned"]:
            return True
    return False


def _damaged_number(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """The whole quantity of which `text[start:end]` is a lost part: no rest of it may be read.

    Before a run that a sentence end begins (?!) everything is whole.
    """
    if not text.startswith(("?!", "?;", "?:", "?,"), start):
        while start > floor and text[start - 1] in _in_quantity():
            start -= 1
    rest = _REST.match(text, end)
    return start, rest.end() if rest else end


def _from_latin(text: str, start: int, end: int) -> tuple[Edit, ...] | None:
    """The edits that read the bytes of `text[start:end]` as UTF-8; None if some were lost."""
    data = b"".join(char.encode("latin-1") if char <= "\xff" else char.encode("cp1252") for char in text[start:end])
    try:
        fixed = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return tuple(Edit(start + 3 * at, start + 3 * at + 3, char) for at, char in enumerate(fixed))


class Finding(NamedTuple):
    """A damaged place of a text and the edits that undo the damage, None where it is left."""

    start: int
    end: int
    edits: tuple[Edit, ...] | None


def findings(text: str) -> Iterator[Finding]:
    """The damage of `text` in order, none overlapping another. Linear in its length.

    A question mark before a digit is damage where no one would write one (1?5亿元, 3?月), and everywhere in a text that was
    evidently converted byte by byte; else it is a question mark: 增长了多少?3亿元.
    """
    at, converted = 0, None
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start < at:
            continue
        found = None
        if sign[0] in "(（":
            if (match := _GLOSS.match(text, start)) and _is_gloss(text, match):
                host = text[start - 1]
                if match["toned"] and (host == "€" or host.isascii()) and start > at:
                    begin = _backwards(text, at, start - 1, match["toned"])
                    if begin is not None:
                        yield Finding(*_damaged_number(text, begin, start, at), None)
                found = Finding(start, match.end(), (Edit(start, match.end(), ""),))
        elif sign[0] == "?":
            if (run := _run_at(text, start)) is not None:
                found = Finding(start, run.end, run.edits if run.certain else None)
            elif match := _SWALLOWED.match(text, start):
                found = Finding(start, match.end(), None)
            elif _SWALLOWED_HERE.match(text, start):
                converted = _shows_damage(text) if converted is None else converted
                found = Finding(start, start + 1, None) if converted else None
        elif "à" <= sign[0] <= "ï":
            if match := _LATIN.match(text, start):
                found = Finding(start, match.end(), _from_latin(text, start, match.end()))
        elif sign[0] == BLOT or text.startswith("锟斤拷", start):
            found = Finding(start, start + (1 if sign[0] == BLOT else 3), None)
        if found is not None:
            if found.edits is None:
                found = Finding(*_damaged_number(text, start, found.end, at), None)
            yield found
            at = found.end


def blotted(text: str) -> Iterator[Edit]:
    """The edits that undo damage, and those that put `BLOT` for each character of what is left; ?! still ends a sentence."""
    for start, end, edits in findings(text):
        if edits is not None:
            yield from edits
        else:
            whole = 2 if text.startswith("?!", start) and end > start + 2 else 0
            yield Edit(start + whole, end, BLOT * (end - start - whole))


@attrs.frozen(slots=True)
class Repaired:
    """A text with the damage undone that could be undone with certainty: pinyin glosses and runs shifted by a byte.

    `left` are the places (start, end) of the text as given that are damaged and left as they were.
    """

    text: str
    left: tuple[tuple[int, int], ...]
    _back: OffsetMap = attrs.field(repr=False, eq=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as given of `text[start:end]`; a character joined from two halves covers both.

        Raises `IndexError` for a span that does not lie in `text`.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"({start}, {end}) is no span of a text of {len(self.text)} characters")
        return self._back.span(start, end)


def repair(text: str) -> Repaired:
    """`text` without the damage of pages converted byte by byte, as far as that is certain, and the map back to it.

    Accepts any `str`; clean text comes back as it is. `extract` does this by itself: call it to read or store the text.
    Raises `TypeError` for what is no `str`.

    >>> from jjj_parse import repair
    >>> fixed = repair("江津?qū)毶剑核膫€(gè)園區(qū),項(xiàng)目41個(gè)")
    >>> fixed.text
    '江津寶山：四個園區,項目41個'
    >>> fixed.span(5, 7)
    (8, 11)
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    left: list[tuple[int, int]] = []

    def undone() -> Iterator[Edit]:
        for start, end, edits in findings(text):
            if edits is None:
                left.append((start, end))
            else:
                yield from edits

    fixed, back = edited(text, undone())
    return Repaired(fixed, tuple(left), back)
