"""Cores with their numbers taken out: 1.8亿美元 is #.亿美元 and "1.8", 三百一十六名 {十}名 and "316", 2020年5月8日 {Y}年{M}月{D}日 and (2020, 5, 8).

For each form there are probes, cores of the form with other numbers: what the rules read in one is generalised only where they read
the like in all.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import digits
from typing import Any, TypeAlias

from jjj_parse import _lexicon
from jjj_parse._engine import compile_pattern
from jjj_parse._numeral_usual import usual_number

Said: TypeAlias = Any
"""The numbers taken out of a core: "" for none, the digits of one, the digits of two, year, month, day and minute of a date."""
Probes: TypeAlias = list[tuple[str, Said]]
"""Cores of one form, each with its numbers."""

SKIP_BEHIND_DIGITS = frozenset(
    rest[0] for word in _lexicon.NOT_NUMBERS if (rest := word.lstrip(digits)) and rest != word
)
"""The characters with which a name goes on behind its digits (985高校)."""
LONGEST_NUMBER = 10
"""A longer row of digits may be a telephone number."""

# ------------------------------------------------------------------ digits

SHORT_YEARS, _MOST_YEARS = "0", 50
"""The kind of a number of years: 98年 names one."""
_NUMBERS = {
    "": ("7", "38", "2019", "10", "1"),
    ".": ("7.5", "38.25", "2019.6", "0.4173"),
    ",": ("7,125", "38,000"),
    ",.": ("7,125.5", "38,000.2519"),
    SHORT_YEARS: ("17", "7", "38", "10", "1", "50"),
}
"""Numbers that stand for all of their kind: they are read differently where digits mean more than a number (7年, 2019年, 10月; 第7.5百
is a place in an order, 第0.4173百 is none).
"""
_FEW_NUMBERS = _NUMBERS | {"": ("7", "2019", "1"), ".": ("7.5", "2019.6", "0.4173")}
"""The same where no word of time stands beside them."""
_PAIRS = {
    "": (("3", "5"), ("38", "70"), ("1999", "2019"), ("7", "12")),
    ".": (("1.5", "2.5"), ("38", "70.25"), ("0.4", "5"), ("2019.10", "2020.12")),
    SHORT_YEARS: (("17", "19"), ("3", "5"), ("38", "50"), ("7", "12"), ("1", "2")),
}


def kind_of(number: str, tail: str) -> str | None:
    """The kind of a number in digits before `tail`; None for what may be a code: it is long, or begins with a zero; and for zero."""
    if len(number) > LONGEST_NUMBER or (number[0] == "0" and (number[1:2] != "." or not number.strip("0."))):
        return None
    return SHORT_YEARS if tail[:1] == "年" and number.isdigit() and int(number) <= _MOST_YEARS else marks_of(number)


def kind_of_pair(low: str, high: str) -> str:
    """The kind of two numbers from their own."""
    return "." if "." in (low, high) else max(low, high)


def marks_of(number: str) -> str:
    """The marks in a number in digits: what tells the sorts of probes apart."""
    return ("," if "," in number else "") + ("." if "." in number else "")


def with_number(kind: str, before: str, tail: str) -> Probes:
    """Probes for one number."""
    numbers = (_FEW_NUMBERS if TIME_CHARS.isdisjoint(before + tail) else _NUMBERS)[kind]
    return [(before + number + tail, number) for number in numbers]


TIME_CHARS = frozenset("年月日号时点分秒季世纪周天旬代期刻载星礼Q今昨明前后上下本去同次当近过未最第每:")
"""A core without any of these names no date and no length of time."""
_MARKS, _ANY_MARK = ("-", "—", "~", "至", "–", "到"), "{-}"
"""The marks of a range of quantities, which stand for one another, and what a form has for them."""


def pair_form(middle: str, tail: str) -> str:
    """What stands between two numbers as a form has it."""
    return middle[:-1] + _ANY_MARK if middle[-1] in _MARKS and TIME_CHARS.isdisjoint(middle + tail) else middle


def with_pair(kind: str, middle: str, tail: str) -> Probes:
    """Probes for two numbers, the first the smaller; with each of the marks where any may stand between them."""
    if not middle.endswith(_ANY_MARK):
        return [(low + middle + high + tail, (low, high)) for low, high in _PAIRS[kind]]
    pairs = zip(_PAIRS[kind] * len(_MARKS), _MARKS, strict=False)
    return [(low + middle.replace(_ANY_MARK, mark) + high + tail, (low, high)) for (low, high), mark in pairs]


# ------------------------------------------------------------------ Chinese numerals

_HAN_RUN = compile_pattern("(?: [一二三四五六七八九十百千万亿零] | 两 (?= [百千万亿] ) ){1,16}+")
"""What may be the usual spelling of a number."""
_SMALL = {spelled: str(number) for number, spelled in enumerate("三四五六七八九", 3)}
"""The numerals of one character that mean nothing but their number: 一 may be an article, 十 a scale."""
_WHOLES = _SMALL | {"十": "10"}
"""The same before decimals: 十点六."""
_SPELLED = {
    "三": ("三", "八", "五", "六"),
    "十": ("三十八", "十二", "九十", "二十五"),
    "百": ("三百一十六", "二千零一十九", "一千二百", "五百零七", "一百零九", "一百二十"),
    "两": ("两千三百六十", "两百", "一千两百", "两千零一十九"),
    "点": ("三十八点二", "三点五", "八点零六", "九点五零", "十点六", "十二点七五", "一百零九点四", "三百一十六点六"),
    "万": ("三千六百二十万八千", "八万零一百零二", "一亿二千万三千", "十二万三千四百", "五万八千七百七十八"),
    "两万": ("两万三千六百二十", "一万两千", "两万零一百零二", "十二万两千四百"),
}
"""Spellings that stand for all of their kind."""


def han_form(text: str, pos: int) -> tuple[str, Said, int]:
    """The kind, the digits and the end of the usual spelling of a number at `pos`; the digits are empty if there is none.

    The scales that it ends with are left to what follows: 三十八 in 三十八万元.
    """
    run = _HAN_RUN.match(text, pos)
    if run is None:
        return "", "", pos
    spelled = run[0].rstrip("万亿")
    end = pos + len(spelled)
    large = not _LARGE.isdisjoint(spelled)
    if not large and (decimals := _HAN_DECIMALS.match(text, end)) is not None:
        whole = _WHOLES.get(spelled, "") if len(spelled) == 1 else spelled_number(spelled)
        return "点", f"{whole}.{decimals[1].translate(_HAN_DIGITS)}" if whole else "", decimals.end()
    if len(spelled) == 1:
        return "三", _SMALL.get(spelled, ""), end
    small = "十" if _HUNDREDS.isdisjoint(spelled) else "百"
    kind = ("两" if "两" in spelled else "" if large else small) + ("万" if large else "")
    return kind, spelled_number(spelled) if spelled != "十" else "", end


_HAN_DECIMALS = compile_pattern("点 ( [零一二三四五六七八九]{1,4} ) (?! [零一二三四五六七八九十百千〇两] )")
_HAN_DIGITS = str.maketrans("零一二三四五六七八九", digits)
_LARGE, _HUNDREDS = frozenset("万亿"), frozenset("百千")


def with_han(kind: str, before: str, tail: str) -> Probes:
    """Probes for a number in Chinese."""
    return [(before + spelled + tail, han_form(spelled, 0)[1]) for spelled in _SPELLED[kind]]


_LONG_SPELLED = (
    "三十八",
    "二千零一十九",
    "一千二百",
    "十二",
    "三千六百二十万",
    "八万零一百零二",
    "一亿二千万",
    "壹佰贰拾叁万肆仟",
)


def spelled_number(spelled: str) -> str:
    """The digits of a whole number up to 10**12 in its usual spelling, everyday or financial; empty for any other spelling.

    >>> spelled_number("三千六百二十万"), spelled_number("壹佰贰拾叁万肆仟"), spelled_number("三万五")
    ('36200000', '1234000', '')
    """
    number = usual_number(spelled, 0, len(spelled))
    return str(number) if number is not None and 9 < number < 10**12 else ""


def with_spelled(before: str, tail: str) -> Probes:
    """Probes for a number that `spelled_number` knows."""
    return [(before + spelled + tail, spelled_number(spelled)) for spelled in _LONG_SPELLED]


# ------------------------------------------------------------------ dates

_DATE = compile_pattern(
    r"""
    (?: (?P<year> (?:19|20)\d\d ) 年 )? (?P<month> \d\d? ) 月 (?: (?P<day> \d\d? ) (?P<unit> [日号] ) | (?! \d ) ) (?P<rest> .* )
    | (?P<iso_year> (?:19|20)\d\d ) - (?P<iso_month> \d\d ) - (?P<iso_day> \d\d ) (?! \d ) (?P<iso_rest> .* )
    | (?P<lone_year> (?:19|20)\d\d ) 年 (?P<period> (?! \d ) .* | \d .* [月季度年] .* )
    """
)
_AT_CLOCK = compile_pattern(r"(?P<hour> \D{0,3} \d\d? [时点] ) (?P<minute> \d\d ) (?P<rest> 分 \D* )")
_LONG_NUMBER = compile_pattern(r"\d{3} | \d[.,]\d")
_ANY_DIGIT = frozenset(digits)
FIRST_YEAR = 1950
_YEARS = {str(year): "Y" for year in range(FIRST_YEAR, 2050) if year % 100}


def _widths(numbers: Iterable[int], name: str) -> dict[str, str]:
    """The class of each number as it may be written: 5, 05, 11."""
    classes: dict[str, str] = {}
    for number in numbers:
        if number < 10:
            classes |= {str(number): name, f"0{number}": f"0{name}"}
        else:
            classes[str(number)] = name * 2
    return classes


_MONTHS = _widths(range(1, 13), "M")
_DAYS = _widths(range(1, 29), "D")
_MINUTES = {str(minute): "mm" for minute in range(10, 60)}
_LATE = {
    "29": _widths((4, 6, 9, 11), "S") | _widths((1, 3, 5, 7, 8, 10, 12), "L"),
    "30": _widths((4, 6, 9, 11), "S") | _widths((1, 3, 5, 7, 8, 10, 12), "L"),
    "31": _widths((1, 3, 5, 7, 8, 10, 12), "L"),
}
"""The months that have the last days of a month; these days stand in a form as they are."""
_PROBES = {
    "Y": ("2019", "2021"), "M": ("5", "7"), "0M": ("05", "07"), "MM": ("11", "12"),
    "S": ("4", "9"), "0S": ("04", "09"), "SS": ("11", "11"), "L": ("5", "8"), "0L": ("05", "08"), "LL": ("10", "12"),
    "D": ("8", "9"), "0D": ("08", "09"), "DD": ("18", "27"), "mm": ("23", "47"),
}  # fmt: skip
"""Two numbers for each class."""
_CLASS = compile_pattern(r"\{ ( \w+ ) \}")


def date_form(text: str, pos: int, end: int) -> tuple[str, Said] | None:
    """The form of the core `text[pos:end]`, which begins with a date in digits, and its year, month, day and minute.

    A period of a year (2019年1-7月) is a form with that year; where a clock time follows, its minute is a number of the form.
    """
    match = _DATE.match(text, pos, end)
    if match is None:
        return None
    if match["lone_year"]:
        year, period = _YEARS.get(match["lone_year"]), match["period"]
        if year is None or _LONG_NUMBER.search(period):
            return None
        return f"{{{year}}}年{period}", (int(match["lone_year"]),)
    year, month, day = (
        match["iso_year"] or match["year"],
        match["iso_month"] or match["month"],
        match["iso_day"] or match["day"],
    )
    mark, other, unit = ("-", "-", "") if match["iso_year"] else ("年", "月", match["unit"] or "")
    shown, said = "", []
    if year:
        if year not in _YEARS:
            return None
        shown, said = f"{{{_YEARS[year]}}}{mark}", [int(year)]
    months = _LATE.get(day, _MONTHS)
    if month not in months:
        return None
    shown += f"{{{months[month]}}}{other}"
    said.append(int(month))
    if day in _DAYS:
        shown += f"{{{_DAYS[day]}}}{unit}"
        said.append(int(day))
    elif day in _LATE:
        shown += day + unit
    elif day:
        return None
    rest = match["iso_rest"] or match["rest"] or ""
    clock = _AT_CLOCK.fullmatch(rest) if day else None
    if clock is not None and clock["minute"] in _MINUTES:
        shown += f"{clock['hour']}{{{_MINUTES[clock['minute']]}}}"
        said.append(int(clock["minute"]))
        rest = clock["rest"]
    elif not _ANY_DIGIT.isdisjoint(rest):
        return None
    return shown + rest, tuple(said)


def with_date(shown: str, before: str = "") -> Probes:
    """Probes for a form that `date_form` gives."""
    probes: Probes = []
    for which in (0, 1):
        said = tuple(int(_PROBES[name][which]) for name in _CLASS.findall(shown))
        probes.append((before + _CLASS.sub(lambda name, which=which: _PROBES[name[1]][which], shown), said))
    return probes
