"""Dates, periods, clock times and ranges of them: what the words say. `_calendar` gives them their place."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import compile_pattern
from jjj_parse._reading import Reading
from jjj_parse._rules import time_words
from jjj_parse._rules.clock import ClockReading, read_clock, read_daypart
from jjj_parse._rules.duration import read_duration
from jjj_parse._rules.period import is_year, read_steps, small_number_before, weekday_pattern
from jjj_parse._rules.time_words import DAYPARTS, NUMERAL_CHARS, PLANS, RANGE_TO
from jjj_parse._rules.when import LEVEL, Clock, Kind, Step, When
from jjj_parse.types import Duration

_AFTER = time_words.shape("after")
_BEFORE = time_words.shape("before")
_NOT_DATE = time_words.shape("not_date")
_VAGUE = time_words.shape("vague")
_PAST = time_words.shape("past_window")
_FUTURE = time_words.shape("future_window")
_SPENT = time_words.shape("spent")
_WILL = compile_pattern(time_words.trie(time_words.shape("future").words))
_DAY_OF_PART = {"今": 0, "昨": -1, "明": 1}

_STARTING = time_words.shape("year", "told_year", "day", "told_day", "told_month", "told_period").words
_PREFIXES = [
    prefix + unit
    for prefix in time_words.shape("relative").words
    for unit in (*time_words.shape("relative_unit").words, *time_words.shape("weekday_unit").words)
]
START_WORDS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *_STARTING, *_PREFIXES, *PLANS.words, *DAYPARTS.words, *_PAST.words, *_FUTURE.words, *_VAGUE.words,
            *(word for words in time_words.ALONE.values() for word in words.words),
            *(day + part for day in _DAY_OF_PART for part in DAYPARTS.words),
            *time_words.shape("weekday_unit").words,
            "公元", "西元", "民国", "中华民国", "元月", "第", "前", "Q",
        ]
    )
)  # fmt: skip
"""The words, other than numerals, with which a date may start."""
STARTS: frozenset[str] = frozenset(word[0] for word in START_WORDS)
"""Their first characters."""

_NUMBER_LEADS = frozenset("0123456789" + NUMERAL_CHARS + "半")
_NO_NUMBER_BEFORE = frozenset("年月周季前第")
_WEEKDAY_AFTER = compile_pattern(weekday_pattern())
_COMMA = compile_pattern(r"\x20? [,，]? \x20?")
_CLOCK_GLUE = compile_pattern(r"\x20? | T (?=\d)")
_SO_FAR = "以来"
_AGO = compile_pattern(r"之? (?P<side>[前后]) (?! [期景列端往续勤备任卫锋沿台]) | 以 (?P<by>[前后])")
_SINCE = compile_pattern("以来 | 来 (?! [自看说源临到往])")
_NEAR = 12
_CLAUSE_END = "，。；,;!?！？\n"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Point(NamedTuple):
    """One end of a range, or all there is."""

    end: int
    steps: tuple[Step, ...]
    clock: Clock | None = None
    daypart: str = ""
    certain: bool = True


def read_date(text: str, pos: int) -> Reading | None:
    """The longest date, period, clock time or range of them that starts at `pos`; None if there is none.

    The span is the core: words such as 起, 以来, 前, 截至 lie outside and become the modifier. What may as well be no date
    (3/4, 3.10, 3号, 20年) and what is an impossible one (2月30日) is refused.

    >>> reading = read_date("截至5月27日", 2)
    >>> reading.end, reading.modifier
    (7, 'until')
    """
    if not _may_start(text, pos):
        return None
    readings = [_window(text, pos), _ago(text, pos), _expression(text, pos)]
    best = max((r for r in readings if r is not None), key=lambda r: r.end, default=None)
    vague = _VAGUE.match(text, pos)
    if best is None or (vague is not None and vague.end >= best.end) or not _has_place(best, text):
        return None
    return best


def read_vague(text: str, pos: int) -> Reading | None:
    """A word that fixes no date (近日, 目前, 每周): reported only on request."""
    word = _VAGUE.match(text, pos)
    if word is None or (text[pos] in _NO_NUMBER_BEFORE and not _may_start(text, pos)):
        return None
    return Reading(pos, word.end, When((Step("vague", word=word.value),)), "date")


# ------------------------------------------------------------------ where a date may start


def _may_start(text: str, pos: int) -> bool:
    """Nothing that starts inside a number, a word in letters, a date already refused, or a name (二月兰)."""
    if pos >= len(text) or _NOT_DATE.match(text, pos):
        return False
    if pos == 0:
        return True
    here, before = text[pos], text[pos - 1]
    if here in _NUMBER_LEADS or (here.isascii() and here.isalnum()):
        if before in NUMERAL_CHARS or before in "._/:'$￥¥#№〔[" or (before.isascii() and before.isalnum()):
            return False
        if before in "-—–~−" and pos > 1 and (text[pos - 2].isalnum() and text[pos - 2].isascii()):
            return False
        if before in "年月点时" and pos > 1 and (text[pos - 2].isdigit() or text[pos - 2] in NUMERAL_CHARS):
            return False
        return before not in "第几数" and not text[max(0, pos - 3) : pos].endswith(("公元前", *_LUNAR))
    if here in _NO_NUMBER_BEFORE:
        return not (before.isdigit() or before in NUMERAL_CHARS)
    return True


_LUNAR = ("农历", "阴历", "旧历", "闰", "正月", "腊月", "冬月")
_EVERY = ("每年", "每年的", "每月", "每月的", "每周", "每", "每逢", "每个", "历年")


def _has_place(reading: Reading, text: str) -> bool:
    """Not what recurs (每年9月): that has no place in the calendar, though a clock time may (每天8时). 次日 alone is no date."""
    when: When = reading.value
    if not when.steps:
        return True
    if when.end is None and when.clock is None and [step.kind for step in when.steps] == ["told_day"]:
        return False
    return not text[max(0, reading.start - 3) : reading.start].endswith(_EVERY)


# ------------------------------------------------------------------ dates and ranges


def _expression(text: str, pos: int) -> Reading | None:
    first = _point(text, pos)
    if first is None:
        return _shared(text, pos)
    if _impossible(first.steps):
        return None
    second = _second(text, first)
    if second is not None:
        return _range(text, pos, first, second)
    shared = _shared(text, pos)
    if shared is not None and shared.end > first.end:
        return shared
    return _single(text, pos, first)


def _single(text: str, pos: int, point: _Point) -> Reading | None:
    steps = point.steps
    if not steps and not point.certain:
        return None
    if not steps and point.clock is None:
        return None  # 上午 alone
    if steps and not is_year(text, pos, point.end, steps):
        return None
    if _breaks_off(text, point):
        return None
    end = point.end
    if _is_current(steps) and text.startswith(_SO_FAR, end) and point.clock is None:
        when = When((*steps, Step("so_far")))
        return Reading(pos, end + len(_SO_FAR), when, "date")
    modifier, fuzzy = _modifier(text, pos, end, steps)
    when = When(steps, point.clock, point.daypart, None, fuzzy, _told_ahead(text, pos))
    return Reading(pos, end, when, "date", modifier)


def _breaks_off(text: str, point: _Point) -> bool:
    """Whether the text goes on with what must be part of the date but is none: 2020年13月, 5月32日."""
    if point.clock or not point.steps or point.steps[-1].kind not in ("year", "month"):
        return False
    return _GOES_ON[point.steps[-1].kind].match(text, point.end) is not None


_GOES_ON = {
    "year": compile_pattern(r"\d{1,2} 月"),
    "month": compile_pattern(r"\d{1,2} (?: 日 | 号 (?! [线楼院门文令机位室井馆店厅矿]) )"),
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


def _range(text: str, pos: int, first: _Point, second: _Point) -> Reading | None:
    steps = _inherit(first.steps, second.steps)
    if _reversed(first, second, steps) or _impossible(steps):
        return None
    if not first.steps and not second.steps and not (first.certain or second.certain):
        return None
    if first.steps and not second.steps and first.clock is None:
        return None
    end = When(steps, second.clock, second.daypart)
    when = When(first.steps, first.clock, first.daypart, end, False, _told_ahead(text, pos))
    return Reading(pos, second.end, when, "date")


def _inherit(first: tuple[Step, ...], second: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of the end of a range: what it leaves out, it has from the start."""
    if not second:
        return first
    level = LEVEL.get(second[0].kind, 3)
    if second[0].kind == "part":
        level = {"year": 3, "quarter": 4, "month": 5}.get(second[0].scope, 3)
    return (*(step for step in first if LEVEL.get(step.kind, 9) < level), *second)


