"""The one module that knows the lunar calendar: the library behind the extra `calendar`, imported when it is first needed."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def _library() -> ModuleType | None:
    try:
        return import_module("borax.calendars.lunardate")
    except ImportError:
        return None


def is_there() -> bool:
    """Whether the extra is installed."""
    return _library() is not None


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """The day of the lunar calendar; day 0 is the last of the month before, in the year before for month 1.

    Raises `ValueError` where there is no such day, or the library does not reach (1900 to 2100).
    """
    if not day:
        return date.fromordinal(lunar_day(year, month, 1).toordinal() - 1)
    library = _library()
    if library is None:
        raise ValueError("the extra 'calendar' is not installed")
    try:
        found = library.LunarDate(year, month, day, int(leap)).to_solar_date()
    except library.InvalidLunarDateError as error:
        raise ValueError(f"no day {day} in lunar month {month} of {year}") from error
    assert isinstance(found, date)
    return found


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[date, date]:
    """First and last day of a lunar month, which has 29 or 30 days. Raises `ValueError` as `lunar_day` does."""
    start = lunar_day(year, month, 1, leap=leap)
    try:
        return start, lunar_day(year, month, 30, leap=leap)
    except ValueError:
        return start, lunar_day(year, month, 29, leap=leap)


def term_day(year: int, term: str) -> date:
    """The day on which a solar term (清明) falls. Raises `ValueError` where the library does not reach (1901 to 2100)."""
    library = _library()
    if library is None or not 1901 <= year <= 2100:
        raise ValueError(f"no solar terms of {year}")
    found = library.TermUtils.nth_term_day(year, term_name=term)
    assert isinstance(found, date)
    return found
