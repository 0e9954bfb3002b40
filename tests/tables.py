"""Columns of cells and of texts for the tests of the engines, and what the library itself makes of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from jjj_parse.columns import extract_table, normalize

HEADER = "投资额（元）"
CELLS = [
    *(
        "1.8亿元",
        "1234.5",
        "-",
        None,
        "约3亿",
        "3-5万",
        "1,234.5万",
        "5000美元",
        "不详",
        "",
        "壹佰元整",
        "0.1",
        "12亩",
        "—",
    ),
    *("-3.5亿元", "1/3元", "１２３４", "8000万元以上", "1.8亿元", "123456789012345678901234567890亿元"),
]
TEXTS = [
    "今年总投资1.8亿元，占地约3000亩",
    None,
    "",
    "5月18日开工，引进3至5家企业",
    "风调雨顺",
    "截至去年底完成投资12%😀共36个",
]
DAYS = [date(2020, 1, 31), date(2021, 6, 1), None, date(2019, 12, 1), None, date(2022, 2, 28)]


def rows(table: Any) -> list[dict[str, Any]]:
    """A table, or an array of structs, row by row."""
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def read(cells: list[Any] = CELLS, kind: str = "money", **options: Any) -> list[dict[str, Any]]:
    """The rows of `normalize`."""
    return rows(normalize(cells, kind, **options))


def mentions(texts: list[Any] = TEXTS, **options: Any) -> list[list[dict[str, Any]] | None]:
    """The mentions of each text, as the engines list them."""
    found: list[list[dict[str, Any]] | None] = [None if text is None else [] for text in texts]
    for row in rows(extract_table(texts, **options)):
        place = found[row.pop("row")]
        assert place is not None
        place.append(row)
    return found
