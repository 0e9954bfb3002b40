"""Speed of `extract` on documents and of `parse_*` on values, each answer checked, beside cn2an where it reads right.

    python benchmarks/scalar.py [--seed N] [--save]

`--save` keeps the figures in benchmarks/results/, one file a day and machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import cn2an

import jjj_parse

RESULTS = Path(__file__).parent / "results"
REFERENCE = date(2022, 4, 13)
NEUTRAL = ("当地坚持绿色发展，", "据了解，", "走进车间，工人们正在忙碌。", "负责人说，", "下一步，将优化营商环境。")


def amount(rng: random.Random) -> Decimal:
    """At most four digits, two of them decimals, as reports write them before 万 or 亿."""
    return Decimal(rng.randrange(1, 10_000)).scaleb(-rng.randrange(3)).normalize()


def document(rng: random.Random, clauses: int) -> tuple[str, list[str]]:
    """A text with planted quantities, and their canonical lines in order."""
    text, planted = [], []
    for _ in range(clauses):
        number = amount(rng)
        words, line = rng.choice(
            [
                (f"总投资{number:f}亿元。", f"{(number * 10**8).normalize():f} CNY"),
                (f"规划面积约{number:f}万亩。", f"{(number * 10**4).normalize():f} mu"),
                (f"同比增长{number:f}%。", f"{number:f}%"),
                (f"共有{int(number) + 1}个项目开工。", f"{int(number) + 1} 个"),
            ]
        )
        text += [rng.choice(NEUTRAL), words]
        planted.append(line)
    return "".join(text), planted


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs: the one that the rest of the machine disturbed least."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def bench_extract(rng: random.Random) -> dict[str, float]:
    documents = [document(rng, 40) for _ in range(50)]

    def work() -> list[list[str]]:
        return [[str(m.value) for m in jjj_parse.extract(text, reference=REFERENCE)] for text, _ in documents]

    assert work() == [planted for _, planted in documents]
    characters = sum(len(text) for text, _ in documents)
    seconds = best_of(5, work)
    return {"documents": len(documents), "characters": characters, "thousand characters/s": characters / seconds / 1000}


def each(function: Callable[[str], object], texts: Sequence[str]) -> float:
    """Microseconds a call."""
    return best_of(5, lambda: [function(text) for text in texts]) / len(texts) * 1e6


def bench_values(rng: random.Random) -> dict[str, float]:
    integers = [rng.randrange(1, 10**12) for _ in range(1000)]
    spelled = [cn2an.an2cn(number) for number in integers]
    assert [jjj_parse.parse_number(text) for text in spelled] == [jjj_parse.Number(Decimal(n)) for n in integers]
    assert [cn2an.cn2an(text, "strict") for text in spelled] == integers
    amounts = [amount(rng) for _ in range(1000)]
    money = [f"{number:f}亿美元" for number in amounts]
    assert [jjj_parse.parse_money(text) for text in money] == [jjj_parse.Money(n * 10**8, "USD") for n in amounts]
    return {
        "parse_number, spelled out": each(jjj_parse.parse_number, spelled),
        "cn2an strict, the same": each(lambda text: cn2an.cn2an(text, "strict"), spelled),
        "parse_money": each(jjj_parse.parse_money, money),
    }


def import_milliseconds(module: str) -> float:
    """The fastest of five fresh interpreters."""
    program = f"import time; t = time.perf_counter(); import {module}; print((time.perf_counter() - t) * 1000)"
    command = [sys.executable, "-W", "ignore", "-c", program]
    return min(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20260413)
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results/")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    report = {
        "date": date.today().isoformat(),
        "seed": options.seed,
        "machine": f"{platform.platform()}, {platform.machine()}",
        "python": platform.python_version(),
        "jjj_parse": jjj_parse.__version__,
        "cn2an": version("cn2an"),
        "extract": bench_extract(rng),
        "microseconds a value": bench_values(rng),
        "milliseconds to import": {name: import_milliseconds(name) for name in ("jjj_parse", "cn2an")},
    }
    text = json.dumps(report, indent=2, ensure_ascii=False)
    print(text)
    if options.save:
        RESULTS.mkdir(exist_ok=True)
        name = f"scalar-{report['date']}-{platform.node()}.json"
        (RESULTS / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
