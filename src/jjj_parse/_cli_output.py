"""What the command prints: the mentions of a document as a table for people, as JSON lines, or as rows of CSV."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jjj_parse import Mention
from jjj_parse._quantities import table_unit
from jjj_parse.show import columns


def shown(text: str) -> str:
    """`text` on one line and harmless to a terminal: white space and control characters become one blank.

    >>> shown("354.8\\n 亿元")
    '354.8 亿元'
    """
    kept = (char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(char if char.isprintable() else " " for char in kept).split())


COLUMNS = ("start", "text", "kind", "value", "modifier", "indicator")


def table(mentions: Sequence[Mention]) -> str:
    """The mentions as a table for people, without the columns that would be empty, or a line that says there are none."""
    if not mentions:
        return "nothing found\n"
    rows: list[tuple[str, ...]] = [COLUMNS]
    rows += [
        (str(m.start), shown(m.text), m.kind, str(m.value), m.modifier or "", shown(m.indicator or ""))
        for m in mentions
    ]
    cells = [column for column in zip(*rows, strict=True) if any(column[1:])]
    widths = [max(map(columns, column)) for column in cells]
    rows = list(zip(*cells, strict=True))
    rows.insert(1, tuple("-" * size for size in widths))
    return "".join(
        "  ".join(cell + " " * (size - columns(cell)) for cell, size in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


def table_of(name: str, mentions: Sequence[Mention], several: bool) -> str:
    return (f"{shown(name)}\n" if several else "") + table(mentions)


def jsonl_of(name: str, mentions: Sequence[Mention], several: bool) -> str:
    lines = ({"file": name, **mention.to_dict()} if several else mention.to_dict() for mention in mentions)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


CSV_COLUMNS = (
    *("file", "start", "end", "text", "kind", "value"),
    *("amount", "low", "high", "unit", "modifier", "flags", "indicator"),
)


def csv_row(mention: Mention) -> dict[str, object]:
    """One flat row: `low` and `high` are the ends of a range, or the first and the last day of a date.

    `unit` is that of all tables, but empty for a duration, whose amount is its ISO 8601 form.
    """
    value = mention.value
    record = mention.to_dict()
    parts = record.pop("value")
    amounts = [parts[key] for key in ("amount", "ratio", "points", "times", "iso") if key in parts]
    ends = ("start", "end") if "start" in parts else ("low", "high")
    return record | {
        "value": str(value),
        "amount": amounts[0] if amounts else None,
        "low": parts.get(ends[0]),
        "high": parts.get(ends[1]),
        "unit": None if mention.kind == "duration" else table_unit(value),
        "flags": " ".join(flag for flag in ("inferred", "article", "fuzzy") if parts.get(flag)),
    }


def csv_of(name: str, mentions: Sequence[Mention], several: bool) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\n")
    writer.writerows({"file": name, **csv_row(mention)} for mention in mentions)
    return out.getvalue()


class Format(NamedTuple):
    """How documents are written: what stands at the head of the output, what between two documents, and one document."""

    head: str
    between: str
    document: Callable[[str, Sequence[Mention], bool], str]


FORMATS = {
    "table": Format("", "\n", table_of),
    "jsonl": Format("", "", jsonl_of),
    "csv": Format(",".join(CSV_COLUMNS) + "\n", "", csv_of),
}
