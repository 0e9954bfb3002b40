"""Dates, periods, clock times and ranges of them: what the words say. `_calendar` gives them their place."""

from __future__ import annotations

from jjj_parse._engine import closes, compile_pattern, trie
from jjj_parse._reading import Reading
from jjj_parse._rules import time_words
from jjj_parse._rules.almanac import START_WORDS as ALMANAC_WORDS
from jjj_parse._rules.date_range import inherit, is_reversed, months_apart, second_end, shared_ends
from jjj_parse._rules.duration import lasts, read_length
from jjj_parse._rules.elapsed import read_ago, read_window
from jjj_parse._rules.point import DAYS_OF_PARTS, Point, is_impossible, read_point
from jjj_parse._rules.time_words import (
    AFTER,
    AFTER_CLOCK,
    DAYPARTS,
    ERAS,
    FUTURE_WINDOW,
    MAY_BE_TIME,
    NUMBER_LEADS,
    NUMBERED_YEAR,
    NUMERAL_CHARS,
    PAST_WINDOW,
    PLANS,
    VAGUE,
)
from jjj_parse._rules.when import Step
from jjj_parse._rules.when import When as When
from jjj_parse._rules.year import in_republic, is_year

_BEFORE = time_words.shape("before")
_NOT_DATE = time_words.shape("not_date")
_WILL = compile_pattern(lambda: trie(time_words.shape("future").words))
_STARTING = time_words.shape("year", "told_year", "day", "told_day", "told_month", "told_period").words
_PREFIXES = [
    prefix + unit
    for prefix in time_words.shape("relative").words
    for unit in (*time_words.shape("relative_unit").words, *time_words.shape("weekday_unit").words)
]
START_WORDS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *_STARTING, *_PREFIXES, *PLANS.words, *DAYPARTS.words, *PAST_WINDOW.words, *FUTURE_WINDOW.words, *VAGUE.words,
            *ALMANAC_WORDS,
            *(word for words in time_words.ALONE.values() for word in words.words),
            *(day + part for day in DAYS_OF_PARTS for part in DAYPARTS.words),
            *time_words.shape("weekday_unit").words,
            "公元", "西元", "民国", "中华民国", "元月", "第", "前", "Q",
        ]
    )
)  # fmt: skip
"""The words, other than numerals, with which a date may start."""
STARTS: frozenset[str] = frozenset(word[0] for word in START_WORDS)
"""Their first characters."""

_NO_NUMBER_BEFORE = frozenset("年月周季前第")
_SO_FAR = "以来"
_NEAR = 12
_CLAUSE_END = "，。；,;!?！？\n"


def read_date(text: str, pos: int, *, republic: bool = False) -> Reading | None:
    """The longest date, period, clock time or range of them that starts at `pos`; None if there is none.

    The span is the core: words such as 起, 以来, 前, 截至 lie outside and become the modifier. What may as well be no date
    (3/4, 3.10, 3号, 20年) and what is an impossible one (2月30日) is refused. `republic`: 109年 is a year of the Republic.

    >>> reading = read_date("截至5月27日", 2)
    >>> reading.end, reading.modifier
    (7, 'until')
    """
    return read_date_beside(text, pos, read_length(text, pos), republic=republic)


def read_date_beside(text: str, pos: int, length: Reading | None, *, republic: bool = False) -> Reading | None:
    """The same where the length of time at `pos` has been read already."""
    numbered = NUMBERED_YEAR.match(text, pos)
    if numbered is not None:
        return _expression(text, numbered.end(), republic) if _may_be_numbered(text, pos) else None
    if not _may_start(text, pos):
        return None
    best = _expression(text, pos, republic)
    for reading in (read_ago(text, pos, length) if length else None, read_window(text, pos)):
        if reading is not None and (best is None or reading.end >= best.end):
            best = reading
    vague = VAGUE.match(text, pos)
    if best is None or (vague is not None and vague.end >= best.end) or not _has_place(best, text):
        return None
    return best


def _may_be_numbered(text: str, pos: int) -> bool:
    """Whether the number of a line may stand at `pos`."""
    return pos == 0 or closes(text, pos - 1)


def read_vague(text: str, pos: int) -> Reading | None:
    """A word that fixes no date (近日, 目前): reported only on request. What recurs (每周) has no place at all."""
    word = VAGUE.match(text, pos)
    if word is None or word.value == "set" or (text[pos] in _NO_NUMBER_BEFORE and not _may_start(text, pos)):
        return None
    return Reading(pos, word.end, When((Step("vague", word=word.value),)), "date")


