"""From readings to facts: the period, the subject and the change of each number, and how one hangs on another."""

from __future__ import annotations

import attrs

from jjj_parse._api import mention_of, told_readings
from jjj_parse._changes import Told, compared, told
from jjj_parse._engine import compile_pattern
from jjj_parse._fact_types import Change, Fact, Span
from jjj_parse._indicator import is_listed, is_restated, name_before, unit_of, without_change
from jjj_parse._normalize import View
from jjj_parse._options import Options
from jjj_parse._reading import Reading
from jjj_parse._single import seen_in
from jjj_parse._subjects import subject_before, subject_behind
from jjj_parse.types import ClockSpan, Count, DateSpan, Ordinal

_BREAK = compile_pattern(r"[。！？!?;；\n]")
_SENTENCE_END = compile_pattern(r"[。！？!?\n]")
_BEGINS = compile_pattern(
    r"[\s\"“‘(]* (?: 其中 | 截至 | 截止 | 到 | 至 | 自 | 在 | 从 | 据 | 据悉 | 同时 )? [,\s“]* \Z"
)
_REPORTED = compile_pattern(r"获悉 | 发布 | 介绍 | 召开 | 消息 | 通报 | 表示 | 报道 | 记者 | 讯 | 电")
_ONCE_DONE = compile_pattern(
    r"(?: 建成 | 投产 | 达产 | 竣工 | 完工 | 投用 | 运营 | 开通 | 满产 | 投入使用 ) 后 | 全部建成"
)
_BOUND_OF = compile_pattern(r"(?: 以上 | 以下 | 以内 ) 的? [\u3400-\u9fff]")
_NEXT_IN_LIST = compile_pattern(r"[、,和及与\s]* [^、,。;；\n]{0,16} \Z")
_STRAIGHT = compile_pattern(r"(?: 以上 | 以下 | 以内 | 左右 | 上下 )? [)\s,、]* [比较与]? \Z")
_PERIODS = frozenset(
    [
        "month",
        "quarter",
        "half_year",
        "year",
        "five_year_plan",
        "decade",
        "interval",
        "quarter_part",
        "half_year_part",
        "year_part",
        "five_year_plan_part",
        "ten_days",
        "week",
    ]
)
_ALIKE = (frozenset("个家户项"), frozenset("人名位"))
"""Measure words of which one may count a part of what another counts: 市场主体1201个,其中实体企业118家."""
_REACH = 40
"""Characters behind a date within which words of reporting make it the day of the news."""
_WINDOW = 500
"""Characters on either side of a number that are given of its sentence: one without an end would come again for each of its numbers."""
_LOOK_BACK = 6
"""Facts in which the whole of a part is looked for."""


@attrs.define(slots=True)
class _Place:
    """What holds where the reading of a text has come to; spans are of the cleaned text."""

    end: int = 0
    paragraph: int = 0
    sentence: Span = (0, 0)
    period: tuple[DateSpan, Span] | None = None
    topic: tuple[DateSpan, Span] | None = None
    """The period that a sentence of this paragraph began with: it governs the sentences behind it that name none."""
    subject: Span | None = None
    whole: int | None = None
    dates: list[tuple[int, int, DateSpan]] = attrs.field(factory=list)


@attrs.define(slots=True)
class _Row:
    """A fact in the cleaned text."""

    reading: Reading
    about: Span | None
    told: Span | None
    period: tuple[DateSpan, Span] | None
    subject: Span | None
    change: Told | None
    sentence: Span
    restates: int | None = None
    part_of: int | None = None
    changes: int | None = None


def read_facts(text: str, options: Options) -> list[Fact]:
    """The facts of `text`; see `facts`."""
    seen = seen_in(text)
    place = _Place()
    found: list[_Row] = []
    for reading, about in told_readings(seen, options):
        _go_on(seen.clean, place, reading.start)
        if isinstance(reading.value, DateSpan):
            _meet_date(seen.clean, place, reading)
        elif _is_fact(seen.clean, reading):
            found.append(_row(seen.clean, place, reading, about, found))
        place.end = reading.end
    return [_fact(text, seen, row) for row in found]


def _is_fact(clean: str, reading: Reading) -> bool:
    value = reading.value
    if isinstance(value, ClockSpan | Ordinal) or (isinstance(value, Count) and value.article):
        return False
    return _BOUND_OF.match(clean, reading.end) is None


def _go_on(clean: str, place: _Place, start: int) -> None:
    """Take `place` from the end of one reading to the start of the next: over ends of clauses, sentences and paragraphs."""
    for mark in _BREAK.finditer(clean, place.end, start):
        place.subject = place.whole = None
        if mark[0] in ";；":
            continue
        if mark[0] == "\n":
            place.topic, place.paragraph = None, mark.end()
        place.period, place.dates = place.topic, []
        place.sentence = (mark.end(), mark.end())
    if place.sentence[1] <= start:
        stop = _SENTENCE_END.search(clean, start)
        place.sentence = (place.sentence[0], len(clean) if stop is None else stop.end())
    if _ONCE_DONE.search(clean, max(place.end, place.sentence[0]), start):
        place.period = place.topic = None


def _meet_date(clean: str, place: _Place, reading: Reading) -> None:
    """A period governs what follows it in the sentence; a day only as the day of the events that the sentence tells."""
    value: DateSpan = reading.value
    span = reading.start, reading.end
    place.dates.append((*span, value))
    if compared(clean, *span) or value.modifier in ("since", "before", "after"):
        return
    begins = _BEGINS.fullmatch(clean, place.sentence[0], reading.start) is not None
    if value.precision in _PERIODS or value.modifier == "until":
        place.period = value, span
        place.topic = place.period if begins else None
    elif value.precision == "day" and (place.period is None or place.period is place.topic):
        place.period, place.topic = (value, span), None


