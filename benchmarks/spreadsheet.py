"""Cells of a column of money, each with what must be read from it."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import quantities as q
from phrases import firm, person, place, thing


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
