"""A stretch of the calendar and a stretch of the clock: `DateSpan` and `ClockSpan`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Literal, TypeAlias

import attrs

from jjj_parse._engine import compile_pattern

DateModifier: TypeAlias = Literal["since", "until", "before", "after"]

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_UNRESOLVED_EDTF = {
    **dict.fromkeys(("month", "ten_days", "year_part", "quarter_part", "half_year_part"), "XXXX-XX"),
    **dict.fromkeys(("second", "minute", "hour", "day_part", "day", "week"), "XXXX-XX-XX"),
}
"""What EDTF says of a date with no place: the digits are there, and unknown. XXXX for all that is not shorter than a year."""
_UNRESOLVED_TIMEX3 = {
    **_UNRESOLVED_EDTF, "month": "XXXX-XX", "week": "XXXX-WXX", "quarter": "XXXX-QX", "half_year": "XXXX-HX",
    "year_part": "XXXX", "quarter_part": "XXXX-QX", "half_year_part": "XXXX-HX",
    "decade": "XXX", "decade_part": "XXX", "century": "XX", "century_part": "XX",
}  # fmt: skip
_OPEN_MODS = {"since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "before": "BEFORE", "after": "AFTER"}
_SOME_DIGITS = compile_pattern(r"[\dX]{4} (?: - (?: Q\d | [\dX]{2} (?: - [\dX]{2} )? ) )?")
_PARTS_OF_DAY = ((11, "MO"), (12, "MI"), (17, "AF"), (20, "EV"), (24, "NI"))
"""The TIMEX3 code of a part of the day, by the first hour that it does not start at or before."""
_CODED = {"ten_days": "month", "quarter_part": "quarter", "half_year_part": "half_year", "year_part": "year",
          "decade_part": "decade", "century_part": "century"}  # fmt: skip
"""The period that a part lies in, where TIMEX3 has a code for that period."""

PRECISIONS = (
    *(
        "second",
        "minute",
        "hour",
        "day_part",
        "day",
        "week",
        "ten_days",
        "month",
        "lunar_month",
        "quarter",
        "half_year",
        "year",
    ),
    *("five_year_plan", "decade", "century", "interval"),
    *("quarter_part", "half_year_part", "year_part", "five_year_plan_part", "decade_part", "century_part"),
)
"""Every `precision`; `DateSpan` says what they mean."""


def iso(moment: date | time | None) -> str | None:
    """ISO 8601 to the second, None for an open end."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return None if moment is None else moment.isoformat()


