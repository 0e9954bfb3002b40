"""Whom a number is said of, where the text makes it plain: a project, a firm, a place that stands before or behind it."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import compile_pattern, trie
from jjj_parse._indicator import Span
from jjj_parse._indicator_words import WORDS, trimmed

_FILLER = rf"(?: {trie([*WORDS['lead'], *WORDS['verb'], *WORDS['state'], *WORDS['filler']])} )*"
_ENDS = trie(WORDS["subject"])
_NAME = r"(?: [A-Za-z0-9·\-\u3400-\u9fff] | \( [\u3400-\u9fff]{1,8} \) )"
_FILLED = compile_pattern(rf"{_FILLER} \Z")
_NAMED = compile_pattern(rf"(?: [^的]{{0,24}} 的 )?+ (?P<name> {_NAME}{{2,28}}? {_ENDS} ) {_FILLER} \Z")
_PLACED = compile_pattern(
    rf"""
    (?P<name> 全[省市县区国镇乡村州] | 该[省市县区镇乡村]
      | [\u3400-\u9fff]{{2,8}}? (?: 省 | 市 (?! [民场] ) | 县 | 区 (?! 域 ) | 州 | 镇 | 乡 )
    ) {_FILLER} \Z
    """
)
_BEHIND = compile_pattern(rf"(?: \( [^()\n]{{1,24}} \) | \) )? 的 (?P<name> {_NAME}{{2,28}} )")
_END = compile_pattern(rf".* {_ENDS}")
_CLAUSE = compile_pattern(r"[,，。;；:：!！?？\n、\"“”《》]")
_KINDS_OF = compile_pattern(
    rf"(?: {trie(WORDS['kind_of'])} )* {_ENDS}"
)
"""工业项目, 重点项目: a kind of thing, no name of one."""
_LONGEST = 60


class Before(NamedTuple):
    """What stands before an indicator in its clause: `span` of a subject; `empty` if nothing that could be another one stands there."""

    span: Span | None
    empty: bool


def subject_before(text: str, begin: int, end: int) -> Before:
    """The subject of the clause that ends at `end`; the clause begins at `begin` or later."""
    begin = max(begin, end - _LONGEST)
    for mark in _CLAUSE.finditer(text, begin, end):
        begin = mark.end()
    while begin < end and text[begin] in " )）":
        begin += 1
    placed = _PLACED.match(text, begin, end)
    if placed is not None:
        return Before(placed.span("name"), False)
    if _FILLED.match(text, begin, end):
        return Before(None, True)
    named = _NAMED.match(text, begin, end)
    return Before(None if named is None else _plain(*named.span("name"), text), False)


def subject_behind(text: str, end: int) -> Span | None:
    """The name in 总投资80亿元的华侨城涿州城市客厅项目."""
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    cut = _END.match(match["name"])
    return None if cut is None else _plain(match.start("name"), match.start("name") + cut.end(), text)


def _plain(start: int, end: int, text: str) -> Span | None:
    name = trimmed(text[start:end])
    if len(name) < 4 or _KINDS_OF.fullmatch(name):
        return None
    return end - len(name), end
