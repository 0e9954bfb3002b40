"""Clock times: 17:32:04, 8时8分, 下午3点半, 3:05pm, and the words for parts of the day."""

from __future__ import annotations

from typing import NamedTuple

from jjj_parse._engine import compile_pattern
from jjj_parse._rules.time_words import DAYPARTS, NUMBER, Word, value_of
from jjj_parse._rules.when import Clock


class ClockReading(NamedTuple):
    """A clock time read up to `end`. `certain`: its form can be nothing else (17:32, 下午3点), unlike 3点."""

    end: int
    clock: Clock
    daypart: str
    certain: bool


_COLON = compile_pattern(
    r"""
    (?P<hour>\d{1,2}) : (?P<minute>[0-5]\d) (?: : (?P<second>[0-5]\d) )? (?![\d:%])
    (?: \x20? (?P<half> [aApP] (?: \.?[mM]\.? )? ) (?![A-Za-z]) | [时分] (?! [间段期] ) )?
    """
)
_AM_PM = compile_pattern(r"(?P<hour>\d{1,2}) \x20? (?P<half>[aApP]\.?[mM]\.?) (?![A-Za-z])")
_WORDS = compile_pattern(
    rf"""
    (?P<hour> {NUMBER} | 两 ) \x20?
    (?: (?P<sharp> 点钟 | 点整 | 时整 )
      | (?: 点 | 时 (?! [间段期代候空刻区速效令装差机任光针价] ) )
        (?: (?P<half> 半 (?! [个年月天小] ) )
          | (?P<quarter> [一三13] ) 刻 (?! 钟 )
          | \x20? (?P<minute> {NUMBER} ) \x20? 分 (?! [钟之别公米] )
            (?: \x20? (?P<second> {NUMBER} ) \x20? 秒 (?! 钟 ) )?
          | (?P<bare_minute> [1-5]\d | 0\d | [二三四五]?十[一二三四五六七八九]? | [〇零][一二三四五六七八九] ) (?! [\d〇零一二三四五六七八九十百千万亿%.个多余米元] )
        )?
    )
    """
)
_MORE = compile_pattern(r"[\d〇零一二两三四五六七八九十百千万半]")
_HOUR_ENDS = compile_pattern(
    r"$ | [\s,，。.;；、:!?！？)）”」』\]】—–~-] | 左右 | 前 | 后 | 以前 | 以后 | 之前 | 之后 | 至 | 到 | 开始 | 起 | 许 | 过 | 多钟 | 准时 | 正式 | 出发"
    r" | 的?时候 | 开(?![发放]) | 举行 | 在 | 于"
)
HOUR_WORDS_BEFORE = ("在", "于", "到", "至", "从", "大约", "约", "今", "明", "昨", "每天", "每日", "当日", "当天")
COUNTING_BEFORE = ("第", "这", "提出", "以下", "如下", "作")
_RATIO_BEFORE = compile_pattern(r"比 (?! [赛武拼试如较亚对] ) [^,，。;；、]{0,5} \Z")
_RATIO_AFTER = compile_pattern("[的之]? 比 [例值分率重]")
_NEAR = 6
_NO_HOUR = "(?: 2[5-9] | [3-9]\\d | 1\\d\\d )"
_SCORE_BEFORE = compile_pattern(rf"(?: 以 | (?<! \d ) {_NO_HOUR} : \d{{1,3}} [、,，] \x20? ) \Z")
_SCORE_AFTER = compile_pattern(
    rf"[、,，] \x20? {_NO_HOUR} : \d | 战胜 | 击败 | 战平 | 险胜 | 获胜 | 负于 | 不敌 | 惜败 | 逆转 | 大胜 | 取胜"
)
"""What stands around the score of a game: 以3:20, 23:25、25:18."""


def read_clock(text: str, pos: int, daypart: str = "") -> ClockReading | None:
    """The clock time at `pos`, with the part of the day before it; `daypart` is one that was named for it already."""
    word = read_daypart(text, pos)
    if word is not None:
        pos = word.end + (text[word.end : word.end + 1] == " ")
    named = word.word if word else daypart
    reading = _colon(text, pos) or _am_pm(text, pos) or _words(text, pos)
    if reading is None:
        return None
    if not named:
        return reading
    clock = _in_daypart(reading.clock, named)
    return reading._replace(clock=clock, daypart=named, certain=True)


