"""How a subcommand is declared, the arguments that several take, and the check that no output is an input."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from jjj_parse import _files
from jjj_parse._cli_hints import did_you_mean, listed

Run = Callable[["Parser", argparse.Namespace], int]
"""What a subcommand is run by; gives the exit code."""


class _Formatter(argparse.HelpFormatter):
    """Wraps what is told and leaves lines that begin with a blank, the examples, as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            line if line.startswith(" ") else super(_Formatter, self)._fill_text(line, width, indent)
            for line in text.split("\n")
        )


class Parser(argparse.ArgumentParser):
    """Takes whole names of options only, and names in an error what may have been meant."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, "formatter_class": _Formatter, **options})
        self._given: list[str] = []

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, and keeps the words for errors."""
        self._given = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            names = list(action.choices)
            hint = did_you_mean(str(value), names)
            raise argparse.ArgumentError(
                action, f"{value!r}: expected {listed(names) + hint if hint else ', '.join(names)}"
            )

    def error(self, message: str) -> NoReturn:
        """End with the usage, the error, and where to find examples; the code is 2."""
        self.print_usage(sys.stderr)
        unknown = [self._unknown(word) for word in self._own_words() if self._is_unknown(word)]
        lines = dict.fromkeys([message, *unknown, f"{self.prog} --help has examples"])
        self.exit(2, "".join(f"{self.prog}: {'error: ' * (at == 0)}{line}\n" for at, line in enumerate(lines)))

    def unexpected(self, words: Sequence[str]) -> NoReturn:
        """End with an error about words that belong to no argument."""
        first = words[0]
        self.error(
            self._unknown(first)
            if self._is_unknown(first)
            else f"one argument too many: {first!r} (a name with blanks in it needs quotes)"
        )

    def _own_words(self) -> list[str]:
        """What was given to this parser, without what its subcommand takes."""
        words = list(itertools.takewhile(lambda word: word != "--", self._given))
        if self._subparsers is None:
            return words
        return list(itertools.takewhile(lambda word: word.startswith("-"), words))

    def _is_unknown(self, word: str) -> bool:
        option = word.partition("=")[0] if word.startswith("--") else word[:2]
        return word.startswith("-") and word not in ("-", "--") and option not in self._option_string_actions

    def _unknown(self, word: str) -> str:
        option = word.partition("=")[0]
        return f"no option {option!r}{did_you_mean(option, self._option_string_actions)}"


def add_command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    run: Run,
    *,
    help: str,
    description: str,
    examples: Sequence[str],
) -> Parser:
    """A subcommand; its arguments are added to the parser that this gives.

    `examples` are command lines that run as they stand (`tests/test_cli_help.py` runs them): its help ends with them, and the reference shows them.
    """
    command = commands.add_parser(name, help=help, description=description, epilog=shown_examples(examples))
    command.set_defaults(run=run)
    return command


def shown_examples(examples: Sequence[str]) -> str:
    """The end of a help text."""
    return "\n".join(["examples:", *(f"  {line}" for line in examples)])


def whole_number(text: str) -> int:
    """1, 2, 3 …"""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number from 1")
    return int(text)


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


def add_files(command: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """`FILE …`: the documents; none of them is standard input where they are `optional`."""
    command.add_argument(
        "files",
        nargs="*" if optional else "+",
        metavar="FILE",
        help="a text file or HTML page, a folder of them, or a pattern such as 'reports/**/*.txt'; "
        + ("- or none: standard input" if optional else "-: standard input"),
    )


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
        parser.error(f"{output} is also an input, which would be lost: name another output")
