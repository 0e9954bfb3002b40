"""What was read in every row when it was first added: `golden.tsv`, from which no reading may depart unnamed.

python tests/golden.py              add the rows that are not in it yet; what is there stays as it is
python tests/golden.py --release    write it anew: when a version is released, and its changes stand in CHANGELOG.md
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TypeAlias

from jjj_parse import Mention, extract
from rows import all_rows, reference_of

PATH = Path(__file__).with_name("golden.tsv")
HEADER = "text\treference\tread"
Key: TypeAlias = tuple[str, date | None]


def line_of(mention: Mention) -> str:
    """Everything that a user may have kept of a mention, in one line."""
    record = mention.to_dict()
    del record["text"]
    return json.dumps(list(record.values()), ensure_ascii=False, separators=(",", ":"))


def read(text: str, reference: date | None) -> str:
    """What is read in a text now."""
    return " ".join(map(line_of, extract(text, reference=reference)))


def keys() -> dict[Key, None]:
    """The texts of the rows, each once."""
    return {(row.text, row.reference): None for row in all_rows()}


def kept() -> dict[Key, str]:
    """The file."""
    header, *lines = PATH.read_text(encoding="utf-8").split("\n")
    assert header == HEADER
    cells = [line.split("\t") for line in lines if line]
    return {(json.loads(text), reference_of(day)): found for text, day, found in cells}


def write(golden: dict[Key, str]) -> None:
    lines = [HEADER]
    for (text, day), found in golden.items():
        lines.append("\t".join((json.dumps(text, ensure_ascii=False), day.isoformat() if day else "", found)))
    PATH.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", action="store_true")
    before = {} if parser.parse_args().release else kept()
    write(before | {key: read(*key) for key in keys() if key not in before})


if __name__ == "__main__":
    main()
