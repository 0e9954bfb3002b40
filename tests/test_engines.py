"""Patterns keep to the dialect that `re` and `regex` share: both engines find the same."""

from __future__ import annotations

import re

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from jjj_parse import _engine, _numerals, _resolve
from jjj_parse._rules import money, number
from rows import all_rows

PATTERNS = {
    "numeral": _numerals._TOKEN,
    "scanner": _resolve.SCANNER.pattern,
    "money": money._AFTER,
    "boundary": number._BOUNDARY,
}
TEXTS = [row.text for row in all_rows()]


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def both(text: str) -> None:
    for name, pattern in PATTERNS.items():
        other = regex.compile(pattern.pattern, regex.VERBOSE | regex.V0 | regex.ASCII)
        assert spans(pattern, text) == [match.span() for match in other.finditer(text)], (name, text)


def test_engines_agree_on_the_rows() -> None:
    both("\n".join(TEXTS))


@settings(max_examples=30, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,-—~ 一二三十百千万亿两几数多余来点半负第每约近元亩公里个家年月日%成倍美港人民币以上/",
        max_size=200,
    )
)
def test_engines_agree_on_soup(text: str) -> None:
    both(text)


def test_trie_takes_the_longest() -> None:
    pattern = _engine.compile_pattern(_engine.trie(["人", "人次", "人民币", "a.b"]))
    for text, found in [("人次", "人次"), ("人民", "人"), ("人民币", "人民币"), ("a.b", "a.b")]:
        match = pattern.match(text)
        assert match is not None and match[0] == found
    assert pattern.match("axb") is None
    assert _numerals.LEADS
