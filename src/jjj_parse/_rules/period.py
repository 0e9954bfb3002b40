"""The steps of a date from coarse to fine: 2019年 一季度 末, 下 周 三, 去年 8月 底, 2023年 3月 第二 周."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from jjj_parse._engine import compile_pattern, trie
from jjj_parse._rules import time_words
from jjj_parse._rules.almanac import STARTS as ALMANAC_STARTS
from jjj_parse._rules.almanac import read_almanac
from jjj_parse._rules.time_words import ALONE, NUMBER, PLANS, RANGE_TO, SCOPES, value_of
from jjj_parse._rules.when import Kind, Step
from jjj_parse._rules.year import digits, read_year


class Taken(NamedTuple):
    """Steps read up to `end`; `state` says of what the next step may be a part."""

    end: int
    steps: tuple[Step, ...]
    state: str


Reader: TypeAlias = Callable[[str, int], Taken | None]

_UNITS = r"(?: 个 )? \x20? (?P<unit> 季度 | 月 (?![薪租均供龄底末初中]) | 星期 | 礼拜 | 周 (?![边围期岁长末年]) | 天 | 日 (?!游) )"
_UNIT_KIND = {"季度": "quarter", "月": "month", "星期": "week", "礼拜": "week", "周": "week", "天": "day", "日": "day"}

_DECADE = compile_pattern(r"(?P<decade> (?:[12]\d)? \d0 | [二三四五六七八九]十 | [零〇][零〇] | 一[零〇] ) \x20? 年代")
_NEAR = 8
"""A century or decade is no longer; its pattern is compiled where the word stands there."""
_CENTURY = compile_pattern(rf"(?P<century>{NUMBER}) \x20? 世纪")
_MONTH = compile_pattern(
    rf"(?: (?P<month>{NUMBER}) \x20? 月 | (?P<first>元月) ) (?: 份 (?! [额子] ) )? (?! [龄薪租嫂供] | 份 | 球 )"
)
_DAY = compile_pattern(rf"(?P<day>{NUMBER}) \x20? (?P<unit> 日 | 号 (?! [线楼院门文令机位室井馆店厅矿]) )")
_LONE_DAY_NOT = compile_pattern(
    r"号 | 日? (?: 内 | 以内 | 之内 | 游 | 龄 | 元 | 以上 | 以下 | 均 | 本 | 产 | 报 | 线 (?! [上下] ) )"
)
_BARE_DAY = compile_pattern(r"(?P<day>\d{1,2}) (?= $ | [,，。；;)）] )")
_QUARTER = compile_pattern(
    # 2027年第二季 is how Taiwan and Hong Kong write it; without a year 第二季 may be the second of anything.
    r"(?: 第? (?P<quarter>[1-4一二三四]) (?: 季度 | (?<= 年第[1-4一二三四] ) 季 (?! 度 ) ) | (?<![A-Za-z]) Q(?P<letter>[1-4]) (?![\dA-Za-z]) )"
)
_SPAN = compile_pattern(rf"(?P<side> 前 | 头 | 后 | 最后 ) \x20? (?P<count>{NUMBER}|两) {_UNITS}")
_NTH = compile_pattern(rf"第 (?P<count>{NUMBER}) {_UNITS}")
_NTH_WEEKDAY = compile_pattern(
    lambda: (
        rf"第 (?P<count>{NUMBER}) 个? (?: {trie(time_words.shape('weekday_unit').words)} ) (?P<day>[一二三四五六日天])"
    )
)
_WEEKDAY = compile_pattern(
    lambda: (
        rf"(?: {trie(time_words.shape('weekday_unit').words)} ) (?P<day>[一二三四五六日天]) (?! [周片围圈带线项些] | 起?次 )"
    )
)
_YMD = compile_pattern(
    r"(?P<year>[12]\d{3}) (?P<mark>[-/.]) (?P<month>\d{1,2}) (?P=mark) (?P<day>\d{1,2})"
    r" (?! \d | [/.] (?! [12]\d{3}[-/.] ) \d | - (?! [12]\d{3}[-/.] | \d{1,2} [/.] \d{1,2} (?! [\d./] ) ) \d )"
)
_BLANK_YMD = compile_pattern(
    r"(?P<year>(?:19|20)\d\d) \x20 (?P<month>0[1-9]|1[0-2]) \x20 (?P<day>[0-3]\d) (?! [\d.%] | \x20\d )"
)
_YM = compile_pattern(r"(?P<year>(?:19|20)\d\d) (?P<mark>[-.]) (?P<month>0[1-9]|1[0-2]) (?![\d.%年月日个万亿])")
_MD = compile_pattern(r"(?P<month>0\d|1[0-2]) - (?P<day>[0-3]\d) (?= \x20 \d{1,2}:\d\d )")

_YEARS = time_words.shape("year", "told_year")
_DAYS = time_words.shape("day", "told_day")
_MONTHS = time_words.shape("told_month")
_SAME = time_words.shape("told_period")
_RELATIVE = time_words.shape("relative")
_RELATIVE_UNIT = time_words.shape("relative_unit")
_WEEKDAYS = time_words.shape("weekday")
_WEEKDAY_UNITS = time_words.shape("weekday_unit")
_SPAN_STARTS = "前头后最"
_KIND: dict[str, Kind] = {
    row: "told_year" if row in time_words.shape("told_year").words else "year+" for row in _YEARS.words
} | {row: "told_day" if row in time_words.shape("told_day").words else "day+" for row in _DAYS.words}  # fmt: skip


def weekday_pattern() -> str:
    """A pattern for 星期三, 周三 after a date, in brackets or not."""
    unit = trie(time_words.shape("weekday_unit").words)
    return rf"\x20? [,，]? \x20? (?: [(（] (?:{unit}) [一二三四五六日天] [)）] | (?:{unit}) [一二三四五六日天] )"


# ------------------------------------------------------------------ years


def _year(text: str, pos: int) -> Taken | None:
    year = read_year(text, pos)
    return Taken(year.end, year.steps, "year") if year else None


def _relative_year(text: str, pos: int) -> Taken | None:
    word = _YEARS.match(text, pos)
    return Taken(word.end, (Step(_KIND[word.word], int(word.value)),), "year") if word else None


def _numeric(text: str, pos: int) -> Taken | None:
    """2020-06-08, 2019/04/19, 2019.9.6; 2020-06 and 2008.03; 09-01 before a clock time."""
    if match := _YMD.match(text, pos) or _BLANK_YMD.match(text, pos):
        return Taken(match.end(), _numeric_steps(match, "year", "month", "day"), "day")
    if match := _YM.match(text, pos):
        if match["mark"] == "-" or RANGE_TO.match(text, match.end()):  # 2020.06 alone is a number
            return Taken(match.end(), _numeric_steps(match, "year", "month"), "month")
        return None
    if match := _MD.match(text, pos):
        return Taken(match.end(), _numeric_steps(match, "month", "day"), "day")
    return None


def _numeric_steps(match: re.Match[str], *kinds: Kind) -> tuple[Step, ...]:
    return tuple(Step(kind, int(match[kind])) for kind in kinds)


def _century(text: str, pos: int) -> Taken | None:
    match = _CENTURY.match(text, pos) if "世纪" in text[pos : pos + _NEAR] else None
    if match is None or not 1 <= value_of(match["century"]) <= 21:
        return None
    return Taken(match.end(), (Step("century", value_of(match["century"])),), "century")


def _decade(text: str, pos: int) -> Taken | None:
    match = _DECADE.match(text, pos) if "年代" in text[pos : pos + _NEAR] else None
    if match is None:
        return None
    word = match["decade"]
    value = int(word) if word.isascii() else time_words.HAN_NUMBERS.get(word) or digits(word)
    return Taken(match.end(), (Step("decade", value),), "decade")


def _plan(text: str, pos: int) -> Taken | None:
    """“十四五”; 一五 to 十五 only in quotes or before 时期, 期间, 规划 …"""
    word = PLANS.match(text, pos)
    if word is None or (pos and text[pos - 1] in time_words.NUMERAL_CHARS + "第"):
        return None
    row, end = PLANS.row(word.word), word.end
    if not row["alone"] and _OF_LAW.match(text, end):
        return None
    quoted = text[pos - 1 : pos] in _QUOTES and text[end : end + 1] in _QUOTES and pos > 0
    if not quoted and not (row["alone"] and not _PLAN_NOT.match(text, end)) and not _PLAN_FOLLOWS.match(text, end):
        return None
    step = Step("plan", int(row["from"]), int(row["to"]))
    if quoted and (part := SCOPES["plan"].match(text, end + 1)):
        return Taken(part.end, (step, Step("part", word=part.word, scope="plan")), "")
    return Taken(end, (step,), "plan")


_QUOTES = "“”\"'「」『』‘’"
_PLAN_FOLLOWS = compile_pattern("时期 | 期间 | 规划 | 计划 | 期末 | 以来 | 末期? | 初期")
_OF_LAW = compile_pattern(time_words.PLAN_OF_LAW)
_PLAN_NOT = compile_pattern("[十百千万亿\\d名个家项年月日号点米元届次万]")

# ------------------------------------------------------------------ parts of a year


def _relative_unit(text: str, pos: int) -> Taken | None:
    """上月, 本周, 下个季度, 上世纪."""
    prefix = _RELATIVE.match(text, pos)
    if prefix is None:
        return None
    unit = _RELATIVE_UNIT.match(text, prefix.end)
    if unit is None or (unit.word == "年" and len(prefix.word) == 1) or (unit.word == "半年" and len(prefix.word) < 2):
        return None
    kinds: dict[str, Kind] = {
        "year": "year+", "half": "half+", "quarter": "quarter+", "month": "month+", "week": "week+", "century": "century+",
    }  # fmt: skip
    end = unit.end + (
        unit.value == "month" and text.startswith("份", unit.end) and not text.startswith("份额", unit.end)
    )
    state = {"half": ""}.get(unit.value, unit.value)
    return Taken(end, (Step(kinds[unit.value], int(prefix.value)),), state)


def _quarter(text: str, pos: int) -> Taken | None:
    match = _QUARTER.match(text, pos)
    if match is None:
        return None
    word = match["quarter"] or match["letter"]
    return Taken(match.end(), (Step("quarter", value_of(word)),), "quarter")


def _month(text: str, pos: int) -> Taken | None:
    match = _MONTH.match(text, pos)
    if match is None:
        return None
    month = 1 if match["first"] else value_of(match["month"])
    return Taken(match.end(), (Step("month", month),), "month") if 1 <= month <= 12 else None


def _told_month(text: str, pos: int) -> Taken | None:
    word = _MONTHS.match(text, pos)
    return Taken(word.end, (Step("told_month", int(word.value)),), "month") if word else None


def _same_period(text: str, pos: int) -> Taken | None:
    word = _SAME.match(text, pos)
    return Taken(word.end, (Step("told_period"),), "") if word else None


def _span(text: str, pos: int, allowed: tuple[str, ...]) -> Taken | None:
    """前三季度, 前5个月, 后三月, 前4天: so many from the start or the end."""
    match = _SPAN.match(text, pos)
    if match is None or _UNIT_KIND[match["unit"]] not in allowed:
        return None
    side: Kind = "first" if match["side"] in "前头" else "last"
    return Taken(match.end(), (Step(side, value_of(match["count"]), word=_UNIT_KIND[match["unit"]]),), "")


def _nth(text: str, pos: int, allowed: tuple[str, ...]) -> Taken | None:
    """第三个月, 第二周, 第十天, 第一个周二."""
    if match := _NTH_WEEKDAY.match(text, pos):
        weekday = int(_WEEKDAYS.row(match["day"])["value"])
        return Taken(match.end(), (Step("nth_weekday", value_of(match["count"]), weekday),), "day")
    match = _NTH.match(text, pos)
    if match is None or _UNIT_KIND[match["unit"]] not in allowed:
        return None
    unit = _UNIT_KIND[match["unit"]]
    return Taken(match.end(), (Step("nth", value_of(match["count"]), word=unit),), unit)


def _bare_span(text: str, pos: int) -> Taken | None:
    """前三季度, 前5个月 without a year before them."""
    if pos and text[pos - 1] in "以之目此年天月周日提":
        return None
    taken = _span(text, pos, ("quarter", "month"))
    return taken if taken and taken.steps[0].kind == "first" and text[pos] == "前" else None


def _part(scope: str) -> Reader:
    def reader(text: str, pos: int) -> Taken | None:
        word = SCOPES[scope].match(text, pos)
        return Taken(word.end, (Step("part", word=word.word, scope=scope),), f"{scope} part") if word else None

    return reader


def _lone_part(text: str, pos: int) -> Taken | None:
    """年底, 上半年, 中旬: the year or month is the one meant by the context."""
    if pos and text[pos - 1] in time_words.NUMERAL_CHARS + "0123456789":
        return None
    for scope, words in ALONE.items():
        if word := words.match(text, pos):
            return Taken(word.end, (Step("part", word=word.word, scope=scope),), f"{scope} part")
    return None


# ------------------------------------------------------------------ days


def read_day(text: str, pos: int) -> Taken | None:
    """20日, 20号; without a unit only where the clause ends (1月3)."""
    match = _DAY.match(text, pos) or _BARE_DAY.match(text, pos)
    if match is None or not 1 <= value_of(match["day"]) <= 31:
        return None
    return Taken(match.end(), (Step("day", value_of(match["day"])),), "day")


def _lone_day(text: str, pos: int) -> Taken | None:
    """20日 without a month; never 3号 (a building), 一日 (one day), 3日内 (a length)."""
    match = _DAY.match(text, pos)
    if match is None or _LONE_DAY_NOT.match(text, match.start("unit")) or match["day"] in ("一", "二", "三"):
        return None
    if text.startswith("的", match.end()) or not 1 <= value_of(match["day"]) <= 31:
        return None
    return Taken(match.end(), (Step("day", value_of(match["day"])),), "day")


def _relative_day(text: str, pos: int) -> Taken | None:
    word = _DAYS.match(text, pos)
    return Taken(word.end, (Step(_KIND[word.word], int(word.value)),), "day") if word else None


def _weekday(text: str, pos: int) -> Taken | None:
    """周三, 星期天."""
    if pos and text[pos - 1] in time_words.NUMERAL_CHARS + "0123456789每逢个至到—–-~":
        return None
    match = _WEEKDAY.match(text, pos)
    return Taken(match.end(), (Step("weekday", int(_WEEKDAYS.row(match["day"])["value"])),), "day") if match else None


def weekday_end(text: str, pos: int) -> Taken | None:
    """周五, or 五 alone, as the end of 本周一至周五."""
    match = _WEEKDAY.match(text, pos)
    if match is None:
        return _day_of_week(text, pos)
    return Taken(match.end(), (Step("weekday", int(_WEEKDAYS.row(match["day"])["value"])),), "day")


def _day_of_week(text: str, pos: int) -> Taken | None:
    """三 after 下周, 上星期; also 周三 after 下周."""
    word = _WEEKDAYS.match(text, pos)
    if word is None or (word.word in "一二三四五六" and text[word.end : word.end + 1] in _AFTER_NO_WEEKDAY):
        return _weekday(text, pos)
    return Taken(word.end, (Step("weekday", int(word.value)),), "day")


def _almanac(text: str, pos: int) -> Taken | None:
    """春节, 腊月初八."""
    day = read_almanac(text, pos)
    return Taken(day.end, (day.step,), "" if day.whole_month else "day") if day else None


_AFTER_NO_WEEKDAY = tuple("个家项名次条十百千万亿周%.")

_Starts: TypeAlias = tuple[tuple[Reader, Iterable[str]], ...]
"""Readers, each with the characters that it can begin at."""
_NUMBERS = frozenset("0123456789") | {name[0] for name in time_words.HAN_NUMBERS}
_YEAR_STARTS = _NUMBERS | time_words.HAN_DIGITS.keys() | set("公西民中元")
_ORDINAL = "第"
_IN_YEAR: _Starts = (
    (_month, _NUMBERS | {"元"}),
    (_quarter, _NUMBERS | set("第Q")),
    (_part("year"), SCOPES["year"].firsts),
    (lambda text, pos: _span(text, pos, ("quarter", "month", "week", "day")), _SPAN_STARTS),
    (lambda text, pos: _nth(text, pos, ("month", "week", "day")), _ORDINAL),
    (_same_period, _SAME.firsts),
    (_almanac, ALMANAC_STARTS),
)
_IN_MONTH: _Starts = (
    (read_day, _NUMBERS),
    (_part("month"), SCOPES["month"].firsts),
    (lambda text, pos: _span(text, pos, ("week", "day")), _SPAN_STARTS),
    (lambda text, pos: _nth(text, pos, ("week", "day")), _ORDINAL),
)
_START: _Starts = (
    (_numeric, "0123456789"),
    (_century, _NUMBERS),
    (_decade, _NUMBERS),
    (_plan, PLANS.firsts),
    (_year, _YEAR_STARTS),
    (_relative_year, _YEARS.firsts),
    (_relative_day, _DAYS.firsts),
    (_told_month, _MONTHS.firsts),
    (_same_period, _SAME.firsts),
    (_lone_part, {char for words in ALONE.values() for char in words.firsts}),
    (_relative_unit, _RELATIVE.firsts),
    (_quarter, _NUMBERS | set("第Q")),
    (_month, _NUMBERS | {"元"}),
    (_bare_span, "前"),
    (_lone_day, _NUMBERS),
    (_weekday, _WEEKDAY_UNITS.firsts),
    (_almanac, ALMANAC_STARTS),
)
_CHAIN: dict[str, _Starts] = {
    "start": _START,
    "century": ((_decade, _NUMBERS), (_part("century"), SCOPES["century"].firsts)),
    "decade": ((_part("decade"), SCOPES["decade"].firsts),),
    "plan": ((_part("plan"), SCOPES["plan"].firsts),),
    "year": _IN_YEAR,
    "quarter": ((_part("quarter"), SCOPES["quarter"].firsts),),
    "year part": ((_part("half"), SCOPES["half"].firsts),),
    "month": _IN_MONTH,
    "week": ((_day_of_week, _WEEKDAYS.firsts | _WEEKDAY_UNITS.firsts), (_part("week"), SCOPES["week"].firsts)),
}
"""What may follow what: from each state the readers of the next step, tried in this order."""


def _by_first(starts: _Starts) -> dict[str, tuple[Reader, ...]]:
    chars = {char for _, own in starts for char in own}
    return {char: tuple(reader for reader, own in starts if char in own) for char in chars}


CHAIN = {state: _by_first(starts) for state, starts in _CHAIN.items()}
"""The same by the character at which the step begins."""
_MOST_STEPS = 6


def read_steps(text: str, pos: int, state: str = "start") -> Taken | None:
    """The longest chain of steps at `pos`; blanks and 的 may stand between them."""
    steps: tuple[Step, ...] = ()
    end = pos
    for _ in range(_MOST_STEPS):
        taken = _next(text, end, state, first=not steps)
        if taken is None:
            break
        steps, end, state = steps + taken.steps, taken.end, taken.state
    return Taken(end, steps, state) if steps else None


def _next(text: str, pos: int, state: str, *, first: bool) -> Taken | None:
    readers = CHAIN.get(state)
    if readers is None:
        return None
    for reader in readers.get(text[pos : pos + 1], ()):
        if taken := reader(text, pos):
            return taken
    if not first and text[pos : pos + 1] in _GLUE:
        for reader in readers.get(text[pos + 1 : pos + 2], ()):
            if taken := reader(text, pos + 1):
                return taken
    return None


_GLUE = (" ", "的")
