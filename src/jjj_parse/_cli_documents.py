"""Documents for `jjj-parse extract`: which files there are, and each read and written out, here or in worker processes.

A document is a whole file, so that offsets and sentence context refer to the text of the file (of a page: to the text without
its tags). A line that cannot be decoded is reported and left out; it keeps its place, so the offsets of every other line are those of
the file decoded with `errors="replace"`.
"""

from __future__ import annotations

import glob
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jjj_parse import _files, extract
from jjj_parse._cli_common import BAD_DATA, NO_INPUT, report
from jjj_parse._cli_hints import cannot_read
from jjj_parse._cli_output import FORMATS

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
"""Files of these names are taken from a folder; a glob takes whatever it matches."""
_LEFT_OUT = ": the line is left out; --encoding NAME reads another encoding"


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


def stat_of(name: str) -> tuple[int, int] | None:
    """Size and time of a file, None for one that cannot be asked."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


class Text(NamedTuple):
    """The text of a document, None for one that could not be read, and the size of its file in bytes."""

    text: str | None
    size: int
    faults: list[Fault]


def read_text(name: str, encoding: str | None) -> Text:
    """The text of a file, or of standard input for `-`."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        return Text(None, 0, [Fault(NO_INPUT, cannot_read(Path(name), error))])
    try:
        text, _, wrong = _files.read(name, data, encoding)
    except _files.MissingLibrary as error:
        return Text(None, len(data), [Fault(BAD_DATA, str(error))])
    return Text(text, len(data), [Fault(BAD_DATA, reason + _LEFT_OUT, line) for line, reason in wrong])


def texts(found: Inputs, encoding: str | None, codes: list[int]) -> Iterator[tuple[str, str]]:
    """Name and text of each document that can be read; every fault is reported, and its exit code added to `codes`."""
    for argument, reason in found.faults:
        report(argument, reason)
        codes.append(NO_INPUT)
    for name in found.names:
        text, _, faults = read_text(name, encoding)
        for fault in faults:
            report(name, fault.reason, fault.line)
            codes.append(fault.code)
        if text is not None:
            yield name, text


def read_document(name: str, job: Job) -> Outcome:
    """Read one document and write its mentions out in the format of the job; in a worker or in the command itself."""
    stat = stat_of(name)
    text, size, faults = read_text(name, job.encoding)
    if text is None:
        return Outcome(None, 0, size, faults, None, stat)
    if job.format == "parquet":
        from jjj_parse import _cli_parquet

        output, count = _cli_parquet.message(name, text, job.reference)
    else:
        mentions = extract(text, reference=job.reference)
        written, count = FORMATS[job.format].document(name, mentions, job.several), len(mentions)
        output = written.encode("utf-8", "backslashreplace")  # a file name that is not UTF-8
    return Outcome(output, count, size, faults, text if job.save_text else None, stat)


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
            reason = f"no file in it ends in {' '.join(SUFFIXES)}; for others give a pattern, such as '{path}/**/*.log'"
        elif argument != "-" and glob.has_magic(argument) and not path.exists():
            found = sorted(file for file in glob.glob(argument, recursive=True) if Path(file).is_file())  # noqa: PTH207  # a pattern may be absolute
            place = "" if path.is_absolute() else f" in {Path.cwd()}"
            reason = f"no file has such a name{place}; **/ before the name stands for folders at any depth"
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
