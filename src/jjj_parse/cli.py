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

from jjj_parse import (
    __version__,
    _cli_column,
    _cli_completion,
    _cli_extract,
    _cli_facts,
    _cli_schema,
    _cli_show,
    _cli_verify,
    extract,
)
from jjj_parse._cli_arguments import Parser, add_command, shown_examples
from jjj_parse._cli_common import BROKEN_PIPE, INTERRUPTED, OK, PROG, Failure
from jjj_parse._cli_output import CSV_COLUMNS, table

__all__ = ["CSV_COLUMNS", "main"]

EXAMPLES = (
    "jjj-parse extract report.txt --reference 2024-03-01",
    "jjj-parse column projects.csv --column 投资额（万元） -o projects.parquet",
    "jjj-parse facts reports -o panel.xlsx",
    "jjj-parse extract --help",
)


def run_demo(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    folder = files("jjj_parse").joinpath("examples")
    index = folder.joinpath("index.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(index, delimiter="\t"):
        text = folder.joinpath(row["file"]).read_text(encoding="utf-8")
        mentions = extract(text, reference=date.fromisoformat(row["reference"]))
        print(f"{row['title']} ({row['file']}, written on {row['reference']})\n\n{table(mentions)}")
    return OK


def argument_parser() -> Parser:
    """The command with all its subcommands, in the order in which help names them."""
    parser = Parser(
        prog=PROG,
        description="Finds amounts, areas, counts, shares and dates in Chinese text and gives them as exact values. "
        f"{PROG} COMMAND --help tells of a command.",
        epilog="Exit codes: 0 done, 1 verify has not found it, 2 wrong usage, 65 a line could not be decoded, 66 a file could not be read, "
        "130 interrupted, 141 the reader of the output went away.\n\n" + shown_examples(EXAMPLES),
    )
    parser.add_argument("--version", action="version", version=f"{PROG} {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _cli_extract.register(commands)
    _cli_column.register(commands)
    _cli_facts.register(commands)
    _cli_show.register(commands)
    _cli_verify.register(commands)
    _cli_schema.register(commands)
    add_command(
        commands,
        "demo",
        run_demo,
        help="what is found in example articles",
        description="Shows what is found in the example articles of the package.",
        examples=["jjj-parse demo", "jjj-parse demo > demo.txt"],
    )
    _cli_completion.register(commands, parser)
    for command in commands.choices.values():
        command.set_defaults(command=command)  # whose errors are told with its own usage
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; wrong usage raises `SystemExit(2)`, as argparse does."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # UTF-8 whatever the locale; a file name that is not UTF-8 is printed with escapes.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    parser = argument_parser()
    options, unexpected = parser.parse_known_args(argv)
    if unexpected:
        options.command.unexpected(unexpected)
    try:
        code: int = options.run(options.command, options)
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