# ------------------------------------------------------------------ where a date may start


def _may_start(text: str, pos: int) -> bool:
    """Nothing that starts inside a number, a word in letters, a date already refused, or a name (二月兰)."""
    if pos >= len(text) or _NOT_DATE.match(text, pos):
        return False
    if text[pos] in NUMBER_LEADS and MAY_BE_TIME.match(text, pos) is None:
        return False
    if pos == 0:
        return True
    here, before = text[pos], text[pos - 1]
    if here in NUMBER_LEADS or (here.isascii() and here.isalnum()):
        counted = before == "数" and here.isdigit()  # 用户数2020年
        if before in NUMERAL_CHARS and not counted and not _WEEKDAY_BEFORE.search(text, max(0, pos - 3), pos):
            return False
        if before in "周期拜" and here in "一二三四五六":
            return False  # the day of a week
        if before in "._/'$￥¥#№" or (before.isascii() and before.isalnum()):
            return False
        if before in "〔[" and not _WRITTEN_OUT.match(text, pos):
            return False
        if before in "-—–~−:" and pos > 1 and (text[pos - 2].isalnum() and text[pos - 2].isascii()):
            return False
        if before in "-—–~−至到" and pos > 1 and text[pos - 2] in "年月日号时点":
            return False  # the end of a range that was refused
        if before in "年月点时" and pos > 1 and (text[pos - 2].isdigit() or text[pos - 2] in NUMERAL_CHARS):
            return False
        return (counted or before not in "第几数") and not text[max(0, pos - _LONGEST_LEAD) : pos].endswith(
            ("公元前", *LUNAR_BEFORE)
        )
    if here in _NO_NUMBER_BEFORE:
        return not (before.isdigit() or before in NUMERAL_CHARS)
    return True


_WEEKDAY_BEFORE = compile_pattern(lambda: rf"(?: {trie(time_words.shape('weekday_unit').words)} ) [一二三四五六] \Z")
_WRITTEN_OUT = compile_pattern(r"(?:19|20)\d\d (?: [-/.] \d{1,2} [-/.] \d | \x20? 年 \x20? \d )")
"""[2020-12-31 18:05] is a date, [2020]10号 a document."""
LUNAR_BEFORE = ("农历", "阴历", "旧历", "闰", "正月", "腊月", "冬月", *ERAS.words)
"""Words after which a number is of another calendar."""
_IN_LIST = compile_pattern(r"\d 、 \Z")
_LONGEST_LEAD = max(map(len, ("公元前", *LUNAR_BEFORE)))
RECURRING = ("每年", "每年的", "每月", "每月的", "每周", "每", "每逢", "每个", "历年")


def _has_place(reading: Reading, text: str) -> bool:
    """Not what recurs (每年9月): that has no place in the calendar, though a clock time may (每天8时). 次日 alone is no date."""
    when: When = reading.value
    if not when.steps:
        return True
    kinds = [step.kind for step in when.steps]
    if when.end is None and when.clock is None and kinds == ["told_day"]:
        return False
    if kinds == ["day"] and _IN_LIST.search(text, max(0, reading.start - 2), reading.start):
        return False  # the end of 3月8、10日
    if kinds == ["day"] and when.end is None and when.clock is None and lasts(text, reading.start, reading.end):
        return False  # 拘留15日
    return not text[max(0, reading.start - 4) : reading.start].rstrip(" ").endswith(RECURRING)


# ------------------------------------------------------------------ dates and ranges


def _expression(text: str, pos: int, republic: bool) -> Reading | None:
    months = months_apart(text, pos)
    if months is not None:
        return _range(text, pos, *months, republic)
    first = read_point(text, pos)
    if first is None:
        shared = shared_ends(text, pos, pos)
        return _range(text, pos, *shared, republic) if shared else None
    if is_impossible(_dated(first, republic).steps):
        return None
    second = second_end(text, first)
    if second is not None:
        return _range(text, pos, first, second, republic)
    shared = shared_ends(text, pos, first.end)
    if shared is not None and shared[1].end > first.end:
        return _range(text, pos, *shared, republic)
    return _single(text, pos, _dated(first, republic), republic)


def _dated(point: Point, republic: bool) -> Point:
    return point._replace(steps=in_republic(point.steps)) if republic else point


