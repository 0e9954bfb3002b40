"""Tables in files: csv, tsv, xlsx, jsonl and parquet to Arrow and back, and to Stata, part by part where the format allows.

Cells are read as text and never go through a float: a csv or JSON number keeps its digits.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from jjj_parse._tables._common import Layout, Source, Writer
from jjj_parse._tables._csv import CsvWriter, TsvWriter, read_csv
from jjj_parse._tables._jsonl import JsonlWriter, read_jsonl
from jjj_parse._tables._parquet import ParquetWriter, read_parquet
from jjj_parse._tables._stata import StataWriter
from jjj_parse._tables._xlsx import XlsxWriter, read_xlsx

__all__ = ["FAULTS", "READERS", "ROUNDING", "WRITERS", "Layout", "Source", "Writer"]

READERS: dict[str, Callable[[Path, Layout], Source]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
}
WRITERS: dict[str, Callable[[Path, pa.Schema], Writer]] = {
    ".csv": CsvWriter,
    ".tsv": TsvWriter,
    ".xlsx": XlsxWriter,
    ".jsonl": JsonlWriter,
    ".ndjson": JsonlWriter,
    ".parquet": ParquetWriter,
    ".dta": StataWriter,
}
FAULTS = (OSError, pa.ArrowException)
"""What goes wrong in the middle of a file: a full disk, a damaged page."""
ROUNDING = (".xlsx", ".dta")
"""Formats whose numbers are doubles."""
