"""Every row through every entry point: `extract` finds exactly its mentions, `parse` agrees with `extract`."""

from __future__ import annotations

import pytest

from jjj_parse import ParseError, extract, parse
from rows import Found, Row, all_rows

ROWS = all_rows()


def found_in(row: Row) -> list[Found]:
    """What `extract` finds, in the form of the rows."""
    return [
        Found(mention.kind, mention.text, str(mention.value), mention.modifier or "")
        for mention in extract(row.text, reference=row.reference)
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row.place for row in ROWS])
def test_row(row: Row) -> None:
    assert found_in(row) == list(row.expect), f"{row.text!r}: {row.why}"


def test_parse_agrees_with_extract() -> None:
    agreed = 0
    for row in ROWS:
        mentions = extract(row.text, reference=row.reference)
        try:
            value = parse(row.text, reference=row.reference)
        except ParseError:
            continue
        assert [mention.value for mention in mentions] == [value], row.place
        agreed += 1
    assert agreed > len(ROWS) // 10


def test_whole_string_rows_parse() -> None:
    """A row whose one mention is the whole text is accepted by `parse`."""
    for row in ROWS:
        if len(row.expect) == 1 and row.expect[0].span == row.text:
            assert str(parse(row.text, reference=row.reference)) == row.expect[0].value, row.place


def test_as_many_negatives_as_positives() -> None:
    """A false mention is as bad as a missed one."""
    negative = sum(not row.expect for row in ROWS)
    assert 2 * negative >= len(ROWS)
