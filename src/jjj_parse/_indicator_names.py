"""The name at the end of a run of characters before a number, and the noun at the beginning of one behind it.

`_indicator` finds the runs; here they are cut by the word lists of `_indicator_words`. Functions of the run alone, so what they find is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeAlias

from jjj_parse import _lexicon
from jjj_parse._indicator_words import (
    AFTER_PLACE,
    AGAINST,
    ALONE,
    ALONE_ENDS,
    BARE,
    CHANGE,
    CHANGE_ENDS,
    CHANGED,
    CHANGES,
    COMPARED,
    COMPARING,
    DONE,
    GENERIC,
    GROWN,
    GROWN_BY,
    HEAD_PAIRS,
    HEADS,
    KEPT,
    LOCATIVES,
    MADE,
    MAKES,
    MEMBER,
    MEMBERS,
    MORE_THAN,
    OPENINGS,
    OWNED,
    OWNER_BACK,
    PARKS,
    PLACES,
    PROVINCES,
    REGION,
    SCOPES,
    SERVED,
    SET_UP,
    SHARES,
    SINGLE_VERBS,
    SIZES,
    SOFT,
    SPREAD,
    STATES,
    STRETCHES,
    SUFFIXES,
    TAIL,
    VERBAL_WORDS,
    VERBS,
    WHOLE,
    YEARLY,
    YEARLY_BEHIND,
    after_last_head,
    after_last_verb,
    first_verb,
    is_counted,
    is_measured,
    is_stuff,
    makes_noun,
    trimmed,
    without_leads,
    without_scope,
)

Place: TypeAlias = tuple[int, int]

_LONGEST = 24
"""An indicator of more characters than this is no name of one."""
_LONGEST_BY_SUFFIX = 9
"""A longer run of which only the last character is known to end nouns may be a sentence: 处景点串珠成线."""
_AFTER = {"该": "省市县区镇乡村厂院校", "等": "地市县区国省", "这": "个条座家项批片种", "那": "个条座家项批片种"}
"""Characters that belong to the particle before a run, not to the name: 该市, 等地, 这条."""
TELLING = frozenset(("每", "的", "于", *_AFTER))
"""Characters before a run that say something of the name in it."""
_NAMES = 4096
"""Names whose reading is remembered, of each sort; most names of a text come again. One takes about 300 bytes."""
OF_STUFF = frozenset(("area", "container", "energy", "length", "mass", "volume"))
"""Kinds that measure stuff: 42万亩水稻, 高速公路120公里."""
_OWN_WAYS = frozenset(("count", "duration", "money", "number", "percent", "rate", "mass"))
"""Kinds whose names are read in ways of their own; those of all that measure stuff are read alike, and so are all others."""
_SITES = frozenset("区园城馆楼院店厅站场房库湖岛镇村体心")
"""Ends of what takes up an area."""
_NO_STUFF = frozenset("部侧边外内上下中前后左右东西南北近远处里约再又仅只达省市县区镇乡村")
"""Ends of words that say where, not what."""


def has_size(name: str, kind: str) -> bool:
    """Whether what stands behind a size is what has it: 42万亩水稻, 4万平方米的商业中心."""
    return is_stuff(name) or (kind == "area" and len(name) > 2 and name[-1] in _SITES)


def begin_of_name(name: str, char: str, kind: str) -> int:
    """Where in the run `name` behind `char`, one of `TELLING`, a name may begin; -1 if there is none."""
    if kind == "percent" and char == "于":
        return -1  # 快于居民收入增速2个百分点
    if char == "每" and kind == "rate" and (owned := SPREAD.match(name)) is not None:
        return owned.end()
    if (char == "每" and name[0] not in "年月日天周") or (char == "的" and name in SHARES):
        return -1
    at = 1 if char == "每" or name[0] in _AFTER.get(char, "") else 0
    return at if at < len(name) else -1


def _measured_before(kind: str, given: bool, name: str) -> Place | None:
    end = len(name)
    if (name[-2:] in CHANGE_ENDS or name[-1] in CHANGE_ENDS) and (change := CHANGE.search(name)) is not None:
        at = change.start()
        if kind == "percent" and MORE_THAN.search(name, 0, at):
            return None  # 高于贷款增速2个百分点
        if at and not (("比" in name or "较" in name) and AGAINST.search(name, 0, at)):
            noun = _measured(name[:at], kind, strict=False)
            if noun is not None and noun[1] == at:
                return noun[0], end
        return (at, end) if kind == "percent" or kind == "duration" else None
    if kind == "duration" and name[-2:] in STATES:
        return end - 2, end
    if given:
        return None  # 贡献了60%的税收
    found = _measured(name, kind, strict=True)
    if found is None and kind == "rate" and is_stuff(name):
        return _measured(name, "mass", strict=True)  # 每年节约标准煤3万吨
    return found


class _Remembered(dict[str, Place | None]):
    """What a function finds in a name, by the name. When there are too many all are forgotten: most come again soon."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Place | None]) -> None:
        self._find = find

    def __missing__(self, name: str) -> Place | None:
        if len(self) >= _NAMES:
            self.clear()
        found = self[name] = self._find(name)
        return found


