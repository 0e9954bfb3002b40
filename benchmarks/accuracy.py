"""How often jjj_parse and other libraries read the rows of tests/cases/ right, wrong, or not at all.

    python benchmarks/accuracy.py --rival jionlp=VENV/bin/python --rival recognizers=… --rival cn2an=… --save

Each rival runs in its own environment (`accuracy_worker.py`): `pip install jionlp`; `pip install recognizers-text-suite "emoji<2"`;
`pip install cn2an`. Only what a rival is made for is asked of it, and it is judged kindly: the amount alone counts, not the unit, the
currency or the words that bound it; a place that overlaps is the right place; of several candidates one right is enough.
The rows are the tests of jjj_parse, which therefore reads all of them: its own column is a check of this script.
`--save` writes benchmarks/results/accuracy-DATE.json; the docs take their table from the newest.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import jjj_parse
from jjj_parse import DateSpan, Mention, Percent, Range, extract

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from rows import Row, all_rows  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
WORKER = ROOT / "benchmarks" / "accuracy_worker.py"
MEASURES = jjj_parse.KINDS - {"money", "count", "number", "percent", "rate", "ordinal", "date", "time", "duration"}
ASKED = {
    "jionlp": ("money", "date"),
    "recognizers": ("money", "measure", "number", "percent", "date"),
    "cn2an": ("number",),
}
KINDS = ("money", "measure", "number", "percent", "date")
NOTHING = ("left_alone.tsv", "negative.tsv")


class Case(NamedTuple):
    """A text, one mention in it, and the two ends of its value."""

    text: str
    reference: str | None
    kind: str
    start: int
    end: int
    ends: tuple[Any, Any]


def group(kind: str) -> str:
    return "measure" if kind in MEASURES else kind


def ends(mention: Mention) -> tuple[Any, Any] | None:
    """The amount twice, or the first and the last day; None for what the rivals cannot be compared on.

    Left out are conventions and what each library has a form of its own for: ranges and vague numbers, 年底, 以前, clock times.
    """
    value: Any = mention.value
    if isinstance(value, DateSpan):
        plain = value.resolved and not value.fuzzy and value.modifier is None and not isinstance(value.start, datetime)
        return (str(value.start), str(value.end)) if plain and value.start and value.end else None
    if isinstance(value, Range) or (mention.kind == "percent" and not isinstance(value, Percent)):
        return None
    if mention.kind == "money" and value.inferred:
        return None  # no currency word stands in the text
    amount = value.ratio * 100 if mention.kind == "percent" else value.amount
    return amount, amount


def cases(rows: list[Row]) -> Iterator[Case]:
    for row in rows:
        reference = row.reference.isoformat() if row.reference else None
        for mention in extract(row.text, reference=row.reference):
            kind = group(mention.kind)
            if kind in KINDS and (amounts := ends(mention)) is not None:
                yield Case(row.text, reference, kind, mention.start, mention.end, amounts)


def same(expected: Any, given: str | None) -> bool:
    """Equal, or as near as a float of that value is."""
    if given is None:
        return False
    if isinstance(expected, str):
        return expected == given
    try:
        amount = Fraction(given.replace(",", ""))
    except (ValueError, OverflowError, ZeroDivisionError):
        return False
    exact = Fraction(expected)
    return bool(abs(amount - exact) <= abs(exact) * Fraction(1, 10**12))


def judge(case: Case, found: list[list[Any]]) -> str:
    overlapping = [item for item in found if item[0] < case.end and case.start < item[1]]
    if any(all(same(*pair) for pair in zip(case.ends, item[2:], strict=True)) for item in overlapping):
        return "right"
    return "wrong" if any(item[2] is not None for item in overlapping) else "missed"


class Rival:
    """A rival in its own environment."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [python, str(WORKER), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self.about = self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"the rival {self.name} ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def find(self, text: str, kind: str, reference: str | None) -> list[list[Any]]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"text": text, "kind": kind, "reference": reference}) + "\n")
        self.process.stdin.flush()
        found: list[list[Any]] = self.answer()["found"]
        return found


def ours(text: str, kind: str, reference: str | None) -> list[list[Any]]:
    day = (datetime if "T" in (reference or "") else date).fromisoformat(reference) if reference else None
    mentions = [mention for mention in extract(text, reference=day) if group(mention.kind) == kind]
    return [[m.start, m.end, *map(str, pair)] for m in mentions if (pair := ends(m)) is not None]


def measure(
    name: str, find: Callable[[str, str, str | None], list[list[Any]]], asked: list[Case], rows: list[Row]
) -> dict[str, Any]:
    """Verdicts by kind, and in how many texts that hold nothing something was found."""
    result: dict[str, Any] = {}
    for kind in ASKED.get(name, KINDS):
        counts: Counter[str] = Counter()
        for case in asked:
            if case.kind == kind:
                if name == "cn2an":  # it converts, and finds nothing
                    found = [
                        [item[0] + case.start, item[1] + case.start, *item[2:]]
                        for item in find(case.text[case.start : case.end], kind, None)
                    ]
                else:
                    found = find(case.text, kind, case.reference)
                counts[judge(case, found)] += 1
        result[kind] = {verdict: counts[verdict] for verdict in ("right", "wrong", "missed")}
    if name != "cn2an":
        texts = [row.text for row in rows if row.place.startswith(NOTHING) and not row.expect]
        kinds = [kind for kind in ASKED.get(name, KINDS) if kind != "number"]
        result["nothing"] = {
            "texts": len(texts),
            "found": sum(any(find(text, kind, None) for kind in kinds) for text in texts),
        }
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rival", action="append", default=[], metavar="NAME=PYTHON", help=f"one of {', '.join(ASKED)}"
    )
    parser.add_argument("--save", action="store_true", help="write benchmarks/results/accuracy-DATE.json")
    options = parser.parse_args()
    rows = all_rows()
    wholes = {"all": rows, "demand": [row for row in rows if row.place.startswith("demand.tsv")]}
    asked = {name: list(cases(part)) for name, part in wholes.items()}
    finders: dict[str, tuple[str, Callable[[str, str, str | None], list[list[Any]]]]] = {
        "jjj_parse": (jjj_parse.__version__, ours)
    }
    for name, _, python in (item.partition("=") for item in options.rival):
        if name not in ASKED:
            parser.error(f"{name}: expected one of {', '.join(ASKED)}")
        rival = Rival(name, python)
        finders[name] = (rival.about["version"], rival.find)
    results: dict[str, Any] = {
        "date": datetime.now().date().isoformat(),
        "python": platform.python_version(),
        "versions": {name: version for name, (version, _) in finders.items()},
    }
    for whole in wholes:
        results[whole] = {}
        for name, (_, find) in finders.items():
            results[whole][name] = measure(name, find, asked[whole], rows if whole == "all" else [])
            print(whole, name, json.dumps(results[whole][name]), flush=True)
    if options.save:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"accuracy-{results['date']}.json").write_text(
            json.dumps(results, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
