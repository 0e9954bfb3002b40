"""What rules may see beside a number, so that a shape has to tell it apart."""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._rules import date, time_words, year
from jjj_parse._rules.clock import COUNTING_BEFORE, HOUR_WORDS_BEFORE

_CALENDAR_TABLES = ("time_words", "periods", "dayparts", "durations", "holidays", "lunar_months")

SPOKEN = frozenset(_lexicon.pairs("spoken", "character", "modules"))
"""The characters that some rule names in its code; tools/derive_spoken.py reads them off it."""
_ROWS = [row for table in _CALENDAR_TABLES for row in _lexicon.read_table(table)]
BEFORE_WORD = frozenset(
    (char, row["word"][0]) for row in _ROWS for name in ("not_after", "only_after") for char in row.get(name) or ""
)
"""Each character that a word of the calendar asks for or refuses before it, with the first of that word."""
AFTER_WORD = frozenset((row["word"][-1], char) for row in _ROWS for char in row.get("not_before") or "")
"""Each last character of such a word with those that it refuses behind it."""

_VAGUE = time_words.VAGUE.words
WORDS_BEFORE_QUANTITY = frozenset(
    [
        *_lexicon.MODIFIERS_BEFORE,
        *(char + word for word, found in _lexicon.MODIFIERS_BEFORE.items() for char in found.not_after),
        *(word for word, currency in _lexicon.CURRENCIES.items() if currency.before),
        *("比", "摄氏", "华氏", "零下", "正负", "单位", "身高", "个头", "个子"),
    ]
)
"""The words that rules look for right before a quantity."""
WORDS_BEFORE = WORDS_BEFORE_QUANTITY.union(
    time_words.shape("before", "spent").words,
    time_words.LASTING.words,
    date.RECURRING,
    date.LUNAR_BEFORE,
    year.LENGTH_LEADS,
    HOUR_WORDS_BEFORE,
    COUNTING_BEFORE,
    (word[:length] for word in _VAGUE for length in (1, 2) if length < len(word)),
    ("公元前",),
)
"""The words that rules look for right before any mention."""
