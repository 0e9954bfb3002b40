"""Whom a number is said of, where the text makes it plain: a project, a firm, a place that stands before or behind it."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import Longest, compile_pattern, trie
from jjj_parse._fact_types import Span
from jjj_parse._indicator_words import WORDS, run_pattern, trimmed

_FILLERS = Longest(word[::-1] for word in {*WORDS["lead"], *WORDS["verb"], *WORDS["state"], *WORDS["filler"]})
"""Words between a subject and what is said of it, backwards: 共有, 累计完成."""
_ENDS = trie(WORDS["subject"])
_NAME = r"(?: [A-Za-z0-9·\-\u3400-\u9fff] | \( [\u3400-\u9fff]{1,8} \) )"
_NAMED = compile_pattern(rf"(?: [^的]{{0,24}} 的 )?+ (?P<name> {_NAME}{{2,28}}? {_ENDS} ) \Z")
_PLACED = compile_pattern(r"[\u3400-\u9fff]{2,8}? (?: 省 | 市 (?! [民场] ) | 县 | 区 (?! 域 ) | 州 | 镇 | 乡 ) \Z")
_SCOPES = frozenset(first + second for first in "全该" for second in "省市县区国镇乡村州")
_RUN = run_pattern(backwards=False)
_BEHIND = compile_pattern(
    rf"(?: \( [^()\n]{{1,24}} \) | \) )? 的 (?P<name> {_RUN} (?: \( [\u3400-\u9fff]{{1,8}} \) {_RUN} )? )"
)
_END = compile_pattern(rf".* {_ENDS}")
_CLAUSE = compile_pattern(r"[,，。;；:：!！?？\n、\"“”《》]")
_KINDS_OF = compile_pattern(rf"(?: {trie(WORDS['kind_of'])} )* {_ENDS}")
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
    stop = _before_fillers(text, begin, end)
    if text[begin : begin + 2] in _SCOPES and stop <= begin + 2:
        return Before((begin, begin + 2), False)
    if stop == begin:
        return Before(None, True)
    placed = _PLACED.match(text, begin, stop)
    if placed is not None:
        return Before(placed.span(), False)
    named = _NAMED.match(text, begin, stop)
    return Before(None if named is None else _plain(*named.span("name"), text), False)


def _before_fillers(text: str, begin: int, end: int) -> int:
    """Where the fillers that end at `end` begin."""
    back, at = text[begin:end][::-1], 0
    while (word := _FILLERS.at(back, at)) is not None:
        at += len(word)
    return end - at


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
