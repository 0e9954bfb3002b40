"""The words and patterns by which `_indicator` finds where the name of a quantity begins and ends."""

from __future__ import annotations

from itertools import pairwise
from operator import add

from jjj_parse import _lexicon
from jjj_parse._engine import Longest, chars, compile_pattern, trie

WORDS = _lexicon.grouped("indicator_words", "class", "word")
"""The words of the table by class; docs/en/explanation/indicators.md says what each class is for."""

VERBS = frozenset(WORDS["verb"])
STATES = frozenset(WORDS["state"])
KEPT = frozenset(WORDS["keep"])
HEADS = frozenset(WORDS["head"])
HEAD_PAIRS = frozenset(word[-2:] for word in HEADS)
SUFFIXES = frozenset(WORDS["suffix"])
BARE = frozenset(WORDS["bare"])
GENERIC = frozenset(WORDS["generic"])
_STUFF = frozenset(WORDS["stuff"])
_STUFF_LENGTHS = sorted({len(word) for word in _STUFF})
_STUFF_ENDS = frozenset(word[-1] for word in _STUFF)
MEMBER = WORDS["member"]
MAKES = frozenset(WORDS["makes"])
DONE = frozenset(WORDS["done"])
GROWN = WORDS["grown"]
SIZES = frozenset("长宽高深厚")
STRETCHES = frozenset("段桥路渠道")
"""What has the sizes, not a part of their names: 长 of 河北段长82公里, but 东西长."""
SHARES = frozenset(("比重", "比例", "份额", "占比", "比率"))
VERBAL_WORDS = STATES | frozenset(WORDS["soft"])
VERBAL_UNITS = frozenset("项次场种类大步轮方批")
"""Measure words that count doings too: 3次集中开工."""
WHOLE_UNITS = frozenset(("车道", "点", *"强企城国州省市县区地镇乡村校院"))
"""Units that are what is counted: 500强, 千企, 四车道, 3518.76点."""
LOCATIVES = frozenset("上中里内后前时间")
PROVINCES = frozenset("省市县州")
COMPARED = frozenset(("同比", "环比", "相比"))
SINGLE_VERBS = frozenset("设建购架植签获办引聘招养种修铺挖辟增减完投耗占含")
_QUANTITIES = frozenset(WORDS["quantity"])
_QUANTITY_SUFFIXES = frozenset(WORDS["quantity_suffix"])
_NOMINAL = frozenset(WORDS["nominal"])
_MAKERS = frozenset(WORDS["maker"])
_CLOSING = frozenset(WORDS["closing"])
_AGENTS = frozenset(WORDS["agent"])
_DESCRIBING = frozenset(WORDS["describing"])
_ATTRIBUTIVE = frozenset(WORDS["attributive"])
_BEGINNINGS = frozenset(word[:2] for word in (*WORDS["head"], *WORDS["quantity"]))
_OWNING = frozenset(WORDS["subject"]) - frozenset(WORDS["common"])
_OWNERS = trie(_OWNING)
_SUBJECT_PAIRS = frozenset(word[-2:] for word in _OWNING)

_PAIRS = VERBS | HEAD_PAIRS | {word for word in (*WORDS["soft"], *STATES, *_QUANTITIES) if len(word) == 2}
"""Words of two characters: what stands across two of them is none."""

_COMPOUNDS = Longest(WORDS["compound"])
_COMPOUND_VERBS = frozenset(word[:2] for word in WORDS["compound"])
LEADS = Longest(WORDS["lead"])
WHOLE = Longest(WORDS["whole"])
SCOPES = frozenset(WORDS["lead"])
SOFT = Longest(WORDS["soft"])
PLACES = Longest(WORDS["place"])
JOINED = Longest(WORDS["joined"])
_PAIRED: dict[str, list[tuple[str, int]]] = {}
"""Names of two parts by the beginning of the second, with the place of it: 零售 of 批发和零售."""
for _pair in WORDS["pair"]:
    _cut = max(map(_pair.rfind, "和及与")) + 1
    _PAIRED.setdefault(_pair[_cut : _cut + 2], []).append((_pair, _cut))
