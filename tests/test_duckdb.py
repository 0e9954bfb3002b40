"""DuckDB: functions on one connection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from extras import needs

needs("duckdb", "pyarrow")

import duckdb
import pyarrow as pa

import jjj_parse.duckdb
from jjj_parse import KINDS
from tables import CELLS, DAYS, TEXTS, mentions, read


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        jjj_parse.duckdb.register(made)
        made.register("cells", pa.table({"place": range(len(CELLS)), "cell": pa.array(CELLS, pa.string())}))
        made.register("texts", pa.table({"place": range(6), "text": TEXTS, "day": pa.array(DAYS, pa.date32())}))
        yield made


def column(connection: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return [row[0] for row in connection.sql(query).fetchall()]


def test_cells(connection: duckdb.DuckDBPyConnection) -> None:
    assert column(connection, "select jjj_money(cell) from cells order by place") == read()
    assert column(connection, "select jjj_money(cell, '万元') from cells order by place") == read(unit="万元")
    assert column(connection, "select jjj_money(cell, null) from cells order by place") == read()
    assert column(connection, "select jjj_area(cell) from cells order by place") == read(kind="area")


def test_a_unit_for_each_row(connection: duckdb.DuckDBPyConnection) -> None:
    units = ["元", None, "万元"]
    query = "select jjj_money(cell, ['元', null, '万元'][place % 3 + 1]) from cells order by place"
    assert column(connection, query) == [
        row for place, cell in enumerate(CELLS) for row in read([cell], unit=units[place % 3])
    ]


def test_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    assert column(connection, "select jjj_money(n, '万元').amount from range(3) t(n)") == [0, 10000, 20000]


def test_texts(connection: duckdb.DuckDBPyConnection) -> None:
    assert column(connection, "select jjj_extract(text) from texts order by place") == mentions()
    assert column(connection, "select jjj_extract(text, day) from texts order by place") == mentions(reference=DAYS)
    unnested = connection.sql("select place, unnest(jjj_extract(text), recursive := true) from texts")
    assert unnested.columns[:3] == ["place", "kind", "start"]


def test_more_rows_than_one_vector_holds(connection: duckdb.DuckDBPyConnection) -> None:
    query = "select sum(jjj_money(n || '万元').amount) from range(10000) t(n)"
    assert column(connection, query) == [sum(range(10000)) * 10000]


def test_options_hold_for_one_connection_and_can_be_replaced(connection: duckdb.DuckDBPyConnection) -> None:
    jjj_parse.duckdb.register(connection, currency="HKD", reference=date(2021, 1, 1), kinds=["date"])
    assert column(connection, "select jjj_money('3元').currency") == ["HKD"]
    assert [found["text"] for found in column(connection, "select jjj_extract('今年投资3元')")[0]] == ["今年"]
    with duckdb.connect() as other, pytest.raises(duckdb.CatalogException):
        other.sql("select jjj_money('3元')")


def test_three_arguments_are_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="jjj_money takes a text, or a text and a unit"):
        connection.sql("select jjj_money('3', '元', 'x')").fetchall()


def test_every_kind_has_a_function(connection: duckdb.DuckDBPyConnection) -> None:
    for kind in {*KINDS, "measure"}:
        assert column(connection, f"select jjj_{kind}(null).status") == ["empty"], kind
