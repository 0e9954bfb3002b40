"""Clauses with quantities and dates in them, written into a text with note of where each stands."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import dates
import quantities as q
import words
from phrases import firm, place, subject, thing


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
        w.plant(dates.dated("上年", date(year, 1, 1), date(year, 12, 31)))
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
    opening, found, closing = dates.any_date(rng, w.reference)
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
