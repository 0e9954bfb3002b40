"""Money: 1.8亿美元, 人民币12.78亿元, 8亿元人民币, US$1.2亿, 123元1角1分, 十块五, 壹佰元整."""

from __future__ import annotations

from fractions import Fraction

from jjj_parse import _lexicon, _scanner
from jjj_parse._engine import NO_WORD, LaterLongest, chars, compile_pattern, trie
from jjj_parse._exact import Exact, scaled
from jjj_parse._lexicon import CURRENCIES, Currency
from jjj_parse._reading import Reading
from jjj_parse._rules._values import spanned
from jjj_parse._rules.amounts import Amount, grown, negated
from jjj_parse._rules.signs import sign_before
from jjj_parse._words import Setting, UnitAt
from jjj_parse.types import Money

UNCLEAR = "?"
"""The code of a word that fixes no one currency: 卢比, 新币."""
_BEFORE = {word: currency for word, currency in CURRENCIES.items() if currency.before}
_LONGEST = max(map(len, _BEFORE))
_AFTER = LaterLongest(lambda: (word for word, currency in CURRENCIES.items() if currency.after))
_CLOSED = compile_pattern(
    lambda: (
        rf"$ | {NO_WORD} | [\d零整正的钱每] | {chars(_lexicon.NUMERALS)} | {trie([*_lexicon.MODIFIERS_AFTER, *_lexicon.RANGE_MARKS])}"
    )
)
_GOVERNED = compile_pattern(
    lambda: rf"{trie(_lexicon.MONEY_WORDS)} (?: {trie(_lexicon.MODIFIERS_BEFORE)} | [:：] ){{0,3}} \x20? $"
)
_REACH = 16
_PIECE = "块"
_PIECES = compile_pattern(
    lambda: rf"{trie(_lexicon.words_of('pieces'))} (?: {trie(_lexicon.MODIFIERS_BEFORE)} ){{0,2}} \x20? \Z"
)
"""What is counted in 块, which is no money there: 光伏板4.6万块."""
_PIECES_BEHIND = compile_pattern(lambda: trie(_lexicon.words_of("pieces")))
_LETTER = compile_pattern(rf"(?P<scale> {trie(_lexicon.MONEY_SCALES)} ) (?! [A-Za-z] )")
_WHOLE = compile_pattern("[整正]")
_LINK = compile_pattern("[零又]{0,2}")
_SPOKEN = frozenset(word for word, currency in CURRENCIES.items() if currency.code == "*") - {"元", "圆", "分"}
"""Words after which one digit counts the next smaller coin: 十块五, 五块七毛八."""


def money(text: str, amount: Amount, unit: UnitAt | None, floor: int, setting: Setting) -> Reading | None:
    """The amount of money whose number is `amount` and whose unit is `unit`."""
    before = _currency_before(text, amount.start, floor)
    if before is not None and (minus := sign_before(text, before[0], floor)) is not None:
        if amount.low < 0:
            return None  # -¥-300
        amount, before = negated(amount), (minus, before[1])
    named = CURRENCIES.get(unit.word) if unit else None
    if UNCLEAR in (named and named.code, before and before[1]):
        return None
    letter = _LETTER.match(text, amount.end) if before is not None and amount.numeral.scale == 0 else None
    if before is not None and letter is not None:
        start, code = before
        factor = Fraction(10 ** _lexicon.MONEY_SCALES[letter["scale"]])
        return Reading(start, letter.end(), spanned(amount, lambda n: Money(scaled(n, factor), code)), "money_before")
    if unit is None or named is None or not named.after:
        # Another unit follows (人民币100张), or nothing names a currency.
        if before is None or unit is not None:
            return None
        start, code = before
        return Reading(start, amount.end, spanned(amount, lambda n: Money(n, code)), "money_before")
    end = unit.end
    if unit.word == _PIECE and _is_of_pieces(text, amount.start, end, floor):
        return None
    if named.code == "*" and _lone(text, amount) and not _coin(text, amount, end, named.factor, floor, setting):
        return None
    if named.part and not (amount.start == 0 and _rest_is_small(text, end, setting)):
        return None
    code = named.code
    extra = Fraction(0)
    if amount.high is None and named.factor <= 1:
        end, extra = _smaller(text, end, unit.word, named, setting)
    if whole := _WHOLE.match(text, end):
        end = whole.end() if not _word_goes_on(text, whole.end()) else end
    start = amount.start
    if code == "*" and (second := _currency_after(text, end)) and extra == 0:
        doubled = CURRENCIES[second.word]
        if doubled.code == UNCLEAR:
            return None
        if doubled.code != "*" and doubled.factor == 1:  # 元人民币, 元欧元
            code, end = doubled.code, second.end
    if before is not None and code in ("*", before[1]):
        start, code = before
    if code == "*":
        code = setting.currency

    def make(number: Exact) -> Money:
        value = scaled(number, named.factor)
        return Money(grown(value, extra) if extra else value, code)

    return Reading(start, end, spanned(amount, make), "money")


