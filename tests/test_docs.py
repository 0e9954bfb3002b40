"""What the docs say is so: docstring examples, the README table, the names in the reference."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from datetime import date
from pathlib import Path

import pytest

import jjj_parse
from jjj_parse import extract

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(jjj_parse.__path__, "jjj_parse.")])
def test_docstring_examples(name: str) -> None:
    result = doctest.testmod(
        importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE | doctest.REPORT_ONLY_FIRST_FAILURE
    )
    assert result.failed == 0


def readme_rows() -> list[list[str]]:
    table = [line.strip("|").split("|") for line in README.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in table[2:]]


@pytest.mark.parametrize("row", readme_rows(), ids=lambda row: row[0])
def test_readme_table(row: list[str]) -> None:
    text, *expected = row
    (mention,) = extract(text, reference=date(2022, 4, 13))
    value, modifier = str(mention.value), mention.modifier or ""
    assert [mention.text, mention.kind, f"`{value}`", modifier] == expected


def test_the_readme_commands_stand_as_they_are() -> None:
    assert "\npython -m pip install . && jjj-parse demo\n" in README
    assert '\npython -m pip install ".[test]" && python -m pytest\n' in README


def test_every_public_name_is_in_the_reference() -> None:
    api = (ROOT / "docs/en/reference/api.md").read_text(encoding="utf-8")
    documented = re.findall(r"^::: jjj_parse\.(\w+)$", api, re.MULTILINE)
    assert sorted(documented) == sorted(set(jjj_parse.__all__) - {"__version__"})


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=lambda page: page.name)
def test_every_prompt_stands_in_a_block_that_runs(page: Path) -> None:
    """A block in another language (`python`, none) with a prompt in it would look like an example and never run."""
    blocks = re.findall(r"^ *```(\w*).*?\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert all(language == "pycon" for language, code in blocks if ">>> " in code)
