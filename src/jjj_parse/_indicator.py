"""The words that say what a quantity measures: 总投资 of 总投资25亿元, 重点项目 of 129个重点项目.

Chinese is written without blanks between words, so the boundaries come from word lists (`data/indicator_words.tsv`), from punctuation and
from the mentions around. A function of the cleaned text and of places in it; it looks at a short slice on either side, whatever the length
of the text. Where the lists do not settle the matter there is no indicator: a wrong one is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeVar

from jjj_parse import _lexicon
from jjj_parse._indicator_names import (
    BEFORE,
    BEFORE_GIVEN,
    OF_STUFF,
    TELLING,
    begin_of_name,
    behind_number,
    has_size,
    names_things,
)
from jjj_parse._indicator_words import (
    BETWEEN_NAMES,
    CHANGE,
    EACH,
    FROM_TO,
    HEAD_PAIRS,
    HEADS,
    JOINED,
    LEFT,
    LISTED,
    QUOTED,
    RESPECTIVE,
    RESTATED,
    RIGHT,
    SAID_AGAIN,
    VERBAL_UNITS,
    WHOLE_UNITS,
    after_last_head,
    first_verb,
    is_counted,
    is_measured,
    pair_start,
)
from jjj_parse._reading import Reading
from jjj_parse.types import Range, Value

Span: TypeAlias = tuple[int, int]
Found = TypeVar("Found")

LEFT_REACH = 28
RIGHT_REACH = 24
_BETWEEN = 12
"""Two mentions further apart than this are not one said in two ways."""
_LONGEST_MODIFIER = max(map(len, _lexicon.MODIFIERS_BEFORE))
_PRICES = frozenset(("money", "rate"))
"""Kinds that may change places: 由每人每年580元提高到610元."""
_NO_SIZES = frozenset(("count", "date", "duration", "money", "number", "ordinal", "percent", "time"))
"""Kinds that are no size of a thing."""
_AND = frozenset("和及与")
_UNCLEAR = (-1, -1)
"""There is a noun behind the mention, so none before it is counted, but where it ends is not plain."""


def _of_amount(
    text: str, start: int, end: int, kind: str, before: int, after: int, after_end: int, told: Span | None
) -> Span | None:
    """The span in the cleaned `text` of what the amount `text[start:end]` measures, None if that is not plain.

    `before` is the end of the mention before it, `after` and `after_end` are start and end of the next one (the length of the text
    if there is none); `told` is the indicator of the mention before it if that is of the same kind.
    """
    if kind != "rate" and text[start - 1 : start] == "每":
        return None  # 每百元资产
    if told is not None and start - before <= _BETWEEN and SAID_AGAIN.fullmatch(text, before, start):
        return told
    found = _left(text, start, kind, before)
    if found is not None:
        return found
    if kind == "number":
        found = _right(text, end, False, after, after_end, False)
        if found is _UNCLEAR or found is None or found[0] != end:
            return None
        return found if text[found[1] - 2 : found[1]] in HEAD_PAIRS else None
    if kind == "money" or kind == "rate" or kind in OF_STUFF:
        found = _right(text, end, True, after, after_end, False)
        if found is not None and found is not _UNCLEAR:
            name = text[found[0] : found[1]]
            return found if (has_size(name, kind) if kind in OF_STUFF else is_measured(name)) else None
    return None


def _of_count(
    text: str,
    start: int,
    end: int,
    kind: str,
    unit: str,
    before: int,
    after: int,
    after_end: int,
    told: Span | None,
    sized: bool,
) -> Span | None:
    """As `_of_amount`, for a count or an ordinal; `sized` says that the next mention is a size of what is counted (两座110千伏变电站)."""
    if unit in WHOLE_UNITS or (kind == "ordinal" and not unit) or text[start - 1 : start] == "每":
        return None  # 第十五中学 is a name
    if told is not None and start - before <= _BETWEEN and FROM_TO.fullmatch(text, before, start):
        return told
    if after - end <= _BETWEEN and FROM_TO.fullmatch(text, end, after):
        return _left(text, start, kind, before)  # 工人由300人减至180人
    found = _right(text, end, unit[-1] in VERBAL_UNITS, after, after_end, sized)
    if found is None and kind == "count" and unit != "大" and not (unit[-1] == "位" and unit in HEADS):
        found = _left(text, start, kind, before)
    return None if found is _UNCLEAR else found


def _left(text: str, start: int, kind: str, floor: int) -> Span | None:
    """What stands before the mention: 总投资达25亿元, 签约入园项目41个."""
    low = start - LEFT_REACH
    match = LEFT.match(text[low if low > floor else floor : start][::-1])
    assert match is not None
    linked, reach = match.span(2)
    first, end = start - reach, start - linked
    if linked == reach:
        if kind == "count" and text[end - 1] == "”":
            quoted = QUOTED.search(text, max(low, floor), end)
            return None if quoted is None else quoted.span("name")
        return None
    given = False
    if linked and (kind == "percent" or kind == "number"):
        link = text[end:start]
        if "占" in link and kind == "percent":
            return None  # a share of what stands before: 项目投资占50%
        given = "了" in link
    if first == floor and floor and EACH.search(text, max(floor - 9, 0), floor):
        return None
    char = text[first - 1 : first]
    if char in TELLING:
        at = begin_of_name(text[first:end], char, kind)
        if at < 0:
            return None
        first += at
        if at > 1:
            kind = "length"  # 每百平方公里拥有高速公路3.6公里: stuff, however it is spread
    found = (BEFORE_GIVEN if given else BEFORE)[kind][text[first:end]]
    if found is None:
        return None
    if char in _AND and found[0] == 0 and (joined := pair_start(text, first)) is not None:
        if joined < floor or "、" in text[joined:first]:
            return None  # 交通运输、仓储和邮政业: a name of several parts
        return joined, first + found[1]
    return first + found[0], first + found[1]


def _right(text: str, end: int, verbal: bool, after: int, after_end: int, sized: bool) -> Span | None:
    """The noun behind the mention, 重点项目 of 129个重点项目集中开工; `_UNCLEAR` for one whose end is not plain."""
    match = RIGHT.match(text, end, min(end + RIGHT_REACH, after))
    assert match is not None
    start, stop = match.span(1)
    if stop == after:
        if sized or text[after_end : after_end + 2] in _lexicon.MODIFIERS_AFTER:
            # 400家营业收入亿元以上工业企业, 两座110千伏变电站: the noun stands behind the amount that describes it.
            match = RIGHT.match(text, after_end, after_end + RIGHT_REACH)
            assert match is not None
            start, stop = match.span(1)
            after = len(text)
        else:
            stop = start + len(_without_modifier(text[start:stop]))
            if start == stop:
                return None
    next_char = text[stop : stop + 1]
    if (
        next_char
        and next_char in "和与及"
        and start < stop
        and stop + 1 < after
        and not after_last_head(text[start:stop])
    ):
        match = RIGHT.match(text, stop + 1, min(stop + 1 + RIGHT_REACH, after))
        assert match is not None
        if match.start(1) < match.end(1) < after and first_verb(match[1]) != 0 and first_verb(text[start:stop]) < 0:
            stop = match.end(1)  # 三级和二级医疗机构
            next_char = text[stop : stop + 1]
    if next_char == "的" and not (start < stop and names_things(text[start:stop])):
        # 3项重要的变革性技术: the noun stands behind what describes it.
        for _ in range(2):
            match = RIGHT.match(text, stop, min(stop + RIGHT_REACH, after))
            assert match is not None
            start, stop = match.span(1)
            next_char = text[stop : stop + 1]
            if next_char != "的" or (start < stop and is_counted(text[start:stop])):
                break
    if start == stop or (next_char == "均" and text[stop - 1] in "人户亩年"):
        return None
    length = behind_number(text[start:stop], verbal, next_char == "、")
    if length < 0:
        return _UNCLEAR
    if length and start + length == stop and (joined := JOINED.at(text, stop - 2)) is not None:
        length += len(joined) - 2  # 国家和地区
    return (start, start + length) if length else None


def _without_modifier(run: str) -> str:
    """`run` without the modifier of the mention behind it: 供给量 of 供给量近."""
    for length in range(min(_LONGEST_MODIFIER, len(run)), 0, -1):
        word = _lexicon.MODIFIERS_BEFORE.get(run[-length:])
        if word is not None:
            return run[:-length] if word.modifier else run
    return run


def with_indicators(text: str, readings: Iterable[Reading]) -> Iterator[tuple[Reading, Span | None]]:
    """Each reading of the cleaned `text` with the span of its indicator. Looks one reading ahead, no further."""
    return indicators(text, ((r.start, r.end, r.value.kind, unit_of(r.value), r) for r in readings))


def indicators(text: str, found: Iterable[tuple[int, int, str, str, Found]]) -> Iterator[tuple[Found, Span | None]]:
    """What is found in the cleaned `text`, each with the span of its indicator; the places say where, of what kind and unit."""
    size = len(text)
    respective = "分别" in text
    end = before_date = date_start = 0
    told: Span | None = None
    told_before = told
    told_kind = kind_before = ""
    last: Span | None = None
    names: list[Span] = []
    queue = iter(found)
    one = next(queue, None)
    while one is not None:
        start, stop, kind, unit, what = one
        one = next(queue, None)
        if kind == "date" or kind == "time":
            told_before, kind_before, told = told, told_kind, None
        else:
            before = end
            first = start
            if told_kind == "date" and text[end:start] == "的":
                if text[date_start - 1] in "由从":
                    first, before = date_start, before_date  # 产量由2015年的3万吨增加到5万吨
                elif kind == kind_before and FROM_TO.fullmatch(text, before_date, date_start):
                    told, told_kind = told_before, kind  # 由2015年的3万吨增加到2020年的5万吨
                    first, before = date_start, before_date
            if kind != told_kind and not (kind in _PRICES and told_kind in _PRICES):
                told = None
            after, after_end = (size, size) if one is None else (one[0], one[1])
            if respective and (
                (names and LISTED.fullmatch(text, end, start)) or (names := _respective(text, first, before))
            ):
                told = _item(text, names, kind)
            elif kind == "count" or kind == "ordinal":
                sized = after == stop and one is not None and one[2] not in _NO_SIZES
                told = _of_count(text, first, stop, kind, unit, before, after, after_end, told, sized)
            else:
                told = _of_amount(text, first, stop, kind, before, after, after_end, told)
            if (
                kind == "count"
                and told is not None
                and last is not None
                and end <= last[0] < told[1]
                and told[0] < last[1]
            ):
                told = None  # what the mention before counts: 48家开发区5大类
        yield what, told
        last = told
        if kind == "date":
            date_start, before_date = start, end
        end, told_kind = stop, kind


def _respective(text: str, start: int, floor: int) -> list[Span]:
    """The names of several quantities that 分别 gives their values, of which the one at `start` is the first."""
    if "分别" not in text[max(floor, start - 10) : start]:
        return []
    match = RESPECTIVE.search(text, max(floor, start - LEFT_REACH - _BETWEEN - 60), start)
    if match is None:
        return []
    first = match.start("names")
    ends = [mark.span() for mark in BETWEEN_NAMES.finditer(match["names"])]
    starts = [first, *(first + end for _, end in ends)]
    return list(zip(starts, [*(first + at for at, _ in ends), match.end("names")], strict=True))


def _item(text: str, names: list[Span], kind: str) -> Span | None:
    """The indicator that the next of several names is, which leaves the list; None for half a name: 公路、铁路里程."""
    measured = is_measured(text[slice(*names[-1])])
    start, end = names.pop(0)
    found = _left(text, end, kind, start) if start < end else None
    return None if found is None or (measured and not is_measured(text[found[0] : found[1]])) else found


def unit_of(value: Value) -> str:
    """The unit of a value, of its low end if it is a range."""
    return getattr(value.low if isinstance(value, Range) else value, "unit", None) or ""


def is_restated(text: str, before: int, start: int) -> bool:
    """Whether the amount at `start` is the one that ends at `before` in another currency: 1.8亿美元(12.78亿元人民币)."""
    return RESTATED.fullmatch(text, before, start) is not None


def without_change(text: str, about: Span) -> Span | None:
    """The indicator without the words of its change, 平均浓度 of 平均浓度同比下降; None if nothing remains."""
    start, end = about
    change = CHANGE.search(text[start:end])
    if change is None:
        return about
    return (start, start + change.start()) if change.start() else None


def is_listed(text: str, before: int, start: int) -> bool:
    """Whether the value at `start` is one of a list with the one that ends at `before`: 12%和8%."""
    return LISTED.fullmatch(text, before, start) is not None


def name_before(text: str, end: int, floor: int) -> Span | None:
    """The name of a quantity that ends at `end`: 地区生产总值 before 较2010年翻一番."""
    return _left(text, end, "number", floor)
