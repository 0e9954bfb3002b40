"""Facts as a panel: one row a number, with place in the text, for a data frame, a spreadsheet or a database.

`rows` gives plain Python, `to_table` Arrow (needs pyarrow: `pip install "jjj_parse[arrow]"`), `write` a file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jjj_parse._exact import PLACES, fits
from jjj_parse._fact_types import Fact
from jjj_parse._quantities import table_unit
from jjj_parse._sheet import Sheet
from jjj_parse._words import Vocabulary
from jjj_parse.types import Bounds, DateSpan, Duration, Range

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["COLUMNS", "FORMATS", "json_schema", "rows", "to_table", "write"]

COLUMNS = (
    *("document", "fact", "subject", "period_start", "period_end", "period", "indicator"),
    *("kind", "amount", "low", "high", "unit", "exact", "modifier"),
    *("change", "base", "base_start", "base_end", "restates", "part_of", "changes"),
    *("text", "start", "end", "sentence"),
)
"""The columns of a panel.

`document` is the name given, `fact` the position in the list of its facts, to which `restates`, `part_of` and `changes` refer. `period` is the
period in EDTF, `period_start` and `period_end` its first and last day. `amount` is the number in `unit`; empty for a range, whose ends are `low` and
`high`; for one number these are its bounds, empty where nothing bounds it. `unit` is a unit symbol, a measure word, an ISO 4217 code; for the kind
percent `ratio`, `points` or `times`. `exact` is the canonical line, which is exact also where a column cannot hold the number.
"""

FORMATS = ("csv", "jsonl", "parquet", "xlsx")
"""The kinds of file that `write` knows, by the end of the name."""


def rows(facts: Iterable[Fact], *, document: str | None = None) -> Iterator[dict[str, Any]]:
    """The facts of one text as flat rows with the keys `COLUMNS`: amounts are `Decimal`, days `date`, what is not there None.

    >>> from jjj_parse import facts
    >>> row = next(rows(facts("总投资25亿元"), document="news.txt"))
    >>> row["document"], row["indicator"], row["amount"], row["unit"]
    ('news.txt', '总投资', Decimal('2500000000'), 'CNY')
    """
    for number, fact in enumerate(facts):
        mention, change, period = fact.mention, fact.change, fact.period
        base = change.base_period if change else None
        yield {
            "document": document,
            "fact": number,
            "subject": fact.subject,
            "period_start": _day(period, "start"),
            "period_end": _day(period, "end"),
            "period": period and period.edtf(),
            "indicator": fact.indicator,
            "kind": fact.kind,
            **_numbers(fact),
            "exact": str(fact.value),
            "modifier": mention.modifier,
            "change": change and change.direction,
            "base": change and change.base,
            "base_start": _day(base, "start"),
            "base_end": _day(base, "end"),
            "restates": fact.restates,
            "part_of": fact.part_of,
            "changes": fact.changes,
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "sentence": fact.sentence,
        }


def _day(period: DateSpan | None, end: str) -> date | None:
    moment: date | datetime | None = None if period is None else getattr(period, end)
    return moment.date() if isinstance(moment, datetime) else moment


def _numbers(fact: Fact) -> dict[str, Any]:
    """Amount, bounds and unit, each a `Decimal` that the columns hold exactly, else None (`exact` has it)."""
    value: Any = fact.value
    one = value.low if isinstance(value, Range) else value
    unit = table_unit(value)
    if isinstance(one, Duration) and unit is None:
        return {"amount": None, "low": None, "high": None, "unit": None}  # P1M10D has no one number
    bounds: Bounds = value.bounds
    return {
        "amount": None if isinstance(value, Range) else _decimal(value.number()),
        "low": _decimal(bounds.low),
        "high": _decimal(bounds.high),
        "unit": unit,
    }


def _decimal(number: object) -> Decimal | None:
    return number if isinstance(number, Decimal) and fits(number) else None


def to_table(facts: Iterable[Fact], *, document: str | None = None) -> pa.Table:
    """The facts of one text as an Arrow table: amounts are decimal128(38, 10), days date32.

    Raises `ImportError` that names the extra when pyarrow is not there.

    >>> from jjj_parse import facts
    >>> to_table(facts("总投资25亿元,占地300亩")).column("indicator").to_pylist()
    ['总投资', '占地']
    """
    return _table(rows(facts, document=document))


def _table(found: Iterable[dict[str, Any]]) -> pa.Table:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ImportError('a table needs pyarrow: pip install "jjj_parse[arrow]"') from error
    types: dict[str, Any] = dict.fromkeys(COLUMNS, pa.string())
    types |= dict.fromkeys(("amount", "low", "high"), pa.decimal128(38, PLACES))
    types |= dict.fromkeys(("period_start", "period_end", "base_start", "base_end"), pa.date32())
    types |= dict.fromkeys(("fact", "restates", "part_of", "changes", "start", "end"), pa.int32())
    return pa.Table.from_pylist(list(found), schema=pa.schema(list(types.items())))


def write(found: Iterable[dict[str, Any]], path: str | Path) -> None:
    """Write rows to a file: `.csv`, `.jsonl`, `.parquet` (needs the extra `arrow`) or `.xlsx` (needs the extra `xlsx`).

    CSV has a byte order mark, so that spreadsheets read the Chinese in it. In JSON and CSV numbers are plain text without an exponent. A cell of a
    spreadsheet holds 15 digits: a longer number is written as text; a text stays text there, whatever it begins with. Raises `ValueError` for
    another ending and for more than a spreadsheet holds, `ImportError` naming the extra, `OSError`.
    """
    path = Path(path)
    writer = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet, ".xlsx": _xlsx}.get(path.suffix.lower())
    if writer is None:
        raise ValueError(f"{path.name}: expected a name that ends in {', '.join('.' + name for name in FORMATS)}")
    writer(found, path)


def plain_cell(cell: Any) -> Any:
    """A cell as text files have it: numbers in plain notation, days in ISO 8601."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _plain_row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: plain_cell(cell) for name, cell in row.items()}


def json_line(row: dict[str, Any]) -> str:
    """A row as one line of JSON, without the line feed."""
    return json.dumps(_plain_row(row), ensure_ascii=False)


def json_schema(*, vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a row as `write` puts it into a `.jsonl` file and `jjj-parse facts` prints it.

    `vocabulary` adds the kinds of the caller's own.

    >>> json_schema()["properties"]["fact"]
    {'type': 'integer', 'minimum': 0}
    """
    from jjj_parse._json_schema import row_schema

    return row_schema(COLUMNS, vocabulary)


def _csv(found: Iterable[dict[str, Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(_plain_row, found))


def _jsonl(found: Iterable[dict[str, Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        for row in found:
            out.write(json_line(row) + "\n")


def _parquet(found: Iterable[dict[str, Any]], path: Path) -> None:
    table = _table(found)
    import pyarrow.parquet as parquet

    parquet.write_table(table, path)


def _xlsx(found: Iterable[dict[str, Any]], path: Path) -> None:
    sheet = Sheet(COLUMNS, "panel", frozen=True)
    try:
        for row in found:
            sheet.append([row[name] for name in COLUMNS])
    except BaseException:
        sheet.drop()
        raise
    sheet.save(path)