def _point(text: str, pos: int, state: str = "start", daypart: str = "") -> _Point | None:
    """Steps, then a clock time or a part of the day; or a clock time alone."""
    steps: tuple[Step, ...] = ()
    end, day = pos, False
    leading = _leading_weekday(text, pos) if state == "start" else None
    if leading is not None:
        return _with_clock(text, *leading)
    if state == "start" and (tonight := _day_with_part(text, pos)):
        return tonight
    taken = read_steps(text, pos, state) if state != "clock" else None
    if taken is not None:
        steps, end, day = taken.steps, taken.end, taken.state == "day"
        return _with_clock(text, _after_weekday(text, end, steps), steps) if day else _Point(end, steps)
    clock = read_clock(text, pos, daypart)
    return _Point(clock.end, (), clock.clock, clock.daypart, clock.certain) if clock else None


def _leading_weekday(text: str, pos: int) -> tuple[int, tuple[Step, ...]] | None:
    """周日, 二月十日: the date counts."""
    match = _WEEKDAY_AFTER.match(text, pos)
    if match is None:
        return None
    comma = _COMMA.match(text, match.end())
    taken = read_steps(text, comma.end() if comma else match.end())
    if taken is None or taken.state != "day" or taken.steps[0].kind not in ("year", "month"):
        return None
    return taken.end, taken.steps


