"""What rules may see beside a number: read off the rules and the tables themselves, so that a new rule needs no line here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from jjj_parse import _lexicon, _numerals
from jjj_parse._rules import date, time_words, year
from jjj_parse._rules.clock import COUNTING_BEFORE, HOUR_WORDS_BEFORE

_MODULES = [
    _numerals,
    *(module for name, module in sorted(sys.modules.items()) if name.startswith("jjj_parse._rules.")),
]
_NEIGHBOUR_COLUMNS = ("not_before", "not_after", "only_after")
_CALENDAR_TABLES = ("time_words", "periods", "dayparts", "durations", "holidays", "lunar_months")


def _strings(constant: Any) -> Iterator[str]:
    """The strings of a constant of a module or a function: words, patterns, and those of functions within."""
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, tuple | list | set | frozenset | dict):
        for item in constant:
            yield from _strings(item)
    elif isinstance(constant, CodeType):
        yield from _strings(constant.co_consts)
    elif isinstance(constant, FunctionType):
        doc = constant.__doc__
        yield from (said for said in _strings(constant.__code__) if said != doc)
    elif isinstance(getattr(constant, "pattern", None), str):
        yield from (line.partition("#")[0] for line in constant.pattern.split("\n"))


def _spoken() -> frozenset[str]:
    found = {
        char
        for module in _MODULES
        for name, constant in vars(module).items()
        if not name.startswith("__")
        and not (isinstance(constant, FunctionType) and constant.__module__ != module.__name__)
        for said in _strings(constant)
        for char in said
    }
    for table in _CALENDAR_TABLES:
        for row in _lexicon.read_table(table):
            found.update(char for column in _NEIGHBOUR_COLUMNS for char in row.get(column) or "")
    return frozenset(char for char in found if not char.isascii())


SPOKEN = _spoken()
"""The characters that some rule names, and those that the tables of the calendar name as neighbours: next to a date each may matter."""

_VAGUE = time_words.VAGUE.words
WORDS_BEFORE = frozenset(
    [
        *_lexicon.MODIFIERS_BEFORE,
        *(char + word for word, found in _lexicon.MODIFIERS_BEFORE.items() for char in found.not_after),
        *(word for word, currency in _lexicon.CURRENCIES.items() if currency.before),
        *time_words.shape("before", "spent").words,
        *date.RECURRING,
        *date.LUNAR_BEFORE,
        *year.LENGTH_LEADS,
        *HOUR_WORDS_BEFORE,
        *COUNTING_BEFORE,
        *(word[:length] for word in _VAGUE for length in (1, 2) if length < len(word)),
        *("公元前", "比", "摄氏", "华氏", "零下", "正负", "单位", "身高", "个头", "个子"),
    ]
)
"""The words of more than one character that rules look for right before a mention, and those of one."""
