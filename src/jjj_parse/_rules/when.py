"""What a date expression says, before a reference is known: steps from coarse to fine, a clock time, the end of a range."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from jjj_parse._exact import Exact

Kind: TypeAlias = Literal[
    "year",  # first: the year; last: its two or three digits where it has no more
    "year+",  # first: years from the reference
    "told_year",  # first: years from the year named before
    "month",
    "month+",
    "told_month",
    "day",
    "day+",
    "told_day",
    "told_period",  # the period named before, in the year that stands before it
    "quarter",
    "quarter+",
    "half+",
    "week+",
    "weekday",
    "century",  # first: 20 for the years 1900 to 1999
    "century+",
    "decade",  # first: 90 for the nineties
    "plan",  # first, last: years
    "part",  # word: a key of `PERIODS`; scope says of what
    "first",  # first: how many of the unit named by word, from the start
    "last",
    "nth",
    "nth_weekday",  # first: which one, last: the day of the week
    "ago",  # first: -1 before the reference, 1 after it; months, seconds and the grain in word
    "window",  # the same length up to the reference, or from it on
    "so_far",  # from the start of the period to the reference
    "vague",
    "holiday",  # word: a holiday; last: whether 假期 follows
    "lunar",  # first, last: month and day of the lunar calendar, day 0 for all of the month; word: 闰
]

LEVEL: dict[str, int] = {
    "century": 0, "century+": 0, "decade": 1, "plan": 1, "year": 2, "year+": 2, "told_year": 2, "ago": 2, "window": 2,
    "half+": 3, "quarter": 3, "quarter+": 3, "month": 3, "month+": 3, "told_month": 3, "week+": 4, "nth": 4,
    "day": 5, "day+": 5, "told_day": 5, "weekday": 5, "nth_weekday": 5,
    "holiday": 3, "lunar": 3,
}  # fmt: skip
"""How fine a step is: the end of a range takes from its start every step coarser than its own first one."""


class Step(NamedTuple):
    """One word of a date expression."""

    kind: Kind
    first: int = 0
    last: int = 0
    word: str = ""
    scope: str = ""
    months: Exact | None = None
    seconds: Exact | None = None


class Clock(NamedTuple):
    """A clock time in 24 hours; the hour 24 is the midnight that ends the day. `precision`: hour, minute, second."""

    hour: int
    minute: int = 0
    second: int = 0
    precision: str = "hour"

    def seconds(self) -> int:
        """Seconds since midnight."""
        return self.hour * 3600 + self.minute * 60 + self.second


class When(NamedTuple):
    """A date, a period, a clock time or a range of them as the text has it; `_calendar.resolve` gives it its place.

    `daypart` is a word of the daypart table that stands without a clock time (6月8日上午). `fuzzy`: 左右 or 前后 follows.
    `future`: a word such as 预计 stands before it, so it need not lie in the past.
    """

    steps: tuple[Step, ...]
    clock: Clock | None = None
    daypart: str = ""
    end: When | None = None
    fuzzy: bool = False
    future: bool = False
