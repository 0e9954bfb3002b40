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

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from string import ascii_letters, digits
from typing import Any, NamedTuple, TypeAlias

import attrs

from jjj_parse import _lexicon
from jjj_parse._codes import BYLINES
from jjj_parse._engine import Longest, chars, compile_pattern, trie
from jjj_parse._exact import decimal
from jjj_parse._neighbours import SPOKEN, WORDS_BEFORE
from jjj_parse._numerals import LEADS
from jjj_parse._reading import Reading
from jjj_parse._resolve import SCANNER, START_WORDS, best_at, is_damaged, with_modifier
from jjj_parse._rules.date import When, told_ahead
from jjj_parse._rules.rate import EACH_REACH, EACH_WORDS
from jjj_parse._scanner import skipped_at
from jjj_parse._words import Setting
from jjj_parse.types import Duration, Quantity

MOST_SHAPES = 1 << 16
"""Shapes remembered for one setting, about 500 bytes each; when there are more, all are forgotten and learnt anew."""

_LONGEST_CORE = 40
_LONGEST_DIGITS = 10
"""A longer row of digits may be a telephone number."""
_LEFT_REACH = 14
_EACH_NEAR = EACH_REACH + 6

_NUMERALS = "".join(_lexicon.NUMERALS)
_CALENDAR = ("time_words", "periods", "dayparts", "durations", "plans", "holidays", "lunar_months")
_CALENDAR_WORDS = [word for name in _CALENDAR for word in _lexicon.words_of(name)]
_TIME_CHARS = frozenset("年月日号时点分秒季世纪周天旬代期刻载星礼Q今昨明前后上下本去同次当近过未最第每:")
"""A core without any of these names no date and no length of time."""
_ALSO_SEEN = ("第", "最后", "头", "整", "之", "分之", "正", "钱", "的", "之间", "间", "半", "又", "点", "/", "每", "·", *"年月日号时分秒季世纪周天旬代期刻份初末底内前后起止", *LEADS)
"""What rules look for behind a number that stands in no table."""

_CHAIN = compile_pattern(rf"(?: {trie(word[::-1] for word in WORDS_BEFORE)} ){{0,4}}")
_BEFORE_ENDS = frozenset(word[-1] for word in WORDS_BEFORE)

_SKIP_PAIRS = frozenset(word[at : at + 2] for word in _lexicon.NOT_NUMBERS for at in range(len(word) - 1))
_SKIP_ENDS = frozenset(word[-2:] for word in _lexicon.NOT_NUMBERS)
_SKIP_BEHIND_DIGITS = frozenset(
    rest[0] for word in _lexicon.NOT_NUMBERS if (rest := word.lstrip(digits)) and rest != word
)
_SKIP_AT = Longest(_lexicon.NOT_NUMBERS)
_LONGEST_SKIPPED = max(map(len, _lexicon.NOT_NUMBERS))

