"""The command line of a script that derives a committed table: it writes the table, or compares it with the committed one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "jjj_parse" / "data"


def main(description: str | None, path: Path, table: Callable[[], str]) -> int:
    """Write what `table` gives to `path`; with --check, 1 if that is not what stands there."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        if path.read_text(encoding="utf-8") != table():
            print(f"{path} is not current: run python tools/{Path(sys.argv[0]).name}", file=sys.stderr)
            return 1
        return 0
    path.write_text(table(), encoding="utf-8", newline="\n")
    return 0
