"""Dates and periods written down from known days, in the spellings of reports; nothing here reads the parser."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date

from quantities import DIGITS, Quantity, spell


def _month(year: int, first: int, last: int | None = None) -> tuple[date, date]:
    last = last or first
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def dated(
    text: str,
    start: date,
    end: date,
    *,
    fuzzy: bool = False,
    modifier: str | None = None,
    before: str = "",
    after: str = "",
) -> Quantity:
    """A date from its first and last day."""
    first, last = start.isoformat(), end.isoformat()
    value = first if first == last else f"{first}/{last}"
    return Quantity(
        text, "date", value + ("~" if fuzzy else ""), modifier, None, None, None, None, first, last, None, "fuzzy" if fuzzy else None, before, after
    )  # fmt: skip


def day_of(rng: random.Random, year: int, month: int, last: int = 31) -> int:
    return rng.randint(1, min(last, monthrange(year, month)[1]))


def absolute_date(rng: random.Random) -> Quantity:
    year, month = rng.randint(2001, 2029), rng.randint(1, 12)
    draw = rng.random()
    if draw < 0.40:
        day = day_of(rng, year, month)
        text = rng.choice(
            (f"{year}年{month}月{day}日",) * 5
            + (f"{year}年{month:02}月{day:02}日", f"{year}-{month:02}-{day:02}", f"{year} 年 {month} 月 {day} 日")
        )
        return dated(text, date(year, month, day), date(year, month, day))
    if draw < 0.60:
        return dated(f"{year}年{month}月", *_month(year, month))
    if draw < 0.80:
        return dated(f"{year}年", *_month(year, 1, 12))
    if draw < 0.87:
        last = rng.randint(2, 12)
        return dated(f"{year}年1{rng.choice('-—至')}{last}月", *_month(year, 1, last))
    if draw < 0.92:
        text = "".join(DIGITS[int(d)] for d in str(year)).replace("零", "〇")
        return dated(f"{text}年{spell(month)}月", *_month(year, month))
    word, first, last = rng.choice(
        (("上半年", 1, 6), ("下半年", 7, 12), ("一季度", 1, 3), ("前三季度", 1, 9), ("第四季度", 10, 12))
    )
    return dated(f"{year}年{word}", *_month(year, first, last))


def relative_date(rng: random.Random, reference: date) -> Quantity:
    word, year = rng.choice(
        (
            ("今年", reference.year),
            ("去年", reference.year - 1),
            ("明年", reference.year + 1),
            ("去年", reference.year - 1),
        )
    )
    draw = rng.random()
    month = rng.randint(1, 12)
    if draw < 0.20:
        return dated(word, *_month(year, 1, 12))
    if draw < 0.35:
        return dated(f"{word}{month}月", *_month(year, month))
    if draw < 0.50:
        day = day_of(rng, year, month)
        return dated(f"{word}{month}月{day}日", date(year, month, day), date(year, month, day))
    if draw < 0.60:
        last = monthrange(year, month)[1]
        return dated(f"{word}{month}月底", date(year, month, 21), date(year, month, last), fuzzy=True)
    if draw < 0.75:
        part, first, last = rng.choice((("上半年", 1, 6), ("一季度", 1, 3), ("前三季度", 1, 9), ("二季度", 4, 6)))
        return dated(word + part, *_month(year, first, last))
    if draw < 0.85:
        last = rng.randint(2, 12)
        return dated(f"{word}1-{last}月", *_month(year, 1, last))
    if draw < 0.95:
        return dated("今年以来", date(reference.year, 1, 1), reference, fuzzy=True)
    years = rng.choice((3, 5))
    return dated(f"近{DIGITS[years]}年", reference.replace(year=reference.year - years), reference, fuzzy=True)


def partial_date(rng: random.Random, reference: date) -> Quantity:
    """A date without its year, which is the reference's: none of these lies far after the reference."""
    draw = rng.random()
    month = rng.randint(1, reference.month)
    if draw < 0.5:
        day = day_of(rng, reference.year, month, reference.day if month == reference.month else 31)
        return dated(f"{month}月{day}日", date(reference.year, month, day), date(reference.year, month, day))
    if draw < 0.6:
        return dated(f"1-{month}月" if month > 1 else "1月份", *_month(reference.year, 1, month))
    if draw < 0.75:
        word, first, last = rng.choice((("上半年", 1, 6), ("一季度", 1, 3)))
        return dated(word, *_month(reference.year, first, last))
    if draw < 0.85:
        return dated("本月", *_month(reference.year, reference.month))
    before = date(reference.year, reference.month, 1) - date.resolution
    return dated("上月", before.replace(day=1), before)


_PLANS = (("十二五", 2011), ("十三五", 2016), ("十四五", 2021))


def clock(rng: random.Random, reference: date) -> Quantity:
    year, month = rng.randint(2015, 2024), rng.randint(1, 12)
    day, hour, minute = day_of(rng, year, month), rng.randint(8, 11), rng.randint(10, 59)
    moment = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"
    return Quantity(
        f"{year}年{month}月{day}日{rng.choice(('上午', ''))}{hour}时{minute}分",
        "date",
        moment,
        None,
        None,
        None,
        None,
        None,
        moment[:10],
        moment[:10],
        moment,
    )


def any_date(rng: random.Random, reference: date) -> tuple[str, Quantity, str]:
    """A date and the words around it that make it the beginning of a clause."""
    draw = rng.random()
    if draw < 0.40:
        return "", absolute_date(rng), ""
    if draw < 0.65:
        return "", relative_date(rng, reference), ""
    if draw < 0.80:
        return "", partial_date(rng, reference), ""
    if draw < 0.86:
        word, year = rng.choice(_PLANS)
        opening, closing = rng.choice((("“", "”期间"), ("", "期间"), ("“", "”时期"), ("“", "”")))
        return opening, dated(word, date(year, 1, 1), date(year + 4, 12, 31)), closing
    if draw < 0.92:
        year, month = rng.randint(2015, 2024), rng.randint(1, 12)
        start, end = _month(year, month)
        return (
            "",
            dated(f"{year}年{month}月底", start.replace(day=21), end, fuzzy=True, modifier="until", before="截至"),
            "",
        )
    if draw < 0.95:
        year, month = rng.randint(2015, 2024), rng.randint(1, 12)
        day = date(year, month, day_of(rng, year, month))
        return "", dated(f"{year}年{month}月{day.day}日", day, day, modifier="since", after="起"), ""
    if draw < 0.98:
        return "", clock(rng, reference), ""
    year = rng.randint(2018, 2029)
    return (
        "",
        dated(f"{year}年底", date(year, 12, 1), date(year, 12, 31), fuzzy=True, modifier="before", after="前"),
        "",
    )
