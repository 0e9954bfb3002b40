"""What the rules read in shapes of text met before: the fast way to the same readings.

Most mentions repeat a shape: digits, then 亿元 or 个, between words that no rule looks at. The shape of a place is what the rules can
see there: its core (the number and every word of the tables that follows it), the words of the tables right before it, and
the class of the characters next to these. The rules read a shape once, in a text made of the shape and nothing else, so that
what is remembered depends on the shape alone and never on the text that it was first met in. Digits are left out of a shape where
probes show that the value is the number times a power of ten.

A place that is not so plain (a code near it, a blank in it, a bare number, a number right behind another mention) is read by the
rules in its own text, as `_resolve.readings` reads every place. A test holds the two ways equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters, digits
from typing import Any, TypeAlias

from jjj_parse import _lexicon
from jjj_parse._codes import ADDRESS, BYLINES
from jjj_parse._engine import Longest, chars, compile_pattern, trie
from jjj_parse._forms import (
    HAN_NUMBERS,
    HAN_RUN,
    Constant,
    General,
    Probes,
    Said,
    date_form,
    generalised,
    kind_of,
    with_date,
    with_han,
    with_number,
    with_pair,
)
from jjj_parse._neighbours import SPOKEN, WORDS_BEFORE
from jjj_parse._numerals import LEADS
from jjj_parse._reading import Reading
from jjj_parse._resolve import SCANNER, START_WORDS, Dates, best_at, is_damaged, with_modifier
from jjj_parse._rules.almanac import needs_almanac
from jjj_parse._rules.date import told_ahead
from jjj_parse._rules.modifiers import COMPARING
from jjj_parse._rules.number import PARTICLES
from jjj_parse._rules.rate import EACH_REACH, EACH_WORDS
from jjj_parse._rules.when import When
from jjj_parse._scanner import skipped_at
from jjj_parse._words import Setting
from jjj_parse.types import ClockSpan, DateSpan

MOST_SHAPES = 1 << 16
"""Shapes remembered for one setting, about 500 bytes each; when there are more, all are forgotten and learnt anew."""

_LONGEST_CORE = 40
_LEFT_REACH = 14
_EACH_NEAR = EACH_REACH + 6

_NUMERALS = "".join(_lexicon.NUMERALS)
_CALENDAR = ("time_words", "periods", "dayparts", "durations", "plans", "holidays", "lunar_months")
_CALENDAR_WORDS = [word for name in _CALENDAR for word in _lexicon.words_of(name)]
_LONG_CALENDAR_WORDS = [word for word in _CALENDAR_WORDS if len(word) > 1]
_TIME_CHARS = frozenset("年月日号时点分秒季世纪周天旬代期刻载星礼Q今昨明前后上下本去同次当近过未最第每:")
"""A core without any of these names no date and no length of time."""
_ALSO_SEEN = ("第", "最后", "头", "整", "之", "分之", "正", "钱", "的", "之间", "间", "半", "又", "点", "/", "每", "·", *"年月日号时分秒季世纪周天旬代期刻份初末底内前后起止", *(LEADS - {".", "-"}))
"""What rules look for behind a number that stands in no table."""

_CHAIN = compile_pattern(rf"(?: {trie(word[::-1] for word in WORDS_BEFORE)} ){{0,4}}")
_BEFORE_ENDS = frozenset(word[-1] for word in WORDS_BEFORE)

_SKIP_PAIRS = frozenset(word[at : at + 2] for word in _lexicon.NOT_NUMBERS for at in range(len(word) - 1))
_SKIP_BEFORE = {
    second: frozenset(pair[0] for pair in _SKIP_PAIRS if pair[1] == second)
    for second in {pair[1] for pair in _SKIP_PAIRS}
}
_HAN_DIGITS = "一二三四五六七八九十百千"
_SKIP_BEFORE_HAN = frozenset[str]().union(*(_SKIP_BEFORE.get(char, ()) for char in _HAN_DIGITS))
_NONE: frozenset[str] = frozenset()
_SKIP_ENDS = frozenset(word[-2:] for word in _lexicon.NOT_NUMBERS)
_SKIP_BEHIND_DIGITS = frozenset(
    rest[0] for word in _lexicon.NOT_NUMBERS if (rest := word.lstrip(digits)) and rest != word
)
_SKIP_AT = Longest(_lexicon.NOT_NUMBERS)
_LONGEST_SKIPPED = max(map(len, _lexicon.NOT_NUMBERS))

_SEEN_AFTER_NUMBER = frozenset("".join((PARTICLES, *COMPARING))) | {
    word[0] for word in (*_lexicon.MODIFIERS_AFTER, *_lexicon.MODIFIERS_BEFORE)
}
_SEEN_AFTER = SPOKEN | {word[0] for word in (*_lexicon.MODIFIERS_AFTER, *_lexicon.MODIFIERS_BEFORE)}
_SKIP_FIRSTS = frozenset(_SKIP_AT.firsts)
_BYLINE = compile_pattern("|".join(BYLINES))
_NAMING = compile_pattern(rf"(?: {' | '.join(BYLINES)} ) [:\x20]{{1,2}} [\u4e00-\u9fff]{{0,3}}")
_NEUTRAL, _STOP = "某", "，"
"""They stand in a shape for a Chinese character that no rule knows and for a mark that parts it from the text beyond."""
_ASCII_WORD = frozenset(ascii_letters + digits + "_")
_ODD, _MARK, _MAYBE, _BLANK, _OPENING = "odd", "mark", "maybe", "blank", "opening"
_LEFT = {
    **dict.fromkeys("，。；！？;!?\n…", _MARK),
    **dict.fromkeys(",:、)”’》】", _MAYBE),
    **dict.fromkeys("“‘《【（(", _OPENING),
    " ": _BLANK,
    **dict.fromkeys(_NUMERALS + "第几", _ODD),
}
"""What stands left of a place: a mark that parts it from the text before, one that may do so, or what only rules can tell."""
_HAN = {chr(code): _NEUTRAL for code in range(0x3400, 0xA000)}
_SIMPLE_LEFT = {
    **{char: _NEUTRAL for char in _HAN if char not in _BEFORE_ENDS and char not in _LEFT and char != "点"},
    **{char: _STOP for char, kind in _LEFT.items() if kind is _MARK},
    **{char: char for char, kind in _LEFT.items() if kind is _OPENING},
}
"""What stands in a shape for what is left of a core that is no date, where that is plain."""
_RIGHT = {**dict.fromkeys("，。；！？;!?\n…,", _STOP), **{mark: mark for mark in "、”’》】）):(（“《【"}}
"""The marks that may stand right of a core, and what stands for them in a shape."""
_BEFORE_DIGITS = {word[at] for word in _lexicon.NOT_NUMBERS for at in range(len(word) - 1) if word[at + 1].isdigit()}
_ODD_BEFORE = _BEFORE_DIGITS | {char for char, kind in _LEFT.items() if kind is not _MARK} | _ASCII_WORD | {"比", "点"}
_BESIDE_DIGITS = {char: shown for char, shown in _SIMPLE_LEFT.items() if char not in _BEFORE_DIGITS}
"""The same left of digits, where no word that is no number goes on with them (世界500强)."""
_END = "\0"
_SIMPLE_RIGHT = {**_HAN, **_RIGHT, "": "$", _END: "$"}
"""The same for what is right of it, where that is no digit."""
_STOPS = {mark: _STOP for mark in "，。；！？;!?\n…"}
_UNSEEN_RIGHT = {**{char: _NEUTRAL for char in _HAN if char not in _SEEN_AFTER}, **_STOPS, "": "$"}
"""The same for what is right of a date."""


def _settled_by(two: str) -> str:
    """The left side that ends in two characters; empty where a longer word of the tables may end there, or one that is no number."""
    if two[1] in _ODD_BEFORE or any(len(word) > 2 and word.endswith(two) for word in WORDS_BEFORE):
        return ""
    length = _CHAIN.match(two[::-1] + _NEUTRAL).end()  # type: ignore[union-attr]  # matches the empty string
    if not "\u3400" <= two[0] <= "\u9fff" or (length < 2 and two[0] in _IN_NUMERAL) or (length == 1 and two[0] in _BEFORE_ENDS):
        return ""
    if length == 2 and two not in WORDS_BEFORE and any(len(word) > 1 and word[-1] == two[0] for word in WORDS_BEFORE):
        return ""
    return _NEUTRAL + two[2 - length :] if length else _NEUTRAL


_CLOSING = frozenset("”’》")
_WEEKS, _WEEKDAYS = frozenset("周期拜"), frozenset("一二三四五六日天")
_BEFORE_WEEKDAY, _WEEKDAY_FIRSTS = frozenset(",，(（ "), frozenset("星礼周(（")
_PARTING = frozenset("，。；！？;!?\n…、”’》】“‘《【") | {chr(code) for code in range(0x4E00, 0xA000)} - frozenset(_NUMERALS)
"""What stands before a place that no code covers: codes are of letters, digits and the marks between them."""
_FREQUENT = "2103.456897元年月万%亿十一日百分千个家项人次平公亩米三方二-上/五四近去今"
"""The characters that are tried first, as numbers and dates most often have them."""
_INDENT = "\n  "
_SYNC, _SYNC_REACH = frozenset("，。；！？;!?\n…、,”’》“‘《"), 32
_LOOKS_BACK = frozenset("数半几负")
"""First characters of a core that may end the word before it: 指数, 大半, 正负."""
_IN_CODES = frozenset(":室'\"")
"""A core with one of these may be the number of a room, a clock time or a ratio, feet or inches."""
_PLACE = compile_pattern("[一二三四五六七八九十百千万]{1,3} 里")
_COINS = frozenset("角分毛")
_SCALES = frozenset(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
_NUMBER_STARTS = frozenset(digits + ".,") | frozenset(_NUMERALS) | LEADS
_LONE = frozenset("一二三四五六七八九")
_BARE = frozenset(("number", "money_inferred"))
_IN_NUMBER = frozenset(digits + _NUMERALS)
_ADDRESS_MARK = compile_pattern(r"[.@:/] (?: (?<=@) | // | (?<=www\.) | (?:com|cn|net|org|gov|edu) )")
_IN_WORD = frozenset(ascii_letters + digits + "_-.:/@#%)、第" + _NUMERALS)
_IN_NUMERAL = _IN_WORD - {word for word, char in _lexicon.NUMERALS.items() if char.cls == "rest"}
_THREE_SEEN = frozenset("的发左")
"""The first characters of what rules look for behind a date that is three characters long."""
_PAIR = compile_pattern(r"( \D*? [^\d.,:] ) ( \d{1,9} (?:\.\d{1,6})? ) ( (?: [^\d.,:] \D* )? )")
"""A tail with one more number."""
_BEFORE_NUMERAL = compile_pattern("(?: 百分之 | 第 )?")
_DIGIT = compile_pattern("[0-9]")
_ONE_NUMBER = compile_pattern(r"( [^\d.,:-]++ ) ( \d++ (?: \.\d++ )? ) ( (?: [^\d.,:] .* )? )")
"""A core that begins with a word and has a number, and more where that begins a date."""


# ------------------------------------------------------------------ what is remembered


class Placed:
    """The place that a date was given, and the year that it names; `flat` is what columns keep of it."""

    __slots__ = ("flat", "named", "value")

    def __init__(self, value: DateSpan | ClockSpan, named: int | None) -> None:
        self.value, self.named = value, named
        self.flat: Any = None


class Shape:
    """What the rules read in a shape: its place counted from the core's, and what gives the value for its numbers.

    `dated`: the value is what a date says (`When`), which is still to be given its place. `rule` is empty where the rules read something
    that is damaged, and so not reported. `leans`: the place of a date may depend on the date before it; `almanac`: it needs the almanac.
    `places` are the places that its dates were given, `flat` is what columns keep of it.
    """

    __slots__ = ("almanac", "dated", "end", "flat", "general", "leans", "modifier", "of", "places", "rule", "start")

    def __init__(self, reading: Reading, pos: int, end: int, general: General) -> None:
        self.start, self.end = reading.start - pos, reading.end - end
        self.rule, self.modifier = reading.rule, reading.modifier
        self.general = general
        self.of = general.of
        self.dated = isinstance(reading.value, When)
        self.leans = self.dated and _leans(reading.value)
        self.almanac = self.dated and needs_almanac(reading.value)
        self.flat: Any = None
        self.places: dict[Any, Placed] = {}


Hit: TypeAlias = tuple[int, int, Shape, Said]
"""A mention found: start, end, shape and numbers."""


_FIXED = frozenset(
    ("year", "year+", "month", "month+", "quarter", "quarter+", "half+", "plan", "century", "century+", "decade", "window", "ago")
)
"""First steps of a date that does not lean on the date named before it."""


def _leans(when: When) -> bool:
    """Whether the place of a date may depend on the date named before it."""
    steps = when.steps + (when.end.steps if when.end else ())
    firsts = [said.steps[0] for said in (when, when.end) if said is not None and said.steps]
    return any(step.kind.startswith("told") for step in steps) or any(step.kind not in _FIXED for step in firsts)


class _Form:
    """What is known of a form without its neighbours, and its shapes by what stands left and right.

    `plain` is False where only the rules in the text itself can tell; `general` where the numbers are no part of the shape. `dated`: it
    may be a date or a length of time, beside which rules look at more. `lone`: it is nothing, unless what follows makes it a number
    that stands for itself. `skipped`: it begins with a word that is no number. `left` and `right` are what stands in a shape for
    the characters beside it that settle that side by themselves; with those of `before` and `behind` a word of the tables may go on
    across the edge.
    """

    __slots__ = ("before", "behind", "dated", "general", "left", "lone", "plain", "probes", "right", "shapes", "skipped")

    def __init__(
        self,
        probes: Probes,
        *,
        plain: bool = True,
        general: bool = False,
        dated: bool = False,
        lone: bool = False,
        skipped: bool = False,
    ) -> None:
        self.probes, self.plain, self.general = probes, plain, general
        self.dated, self.lone, self.skipped = dated, lone, skipped
        core = probes[0][0]
        simple = not dated and not lone and core[0] not in _LOOKS_BACK
        self.left: dict[str, str] = _STOPS if not simple else _BESIDE_DIGITS if core[0].isdigit() else _SIMPLE_LEFT
        self.right: dict[str, str] = {} if lone or core[-1].isdigit() else _UNSEEN_RIGHT if dated else _SIMPLE_RIGHT
        self.before = _SKIP_BEFORE_HAN if general and core[0] in _HAN_DIGITS else _SKIP_BEFORE.get(core[0], _NONE)
        self.behind = _NONE
        self.shapes: dict[str, Any] = {}


_NOT_PLAIN = _Form([("7", "")], plain=False)
_BARE_DIGITS = _Form([("7", "")], dated=True, lone=True)
_NOTHING, _BY_RULES = object(), object()
"""Remembered for a shape in which the rules read nothing, and for one that is not all that they look at."""


class Shapes:
    """The shapes met under one setting."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        words = setting.words
        seen = {
            *words.words, *words.denominators, *_lexicon.NOT_UNITS, *_lexicon.NOT_NUMBERS, *_lexicon.NUMERALS,
            *_lexicon.MODIFIERS_AFTER, *_lexicon.RANGE_MARKS, *_CALENDAR_WORDS, *START_WORDS, *_ALSO_SEEN, *digits,
        }  # fmt: skip
        han = [char for char in LEADS if not char.isascii()]
        starts = {*LEADS, *(word[0] for word in START_WORDS)}
        self._core = compile_pattern(
            rf"""
            (?= {chars(starts)} )
            (?: (?<! [0-9] ) (?: ( [1-9] \d{{0,8}}+ (?! \d | \.\d | ,\d{{3}} (?!\d) ) )
                | ( (?: [1-9] \d{{0,5}}+ | 0 (?! \.0++ (?!\d) ) ) \. \d{{1,3}}+ (?! \d | \.\d ) )
                | ( \d{{1,3}} (?:,\d{{3}})++ (?!\d) (?:\.\d++)? | \d++ (?:\.\d++)? ) )
              | ( {trie({*START_WORDS, *(word for word in seen if word[0] in han), *(word for word in _lexicon.NOT_NUMBERS if word[0] in starts)}, frequent=_FREQUENT)} | {chars(han)}
                | (?<! [0-9A-Za-z] ) [-.] (?= [\d.] ) )
            )
            ( (?: (?= {chars({word[0] for word in seen})} ) {trie(seen, frequent=_FREQUENT)} | [.:] (?= \d ) ){{0,44}}+ )
            """
        )
        self._seen = Longest(seen)
        self._pairs = frozenset(word[at : at + 2] for word in seen for at in range(len(word) - 1))
        self._forms: dict[str, _Form] = {}
        self._cores: dict[str, tuple[Said, _Form]] = {}
        self._behind: dict[str, frozenset[str]] = {}
        self._before: dict[str, str] = {}
        self._learnt = 0

    # ------------------------------------------------------------------ finding

    def hits(self, text: str) -> Iterator[Hit]:
        """The mentions of a cleaned text in order."""
        search, forms, cores = self._core.search, self._forms, self._cores
        if len(cores) >= MOST_SHAPES:
            cores.clear()
        padded = text + _END
        at = floor = skipped = 0
        each = -_EACH_NEAR
        bylines = _BYLINE.search(text) is not None
        addresses = [m.span() for m in ADDRESS.finditer(text)] if _ADDRESS_MARK.search(text) else ()
        while (match := search(text, at)) is not None:
            said, fraction, digits, head, tail = match.groups()
            pos, end = match.span()
            near = each
            inside = False
            if head is None:
                digits = said or fraction or digits
                form = forms.get("#" + tail) if said else forms.get("#." + tail) if fraction else None
                if form is not None and form.general and not (tail[0] in _SKIP_BEHIND_DIGITS and _SKIP_AT.at(text, pos)):
                    said = digits
                else:
                    core = digits + tail
                    known = cores.get(core)
                    if known is None:
                        known = self._of_number(text, pos, end, digits, tail)
                        if known[1].plain:
                            cores[core] = known
                    said, form = known
            else:
                core = head + tail
                known = cores.get(core)
                if known is None:
                    known = cores[core] = self._of_word(core)
                said, form = known
                if form.skipped and (gone := skipped_at(text, pos)) is not None and not self._is_covered(text, pos):
                    each = pos if head.startswith(EACH_WORDS) else each
                    at = skipped = gone
                    continue
                if form.skipped or pos == skipped > 0 or (bylines and _NAMING.search(text, max(0, pos - 9), pos)):
                    form = _NOT_PLAIN
                if head.startswith(EACH_WORDS):
                    each = pos
            if addresses and any(first <= pos < last for first, last in addresses):
                inside, form = True, _NOT_PLAIN
            shape: Any = _BY_RULES
            if form.plain and (pos - near > _EACH_NEAR or near < floor):
                before, after = padded[pos - 1], padded[end]
                free = pos > floor and before not in form.before
                left = form.left.get(before) if free else None
                right = form.right.get(after) if after not in form.behind else None
                if left is None and free:
                    if before == "," and padded[pos - 2] not in _ASCII_WORD:
                        left = _STOP
                    elif form.left is not _STOPS:
                        left = self._words_before(text, pos, floor)
                    elif before == " " and text[pos - 3 : pos] == _INDENT:
                        left = _STOP
                if left is None or (head is not None and text[pos - 2 : pos] in _SKIP_ENDS):
                    left = self._left(text, pos, floor, form)
                if right is None and left is not None:
                    right = self._right(text, end, form)
                if left is not None and right is not None:
                    shape = form.shapes.get(f"{left}|{right}") or self._learn(form, left, right)
            if shape is _NOTHING:
                at = pos + len(digits or " ")
            elif shape is not _BY_RULES:
                at = floor = end + shape.end
                if shape.rule:
                    yield pos + shape.start, at, shape, said
            else:
                start = pos
                if inside or pos == skipped or not _is_parted(text, pos) or self._is_covered(text, pos):
                    if not inside and (gone := self._covering(text, at, pos)) is not None:
                        at = skipped = gone
                        continue
                    place = SCANNER.next(text, at if addresses else self._sync(text, at, pos), floor)
                    if place is None:
                        return
                    start, skipped = place[0], max(skipped, place[1])
                    if start > pos:
                        at = start  # a word that is no number covers `pos`
                        continue
                elif (gone := skipped_at(text, pos)) is not None:
                    at = skipped = gone
                    continue
                found = best_at(text, start, floor, max(floor, skipped), self._setting)
                if found is None:
                    at = start + 1 if head or start < pos else pos + len(digits)
                    continue
                at = floor = found.end
                if not is_damaged(text, found):
                    found = settle(found)
                    yield found.start, found.end, Shape(found, pos, end, Constant(found.value)), ""

    def _words_before(self, text: str, pos: int, floor: int) -> str | None:
        """The left side of a number, where the two characters before it settle which words of the tables stand there."""
        two = text[pos - 2 : pos]
        if pos - 2 < floor:
            return None
        left = self._before.get(two)
        if left is None:
            if len(self._before) >= MOST_SHAPES:
                self._before.clear()
            left = self._before[two] = _settled_by(two)
        if len(left) > len(two) and (pos - 3 < floor or text[pos - 3] not in _SIMPLE_LEFT):
            return None  # more words may stand before these
        return left or None

    def _covering(self, text: str, at: int, pos: int) -> int | None:
        """The end of the word or code that covers `pos` and nothing overlaps; None if the scanner has to look."""
        for start in range(pos - 1, max(at, pos - _LONGEST_SKIPPED) - 1, -1):
            if _is_parted(text, start) and text[start - 1 : start + 1] not in _SKIP_PAIRS:
                end = skipped_at(text, start)
                if end is not None and end > pos:
                    return end
        return None

    def _sync(self, text: str, at: int, pos: int) -> int:
        """A place from which the scanner finds what it finds from `at`: no word and no code goes on across the mark before it."""
        for place in range(pos, max(at, pos - _SYNC_REACH), -1):
            if text[place - 1] in _SYNC and text[place - 1 : place + 1] not in _SKIP_PAIRS:
                return place
        return at

    # ------------------------------------------------------------------ forms

    def _of_number(self, text: str, pos: int, end: int, digits: str, tail: str) -> tuple[Said, _Form]:
        """The numbers and the form of the core `text[pos:end]`, which begins with `digits`."""
        if not tail:
            return "", _BARE_DIGITS
        first, forms = tail[0], self._forms
        if first in _SKIP_BEHIND_DIGITS and _SKIP_AT.at(text, pos) is not None:
            return "", _NOT_PLAIN
        if first in "年月-" and (dated := date_form(text, pos, end)) is not None:
            name = "@" + dated[0]
            form = forms.get(name) or self._learn_form(name, with_date(dated[0]))
            if form.general:
                return dated[1], form
        kind = kind_of(digits)
        if kind is not None:
            name = f"#{kind}{tail}"
            known = forms.get(name)
            if known is None:
                pair = _PAIR.fullmatch(tail)
                if pair is not None:
                    return self._of_pair(digits, kind, tail, *pair.groups())
                known = self._learn_form(name, with_number(kind, "", tail))
            if known.general:
                return digits, known
        return self._of_core(digits + tail)

    def _of_pair(self, low: str, kind: str, tail: str, middle: str, high: str, rest: str) -> tuple[Said, _Form]:
        other = kind_of(high)
        if "," not in kind and other is not None and "," not in other and Decimal(low) < Decimal(high):
            kind = max(kind, other)
            name = f"#{kind}{middle}#{rest}"
            form = self._forms.get(name) or self._learn_form(name, with_pair(kind, middle, rest))
            if form.general:
                return (low, high), form
        return self._of_core(low + tail)

    def _of_word(self, core: str) -> tuple[Said, _Form]:
        """The same of a core that begins with a word or a Chinese numeral."""
        forms = self._forms
        number = _ONE_NUMBER.match(core)
        if number is not None:
            before, digits, tail = number.groups()
            if (dated := date_form(core, len(before), len(core))) is not None:
                name = f"{before}@{dated[0]}"
                form = forms.get(name) or self._learn_form(name, [(before + core, said) for core, said in with_date(dated[0])])
                if form.general:
                    return dated[1], form
            kind = kind_of(digits)
            if kind is not None and _DIGIT.search(tail) is None:
                name = f"{before}#{kind}{tail}"
                form = forms.get(name) or self._learn_form(name, with_number(kind, before, tail))
                if form.general:
                    return digits, form
            return self._of_core(core)
        before = core[: _BEFORE_NUMERAL.match(core).end()]  # type: ignore[union-attr]  # matches the empty string
        run = HAN_RUN.match(core, len(before))
        if run is not None and (said := HAN_NUMBERS[run[0]]):
            tail = core[run.end() :]
            if before or (tail and tail[0] != "里" and _SKIP_AT.at(core, 0) is None):
                name = f"{before}十|{tail}"
                form = forms.get(name) or self._learn_form(name, with_han(before, tail))
                if form.general:
                    return said, form
        return self._of_core(core)

    def _of_core(self, core: str) -> tuple[Said, _Form]:
        """A core all of whose characters are part of the shape."""
        return "", self._forms.get(core) or self._learn_core(core)

    # ------------------------------------------------------------------ neighbours

    def _left(self, text: str, pos: int, floor: int, form: _Form) -> str | None:
        """What stands left of the core at `pos`, as a shape has it; None where only the rules can tell."""
        told = "!" if form.dated and told_ahead(text, pos) else ""
        if pos == 0:
            return "^"
        before = text[pos - 1]
        if pos == floor:
            return None if text[pos] in _NUMBER_STARTS else told + before
        if self._is_covered(text, pos):
            return None
        if before in _TIME_CHARS and text[pos - 2 : pos - 1] in _IN_NUMBER and (form.dated or before == "点"):
            return None  # the rest of a date that was refused
        kind = _LEFT.get(before)
        if kind is None:
            if before in _ASCII_WORD or (before == "比" and text[pos] in _NUMBER_STARTS):
                return None  # G95, 比30大
            if before not in _BEFORE_ENDS:
                if not "\u3400" <= before <= "\u9fff":
                    return "+" if before == "+" and form.lone else None
                return told + self._beside(before, text[pos], form)
        elif kind is _MARK:
            return told + _STOP
        elif kind is _OPENING:
            return told + text[max(floor, pos - 5) : pos] if form.dated else before
        elif kind is _BLANK:
            blank = self._blank(text, pos, floor)
            return blank and told + blank
        elif kind is _MAYBE:
            beyond = text[pos - 2 : pos - 1]
            if before == ",":
                return None if beyond in _ASCII_WORD or not beyond else told + _STOP
            if beyond in _IN_WORD or not beyond or (before == ":" and text[pos] in _SCALES):  # 单位:万元
                return None
            return told + before
        least = max(floor, pos - _LEFT_REACH)
        length = _CHAIN.match(text[least:pos][::-1]).end()  # type: ignore[union-attr]  # matches the empty string
        first = pos - length
        if first == least:
            return None if least else "^" + told + text[:pos]
        previous = text[first - 1]
        if previous in _IN_NUMERAL or (length == 0 and kind is _ODD):
            return None
        if length == 0:
            return told + self._beside(before, text[pos], form)
        if "\u3400" <= previous <= "\u9fff" and not (form.dated and previous in SPOKEN):
            previous = _NEUTRAL
        return told + previous + text[first:pos]

    def _beside(self, before: str, first: str, form: _Form) -> str:
        """What stands in a shape for one Chinese character left of a core that begins with `first`."""
        careful = before in SPOKEN if form.dated else first in _LOOKS_BACK
        return before if careful else _NEUTRAL

    def _blank(self, text: str, pos: int, floor: int) -> str | None:
        """The left side of a core behind blanks: that of a line behind an indent."""
        line = text[max(floor, pos - _LEFT_REACH) : pos].rstrip(" ")
        last = line[-1:]
        if last == "\n":
            return _STOP
        return " " if last and last not in _IN_WORD and last not in _BEFORE_ENDS and text[pos - 2] != " " else None

    def _is_covered(self, text: str, pos: int) -> bool:
        """Whether a word that is no number starts before `pos` and covers it, or ends there and so lets a Chinese numeral follow."""
        if text[pos - 1 : pos + 1] not in _SKIP_PAIRS and (text[pos].isascii() or text[pos - 2 : pos] not in _SKIP_ENDS):
            return False
        least = pos + text[pos].isascii()
        for start in range(max(0, pos - _LONGEST_SKIPPED), pos):
            word = _SKIP_AT.at(text, start)
            if word is not None and start + len(word) >= least:
                return True
        return False

    def _right(self, text: str, end: int, form: _Form) -> str | None:
        """What stands right of the core that ends at `end`, as a shape has it; None where only the rules can tell."""
        after = text[end : end + 1]
        if text[end - 1 : end + 1] in self._pairs and self._straddled(text, end):
            return None
        if "\u3400" <= after <= "\u9fff":
            if form.lone:
                return None if after in _SEEN_AFTER_NUMBER else _NEUTRAL
            if not form.dated or after not in _SEEN_AFTER:
                return _NEUTRAL
            return text[end : end + (3 if after in _THREE_SEEN else 2)]
        if form.lone:
            return "+" if after == "+" else None
        if not after:
            return "$"
        shown = _RIGHT.get(after)
        if shown is None or (after == "," and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit()):
            return None
        if form.dated and after in _CLOSING:
            return text[end : end + 5]
        if form.dated and after in _BEFORE_WEEKDAY:
            if text[end + 1 : end + 2] in _WEEKDAY_FIRSTS or (text[end - 2] in _WEEKS and text[end - 1] in _WEEKDAYS):
                return None
        return shown

    def _straddled(self, text: str, end: int) -> bool:
        """Whether a word of the tables begins before `end` and ends behind it: 大卡, of which 九大 leaves 卡."""
        for start in range(max(0, end - _LONGEST_SKIPPED), end):
            word = self._seen.at(text, start)
            if word is not None and start + len(word) > end:
                return True
        return False

    # ------------------------------------------------------------------ learning

    def _learn_form(self, name: str, probes: Probes) -> _Form:
        """What is known of a form by its probes."""
        core, said = probes[0]
        form = _NOT_PLAIN
        if len(core) < _LONGEST_CORE and _IN_CODES.isdisjoint(core):
            first = self._alone(core)
            general = generalised(first.value, said) if first is not None and first.rule not in _BARE else None
            if first is not None and general is not None:
                if all(self._is_like(first, len(core), general.of(said), probe) for probe, said in probes[1:]):
                    form = _Form(probes, general=True, dated=first.rule in ("date", "duration"))
        return self._keep(name, core, form)

    def _keep(self, name: str, core: str, form: _Form) -> _Form:
        if form.plain:
            last = core[-1]
            if last not in self._behind:
                self._behind[last] = frozenset(pair[1] for pair in self._pairs if pair[0] == last)
            form.behind = self._behind[last]
        self._learnt += 1
        self._forms[name] = form
        return form

    def _is_like(self, first: Reading, length: int, value: Any, probe: str) -> bool:
        """Whether a probe is read as the first one was, `length` long, with this value in its place."""
        reading = self._alone(probe)
        if reading is None or reading.end - len(probe) != first.end - length:
            return False
        return (reading.start, reading.rule, reading.modifier, reading.value) == (first.start, first.rule, first.modifier, value)

    def _alone(self, core: str) -> Reading | None:
        """What the rules read in a core that nothing stands beside."""
        reading = best_at(_NEUTRAL * 2 + core + _NEUTRAL * 2, 2, 0, 0, self._setting)
        return settle(reading) if reading is not None else None

    def _learn_core(self, core: str) -> _Form:
        """What is known of a core that is a form of its own."""
        form = _NOT_PLAIN
        probes: Probes = [(core, "")]
        skipped = core[0] in _SKIP_FIRSTS and (_SKIP_AT.at(core, 0) is not None or "里" in core)
        if len(core) < _LONGEST_CORE and core[0] not in "-." and _IN_CODES.isdisjoint(core) and not _PLACE.match(core):
            dated = _may_be_date(core)
            reading = self._alone(core)
            if reading is None and (core[0].isascii() or core.startswith(EACH_WORDS)):
                pass  # 总投资5最近3日, 每亩达50万元
            elif reading is None and not dated:
                form = _Form(probes, dated=True, lone=core[0] in _NUMBER_STARTS, skipped=skipped)
            elif reading is None or dated or not (reading.rule in _BARE or (reading.rule == "money" and core[-1] in _COINS)):
                form = _Form(probes, dated=dated, skipped=skipped)
        if skipped and not form.plain:
            form = _Form(probes, plain=False, skipped=True)
        return self._keep(core, core, form)

    def _learn(self, form: _Form, left: str, right: str) -> Any:
        """Read a shape."""
        self._learnt += 1
        if self._learnt >= MOST_SHAPES:
            self._forms.clear()
            self._cores.clear()
            self._learnt = 0
        core, said = form.probes[0]
        before = left.lstrip("^!")
        lead = ("预计" if "!" in left else "") + ("" if left[0] == "^" else _NEUTRAL * 2) + before
        behind = {"$": "", _NEUTRAL: _NEUTRAL * 2}.get(right, right + _NEUTRAL * (len(right) == 1))
        pos = len(lead)
        end = pos + len(core)
        text = lead + core + behind
        shape: Any = _BY_RULES
        if skipped_at(text, pos) is None:
            reading = best_at(text, pos, 0, 0, self._setting)
            if reading is None:
                # 总投资5最近3日: of a bare number the rules see more.
                shape = _NOTHING if form.lone or core[0] not in _NUMBER_STARTS else _BY_RULES
            elif (
                reading.start >= pos - len(before) and reading.end <= end and reading.rule not in _BARE and not form.lone
            ):
                reading = settle(reading)
                general = generalised(reading.value, said)
                if general is not None:
                    shape = Shape(reading, pos, end, general)
                    if is_damaged(text, reading):
                        shape.rule = ""
        form.shapes[f"{left}|{right}"] = shape
        return shape


