"""What speed.py measures: the data of a round, our tasks and those of the rivals, and the check of each answer."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import answers
import pyarrow as pa
import workloads
from harness import Size, Task
from quantities import spell
from rivals.client import Rival
from workloads import Cell, Document

import jjj_parse
from jjj_parse.columns import extract_table, normalize


class Form(NamedTuple):
    """How much each measurement reads. The rivals' parts are bytes of documents, and cells."""

    documents: int
    extract: int
    cells: int
    single: int
    rounds: int
    fresh: int
    peak: int
    jionlp: tuple[int, int]
    recognizers: tuple[int, int]
    cn2an: tuple[int, int]


# ---- the workloads ------------------------------------------------------------------------------------------------


class Corpus(NamedTuple):
    """Documents as the functions take them, and the table that must come of them."""

    texts: list[str]
    days: list[date]
    bytes: int
    planted: pa.Table

    @property
    def size(self) -> dict[str, int]:
        return {"bytes": self.bytes, "documents": len(self.texts), "mentions": self.planted.num_rows}


class Column(NamedTuple):
    """Cells as the functions take them, and the columns that must come of them."""

    source: Any
    planted: pa.Table
    size: dict[str, int]


class Data(NamedTuple):
    """What one round reads. No two tasks of ours share a text, so that none can live on what another remembers.

    `first_documents` and `first_cells` are the beginnings of `listed` and of the Arrow column without duplicates: the rivals read them.
    """

    extract: list[Document]
    listed: Corpus
    arrow: Corpus
    columns: dict[str, Column]
    single: list[Cell]
    spelled: list[tuple[int, str]]
    first_documents: list[Document]
    first_cells: list[Cell]


def corpus(
    made: Iterator[Document], size: int, keep: int, seen: workloads.Tally | None
) -> tuple[Corpus, list[Document]]:
    """Takes so many bytes of documents, and keeps the first of them whole.

    The mentions go into columns a thousand documents at a time: as objects those of 100 MB would fill a gigabyte.
    """
    texts: list[str] = []
    days: list[date] = []
    first: list[Document] = []
    tables: list[pa.Table] = []
    part: list[Document] = []
    total = 0
    while total < size:
        each = next(made)
        texts.append(each.text)
        days.append(each.reference)
        part.append(each)
        if seen is not None:
            seen.add(each)
        if total < keep:
            first.append(each)
        total += len(each.text.encode())
        if len(part) == 1000 or total >= size:
            tables.append(answers.planted_table(part, len(texts) - len(part)))
            part = []
    return Corpus(texts, days, total, pa.concat_tables(tables)), first


def column(made: list[Cell], *, arrow: bool) -> Column:
    texts = [cell.text for cell in made]
    size = {"cells": len(made), "distinct": len(set(texts))}
    return Column(pa.array(texts) if arrow else texts, answers.planted_cells(made), size)