def _after_weekday(text: str, end: int, steps: tuple[Step, ...]) -> int:
    """The end of 10月12日(星期一): the day of the week belongs to the date."""
    if steps[-1].kind in ("weekday", "nth_weekday"):
        return end
    match = _WEEKDAY_AFTER.match(text, end)
    return match.end() if match else end


def _with_clock(text: str, end: int, steps: tuple[Step, ...]) -> _Point:
    glue = _CLOCK_GLUE.match(text, end)
    at = glue.end() if glue else end
    clock = read_clock(text, at)
    if clock is not None:
        return _Point(clock.end, steps, clock.clock, clock.daypart)
    part = read_daypart(text, at)
    return _Point(part.end, steps, None, part.word) if part else _Point(end, steps)


def _day_with_part(text: str, pos: int) -> _Point | None:
    """今晚, 昨夜, 明早, with a clock time or without."""
    if text[pos : pos + 1] not in _DAY_OF_PART:
        return None
    part = read_daypart(text, pos + 1)
    if part is None:
        return None
    point = _with_clock(text, pos + 1, (Step("day+", _DAY_OF_PART[text[pos]]),))
    return point if point.end > pos + 1 else None


def _second(text: str, first: _Point) -> _Point | None:
    """The other end of the range that `first` begins."""
    mark = RANGE_TO.match(text, first.end)
    if mark is None:
        return None
    at = mark.end()
    if first.clock is not None:
        second = _point(text, at, daypart=first.daypart)
        if second is None or second.clock is None:
            return None
        return _same_half_of_day(text, at, first, second)
    if "起" in mark[0] and (after := _bound_after(text, at)) and after.value == "before":
        return None  # 自3月起到9月之前: two dates
    state = "week" if first.steps and first.steps[0].kind == "week+" and first.steps[-1].kind == "weekday" else "start"
    return _point(text, at, state) or _lone_number_end(text, at, first)


def _bound_after(text: str, at: int) -> time_words.Word | None:
    """The word for a bound after the date at `at`."""
    point = _point(text, at)
    return _AFTER.match(text, point.end) if point else None


def _lone_number_end(text: str, at: int, first: _Point) -> _Point | None:
    """The year that ends 2008.03-2009; nothing else goes without its unit."""
    if [step.kind for step in first.steps] != ["year", "month"]:
        return None
    year = small_number_before(text, at, "year")
    if year is None or text[year[0] : year[0] + 1].isalnum():
        return None
    return _Point(year[0], (Step("year", year[1]),))


def _same_half_of_day(text: str, at: int, first: _Point, second: _Point) -> _Point:
    """下午1点到3点: the end lies in the same half of the day, unless that puts it before the start."""
    own: ClockReading | None = read_clock(text, at)
    if own is None or own.daypart or second.steps or not first.daypart or first.clock is None:
        return second
    later = second.clock is not None and second.clock.seconds() > first.clock.seconds()
    return second if later else second._replace(clock=own.clock, daypart="")


