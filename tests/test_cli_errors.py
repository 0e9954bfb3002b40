"""Every error of the command says what was wrong, where, and what to do next."""

from __future__ import annotations

import csv
import errno
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from extras import needs
from jjj_parse import _sheet, cli
from jjj_parse._cli_hints import cannot_read, cannot_write
from jjj_parse._sheet import Sheet

# The command line, its exit code, and what the error has in it. {cwd} is the folder.
ROWS = [
    # What is asked for
    ("", 2, ["arguments are required: COMMAND", "jjj-parse --help has examples"]),
    ("extrac a.txt", 2, ["'extrac': expected extract, column", "did you mean 'extract'?"]),
    ("extract report.txt --form csv", 2, ["no option '--form'; did you mean '--format'?", "extract --help has examples"]),
    ("extract report.txt --referense=2020-01-01", 2, ["no option '--referense'; did you mean '--reference'"]),
    ("extract -q report.txt", 2, ["no option '-q'"]),
    ("--vers", 2, ["no option '--vers'; did you mean '--version'?"]),
    ("column data.csv --colum 投资额 -o out.csv", 2, ["required: --column", "no option '--colum'; did you mean '--column'?"]),
    ("column data.csv b.csv --column a -o out.csv", 2, ["one argument too many: 'b.csv' (a name with blanks in it needs quotes)"]),
    ("extract report.txt --format xml", 2, ["argument --format: 'xml': expected table, jsonl, csv, parquet"]),
    ("extract report.txt --format parqet", 2, ["did you mean 'parquet'?"]),
    ("column data.csv --column a --kind mony -o out.csv", 2, ["argument --kind: 'mony'", "did you mean 'money'?"]),
    ("column data.csv --column a --kind zzz -o out.csv", 2, ["argument --kind: 'zzz'", "absorbed_dose", "volume"]),
    ("schema mentoin", 2, ["'mentoin': expected mention, row, fact; did you mean 'mention'?"]),
    ("completion tcsh", 2, ["argument SHELL: 'tcsh': expected bash, zsh, fish"]),
    ("extract report.txt --reference '8 June'", 2, ["argument --reference: '8 June'", "a date such as 2020-06-08"]),
    ("facts report.txt --reference 2020-02-30", 2, ["'2020-02-30'", "a date such as 2020-06-08"]),
    ("extract report.txt --encoding klingon", 2, ["argument --encoding: 'klingon'", "such as utf-8, gb18030"]),
    ("extract report.txt --workers 0", 2, ["argument --workers: '0': expected a whole number from 1"]),
    # Files that come in
    ("extract reprot.txt", 66, ["reprot.txt: No such file or directory in {cwd}; did you mean 'report.txt'?"]),
    ("show reprot.txt", 66, ["did you mean 'report.txt'?"]),
    ("verify 3亿元 reprot.txt", 66, ["did you mean 'report.txt'?"]),
    ("verify 3元和5元 report.txt", 2, ["CLAIM: several at 3:5 in '3元和5元': expected one quantity or date in a claim, not 2"]),
    ("facts reprot.txt", 66, ["did you mean 'report.txt'?"]),
    ("column dat.csv --column a -o out.csv", 66, ["dat.csv: No such file or directory in {cwd}; did you mean 'data.csv'"]),
    ("column reports.csv --column a -o out.csv", 66, ["reports.csv: a folder: name a file in it"]),
    ("extract report/a.txt", 66, ["there is no folder report; did you mean 'reports'"]),
    ("extract none/a.txt", 66, ["none/a.txt: No such file or directory in {cwd}: there is no folder none"]),
    ("extract empty", 66, ["empty: no file in it ends in .txt", "give a pattern, such as 'empty/**/*.log'"]),
    ("facts empty", 66, ["empty: no file in it ends in .txt", "give a pattern, such as 'empty/**/*.log'"]),
    ("show empty", 66, ["empty: no file in it ends in .txt", "give a pattern, such as 'empty/**/*.log'"]),
    ("facts 'x*.txt'", 66, ["x*.txt: no file has such a name in {cwd}; **/ before the name"]),
    ("extract mixed.txt", 65, ["mixed.txt:2: not UTF-8: ", "the line is left out; --encoding NAME reads another"]),
    ("extract utf16.txt --encoding ascii", 65, ["utf16.txt:1: not ASCII", "--encoding NAME reads another encoding"]),
    ("column data.xls --column a -o out.csv", 2, ["data.xls: expected a name that ends in one of .csv", "save the table in one of these"]),
    # Tables that come in
    ("column data.csv --column 投资额 -o out.csv", 2, [
        "data.csv has no column '投资额': its columns are 地点, 投资额（万元）, 投资额（亿元）; did you mean '投资额（万元）'"]),
    ("column data.csv --column 投资额(亿元) -o out.csv", 2, ["did you mean '投资额（亿元）' or '投资额（万元）'?"]),
    ("column data.csv --column 面积 -o out.csv", 2, ["; --header-row N names another row of headers"]),
    ("column lines.jsonl --column b -o out.csv", 2, ["lines.jsonl has no column 'b': its columns are a"]),
    ("column wide.csv --column x -o out.csv", 2, ["its columns are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … (30 in all)"]),
    ("column twice.csv --column a -o out.csv", 2, ["twice.csv has several columns 'a': rename all but one"]),
    ("column empty.csv --column a -o out.csv", 2, ["empty.csv is empty: expected headers in its first row"]),
    ("column empty.jsonl --column a -o out.csv", 2, ["empty.jsonl has no column 'a', nor any other: is the file empty?"]),
    ("column data.csv --column a --header-row 9 -o out.csv", 2, ["data.csv has no row 9: give a smaller --header-row"]),
    ("column bad.xlsx --column a -o out.csv", 65, ["bad.xlsx is no xlsx file", "save it as .xlsx"]),
    ("column bad.parquet --column a -o out.csv", 65, ["bad.parquet is no Parquet file, or damaged", "make it anew"]),
    ("column book.xlsx --sheet 项目标 --column a -o out.csv", 2, ["book.xlsx has no sheet '项目标': it has 项目表; did you mean"]),
    ("column lines.jsonl --column a -o out.csv", 65, [
        "lines.jsonl:2: no JSON: ", "lines.jsonl:3: no JSON object", 'the line is left out; expected an object such as {"a": 1}']),
    ("column rows.csv --column a -o out.csv", 65, [
        'rows.csv:2: 3 cells, expected 2: the row is left out; a cell with a comma in it needs quotes, "1,234.5"',
        "rows.csv:3: not UTF-8: a cell that lost characters gives no value; --encoding NAME reads another encoding"]),
    ("column twice.csv --column b -o out.csv --prefix b", 2, ["twice.csv has a column 'b_amount' already: give the new ones a --prefix"]),
    ("column data.csv --sheet x --column a -o out.csv", 2, ["data.csv: --sheet is for .xlsx: leave it out"]),
    ("column lines.jsonl --header-row 2 --column a -o out.csv", 2, ["--header-row is for .csv, .tsv, .xlsx: leave it out"]),
    ("column book.xlsx --encoding gbk --column a -o out.csv", 2, ["--encoding is for .csv, .tsv: leave it out"]),
    ("column data.csv --column 投资额（万元） --currency yuan -o out.csv", 2, ["an ISO 4217 code such as 'CNY', not 'yuan'"]),
    ("column data.csv --column 投资额（万元） --unit 亩 -o out.csv", 2, ["unit '亩' names no unit of money: expected a unit"]),
    ("column data.csv --column 地点 --kind date --unit 亩 -o out.csv", 2, ["the kind date have no unit: leave it out"]),
    # The table of days
    ("facts report.txt --references day.csv", 66, ["day.csv: No such file or directory in {cwd}; did you mean 'days.csv'"]),
    ("facts report.txt --references nodays.csv", 65, ["nodays.csv has no column 'reference': its columns are file, day"]),
    ("facts report.txt --references empty.csv", 65, ["empty.csv has no column 'file': it is empty", "expected the columns file and reference"]),
    ("facts report.txt --references baddays.csv", 65, ["baddays.csv:2: '13.4.2022': expected a date such as 2020-06-08"]),
    ("facts report.txt --references nofile.csv", 65, ["nofile.csv:2: expected the name of a file in the column file"]),
    ("facts report.txt --references twodays.csv", 65, ["twodays.csv:3: a.txt was written on 2022-04-13 already: keep one line"]),
    ("facts reports --references folders.csv", 65, ["folders.csv: reports/a.txt: the table has several files of this name: name it with its folder"]),
    ("facts report.txt --references mixed.txt", 65, ["mixed.txt: not UTF-8", "save it as UTF-8"]),
    # What goes out
    ("extract report.txt -o report.txt", 2, ["report.txt is also an input, which would be lost: name another output"]),
    ("column data.csv --column 地点 -o data.csv", 2, ["data.csv is also an input"]),
    ("facts report.txt reports -o none/out.csv", 2, ["cannot write none/out.csv: there is no folder none: make it first"]),
    ("extract report.txt -o none/out.csv", 2, ["cannot write none/out.csv: there is no folder none: make it first"]),
    ("column data.csv --column 地点 -o none/out.xlsx", 2, ["cannot write none/out.xlsx: there is no folder none: make it first"]),
    ("show report.txt --html none/out.html", 2, ["cannot write none/out.html: there is no folder none: make it first"]),
    ("extract report.txt -o reports", 2, ["cannot write reports: it is a folder: name a file in it, such as reports/out"]),
    ("extract report.txt -o data.csv/out", 2, ["cannot write data.csv/out: data.csv is a file: name a folder before"]),
    ("extract report.txt --save-text none", 2, ["--save-text none: there is no such folder: make it first"]),
    ("extract report.txt --format parquet", 2, ["parquet needs an output file: -o OUT.parquet"]),
    ("extract report.txt --resume", 2, ["--resume needs an output file (-o)"]),
    ("extract report.txt --resume -o done.csv", 2, ["done.csv has no journal beside it", "leave out --resume to write it anew"]),
    ("extract report.txt --resume -o begun.csv", 2, ["begun.csv.journal is of a run with other options: give the same, or leave out --resume"]),
    ("column data.csv --column 地点 -o out.doc", 2, ["out.doc: expected a name that ends in one of .csv", ".dta"]),
    ("facts report.txt -o out.xls", 2, ["out.xls: expected a name that ends in .csv, .jsonl, .parquet, .xlsx"]),
    ("show report.txt reports --html out.html", 2, ["--html shows one file, not 2: name one, or leave --html out"]),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with good files and bad ones, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    for name in ("reports", "empty", "reports.csv"):
        Path(name).mkdir()
    texts = {
        "report.txt": "总投资3亿元\n",
        "reports/a.txt": "总投资3亿元\n",
        "data.csv": "地点,投资额（万元）,投资额（亿元）\n甲,1,2\n",
        "twice.csv": "a,a,b,b_amount\n1,2,3,4\n",
        "wide.csv": ",".join(map(str, range(30))) + "\n",
        "lines.jsonl": '{"a": 1}\nnope\n[1]\n',
        "days.csv": "file,reference\na.txt,2022-04-13\n",
        "nodays.csv": "file,day\n",
        "baddays.csv": "file,reference\na.txt,13.4.2022\n",
        "nofile.csv": "file,reference\n,2022-04-13\n",
        "twodays.csv": "file,reference\na.txt,2022-04-13\na.txt,2023-04-13\n",
        "folders.csv": "file,reference\nnorth/a.txt,2022-04-13\nsouth/a.txt,2023-04-13\n",
        "bad.xlsx": "x",
        "bad.parquet": "PAR1",
        "empty.csv": "",
        "empty.jsonl": "",
        "done.csv": "",
        "begun.csv": "",
        "begun.csv.journal": "{}\n",
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("mixed.txt").write_bytes("一季度\n".encode() + b"\xd7\xdc\n")
    Path("utf16.txt").write_bytes("总投资3亿元".encode("utf-16-le"))
    Path("rows.csv").write_bytes(b"a,b\n1,2,3\n1\xff,2\n")
    return tmp_path


def run(line: str) -> int:
    """The exit code of a command line, however it is given."""
    try:
        return cli.main(shlex.split(line))
    except SystemExit as stopped:
        assert isinstance(stopped.code, int)
        return stopped.code


@pytest.mark.parametrize(("line", "code", "said"), ROWS, ids=[line for line, _, _ in ROWS])
def test_an_error(line: str, code: int, said: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if "column" in line:
        needs("pyarrow")
    if "book.xlsx" in line:
        needs("openpyxl")
        sheet = Sheet(["a"], "项目表")
        sheet.append([1])
        sheet.save(folder / "book.xlsx")
    if "bad.xlsx" in line:
        needs("openpyxl")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(line) == code
    error = capsys.readouterr().err
    for words in said:
        assert words.replace("{cwd}", str(folder)) in error
    assert "Traceback" not in error and "[Errno" not in error
    assert all(path.read_bytes() == data for path, data in before.items()), "no file that was there is changed"
    if code == 2:
        assert {path for path in folder.rglob("*") if path.is_file()} == set(before), "nothing is left behind"


# A library that is missing: the line that installs it

WITHOUT = """
import builtins, importlib.util, sys

def without(module):
    plain, found = builtins.__import__, importlib.util.find_spec

    def imported(name, *rest, **named):
        if name.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return plain(name, *rest, **named)

    builtins.__import__ = imported
    importlib.util.find_spec = lambda name, *rest: None if name == module else found(name, *rest)

"""


@pytest.mark.parametrize(
    ("line", "module", "extra"),
    [
        ("column data.csv --column 地点 -o out.csv", "pyarrow", "arrow"),
        ("column data.csv --column 地点 -o out.xlsx", "openpyxl", "xlsx"),
        ("column bad.xlsx --column 地点 -o out.csv", "openpyxl", "xlsx"),
        ("column data.csv --column 地点 -o out.dta", "pandas", "stata"),
        ("extract report.txt -o out.parquet", "pyarrow", "arrow"),
        ("facts report.txt -o out.parquet", "pyarrow", "arrow"),
        ("facts report.txt -o out.xlsx", "openpyxl", "xlsx"),
        ("extract page.html", "selectolax", "files"),
        ("extract gbk.txt", "charset_normalizer", "files"),
        ("completion zsh", "shtab", "cli"),
    ],
)
def test_a_missing_library(line: str, module: str, extra: str, folder: Path) -> None:
    if module != "pyarrow" and line.startswith("column"):
        needs("pyarrow")
    (folder / "page.html").write_text("<html><p>总投资3亿元</html>", encoding="utf-8")
    (folder / "gbk.txt").write_bytes("总投资3亿元，占地三百亩".encode("gbk"))
    program = WITHOUT + f"without({module!r}); from jjj_parse import cli; sys.exit(cli.main({shlex.split(line)!r}))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 65, done.stderr
    assert f'python -m pip install "jjj_parse[{extra}]"' in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(folder.glob("out.*"))


# What the disk says


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "No such file or directory"),
        (errno.EISDIR, "a folder: name a file in it"),
        (errno.EACCES, "no permission to read it: ask its owner, or read a copy"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_file_that_cannot_be_read(number: int, said: str, tmp_path: Path) -> None:
    assert cannot_read(tmp_path / "a.txt", OSError(number, "?" if number != errno.EIO and number != errno.ENOENT else said)) == said  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "there is no folder x: make it first"),
        (errno.ENOTDIR, "x is a file: name a folder before the last /"),
        (errno.EISDIR, "it is a folder: name a file in it, such as x/y/out"),
        (errno.EACCES, "no permission: name a file in another folder"),
        (errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_file_that_cannot_be_written(number: int, said: str) -> None:
    assert cannot_write(Path("x/y"), OSError(number, "No space left on device")) == f"cannot write x/y: {said}"


# What a sheet cannot hold


def test_a_text_too_long_for_a_sheet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs("pyarrow", "openpyxl")
    with (folder / "long.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a"], ["长" * 40_000]])
    assert run("column long.csv --column a -o out.xlsx") == 2
    assert (
        "row 2: a cell of a sheet holds 32,767 characters, not 40,000: write csv, jsonl or parquet instead"
        in capsys.readouterr().err
    )
    assert not (folder / "out.xlsx").exists()


@pytest.mark.parametrize("line", ["column data.csv --column 地点 -o out.xlsx", "facts report.txt -o out.xlsx"])
def test_more_rows_than_a_sheet_has(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs("pyarrow", "openpyxl")
    monkeypatch.setattr(_sheet, "ROWS", 1)
    assert run(line) == 2
    assert "a sheet holds 1 rows: write csv, jsonl or parquet instead" in capsys.readouterr().err
    assert not (folder / "out.xlsx").exists()


def test_no_word_that_is_none_of_its_options_is_called_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts -o out.xls -- -x.txt") == 2
    assert run("extrac --format csv -o out.csv") == 2
    assert "no option" not in capsys.readouterr().err


def test_the_rows_name_every_subcommand() -> None:
    (commands,) = (action for action in cli.argument_parser()._actions if action.metavar == "COMMAND")
    assert set(dict(commands.choices or {})) - {"demo"} <= {line.partition(" ")[0] for line, _, _ in ROWS}
