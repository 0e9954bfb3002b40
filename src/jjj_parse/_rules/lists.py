"""Lists that share a unit: 3、5、8万元 are three amounts of 万元."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import chars, compile_pattern
from jjj_parse._rules.amounts import Amount, one_amount, share_scale
from jjj_parse._words import Setting

MARKS = "、和与及"
MARK = compile_pattern(rf"\x20? {chars(MARKS)} \x20?")
_LINE_START = compile_pattern(r"(?: ^ | [\n。;；:：] ) \s* [(（]? $")
_MARK_AFTER = compile_pattern(r"[、)）] | \. (?! \d )")
_LIST_OF_THREE = compile_pattern(r"、 [\d.一二三四五六七八九十百千]{1,12} [、和与及] [\d一二三四五六七八九十]")
_MOST_LINES = 30
_BEFORE_MARK = frozenset("0123456789一二三四五六七八九十百千万亿")
_ORDINALS = compile_pattern("第 [\\d、\\x20]{1,40} $")
_ORDINAL_REACH = 40
_PLAIN_ITEMS = compile_pattern(r"(?: 、 \d++ (?: \.\d++ )? (?= 、 ) ){1,12}+")
MOST_ITEMS = 6
"""A longer list (6 items, 18 in plain digits) is read without its unit, so that each item looks only so far ahead."""


class Listed(NamedTuple):
    """A number of a list: with the scale of the list's last number, and where the unit stands behind that.

    `amount` is None where the sizes of the numbers make it doubtful that they share a scale (300、500、8万元).
    """

    amount: Amount | None
    unit: int


def is_list_mark(text: str, amount: Amount) -> bool:
    """Whether the number counts a line and nothing else: 1、 2. (3). Not the first of a list of three: 3、5、8万元."""
    if not amount.plain or amount.numeral.scale or amount.low not in range(1, _MOST_LINES):
        return False
    if _MARK_AFTER.match(text, amount.end) is None or _LIST_OF_THREE.match(text, amount.end):
        return False
    return _LINE_START.search(text[max(0, amount.start - 3) : amount.start]) is not None


def in_ordinal_list(text: str, pos: int) -> bool:
    """Whether the number at `pos` goes on a list of places in an order: 第3、5、8条."""
    return text[pos - 1 : pos] == "、" and _ORDINALS.search(text[max(0, pos - _ORDINAL_REACH) : pos]) is not None


def _in_list(text: str, start: int) -> bool:
    """Whether the number at `start` goes on a list, so that 和 before the next one is a mark of it too: 3、5和8万元."""
    return text[start - 1 : start] == "、" and text[start - 2 : start - 1] in _BEFORE_MARK


def shared_unit(text: str, amount: Amount, setting: Setting) -> Listed | None:
    """For a number without a unit before 、, or inside such a list before 和: what the unit at the end of the list makes of it; None where none closes it."""
    if not amount.plain or amount.modifier or amount.high is not None:
        return None
    if not text.startswith("、", amount.end) and not _in_list(text, amount.start):
        return None
    # Plain digits between two marks are passed over at once.
    items = _PLAIN_ITEMS.match(text, amount.end) if not amount.numeral.scale else None
    pos = items.end() if items else amount.end
    for _ in range(MOST_ITEMS):
        mark = MARK.match(text, pos)
        following = one_amount(text, mark.end(), setting) if mark else None
        if following is None or not following.plain or following.high is not None or following.modifier:
            return None
        if setting.words.unit_at(text, following.end):
            return Listed(_scaled(amount, following), following.end)
        if following.numeral.scale != amount.numeral.scale:
            return None
        pos = following.end
    return None


def _scaled(amount: Amount, last: Amount) -> Amount | None:
    if last.numeral.scale < 4 or amount.numeral.scale == last.numeral.scale:
        return amount
    if amount.numeral.scale:
        return None
    low = share_scale(amount, last.numeral, most=10)
    return None if low == amount.low else amount._replace(low=low)
