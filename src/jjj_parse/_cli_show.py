"""`jjj-parse show`: documents in, their text with the mentions marked, in the terminal or as one page of HTML."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jjj_parse import Mention, _files, extract
from jjj_parse._cli_common import BAD_DATA, NO_INPUT, OK, Progress
from jjj_parse._cli_output import shown
from jjj_parse.show import to_html, to_terminal


def register(commands: Any, reference_date: Callable[[str], date], encoding_name: Callable[[str], str]) -> None:
    """Add the subcommand to the parser."""
    command = commands.add_parser(
        "show",
        help="a text with what is found in it marked",
        description="Shows text files or HTML pages with every mention marked and its value below, in the terminal or as a page.",
        epilog="examples: jjj-parse show report.txt --reference 2024-03-01 | jjj-parse show report.txt --html report.html",
        allow_abbrev=False,
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a text file or HTML page; - for standard input")
    command.add_argument(
        "--reference", type=reference_date, metavar="DATE", help="the day the text was written, such as 2020-06-08"
    )
    command.add_argument("--encoding", type=encoding_name, metavar="NAME", help="of the files, as for extract")
    command.add_argument(
        "--html", type=Path, metavar="OUT", help="write a page that needs nothing else to OUT; takes one FILE"
    )
    command.set_defaults(run=run)


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    output: Path | None = options.html
    if output is not None:
        if len(options.files) > 1:
            parser.error(f"--html shows one file, not {len(options.files)}")
        (name,) = options.files
        if name != "-" and output.exists() and Path(name).exists() and output.samefile(name):
            parser.error(f"{output} is also the input; it would be lost")
    faults: list[int] = []
    for number, (name, text, mentions) in enumerate(_documents(options, faults)):
        if output is None:
            head = f"{shown(name)}\n" if len(options.files) > 1 else ""
            print("\n" * (number > 0) + head + to_terminal(text, mentions, width=_width(), color=_color()), end="")
        else:
            page = to_html(text, mentions, page=True, title="-" if name == "-" else Path(name).name)
            try:
                output.write_text(page, encoding="utf-8", newline="\n")
            except OSError as error:
                parser.error(f"cannot write {output}: {error.strerror}")
    return max(faults, default=OK)


def _documents(options: argparse.Namespace, faults: list[int]) -> Iterator[tuple[str, str, list[Mention]]]:
    """The documents that can be read; what cannot is reported, leaves its code in `faults`, and the rest goes on."""
    with Progress("files", len(options.files), wanted=False) as progress:
        for name in options.files:
            try:
                data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
                text, _, unreadable = _files.read(name, data, options.encoding)
            except OSError as error:
                faults.append(NO_INPUT)
                progress.report(name, error.strerror or str(error))
                continue
            except _files.MissingLibrary as error:
                faults.append(BAD_DATA)
                progress.report(name, str(error))
                continue
            for line, reason in unreadable:
                faults.append(BAD_DATA)
                progress.report(name, reason, line)
            yield name, text, extract(text, reference=options.reference)


def _width() -> int:
    return max(20, shutil.get_terminal_size().columns)


def _color() -> bool:
    """Colours for people only, and not for those who do not want them (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
