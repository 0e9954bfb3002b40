"""The arguments that several subcommands take, and the check that no output is an input."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from jjj_parse import _files


def encoding_name(text: str) -> str:
    """An encoding that Python knows."""
    if _files.known_encoding(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r}: expected an encoding such as utf-8, gb18030 or utf-16")
    return text


def reference_date(text: str) -> date:
    """`2020-06-08`, or a day with a time, `2020-06-08T17:32:04`."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return moment if len(text) > len("2020-06-08") else moment.date()
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r}: expected a date such as 2020-06-08, or 2020-06-08T17:32:04")


def add_reference(command: argparse.ArgumentParser) -> None:
    """`--reference DATE`."""
    command.add_argument(
        "--reference",
        type=reference_date,
        metavar="DATE",
        help="the day the text was written, such as 2020-06-08; without it a date like 今年 stays unresolved",
    )


def add_encoding(command: argparse.ArgumentParser) -> None:
    """`--encoding NAME`."""
    command.add_argument(
        "--encoding",
        type=encoding_name,
        metavar="NAME",
        help="of the files, such as gb18030; default: by byte order mark, else UTF-8 if it can be, else a guess",
    )


def refuse_to_overwrite(parser: argparse.ArgumentParser, output: Path, names: Iterable[str | Path]) -> None:
    """End the command, as wrong usage, if `output` is one of the inputs; `-` is standard input."""
    if output.exists() and any(str(name) != "-" and Path(name).exists() and output.samefile(name) for name in names):
        parser.error(f"{output} is also an input; it would be lost")
