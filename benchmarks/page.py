"""Puts the newest kept figures of speed.py into the page explanation/speed.md of both languages, between its marks.

python benchmarks/page.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import latest, scored

DOCS = Path(__file__).parents[1] / "docs"
PATHS = {language: DOCS / language / "explanation" / "speed.md" for language in ("en", "zh")}
MARKS = "<!-- made by benchmarks/page.py -->\n", "<!-- end -->"

# The section is made in English and put into Chinese by these patterns, in this order.
CHINESE = {
    r"Run of (\S+): (.*); (.*), one core, (\d+) rounds, seed (\d+)\.": r"\1 的运行：\2；\3，单核，\4 轮，种子 \5。",
    r"The documents: (.+) in (.+) texts, (.+) mentions \((.+) a KB\), (.+) of the clauses distinct\.": (
        r"文本：\2 篇，共 \1，含 \3 处（每 KB \4 处），\5 的分句各不相同。"
    ),
    r"Memory: .* takes (\d+) bytes .* call (\d+) bytes \((.+) mentions\)\.": (
        r"内存：每处在表里占 \1 字节，调用的峰值是每处 \2 字节（\3 处）。"
    ),
    r"(\d+%) right (\d+%) wrong of ([\d,]+): ": r"\3 个中 \1 对、\2 错：",
    r"none to judge": "没有可评判的",
    r"not judged": "未评判",
    r"all ([\d,]+) mentions right": r"\1 处全对",
    r"all ([\d,]+) cells right": r"\1 格全对",
    r"cells with one exact amount \(number only\)": "只含一个确切数额的单元格（只看数）",
    r"dates and periods that are not fuzzy": "不含糊的日期和时期",
    r"exact amounts of money": "确切的金额",
    r"exact percentages": "确切的百分比",
    r"spelled-out whole numbers": "汉字写的整数",
    r" and ": "、",
    r"documents \| read \|": "文本 | 读入 |",
    r"cells \| read \| cells/s": "单元格 | 读入 | 格/秒",
    r"µs a mention": "µs/处",
    r"\| answers \|": "| 答案 |",
    r"in a fresh interpreter \| best \| median": "在新启动的解释器里 | 最好 | 中位数",
    r"import: ": "导入：",
    r"first call: ": "首次调用：",
    r"(`\w+`), a call a document": r"\1，一篇调用一次",
    r"(`\w+`), a call a cell": r"\1，一格调用一次",
    r"(`\w+`), (a list|Arrow)": r"\1，\2",
    r"，a list": "，列表",
    r", distinct cells": "，单元格各不相同",
    r", each cell (\d+) times": r"，每格重复 \1 次",
    r", spelled out": "，汉字数字",
    r" currency, cells": " currency，单元格",
    r" all five": " 五项一起",
    r"transform \(rewrites the text\)": "transform（改写文本）",
    r"smart \(number part of the cell\)": "smart（单元格里的数）",
}


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


def chinese(text: str) -> str:
    for pattern, words in CHINESE.items():
        text = re.sub(pattern, words, text)
    return text


def page(report: dict[str, Any], language: str) -> str:
    """The whole page with its section made anew."""
    path = PATHS[language]
    before, _, rest = path.read_text(encoding="utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not end:
        raise ValueError(f"{path} lacks the marks {MARKS}")
    made = section(report)
    return f"{before}{MARKS[0]}\n{chinese(made) if language == 'zh' else made}\n{MARKS[1]}{after}"


def main() -> None:
    for language, path in PATHS.items():
        path.write_text(page(latest("speed"), language), encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
