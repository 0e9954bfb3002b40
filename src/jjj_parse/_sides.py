"""What rules can see beside a core: how a shape has it, and where only the rules in the text itself can tell.

Left and right of a core a shape has the words of the tables that stand there; for any other Chinese character it has 某, for a
mark that parts the core from the text beyond it ，. Words that are no numbers (统一, 进一步) and codes may cover a core; the functions
that find them are here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from string import ascii_letters, digits
from typing import Any

from jjj_parse import _lexicon
from jjj_parse._engine import Across, Longest, compile_pattern, trie
from jjj_parse._forms import SKIP_BEHIND_DIGITS, TIME_CHARS, Probes
from jjj_parse._neighbours import AFTER_WORD, BEFORE_WORD, SPOKEN, WORDS_BEFORE, WORDS_BEFORE_QUANTITY
from jjj_parse._numerals import LEADS
from jjj_parse._reading import Reading
from jjj_parse._rules.date import told_ahead
from jjj_parse._rules.modifiers import COMPARING, modifier_before, only_modifiers
from jjj_parse._rules.number import PARTICLES
from jjj_parse._rules.rate import EACH_WORDS
from jjj_parse._scanner import skipped_at

MOST_WORDS = 1 << 16
"""Pairs of characters before numbers that are remembered."""
_LEFT_REACH = 14

NUMERALS = "".join(_lexicon.NUMERALS)


class _Chain:
    """The words that may stand right before a mention, up to four of them."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self.ends = frozenset(word[-1] for word in words)
        self._backwards = compile_pattern(rf"(?: {trie(word[::-1] for word in words)} ){{0,4}}")

    def length(self, text: str) -> int:
        """How many characters at the end of `text` they are."""
        return self._backwards.match(text[::-1]).end()  # type: ignore[union-attr]  # matches the empty string


_QUANTITY_CHAIN, _DATE_CHAIN = _Chain(WORDS_BEFORE_QUANTITY), _Chain(WORDS_BEFORE)

_SKIP_ACROSS = Across(_lexicon.NOT_NUMBERS)
_SKIP_PAIRS = _SKIP_ACROSS.pairs
_SKIP_BEFORE = {
    second: frozenset(pair[0] for pair in _SKIP_PAIRS if pair[1] == second)
    for second in {pair[1] for pair in _SKIP_PAIRS}
}
_HAN_DIGITS = "一二三四五六七八九十百千"
_SKIP_BEFORE_HAN = frozenset[str]().union(*(_SKIP_BEFORE.get(char, ()) for char in _HAN_DIGITS))
_NONE: frozenset[str] = frozenset()
_SKIP_ENDING: dict[str, list[str]] = {}
for _word in _lexicon.NOT_NUMBERS:
    _SKIP_ENDING.setdefault(_word[-2:], []).append(_word)
SKIP_ENDS = frozenset(_SKIP_ENDING)
SKIP_AT = Longest(_lexicon.NOT_NUMBERS)
LONGEST_SKIPPED = max(map(len, _lexicon.NOT_NUMBERS))