_CHANGES = tuple(sorted(WORDS["change"], key=len, reverse=True))
CHANGES = Longest(_CHANGES)
CHANGED = _CHANGES
OPENINGS = CHANGES.firsts | LEADS.firsts
"""What words of scope and of change begin with."""
CHANGE_ENDS = frozenset(word[-2:] for word in _CHANGES)
ALONE_ENDS = frozenset(word[-2:] for word in WORDS["alone"])

_BOUNDS = trie(word for word, bound in _lexicon.MODIFIERS_AFTER.items() if bound.modifier)


def run_pattern(*, backwards: bool) -> str:
    """A pattern of a run of characters that may belong to one name: no punctuation, no particle (的, 在, 等).

    A character that is a particle in most places goes on with the name where it makes a word with its neighbour: 在 in 在建.
    """
    stops = sorted(WORDS["stop"])
    after: dict[str, set[str]] = {char: set() for char in stops}
    before: dict[str, set[str]] = {char: set() for char in stops}
    for word in KEPT:
        for first, second in pairwise(word):
            if first in after:
                after[first].add(second)
            if second in before:
                before[second].add(first)
    if backwards:
        after, before = before, after
    ranges, low = "", 0x3400
    for stop in [*map(ord, stops), 0xA000]:
        ranges += f"{chr(low)}-{chr(stop - 1)}" if low < stop else ""
        low = stop + 1
    guarded = [f"{char} (?= {chars(after[char])} )" for char in stops if after[char]]
    guarded += [f"(?<= {chars(before[char])} ) {char}" for char in stops if before[char]]
    kept = chars(char for char in stops if after[char] or before[char])
    # The class of plain characters stands there once, for it is slow to compile.
    return rf"(?: [A-Za-z0-9.·\-+&〇{ranges}]++ | (?= {kept} ) (?: {' | '.join(guarded)} ) )*+"


_LINKS = [word[::-1] for word in (*WORDS["link"], *_lexicon.MODIFIERS_BEFORE)]
_LINK_STARTS = chars({word[0] for word in _LINKS} | set(" \t:)"))
LEFT = compile_pattern(
    rf"""
    (?P<link> (?: (?= {_LINK_STARTS} ) (?: {trie(_LINKS)} | [\x20\t:] | \) [^()\n]{{1,12}} \( ) )*+ )
    (?P<name> {run_pattern(backwards=True)} )
    """
)
"""On the text before a mention read backwards: what links it with its indicator, and the run that the indicator ends."""
RIGHT = compile_pattern(
    rf"""
    (?: {_BOUNDS} (?! 游 ) )? 的? (?: 《[^》\n]{{1,30}}》 | “[^”\n]{{1,20}}” )? 的?
    (?P<name> {run_pattern(backwards=False)} )
    """
)
"""On the text behind a mention: the run that begins with the counted noun."""
QUOTED = compile_pattern(r"“ (?P<name> [\u3400-\u9fff]{2,8} ) ” \Z")

_OWNER_ENDS = chars({pair[1] for pair in _SUBJECT_PAIRS} | set("省市县区"))
OWNER_BACK = compile_pattern(
    lambda: rf"(?= {_OWNER_ENDS} ) (?: (?P<subject> {trie(pair[::-1] for pair in _SUBJECT_PAIRS)} ) | [省市县区] )"
)
"""On a name read backwards: where who owns what is named may end, the name of a project, a firm, a region."""


def _may_be_verb() -> str:
    firsts: dict[str, set[str]] = {}
    for verb in VERBS:
        firsts.setdefault(verb[1], set()).add(verb[0])
    lasts = sorted(firsts)
    groups = [lasts[at::_VERB_GROUPS] for at in range(_VERB_GROUPS)]
    branches = (rf"{chars(group)} (?= {chars(set().union(*map(firsts.__getitem__, group)))} )" for group in groups)
    return rf"(?= {chars(lasts)} {chars(set().union(*firsts.values()))} ) (?: {' | '.join(branches)} )"


_VERB_GROUPS = 4
"""More find fewer pairs that are no verbs, and take longer to compile and to try."""
_VERB_BACK = compile_pattern(_may_be_verb)
"""On a name read backwards: two characters that may be a verb. A pattern of all verbs would take 20 ms to compile."""

