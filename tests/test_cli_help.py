"""The help texts: their examples run as they stand, and the reference shows what they say."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from extras import missing, needs, needs_program
from jjj_parse import cli
from jjj_parse._sheet import Sheet

ROOT = Path(__file__).parents[1]
ARTICLE = "今年一季度，全市129个重点项目集中开工，总投资243.81亿元，占地约3000亩，增长12%。\n"
SHARED = {"en": "What several commands take", "zh": "几个命令共有的参数"}


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of each subcommand, and that of the whole command under the name ``."""
    whole = cli.argument_parser()
    (commands,) = (action for action in whole._actions if isinstance(action, argparse._SubParsersAction))
    return {"": whole, **commands.choices}


def examples(parser: argparse.ArgumentParser) -> list[str]:
    """The lines with which its help ends."""
    _, found, tail = parser.format_help().rpartition("\nexamples:\n")
    assert found, f"{parser.prog} --help has no examples: declare the command with add_command"
    return [line.removeprefix("  ") for line in tail.splitlines()]


PARSERS = parsers()
EXAMPLES = [(name, line) for name, parser in PARSERS.items() for line in examples(parser)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with every file that an example names, in which `jjj-parse` is a command."""
    (tmp_path / "report.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><p>{ARTICLE}</p></body></html>", encoding="utf-8")
    for folder in ("reports/2024", "archive/old", "texts", "bin", ".zfunc", ".config/fish/completions"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / ".local/share/bash-completion/completions").mkdir(parents=True)
    (tmp_path / "reports" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "reports" / "2024" / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "archive" / "old" / "a.log").write_bytes(ARTICLE.encode("gb18030"))
    (tmp_path / "days.csv").write_text("file,reference\na.txt,2024-03-01\nb.txt,2023-03-01\n", encoding="utf-8")
    command = tmp_path / "bin" / "jjj-parse"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m jjj_parse.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "projects.csv").write_text("地点,投资额（万元）\n甲,1234.5\n乙,约3亿元\n", encoding="utf-8")
    (tmp_path / "land.csv").write_text("地点,面积\n甲,300\n乙,约40\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("地点,开工时间\n甲,今年5月\n乙,2020-06-08\n", encoding="utf-8")
    if not missing("openpyxl"):
        sheet = Sheet(["地点", "投资额（万元）"])
        sheet.append(["甲", 1234.5])
        sheet.save(tmp_path / "projects.xlsx")
    return tmp_path


def test_every_help_ends_with_two_to_four_examples() -> None:
    for name, parser in PARSERS.items():
        lines = examples(parser)
        assert 2 <= len(lines) <= 4, name
        assert all(line.startswith(f"jjj-parse {name}".rstrip()) for line in lines), name


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_runs(name: str, line: str, home: Path) -> None:
    needs("pyarrow", "openpyxl", "selectolax", "charset_normalizer", "shtab")
    bash = needs_program("bash")
    environment = {**os.environ, "HOME": str(home), "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    before = {path for path in home.rglob("*") if path.is_file()}
    done = subprocess.run(
        [bash, "-c", line], cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    written = {path for path in home.rglob("*") if path.is_file()} - before
    if re.search(r" -o | > | --html | --save-text ", line):
        assert written and all(path.stat().st_size for path in written), "it writes what it names"
    if not re.search(r" -o | > | --html ", line):
        assert done.stdout, "it prints"


def test_lines_of_examples_are_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for parser in parsers().values() for line in examples(parser)] == [line for _, line in EXAMPLES]


# The reference. That it shows usage and examples as the help does is tested in test_docs.py: that part of it is made.


@pytest.mark.parametrize("language", SHARED)
def test_the_reference_tells_of_every_argument(language: str) -> None:
    """Each in the section of its command, or in that of what several take; and of no option that there is not."""
    page = (ROOT / "docs" / language / "reference" / "cli.md").read_text(encoding="utf-8")
    sections = dict(section.split("\n", 1) for section in page.split("\n## ")[1:])
    told = {title: set(re.findall(r"^`.*`$", text, re.MULTILINE)) for title, text in sections.items()}
    shared = options_in(told[SHARED[language]])
    for name, parser in PARSERS.items():
        if not name:
            continue
        assert name in sections, f"a section ## {name} with `{name}` as its first term"
        taken = {option for action in parser._actions for option in action.option_strings} - {
            "-h",
            "--help",
            "--output",
        }
        here = options_in(told[name])
        assert taken <= here | shared, f"{name}: {taken - here - shared} is not told of"
        assert here <= taken, f"{name}: {here - taken} is told of, and there is none"


def options_in(terms: set[str]) -> set[str]:
    return {option for term in terms for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", term)}
