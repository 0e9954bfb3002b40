"""Cells and documents of known content, made from a seed by code of its own: nothing here reads the parser.

    python benchmarks/workloads.py [--seed N] [--bytes N] [--cells N] [--duplication N] [--show N]

prints what the two workloads are made of: mentions a KB, kinds, share of distinct clauses, share of distinct cells.

`documents(seed, size_bytes)` gives texts as regional papers, government work reports, statistical bulletins and project notices
have them, with the place and value of every quantity and date in them; `cells(seed, count, duplication)` a column of amounts of
money as spreadsheets have them. The same arguments give the same workload on any machine.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import quantities as q
import words

DEFAULT_SEED = 20260413
ZEROS = str.maketrans("123456789", "0" * 9)
PUNCTUATION = re.compile(r"[，。；：！？、“”（）《》\s]+")

# ---- documents ----------------------------------------------------------------------------------------------------


class Planted(NamedTuple):
    """A quantity or date of a document: its span, and what must be read from it.

    `value` is the canonical line (`str(mention.value)`); the other fields are the columns of the mention table: decimals in plain notation,
    dates in ISO 8601, None for null.
    """

    start: int
    end: int
    kind: str
    value: str
    modifier: str | None
    amount: str | None
    low: str | None
    high: str | None
    unit: str | None
    date_start: str | None
    date_end: str | None
    exact: str | None
    flags: str | None


class Document(NamedTuple):
    """A text, all its mentions in order, and the day it was written."""

    text: str
    mentions: list[Planted]
    reference: date


CLASHES = frozenset(("高超", "贴近", "节约", "上下", "反超", "赶超", "新近", "集约"))


class Writer:
    """A text under way. A sentence names one date at most, so that no date takes its year from another."""

    def __init__(self, rng: random.Random, reference: date) -> None:
        self.rng = rng
        self.reference = reference
        self.parts: list[str] = []
        self.at = 0
        self.mentions: list[Planted] = []
        self.dated = False

    def say(self, *texts: str) -> None:
        """Words without a quantity."""
        for text in filter(None, texts):
            self.parts.append(text)
            self.at += len(text)

    def plant(self, found: q.Quantity) -> None:
        """A quantity with its modifier words. 了 keeps them apart from a word with which they would make another (提高超 -> 高超)."""
        if self.parts and self.parts[-1][-1:] + (found.before or found.text)[0] in CLASHES:
            self.say("了")
        self.say(found.before)
        end = self.at + len(found.text)
        self.mentions.append(Planted(self.at, end, *found[1:-2]))
        self.say(found.text, found.after)

    def stop(self, mark: str) -> None:
        """The end of a sentence."""
        self.say(mark)
        self.dated = False


def place(rng: random.Random) -> str:
    return rng.choice(words.PLACE_HEADS) + rng.choice(words.PLACE_TAILS) + rng.choice(words.PLACE_RANKS)


def person(rng: random.Random) -> str:
    return (
        rng.choice(words.SURNAMES) + rng.choice(words.GIVEN) + (rng.choice(words.GIVEN) if rng.random() < 0.6 else "")
    )


def firm(rng: random.Random) -> str:
    return (
        rng.choice(words.FIRM_HEADS)
        + rng.choice(words.FIRM_TAILS)
        + rng.choice(words.TRADES)
        + rng.choice(words.FIRM_ENDS)
    )


def subject(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.35:
        return place(rng) + rng.choice(words.ORGANS)
    if draw < 0.60:
        return place(rng)
    if draw < 0.75:
        return firm(rng)
    if draw < 0.90:
        return "当地" + rng.choice(words.GROUPS) if rng.random() < 0.3 else place(rng) + rng.choice(words.GROUPS)
    return rng.choice(
        ("全市", "全县", "全区", "该市", "该县", "该镇", "该园区", "该公司", "该项目", "当地")
    ) + rng.choice(("", "", "各级"))


def thing(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return rng.choice(words.ATTRIBUTES) + rng.choice(words.ATTRIBUTES) + rng.choice(words.HEADS)
    return rng.choice(words.ATTRIBUTES) + rng.choice(words.HEADS)


def deed(rng: random.Random) -> str:
    return rng.choice(words.ADVERBS) + rng.choice(words.VERBS) + thing(rng)


# Clauses without a quantity.


def plain_clause(rng: random.Random) -> str:
    """Words of one clause (or two with a comma) in which nothing is to be found."""
    draw = rng.random()
    if draw < 0.22:
        return subject(rng) + deed(rng)
    if draw < 0.36:
        return deed(rng)
    if draw < 0.46:
        return thing(rng) + rng.choice(words.STATES)
    if draw < 0.54:
        return f"在{place(rng)}{rng.choice(words.SITES)}，{rng.choice(words.GROUPS)}{rng.choice(words.ADVERBS)}{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.60:
        return f"{place(rng)}{rng.choice(words.SITES)}{rng.choice(words.SCENES)}"
    if draw < 0.68:
        return f"以{thing(rng)}为{rng.choice(words.ROLES)}{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.75:
        return f"围绕{thing(rng)}、{thing(rng)}{rng.choice(words.VERBS)}{rng.choice(words.HEADS)}"
    if draw < 0.80:
        return f"{rng.choice(words.VERBS)}{thing(rng)}、{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.86:
        return f"{firm(rng)}{rng.choice(words.TITLES)}{person(rng)}{rng.choice(words.SAID)}"
    if draw < 0.91:
        return f"{rng.choice(words.LINKS)}{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.95:
        return f"{rng.choice(words.OPENERS)}，{subject(rng)}{rng.choice(words.VERBS)}{thing(rng)}"
    return decoy(rng)


def decoy(rng: random.Random) -> str:
    """Digits and numerals that are no quantity."""
    draw = rng.random()
    if draw < 0.7:
        return subject(rng) + rng.choice(words.DECOYS)
    if draw < 0.8:
        return (
            f"{rng.choice(words.PHONE_HEADS)}：0{rng.randint(310, 335)}-{rng.randint(2, 8)}{rng.randint(0, 999_999):06}"
        )
    if draw < 0.9:
        return f"{rng.choice(words.PHONE_HEADS)}：1{rng.choice('35789')}{rng.randint(0, 999_999_999):09}"
    return f"{place(rng)}境内{rng.choice('GS')}{rng.randint(10, 99)}{rng.choice(('高速', '国道', '沿线'))}{rng.choice(words.STATES)}"


# Clauses with quantities: each writes one clause or a few and leaves the last mark to the sentence.

REACH = ("", "", "达", "达到", "为", "共", "共计", "累计达", "合计", "已达", "实现", "预计")
RISES = ("增长", "增长", "上升", "提高", "提升", "下降", "回落", "增加", "减少", "上涨", "降低")


def money_clause(w: Writer) -> None:
    rng = w.rng
    draw = rng.random()
    if draw < 0.40:
        w.say(
            rng.choice(("", "", subject(rng), place(rng), thing(rng))), rng.choice(words.MONEY_HEADS), rng.choice(REACH)
        )
        w.plant(q.money(rng))
    elif draw < 0.60:
        w.say(
            rng.choice(("", subject(rng), rng.choice(words.ADVERBS))),
            rng.choice(words.MONEY_VERBS),
            rng.choice(words.MONEY_NOUNS),
        )
        w.plant(q.money(rng))
    elif draw < 0.75:
        w.say(rng.choice(("总投资", "投资", "计划投资", "概算投资")))
        w.plant(q.money(rng))
        w.say("的", place(rng), rng.choice(words.PROJECTS), rng.choice(words.PROGRESS))
    elif draw < 0.85:
        w.say(firm(rng), rng.choice(("获得", "收到", "拿到", "争取到", "自筹", "偿还")))
        w.plant(q.money(rng))
        w.say(rng.choice(words.MONEY_NOUNS))
    else:
        w.say(rng.choice(words.MONEY_HEADS), rng.choice(REACH))
        w.plant(q.money(rng))
        w.say("，", rng.choice(words.COMPARED), rng.choice(RISES))
        w.plant(q.percent(rng))


def percent_clause(w: Writer) -> None:
    rng = w.rng
    draw = rng.random()
    if draw < 0.50:
        w.say(
            rng.choice(("", "", place(rng), "其中")),
            rng.choice(words.PERCENT_HEADS),
            rng.choice((*words.COMPARED, "", "")),
            rng.choice(RISES),
        )
        w.plant(q.percent(rng))
    elif draw < 0.70:
        w.say(
            rng.choice(("", thing(rng), place(rng))),
            rng.choice(words.SHARE_HEADS),
            rng.choice(("为", "达到", "达", "保持在", "稳定在", "提高到")),
        )
        w.plant(q.percent(rng))
    elif draw < 0.85:
        w.say(rng.choice(words.SHARE_HEADS), rng.choice((*words.COMPARED, "")), rng.choice(RISES))
        w.plant(q.points(rng))
    elif draw < 0.92 or w.dated:
        w.say(rng.choice(words.PERCENT_HEADS), rng.choice(("增长", "扩大", "是上期的", "扩大到原来的", "增加")))
        w.plant(q.times(rng))
    else:
        w.say(rng.choice(words.PERCENT_HEADS), "比")
        year = w.reference.year - 1
        w.plant(q.dated("上年", date(year, 1, 1), date(year, 12, 31)))
        w.say(rng.choice(RISES))
        w.plant(q.percent(rng))
        w.dated = True


def count_clause(w: Writer) -> None:
    rng = w.rng
    word, nouns = rng.choice(words.COUNTS)
    draw = rng.random()
    if not nouns:
        w.say(
            rng.choice((subject(rng), "", rng.choice(words.EVENTS))),
            rng.choice(("服务群众", "接待游客", "累计服务", "作业服务", "培训", "受益")),
        )
        w.plant(q.count(rng, word))
    elif draw < 0.55:
        w.say(rng.choice(("", subject(rng), rng.choice(words.ADVERBS), thing(rng))), rng.choice(words.COUNT_VERBS))
        w.plant(q.count(rng, word))
        w.say(rng.choice(("", "", rng.choice(words.ATTRIBUTES))), rng.choice(nouns))
    elif draw < 0.75:
        w.say(rng.choice(words.COUNT_VERBS), rng.choice(words.ATTRIBUTES), rng.choice(nouns))
        w.plant(q.count(rng, word))
    elif draw < 0.85:
        w.say(
            rng.choice(("常住人口", "服务人口", "吸纳就业", "参训人员", "受益群众", "用工", "转移劳动力", "脱贫人口")),
            rng.choice(("", "达", "为")),
        )
        w.plant(q.people(rng))
    elif draw < 0.92:
        found, noun = q.article(rng)
        w.say(subject(rng), rng.choice(("新建", "建成", "改造", "引进", "规划建设")))
        w.plant(found)
        w.say(rng.choice(words.ATTRIBUTES), noun)
    else:
        w.say("其中", rng.choice(words.ATTRIBUTES), rng.choice(nouns))
        w.plant(q.count(rng, word))
        other, others = rng.choice(words.COUNTS[:12])
        w.say("、", rng.choice(words.ATTRIBUTES), rng.choice(others))
        w.plant(q.count(rng, other))


def measure_clause(w: Writer) -> None:
    rng = w.rng
    word, kind, symbol, heads = rng.choice(words.MEASURES)
    w.say(
        rng.choice(("", "", place(rng), rng.choice(words.PROJECTS), subject(rng))),
        rng.choice(heads),
        rng.choice(("", "", "达", "达到", "为")),
    )
    w.plant(q.measure(rng, word, kind, symbol))


def rate_clause(w: Writer) -> None:
    rng = w.rng
    if rng.random() < 0.3:
        w.say(rng.choice(words.GROUPS), rng.choice(("增收", "补贴", "奖励", "节约成本", "获得分红", "支出")))
        w.plant(q.per_money(rng))
        return
    word, symbol, heads = rng.choice(words.RATES)
    w.say(
        rng.choice(("", "", place(rng), firm(rng))), rng.choice(heads), rng.choice(("为", "达到", "", "降至", "提高到"))
    )
    w.plant(q.rate(rng, word, symbol))


def duration_clause(w: Writer) -> None:
    rng = w.rng
    draw = rng.random()
    if draw < 0.6:
        w.say(
            rng.choice(("", rng.choice(words.PROJECTS), rng.choice(words.EVENTS), place(rng))),
            rng.choice(words.DURATION_HEADS),
            rng.choice(("为", "", "压缩至", "缩短到", "延长至")),
        )
        w.plant(q.duration(rng))
    else:
        w.say(subject(rng), rng.choice(("用时", "历时", "耗时", "连续奋战", "连续运行", "比计划提前", "比原计划多用")))
        w.plant(q.duration(rng))
        w.say(rng.choice(words.VERBS), thing(rng))


def ordinal_clause(w: Writer) -> None:
    rng = w.rng
    found = q.ordinal(rng)
    if found.unit == "届":
        w.say(rng.choice(words.ADVERBS), rng.choice(("举办", "承办", "筹备", "协办")))
        w.plant(found)
        w.say(place(rng), rng.choice(words.EVENTS))
    elif found.unit == "批":
        w.say(subject(rng), rng.choice(("入选", "启动", "公布", "完成")))
        w.plant(found)
        w.say(thing(rng), rng.choice(("名单", "评估", "认定", "试点", "申报")))
    else:
        w.say(rng.choice(words.PERCENT_HEADS), rng.choice(words.ORDINAL_FRAMES))
        w.plant(found)


def project_clause(w: Writer) -> None:
    """投资, 占地 and 工期 of one project in a row."""
    rng = w.rng
    w.say(
        place(rng),
        rng.choice(words.PROJECTS),
        rng.choice(("", "由" + firm(rng) + "承建，", "正式落户，")),
        rng.choice(("总投资", "计划总投资", "投资")),
    )
    w.plant(q.money(rng))
    w.say("，", rng.choice(("占地", "规划占地", "总用地", "用地面积")))
    w.plant(q.measure(rng, "亩", "area", "mu"))
    if rng.random() < 0.5:
        w.say("，", rng.choice(("建设周期", "建设工期", "工期")))
        w.plant(q.duration(rng))


def date_opening(w: Writer) -> None:
    """A date at the head of a sentence, with the comma or the subject behind it."""
    rng = w.rng
    if rng.random() < 0.15:
        w.say(rng.choice(words.OPENERS), "，")
    opening, found, closing = q.any_date(rng, w.reference)
    w.say(opening)
    w.plant(found)
    w.say(closing)
    w.dated = True
    if rng.random() < 0.75 or found.after:
        w.say("，")
    else:
        w.say(place(rng))


QUANTITIES: tuple[Callable[[Writer], None], ...] = (
    money_clause, percent_clause, count_clause, measure_clause, rate_clause, duration_clause, ordinal_clause, project_clause,
)  # fmt: skip


class Genre(NamedTuple):
    """How often a sentence opens with a date, a clause holds a quantity, and which kinds (weights along `QUANTITIES`)."""

    share: float
    dates: float
    quantities: float
    weights: tuple[int, ...]


GENRES = (
    Genre(0.45, 0.28, 0.20, (24, 14, 30, 14, 4, 8, 5, 4)),  # news
    Genre(0.25, 0.22, 0.26, (26, 26, 22, 12, 4, 3, 3, 2)),  # work report
    Genre(0.15, 0.20, 0.50, (25, 34, 14, 18, 8, 1, 1, 0)),  # statistical bulletin
    Genre(0.15, 0.25, 0.26, (30, 6, 16, 20, 8, 12, 2, 10)),  # project notice
)


def sentence(w: Writer, genre: Genre) -> None:
    """One to five clauses."""
    rng = w.rng
    if rng.random() < genre.dates:
        date_opening(w)
    quoted = rng.random() < 0.06 and not w.dated
    if quoted:
        w.say(place(rng), rng.choice(words.TITLES), person(rng), rng.choice(words.SAID), "：“")
    for position in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
        if position:
            w.say("，")
        if rng.random() < genre.quantities:
            rng.choices(QUANTITIES, genre.weights)[0](w)
        else:
            w.say(plain_clause(rng))
    w.stop("。”" if quoted else "；" if rng.random() < 0.06 else "。")


def document(rng: random.Random, characters: int = 800) -> Document:
    """One text of about so many characters."""
    year = rng.randint(2016, 2024)
    reference = date(year, rng.randint(3, 12), rng.randint(1, 28))
    genre = rng.choices(GENRES, [each.share for each in GENRES])[0]
    w = Writer(rng, reference)
    w.say(place(rng), rng.choice(("：", " ", "")), deed(rng), "\n")
    if rng.random() < 0.5:
        w.say(f"（记者 {person(rng)}）")
    length = rng.randint(characters // 2, characters * 3 // 2)
    while w.at < length:
        sentence(w, genre)
        if rng.random() < 0.22:
            w.stop("\n")
            if rng.random() < 0.5:
                w.say("　　")
    return Document("".join(w.parts), w.mentions, reference)


def documents(seed: int, size_bytes: int) -> Iterator[Document]:
    """Documents until their UTF-8 is at least so many bytes."""
    rng = random.Random(f"documents {seed}")
    size = 0
    while size < size_bytes:
        made = document(rng)
        size += len(made.text.encode())
        yield made


# ---- cells --------------------------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """A cell and what a column of money must give for it. `amount` is None for a range, whose ends are `low` and `high`.

    `sort` says how it was made: digits, spelled, range, modifier or junk.
    """

    text: str
    sort: str
    status: str
    amount: str | None = None
    low: str | None = None
    high: str | None = None
    currency: str | None = None
    modifier: str | None = None


EMPTY = ("", " ", "-", "—", "…", "N/A", "　", "--")
CURRENCIES = (("元", "CNY"),) * 16 + (
    ("美元", "USD"),
    ("港元", "HKD"),
    ("欧元", "EUR"),
    ("日元", "JPY"),
    ("元人民币", "CNY"),
)
SIGNS = (("¥", "CNY"), ("US$", "USD"), ("人民币", "CNY"), ("€", "EUR"))
CELL_SCALES = (("万", 9_999_999), ("亿", 99_999), ("", 99_999_999), ("万", 999_999), ("亿", 9_999))


def digits_cell(rng: random.Random) -> Cell:
    """3,541.07万元 and the like; one in a hundred each is 3亿5000万元, or below zero."""
    draw = rng.random()
    if draw < 0.01:
        whole, rest = rng.randint(1, 9999), rng.randint(1000, 9999)
        line = str(whole * 10**8 + rest * 10**4)
        return Cell(f"{whole}亿{rest}万元", "digits", "ok", line, line, line, "CNY")
    if draw < 0.02:
        number = q.decimal(rng, 1, 99_999, 2)
        line = q.plain(-number * 10_000)
        return Cell(f"-{number}万元", "digits", "ok", line, line, line, "CNY")
    scale, high = rng.choice(CELL_SCALES)
    places = rng.choice((0, 1, 2, 2, 3, 4)) if scale else rng.choice((0, 2))
    number = q.decimal(rng, 1, high, places)
    unit, currency = rng.choice(CURRENCIES)
    draw = rng.random()
    text = f"{number:,f}" if draw < 0.15 else f"{number:f}"
    if 0.15 < draw < 0.18:
        text = text.translate(q.FULL_WIDTH)
    if draw > 0.94:
        sign, currency = rng.choice(SIGNS)
        text = f"{sign}{text}{scale}" + ("元" if sign == "人民币" else "")
    else:
        text += (" " if draw > 0.90 and scale else "") + scale + unit
    if 0.18 < draw < 0.22:
        text = rng.choice((" ", "")) + text + " "
    line = q.plain(number * q.SCALES[scale])
    return Cell(text, "digits", "ok", line, line, line, currency)


def spelled_cell(rng: random.Random) -> Cell:
    """三千六百二十万元, 壹佰贰拾叁万肆仟元."""
    scale = rng.choice(("", "", "亿", "万"))
    high = 99_999_999 if not scale else 9999
    number = rng.randint(10, high)
    text = q.spell(number) + scale
    if rng.random() < 0.3:
        text = text.translate(q.FINANCIAL)
    elif text.startswith(("二千", "二百")) and rng.random() < 0.7:
        text = "两" + text[1:]
    unit, currency = rng.choice(CURRENCIES)
    line = str(number * q.SCALES[scale])
    return Cell(text + unit, "spelled", "ok", line, line, line, currency)


def bounded_cell(rng: random.Random) -> Cell:
    """约1.5亿元, 500万元以上, 3000多万元, 20-30万元."""
    scale, high = rng.choice((("万", 9999), ("亿", 999), ("", 999_999)))
    unit, currency = rng.choice(CURRENCIES)
    size = q.SCALES[scale]
    draw = rng.random()
    if draw < 0.35:
        low = rng.randint(2, high - 1)
        last = rng.randint(low + 1, high)
        text = f"{low}{scale if draw < 0.15 else ''}{rng.choice(q.RANGE_MARKS)}{last}{scale}{unit}"
        return Cell(text, "range", "ok", None, str(low * size), str(last * size), currency)
    if draw < 0.45:
        number = Decimal(rng.randint(2, high // 10) * 10)
        text = f"{number:f}{rng.choice('余多')}{scale}{unit}"
        modifier: str | None = "more_than"
    else:
        number = q.decimal(rng, 2, high, rng.choice((0, 1, 2)))
        before, after, modifier = q.around(rng, 1)
        text = f"{before}{number:f}{scale}{unit}{after}"
    amount, low_end, high_end = q.bounds(number * size, None, modifier)
    return Cell(text, "modifier", "ok", amount, low_end, high_end, currency, modifier)


def junk_cell(rng: random.Random) -> Cell:
    """Blanks, notes, other kinds of values, two values, bare numbers."""
    draw = rng.random()
    if draw < 0.5:
        return Cell(rng.choice(EMPTY), "junk", "empty")
    if draw < 0.8:
        return Cell(
            rng.choice(
                (
                    "待定",
                    "见附件",
                    "详见备注",
                    f"由{firm(rng)}承担",
                    f"{person(rng)}核实",
                    f"{place(rng)}自筹",
                    thing(rng),
                )
            ),
            "junk",
            "unreadable",
        )
    if draw < 0.9:
        return Cell(
            rng.choice(
                (f"{rng.randint(2, 9999)}个", f"{rng.randint(2, 9999)}亩", f"{rng.randint(1, 99)}.{rng.randint(1, 9)}%")
            ),
            "junk",
            "unreadable",
        )
    if draw < 0.95:
        return Cell(f"{rng.randint(2, 999)}万元、{rng.randint(2, 999)}亿元", "junk", "ambiguous")
    return Cell(f"{rng.randint(100, 999_999)}.{rng.randint(1, 9)}", "junk", "ambiguous")


SORTS: tuple[tuple[Callable[[random.Random], Cell], float], ...] = (
    (digits_cell, 0.90), (spelled_cell, 0.05), (bounded_cell, 0.03), (junk_cell, 0.02),
)  # fmt: skip


def cells(seed: int, count: int, duplication: int = 1) -> list[Cell]:
    """`count` cells in random order: 90 % digits with scale and unit, 5 % spelled out, 3 % modifiers and ranges, 2 % junk.

    Each cell stands there `duplication` times; with 1 no two are alike but the junk, of which half is blank.
    """
    rng = random.Random(f"cells {seed} {count} {duplication}")
    wanted = -(-count // duplication)
    made: list[Cell] = []
    upto = 0.0
    for make, share in SORTS:
        upto += share
        seen: set[str] = set()
        while len(made) < round(wanted * upto):
            cell = make(rng)
            if make is junk_cell or cell.text not in seen:
                seen.add(cell.text)
                made.append(cell)
    made = (made * duplication)[:count]
    rng.shuffle(made)
    return made


# ---- what they are made of ----------------------------------------------------------------------------------------


class Profile(NamedTuple):
    """What a set of documents is made of.

    `clauses` are the pieces between punctuation marks. `distinct_places` counts how many ways the mentions stand in their text: eight
    characters before, the mention, five behind, every digit a 0.
    """

    documents: int
    characters: int
    bytes: int
    mentions: int
    clauses: int
    distinct_clauses: int
    distinct_places: int
    kinds: dict[str, int]

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self.documents:,} documents, {self.bytes / 1e6:.1f} MB of UTF-8, {self.characters / self.documents:.0f} characters each"
        yield f"{self.mentions:,} mentions, {self.mentions / self.bytes * 1024:.1f} a KB"
        yield f"{self.clauses:,} clauses, {self.distinct_clauses / self.clauses:.1%} of them distinct"
        yield f"{self.distinct_places / self.mentions:.1%} of the mentions stand in words that no other stands in, digits aside"
        yield ", ".join(f"{kind} {number / self.mentions:.1%}" for kind, number in self.kinds.items())


class Tally:
    """Counts documents as they come, clauses by their hash, so that 100 MB fit."""

    def __init__(self) -> None:
        self.documents = self.characters = self.bytes = self.clauses = 0
        self.distinct: set[int] = set()
        self.places: set[int] = set()
        self.kinds: Counter[str] = Counter()

    def add(self, made: Document) -> None:
        """One more document."""
        clauses = [clause for clause in PUNCTUATION.split(made.text) if clause]
        self.documents += 1
        self.characters += len(made.text)
        self.bytes += len(made.text.encode())
        self.clauses += len(clauses)
        self.distinct.update(map(hash, clauses))
        self.kinds.update(mention.kind for mention in made.mentions)
        text = made.text.translate(ZEROS)
        self.places.update(hash(text[max(0, each.start - 8) : each.end + 5]) for each in made.mentions)

    def profile(self) -> Profile:
        """What has been counted."""
        return Profile(
            self.documents, self.characters, self.bytes, self.kinds.total(), self.clauses, len(self.distinct),
            len(self.places),
            dict(self.kinds.most_common()),
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--bytes", type=int, default=2_000_000)
    parser.add_argument("--cells", type=int, default=100_000)
    parser.add_argument("--duplication", type=int, default=1)
    parser.add_argument("--show", type=int, default=1, help="documents, and ten times as many cells")
    options = parser.parse_args()
    seen = Tally()
    shown: list[Document] = []
    for each in documents(options.seed, options.bytes):
        seen.add(each)
        shown += [each] * (len(shown) < options.show)
    print(*seen.profile().lines(), sep="\n")
    for each in shown:
        print(f"\n{each.reference}\n{each.text}")
        print(
            *(f"  {each.text[m.start : m.end]} = {m.kind} {m.value} {m.modifier or ''}" for m in each.mentions),
            sep="\n",
        )
    column = cells(options.seed, options.cells, options.duplication)
    print(f"\n{len(column):,} cells, {len({cell.text for cell in column}) / len(column):.2%} of them distinct")
    print(*(f"  {cell}" for cell in column[: 10 * options.show]), sep="\n")


if __name__ == "__main__":
    main()