_CHANGE_STARTS = chars({word[0] for word in (*WORDS["adverb"], *_CHANGES)})
CHANGE = compile_pattern(rf"(?= {_CHANGE_STARTS} ) (?: {'|'.join(WORDS['adverb'])} )* (?: {'|'.join(_CHANGES)} ) \Z")
"""The words of a change with its adverbs: 同比增长."""
AGAINST = compile_pattern("(?<! [占对相环同] ) 比 (?! [例重率值价赛武较] ) | (?<! 比 ) 较 (?! [大小高低多少] )")
"""A comparison inside a name: 工期比计划提前."""
_ALONE_STARTS = chars({word[0] for word in (*WORDS["modifier"], *WORDS["alone"])} | set("年日"))
ALONE = compile_pattern(
    rf"""
    (?= {_ALONE_STARTS} ) (?P<name> {trie(WORDS["modifier"])}* {trie(WORDS["alone"])}
      | (?<! [今去本当全每均] ) [年日] (?: 均 | 平均 | 总 | 综合 | 设计 | 最大 )? {trie(WORDS["yearly"])} [^年日]{{0,8}}
    ) \Z
    """
)
"""Indicators that are whole, whatever name stands before them: 总投资 of 基地项目总投资."""
REGION = compile_pattern(
    r"""
    .* [^地小社园景片灌库厂城超都上门林矿分专整院站辖城省心核能街主牧老成户国]
    (?: [省县] | 市 (?! [场民政值] ) | 区 ) (?! [域级内外间里长委市重] ) (?= .. )
    """
)
PARKS = compile_pattern(
    r".* (?= [开高经产科工] ) (?: 开发区 | 高新区 | 经开区 | 产业园 | 科技园 | 工业园区 ) (?= .... )"
)
"""A park before what is counted in it: 开发区 before 高新技术企业."""
AFTER_PLACE = compile_pattern(
    r"(?: 市 (?! [场民政值] ) | [省县] | 地区 (?! 生产总值 ) | 区域 (?! 协同 | 经济 | 合作 ) | [三两各]地 )? (?= .. )"
)
"""What belongs to the name of a place before what is measured there: 京津冀区域, 北京地区."""
WITHIN = compile_pattern(
    rf"""
    .* (?: {trie([*WORDS["subject"], "公报", "企业", "工业", "产业", "投资", "收入", "支出", "人口", "人员", "职工", "主体", "产品", "劳动力"])} )
    中 (?! [心小国央介药医试高低期等型级层部长标毒] ) (?= .. )
    """
)
"""What the measured is a part of: 工业企业中外资企业."""
EACH = compile_pattern(r"每 (?! [年月日天周次] ) [^，,。、；;：:\s每]{0,5} [人口户名家亩吨元] \Z")
"""A quantity that the next one is divided by: 每万人 of 每万人发明专利拥有量12件."""
SPREAD = compile_pattern(r"[百千万十]{1,3} [^有]{1,4} 拥有 (?= .. )")
"""What is divided by, and that it has what is measured: 百平方公里拥有 behind 每."""
MORE_THAN = compile_pattern("高于 | 低于 | 快于 | 慢于 | 优于 | 好于 | 多于 | 少于 | 高出 | 超出 | 领先 | 落后")
"""What is compared with: 高于贷款增速2个百分点."""
GROWN_BY = compile_pattern(r".* (?: 新增 | 净增 ) (?= .. )")
"""新增 behind an owner: 园区新增企业."""
YEARLY_BEHIND = compile_pattern(
    r".. .*? (?= [年日月] [均可]? (?: 产 (?! [值能量业出] ) | 销 (?! [售量] ) | 加工 | 处理 | 接待 | 生产 ) )"
)
"""A counted noun, and what its owners do in a year: 企业 of 企业年产传感器."""
MEMBERS = compile_pattern(rf".* {_OWNERS} (?= {trie(WORDS['member'])} \Z )")
"""The owner of members: 联盟 before 成员单位."""
TAIL = compile_pattern(
    rf"(?P<noun> .*? (?= [项工企机学产楼厂大] ) (?: 项目 | 工程 | 企业 | 机构 | 学校 | 产品 | 楼 | 厂房 | 大桥 ) ) (?: {'|'.join(sorted(WORDS['tail'], key=len, reverse=True))} )"
)
"""A counted noun and what is said of it: 民生工程 of 民生工程专项工作."""
_OWNED_STARTS = chars({word[0] for word in _OWNING} | set("省县市区园"))
OWNED = compile_pattern(
    rf"(?P<owner> .* (?= {_OWNED_STARTS} ) (?: {_OWNERS} | [省县] | (?<! 城 ) 市 | (?<! [户小社园片城景灌] ) 区 | (?<! [公花果茶校田游乐庄] ) 园 ) ) {trie([*WORDS['soft'], *WORDS['state']])} (?= .. )"
)
"""A doing behind the name of who does it: 产业园 before 入园企业."""
YEARLY = compile_pattern(
    r".* [年日月] 均? [可能]? (?: 接听 | 受理 | 办理 | 运送 | 发送 | 服务 | 产 | 销 | 出栏 | 存栏 | 加工 | 接待 | 供应 | 处理 | 输送 | 生产 | 吞吐 | 消化 | 屠宰 | 收购 | 采收 | 采摘 | 配送 | 分拣 | 接诊 | 消纳 | 节约 | 减排 ) (?= .. )"
)
"""What is done in a year or day before what it is done to: 年产智能传感器200万套."""
SET_UP = compile_pattern(r".* (?<! [建开增新创架铺] ) 设 (?! [施备计置立想定有] ) (?= .. )")
"""设 as a verb: 设码头7座."""
SERVED = compile_pattern(
    rf"""
    (?: .* {_OWNERS} )? 服务 (?= .* (?: 企业 | 群众 | 居民 | 农户 | 游客 | 旅客 | 客户 | 学生 | 老人 | 学员 | 商户 | 用户 | 市民 | 村民 | 主体 | 患者 | 病人 | 乘客 ) \Z )
    """
)
"""服务 as a verb: 服务群众12万人次."""
MADE = compile_pattern(rf"{trie(WORDS['makes'])} (?: 了 )?")
"""A verb whose object is stuff: 铺设, 栽植."""
COMPARING = compile_pattern("|".join(WORDS["comparing"]))
RESTATED = compile_pattern(
    rf"""
    (?: {_BOUNDS} )?
    (?: [,，]? (?: 折合 | 约合 | 相当于 | 合 ) | [(（] (?: 折合 | 约合 | 合 | 相当于 | 折 | 约 | 即 )? ) (?: 人民币 | 美元 )? [约近超逾达为计合共过]*
    """
)
FROM_TO = compile_pattern(
    r"(?: (?! 分为 | 成为 | 作为 ) [\u3400-\u9fff]{0,2} [到至为] | [变增改]成 ) 了? [约近超逾过]*"
)
"""Between what was and what is: 由35辆增加到60辆."""
RESPECTIVE = compile_pattern(
    rf"(?P<names> [^，,。；;：:！!？?\n（()）的]{{1,60}} [、和与及] [^，,。；;：:！!？?\n（()）的、和与及]{{2,28}}? ) 分别 {trie([*WORDS['link'], *_lexicon.MODIFIERS_BEFORE])}* \Z"
)
"""Several names and what stands between them and several values: A、B分别达到2家和3家."""
BETWEEN_NAMES = compile_pattern("[、和与及]")
LISTED = compile_pattern("[、和及与] [约近超逾达为过]*")
SAID_AGAIN = compile_pattern(lambda: " | ".join(pattern.pattern for pattern in (RESTATED, FROM_TO, LISTED)))
"""Between two amounts of one thing."""


