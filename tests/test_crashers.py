"""Inputs that once failed under tests/fuzz/fuzz_extract.py, kept as the text they were, replayed."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent / "fuzz"
spec = importlib.util.spec_from_file_location("fuzz_extract", FUZZ / "fuzz_extract.py")
assert spec is not None and spec.loader is not None
fuzz = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)


@pytest.mark.parametrize("path", sorted((FUZZ / "crashers").glob("*.txt")), ids=lambda path: path.name)
def test_crasher(path: Path) -> None:
    fuzz.check(path.read_bytes().decode("utf-8", "surrogatepass"))


def test_a_walk_without_atheris() -> None:
    """The target itself works: some thousand texts made as the fuzzer makes them."""
    rng, pieces = random.Random(20260413), fuzz.alphabet()
    for _ in range(3000):
        fuzz.check(fuzz.text_of(rng.randbytes(rng.randrange(40)), pieces))
