"""`jjj-parse extract`: documents in, one mention a line out.

A document is a whole file, so that offsets and sentence context refer to the text of the file (of a page: to the text without
its tags, which `--save-text` writes). A line that cannot be decoded is reported and left out; it keeps its place, so the
offsets of every other line are those of the file decoded with `errors="replace"`.

While an output file is being written, a journal beside it (`OUT.journal`) says after each document how far it has come; `--resume`
goes on from there. Parquet cannot be continued, so its rows wait in `OUT.part` until the last document is done.
"""

from __future__ import annotations

import argparse
import glob
import itertools
import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from jjj_parse import __version__, _files, extract
from jjj_parse._cli_common import BAD_DATA, NO_INPUT, OK, Failure, Progress, counted, missing_library, summary
from jjj_parse._cli_output import FORMATS

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
"""Files of these names are taken from a folder; a glob takes whatever it matches."""
BY_SUFFIX = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}


class Job(NamedTuple):
    """What holds for all documents."""

    format: str
    several: bool
    reference: date | None
    encoding: str | None
    save_text: bool


class Fault(NamedTuple):
    """What is wrong with an input."""

    code: int
    reason: str
    line: int | None = None


class Outcome(NamedTuple):
    """What became of one document; `output` is None for one that could not be read."""

    output: bytes | None
    mentions: int
    size: int
    faults: list[Fault]
    text: str | None
    stat: tuple[int, int] | None
    """Size and time of the file before it was read: what tells it from a later version."""


def read_document(name: str, job: Job) -> Outcome:
    """Read one document and write its mentions out in the format of the job; in a worker or in the command itself."""
    stat = stat_of(name)
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        return Outcome(None, 0, 0, [Fault(NO_INPUT, error.strerror or str(error))], None, stat)
    try:
        text, _, wrong = _files.read(name, data, job.encoding)
    except _files.MissingLibrary as error:
        return Outcome(None, 0, len(data), [Fault(BAD_DATA, str(error))], None, stat)
    faults = [Fault(BAD_DATA, reason, line) for line, reason in wrong]
    if job.format == "parquet":
        from jjj_parse import _cli_parquet

        output, count = _cli_parquet.message(name, text, job.reference)
    else:
        mentions = extract(text, reference=job.reference)
        written, count = FORMATS[job.format].document(name, mentions, job.several), len(mentions)
        output = written.encode("utf-8", "backslashreplace")  # a file name that is not UTF-8
    return Outcome(output, count, len(data), faults, text if job.save_text else None, stat)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def outcomes(names: Sequence[str], job: Job, workers: int) -> Iterator[Outcome]:
    """The outcome of each document, in order; at most a few documents a worker wait to be written."""
    if workers == 1:
        for name in names:
            yield read_document(name, job)
        return
    pool = ProcessPoolExecutor(workers, initializer=_ignore_interrupts)
    waiting: deque[Future[Outcome] | str] = deque()
    try:
        for name in names:
            waiting.append(name if name == "-" else pool.submit(read_document, name, job))
            if len(waiting) > 4 * workers:
                yield _outcome(waiting.popleft(), job)
        while waiting:
            yield _outcome(waiting.popleft(), job)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome(waiting: Future[Outcome] | str, job: Job) -> Outcome:
    """Standard input is read here, not in a worker."""
    return read_document(waiting, job) if isinstance(waiting, str) else waiting.result()


class Inputs(NamedTuple):
    """The documents that the arguments name, whether there can be several, and what is wrong with the arguments."""

    names: list[str]
    several: bool
    faults: list[tuple[str, str]]


def inputs(arguments: Sequence[str]) -> Inputs:
    """Folders and globs become the files in them, in the order of their names; everything else stays what it is."""
    names: list[str] = []
    faults: list[tuple[str, str]] = []
    expanded = False
    for argument in arguments:
        path = Path(argument)
        if argument != "-" and path.is_dir():
            found = sorted(str(file) for file in path.rglob("*") if _is_text(file, path))
            reason = f"no file in it ends in {' '.join(SUFFIXES)}"
        elif argument != "-" and glob.has_magic(argument) and not path.exists():
            found = sorted(file for file in glob.glob(argument, recursive=True) if Path(file).is_file())  # noqa: PTH207  # a pattern may be absolute
            reason = "no file has such a name"
        else:
            names.append(argument)
            continue
        expanded = True
        names += found
        if not found:
            faults.append((argument, reason))
    return Inputs(names, expanded or len(arguments) > 1, faults)


