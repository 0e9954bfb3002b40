"""The fast path against the scalar functions, by the million: no text and no cell may give anything else.

    python benchmarks/differential.py [--cells N] [--texts N] [--seed N]

Texts (the generators of tests/strategies.py, pieces of rows glued together, words of the tables in random order, whole documents)
are read by the rules alone and by shape; their table is held against `extract`. Cells are read as a column and one by one.
Exits with 1 where anything differs, and shows it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import pyarrow as pa
import workloads

from jjj_parse import ParseError, _lexicon, _resolve, _shapes, extract
from jjj_parse._normalize import view
from jjj_parse._options import Options
from jjj_parse._single import read_single, single
from jjj_parse.columns import MENTIONS, columns_of, extract_table
from jjj_parse.columns._cells import Reader, Row, normalize
from jjj_parse.columns._flat import flat
from jjj_parse.types import Value
from rows import all_rows
from strategies import case

REFERENCES = (None, date(2022, 4, 13), date(2020, 12, 31))
GLUE = ("", "", "，", "、", "。", "(", "“", " ", "\n  ")
CHARS = [
    *"0123456789" * 6,
    *".,，。、：:（()年月日号时点的和与在为“”-~/% " * 3,
    *"\ufffd①βж×+><=#*\u3000カ한",
    *_lexicon.NUMERALS,
    *_lexicon.NUMERALS,
]


def pieces(rng: random.Random, texts: Sequence[str]) -> str:
    """Some pieces of texts, glued."""
    found = []
    for _ in range(rng.randint(2, 5)):
        text = rng.choice(texts)
        start = rng.randrange(len(text) + 1)
        found.append(text[start : rng.randrange(start, len(text) + 1)])
    return rng.choice(GLUE).join(found)


def words(rng: random.Random, known: Sequence[str]) -> str:
    """Words of the tables and characters of numbers in random order."""
    return "".join(rng.choice(known if rng.random() < 0.5 else CHARS) for _ in range(rng.randint(2, 14)))


def known_words() -> list[str]:
    """The words of the tables that stand in numbers, in dates and around them."""
    tables = ("units", "currencies", "measure_words", "modifiers", "time_words", "periods", "plans", "per_words")
    found = [word for table in tables for word in _lexicon.words_of(table)]
    return [*found, *_lexicon.NOT_NUMBERS, *_lexicon.NOT_UNITS, *_lexicon.MONEY_WORDS]


def texts(rng: random.Random, count: int) -> Iterator[str]:
    """`count` texts of all sorts."""
    own = [row.text for row in all_rows()]
    known = known_words()
    makers = (lambda: case(rng).text, lambda: pieces(rng, own), lambda: words(rng, known))
    for number in range(count):
        yield makers[number % 3]()


def documents(seed: int, size: int) -> Iterator[str]:
    """Whole documents."""
    return (document.text for document in workloads.documents(seed, size))


def readings(text: str, reference: date | None, options: Options, *, by_shape: bool) -> list[tuple[Any, ...]]:
    """What is read in a text: place, value to the last field, rule and modifier."""
    read_all = _shapes.read_all if by_shape else _resolve.read_all
    found = read_all(view(text).clean, options.setting(), reference)
    return [(r.start, r.end, repr(r.value), str(r.value), r.rule, r.modifier) for r in found]


def rows_of(found: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows that the table must have for the mentions that `extract` finds."""
    rows = []
    for mention in found:
        row = {name: getattr(mention, name) for name in ("kind", "start", "end", "text", "modifier", "indicator")}
        rows.append(row | flat(mention.value)._asdict())
    return rows


def table_rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table in the same form."""
    names = [name for name in MENTIONS.names if name != "row"]
    rows: list[dict[str, Any]] = table.select(names).to_pylist()
    return rows


def same_row(expected: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether a row of the table is what it must be; amounts by value."""
    for name, value in got.items():
        other = expected[name]
        if name in ("amount", "low", "high"):
            same = (value is None) == (other is None) and (value is None or value == Decimal(other))
        else:
            same = value == other
        if not same:
            return False
    return True


def cell_row(row: Row, kind: str) -> dict[str, Any]:
    """The row of a column that a scalar row stands for."""
    values = row.flat._asdict() | {"modifier": row.modifier, "status": row.status, "message": row.message}
    values["currency"] = values["unit"]
    return {name: values[name] for name in columns_of(kind).names}


