"""The usual spelling of a whole number, in one pass: 三千五百二十一万, 壹佰贰拾叁万肆仟, 两万零五十.

What is usual: every digit but the last one has its scale, 零 stands where places are left out and nowhere else, ten is 十 at the very start and
一十 behind that. All other spellings (三万五, 二〇二〇, 百万) are left to `_numerals`, which reads the usual one by this too.
"""

from __future__ import annotations

from jjj_parse import _lexicon

DIGIT_CHARS = frozenset("一二三四五六七八九零两壹贰叁肆伍陆柒捌玖")
SMALL_SCALES, BIG_SCALES = frozenset("十百千拾佰仟"), frozenset("万亿")
CHARS = DIGIT_CHARS | SMALL_SCALES | BIG_SCALES
"""The characters of usual spellings."""
_DIGITS = {char: int(_lexicon.NUMERALS[char].value) for char in DIGIT_CHARS}
_SMALL = {char: int(_lexicon.NUMERALS[char].value) for char in SMALL_SCALES}
_BEHIND_TWO = frozenset("百千佰仟万亿")
_POWERS = (1, 10, 100, 1000)


def usual_number(text: str, pos: int, end: int) -> int | None:
    """The number below 10**16 that all of `text[pos:end]` spells in the usual way; None for any other spelling.

    >>> usual_number("三千六百二十万元", 0, 7), usual_number("三万五", 0, 3), usual_number("一百零五", 0, 4)
    (36200000, None, 105)
    """
    # `above` is what 亿 has closed, `middle` what 万 has closed, `section` what goes on; `place` is the power of its last digit.
    above = middle = section = digit = 0
    place = 4
    zero = False
    for at in range(pos, end):
        char = text[at]
        if (number := _DIGITS.get(char)) is not None:
            if digit:
                return None  # 二三, 三零
            if number == 0:
                if zero or (place == 4 and not (above or middle)):
                    return None
                zero = True
            elif char == "两" and (at + 1 == end or text[at + 1] not in _BEHIND_TWO):
                return None  # 三十两: a unit
            else:
                digit = number
            continue
        power = _SMALL.get(char)
        if power is not None:
            start = place == 4 and not (above or middle)
            if not digit:
                if power != 1 or not start:
                    return None
                digit = 1
            elif start and power == digit == 1:
                return None  # 一十 at the start
            if power >= place or (not start and zero is not (power < place - 1)):
                return None
            section += digit * _POWERS[power]
            digit, place, zero = 0, power, False
            continue
        if digit or zero:
            if not digit or zero is not (place > 1 and bool(place < 4 or above or middle)):
                return None
            section, digit, zero = section + digit, 0, False
        if char == "万":
            if middle or not section:
                return None
            middle = section * 10_000
        elif char == "亿" and not above and (section or middle):
            above, middle = (middle + section) * 100_000_000, 0
        else:
            return None
        section, place = 0, 4
    if digit or zero:
        if not digit or zero is not (place > 1 and bool(place < 4 or above or middle)):
            return None
        section += digit
    return above + middle + section or None
