"""Speed of documents, cells and single values, every answer checked, beside JioNLP, Recognizers-Text and cn2an on the same input.

    python benchmarks/speed.py [--long] [--seed N] [--documents BYTES] [--cells N] [--rounds N] [--without-rivals] [--save]

The short form takes a minute or two. `--long` is the form whose figures are kept: 100 MB of documents, a million cells. The rivals need
their environments: python benchmarks/rivals/setup.py. They are slow and so read only the first documents and cells of the same
input, in the same rounds. Everything runs on one core. Each round has new documents and cells, so that no memory of an
earlier one helps.

Exits with 1 if anything that jjj_parse read differs from what was planted. `--save` keeps the figures in benchmarks/results/;
benchmarks/plot.py and benchmarks/page.py make the plot and the page of the docs from the newest of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
import workloads
from harness import figures, fresh, machine, one_core, rounds, save, scored, versions
from rivals.client import Rival, built
from tasks import OURS, RIVALS, Data, Form, Outcome, prepare, rival_task

SHORT = Form(2_000_000, 500_000, 100_000, 5_000, 2, 3, 5_000_000, (60_000, 2_000), (10_000, 100), (100_000, 5_000))
LONG = Form(
    100_000_000, 10_000_000, 1_000_000, 50_000, 3, 7, 30_000_000, (400_000, 20_000), (20_000, 500), (1_000_000, 50_000)
)
TINY = Form(60_000, 30_000, 2_000, 300, 1, 1, 60_000, (2_000, 50), (1_000, 10), (2_000, 50))


# ---- the report ---------------------------------------------------------------------------------------------------


class Goal(NamedTuple):
    """A goal of the project and what was measured for it. `measured` is None where it could not be."""

    name: str
    goal: float
    unit: str
    most: bool
    measured: float | None

    @property
    def passed(self) -> bool | None:
        if self.measured is None:
            return None
        return self.measured < self.goal if self.most else self.measured >= self.goal


def ratio(one: dict[str, Any] | None, other: dict[str, Any] | None, rate: str) -> float | None:
    return one[rate] / other[rate] if one and other else None


def goals(tasks: dict[str, dict[str, Any]], other: dict[str, Any]) -> list[Goal]:
    """The goals of the fast path, on one core."""
    table = max((tasks["documents.list"], tasks["documents.arrow"]), key=lambda task: task["MB_per_s"])
    distinct, jionlp = tasks["cells.arrow.1"], tasks.get("jionlp.cells")
    peak = other["peak"]
    return [
        Goal("documents into the table", 20, "MB/s", False, table["MB_per_s"]),
        Goal(
            "the same against JioNLP money + time",
            50,
            "x",
            False,
            ratio(table, tasks.get("jionlp.money+time"), "MB_per_s"),
        ),
        Goal("documents through extract, every kind", 10, "MB/s", False, tasks["documents.extract"]["MB_per_s"]),
        Goal("distinct cells", 700_000, "cells/s", False, distinct["cells_per_s"]),
        Goal("the same against JioNLP parse_money", 9, "x", False, ratio(distinct, jionlp, "cells_per_s")),
        Goal("cells at duplication 1000", 10_000_000, "cells/s", False, tasks["cells.arrow.1000"]["cells_per_s"]),
        Goal("memory of a mention in the table", 250, "bytes", True, peak["table_bytes_per_mention"] if peak else None),
        Goal("import of the package", 60, "ms", True, other["import_ms"]["jjj_parse"]["best"]),
        Goal("first call", 50, "ms", True, other["first_call_ms"]["extract"]["best"]),
    ]


RATIOS = (
    ("documents.list", "jionlp.money+time", "MB_per_s"), ("documents.list", "jionlp.money", "MB_per_s"),
    ("documents.extract", "jionlp.money+time", "MB_per_s"), ("documents.list", "recognizers.all five", "MB_per_s"),
    ("documents.list", "recognizers.number", "MB_per_s"), ("documents.list", "cn2an.transform", "MB_per_s"),
    ("cells.arrow.1", "jionlp.cells", "cells_per_s"), ("cells.arrow.1000", "jionlp.cells", "cells_per_s"),
    ("cells.parse_money", "jionlp.cells", "cells_per_s"), ("cells.arrow.1", "recognizers.cells", "cells_per_s"),
    ("cells.arrow.1", "cn2an.cells", "cells_per_s"), ("spelled.parse_number", "cn2an.strict", "cells_per_s"),
)  # fmt: skip


def ratios(tasks: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Ours to theirs, of this run."""
    found = {}
    for one, other, rate in RATIOS:
        times = ratio(tasks.get(one), tasks.get(other), rate)
        if times is not None:
            found[f"{tasks[one]['title']} / {tasks[other]['title']}"] = times
    return found


