"""Derives src/jjj_parse/data/spoken.tsv: the characters that some rule names in its own code, and so may look for beside a date.

    python tools/derive_spoken.py           write the table
    python tools/derive_spoken.py --check   exit 1 if the committed table is not what would be written

Read off the string literals of the rules, the fixed parts of f-strings among them, without docstrings and comments. What rules take from the
tables is not among them: a word of the tables that follows a number is part of its core, and their neighbours stand in the tables.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import committed

PACKAGE = committed.DATA.parent
TABLE = committed.DATA / "spoken.tsv"


def literals(source: str) -> Iterator[str]:
    """The lines of the string literals of a module, without docstrings and the comments of verbose patterns."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield from (line.partition("#")[0] for line in node.value.split("\n"))


def derived() -> dict[str, list[str]]:
    """Each character with the modules that name it."""
    found: dict[str, list[str]] = {}
    for path in (PACKAGE / "_numerals.py", *sorted((PACKAGE / "_rules").glob("*.py"))):
        for char in {
            char for line in literals(path.read_text(encoding="utf-8")) for char in line if not char.isascii()
        }:
            found.setdefault(char, []).append(path.stem)
    return dict(sorted(found.items()))


def table() -> str:
    """The table as it is committed."""
    return "character\tmodules\n" + "".join(f"{char}\t{' '.join(names)}\n" for char, names in derived().items())


if __name__ == "__main__":
    sys.exit(committed.main(__doc__, TABLE, table))
