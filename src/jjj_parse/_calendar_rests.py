"""What the place of a date depends on, so that it can be remembered for other texts: 2020年5月 has the same one in all of them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal, TypeAlias

from jjj_parse._rules.when import Kind, When
from jjj_parse.types import DateSpan

Rests: TypeAlias = Literal["nothing", "reference year", "reference", "named year", "anything"]
"""What the place of a date depends on; `named year`: on the year named before it, on the reference where none is."""

_WITHIN: tuple[Kind, ...] = (
    "month", "day", "quarter", "part", "first", "last", "nth", "nth_weekday", "weekday", "holiday", "lunar",
)  # fmt: skip
"""Steps that have their place in the period before them."""
_STEP_RESTS: dict[str, Rests] = {
    **dict.fromkeys((*_WITHIN, "year", "century", "plan"), "nothing"),
    "year+": "reference year",
    **dict.fromkeys(("month+", "quarter+", "half+", "week+", "day+", "century+", "decade"), "reference"),
    **dict.fromkeys(("ago", "window", "so_far", "vague"), "reference"),
}
_LACKS_YEAR = frozenset(("told_year", "month", "quarter", "holiday", "lunar"))
"""Steps that take their year from the one named before, where they come first."""
_MORE: tuple[Rests, ...] = ("nothing", "reference year", "reference", "anything")


def rests_on(when: When) -> Rests:
    """What the place of `when` depends on."""
    kinds = [step.kind for step in when.steps + (when.end.steps if when.end else ())]
    if not kinds:
        return "anything"
    first: Rests = "anything" if kinds[0] in _WITHIN else _STEP_RESTS.get(kinds[0], "anything")
    others: Rests = max((_STEP_RESTS.get(kind, "anything") for kind in kinds[1:]), key=_MORE.index, default=_MORE[0])
    if kinds[0] in _LACKS_YEAR and others == "nothing":
        return "named year"
    return max(first, others, key=_MORE.index)


def what_counts(rests: Rests, moment: str | None, year: int | None, previous: DateSpan | None) -> Hashable:
    """What of the reference in ISO 8601, of the year and of the date named before the place depends on."""
    match rests:
        case "nothing":
            return None
        case "reference year":
            return moment and moment[:4]
        case "named year" if year is not None:
            return year
        case "anything":
            return moment, year, previous
        case _:
            return moment
