"""`facts`: the numbers of a text as rows of a panel."""

from __future__ import annotations

from datetime import date

from jjj_parse._fact_types import Fact
from jjj_parse._options import Options
from jjj_parse._words import Prefer, Vocabulary, Window


def facts(
    text: str,
    *,
    reference: date | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    republic: bool = False,
) -> list[Fact]:
    """The numbers of `text` as rows of a panel, in order.

    No rows of their own: dates (they govern the others), ordinals, articles (一个, 一批), and bounds that only describe what is counted
    (投资10亿元以上项目9个 is one row, of the 9). Arguments and errors as for `extract`.

    >>> from datetime import date
    >>> from jjj_parse import facts
    >>> for fact in facts("今年一季度,利润总额12亿元,同比增长12%。", reference=date(2022, 4, 13)):
    ...     print(fact.period.edtf(), fact.indicator, fact.value, fact.change and fact.change.direction)
    2022-33 利润总额 1200000000 CNY None
    2022-33 利润总额 12% up
    """
    options = Options(
        reference=reference, kinds=None, currency=currency, vocabulary=vocabulary,
        prefer=prefer, window=window, vague=False, republic=republic,
    )  # fmt: skip
    from jjj_parse._fact_rows import read_facts  # large tables, which nothing else needs

    return read_facts(text, options)
