"""Ray Data on this machine, with real worker processes."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from extras import needs

needs("ray", "pyarrow")

import pyarrow as pa
import ray
import ray.data

import jjj_parse.ray
from tables import CELLS, DAYS, HEADER, TEXTS, mentions, read

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


def test_texts() -> None:
    table = pa.table({"id": range(6), "text": TEXTS, "day": pa.array(DAYS, pa.date32())})
    texts = ray.data.from_arrow([table.slice(0, 4), table.slice(4)])
    found = jjj_parse.ray.extract(texts, "text", keep=["id"], reference="day").take_all()
    expected = [{"id": n, **row} for n, rows in enumerate(mentions(reference=DAYS)) for row in rows or []]
    assert sorted(found, key=lambda row: (row["id"], row["start"])) == expected


def test_cells() -> None:
    cells = ray.data.from_arrow(pa.table({"id": range(len(CELLS)), HEADER: pa.array(CELLS, pa.string())}))
    found = sorted(jjj_parse.ray.normalize(cells, HEADER).take_all(), key=lambda row: int(row["id"]))
    assert list(found[0])[:3] == ["id", HEADER, "投资额_amount"]
    expected = [{f"投资额_{name}": value for name, value in row.items()} for row in read(unit=HEADER)]
    assert [{name: value for name, value in row.items() if name.startswith("投资额_")} for row in found] == expected
