"""Writes the pages of tables from src/jjj_parse/data/, in both languages, so that the docs cannot fall behind the data.

`reference/tables.md` is made whole; of the pages in `FILLED` a part is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "jjj_parse" / "data"
DOCS = ROOT / "docs"
LANGUAGES = ("en", "zh")
TERMS = json.loads((DOCS / "playground" / "terms.zh.json").read_text(encoding="utf-8"))

Rows = list[list[str]]


def read(name: str) -> Rows:
    """Header and rows of a table; lines that begin with `#` are comments."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;") or " "


def markdown(rows: Iterable[Iterable[str]]) -> str:
    header, *body = map(list, rows)
    lines = [header, ["---"] * len(header), *([cell(text) for text in row] for row in body)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def grouped(rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, ...], str]:
    """Words of the same meaning in one line: (word, meaning) pairs to meaning -> words, in the order of the file."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for word, meaning in rows:
        lines.setdefault(meaning, []).append(word)
    return {meaning: "、".join(words) for meaning, words in lines.items()}


class Words(NamedTuple):
    """What the tables say in one language."""

    title: str
    intro: str
    numerals: tuple[str, str]
    scales: tuple[str, str]
    currencies: tuple[str, str]
    units: tuple[str, str]
    measure_words: tuple[str, str]
    modifiers: tuple[str, str]
    periods: tuple[str, str]
    plans: tuple[str, str]
    rules: tuple[str, str]
    heads: dict[str, str]
    names: dict[str, str]
    """Chinese names of the codes of the data files; in English they are their own names."""


EN = Words(
    title="Tables",
    intro="Made from the files in `src/jjj_parse/data/` when the docs are built. Words are written in Simplified characters; "
    "Traditional and full-width forms are read as well.",
    numerals=("Numerals", "The characters of Chinese numerals."),
    scales=("Latin scales", "`joined` stands right behind the digits, `money` is read before a currency only."),
    currencies=(
        "Currencies",
        "`*` is the currency that the caller gives (CNY unless told otherwise), `?` none: beside such a word no amount is read.",
    ),
    units=("Units", "The exact size in the SI unit of the kind; of a temperature scale also the kelvin at its zero."),
    measure_words=(
        "Measure words",
        "Words that count things. A weak one is read behind digits, longer numerals, and 两 几 数 半, not behind a lone 一 or 三.",
    ),
    modifiers=("Modifiers", "Words that bound a number."),
    periods=("Periods", "Parts of a year, month, week, decade, century or plan, and the ends that they are given."),
    plans=("Five-year plans", "First and last year."),
    rules=("Rules", "The rules that `explain` names."),
    heads={},
    names={"bare": "without its year", "fuzzy": "yes", "": "no"},
)
ZH = Words(
    title="词表",
    intro="由 `src/jjj_parse/data/` 里的数据文件在构建文档时生成。词写作简体；繁体和全角写法同样能读。",
    numerals=("数词", "汉字数词所用的字。"),
    scales=("拉丁字母位级", "`joined` 要紧跟数字，`money` 只在货币前面读。"),
    currencies=("货币", "`*` 是调用者所给的货币（不给则为 CNY）；`?` 所列的词定不下是哪一种货币，旁边的数额一概不读；大小以主单位计。"),
    units=("单位", "等于多少个该类别的国际单位，一概精确；温标另给零点的开尔文数。"),
    measure_words=("量词", "用来数事物的词。弱量词在阿拉伯数字、较长的数词和“两、几、数、半”后面读，在单独一个“一”“三”后面不读。"),
    modifiers=("界限词", "给数划界的词。"),
    periods=("时段", "一年、一月、一周、一个年代、一个世纪或一个五年规划的各部分，以及给它们定下的两端。"),
    plans=("五年规划（计划）", "起止年份。"),
    rules=("规则", "`explain` 所说的规则。"),
    heads={
        "value": "值", "class": "类", "style": "写法", "words": "词", "power of ten": "十的幂", "place": "位置", "code": "代码",
        "size": "大小", "zero": "零点", "kind": "类别", "unit": "符号", "strength": "强弱", "meaning": "含义", "modifier": "界限",
        "of a": "属于", "from": "起", "to": "止", "fuzzy": "约略", "rule": "规则", "says": "说明", "plan": "规划",
    },
    names={
        "digit": "数字", "small": "小位级", "big": "大位级", "vague": "约数", "tens": "整十", "rest": "余数", "everyday": "小写",
        "financial": "大写", "before": "数字之前", "after": "数字之后", "both": "前后皆可", "part": "辅币", "strong": "强", "weak": "弱",
        "year": "年", "half": "半年", "quarter": "季度", "month": "月", "week": "周", "decade": "年代", "century": "世纪",
        "plan": "规划", "day": "日", "bare": "不带年份时", "fuzzy": "是", "": "否",
    },
)  # fmt: skip
WORDS = {"en": EN, "zh": ZH}


def numerals(words: Words) -> Rows:
    lines = grouped((word, (value, cls, style)) for word, value, cls, style in read("numerals")[1:])
    return [["words", "value", "class", "style"]] + [
        [
            text,
            f"10^{value}" if cls in ("small", "big") else value,
            words.names.get(cls, cls),
            words.names.get(style, style),
        ]
        for (value, cls, style), text in lines.items()
    ]


def scales(words: Words) -> Rows:
    lines = grouped((word, (exponent, place)) for word, exponent, place, _ in read("latin_scales")[1:])
    return [["words", "power of ten", "place"]] + [[text, *meaning] for meaning, text in lines.items()]


def currencies(words: Words) -> Rows:
    lines = grouped((word, (code, factor, place)) for word, code, factor, place, _ in read("currencies")[1:])
    return [["code", "size", "place", "words"]] + [
        [code, factor, words.names.get(place, place), text] for (code, factor, place), text in lines.items()
    ]


def units(words: Words) -> Rows:
    sizes: dict[tuple[str, ...], tuple[str, str]] = {}
    lines = grouped((word, (kind, unit)) for word, kind, unit, *_ in read("units")[1:])
    for _, kind, unit, factor, zero, _ in read("units")[1:]:
        if factor != "=":
            sizes[kind, unit] = factor, zero
    kinds: dict[str, str] = TERMS["kinds"] if words is ZH else {}
    return [["kind", "unit", "size", "zero", "words"]] + [
        [kinds.get(kind, kind), unit, *sizes[kind, unit], text] for (kind, unit), text in lines.items()
    ]


def measure_words(words: Words) -> Rows:
    if words is EN:
        lines = grouped((word, (strength, note)) for word, strength, note in read("measure_words")[1:])
        return [["strength", "meaning", "words"]] + [[*meaning, text] for meaning, text in lines.items()]
    lines = grouped((word, (strength,)) for word, strength, _ in read("measure_words")[1:])
    return [["strength", "words"]] + [[words.names[strength], text] for (strength,), text in lines.items()]


def modifiers(words: Words) -> Rows:
    lines = grouped((word, (modifier, place)) for word, modifier, place, *_ in read("modifiers")[1:])
    order = sorted(lines, key=lambda meaning: (meaning[0] == "", meaning))
    return [["modifier", "place", "words"]] + [
        [modifier or "—", words.names.get(place, place), lines[modifier, place]] for modifier, place in order
    ]


_PARTS = {"year": "month", "half": "month", "quarter": "month", "month": "day", "week": "day"}


def periods(words: Words) -> Rows:
    """年初, 上旬, 末 … with the ends they are given."""
    lines = grouped((word, (scope, first, last, fuzzy)) for word, scope, first, last, fuzzy, *_ in read("periods")[1:])
    rows = [["of a", "words", "from", "to", "fuzzy"]]
    for (scope, first, last, fuzzy), text in lines.items():
        part = _PARTS.get(scope, "year")
        ends = f"{part} {first}" if words is EN else f"第 {first} {words.names[part]}"
        rows.append([words.names.get(scope, scope), text, ends, last, words.names[fuzzy]])
    return rows


def plans(words: Words) -> Rows:
    return [["plan", "from", "to"]] + [row[:3] for row in read("plans")[1:]]


def rules(words: Words) -> Rows:
    says: dict[str, str] = TERMS["rules"] if words is ZH else {}
    return [["rule", "says"]] + [[rule, says.get(rule, text)] for rule, text in read("rules")[1:]]


SECTIONS: tuple[tuple[str, Callable[[Words], Rows]], ...] = (
    ("numerals", numerals),
    ("scales", scales),
    ("currencies", currencies),
    ("units", units),
    ("measure_words", measure_words),
    ("modifiers", modifiers),
    ("periods", periods),
    ("plans", plans),
    ("rules", rules),
)


def table(rows: Rows, words: Words) -> str:
    return markdown([[words.heads.get(head, head) for head in rows[0]], *rows[1:]])


def page(language: str) -> str:
    words = WORDS[language]
    parts = [f"# {words.title}\n\n{words.intro}\n"]
    for name, make in SECTIONS:
        title, note = getattr(words, name)
        parts.append(f"\n## {title}\n\n{note}\n\n{table(make(words), words)}")
    return "".join(parts)


ACCURACY = max((ROOT / "benchmarks" / "results").glob("accuracy-*.json"))  # the newest
_SAYS = {
    "en": {
        "all": "All rows", "demand": "Rows of the demand list", "head": "right / wrong / missed", "nothing": "texts that hold nothing",
        "found": "{found} of {texts}", "run": "Run of {date}, Python {python}.",
        "money": "money", "measure": "measures", "number": "numbers", "percent": "percent", "date": "dates",
    },
    "zh": {
        "all": "全部各行", "demand": "需求清单各行", "head": "对 / 错 / 漏", "nothing": "没有可读内容的文本",
        "found": "{texts} 条中有 {found} 条", "run": "{date} 的运行，Python {python}。",
        "money": "金额", "measure": "度量", "number": "数", "percent": "百分比", "date": "日期",
    },
}  # fmt: skip
_RIVALS = {"jionlp": "JioNLP", "recognizers": "Recognizers-Text", "cn2an": "cn2an"}


def accuracy(language: str) -> str:
    """The verdicts of the saved run of benchmarks/accuracy.py."""
    says, run = _SAYS[language], json.loads(ACCURACY.read_text(encoding="utf-8"))
    parts = [says["run"].format(**run) + "\n"]
    for whole in ("all", "demand"):
        rivals = {name: run[whole][name] for name in _RIVALS}
        rows = [[says["head"], *(f"{_RIVALS[name]} {run['versions'][name]}" for name in rivals)]]
        for kind in ("money", "measure", "number", "percent", "date"):
            rows.append(
                [
                    says[kind],
                    *(
                        " / ".join(map(str, rival[kind].values())) if kind in rival else "—"
                        for rival in rivals.values()
                    ),
                ]
            )
        if any(rival.get("nothing", {}).get("texts") for rival in rivals.values()):
            counts = [
                says["found"].format(**rival["nothing"]) if "nothing" in rival else "—" for rival in rivals.values()
            ]
            rows.append([says["nothing"], *counts])
        parts.append(f"**{says[whole]}**\n\n{markdown(rows)}")
    return "\n".join(parts)


_WIDTH = 100
_PART_OF_USAGE = re.compile(r"\[[^\]]*\]|-\S+ [A-Z]+|\S+")


def commands(language: str) -> str:
    """How each command of `jjj-parse` is called, and the examples at the end of its help; the same in every language."""
    from jjj_parse.cli import argument_parser

    parser = argument_parser()
    (chosen,) = (action for action in parser._actions if action.metavar == "COMMAND")
    blocks = [_called(command.format_usage(), command.epilog or "") for command in dict(chosen.choices or {}).values()]
    return "\n".join([*blocks, f"```text\n{parser.prog} --version\n```\n"])


def _called(usage: str, examples: str) -> str:
    """A block with the usage, in lines that are not too long, and the examples."""
    _, prog, command, *parts = _PART_OF_USAGE.findall(usage)
    lines = [f"{prog} {command}"]
    for part in parts:
        if part == "[-h]":
            continue
        if len(lines[-1]) + len(part) < _WIDTH:
            lines[-1] += f" {part}"
        else:
            lines.append(" " * len(f"{prog} {command} ") + part)
    return "```text\n" + "\n".join([*lines, "", *examples.split("\n")]) + "\n```\n"


FILLED: dict[str, tuple[str, Callable[[str], str]]] = {
    "explanation/calendar.md": ("periods.tsv", lambda language: table(periods(WORDS[language]), WORDS[language])),
    "explanation/accuracy.md": ("benchmarks/results", accuracy),
    "reference/cli.md": ("the help of jjj-parse", commands),
}
"""Pages with a part that is made, between two marks: what it is made from, and how."""


def filled(name: str, language: str) -> str:
    """A page with its made part made anew."""
    source, make = FILLED[name]
    first, last = f"<!-- made from {source} -->\n", "\n<!-- end -->"
    text = (DOCS / language / name).read_text(encoding="utf-8")
    if text.count(first) != 1 or text.count(last) != 1:
        raise ValueError(f"docs/{language}/{name}: expected one {first.strip()!r} and one {last.strip()!r} behind it")
    before, _, rest = text.partition(first)
    return before + first + "\n" + make(language) + last + rest.partition(last)[2]


def main() -> None:
    for language in LANGUAGES:
        folder = DOCS / language
        pages = {name: filled(name, language) for name in FILLED} | {"reference/tables.md": page(language)}
        for name, text in pages.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {(folder / name).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
