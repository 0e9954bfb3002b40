"""The arithmetic of a numeral: digits and scales taken one after the other, as whole numbers, low and high end in parallel."""

from __future__ import annotations

from typing import NamedTuple


class _Part(NamedTuple):
    low: int
    high: int
    exponent: int


class Refused(Exception):
    """The characters make no numeral, or more than one."""


class NumeralSum:
    """The state of one reading. Low and high ends run in parallel; they differ only after a vague word."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []  # closed by a big scale, exponents falling
        self.section: tuple[int, int] | None = None  # below the next big scale
        self.small = 4  # exponent of the last small scale in the section; 4 = none yet
        self.digits: list[int] = []  # Chinese digits not yet given a scale
        self.arabic: tuple[int, int, int] | None = None  # value, number of digits, leading zeros
        self.vague = False
        self.zero = False  # a 零 stands before the pending digit
        self.last = ""  # class of the last token
        self.last_scale = 0
        self.bare = False

    def pending(self) -> tuple[int, int] | None:
        """The coefficient that the next scale multiplies."""
        if self.arabic is not None:
            return self.arabic[0], self.arabic[0]
        if self.vague:
            return 2, 9
        if not self.digits:
            return None
        if len(self.digits) == 1:
            return self.digits[0], self.digits[0]
        if is_pair(self.digits):
            return self.digits[0], self.digits[1]
        raise Refused

    def clear(self) -> None:
        self.digits, self.arabic, self.vague, self.zero = [], None, False, False

    def take_small(self, exponent: int) -> None:
        coefficient = self.pending()
        if self.arabic is not None and (self.section or self.parts) and self.arabic[0] > 9:
            raise Refused
        if coefficient is None:
            if exponent == 1 or (self.section is None and not self.parts):
                coefficient = (1, 1)
                self.bare = self.section is None and not self.parts and not self.zero
            else:
                raise Refused
        if exponent >= self.small or coefficient[0] == 0:
            raise Refused
        low, high = self.section or (0, 0)
        fill = 10**exponent - 1 if self.vague else 0
        self.section = low + coefficient[0] * 10**exponent, high + coefficient[1] * 10**exponent + fill
        self.small = self.last_scale = exponent
        self.clear()

    def take_big(self, exponent: int) -> None:
        if self.last == "big":  # 万亿, 万万
            part = self.parts.pop()
            exponent += part.exponent
            if exponent > 24 or any(exponent >= other.exponent for other in self.parts):
                raise Refused
            self.parts.append(_Part(part.low, part.high, exponent))
            self.last_scale = exponent
            return
        tail = self.tail(before_scale=True)
        low, high = (self.section or (0, 0)) if tail is None else tail
        if self.section is None and tail is None:
            if self.parts:
                raise Refused
            low, high, self.bare = 1, 1, True
        while self.parts and self.parts[-1].exponent < exponent:  # 九千万五千亿: all of it counts 亿
            part = self.parts.pop()
            low, high = low + part.low * 10**part.exponent, high + part.high * 10**part.exponent
        if self.parts and self.parts[-1].exponent <= exponent:
            raise Refused
        if (low == 0 and self.arabic is None) or (self.parts and high >= 10 ** (self.parts[-1].exponent - exponent)):
            raise Refused
        self.parts.append(_Part(low, high, exponent))
        self.section, self.small, self.last_scale = None, 4, exponent
        self.clear()

    def tail(self, *, before_scale: bool) -> tuple[int, int] | None:
        """The section with the pending digits added, None if there is neither; `before_scale`: 万 or 亿 follows."""
        low, high = self.section or (0, 0)
        if self.vague and self.section is not None:
            return low + 1, high + 9
        pending = self.pending()
        if pending is None:
            return self.section
        if self.section is None and (not self.parts or before_scale):
            if self.parts and not self.zero and self.parts[-1].exponent == 4 and self.count() == 1:
                raise Refused  # 一万五亿: 1万5亿 or 1万5千亿
            return pending
        if self.section is None and self.vague:
            raise Refused  # 三万几
        scale = 10 ** (self.last_scale - 1) if self.is_elliptic() else 1
        if self.count() > self.last_scale or (self.arabic is not None and self.count() > 1 and self.last_scale == 1):
            raise Refused  # more digits than the last scale leaves room for
        return low + pending[0] * scale, high + pending[1] * scale

    def count(self) -> int:
        return self.arabic[1] if self.arabic is not None else 1

    def is_elliptic(self) -> bool:
        """One digit right after a scale of a hundred or more, no 零 between: 三万五 is 35000."""
        leading = self.arabic is not None and self.arabic[2] > 0
        one_digit = (self.arabic is not None or bool(self.digits)) and self.count() == 1
        return one_digit and not leading and not self.zero and 2 <= self.last_scale <= 12

    def total(self) -> tuple[int, int]:
        tail = self.tail(before_scale=False)
        low, high = tail if tail is not None else (0, 0)
        for part in self.parts:
            low, high = low + part.low * 10**part.exponent, high + part.high * 10**part.exponent
        return low, high


def is_pair(digits: list[int]) -> bool:
    """Two digits that name neighbours and so a range: 三四百, 七八个, and by custom 三五."""
    return len(digits) == 2 and digits[0] > 0 and (digits[1] == digits[0] + 1 or digits == [3, 5])
