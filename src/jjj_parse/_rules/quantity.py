"""Every quantity that can start at a place, and the one that is read: the dispatch from unit words to the rules."""

from __future__ import annotations

import attrs

from jjj_parse import _lexicon, _scanner
from jjj_parse._engine import Match, compile_pattern
from jjj_parse._exact import Exact
from jjj_parse._reading import Reading
from jjj_parse._rules.amounts import AND_MARK, CLOSING, RANGE_MARK, Amount, is_mark_and_minus, parts_cells, read_amount
from jjj_parse._rules.count import count, index_points, ordinal
from jjj_parse._rules.doubtful import doubtful_signs, refused
from jjj_parse._rules.lists import in_ordinal_list, is_list_mark, shared_unit
from jjj_parse._rules.measure import height, measure, same_unit
from jjj_parse._rules.modifiers import compared, modifier_around
from jjj_parse._rules.money import money
from jjj_parse._rules.number import bare_number
from jjj_parse._rules.percent import percent, ratio_phrase, share, spoken_points
from jjj_parse._rules.rate import Each, each, is_each_of_many, rate, rate_of_each, rate_of_time
from jjj_parse._rules.signs import is_verb
from jjj_parse._words import Setting
from jjj_parse.types import Count, Quantity, Range

START_WORDS = ("第", "每", "米", *_lexicon.PER_WORDS, *_lexicon.RATIO_PHRASES)
"""The words other than numbers with which a quantity can start."""
STARTS = frozenset(word[0] for word in ("米", *_lexicon.RATIO_PHRASES))
_ASCII_WORD = frozenset(char for char in map(chr, range(128)) if char.isalnum() or char == "_")
_SCALES = frozenset(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
_HEADS = {word: word for word in _lexicon.NUMBER_HEADS if word.isascii()}
_LONGEST_HEAD = max(map(len, _HEADS))
_AFTER_WORDS = _lexicon.RESTS | {"数"}
"""Characters of numerals after which another numeral may start: 指数3000, 业余20人."""
# 万元 in a header, as in 单位：万元 and 金额（亿元）, or in a cell before numbers is a unit without a number.
_UNIT_HEADER = compile_pattern(r"(?: 单位 \x20? [:：]? | [(（\[【] ) \x20? \Z")
_UNIT_CELL = compile_pattern(r"[\x20\t|]{1,4} -? \d")
_GROUP = compile_pattern(r"\d{3} (?! [\d.] )")
_GROUPS = compile_pattern(r"(?<! \d ) \d{1,2} (?: \x20 \d{3} )* \x20 \Z")
_LETTERS_BEFORE = compile_pattern(r"[A-Za-z] [23]? , \Z")
_SPACED_POINT = compile_pattern(r"\d \x20 \. \x20? \Z")
_MOST_GROUPED = 24
_OF_TEMPERATURE = ("零下", "零上")
_TIME_ENDS = frozenset("年季度月")
_SHARE = compile_pattern(r"- \d{1,3} (?: \.\d{1,4} )? [%‰] (?! \x20? [-~—–至到] )")
"""A share below zero right behind a date, with which it can make no range."""
_AND_MORE = compile_pattern("个[多余] (?=百分点|基点)")
_TRANSPARENT = compile_pattern(r"(?:达到?|为|的)? \x20?")


def read_quantity(text: str, pos: int, floor: int, skipped: int, setting: Setting) -> Reading | None:
    """The quantity that starts at `pos`, with its modifier.

    Nothing before `floor`, the end of the mention before, belongs to it; at `skipped` ends the last word that is no number.
    """
    char = text[pos]
    if char == "第":
        return ordinal(text, pos, setting)
    if char in STARTS:
        phrase = ratio_phrase(text, pos)
        return _bounded(text, phrase, floor) if phrase else height(text, pos)
    denominator = each(text, pos, setting)
    if denominator is not None:
        return _each_of(text, denominator, setting)
    if (
        not _starts_number(text, pos, floor, skipped)
        or in_ordinal_list(text, pos)
        or is_each_of_many(text, pos, setting)
    ):
        return None
    if (doubtful := doubtful_signs(text, pos, setting)) is not None:
        return doubtful
    found = _whole(text, pos, floor, setting)
    if found is None:
        return refused(text, pos, setting)
    if text[pos] == "负" and is_verb(text, found[1].end, ""):
        return None  # 负30%的责任
    amount, reading = found
    modifier = compared(text, reading.start, reading.end, floor) or modifier_around(
        text, reading.start, reading.end, floor, amount.modifier, bare=amount.numeral.bare, cold=_is_cold(reading.value)
    )
    return reading._replace(modifier=modifier)


def _is_cold(value: Quantity | Range[Quantity]) -> bool:
    """Whether it is a temperature below zero."""
    return value.kind == "temperature" and _lowest(value) < 0


def _bounded(text: str, phrase: Reading, floor: int) -> Reading:
    """A phrase that names a ratio, with what bounds it: 翻一番多, 接近翻一番, 翻了近一番."""
    return phrase._replace(modifier=modifier_around(text, phrase.start, phrase.end, floor, phrase.modifier, bare=False))


def _each_of(text: str, before: Each, setting: Setting) -> Reading | None:
    """每亩50万元, 日均1.2万人次."""
    start = before.end
    number = _TRANSPARENT.match(text, start).end()  # type: ignore[union-attr]  # matches the empty string
    found = _whole(text, number, start, setting) if number < len(text) else None
    if found is None:
        return None
    amount, reading = found
    modifier = modifier_around(text, reading.start, reading.end, start, amount.modifier, bare=amount.numeral.bare)
    whole = rate_of_each(text, reading, before, setting)
    return whole._replace(modifier=modifier) if whole else None


def _whole(text: str, pos: int, floor: int, setting: Setting) -> tuple[Amount, Reading] | None:
    """The quantity at `pos` with its range and its denominators: 3元-5元/亩, 3元/亩-5元/亩."""
    found = _core(text, pos, floor, setting)
    if found is None:
        return None
    amount, reading = found
    reading = _to(text, reading, setting, divided=False)
    divided = rate(text, reading, floor, setting)
    if divided.rule == "rate":
        divided = _to(text, divided, setting, divided=True)
    return amount, divided


def _core(text: str, pos: int, floor: int, setting: Setting) -> tuple[Amount, Reading] | None:
    """The number at `pos` joined to the unit behind it, to its list's unit, or to a currency word before it."""
    amount = read_amount(text, pos, setting)
    if amount is None or is_list_mark(text, amount):
        return None
    if (more := _AND_MORE.match(text, amount.end)) is not None and amount.modifier is None:
        amount = amount._replace(end=more.end(), modifier="more_than")
    listed = shared_unit(text, amount, setting)
    if listed is not None:
        item = listed.amount and _joined(text, listed.amount._replace(end=listed.unit), floor, setting)
        return (amount, rate(text, item, floor, setting)._replace(end=amount.end, rule="list")) if item else None
    reading = None if compared(text, amount.start, amount.end, floor) else _joined(text, amount, floor, setting)
    reading = reading or bare_number(text, amount, floor, setting)
    if reading is None or (text.startswith(_OF_TEMPERATURE, amount.start) and reading.value.kind != "temperature"):
        return None
    if (
        amount.numeral.bare
        and (
            text.startswith("级", reading.end)  # 万吨级, 百兆瓦级: a class of size
            or _UNIT_HEADER.search(text, max(0, reading.start - 6), reading.start)
            or _UNIT_CELL.match(text, reading.end)
            or text[reading.start - 1 : reading.start] == "/"  # 单位:吨/万元
        )
    ):
        return None
    return amount, reading


def _starts_number(text: str, pos: int, floor: int, skipped: int) -> bool:
    """Whether no digit, letter or mark right before `pos` makes the number a part of something else (G95, 3.10.2, 2:1)."""
    if pos == 0:
        return True
    before = text[pos - 1]
    if before == "±" or (before == "负" and text[pos - 2 : pos - 1] == "正"):
        return False  # 正负5%
    if pos in (floor, skipped) and not text[pos].isascii() and not (before.isdigit() and text[pos] in _SCALES):
        return True  # right behind another word: 唯一一家
    if text[pos] == "-" and pos == floor and not (before in _TIME_ENDS and _SHARE.match(text, pos)):
        return False  # 3元-5亩: no minus; but 2020年-3.5%
    if before == "–" and (pos - 1 > floor or floor == 0) and "\u4e00" <= text[pos - 2 : pos - 1] <= "\u9fff":
        return False  # 利润–1.2亿元: a minus or a mark
    if before == "-" or (before.isdigit() and not text[pos].isascii()):
        return False
    if before in _lexicon.NUMERALS and before not in _AFTER_WORDS:
        return False
    if (before in _lexicon.RESTS or before == "点") and (
        text[pos - 2 : pos - 1].isdigit() or text[pos - 2 : pos - 1] in _lexicon.NUMERALS
    ):
        return False  # the 亿 of 百余亿元
    if not text[pos].isascii():
        # 人数十万: a hundred thousand, or several; refused. What 数百 alone means, the numeral reads from 数 on.
        return not (before == "数" and text[pos] in "十百千万亿")
    if before == "+" and text[pos - 2 : pos - 1].isdigit():
        return False  # 3+12例
    if before == "/" and pos - 1 == floor:
        return True  # 220V/380V
    if before == "," and pos - 1 in (floor, skipped) and not (text[pos - 2].isdigit() and _GROUP.match(text, pos)):
        return True  # G95,3座大桥; 2023-03-05,3家企业
    if before == "," and _LETTERS_BEFORE.search(text, max(0, pos - 3), pos):
        return True  # 全长92.4km,5座车站; 50hm2,120mm
    if before in "-/:∶.,·_~^":
        return not (pos > 1 and text[pos - 2] in _ASCII_WORD)
    if before in " ." and _SPACED_POINT.search(text, max(0, pos - 4), pos):
        return False  # 4 . 5亿元
    if before == " " and _GROUP.match(text, pos) and _GROUPS.search(text, max(0, pos - _MOST_GROUPED), pos):
        return False  # 1 234 567元: all of it or nothing
    return before not in _ASCII_WORD or _is_currency_before(text, pos) or _is_head_before(text, pos)


def _is_currency_before(text: str, pos: int) -> bool:
    return _scanner.word_before(text, pos, 0, _lexicon.CURRENCIES, 4) is not None and text[pos - 1].isalpha()


def _is_head_before(text: str, pos: int) -> bool:
    """GDP200亿元: letters that name what is measured, and no code."""
    word = _scanner.word_before(text, pos, 0, _HEADS, _LONGEST_HEAD)
    return word is not None and (pos == len(word) or text[pos - len(word) - 1] not in _ASCII_WORD)


def _joined(text: str, amount: Amount, floor: int, setting: Setting) -> Reading | None:
    if amount.share:
        return share(amount)
    if (timed := rate_of_time(text, amount, setting)) is not None:
        return timed
    unit = setting.words.unit_at(text, amount.end)
    reading = money(text, amount, unit, floor, setting)
    if reading is not None or unit is None:
        return reading or index_points(text, amount)
    if unit.word == "个" and (points := spoken_points(text, amount, unit.end)) is not None:
        return points
    if unit.word in _lexicon.RATIO_WORDS:
        reading = percent(text, amount, unit, setting)
    if reading is None and unit.word in setting.words.units:
        reading = measure(text, amount, unit, floor, setting)
    if reading is None and unit.word in setting.words.measure_words:
        reading = count(text, amount, unit, setting)
    return reading


def _to(text: str, reading: Reading, setting: Setting, *, divided: bool) -> Reading:
    """`reading`, or the range it opens: 3万元至5万元, 20%—30%; `divided`: both ends have their denominators."""
    if reading.rule == "number":
        return reading
    mark = RANGE_MARK.match(text, reading.end)
    both = None if mark else AND_MARK.match(text, reading.end)
    start = (mark or both).end() if mark or both else len(text)  # type: ignore[union-attr]  # one of the two is a match
    if mark and is_mark_and_minus(mark[0], _lowest(reading.value)):
        start -= 1
    if start >= len(text) or (mark and parts_cells(mark[0], _lowest(reading.value))):
        return reading
    found = _core(text, start, start, setting)
    if found is None or found[0].modifier:
        return reading
    second = rate(text, found[1], start, setting) if divided else found[1]
    if both and not CLOSING.match(text, second.end):
        return reading
    if not same_unit(reading.value, second.value):
        return reading
    if _is_by_and_to(text, reading, mark):
        return reading
    low, high = reading.value, second.value
    if high.number() < low.number() < 0:
        low, high = high, low  # -3%至-5%
    if not low.number() < high.number():
        return reading
    return reading._replace(end=second.end, value=Range(_no_article(low), _no_article(high)))


def _is_by_and_to(text: str, reading: Reading, mark: Match | None) -> bool:
    """Whether 至 leads to what a change ends at: 上调0.18元至7.36元, but 增长3%至5%, and 3元至5元 without a verb."""
    if mark is None or mark[0].strip() not in ("至", "到") or reading.value.kind == "percent":
        return False
    return _CHANGED_BY.search(text, max(0, reading.start - 4), reading.start) is not None


_CHANGED_BY = compile_pattern(
    r"(?: [上下]调 | 提[高升] | 增加 | 减少 | 上[涨升] | 下[跌降] | 降低 | 回落 | 调[高低增减] ) 了? \x20? \Z"
)


def _lowest(value: Quantity | Range[Quantity]) -> Exact:
    return (value.low if isinstance(value, Range) else value).number()


def _no_article(value: Quantity) -> Quantity:
    """The end of a range counts: 一 in 一个至三个 is no article."""
    return attrs.evolve(value, article=False) if isinstance(value, Count) else value
