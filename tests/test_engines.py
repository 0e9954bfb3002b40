"""Patterns keep to the dialect that `re` and `regex` share: both engines find the same."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import jjj_parse
from jjj_parse import _engine, _numerals, _resolve, _shapes
from jjj_parse._options import Options
from rows import all_rows

NEED_EXTRAS = ("jjj_parse._cli", "jjj_parse._interop", "jjj_parse._tables")


def all_patterns() -> dict[str, _engine.Pattern]:
    """Every pattern at the top of a module of the core, once each, and those that are put together of words and options."""
    found: dict[str, _engine.Pattern] = {}
    for _, path, _ in pkgutil.walk_packages(jjj_parse.__path__, "jjj_parse."):
        if path.startswith("jjj_parse._") and not path.startswith(NEED_EXTRAS):
            for name, value in vars(importlib.import_module(path)).items():
                if isinstance(value, _engine.Pattern) and value not in found.values():
                    found[f"{path}.{name}"] = value
    return {
        **found,
        "scanner": _resolve.SCANNER._first,
        "shapes": _shapes.Shapes(Options().setting())._core,
    }


PATTERNS = all_patterns()
TEXTS = [row.text for row in all_rows()]


def spans(pattern: _engine.Pattern, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@cache
def in_the_other_engine(name: str) -> regex.Pattern[str]:
    return regex.compile(PATTERNS[name].pattern, regex.VERBOSE | regex.V0 | regex.ASCII)


def both(text: str) -> None:
    for name, pattern in PATTERNS.items():
        found = [match.span() for match in in_the_other_engine(name).finditer(text)]
        assert spans(pattern, text) == found, (name, text)


def test_patterns_are_of_all_modules() -> None:
    assert len(PATTERNS) > 150
    assert {"jjj_parse._codes.PATTERN", "jjj_parse._rules.money._CLOSED", "scanner", "shapes"} <= set(PATTERNS)


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


def test_a_pattern_is_compiled_at_its_first_use() -> None:
    pattern = _engine.compile_pattern(r"(?P<digit> \d ) | x")
    assert type(pattern) is not _engine.Pattern
    assert pattern.match("1x") and pattern.search("a1") and pattern.fullmatch("x") and not pattern.match("a")
    assert type(pattern) is _engine.Pattern
    assert pattern.match.__self__.flags == _engine.FLAGS  # type: ignore[attr-defined]
    assert [match.lastgroup for match in pattern.finditer("1x")] == ["digit", None]
    with pytest.raises(AttributeError, match="'split', expected one of"):
        _ = _engine.compile_pattern("a").split  # type: ignore[attr-defined]


def test_a_slow_pattern_is_put_together_once_and_late() -> None:
    made: list[str] = []

    def source() -> str:
        made.append("")
        return "[ab]"

    pattern = _engine.compile_pattern(source)
    assert not made
    assert pattern.match("a") and pattern.match("b") and pattern.pattern == "[ab]"
    assert len(made) == 1


def test_a_broken_pattern_says_so_at_each_use() -> None:
    pattern = _engine.compile_pattern("(")
    for _ in range(2):
        with pytest.raises(re.error):
            pattern.match("")


@given(
    st.lists(st.text(alphabet="一二十百人次a.-]^ #", min_size=1, max_size=4), max_size=40),
    st.text(alphabet="一二十百人次a.-]^ #", max_size=6),
)
def test_trie_and_look_up_find_the_longest_word(words: list[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    found = _engine.compile_pattern(_engine.trie(words)).match(text)
    assert (found[0] if found else None) == longest
    for look_up in (_engine.Longest(words), _engine.LaterLongest(lambda: words)):
        assert look_up.at(text, 0) == longest
        assert type(look_up) is _engine.Longest


def test_trie_takes_the_longest() -> None:
    pattern = _engine.compile_pattern(_engine.trie(["人", "人次", "人民币", "a.b"]))
    for text, found in [("人次", "人次"), ("人民", "人"), ("人民币", "人民币"), ("a.b", "a.b")]:
        match = pattern.match(text)
        assert match is not None and match[0] == found
    assert pattern.match("axb") is None
    assert _numerals.LEADS
