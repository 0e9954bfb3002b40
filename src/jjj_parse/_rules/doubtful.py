"""What is refused as a whole because of a sign in it: 负3年, 零下5至3℃, 3至-5家. No part of it is read alone."""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._reading import REFUSED, Reading
from jjj_parse._rules.amounts import RANGE_MARK, Amount, one_amount
from jjj_parse._rules.duration import read_length
from jjj_parse._rules.lists import MARK, MARKS, MOST_ITEMS, is_list_mark
from jjj_parse._rules.signs import SIGN, is_verb, sign_at
from jjj_parse._words import Setting

_LATER_SIGN = compile_pattern(rf"{trie([*_lexicon.RANGE_MARKS, *MARKS])} \x20? (?: {SIGN} )")
_REACH = 100


def refused(text: str, pos: int, setting: Setting) -> Reading | None:
    """The number at `pos` with its unit, where it has a sign in words that does not belong to its kind: 负3年, 负一层.

    None without such a sign, and where 负 is the verb: 负2场.
    """
    sign = sign_at(text, pos)
    if sign is None or not (sign.spelled and sign.negative):
        return None
    amount = one_amount(text, sign.end, setting)
    if amount is None:
        return None
    unit = setting.words.unit_at(text, amount.end)
    if text[pos] == "负" and is_verb(text, unit.end if unit else amount.end, unit.word if unit else ""):
        return None
    length = read_length(text, sign.end)
    return _refused(pos, max(amount.end, unit.end if unit else 0, length.end if length else 0))


def doubtful_signs(text: str, pos: int, setting: Setting) -> Reading | None:
    """Two numbers or more with one unit, of which not all have a sign, or which share a scale and have signs: 零下5至3℃, 3至-5家, -3、-5万元."""
    if sign_at(text, pos) is None and not _LATER_SIGN.search(text, pos, pos + _REACH):
        return None  # as it is nearly everywhere
    amount = one_amount(text, pos, setting)
    if amount is None or amount.share or amount.high is not None or setting.words.unit_at(text, amount.end):
        return None
    if (mark := RANGE_MARK.match(text, amount.end)) is not None:
        second = one_amount(text, mark.end(), setting)
        if second is None or not _differ(text, amount, second):
            return None
        return _refused(pos, _with_unit(text, second, setting))
    end = None if is_list_mark(text, amount) else _listed(text, amount, setting)
    return _refused(pos, end) if end else None


def _differ(text: str, first: Amount, second: Amount) -> bool:
    """Whether the sign of one end may be meant for both (负3至5%), or only the second has one (3至-5家)."""
    one, other = sign_at(text, first.start), sign_at(text, second.start)
    if one is None:
        return other is not None and other.negative
    return one.spelled and one.negative and other is None


def _listed(text: str, amount: Amount, setting: Setting) -> int | None:
    """The end of the list that `amount` begins, if one of its numbers has a sign and its last one has a unit."""
    end, signed = amount.end, sign_at(text, amount.start) is not None
    for _ in range(MOST_ITEMS):
        mark = MARK.match(text, end)
        following = one_amount(text, mark.end(), setting) if mark else None
        if following is None:
            return None
        signed = signed or sign_at(text, following.start) is not None
        end = following.end
        if setting.words.unit_at(text, end):
            return _with_unit(text, following, setting) if signed else None
    return None


def _with_unit(text: str, amount: Amount, setting: Setting) -> int:
    unit = setting.words.unit_at(text, amount.end)
    return unit.end if unit else amount.end


def _refused(start: int, end: int) -> Reading:
    return Reading(start, end, None, REFUSED)