def pair_start(text: str, first: int) -> int | None:
    """Where the name that goes on at `first` behind 和 begins, 批发 of 批发和零售业; None if it is no such name."""
    for pair, cut in _PAIRED.get(text[first : first + 2], ()):
        if cut <= first and text.startswith(pair, first - cut):
            return first - cut
    return None


def is_counted(name: str) -> bool:
    """Whether `name` ends as names of things do that are counted: 企业, 车间, …者."""
    return name[-2:] in HEAD_PAIRS or name[-1] in SUFFIXES


def is_stuff(name: str) -> bool:
    """Whether `name` ends as names of stuff do: 水稻, 高速公路."""
    if name[-1:] in _STUFF_ENDS:
        for length in _STUFF_LENGTHS:
            if name[-length:] in _STUFF:
                return True
    return False


def is_measured(name: str) -> bool:
    """Whether `name` ends as names of quantities do: 投资, 总量, …率."""
    return (
        name[-2:] in _QUANTITIES
        or (name[-1] in _QUANTITY_SUFFIXES and name[-2:] not in HEAD_PAIRS)
        or name[-3:] in _QUANTITIES
        or name[-4:] in _QUANTITIES
    )


def first_verb(name: str) -> int:
    """The place of the first verb in `name` that is no part of a noun, -1 if none."""
    for at in range(len(name) - 1):
        verb = name[at : at + 2]
        if verb in VERBS and not _is_noun(name, at):
            if at == 0 and verb in _DESCRIBING and after_last_head(name) > 2:
                continue  # 6个孵化基地
            return at
    return -1