def _is_text(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.suffix.lower() in SUFFIXES and not hidden and file.is_file()


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


def stat_of(name: str) -> tuple[int, int] | None:
    """Size and time of a file, None for one that cannot be asked."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


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
            raise Failure(2, f"{self.path} is of a run with other options: give the same, or leave out --resume")
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


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    found = inputs(options.files or ["-"])
    output = None if options.output in (None, "-") else Path(options.output)
    if options.save_text is not None and not options.save_text.is_dir():
        parser.error(f"{options.save_text} is not a folder")
    if options.resume and (output is None or options.save_text is not None or "-" in found.names):
        parser.error("--resume needs an output file (-o), and goes neither with standard input nor with --save-text")
    if output is not None and any(_same(name, output) for name in found.names):
        parser.error(f"{options.output} is also an input; it would be lost")
    chosen = options.format or _default_format(output)
    if chosen == "parquet" and output is None:
        parser.error("parquet needs an output file: -o OUT")
    job = Job(chosen, found.several, options.reference, options.encoding, options.save_text is not None)
    started = time.perf_counter()
    with Progress("files", len(found.names), wanted=output is not None or not sys.stdout.isatty()) as progress:
        for name, reason in found.faults:
            progress.report(name, reason)
        if output is None:
            totals = _to_stdout(found.names, job, options, progress)
        else:
            totals = _to_file(parser, output, found.names, job, options, progress)
    if output is not None or sys.stderr.isatty():
        counts = [counted(totals.files, "file"), counted(totals.mentions, "mention")]
        summary([*counts, f"{totals.unreadable:,} unreadable"], totals.size, started)
    return max(totals.code, NO_INPUT if found.faults else OK)


def _same(name: str, output: Path) -> bool:
    return name != "-" and Path(name).exists() and output.exists() and output.samefile(name)


def _default_format(output: Path | None) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    return BY_SUFFIX.get(output.suffix.lower(), "jsonl")


def _to_stdout(names: Sequence[str], job: Job, options: argparse.Namespace, progress: Progress) -> Totals:
    style, totals = FORMATS[job.format], Totals()
    sys.stdout.write(style.head)
    for name, outcome in zip(names, outcomes(names, job, options.workers), strict=True):
        outcome = _reported(name, outcome, options, progress)
        if outcome.output is not None:
            _print((style.between if totals.documents else "") + outcome.output.decode())
        totals = totals.after(outcome, 0)
    return totals


def _print(text: str) -> None:
    """In pieces: a long text written at once to a pipe whose reader has gone away gives no error."""
    for start in range(0, len(text), 4096):
        sys.stdout.write(text[start : start + 4096])


def _to_file(
    parser: argparse.ArgumentParser,
    output: Path,
    names: Sequence[str],
    job: Job,
    options: argparse.Namespace,
    progress: Progress,
) -> Totals:
    head, between = b"", b""
    target = output
    if job.format == "parquet":
        _need_parquet()
        target = output.with_name(output.name + ".part")
    else:
        head, between = (text.encode() for text in FORMATS[job.format][:2])
    # What is no file (a device, a pipe) has no place beside it and cannot be gone on with.
    journal = Journal(output, job) if output.is_file() or not output.exists() else None
    totals: Totals | None = None
    if options.resume:
        if journal is not None and target.exists():
            totals = journal.resume(names, target.stat().st_size)
        if totals is None and output.exists():
            parser.error(f"{output} has no journal beside it: it is complete, or was not made by extract")
    try:
        out: BinaryIO = target.open("r+b" if totals is not None else "wb")
        if journal is not None:
            journal.open()
    except OSError as error:
        parser.error(f"cannot write {options.output}: {error.strerror}")
    finished = False
    try:
        with out:
            done = _written(out, head, between, totals, names, job, options, progress, journal)
        if job.format == "parquet":
            from jjj_parse import _cli_parquet

            _cli_parquet.finish(target, output)
        finished = True
    except KeyboardInterrupt:
        if journal is not None and "-" not in names and options.save_text is None:
            progress.report(str(output), "interrupted; the same command with --resume goes on")
        raise
    finally:
        if journal is not None:
            journal.close(finished)
    return done


def _written(
    out: BinaryIO,
    head: bytes,
    between: bytes,
    totals: Totals | None,
    names: Sequence[str],
    job: Job,
    options: argparse.Namespace,
    progress: Progress,
    journal: Journal | None,
) -> Totals:
    if totals is None or totals.end == 0:
        totals = Totals(end=len(head))
        if journal is not None:
            out.truncate(0)
        out.write(head)
    else:
        out.truncate(totals.end)
        out.seek(totals.end)
    progress.add(totals.files)
    rest = names[totals.files :]
    for name, outcome in zip(rest, outcomes(rest, job, options.workers), strict=True):
        outcome = _reported(name, outcome, options, progress)
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


def _reported(name: str, outcome: Outcome, options: argparse.Namespace, progress: Progress) -> Outcome:
    """The outcome, with its faults told, its text saved, and one step more on the bar."""
    for fault in outcome.faults:
        progress.report(name, fault.reason, fault.line)
    if outcome.text is not None:
        path, reason = _saved(options.save_text, name, outcome.text)
        if reason is not None:
            progress.report(str(path), reason)
            outcome = outcome._replace(output=None, mentions=0, faults=[*outcome.faults, Fault(NO_INPUT, reason)])
    progress.add(1)
    return outcome


def _saved(folder: Path, name: str, text: str) -> tuple[Path, str | None]:
    """Write the text that offsets refer to; each file under a name of its own, never over another file."""
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


def cores() -> int:
    """How many workers are of use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
