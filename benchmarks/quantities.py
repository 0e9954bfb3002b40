"""Quantities written down from known values, in the spellings of reports; nothing here reads the parser."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import NamedTuple

import words


class Quantity(NamedTuple):
    """A quantity or date before it has a place; `before` and `after` are its modifier words outside the span."""

    text: str
    kind: str
    value: str
    modifier: str | None = None
    amount: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    exact: str | None = None
    flags: str | None = None
    before: str = ""
    after: str = ""


# ---- numbers ------------------------------------------------------------------------------------------------------

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
RANGE_MARKS = ("-", "—", "~", "至", "到", "－")
BEFORE = {
    "约": "about", "大约": "about", "近": "nearly", "将近": "nearly", "超": "more_than", "超过": "more_than", "逾": "more_than",
    "突破": "more_than", "不低于": "at_least", "不少于": "at_least", "不超过": "at_most", "至多": "at_most", "不足": "less_than",
    "低于": "less_than",
}  # fmt: skip
AFTER = {"以上": "at_least", "左右": "about", "以内": "at_most", "以下": "at_most", "上下": "about"}


def plain(number: Decimal) -> str:
    """Plain notation without trailing zeros: 12000, 0.5."""
    return f"{number.normalize():f}"


def spell(number: int) -> str:
    """A whole number below 10^8 in Chinese: 20350 is 二万零三百五十."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        if not low:
            return spell(high) + "万"
        return spell(high) + "万" + ("零" if low < 1000 else "") + _spell_below(low, lone=False)
    return _spell_below(number, lone=True)


def _spell_below(number: int, *, lone: bool) -> str:
    """Below 10^4; 一十二 is 十二 where nothing stands before it."""
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
        gap = not digit
    return out[1:] if lone and out.startswith("一十") else out


def decimal(rng: random.Random, low: int, high: int, places: int) -> Decimal:
    """A number between low and high with at most so many decimals, none of them a trailing zero."""
    return Decimal(rng.randint(low * 10**places, high * 10**places)).scaleb(-places)


class Numeral(NamedTuple):
    """A written number with its scale: exactly `value`, or from `value` to `high`, with what 余 or 多 in it say."""

    text: str
    value: Decimal
    high: Decimal | None = None
    modifier: str | None = None
    words: bool = False


