"""`jjj-parse facts`: documents in, the rows of a panel out."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jjj_parse import panel
from jjj_parse._cli_arguments import add_command, add_encoding, add_files, add_reference, refuse_to_overwrite
from jjj_parse._cli_common import BAD_DATA, NO_INPUT, OK, USAGE, Failure, missing_library
from jjj_parse._cli_documents import Inputs, inputs, texts
from jjj_parse._cli_hints import cannot_read, cannot_write, listed
from jjj_parse._facts import facts
from jjj_parse._sheet import DoesNotFit

_NEEDS = {".parquet": ("pyarrow", "arrow"), ".xlsx": ("openpyxl", "xlsx")}


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = add_command(
        commands,
        "facts",
        run,
        help="a panel: what is measured, of whom, when, and how much",
        description="The numbers of text files or HTML pages as rows of a panel: subject, period, indicator, value, unit, change, links.",
        examples=[
            "jjj-parse facts report.txt --reference 2024-03-01",
            "jjj-parse facts reports --references days.csv -o panel.xlsx",
            "jjj-parse facts 'reports/**/*.txt' page.html --all -o panel.parquet",
        ],
    )
    add_files(command)
    add_reference(command)
    command.add_argument(
        "--references",
        type=Path,
        metavar="TABLE",
        help="a table (tabs or commas) with the columns file and reference: the day each text was written",
    )
    add_encoding(command)
    command.add_argument(
        "--all", action="store_true", help="also the numbers of which the text does not make plain what they measure"
    )
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="write to OUT.csv, .jsonl, .parquet or .xlsx; default: JSON lines on standard output",
    )


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    output: Path | None = options.output
    found = inputs(options.files)
    if output is not None:
        _check_output(parser, output, found.names)
    days = Days() if options.references is None else _days(options.references)
    codes: list[int] = []
    made = _rows(found, options, days, codes)
    if output is None:
        for row in made:
            print(panel.json_line(row))
    else:
        try:
            panel.write(made, output)
        except OSError as error:
            raise Failure(USAGE, cannot_write(output, error)) from None
        except DoesNotFit as error:
            raise Failure(USAGE, f"cannot write {output}: {error}") from None
    return max(codes, default=OK)


def _check_output(parser: argparse.ArgumentParser, output: Path, names: list[str]) -> None:
    ending = output.suffix.lower()
    if ending.removeprefix(".") not in panel.FORMATS:
        parser.error(f"{output}: expected a name that ends in {', '.join('.' + name for name in panel.FORMATS)}")
    library, extra = _NEEDS.get(ending, ("", ""))
    if library and find_spec(library) is None:
        raise missing_library(f"{output}: {ending}", extra)
    refuse_to_overwrite(parser, output, names)


class Days:
    """The day of each text, by the name of its file."""

    def __init__(self) -> None:
        self._by_path: dict[tuple[str, ...], date] = {}
        self._by_name: dict[str, set[date]] = {}

    def add(self, name: str, day: date) -> None:
        """One line of the table. Raises `ValueError` for a file that has another day already."""
        parts = Path(name).parts
        if self._by_path.setdefault(parts, day) != day:
            raise ValueError(f"{name} was written on {self._by_path[parts]} already: keep one line of the two")
        self._by_name.setdefault(Path(name).name, set()).add(day)

    def of(self, name: str) -> date | None:
        """The day of a file: that of the longest end of its path that the table names, else that of its name without the folder.

        Raises `ValueError` where files of that name have several days, and none of them is plainly this file.

        >>> days = Days()
        >>> days.add("north/a.txt", date(2020, 1, 1)); days.add("south/a.txt", date(2021, 1, 1)); days.add("b.txt", date(2022, 1, 1))
        >>> days.of("reports/south/a.txt"), days.of("reports/b.txt"), days.of("c.txt")
        (datetime.date(2021, 1, 1), datetime.date(2022, 1, 1), None)
        """
        parts = Path(name).parts
        for start in range(len(parts)):
            if (day := self._by_path.get(parts[start:])) is not None:
                return day
        days = self._by_name.get(Path(name).name, set())
        if len(days) > 1:
            raise ValueError("the table has several files of this name: name it with its folder, as the table does")
        return next(iter(days), None)


def _days(path: Path) -> Days:
    """What the table `--references` says."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise Failure(NO_INPUT, f"{path}: {cannot_read(path, error)}") from None
    except UnicodeDecodeError as error:
        raise Failure(
            BAD_DATA, f"{path}: not UTF-8: {error.reason} at byte {error.start + 1}: save it as UTF-8"
        ) from None
    table = csv.DictReader(lines, delimiter="\t" if lines and "\t" in lines[0] else ",")
    names = list(table.fieldnames or ())
    for name in ("file", "reference"):
        if name not in names:
            there = f"its columns are {listed(names)}" if names else "it is empty"
            raise Failure(BAD_DATA, f"{path} has no column {name!r}: {there}; expected the columns file and reference")
    days = Days()
    for row in table:
        place = f"{path}:{table.line_num}"
        if not row["file"]:
            raise Failure(BAD_DATA, f"{place}: expected the name of a file in the column file")
        try:
            day = date.fromisoformat(row["reference"] or "")
        except ValueError:
            raise Failure(BAD_DATA, f"{place}: {row['reference']!r}: expected a date such as 2020-06-08") from None
        try:
            days.add(row["file"], day)
        except ValueError as error:
            raise Failure(BAD_DATA, f"{place}: {error}") from None
    return days


def _rows(found: Inputs, options: argparse.Namespace, days: Days, codes: list[int]) -> Iterator[dict[str, Any]]:
    """The rows of all documents; what cannot be read is reported, leaves its code in `codes`, and the rest goes on."""
    for name, text in texts(found, options.encoding, codes):
        try:
            reference = days.of(name) or options.reference
        except ValueError as error:
            raise Failure(BAD_DATA, f"{options.references}: {name}: {error}") from None
        for row in panel.rows(facts(text, reference=reference), document=name):
            if options.all or row["indicator"] is not None:
                yield row
