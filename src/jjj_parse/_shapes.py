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

from collections.abc import Hashable, Iterator
from copy import copy
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any, TypeAlias

from jjj_parse._calendar_rests import Rests, rests_on, what_counts
from jjj_parse._codes import ADDRESS, BYLINES
from jjj_parse._cores import BARE, NOT_PLAIN, Cores, core_pattern, core_words, settle
from jjj_parse._engine import compile_pattern
from jjj_parse._forms import SKIP_BEHIND_DIGITS, Said
from jjj_parse._generals import Constant, General, generalised
from jjj_parse._reading import Reading
from jjj_parse._resolve import SCANNER, Dates, best_at, is_damaged
from jjj_parse._rules.almanac import needs_almanac
from jjj_parse._rules.modifiers import strongest
from jjj_parse._rules.rate import EACH_REACH, EACH_WORDS
from jjj_parse._rules.when import When
from jjj_parse._scanner import skipped_at
from jjj_parse._sides import (
    ASCII_WORD,
    BESIDE,
    END,
    INDENT,
    NEUTRAL,
    NUMBER_STARTS,
    SCALES,
    SKIP_AT,
    SKIP_ENDS,
    STOP,
    STOPS,
    UNKNOWN,
    Form,
    Sides,
    is_parted,
    modifier_of,
)
from jjj_parse._words import Setting
from jjj_parse.types import ClockSpan, DateSpan

MOST_SHAPES = 1 << 16
"""Shapes, and places of dates, remembered for one setting, about 500 bytes each; when there are more, all are forgotten and learnt anew."""

_EACH_NEAR = EACH_REACH + 6
_BYLINE = compile_pattern("|".join(BYLINES))
_NAMING = compile_pattern(rf"(?: {' | '.join(BYLINES)} ) [:：\x20]{{1,2}} [\u4e00-\u9fff]{{0,3}}")
_ADDRESS_MARK = compile_pattern(r"[.@:/] (?: (?<=@) | // | (?<=www\.) | (?:com|cn|net|org|gov|edu) )")
_NOTHING, _BY_RULES = object(), object()
"""Remembered for a shape in which the rules read nothing, and for one that is not all that they look at."""


class Placed:
    """The place that a date was given, and the year that it names; `flat` is what columns keep of it."""

    __slots__ = ("flat", "named", "value")

    def __init__(self, value: DateSpan | ClockSpan, named: int | None) -> None:
        self.value, self.named = value, named
        self.flat: Any = None


class Shape:
    """What the rules read in a shape: its place counted from the core's, and what gives the value for its numbers.

    `dated`: the value is what a date says (`When`), which is still to be given its place. `rule` is empty where the rules read something
    that is damaged, and so not reported. `rests`: what the place of a date depends on; `almanac`: it needs the almanac.
    `expression` is one number for all shapes in which the rules read the same date; `flat` is what columns keep of the shape.
    """

    __slots__ = ("almanac", "dated", "end", "expression", "flat", "general", "modifier", "rests", "rule", "start")

    def __init__(self, reading: Reading, pos: int, end: int, general: General) -> None:
        self.start, self.end = reading.start - pos, reading.end - end
        self.rule, self.modifier = reading.rule, reading.modifier
        self.general = general
        self.dated = isinstance(reading.value, When)
        self.rests: Rests = rests_on(reading.value) if self.dated else "nothing"
        self.almanac = self.dated and needs_almanac(reading.value)
        self.flat: Any = None
        self.expression: int | None = None

    def bounded(self, modifier: str | None) -> Shape:
        """The same quantity with another modifier."""
        if modifier == self.modifier:
            return self
        other = copy(self)
        other.flat, other.modifier = None, modifier
        other.general = self.general.bounded(modifier)
        return other


Hit: TypeAlias = tuple[int, int, Shape, Said]
"""A mention found: start, end, shape and numbers."""


_CLOSING = frozenset((STOP, "、", "$"))
_CLOSED_ALIKE = frozenset(("money", "measure", "percent_ratio", "percent_points", "rate", "count"))
"""What is read alike before a mark and before a word that no rule knows."""


