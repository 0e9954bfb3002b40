"""Dates counted from the reference: 三天前, 2小时后, 近三年, 最近12个月, 未来五年, 五年来."""

from __future__ import annotations

from jjj_parse._engine import compile_pattern
from jjj_parse._reading import Reading
from jjj_parse._rules import time_words
from jjj_parse._rules.duration import read_length
from jjj_parse._rules.point import with_clock
from jjj_parse._rules.time_words import FUTURE_WINDOW, NUMBER_LEADS, PAST_WINDOW
from jjj_parse._rules.when import Step, When
from jjj_parse.types import Duration

_SPENT = time_words.shape("spent")
_AGO = compile_pattern(r"之? (?P<side>[前后]) (?! [后期景列端往续勤备任卫锋沿台]) | 以 (?P<by>[前后])")
_SINCE = compile_pattern("以来 | 来 (?! [自看说源临到往])")


def _length(text: str, pos: int) -> tuple[int, Duration, str] | None:
    """A length of time that is one number: its end, value and the unit (`YMWDHmS`) that gives the grain."""
    return _simple(read_length(text, pos))


def _simple(reading: Reading | None) -> tuple[int, Duration, str] | None:
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
    value = read_length(f"{number[1]}天", 0)
    return (number[0] + 1, value.value, "D") if value and isinstance(value.value, Duration) else None


def read_window(text: str, pos: int) -> Reading | None:
    """近三年, 最近12个月, 过去一年来, 未来五年: the length of time up to the reference, or from it on."""
    for words, side in ((PAST_WINDOW, -1), (FUTURE_WINDOW, 1)):
        word = words.match(text, pos)
        if word is None:
            continue
        at = word.end + (text[word.end : word.end + 1] == " ")
        length = _length(text, at) or _days(text, at)
        if length is None or (word.word == "近" and (length[2] in "mS" or _is_spent(text, pos, length[0]))):
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


def read_ago(text: str, pos: int, reading: Reading | None) -> Reading | None:
    """三天前, 两年后, 2小时后; 五年来, 3年以来: what follows `reading`, the length of time at `pos`."""
    length = _simple(reading)
    if length is None or text[pos] not in NUMBER_LEADS:
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
    point = with_clock(text, end + text.startswith("的", end), (step,))
    if point.clock is None:
        return Reading(pos, end, When((step,)), "date")
    return Reading(pos, point.end, When((step,), point.clock), "date")
