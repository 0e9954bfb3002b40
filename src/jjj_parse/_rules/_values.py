"""Amounts to values: one value, or a range of two."""

from __future__ import annotations

from collections.abc import Callable

from jjj_parse._exact import Exact
from jjj_parse._rules.amounts import Amount
from jjj_parse.types import Quantity, Range


def spanned(amount: Amount, make: Callable[[Exact], Quantity]) -> Quantity | Range[Quantity]:
    """`make` of the number, or the range of `make` of both numbers."""
    low = make(amount.low)
    return low if amount.high is None else Range(low, make(amount.high))