_SHAREABLE: tuple[Kind, ...] = ("year", "month", "quarter", "day")


def _shared(text: str, pos: int) -> Reading | None:
    """1-9月, 2016-2020年, 5月20-22日, 9~11点: the first number takes its unit from the second."""
    prefix = _prefix(text, pos)
    for end, steps, state, daypart in prefix:
        for kind in _SHAREABLE if not daypart else ():
            point = _shared_number(text, end, kind, steps, state)
            if point is not None:
                return _range(text, pos, *point)
        if (clocks := _shared_hour(text, end, steps, daypart)) is not None:
            return _range(text, pos, *clocks)
    return None


def _prefix(text: str, pos: int) -> list[tuple[int, tuple[Step, ...], str, str]]:
    """What may stand before the first number: nothing, or a date that the number goes on with."""
    found: list[tuple[int, tuple[Step, ...], str, str]] = []
    taken = read_steps(text, pos)
    if taken is not None and taken.state in ("year", "month", "day"):
        found.append((taken.end + (text[taken.end : taken.end + 1] == " "), taken.steps, taken.state, ""))
    if text[pos] in _NUMBER_LEADS:
        found.append((pos, (), "start", ""))
    end, steps = (taken.end, taken.steps) if taken is not None and taken.state == "day" else (pos, ())
    if taken is None and text[pos : pos + 1] in _DAY_OF_PART:
        end, steps = pos + 1, (Step("day+", _DAY_OF_PART[text[pos]]),)
    if part := read_daypart(text, end):
        found.append((part.end, steps, "clock", part.word))
    return found


def _shared_number(
    text: str, pos: int, kind: Kind, steps: tuple[Step, ...], state: str
) -> tuple[_Point, _Point] | None:
    number = small_number_before(text, pos, kind)
    mark = RANGE_TO.match(text, number[0]) if number else None
    if number is None or mark is None or (steps and LEVEL[kind] <= LEVEL.get(steps[-1].kind, 0)):
        return None
    at = mark.end()
    second = _point(text, at)
    if kind == "year" and (second is None or second.steps[:1] == ()):
        return None
    if second is None or not second.steps or second.steps[0].kind != kind or second.clock is not None:
        return None
    if kind == "day" and not text.startswith(("日", "号"), second.end - 1):
        return None
    last = second.steps[0].first
    if kind != "year" and last <= number[1]:
        return None
    return _Point(number[0], (*steps, Step(kind, number[1]))), second


def _shared_hour(
    text: str, pos: int, steps: tuple[Step, ...], daypart: str
) -> tuple[_Point, _Point] | None:
    number = time_words.read_small(text, pos)
    mark = RANGE_TO.match(text, number[0]) if number else None
    second = read_clock(text, mark.end(), daypart) if mark else None
    if number is None or second is None or ":" in text[pos : second.end] or number[1] > 24:
        return None
    first = read_clock(f"{number[1]}点整", 0, daypart)
    if first is None or not first.clock.seconds() < second.clock.seconds():
        return None
    certain = bool(daypart or steps) or second.certain
    return (
        _Point(number[0], steps, first.clock, daypart, certain),
        _Point(second.end, (), second.clock, second.daypart, certain),
    )


# ------------------------------------------------------------------ what cannot be


def _impossible(steps: tuple[Step, ...]) -> bool:
    """2月30日, 2019年2月29日."""
    by_kind = {step.kind: step.first for step in steps}
    month, day, year = by_kind.get("month"), by_kind.get("day"), by_kind.get("year")
    if month is not None and not 1 <= month <= 12:
        return True
    if day is None:
        return False
    if month is None:
        return not 1 <= day <= 31
    if not 1 <= day <= _MONTH_DAYS[month - 1]:
        return True
    return month == 2 and day == 29 and year is not None and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))


def _reversed(first: _Point, second: _Point, steps: tuple[Step, ...]) -> bool:
    """Whether both ends are absolute and the second lies before the first."""
    ends = []
    for own, clock in ((first.steps, first.clock), (steps, second.clock)):
        by_kind = {step.kind: step.first for step in own}
        if "year" not in by_kind:
            return False
        ends.append((by_kind["year"], by_kind.get("month"), by_kind.get("day"), clock.seconds() if clock else None))
    for low, high in zip(*ends, strict=True):
        if low is None or high is None or low < high:
            return False
        if low > high:
            return True
    return False


