"""What the subcommands share: exit codes, reports on standard error, progress, the line at the end."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

PROG = "jjj-parse"

# The numbers of sysexits.h, and 128 + signal, as shells report it.
OK, USAGE, BAD_DATA, NO_INPUT, INTERRUPTED, BROKEN_PIPE = 0, 2, 65, 66, 130, 141


class Failure(Exception):
    """Ends the command with a line on standard error and an exit code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def missing_library(purpose: str, extra: str) -> Failure:
    """The error for a library that is not there."""
    return Failure(BAD_DATA, f'{purpose} needs more libraries: python -m pip install "jjj_parse[{extra}]"')


def report(name: str, reason: str, line: int | None = None) -> None:
    """One line about an input on standard error."""
    place = name if line is None else f"{name}:{line}"
    print(f"{PROG}: {place}: {reason}", file=sys.stderr)


class Progress:
    """A bar on standard error, for people: where that is a terminal and tqdm (extra `cli`) is installed, else nothing."""

    def __init__(self, unit: str, total: int | None, wanted: bool) -> None:
        self.bar: Any = None
        if wanted and sys.stderr.isatty():
            try:
                from tqdm import tqdm
            except ImportError:
                return
            self.bar = tqdm(total=total, unit=f" {unit}", file=sys.stderr, dynamic_ncols=True, leave=False)

    def add(self, done: int) -> None:
        if self.bar is not None:
            self.bar.update(done)

    def report(self, name: str, reason: str, line: int | None = None) -> None:
        """One line about an input, above the bar."""
        if self.bar is not None:
            self.bar.clear()
        report(name, reason, line)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.close()


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary(parts: list[str], size: int, started: float) -> None:
    """The line at the end: what was counted, and the speed in megabytes of input a second."""
    speed = size / 1e6 / max(time.perf_counter() - started, 1e-9)
    print(f"{PROG}: {', '.join([*parts, f'{speed:.1f} MB/s'])}", file=sys.stderr)
