"""Columns and corpora: the scalar functions over whole columns of cells and over documents, Arrow in and Arrow out.

`normalize` gives columns aligned with a column of cells, `extract_table` and `extract_batches` a table of the mentions of many texts.
Needs pyarrow: `pip install "jjj_parse[arrow]"`.
"""

from jjj_parse.columns._schema import AMOUNT, MENTIONS, STATUSES, columns_of  # first: says so where pyarrow is missing

# isort: split
from jjj_parse.columns._cells import normalize
from jjj_parse.columns._documents import extract_batches, extract_table

__all__ = ["AMOUNT", "MENTIONS", "STATUSES", "columns_of", "extract_batches", "extract_table", "normalize"]
