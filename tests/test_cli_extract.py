"""`jjj-parse extract` over many files: folders, globs, workers, an interrupted run that goes on, Parquet."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extras import missing, needs
from jjj_parse import _cli_journal, cli, extract

FORMATS = ["jsonl", "csv", "table", *([] if missing("pyarrow") else ["parquet"])]
COUNT = 30


def text(number: int) -> str:
    return f"第{number}批项目总投资{number}亿元，占地约{number}00亩。\n" * (number % 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    for number in range(COUNT):
        path = made / f"{number % 4}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number), encoding="utf-8")
    (made / ".hidden").mkdir()
    (made / ".hidden" / "a.txt").write_text("总投资9亿元", encoding="utf-8")
    (made / "0" / "picture.jpg").write_bytes(bytes(range(256)))
    return made


def run(*arguments: str | Path) -> int:
    return cli.main(["extract", *map(str, arguments)])


def once(folder: Path, style: str, name: str = "whole") -> bytes:
    output = folder.parent / f"{name}.out"
    assert run(folder, "--format", style, "-o", output) == 0
    return output.read_bytes()


# What comes in


def test_a_folder_is_every_text_in_it(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out.jsonl"
    assert run(folder, "-o", output) == 0
    found = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    expected = [
        {"file": str(path), **mention.to_dict()}
        for path in sorted(folder.rglob("*.txt"), key=str)
        if ".hidden" not in path.parts
        for mention in extract(path.read_text(encoding="utf-8"))
    ]
    assert found == expected
    line = capsys.readouterr().err
    assert line.startswith(f"jjj-parse: {COUNT} files, {len(expected)} mentions, 0 unreadable, ")
    assert line.endswith(" MB/s\n")


def test_a_glob_is_every_file_that_it_matches(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "**" / "00*.txt") == 0
    names = {json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()}
    assert names == {str(folder / f"{n % 4}" / f"00{n}.txt") for n in range(10) if n % 3}
    assert run(folder / "*.none") == 66
    assert f"{folder}/*.none: no file has such a name" in capsys.readouterr().err


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "[1].txt").write_text("总投资1亿元", encoding="utf-8")
    assert run(tmp_path / "[1].txt") == 0
    assert "file" not in json.loads(capsys.readouterr().out)


def test_one_file_of_a_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("总投资1亿元", encoding="utf-8")
    assert run(tmp_path) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(tmp_path / "a.txt")


# What goes out


@pytest.mark.parametrize("style", FORMATS)
def test_workers_change_nothing(style: str, folder: Path, tmp_path: Path) -> None:
    bad = folder / "1" / "bad.txt"
    bad.write_bytes("投资1亿元\n".encode() + b"\xff\xd7\xdc\n")
    codes = [
        run(folder, tmp_path / "none.txt", "--format", style, "--workers", workers, "-o", tmp_path / f"{workers}.out")
        for workers in ("1", "3")
    ]
    assert codes == [66, 66]
    assert (tmp_path / "1.out").read_bytes() == (tmp_path / "3.out").read_bytes()


def test_workers_and_saved_texts(folder: Path, tmp_path: Path) -> None:
    for workers in ("1", "2"):
        (tmp_path / workers).mkdir()
        assert run(folder, "--workers", workers, "--save-text", tmp_path / workers, "-o", tmp_path / "out") == 0
    saved = [
        {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / workers).iterdir()}
        for workers in ("1", "2")
    ]
    assert saved[0] == saved[1] and len(saved[0]) == COUNT


def test_the_ending_of_the_output_chooses_the_format(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "-o", tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_bytes() == once(folder, "csv")


def test_parquet(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs("pyarrow")
    import pyarrow.parquet as pq

    assert run(folder, "--reference", "2020-01-01", "-o", tmp_path / "out.parquet") == 0
    assert run(folder, "--reference", "2020-01-01", "--format", "jsonl") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.num_rows == len(lines)
    for row, line in zip(table.to_pylist(), lines, strict=True):
        assert [row[name] for name in ("file", "kind", "start", "end", "text", "modifier")] == [
            line[name] for name in ("file", "kind", "start", "end", "text", "modifier")
        ]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.parquet"]


def test_parquet_of_nothing(tmp_path: Path) -> None:
    needs("pyarrow")
    import pyarrow.parquet as pq

    (tmp_path / "a.txt").write_text("风调雨顺", encoding="utf-8")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out.parquet") == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_parquet_of_more_rows_than_one_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    needs("pyarrow")
    import pyarrow.parquet as pq

    from jjj_parse import _cli_parquet

    whole = once(folder, "parquet")
    monkeypatch.setattr(_cli_parquet, "ROWS", 7)
    once(folder, "parquet", "parts")
    assert pq.ParquetFile(tmp_path / "parts.out").num_row_groups > 3
    (tmp_path / "whole.out").write_bytes(whole)
    assert pq.read_table(tmp_path / "parts.out").equals(pq.read_table(tmp_path / "whole.out"))


# Interrupted and resumed


class Stop(BaseException):
    """Ends a run at once, as a kill would."""


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The run stops when it has added so many documents to the journal."""
    left = [10**6]
    add = _cli_journal.Journal.add

    def counted(*arguments: object) -> None:
        add(*arguments)  # type: ignore[arg-type]
        left[0] -= 1
        if not left[0]:
            raise Stop

    monkeypatch.setattr(_cli_journal.Journal, "add", counted)
    yield left


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_resumed_run_gives_what_one_run_gives(
    style: str, workers: str, folder: Path, tmp_path: Path, stop_after: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2" / "bad.txt").write_bytes("投资1亿元\n".encode() + b"\xff\xd7\xdc\n")
    whole = tmp_path / "whole.out"
    assert run(folder, "--format", style, "-o", whole) == 65
    told = capsys.readouterr().err.splitlines()[-1].rpartition(", ")[0]
    output = tmp_path / "out"
    command = (folder, "--format", style, "--workers", workers, "-o", output)
    for documents in (4, 9):
        stop_after[0] = documents
        with pytest.raises(Stop):
            run(*command, *(["--resume"] if documents == 9 else []))
    # What a kill in the middle of a document leaves behind.
    half = output.with_name("out.part") if style == "parquet" else output
    with half.open("ab") as file:
        file.write(b"half a mention")
    with output.with_name("out.journal").open("a") as file:
        file.write('["half a li')
    assert run(*command, "--resume") == 65
    assert output.read_bytes() == whole.read_bytes()
    assert capsys.readouterr().err.splitlines()[-1].rpartition(", ")[0] == told
    assert not list(tmp_path.glob("out.*"))


@pytest.mark.parametrize("style", FORMATS)
def test_documents_without_a_mention_are_done_too(
    style: str, folder: Path, tmp_path: Path, stop_after: list[int]
) -> None:
    for number in range(3):
        (folder / f"-{number}.txt").touch()
    output = tmp_path / "out"
    for documents in (1, 2):  # the first of them is empty: nothing is in the output yet
        stop_after[0] = documents
        with pytest.raises(Stop):
            run(folder, "--format", style, "-o", output, *(["--resume"] if documents == 2 else []))
        assert output.with_name("out.journal").read_text().count("\n") == (2 if documents == 1 else 4)
    assert run(folder, "--format", style, "-o", output, "--resume") == 0
    assert output.read_bytes() == once(folder, style)


def test_a_file_that_changed_is_read_again(folder: Path, tmp_path: Path, stop_after: list[int]) -> None:
    output = tmp_path / "out.jsonl"
    stop_after[0] = 20
    with pytest.raises(Stop):
        run(folder, "-o", output)
    changed = folder / "0" / "004.txt"
    changed.write_text("总投资77亿元", encoding="utf-8")
    assert run(folder, "-o", output, "--resume") == 0
    assert output.read_bytes() == once(folder, "jsonl")
    assert "77亿元" in output.read_text(encoding="utf-8")


def test_a_file_more_is_read_too(folder: Path, tmp_path: Path, stop_after: list[int]) -> None:
    output = tmp_path / "out.jsonl"
    stop_after[0] = 20
    with pytest.raises(Stop):
        run(folder, "-o", output)
    (folder / "1" / "000.txt").write_text("总投资88亿元", encoding="utf-8")
    assert run(folder, "-o", output, "--resume") == 0
    assert output.read_bytes() == once(folder, "jsonl")


def test_an_output_cut_shorter_than_the_journal_says(folder: Path, tmp_path: Path, stop_after: list[int]) -> None:
    output = tmp_path / "out.jsonl"
    stop_after[0] = 20
    with pytest.raises(Stop):
        run(folder, "-o", output)
    os.truncate(output, output.stat().st_size - 100)
    assert run(folder, "-o", output, "--resume") == 0
    assert output.read_bytes() == once(folder, "jsonl")


def test_other_options_are_refused(
    folder: Path, tmp_path: Path, stop_after: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.jsonl"
    stop_after[0] = 5
    with pytest.raises(Stop):
        run(folder, "-o", output)
    before = output.read_bytes()
    assert run(folder, "-o", output, "--resume", "--reference", "2020-01-01") == 2
    assert "other options" in capsys.readouterr().err
    assert output.read_bytes() == before


def test_resume_where_there_is_nothing_to_resume(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert run(folder, "-o", output, "--resume") == 0  # nothing was begun: it begins
    assert output.read_bytes() == once(folder, "jsonl")
    for arguments in (["-o", str(output)], [], ["-o", str(output), "--save-text", str(tmp_path)]):
        with pytest.raises(SystemExit) as stopped:
            run(folder, "--resume", *arguments)
        assert stopped.value.code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_real_interrupt(workers: str, tmp_path: Path) -> None:
    made = tmp_path / "many"
    made.mkdir()
    for number in range(100):
        (made / f"{number:03}.txt").write_text(text(2) * 10, encoding="utf-8")
    output = tmp_path / "out.jsonl"
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from jjj_parse import cli; sys.exit(cli.main(sys.argv[1:]))"
    )
    arguments = ["extract", str(made), "--workers", workers, "-o", str(output)]
    with subprocess.Popen([sys.executable, "-c", program, *arguments], stderr=subprocess.PIPE) as process:
        journal = output.with_name("out.jsonl.journal")
        deadline = time.monotonic() + 30
        while not (journal.exists() and journal.read_bytes().count(b"\n") > 5) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert b"--resume goes on" in process.stderr.read()
    assert output.stat().st_size > 0
    assert cli.main([*arguments, "--resume"]) == 0
    assert output.read_bytes() == once(made, "jsonl")
