"""The short form of benchmarks/exactness.py: no string of known value may be read wrong, and few may be refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import exactness  # a command, not an installed module

from strategies import Case, Wanted, judge

# A number alone in brackets is a list number, 三十六安时 holds the city 六安, and so on; the command shows each kind.
MOST_REFUSED = 0.025


def test_three_thousand_strings_are_never_read_wrong() -> None:
    total = exactness.run(count=3_000, seed=20, workers=1, most=3)
    assert [lines for (_, verdict), lines in total.examples.items() if verdict == "wrong"] == []
    refused = sum(number for (_, verdict), number in total.counts.items() if verdict == "refused")
    assert refused / total.counts.total() < MOST_REFUSED


def test_the_same_seed_gives_the_same_strings() -> None:
    assert exactness.part(("7/0", 200, 3)) == exactness.part(("7/0", 200, 3))


@pytest.mark.parametrize(
    ("wanted", "verdict"),
    [
        (Wanted(0, 4, "money", "30000 CNY", None), "wrong"),
        (Wanted(0, 3, "money", "35000 CNY", None), "wrong"),
        (Wanted(0, 5, "money", "35000 CNY", "at_least"), "wrong"),
        (Wanted(0, 5, "money", "35000 USD", None), "wrong"),
        (Wanted(0, 5, "number", "35000 CNY", None), "wrong"),
        (Wanted(0, 5, "money", "35000 CNY", None), "right"),
    ],
)
def test_the_judge_sees_every_difference(wanted: Wanted, verdict: str) -> None:
    assert judge(Case("", "3.5万元", (wanted,), whole=False))[0] == verdict


def test_the_judge_tells_a_refusal_from_a_wrong_reading() -> None:
    absent = Case("", "毫无数据", (Wanted(0, 2, "number", "1", None),), whole=False)
    assert judge(absent) == ("refused", "not found")
    assert judge(absent._replace(whole=True))[0] == "refused"