_SEEN_AFTER_NUMBER = frozenset("".join((PARTICLES, *COMPARING))) | {
    word[0] for word in (*_lexicon.MODIFIERS_AFTER, *_lexicon.MODIFIERS_BEFORE)
}
_SEEN_AFTER = SPOKEN | {char for _, char in AFTER_WORD}
SKIP_FIRSTS = frozenset(SKIP_AT.firsts)
NEUTRAL, STOP = "某", "，"
"""They stand in a shape for a Chinese character that no rule knows and for a mark that parts it from the text beyond."""
BESIDE = NEUTRAL * 2
"""What stands on either side of a core that is read alone."""
ASCII_WORD = frozenset(ascii_letters + digits + "_")
_ODD, _MARK, _MAYBE, _BLANK, _OPENING = "odd", "mark", "maybe", "blank", "opening"
_LEFT = {
    **dict.fromkeys("，。；！？;!?\n…", _MARK),
    **dict.fromkeys(",:、)”’》】", _MAYBE),
    **dict.fromkeys("“‘《【（(", _OPENING),
    " ": _BLANK,
    **dict.fromkeys(NUMERALS + "第几", _ODD),
}
"""What stands left of a place: a mark that parts it from the text before, one that may do so, or what only rules can tell."""
_HAN = {chr(code): NEUTRAL for code in range(0x3400, 0xA000)}
_SIMPLE_LEFT = {
    **{char: NEUTRAL for char in _HAN if char not in _QUANTITY_CHAIN.ends and char not in _LEFT and char != "点"},
    **{char: STOP for char, kind in _LEFT.items() if kind is _MARK},
    **{char: char for char, kind in _LEFT.items() if kind is _OPENING},
}
"""What stands in a shape for what is left of a core that is no date, where that is plain."""
RIGHT = {**dict.fromkeys("，。；！？;!?\n…,", STOP), **{mark: mark for mark in "、”’》】）):(（“《【"}}
"""The marks that may stand right of a core, and what stands for them in a shape."""
_BEFORE_DIGITS = {word[at] for word in _lexicon.NOT_NUMBERS for at in range(len(word) - 1) if word[at + 1].isdigit()}
_ODD_BEFORE = _BEFORE_DIGITS | {char for char, kind in _LEFT.items() if kind is not _MARK} | ASCII_WORD | {"比", "点"}
_BESIDE_DIGITS = {char: shown for char, shown in _SIMPLE_LEFT.items() if char not in _BEFORE_DIGITS}
"""The same left of digits, where no word that is no number goes on with them (世界500强)."""
END = "\0"
_SIMPLE_RIGHT = {**_HAN, **RIGHT, "": "$", END: "$"}
"""The same for what is right of it, where that is no digit."""
STOPS = dict.fromkeys("，。；！？;!?\n…", STOP)
_UNSEEN_RIGHT = {**{char: NEUTRAL for char in _HAN if char not in _SEEN_AFTER}, **STOPS, "": "$"}
"""The same for what is right of a date."""


def _settled_by(two: str) -> str:
    """The left side of a quantity that ends in two characters; empty where a longer word of the tables may end there, or one that is no number."""
    words = _QUANTITY_CHAIN.words
    if two[1] in _ODD_BEFORE or "负" in two or any(len(word) > 2 and word.endswith(two) for word in words):
        return ""
    length = _QUANTITY_CHAIN.length(NEUTRAL + two)
    if (
        not "\u3400" <= two[0] <= "\u9fff"
        or (length == 0 and not "\u3400" <= two[1] <= "\u9fff")
        or (length < 2 and two[0] in _IN_NUMERAL)
        or (two[1] in _lexicon.RESTS and two[0] in NUMERALS)
        or (length == 1 and two[0] in _QUANTITY_CHAIN.ends)
    ):
        return ""
    if length == 2 and two not in words and any(len(word) > 1 and word[-1] == two[0] for word in words):
        return ""
    return NEUTRAL + two[2 - length :] if length else NEUTRAL


