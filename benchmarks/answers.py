"""Whether what was read is what was planted: ours must all be right, of the rivals the share that is.

Each rival is judged on what it claims to read and no further: an amount of money or a date that stands for exactly one value or period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow as pa
from workloads import Cell, Document, Planted

import jjj_parse
from jjj_parse.columns import AMOUNT, MENTIONS

# ---- ours ---------------------------------------------------------------------------------------------------------

COLUMNS = tuple(name for name in MENTIONS.names if name != "indicator")  # no indicators are planted


def planted_table(documents: Iterable[Document], first_row: int = 0) -> pa.Table:
    """The table that `extract_table` must give for the documents."""
    rows = [
        (row, each.kind, each.start, each.end, made.text[each.start : each.end], *each[5:12], each.modifier, each.flags)
        for row, made in enumerate(documents, first_row)
        for each in made.mentions
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    fields = [MENTIONS.field(name) for name in COLUMNS]
    return pa.table(
        [typed(column, field.type) for column, field in zip(columns, fields, strict=True)], pa.schema(fields)
    )


def planted_cells(made: Sequence[Cell]) -> pa.Table:
    """The columns that `normalize` must give for the cells, without `exact` and `message`."""
    columns = {
        "amount": typed([cell.amount for cell in made], AMOUNT),
        "low": typed([cell.low for cell in made], AMOUNT),
        "high": typed([cell.high for cell in made], AMOUNT),
        "currency": pa.array([cell.currency for cell in made], pa.string()),
        "modifier": pa.array([cell.modifier for cell in made], pa.string()),
        "status": pa.array([cell.status for cell in made], pa.string()),
    }
    return pa.table(columns)


def typed(column: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Decimals and dates come as text."""
    if pa.types.is_decimal(kind) or pa.types.is_date(kind):
        return pa.array(column, pa.string()).cast(kind)
    return pa.array(column, kind)


def differences(found: pa.Table, planted: pa.Table, most: int = 5) -> list[str]:
    """Where two tables differ in the columns of the second; empty when nowhere."""
    found = found.select(planted.column_names).combine_chunks()
    planted = planted.combine_chunks()
    if found.num_rows == planted.num_rows:
        if all(plain_column(found[name]).equals(plain_column(planted[name])) for name in planted.column_names):
            return []
        pairs = zip(found.to_pylist(), planted.to_pylist(), strict=True)
        return [f"found    {one}\nplanted  {two}" for one, two in pairs if one != two][:most]
    ours, theirs = ({tuple(row.items()) for row in table.to_pylist()} for table in (found, planted))
    lines = [f"found and not planted: {dict(row)}" for row in list(ours - theirs)[:most]]
    return [*lines, *(f"planted and not found: {dict(row)}" for row in list(theirs - ours)[:most])]


def plain_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without a dictionary: how a column is encoded is not what is judged."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def wrong_mentions(made: Document, found: Sequence[jjj_parse.Mention]) -> list[str]:
    """Where the mentions of one document differ from the planted ones."""
    ours = {(m.start, m.end, m.kind, str(m.value), m.modifier) for m in found}
    planted = {mention[:5] for mention in made.mentions}
    return [
        f"{'found and not planted' if row in ours else 'planted and not found'}: {made.text[row[0] : row[1]]!r} {row[2:]}"
        f" in …{made.text[max(0, row[0] - 15) : row[1] + 10]!r}…"
        for row in sorted(ours ^ planted, key=str)
    ]


def wrong_amount(cell: Cell, found: jjj_parse.Money | jjj_parse.Range[jjj_parse.Money] | None) -> bool:
    """Whether `parse_money` gave another amount than that of the cell; None stands for its `ParseError`."""
    if cell.status != "ok" or found is None:
        return (cell.status == "ok") is (found is None)
    if isinstance(found, jjj_parse.Range):
        ends = (found.low.amount, found.high.amount)
        return cell.amount is not None or [Decimal(cell.low or 0), Decimal(cell.high or 0)] != list(ends)
    return (Decimal(cell.amount or 0), cell.currency, cell.modifier) != (found.amount, found.currency, found.modifier)


# ---- rivals -------------------------------------------------------------------------------------------------------


class Score:
    """How many answers were right and how many wrong; the rest was refused or not found."""

    def __init__(self, claim: str) -> None:
        self.claim = claim
        self.right = self.wrong = self.judged = 0

    def add(self, right: bool | None) -> None:
        """None: there was no answer."""
        self.right += right is True
        self.wrong += right is False
        self.judged += 1

    def report(self) -> dict[str, Any]:
        return {"claim": self.claim, "right": self.right, "wrong": self.wrong, "judged": self.judged}


def same(one: Any, other: Any) -> bool:
    """Equal as numbers, to the cent: some rivals give two decimals or a float."""
    try:
        first, second = Decimal(str(one)), Decimal(str(other))
    except InvalidOperation:
        return False
    return abs(first - second) <= Decimal("0.005")


def exact_money(mention: Planted) -> bool:
    return mention.kind == "money" and mention.amount is not None and mention.modifier is None


def exact_percent(mention: Planted) -> bool:
    return (
        mention.kind == "percent"
        and mention.unit == "ratio"
        and mention.amount is not None
        and mention.modifier is None
    )


def exact_date(mention: Planted) -> bool:
    return mention.kind == "date" and mention.exact is None and mention.modifier is None and mention.flags is None


def is_right(mention: Planted, found: Sequence[Any]) -> bool | None:
    """Whether one of the answers that overlap the mention has its value; None if none of its kind does."""
    answered = None
    for start, end, kind, low, high, _ in found:
        if start >= mention.end or end <= mention.start or kind != mention.kind:
            continue
        answered = False
        if kind == "date":
            if (low, high) == (mention.date_start, mention.date_end):
                return True
        elif kind == "percent":
            if same(Decimal(mention.amount or 0) * 100, low):
                return True
        elif same(mention.amount, low) and same(mention.amount, high):
            return True
    return answered


CLAIMS = {
    "money": ("exact amounts of money", (exact_money,)),
    "date": ("dates and periods that are not fuzzy", (exact_date,)),
    "percent": ("exact percentages", (exact_percent,)),
}
"""What a rival is judged on: the claim, and which planted mentions it takes in."""


def judge_documents(kinds: Sequence[str], made: Sequence[Document], answers: Sequence[Any]) -> dict[str, Any]:
    """The share of the planted mentions of those kinds that a rival found with the right value."""
    chosen = [CLAIMS[kind] for kind in kinds]
    score = Score(" and ".join(claim for claim, _ in chosen))
    for each, found in zip(made, answers, strict=True):
        for mention in each.mentions:
            if any(test(mention) for _, tests in chosen for test in tests):
                score.add(is_right(mention, found or ()))
    return score.report()


def judge_cells(made: Sequence[Cell], answers: Sequence[Any]) -> dict[str, Any]:
    """The share of the cells with one exact amount that a rival read with the right number; its currency is not judged."""
    score = Score("cells with one exact amount (number only)")
    for cell, found in zip(made, answers, strict=True):
        if cell.status == "ok" and cell.amount is not None and cell.modifier is None:
            score.add(None if found is None else all(same(cell.amount, end) for end in found))
    return score.report()


def judge_numbers(planted: Sequence[tuple[int, str]], answers: Sequence[Any]) -> dict[str, Any]:
    """The share of the spelled-out whole numbers that a rival read right."""
    score = Score("spelled-out whole numbers")
    for (number, _), found in zip(planted, answers, strict=False):
        score.add(None if found is None else same(number, found[0]))
    return score.report()
