"""The values that `facts` gives: a number with what it measures, of whom and when, and what is compared with what."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import attrs

from jjj_parse.types import DateSpan, Mention, Value

Span: TypeAlias = tuple[int, int]
Direction: TypeAlias = Literal["up", "down", "earlier", "later"]
Base: TypeAlias = Literal["year_before", "period_before", "date", "annual_average"]


@attrs.frozen(slots=True)
class Change:
    """That a quantity is the size of a change, its direction, and what is compared with what.

    `direction` is `up` or `down`, for times also `earlier` and `later`. `base` is `year_before` (同比: the same period of the year before),
    `period_before` (环比), `date` (比上年, 较2010年), `annual_average` (年均), or None where the words name none. `base_period` is the period
    compared with, None where the calendar does not resolve it. `span` is where the words stand in the text as given.
    """

    direction: Direction
    base: Base | None
    base_period: DateSpan | None
    text: str
    span: tuple[int, int]

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        period = self.base_period and self.base_period.to_value()
        start, end = self.span
        return {
            "direction": self.direction, "base": self.base, "base_period": period,
            "text": self.text, "start": start, "end": end,
        }  # fmt: skip


@attrs.frozen(slots=True)
class Fact:
    """One number of a text as a row of a panel.

    `indicator` is what is measured; of a change (同比增长12%) what changes. `period` is the date that governs the value, `subject` whom it is
    said of (a project, a place); each is None where the text does not make it plain. `change` is set where the value is the size of a
    change. `restates`, `part_of` and `changes` are positions in the list that `facts` returned: of the same amount in another
    currency, of the whole (其中), of the level that changed. Spans are code points of the text as given.
    `sentence` is the sentence around the value, of a very long one 500 characters on either side.
    """

    mention: Mention
    indicator: str | None = None
    indicator_span: Span | None = None
    period: DateSpan | None = None
    period_span: Span | None = None
    subject: str | None = None
    subject_span: Span | None = None
    change: Change | None = None
    sentence: str = ""
    sentence_span: Span = (0, 0)
    restates: int | None = None
    part_of: int | None = None
    changes: int | None = None

    @property
    def kind(self) -> str:
        """The kind of the value."""
        return self.mention.kind

    @property
    def value(self) -> Value:
        """The value, exact, with its modifier."""
        return self.mention.value

    def to_dict(self) -> dict[str, Any]:
        """The fact as plain data: the JSON form of its mention, and the rest.

        >>> from jjj_parse import facts
        >>> facts("利润总额12亿元,同比增长12%")[1].to_dict()["change"]
        {'direction': 'up', 'base': 'year_before', 'base_period': None, 'text': '同比增长', 'start': 9, 'end': 13}
        """
        change = self.change
        return {
            **self.mention.to_dict(),
            "indicator": self.indicator,
            "period": self.period and self.period.to_value(),
            "subject": self.subject,
            "change": change and change.to_dict(),
            "sentence": self.sentence,
            "spans": {
                "indicator": self.indicator_span,
                "period": self.period_span,
                "subject": self.subject_span,
                "sentence": self.sentence_span,
            },
            "restates": self.restates,
            "part_of": self.part_of,
            "changes": self.changes,
        }
