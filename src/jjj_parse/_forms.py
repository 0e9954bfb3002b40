"""Cores with their numbers taken out: 1.8亿美元 is 0亿美元 and "1.8", 三百一十六名 is 零名 and "316", 2020年5月8日 a form and (2020, 5, 8).

For each form there are probes, cores of the form with other numbers: what the rules read in one is generalised only where they read
the like in all. `generalised` makes of such a reading what gives the value for other numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import attrs

from jjj_parse._engine import compile_pattern
from jjj_parse._exact import decimal
from jjj_parse._rules.when import Kind, Step, When
from jjj_parse.types import Duration, Quantity, Range

Said: TypeAlias = Any
"""The numbers taken out of a core: "" for none, the digits of one, the digits of two, year, month and day of a date."""
Probes: TypeAlias = list[tuple[str, Said]]
"""Cores of one form, each with its numbers."""

LONGEST_NUMBER = 10
"""A longer row of digits may be a telephone number."""

# ------------------------------------------------------------------ digits

_NUMBERS = {
    "": ("7", "38", "2019", "10", "1"),
    ".": ("7.5", "38.25", "2019.6", "0.4"),
    ",": ("7,125", "38,000"),
    ",.": ("7,125.5", "38,000.25"),
}
"""Numbers that stand for all of their kind: they are read differently where digits mean more than a number (7年, 2019年, 10月)."""
_PAIRS = {
    "": (("3", "5"), ("38", "70"), ("1999", "2019"), ("7", "12")),
    ".": (("1.5", "2.5"), ("38", "70.25"), ("0.4", "5")),
}


def kind_of(number: str) -> str | None:
    """The kind of a number in digits; None for what may be a code: it is long, or begins with a zero; and for zero."""
    if len(number) > LONGEST_NUMBER or (number[0] == "0" and (number[1:2] != "." or not number.strip("0."))):
        return None
    return marks_of(number)


def marks_of(number: str) -> str:
    """The marks in a number in digits: what tells the sorts of probes apart."""
    return ("," if "," in number else "") + ("." if "." in number else "")


def with_number(kind: str, before: str, tail: str) -> Probes:
    """Probes for one number."""
    return [(before + number + tail, number) for number in _NUMBERS[kind]]


def with_pair(kind: str, middle: str, tail: str) -> Probes:
    """Probes for two numbers, the first the smaller."""
    return [(low + middle + high + tail, (low, high)) for low, high in _PAIRS[kind]]


def value(digits: str) -> Fraction:
    """The number that digits, with thousands marks or not, stand for."""
    return Fraction(digits.replace(",", ""))


def number(digits: str, exponent: int) -> Decimal:
    """The same times a power of ten, in its plainest form."""
    if "," in digits:
        digits = digits.replace(",", "")
    whole, _, fraction = digits.partition(".")
    return decimal(int(whole + fraction), exponent - len(fraction))


# ------------------------------------------------------------------ Chinese numerals

HAN_RUN = compile_pattern("[一二三四五六七八九十百千零]{2,9}+")
"""What may be the usual spelling of a number from 11 to 9999."""
_SPELLED = ("三十八", "三百一十六", "二千零一十九", "一千二百", "十二", "五百零七")


def with_han(before: str, tail: str) -> Probes:
    """Probes for a number in Chinese."""
    return [(before + spelled + tail, HAN_NUMBERS[spelled]) for spelled in _SPELLED]


def _spelled(number: int) -> str:
    names, scales = "零一二三四五六七八九", ("", "十", "百", "千")
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if gap else "") + names[digit] + scales[place]
        gap = bool(out) and not digit
    return out[1:] if 10 <= number < 20 else out


class _HanNumbers(dict[str, str]):
    """Digits by the usual spelling, for the numbers from 11 to 9999; made when first asked for."""

    def __missing__(self, spelled: str) -> str:
        if self:
            return ""
        self.update((_spelled(number), str(number)) for number in range(11, 10_000))
        return self[spelled]


HAN_NUMBERS = _HanNumbers()
_PLAIN_HAN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩两", "一二三四五六七八九十百千万亿二二")
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
    plain = spelled.translate(_PLAIN_HAN)
    head, hundred_millions, rest = plain.rpartition("亿")
    middle, ten_thousands, tail = rest.rpartition("万")
    total = 0
    for part, mark, size in ((head, hundred_millions, 10**8), (middle, ten_thousands, 10**4), (tail, "一", 1)):
        if part:
            below = _below_ten_thousand(part.removeprefix("零"))
            if below is None:
                return ""
            total += below * size
        elif mark and size > 1:
            return ""
    return str(total) if total > 9 and _spelled_long(total) == plain else ""


def _below_ten_thousand(plain: str) -> int | None:
    if plain == "一十":
        return 10
    if len(plain) == 1:
        return "零一二三四五六七八九十".find(plain) if plain in "一二三四五六七八九十" else None
    digits = HAN_NUMBERS[plain if not plain.startswith("一十") else plain[1:]]
    return int(digits) if digits else None


def _spelled_long(number: int) -> str:
    """The usual spelling: 零 where a place is left out, 十 at the very start without 一."""
    out = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // size % 10**4
        if part:
            out += ("零" if out and part < 1000 else "") + _spelled_part(part, bool(out)) + name
    return out


def _spelled_part(part: int, behind: bool) -> str:
    spelled = _spelled(part)
    return "一" + spelled if behind and 10 <= part < 20 else spelled


def with_spelled(before: str, tail: str) -> Probes:
    """Probes for a number that `spelled_number` knows."""
    return [(before + spelled + tail, spelled_number(spelled)) for spelled in _LONG_SPELLED]


# ------------------------------------------------------------------ dates

DATE = compile_pattern(
    r"(?: ((?:19|20)\d\d) (?: 年 | - (?= \d\d-\d\d (?!\d) ) ) )? (\d\d?) ([月-]) (?: (\d\d?) ([日号]?) )? (?! \d )"
)
_FIRST_YEAR = 1950
_YEARS = {str(year): "2019" for year in range(_FIRST_YEAR, 2050) if year % 100}
_MONTHS = {
    **{str(m): "5" for m in range(1, 10)},
    **{f"0{m}": "05" for m in range(1, 10)},
    "10": "11",
    "11": "11",
    "12": "11",
}
_DAYS = {
    **{str(d): "8" for d in range(1, 10)}, **{f"0{d}": "08" for d in range(1, 10)}, **{str(d): "18" for d in range(10, 29)}
}  # fmt: skip
"""What stands in a form for a year, a month and a day; the 29th and later are not in every month."""
_OTHERS = {"2019": "2021", "5": "7", "05": "07", "11": "12", "8": "9", "08": "09", "18": "27"}
_DIGIT_RUNS = compile_pattern(r"\d+")


def date_form(text: str, pos: int, end: int) -> tuple[str, Said] | None:
    """The form of the core `text[pos:end]`, which begins with a date in digits, and its year, month and day."""
    match = DATE.match(text, pos, end)
    if match is None:
        return None
    year, month, mark, day, unit = match.groups()
    shown = _MONTHS.get(month)
    whole = bool(unit) == bool(day) if mark == "月" else bool(year and day and not unit)
    if shown is None or not whole:
        return None
    rest = text[match.end() : end]
    if rest and _DIGIT_RUNS.search(rest):
        return None
    if year:
        years = _YEARS.get(year)
        if years is None:
            return None
        shown = years + text[match.end(1)] + shown
    said = (int(month),) if not year else (int(year), int(month))
    if day:
        days = _DAYS.get(day)
        if days is None:
            return None
        shown, said = shown + mark + days + unit, (*said, int(day))
    else:
        shown += mark
    return shown + rest, said


def with_date(shown: str) -> Probes:
    """Probes for a form that `date_form` gives."""
    other = _DIGIT_RUNS.sub(lambda run: _OTHERS[run[0]], shown)
    return [(core, tuple(int(run) for run in _DIGIT_RUNS.findall(core))) for core in (shown, other)]


# ------------------------------------------------------------------ values of other numbers


def _exponent(found: Any, digits: str) -> int | None:
    """The power of ten that makes `found` of the number in digits; None if there is none."""
    ratio = Fraction(found) / value(digits)
    size = str(max(ratio.numerator, ratio.denominator))
    if ratio <= 0 or size.strip("0") != "1" or min(ratio.numerator, ratio.denominator) != 1:
        return None
    return len(size) - 1 if ratio >= 1 else 1 - len(size)


def _maker(quantity: Quantity) -> Callable[[Decimal], Any]:
    """What makes the quantity of another number: all of `quantity` but its number, which is its first field."""
    cls: Any = type(quantity)
    fields = attrs.fields(cls)
    others = [getattr(quantity, field.name) for field in fields if not field.kw_only][1:]
    named = {
        field.name: kept for field in fields if field.kw_only and (kept := getattr(quantity, field.name)) is not None
    }
    if named:
        return lambda number: cls(number, *others, **named)
    return lambda number: cls(number, *others)


class Linear(NamedTuple):
    """A quantity whose number is the digits times a power of ten."""

    template: Quantity
    exponent: int
    make: Callable[[Decimal], Any]
    negative: bool = False

    def of(self, said: Said) -> Any:
        """The quantity for these digits."""
        found = number(said, self.exponent)
        return self.make(found.copy_negate() if self.negative else found)


class Ranged(NamedTuple):
    """A range whose ends are two numbers times powers of ten."""

    template: Range[Quantity]
    exponents: tuple[int, int]
    make: Callable[[Decimal], Any]

    def of(self, said: Said) -> Any:
        """The range for these digits."""
        low, high = (self.make(number(digits, power)) for digits, power in zip(said, self.exponents, strict=True))
        return Range(low, high, modifier=self.template.modifier)


class Lasting(NamedTuple):
    """A length of time that is a whole number of months or seconds for each of the number's digits."""

    template: Duration
    before: str
    months: int
    seconds: int
    after: str

    def of(self, said: Said) -> Any:
        """The length for these digits."""
        many = int(said)
        iso = f"{self.before}{many}{self.after}"
        return Duration(Decimal(many * self.months), Decimal(many * self.seconds), iso, modifier=self.template.modifier)


