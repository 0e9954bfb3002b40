"""Renders known quantities in many spellings, by code of its own: nothing here reads the parser, only its tables of facts.

`case(rng)` gives a random text and exactly what must be found in it, `sweep()` one text at least for every unit, currency
and measure word, `judge` compares either with what the parser finds, `cases()` is the same for hypothesis.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from hypothesis import strategies as st

import jjj_parse

DATA = Path(jjj_parse.__file__).parent / "data"


class Wanted(NamedTuple):
    """A mention that must be found: its span, kind, canonical line and modifier."""

    start: int
    end: int
    kind: str
    value: str
    modifier: str | None


class Case(NamedTuple):
    """A text and all the mentions in it; `whole`: the text is one value (and its modifier) and nothing else."""

    category: str
    text: str
    wanted: tuple[Wanted, ...]
    whole: bool


Verdict: TypeAlias = Literal["right", "refused", "wrong"]


def judge(case: Case) -> tuple[Verdict, str]:
    """How the parser reads the case, and what it said. Anything found beside the wanted mentions is wrong."""
    if case.whole:
        (wanted,) = case.wanted
        try:
            value = jjj_parse.parse(case.text)
        except jjj_parse.ParseError as error:
            return "refused", error.code
        got = (value.kind, str(value), value.modifier)
        return ("right" if got == wanted[2:] else "wrong"), str(got)
    found = [Wanted(m.start, m.end, m.kind, str(m.value), m.modifier) for m in jjj_parse.extract(case.text)]
    if any(mention not in case.wanted for mention in found):
        return "wrong", str([(case.text[m.start : m.end], *m[2:]) for m in found])
    return ("right" if len(found) == len(case.wanted) else "refused"), "not found"


# ---- the tables of facts ------------------------------------------------------------------------------------------


def _table(name: str) -> list[list[str]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


class Unit(NamedTuple):
    """What follows (or with `sign`, precedes) a number: the word, and the canonical unit times `factor`."""

    word: str
    kind: str
    symbol: str
    factor: Fraction = Fraction(1)

    @property
    def latin(self) -> bool:
        """Letters and signs stand after Arabic digits only."""
        return any(ord(c) < 0x2E80 and c != "·" for c in self.word)


MEASURES = [Unit(word, kind, unit) for word, kind, unit, *_ in _table("units") if word not in {"度", "°"}]
DEGREES = [Unit(word, "temperature", "deg") for word in ("度", "°")]  # read only where the text speaks of temperature
UNIT_WORDS = frozenset(unit.word for unit in MEASURES)
CURRENCIES = [
    (Unit(word, "money", "CNY" if code == "*" else code, Fraction(factor)), place)
    for word, code, factor, place, *_ in _table("currencies")
    if code != "?"
]
SKIPPED_CURRENCIES = {"分": "only inside 元角分, where `yuan_jiao_fen` writes it"}
MONEY_AFTER = [unit for unit, place in CURRENCIES if place in {"after", "both"}]
MONEY_BEFORE = [unit for unit, place in CURRENCIES if place in {"before", "both"}]
YUAN = Unit("元", "money", "CNY")
COUNTS = [Unit(word, "count", word) for word, *_ in _table("measure_words")]
WEAK = {word for word, strength, *_ in _table("measure_words") if strength == "weak"}
# These two count only what is named after them.
NOUN_AFTER = {"大": "产业", "强": "企业"}
AGES, MEANS = {"岁", "周岁"}, {"temperature", "pressure", "sound_level"}  # the mean of such values is one of them
TIMES = [(word, unit) for word, unit, *_ in _table("denominators") if unit not in {"kWh", "*", "K"}]
# 时速 makes a length a speed, which is a measure: its rows are in tests/cases/rate.tsv.
PER_WORDS = [(word, unit) for word, unit, *_ in _table("per_words") if word not in {"时速"}]
PERSONS = [
    Unit(word, "count", word) for word in ("人", "户", "家", "股", "台", "辆", "件", "张", "套", "箱", "瓶", "次")
]
# The meanings of section 2 are written out again, so that a slip in the table shows; the other words are the table's.
CONTRACT = {
    "about": "约 大约 左右 上下",
    "nearly": "近 将近 接近",
    "more_than": "超 超过 逾 突破 不止",
    "at_least": "以上 不少于 不低于 至少",
    "at_most": "以下 以内 不超过 至多 最多",
    "less_than": "不足 不到 低于 少于",
}
MEANING = {word: modifier for modifier, words in CONTRACT.items() for word in words.split()}
_ROWS = [[*row, "", ""][:4] for row in _table("modifiers")]
BEFORE = [
    word
    for word, modifier, place, needs in _ROWS
    if modifier and place == "before" and needs not in ("bare_scale", "scale")
]
# 多 behind a unit needs the end of the clause; behind a bare number it is a part of the numeral.
AFTER = [word for word, modifier, place, needs in _ROWS if modifier and place == "after" and needs != "end"]
MEANING = {word: modifier for word, modifier, *_ in _ROWS if modifier} | MEANING

# ---- numbers ------------------------------------------------------------------------------------------------------


class Numeral(NamedTuple):
    """A written number: exactly `low`, or from `low` to `high`, with what 余, 多, 来 in it say."""

    text: str
    low: Fraction
    high: Fraction | None = None
    modifier: str | None = None
    arabic: bool = False


class Script(NamedTuple):
    """The characters of one way of writing: 0-9; ten, hundred, thousand; 10^4, 10^8; two before a scale, if another."""

    digits: str
    small: str
    big: str
    pair: str


EVERYDAY = Script("零一二三四五六七八九", "十百千", "万亿", "两")
CIRCLE = EVERYDAY._replace(digits="〇一二三四五六七八九")
TRADITIONAL = EVERYDAY._replace(big="萬億", pair="兩")
FINANCIAL = Script("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿", "")
FINANCIAL_TRADITIONAL = Script("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億", "")
SCRIPTS = (EVERYDAY, EVERYDAY, EVERYDAY, CIRCLE, TRADITIONAL)
SCALES = {
    "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11,
    "万亿": 10**12,
}  # fmt: skip
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
COMMAS = str.maketrans(",", "，")


def plain(value: Fraction) -> str:
    """The canonical writing: a decimal without exponent and trailing zeros, or a fraction where no decimal is exact."""
    places, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest = rest // 10 if rest % 10 == 0 else rest // (2 if rest % 2 == 0 else 5)
        places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, part = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    tail = f".{part:0{places}d}".rstrip("0") if part else ""
    return ("-" if value < 0 else "") + str(whole) + tail


def _thousands(rng: random.Random, n: int, script: Script, *, head: bool) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        if gap:
            text, gap = text + script.digits[0], False
        if place == 1 and digit == 1 and not text and (rng.random() < (0.95 if head else 0.2)) and script.pair:
            text += script.small[0]
            continue
        word = script.pair if place >= 2 and digit == 2 and script.pair and rng.random() < 0.4 else script.digits[digit]
        text += word + (script.small[place - 1] if place else "")
    return text


def spell(rng: random.Random, n: int, script: Script = EVERYDAY, *, head: bool = True) -> str:
    """A whole number below 10^16 by the rules of the schoolbook: 零 for a gap, 十 at the start, 两 before a scale."""
    for scale, big in ((10**8, script.big[1]), (10**4, script.big[0])):
        if n >= scale:
            high, low = divmod(n, scale)
            left = (
                script.pair if high == 2 and script.pair and rng.random() < 0.8 else spell(rng, high, script, head=head)
            )
            # 十万零五千 is said beside 十万五千.
            gap = low and (low < scale // 10 or (high % 10 == 0 and rng.random() < 0.3))
            right = spell(rng, low, script, head=False) if low else ""
            return left + big + (script.digits[0] if gap else "") + right
    return _thousands(rng, n, script, head=head) if n else script.digits[0]


def _whole(rng: random.Random, digits: int) -> int:
    size = rng.randint(1, digits)
    return rng.randrange(10 ** (size - 1), 10**size)


def _arabic(rng: random.Random, whole: int, decimals: str = "") -> str:
    separated = whole >= 1000 and rng.random() < 0.4
    text = (f"{whole:,}" if separated else str(whole)) + (f".{decimals}" if decimals else "")
    style = rng.random()
    return text.translate(WIDE) if style < 0.1 else text.translate(COMMAS) if style < 0.15 else text


def _decimals(rng: random.Random, most: int = 3) -> str:
    return "".join(rng.choice("0123456789") for _ in range(rng.randint(1, most)))


def _value(whole: int, decimals: str) -> Fraction:
    return Fraction(int(f"{whole}{decimals}"), 10 ** len(decimals))


def arabic(rng: random.Random, *, scaled: bool | None = None, digits: int = 6) -> Numeral:
    """1,100.9 ，1，234.5, １２．５万, 3.5千万, 1.2万亿."""
    scaled = rng.random() < 0.5 if scaled is None else scaled
    whole = _whole(rng, 4 if scaled else digits)
    decimals = _decimals(rng) if rng.random() < 0.5 else ""
    if rng.random() < 0.05:
        whole, decimals = 0, str(rng.randrange(1, 100))
    scale = rng.choice(tuple(SCALES)) if scaled else ""
    text = _arabic(rng, whole, decimals) + (_traditional(rng, scale) if rng.random() < 0.1 else scale)
    return Numeral(text, _value(whole, decimals) * SCALES.get(scale, 1), arabic=True)


def chinese(rng: random.Random, digits: int = 12) -> Numeral:
    """三千六百万, 两亿零三, 一十二."""
    n = _whole(rng, digits)
    script = rng.choice(SCRIPTS)
    if n == 2:
        return Numeral(script.pair, Fraction(2))
    return Numeral(spell(rng, n, script, head=rng.random() < 0.95), Fraction(n))


def financial(rng: random.Random) -> Numeral:
    """壹佰贰拾叁万."""
    n = _whole(rng, 10)
    return Numeral(spell(rng, n, rng.choice((FINANCIAL, FINANCIAL, FINANCIAL_TRADITIONAL))), Fraction(n))


def point(rng: random.Random) -> Numeral:
    """一点二亿, 三百二十四点七五."""
    whole, decimals = rng.choice((0, _whole(rng, 1), _whole(rng, 3))), _decimals(rng)
    scale = rng.choice(("", "万", "亿", "万亿"))
    spelled = "".join(EVERYDAY.digits[int(d)] for d in decimals)
    return Numeral(f"{spell(rng, whole)}点{spelled}{scale}", _value(whole, decimals) * SCALES.get(scale, 1))


def mixed(rng: random.Random) -> Numeral:
    """2亿3456万, 2亿3456万7890, 3万5千, 3千5百万."""
    a, b, c = rng.randint(1, 9999), rng.randint(1, 9999), rng.randint(100, 9999)  # 2万8 could be 28000
    x, y = rng.randint(1, 9), rng.randint(1, 9)
    text, n = rng.choice(
        (
            (f"{a}亿{b}万", a * 10**8 + b * 10**4),
            (f"{a}亿{b}万{c}", a * 10**8 + b * 10**4 + c),
            (f"{a}万{x}千", a * 10**4 + x * 1000),
            (f"{a}万{x}千{y}百", a * 10**4 + x * 1000 + y * 100),
            (f"{x}千{y}百万", x * 10**7 + y * 10**6),
            (f"{x}千{y}百", x * 1000 + y * 100),
            (f"{x}千万", x * 10**7),
            (f"{a}亿{x}千万", a * 10**8 + x * 10**7),
            (f"{a}万亿{b}亿", a * 10**12 + b * 10**8),
        )
    )
    return Numeral(text, Fraction(n), arabic=True)


def stacked(rng: random.Random) -> Numeral:
    """二十万亿, 三千万, 五百亿, 二百五十亿."""
    n, scale = rng.choice((rng.randint(2, 99), rng.randint(1, 99) * 10)), rng.choice(("万", "亿", "万亿"))
    return Numeral(spell(rng, n) + scale, Fraction(n * SCALES[scale]))


def elliptic(rng: random.Random) -> Numeral:
    """三万五 = 35000, 两千三 = 2300, 一亿三 = 130000000."""
    x, y = rng.randint(1, 9), rng.randint(1, 9)
    scale = rng.choice("百千万亿")
    big = SCALES[scale]
    lead = "两" if x == 2 else EVERYDAY.digits[x]
    return Numeral(f"{lead}{scale}{EVERYDAY.digits[y]}", Fraction(x * big + y * big // 10))


def vague(rng: random.Random) -> Numeral:
    """几十亿 = 20..99亿, 数百 = 200..999, 十几万 = 11..19万, 三四百 = 300..400, 两三 = 2..3."""
    big = rng.choice(("", "", "万", "亿", "万亿"))
    scale = SCALES.get(big, 1)
    shape = rng.randrange(4)
    if shape == 0:
        small, unit = rng.choice((("", 1), ("十", 10), ("百", 100), ("千", 1000)))
        return Numeral(rng.choice("几数") + small + big, Fraction(2 * unit * scale), Fraction((10 * unit - 1) * scale))
    if shape == 1:
        tens = rng.randint(1, 9)
        text = ("" if tens == 1 else EVERYDAY.digits[tens]) + "十几" + big
        return Numeral(text, Fraction((10 * tens + 1) * scale), Fraction((10 * tens + 9) * scale))
    x = rng.randint(1, 8)
    pair = {1: rng.choice(("一二", "一两")), 2: rng.choice(("二三", "两三"))}.get(x, EVERYDAY.digits[x : x + 2])
    if shape == 2:
        small, unit = rng.choice((("", 1), ("十", 10), ("百", 100), ("千", 1000)))
        if pair == "一两" and (small == "十" or not small + big):
            pair = "一二"  # 一两 alone is a weight, and nobody says 一两十
        return Numeral(pair + small + big, Fraction(x * unit * scale), Fraction((x + 1) * unit * scale))
    tens, pair = rng.randint(1, 9), EVERYDAY.digits[x : x + 2]
    text = ("" if tens == 1 else EVERYDAY.digits[tens]) + "十" + pair + big
    if text in PLANS:
        return vague(rng)  # 十四五 is the plan
    return Numeral(text, Fraction((10 * tens + x) * scale), Fraction((10 * tens + x + 1) * scale))


def rest(rng: random.Random) -> Numeral:
    """300余, 10多亿, 三千多万, 十来, 百余, 3亿多."""
    word = rng.choice(("余", "多", "多", "余", "来", "餘"))
    big = rng.choice(("", "万", "亿"))
    n = rng.choice((10, 20, 30, 50, 100, 300, 600, 1000, 3000, 8000))
    modifier = "about" if word == "来" else "more_than"
    amount = Fraction(n * SCALES.get(big, 1))
    if rng.random() < 0.5:
        return Numeral(f"{n}{word}{big}", amount, modifier=modifier, arabic=True)
    if word != "来" and big and rng.random() < 0.4:
        return Numeral(f"{spell(rng, n)}{big}{word}", amount, modifier=modifier)
    if word != "来" and n in (100, 1000) and rng.random() < 0.5:
        return Numeral(f"{'百' if n == 100 else '千'}{word}{big}", amount, modifier=modifier)
    return Numeral(f"{spell(rng, n)}{word}{big}", amount, modifier=modifier)


def exact(rng: random.Random) -> Numeral:
    """Any of the exact spellings."""
    return rng.choice((arabic, arabic, chinese, financial, point, mixed, stacked))(rng)


def negative(rng: random.Random) -> Numeral:
    """负1.5万, -3.5亿, 负三百."""
    numeral = rng.choice((arabic, arabic, chinese, point))(rng)
    sign = rng.choice("负-−") if numeral.arabic else "负"
    return numeral._replace(text=sign + numeral.text, low=-numeral.low)


# ---- assembling ---------------------------------------------------------------------------------------------------

# Only characters of units and counts that are written so: 裏, 剋 and the like fold too, but nobody measures in 公裏.
_TRADITIONAL = str.maketrans(
    "万亿两余顷亩吨纳项户种处条台辆栋层间门颗个只双张笔届场轮连员队团组类级标县区镇乡国园厂馆车盏头顶针剂韩币卢镑块钱圆欧兰马尔岁页课时词则机岗额摊货学铺",
    "萬億兩餘頃畝噸納項戶種處條臺輛棟層間門顆個隻雙張筆屆場輪連員隊團組類級標縣區鎮鄉國園廠館車盞頭頂針劑韓幣盧鎊塊錢圓歐蘭馬爾歲頁課時詞則機崗額攤貨學鋪",
)
FRAMES = (("（", "）"), ("有关方面（", "）"), ("他说：“", "”。"), ("“", "”"))
LEADS = ("", "据了解，", "调查显示：", "记录如下。", "材料写有")
TAILS = ("", "。", "，情况良好。", "；其余略。", "！\n")


def _traditional(rng: random.Random, text: str) -> str:
    return text.translate(_TRADITIONAL)


def frame(rng: random.Random) -> tuple[str, str]:
    """What stands before and after: nothing, a sentence, brackets or quotes."""
    return rng.choice(FRAMES) if rng.random() < 0.15 else (rng.choice(LEADS), rng.choice(TAILS))


def fits(numeral: Numeral, unit: Unit) -> bool:
    """Whether people write this number before this unit, and the two can be told apart.

    Left out, for the text itself has two readings: 三千克 (3 kg or 3000 g, the same mass, two canonical lines), 5百帕, 三百两.
    """
    last, word = numeral.text[-1], unit.word
    if unit.latin and not numeral.arabic:
        return False
    if any(last + word[:size] in UNIT_WORDS for size in range(1, len(word) + 1)):
        return False
    if word[0] in "千百兆" and (last in "百千佰仟" or not (numeral.arabic or last in "万亿萬億")):
        return False
    if word == "两" and not (numeral.arabic or (len(numeral.text) == 1 and numeral.text not in "两兩几数")):
        return False
    if word in WEAK:
        return numeral.arabic or len(numeral.text) > 1 or numeral.text in "两兩几数"
    return True


def line(numeral: Numeral, unit: Unit) -> str:
    """The canonical line of so many of this unit."""
    joint = "" if unit.symbol in {"%", "pp", "x", ""} else " "
    return " .. ".join(
        plain(end * unit.factor) + joint + unit.symbol for end in (numeral.low, numeral.high) if end is not None
    )


def build(
    rng: random.Random,
    category: str,
    core: str,
    kind: str,
    value: str,
    modifier: str | None = None,
    *,
    before: str = "",
    after: str = "",
    bounded: bool = True,
    noun: str = "",
    lead: str | None = None,
) -> Case:
    """The core alone or in a neutral sentence, with a modifier around it now and then."""
    if bounded and modifier is None and rng.random() < 0.25:
        words = BEFORE if rng.random() < 0.6 else AFTER
        if " .. " in value:
            words = ["约", "大约"] if words is BEFORE else ["左右", "以内", "以上"]
        word = rng.choice(words)
        # Signs stand before digits; 所以, 遍及, 只有, 目前, 打开, 一起 are words.
        clash = words is not BEFORE and (core[-1] in "所遍则則只隻目眼面打" or core[-1] + word[0] == "一起")
        if not clash and (ord(word[0]) > 0x2E80 or (core[0].isascii() and core[0].isdigit())):
            modifier = MEANING[word]
            before, after = (word, "") if words is BEFORE or word in {"约", "大约"} else ("", word)
    whole = not noun and lead is None and rng.random() < 0.5
    head, tail = ("", "") if whole else frame(rng)
    if lead is not None:
        head, tail = lead, rng.choice(TAILS)
    elif not before and head.endswith("写有") and core[0] in "-−":
        head = ""  # a dash may join two words
    head, tail = head + before, after + noun + tail
    wanted = Wanted(len(head), len(head) + len(core), kind, value, modifier)
    return Case(category, head + core + tail, (wanted,), whole)


def joined(rng: random.Random, category: str, numeral: Numeral, unit: Unit, bounded: bool = True) -> Case:
    """Number and unit; 一 and a measure word may mean “a”, and the line says so."""
    value = line(numeral, unit)
    if unit.kind == "count" and numeral.text == "一":
        value += " article"
    word = _traditional(rng, unit.word) if rng.random() < 0.08 else unit.word
    return build(
        rng, category, numeral.text + word, unit.kind, value, numeral.modifier, bounded=bounded,
        noun=NOUN_AFTER.get(unit.word, ""),
    )  # fmt: skip


def suitable(rng: random.Random, write: Callable[[random.Random], Numeral], units: list[Unit]) -> tuple[Numeral, Unit]:
    """A number and a unit that fit."""
    while True:
        numeral, unit = write(rng), rng.choice(units)
        if fits(numeral, unit):
            return numeral, unit


def any_unit(rng: random.Random) -> list[Unit]:
    """The words of one class."""
    return rng.choice(([YUAN], MONEY_AFTER_ALL, MEASURES, COUNTS))


MONEY_AFTER_ALL = [unit for unit in MONEY_AFTER if unit.word not in SKIPPED_CURRENCIES]

# ---- categories ---------------------------------------------------------------------------------------------------


def numbers(rng: random.Random) -> Case:
    """Numbers without a unit, as far as they look like nothing else: no years, no digit strings of codes."""
    write = rng.choice((arabic, chinese, financial, mixed, stacked, elliptic, vague, point, negative, rest))
    while True:
        numeral = write(rng)
        bare = numeral.text.lstrip("-−负")
        if not (bare.isdigit() and len(bare) > 3) and len(bare) > 1 and bare not in PLANS:
            return build(
                rng, f"number, {write.__name__}", numeral.text, "number", line(numeral, NOTHING), numeral.modifier,
                bounded=numeral.low >= 0,
            )  # fmt: skip


NOTHING = Unit("", "number", "")
PLANS = {word for word, *_ in _table("plans")}


def quantities(rng: random.Random) -> Case:
    """Any exact spelling before any word of a class."""
    write = rng.choice((arabic, arabic, chinese, financial, mixed, stacked, point))
    numeral, unit = suitable(rng, write, any_unit(rng))
    return joined(rng, f"{'measure' if unit in MEASURES else unit.kind}, {write.__name__}", numeral, unit)


def vague_quantities(rng: random.Random) -> Case:
    """几十亿元, 三四百家, 300余亩, 十来个."""
    write = rng.choice((vague, rest))
    numeral, unit = suitable(rng, write, any_unit(rng))
    return joined(rng, f"{write.__name__} quantity", numeral, unit)


def bare_scales(rng: random.Random) -> Case:
    """亿元以上, 近百家, 上千户, 过亿元, 百万元."""
    scale = rng.choice(tuple(SCALES))
    units = rng.choice(([YUAN], [YUAN], [*PERSONS, Unit("亩", "area", "mu"), Unit("吨", "mass", "t")]))
    numeral, unit = suitable(rng, lambda _: Numeral(scale, Fraction(SCALES[scale])), units)
    # 百家 alone is a word, 百家以上 is a number
    word, place = rng.choice(
        [(w, 0) for w in (*BEFORE, "上", "过") if ord(w[0]) > 0x2E80] + [(w, 1) for w in AFTER] + [("", 0)] * 4
    )
    if not word and unit is not YUAN:
        word = "近"
    sides = {"before": "" if place else word, "after": word if place else ""}
    return build(
        rng, "bare scale", scale + unit.word, unit.kind, line(numeral, unit), MEANING.get(word), bounded=False,
        before=sides["before"], after=sides["after"],
    )  # fmt: skip


def negatives(rng: random.Random) -> Case:
    """-3.5亿元, 负三百米."""
    numeral, unit = suitable(rng, negative, rng.choice(([YUAN], MEASURES)))
    return joined(rng, "negative", numeral, unit, bounded=False)


def currency_before(rng: random.Random) -> Case:
    """US$1.2亿, 人民币12.78亿元, 港币八千万元, USD 34.6 million, 3亿元人民币."""
    unit = rng.choice(MONEY_BEFORE)
    write = arabic if unit.latin else rng.choice((arabic, chinese, financial, point, stacked))
    numeral = write(rng)
    core = unit.word + numeral.text
    if unit.latin:
        core = rng.choice((core, f"{unit.word} {numeral.text}"))
        if unit.word.isalpha() and rng.random() < 0.2:
            whole, decimals = _whole(rng, 3), _decimals(rng, 1)
            word, scale = rng.choice((("million", 10**6), ("billion", 10**9), ("bn", 10**9), ("trillion", 10**12)))
            numeral = Numeral("", _value(whole, decimals) * scale)
            core = f"{unit.word} {whole}.{decimals} {word}"
    elif not unit.word.endswith(("元", "镑")):
        core = rng.choice((core + "元", core + "元", core, f"{numeral.text}元{unit.word}"))
    return build(rng, "currency before", core, "money", line(numeral, unit))


def yuan_jiao_fen(rng: random.Random) -> Case:
    """3元5角2分, 三块二毛五, 十块五, 壹佰元零伍分, 壹佰贰拾叁元肆角伍分, 贰角整."""
    main, jiao, fen = _whole(rng, 4), rng.randint(1, 9), rng.randint(1, 9)
    shape = rng.randrange(8)
    script = rng.choice((EVERYDAY, FINANCIAL, None))
    digits = "0123456789" if script is None else script.digits

    def lead() -> str:
        if script is None:
            return _arabic(rng, main)
        return "两" if main == 2 and script is EVERYDAY else spell(rng, main, script)

    yuan, tenth = rng.choice((("元", "角"), ("块", "毛"), ("圆", "角"))) if script is not FINANCIAL else ("元", "角")
    cents, text = {
        0: (main * 100 + jiao * 10 + fen, f"{lead()}{yuan}{digits[jiao]}{tenth}{digits[fen]}分"),
        1: (main * 100 + jiao * 10, f"{lead()}{yuan}{digits[jiao]}{tenth}"),
        2: (main * 100 + jiao * 10, f"{lead()}块{digits[jiao]}"),
        3: (main * 100 + jiao * 10 + fen, f"{lead()}块{digits[jiao]}毛{digits[fen]}"),
        4: (main * 100 + fen, f"{lead()}元{'零' if script else '0'}{digits[fen]}分"),
        5: (main * 100, f"{lead()}元整"),
        6: (jiao * 10 + fen, f"{digits[jiao]}{tenth}{digits[fen]}分"),
        7: (main * 100 + jiao * 10 + fen, f"人民币{lead()}{yuan}{digits[jiao]}{tenth}{digits[fen]}分"),
    }[shape]
    if shape == 4 and script is None:
        text = text.replace("0", "零") if "0" in text[:-3] else text.replace("元0", "元零")
        text = f"{main}元零{fen}分"
    if shape in (2, 3) and script is FINANCIAL:
        return yuan_jiao_fen(rng)
    return build(rng, "yuan jiao fen", text, "money", plain(Fraction(cents, 100)) + " CNY", bounded=False)


RATIO = {"%": 1, "‰": Fraction(1, 10), "成": 10}


def percents(rng: random.Random) -> Case:
    """12%, 百分之十二, 3‰, 万分之三, 三成五, 8.5折, 3.5个百分点, 3倍."""
    shape = rng.randrange(8)
    small = _value(_whole(rng, 2), rng.choice(("", _decimals(rng, 2))))
    digit = rng.randint(1, 9)
    if shape == 0:
        sign, factor = rng.choice((("%", Fraction(1)), ("％", Fraction(1)), ("‰", Fraction(1, 10))))
        numeral = (
            rng.choice((arabic, negative))(rng) if rng.random() < 0.3 else Numeral(plain(small), small, arabic=True)
        )
        if not numeral.arabic:  # nobody writes 三%
            numeral = Numeral(plain(small), small, arabic=True)
        return build(
            rng, "percent sign", numeral.text + sign, "percent", line(numeral, Unit("", "percent", "%", factor)),
            bounded=numeral.low >= 0,
        )  # fmt: skip
    if shape <= 2:
        phrase, factor = rng.choice((("百分之", Fraction(1)), ("百分之", Fraction(1)), ("千分之", Fraction(1, 10)),
                                     ("万分之", Fraction(1, 100))))  # fmt: skip
        numeral = rng.choice((chinese(rng, 3), point(rng), Numeral(plain(small), small)))
        if numeral.text[-1] in "万亿":
            numeral = chinese(rng, 2)
        text = numeral.text if numeral.low != 2 else rng.choice("二2")
        sign = "负" if rng.random() < 0.1 else ""
        low = -numeral.low if sign else numeral.low
        value = line(numeral._replace(low=low), Unit("", "percent", "%", factor))
        return build(rng, "percent in words", sign + phrase + text, "percent", value, bounded=not sign)
    if shape == 3:
        lead = "两" if digit == 2 else EVERYDAY.digits[digit]
        half = rng.randint(1, 9)
        text, tenths = rng.choice(
            ((f"{lead}成", Fraction(digit)), (f"{lead}成{EVERYDAY.digits[half]}", digit + Fraction(half, 10)),
             (f"{digit}成", Fraction(digit)), (f"{digit}.{half}成", digit + Fraction(half, 10)))
        )  # fmt: skip
        return build(rng, "tenths", text, "percent", plain(tenths * 10) + "%")
    if shape == 4:
        half = rng.randint(1, 9)
        text, tenths = rng.choice(
            ((f"{EVERYDAY.digits[digit]}折", Fraction(digit)), (f"{digit}.{half}折", digit + Fraction(half, 10)),
             (f"{digit}折", Fraction(digit)), (f"{EVERYDAY.digits[digit]}{EVERYDAY.digits[half]}折", digit + Fraction(half, 10)))
        )  # fmt: skip
        return build(rng, "discount", text, "percent", plain(tenths * 10) + "%", bounded=False)
    numeral = rng.choice((Numeral(plain(small), small, arabic=True), chinese(rng, 2), point(rng), negative(rng)))
    while numeral.text[-1] in "万亿百千萬億":
        numeral = rng.choice((Numeral(plain(small), small, arabic=True), chinese(rng, 2), point(rng)))
    if shape <= 6 or numeral.low < 0:
        # 三百分点 could be 300 of something.
        word = rng.choice(("个百分点", "个百分点", "百分点" if numeral.arabic else "个百分点"))
        return build(rng, "points", numeral.text + word, "percent", plain(numeral.low) + "pp",
                     bounded=numeral.low >= 0)  # fmt: skip
    return build(rng, "multiple", numeral.text + "倍", "percent", plain(numeral.low) + "x")


def fractions(rng: random.Random) -> Case:
    """三分之一, 5分之3, 1/3."""
    below = rng.randint(2, 99)
    above = rng.randint(1, below - 1)
    # 1/3 to 12/31 are days as well
    shape = rng.randrange(3)
    if shape == 2 and below <= 31 and above <= 12:
        shape = rng.randrange(2)
    text = (f"{spell(rng, below)}分之{spell(rng, above)}", f"{below}分之{above}", f"{above}/{below}")[shape]
    return build(rng, "fraction", text, "number", plain(Fraction(above, below)))


HALVES = {"亩": "mu", "斤": "jin", "吨": "t", "公里": "km", "里": "li", "公斤": "kg"}


def halves(rng: random.Random) -> Case:
    """一个半, 半亩, 十五斤半."""
    n = rng.randint(1, 30)
    word = rng.choice((*HALVES, "个"))
    kind, symbol = next(((u.kind, u.symbol) for u in MEASURES if u.word == word), ("count", "个"))
    if rng.random() < 0.3:
        return build(rng, "half", f"半{word}", kind, f"0.5 {symbol}")
    number = rng.choice((str(n), "两" if n == 2 else spell(rng, n)))
    return build(rng, "half", f"{number}{word}半", kind, f"{n}.5 {symbol}")


MARKS = ("-", "—", "–", "~", "～", "至", "到", "--", "——", "〜", "−")


def _ends(rng: random.Random, unit: Unit) -> tuple[str, Numeral] | None:
    """`3-5万`, `3万至5万`, `三至五万`, `3万元-5万元`; None for a pair that nobody would write."""
    mark, shape = rng.choice(MARKS), rng.randrange(5)
    low = _whole(rng, 3)
    high = low + _whole(rng, len(str(low)))
    scale = rng.choice(("", "万", "亿"))
    if low < high < 10:  # 三至五千万, but not 十三至十五千万
        scale = rng.choice(("", "百", "千", "万", "百万", "千万", "亿", "百亿", "千亿"))
    factor = SCALES.get(scale, 1)
    if shape <= 2:
        decimals = "" if unit.kind == "count" and not scale else rng.choice(("", _decimals(rng, 2)))
        left, right = _arabic(rng, low, decimals), _arabic(rng, high, decimals)
        ends = _value(low, decimals), _value(high, decimals)
    else:
        if unit.latin:
            return None
        mark = rng.choice(("至", "到", "—", "-"))
        left, right = ("两" if n == 2 else spell(rng, n) for n in (low, high))
        ends = Fraction(low), Fraction(high)
    repeat = rng.choice(("", "", scale, scale + unit.word if unit.word else scale))
    last = Numeral(right + scale, ends[1] * factor, arabic=shape <= 2)
    if unit.word and not fits(last, unit):
        return None
    if repeat.startswith(scale) and unit.word and repeat != scale and not fits(last._replace(text=left + scale), unit):
        return None
    if (repeat + mark)[-2:] in {"升至", "升到", "回到", "起到"}:
        return None  # rises to, comes back to: verbs
    text = f"{left}{repeat}{mark}{right}{scale}"
    return text, Numeral(text, ends[0] * factor, ends[1] * factor)


def ranges(rng: random.Random) -> Case:
    """3-5万元, 3万至5万元, 20%—30%, 三至五家."""
    units = rng.choice(
        (any_unit(rng), [Unit("%", "percent", "%"), Unit("个百分点", "percent", "pp"), Unit("倍", "percent", "x")])
    )
    while True:
        unit = rng.choice(units)
        written = _ends(rng, unit)
        if written is None:
            continue
        text, numeral = written
        if unit.kind == "percent" and any(c in text for c in "万亿百千"):
            continue
        noun = NOUN_AFTER.get(unit.word, "")
        return build(rng, f"range, {unit.kind if unit.kind in {'money', 'count', 'percent'} else 'measure'}",
                     text + unit.word, unit.kind, line(numeral, unit), noun=noun)  # fmt: skip


def unit_ranges(rng: random.Random) -> Case:
    """-5℃至3℃, 8000万元至1.2亿元."""
    if rng.random() < 0.4:
        low, high = sorted(rng.sample(range(-40, 45), 2))
        word = rng.choice(("℃", "摄氏度", "°C"))
        return build(rng, "range, unit twice", f"{low}{word}{rng.choice('至到')}{high}{word}", "temperature",
                     f"{low} C .. {high} C", bounded=False)  # fmt: skip
    first, last = rng.randint(1000, 9999), _value(rng.randint(1, 99), _decimals(rng, 2))
    unit = rng.choice(("元", "美元", "港元"))
    code = {"元": "CNY", "美元": "USD", "港元": "HKD"}[unit]
    left = rng.choice((f"{first}万{unit}", f"{first}万"))
    return build(rng, "range, unit twice", f"{left}{rng.choice(('-', '至', '到', '—', '~'))}{plain(last)}亿{unit}", "money",
                 f"{first}0000 {code} .. {plain(last * 10**8)} {code}")  # fmt: skip


DENOMINATORS = [
    unit for unit in MEASURES
    if unit.kind in {"area", "mass", "volume", "length", "energy", "power", "passenger_transport"}
    and unit.word not in {"'", '"', "foot", "feet", "inch", "inches", "两", "市两", "台两", "分地", "立方"}
]  # fmt: skip
SPEEDS = {"km/h", "m/s", "km/s", "km/min"}


def rates(rng: random.Random) -> Case:
    """500万元/亩, 每亩50万元, 100元每平方米, 46微克/立方米, 3-5万元/亩, 60公里/小时, 人均3.5万元."""
    top = rng.choice(
        ([YUAN], [YUAN], MONEY_AFTER_ALL, [u for u in MEASURES if u.kind not in {"speed", *MEANS}],
         [u for u in COUNTS if u.word not in WEAK and u.word not in NOUN_AFTER and u.word not in AGES])
    )  # fmt: skip
    numeral, unit = suitable(rng, rng.choice((arabic, arabic, chinese, point)), top)
    if numeral.text == "一":
        numeral = Numeral("3", Fraction(3), arabic=True)
    divisors = [(u.word, u.symbol) for u in DENOMINATORS] if rng.random() < 0.4 else TIMES
    if rng.random() < 0.3:
        divisors = [(u.word, u.word) for u in PERSONS]
    word, symbol = rng.choice(divisors)
    if word == unit.word or symbol == unit.symbol or (unit.kind == "length" and divisors is TIMES):
        unit, word, symbol = YUAN, "亩", "mu"
    if rng.random() < 0.15 and not unit.latin:
        written = _ends(rng, unit)
        numeral = written[1] if written else numeral
    shape = rng.randrange(4)
    amount = numeral.text + unit.word
    hanzi = ord(word[0]) > 0x2E80 and word not in {"时", "分"}
    core = f"{amount}/{word}"
    if shape == 1 and hanzi:
        core = f"{amount}每{word}"
    elif shape == 2 and hanzi:
        core = f"每{word}{amount}"
    elif shape == 3:
        word, symbol = rng.choice(PER_WORDS)
        core = word + amount
        if symbol == unit.symbol:
            core, symbol = f"{amount}/亩", "mu"
            if unit.symbol == "mu":
                core, symbol = f"{amount}/小时", "h"
    quotient = unit._replace(symbol=f"{unit.symbol}/{symbol}")
    return build(rng, "rate", core, "rate", line(numeral, quotient), bounded=core[0] != "每" and shape != 3)


def speeds(rng: random.Random) -> Case:
    """60公里/小时, 3.5米/秒, 每小时60公里."""
    numeral = rng.choice((arabic, chinese))(rng, digits=3)
    if numeral.text[-1] in "百千":
        numeral = Numeral("60", Fraction(60))
    over, under, symbol = rng.choice(
        (
            ("公里", "小时", "km/h"),
            ("米", "秒", "m/s"),
            ("公里", "秒", "km/s"),
            ("公里", "分钟", "km/min"),
            ("千米", "小时", "km/h"),
        )
    )
    if over == "千米" and not numeral.arabic:
        over = "公里"
    core = rng.choice(
        (f"{numeral.text}{over}/{under}", f"{numeral.text}{over}每{under}", f"每{under}{numeral.text}{over}")
    )
    return build(rng, "speed", core, "speed", f"{plain(numeral.low)} {symbol}", bounded=core[0] != "每")


def ordinals(rng: random.Random) -> Case:
    """第20届, 第二十一次, 第三."""
    n = _whole(rng, 3)
    number = rng.choice((str(n), spell(rng, n)))
    word = rng.choice(("届", "次", "名", "位", "批", "个", "家", "轮", "章", "条", "项", "期", "", "组"))
    value = f"#{n}" + (f" {word}" if word else "")
    return build(rng, "ordinal", f"第{number}{word}", "ordinal", value, bounded=False)


def durations(rng: random.Random) -> Case:
    """12个月, 24小时, 三天. Years only in Chinese below ten: 20年 may be 2020."""
    n = rng.randint(2, 60)
    word, form = rng.choice(
        (
            ("个月", "P{}M"),
            ("小时", "PT{}H"),
            ("天", "P{}D"),
            ("分钟", "PT{}M"),
            ("秒钟", "PT{}S"),
            ("个小时", "PT{}H"),
            ("年", "P{}Y"),
        )
    )
    n = min(n, 9) if word == "年" else n
    number = "两" if n == 2 else spell(rng, n)
    if word != "年":
        number = rng.choice((number, str(n)))
    return build(rng, "duration", number + word, "duration", form.format(n), bounded=False)


def degrees(rng: random.Random) -> Case:
    """35度 where the text speaks of temperature."""
    n = rng.randint(-30, 45)
    unit = rng.choice(DEGREES)
    return build(rng, "degrees without a scale", f"{n}{unit.word}", unit.kind, f"{n} deg", bounded=False,
                 lead=rng.choice(("最高气温", "室内温度", "当地气温为")))  # fmt: skip


def noisy(rng: random.Random) -> Case:
    """354.8 亿元, 1 .8亿元, a mark of no width anywhere in the number."""
    whole, decimals, scale = _whole(rng, 3), _decimals(rng, 2), rng.choice(("万", "亿"))
    unit = rng.choice((YUAN, Unit("亩", "area", "mu"), Unit("吨", "mass", "t"), Unit("人次", "count", "人次")))
    parts = [str(whole), "." + decimals, scale, unit.word]
    gap = rng.choice((" ", "\u3000", "\xa0", "&nbsp;", "\u200b", "\ufeff", "\n", "\u2060"))
    at = rng.randint(1, 2)
    core = "".join(parts[:at]) + gap + "".join(parts[at:])
    numeral = Numeral(core, _value(whole, decimals) * SCALES[scale])
    return build(rng, "noise in the number", core, unit.kind, line(numeral, unit), bounded=False)


def lists(rng: random.Random) -> Case:
    """3、5、8万元: each number has the scale and the unit of the last."""
    values = sorted(rng.sample(range(2, 100), rng.randint(2, 3)))
    scale = rng.choice(("", "万", "亿"))
    unit = rng.choice((YUAN, Unit("亩", "area", "mu"), Unit("%", "percent", "%"), Unit("公里", "length", "km")))
    scale = "" if unit.kind == "percent" else scale
    head, tail = frame(rng)
    text = head
    wanted: list[Wanted] = []
    for n in values:
        text += "、" if wanted else ""
        core = str(n) + (scale + unit.word if n == values[-1] else "")
        value = line(Numeral("", Fraction(n * SCALES.get(scale, 1))), unit)
        wanted.append(Wanted(len(text), len(text) + len(core), unit.kind, value, None))
        text += core
    return Case("list with a shared unit", text + tail, tuple(wanted), whole=False)


CATEGORIES: list[tuple[Callable[[random.Random], Case], int]] = [
    (numbers, 12), (quantities, 30), (vague_quantities, 8), (bare_scales, 3), (negatives, 3), (currency_before, 6),
    (yuan_jiao_fen, 5), (percents, 8), (fractions, 2), (halves, 1), (ranges, 10), (unit_ranges, 2), (rates, 8), (speeds, 1),
    (ordinals, 3), (durations, 2), (degrees, 1), (noisy, 2), (lists, 1),
]  # fmt: skip
_WRITERS = [write for write, _ in CATEGORIES]
_WEIGHTS = [weight for _, weight in CATEGORIES]


def case(rng: random.Random) -> Case:
    """One random case."""
    return rng.choices(_WRITERS, _WEIGHTS)[0](rng)


def sweep(seed: int = 1) -> Iterator[Case]:
    """Every unit word, currency word and measure word once after Arabic digits, and after a Chinese numeral if it can."""
    rng = random.Random(seed)
    for unit in (*MEASURES, *MONEY_AFTER_ALL, *COUNTS):
        for numeral in (arabic(rng, scaled=False), arabic(rng, scaled=True), Numeral(spell(rng, 36), Fraction(36))):
            if fits(numeral, unit):
                yield joined(rng, f"every word, {unit.kind}", numeral, unit)
    for unit in MONEY_BEFORE:
        numeral = arabic(rng)
        yield build(rng, "every word, money before", unit.word + numeral.text, "money", line(numeral, unit))
    for word in (*BEFORE, *AFTER):
        sides = (word, "") if word in BEFORE else ("", word)
        yield build(
            rng, "every modifier", "36万亩", "area", "360000 mu", MEANING[word], before=sides[0], after=sides[1]
        )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """The cases for hypothesis, which shrinks the choices that made them."""
    return case(draw(st.randoms(use_true_random=False)))


SOUP = (
    *"零〇一二三四五六七八九十百千万亿兆两俩廿壹贰拾佰仟几数半多余来第每负点元角分块成折倍年月日时至到和个",
    *"0123456789０９.,，．、-—~～%‰/+*()（）[]【】“”\"' \n\t\u3000",
    "\u200b", "\ufeff", "\ud800", "\udfff", "&nbsp;", "(xiàng)", "?", "分之", "百分之", "以上", "左右", "约", "超过", "不", "人均",
    "萬", "億", "㎡", "km²", "亩", "公里", "美元", "US$", "¥", "人次", "季度", "上半年", "十四五", "2020", "10月", "１２", "½", "Ⅳ", "③",
)  # fmt: skip


def any_text() -> st.SearchStrategy[str]:
    """Any text whatever: lone surrogates, and soup of what quantities are made of."""
    anything = st.characters(exclude_categories=())
    soup = st.lists(st.sampled_from(SOUP), max_size=30).map("".join)
    return st.one_of(
        st.text(anything, max_size=40), soup, st.lists(st.one_of(soup, st.text(max_size=5)), max_size=4).map("".join)
    )
