"""`jjj-parse column`: a table in, the same table out with the values of one column beside it."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jjj_parse._cli_arguments import add_command, add_encoding, add_reference, refuse_to_overwrite, whole_number
from jjj_parse._cli_common import (
    BAD_DATA,
    NO_INPUT,
    OK,
    USAGE,
    Failure,
    Progress,
    counted,
    missing_library,
    summary,
)
from jjj_parse._cli_hints import cannot_read, cannot_write
from jjj_parse._options import READ_AS

if TYPE_CHECKING:
    import pyarrow as pa

    from jjj_parse._tables import Source, Writer


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = add_command(
        commands,
        "column",
        run,
        help="one column of a table, each cell as a value",
        description="Reads each cell of one column of a table as one value, and writes the table with the values beside it. "
        "In: csv, tsv, xlsx, jsonl, parquet. Out: these and Stata dta. The endings of the names say which.",
        examples=[
            "jjj-parse column projects.xlsx --column 投资额（万元） -o projects-read.xlsx",
            "jjj-parse column land.csv --column 面积 --kind area --unit 亩 -o land.parquet",
            "jjj-parse column list.csv --column 开工时间 --kind date --reference 2021-03-01 -o list.jsonl",
        ],
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the table")
    command.add_argument(
        "--column", required=True, metavar="NAME", help="the header of the column, such as 投资额（万元）"
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the table to write")
    command.add_argument(
        "--kind",
        choices=READ_AS,
        default="money",
        metavar="KIND",
        help="money (default), area, count, date …",
    )
    command.add_argument(
        "--unit", metavar="UNIT", help="the unit of bare numbers, such as 万元; default: the one that the header names"
    )
    command.add_argument("--currency", default="CNY", metavar="CODE", help="what a bare 元 means (default CNY)")
    add_reference(command)
    command.add_argument("--prefix", metavar="NAME", help="of the new columns; default: the header without its unit")
    command.add_argument("--sheet", metavar="NAME", help="of an xlsx file; default: the first")
    command.add_argument(
        "--header-row",
        type=whole_number,
        default=1,
        metavar="N",
        help="the row of the headers in csv, tsv and xlsx (default 1)",
    )
    add_encoding(command)


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """The subcommand; gives the exit code."""
    try:
        from jjj_parse import _tables
    except ImportError:
        raise missing_library("the command `column`", "arrow") from None
    given, output = options.file, options.output
    for path, known, hint in (
        (given, _tables.READERS, ": save the table in one of these formats"),
        (output, _tables.WRITERS, ""),
    ):
        if path.suffix.lower() not in known:
            parser.error(f"{path}: expected a name that ends in one of {' '.join(known)}{hint}")
    _check_layout(parser, options)
    started = time.perf_counter()
    code = OK
    statuses: Counter[str] = Counter()
    with Progress("rows", None, wanted=True) as progress:

        def fault(reason: str, line: int | None) -> None:
            nonlocal code
            code = BAD_DATA
            progress.report(str(given), reason, line)

        layout = _tables.Layout(options.column, options.header_row, options.sheet, options.encoding, fault)
        try:
            size = given.stat().st_size
            refuse_to_overwrite(parser, output, [given])
            source = _tables.READERS[given.suffix.lower()](given, layout)
        except OSError as error:
            raise Failure(NO_INPUT, f"{given}: {cannot_read(given, error)}") from None
        values = Values(parser, options, source)
        part = output.with_name(output.name + ".part")
        try:
            part.open("wb").close()  # some formats are written at the end only
        except OSError as error:
            raise Failure(USAGE, cannot_write(output, error)) from None
        writer = None
        try:
            writer = _tables.WRITERS[output.suffix.lower()](part, values.schema)
            for table in values.tables(writer):
                statuses.update(table[values.status].to_pylist())
                progress.add(len(table))
            writer.close()
            part.replace(output)
        except BaseException as error:
            if writer is not None:
                writer.drop()
            if isinstance(error, _tables.FAULTS):
                raise Failure(NO_INPUT, f"{given} to {output}: {error}: {output} was not written") from None
            raise
        finally:
            part.unlink(missing_ok=True)
    others = ("empty", "unreadable", "ambiguous", "out_of_range")
    counts = [
        f"{statuses[name]:,} {name.replace('_', ' ')}" for name in others if statuses[name] or name == "unreadable"
    ]
    summary([counted(statuses.total(), "row"), counted(statuses["ok"], "value"), *counts], size, started)
    return code


def _check_layout(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse what the format of the file has nothing for."""
    for name, given, endings in (
        ("--sheet", options.sheet is not None, (".xlsx",)),
        ("--header-row", options.header_row != 1, (".csv", ".tsv", ".xlsx")),
        ("--encoding", options.encoding is not None, (".csv", ".tsv")),
    ):
        if given and options.file.suffix.lower() not in endings:
            parser.error(f"{options.file}: {name} is for {', '.join(endings)}: leave it out")


class Values:
    """The columns that go beside the one that is read."""

    def __init__(self, parser: argparse.ArgumentParser, options: argparse.Namespace, source: Source) -> None:
        from jjj_parse import _interop, _tables
        from jjj_parse.columns import columns_of, normalize

        self.source = source
        self.kind, self.column = options.kind, options.column.strip()
        self.options: dict[str, Any] = {"currency": options.currency, "reference": options.reference}
        try:
            normalize(["1"], self.kind, unit=options.unit, **self.options)
        except ValueError as error:
            parser.error(str(error))
        self.unit = options.unit or _interop.header_unit(self.column, self.kind, options.currency)
        self.names = _interop.names_beside(self.column, self.kind, options.prefix)
        self.status = self.names[columns_of(self.kind).names.index("status")]
        for name in self.names:
            if name in source.schema.names:
                raise Failure(USAGE, f"{options.file} has a column {name!r} already: give the new ones a --prefix")
        self.schema = self._beside(source.schema.empty_table(), columns_of(self.kind).empty_table()).schema
        self.rounding = Path(options.output).suffix.lower() in _tables.ROUNDING

    def tables(self, writer: Writer) -> Iterator[pa.Table]:
        """Read, and write, part by part."""
        from jjj_parse.columns import normalize

        for table, cells in self.source.parts:
            found = normalize(cells, self.kind, unit=self.unit, **self.options)
            if self.rounding and "amount" in found.column_names:
                found = _in_doubles(found)
            made = self._beside(table, found)
            writer.write(made)
            yield made

    def _beside(self, table: pa.Table, values: pa.Table) -> pa.Table:
        from jjj_parse._interop import beside

        return beside(table, self.source.place, self.names, values)


def _in_doubles(found: pa.Table) -> pa.Table:
    """Amounts that a file of doubles would round go into `exact` as text, with the status `out_of_range`."""
    from jjj_parse._exact import fits_double, plain

    rows = found.to_pylist()
    for row in rows:
        amounts = [row[name] for name in ("amount", "low", "high") if row[name] is not None]
        if all(map(fits_double, amounts)):
            continue
        written = plain(row["amount"]) if row["amount"] is not None else " .. ".join(map(plain, amounts))
        row.update(amount=None, low=None, high=None, exact=row["exact"] or written, status="out_of_range")
    return type(found).from_pylist(rows, schema=found.schema)