class Dated(NamedTuple):
    """A date whose year, month and day are numbers of the text."""

    template: When
    slots: tuple[int, ...]

    def of(self, said: Said) -> Any:
        """The date for these numbers."""
        steps = list(self.template.steps)
        for slot, number in zip(self.slots, said, strict=True):
            steps[slot] = Step(steps[slot].kind, number)
        return self.template._replace(steps=tuple(steps))


class Constant(NamedTuple):
    """The same value for whatever is said."""

    template: Any

    def of(self, said: Said) -> Any:
        """That value."""
        return self.template


General: TypeAlias = Linear | Ranged | Lasting | Dated | Constant


def generalised(found: Any, said: Said) -> General | None:
    """What gives the values of other numbers, from the value `found` for the numbers `said`; None if nothing plain does."""
    general = _general(found, said)
    again = general.of(said) if general else None
    same = again == found and getattr(again, "iso", None) == getattr(found, "iso", None)
    return general if same else None


def _general(found: Any, said: Said) -> General | None:
    if said == "":
        return Constant(found)
    if isinstance(said, str):
        return _of_one(found, said)
    if isinstance(said[0], int):
        return _of_date(found, said) if isinstance(found, When) else None
    if not isinstance(found, Range) or isinstance(found.low, Duration):
        return None
    low, high = (_exponent(end.number(), digits) for end, digits in zip((found.low, found.high), said, strict=True))
    return None if low is None or high is None else Ranged(found, (low, high), _maker(found.low))


def _of_one(found: Any, digits: str) -> General | None:
    if isinstance(found, Duration):
        before, number, after = found.iso.partition(digits)
        months, seconds = (Fraction(part) / value(digits) for part in (found.months, found.seconds))
        if not (number and digits.isdigit() and months.denominator == seconds.denominator == 1):
            return None
        return Lasting(found, before, int(months), int(seconds), after)
    if not isinstance(found, Quantity):
        return None
    exponent = _exponent(abs(found.number()), digits)
    return None if exponent is None else Linear(found, exponent, _maker(found), found.number() < 0)


def _of_date(found: When, numbers: tuple[int, ...]) -> General | None:
    kinds: tuple[Kind, ...] = ("year", "month", "day") if numbers[0] >= _FIRST_YEAR else ("month", "day")
    wanted = [Step(kind, number) for kind, number in zip(kinds, numbers, strict=False)]
    if found.end is not None or any(step not in found.steps for step in wanted):
        return None
    return Dated(found, tuple(found.steps.index(step) for step in wanted))
