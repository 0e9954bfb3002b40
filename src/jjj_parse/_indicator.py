"""The words that say what a quantity measures: 总投资 of 总投资25亿元, 重点项目 of 129个重点项目.

Chinese is written without blanks between words, so the boundaries come from word lists (`data/indicator_words.tsv`), from punctuation and
from the mentions around. A function of the cleaned text and of places in it; it looks at a short slice on either side, whatever the length
of the text. Where the lists do not settle the matter there is no indicator: a wrong one is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias, TypeVar

from jjj_parse import _lexicon
from jjj_parse._indicator_words import (
    AFTER_PLACE,
    AGAINST,
    ALONE,
    ALONE_ENDS,
    BARE,
    BETWEEN_NAMES,
    CHANGE,
    CHANGE_ENDS,
    CHANGES,
    COMPARED,
    COMPARING,
    EACH,
    FROM_TO,
    GENERIC,
    GROWN,
    GROWN_BY,
    HEAD_PAIRS,
    HEADS,
    JOINED,
    KEPT,
    LEFT,
    LISTED,
    LOCATIVES,
    MADE,
    MEMBER,
    MEMBERS,
    MORE_THAN,
    OWNED,
    PARKS,
    PLACES,
    PROVINCES,
    QUOTED,
    REGION,
    RESPECTIVE,
    RESTATED,
    RIGHT,
    SCOPES,
    SERVED,
    SET_UP,
    SHARES,
    SINGLE_VERBS,
    SIZES,
    SOFT,
    STATES,
    STRETCHES,
    STUFF,
    SUFFIXES,
    TAIL,
    VERBAL_UNITS,
    VERBAL_WORDS,
    WHOLE,
    WHOLE_UNITS,
    YEARLY,
    YEARLY_BEHIND,
    after_last_head,
    after_last_subject,
    after_last_verb,
    first_verb,
    is_counted,
    is_measured,
    makes_noun,
    trimmed,
    without_leads,
)
from jjj_parse._reading import Reading
from jjj_parse.types import Range, Value

Span: TypeAlias = tuple[int, int]
Found = TypeVar("Found")

LEFT_REACH = 28
RIGHT_REACH = 24
_LONGEST = 24
"""An indicator of more characters than this is no name of one."""
_LONGEST_BY_SUFFIX = 9
"""A longer run of which only the last character is known to end nouns may be a sentence: 处景点串珠成线."""
_AFTER = {"该": "省市县区镇乡村厂院校", "等": "地市县区国省"}
"""Characters that belong to the particle before a run, not to the name: 该市, 等地."""
_TELLING = frozenset(("每", "的", "于", *_AFTER))
"""Characters before a run that say something of the name in it."""
_BETWEEN = 12
"""Two mentions further apart than this are not one said in two ways."""
_NAMES = 8192
"""Names whose reading is remembered, of each sort; most names of a text come again. One takes about 300 bytes."""
_LONGEST_MODIFIER = max(map(len, _lexicon.MODIFIERS_BEFORE))
_OF_STUFF = frozenset(("area", "container", "energy", "length", "mass", "volume"))
"""Kinds that measure stuff: 42万亩水稻, 高速公路120公里."""


_PRICES = frozenset(("money", "rate"))
"""Kinds that may change places: 由每人每年580元提高到610元."""
_NO_SIZES = frozenset(("count", "date", "duration", "money", "number", "ordinal", "percent", "time"))
"""Kinds that are no size of a thing."""
_TIMES = frozenset("年日")
_SORTS = {
    **{kind: kind for kind in ("count", "duration", "number", "percent", "rate")},
    **dict.fromkeys(_OF_STUFF, "mass"),
}
"""Kinds whose names are read alike go by one of them."""
_SITES = frozenset("区园城馆楼院店厅站场房库湖岛镇村体心")
"""Ends of what takes up an area."""
_REGIONS = frozenset("省市县区")
_NO_STUFF = frozenset("部侧边外内上下中前后左右东西南北近远处里约再又仅只达省市县区镇乡村")
"""Ends of words that say where, not what."""
_UNCLEAR = (-1, -1)
"""There is a noun behind the mention, so none before it is counted, but where it ends is not plain."""


def indicator_span(
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
    """The span in the cleaned `text` of what the mention `text[start:end]` measures, None if that is not plain.

    `unit` matters for counts and ordinals alone. `before` is the end of the mention before it, `after` and `after_end`
    are start and end of the next one (the length of the text if there is none); `told` is the indicator of the mention before it if
    that is of the same kind; `sized` says that the next one is a size of what is counted (两座110千伏变电站).
    """
    if kind == "count" or kind == "ordinal":
        if unit in WHOLE_UNITS or (kind == "ordinal" and not unit):
            return None  # 第十五中学 is a name
        if told is not None and start - before <= _BETWEEN and FROM_TO.fullmatch(text, before, start):
            return told
        if after - end <= _BETWEEN and FROM_TO.fullmatch(text, end, after):
            return _left(text, start, kind, before)  # 工人由300人减至180人
        found = _right(text, end, unit[-1] in VERBAL_UNITS, after, after_end, sized)
        if found is None and kind == "count" and unit != "大" and not (unit[-1] == "位" and unit in HEADS):
            found = _left(text, start, kind, before)
        return None if found is _UNCLEAR else found
    if kind == "date" or kind == "time":
        return None
    if told is not None and start - before <= _BETWEEN:
        for pattern in (RESTATED, FROM_TO, LISTED):
            if pattern.fullmatch(text, before, start):
                return told
    found = _left(text, start, kind, before)
    if found is None and kind == "number":
        found = _right(text, end, False, after, after_end, False)
        if found is _UNCLEAR or found is None or found[0] != end:
            return None
        return found if text[found[1] - 2 : found[1]] in HEAD_PAIRS else None
    if found is None and (kind == "money" or kind == "rate" or kind in _OF_STUFF):
        found = _right(text, end, True, after, after_end, False)
        if found is _UNCLEAR:
            return None
        if found is not None:
            name = text[found[0] : found[1]]
            if not (_is_stuff(name, kind) if kind in _OF_STUFF else is_measured(name)):
                return None
    return found


def _is_stuff(name: str, kind: str) -> bool:
    """Whether what stands behind a size is what has it: 42万亩水稻, 4万平方米的商业中心."""
    return name.endswith(STUFF) or (kind == "area" and len(name) > 2 and name[-1] in _SITES)


def _left(text: str, start: int, kind: str, floor: int) -> Span | None:
    """What stands before the mention: 总投资达25亿元, 签约入园项目41个."""
    low = start - LEFT_REACH
    match = LEFT.match(text[max(low, floor) : start][::-1])
    assert match is not None
    linked, reach = match.end(1), match.end()
    if kind == "percent" and "占" in text[start - linked : start]:
        return None  # a share of what stands before: 项目投资占50%
    if start - reach == floor and floor and EACH.search(text, max(floor - 9, 0), floor) and linked != reach:
        return None
    if linked == reach:
        if kind == "count" and text[start - linked - 1] == "”":
            quoted = QUOTED.search(text, max(low, floor), start - linked)
            return None if quoted is None else quoted.span("name")
        return None
    first, end = start - reach, start - linked
    given = (kind == "percent" or kind == "number") and "了" in text[end:start]
    char = text[first - 1 : first]
    found = _before(text[first:end], char if char in _TELLING else "", _SORTS.get(kind, "money"), given)
    return None if found is None else (first + found[0], first + found[1])


@lru_cache(maxsize=_NAMES)
def _before(name: str, char: str, kind: str, given: bool) -> Span | None:
    """The indicator in the run `name` before a mention; `char` stands before the run, `given` says that 了 stands between."""
    if kind == "percent" and char == "于":
        return None  # 快于居民收入增速2个百分点
    if (char == "每" and name[0] not in "年月日天周") or (char == "的" and name in SHARES):
        return None
    at = 1 if char == "每" or name[0] in _AFTER.get(char, "") else 0
    if at == len(name):
        return None
    found = _counted_before(name[at:]) if kind == "count" else _measured_before(name[at:], kind, given)
    return None if found is None else (at + found[0], at + found[1])


def _measured_before(name: str, kind: str, given: bool) -> Span | None:
    end = len(name)
    if name[-1] in CHANGE_ENDS and (change := CHANGE.search(name)) is not None:
        at = change.start()
        if kind == "percent" and MORE_THAN.search(name, 0, at):
            return None  # 高于贷款增速2个百分点
        noun = _measured(name[:at], kind, strict=False) if at and not AGAINST.search(name, 0, at) else None
        if noun is not None and noun[1] == at:
            return noun[0], end
        return (at, end) if kind == "percent" or kind == "duration" else None
    if kind == "duration" and name[-2:] in STATES:
        return end - 2, end
    if given:
        return None  # 贡献了60%的税收
    return _measured(name, kind, strict=True)


def _measured(name: str, kind: str, *, strict: bool) -> Span | None:
    """The name of a quantity that `name` ends with; not `strict`, also the name of things that are counted."""
    end = len(name)
    whole, name = name, trimmed(name)
    if kind == "percent" and (name[-1:] in SIZES or name[-2:] == "相比" or COMPARING.search(whole, 0, end - len(name))):
        return None  # 超出供给量近两成, 比城镇居民高1个百分点
    if not name or name in BARE or name in SCOPES or (name[0] in "至到间" and name[:2] not in KEPT):
        return None
    if len(name) < 2 and name not in SIZES and name != "税":
        return None
    if kind in _OF_STUFF and (made := MADE.match(name)) is not None and not is_measured(name):
        name = name[made.end() :] or name
    if kind in _OF_STUFF and name[-2:] in STATES and name[:-2].endswith(STUFF):
        name, end = name[:-2], end - 2
    if not (
        is_measured(name)
        or (kind in _OF_STUFF and (name.endswith(STUFF) or (strict and _is_object(name, whole))))
        or ((not strict or kind == "number" or kind == "rate") and is_counted(name))
    ):
        return None
    place = PLACES.at(name, 0)
    if place is not None and len(name) - len(place) >= 2:
        name = name[_place_end(name, len(place)) :]
        if name[0] in "至到":
            return None  # 北京至唐山运行时间
    if name[-1] in SIZES and len(name) == 2 and name[0] in _lexicon.MEASURE_WORDS and name[0] not in "层株":
        return end - 1, end  # 这条长8公里的路
    if name[-1] in SIZES and (name[-3:-1] in HEAD_PAIRS or name[-2:-1] in STRETCHES):
        return end - 1, end
    if (
        (name[-1] in ALONE_ENDS or not _TIMES.isdisjoint(name))
        and (alone := ALONE.search(name)) is not None
        and "均" not in name[: alone.start()]
    ):
        whole = alone["name"]
        if kind in _OF_STUFF and whole.endswith(STUFF) and (yearly := YEARLY.match(whole)) is not None:
            whole = whole[yearly.end() :]
        return end - len(whole), end
    if name[0] == "占":
        return (end - len(name), end) if len(name) <= _LONGEST else None
    cut = after_last_subject(name[:-1])
    if (
        cut
        and len(name) - cut >= 2
        and "均" not in name[:cut]
        and name[cut:] not in SHARES
        and WHOLE.at(name, cut - 2) is None
    ):
        name = name[cut:]
    name = _without_region(name)
    name = without_leads(name)
    thing = name.endswith(STUFF) if kind in _OF_STUFF else kind == "rate" and is_counted(name)
    if thing and (yearly := YEARLY.match(name)) is not None and not is_measured(name):
        name = name[yearly.end() :]
        if (place := PLACES.at(name, 0)) is not None and len(name) - len(place) >= 2:
            name = name[len(place) :]
    if kind in _OF_STUFF and name.startswith("累计") and len(name) > 3:
        name = name[2:]
    while kind in _OF_STUFF and (soft := SOFT.at(name, 0)) is not None:
        rest = name[len(soft) :]
        if (not rest.endswith(STUFF) and not (rest.endswith("面积") and len(rest) > 5)) or rest in GENERIC:
            break
        name = rest
    return (end - len(name), end) if len(name) <= _LONGEST else None


def _is_object(name: str, whole: str) -> bool:
    """Whether `name`, which is no stuff of the lists, is the object of a verb that makes or moves stuff: 拓宽乡间小道3公里."""
    return (
        2 <= len(name) <= 8
        and name[-1] not in _NO_STUFF
        and PLACES.at(name, 0) is None
        and (made := MADE.search(whole, 0, len(whole) - len(name))) is not None
        and made.end() == len(whole) - len(name)
    )


def _without_region(name: str) -> str:
    """`name` without the place that owns it: 财政收入 of 临川市财政收入."""
    if not _REGIONS.isdisjoint(name) and (region := REGION.match(name)) is not None:
        return name[region.end() :]
    return name


def _place_end(name: str, at: int) -> int:
    """The end of the place that `name` begins with, of which `at` characters are in the list: 承德市, 北京地区."""
    match = AFTER_PLACE.match(name, at)
    return at if match is None else match.end()


def _counted_before(name: str) -> Span | None:
    """The noun of a count that `name` ends with: 规上工业企业 of 净增规上工业企业数量."""
    end = len(name)
    governed = after_last_verb(name) > 0
    if len(name) > 3 and (name.endswith(GROWN) or name[-2:] in STATES):
        stem = name[:-2]
        if stem[-2:] in HEAD_PAIRS or (is_counted(stem) and len(stem) > 2) or is_measured(stem):
            name, end = stem, end - 2
    name = without_leads(trimmed(name).rpartition("累计")[2])
    for tail in ("数量", "总数", "总量", "个数", "家数"):
        if name.endswith(tail) and len(name) > len(tail):
            name, end = name[: -len(tail)], end - len(tail)
    if (
        not 2 <= len(name) <= _LONGEST
        or name in BARE
        or name[-2:] in COMPARED
        or (name[-1] in PROVINCES and name[-2:] not in HEADS)
    ):
        return None
    if len(name) == 2 and name[0] in SINGLE_VERBS and name not in HEADS and name not in STATES:
        return None
    doing = _without_doing(name, governed)
    governed = governed or doing != name
    name = without_leads(doing)
    if len(name) > 4:
        name = _without_owner(name)
    if "增" in name and (grown := GROWN_BY.match(name)) is not None and is_counted(name):
        rest = name[grown.end() :]
        if rest not in GENERIC and rest not in STATES:
            name = rest
    name = _without_region(name)
    if is_measured(name):
        found = _measured(name, "count", strict=False)
        return None if found is None else (end - len(name) + found[0], end)
    if name[-1] == "区" and PLACES.at(name, 0) is not None and len(name) <= 4:
        return None  # 通州区18个
    known = is_counted(name) or name[-2:] in STATES or name.endswith("重点")
    if not known and not (governed and len(name) <= 8):
        return None  # an object of a verb is a noun, of whatever sort
    return end - len(name), end


def _without_owner(name: str) -> str:
    """`name` without the group or park before what is counted in it: 成员单位 of 博物馆联盟成员单位."""
    if name.endswith(MEMBER) and (owned := MEMBERS.match(name)) is not None:
        name = name[owned.end() :]
    if (park := PARKS.match(name)) is not None:
        name = name[park.end() :]
    return name


def _without_doing(name: str, governed: bool) -> str:
    """`name` without a doing before the noun: 学校 of 建设学校, but 建设项目; `governed` by a verb, it is a part: 签订出口合同."""
    if name in STATES:
        return name
    if "服务" in name and (served := SERVED.match(name)) is not None:
        return name[served.end() :]
    if "设" in name and (set_up := SET_UP.match(name)) is not None:
        name = name[set_up.end() :]
    counted = is_counted(name)
    if (yearly := YEARLY.match(name)) is not None and not is_measured(name):
        name = name[yearly.end() :]
    owned = OWNED.match(name) if counted else None
    if owned is not None:
        name = name[owned.end() if name[owned.end() :] not in GENERIC else owned.end("owner") :]
    if name[0] in "能可" and SOFT.at(name, 1) is not None:
        name = name[1:]
    while (not governed or name.startswith("使用")) and (counted or (len(name) <= 6 and not is_measured(name))):
        soft = SOFT.at(name, 0)
        if soft is None or name[len(soft) :] in GENERIC or len(name) - len(soft) < 2 or makes_noun(name, len(soft)):
            break
        name = name[len(soft) :]
    return name


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
    if next_char == "的" and not (start < stop and _names_things(text[start:stop])):
        # 3项重要的变革性技术: the noun stands behind what describes it.
        for _ in range(2):
            match = RIGHT.match(text, stop, min(stop + RIGHT_REACH, after))
            assert match is not None
            start, stop = match.span(1)
            next_char = text[stop : stop + 1]
            if next_char != "的" or (start < stop and is_counted(text[start:stop])):
                break
    if start == stop:
        return None
    length = _counted(text[start:stop], verbal, next_char == "、")
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


def _names_things(name: str) -> bool:
    """Whether what is before the first verb names things: 专家 of 专家组成, nothing of 来自北京."""
    cut = first_verb(name)
    if cut > 0:
        name = name[:cut]
    if cut == 0:
        return False
    return name[-2:] in HEAD_PAIRS or name.endswith(STUFF) or (len(name) < 3 and name[-1] in SUFFIXES)


@lru_cache(maxsize=_NAMES)
def _counted(name: str, verbal: bool, listed: bool) -> int:
    """The length of the counted noun that the run `name` begins with, 0 if none, -1 if one whose end is not plain.

    `listed` says that 、 follows the run.
    """
    cut = first_verb(name)
    if cut == 0 or (cut > 0 and listed and name[cut - 2 : cut] not in HEAD_PAIRS):
        return 0  # 一批带动强、规模大的项目: a clause, its noun is far
    if cut > 0:
        name = name[:cut]
    if CHANGES.at(name, 0) is not None or (name in VERBAL_WORDS and not verbal):
        return 0
    if len(name) > 2 and name[-1] in LOCATIVES:
        name = name[:-1]
    if len(name) > 4 and (yearly := YEARLY_BEHIND.match(name)) is not None:
        name = yearly[0]
    if (tail := TAIL.match(name)) is not None:
        name = tail["noun"]
    elif name[-2:] not in HEAD_PAIRS:
        length = _unlisted(name)
        name = name[:length] if length > 0 else ""
        if not name:
            return length
    return len(name) if len(name) <= _LONGEST and name not in BARE else 0


def _unlisted(name: str) -> int:
    """As `_counted`, for a run that ends in no noun of the lists: what follows the last of them, or a noun by its last character."""
    cut = after_last_head(name)
    noun = name[-1] in SUFFIXES
    if cut and (not noun or name[cut : cut + 2] in VERBAL_WORDS or name[-2:] in STATES):
        return cut
    if len(name) > 2 and name[-2:] in STATES and name[-3] in SUFFIXES:
        return len(name) - 2  # 30辆测试车上路
    if is_measured(name) or len(name) <= (_LONGEST_BY_SUFFIX if noun else 6):
        return len(name) if len(name) > 1 or noun else -1
    return -1


def with_indicators(text: str, readings: Iterable[Reading]) -> Iterator[tuple[Reading, Span | None]]:
    """Each reading of the cleaned `text` with the span of its indicator. Looks one reading ahead, no further."""
    return indicators(text, ((r.start, r.end, r.value.kind, unit_of(r.value), r) for r in readings))


def indicators(text: str, found: Iterable[tuple[int, int, str, str, Found]]) -> Iterator[tuple[Found, Span | None]]:
    """What is found in the cleaned `text`, each with the span of its indicator; the places say where, of what kind and unit."""
    end = before_date = date_start = 0
    told: Span | None = None
    told_before = told
    told_kind = kind_before = ""
    last: Span | None = None
    names: list[Span] = []
    queue = iter(found)
    one = next(queue, None)
    while one is not None:
        coming = next(queue, None)
        after, after_end = (len(text),) * 2 if coming is None else coming[:2]
        start, stop, kind, unit, what = one
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
            if (names and LISTED.fullmatch(text, end, start)) or (names := _respective(text, first, before)):
                told = _item(text, names, kind)
            else:
                sized = after == stop and coming is not None and coming[2] not in _NO_SIZES
                told = indicator_span(
                    text,
                    first,
                    stop,
                    kind,
                    unit,
                    before,
                    after,
                    after_end,
                    told if kind == told_kind or (kind in _PRICES and told_kind in _PRICES) else None,
                    sized,
                )
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
        end, told_kind, one = stop, kind, coming


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
