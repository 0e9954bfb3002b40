"""Spark in local mode, with real Python workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from extras import needs

needs("pyspark", "pandas", "pyarrow", "java")

from pyspark.sql import DataFrame, SparkSession

import jjj_parse.spark
from tables import CELLS, DAYS, HEADER, TEXTS, mentions, read

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("jjj_parse")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "3",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def dicts(frame: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict() for row in frame.collect()]


def test_texts(spark: SparkSession) -> None:
    texts = spark.createDataFrame([*zip(range(6), TEXTS, DAYS, strict=True)], "id long, text string, day date")
    texts = texts.repartition(2)
    for reference, plain in (("day", DAYS), (date(2021, 5, 20), date(2021, 5, 20)), (None, None)):
        found = jjj_parse.spark.extract(texts, "text", keep=["id"], reference=reference)
        expected = [{"id": n, **row} for n, rows in enumerate(mentions(reference=plain)) for row in rows or []]
        assert sorted(dicts(found), key=lambda row: (row["id"], row["start"])) == expected
    assert jjj_parse.spark.extract(texts, "text", kinds=["money"]).count() == 1


def test_cells(spark: SparkSession) -> None:
    cells = spark.createDataFrame([*zip(range(len(CELLS)), CELLS, strict=True)], f"id int, `{HEADER}` string")
    found = jjj_parse.spark.normalize(cells, HEADER)
    assert found.columns[:3] == ["id", HEADER, "投资额_amount"]
    ordered = sorted(dicts(found), key=lambda row: int(row["id"]))
    expected = [
        {"id": n, HEADER: cell, **{f"投资额_{name}": value for name, value in row.items()}}
        for n, (cell, row) in enumerate(zip(CELLS, read(unit=HEADER), strict=True))
    ]
    assert ordered == expected
    named = jjj_parse.spark.normalize(cells, HEADER, "area", unit="亩", prefix="土地")
    assert named.columns[2:4] == ["土地_amount", "土地_low"]
    assert named.count() == len(CELLS)
