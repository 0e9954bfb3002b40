"""The command `jjj-parse`: bytes in, one mention a line out.

A document is a whole file, so that offsets and sentence context refer to the text of the file (of a page: to the text without
its tags, which `--save-text` writes). A line that cannot be decoded is reported and left out; it keeps its place, so the
offsets of every other line are those of the file decoded with `errors="replace"`.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import json
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import TextIO, TypeAlias

from jjj_parse import Mention, Multiple, Percent, Points, Range, __version__, _cli_facts, _files, extract

PROG = "jjj-parse"

# The numbers of sysexits.h, and 128 + signal, as shells report it.
OK, BAD_DATA, NO_INPUT, INTERRUPTED, BROKEN_PIPE = 0, 65, 66, 130, 141

Document: TypeAlias = tuple[str, list[Mention]]


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: two for a Chinese character, none for a mark that combines.

    >>> width("1.8亿美元")
    9
    """
    visible = [char for char in text if unicodedata.category(char) not in ("Mn", "Me", "Cf")]
    return len(visible) + sum(unicodedata.east_asian_width(char) in "WF" for char in visible)


def shown(text: str) -> str:
    """`text` on one line and harmless to a terminal: white space and control characters become one blank.

    >>> shown("354.8\\n 亿元")
    '354.8 亿元'
    """
    kept = (char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(char if char.isprintable() else " " for char in kept).split())


COLUMNS = ("start", "text", "kind", "value", "modifier", "indicator")


def table(mentions: Sequence[Mention]) -> str:
    """The mentions as a table for people, without the columns that would be empty, or a line that says there are none."""
    if not mentions:
        return "nothing found\n"
    rows: list[tuple[str, ...]] = [COLUMNS]
    rows += [
        (str(m.start), shown(m.text), m.kind, str(m.value), m.modifier or "", shown(m.indicator or ""))
        for m in mentions
    ]
    columns = [column for column in zip(*rows, strict=True) if any(column[1:])]
    widths = [max(map(width, column)) for column in columns]
    rows = list(zip(*columns, strict=True))
    rows.insert(1, tuple("-" * size for size in widths))
    return "".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


def write_table(out: TextIO, documents: Iterable[Document], several: bool) -> None:
    for number, (name, mentions) in enumerate(documents):
        if several:
            out.write("\n" * (number > 0) + f"{shown(name)}\n")
        out.write(table(mentions))


def write_jsonl(out: TextIO, documents: Iterable[Document], several: bool) -> None:
    for name, mentions in documents:
        for mention in mentions:
            line = {"file": name, **mention.to_dict()} if several else mention.to_dict()
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


CSV_COLUMNS = (
    *("file", "start", "end", "text", "kind", "value"),
    *("amount", "low", "high", "unit", "modifier", "flags", "indicator"),
)
# A bare 0.12, 3.5 or 3 would not say which of the three it is.
PERCENT_UNITS: dict[type, str] = {Percent: "ratio", Points: "points", Multiple: "times"}


def csv_row(mention: Mention) -> dict[str, object]:
    """One flat row: `low` and `high` are the ends of a range, or the first and the last day of a date.

    `unit` is the currency of money, and `ratio`, `points` or `times` for the kind percent.
    """
    value = mention.value
    single = value.low if isinstance(value, Range) else value
    record = mention.to_dict()
    parts = record.pop("value")
    amounts = [parts[key] for key in ("amount", "ratio", "points", "times", "iso") if key in parts]
    ends = ("start", "end") if "start" in parts else ("low", "high")
    return record | {
        "value": str(value),
        "amount": amounts[0] if amounts else None,
        "low": parts.get(ends[0]),
        "high": parts.get(ends[1]),
        "unit": parts.get("currency") or parts.get("unit") or PERCENT_UNITS.get(type(single)),
        "flags": " ".join(flag for flag in ("inferred", "article", "fuzzy") if parts.get(flag)),
    }


def write_csv(out: TextIO, documents: Iterable[Document], several: bool) -> None:
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for name, mentions in documents:
        writer.writerows({"file": name, **csv_row(mention)} for mention in mentions)