@attrs.frozen(slots=True)
class DateSpan:
    """A day, a period or an open interval of the calendar; both ends are *included*, None is an open end.

    `start` and `end` are the ends of what is named, whatever `modifier` says of it (10月1日前 names 1 October, `before`); what words
    and modifier mean together is `interval`.

    `precision` names the grain: `second`, `minute`, `hour`, `day_part` (6月8日上午), `day`, `week`, `ten_days` (上旬, and 月初, which is fuzzy),
    `month`, `lunar_month`, `quarter`, `half_year`, `year`, `five_year_plan`, `decade`, `century`; `quarter_part`, `half_year_part`, `year_part`,
    `five_year_plan_part`, `decade_part`, `century_part` for 初, 中, 末 of one (年底); `interval` for any other period (1-9月, 近三年, 5月20日至22日).

    `fuzzy`: the words name a neighbourhood (年底, 5月20日左右). `expression` is the date as the text has it, in ISO 8601 with X for the
    digits that the text leaves out (5月18日 is XXXX-05-18) and words for relative dates; it is all there is (start and end
    None, `resolved` False) when a relative or partial date was read without a reference.

    Spans are partly ordered: `a < b` when `a` ends before `b` starts; of two that overlap, neither is before the other.
    """

    start: date | datetime | None
    end: date | datetime | None
    precision: str
    fuzzy: bool = False
    expression: str = attrs.field(default="", eq=False)
    modifier: DateModifier | None = attrs.field(default=None, kw_only=True)
    kind: ClassVar[str] = "date"

    @property
    def resolved(self) -> bool:
        """Whether the words, with the reference given, fix at least one end."""
        return self.start is not None or self.end is not None

    @property
    def interval(self) -> tuple[date | datetime | None, date | datetime | None]:
        """First and last day (or second) that the words mean together with their modifier; None for an open end.

        >>> from jjj_parse import parse_date
        >>> parse_date("2020年10月1日前").interval
        (None, datetime.date(2020, 9, 30))
        """
        match self.modifier:
            case "since":
                return self.start, None
            case "until":
                return None, self.end
            case "before":
                return None, _moved(self.start, -1)
            case "after":
                return _moved(self.end, 1), None
            case _:
                return self.start, self.end

    def overlaps(self, other: DateSpan) -> bool:
        """Whether some moment lies in both; False if one is unresolved. Modifiers count: 2019年起 overlaps 2022年.

        >>> from jjj_parse import parse_date
        >>> parse_date("2023年一季度").overlaps(parse_date("2023年3月15日")), parse_date("2023年5月").overlaps(parse_date("2024年"))
        (True, False)
        """
        if not self.resolved or not other.resolved:
            return False
        (start, end), (first, last) = _moments(self), _moments(other)
        return start <= last and first <= end

    def contains(self, other: DateSpan) -> bool:
        """Whether all of `other` lies in this span; False if one is unresolved."""
        if not self.resolved or not other.resolved:
            return False
        (start, end), (first, last) = _moments(self), _moments(other)
        return start <= first and last <= end

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, DateSpan):
            return NotImplemented
        return self.resolved and other.resolved and _moments(self)[1] < _moments(other)[0]

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, DateSpan):
            return NotImplemented
        return other < self

    def isoformat(self) -> str:
        """`2020-05-20`, `2020-01-01/2020-03-31`, with `..` for an open end, or `expression` if unresolved."""
        if not self.resolved:
            return self.expression
        start, end = iso(self.start), iso(self.end)
        return str(start) if start == end else f"{start or '..'}/{end or '..'}"

    def edtf(self) -> str:
        """Extended Date/Time Format (ISO 8601-2), level 2, with the modifier.

        A year, month, quarter (33-36), half-year (40, 41), decade (199X) or century (19XX) as such, other periods as an interval
        of years, months or days. `~` for fuzzy, `..` for an open end, X for digits that are not known. EDTF has no clock time
        in an interval or beside `~`: there it is left out.

        >>> from jjj_parse import parse_date
        >>> parse_date("2023年二季度").edtf(), parse_date("2016-2020年").edtf(), parse_date("2020年5月20日起").edtf()
        ('2023-34', '2016/2020', '2020-05-20/..')
        >>> parse_date("20世纪90年代").edtf(), parse_date("2020年底").edtf(), parse_date("5月18日").edtf()
        ('199X', '2020-12~', 'XXXX-05-18')
        """
        if not self.resolved:
            return self._unresolved(_UNRESOLVED_EDTF)
        mark, grain = "~" if self.fuzzy else "", self._grain()
        if self.modifier is not None or self.start is None or self.end is None:
            return "/".join(f"{_cut(day, grain)}{mark}" if day else ".." for day in map(_day, self.interval))
        start, end = self.start, self.end
        match self.precision:
            case "half_year":
                return f"{start.year:04}-{40 if start.month == 1 else 41}{mark}"
            case "quarter":
                return f"{start.year:04}-{33 + (start.month - 1) // 3}{mark}"
            case "decade":
                return f"{start.year // 10:03}X{mark}"
            case "century":
                return f"{start.year // 100:02}XX{mark}"
        if isinstance(start, datetime) and start == end and not mark:
            return start.isoformat(timespec="seconds")
        first, last = _cut(_date(start), grain), _cut(_date(end), grain)
        if isinstance(start, datetime) and first == last:
            mark = ""  # the clock time is fuzzy, the day is not
        return f"{first}{mark}" if first == last else f"{first}{mark}/{last}{mark}"

    def timex3(self) -> str:
        """The `value` of a TIMEX3 element (ISO-TimeML): 2020-05-20, 2020-W21, 2020-05, 2020-Q1, 2020-H1, 2020, 202, 20.

        A part has the value of what it is part of, and says which part in `timex3_mod` (年底: 2020 and END). A period that has no
        code of its own is an interval with a slash. XXXX-05-18, XXXX-QX: digits that the text leaves out.

        >>> from jjj_parse import parse_date
        >>> [parse_date(text).timex3() for text in ("2020年一季度", "2020年上半年", "20世纪90年代初", "2020年5月20日上午")]
        ['2020-Q1', '2020-H1', '199', '2020-05-20TMO']
        """
        if not self.resolved:
            return self._unresolved(_UNRESOLVED_TIMEX3)
        start, end = self.start, self.end
        if start is None or end is None:
            return "/".join(_cut(_date(day), "day") if day else ".." for day in (start, end))
        match self.precision:
            case "second" | "minute" | "hour" if isinstance(start, datetime):
                return start.isoformat(timespec={"second": "seconds", "minute": "minutes"}.get(self.precision, "hours"))
            case "day_part":
                code = next(code for hour, code in _PARTS_OF_DAY if start.timetuple().tm_hour < hour)
                return f"{_date(start)}T{code}"
            case "week":
                return f"{start.isocalendar()[0]:04}-W{start.isocalendar()[1]:02}"
            case precision if coded := _code(_CODED.get(precision, precision), start):
                return coded
        first, last = (_cut(_date(day), self._grain()) for day in (start, end))
        return first if first == last else f"{first}/{last}"

    def timex3_mod(self) -> str | None:
        """The `mod` of a TIMEX3 element, None if it has none.

        ON_OR_AFTER, ON_OR_BEFORE, BEFORE, AFTER for the modifiers since, until, before, after; else START, MID, END for a part
        (月初, 中旬, 年底, 90年代末); else APPROX for what is fuzzy.

        >>> from jjj_parse import parse_date
        >>> [parse_date(text).timex3_mod() for text in ("2020年5月中旬", "2020年底", "2020年5月左右", "2020年5月起")]
        ['MID', 'END', 'APPROX', 'ON_OR_AFTER']
        """
        if self.modifier is not None:
            return _OPEN_MODS[self.modifier]
        whole = _CODED.get(self.precision)
        if whole is not None and self.start is not None and self.end is not None:
            if _code(whole, self.start) != _code(whole, _moved(self.start, -1) or self.start):
                return "START"
            return "END" if _code(whole, self.end) != _code(whole, _moved(self.end, 1) or self.end) else "MID"
        return "APPROX" if self.fuzzy else None

    def _unresolved(self, by_precision: dict[str, str]) -> str:
        """The expression where it begins with a date with some digits unknown, else as many unknown digits as the precision has."""
        said = self.expression.partition(" ")[0]
        if not _SOME_DIGITS.fullmatch(said):
            return by_precision.get(self.precision, "XXXX")
        if by_precision is _UNRESOLVED_EDTF and "Q" in said:
            return said[:4]  # EDTF has no quarter of a year with unknown digits
        return said

    def _grain(self) -> str:
        """The coarsest of year, month and day of which the span is a whole number, more than one unless it is named as one."""
        start, end = self.start or self.end, self.end or self.start
        assert start is not None and end is not None
        several = self.precision == "interval"
        if start.day != 1 or (_date(end) < date.max and (_date(end) + _DAY).day != 1):
            return "day"
        if (start.month, end.month) == (1, 12) and not (several and start.year == end.year):
            return "year"
        return "day" if several and (start.year, start.month) == (end.year, end.month) else "month"

    def line(self) -> str:
        """The canonical line without the modifier."""
        return self.isoformat() + ("~" if self.fuzzy else "")

    def to_value(self) -> dict[str, Any]:
        """The `value` object of the JSON form."""
        value: dict[str, Any] = {"start": iso(self.start), "end": iso(self.end)}
        if self.fuzzy:
            value["fuzzy"] = True
        if not self.resolved:
            value["expression"] = self.expression
        return value

    def __str__(self) -> str:
        return self.line()