def read_daypart(text: str, pos: int) -> Word | None:
    """The word for a part of the day at `pos`."""
    return DAYPARTS.match(text, pos)


def daypart_hours(word: str) -> tuple[int, int]:
    """The hours from and to which a part of the day is taken to last."""
    row = DAYPARTS.row(word)
    return int(row["from"]), int(row["to"])


def _in_daypart(clock: Clock, word: str) -> Clock:
    """下午3点 is 15:00, 晚上12点 the midnight that ends the day, 凌晨12点 the one that begins it."""
    row = DAYPARTS.row(word)
    if int(row["pm_from"]) <= clock.hour <= int(row["pm_to"]):
        return clock._replace(hour=clock.hour + 12)
    if clock.hour == 12 and int(row["from"]) == 0:
        return clock._replace(hour=0)
    return clock


def _checked(hour: int, minute: int = 0, second: int = 0, precision: str = "hour") -> Clock | None:
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    return Clock(hour, minute, second, precision)


def _colon(text: str, pos: int) -> ClockReading | None:
    """17:32:04; never what stands in a ratio (比例为10:15)."""
    match = _COLON.match(text, pos)
    if match is None or _RATIO_BEFORE.search(text, max(0, pos - _NEAR), pos) or _RATIO_AFTER.match(text, match.end()):
        return None
    if _SCORE_BEFORE.search(text, max(0, pos - _NEAR), pos) or _SCORE_AFTER.match(text, match.end()):
        return None
    hour = _twelve(int(match["hour"]), match["half"])
    precision = "second" if match["second"] else "minute"
    clock = _checked(hour, int(match["minute"]), int(match["second"] or 0), precision)
    return ClockReading(match.end(), clock, "", True) if clock else None


def _am_pm(text: str, pos: int) -> ClockReading | None:
    match = _AM_PM.match(text, pos)
    if match is None or not 1 <= int(match["hour"]) <= 12:
        return None
    return ClockReading(match.end(), Clock(_twelve(int(match["hour"]), match["half"])), "", True)


def _twelve(hour: int, half: str | None) -> int:
    if half and hour <= 12:
        return hour % 12 + (12 if half[0] in "pP" else 0)
    return hour


_LESS_BEFORE = compile_pattern(rf"差 (?: 一刻钟? | {NUMBER} 分钟? ) \Z")
"""差五分八点 is before eight."""


def _words(text: str, pos: int) -> ClockReading | None:
    """8时8分, 3点半, 十三点十分三十六秒, 九点一刻."""
    match = _WORDS.match(text, pos)
    if match is None or _LESS_BEFORE.search(text, max(0, pos - _NEAR), pos):
        return None
    hour, end = value_of(match["hour"]), match.end()
    minute, second, precision, certain = 0, 0, "hour", bool(match["sharp"])
    if match["half"]:
        minute, precision, certain = 30, "minute", True
    elif match["quarter"]:
        minute, precision, certain = 15 * value_of(match["quarter"]), "minute", True
    elif match["minute"]:
        minute, certain = value_of(match["minute"]), True
        second, precision = (value_of(match["second"]), "second") if match["second"] else (0, "minute")
    elif match["bare_minute"]:
        minute, precision = value_of(match["bare_minute"]), "minute"
        certain = match["bare_minute"][0] not in "〇零"  # 三点零五 may be a number
    elif not match["sharp"]:
        if _MORE.match(text, end):
            return None  # 八点八 is a number
        certain = _stands_alone(text, pos, end, match["hour"])
    clock = _checked(hour, minute, second, precision)
    return ClockReading(end, clock, "", certain) if clock else None


def _stands_alone(text: str, start: int, end: int, hour: str) -> bool:
    """Whether 3点, 8时 is a clock time by what stands around it, and not three points or 一时."""
    if text[end - 1] == "时":
        return hour != "一" and (hour.isascii() or _HOUR_ENDS.match(text, end) is not None)
    if not hour.isascii() and text.startswith(":", end):
        return False  # 强调三点: …
    if hour.isascii() and len(hour) == 1 and text[:start].endswith(COUNTING_BEFORE):
        return False
    return _HOUR_ENDS.match(text, end) is not None or text[max(0, start - 2) : start].endswith(HOUR_WORDS_BEFORE)
