"""What a rule finds: a stretch of the cleaned text and what it means there."""

from __future__ import annotations

from typing import Any, NamedTuple

REFUSED = "refused"
"""The rule of a reading that is not reported: doubtful, so that nothing may be read inside it."""


class Reading(NamedTuple):
    """`start` and `end` delimit the core in the cleaned text; `rule` names the rule and `value` is its result.

    For quantities `value` is the finished value without its modifier; for dates it is what the words say
    (`_rules.date.When`), which `_calendar` resolves once the whole text has been read.
    """

    start: int
    end: int
    value: Any
    rule: str
    modifier: str | None = None
