"""Reads the rows of tests/cases/*.tsv: a text and exactly the mentions that are to be found in it."""

from __future__ import annotations

import pathlib
from datetime import date, datetime
from typing import NamedTuple

CASES = pathlib.Path(__file__).parent / "cases"
HEADER = "text\treference\tkind\tspan\tvalue\tmodifier\twhy"


class Found(NamedTuple):
    """One expected mention, or one found, in the form of the rows."""

    kind: str
    span: str
    value: str
    modifier: str


class Row(NamedTuple):
    """A text, the day it was written if that matters, and its mentions in order."""

    place: str
    text: str
    reference: date | None
    expect: tuple[Found, ...]
    why: str


def reference_of(cell: str) -> date | None:
    """A date or a moment in ISO form; None for an empty cell."""
    if not cell:
        return None
    return datetime.fromisoformat(cell) if "T" in cell else date.fromisoformat(cell)


def rows(path: pathlib.Path) -> list[Row]:
    """The rows of one file; a `+` in the text column adds a mention to the row above; `\\n` in a text is a line break."""
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0] == HEADER, f"{path.name}: the header is {lines[0]!r}"
    found: list[Row] = []
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        assert len(cells) == 7, f"{path.name}:{number}: {len(cells)} cells, expected 7"
        text, reference, kind, span, value, modifier, why = cells
        text = text.replace("\\n", "\n")
        mention = (Found(kind, span or (text if text != "+" else ""), value, modifier),) if kind else ()
        if text == "+":
            assert span, f"{path.name}:{number}: a further mention needs its span"
            found[-1] = found[-1]._replace(expect=found[-1].expect + mention)
        else:
            found.append(Row(f"{path.name}:{number}", text, reference_of(reference), mention, why))
    return found


def all_rows() -> list[Row]:
    """The rows of every file."""
    return [row for path in sorted(CASES.glob("*.tsv")) for row in rows(path)]