def _is_of_pieces(text: str, start: int, end: int, floor: int) -> bool:
    """Whether 块, which ends at `end`, counts pieces: 光伏板4.6万块, 300块展板."""
    if _PIECES_BEHIND.match(text, end):
        return True
    return _PIECES.search(text, max(floor, start - _REACH), start) is not None


def names_no_currency(text: str, amount: Amount, floor: int, setting: Setting) -> bool:
    """Whether a word for money beside a number without a unit leaves its currency open: 3000万卢比, 新币2000万."""
    unit = setting.words.unit_at(text, amount.end)
    behind = CURRENCIES.get(unit.word) if unit else None
    if behind is not None and behind.code == UNCLEAR:
        return True
    before = _currency_before(text, amount.start, floor) if unit is None else None
    return before is not None and before[1] == UNCLEAR


def _currency_after(text: str, pos: int) -> UnitAt | None:
    """The currency word that starts at `pos`, one blank before it allowed."""
    start = pos + 1 if text[pos : pos + 1] == " " else pos
    word = _AFTER.at(text, start)
    return UnitAt(word, start + len(word)) if word else None


def _currency_before(text: str, pos: int, floor: int) -> tuple[int, str] | None:
    """Start and ISO code of the currency word that ends at `pos`."""
    while pos > floor and text[pos - 1] == " ":
        pos -= 1
    word = _scanner.word_before(text, pos, floor, _BEFORE, _LONGEST)
    if word is None:
        return None
    start = pos - len(word)
    if (
        word[0].isascii()
        and word[0].isalpha()
        and start > 0
        and text[start - 1].isascii()
        and text[start - 1].isalnum()
    ):
        return None
    return start, _BEFORE[word].code


def _smaller(text: str, end: int, word: str, unit: Currency, setting: Setting) -> tuple[int, Fraction]:
    """角, 分, 美分 and so on after the main unit, each smaller than the one before: the new end and what they add."""
    extra = Fraction(0)
    while True:
        start = _LINK.match(text, end).end()  # type: ignore[union-attr]  # the pattern matches the empty string
        number = setting.words.read_number(text, start)
        if number is not None and number.positional and word in _SPOKEN and setting.words.unit_at(text, start + 2):
            # 两块五一斤: the second digit counts what follows.
            return start + 1, extra + Fraction(int(_lexicon.NUMERALS[text[start]].value), 10) * unit.factor
        if number is None or number.high is not None or number.modifier or not number.low < 100:
            return end, extra
        following = _currency_after(text, number.end)
        smaller = CURRENCIES[following.word] if following else None
        if following and smaller and smaller.code in ("*", unit.code) and smaller.factor < unit.factor:
            extra += Fraction(number.low) * smaller.factor
            end, unit, word = following.end, smaller, following.word
            continue
        if word in _SPOKEN and number.low < 10 and smaller is None and _ends_here(text, number.end, setting):
            coin = Fraction(1, 10) if start == end else Fraction(1, 100)
            return number.end, extra + Fraction(number.low) * coin * unit.factor
        return end, extra


def _ends_here(text: str, pos: int, setting: Setting) -> bool:
    """Whether nothing goes on counting at `pos`: 十块五 but not 十块五个."""
    return setting.words.unit_at(text, pos) is None and text[pos : pos + 1] not in _lexicon.NUMERALS


def _coin(text: str, amount: Amount, end: int, factor: Fraction, floor: int, setting: Setting) -> bool:
    """Whether 一元, 三角 is money: nothing goes on behind it (三元桥), and a 角 is no corner (公园一角)."""
    if _smaller(text, end, "", CURRENCIES["元"], setting)[0] > end:
        return True
    if not _CLOSED.match(text, end) and not _currency_after(text, end):
        return False
    return (
        factor == 1
        or text[end - 1] == "钱"
        or not text[amount.start - 1 : amount.start].isalpha()
        or governed_by_money(text, amount.start, floor)
    )


def _lone(text: str, amount: Amount) -> bool:
    """A single everyday digit: 三元 may be money, or the head of another word."""
    return amount.end - amount.start == 1 and text[amount.start] in "一二三四五六七八九"


def governed_by_money(text: str, pos: int, floor: int) -> bool:
    """Whether a word that measures money stands right before the number at `pos`: 销售额达8500万."""
    return _GOVERNED.search(text[max(floor, pos - _REACH) : pos]) is not None


def _rest_is_small(text: str, end: int, setting: Setting) -> bool:
    """Whether nothing but smaller coins follows: 2角, 两角五分 as the whole string."""
    return end == len(text) or _smaller(text, end, "", CURRENCIES["角"], setting)[0] == len(text)


def _word_goes_on(text: str, pos: int) -> bool:
    """Whether 整 or 正 starts another word (元整体, 元正式)."""
    return pos < len(text) and "\u4e00" <= text[pos] <= "\u9fff"