def _single(text: str, pos: int, point: Point, republic: bool) -> Reading | None:
    steps = point.steps
    if not steps and not point.certain:
        return None
    if not steps and point.clock is None:
        return None  # 上午 alone
    if steps and not is_year(text, pos, point.end, steps, republic=republic):
        return None
    if _breaks_off(text, point):
        return None
    end = point.end
    if _is_current(steps) and text.startswith(_SO_FAR, end) and point.clock is None:
        when = When((*steps, Step("so_far")))
        return Reading(pos, end + len(_SO_FAR), when, "date")
    modifier, fuzzy = _modifier(text, pos, end, has_clock=point.clock is not None)
    when = When(steps, point.clock, point.daypart, None, fuzzy, told_ahead(text, pos))
    return Reading(pos, end, when, "date", modifier)


def _breaks_off(text: str, point: Point) -> bool:
    """Whether the text goes on with what must be part of the date but is none: 2020年13月, 5月32日, 3月8、10日; 周一至周五 recurs."""
    if point.clock or not point.steps or point.steps[-1].kind not in _GOES_ON:
        return False
    if point.steps[-1].kind == "weekday" and len(point.steps) > 1:
        return False
    return _GOES_ON[point.steps[-1].kind].match(text, point.end) is not None


_GOES_ON = {
    "year": compile_pattern(r"\d{1,2} 月"),
    "month": compile_pattern(r"\d{1,2} (?: 、 | 日 | 号 (?! [线楼院门文令机位室井馆店厅矿]) )"),
    "weekday": compile_pattern(
        lambda: rf"{time_words.TO} (?: {trie(time_words.shape('weekday_unit').words)} ) [一二三四五六日天]"
    ),
}
_CURRENT = ("year+", "month+", "week+", "quarter+", "century+", "day+")


def _is_current(steps: tuple[Step, ...]) -> bool:
    """今年, 本月, 本世纪, 年初, 今年年初: with 以来 they run up to the reference."""
    if len(steps) == 1 and steps[0].kind in _CURRENT:
        return steps[0].first == 0
    last = steps[-1] if steps else None
    begins = last is not None and last.kind == "part" and _begins_year(last)
    return begins and (len(steps) == 1 or (steps[0].kind == "year+" and steps[0].first == 0))


def _begins_year(step: Step) -> bool:
    row = time_words.SCOPES[step.scope].row(step.word)
    return step.scope == "year" and row["from"] == row["to"] == "1"


def _range(text: str, pos: int, first: Point, second: Point, republic: bool) -> Reading | None:
    first, second = _dated(first, republic), _dated(second, republic)
    steps = inherit(first.steps, second.steps)
    if is_reversed(first, second, steps) or is_impossible(steps):
        return None
    if not first.steps and not second.steps and not (first.certain or second.certain):
        return None
    if first.steps and not second.steps and first.clock is None:
        return None
    end = When(steps, second.clock, second.daypart)
    when = When(first.steps, first.clock, first.daypart, end, False, told_ahead(text, pos))
    return Reading(pos, second.end, when, "date")


# ------------------------------------------------------------------ the words around


def _modifier(text: str, start: int, end: int, *, has_clock: bool) -> tuple[str | None, bool]:
    """The modifier that the neighbouring words give, and whether 左右 or 前后 follows."""
    at = end
    if text[at : at + 1] in _CLOSING and text[start - 1 : start] in _OPENING and start:
        at += 1
    after = (AFTER_CLOCK if has_clock else AFTER).match(text, at)
    before = _BEFORE.before(text, start - (text[start - 1 : start] == " "))
    if before is None and text[start - 1 : start] in _OPENING and start:
        before = _BEFORE.before(text, start - 1)
    told = before.value if before else ""
    if after is not None and after.value == "about":
        return told or None, True
    if after is not None:
        return ("until" if told == "until" else after.value), False
    return told or None, False


_OPENING, _CLOSING = '“"「『', '”"」』'


def told_ahead(text: str, pos: int) -> bool:
    """Whether a word such as 预计, 力争 stands before it in the same clause."""
    if _WILL.search(text, max(0, pos - _NEAR), pos) is None:
        return False
    clause = text[max(0, pos - _NEAR) : pos]
    for mark in _CLAUSE_END:
        clause = clause.rpartition(mark)[2]
    return _WILL.search(clause) is not None