def alone(form: Form, seed: int) -> dict[str, Any]:
    """What needs an interpreter of its own: imports, first calls, peak memory."""

    def best(count: int, *arguments: str) -> dict[str, float]:
        fresh(*arguments)  # writes the .pyc files
        found = [fresh(*arguments) for _ in range(count)]
        times = sorted(one.get("ms", one.get("first_ms", 0.0)) for one in found)
        return {"best": times[0], "median": times[len(times) // 2]}

    return {
        "import_ms": {
            module: best(form.fresh, "import", module) for module in ("jjj_parse", "jjj_parse.columns", "pyarrow")
        },
        "first_call_ms": {call: best(form.fresh, "first", call) for call in ("extract", "money")},
        "peak": fresh("peak", str(seed), str(form.peak)) if sys.platform == "linux" else None,
    }


def number(value: float) -> str:
    """Three digits that matter."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def lines(report: dict[str, Any]) -> list[str]:
    """The report for people."""
    out = [
        "",
        f"jjj_parse {report['versions']['jjj_parse']}, {report['machine']['python']}, {report['machine']['cpu']}, one core",
    ]
    out.append(", ".join(f"{name} {said}" for name, said in {**report["versions"], **report["rivals"]}.items() if said))
    out += [
        *report["workload"],
        "",
        f"{'best of the rounds':52}{'MB/s':>10}{'cells/s':>14}{'us/mention':>12}{'best s':>10}{'median s':>10}  answers",
    ]
    for key, task in report["tasks"].items():
        rate, cells, mention = task.get("MB_per_s"), task.get("cells_per_s"), task.get("us_per_mention")
        score = report["scores"].get(key)
        said = scored(score) if score else report["checks"].get(key, "not judged")
        if not key.startswith(("documents", "cells", "spelled")):
            said += f" (on {number(task['bytes'] / 1000)} kB)" if "bytes" in task else f" (on {task['cells']:,} cells)"
        columns = [number(value) if value else "" for value in (rate, cells, mention)]
        out.append(
            f"{task['title']:52}{columns[0]:>10}{columns[1]:>14}{columns[2]:>12}{task['best_s']:>10.3f}{task['median_s']:>10.3f}  {said}"
        )
    other = report["alone"]
    out += ["", "milliseconds, best / median of fresh interpreters"]
    for name in ("import_ms", "first_call_ms"):
        out += [
            f"  {name.removesuffix('_ms').replace('_', ' ')} {what}: {ms['best']:.1f} / {ms['median']:.1f}"
            for what, ms in other[name].items()
        ]
    if peak := other["peak"]:
        out.append(
            f"memory of {peak['mentions']:,.0f} mentions: table {peak['table_bytes_per_mention']:.0f} bytes each,"
            f" peak {peak['peak_bytes_per_mention']:.0f} bytes each"
        )
    out += ["", "ratios of this run", *(f"  {name}: {number(times)}" for name, times in report["ratios"].items())]
    out += ["", f"{'goals':44}{'goal':>14}{'measured':>14}"]
    for goal in report["goals"]:
        said = {True: "pass", False: "FAIL", None: "not measured"}[goal["passed"]]
        mark = "<" if goal["most"] else ">="
        measured = number(goal["measured"]) if goal["measured"] is not None else ""
        out.append(f"{goal['name']:44}{mark + ' ' + number(goal['goal']):>14}{measured:>14} {goal['unit']:8} {said}")
    return out


def measure(
    seed: int, form: Form, rival_names: Sequence[str], say: Callable[[str], None]
) -> tuple[dict[str, Any], list[str]]:
    """The whole run: the report, and what was wrong of ours."""
    one_core()
    pa.set_cpu_count(1)
    outcome, seen = Outcome(), workloads.Tally()
    workload: list[str] = []

    def data_of(number: int) -> Data:
        say(f"round {number + 1}/{form.rounds}  making the documents and cells")
        made = prepare(seed + 10 * number, form, None if number else seen)
        if not number:
            workload.extend(seen.profile().lines())
            workload.extend(
                f"cells {name}: {each.size['cells']:,}, {each.size['distinct']:,} of them distinct"
                for name, each in made.columns.items()
            )
        return made

    with ExitStack() as stack:
        running = [stack.enter_context(Rival(name)) for name in rival_names]
        tasks = [ours.task(outcome) for ours in OURS]
        for rival in running:
            tasks += [rival_task(rival, theirs, getattr(form, rival.name), outcome) for theirs in RIVALS[rival.name]]
        found = rounds(tasks, form.rounds, data_of, say)
        rival_versions = {rival.name: rival.version for rival in running}
    other = alone(form, seed)
    measured = {task.key: figures(task, found[task.key]) for task in tasks}
    report = {
        "date": date.today().isoformat(),
        "seed": seed,
        "machine": machine(),
        "versions": versions("jjj_parse", "attrs", "pyarrow"),
        "rivals": rival_versions,
        "form": form._asdict(),
        "profile": seen.profile()._asdict(),
        "workload": workload,
        "tasks": measured,
        "checks": outcome.checks,
        "scores": outcome.scores,
        "alone": other,
        "ratios": ratios(measured),
        "goals": [{**goal._asdict(), "passed": goal.passed} for goal in goals(measured, other)],
    }
    return report, outcome.wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="the form whose figures are kept")
    parser.add_argument("--tiny", action="store_true", help="seconds, for the tests: the figures mean nothing")
    parser.add_argument("--seed", type=int, default=workloads.DEFAULT_SEED)
    parser.add_argument("--documents", type=int, metavar="BYTES", help="of UTF-8")
    parser.add_argument("--extract", type=int, metavar="BYTES", help="those of them that extract reads one by one")
    parser.add_argument("--cells", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--without-rivals", action="store_true")
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results/")
    options = parser.parse_args(arguments)
    form = LONG if options.long else TINY if options.tiny else SHORT
    given = {name: getattr(options, name) for name in ("documents", "extract", "cells", "rounds")}
    form = form._replace(**{name: value for name, value in given.items() if value is not None})
    wanted = () if options.without_rivals else ("jionlp", "recognizers", "cn2an")
    names = [name for name in wanted if built(name)]
    for name in set(wanted) - set(names):
        print(f"{name} is not measured: run python benchmarks/rivals/setup.py", file=sys.stderr)
    report, wrong = measure(options.seed, form, names, lambda line: print(line, file=sys.stderr))
    print(*lines(report), sep="\n")
    if wrong:
        print(f"\n{len(wrong)} answers are not as planted:", *wrong[:20], sep="\n")
    if options.save:
        print(f"\nkept in {save('speed', report)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
