"""`jjj-parse verify`: a claim and a document in; out, whether the document has the value, and where."""

from __future__ import annotations

import argparse
import json
from typing import Any

from jjj_parse import ParseError, verify
from jjj_parse._cli_arguments import add_command, add_encoding, add_reference
from jjj_parse._cli_common import OK, USAGE, Failure
from jjj_parse._cli_documents import Inputs, texts

NOT_FOUND = 1
"""As grep has it."""


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = add_command(
        commands,
        "verify",
        run,
        help="whether a text has the value that a claim states",
        description="Says whether a text file, HTML page or standard input has the one value of CLAIM, in whatever unit and spelling, "
        "and where; if not, what is nearest to it and in what that differs: bound, unit, currency, sign or scale. Exit codes: 0 found, "
        "1 not found or only something that differs, 2 CLAIM does not have exactly one value, 65 not found and a line could not be "
        "decoded, 66 the file could not be read.",
        examples=[
            "jjj-parse verify 总投资243.81亿元 report.txt",
            "jjj-parse verify 2024年一季度 report.txt --reference 2024-03-01",
            "jjj-parse verify 占地约2平方公里 report.txt --json",
            "jjj-parse verify 12% < report.txt",
        ],
    )
    command.add_argument(
        "claim",
        metavar="CLAIM",
        help="words with one amount, area, count, share, date … in them; behind -- if it begins with a minus",
    )
    command.add_argument("file", nargs="?", default="-", metavar="FILE", help="- or none: standard input")
    add_reference(command)
    add_encoding(command)
    command.add_argument("--json", action="store_true", help="print the verdict with the values as JSON")


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    try:
        verify(options.claim, (), reference=options.reference)
    except ParseError as error:
        raise Failure(USAGE, f"CLAIM: {error}") from None
    codes: list[int] = []
    for _, text in texts(Inputs([options.file], several=False, faults=[]), options.encoding, codes):
        found = verify(options.claim, text, reference=options.reference)
        print(json.dumps(found.to_dict(), ensure_ascii=False) if options.json else found)
        if found:
            return OK
    return max(codes, default=NOT_FOUND)