def _row(clean: str, place: _Place, reading: Reading, about: Span | None, found: list[_Row]) -> _Row:
    period = place.period
    if period is not None and _is_news(clean, period, reading.start):
        period = place.period = None
    change = told(clean, place.sentence[0], reading.start, reading.end, place.dates, period[0] if period else None)
    row = _Row(reading, about, about, period, None, change, place.sentence)
    last = len(found) - 1
    before = found[-1] if found and found[-1].sentence[0] == place.sentence[0] else None
    if before is not None and is_restated(clean, before.reading.end, reading.start) and _same_kind(before, row):
        row.restates = before.restates if before.restates is not None else last
        row.period, row.subject, row.told = before.period, before.subject, before.told
        return row
    if before is not None and before.change is not None and is_listed(clean, before.reading.end, reading.start):
        row.change, row.told = before.change, None  # 利润、税收分别增长12%和8%: which of the two is not plain
        return row
    first = reading.start if about is None else min(about[0], reading.start)
    if change is not None:
        first = min(first, change.start)
        row.told = None if about is None else without_change(clean, about)
        if row.told is None and change.base == "date":
            floor = place.sentence[0] if before is None else before.reading.end
            row.told = name_before(clean, change.start, floor)
            first = first if row.told is None else row.told[0]
        if row.told is None and before is not None and _is_of(clean, before, change, reading):
            row.changes = before.changes if before.change is not None else last
            row.told, row.subject = before.told, before.subject
            if row.told is None:
                row.changes = None
            return row
    _find_subject(clean, place, row, first)
    _find_whole(clean, place, row, found)
    return row


def _is_of(clean: str, before: _Row, change: Told, reading: Reading) -> bool:
    """Whether a change without a name is that of the number before it: 利润12亿元,同比增长12%."""
    if "分别" in clean[before.reading.end : reading.start]:
        return False
    return _STRAIGHT.fullmatch(clean, before.reading.end, change.start) is not None


def _is_news(clean: str, period: tuple[DateSpan, Span], start: int) -> bool:
    """Whether the date is the day of the news, not of the number: 8月25日,记者获悉."""
    date, (_, end) = period
    if date.precision != "day" or date.modifier is not None:
        return False
    return _REPORTED.search(clean, end, min(start, end + _REACH)) is not None


def _find_subject(clean: str, place: _Place, row: _Row, first: int) -> None:
    before = subject_before(clean, max(place.end, place.sentence[0]), first)
    if not before.empty:
        place.subject = before.span
    behind = subject_behind(clean, row.reading.end) if row.reading.value.kind != "count" else None
    row.subject = behind or place.subject


def _find_whole(clean: str, place: _Place, row: _Row, found: list[_Row]) -> None:
    begin = max(found[-1].reading.end if found else 0, place.sentence[0])
    gap = clean[begin : row.reading.start]
    if row.change is not None:
        return
    if "其中" in gap:
        place.whole = next(
            (
                at
                for at in range(len(found) - 1, max(-1, len(found) - 1 - _LOOK_BACK), -1)
                if found[at].reading.start >= place.paragraph and _can_be_whole(found[at], row)
            ),
            None,
        )
        row.part_of = place.whole
    elif place.whole is not None:
        if _NEXT_IN_LIST.fullmatch(gap) and _same_kind(found[place.whole], row):
            row.part_of = place.whole
        else:
            place.whole = None


def _same_kind(one: _Row, other: _Row) -> bool:
    return bool(one.reading.value.kind == other.reading.value.kind)


def _can_be_whole(whole: _Row, part: _Row) -> bool:
    if whole.change is not None or whole.part_of is not None or not _same_kind(whole, part):
        return False
    units = unit_of(whole.reading.value), unit_of(part.reading.value)
    if units[0] == units[1]:
        return True
    return part.reading.value.kind != "count" or any(set(units) <= alike for alike in _ALIKE)


def _fact(text: str, seen: View, row: _Row) -> Fact:
    """The row with its spans in the text as given."""

    def place(span: Span | None) -> Span | None:
        return None if span is None else seen.span(*span)

    change = None
    if row.change is not None:
        span = seen.span(row.change.start, row.change.end)
        change = Change(
            row.change.direction,
            row.change.base,
            row.change.base_period,
            seen.clean[row.change.start : row.change.end],
            span,
        )
    start = max(row.sentence[0], row.reading.start - _WINDOW)
    end = min(row.sentence[1], row.reading.end + _WINDOW)
    while start < end and seen.clean[start].isspace():
        start += 1
    while start < end and seen.clean[end - 1].isspace():
        end -= 1
    sentence = seen.span(start, end)
    return Fact(
        mention=mention_of(text, seen, row.reading, row.about),
        indicator=row.told and seen.clean[slice(*row.told)],
        indicator_span=place(row.told),
        period=row.period and row.period[0],
        period_span=place(row.period and row.period[1]),
        subject=row.subject and seen.clean[slice(*row.subject)],
        subject_span=place(row.subject),
        change=change,
        sentence=text[slice(*sentence)],
        sentence_span=sentence,
        restates=row.restates,
        part_of=row.part_of,
        changes=row.changes,
    )
