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


CALENDAR = ROOT / "docs" / "en" / "explanation" / "calendar.md"
_MARKS = "<!-- made from periods.tsv -->\n\n", "\n<!-- end -->"
_UNITS = {"year": "month", "half": "month", "quarter": "month", "month": "day", "week": "day"}
_FUZZY = {"fuzzy": "yes", "bare": "without its year", "": "no"}


def parts_of_periods() -> str:
    """The table of 年初, 上旬, 末 …: words of the same meaning in one line."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for word, scope, first, last, fuzzy, *_ in read("periods")[1:]:
        lines.setdefault((scope, first, last, fuzzy), []).append(word)
    rows = [["of a", "words", "from", "to", "fuzzy"]]
    for (scope, first, last, fuzzy), words in lines.items():
        rows.append([scope, "、".join(words), f"{_UNITS.get(scope, 'year')} {first}", last, _FUZZY[fuzzy]])
    return markdown(rows)


def calendar() -> str:
    """The page on the calendar with its table made anew."""
    before, _, rest = CALENDAR.read_text(encoding="utf-8").partition(_MARKS[0])
    return before + _MARKS[0] + parts_of_periods() + _MARKS[1] + rest.partition(_MARKS[1])[2]


def main() -> None:
    CALENDAR.write_text(calendar(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
