"""What the playground calls in the reader's browser: a text in, everything that the page shows out, as JSON.

Runs in Pyodide beside the wheel of the library; plain Python, so that the tests run it as well.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

from jjj_parse import __version__, explain
from jjj_parse._cli_output import CSV_COLUMNS, csv_row
from jjj_parse.types import Mention

# A file column means nothing for a text that was pasted.
COLUMNS = tuple(name for name in CSV_COLUMNS if name != "file")


def version() -> str:
    return __version__


def read(text: str, reference: str = "") -> str:
    """The mentions of `text`, explained; `reference` is a date in ISO form, or empty.

    Gives a JSON object: `mentions` are what the page lists (`Explanation.to_dict()` with the canonical value as `canonical`),
    `json` and `csv` the two downloads, which hold what the command writes.
    """
    found = explain(text, reference=date.fromisoformat(reference) if reference else None)
    mentions = [item.mention for item in found]
    return json.dumps(
        {
            "mentions": [shown(item.to_dict(), item.mention) for item in found],
            "json": json.dumps([mention.to_dict() for mention in mentions], ensure_ascii=False, indent=2) + "\n",
            "csv": table(mentions),
        }
    )


def shown(record: dict[str, Any], mention: Mention) -> dict[str, Any]:
    return {**record, "canonical": str(mention.value), "resolved": getattr(mention.value, "resolved", True)}


def table(mentions: list[Mention]) -> str:
    """The rows that `jjj-parse extract --format csv` writes, without the file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(csv_row(mention) for mention in mentions)
    return out.getvalue()
