"""The command `jjj-parse`: its arguments, and what each subcommand is run by."""

from __future__ import annotations

import argparse
import csv
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

from jjj_parse import __version__, _cli_column, _cli_extract, _cli_facts, _cli_schema, _cli_show, extract
from jjj_parse._cli_arguments import add_encoding, add_reference
from jjj_parse._cli_common import BROKEN_PIPE, INTERRUPTED, OK, PROG, Failure
from jjj_parse._cli_output import CSV_COLUMNS, FORMATS, table
from jjj_parse._options import READ_AS

__all__ = ["CSV_COLUMNS", "main"]


def whole_number(text: str) -> int:
    """1, 2, 3 …"""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number from 1")
    return int(text)


def run_demo(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    folder = files("jjj_parse").joinpath("examples")
    index = folder.joinpath("index.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(index, delimiter="\t"):
        text = folder.joinpath(row["file"]).read_text(encoding="utf-8")
        mentions = extract(text, reference=date.fromisoformat(row["reference"]))
        print(f"{row['title']} ({row['file']}, written on {row['reference']})\n\n{table(mentions)}")
    return OK


def argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROG,
        description="Finds amounts, areas, counts, shares and dates in Chinese text and gives them as exact values.",
        epilog="Exit codes: 0 done, 2 wrong usage, 65 a line could not be decoded, 66 a file could not be read, "
        "130 interrupted, 141 the reader of the output went away.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROG} {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser(
        "extract",
        help="every mention in files or standard input",
        description="Every mention in text files, HTML pages or standard input. Offsets are code points of the text of the file.",
        allow_abbrev=False,
    )
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a text file or HTML page, a folder of them, a pattern such as 'reports/**/*.txt'; - or none: standard input",
    )
    add_reference(command)
    add_encoding(command)
    command.add_argument(
        "--save-text",
        type=Path,
        metavar="DIR",
        help="write the text of each file, which offsets refer to, to DIR/FILE.txt in UTF-8",
    )
    command.add_argument(
        "--format",
        choices=[*FORMATS, "parquet"],
        help="default: by the ending of OUT (.csv, .parquet), else table on a terminal, else jsonl",
    )
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file")
    command.add_argument(
        "--workers",
        type=whole_number,
        default=1,
        metavar="N",
        help="read with N processes (default 1); the output is the same",
    )
    command.add_argument("--resume", action="store_true", help="go on with OUT where the same command was interrupted")
    command.set_defaults(run=_cli_extract.run)

    command = commands.add_parser(
        "column",
        help="one column of a table, each cell as a value",
        description="Reads each cell of one column of a table as one value, and writes the table with the values beside it. "
        "In: csv, tsv, xlsx, jsonl, parquet. Out: these and Stata dta. The endings of the names say which.",
        allow_abbrev=False,
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the table")
    command.add_argument(
        "--column", required=True, metavar="NAME", help="the header of the column, such as 投资额（万元）"
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the table to write")
    command.add_argument(
        "--kind",
        choices=READ_AS,
        default="money",
        metavar="KIND",
        help="money (default), area, count, date …",
    )
    command.add_argument(
        "--unit", metavar="UNIT", help="the unit of bare numbers, such as 万元; default: the one that the header names"
    )
    command.add_argument("--currency", default="CNY", metavar="CODE", help="what a bare 元 means (default CNY)")
    add_reference(command)
    command.add_argument("--prefix", metavar="NAME", help="of the new columns; default: the header without its unit")
    command.add_argument("--sheet", metavar="NAME", help="of an xlsx file; default: the first")
    command.add_argument(
        "--header-row",
        type=whole_number,
        default=1,
        metavar="N",
        help="the row of the headers in csv, tsv and xlsx (default 1)",
    )
    add_encoding(command)
    command.set_defaults(run=_cli_column.run)

    _cli_facts.register(commands)
    _cli_show.register(commands)
    _cli_schema.register(commands)

    command = commands.add_parser("demo", help="what is found in example articles", allow_abbrev=False)
    command.set_defaults(run=run_demo)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; wrong usage raises `SystemExit(2)`, as argparse does."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # UTF-8 whatever the locale; a file name that is not UTF-8 is printed with escapes.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    parser = argument_parser()
    options = parser.parse_args(argv)
    try:
        code: int = options.run(parser, options)
        sys.stdout.flush()
    except Failure as failure:
        print(f"{PROG}: {failure}", file=sys.stderr)
        return failure.code
    except BrokenPipeError:
        # Python flushes once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
