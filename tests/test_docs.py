"""What the docs say is so: docstring examples, the README table, the names in the reference."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import runpy
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import jjj_parse
from jjj_parse import extract

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LANGUAGES = ("en", "zh")
PAGES = sorted(page for language in LANGUAGES for page in (ROOT / "docs" / language).rglob("*.md"))


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(jjj_parse.__path__, "jjj_parse.")])
def test_docstring_examples(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        if "jjj_parse[" not in str(error) and error.name != "pyarrow":
            raise
        pytest.skip(str(error))
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.REPORT_ONLY_FIRST_FAILURE)
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


@pytest.mark.parametrize(("table", "cases"), [("currencies", "money"), ("units", "measure")])
def test_an_addition_is_one_line_and_one_row(table: str, cases: str, tmp_path: Path) -> None:
    """The additions shown in CONTRIBUTING.md work as shown, in a copy of the package."""
    shown = re.findall(r"`([\w/]+)\.tsv`.*?```tsv\n(.*?)\n```", CONTRIBUTING, re.DOTALL)
    additions = {name.rpartition("/")[2]: line for name, line in shown}
    line, (text, _, kind, span, value, modifier, _) = additions[table], additions[cases].split("\t")
    package = tmp_path / "jjj_parse"
    shutil.copytree(Path(jjj_parse.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "data" / f"{table}.tsv").open("a", encoding="utf-8", newline="\n") as lines:
        lines.write(line + "\n")
    program = "import jjj_parse, sys; m, = jjj_parse.extract(sys.argv[1]); print(m.kind, m.text, m.value, m.modifier)"
    command = [sys.executable, "-X", "utf8", "-c", program, text]
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert done.stdout == f"{kind} {span} {value} {modifier or None}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_made_parts_of_pages_are_those_of_the_data(language: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))
    for name in made["FILLED"]:
        page = (ROOT / "docs" / language / name).read_text(encoding="utf-8")
        assert page == made["filled"](name, language), f"{name}: run docs/make_tables.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_in_its_table(language: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))
    for name, make in made["SECTIONS"]:
        header, *rows = make(made["WORDS"][language])
        shown = [word for row in rows for word in row[header.index("words")].split("、")] if "words" in header else []
        source = {"scales": "latin_scales"}.get(name, name)
        assert not shown or sorted(shown) == sorted(row[0] for row in made["read"](source)[1:]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_name_is_in_the_reference(language: str) -> None:
    api = (ROOT / "docs" / language / "reference/api.md").read_text(encoding="utf-8")
    documented = re.findall(r"^::: jjj_parse\.(\w+)$", api, re.MULTILINE)
    assert sorted(documented) == sorted(set(jjj_parse.__all__) - {"__version__"})


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=lambda page: "/".join(page.parts[-3:])
)
def test_every_prompt_stands_in_a_block_that_runs(page: Path) -> None:
    """A block in another language (`python`, none) with a prompt in it would look like an example and never run."""
    blocks = re.findall(r"^ *```(\w*).*?\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert all(language == "pycon" for language, code in blocks if ">>> " in code)


def navigation(config: str) -> list[str]:
    """The pages of a site in the order of its menu."""
    menu = (ROOT / config).read_text(encoding="utf-8").partition("\nnav:\n")[2]
    return re.findall(r": (\S+\.md)$", menu, re.MULTILINE)


def test_both_languages_have_the_same_pages_in_the_same_order() -> None:
    english, chinese = (
        {page.relative_to(ROOT / "docs" / name).as_posix() for page in (ROOT / "docs" / name).rglob("*.md")}
        for name in LANGUAGES
    )
    made = {"reference/tables.md"}  # from the data files, when the docs are built
    assert english | made == chinese | made
    assert navigation("mkdocs.yml") == navigation("mkdocs.zh.yml")
    assert sorted(navigation("mkdocs.yml")) == sorted(english | made)


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "zh").rglob("*.md")), ids=lambda page: page.name)
def test_no_line_break_stands_between_chinese_characters(page: Path) -> None:
    """A browser shows it as a blank: a paragraph of a Chinese page is one line."""
    prose = re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    wide = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
    assert re.findall(rf"^(?![#|]).*{wide}\n *(?![*|#]){wide}.*$", prose, re.MULTILINE) == []
