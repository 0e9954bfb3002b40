"""Numbers without a unit: 总人口22.45万, 三分之一, “一”; and 销售额达8500万, where a word makes the number money."""

from __future__ import annotations

from jjj_parse import _lexicon
from jjj_parse._codes import names_a_thing
from jjj_parse._engine import LaterLongest, Longest, closes, compile_pattern
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount
from jjj_parse._rules.modifiers import compared, modifier_before
from jjj_parse._rules.money import governed_by_money, names_no_currency
from jjj_parse._rules.time_words import PLAN_OF_LAW
from jjj_parse._words import Setting
from jjj_parse.types import Money, Number

PARTICLES = "的和与或至到之是而但比且并这那却提升降增减扩缩上下"
"""What may follow a number without a unit, beside the end, a mark, or a word that bounds it or the next number."""
_BOUNDING = LaterLongest(lambda: [*_lexicon.MODIFIERS_AFTER, *_lexicon.MODIFIERS_BEFORE])
_GREEK = frozenset("μΩ")
"""The Greek letters that units begin with."""
_DOUBTFUL = Longest(_lexicon.DOUBTFUL_UNITS)
_PARTS = frozenset(word for word, currency in _lexicon.CURRENCIES.items() if currency.part)
_SCALES = frozenset(word for word, char in _lexicon.NUMERALS.items() if char.cls in ("small", "big"))
_NAMED_BEFORE = frozenset("是为于前")
_LONGEST_PLAIN = 9
# 2比1, 10的8次方, 8、10日, “三五”普法, （亿）10.00, 零下10到: the number is only a part of what is meant.
_TIED_AFTER = compile_pattern(
    rf"比 \d | 的 \d{{1,3}} 次方 | (?: 、 \d{{1,2}} ){{1,6}} \x20? [日号月时] | {PLAN_OF_LAW}"
)
_TIED_BEFORE = compile_pattern(
    r"(?: \d 比 | \d [=<>] | [(（] [十百千万亿]+ [\u4e00-\u9fff]{0,2} [)）] [:：]? | 零下 ) \Z"
)
_TIED_ENDS = frozenset("比=<>)）:：下")
_TIED = 8
_NEAR = 12
_ANGLE = "°\u2032"
"""Degrees and minutes of an angle."""
_TIES_BEFORE, _TIES_AFTER = frozenset("+×^*∶ΦφØ" + _ANGLE), frozenset("/:∶-_#@+×^*" + _ANGLE)
_BARRIER = "大关"
_MOST_ROWS = 100
_IN_ROW = compile_pattern(r"(?: \A | [\n|] ) \x20? \Z")
_LISTED = compile_pattern(r"(?<= \x20 ) \d{1,2} \.")
"""The number of a note or of a line that begins behind a blank: 2.部分数据."""
_CELL_AFTER = compile_pattern(r"\x20 \x20? [\u4e00-\u9fff]")
_BRACKET = compile_pattern(r"\x20? [(（] [十百千万亿]{0,3}")
_AGAIN = compile_pattern(r"\x20? [(（] \d{1,6} (?: \.\d{1,4} )? [)）]")
_GROUPED = compile_pattern(r"\d{1,2} \x20 \d{3} (?! \d )")
_OPENING, _CLOSING = frozenset("([（【〔“「『"), frozenset(")]）】〕”」』")
_NAMED_AFTER = frozenset("的这那却而")


