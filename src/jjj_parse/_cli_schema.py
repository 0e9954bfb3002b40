"""`jjj-parse schema`: the JSON Schema of what the command prints."""

from __future__ import annotations

import argparse
import json
from typing import Any

from jjj_parse import json_schema, panel
from jjj_parse._cli_arguments import add_command
from jjj_parse._cli_common import OK


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = add_command(
        commands,
        "schema",
        run,
        help="the JSON Schema of what is printed",
        description="Prints the JSON Schema (draft 2020-12) of a mention: a line of `jjj-parse extract --format jsonl`; of a row: a line of "
        "`jjj-parse facts`; or of a fact: `Fact.to_dict()` in Python.",
        examples=["jjj-parse schema > mention.schema.json", "jjj-parse schema row"],
    )
    command.add_argument(
        "of", nargs="?", choices=("mention", "row", "fact"), default="mention", help="default: mention"
    )


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    schema = panel.json_schema() if options.of == "row" else json_schema(options.of)
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return OK