_CLOSING = frozenset("”’》")
_MOST_BEHIND_MARK = 3
_WEEKS, _WEEKDAYS = frozenset("周期拜"), frozenset("一二三四五六日天")
_BEFORE_WEEKDAY, _WEEKDAY_FIRSTS = frozenset(",，(（ "), frozenset("星礼周(（")
_PARTING = frozenset("，。；！？;!?\n…、”’》】“‘《【") | {chr(code) for code in range(0x4E00, 0xA000)} - frozenset(
    NUMERALS
)
"""What stands before a place that no code covers: codes are of letters, digits and the marks between them."""
INDENT = "\n  "
_MOST_STRADDLING, _APART = 4, frozenset((*STOPS, ","))
_OPENING_BRACKETS = frozenset("(（[【")
_SYNC, _SYNC_REACH = frozenset("，。；！？;!?\n…、,”’》“‘《"), 32
_LOOKS_BACK = frozenset("数半几负")
"""First characters of a core that may end the word before it: 指数, 大半, 正负."""
SCALES = frozenset(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
NUMBER_STARTS = frozenset(digits + ".,") | frozenset(NUMERALS) | LEADS
_IN_NUMBER = frozenset(digits + NUMERALS)
_IN_WORD = frozenset(ascii_letters + digits + "_-.:/@#%)、第" + NUMERALS)
_IN_NUMERAL = _IN_WORD - _lexicon.RESTS
_THREE_SEEN = frozenset("的发左")
"""The first characters of what rules look for behind a date that is three characters long."""


def _has_weekday(text: str, end: int) -> bool:
    """Whether a day of the week stands around the mark at `end`, so that it may be inside a date: 周日,2月10日."""
    return text[end + 1 : end + 2] in _WEEKDAY_FIRSTS or (text[end - 2] in _WEEKS and text[end - 1] in _WEEKDAYS)


def _is_numeric(char: str) -> bool:
    """Whether a character is a numeral or a digit of any sort, as rules ask; also for none."""
    return char in _IN_NUMBER or char.isdigit()


def is_parted(text: str, pos: int) -> bool:
    """Whether no code goes on across the place: codes are of letters, digits and the marks between them."""
    before = text[pos - 1 : pos]
    return before in _PARTING or (before == ":" and text[pos - 2 : pos - 1] in _PARTING and text[pos].isdigit())


class Form:
    """What is known of a form without its neighbours, and its shapes by what stands left and right.

    `probe`: the first core of the form that the rules have read, with its numbers. `plain` is False where only the rules in the text itself can tell; `general` where the numbers are no part of the shape. `dated`: it
    may be a date or a length of time, beside which rules look at more. `lone`: it is nothing, unless what follows makes it a number
    that stands for itself. `alone`: what is read in it between characters that no rule knows, if that is known. `nothing`: nothing begins at its word, whatever stands beside it. `skipped`: it begins with a word that is no number. `varies`: it is a quantity that begins with its number, so that words before it bound it. `left` and `right` are what stands in a shape for
    the characters beside it that settle that side by themselves; with those of `before` and `behind` a word of the tables may go on
    across the edge.
    """

    __slots__ = (
        "alone",
        "before",
        "behind",
        "dated",
        "general",
        "left",
        "lone",
        "nothing",
        "plain",
        "probe",
        "right",
        "shapes",
        "skipped",
        "varies",
    )

    def __init__(
        self,
        probes: Probes,
        *,
        plain: bool = True,
        general: bool = False,
        dated: bool = False,
        lone: bool = False,
        nothing: bool = False,
        skipped: bool = False,
        alone: Reading | None = None,
    ) -> None:
        self.probe, self.plain, self.general, self.alone = probes[0], plain, general, alone
        self.dated, self.lone, self.nothing, self.skipped = dated, lone, nothing, skipped
        core = self.probe[0]
        looks_back = core[0] in _LOOKS_BACK
        simple = not dated and not lone and not looks_back
        self.varies = simple and core[0] in NUMBER_STARTS and not core.startswith(EACH_WORDS)
        self.left: dict[str, str] = STOPS if not simple else _BESIDE_DIGITS if core[0].isdigit() else _SIMPLE_LEFT
        self.right: dict[str, str] = {} if lone or core[-1].isdigit() else _UNSEEN_RIGHT if dated else _SIMPLE_RIGHT
        self.before = _SKIP_BEFORE_HAN if general and core[0] in _HAN_DIGITS else _SKIP_BEFORE.get(core[0], _NONE)
        self.behind = _NONE
        self.shapes: dict[str, Any] = {}


def _seen_only(text: str) -> str:
    """A text with the Chinese characters that no rule names taken for any other."""
    return "".join([NEUTRAL if char not in SPOKEN and char in _HAN else char for char in text])


UNKNOWN = "?"


@lru_cache(maxsize=MOST_WORDS)
def modifier_of(left: str) -> str | None:
    """The modifier that the left side of a shape gives; `UNKNOWN` where it is more than modifiers behind a character that no rule sees."""
    if left[0] not in _BEFORE_MODIFIERS or not only_modifiers(left, 1):
        return UNKNOWN
    return modifier_before(left, len(left), 0, bare=False)


_BEFORE_MODIFIERS = frozenset((NEUTRAL, *STOPS))


def _before_opening(text: str, pos: int, floor: int) -> str:
    """The quotation mark left of the date at `pos` with the words before it: 截至“十三五”末."""
    least = max(floor, pos - 1 - _LEFT_REACH)
    first = pos - 1 - _DATE_CHAIN.length(text[least : pos - 1])
    before = text[first - 1 : first] if first > least else ""
    if before in STOPS or ("\u3400" <= before <= "\u9fff" and before not in SPOKEN):
        return STOPS.get(before, NEUTRAL) + text[first:pos]
    if _LEFT.get(before) is _MAYBE and first - 1 > least and text[first - 2] not in _IN_WORD:
        return (STOP if before == "," else before) + text[first:pos]
    return text[max(floor, pos - 5) : pos]


class Sides:
    """What stands beside cores, for the words `seen` by the rules of one setting."""

    def __init__(self, seen: Iterable[str]) -> None:
        words = frozenset(seen)
        self._seen = Longest(words)
        self._across = Across((*words, *_lexicon.NOT_NUMBERS))
        self._behind: dict[str, frozenset[str]] = {}
        self._before: dict[str, str] = {}

    def behind(self, lasts: str) -> frozenset[str]:
        """The characters with which a word of the tables may go on behind a core that ends with one of `lasts`."""
        if lasts not in self._behind:
            self._behind[lasts] = frozenset(pair[1] for pair in self._across.pairs if pair[0] in lasts)
        return self._behind[lasts]

    def words_before(self, text: str, pos: int, floor: int) -> str | None:
        """The left side of a number, where the two characters before it settle which words of the tables stand there."""
        two = text[pos - 2 : pos]
        if pos - 2 < floor:
            return None
        left = self._before.get(two)
        if left is None:
            if len(self._before) >= MOST_WORDS:
                self._before.clear()
            left = self._before[two] = _settled_by(two)
        if len(left) > len(two) and (pos - 3 < floor or text[pos - 3] not in _SIMPLE_LEFT):
            return None  # more words may stand before these
        return left or None

    def covering(self, text: str, at: int, pos: int) -> int | None:
        """The end of the word or code that covers `pos` and nothing overlaps; None if the scanner has to look."""
        for start in range(pos - 1, max(at, pos - LONGEST_SKIPPED) - 1, -1):
            if is_parted(text, start) and text[start - 1 : start + 1] not in _SKIP_PAIRS:
                end = skipped_at(text, start)
                if end is not None and end > pos:
                    return end
        return None

    def sync(self, text: str, at: int, pos: int) -> int:
        """A place from which the scanner finds what it finds from `at`: no word and no code goes on across the mark before it."""
        for place in range(pos, max(at, pos - _SYNC_REACH), -1):
            if text[place - 1] in _SYNC and text[place - 1 : place + 1] not in _SKIP_PAIRS:
                return place
        return at

    def left(self, text: str, pos: int, floor: int, form: Form) -> str | None:
        """What stands left of the core at `pos`, as a shape has it; None where only the rules can tell."""
        told = "!" if form.dated and told_ahead(text, pos) else ""
        if pos == 0:
            return "^"
        before = text[pos - 1]
        chain = _DATE_CHAIN if form.dated or form.lone else _QUANTITY_CHAIN
        if pos == floor:
            return None if text[pos] in NUMBER_STARTS else told + before
        if self.is_covered(text, pos):
            return None
        if (
            form.dated
            and floor > 0
            and pos - floor < _MOST_STRADDLING
            and before in chain.ends
            and text[floor] not in _APART
        ):
            return None  # 卌天宝柒天: the mention before may end inside a word that rules look for
        if before in TIME_CHARS and _is_numeric(text[pos - 2 : pos - 1]) and (form.dated or before == "点"):
            return None  # the rest of a date that was refused
        kind = _LEFT.get(before)
        if kind is None:
            if before in ASCII_WORD or (before == "比" and text[pos] in NUMBER_STARTS):
                return None  # G95, 比30大
            if before not in chain.ends:
                if not "\u3400" <= before <= "\u9fff":
                    return "+" if before == "+" and form.lone else None
                return told + self._beside(before, text[pos], form)
        elif kind is _MARK:
            return told + STOP
        elif kind is _OPENING:
            return told + _before_opening(text, pos, floor) if form.dated else before
        elif kind is _BLANK:
            blank = self._blank(text, pos, floor, chain)
            return blank and told + blank
        elif kind is _MAYBE:
            beyond = text[pos - 2 : pos - 1]
            if before == ",":
                return None if beyond in ASCII_WORD or not beyond else told + STOP
            if beyond in _IN_WORD or not beyond or (before == ":" and text[pos] in SCALES):  # 单位:万元
                return None
            return told + before
        least = max(floor, pos - _LEFT_REACH)
        length = chain.length(text[least:pos])
        first = pos - length
        if first == least:
            return None if least else "^" + told + text[:pos]
        previous = text[first - 1]
        if (
            previous in _IN_NUMERAL
            or (length == 0 and kind is _ODD)
            or (length > 0 and (previous in " 负" or text[first - 2 : first] == "负的"))
            or (before in _lexicon.RESTS and _is_numeric(previous))
        ):
            return None
        if length == 0:
            return told + self._beside(before, text[pos], form)
        if "\u3400" <= previous <= "\u9fff" and not (form.dated and previous in SPOKEN):
            previous = NEUTRAL
        return told + previous + text[first:pos]

    def _beside(self, before: str, first: str, form: Form) -> str:
        """What stands in a shape for one Chinese character left of a core that begins with `first`."""
        if form.dated:
            return before if before in SPOKEN or (before, first) in BEFORE_WORD else NEUTRAL
        return before if first in _LOOKS_BACK else NEUTRAL

    def _blank(self, text: str, pos: int, floor: int, chain: _Chain) -> str | None:
        """The left side of a core behind blanks: that of a line behind an indent."""
        line = text[max(floor, pos - _LEFT_REACH) : pos].rstrip(" ")
        last = line[-1:]
        if last == "\n":
            return STOP
        if last in _OPENING_BRACKETS and text[pos] in SCALES:
            return None  # 金额( 万元
        return " " if last and last not in _IN_WORD and last not in chain.ends and text[pos - 2] != " " else None

    def is_covered(self, text: str, pos: int) -> bool:
        """Whether a word that is no number starts before `pos` and covers it, or ends there and so lets a Chinese numeral follow."""
        if _SKIP_ACROSS.over(text, pos):
            return True
        if text[pos].isascii():
            return False
        ending = _SKIP_ENDING.get(text[pos - 2 : pos] if pos > 1 else "", ())
        return any(text.endswith(word, 0, pos) for word in ending)

    def right(self, text: str, end: int, form: Form) -> str | None:
        """What stands right of the core that ends at `end`, as a shape has it; None where only the rules can tell."""
        after = text[end : end + 1]
        if self.is_straddled(text, end):
            return None
        if "\u3400" <= after <= "\u9fff":
            if form.lone:
                return None if after in _SEEN_AFTER_NUMBER else NEUTRAL
            if not form.dated or not (after in SPOKEN or (text[end - 1], after) in AFTER_WORD):
                return NEUTRAL
            return after + _seen_only(text[end + 1 : end + (3 if after in _THREE_SEEN else 2)])
        if form.lone:
            return "+" if after == "+" and text[end - 1].isdigit() else None  # 20~+55
        if not after:
            return "$"
        shown = RIGHT.get(after)
        if shown is None or (after == "," and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit()):
            return None
        if form.dated and after in _CLOSING:
            return self._after_closing(text, end)
        if form.dated and text[end - 1].isdigit():
            shown = after  # a day without its unit stands before some marks only: 1月3,
        if form.dated and after in _BEFORE_WEEKDAY and _has_weekday(text, end):
            return None
        return shown

    def _after_closing(self, text: str, end: int) -> str:
        """The quotation mark at `end`, which is right of a date, with the words behind it: “十四五”时期."""
        at = end + 1
        for _ in range(_MOST_BEHIND_MARK):
            word = self._seen.at(text, at)
            if word is None or word[0] in _IN_NUMBER:
                break
            at += len(word)
        after = text[at : at + 1]
        if RIGHT.get(after) == STOP or ("\u3400" <= after <= "\u9fff" and after not in SPOKEN):
            return text[end:at] + RIGHT.get(after, NEUTRAL)
        return text[end : at + 4]

    def within_digits(self, text: str, pos: int, end: int) -> int:
        """The place to go on from where digits from `pos` to `end` are no mention: behind them, or behind a word that begins inside (00后)."""
        if text[end : end + 1] in SKIP_BEHIND_DIGITS:
            for start in range(pos + 1, end):
                if (gone := skipped_at(text, start)) is not None:
                    return gone
        return end

    def is_straddled(self, text: str, end: int) -> bool:
        """Whether a word of the tables begins before `end` and ends behind it: 大卡, of which 九大 leaves 卡; 三十而立."""
        return self._across.over(text, end)
