"""Puts the newest kept figures of speed.py into docs/en/explanation/speed.md, between its marks.

python benchmarks/page.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import latest, scored

PATH = Path(__file__).parents[1] / "docs" / "en" / "explanation" / "speed.md"
MARKS = "<!-- made by benchmarks/page.py -->\n", "<!-- end -->"


def number(value: float) -> str:
    """Three digits that matter."""
    if value >= 1000:
        digits = 10 ** (len(f"{value:.0f}") - 3)
        return f"{round(value / digits) * digits:,}"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def size(count: int) -> str:
    return f"{number(count / 1e6)} MB" if count >= 1e6 else f"{number(count / 1000)} kB"


def table(*rows: list[str]) -> str:
    """Figures to the right; the first column is words, and so are the answers."""
    header, *body = rows
    sides = ["---", *("---" if name == "answers" else "---:" for name in header[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, sides, *body))


def answered(report: dict[str, Any], key: str) -> str:
    """What the answers were worth."""
    score = report["scores"].get(key)
    said: str = scored(score) if score else report["checks"].get(key, "not judged")
    return said


def documents(report: dict[str, Any]) -> Iterator[list[str]]:
    yield ["documents", "read", "MB/s", "µs a mention", "answers"]
    for key, task in report["tasks"].items():
        if "MB_per_s" in task:
            mention = number(task["us_per_mention"]) if "us_per_mention" in task else ""
            yield [named(task["title"]), size(task["bytes"]), number(task["MB_per_s"]), mention, answered(report, key)]


def cells(report: dict[str, Any]) -> Iterator[list[str]]:
    yield ["cells", "read", "cells/s", "answers"]
    for key, task in report["tasks"].items():
        if "cells_per_s" in task:
            yield [named(task["title"]), f"{task['cells']:,}", number(task["cells_per_s"]), answered(report, key)]


def named(title: str) -> str:
    """Function names as code."""
    first, comma, rest = title.partition(",")
    return (
        f"`{first}`{comma}{rest}"
        if first in {"extract", "extract_table", "normalize", "parse_money", "parse_number"}
        else title
    )


def alone(report: dict[str, Any]) -> Iterator[list[str]]:
    other = report["alone"]
    yield ["in a fresh interpreter", "best", "median"]
    for name, said in (("import_ms", "import"), ("first_call_ms", "first call")):
        for what, times in other[name].items():
            yield [f"{said}: {what}", f"{times['best']:.1f} ms", f"{times['median']:.1f} ms"]


def section(report: dict[str, Any]) -> str:
    """What stands between the marks."""
    names = {"jionlp": "JioNLP", "recognizers": "Recognizers-Text", "cn2an": "cn2an"}
    rivals = ", ".join(f"{names[name]} {said}" for name, said in report["rivals"].items())
    profile, peak = report["profile"], report["alone"]["peak"]
    parts = [
        (
            f"Run of {report['date']}: jjj_parse {report['versions']['jjj_parse']}, pyarrow {report['versions']['pyarrow']}, {rivals}; "
            f"{report['machine']['python']}, {report['machine']['cpu']}, one core, {report['form']['rounds']} rounds, seed {report['seed']}.\n"
        ),
        (
            f"The documents: {profile['bytes'] / 1e6:.0f} MB in {profile['documents']:,} texts, {profile['mentions']:,} mentions "
            f"({profile['mentions'] / profile['bytes'] * 1024:.1f} a KB), {profile['distinct_clauses'] / profile['clauses']:.0%} of the clauses distinct.\n"
        ),
        table(*documents(report)),
        table(*cells(report)),
        table(*alone(report)),
    ]
    if peak:
        parts.append(
            f"Memory: a mention takes {peak['table_bytes_per_mention']:.0f} bytes in the table, and at the peak of the call "
            f"{peak['peak_bytes_per_mention']:.0f} bytes ({peak['mentions']:,} mentions).\n"
        )
    return "\n".join(parts)


def page(report: dict[str, Any]) -> str:
    """The whole page with its section made anew."""
    before, _, rest = PATH.read_text(encoding="utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not end:
        raise ValueError(f"{PATH} lacks the marks {MARKS}")
    return f"{before}{MARKS[0]}\n{section(report)}\n{MARKS[1]}{after}"


def main() -> None:
    PATH.write_text(page(latest("speed")), encoding="utf-8", newline="\n")
    print(PATH)


if __name__ == "__main__":
    main()