def bare_number(text: str, amount: Amount, floor: int, setting: Setting) -> Reading | None:
    """A number without a unit, if it is one: it has a scale, or stands alone between marks."""
    numeral = amount.numeral
    if (
        _is_cut_off(text, amount)
        or _is_of_a_doubtful_unit(text, amount.end)
        or names_no_currency(text, amount, floor, setting)
    ):
        return None
    reading = Reading(amount.start, amount.end, spanned(amount, Number), "number")
    bounded_scale = numeral.bare and modifier_before(text, amount.start, floor, bare=True)  # 产值过百亿
    if numeral.scale >= 4 and (not numeral.bare or bounded_scale) and governed_by_money(text, amount.start, floor):
        return reading._replace(
            value=spanned(amount, lambda n: Money(n, setting.currency, inferred=True)), rule="money_inferred"
        )
    if amount.start == 0 and amount.end == len(text):
        return None if numeral.bare and len(set(text)) == 1 else reading  # 万 alone is a character, 百万 a number
    if numeral.bare and bounded_scale_ends(text, amount, floor):
        return reading
    if (
        numeral.bare
        or numeral.positional
        or _is_part_of_a_word(text, amount, floor, setting)
        or _has_its_unit_in_brackets(text, amount.end, setting)
        or _is_divided(text, amount.end, setting)
        or _is_identifier(text, amount)
    ):
        return None
    spelled = not amount.plain and amount.high is None and text[amount.start] not in "-负"  # 三分之一
    if _is_lettered(text, amount) and _speaks_of_kelvins(text, amount):
        return None
    if (spelled or _is_lettered(text, amount)) and _is_written_of_a_thing(text, amount):
        return None
    if numeral.scale or spelled:
        return reading
    return reading if _is_spoken_of(text, amount, floor) else None


def _is_cut_off(text: str, amount: Amount) -> bool:
    """Whether a scale goes on behind a fraction: 1/3亿元 may be a third of it, or one of something and 3亿元."""
    return not amount.plain and text[amount.end : amount.end + 1] in _SCALES and amount.end < len(text)


def _is_of_a_doubtful_unit(text: str, end: int) -> bool:
    """3.2万方, 12万平: of what is not plain."""
    word = _DOUBTFUL.at(text, end)
    return (
        word is not None and (text[end + len(word) : end + len(word) + 1] or "\0") not in _lexicon.DOUBTFUL_UNITS[word]
    )


def bounded_scale_ends(text: str, amount: Amount, floor: int) -> bool:
    """上百, 过亿: a bare scale counts where a word bounds it and nothing goes on behind it but 大关."""
    closed = amount.end == len(text) or not "\u4e00" <= text[amount.end] <= "\u9fff"
    closed = closed or text.startswith(_BARRIER, amount.end)
    return closed and modifier_before(text, amount.start, floor, bare=True) is not None


def _is_part_of_a_word(text: str, amount: Amount, floor: int, setting: Setting) -> bool:
    """Whether letters follow (4K, 326μS), or a unit that does not join this number."""
    after = text[amount.end : amount.end + 1]
    if (after.isascii() and after.isalpha()) or after in _GREEK:
        return True
    unit = setting.words.unit_at(text, amount.end)
    return unit is not None and unit.word not in _PARTS and not compared(text, amount.start, amount.end, floor)


def _is_identifier(text: str, amount: Amount) -> bool:
    """Whether a row of digits names a thing: it is long and has no mark, or begins with 0."""
    digits = text[amount.start : amount.end]
    if not amount.plain or not digits.isdigit() or not digits.isascii():
        return False
    return len(digits) > _LONGEST_PLAIN or (len(digits) > 1 and digits[0] == "0")


def _is_lettered(text: str, amount: Amount) -> bool:
    """Whether the scale of the number is a letter: 200M."""
    return text[amount.end - 1].isascii() and text[amount.end - 1].isalpha()


def _speaks_of_kelvins(text: str, amount: Amount) -> bool:
    """Whether K may be kelvin: 温度3K."""
    return text[amount.end - 1] == "K" and "温" in text[max(0, amount.start - _NEAR) : amount.start]


def _is_written_of_a_thing(text: str, amount: Amount) -> bool:
    """Whether a number that may stand for itself does not: 页码12/35, 200M宽带."""
    if _is_lettered(text, amount):
        return amount.end < len(text) and not _is_boundary(text, amount.end)
    return "/" in text[amount.start : amount.end] and names_a_thing(text, amount.start, amount.end)