class Shapes:
    """The shapes met under one setting."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        seen = core_words(setting.words)
        self._core = core_pattern(setting.words, seen)
        self._sides = Sides(seen)
        self._known = Cores(setting, self._sides)
        self._cores: dict[str, tuple[Said, Form]] = {}
        self._numbers = count()
        self._expressions: dict[tuple[General, str | None], int] = {}
        self._places: dict[tuple[int | None, Said, Hashable], Placed] = {}

    def hits(self, text: str) -> Iterator[Hit]:
        """The mentions of a cleaned text in order."""
        search, sides, known_cores, cores = self._core.search, self._sides, self._known, self._cores
        forms = known_cores.forms
        if len(cores) >= MOST_SHAPES:
            cores.clear()
        padded = text + END
        at = floor = skipped = 0
        each = -_EACH_NEAR
        bylines = _BYLINE.search(text) is not None
        # The next address is the last of the list.
        addresses = [m.span() for m in ADDRESS.finditer(text)][::-1] if _ADDRESS_MARK.search(text) else []
        has_addresses = bool(addresses)
        while (match := search(text, at)) is not None:
            said, fraction, digits, head, tail = match.groups()
            pos, end = match.span()
            near = each
            inside = named = False
            if head is None:
                digits = said or fraction or digits
                form = forms.get("#" + tail) if said else forms.get("#." + tail) if fraction else None
                if form is not None and form.general and not (tail[0] in SKIP_BEHIND_DIGITS and SKIP_AT.at(text, pos)):
                    said = digits
                else:
                    core = digits + tail
                    known = cores.get(core)
                    if known is None:
                        known = known_cores.of_number(text, pos, end, digits, tail)
                        if known[1].plain:
                            cores[core] = known
                    said, form = known
            else:
                core = head + tail
                known = cores.get(core)
                if known is None:
                    known = cores[core] = known_cores.of_word(core)
                said, form = known
                if form.skipped and (gone := skipped_at(text, pos)) is not None and not sides.is_covered(text, pos):
                    each = pos if head.startswith(EACH_WORDS) else each
                    at = skipped = gone
                    continue
                named = bylines and _NAMING.search(text, max(0, pos - 9), pos) is not None
                if form.skipped or pos == skipped > 0 or named:
                    form = NOT_PLAIN
                if head.startswith(EACH_WORDS):
                    each = pos
            if addresses:
                while addresses and addresses[-1][1] <= pos:
                    addresses.pop()
                if addresses and addresses[-1][0] <= pos:
                    inside, form = True, NOT_PLAIN
            shape: Any = _BY_RULES
            after = padded[end]
            if form.nothing and after != " " and (after != "," or not padded[end + 1].isdigit()):  # 近 5年, 近1,200天
                shape = _NOTHING
            elif form.plain and (pos - near > _EACH_NEAR or near < floor):
                before = padded[pos - 1]
                free = pos > floor and before not in form.before
                left = form.left.get(before) if free else None
                right = form.right.get(after) if after not in form.behind else None
                if left is None and free:
                    if before == "," and padded[pos - 2] not in ASCII_WORD:
                        left = STOP
                    elif form.left is not STOPS:
                        left = sides.words_before(text, pos, floor)
                    elif before == " " and text[pos - 3 : pos] == INDENT:
                        left = STOP
                if left is None or (head is not None and text[pos - 2 : pos] in SKIP_ENDS):
                    left = sides.left(text, pos, floor, form)
                if right is None and left is not None:
                    right = sides.right(text, end, form)
                if left is not None and right is not None:
                    shape = form.shapes.get(f"{left}|{right}") or self._known_shape(form, left, right)
            if shape is _NOTHING:
                at = pos + 1 if head else sides.within_digits(text, pos, pos + len(digits))
                skipped = at if digits and at > pos + len(digits) else skipped
            elif shape is not _BY_RULES:
                at = floor = end + shape.end
                if shape.rule:
                    yield pos + shape.start, at, shape, said
            else:
                start = pos
                if inside or named or pos == skipped or not is_parted(text, pos) or sides.is_covered(text, pos):
                    if not inside and (gone := sides.covering(text, at, pos)) is not None:
                        at = skipped = gone
                        continue
                    place = SCANNER.next(text, at if has_addresses else sides.sync(text, at, pos), floor)
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
                    at = start + 1
                    if digits and start == pos:
                        at = sides.within_digits(text, pos, pos + len(digits))
                        skipped = at if at > pos + len(digits) else skipped
                    continue
                at = floor = found.end
                if not is_damaged(text, found):
                    found = settle(found)
                    yield found.start, found.end, Shape(found, pos, end, Constant(found.value)), ""

    def place(self, dates: Dates, start: int, end: int, shape: Shape, said: Said) -> Placed | None:
        """The place of a date, from those that were given before; None for one that is left alone."""
        dates.reach(start, end)
        key = shape.expression, said, what_counts(shape.rests, dates.moment, dates.year, dates.previous)
        placed = self._places.get(key)
        if placed is None:
            placed = Placed(*dates.placed(shape.general.of(said), shape.modifier))
            if shape.expression is not None:
                if len(self._places) >= MOST_SHAPES:
                    self._places.clear()
                self._places[key] = placed
        dates.told(placed.value, placed.named, start, end)
        return None if shape.almanac and dates.is_left_alone(placed.value) else placed

    def _known_shape(self, form: Form, left: str, right: str) -> Any:
        """A shape not met before: one that differs in its modifiers or the mark behind it, or what the rules read in it."""
        name = f"{left}|{right}"
        if not form.varies or (left == right == NEUTRAL):
            return self._learn(form, left, right)
        if left != NEUTRAL:
            modifier = modifier_of(left)
            usual = None if modifier is UNKNOWN else self._usual(form, right)
            if usual is None or usual.start:
                return self._learn(form, left, right)
            form.shapes[name] = shape = usual.bounded(strongest(usual.modifier, modifier))
            return shape
        usual = self._usual(form, NEUTRAL) if right in _CLOSING else None
        if usual is None or usual.end or usual.rule not in _CLOSED_ALIKE:
            return self._learn(form, left, right)
        form.shapes[name] = usual
        return usual

    def _usual(self, form: Form, right: str) -> Shape | None:
        """The shape with nothing before it that a rule knows, if something is read in it."""
        shape = form.shapes.get(f"{NEUTRAL}|{right}") or self._known_shape(form, NEUTRAL, right)
        return shape if isinstance(shape, Shape) and shape.rule else None

    def _learn(self, form: Form, left: str, right: str) -> Any:
        """Read a shape."""
        self._known.learnt += 1
        if self._known.learnt >= MOST_SHAPES:
            self._known.clear()
            self._cores.clear()
            self._expressions.clear()
            self._places.clear()
        core, said = form.probe
        alone = left == right == NEUTRAL and form.alone is not None
        before = "" if alone else left.lstrip("^!")
        lead = ("预计" if "!" in left else "") + ("" if left[0] == "^" else BESIDE) + before
        behind = {"$": "", NEUTRAL: BESIDE}.get(right, right + NEUTRAL * (len(right) == 1))
        pos = len(lead)
        end = pos + len(core)
        text = lead + core + behind
        shape: Any = _BY_RULES
        if skipped_at(text, pos) is None:
            reading = form.alone if alone else best_at(text, pos, 0, 0, self._setting)
            if reading is None:
                # Of a bare number the rules see more: 总投资5最近3日, 融资过亿.
                bounded = core[0] in SCALES and len(before) > 1
                known = (form.lone and not bounded) or core[0] not in NUMBER_STARTS
                shape = _NOTHING if known else _BY_RULES
            elif (
                reading.start >= pos - len(before) and reading.end <= end and reading.rule not in BARE and not form.lone
            ):
                reading = settle(reading)
                general = generalised(reading.value, said)
                if general is not None:
                    shape = Shape(reading, pos, end, general)
                    if shape.dated:
                        # Numbers are never given twice: a shape met before all were forgotten may still be in use.
                        expression = general, reading.modifier
                        shape.expression = self._expressions.setdefault(expression, next(self._numbers))
                    if is_damaged(text, reading):
                        shape.rule = ""
        form.shapes[f"{left}|{right}"] = shape
        return shape


_MOST_SETTINGS = 8


@lru_cache(maxsize=_MOST_SETTINGS)
def shapes_of(setting: Setting) -> Shapes:
    """The shapes met under `setting`."""
    return Shapes(setting)


def read_all(text: str, setting: Setting, reference: date | None) -> Iterator[Reading]:
    """What `_resolve.read_all` gives, faster where shapes repeat."""
    dates = Dates(text, setting, reference)
    shapes = shapes_of(setting)
    for start, end, shape, said in shapes.hits(text):
        if not shape.dated:
            yield Reading(start, end, shape.general.of(said), shape.rule, shape.modifier)
        elif (placed := shapes.place(dates, start, end, shape, said)) is not None:
            yield Reading(start, end, placed.value, shape.rule, shape.modifier)
