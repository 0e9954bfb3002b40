"""One measurement in an interpreter that has done nothing before; harness.py starts it and reads the JSON that it prints.

python benchmarks/fresh.py import MODULE        milliseconds to import a module
python benchmarks/fresh.py first extract|money  milliseconds of the first call after the import, and of the second
python benchmarks/fresh.py peak SEED BYTES      memory of `extract_table` on documents, in bytes and bytes a mention
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

TEXT = "2021年5月，全县129个重点项目集中开工，总投资约243.81亿元，同比增长12.5%。"


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def first(which: str) -> dict[str, float]:
    import jjj_parse

    calls: dict[str, Callable[[], object]] = {
        "extract": lambda: jjj_parse.extract(TEXT),
        "money": lambda: jjj_parse.parse_money("243.81亿元"),
    }
    return {"first_ms": milliseconds(calls[which]), "second_ms": milliseconds(calls[which])}


def resident(field: str) -> int:
    """VmRSS, or its peak VmHWM, in bytes. Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field + ":"))


def peak(seed: int, size: int) -> dict[str, float]:
    """The highest memory during the call, less what was in use before it: the texts and the loaded library do not count."""
    import pyarrow as pa
    import workloads

    from jjj_parse.columns import extract_table

    made = [(each.text, each.reference) for each in workloads.documents(seed, size)]
    texts, references = [text for text, _ in made], [day for _, day in made]
    extract_table(texts[:50], reference=references[:50])
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    before = resident("VmRSS")
    table = extract_table(texts, reference=references)
    grown = resident("VmHWM") - before
    return {
        "mentions": table.num_rows,
        "table_bytes": table.nbytes,
        "table_bytes_per_mention": table.nbytes / table.num_rows,
        "peak_bytes": grown,
        "peak_bytes_per_mention": grown / table.num_rows,
        "arrow_pool_bytes": pa.default_memory_pool().max_memory() or 0,
    }


def main(what: str, *arguments: str) -> None:
    if what == "import":
        found = {"ms": milliseconds(lambda: import_module(arguments[0]))}
    elif what == "first":
        found = first(arguments[0])
    elif what == "peak":
        found = peak(int(arguments[0]), int(arguments[1]))
    else:
        sys.exit(f"unknown measurement {what!r}: expected import, first or peak")
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
