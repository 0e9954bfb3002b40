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
from jjj_parse._cli_arguments import add_encoding, add_reference, refuse_to_overwrite
from jjj_parse._cli_common import OK
from jjj_parse._cli_documents import texts
from jjj_parse._facts import facts

_NEEDS = {".parquet": ("pyarrow", "arrow"), ".xlsx": ("openpyxl", "xlsx")}


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = commands.add_parser(
        "facts",
        help="a panel: what is measured, of whom, when, and how much",
        description="The numbers of text files or HTML pages as rows of a panel: subject, period, indicator, value, unit, change, links.",
        allow_abbrev=False,
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a text file or HTML page; - for standard input")
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
    command.set_defaults(run=run)


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    output: Path | None = options.output
    if output is not None:
        _check_output(parser, output, options.files)
    days = {} if options.references is None else _days(parser, options.references)
    codes: list[int] = []
    found = _rows(options, days, codes)
    if output is None:
        for row in found:
            print(panel.json_line(row))
    else:
        try:
            panel.write(found, output)
        except OSError as error:
            parser.error(f"cannot write {output}: {error.strerror}")
    return max(codes, default=OK)


def _check_output(parser: argparse.ArgumentParser, output: Path, names: list[str]) -> None:
    ending = output.suffix.lower()
    if ending.removeprefix(".") not in panel.FORMATS:
        parser.error(f"{output}: expected a name that ends in {', '.join('.' + name for name in panel.FORMATS)}")
    library, extra = _NEEDS.get(ending, ("", ""))
    if library and find_spec(library) is None:
        parser.error(f'{output}: {ending} needs {library}: pip install "jjj_parse[{extra}]"')
    refuse_to_overwrite(parser, output, names)


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


def _rows(options: argparse.Namespace, days: dict[str, date], codes: list[int]) -> Iterator[dict[str, Any]]:
    """The rows of all documents; what cannot be read is reported, leaves its code in `codes`, and the rest goes on."""
    for name, text in texts(options.files, options.encoding, codes):
        reference = days.get(Path(name).name, options.reference)
        for row in panel.rows(facts(text, reference=reference), document=name):
            if options.all or row["indicator"] is not None:
                yield row