def settle(reading: Reading) -> Reading:
    """A quantity with its modifier in its value; of a date the modifier is settled with its place."""
    return reading if isinstance(reading.value, When) else with_modifier(reading)


def _may_be_date(core: str) -> bool:
    """Whether a core may be a date or a length of time."""
    return not _TIME_CHARS.isdisjoint(core) or any(word in core for word in _LONG_CALENDAR_WORDS)


_MOST_PLACES = 4096
_MOST_SETTINGS = 8


@lru_cache(maxsize=_MOST_SETTINGS)
def shapes_of(setting: Setting) -> Shapes:
    """The shapes met under `setting`."""
    return Shapes(setting)


def place(dates: Dates, start: int, end: int, shape: Shape, said: Said) -> Placed | None:
    """The place of a date, from those that its shape has been given; None for one that is left alone."""
    dates.reach(start, end)
    key = said, dates.reference, dates.year, dates.previous if shape.leans else None
    placed = shape.places.get(key)
    if placed is None:
        if len(shape.places) >= _MOST_PLACES:
            shape.places.clear()
        placed = shape.places[key] = Placed(*dates.placed(shape.of(said), shape.modifier))
    dates.told(placed.value, placed.named, start, end)
    return None if shape.almanac and dates.is_left_alone(placed.value) else placed


def read_all(text: str, setting: Setting, reference: date | None) -> Iterator[Reading]:
    """What `_resolve.read_all` gives, faster where shapes repeat."""
    dates = Dates(text, setting, reference)
    for start, end, shape, said in shapes_of(setting).hits(text):
        if not shape.dated:
            yield Reading(start, end, shape.of(said), shape.rule, shape.modifier)
        elif (placed := place(dates, start, end, shape, said)) is not None:
            yield Reading(start, end, placed.value, shape.rule, shape.modifier)


def _is_parted(text: str, pos: int) -> bool:
    """Whether no code goes on across the place: codes are of letters, digits and the marks between them."""
    before = text[pos - 1 : pos]
    return before in _PARTING or (before == ":" and text[pos - 2 : pos - 1] in _PARTING and text[pos].isdigit())