def after_last_verb(name: str) -> int:
    """The end of the last verb in `name` that is no part of a noun, 0 if none."""
    back = name[::-1]
    pair = _VERB_BACK.search(back)
    while pair is not None:
        at = len(name) - pair.start() - 2
        if name[at : at + 2] in VERBS and not _is_noun(name, at):
            return at + 2
        pair = _VERB_BACK.search(back, pair.start() + 1)
    return 0


def after_last_head(name: str) -> int:
    """The end of the last two characters in `name` that end a noun, 0 if none."""
    back = name[::-1]
    found = next(filter(HEAD_PAIRS.__contains__, map(add, back[1:], back)), None)
    return 0 if found is None else name.rfind(found) + 2


def _is_noun(name: str, at: int) -> bool:
    """Whether the verb of two characters at `at` begins a noun: 实施方案, 检查站 (but not 设立站点), 日处理能力, 研发投入, 社会组织, 审批时间."""
    verb, after = name[at : at + 2], name[at + 2 : at + 4]
    if at and name[at - 1] in "年日" and is_measured(name):
        return True
    if at and name[at + 1 : at + 3] in _PAIRS and name[at - 1 : at + 1] in _PAIRS:
        return True  # 机构建立: no 构建
    if not after and (verb in HEADS or is_measured(name)):
        return True
    if after in _NOMINAL:
        return True
    if at > 1 and verb in _ATTRIBUTIVE and name[at - 2 : at] in VERBS:
        return True
    if at > 1 and name[at + 2 :] in _AGENTS and any(map(VERBS.__contains__, map(add, name[: at - 1], name[1:at]))):
        return True
    if after[:1] in _MAKERS and after not in _BEGINNINGS:
        return True
    if len(name) - at == 5 and name[-1] == "率" and (verb in MAKES or verb in _DESCRIBING):
        return True  # 排污口整治完成率
    if verb not in _COMPOUND_VERBS:
        return False
    compound = _COMPOUNDS.at(name, at)
    return compound is not None and (compound not in _CLOSING or name.endswith(compound))


def makes_noun(name: str, at: int) -> bool:
    """Whether the doing that ends at `at` is part of a noun with the next character: 开发区, 养殖场."""
    return name[at : at + 1] in _MAKERS and name[at : at + 2] not in _BEGINNINGS


def without_leads(name: str) -> str:
    """`name` without the words of scope before it (全市, 其中), unless it is nothing but one."""
    if name[:1] not in LEADS.firsts:
        return name
    while (lead := LEADS.at(name, 0)) is not None and len(lead) + 1 < len(name) and WHOLE.at(name, 0) is None:
        name = name[len(lead) :]
    return name


def trimmed(name: str) -> str:
    """`name` without the verbs and the words of scope before it: 固定资产投资 of 全市完成固定资产投资."""
    return without_scope(name[after_last_verb(name) :])


def without_scope(name: str) -> str:
    """`name`, in which there is no verb, without the words of scope and of change before it."""
    if "中" in name and (within := WITHIN.match(name)) is not None:
        name = name[within.end() :]
    if name[:1] not in OPENINGS:
        return name
    change = CHANGES.at(name, 0)
    if change is not None and len(change) < len(name) and _COMPOUNDS.at(name, 0) is None:
        name = name[len(change) :]
    return without_leads(name)