def _moved(moment: date | datetime | None, by: int) -> date | datetime | None:
    """The day, or for a clock time the second, before or after; the ends of the calendar stay."""
    if moment is None:
        return None
    try:
        return moment + by * (_SECOND if isinstance(moment, datetime) else _DAY)
    except OverflowError:
        return moment


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day(moment: date | datetime | None) -> date | None:
    return None if moment is None else _date(moment)


def _moments(span: DateSpan) -> tuple[datetime, datetime]:
    """The first and the last moment of the interval that a span means."""
    start, end = span.interval
    first = datetime.min if start is None else datetime.combine(start, time()) if type(start) is date else start
    last = datetime.max if end is None else datetime.combine(end, time.max) if type(end) is date else end
    assert isinstance(first, datetime) and isinstance(last, datetime)
    return first.replace(tzinfo=None), last.replace(tzinfo=None)


def _cut(day: date, grain: str) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[grain]]


def _code(precision: str, day: date) -> str:
    """The TIMEX3 value of the period of this grain that `day` lies in, empty if there is no such value."""
    match precision:
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "half_year":
            return f"{day.year:04}-H{1 if day.month <= 6 else 2}"
        case "year":
            return f"{day.year:04}"
        case "decade":
            return f"{day.year // 10:03}"
        case "century":
            return f"{day.year // 100:02}"
        case _:
            return ""


@attrs.frozen(slots=True)
class ClockSpan:
    """A clock time, or a span of clock times, without a day: 上午9时至11时."""

    start: time
    end: time
    precision: str
    modifier: DateModifier | None = attrs.field(default=None, kw_only=True)
    kind: ClassVar[str] = "time"

    def isoformat(self) -> str:
        """`17:32:04`, or `09:00:00/11:00:00` for a span."""
        start, end = self.start.isoformat(), self.end.isoformat()
        return start if start == end else f"{start}/{end}"

    def line(self) -> str:
        """The canonical line without the modifier."""
        return self.isoformat()

    def to_value(self) -> dict[str, Any]:
        """The `value` object of the JSON form."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}

    def __str__(self) -> str:
        return self.line()
