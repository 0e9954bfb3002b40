"""`jjj-parse column`: what comes in goes out again, with exact values beside it."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extras import needs
from jjj_parse import cli

needs("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

from jjj_parse import _json_text
from jjj_parse._tables import _common, _csv, _xlsx
from tables import read

HEADER = "投资额（万元）"
CELLS = ["1,234.5", "3亿元", "1,234.5万元", "-", "约3亿元", "3-5万元", "5000美元", "不详", "", "0.10"]
PLACES = [f"第{n}号" for n in range(len(CELLS))]
NAMES = [f"投资额_{name}" for name in ("amount", "low", "high", "currency", "exact", "modifier", "status", "message")]
INPUTS = (".csv", ".tsv", ".jsonl", ".parquet", ".xlsx")


def write(path: Path, header: str = HEADER, cells: list[Any] = CELLS) -> Path:
    """A table of two columns in the format that the name of the file says."""
    names = ("地点", header)
    rows = list(zip(PLACES, cells, strict=False))
    if path.suffix in (".csv", ".tsv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="," if path.suffix == ".csv" else "\t").writerows([names, *rows])
    elif path.suffix == ".jsonl":
        lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
        path.write_text("".join(lines), encoding="utf-8")
    elif path.suffix == ".parquet":
        pq.write_table(pa.table([PLACES[: len(rows)], cells], names=names), path)
    else:
        needs("openpyxl")
        from openpyxl import Workbook

        book = Workbook()
        assert book.active is not None
        for row in [names, *rows]:
            book.active.append(row)
        book.save(path)
    return path


def run(*arguments: str | Path, column: str = HEADER) -> int:
    return cli.main(["column", *map(str, arguments), "--column", column])


def texts(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(unit: str = HEADER, **options: Any) -> list[dict[str, Any]]:
    return [{f"投资额_{name}": value for name, value in row.items()} for row in read(CELLS, unit=unit, **options)]


@pytest.mark.parametrize("given", INPUTS)
def test_to_parquet(given: str, tmp_path: Path) -> None:
    assert run(write(tmp_path / f"in{given}"), "-o", tmp_path / "out.parquet") == 0
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == ["地点", HEADER, *NAMES]
    assert table["地点"].to_pylist() == PLACES
    assert [cell or "" for cell in table[HEADER].to_pylist()] == CELLS
    assert table.select(NAMES).to_pylist() == expected()
    assert table["投资额_amount"].type == pa.decimal128(38, 10)


@pytest.mark.parametrize("given", INPUTS)
def test_to_csv_and_jsonl(given: str, tmp_path: Path) -> None:
    source = write(tmp_path / f"in{given}")
    for end in ("csv", "tsv", "jsonl"):
        assert run(source, "-o", tmp_path / f"out.{end}") == 0
    rows = texts(tmp_path / "out.csv")
    assert [row["投资额_amount"] for row in rows] == [
        *("12345000", "300000000", "12345000", "", "300000000", "", "5000", "", "", "1000")
    ]
    assert [row["投资额_status"] for row in rows][3:] == ["empty", "ok", "ok", "ok", "unreadable", "empty", "ok"]
    tabs = (tmp_path / "out.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[2] for line in tabs[1:]] == [row["投资额_amount"] for row in rows]
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["投资额_amount"] or "" for line in lines] == [row["投资额_amount"] for row in rows]
    assert [line["地点"] for line in lines] == PLACES


def test_the_options_reach_the_reader(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "开工时间", ["今年5月", "2020-06-08", "x"])
    out = tmp_path / "out.csv"
    assert run(source, "--kind", "date", "--reference", "2021-03-01", "-o", out, column="开工时间") == 0
    assert [row["开工时间_date_start"] for row in texts(out)] == ["2021-05-01", "2020-06-08", ""]
    source = write(tmp_path / "in2.csv")
    assert run(source, "--unit", "亿元", "--currency", "HKD", "--prefix", "额", "-o", out) == 0
    assert [texts(out)[0][name] for name in ("额_amount", "额_currency")] == ["123450000000", "HKD"]


def test_the_line_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(write(tmp_path / "in.csv"), "-o", tmp_path / "out.csv")
    line = capsys.readouterr().err
    assert line.startswith("jjj-parse: 10 rows, 7 values, 2 empty, 1 unreadable, ") and line.endswith(" MB/s\n")


def test_the_new_columns_stand_behind_their_own(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("a,面积(亩),b\n1,7,2\n", encoding="utf-8")
    assert run(path, "--kind", "area", "-o", tmp_path / "out.csv", column="面积(亩)") == 0
    header, row = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("a,面积(亩),面积_amount,") and header.endswith(",面积_message,b")
    assert row == "1,7,7,7,7,mu,,,ok,,2"


# csv as it comes


def test_csv_with_line_breaks_in_cells_and_rows_of_other_lengths(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(f'{HEADER},备注\r\n1,"带\n换行"\r\n2\r\n\r\n3,x,y\r\n4,=1+1\r\n'.encode("utf-8-sig"))
    assert run(path, "-o", tmp_path / "out.csv") == 65
    assert f"{path}:6: 3 cells, expected 2" in capsys.readouterr().err
    rows = texts(tmp_path / "out.csv")
    assert [(row[HEADER], row["投资额_amount"], row["备注"]) for row in rows] == [
        ("1", "10000", "带\n换行"),
        ("2", "20000", ""),
        ("4", "40000", "=1+1"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    needs("charset_normalizer")
    path = tmp_path / "in.csv"
    body = "".join(f"{n},某某新区产业园建设项目,总投资\n" for n in range(50))
    path.write_bytes(f"{HEADER},名称,备注\n{body}".encode(encoding))
    assert run(path, "-o", tmp_path / "out.csv") == 0
    assert texts(tmp_path / "out.csv")[7]["投资额_amount"] == "70000"
    if encoding == "gb18030":
        assert run(path, "--encoding", "gbk", "-o", tmp_path / "named.csv") == 0
        assert (tmp_path / "named.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"a;{HEADER}\n1;1,5\n", encoding="utf-8")
    run(path, "-o", tmp_path / "out.csv")
    assert texts(tmp_path / "out.csv")[0][HEADER] == "1,5"


def test_a_cell_that_cannot_be_decoded_gives_no_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(f"{HEADER}\n1\n".encode() + b"1\xff2\n3\n")
    assert run(path, "-o", tmp_path / "out.csv") == 65
    assert ":3: not UTF-8" in capsys.readouterr().err
    assert [row["投资额_status"] for row in texts(tmp_path / "out.csv")] == ["ok", "unreadable", "ok"]


def test_headers_in_a_later_row(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"某市重点项目表\n单位：万元\n地点,{HEADER}\n甲,7\n", encoding="utf-8")
    assert run(path, "--header-row", "3", "-o", tmp_path / "out.csv") == 0
    assert texts(tmp_path / "out.csv")[0]["投资额_amount"] == "70000"


def test_many_rows_are_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_csv, "ROWS", 100)
    count = 207
    path = tmp_path / "in.csv"
    path.write_text(f"{HEADER}\n" + "".join(f"{n % 9}\n" for n in range(count)), encoding="utf-8")
    assert run(path, "-o", tmp_path / "out.parquet") == 0
    found = pq.read_table(tmp_path / "out.parquet")["投资额_amount"].to_pylist()
    assert found == [n % 9 * 10000 for n in range(count)]


# jsonl


def test_jsonl_keeps_every_value_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    lines = [
        f'{{"{HEADER}": 12.50, "x": {{"y": [1.10, null, true]}}}}',
        "not json",
        f'{{"{HEADER}": "3亿元", "z": 12345678901234567890.10}}',
        "[1]",
        f'{{"{HEADER}": null}}',
        '{"x": "无"}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert run(path, "-o", tmp_path / "out.jsonl") == 65
    error = capsys.readouterr().err
    assert ":2: no JSON" in error and ":4: no JSON object" in error
    made = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert made[0].startswith(f'{{"{HEADER}": 12.50, "投资额_amount": "125000", ')
    assert made[0].endswith('"x": {"y": [1.10, null, true]}}')
    assert made[1].endswith('"z": 12345678901234567890.10}') and '"x"' not in made[1]
    assert made[2].startswith(f'{{"{HEADER}": null, "投资额_amount": null')
    assert made[3].startswith('{"投资额_amount": null') and made[3].endswith('"x": "无"}')
    assert run(path, "-o", tmp_path / "out.csv") == 65
    assert texts(tmp_path / "out.csv")[0]["x"] == '{"y": [1.10, null, true]}'


@pytest.mark.parametrize("text", ['{"a": 12.50}', "[1E400, -0.0, 1e5]", '"\\u4e07"', "null", "{}", "NaN"])
def test_json_text_comes_back(text: str) -> None:
    assert json.loads(_json_text.dumps(_json_text.loads(text))) == json.loads(text) or text == "NaN"


# xlsx


def test_xlsx_numbers_stored_as_numbers(tmp_path: Path) -> None:
    cells = [1234.5, 7, "3亿元", None, 0.3, 1e-7, 123456789012345, "—", 5, True]
    assert run(write(tmp_path / "in.xlsx", cells=cells), "-o", tmp_path / "out.xlsx") == 0
    from openpyxl import load_workbook

    book = load_workbook(tmp_path / "out.xlsx")
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == cells  # as they came, numbers as numbers
    assert [row[2] for row in rows] == [
        *(12345000, 70000, 300000000, None, 3000, 0.001, 1.23456789012345e18, None, 50000, None)
    ]
    assert [row[8] for row in rows][-3:] == ["empty", "ok", "unreadable"]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (0.1 + 0.7, "General", "0.8"),
        (1e21, "General", "1000000000000000000000"),
        (0.07, "0%", "7%"),
        (2, "0.0%", "200%"),
        (-0.5, '0.00%;[Red]"("0.00%")"', "-50%"),
        (1234.5, "#,##0.00", "1234.5"),
        ("7%", "0%", "7%"),
        (None, "0%", None),
        (datetime(2020, 6, 8, 8, 30), "General", "2020-06-08T08:30:00"),
    ],
)
def test_the_text_of_a_cell_of_a_sheet(value: object, style: str, text: str | None) -> None:
    assert _xlsx.excel_text(SimpleNamespace(value=value, number_format=style)) == text


def test_xlsx_percents_are_what_the_sheet_shows(tmp_path: Path) -> None:
    path = write(tmp_path / "in.xlsx", "占比", [0.125, 1, 12.5, "12.5%"])
    from openpyxl import load_workbook

    book = load_workbook(path)
    for row in (2, 3):
        book.active.cell(row, 2).number_format = "0.00%"
    book.save(path)
    assert run(path, "--kind", "percent", "-o", tmp_path / "out.csv", column="占比") == 0
    rows = texts(tmp_path / "out.csv")
    assert [(row["占比_amount"], row["占比_status"]) for row in rows] == [
        ("0.125", "ok"),
        ("1", "ok"),
        ("", "ambiguous"),
        ("0.125", "ok"),
    ]


def test_xlsx_dates_sheets_and_a_header_row(tmp_path: Path) -> None:
    needs("openpyxl")
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("项目")
    for row in (
        ["某市项目表"],
        ["名称", "开工", None],
        ["甲", datetime(2020, 6, 8), None],
        ["乙", "2021年5月", 3],
        [None],
    ):
        sheet.append(row)
    book.save(tmp_path / "in.xlsx")
    arguments = (tmp_path / "in.xlsx", "--sheet", "项目", "--header-row", "2", "--kind", "date")
    assert run(*arguments, "-o", tmp_path / "out.csv", column="开工") == 0
    rows = texts(tmp_path / "out.csv")
    assert [(row["开工"], row["开工_date_start"], row["C"]) for row in rows] == [
        ("2020-06-08", "2020-06-08", ""),
        ("2021年5月", "2021-05-01", "3"),
    ]
    assert run(*arguments[:1], "--sheet", "没有", "-o", tmp_path / "out.csv", column="开工") == 2


def test_jsonl_numbers_in_a_sheet(tmp_path: Path) -> None:
    needs("openpyxl")
    from openpyxl import load_workbook

    path = tmp_path / "in.jsonl"
    texts = [
        "12.50",
        "1e3",
        "0.30000000000000004",
        "12345678.123456789012",
        "123456789012345678901",
        "1e999",
        '"x"',
        "[1.10]",
        "true",
    ]
    path.write_text("".join(f'{{"n": {text}, "{HEADER}": 1}}\n' for text in texts), encoding="utf-8")
    assert run(path, "-o", tmp_path / "out.xlsx") == 0
    cells = [row[0] for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2, values_only=True)]
    assert cells == [12.5, 1000, pytest.approx(0.3), "12345678.123456789012", *texts[4:6], "x", "[1.10]", True]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("亿元".encode(), "亿元"),
        ([Decimal("1.50"), None, date(2020, 1, 2)], '["1.5", null, "2020-01-02"]'),
        ({"a": timedelta(1)}, '{"a": "1 day, 0:00:00"}'),
        (float("inf"), "inf"),
        (1e22, "10000000000000000000000"),
        (time(8, 30), "08:30:00"),
    ],
)
def test_cells_of_every_type_have_a_text(cell: object, text: str) -> None:
    assert _common.text_of(cell) == text


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    write(tmp_path / "in.csv", cells=["=1+1", "+3", "\x075"])
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.xlsx") == 0
    needs("openpyxl")
    from openpyxl import load_workbook

    cells = [row[1] for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("+3", "s"), ("\ufffd5", "s")]


def test_numbers_that_a_double_would_round_stay_text(tmp_path: Path) -> None:
    needs("openpyxl", "pandas")
    import pandas as pd

    cells = ["1234567890123456元", "0.1元", "1234567890.123456元至2亿亿元"]
    source = write(tmp_path / "in.csv", cells=cells)
    run(source, "-o", tmp_path / "out.xlsx")
    run(source, "-o", tmp_path / "out.dta")
    run(source, "-o", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["投资额_amount"].to_pylist()[:2] == [
        1234567890123456,
        Decimal("0.1"),
    ]
    from openpyxl import load_workbook

    rows = list(load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [None, 0.1, None]
    assert (rows[0][6], rows[0][8]) == ("1234567890123456", "out_of_range")
    stata = pd.read_stata(tmp_path / "out.dta")
    assert list(stata["投资额_exact"])[:2] == ["1234567890123456", ""]
    assert list(stata["投资额_status"])[:2] == ["out_of_range", "ok"]
    assert stata["投资额_amount"][1] == 0.1


# Stata


@pytest.mark.parametrize("given", INPUTS)
def test_stata_round_trip(given: str, tmp_path: Path) -> None:
    needs("pandas")
    import pandas as pd

    assert run(write(tmp_path / f"in{given}"), "-o", tmp_path / "out.dta") == 0
    found = pd.read_stata(tmp_path / "out.dta")
    assert list(found.columns) == ["地点", "投资额_万元_", *NAMES]
    with pd.io.stata.StataReader(tmp_path / "out.dta") as reader:
        assert reader.variable_labels()["投资额_万元_"] == HEADER
    assert list(found["投资额_万元_"]) == CELLS
    amounts = [None if pd.isna(cell) else Decimal(repr(cell)) for cell in found["投资额_amount"]]
    assert amounts == [row["投资额_amount"] for row in expected()]
    assert list(found["投资额_status"]) == [row["投资额_status"] for row in expected()]


def test_stata_dates_numbers_and_long_texts(tmp_path: Path) -> None:
    needs("pandas")
    import pandas as pd

    table = pa.table(
        {
            "n": pa.array([1, None, 3]),
            "big": [2**60 + 1, 2, 3],
            "day": pa.array([datetime(2020, 1, 1), None, datetime(2021, 1, 1)], pa.date32()),
            "time": pa.array([datetime(2020, 1, 1, 8, 30), None, None], pa.timestamp("us")),
            "long": ["长" * 3000, None, "x"],
            "ok": [True, False, None],
            "开工": ["2020年5月", "x", None],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", "--kind", "date", "-o", tmp_path / "out.dta", column="开工") == 0
    found = pd.read_stata(tmp_path / "out.dta")
    assert list(found["n"].fillna(-1)) == [1, -1, 3]
    assert list(found["big"]) == [str(2**60 + 1), "2", "3"]
    assert list(found["day"].dt.year.fillna(0)) == [2020, 0, 2021]
    assert found["time"][0] == pd.Timestamp(2020, 1, 1, 8, 30)
    assert list(found["_long"]) == ["长" * 3000, "", "x"]
    assert found["开工_date_start"][0] == pd.Timestamp(2020, 5, 1)


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    table = pa.table(
        {"id": pa.array([1, 2], pa.int8()), "l": [[1], []], HEADER: pa.array([1.5, None]), "s": ["a", None]}
    )
    pq.write_table(table, tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", "-o", tmp_path / "out.parquet") == 0
    made = pq.read_table(tmp_path / "out.parquet")
    assert made.select(table.column_names).equals(table)
    assert made["投资额_amount"].to_pylist() == [15000, None]
    assert run(tmp_path / "in.parquet", "-o", tmp_path / "out.csv") == 0
    assert [row["l"] for row in texts(tmp_path / "out.csv")] == ["[1]", "[]"]


def test_decimals_are_written_plain() -> None:
    texts = ["0.0000000001", "0", "-1200.50", "100", "9999999999999999999999999999.9999999999", "1e-7"]
    for kind in (pa.decimal128(38, 10), pa.decimal256(50, 10)):
        for some in (texts, texts[2:5], []):
            column = pa.chunked_array([pa.array([*map(Decimal, some), None], kind)])
            assert [one and Decimal(one) for one in _common.plain_decimals(column)] == [*map(Decimal, some), None]
            assert not any("E" in one or one.endswith(".") for one in _common.plain_decimals(column) if one)
    whole = pa.chunked_array([pa.array([Decimal(1200)], pa.decimal128(10, 0))])
    assert _common.plain_decimals(whole) == ["1200"]


# Usage


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "in.csv")
    assert run(source, "-o", tmp_path / "out.csv", column="没有") == 2
    assert f"no column '没有': its columns are 地点, {HEADER}" in capsys.readouterr().err
    for output in (tmp_path / "out.doc", source):
        with pytest.raises(SystemExit) as stopped:
            run(source, "-o", output)
        assert stopped.value.code == 2
    with pytest.raises(SystemExit):
        run(source, "--currency", "yuan", "-o", tmp_path / "out.csv")
    assert run(tmp_path / "none.csv", "-o", tmp_path / "out.csv") == 66
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no parquet")
    assert run(tmp_path / "bad.parquet", "-o", tmp_path / "out.csv") == 65
    assert not (tmp_path / "out.csv").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.parquet", "in.csv"]


def test_an_output_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "in.csv")
    for end in ("csv", "parquet", "xlsx", "dta"):  # the last two are written at the end
        assert run(source, "-o", tmp_path / "none" / f"out.{end}") == 2
        assert f"out.{end}: there is no folder {tmp_path / 'none'}: make it first\n" in capsys.readouterr().err


def test_a_damaged_page_of_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pq.write_table(pa.table({HEADER: [f"{n}万元" for n in range(5000)]}), tmp_path / "in.parquet")
    data = bytearray((tmp_path / "in.parquet").read_bytes())
    data[10:2000] = bytes(1990)
    (tmp_path / "in.parquet").write_bytes(data)
    assert run(tmp_path / "in.parquet", "-o", tmp_path / "out.csv") == 66
    assert "in.parquet to " in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_a_column_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path / "in.csv"), "-o", tmp_path / "out.csv") == 0
    assert run(tmp_path / "out.csv", "-o", tmp_path / "twice.csv") == 2
    assert "has a column '投资额_amount' already: give the new ones a --prefix" in capsys.readouterr().err
    assert run(tmp_path / "out.csv", "--prefix", "二", "-o", tmp_path / "twice.csv") == 0


@pytest.mark.parametrize(
    ("module", "output", "extra"), [("openpyxl", "out.xlsx", "xlsx"), ("pandas", "out.dta", "stata")]
)
def test_a_missing_library_is_named_with_its_extra(
    module: str,
    output: str,
    extra: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run(write(tmp_path / "in.csv"), "-o", tmp_path / output) == 65
    assert f'python -m pip install "jjj_parse[{extra}]"' in capsys.readouterr().err
