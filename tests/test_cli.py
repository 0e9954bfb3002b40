"""The command, in this process and as a real one."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

from extras import needs
from jjj_parse import __version__, cli, extract
from jjj_parse.show import columns

ARTICLE = "今年一季度，全市129个重点项目集中开工，总投资243.81亿元，占地约3000亩，增长12%。\n"
BOM = b"\xef\xbb\xbf"


def run(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "jjj_parse.cli", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, env=env, cwd=cwd, check=False)


def lines(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8", newline="\n")
    return path


# What comes in


def test_jsonl_is_to_dict_a_line(article: Path) -> None:
    done = run("extract", article)
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done.stdout) == [mention.to_dict() for mention in extract(ARTICLE)]
    assert len(lines(done.stdout)) == 5


def test_offsets_cut_the_text_out_of_the_file(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    for line in lines(run("extract", article).stdout):
        assert isinstance(line["start"], int) and isinstance(line["end"], int)
        assert text[line["start"] : line["end"]] == line["text"]


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "-"]])
def test_standard_input(arguments: list[str], article: Path) -> None:
    assert run(*arguments, stdin=article.read_bytes()).stdout == run("extract", article).stdout


def test_a_byte_order_mark_is_no_character(article: Path) -> None:
    without = run("extract", article).stdout
    article.write_bytes(BOM + article.read_bytes())
    assert run("extract", article).stdout == without


def test_windows_line_ends_keep_their_place(article: Path) -> None:
    article.write_bytes(b"\r\n" + article.read_bytes().replace(b"\n", b"\r\n"))
    found = lines(run("extract", article).stdout)
    assert found == [mention.to_dict() for mention in extract("\r\n" + ARTICLE.replace("\n", "\r\n"))]


def test_reference(article: Path) -> None:
    first = lines(run("extract", "--reference", "2022-04-13", article).stdout)[0]
    assert first["value"] == {"start": "2022-01-01", "end": "2022-03-31"}
    assert lines(run("extract", "--reference", "2022-04-13T08:59:58", article).stdout)[0] == first


def test_an_undecodable_line_is_reported_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    bad = "总投资9亿元".encode("gbk")
    path.write_bytes("投资1.8亿元。\n".encode() + bad + "\n面积300亩。\n".encode())
    done = run("extract", path)
    assert done.returncode == 65
    assert done.stderr.decode() == (
        f"jjj-parse: {path}:2: not UTF-8: invalid continuation byte at byte 1: "
        f"the line is left out; --encoding NAME reads another encoding{os.linesep}"
    )
    assert [line["text"] for line in lines(done.stdout)] == ["1.8亿元", "300亩"]
    text = path.read_bytes().decode("utf-8", "replace")
    for line in lines(done.stdout):
        assert isinstance(line["start"], int) and isinstance(line["end"], int)
        assert text[line["start"] : line["end"]] == line["text"]


def test_a_line_with_one_bad_byte_gives_nothing_at_all(tmp_path: Path) -> None:
    # The byte may have been part of 超过 or 不到: what stands beside it would be half a reading.
    path = tmp_path / "one.txt"
    path.write_bytes("总投资".encode() + b"\xff" + "1.8亿元，占地300亩".encode())
    assert run("extract", path).stdout == b""


def test_every_undecodable_line_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes(ARTICLE.encode("gbk") * 3)
    done = run("extract", "--encoding", "utf-8", path)
    assert done.returncode == 65
    assert done.stdout == b""
    assert [line.split(":")[-4] for line in done.stderr.decode().splitlines()] == ["1", "2", "3"]


def test_a_missing_file_is_reported_and_the_rest_goes_on(article: Path) -> None:
    missing = article.with_name("missing.txt")
    done = run("extract", missing, article)
    assert done.returncode == 66
    assert done.stderr.decode() == f"jjj-parse: {missing}: No such file or directory{os.linesep}"
    assert len(lines(done.stdout)) == 5


def test_a_folder_is_reported(tmp_path: Path) -> None:
    done = run("extract", tmp_path)
    assert done.returncode == 66
    assert f"jjj-parse: {tmp_path}: ".encode() in done.stderr


def test_a_missing_file_outweighs_a_bad_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\n")
    assert run("extract", bad, tmp_path / "missing.txt", bad).returncode == 66


def test_bytes_of_every_kind_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "noise.bin"
    path.write_bytes(bytes(range(256)) * 20 + "\n总投资1.8亿元".encode())
    done = run("extract", path)
    assert done.returncode == 65
    assert [line["text"] for line in lines(done.stdout)][-1] == "1.8亿元"
    assert b"Traceback" not in done.stderr


# What goes out


def test_the_file_is_named_when_there_are_several(article: Path) -> None:
    other = article.with_name("other.txt")
    shutil.copy(article, other)
    found = lines(run("extract", article, other).stdout)
    assert [line.pop("file") for line in found] == [str(article)] * 5 + [str(other)] * 5
    assert found[:5] == lines(run("extract", article).stdout)


def test_csv(article: Path) -> None:
    done = run("extract", "--reference", "2022-04-13", "--format", "csv", article)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))
    assert tuple(rows[0]) == cli.CSV_COLUMNS
    assert [(row["text"], row["value"]) for row in rows] == [
        ("今年一季度", "2022-01-01/2022-03-31"),
        ("129个", "129 个"),
        ("243.81亿元", "24381000000 CNY"),
        ("3000亩", "3000 mu"),
        ("12%", "12%"),
    ]
    assert {row["file"] for row in rows} == {str(article)}
    assert [(row["amount"], row["low"], row["high"], row["unit"], row["modifier"]) for row in rows] == [
        ("", "2022-01-01", "2022-03-31", "", ""),
        ("129", "", "", "个", ""),
        ("24381000000", "", "", "CNY", ""),
        ("3000", "", "", "mu", "about"),
        ("0.12", "", "", "ratio", ""),
    ]


def test_csv_of_ranges_points_and_multiples(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    article.write_text("引进3至5家，提高3.5个百分点，是去年的3倍", encoding="utf-8")
    assert cli.main(["extract", "--format", "csv", str(article)]) == 0
    rows = {row["text"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert [rows["3至5家"][key] for key in ("amount", "low", "high", "unit")] == ["", "3", "5", "家"]
    assert [rows["3.5个百分点"][key] for key in ("amount", "unit")] == ["3.5", "points"]
    assert [rows["3倍"][key] for key in ("amount", "unit")] == ["3", "times"]


def test_csv_without_a_mention_is_its_header() -> None:
    done = run("extract", "--format", "csv", stdin="风调雨顺".encode())
    assert done.stdout.decode() == ",".join(cli.CSV_COLUMNS) + "\n"


def test_table(article: Path) -> None:
    done = run("extract", "--format", "table", article)
    rows = done.stdout.decode("utf-8").splitlines()
    assert rows[0].split()[:5] == ["start", "text", "kind", "value", "modifier"]
    assert "24381000000 CNY" in rows[4]
    # Columns line up on a terminal, where a Chinese character takes two columns.
    at = columns(rows[0][: rows[0].index("kind")])
    for row, kind in zip(rows[2:], ["date", "count", "money", "area", "percent"], strict=True):
        assert columns(row[: row.index(f" {kind} ") + 1]) == at


def test_table_of_several_files_names_each(article: Path) -> None:
    empty = article.with_name("empty.txt")
    empty.touch()
    text = run("extract", "--format", "table", article, empty).stdout.decode("utf-8")
    assert text.startswith(f"{article}\n")
    assert text.endswith(f"\n\n{empty}\nnothing found\n")


def test_output_file(article: Path) -> None:
    target = article.with_name("out.jsonl")
    done = run("extract", "-o", target, article)
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_bytes() == run("extract", article).stdout


def test_an_input_is_never_overwritten(article: Path) -> None:
    done = run("extract", article, "-o", article)
    assert done.returncode == 2
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_an_output_that_cannot_be_written(article: Path) -> None:
    done = run("extract", article, "-o", article / "out.jsonl")
    assert done.returncode == 2
    assert b"cannot write" in done.stderr


def test_the_locale_does_not_matter(article: Path) -> None:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    done = run("extract", article, env={**plain, "LC_ALL": "C"})
    assert done.stdout == run("extract", article).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a file name")
def test_a_file_name_that_is_no_text(tmp_path: Path, article: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff.txt"
    shutil.copy(article, os.fsdecode(odd))
    done = run("extract", os.fsdecode(odd), article)
    assert done.returncode == 0
    assert lines(done.stdout)[0]["file"] == os.fsdecode(odd)


# Usage and signals


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["extract", "--form", "csv"],
        ["extract", "--format", "xml"],
        ["extract", "--reference", "8 June"],
        ["extract", "--reference", "2020-06-08T17:32:04+08:00"],
    ],
)
def test_wrong_usage(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage: jjj-parse" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"jjj-parse {__version__}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipe")
def test_broken_pipe(article: Path) -> None:
    article.write_text(ARTICLE * 2000, encoding="utf-8")
    command = [sys.executable, "-m", "jjj_parse.cli", "extract", str(article)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_interrupt() -> None:
    # A shell that runs the tests in the background hands down an ignored SIGINT; the command is tried as in a terminal.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from jjj_parse import cli; "
        "print('ready', flush=True); sys.exit(cli.main(['extract']))"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)  # it waits for input
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == b""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_people_only(monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    needs("tqdm")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    screen, log = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    assert cli.main(["extract", str(article), str(article)]) == 0
    assert "0/2 [" in screen.getvalue()
    monkeypatch.setattr(sys, "stderr", log)
    assert cli.main(["extract", str(article), str(article)]) == 0
    assert log.getvalue() == ""


def test_without_tqdm_there_is_no_bar(monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert cli.main(["extract", str(article), str(article)]) == 0
    assert screen.getvalue().startswith("jjj-parse: 2 files, 10 mentions, 0 unreadable, ")


def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert cli.main(["extract", str(article)]) == 0
    assert screen.getvalue().startswith("start  text")


# Demo and script


def test_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo"]) == 0
    shown = [" ".join(row.split()) for row in capsys.readouterr().out.splitlines()]
    # One row of each kind of value, Simplified and Traditional.
    for expected in (
        "1.8亿美元 money 180000000 USD",
        "36.5万平方米 area 365000 m2",
        "3000余人 count 3000 人 more_than",
        "12.5% percent 12.5%",
        "3.5个百分点 percent 3.5pp",
        "300万元/亩 rate 3000000 CNY/mu",
        "2021年10月8日 date 2021-10-08 since",
        "78億至85億港元 money 7800000000 HKD .. 8500000000 HKD",
        "12億日圓 money 1200000000 JPY",
    ):
        assert any(expected in row for row in shown), expected


def test_the_installed_command(tmp_path: Path) -> None:
    command = shutil.which("jjj-parse", path=sysconfig.get_path("scripts"))
    assert command is not None
    done = subprocess.run([command, "demo"], capture_output=True, cwd=tmp_path, timeout=60, check=True)
    assert len(done.stdout.splitlines()) > 50
    assert done.stderr == b""


def test_columns_of_a_terminal() -> None:
    assert [columns(text) for text in ("", "12%", "亩", "１２", "“", "e\u0301", "\u200b")] == [0, 3, 2, 4, 1, 1, 0]
