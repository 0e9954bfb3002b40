"""Texts made by edits of another text, and the way back from their offsets to those of the text as given."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from io import StringIO
from typing import NamedTuple


class Edit(NamedTuple):
    """`form` in place of `text[start:end]`. Each of its characters stands for the whole place, or, where both are equally
    long, for the character at its own place."""

    start: int
    end: int
    form: str


class OffsetMap:
    """From offsets of an edited text to those of the text before: three numbers for each piece, whatever its length."""

    __slots__ = ("_ends", "_pieces", "_size", "_starts")

    def __init__(self) -> None:
        self._pieces = array("q")  # where the pieces begin in the edited text
        self._starts = array("q")  # the places that they came from
        self._ends = array("q")
        self._size = 0

    def add(self, length: int, start: int, end: int) -> None:
        """The next `length` characters of the edited text came from `start` to `end`."""
        if length:
            self._pieces.append(self._size)
            self._starts.append(start)
            self._ends.append(end)
            self._size += length

    def _place(self, index: int) -> tuple[int, int]:
        piece = bisect_right(self._pieces, index) - 1
        at, start, end = self._pieces[piece], self._starts[piece], self._ends[piece]
        last = self._pieces[piece + 1] if piece + 1 < len(self._pieces) else self._size
        if last - at == end - start:
            return start + index - at, start + index - at + 1
        return start, end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place before the edits of the characters from `start` to `end`; that of an empty span is empty."""
        if start >= end:
            if not self._pieces:
                return 0, 0
            place = self._place(start)[0] if start < self._size else self._place(self._size - 1)[1]
            return place, place
        first, last = self._place(start), self._place(end - 1)
        return first[0], max(first[1], last[1])


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """`text` with `edits` made, and the map back. They come in the order of their ends; what several stand on is replaced once."""
    out, back, at = StringIO(newline=""), OffsetMap(), 0
    for start, end, form in edits:
        if start > at:
            out.write(text[at:start])
            back.add(start - at, at, start)
        out.write(form)
        back.add(len(form), start, end)
        at = end
    out.write(text[at:])
    back.add(len(text) - at, at, len(text))
    return out.getvalue(), back