FORMATS: dict[str, Callable[[TextIO, Iterable[Document], bool], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "csv": write_csv,
}


def report(name: str, reason: str, line: int | None = None) -> None:
    place = name if line is None else f"{name}:{line}"
    print(f"{PROG}: {place}: {reason}", file=sys.stderr)


class Progress:
    """A counter on standard error, for people: only on a terminal, at most five times a second."""

    def __init__(self, total: int, wanted: bool) -> None:
        self.total = total
        self.wanted = wanted and total > 1 and sys.stderr.isatty()
        self.next_time = 0.0

    def show(self, done: int) -> None:
        if self.wanted and time.monotonic() >= self.next_time:
            sys.stderr.write(f"\r{done}/{self.total} files")
            sys.stderr.flush()
            self.next_time = time.monotonic() + 0.2

    def clear(self) -> None:
        if self.wanted:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Documents:
    """Reads files one after the other; what cannot be read is reported, sets `exit_code`, and the rest goes on."""

    def __init__(
        self,
        names: Sequence[str],
        reference: date | None,
        progress: Progress,
        encoding: str | None = None,
        save_text: Path | None = None,
    ) -> None:
        self.names = names
        self.reference = reference
        self.encoding = encoding
        self.save_text = save_text
        self.progress = progress
        self.exit_code = OK

    def __iter__(self) -> Iterator[Document]:
        for done, name in enumerate(self.names):
            self.progress.show(done)
            try:
                data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            except OSError as error:
                self.fault(NO_INPUT, name, error.strerror or str(error))
                continue
            try:
                text, _, faults = _files.read(name, data, self.encoding)
            except _files.MissingLibrary as error:
                self.fault(BAD_DATA, name, str(error))
                continue
            for line, reason in faults:
                self.fault(BAD_DATA, name, reason, line)
            if self.save_text is not None and not self.saved(name, text):
                continue
            yield name, extract(text, reference=self.reference)
        self.progress.clear()

    def saved(self, name: str, text: str) -> bool:
        """Write the text that offsets refer to; each file under a name of its own, never over another file."""
        assert self.save_text is not None
        stem = "stdin" if name == "-" else Path(name).name
        for number in itertools.count(1):
            path = self.save_text / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
            try:
                with path.open("x", encoding="utf-8", errors="surrogatepass", newline="") as out:
                    out.write(text)
            except FileExistsError:
                continue
            except OSError as error:
                self.fault(NO_INPUT, str(path), error.strerror or str(error))
                return False
            return True
        raise AssertionError("numbers do not end")

    def fault(self, code: int, name: str, reason: str, line: int | None = None) -> None:
        self.progress.clear()
        report(name, reason, line)
        self.exit_code = max(self.exit_code, code)


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


def run_extract(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    names: list[str] = options.files or ["-"]
    target: AbstractContextManager[TextIO]
    if options.save_text is not None and not options.save_text.is_dir():
        parser.error(f"{options.save_text} is not a folder")
    if options.output in (None, "-"):
        target = nullcontext(sys.stdout)
    else:
        output = Path(options.output)
        if any(name != "-" and Path(name).exists() and output.exists() and output.samefile(name) for name in names):
            parser.error(f"{options.output} is also an input; it would be lost")
        try:
            target = output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            parser.error(f"cannot write {options.output}: {error.strerror}")
    with target as out:
        on_terminal = out.isatty()
        progress = Progress(len(names), wanted=not on_terminal)
        documents = Documents(names, options.reference, progress, options.encoding, options.save_text)
        FORMATS[options.format or ("table" if on_terminal else "jsonl")](out, documents, len(names) > 1)
    return documents.exit_code


def run_demo(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    folder = files("jjj_parse").joinpath("examples")
    index = folder.joinpath("index.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(index, delimiter="\t"):
        text = folder.joinpath(row["file"]).read_text(encoding="utf-8")
        mentions = extract(text, reference=date.fromisoformat(row["reference"]))
        print(f"{row['title']} ({row['file']}, written on {row['reference']})\n\n{table(mentions)}")
    return OK


def argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROG,
        description="Finds amounts, areas, counts, shares and dates in Chinese text and gives them as exact values.",
        epilog="Exit codes: 0 done, 2 wrong usage, 65 a line could not be decoded, 66 a file could not be read, "
        "130 interrupted, 141 the reader of the output went away.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROG} {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser(
        "extract",
        help="every mention in files or standard input",
        description="Every mention in text files, HTML pages or standard input. Offsets are code points of the text of the file.",
        allow_abbrev=False,
    )
    command.add_argument("files", nargs="*", metavar="FILE", help="a text file or HTML page; - or none: standard input")
    command.add_argument(
        "--reference",
        type=reference_date,
        metavar="DATE",
        help="the day the text was written, such as 2020-06-08; without it a date like 今年 stays unresolved",
    )
    command.add_argument(
        "--encoding",
        type=encoding_name,
        metavar="NAME",
        help="of the files, such as gb18030; default: by byte order mark, else UTF-8 if it can be, else a guess",
    )
    command.add_argument(
        "--save-text",
        type=Path,
        metavar="DIR",
        help="write the text of each file, which offsets refer to, to DIR/FILE.txt in UTF-8",
    )
    command.add_argument("--format", choices=list(FORMATS), help="default: table on a terminal, else jsonl")
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file")
    command.set_defaults(run=run_extract)

    _cli_facts.register(commands, reference_date, encoding_name)

    command = commands.add_parser("demo", help="what is found in example articles", allow_abbrev=False)
    command.set_defaults(run=run_demo)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; wrong usage raises `SystemExit(2)`, as argparse does."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # UTF-8 whatever the locale; a file name that is not UTF-8 is printed with escapes.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    parser = argument_parser()
    options = parser.parse_args(argv)
    try:
        code: int = options.run(parser, options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
