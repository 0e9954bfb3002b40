"""The one place where readings compete: from candidates over a cleaned text to readings in order, without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from jjj_parse import _almanac, _calendar
from jjj_parse._engine import compile_pattern
from jjj_parse._normalize import BLOT
from jjj_parse._reading import REFUSED, Reading
from jjj_parse._rules import date as date_rules
from jjj_parse._rules.almanac import needs_almanac
from jjj_parse._rules.duration import bounded, read_length
from jjj_parse._rules.quantity import START_WORDS as QUANTITY_WORDS
from jjj_parse._rules.quantity import read_quantity
from jjj_parse._rules.time_words import MAY_BE_TIME, NUMBER_LEADS
from jjj_parse._scanner import Scanner
from jjj_parse._words import Setting
from jjj_parse.types import ClockSpan, DateSpan

_TIMES = frozenset(("date", "duration"))
START_WORDS = (*date_rules.START_WORDS, *QUANTITY_WORDS)
"""The words other than numerals with which a mention may start."""
SCANNER = Scanner(START_WORDS)
_COMPARED_BY = ("比", "较", "比起", "相比于", "相较", "相较于")
_COMPARED = "相比"
_SENTENCE_END = compile_pattern(r"[。！？!?；;\n]")


def _times_at(text: str, pos: int, floor: int, setting: Setting) -> tuple[Reading | None, ...]:
    """The date and the length of time that start at `pos`; for most numbers one look shows that there is none."""
    if text[pos] in NUMBER_LEADS and MAY_BE_TIME.match(text, pos) is None:
        return ()
    length = read_length(text, pos)
    return (
        date_rules.read_date_beside(text, pos, length, republic=setting.dates.republic),
        date_rules.read_vague(text, pos) if setting.dates.vague else None,
        bounded(text, length, floor) if length else None,
    )


def best_at(text: str, pos: int, floor: int, skipped: int, setting: Setting) -> Reading | None:
    """The reading that starts at `pos`: the longest; of equal ones a date before a duration before a quantity."""
    competing = (*_times_at(text, pos, floor, setting), read_quantity(text, pos, floor, skipped, setting))
    best = None
    for reading in competing:
        if reading is None or (reading.rule in _TIMES and _cuts_a_unit(text, reading.end, setting)):
            continue
        if best is None or reading.end > best.end:
            best = reading
    return best


def is_damaged(text: str, reading: Reading) -> bool:
    """Whether the reading is not to be reported: it is refused, or a part of it may be lost.

    It touches what is blotted out, or is half of a fraction (第1/4, also 第¼).
    """
    if reading.rule == REFUSED:
        return True
    start, end = reading.start, reading.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] == BLOT or after[:1] == BLOT:
        return True
    behind = after[:1] == "/" and after[1:].isdigit() and text[end - 1].isdigit()
    return behind or (before[1:] == "/" and before[0].isdigit() and text[start].isdigit())


def _cuts_a_unit(text: str, end: int, setting: Setting) -> bool:
    """Whether a unit that begins with the last character goes on beyond `end`: 近2日 in 近2日圆."""
    unit = setting.words.unit_at(text, end - 1)
    return unit is not None and unit.end > end


def readings(text: str, setting: Setting) -> Iterator[Reading]:
    """The readings of a cleaned text, leftmost first, each the longest where it starts."""
    at = floor = 0
    while (start := SCANNER.next(text, at, floor)) is not None:
        pos, skipped = start
        found = best_at(text, pos, floor, skipped, setting)
        if found is None:
            at = pos + 1
        else:
            at = floor = found.end
            if not is_damaged(text, found):
                yield found


def _is_compared(text: str, start: int, end: int) -> bool:
    """比去年同期, 与上年相比: what follows in the sentence is not about that time."""
    return text[max(0, start - 4) : start].rstrip(" ").endswith(_COMPARED_BY) or text.startswith(_COMPARED, end)


class Dates:
    """The dates of one text in their order: each may take what it leaves out from those before it in its sentence.

    A partial date takes the year named before it, a lone day, 次日 or 同期 the whole date named before it.
    """

    def __init__(self, text: str, setting: Setting, reference: date | None) -> None:
        self._text = text
        self._options = setting.dates
        self.reference = reference
        # As text, for one moment in two time zones is equal and may be two days.
        self.moment = None if reference is None else reference.isoformat()
        self.year: int | None = None
        self.previous: DateSpan | None = None
        self._last = 0

    def resolve(self, reading: Reading) -> DateSpan | ClockSpan | None:
        """The place of `reading`, whose value is a `When`; None for one that is left alone."""
        self.reach(reading.start, reading.end)
        value, named = self.placed(reading.value, reading.modifier)
        self.told(value, named, reading.start, reading.end)
        return None if needs_almanac(reading.value) and self.is_left_alone(value) else value

    def reach(self, start: int, end: int) -> None:
        """Go on to the date from `start` to `end`; what earlier sentences named is forgotten."""
        if _SENTENCE_END.search(self._text, self._last, start):
            self.year = self.previous = None
        self._last = end

    def placed(self, when: date_rules.When, modifier: str | None) -> tuple[DateSpan | ClockSpan, int | None]:
        """The place of `when` at this point of the text, and the year that it names."""
        value = _calendar.resolve(
            when,
            reference=self.reference,
            year_hint=self.year,
            previous=self.previous,
            options=self._options,
            modifier=modifier,
        )
        return value, _calendar.named_year(when, self.reference, self.year)

    def told(self, value: DateSpan | ClockSpan, named: int | None, start: int, end: int) -> None:
        """Keep what later dates of the sentence may lean on, unless the date is only compared with."""
        if isinstance(value, DateSpan) and not _is_compared(self._text, start, end):
            self.year = named or self.year
            self.previous = value

    def is_left_alone(self, value: DateSpan | ClockSpan) -> bool:
        """Whether a date of the almanac is not reported.

        Without the extra all of 去年春节 is not, for it is not 去年; with it, what does not exist (2021年闰四月).
        """
        return not _almanac.is_there() or (isinstance(value, DateSpan) and not value.resolved and self.year is not None)


def with_modifier(reading: Reading) -> Reading:
    """A quantity with its modifier in its value."""
    return (
        reading._replace(value=attrs.evolve(reading.value, modifier=reading.modifier)) if reading.modifier else reading
    )


def settled(text: str, found: Iterable[Reading], setting: Setting, reference: date | None) -> Iterator[Reading]:
    """The readings of a cleaned text with their final values."""
    dates = Dates(text, setting, reference)
    for reading in found:
        if not isinstance(reading.value, date_rules.When):
            yield with_modifier(reading)
        elif (value := dates.resolve(reading)) is not None:
            yield reading._replace(value=value)


def read_all(text: str, setting: Setting, reference: date | None) -> Iterator[Reading]:
    """The readings of a cleaned text with their final values, every place read by the rules."""
    return settled(text, readings(text, setting), setting, reference)