def prepare(seed: int, form: Form, seen: workloads.Tally | None) -> Data:
    """The data of one round."""
    endless = workloads.documents(seed, sys.maxsize)
    rivals = (form.jionlp, form.recognizers, form.cn2an)
    listed, first = corpus(endless, form.documents, max(size for size, _ in rivals), seen)
    arrow, _ = corpus(endless, form.documents // 4, 0, None)
    _, extract = corpus(endless, form.extract, form.extract, None)
    plain = workloads.cells(seed, form.cells)
    columns = {
        "list.1": column(workloads.cells(seed + 1, form.cells), arrow=False),
        "arrow.1": column(plain, arrow=True),
        **{f"arrow.{factor}": column(workloads.cells(seed, form.cells, factor), arrow=True) for factor in (10, 1000)},
    }
    rng = random.Random(seed)
    numbers = [rng.randrange(1, 10**8) for _ in range(form.single)]
    return Data(
        extract, listed, arrow, columns, workloads.cells(seed + 2, form.single), [(each, spell(each)) for each in numbers],
        first, plain[: max(count for _, count in rivals)],
    )  # fmt: skip


def part_of(made: Sequence[Document], size: int) -> tuple[list[Document], int]:
    """The first documents, up to so many bytes and at least one; and their bytes."""
    taken: list[Document] = []
    total = 0
    for each in made:
        if taken and total >= size:
            break
        taken.append(each)
        total += len(each.text.encode())
    return taken, total


# ---- the tasks ----------------------------------------------------------------------------------------------------


class Outcome:
    """What the answers were worth: `wrong` are lines on ours that are not as planted, `scores` the shares of the rivals."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.checks: dict[str, str] = {}
        self.scores: dict[str, dict[str, Any]] = {}


class Ours(NamedTuple):
    """A task of our own: `work` is timed; `check` gives a line for each answer that is not as planted."""

    key: str
    title: str
    size: Callable[[Data], dict[str, int]]
    work: Callable[[Data], Any]
    check: Callable[[Data, Any], list[str]]

    def task(self, outcome: Outcome) -> Task[Data]:
        def run(data: Data) -> tuple[float, Size]:
            start = time.perf_counter()
            result = self.work(data)
            seconds = time.perf_counter() - start
            found, size = self.check(data, result), self.size(data)
            outcome.wrong += [f"{self.title}: {line}" for line in found]
            count = f"{size['mentions']:,} mentions" if "mentions" in size else f"{size['cells']:,} cells"
            if found or self.key not in outcome.checks:
                outcome.checks[self.key] = f"WRONG, {len(found)} shown" if found else f"all {count} right"
            return seconds, size

        return Task(self.key, self.title, run)


def extract_size(data: Data) -> dict[str, int]:
    size = sum(len(each.text.encode()) for each in data.extract)
    return {"bytes": size, "documents": len(data.extract), "mentions": sum(len(each.mentions) for each in data.extract)}


def extract_each(data: Data) -> list[list[jjj_parse.Mention]]:
    return [jjj_parse.extract(each.text, reference=each.reference) for each in data.extract]


def check_extract(data: Data, found: list[list[jjj_parse.Mention]]) -> list[str]:
    pairs = zip(data.extract, found, strict=True)
    return [line for each, mentions in pairs for line in answers.wrong_mentions(each, mentions)]


def parse_each(data: Data) -> list[Any]:
    found: list[Any] = []
    for cell in data.single:
        try:
            found.append(jjj_parse.parse_money(cell.text))
        except jjj_parse.ParseError:
            found.append(None)
    return found


def check_parse(data: Data, found: list[Any]) -> list[str]:
    pairs = zip(data.single, found, strict=True)
    return [f"{cell} read as {value}" for cell, value in pairs if answers.wrong_amount(cell, value)]


def check_spelled(data: Data, found: list[Any]) -> list[str]:
    pairs = zip(data.spelled, found, strict=True)
    return [f"{text} read as {value}" for (number, text), value in pairs if str(value) != str(number)]


def normalize_task(key: str, title: str) -> Ours:
    return Ours(
        f"cells.{key}", title, lambda data: data.columns[key].size, lambda data: normalize(data.columns[key].source),
        lambda data, found: answers.differences(found, data.columns[key].planted),
    )  # fmt: skip


def of_arrow(data: Data) -> pa.Table:
    return extract_table(pa.array(data.arrow.texts, pa.large_string()), reference=data.arrow.days)


OURS = (
    Ours("documents.extract", "extract, a call a document", extract_size, extract_each, check_extract),
    Ours(
        "documents.list", "extract_table, a list", lambda data: data.listed.size,
        lambda data: extract_table(data.listed.texts, reference=data.listed.days),
        lambda data, found: answers.differences(found, data.listed.planted),
    ),
    Ours(
        "documents.arrow", "extract_table, Arrow", lambda data: data.arrow.size, of_arrow,
        lambda data, found: answers.differences(found, data.arrow.planted),
    ),
    Ours("cells.parse_money", "parse_money, a call a cell", lambda data: {"cells": len(data.single)}, parse_each, check_parse),
    normalize_task("list.1", "normalize, a list, distinct cells"),
    normalize_task("arrow.1", "normalize, Arrow, distinct cells"),
    normalize_task("arrow.10", "normalize, Arrow, each cell 10 times"),
    normalize_task("arrow.1000", "normalize, Arrow, each cell 1000 times"),
    Ours(
        "spelled.parse_number", "parse_number, spelled out", lambda data: {"cells": len(data.spelled)},
        lambda data: [jjj_parse.parse_number(text) for _, text in data.spelled], check_spelled,
    ),
)  # fmt: skip


class Theirs(NamedTuple):
    """A task of a rival, which times itself. `reads`: documents, cells, numbers (of the cells) or spelled; `kinds`: what is judged."""

    task: str
    title: str
    reads: str
    kinds: tuple[str, ...] = ()


RIVALS: dict[str, tuple[Theirs, ...]] = {
    "jionlp": (
        Theirs("money", "JioNLP extract_money", "documents", ("money",)),
        Theirs("time", "JioNLP extract_time", "documents", ("date",)),
        Theirs("money+time", "JioNLP extract_money + extract_time", "documents", ("money", "date")),
        Theirs("cells", "JioNLP parse_money", "cells"),
    ),
    "recognizers": (
        Theirs("number", "Recognizers-Text number", "documents"),
        Theirs("percent", "Recognizers-Text percentage", "documents", ("percent",)),
        Theirs("currency", "Recognizers-Text currency", "documents", ("money",)),
        Theirs("dimension", "Recognizers-Text dimension", "documents"),
        Theirs("datetime", "Recognizers-Text datetime", "documents", ("date",)),
        Theirs("all five", "Recognizers-Text all five", "documents", ("percent", "money", "date")),
        Theirs("cells", "Recognizers-Text currency, cells", "cells"),
    ),
    "cn2an": (
        Theirs("transform", "cn2an transform (rewrites the text)", "documents"),
        Theirs("cells", "cn2an smart (number part of the cell)", "numbers"),
        Theirs("strict", "cn2an strict, spelled out", "spelled"),
    ),
}


def rival_task(rival: Rival, theirs: Theirs, part: tuple[int, int], outcome: Outcome) -> Task[Data]:
    """The same input as ours, cut to a size that the rival gets through."""
    key = f"{rival.name}.{theirs.task}"

    def run(data: Data) -> tuple[float, Size]:
        if theirs.reads == "documents":
            made, length = part_of(data.first_documents, part[0])
            seconds, found = rival.ask(theirs.task, [each.text for each in made], [each.reference for each in made])
            if theirs.kinds:
                outcome.scores.setdefault(key, answers.judge_documents(theirs.kinds, made, found))
            return seconds, {"bytes": length, "documents": len(made)}
        cells = data.first_cells[: part[1]]
        texts = {
            "cells": [cell.text for cell in cells],
            "numbers": [number_part(cell.text) for cell in cells],
            "spelled": [text for _, text in data.spelled[: part[1]]],
        }[theirs.reads]
        seconds, found = rival.ask(theirs.task, texts, [date(2022, 4, 13)] * len(texts))
        judged = (
            answers.judge_numbers(data.spelled, found)
            if theirs.reads == "spelled"
            else answers.judge_cells(cells, found)
        )
        outcome.scores.setdefault(key, judged)
        return seconds, {"cells": len(texts)}

    return Task(key, theirs.title, run)


UNITS = ("元人民币", "美元", "港元", "欧元", "日元", "元")


def number_part(text: str) -> str:
    """What is left for a reader of numbers: without currency and commas."""
    text = text.strip().removeprefix("人民币").removeprefix("US$").lstrip("¥€")
    return next((text.removesuffix(unit) for unit in UNITS if text.endswith(unit)), text).replace(",", "").strip()
