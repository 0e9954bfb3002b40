"""Reads strings of known value by the million: right, refused or wrong. The strings come from tests/strategies.py.

    python benchmarks/exactness.py [--count N] [--seed N] [--workers N] [--examples N]

Exits with 1 if any value, unit, currency, modifier or span is wrong. A refusal (`ParseError`, or no mention) is not wrong;
refusals are counted by category.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from strategies import Case, case, judge, sweep  # it lies beside the tests that use it

CHUNK = 5_000
"""Strings to a seed: the same seed and count give the same strings on any number of workers."""


class Tally(NamedTuple):
    """Counts by (category, verdict), and examples of what was not right."""

    counts: Counter[tuple[str, str]]
    examples: dict[tuple[str, str], list[str]]

    def add(self, other: Tally, most: int) -> None:
        """Takes in the figures of another part of the run."""
        self.counts.update(other.counts)
        for key, lines in other.examples.items():
            kept = self.examples.setdefault(key, [])
            kept.extend(lines[: most - len(kept)])


def tally(cases: Iterable[Case], most: int) -> Tally:
    """Judges the cases, keeping at most so many examples of each category and verdict."""
    result = Tally(Counter(), {})
    for each in cases:
        verdict, said = judge(each)
        key = each.category, verdict
        result.counts[key] += 1
        if verdict != "right" and result.counts[key] <= most:
            expected = "; ".join(f"{each.text[w.start : w.end]} = {w.kind} {w.value} {w.modifier}" for w in each.wanted)
            result.examples.setdefault(key, []).append(f"{each.text!r}\n      expected {expected}\n      got {said}")
    return result


def part(job: tuple[str, int, int]) -> Tally:
    """One chunk of the run."""
    seed, size, most = job
    rng = random.Random(seed)
    return tally((case(rng) for _ in range(size)), most)


def run(count: int, seed: int, workers: int, most: int) -> Tally:
    """`count` random strings, after one for every word of the tables."""
    total = tally(sweep(seed), most)
    jobs = [(f"{seed}/{start}", min(CHUNK, count - start), most) for start in range(0, count, CHUNK)]
    if workers == 1:
        for job in jobs:
            total.add(part(job), most)
        return total
    with ProcessPoolExecutor(workers) as pool:
        for result in pool.map(part, jobs):
            total.add(result, most)
    return total


def report(total: Tally) -> int:
    """Prints the table; the number of wrong readings."""
    print(f"{'category':36}{'right':>10}{'refused':>10}{'wrong':>10}")
    sums: Counter[str] = Counter()
    for category in sorted({category for category, _ in total.counts}):
        row = [total.counts[category, verdict] for verdict in ("right", "refused", "wrong")]
        sums.update(dict(zip(("right", "refused", "wrong"), row, strict=True)))
        print(f"{category:36}{row[0]:>10,}{row[1]:>10,}{row[2]:>10,}")
    print(f"{'all':36}{sums['right']:>10,}{sums['refused']:>10,}{sums['wrong']:>10,}")
    for verdict in ("refused", "wrong"):
        for (category, said), lines in sorted(total.examples.items()):
            if said == verdict:
                print(f"\n{verdict}: {category}", *lines, sep="\n   ")
    return sums["wrong"]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--examples", type=int, default=3, help="of each category, for refused and for wrong")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    total = run(options.count, options.seed, options.workers, options.examples)
    wrong = report(total)
    counts: Counter[str] = Counter()
    for (_, verdict), number in total.counts.items():
        counts[verdict] += number
    print(
        f"\n{date.today()}  Python {platform.python_version()}, seed {options.seed}: {counts.total():,} strings,"
        f" {counts['right']:,} right, {counts['refused']:,} refused ({counts['refused'] / counts.total():.2%}),"
        f" {counts['wrong']:,} wrong, {time.perf_counter() - start:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
