"""`jjj-parse extract`: documents in, one mention a line out.

While an output file is being written, a journal beside it (`OUT.journal`) says after each document how far it has come; `--resume`
goes on from there. Parquet cannot be continued, so its rows wait in `OUT.part` until the last document is done.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from jjj_parse._cli_arguments import (
    add_command,
    add_encoding,
    add_files,
    add_reference,
    refuse_to_overwrite,
    whole_number,
)
from jjj_parse._cli_common import NO_INPUT, OK, USAGE, Failure, Progress, counted, missing_library, summary
from jjj_parse._cli_documents import Fault, Job, Outcome, inputs, outcomes
from jjj_parse._cli_hints import cannot_write
from jjj_parse._cli_journal import Journal, Totals
from jjj_parse._cli_output import FORMATS

BY_SUFFIX = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}


class Run(NamedTuple):
    """The documents of one command, and how they are read."""

    names: list[str]
    job: Job
    workers: int
    save_text: Path | None
    progress: Progress

    def outcomes(self, done: int) -> Iterator[tuple[str, Outcome]]:
        """Each document behind the first `done`, its faults told, its text saved, and one step more on the bar."""
        self.progress.add(done)
        names = self.names[done:]
        for name, outcome in zip(names, outcomes(names, self.job, self.workers), strict=True):
            for fault in outcome.faults:
                self.progress.report(name, fault.reason, fault.line)
            yield name, outcome if outcome.text is None else self._saved(name, outcome, outcome.text)
            self.progress.add(1)

    def _saved(self, name: str, outcome: Outcome, text: str) -> Outcome:
        """Without its text saved a document gives nothing: the offsets would refer to nothing."""
        assert self.save_text is not None
        path, reason = save(self.save_text, name, text)
        if reason is None:
            return outcome
        self.progress.report(str(path), reason)
        return outcome._replace(output=None, mentions=0, faults=[*outcome.faults, Fault(NO_INPUT, reason)])


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = add_command(
        commands,
        "extract",
        run,
        help="every mention in files or standard input",
        description="Every mention in text files, HTML pages or standard input. Offsets are code points of the text of the file.",
        examples=[
            "jjj-parse extract report.txt --reference 2024-03-01",
            "jjj-parse extract reports -o mentions.csv",
            "jjj-parse extract 'archive/**/*.log' --encoding gb18030 --workers 2 -o mentions.parquet",
            "jjj-parse extract page.html --save-text texts --format jsonl",
        ],
    )
    add_files(command, optional=True)
    add_reference(command)
    add_encoding(command)
    command.add_argument(
        "--save-text",
        type=Path,
        metavar="DIR",
        help="write the text of each file, which offsets refer to, to DIR/FILE.txt in UTF-8",
    )
    command.add_argument(
        "--format",
        choices=[*FORMATS, "parquet"],
        help="default: by the ending of OUT (.csv, .parquet), else table on a terminal, else jsonl",
    )
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file")
    command.add_argument(
        "--workers",
        type=whole_number,
        default=1,
        metavar="N",
        help="read with N processes (default 1); the output is the same",
    )
    command.add_argument("--resume", action="store_true", help="go on with OUT where the same command was interrupted")


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    found = inputs(options.files or ["-"])
    output = None if options.output in (None, "-") else Path(options.output)
    if options.save_text is not None and not options.save_text.is_dir():
        parser.error(f"--save-text {options.save_text}: there is no such folder: make it first")
    if options.resume and (output is None or options.save_text is not None or "-" in found.names):
        parser.error("--resume needs an output file (-o), and goes neither with standard input nor with --save-text")
    if output is not None:
        refuse_to_overwrite(parser, output, found.names)
    chosen = options.format or _default_format(output)
    if chosen == "parquet" and output is None:
        parser.error("parquet needs an output file: -o OUT.parquet")
    job = Job(chosen, found.several, options.reference, options.encoding, options.save_text is not None)
    started = time.perf_counter()
    with Progress("files", len(found.names), wanted=output is not None or not sys.stdout.isatty()) as progress:
        for name, reason in found.faults:
            progress.report(name, reason)
        this = Run(found.names, job, options.workers, options.save_text, progress)
        totals = to_stdout(this) if output is None else to_file(parser, this, output, options.resume)
    if output is not None or sys.stderr.isatty():
        counts = [counted(totals.files, "file"), counted(totals.mentions, "mention")]
        summary([*counts, f"{totals.unreadable:,} unreadable"], totals.size, started)
    return max(totals.code, NO_INPUT if found.faults else OK)


def _default_format(output: Path | None) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    return BY_SUFFIX.get(output.suffix.lower(), "jsonl")


def to_stdout(this: Run) -> Totals:
    """Print the documents."""
    style, totals = FORMATS[this.job.format], Totals()
    sys.stdout.write(style.head)
    for _, outcome in this.outcomes(0):
        if outcome.output is not None:
            _print((style.between if totals.documents else "") + outcome.output.decode())
        totals = totals.after(outcome, 0)
    return totals


def _print(text: str) -> None:
    """In pieces: a long text written at once to a pipe whose reader has gone away gives no error."""
    for start in range(0, len(text), 4096):
        sys.stdout.write(text[start : start + 4096])


def to_file(parser: argparse.ArgumentParser, this: Run, output: Path, resume: bool) -> Totals:
    """Write the documents into a file, those that an interrupted run left out if `resume`."""
    parquet = this.job.format == "parquet"
    if parquet:
        _need_parquet()
    target = output.with_name(output.name + ".part") if parquet else output
    # What is no file (a device, a pipe) has no place beside it and cannot be gone on with.
    journal = Journal(output, this.job) if output.is_file() or not output.exists() else None
    totals: Totals | None = None
    if resume:
        if journal is not None and target.exists():
            totals = journal.resume(this.names, target.stat().st_size)
        if totals is None and output.exists():
            parser.error(
                f"{output} has no journal beside it: it is complete, or was not made by extract; "
                "leave out --resume to write it anew"
            )
    try:
        out: BinaryIO = target.open("r+b" if totals is not None and totals.files else "wb")
        if journal is not None:
            journal.open()
    except OSError as error:
        raise Failure(USAGE, cannot_write(output, error)) from None
    finished = False
    try:
        with out:
            done = _written(this, out, totals or Totals(), journal)
        if parquet:
            from jjj_parse import _cli_parquet

            _cli_parquet.finish(target, output)
        finished = True
    except KeyboardInterrupt:
        if journal is not None and "-" not in this.names and this.save_text is None:
            this.progress.report(str(output), "interrupted; the same command with --resume goes on")
        raise
    finally:
        if journal is not None:
            journal.close(finished)
    return done


def _written(this: Run, out: BinaryIO, totals: Totals, journal: Journal | None) -> Totals:
    head, between = b"", b""
    if this.job.format != "parquet":
        head, between = (text.encode() for text in FORMATS[this.job.format][:2])
    if totals.files:
        out.truncate(totals.end)
        out.seek(totals.end)
    else:
        out.write(head)
        totals = Totals(end=len(head))
    for name, outcome in this.outcomes(totals.files):
        block = b"" if outcome.output is None else (between if totals.documents else b"") + outcome.output
        out.write(block)
        totals = totals.after(outcome, len(block))
        if journal is not None:
            out.flush()
            journal.add(name, outcome, totals)
    return totals


def _need_parquet() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise missing_library("--format parquet", "arrow") from None


def save(folder: Path, name: str, text: str) -> tuple[Path, str | None]:
    """Write the text that offsets refer to, each file under a name of its own, never over another file; the path, and what went wrong."""
    stem = "stdin" if name == "-" else Path(name).name
    for number in itertools.count(1):
        path = folder / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
        try:
            with path.open("x", encoding="utf-8", errors="surrogatepass", newline="") as out:
                out.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            return path, error.strerror or str(error)
        return path, None
    raise AssertionError("numbers do not end")
