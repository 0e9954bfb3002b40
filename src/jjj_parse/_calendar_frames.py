"""The periods of the calendar, and what the words of a date are resolved against."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from jjj_parse._words import Prefer, Window

DAY = timedelta(days=1)


class Unresolved(Exception):
    """The words need a reference or a date named before, or name no day of the calendar."""


class Context(NamedTuple):
    """What the words are resolved against."""

    today: date | None
    now: datetime | None
    year: int | None
    previous: tuple[date, date] | None
    prefer: Prefer
    window: Window
    future: bool


class Frame(NamedTuple):
    """The period that the steps read so far name."""

    start: date
    end: date
    precision: str
    fuzzy: bool = False
    instant: tuple[datetime, datetime] | None = None


def today_of(context: Context) -> date:
    if context.today is None:
        raise Unresolved
    return context.today


def told_month(context: Context) -> tuple[date, date] | None:
    """The date named before, if it names one month or a part of it: what 20日 and 次日 are then counted in."""
    previous = context.previous
    if previous is None or (previous[0].year, previous[0].month) != (previous[1].year, previous[1].month):
        return None
    return previous


def is_within_year(previous: tuple[date, date] | None) -> bool:
    """Whether the date named before is part of one year, so that 当月 is its last month."""
    return previous is not None and previous[0].year == previous[1].year and (previous[1] - previous[0]).days < 364


def told_end(context: Context, previous: tuple[date, date] | None) -> date:
    """The day to count from: the end of the date named before, else the reference unless another year was named."""
    if previous is not None:
        return previous[1]
    return this_year(context)


def this_year(context: Context) -> date:
    """The reference, if the sentence does not speak of another year."""
    today = today_of(context)
    if context.year not in (None, today.year):
        raise Unresolved
    return today


def day_frame(day: date) -> Frame:
    return Frame(day, day, "day")


def week_frame(day: date) -> Frame:
    monday = day - timedelta(days=day.weekday())
    return Frame(monday, monday + timedelta(days=6), "week")


def year_frame(year: int) -> Frame:
    return years_frame(year, 1, "year")


@lru_cache(maxsize=1024)
def years_frame(first: int, count: int, precision: str) -> Frame:
    return Frame(date(max(first, MINYEAR), 1, 1), date(first + count - 1, 12, 31), precision)


def month_of(year: int, month: int) -> tuple[int, int]:
    """Month 0 is the December before, 13 the January after."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def twice(month: tuple[int, int]) -> tuple[int, int, int]:
    return month[0], month[1], month[1]


def last_of(year: int, month: int) -> date:
    if (year, month) == (MAXYEAR, 12):
        return date(year, 12, 31)
    following = month_of(year, month + 1)
    return date(*following, 1) - DAY


@lru_cache(maxsize=4096)
def months_frame(year: int, first: int, last: int) -> Frame:
    """Months `first` to `last` of a year, with the precision that this length has."""
    length, precision = last - first + 1, "interval"
    if length == 1:
        precision = "month"
    elif length == 3 and first % 3 == 1:
        precision = "quarter"
    elif length == 6 and first % 6 == 1:
        precision = "half_year"
    elif length == 12:
        precision = "year"
    return Frame(date(year, first, 1), last_of(year, last), precision)
