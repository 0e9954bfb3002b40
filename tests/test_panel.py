"""A panel as rows, as a table, as files, and through the command."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jjj_parse import facts, panel

TEXT = "去年，临川市企业129家，总投资2500000000.1234567890123元，利润率3成左右，工期3至5年，占地三分之一亩。"
FACTS = facts(TEXT, reference=date(2023, 4, 18))


def found() -> list[dict[str, Any]]:
    return list(panel.rows(FACTS, document="a.txt"))


def test_every_row_has_every_column() -> None:
    assert len(found()) == 5
    assert all(tuple(row) == panel.COLUMNS for row in found())


def test_numbers() -> None:
    count, money, percent, duration, area = found()
    assert (count["amount"], count["unit"], count["kind"], count["indicator"]) == (129, "家", "count", "企业")
    # Thirteen decimals do not fit a column of ten: the exact text has them.
    assert (money["amount"], money["unit"], money["exact"]) == (None, "CNY", "2500000000.1234567890123 CNY")
    assert (percent["amount"], percent["unit"], percent["low"], percent["modifier"]) == (
        Decimal("0.3"),
        "ratio",
        None,
        "about",
    )
    assert (duration["amount"], duration["low"], duration["high"], duration["unit"]) == (None, 36, 60, "mo")
    assert (area["amount"], area["exact"]) == (None, "1/3 mu")


@pytest.mark.parametrize(
    "text", ["气温零下5度", "用电5千瓦时", "企业3至5家", "利润率3成", "工期2个月", "工期1个月10天", "总投资5美元"]
)
def test_the_unit_is_that_of_the_columns_and_of_csv(text: str) -> None:
    """One number has one unit, whichever table it stands in; a duration is ISO 8601 in the CSV of `extract`, and needs none."""
    from jjj_parse._cli_output import csv_row
    from jjj_parse.columns import extract_table

    (fact,) = facts(text)
    (row,) = panel.rows([fact])
    assert row["unit"] == extract_table([text])["unit"][0].as_py()
    assert csv_row(fact.mention)["unit"] == (None if fact.kind == "duration" else row["unit"])


def test_degrees_of_no_named_scale() -> None:
    (row,) = panel.rows(facts("气温零下5度"))
    assert (row["amount"], row["unit"]) == (-5, "deg")


def test_dates() -> None:
    first = found()[0]
    assert (first["period_start"], first["period_end"], first["period"]) == (
        date(2022, 1, 1),
        date(2022, 12, 31),
        "2022",
    )


def test_table_is_the_rows() -> None:
    table = panel.to_table(FACTS, document="a.txt")
    assert table.to_pylist() == found()
    assert table.schema.names == list(panel.COLUMNS)
    assert panel.to_table([]).schema == table.schema


def cells(row: dict[str, Any]) -> dict[str, Any]:
    return {name: panel.plain_cell(cell) for name, cell in row.items()}


def test_jsonl(tmp_path: Path) -> None:
    panel.write(found(), tmp_path / "p.jsonl")
    lines = (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [cells(row) for row in found()]


def test_csv(tmp_path: Path) -> None:
    panel.write(found(), tmp_path / "p.csv")
    raw = (tmp_path / "p.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert read == [{name: "" if cell is None else str(cell) for name, cell in cells(row).items()} for row in found()]


def test_parquet(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    panel.write(found(), tmp_path / "p.parquet")
    assert parquet.read_table(tmp_path / "p.parquet").to_pylist() == found()


def test_xlsx(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    long = facts("总投资1234567890123456.78元。")
    panel.write([*found(), *panel.rows(long, document="=b.txt")], tmp_path / "p.xlsx")
    header, *body = load_workbook(tmp_path / "p.xlsx").active.iter_rows(values_only=True)
    assert header == panel.COLUMNS
    read = [dict(zip(header, row, strict=True)) for row in body]
    assert (read[0]["amount"], read[0]["indicator"], read[0]["period_start"].date()) == (129, "企业", date(2022, 1, 1))
    # A number of more digits than a cell keeps stays exact, as text; a text stays that text.
    assert read[5]["amount"] == "1234567890123456.78"
    assert read[5]["document"] == "=b.txt"


def test_another_ending(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected a name that ends in \.csv"):
        panel.write([], tmp_path / "p.ods")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"jjj_parse\[xlsx\]"):
        panel.write([], tmp_path / "p.xlsx")
    with pytest.raises(ImportError, match=r"jjj_parse\[arrow\]"):
        panel.to_table([])


# The command


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "jjj_parse.cli", "facts", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("今年一季度，全市重点项目129个，总投资243.81亿元，用了30天。\n", encoding="utf-8")
    return path


def test_json_lines_on_standard_output(article: Path) -> None:
    done = run(article, "--reference", "2022-04-13")
    assert (done.returncode, done.stderr) == (0, b"")
    read = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(row["indicator"], row["amount"], row["period_start"]) for row in read] == [
        ("重点项目", "129", "2022-01-01"),
        ("总投资", "24381000000", "2022-01-01"),
    ]


def test_all_has_the_numbers_that_measure_nothing_plain(article: Path) -> None:
    assert len(run(article).stdout.splitlines()) == 2
    assert len(run(article, "--all").stdout.splitlines()) == 3


@pytest.mark.parametrize("ending", panel.FORMATS)
def test_every_format(article: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"panel.{ending}"
    done = run(article, "-o", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert output.stat().st_size > 0


def test_a_day_for_each_file(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(article.read_bytes())
    table = tmp_path / "days.tsv"
    table.write_text("file\treference\tnote\narticle.txt\t2022-04-13\t\nother.txt\t2020-04-13\t\n", encoding="utf-8")
    read = [json.loads(line) for line in run(article, other, "--references", table).stdout.decode().splitlines()]
    assert [row["period_start"] for row in read] == ["2022-01-01"] * 2 + ["2020-01-01"] * 2


@pytest.fixture
def folder(tmp_path: Path, article: Path) -> Path:
    made = tmp_path / "reports"
    for name in ("south/a.txt", "north/a.txt", "b.html", ".hidden/c.txt", "d.log", "e.txt"):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(article.read_bytes())
    return made


def documents(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    found = [json.loads(line)["document"] for line in done.stdout.decode().splitlines()]
    return list(dict.fromkeys(found))


def test_a_folder_is_every_text_in_it(folder: Path, article: Path) -> None:
    done = run(folder, article)
    assert documents(done) == [
        *(str(folder / name) for name in ("b.html", "e.txt", "north/a.txt", "south/a.txt")),
        str(article),
    ]
    single = run(folder / "e.txt").stdout.replace(b"e.txt", b"?")
    assert single in done.stdout.replace(b"e.txt", b"?"), "the rows of a file are the same, alone or in a folder"


def test_a_pattern_is_every_file_that_it_matches(folder: Path, tmp_path: Path) -> None:
    assert documents(run(folder / "**" / "a.txt")) == [str(folder / "north/a.txt"), str(folder / "south/a.txt")]
    assert documents(run(folder / "*.log")) == [str(folder / "d.log")]
    done = run(folder / "*.none", folder / "e.txt", "-o", tmp_path / "out.csv")
    assert done.returncode == 66 and b"*.none: no file has such a name" in done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["document"] for row in csv.DictReader(file)} == {str(folder / "e.txt")}


def test_files_of_one_name_in_several_folders_have_their_own_days(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text(
        "file,reference\nsouth/a.txt,2022-04-13\nnorth/a.txt,2021-04-13\ne.txt,2020-04-13\n", encoding="utf-8"
    )
    done = run(folder, "--references", table, "--reference", "2019-04-13")
    first_days = {}
    for line in done.stdout.decode().splitlines():
        row = json.loads(line)
        first_days[Path(row["document"]).relative_to(folder).as_posix()] = row["period_start"]
    assert first_days == {
        "south/a.txt": "2022-01-01",
        "north/a.txt": "2021-01-01",
        "e.txt": "2020-01-01",
        "b.html": "2019-01-01",
    }


def test_an_output_in_the_folder_is_no_input_unless_it_is_one(folder: Path) -> None:
    assert run(folder, "-o", folder / "panel.csv").returncode == 0
    assert run(folder / "*", "-o", folder / "panel.csv").returncode == 2


def test_one_bad_file_does_not_stop_the_rest(article: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "none.txt", article)
    assert done.returncode == 66 and b"none.txt: No such file" in done.stderr
    assert len(done.stdout.splitlines()) == 2
    bad = tmp_path / "bad.txt"
    bad.write_bytes("总投资3亿元\n".encode() + b"\xff\xfe\xff\n" + "占地3亩\n".encode())
    done = run(bad, article)
    assert done.returncode == 65 and b"bad.txt:2: not UTF-8" in done.stderr
    assert len(done.stdout.splitlines()) == 4


def test_standard_input(article: Path) -> None:
    done = run("-", stdin=article.read_bytes())
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == ["-", "-"]


def test_wrong_usage(article: Path, tmp_path: Path) -> None:
    assert b"expected a name that ends in" in run(article, "-o", tmp_path / "p.ods").stderr
    article_csv = tmp_path / "in.csv"
    article_csv.write_bytes(article.read_bytes())
    assert b"is also an input" in run(article_csv, "-o", article_csv).stderr
    table = tmp_path / "days.tsv"
    table.write_text("file\treference\na.txt\t13.4.2022\n", encoding="utf-8")
    assert b"days.tsv:2: '13.4.2022': expected a date" in run(article, "--references", table).stderr
    table.write_text("name\tday\n", encoding="utf-8")
    assert b"expected the columns file and reference" in run(article, "--references", table).stderr
