"""The one place where readings compete: from candidates over a cleaned text to readings in order, without overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from jjj_parse import _calendar
from jjj_parse._engine import compile_pattern
from jjj_parse._normalize import BLOT
from jjj_parse._reading import Reading
from jjj_parse._rules import date as date_rules
from jjj_parse._rules.duration import read_duration
from jjj_parse._rules.quantity import START_WORDS as QUANTITY_WORDS
from jjj_parse._rules.quantity import read_quantity
from jjj_parse._scanner import Scanner
from jjj_parse._words import Setting

SCANNER = Scanner([*date_rules.START_WORDS, *QUANTITY_WORDS])
_SENTENCE_END = compile_pattern(r"[。！？!?；;\n]")


def _best_at(text: str, pos: int, floor: int, setting: Setting) -> Reading | None:
    """The reading that starts at `pos`: the longest; of equal ones a date before a duration before a quantity."""
    competing = (
        date_rules.read_date(text, pos),
        read_duration(text, pos),
        read_quantity(text, pos, floor, setting),
    )
    best = None
    for reading in competing:
        if reading is not None and (best is None or reading.end > best.end):
            best = reading
    return best


def _is_damaged(text: str, reading: Reading) -> bool:
    """Whether the reading touches what is blotted out: a part of it may be lost there."""
    return text[reading.end : reading.end + 1] == BLOT or text[max(0, reading.start - 1) : reading.start] == BLOT


def _readings(text: str, setting: Setting) -> Iterator[Reading]:
    """The readings of a cleaned text, leftmost first, each the longest where it starts."""
    at = floor = 0
    while (start := SCANNER.next(text, at, floor)) is not None:
        pos, floor = start
        found = _best_at(text, pos, floor, setting)
        if found is None:
            at = pos + 1
        else:
            at = floor = found.end
            if not _is_damaged(text, found):
                yield found


def read_all(text: str, setting: Setting, reference: date | None) -> Iterator[Reading]:
    """The readings of a cleaned text with their final values.

    A partial date takes the year named before it in the same sentence.
    """
    year, last = None, 0
    for reading in _readings(text, setting):
        if _SENTENCE_END.search(text, last, reading.start):
            year = None
        last = reading.end
        if isinstance(reading.value, date_rules.When):
            when = reading.value
            value = _calendar.resolve(when, reference=reference, year_hint=year, modifier=reading.modifier)
            year = _calendar.named_year(when, reference, year) or year
            yield reading._replace(value=value)
        elif reading.modifier is not None:
            yield reading._replace(value=attrs.evolve(reading.value, modifier=reading.modifier))
        else:
            yield reading