def check_texts(found: Iterator[str], show: int) -> tuple[int, int, int]:
    """Texts, mentions, and texts that differ."""
    options = Options()
    count = mentions = wrong = 0
    while part := list(islice(found, 512)):
        for number, text in enumerate(part, count):
            reference = REFERENCES[number % len(REFERENCES)]
            by_rules = readings(text, reference, options, by_shape=False)
            by_shape = readings(text, reference, options, by_shape=True)
            mentions += len(by_rules)
            if by_rules != by_shape:
                wrong += 1
                if wrong <= show:
                    print(f"{text!r} at {reference}\n   rules  {by_rules}\n   shapes {by_shape}")
        table = table_rows(extract_table(part, reference=REFERENCES[1]))
        expected = rows_of([mention for text in part for mention in extract(text, reference=REFERENCES[1])])
        differing = [pair for pair in zip(expected, table, strict=False) if not same_row(*pair)]
        if differing or len(expected) != len(table):
            wrong += 1
            if wrong <= show:
                print(f"{len(expected)} mentions, {len(table)} rows", *differing[:1])
        count += len(part)
    return count, mentions, wrong


def check_cells(cells: list[str], kind: str, unit: str | None, show: int) -> int:
    """How many cells of a column are read otherwise than one by one."""
    reader = Reader(kind, unit, Options())
    column = normalize(cells, kind, unit=unit).to_pylist()
    wrong = 0
    for cell, got in zip(cells, column, strict=True):
        expected = cell_row(reader.row(cell), kind)
        if not same_row(expected, got):
            wrong += 1
            if wrong <= show:
                print(f"{cell!r} as {kind} with {unit}\n   one by one {expected}\n   column     {got}")
    return wrong


def check_calls(cells: list[str], show: int) -> int:
    """How many cells `parse` reads otherwise, with what it has learnt, than the rules do."""
    options = Options()
    wrong = 0
    for cell in cells:
        learnt, rules = (outcome(read, cell, options) for read in (read_single, single))
        if learnt != rules:
            wrong += 1
            if wrong <= show:
                print(f"{cell!r}\n   learnt {learnt}\n   rules  {rules}")
    return wrong


def outcome(read: Callable[[str, Options], Value], cell: str, options: Options) -> tuple[object, ...]:
    """The value, or the error with its place."""
    try:
        value = read(cell, options)
    except ParseError as error:
        return error.code, error.start, error.end, error.expected
    return type(value), repr(value)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=int, default=1_000_000)
    parser.add_argument("--texts", type=int, default=300_000)
    parser.add_argument("--documents", type=int, default=4_000_000, help="bytes of whole documents")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--show", type=int, default=5)
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    wrong = 0
    for name, found in (
        ("rows", iter([row.text for row in all_rows()])),
        ("texts", texts(random.Random(options.seed), options.texts)),
        ("documents", documents(options.seed, options.documents)),
    ):
        count, mentions, differ = check_texts(found, options.show)
        wrong += differ
        print(f"{name}: {count:,} with {mentions:,} mentions, {differ} differ", flush=True)
    cells = [cell.text for cell in workloads.cells(options.seed, options.cells)]
    for kind, unit in (("money", None), ("money", "投资额（万元）")):
        part = cells if unit is None else cells[: len(cells) // 4]
        differ = check_cells(part, kind, unit, options.show)
        wrong += differ
        print(f"cells as {kind} with {unit}: {len(part):,}, {differ} differ", flush=True)
    differ = check_calls(cells[: len(cells) // 4], options.show)
    wrong += differ
    print(f"cells by parse: {len(cells) // 4:,}, {differ} differ", flush=True)
    own = [row.text for row in all_rows()]
    for kind, unit in (("area", "亩"), ("count", "个"), ("percent", "%"), ("measure", "吨"), ("rate", None), ("number", "万"),
                       ("date", None), ("duration", "年"), ("ordinal", None)):  # fmt: skip
        differ = check_cells(own, kind, unit, options.show)
        wrong += differ
        print(f"rows as {kind} with {unit}: {len(own):,}, {differ} differ", flush=True)
    print(f"{time.perf_counter() - start:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
