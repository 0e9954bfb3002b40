"""Writes docs/en/reference/tables.md from src/jjj_parse/data/, so that the tables of the docs cannot fall behind."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "jjj_parse" / "data"
PAGE = ROOT / "docs" / "en" / "reference" / "tables.md"

SECTIONS = (
    ("currencies", "Currencies", "`*` is the currency that the caller gives (CNY unless told otherwise)."),
    ("units", "Units", "`factor` is the exact size in the SI unit of the kind; `=` is another word for the same unit."),
    ("measure_words", "Measure words", "Words that count things."),
    ("modifiers", "Modifiers", "Words that bound a number."),
    ("rules", "Rules", "The rules that `explain` names."),
)


def read(name: str) -> list[list[str]]:
    """Header and rows of a table; lines that begin with `#` are comments."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;") or " "


def markdown(rows: list[list[str]]) -> str:
    header, *body = rows
    lines = [header, ["---"] * len(header), *([cell(text) for text in row] for row in body)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def page() -> str:
    parts = ["# Tables\n\nMade from the files in `src/jjj_parse/data/` when the docs are built.\n"]
    for name, title, note in SECTIONS:
        rows = read(name)
        parts.append(f"\n## {title}\n\n{note} {len(rows) - 1} lines of `{name}.tsv`.\n\n{markdown(rows)}")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}")
