"""A value that changes is named in CHANGELOG.md, or it does not change."""

from __future__ import annotations

from pathlib import Path

from golden import kept, keys, read

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


def test_every_row_is_kept() -> None:
    golden = kept()
    assert [key for key in keys() if key not in golden] == [], "run python tests/golden.py"


def test_a_change_is_named_in_the_changelog() -> None:
    """By its text between back quotes, under the version to come."""
    unreleased = CHANGELOG.read_text(encoding="utf-8").split("\n## ")[1]
    changed = [key for key, before in kept().items() if read(*key) != before and f"`{key[0]}`" not in unreleased]
    assert changed == [], (
        "name these texts in CHANGELOG.md, each between back quotes, and say what they are read as now"
    )
