"""The words that say what a quantity measures: 总投资 of 总投资25亿元, 重点项目 of 129个重点项目.

Chinese is written without blanks between words, so the boundaries come from word lists (`data/indicator_words.tsv`), from punctuation and
from the mentions around. A function of the cleaned text and of places in it; it looks at a short slice on either side, whatever the length
of the text. Where the lists do not settle the matter there is no indicator: a wrong one is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import add
from typing import NamedTuple, TypeAlias

from jjj_parse import _lexicon
from jjj_parse._engine import Longest, chars, compile_pattern, trie
from jjj_parse._reading import Reading
from jjj_parse.types import Range, Value

Span: TypeAlias = tuple[int, int]

LEFT_REACH = 28
RIGHT_REACH = 24
_LONGEST = 20
"""An indicator of more characters than this is no name of one."""


def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _lexicon.read_table("indicator_words"):
        found[row["class"]].append(row["word"])
    return {name: tuple(words) for name, words in found.items()}


WORDS = _words()
_VERBS = frozenset(WORDS["verb"])
_HEADS = frozenset(WORDS["head"])
_HEAD_PAIRS = frozenset(word[-2:] for word in _HEADS)
_SUFFIXES = frozenset(WORDS["suffix"])
_QUANTITIES = frozenset(WORDS["quantity"])
_QUANTITY_SUFFIXES = frozenset(WORDS["quantity_suffix"])
_STATES = frozenset(WORDS["state"])
_MAKERS = frozenset(WORDS["maker"])
_BEGINNINGS = frozenset(word[:2] for word in (*WORDS["head"], *WORDS["quantity"]))
_SUBJECTS = frozenset(word[-2:] for word in WORDS["subject"])

_NAME = r"A-Za-z0-9.·\-+&\u3400-\u9fff〇"
_MODIFIERS = (*_lexicon.MODIFIERS_BEFORE,)


def _run(*, backwards: bool) -> str:
    """A pattern of a run of characters that may belong to one name: no punctuation, no particle (的, 在, 等).

    A character that is a particle in most places goes on with the name where it makes a word with its neighbour: 在 in 在建.
    """
    stops = WORDS["stop"]
    after: dict[str, set[str]] = {char: set() for char in stops}
    before: dict[str, set[str]] = {char: set() for char in stops}
    for word in WORDS["keep"]:
        for first, second in zip(word, word[1:], strict=False):
            if first in after:
                after[first].add(second)
            if second in before:
                before[second].add(first)
    if backwards:
        after, before = before, after
    guarded = []
    for char in stops:
        ways = [f"(?= {chars(after[char])} )"] if after[char] else []
        if before[char]:
            ways.append(f"(?<= {chars(before[char])} )")
        guarded += [way + char if "<" in way else char + way for way in ways]
    plain = f"(?! {chars(stops)} ) [{_NAME}]"
    return rf"(?: {plain} | {' | '.join(guarded)} )*+"


_STUFFS = frozenset(("money", "area", "length", "mass", "volume"))
"""Kinds whose noun may stand behind the mention: 300万元纾困资金."""
_LINKS = [*WORDS["link"], *_MODIFIERS]
_LEFT = compile_pattern(
    rf"(?P<link> (?: {trie(word[::-1] for word in _LINKS)} | [\s:] | \) [^()\n]{{1,12}} \( )*+ ) (?P<name> {_run(backwards=True)} )"
)
_RIGHT = compile_pattern(
    rf"(?: {trie(_lexicon.MODIFIERS_AFTER)} (?! 游 ) )? 的? (?: 《[^》\n]{{1,30}}》 | “[^”\n]{{1,20}}” )? 的? (?P<name> {_run(backwards=False)} )"
)
_COMPOUNDS = Longest(WORDS["compound"])
_LEADS = Longest(WORDS["lead"])
_CHANGES = tuple(sorted(WORDS["change"], key=len, reverse=True))
_CHANGE = compile_pattern(
    r"(?P<adverb> (?: 同比 | 环比 | 年均 | 月均 | 平均 | 累计 | 预期 | 预计 | 实际 | 名义 | 可比 | 进一步 | 大幅 | 小幅 | 快速 | 稳步 | 逐年 | 复合 | 再 | 又 | 净 )* ) "
    rf"(?P<change> {'|'.join(_CHANGES)} ) \Z"
)
_CHANGES_AT = Longest(_CHANGES)
_CHANGE_ENDS = frozenset(word[-1] for word in _CHANGES)
_REGION = compile_pattern(
    r".* [^地小社园景片灌库厂城超都上门林矿分专整院站辖城省心核能街主牧老] (?: [省县] | 市 (?! [场民政值] ) | 区 ) (?! [域级内外间里长委市重] ) (?= .. )"
)
_TAIL = compile_pattern(
    rf"(?P<noun> .*? (?: 项目 | 工程 | 企业 | 机构 | 学校 | 产品 ) ) (?: {'|'.join(sorted(WORDS['tail'], key=len, reverse=True))} )"
)
_SOFT = Longest(WORDS["soft"])
_GENERIC = frozenset(WORDS["generic"])
_PLACES = Longest(WORDS["place"])
_ALONE = compile_pattern(
    rf"""
    (?P<name> {trie(WORDS['modifier'])}* {trie(WORDS['alone'])}
      | (?<! [今去本当全每均] ) [年日] (?: 均 | 平均 | 总 | 综合 | 设计 | 最大 )? {trie(WORDS['yearly'])} [^年日]{{0,8}}
    ) \Z
    """
)
_VERBAL_WORDS = _STATES | frozenset(WORDS["soft"])
_STUFF = tuple(WORDS["stuff"])
_REGIONS = frozenset("省市县州")
_COMPARING = compile_pattern("|".join(WORDS["comparing"]))
_OWNED = compile_pattern(rf".* (?: {trie(WORDS['subject'])} | [省市县区] ) {trie([*WORDS['soft'], *WORDS['state']])} (?= .. )")
_BARE = frozenset(WORDS["bare"])
"""Words that name nothing when they stand alone: 总数689家."""
_SERVED = compile_pattern("服务 (?: 企业 | 群众 | 居民 | 农户 | 游客 | 旅客 | 客户 | 学生 | 老人 | 学员 | 商户 | 用户 | 市民 | 村民 )")
_KEPT = frozenset(WORDS["keep"])
_GROWN = tuple(WORDS["grown"])
_SIZES = frozenset("长宽高深厚")
_SINGLE_VERBS = frozenset("设建购架植签获办引聘招养种修铺挖辟增减完投耗占含")
_SHARES = frozenset(("比重", "比例", "份额", "占比", "比率"))
_LISTED = compile_pattern(rf"[、和及与] {trie(_LINKS)}*")
_LOCATIVES = "上中里内后前时间"
_VERBAL = frozenset("项次场种类大步轮方批")
_QUOTED = compile_pattern(r"“ (?P<name> [\u3400-\u9fff]{2,8} ) ” \Z")
_WHOLE = frozenset("强企城国州")
"""Units that are what is counted: 500强, 千企."""
_RESTATED = compile_pattern(
    rf"(?: {trie(_lexicon.MODIFIERS_AFTER)} )? (?: [,，]? (?: 折合 | 约合 | 相当于 | 合 ) | [(（] (?: 折合 | 约合 | 合 | 相当于 | 折 | 约 | 即 )? ) (?: 人民币 | 美元 )? {trie(_LINKS)}*"
)
_FROM_TO = compile_pattern(
    rf"(?: (?: {'|'.join(_CHANGES)} )? (?: 到 | 至 | 为 | 成 ) | [增升降减扩涨跌]至 ) (?: 了 | {trie(_MODIFIERS)} )?"
)


class Around(NamedTuple):
    """What stands next to a mention: ends of the mentions before and after it, and the indicator of the one before."""

    before: int
    after: int
    after_end: int
    inherited: Span | None


def indicator_span(text: str, start: int, end: int, kind: str, unit: str, around: Around) -> Span | None:
    """The span in the cleaned `text` of what the mention `text[start:end]` of `kind` measures; None if that is not plain."""
    if kind == "date" or kind == "time":
        return None
    if unit in _WHOLE:
        return None
    if kind == "ordinal":
        if not unit:
            return None  # 第十五中学 is a name
        return _right(text, end, unit, around)
    if kind == "count" and not (around.inherited is not None and _FROM_TO.fullmatch(text, around.before, start)):
        return _right(text, end, unit, around) or (_left(text, start, kind, around) if unit != "大" else None)
    if around.inherited is not None and start - around.before <= 12:
        between = text[around.before : start]
        if _RESTATED.fullmatch(between) or _FROM_TO.fullmatch(between) or _LISTED.fullmatch(between):
            return around.inherited
    found = _left(text, start, kind, around)
    if found is None and kind in _STUFFS:
        found = _right(text, end, "", around)
        if found is not None:
            name = text[slice(*found)]
            if not (name.endswith(_STUFF) if kind != "money" else name[-2:] in _QUANTITIES):
                return None
    return found


def _first_verb(name: str) -> int:
    """The place of the first verb in `name` that is no part of a noun (实施方案), -1 if none."""
    for verb in filter(_VERBS.__contains__, map(add, name, name[1:])):
        at = name.find(verb)
        if not _is_noun(name, at):
            return at
    return -1


def _after_last_verb(name: str) -> int:
    """The end of the last verb in `name` that is no part of a noun, 0 if none."""
    back = name[::-1]
    for verb in filter(_VERBS.__contains__, map(add, back[1:], back)):
        at = name.rfind(verb)
        if not _is_noun(name, at):
            return at + 2
    return 0


def _is_noun(name: str, at: int) -> bool:
    """Whether the verb of two characters at `at` begins a noun: 实施 of 实施方案, 检查 of 检查站 (but not 设立 of 设立站点)."""
    if at and name[at - 1] in "年日" and _is_measured(name):
        return True  # 日处理污水能力
    if at + 2 == len(name) and _is_measured(name):
        return True  # 研发投入
    if name[at + 2 : at + 3] in _MAKERS and name[at + 2 : at + 4] not in _BEGINNINGS:
        return True
    return _COMPOUNDS.at(name, at) is not None


def _last_pair(pairs: frozenset[str], text: str) -> int:
    back = text[::-1]
    found = next(filter(pairs.__contains__, map(add, back[1:], back)), None)
    return -1 if found is None else text.rfind(found)


def _is_counted(name: str) -> bool:
    return name[-2:] in _HEAD_PAIRS or name[-1] in _SUFFIXES


def _is_measured(name: str) -> bool:
    return (
        name[-2:] in _QUANTITIES
        or name[-1] in _QUANTITY_SUFFIXES
        or name[-3:] in _QUANTITIES
        or name[-4:] in _QUANTITIES
    )


def _right(text: str, end: int, unit: str, around: Around) -> Span | None:
    limit = min(end + RIGHT_REACH, around.after)
    match = _RIGHT.match(text, end, limit)
    assert match is not None
    start, stop = match.span("name")
    name = text[start:stop]
    if stop == around.after:
        # 400家营业收入亿元以上工业企业: the noun stands behind the amount that describes it.
        behind = _lexicon.MODIFIERS_AFTER
        at = around.after_end
        if text[at : at + 2] in behind:
            match = _RIGHT.match(text, at, at + RIGHT_REACH)
            assert match is not None
            start, stop = match.span("name")
            name = text[start:stop]
        elif not name:
            return None
    for _ in range(2):
        if text[stop : stop + 1] != "的" or (name and _is_counted(name)):
            break
        match = _RIGHT.match(text, stop, min(stop + RIGHT_REACH, around.after))
        assert match is not None
        start, stop = match.span("name")
        name = text[start:stop]
    if not name:
        return None
    cut = _first_verb(name)
    if cut == 0 or (cut > 0 and text[stop : stop + 1] == "、"):
        return None  # 一批带动强、规模大的项目: a clause, its noun is far
    if cut > 0:
        name = name[:cut]
    if _CHANGES_AT.at(name, 0) is not None or name in _STATES and not (unit and unit[-1] in _VERBAL):
        return None
    if len(name) > 2 and name[-1] in _LOCATIVES:
        name = name[:-1]
    return _counted(name, start, unit)


def _counted(name: str, start: int, unit: str) -> Span | None:
    tail = _TAIL.match(name)
    if tail is not None:
        name = tail["noun"]
    elif name[-2:] not in _HEAD_PAIRS:
        cut = _last_pair(_HEAD_PAIRS, name)
        verbal = name[cut + 2 : cut + 4] in _VERBAL_WORDS or name[-2:] in _STATES
        if cut >= 0 and (name[-1] not in _SUFFIXES or verbal):
            name = name[: cut + 2]
        elif name[-1] in _SUFFIXES:
            pass
        elif len(name) > 6 or len(name) < 2 or (unit and unit[-1] not in _VERBAL and name in _STATES):
            return None
    if len(name) > _LONGEST:
        return None
    return start, start + len(name)


def _left(text: str, start: int, kind: str, around: Around) -> Span | None:
    low = max(around.before, start - LEFT_REACH)
    match = _LEFT.match(text[low:start][::-1])
    assert match is not None
    at, stop = match.span("name")
    if at == stop:
        quoted = _QUOTED.search(text, low, start - at) if kind == "count" and text[start - at - 1] == "”" else None
        return None if quoted is None else quoted.span("name")
    end, first = start - at, start - stop
    if text[first - 1 : first] == "该" and text[first] in "省市县区镇乡村厂院校":
        first += 1
    name = text[first:end]
    if not name:
        return None
    if kind == "count":
        return None if text[first - 1 : first] == "每" else _counted_before(name, first)
    if text[first - 1 : first] == "每" or (text[first - 1 : first] == "的" and name in _SHARES):
        return None
    if name[-1] in _CHANGE_ENDS and kind in ("percent", "duration"):
        change = _CHANGE.search(name)
        if change is not None:
            at = change.start()
            noun = _measured(name[:at], first, kind, strict=False) if at else None
            return (noun[0] if noun is not None and noun[1] == first + at else first + at, end)
    if kind == "duration" and name[-2:] in _STATES:
        return end - 2, end
    if kind == "percent" and "了" in text[end:start]:
        return None  # 贡献了60%的税收
    return _measured(name, first, kind, strict=True)


def trimmed(name: str) -> str:
    """`name` without the verbs and the words of scope before it: 固定资产投资 of 全市完成固定资产投资."""
    name = name[_after_last_verb(name) :]
    change = _CHANGES_AT.at(name, 0)
    if change is not None and len(change) < len(name):
        name = name[len(change) :]
    while (lead := _LEADS.at(name, 0)) is not None and len(lead) < len(name):
        name = name[len(lead) :]
    return name


def _measured(name: str, first: int, kind: str, *, strict: bool) -> Span | None:
    end = first + len(name)
    whole = name
    name = trimmed(name)
    if kind == "percent" and _COMPARING.search(whole, 0, len(whole) - len(name)):
        return None  # 超出供给量近两成
    if not name or name in _BARE or (name[0] in "至到间" and name[:2] not in _KEPT) or (len(name) < 2 and name not in _SIZES and name != "税"):
        return None
    if not (_is_measured(name) or (kind in _STUFFS and name[0] not in "年日" and name.endswith(_STUFF)) or ((not strict or kind == "number") and _is_counted(name))):
        return None
    place = _PLACES.at(name, 0)
    if place is not None and len(name) - len(place) >= 2:
        name = name[len(place) :]
    if name[-1] in _SIZES and name[-3:-1] in _HEAD_PAIRS:
        return end - 1, end
    alone = _ALONE.search(name)
    if alone is not None:
        return end - len(alone["name"]), end
    cut = _last_pair(_SUBJECTS, name[:-1])
    if cut >= 0 and len(name) - cut - 2 >= 2 and "均" not in name[:cut] and name[cut + 2 : cut + 4] != "绿地":
        name = name[cut + 2 :]
    region = _REGION.match(name)
    if region is not None:
        name = name[region.end() :]
    while (lead := _LEADS.at(name, 0)) is not None and len(lead) < len(name):
        name = name[len(lead) :]
    if len(name) > _LONGEST:
        return None
    return end - len(name), end


def _counted_before(name: str, first: int) -> Span | None:
    end = first + len(name)
    name = trimmed(name).removeprefix("累计")
    if len(name) > 3 and name[-4:-2] in _HEAD_PAIRS and (name[-2:] in _STATES or name.endswith(_GROWN)):
        name, end = name[:-2], end - 2
    for tail in ("数量", "总数", "总量", "个数", "家数"):
        if name.endswith(tail) and len(name) > len(tail):
            name, end = name[: -len(tail)], end - len(tail)
    if len(name) < 2 or len(name) > _LONGEST or name in _BARE or (name[-1] in _REGIONS and name[-2:] not in _HEADS):
        return None
    if len(name) == 2 and name[0] in _SINGLE_VERBS and name not in _HEADS and name not in _STATES:
        return None
    served = _SERVED.match(name)
    if served is not None:
        name = name[2:]
    owned = _OWNED.match(name)
    if owned is not None and _is_counted(name) and name[owned.end() :] not in _GENERIC:
        name = name[owned.end() :]
    soft = _SOFT.at(name, 0)
    if soft is not None and _is_counted(name) and name[len(soft) :] not in _GENERIC and len(name) - len(soft) >= 2:
        name = name[len(soft) :]
    region = _REGION.match(name)
    if region is not None:
        name = name[region.end() :]
    if _is_measured(name):
        return _measured(name, end - len(name), "count", strict=False)
    if not _is_counted(name) and len(name) > 6:
        return None
    return end - len(name), end


def with_indicators(text: str, readings: Iterable[Reading]) -> Iterator[tuple[Reading, Span | None]]:
    """Each reading of the cleaned `text` with the span of its indicator. Looks one reading ahead, no further."""
    end = 0
    last: tuple[int, int] | None = None
    """Of a date, its start and the end of the reading before it."""
    told: Span | None = None
    told_kind = ""
    queue = iter(readings)
    reading = next(queue, None)
    while reading is not None:
        coming = next(queue, None)
        value = reading.value
        kind = value.kind
        around = Around(
            end,
            len(text) if coming is None else coming.start,
            len(text) if coming is None else coming.end,
            told if kind == told_kind else None,
        )
        start = reading.start
        if last is not None and text[end:start] == "的" and text[last[0] - 1] in "由从":
            start, around = last[0], around._replace(before=last[1])  # 产量由2015年的3万吨增加到5万吨
        unit = unit_of(value) if kind == "count" or kind == "ordinal" else ""
        told = indicator_span(text, start, reading.end, kind, unit, around)
        yield reading, told
        last = (reading.start, end) if kind == "date" else None
        end, told_kind, reading = reading.end, kind, coming


def unit_of(value: Value) -> str:
    """The unit of a count or ordinal, of its low end if it is a range."""
    return getattr(value.low if isinstance(value, Range) else value, "unit", None) or ""


def is_restated(text: str, before: int, start: int) -> bool:
    """Whether the amount at `start` is the one that ends at `before` in another currency: 1.8亿美元(12.78亿元人民币)."""
    return _RESTATED.fullmatch(text, before, start) is not None


def without_change(text: str, about: Span) -> Span | None:
    """The indicator without the words of its change, 平均浓度 of 平均浓度同比下降; None if nothing remains."""
    start, end = about
    change = _CHANGE.search(text[start:end])
    if change is None:
        return about
    return (start, start + change.start()) if change.start() else None