# ------------------------------------------------------------------ the words around


def _modifier(text: str, start: int, end: int, steps: tuple[Step, ...]) -> tuple[str | None, bool]:
    """The modifier that the neighbouring words give, and whether 左右 or 前后 follows."""
    at = end
    if text[at : at + 1] in _CLOSING and text[start - 1 : start] in _OPENING and start:
        at += 1
    after = _AFTER.match(text, at)
    before = _BEFORE.before(text, start)
    if before is None and text[start - 1 : start] in _OPENING and start:
        before = _BEFORE.before(text, start - 1)
    told = before.value if before else ""
    if after is not None and after.value == "about":
        return told or None, True
    if after is not None:
        return ("until" if told == "until" else after.value), False
    return told or None, False


_OPENING, _CLOSING = "“\"「『", "”\"」』"


def _told_ahead(text: str, pos: int) -> bool:
    """Whether a word such as 预计, 力争 stands before it in the same clause."""
    clause = text[max(0, pos - _NEAR) : pos]
    for mark in _CLAUSE_END:
        clause = clause.rpartition(mark)[2]
    return _WILL.search(clause) is not None


# ------------------------------------------------------------------ lengths of time that give a date


def _length(text: str, pos: int) -> tuple[int, Duration, str] | None:
    """A length of time that is one number: its end, value and the unit (`YMWDHmS`) that gives the grain."""
    reading = read_duration(text, pos)
    if reading is None or not isinstance(reading.value, Duration) or reading.modifier is not None:
        return None
    return reading.end, reading.value, _grain(reading.value)


def _grain(value: Duration) -> str:
    date_part, _, time_part = value.iso.partition("T")
    return time_part[-1].replace("M", "m") if time_part else date_part[-1]


def _days(text: str, pos: int) -> tuple[int, Duration, str] | None:
    """3日 after 近 or before 前 counts days."""
    number = time_words.read_small(text, pos)
    if number is None or not text.startswith("日", number[0]):
        return None
    value = read_duration(f"{number[1]}天", 0)
    return (number[0] + 1, value.value, "D") if value and isinstance(value.value, Duration) else None


def _window(text: str, pos: int) -> Reading | None:
    """近三年, 最近12个月, 过去一年来, 未来五年: the length of time up to the reference, or from it on."""
    for words, side in ((_PAST, -1), (_FUTURE, 1)):
        word = words.match(text, pos)
        if word is None:
            continue
        length = _length(text, word.end) or _days(text, word.end)
        if length is None or (word.word == "近" and _is_spent(text, pos, length[0])):
            return None
        end, value, grain = length
        if side < 0 and (since := _SINCE.match(text, end)):
            end = since.end()
        step = Step("window", side, word=grain, months=value.months, seconds=value.seconds)
        return Reading(pos, end, When((step,)), "date")
    return None


def _is_spent(text: str, start: int, end: int) -> bool:
    """历时近三年, 近三年时间: nearly three years."""
    return _SPENT.before(text, start) is not None or text.startswith(("时间", "的时间", "历史", "的历史", "之久"), end)


def _ago(text: str, pos: int) -> Reading | None:
    """三天前, 两年后, 2小时后; 五年来, 3年以来."""
    if text[pos] not in _NUMBER_LEADS:
        return None
    length = _length(text, pos)
    if length is None:
        return None
    end, value, grain = length
    if match := _AGO.match(text, end):
        side = -1 if (match["side"] or match["by"]) == "前" else 1
        step = Step("ago", side, word=grain, months=value.months, seconds=value.seconds)
        return _on_that_day(text, pos, match.end(), step)
    if (match := _SINCE.match(text, end)) and grain in "YMWD":
        step = Step("window", -1, word=grain, months=value.months, seconds=value.seconds)
        return Reading(pos, match.end(), When((step,)), "date")
    return None


def _on_that_day(text: str, pos: int, end: int, step: Step) -> Reading:
    """三天后, with the clock time that may follow: 三天后的上午9时."""
    if step.word != "D":
        return Reading(pos, end, When((step,)), "date")
    point = _with_clock(text, end + text.startswith("的", end), (step,))
    if point.clock is None:
        return Reading(pos, end, When((step,)), "date")
    return Reading(pos, point.end, When((step,), point.clock), "date")
