"""`jjj-parse show`: documents in, their text with the mentions marked, in the terminal or as one page of HTML."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from jjj_parse import extract
from jjj_parse._cli_arguments import add_command, add_encoding, add_files, add_reference, refuse_to_overwrite
from jjj_parse._cli_common import OK, USAGE, Failure
from jjj_parse._cli_documents import inputs, texts
from jjj_parse._cli_hints import cannot_write
from jjj_parse._cli_output import shown
from jjj_parse.show import to_html, to_terminal


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = add_command(
        commands,
        "show",
        run,
        help="a text with what is found in it marked",
        description="Shows text files or HTML pages with every mention marked and its value below, in the terminal or as a page.",
        examples=[
            "jjj-parse show report.txt --reference 2024-03-01",
            "jjj-parse show reports",
            "jjj-parse show report.txt --html report.html",
        ],
    )
    add_files(command)
    add_reference(command)
    add_encoding(command)
    command.add_argument(
        "--html", type=Path, metavar="OUT", help="write a page that needs nothing else to OUT; takes one FILE"
    )


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    output: Path | None = options.html
    found = inputs(options.files)
    if output is not None:
        if len(found.names) > 1:
            parser.error(f"--html shows one file, not {len(found.names)}: name one, or leave --html out")
        refuse_to_overwrite(parser, output, found.names)
    codes: list[int] = []
    for number, (name, text) in enumerate(texts(found, options.encoding, codes)):
        mentions = extract(text, reference=options.reference)
        if output is None:
            head = f"{shown(name)}\n" if found.several else ""
            print("\n" * (number > 0) + head + to_terminal(text, mentions, width=_width(), color=_color()), end="")
        else:
            page = to_html(text, mentions, page=True, title="-" if name == "-" else Path(name).name)
            try:
                output.write_text(page, encoding="utf-8", newline="\n")
            except OSError as error:
                raise Failure(USAGE, cannot_write(output, error)) from None
    return max(codes, default=OK)


def _width() -> int:
    return max(20, shutil.get_terminal_size().columns)


def _color() -> bool:
    """Colours for people only, and not for those who do not want them (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
