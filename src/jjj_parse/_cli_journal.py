"""The journal beside an output file that is being written: after each document it says how far the output has come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jjj_parse import __version__
from jjj_parse._cli_common import OK, USAGE, Failure
from jjj_parse._cli_documents import Job, Outcome, stat_of


class Totals(NamedTuple):
    """How far the output has come: its length, and the sums for the line at the end."""

    end: int = 0
    documents: int = 0
    files: int = 0
    mentions: int = 0
    size: int = 0
    unreadable: int = 0
    code: int = OK

    def after(self, outcome: Outcome, written: int) -> Totals:
        read = outcome.output is not None
        code = max([self.code, *(fault.code for fault in outcome.faults)])
        return Totals(
            self.end + written,
            self.documents + read,
            self.files + 1,
            self.mentions + outcome.mentions,
            self.size + outcome.size,
            self.unreadable + len(outcome.faults),
            code,
        )


class Journal:
    """Says beside an output file, line by line, which documents are in it and where each ends."""

    def __init__(self, output: Path, job: Job) -> None:
        self.path = output.with_name(output.name + ".journal")
        self.head = {"version": __version__, **{name: str(value) for name, value in job._asdict().items()}}
        self.lines: list[str] = []
        self.out: Any = None

    def resume(self, names: Sequence[str], length: int) -> Totals | None:
        """What of an interrupted run stands: its documents from the first on that are the same files still.

        None if there is no journal. Raises `Failure` for one of other options.
        """
        try:
            head, *lines = self.path.read_text(encoding="ascii").splitlines()
        except (OSError, ValueError):
            return None
        if json.loads(head) != self.head:
            raise Failure(USAGE, f"{self.path} is of a run with other options: give the same, or leave out --resume")
        totals = Totals()
        for name, line in zip(names, lines, strict=False):
            try:
                file, stat, *numbers = json.loads(line)
            except ValueError:  # the line that was being written
                break
            if file != name or (stat and tuple(stat)) != stat_of(name) or numbers[0] > length:
                break
            totals = Totals(*numbers)
            self.lines.append(line)
        return totals

    def open(self) -> None:
        self.out = self.path.open("w", encoding="ascii", newline="\n")
        self.out.writelines(line + "\n" for line in [json.dumps(self.head), *self.lines])
        self.out.flush()

    def add(self, name: str, outcome: Outcome, totals: Totals) -> None:
        self.out.write(json.dumps([name, outcome.stat, *totals]) + "\n")
        self.out.flush()

    def close(self, finished: bool) -> None:
        self.out.close()
        if finished:
            self.path.unlink()