class _ByKind(dict[str, _Remembered]):
    """By the kind of a mention what remembers the indicators in the runs before mentions of that kind."""

    __slots__ = ("_given",)

    def __init__(self, *, given: bool) -> None:
        self._given = given

    def __missing__(self, kind: str) -> _Remembered:
        sort = "mass" if kind in OF_STUFF else kind if kind in _OWN_WAYS else "money"
        if sort != kind:
            found = self[sort]
        elif kind == "count":
            found = _Remembered(_counted_before)
        else:
            found = _Remembered(partial(_measured_before, kind, self._given))
        return self.setdefault(kind, found)


BEFORE = _ByKind(given=False)
"""The indicator in a run before a mention, by the kind of the mention and the run."""
BEFORE_GIVEN = _ByKind(given=True)
"""The same where 了 stands between."""


def _measured(name: str, kind: str, *, strict: bool) -> Place | None:
    """The name of a quantity that `name` ends with; not `strict`, also the name of things that are counted."""
    end = len(name)
    whole, name = name, name[after_last_verb(name) :]
    if "中" in name or name[:1] in OPENINGS:
        name = without_scope(name)
    verb = whole[: end - len(name)][-2:]
    if kind == "percent" and _is_compared(name, whole):
        return None
    if not name or name in BARE or name in SCOPES or (name[0] in "至到间" and name[:2] not in KEPT):
        return None
    if len(name) < 2 and name not in SIZES and name != "税":
        return None
    if kind in OF_STUFF:
        if (made := MADE.match(name)) is not None and not is_measured(name):
            name = name[made.end() :] or name
        if name[-2:] in STATES and name[-2:] not in SCOPES and is_stuff(name[:-2]):
            name, end = name[:-2], end - 2
        known = is_measured(name) or is_stuff(name) or (strict and _is_object(name, whole))
    else:
        known = is_measured(name)
    if not known and not ((not strict or kind == "number" or kind == "rate") and is_counted(name)):
        return None
    place = PLACES.at(name, 0) if name[0] in PLACES.firsts else None
    if place is not None and len(name) - len(place) >= 2:
        name = name[_place_end(name, len(place)) :]
        if name[0] in "至到":
            return None  # 北京至唐山运行时间
    if name[-1] in SIZES and len(name) == 2 and name[0] in _lexicon.MEASURE_WORDS and name[0] not in "层株":
        return end - 1, end  # 这条长8公里的路
    if name[-1] in SIZES and (name[-3:-1] in HEAD_PAIRS or name[-2:-1] in STRETCHES):
        return end - 1, end
    alone = _alone(name)
    if alone and kind in OF_STUFF and is_stuff(alone) and (yearly := YEARLY.match(alone)) is not None:
        alone = alone[yearly.end() :]
    if not alone and name[0] != "占":
        name = _without_owners(name)
        if kind in OF_STUFF or kind == "rate":
            name = _without_doers(name, kind, governed=verb in VERBS)
        elif (at := name.rfind("累计")) > 0:
            name = name[at:]
    length = len(alone or name)
    return (end - length, end) if length <= _LONGEST else None


def _is_compared(name: str, whole: str) -> bool:
    """Whether a percentage behind `name`, the end of `whole`, is a distance or a change: 超出供给量近两成, 降低检测成本30%."""
    cut = len(whole) - len(name)
    return (
        whole[0] == "超"
        or name[-1:] in SIZES
        or name[-2:] == "相比"
        or whole[:cut].endswith(CHANGED)
        or COMPARING.search(whole, 0, cut) is not None
    )


def _alone(name: str) -> str:
    """The indicator at the end of `name` that is whole, whatever stands before it: 总投资; empty if none."""
    if name[-2:] in ALONE_ENDS or "年" in name or "日" in name:
        alone = ALONE.search(name)
        if alone is not None and "均" not in name[: alone.start()]:
            return alone["name"]
    return ""


def _without_owners(name: str) -> str:
    """`name` without what owns it: 财政收入 of 开发区财政收入 and of 临川市财政收入."""
    back = name[::-1]
    owner = OWNER_BACK.search(back, 1)
    if owner is not None:
        while owner is not None and owner["subject"] is None:
            owner = OWNER_BACK.search(back, owner.end())
        if owner is not None:
            cut = len(name) - owner.start()
            if len(name) - cut >= 2 and "均" not in name[:cut] and name[cut:] not in SHARES:
                name = name if WHOLE.at(name, cut - 2) is not None else name[cut:]
        name = _without_region(name)
    return without_leads(name)


