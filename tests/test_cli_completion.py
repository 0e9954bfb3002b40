"""The completion scripts, each loaded by its own shell and asked what it completes."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extras import needs, needs_program
from jjj_parse import _cli_completion, cli

# A line that ends where Tab is pressed, and what may stand there.
LINES = [
    ("jjj-parse sh", {"show"}),
    ("jjj-parse co", {"column", "completion"}),
    ("jjj-parse extract --res", {"--resume"}),
    ("jjj-parse facts --refer", {"--reference", "--references"}),
    ("jjj-parse extract --format ", {"table", "jsonl", "csv", "parquet"}),
    ("jjj-parse column table.csv --kind mo", {"money"}),
    ("jjj-parse completion ", set(_cli_completion.SHELLS)),
    ("jjj-parse extract rep", {"report.txt", "reports"}),
    ("jjj-parse extract -o rep", {"report.txt", "reports"}),
    ("jjj-parse extract --save-text rep", {"reports"}),
]
UNIQUE = [(line, *found) for line, found in LINES if len(found) == 1]


@pytest.fixture
def script(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The script for the shell that the test names, in a folder with a file and a folder in it."""
    needs("shtab")
    assert cli.main(["completion", request.param]) == 0
    path = tmp_path / "_jjj-parse"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    (tmp_path / "report.txt").touch()
    (tmp_path / "reports").mkdir()
    return path


def answers(command: list[str], folder: Path) -> set[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert done.stderr == ""
    return {line.partition("\t")[0].rstrip("/") for line in done.stdout.splitlines() if line}


BASH = """
source "$1"
read -ra COMP_WORDS <<< "$2"
[[ "$2" == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
function=$(complete -p jjj-parse)
function=${function##*-F }
${function%% *}
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("script", ["bash"], indirect=True)
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_bash(script: Path, line: str, expected: set[str]) -> None:
    bash = needs_program("bash")
    assert answers([bash, "--norc", "-c", BASH, "bash", str(script), line], script.parent) == expected


@pytest.mark.parametrize("script", ["fish"], indirect=True)
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_fish(script: Path, line: str, expected: set[str]) -> None:
    fish = needs_program("fish")
    program = f"source {script}; complete -C '{line}'"
    assert answers([fish, "--no-config", "-c", program], script.parent) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
@pytest.mark.parametrize("script", ["zsh"], indirect=True)
def test_zsh(script: Path) -> None:
    """zsh completes at a terminal only, so it gets one: the word that Tab makes of the beginning of one stands on the line."""
    zsh = needs_program("zsh")
    import pty

    ours, its = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "HOME": str(script.parent), "COLUMNS": "200"}
    with subprocess.Popen(
        [zsh, "-f", "-i"], stdin=its, stdout=its, stderr=its, env=environment, cwd=script.parent, start_new_session=True
    ) as shell:
        os.close(its)
        try:
            os.write(
                ours, f"fpath=({script.parent} $fpath); autoload -Uz compinit; compinit -u -D; echo lo''aded\n".encode()
            )
            assert "loaded" in shown(ours, "loaded")
            for line, word in UNIQUE:
                os.write(ours, line.encode() + b"\t")
                expected = line.rpartition(" ")[0] + f" {word}"
                assert expected in shown(ours, expected)
                os.write(ours, b"\x15")  # Ctrl-U: an empty line again
        finally:
            shell.kill()
            os.close(ours)


def shown(terminal: int, expected: str) -> str:
    """What stands on the terminal, once what is expected does, or nothing has come for long."""
    output = b""
    deadline = time.monotonic() + 30
    while expected not in (text := output.decode("utf-8", "replace")) and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            output += os.read(terminal, 65536)
    return text


def test_only_this_command_needs_the_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert cli.main(["completion", "bash"]) == 65
    assert 'python -m pip install "jjj_parse[cli]"' in capsys.readouterr().err
    (tmp_path / "a.txt").write_text("总投资1亿元", encoding="utf-8")
    assert cli.main(["extract", str(tmp_path / "a.txt")]) == 0


def test_every_file_and_folder_is_completed_as_one() -> None:
    """What help calls by another name than these would not be completed by the names of files."""
    known = {
        "FILE",
        "OUT",
        "TABLE",
        "DIR",
        "DATE",
        "NAME",
        "N",
        "KIND",
        "UNIT",
        "CODE",
        "CLAIM",
        "SHELL",
        "COMMAND",
        None,
    }
    used = {action.metavar for action in _cli_completion._actions(cli.argument_parser())}
    assert used <= known, "say in _cli_completion.py whether these are files"
