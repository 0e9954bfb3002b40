"""`jjj-parse facts`: documents in, the rows of a panel out."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jjj_parse import _files, panel
from jjj_parse._cli_common import BAD_DATA, NO_INPUT, OK, PROG
from jjj_parse._facts import facts

_NEEDS = {".parquet": ("pyarrow", "arrow"), ".xlsx": ("openpyxl", "xlsx")}


def register(commands: Any, reference_date: Callable[[str], date], encoding_name: Callable[[str], str]) -> None:
    """Add the subcommand to the parser."""
    command = commands.add_parser(
        "facts",
        help="a panel: what is measured, of whom, when, and how much",
        description="The numbers of text files or HTML pages as rows of a panel: subject, period, indicator, value, unit, change, links.",
        allow_abbrev=False,
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a text file or HTML page; - for standard input")
    command.add_argument(
        "--reference", type=reference_date, metavar="DATE", help="the day the texts were written, such as 2020-06-08"
    )
    command.add_argument(
        "--references",
        type=Path,
        metavar="TABLE",
        help="a table (tabs or commas) with the columns file and reference: the day each text was written",
    )
    command.add_argument("--encoding", type=encoding_name, metavar="NAME", help="of the files, as for extract")
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
    command.set_defaults(run=run)


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    output: Path | None = options.output
    if output is not None:
        _check_output(parser, output, options.files)
    days = {} if options.references is None else _days(parser, options.references)
    faults: list[int] = []
    found = _rows(options, days, faults)
    if output is None:
        for row in found:
            print(json.dumps({name: panel.plain_cell(cell) for name, cell in row.items()}, ensure_ascii=False))
    else:
        try:
            panel.write(found, output)
        except OSError as error:
            parser.error(f"cannot write {output}: {error.strerror}")
    return max(faults, default=OK)


def _check_output(parser: argparse.ArgumentParser, output: Path, names: list[str]) -> None:
    ending = output.suffix.lower()
    if ending.removeprefix(".") not in panel.FORMATS:
        parser.error(f"{output}: expected a name that ends in {', '.join('.' + name for name in panel.FORMATS)}")
    library, extra = _NEEDS.get(ending, ("", ""))
    if library and find_spec(library) is None:
        parser.error(f'{output}: {ending} needs {library}: pip install "jjj_parse[{extra}]"')
    if output.exists() and any(name != "-" and Path(name).exists() and output.samefile(name) for name in names):
        parser.error(f"{output} is also an input; it would be lost")


def _days(parser: argparse.ArgumentParser, path: Path) -> dict[str, date]:
    """The day of each file that the table names, by the name of the file without its folder."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"cannot read {path}: {error}")
    table = csv.DictReader(lines, delimiter="\t" if lines and "\t" in lines[0] else ",")
    if not {"file", "reference"} <= set(table.fieldnames or ()):
        parser.error(f"{path}: expected the columns file and reference")
    days = {}
    for row in table:
        try:
            days[Path(row["file"]).name] = date.fromisoformat(row["reference"])
        except (TypeError, ValueError):
            parser.error(f"{path}:{table.line_num}: {row['reference']!r}: expected a date such as 2020-06-08")
    return days


def _rows(options: argparse.Namespace, days: dict[str, date], faults: list[int]) -> Iterator[dict[str, Any]]:
    """The rows of all documents; what cannot be read is reported, leaves its code in `faults`, and the rest goes on."""
    for name in options.files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            text, _, unreadable = _files.read(name, data, options.encoding)
        except OSError as error:
            faults.append(_report(NO_INPUT, name, error.strerror or str(error)))
            continue
        except _files.MissingLibrary as error:
            faults.append(_report(BAD_DATA, name, str(error)))
            continue
        faults.extend(_report(BAD_DATA, f"{name}:{line}", reason) for line, reason in unreadable)
        reference = days.get(Path(name).name, options.reference)
        for row in panel.rows(facts(text, reference=reference), document=name):
            if options.all or row["indicator"] is not None:
                yield row


def _report(code: int, place: str, reason: str) -> int:
    print(f"{PROG}: {place}: {reason}", file=sys.stderr)
    return code