def _without_doers(name: str, kind: str, *, governed: bool) -> str:
    """`name` without who makes the stuff, and the making: 肥料 of 年产肥料; `governed` by a verb, the making is a part of it."""
    thing = is_stuff(name) if kind in OF_STUFF else kind == "rate" and is_counted(name)
    if (
        thing
        and ("年" in name or "日" in name or "月" in name)
        and (yearly := YEARLY.match(name)) is not None
        and not is_measured(name)
    ):
        name = name[yearly.end() :]
        if (place := PLACES.at(name, 0)) is not None and len(name) - len(place) >= 2:
            name = name[len(place) :]
    if kind in OF_STUFF and name.startswith("累计") and len(name) > 3:
        name = name[2:]
    if (at := name.rfind("累计")) > 0:
        name = name[at:]
    while kind in OF_STUFF and not governed and name[0] in SOFT.firsts and (soft := SOFT.at(name, 0)) is not None:
        rest = name[len(soft) :]
        if rest in GENERIC or not (is_stuff(rest) or (rest.endswith("面积") and len(rest) > 5)):
            break
        name = rest
    return name


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
    if ("市" in name or "区" in name or "县" in name or "省" in name) and (region := REGION.match(name)) is not None:
        return name[region.end() :]
    return name


def _place_end(name: str, at: int) -> int:
    """The end of the place that `name` begins with, of which `at` characters are in the list: 承德市, 北京地区."""
    match = AFTER_PLACE.match(name, at)
    return at if match is None else match.end()


def _counted_before(name: str) -> Place | None:
    """The noun of a count that `name` ends with: 规上工业企业 of 净增规上工业企业数量."""
    cut = after_last_verb(name)
    governed = cut > 0
    done = _without_done(name)
    end = len(done)
    name = without_scope(name[cut:]) if done is name else trimmed(done)
    if "累计" in name:
        name = without_leads(name.rpartition("累计")[2])
    if name.startswith("计划") and name[2:] in STATES:
        name = name[2:]
    if name[-1:] in "数量":
        for tail in ("数量", "总数", "总量", "个数", "家数"):
            if name.endswith(tail) and len(name) > len(tail):
                name, end = name[: -len(tail)], end - len(tail)
    if (
        not 2 <= len(name) <= _LONGEST
        or name in BARE
        or (name in SCOPES and name not in STATES and name not in HEADS)
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


def _without_done(name: str) -> str:
    """`name` without what was done to the noun it ends with: 企业 of 企业净增, 医疗机构 of 医疗机构互认."""
    stem, done = name[:-2], name[-2:]
    if len(stem) < 2:
        return name
    if name.endswith(GROWN) or done in STATES:
        if stem[-2:] in HEAD_PAIRS or (is_counted(stem) and len(trimmed(stem)) > 2) or is_measured(stem):
            return stem
    elif (done in DONE and stem[-2:] in HEAD_PAIRS) or (len(stem) > 2 and done in MAKES and is_counted(stem)):
        return stem
    return name


def _without_owner(name: str) -> str:
    """`name` without the group or park before what is counted in it: 成员单位 of 博物馆联盟成员单位."""
    if name.endswith(MEMBER) and (owned := MEMBERS.match(name)) is not None:
        name = name[owned.end() :]
    if ("区" in name or "园" in name) and (park := PARKS.match(name)) is not None:
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
    if (
        ("年" in name or "日" in name or "月" in name)
        and (yearly := YEARLY.match(name)) is not None
        and not is_measured(name)
    ):
        name = name[yearly.end() :]
    owned = OWNED.match(name) if counted else None
    if owned is not None:
        name = name[owned.end() if name[owned.end() :] not in GENERIC else owned.end("owner") :]
    if name[0] in "能可" and SOFT.at(name, 1) is not None:
        name = name[1:]
    while (
        name[0] in SOFT.firsts
        and (not governed or name.startswith("使用"))
        and (counted or (len(name) <= 6 and not is_measured(name)))
    ):
        soft = SOFT.at(name, 0)
        if soft is None or name[len(soft) :] in GENERIC or len(name) - len(soft) < 2 or makes_noun(name, len(soft)):
            break
        name = name[len(soft) :]
    return name


def names_things(name: str) -> bool:
    """Whether what is before the first verb names things: 专家 of 专家组成, nothing of 来自北京."""
    cut = first_verb(name)
    if cut > 0:
        name = name[:cut]
    if cut == 0 or name in BARE:
        return False
    return name[-2:] in HEAD_PAIRS or is_stuff(name) or (len(name) < 3 and name[-1] in SUFFIXES)


@lru_cache(maxsize=_NAMES)
def behind_number(name: str, verbal: bool, listed: bool) -> int:
    """The length of the counted noun that the run `name` begins with, 0 if none, -1 if one whose end is not plain.

    `listed` says that 、 follows the run.
    """
    if name[0] in "获赴" or (name[0].isdigit() and not name[1:2].isascii()):
        return 0  # 5人获奖, 2台4线
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
    """As `behind_number`, for a run that ends in no noun of the lists: what follows the last of them, or a noun by its last character."""
    cut = after_last_head(name)
    noun = name[-1] in SUFFIXES
    if cut and (not noun or name[cut : cut + 2] in VERBAL_WORDS or name[-2:] in STATES):
        return cut
    if len(name) > 2 and name[-2:] in STATES and name[-3] in SUFFIXES:
        return len(name) - 2  # 30辆测试车上路
    if is_measured(name) or len(name) <= (_LONGEST_BY_SUFFIX if noun else 6):
        return len(name) if len(name) > 1 or noun else -1
    return -1
