"""Draws the newest kept figures of speed.py as an SVG for the docs: bars on a log scale, ours beside the rivals.

python benchmarks/plot.py
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from harness import latest

DOCS = Path(__file__).parents[1] / "docs"
PATHS = tuple(DOCS / language / "assets" / "speed.svg" for language in ("en", "zh"))

WIDTH, LEFT, RIGHT, ROW, BAR = 760, 300, 90, 26, 16
STYLE = """
    .card { fill: #ffffff; stroke: #d0d7de; }
    text { fill: #1f2328; font: 13px system-ui, sans-serif; }
    .head { font-weight: 600; font-size: 15px; }
    .note, .tick { fill: #59636e; font-size: 11px; }
    .grid { stroke: #d0d7de; stroke-width: 1; }
    .ours { fill: #0969da; }
    .theirs { fill: #9aa4af; }
    @media (prefers-color-scheme: dark) {
      .card { fill: #0d1117; stroke: #3d444d; }
      text { fill: #f0f6fc; }
      .note, .tick { fill: #9198a1; }
      .grid { stroke: #3d444d; }
      .ours { fill: #4493f8; }
      .theirs { fill: #656c76; }
    }
"""


class Panel(NamedTuple):
    """One scale and the tasks drawn on it, in order."""

    title: str
    rate: str
    keys: tuple[str, ...]


PANELS = (
    Panel("Documents, MB/s", "MB_per_s", (
        "documents.list", "documents.arrow", "documents.extract", "jionlp.money", "jionlp.money+time", "recognizers.number",
        "recognizers.all five", "cn2an.transform",
    )),
    Panel("Columns of cells, cells/s", "cells_per_s", (
        "cells.arrow.1000", "cells.arrow.10", "cells.arrow.1", "cells.list.1", "cells.parse_money", "jionlp.cells", "cn2an.cells",
        "recognizers.cells",
    )),
)  # fmt: skip


def label(value: float) -> str:
    """12.3M, 650k, 0.39: three digits at most."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.2g}" if value < 1 else f"{value:.3g}"


def panel(shown: Panel, tasks: Sequence[tuple[str, dict[str, Any]]], top: int) -> Iterator[str]:
    """The lines of one panel, whose head stands at `top`."""
    rates = [task[shown.rate] for _, task in tasks]
    low, high = math.floor(math.log10(min(rates)) - 0.3), math.ceil(math.log10(max(rates)))
    room = WIDTH - LEFT - RIGHT
    bottom = top + 16 + ROW * len(tasks)

    def x(power: float) -> float:
        return LEFT + room * (power - low) / (high - low)

    yield f'<text class="head" x="20" y="{top}">{escape(shown.title)}</text>'
    for power in range(low, high + 1):
        yield f'<line class="grid" x1="{x(power):.1f}" y1="{top + 12}" x2="{x(power):.1f}" y2="{bottom}"/>'
        yield f'<text class="tick" x="{x(power):.1f}" y="{bottom + 14}" text-anchor="middle">{label(10.0**power)}</text>'
    for number, (key, task) in enumerate(tasks):
        y, end = top + 18 + ROW * number, x(math.log10(task[shown.rate]))
        side = "ours" if key.startswith(("documents", "cells")) else "theirs"
        yield f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{escape(task["title"])}</text>'
        yield f'<rect class="{side}" x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" rx="2"/>'
        yield f'<text x="{end + 6:.1f}" y="{y + 13}">{label(task[shown.rate])}</text>'


def svg(report: dict[str, Any]) -> str:
    """The drawing of a report of speed.py. What was not measured is left out."""
    body: list[str] = []
    top = 36
    for shown in PANELS:
        tasks = [(key, report["tasks"][key]) for key in shown.keys if key in report["tasks"]]
        body += panel(shown, tasks, top)
        top += ROW * len(tasks) + 66
    said = f"{report['machine']['python']}, {report['machine']['cpu']}, one core, {report['date']}. Log scale: each line is ten times the one before."
    height = top + 2
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Speed of jjj_parse and others">',
        f"<style>{STYLE}</style>",
        f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="6"/>',
        *body,
        f'<text class="note" x="20" y="{height - 14}">{escape(said)}</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    for path in PATHS:
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg(latest("speed")), encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