_SEEN_AFTER = SPOKEN | {word[0] for word in (*_lexicon.MODIFIERS_AFTER, *_lexicon.MODIFIERS_BEFORE)}
_SKIP_FIRSTS = frozenset(_SKIP_AT.firsts)
_DIGITS = compile_pattern(r"\d*+")
_BEFORE_NAME = compile_pattern(rf"(?: {' | '.join(BYLINES)} ) [:\x20]{{1,2}} [\u4e00-\u9fff]{{0,3}}")
_NEUTRAL = "某"
"""Stands in a shape for a Chinese character that no rule knows."""
_ODD, _MARK, _MAYBE, _BLANK = "odd", "mark", "maybe", "blank"
_LEFT = {
    **dict.fromkeys("，。；！？“”‘’《》【（(;!?\n…", _MARK),
    **dict.fromkeys(",:、)", _MAYBE),
    " ": _BLANK,
    **dict.fromkeys(_NUMERALS + "点第几", _ODD),
}
"""What stands left of a place: a mark that parts it from the text before, one that may do so, or what only rules can tell."""
_RIGHT = frozenset("，。；！？、”’》】）);!?\n…,:(（“《【")
_OPENING, _CLOSING = frozenset("“‘《"), frozenset("”’》")
_BEFORE_WEEKDAY, _WEEKDAY_FIRSTS = frozenset(",，(（ "), frozenset("星礼周(（")
_LOOKS_BACK = frozenset("数半几负")
"""First characters of a core that may end the word before it: 指数, 大半, 正负."""
_IN_CODES = frozenset(":室'\"")
"""A core with one of these may be the number of a room, a clock time or a ratio, feet or inches."""
_PLACE = compile_pattern("[一二三四五六七八九十百千万]{1,3} 里")
_COINS = frozenset("角分毛")
_SCALES = frozenset(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
_NUMBER_STARTS = frozenset(digits + ".,") | frozenset(_NUMERALS)
_LONE = frozenset("一二三四五六七八九")
_BARE = frozenset(("number", "money_inferred"))
_PROBES = {"": ("7", "38", "2019", "10"), ".": ("7.5", "38.25", "2019.6", "0.4"), ",": ("7,125", "38,000"), ".,": ("7,125.5", "38,000.25")}
"""Numbers that stand for all of their form: they mean different things where digits mean more than their number (7年, 2019年, 10月)."""
_IN_NUMBER = frozenset(digits + _NUMERALS)
_IN_WORD = frozenset(ascii_letters + digits + "_-.:/@#%)" + _NUMERALS)
_THREE_SEEN = frozenset("的发左")
"""The first characters of what rules look for behind a date that is three characters long."""


# ------------------------------------------------------------------ what is remembered


class Fixed:
    """A shape with one value whatever the text (三家, 2020年5月20日); for a date `when` is what it says, to be resolved."""

    __slots__ = ("end", "flat", "modifier", "places", "rule", "start", "value", "when")

    def __init__(self, reading: Reading, pos: int, end: int) -> None:
        """`start` counts from `pos`, where the core starts, `end` from `end`, where its digits or the core end."""
        self.start, self.end = reading.start - pos, reading.end - end
        self.rule, self.modifier = reading.rule, reading.modifier
        self.when = reading.value if isinstance(reading.value, When) else None
        self.value = reading.value if self.when else with_modifier(reading).value
        self.flat: Any = None
        self.places: dict[Any, Any] = {}

    def value_of(self, digits: str) -> Any:
        """The value, whatever the digits."""
        return self.value


class Linear:
    """A shape whose value is its digits times a power of ten: 1.8亿美元."""

    __slots__ = ("end", "exponent", "flat", "make", "modifier", "rule", "start")
    when = None

    def __init__(self, reading: Reading, pos: int, end: int, exponent: int) -> None:
        self.start, self.end = reading.start - pos, reading.end - end
        self.rule, self.modifier, self.exponent = reading.rule, reading.modifier, exponent
        self.make = _maker(with_modifier(reading).value)
        self.flat: Any = None

    def value_of(self, digits: str) -> Any:
        """The value for these digits, as the rules give it."""
        return self.make(number(digits, self.exponent))


Shape: TypeAlias = Fixed | Linear


def number(digits: str, exponent: int) -> Decimal:
    """`digits`, with thousands marks or not, times a power of ten."""
    if "," in digits:
        digits = digits.replace(",", "")
    whole, _, fraction = digits.partition(".")
    return decimal(int(whole + fraction), exponent - len(fraction))


def _maker(value: Quantity) -> Callable[[Decimal], Quantity]:
    """What makes the value of another number: all of `value` but its number, which is its first field."""
    cls = type(value)
    named = {field.name: getattr(value, field.name) for field in attrs.fields(cls) if field.kw_only}
    others = [getattr(value, field.name) for field in attrs.fields(cls) if not field.kw_only][1:]
    if not any(item is not None for item in named.values()):
        return lambda number: cls(number, *others)
    return lambda number: cls(number, *others, **named)


Hit: TypeAlias = tuple[int, int, Shape, str]
"""A mention found: start, end, shape, and the digits of a linear one."""


class _Core(NamedTuple):
    """What is known of a core without its neighbours.

    `plain` is False where only the rules in the text itself can tell. `linear`: the digits are no part of the shape. `dated`: it
    may be a date or a length of time, beside which rules look at more. `lone`: digits, or one Chinese digit, and nothing behind.
    """

    plain: bool
    linear: bool = False
    dated: bool = False
    lone: bool = False


_NOT_PLAIN = _Core(False)
_BARE_DIGITS = _Core(True, lone=True)
_UNKNOWN: Any = object()
_BY_RULES: Any = object()
"""Remembered for a shape that is not all that the rules look at."""


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
        self._core = compile_pattern(
            rf"""
            (?= {chars({*LEADS, *(word[0] for word in START_WORDS)})} )
            (?: (?<! [0-9] ) ( \d{{1,3}} (?:,\d{{3}})++ (?!\d) (?:\.\d++)? | \d++ (?:\.\d++)? )
              | ( {trie({*START_WORDS, *(word for word in seen if word[0] in han)})} | {chars(han)} | (?<! [0-9A-Za-z] ) [-.] (?= [\d.] ) )
            )
            ( (?: (?= {chars({word[0] for word in seen})} ) {trie(seen)} | [.:] (?= \d ) ){{0,24}}+ )
            """
        )
        self._seen = Longest(seen)
        self._pairs = frozenset(word[at : at + 2] for word in seen for at in range(len(word) - 1))
        self._cores: dict[str, _Core] = {}
        self._shapes: dict[tuple[str, str, str], Any] = {}

    # ------------------------------------------------------------------ finding

    def hits(self, text: str) -> Iterator[Hit]:
        """The mentions of a cleaned text in order."""
        search, shapes, cores = self._core.search, self._shapes, self._cores
        at = floor = skipped = 0
        each = -_EACH_NEAR
        bylines = any(word in text for word in BYLINES)
        while (match := search(text, at)) is not None:
            pos, end = match.span()
            number, head, tail = match.groups()
            if number is None:
                number, core, behind = "", head + tail, end
                if head.startswith(EACH_WORDS):
                    each = pos
                known = cores.get(core)
                if (pos == skipped and pos) or (bylines and _BEFORE_NAME.search(text, max(0, pos - 9), pos)):
                    known = _NOT_PLAIN
                elif core[0] in _SKIP_FIRSTS and (gone := skipped_at(text, pos)) is not None:
                    if not self._in_skipped(text, pos):
                        at = skipped = gone
                        continue
                    known = _NOT_PLAIN
            elif not tail:
                core, known, behind = "7", _BARE_DIGITS, end
            else:
                core = ("." if "." in number else "") + ("," if "," in number else "") + "0" + tail
                known, behind = cores.get(core) or self._learn_tail(core, tail), match.end(1)
                if not known.linear:
                    if known.plain:
                        core, behind = number + tail, end
                        known = cores.get(core)
                elif len(number) > _LONGEST_DIGITS or (number[0] == "0" and number[1:2] not in ("", ".")):
                    known = _NOT_PLAIN
                if tail[:1] in _SKIP_BEHIND_DIGITS and _SKIP_AT.at(text, pos) is not None:
                    known = _NOT_PLAIN
            if known is None:
                known = self._learn_core(core)
            shape = _BY_RULES
            if known.plain and pos - each > _EACH_NEAR and (left := self._left(text, pos, floor, core, known)) is not None:
                right = self._right(text, end, known)
                if right is not None:
                    shape = shapes.get((core, left, right), _UNKNOWN)
                    if shape is _UNKNOWN:
                        shape = self._learn(core, left, right, known)
            if shape is None:
                at = match.end(1) if number else pos + 1
            elif shape is not _BY_RULES:
                at = floor = behind + shape.end
                if shape.rule:
                    yield pos + shape.start, at, shape, number
            else:
                start = SCANNER.next(text, at, floor)
                if start is None:
                    return
                pos = start[0]
                skipped = max(skipped, start[1])
                if text.startswith(EACH_WORDS, pos):
                    each = pos
                found = best_at(text, pos, floor, max(floor, skipped), self._setting)
                if found is None:
                    at = max(pos + 1, _DIGITS.match(text, pos).end())  # type: ignore[union-attr]  # matches the empty string
                    continue
                at = floor = found.end
                if not is_damaged(text, found):
                    yield found.start, found.end, Fixed(found, pos, found.end), ""

    def _left(self, text: str, pos: int, floor: int, core: str, known: _Core) -> str | None:
        """What stands left of the core at `pos`, as a shape has it; None where only the rules can tell."""
        told = "!" if known.dated and told_ahead(text, pos) else ""
        if pos == 0:
            return "^"
        if pos == floor:
            return None
        before = text[pos - 1]
        if (before + text[pos] in _SKIP_PAIRS or text[pos - 2 : pos] in _SKIP_ENDS) and self._in_skipped(text, pos):
            return None
        if known.dated and before in _TIME_CHARS and text[pos - 2 : pos - 1] in _IN_NUMBER:
            return None  # the rest of a date that was refused
        kind = _LEFT.get(before)
        if kind is _MARK:
            if known.dated and before in _OPENING:
                return told + text[max(floor, pos - 5) : pos]
            return told + before
        if before == ":" and core[0] in _SCALES:
            return None  # 单位:万元
        if kind is _MAYBE:
            return None if pos == 1 or text[pos - 2] in _IN_WORD else told + before
        if kind is _BLANK:
            return self._blank(text, pos, floor)
        if kind is _ODD:
            return None
        if before == "+" and known.lone:
            return "+"
        if before not in _BEFORE_ENDS:
            if not "\u3400" <= before <= "\u9fff":
                return None
            careful = before in SPOKEN if known.dated else core[0] in _LOOKS_BACK
            return told + (before if careful else _NEUTRAL)
        least = max(floor, pos - _LEFT_REACH)
        length = _CHAIN.match(text[least:pos][::-1]).end()  # type: ignore[union-attr]  # matches the empty string
        first = pos - length
        if first == least:
            return None if least else "^" + told + text[:pos]
        previous = text[first - 1]
        if previous in _IN_WORD:
            return None
        if length == 0 or previous in SPOKEN or not "\u3400" <= previous <= "\u9fff":
            return told + text[first - 1 : pos]
        return told + _NEUTRAL + text[first:pos]

    def _blank(self, text: str, pos: int, floor: int) -> str | None:
        """The left side of a core behind blanks: that of a line behind an indent."""
        line = text[max(floor, pos - _LEFT_REACH) : pos].rstrip(" ")
        if line[-1:] == "\n":
            return "\n"
        last = line[-1:]
        return " " if last and last not in _IN_WORD and last not in _BEFORE_ENDS and text[pos - 2] != " " else None

    def _in_skipped(self, text: str, pos: int) -> bool:
        """Whether a word that is no number starts before `pos` and ends there or behind it."""
        for start in range(max(0, pos - _LONGEST_SKIPPED), pos):
            word = _SKIP_AT.at(text, start)
            if word is not None and start + len(word) >= pos:
                return True
        return False

    def _right(self, text: str, end: int, known: _Core) -> str | None:
        """What stands right of the core that ends at `end`, as a shape has it; None where only the rules can tell."""
        after = text[end : end + 1]
        if text[end - 1 : end + 1] in self._pairs and self._straddled(text, end):
            return None
        if known.lone:
            if "\u3400" <= after <= "\u9fff" and after not in _SEEN_AFTER:
                return _NEUTRAL
            return "+" if after == "+" else None
        if "\u3400" <= after <= "\u9fff":
            if not known.dated or after not in _SEEN_AFTER:
                return _NEUTRAL
            return text[end : end + (3 if after in _THREE_SEEN else 2)]
        if not after:
            return "$"
        if after not in _RIGHT or (after == "," and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit()):
            return None
        if known.dated and after in _BEFORE_WEEKDAY:
            return None if text[end + 1 : end + 2] in _WEEKDAY_FIRSTS else after
        return text[end : end + 5] if known.dated and after in _CLOSING else after

    def _straddled(self, text: str, end: int) -> bool:
        """Whether a word of the tables begins before `end` and ends behind it: 大卡, of which 九大 leaves 卡."""
        for start in range(max(0, end - _LONGEST_SKIPPED), end):
            word = self._seen.at(text, start)
            if word is not None and start + len(word) > end:
                return True
        return False

    # ------------------------------------------------------------------ learning

    def _learn_tail(self, core: str, tail: str) -> _Core:
        """What is known of digits (`core` says in which form) with `tail` behind them."""
        known = _Core(True)
        if not tail or tail[0] in ".:" or not _IN_CODES.isdisjoint(tail):
            known = _NOT_PLAIN
        elif all(self._linear(probe, tail) for probe in _PROBES[core[: core.index("0")]]) and len(tail) < _LONGEST_CORE:
            known = _Core(True, linear=True)
        self._cores[core] = known
        return known

    def _linear(self, probe: str, tail: str) -> bool:
        text = f"{_NEUTRAL}{_NEUTRAL}{probe}{tail}{_NEUTRAL}{_NEUTRAL}"
        reading = best_at(text, 2, 0, 0, self._setting)
        return reading is not None and reading.rule not in _BARE and reading.end == 2 + len(probe) + len(tail) and _exponent(reading, probe) is not None

    def _learn_core(self, core: str) -> _Core:
        """What is known of a core whose characters are all part of the shape."""
        known = _NOT_PLAIN
        if core in _LONE:
            known = _Core(True, dated=True, lone=True)
        elif len(core) < _LONGEST_CORE and core[0] not in "-." and _IN_CODES.isdisjoint(core) and not _PLACE.match(core):
            dated = not _TIME_CHARS.isdisjoint(core) or any(word in core for word in _CALENDAR_WORDS if len(word) > 1)
            reading = best_at(_NEUTRAL * 2 + core + _NEUTRAL * 2, 2, 0, 0, self._setting)
            money = reading is not None and reading.rule == "money" and core[-1] in _COINS
            plain = dated or (reading is not None and reading.rule not in _BARE and not money)
            known = _Core(plain, dated=dated)
        self._cores[core] = known
        return known

    def _learn(self, core: str, left: str, right: str, known: _Core) -> Any:
        """Read a shape."""
        if len(self._shapes) >= MOST_SHAPES:
            self._shapes.clear()
            self._cores.clear()
        probe = ""
        shown = core
        if known.linear:
            at = core.index("0")
            probe, shown = _PROBES[core[:at]][0], core[at + 1 :]
        before = left.lstrip("^!")
        lead = ("预计" if "!" in left else "") + ("" if left[0] == "^" else _NEUTRAL * 2) + before
        behind = {"$": "", _NEUTRAL: _NEUTRAL * 2}.get(right, right + _NEUTRAL if len(right) == 1 and right in _RIGHT else right)
        pos = len(lead)
        after, end = pos + len(probe), pos + len(probe) + len(shown)
        text = lead + probe + shown + behind
        reading = best_at(text, pos, 0, 0, self._setting)
        shape: Any = None
        if skipped_at(text, pos) is not None:
            shape = _BY_RULES
        elif reading is None:
            shape = None if known.lone or core[0] not in _NUMBER_STARTS else _BY_RULES  # 总投资5最近3日: rules see more of a bare number
        else:
            exponent = _exponent(reading, probe) if known.linear else 0
            if reading.start < pos - len(before) or reading.end > end or exponent is None or reading.rule in _BARE or known.lone:
                shape = _BY_RULES
            else:
                shape = Linear(reading, pos, after, exponent) if known.linear else Fixed(reading, pos, end)
                if is_damaged(text, reading):
                    shape.rule = ""
        self._shapes[core, left, right] = shape
        return shape


def _exponent(reading: Reading, probe: str) -> int | None:
    """The power of ten by which the value of `reading` is the number `probe`; None if it is not."""
    value = reading.value
    if not isinstance(value, Quantity) or isinstance(value, Duration):
        return None
    ratio = Fraction(value.number()) / Fraction(probe.replace(",", ""))
    if ratio <= 0:
        return None
    digits = str(max(ratio.numerator, ratio.denominator))
    if digits.strip("0") != "1" or min(ratio.numerator, ratio.denominator) != 1:
        return None
    exponent = len(digits) - 1 if ratio >= 1 else 1 - len(digits)
    return exponent if _maker(value)(number(probe, exponent)) == value else None
