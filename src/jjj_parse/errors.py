"""The one exception that reading raises."""

from __future__ import annotations


class ParseError(ValueError):
    """A string is not one value of the kind asked for.

    `text` is the string as given; `start` and `end` are the code points of it that could not be read (`start == end`
    where something is missing); `code` is one of `CODES`; `expected` says in words what would have been accepted.

    >>> from jjj_parse import ParseError, parse_money
    >>> try:
    ...     parse_money("1.8亩")
    ... except ParseError as error:
    ...     print(error.code, error.start, error.end)
    wrong_kind 0 4
    """

    CODES = ("empty", "unreadable", "wrong_kind", "several", "extra_text")

    def __init__(self, text: str, start: int, end: int, code: str, expected: str) -> None:
        super().__init__(text, start, end, code, expected)
        self.text = text
        self.start = start
        self.end = end
        self.code = code
        self.expected = expected

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 40 else self.text[:37] + "..."
        return f"{self.code} at {self.start}:{self.end} in {shown!r}: expected {self.expected}"
