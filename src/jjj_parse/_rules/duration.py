"""Lengths of time: 12个月, 24小时, 两年半, 一个半小时, 3年零4个月, 三五年, 3-5年."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jjj_parse._engine import NO_WORD, compile_pattern
from jjj_parse._exact import Exact, exact, plain
from jjj_parse._reading import Reading
from jjj_parse._rules.modifiers import modifier_around
from jjj_parse._rules.time_words import (
    DURATION_UNITS,
    ERAS,
    LASTING,
    MAY_BE_LENGTH,
    NUMBER_LEADS,
    NUMBERED_YEAR,
    NUMERAL_CHARS,
    TO,
    VAGUE,
)
from jjj_parse._rules.year import is_year, read_year
from jjj_parse._words import read_number
from jjj_parse.types import Duration, Range

_RANK = "YMWDHmS"
_MONTHS = {"Y": 12, "M": 1}
_SECONDS = {"W": 604800, "D": 86400, "H": 3600, "m": 60, "S": 1}
_HALF: dict[str, tuple[str, Fraction]] = {
    "Y": ("M", Fraction(6)),
    "M": ("M", Fraction(1, 2)),
    "W": ("D", Fraction(7, 2)),
    "D": ("H", Fraction(12)),
    "H": ("m", Fraction(30)),
    "m": ("S", Fraction(30)),
    "S": ("S", Fraction(1, 2)),
}
"""Half of a unit, in the unit below it where there is one."""
_JOIN = compile_pattern(r"\x20? [零又余加和]? \x20?")
_MORE = compile_pattern(r"(?P<measure>个)? (?P<rest>半|多|余)?")
_BETWEEN = compile_pattern(TO)
_BETWEEN_TIMES = compile_pattern(rf"{TO} | 以上")
_AFTER = compile_pattern("[多余]")
_DATE_BEFORE = compile_pattern(r"(?: 公元前 | [\d年] | 第 | 月 ) \Z")
_INSIDE = compile_pattern(r"以?内 | 之内 | 以上 | 以下 | 左右 | 以后 | 后 | 时间")
_HALF_OF = frozenset("上下")
_HUNDREDTHS = compile_pattern(rf"\d{{1,2}} (?= $ | {NO_WORD} | [夺获摘列排的] )")
"""10秒83, as a time is given that was run."""
_MOST_PARTS = 6
_LEADS = NUMBER_LEADS | set("几数")


class Part(NamedTuple):
    """One number with its unit: `low`..`high` of the unit (one of `YMWDHmS`), up to `end`."""

    end: int
    unit: str
    low: Fraction
    high: Fraction
    modifier: str | None
    half: bool = False


def read_duration(text: str, pos: int) -> Reading | None:
    """The length of time that starts at `pos`, with the modifier that the words around it give.

    >>> str(read_duration("12个月", 0).value), str(read_duration("三五年", 0).value)
    ('P12M', 'P3Y .. P5Y')
    """
    reading = read_length(text, pos)
    return bounded(text, reading, 0) if reading else None


def bounded(text: str, length: Reading, floor: int) -> Reading:
    """A length of time with the modifier that the words around it give, those before it from `floor` on."""
    modifier = modifier_around(text, length.start, length.end, floor, length.modifier, bare=False)
    return length._replace(modifier=modifier)


def read_length(text: str, pos: int) -> Reading | None:
    """The same without the words around it: a `Duration`, or a `Range` of two where the words name two ends."""
    if text[pos : pos + 1] not in _LEADS or MAY_BE_LENGTH.match(text, pos) is None:
        return None
    if pos and (
        (text[pos - 1] in NUMERAL_CHARS + "第" and not _counts_days(text, pos))
        or _part_of_number(text, pos)
        or text.startswith("公元前", max(0, pos - 3))
        or ERAS.before(text, pos)
    ):
        return None
    if any((word := VAGUE.match(text, pos - back)) and word.end > pos for back in range(min(pos, 2) + 1)):
        return None  # 近几年, 几天前
    parts = _parts(text, pos)
    if not parts:
        return _shared_unit(text, pos)
    first, last = parts[0], parts[-1]
    modifier, end = last.modifier or first.modifier, last.end
    low = high = duration([(part.unit, part.low, part.half) for part in parts])
    if any(part.low != part.high for part in parts):
        high = duration([(part.unit, part.high, part.half) for part in parts])
    if modifier is None and not last.half and _AFTER.match(text, end):
        modifier = "more_than"
    if low != high:
        return Reading(pos, end, Range(low, high), "duration", modifier)
    second = _second_end(text, end) if modifier is None and not _is_by_and_to(text, pos, end) else None
    if second is not None and _ordered(low, second[1]):
        return Reading(pos, second[0], Range(low, second[1]), "duration")
    return Reading(pos, end, low, "duration", modifier)


def duration(parts: list[tuple[str, Fraction, bool]]) -> Duration:
    """The `Duration` of parts (unit, amount, whether half a unit comes on top)."""
    amounts: dict[str, Fraction] = {}
    for unit, amount, half in parts:
        amounts[unit] = amounts.get(unit, Fraction(0)) + amount
        if half:
            smaller, count = _HALF[unit]
            amounts[smaller] = amounts.get(smaller, Fraction(0)) + count
    return Duration(_total(amounts, _MONTHS), _total(amounts, _SECONDS), _iso(amounts))


def _total(amounts: dict[str, Fraction], sizes: dict[str, int]) -> Exact:
    """The amounts of the units that have a size, in the smallest of them."""
    found = [amount * sizes[unit] for unit, amount in amounts.items() if unit in sizes]
    return exact(sum(found[1:], found[0])) if found else Decimal(0)


def _iso(amounts: dict[str, Fraction]) -> str:
    iso, clock = "P", False
    for unit in _RANK:
        amount = amounts.get(unit)
        if amount is None or (not amount and len(amounts) > 1):
            continue
        if unit in "HmS" and not clock:
            iso, clock = iso + "T", True
        iso += plain(exact(amount)) + unit.upper()
    return iso


def _counts_days(text: str, pos: int) -> bool:
    """Whether 数 before digits ends a noun, no numeral: 优良天数267天, but 数十天."""
    return text[pos - 1] == "数" and text[pos].isdigit()


def _part_of_number(text: str, pos: int) -> bool:
    before = text[pos - 1]
    return (
        before in "./-"
        or (before == "+" and text[pos - 2 : pos - 1].isdigit())  # 3+2年
        or (before in ":," and text[pos - 2 : pos - 1].isdigit())
        or (before.isascii() and before.isalnum())
        or (before in "—–~" and pos > 1 and (text[pos - 2].isdigit() or text[pos - 2] in NUMERAL_CHARS))
    )


def _parts(text: str, pos: int) -> list[Part]:
    """Numbers with ever smaller units: 3年零4个月, 8天又二十个小时."""
    parts: list[Part] = []
    end = pos
    for _ in range(_MOST_PARTS):
        start = end
        if parts:
            join = _JOIN.match(text, end)
            start = join.end() if join else end
        part = read_part(text, start, first=not parts)
        if part is None or (parts and _RANK.index(part.unit) <= _RANK.index(parts[-1].unit)):
            break
        if parts and (parts[-1].half or parts[-1].modifier):
            break
        parts.append(part)
        end = part.end
    return parts


def read_part(text: str, pos: int, *, first: bool = True) -> Part | None:
    """One number with its unit: 12个月, 半年, 两年半, 一个半小时, 17个多月."""
    if text.startswith("半", pos):
        return None if text.startswith("年", pos + 1) and text[pos - 1 : pos] in _HALF_OF else _half(text, pos)
    if text.startswith("数", pos):
        return _several(text, pos)
    numeral = read_number(text, pos)
    if numeral is None or numeral.bare or numeral.elliptic:  # 三万一天 is a price by the day
        return None
    if NUMBERED_YEAR.match(text, pos):
        return None
    at = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
    more = _MORE.match(text, at)
    assert more is not None  # every part of the pattern is optional
    low, high = Fraction(numeral.low), Fraction(numeral.high if numeral.high is not None else numeral.low)
    modifier = numeral.modifier
    half = more["rest"] == "半"
    if half and not more["measure"]:
        return None  # 一个半小时, but not 一半秒
    if more["rest"] and not half:
        modifier = "more_than"
    found = _unit(text, at, more.end(), bool(more["measure"]), half=half)
    if found is None:
        return None
    unit, factor, end, use = found
    plain_number = numeral.modifier is None and numeral.high is None and not more[0]
    if use == "chain" and first and not half and not text.startswith("半", end) and not _SECONDS_AFTER.match(text, end):
        return None  # 10分 alone is a mark
    if use == "day" and first and plain_number and not _is_length(text, pos, end, low):
        return None
    if unit == "Y" and plain_number and (_is_calendar_year(text, pos, end) or _MONTH_AFTER.match(text, end)):
        return None  # 2020年; 4年5月 is neither a date nor clearly a length
    if unit == "S" and plain_number and (hundredths := _HUNDREDTHS.match(text, end)):
        low = high = low + Fraction(int(hundredths[0]), 10 ** len(hundredths[0]))
        end = hundredths.end()
    if not half and text.startswith("半", end) and plain_number and unit in _HALF:
        half, end = True, end + 1
        if unit == "m" and text.startswith("钟", end):
            end += 1
    return Part(end, unit, low * factor, high * factor, modifier, half)


def _several(text: str, pos: int) -> Part | None:
    """数年, 数月, 数小时: two to nine of them; 数十年 is a number."""
    measure = text.startswith("个", pos + 1)
    found = _unit(text, pos + 1, pos + 1 + measure, measure, half=text.startswith("月", pos + 1))
    if found is not None and not (pos and text[pos - 1] in _NOT_SEVERAL):
        unit, factor, end, use = found
        return Part(end, unit, Fraction(2 * factor), Fraction(9 * factor), None) if not use or unit == "M" else None
    numeral = read_number(text, pos)
    found = _unit(text, numeral.end, numeral.end, False, half=False) if numeral and numeral.high is not None else None
    if numeral is None or numeral.high is None or found is None:
        return None
    return Part(
        found[2], found[0], Fraction(numeral.low) * found[1], Fraction(numeral.high) * found[1], numeral.modifier
    )


_NOT_SEVERAL = "总人指系倍次参函分件户家岁度少多天个字算基位计无"


def _half(text: str, pos: int) -> Part | None:
    """半年, 半个月, 半小时."""
    measure = text.startswith("个", pos + 1)
    more = measure and text[pos + 2 : pos + 3] in ("多", "余")  # 半个多世纪
    found = _unit(text, pos + 1, pos + 1 + measure + more, measure, half=True)
    if found is None:
        return None
    unit, factor, end, _ = found
    modifier = "more_than" if more else None
    amount = Fraction(factor, 2)
    if unit in _HALF and unit not in "MW" and factor == 1:
        smaller, count = _HALF[unit]
        return Part(end, smaller, count, count, modifier)
    return Part(end, unit, amount, amount, modifier)


def _unit(text: str, at: int, after: int, measure: bool, *, half: bool) -> tuple[str, int, int, str] | None:
    """The unit after a number: its letter, factor, end and use. `at` is before 个, `after` behind it."""
    whole = DURATION_UNITS.match(text, at)  # 个月 stands in the table as a whole
    word = whole if whole and whole.word.startswith("个") else DURATION_UNITS.match(text, after)
    if word is None:
        return None
    row = DURATION_UNITS.row(word.word)
    month = word.word == "月"
    if (row["use"] == "个" or month) and not measure and not (month and half):
        return None
    if measure and not word.word.startswith("个") and row["use"] != "个" and not month and row["unit"] not in "WHmS":
        return None
    return row["unit"], int(row["factor"]), word.end, row["use"]


def _is_calendar_year(text: str, start: int, end: int) -> bool:
    """2020年, 二〇二〇年, 98年 are dates, 2000年历史 is not."""
    year = read_year(text, start)
    return year is not None and year.end == end and is_year(text, start, end, year.steps)


_SECONDS_AFTER = compile_pattern(r"\x20? (?: \d{1,2} | [一二三四五六七八九十]{1,3} ) \x20? 秒")
_MONTH_AFTER = compile_pattern(r"\x20? (?: \d{1,2} | [一二三四五六七八九十]{1,2} ) \x20? 月")


def _is_length(text: str, start: int, end: int, amount: Fraction) -> bool:
    """日 counts days where no date can be meant: 两日, 90日, 3日内, 拘留15日."""
    if _DATE_BEFORE.search(text[max(0, start - 3) : start]):
        return False
    return lasts(text, start, end) or amount > 31 or text[start] == "两" or _INSIDE.match(text, end) is not None


def lasts(text: str, start: int, end: int) -> bool:
    """Whether a word before 15日 tells how long something lasts, so that no date is meant: 拘留15日, 公示期为7日, not 有效期15日止."""
    at = start - (text[start - 1 : start] in _BEFORE_LENGTH and start > 0)
    found = LASTING.before(text, start) or LASTING.before(text, at)
    return found is not None and _BOUNDARY.match(text, end) is None


_BEFORE_LENGTH = ("约", "达", "共")
"""What may stand between 公示期 and its length."""
_BOUNDARY = compile_pattern(r"[起止前至到早上下晚夜凌] | 之前 | 以前 | 截止 | 开始 | 结束 | \d")


def _shared_unit(text: str, pos: int) -> Reading | None:
    """3-5年, 30~90日, 两万四千到3万秒: the first number takes the unit of the second."""
    numeral = read_number(text, pos)
    if numeral is None or numeral.high is not None or numeral.modifier is not None or numeral.bare:
        return None
    mark = _BETWEEN.match(text, numeral.end)
    part = read_part(text, mark.end(), first=False) if mark else None
    if part is None or part.half or part.modifier or part.low != part.high:
        return None
    if part.unit == "D" and part.low <= 31 and text[part.end - 1] == "日":
        return None  # 20-22日
    if part.unit == "m" and text[part.end - 1] == "分":
        return None
    factor = _factor(text, part)
    low, high = duration([(part.unit, Fraction(numeral.low) * factor, False)]), duration([(part.unit, part.low, False)])
    if not _ordered(low, high):
        return None
    return Reading(pos, part.end, Range(low, high), "duration")


def _factor(text: str, part: Part) -> int:
    for length in range(1, 4):
        word = text[part.end - length : part.end]
        if word in DURATION_UNITS.words:
            return int(DURATION_UNITS.row(word)["factor"])
    return 1


def _second_end(text: str, end: int) -> tuple[int, Duration] | None:
    """The other end of 3天——8天, 3年以上7年以下."""
    mark = _BETWEEN_TIMES.match(text, end)
    if mark is None:
        return None
    parts = _parts(text, mark.end())
    if len(parts) != 1 or parts[0].low != parts[0].high or parts[0].modifier:
        return None
    stop = parts[0].end
    if mark[0] == "以上":
        if not text.startswith("以下", stop):
            return None
        stop += 2
    return stop, duration([(parts[0].unit, parts[0].low, parts[0].half)])


def _is_by_and_to(text: str, start: int, end: int) -> bool:
    """Whether 至 leads to what a change ends at: 缩短2分钟至8分钟. Of days and years it may as well be a range."""
    return (
        text[end : end + 1] in ("至", "到")
        and text[end - 1] == "钟"
        and _CHANGED_BY.search(text, max(0, start - 4), start) is not None
    )


_CHANGED_BY = compile_pattern(r"(?: 缩短 | 延长 | 压缩 | 减少 | 增加 ) 了? \x20? \Z")


def _ordered(low: Duration, high: Duration) -> bool:
    """Both in months or both in seconds, and the first the smaller."""
    if bool(low.months) != bool(high.months) or bool(low.seconds) != bool(high.seconds):
        return False
    pairs: list[tuple[Exact, Exact]] = [(low.months, high.months), (low.seconds, high.seconds)]
    return all(Fraction(a) <= Fraction(b) for a, b in pairs) and low != high