def numeral(
    rng: random.Random, low: int, high: int, places: int, scale: str, *, gap: bool = True, spelled: bool = True
) -> Numeral:
    """A number from low to high times the scale, in one of the ways in which reports write it."""
    size = SCALES[scale]
    draw = rng.random()
    places = rng.randint(0, places)
    if draw < 0.80:
        number = decimal(rng, low, high, places)
        if not number:
            number = Decimal(1)
        return Numeral(f"{number:f}{scale}", number * size)
    if draw < 0.86 and spelled:
        return _spelled(rng, max(low, 2), high, scale)
    if draw < 0.90 and high >= 1000:
        number = decimal(rng, max(low, 1000), high, places)
        return Numeral(f"{number:,f}{scale}", number * size)
    if draw < 0.925:
        number = decimal(rng, max(low, 1), high, places)
        return Numeral(f"{number:f}".translate(FULL_WIDTH) + scale, number * size)
    if draw < 0.95 and scale and gap:
        number = decimal(rng, max(low, 1), high, places)
        return Numeral(f"{number:f} {scale}", number * size)
    if draw < 0.975 and high >= 30:
        number = Decimal(rng.randint(max(low, 20) // 10, high // 10) * 10)
        if number >= 10:
            return Numeral(f"{number:f}{rng.choice('余多')}{scale}", number * size, modifier="more_than")
    if scale == "亿" and draw < 0.985:
        whole, rest = rng.randint(max(low, 1), min(high, 99)), rng.randint(1000, 9999)
        return Numeral(f"{whole}亿{rest}万", Decimal(whole * 10**8 + rest * 10**4))
    number = decimal(rng, max(low, 1), high, 0)
    return Numeral(f"{number:f}{scale}", number * size)


def _spelled(rng: random.Random, low: int, high: int, scale: str) -> Numeral:
    number = rng.randint(low, high)
    if scale == "亿" and rng.random() < 0.3:
        whole, tenth = rng.randint(max(low, 1), min(high, 19)), rng.randint(1, 9)
        return Numeral(f"{spell(whole)}点{DIGITS[tenth]}亿", Decimal(whole * 10 + tenth) * 10**7, words=True)
    text = spell(number)
    if number == 2 or (text.startswith(("二千", "二百")) and rng.random() < 0.5):
        text = "两" + text[1:]
    return Numeral(text + scale, Decimal(number * SCALES[scale]), words=True)


def bounds(low: Decimal, high: Decimal | None, modifier: str | None) -> tuple[str | None, str | None, str | None]:
    """The columns amount, low, high."""
    if high is not None:
        return None, plain(low), plain(high)
    text = plain(low)
    if modifier is None:
        return text, text, text
    if modifier in {"more_than", "at_least"}:
        return text, text, None
    if modifier == "about":
        return text, None, None
    return text, None, text


def around(rng: random.Random, share: float) -> tuple[str, str, str | None]:
    """The words of a modifier before and after a number, for that share of numbers."""
    if rng.random() >= share:
        return "", "", None
    if rng.random() < 0.75:
        word, modifier = rng.choice(_BEFORE)
        return word, "", modifier
    word, modifier = rng.choice(_AFTER)
    return "", word, modifier


_BEFORE = list(BEFORE.items())
_AFTER = list(AFTER.items())


def amount(
    rng: random.Random, kind: str, unit: str, word: str, low: int, high: int, places: int, scale: str = "", line: str = "",
    ranged: float = 0.05, bounded: float = 0.13, size: Decimal = Decimal(1), prefix: str = "",
) -> Quantity:  # fmt: skip
    """A number and its unit word, or a range of them. `line` is the unit in the canonical line, where it is another than `unit`."""
    end = line or " " + unit
    if rng.random() < ranged and high - low > 2:
        first = decimal(rng, low, high - 1, 0)
        last = decimal(rng, int(first) + 1, high, 0)
        mark = rng.choice(RANGE_MARKS)
        text = (
            f"{first}{scale if rng.random() < 0.3 else ''}{mark}{last}{scale}{word}"
            if word != "%"
            else f"{first}%{mark}{last}%"
        )
        one, two = first * SCALES[scale], last * SCALES[scale]
        value = f"{plain(one)}{end} .. {plain(two)}{end}"
        columns = bounds(one * size, two * size, None)
        return Quantity(prefix + text, kind, value, None, *columns, unit)
    written = numeral(rng, low, high, places, scale, gap=word != "%", spelled=not word.startswith("千"))
    before, after, modifier = around(rng, bounded if written.modifier is None else 0)
    modifier = written.modifier or modifier
    text = prefix + written.text + word
    value = plain(written.value) + end
    return Quantity(
        text, kind, value, modifier, *bounds(written.value * size, None, modifier), unit, before=before, after=after
    )


# ---- quantities by kind -------------------------------------------------------------------------------------------

FOREIGN = (
    ("美元", "USD"),
    ("美元", "USD"),
    ("美元", "USD"),
    ("港元", "HKD"),
    ("欧元", "EUR"),
    ("日元", "JPY"),
    ("英镑", "GBP"),
)


def money(rng: random.Random) -> Quantity:
    draw = rng.random()
    scale, low, high, places = (
        ("亿", 1, 999, 2)
        if draw < 0.42
        else ("万", 10, 9999, 2)
        if draw < 0.84
        else ("", 100, 99_999, 2)
        if draw < 0.98
        else ("万亿", 1, 9, 2)
    )
    draw = rng.random()
    if draw < 0.88:
        return amount(rng, "money", "CNY", "元", low, high, places, scale)
    if draw < 0.90:
        return amount(rng, "money", "CNY", "元人民币", low, high, places, scale)
    if draw < 0.92:
        return amount(rng, "money", "CNY", "元", low, high, places, scale, prefix="人民币", bounded=0, ranged=0)
    word, code = rng.choice(FOREIGN)
    return amount(rng, "money", code, word, low, high, places, scale)


def percent(rng: random.Random) -> Quantity:
    draw = rng.random()
    if draw < 0.80:
        return amount(rng, "percent", "ratio", "%", 1, 99, 2, line="%", size=Decimal("0.01"))
    if draw < 0.90:
        number = rng.randint(2, 99)
        before, after, modifier = around(rng, 0.1)
        columns = bounds(Decimal(number).scaleb(-2), None, modifier)
        return Quantity(
            f"百分之{spell(number)}", "percent", f"{number}%", modifier, *columns, "ratio", before=before, after=after
        )
    if draw < 0.95:
        number = rng.randint(2, 9)
        columns = bounds(Decimal(number).scaleb(-1), None, None)
        return Quantity(f"{DIGITS[number]}成", "percent", f"{number}0%", None, *columns, "ratio")
    thousandths = decimal(rng, 1, 19, 2)
    columns = bounds(thousandths.scaleb(-3), None, None)
    return Quantity(f"{thousandths:f}‰", "percent", f"{plain(thousandths.scaleb(-1))}%", None, *columns, "ratio")


def points(rng: random.Random) -> Quantity:
    return amount(rng, "percent", "points", "个百分点", 1, 9, 2, line="pp", ranged=0.03)


def times(rng: random.Random) -> Quantity:
    if rng.random() < 0.2:
        word, number = rng.choice((("翻一番", 2), ("翻两番", 4)))
        return Quantity(word, "percent", f"{number}x", None, *bounds(Decimal(number), None, None), "times")
    return amount(rng, "percent", "times", "倍", 2, 12, 1, line="x", bounded=0.1)


def measure(rng: random.Random, word: str, kind: str, symbol: str) -> Quantity:
    scale = word[0] if word[0] in "万亿" else ""
    return amount(rng, kind, symbol, word[len(scale) :], 2, 999 if scale else 3000, 2, scale)


def count(rng: random.Random, word: str) -> Quantity:
    scale = "万" if word[0] == "万" else ""
    word = word[len(scale) :]
    if not scale and rng.random() < 0.12:  # 三家, 十二个
        number = rng.randint(2, 40)
        text = "两" if number == 2 else spell(number)
        before, after, modifier = around(rng, 0.05 if word != "所" else 0)
        return Quantity(
            text + word,
            "count",
            f"{number} {word}",
            modifier,
            *bounds(Decimal(number), None, modifier),
            word,
            before=before,
            after=after,
        )
    if not scale and rng.random() < 0.03:
        text, low, high = rng.choice(
            (("数十", 20, 99), ("十几", 11, 19), ("几十", 20, 99), ("几百", 200, 999), ("数百", 200, 999))
        )
        columns = bounds(Decimal(low), Decimal(high), None)
        return Quantity(text + word, "count", f"{low} {word} .. {high} {word}", None, *columns, word)
    high = rng.choice((9, 60, 400, 5000))
    bounded = 0.0 if word == "所" else 0.13  # 5所以上 would hold 所以
    return amount(rng, "count", word, word, 2, high, 2 if scale else 0, scale, bounded=bounded)


def article(rng: random.Random) -> tuple[Quantity, str]:
    word, noun = rng.choice(
        (
            ("座", "水厂"),
            ("个", "园区"),
            ("家", "企业"),
            ("条", "专线"),
            ("所", "学校"),
            ("名", "教师"),
            ("处", "公园"),
            ("项", "课题"),
        )
    )
    return Quantity(f"一{word}", "count", f"1 {word} article", None, "1", "1", "1", word, flags="article"), noun


def people(rng: random.Random) -> Quantity:
    if rng.random() < 0.4:
        return amount(rng, "count", "人", "人", 1, 99, 2, "万")
    return amount(rng, "count", "人", "人", 20, 9000, 0)


def rate(rng: random.Random, word: str, symbol: str) -> Quantity:
    scale = "万" if word[0] == "万" else ""
    return amount(rng, "rate", symbol, word[len(scale) :], 2, 900, 2, scale, ranged=0.03)


def per_money(rng: random.Random) -> Quantity:
    word, unit = rng.choice(words.PER_MONEY)
    scale, low, high, places = rng.choice((("", 50, 9000, 0), ("万", 1, 90, 2)))
    return amount(rng, "rate", f"CNY/{unit}", "元", low, high, places, scale, prefix=word, bounded=0, ranged=0)


def ordinal(rng: random.Random) -> Quantity:
    word = rng.choice("位位名届批批")
    number = rng.randint(2, 30)
    text = f"第{spell(number)}{word}" if rng.random() < 0.5 else f"第{number}{word}"
    return Quantity(text, "ordinal", f"#{number} {word}", None, *bounds(Decimal(number), None, None), word)


_SPANS = (
    ("年", "Y", 12, "mo", 2, 30),
    ("个月", "M", 1, "mo", 2, 24),
    ("天", "D", 86_400, "s", 2, 90),
    ("小时", "H", 3600, "s", 2, 72),
    ("分钟", "M", 60, "s", 5, 55),
)


def duration(rng: random.Random) -> Quantity:
    word, letter, size, unit, low, high = rng.choice(_SPANS)
    start = "PT" if word in {"小时", "分钟"} else "P"
    draw = rng.random()
    if draw < 0.06:
        text, iso, months = rng.choice(
            (("半年", "P6M", 6), ("一年半", "P1Y6M", 18), ("两年半", "P2Y6M", 30), ("三年半", "P3Y6M", 42))
        )
        return Quantity(text, "duration", iso, None, *bounds(Decimal(months), None, None), "mo", exact=iso)
    number = rng.randint(low, high)
    if draw < 0.14 and high - number > 1:
        last = rng.randint(number + 1, high)
        iso = f"{start}{number}{letter} .. {start}{last}{letter}"
        columns = bounds(Decimal(number * size), Decimal(last * size), None)
        return Quantity(
            f"{number}{rng.choice(('至', '到', '-', '—'))}{last}{word}",
            "duration",
            iso,
            None,
            *columns,
            unit,
            exact=iso,
        )
    before, after, modifier = around(rng, 0.1)
    if modifier == "nearly":  # 近9天 are the last nine days
        before, modifier = "", None
    text = ("两" if number == 2 else spell(number)) if draw < 0.4 else str(number)
    iso = f"{start}{number}{letter}"
    columns = bounds(Decimal(number * size), None, modifier)
    return Quantity(text + word, "duration", iso, modifier, *columns, unit, exact=iso, before=before, after=after)
