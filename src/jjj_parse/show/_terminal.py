"""A marked text for a terminal: lines that fit, and under each line the values of its mentions, each under its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from jjj_parse.show._pieces import group, label, pieces
from jjj_parse.types import Mention

# Of the sixteen colours, so that the reader's own scheme keeps them readable on its background.
_COLOURS = {
    "money": "33", "area": "32", "measure": "36", "count": "34", "number": "1",
    "percent": "35", "rate": "95", "ordinal": "94", "time": "31",
}  # fmt: skip
_TAB = 4
_LEAST_WIDTH = 20


def to_terminal(text: str, mentions: Iterable[Mention], *, width: int = 80, color: bool = True) -> str:
    """`text` for a terminal of `width` columns: mentions underlined and coloured by kind, each value in a line below its words.

    With `color=False` there are no escape sequences, and `^` under each character of a mention instead. Whatever the text
    holds, the terminal gets printable characters only: a control character shows as its picture (␛), marks of direction and
    characters without width as `·`, what cannot be printed as `�`. A Chinese character takes two columns.

    Raises `TypeError` for wrong types; `ValueError` for mentions that overlap or do not stand in `text`, and for a width below 20.

    >>> from jjj_parse import extract
    >>> from jjj_parse.show import to_terminal
    >>> text = "总投资超过1.8亿美元，占地300亩。"
    >>> print(to_terminal(text, extract(text), color=False), end="")
    总投资超过1.8亿美元，占地300亩。
              ^^^^^^^^^      ^^^^^
              总投资, money: 180000000 USD (more_than)
                             占地, area: 300 mu
    """
    if isinstance(width, bool) or not isinstance(width, int):
        raise TypeError(f"width must be an int, not {type(width).__name__}")
    if width < _LEAST_WIDTH:
        raise ValueError(f"width must be at least {_LEAST_WIDTH} columns, not {width}")
    lines = [_Line()]
    for piece, mention in pieces(text, mentions):
        begun = False
        for cell in _cells(piece):
            if cell == "\n":
                lines.append(_Line())
                continue
            size = columns(cell)
            if size and lines[-1].size + size > width:
                lines.append(_Line())
            if mention is not None and not begun:
                lines[-1].values.append((lines[-1].size, mention))
                begun = True
            lines[-1].add(cell, size, mention)
        if mention is not None and not begun:  # nothing but line breaks: no character to stand under
            lines[-1].values.append((lines[-1].size, mention))
    if not lines[-1].cells and len(lines) > 1:
        lines.pop()
    return "".join(row.rstrip() + "\n" for line in lines for row in line.rows(width, color))


def columns(text: str) -> int:
    """Columns that `text` takes in a terminal: two for a wide character, none for a mark that combines.

    >>> columns("1.8亿美元")
    9
    """
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )  # fmt: skip


def harmless(char: str) -> str:
    """What stands for `char` on a terminal: itself if it is printable, else something that is.

    >>> [harmless(char) for char in ("元", chr(27), chr(0x202E), chr(0x3000), chr(0xD800))]
    ['元', '␛', '·', '  ', '�']
    """
    if char.isprintable():
        return char
    code, category = ord(char), unicodedata.category(char)
    if char == "\t":
        return " " * _TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if category == "Zs":
        return " " * columns(char)
    return "·" if category in ("Cf", "Zl", "Zp") else "�"


def _cells(piece: str) -> Iterator[str]:
    """The characters as they are printed; every kind of line end is one `\\n`."""
    for char in piece.replace("\r\n", "\n"):
        yield char if char == "\n" else harmless(char)


class _Line:
    """One row of the terminal, and the values that belong below it, each with its column."""

    def __init__(self) -> None:
        self.cells: list[tuple[str, int, Mention | None]] = []
        self.size = 0
        self.values: list[tuple[int, Mention]] = []

    def add(self, cell: str, size: int, mention: Mention | None) -> None:
        self.cells.append((cell, size, mention))
        self.size += size

    def rows(self, width: int, color: bool) -> Iterator[str]:
        yield "".join(self._styled()) if color else "".join(cell for cell, _, _ in self.cells)
        if not color and any(mention for _, _, mention in self.cells):
            yield "".join((" " if mention is None else "^") * size for _, size, mention in self.cells)
        yield from self._values(width, color)

    def _styled(self) -> Iterator[str]:
        inside: Mention | None = None
        for cell, _, mention in self.cells:
            if mention is not inside:
                yield ("" if inside is None else "\x1b[0m") + ("" if mention is None else _start(mention, "4;"))
                inside = mention
            yield cell
        if inside is not None:
            yield "\x1b[0m"

    def _values(self, width: int, color: bool) -> Iterator[str]:
        """The values, each in the first row with room for it: at most as many rows as mentions fit into a line."""
        rows: list[list[str]] = []
        ends: list[int] = []
        for column, mention in self.values:
            shown = "".join(map(harmless, label(mention)))
            size = columns(shown)
            column = max(0, min(column, width - size))
            row = next((number for number, end in enumerate(ends) if end < column or not end), len(rows))
            if row == len(rows):
                rows.append([])
                ends.append(0)
            rows[row].append(" " * (column - ends[row]))
            rows[row].append(f"{_start(mention)}{shown}\x1b[0m" if color else shown)
            ends[row] = column + size
        yield from map("".join, rows)


def _start(mention: Mention, style: str = "") -> str:
    return f"\x1b[{style}{_COLOURS[group(mention.kind)]}m"
