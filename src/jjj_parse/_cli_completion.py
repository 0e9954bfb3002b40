"""`jjj-parse completion SHELL`: the script by which a shell completes the command, made from the arguments of the subcommands.

shtab (extra `cli`) makes the script; the script itself needs neither it nor Python, so that a Tab takes no time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from typing import Any

from jjj_parse._cli_arguments import Parser, add_command
from jjj_parse._cli_common import OK, missing_library

SHELLS = ("bash", "zsh", "fish")
_FILES = frozenset(("FILE", "OUT", "TABLE"))
"""What stands in help for an argument that is a file."""
_FOLDERS = frozenset(("DIR",))


def register(commands: Any, whole: Parser) -> None:
    """Add the subcommand to the parser `whole`, which it completes."""
    command = add_command(
        commands,
        "completion",
        partial(run, whole),
        help="a script that completes commands, options and their values with Tab",
        description="Prints the script by which a shell completes jjj-parse with Tab. Put it where the shell looks for such scripts, "
        "as in the examples, and start the shell anew.",
        examples=[
            "jjj-parse completion bash > ~/.local/share/bash-completion/completions/jjj-parse",
            "jjj-parse completion zsh > ~/.zfunc/_jjj-parse",
            "jjj-parse completion fish > ~/.config/fish/completions/jjj-parse.fish",
        ],
    )
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")


def run(whole: Parser, parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    try:
        import shtab
    except ImportError:
        raise missing_library("the command `completion`", "cli") from None
    for action in _actions(whole):
        if action.metavar in _FILES | _FOLDERS:
            action.complete = shtab.FILE if action.metavar in _FILES else shtab.DIRECTORY  # type: ignore[attr-defined]
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:  # what a shell shows beside a command is one line
                action.choices[choice.dest].description = choice.help
    print(shtab.complete(whole, options.shell))
    return OK


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a parser and of all its subcommands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