def _is_spoken_of(text: str, amount: Amount, floor: int) -> bool:
    """Whether a number without scale and unit is meant as one: it is tied to nothing else and names nothing."""
    if _is_tied(text, amount, floor) or _is_a_name(text, amount, floor):
        return False
    if (
        amount.end < len(text)
        and not _is_boundary(text, amount.end)
        and not compared(text, amount.start, amount.end, floor)
    ):
        return False  # 301医院
    lone = amount.numeral.shape in ("han", "financial") and amount.end - amount.start == 1
    return not lone or _stands_alone(text, amount)


def _is_boundary(text: str, pos: int) -> bool:
    """Whether at `pos` stands a mark, a particle or a word that bounds the number before or behind it."""
    return text[pos] in PARTICLES or closes(text, pos) or _BOUNDING.at(text, pos) is not None


def _is_tied(text: str, amount: Amount, floor: int) -> bool:
    """Whether a mark or a word ties the number to more: 2+4+N, 2比1, 10的8次方, 1 234 567, 号-13, 11-9."""
    if text[amount.start - 1 : amount.start] in _TIES_BEFORE or text[amount.end : amount.end + 1] in _TIES_AFTER:
        return True
    if _is_listed(text, amount.start) or _GROUPED.match(text, amount.start) or _TIED_AFTER.match(text, amount.end):
        return True
    if text[amount.start - 1 : amount.start] in _TIED_ENDS and _TIED_BEFORE.search(
        text, max(0, amount.start - _TIED), amount.start
    ):
        return True
    if text[amount.start] == "-":
        return text[amount.start - 1 : amount.start].isalnum() and not modifier_before(
            text, amount.start, floor, bare=False
        )
    written = text[amount.start : amount.end]
    return amount.high is not None and written.isascii() and "-" in written


def _is_listed(text: str, pos: int) -> bool:
    listed = _LISTED.match(text, pos)
    return listed is not None and "\u4e00" <= text[listed.end() : listed.end() + 1] <= "\u9fff"


def _is_a_name(text: str, amount: Amount, floor: int) -> bool:
    """Whether the number names a thing: 邮编 065000, 麒麟990, (600519)."""
    if names_a_thing(text, amount.start, amount.end) or _numbers_a_row(text, amount):
        return True
    if not text[amount.start : amount.end].isdigit():
        return False
    before, after = text[amount.start - 1 : amount.start], text[amount.end : amount.end + 1]
    if before in _OPENING and after in _CLOSING:
        return True
    if not "\u4e00" <= before <= "\u9fff" or before in _lexicon.NUMBER_HEADS:
        return False
    governed = governed_by_money(text, amount.start, floor)
    return not governed and not modifier_before(text, amount.start, floor, bare=False)


def _numbers_a_row(text: str, amount: Amount) -> bool:
    """Whether the number is that of a line: 2 规模以上工业."""
    if _IN_ROW.search(text, max(0, amount.start - 2), amount.start) is None:
        return False
    return amount.plain and amount.low in range(1, _MOST_ROWS) and _CELL_AFTER.match(text, amount.end) is not None


def _has_its_unit_in_brackets(text: str, end: int, setting: Setting) -> bool:
    """12.6（亿元）, 320(亩)."""
    bracket = _BRACKET.match(text, end)
    if (again := _AGAIN.match(text, end)) is not None and setting.words.unit_at(text, again.end()):
        return True  # 1.5(3)mg/L
    unit = setting.words.unit_at(text, bracket.end()) if bracket else None
    return unit is not None and text[unit.end : unit.end + 1] in _CLOSING and unit.end < len(text)


def _is_divided(text: str, end: int, setting: Setting) -> bool:
    """3.5万/年: what is divided is left out."""
    return text.startswith("/", end) and setting.words.denominator_at(text, end + 1) is not None


def _stands_alone(text: str, amount: Amount) -> bool:
    """Whether a lone Chinese digit is spoken of as a number: “一”, 是五, 前三的; not a part of a word or a list mark."""
    before, after = text[amount.start - 1 : amount.start], text[amount.end : amount.end + 1]
    left = not before or (not before.isalnum() and before not in "(（、")
    right = not after or (not after.isalnum() and after not in ")）、.:")
    return (left or before in _NAMED_BEFORE) and (right or after in _NAMED_AFTER)
