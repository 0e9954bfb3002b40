"""Four times the text takes about four times as long, whatever the text: a smaller form of benchmarks/hostile.py."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("hostile", Path(__file__).parents[1] / "benchmarks/hostile.py")
assert spec is not None and spec.loader is not None
hostile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(hostile)

SIZE = 6_000
"""Bytes of the shorter text. Work that grows with the square of the size would take sixteen times as long on the longer one."""
BOUND = 8
TRIES = 4


@pytest.mark.parametrize("name", hostile.FAMILIES)
def test_four_times_the_text_takes_four_times_as_long(name: str) -> None:
    short, long = hostile.text_of(name, SIZE), hostile.text_of(name, 4 * SIZE)
    ratios = []
    for _ in range(TRIES):
        ratios.append(hostile.fastest(lambda: hostile.work(long), 1) / hostile.fastest(lambda: hostile.work(short), 2))
        if ratios[-1] < BOUND:
            return
    pytest.fail(f"{name}: {ratios} times as long")
