"""What the benchmarks share: interleaved rounds, the machine, fresh interpreters, dated results."""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

RESULTS = Path(__file__).parent / "results"
FRESH = Path(__file__).with_name("fresh.py")


Size = Mapping[str, int]
"""What a task read: bytes and documents, or cells; mentions where they are known."""

Data = TypeVar("Data")


class Task(NamedTuple, Generic[Data]):
    """Something to be timed. `run` gives its own seconds, so that a rival can leave out what is not its work, and what it read."""

    key: str
    title: str
    run: Callable[[Data], tuple[float, Size]]


def rounds(
    tasks: Sequence[Task[Data]], count: int, prepare: Callable[[int], Data], say: Callable[[str], None]
) -> dict[str, list[tuple[float, Size]]]:
    """Seconds and size of each task in each round.

    The tasks take turns, so that a slow spell of the machine meets them all. Each round has data of its own, made by `prepare`
    and not timed: what a task remembers of an earlier round does not help it.
    """
    found: dict[str, list[tuple[float, Size]]] = {task.key: [] for task in tasks}
    for number in range(count):
        data = prepare(number)
        gc.collect()
        gc.freeze()  # the workload is no garbage of the code that is timed
        for task in tasks:
            found[task.key].append(task.run(data))
            say(f"round {number + 1}/{count}  {task.title}: {found[task.key][-1][0]:.3f} s")
        gc.unfreeze()
        del data
    return found


def figures(task: Task[Any], found: Sequence[tuple[float, Size]]) -> dict[str, Any]:
    """What a task's rounds come to: the best counts, for noise only adds time; the median says how much noise there was."""
    times = [seconds for seconds, _ in found]
    best, size = min(found, key=lambda one: one[0] / one[1].get("bytes", one[1].get("cells", 1)))
    report: dict[str, Any] = {
        "title": task.title, **size, "best_s": best, "median_s": statistics.median(times), "rounds_s": times,
    }  # fmt: skip
    if "bytes" in size:
        report["MB_per_s"] = size["bytes"] / best / 1e6
    if "cells" in size:
        report["cells_per_s"] = size["cells"] / best
    if "mentions" in size:
        report["us_per_mention"] = best / size["mentions"] * 1e6
    return report


def one_core() -> int | None:
    """Keeps this process and its children on one core, where the system can; the number of the core."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def versions(*packages: str) -> dict[str, str | None]:
    """Installed versions; None for what is not there."""
    found: dict[str, str | None] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def fresh(*arguments: str) -> dict[str, float]:
    """What fresh.py prints in an interpreter of its own, which keeps byte code as a user's does, whatever is set here."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-X", "utf8", str(FRESH), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=kept)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def scored(score: Mapping[str, Any]) -> str:
    """A rival's answers in words."""
    if not score["judged"]:
        return "none to judge"
    shares = " ".join(f"{score[what] / score['judged']:.0%} {what}" for what in ("right", "wrong"))
    return f"{shares} of {score['judged']:,}: {score['claim']}"


def save(name: str, report: Mapping[str, Any]) -> Path:
    """Keeps the figures: one file a day."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}-{date.today().isoformat()}.json"
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def latest(name: str) -> dict[str, Any]:
    """The newest figures kept under a name."""
    paths = sorted(RESULTS.glob(f"{name}-*.json"))
    if not paths:
        raise FileNotFoundError(f"no {name}-*.json in {RESULTS}: run benchmarks/{name}.py --save")
    found: dict[str, Any] = json.loads(paths[-1].read_text(encoding="utf-8"))
    return found
