"""The scalar functions learn the words around numbers: what they give is what the rules give."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import attrs
import pytest
import workloads
from hypothesis import given
from hypothesis import strategies as st
from quantities import spell

from jjj_parse import ParseError, Vocabulary, _lexicon, parse_measure, parse_money, parse_number
from jjj_parse import _numerals as numerals
from jjj_parse._numeral_sum import Refused
from jjj_parse._numeral_usual import usual_number
from jjj_parse._options import KINDS, MEASURES, Options
from jjj_parse._resolve import read_all
from jjj_parse._single import _MANY_CALLS, Reader, read_single, single
from jjj_parse._words import TABLES

WORDS = sorted({*_lexicon.UNIT_WORDS, *_lexicon.CURRENCIES, *_lexicon.MEASURE_WORDS, *_lexicon.RATIO_WORDS})
BEFORE = (
    "",
    "",
    "",
    " ",
    "约",
    "近",
    "人民币",
    "US$",
    "-",
    "负",
    "第",
    "每亩",
    "百分之",
    "零下",
    "不到",
    "CN",
    "#",
    "（",
)
SCALES = ("", "", "万", "亿", "百", "千", "余", "多万", "万亿", "个", "K")
BEHIND = ("", "", " ", "以上", "左右", "/亩", "整", "人民币", "以内", "的", "余", "/年", "）", "以来")


def outcome(read: Any, text: str) -> tuple[object, ...]:
    """All of what `read` gives: the value with every field, or the error."""
    try:
        value = read(text)
    except ParseError as error:
        return type(error), str(error), error.start, error.end, error.code, error.expected
    return type(value), repr(value), attrs.astuple(value)


def learning(kinds: frozenset[str]) -> Reader:
    """A reader that has had so many calls that it learns."""
    reader = Reader(Options(kinds=kinds))
    for _ in range(_MANY_CALLS):
        outcome(reader, "")
    return reader


def number(rng: random.Random) -> str:
    low, high = sorted((rng.randrange(1, 10 ** rng.randint(1, 4)), rng.randrange(1, 10 ** rng.randint(1, 4))))
    return rng.choice(
        (
            str(rng.randrange(10 ** rng.randint(1, 10))),
            f"{rng.randrange(10 ** rng.randint(1, 6))}.{rng.randrange(10**4)}",
            f"{rng.randrange(10 ** rng.randint(4, 9)):,}",
            spell(rng.randrange(1, 10**8)),
            f"{low}{rng.choice('-至~/.:、')}{high}",
            rng.choice(("2019.05", "2019.10-2020.12", "12345", "985", "808", "13812345678", "1", "三十两")),
        )
    )


@pytest.mark.parametrize("kind", sorted(KINDS - MEASURES | {"area", "mass", "temperature"}))
def test_what_is_learnt_changes_nothing(kind: str) -> None:
    rng = random.Random(kind)
    read = learning(frozenset({kind}))
    options = Options(kinds=frozenset({kind}))
    for _ in range(60):
        before, scale, behind = rng.choice(BEFORE), rng.choice(SCALES), rng.choice(BEHIND)
        word = rng.choice((*rng.sample(WORDS, 4), "元", "%", "", rng.choice(sorted(_lexicon.NOT_NUMBERS))))
        for _ in range(8):
            text = f"{before}{number(rng)}{scale}{word}{behind}"
            assert outcome(read, text) == outcome(lambda text: single(text, options), text), text


def test_cells_of_a_column_are_read_as_the_rules_read_them() -> None:
    read, options = learning(frozenset({"money"})), Options(kinds=frozenset({"money"}))
    for cell in workloads.cells(11, 3_000):
        assert outcome(read, cell.text) == outcome(lambda text: single(text, options), cell.text), cell


def test_values_of_any_kind_are_read_as_the_rules_read_them() -> None:
    """`parse`: the reference, by which only dates are read, is no part of what is learnt."""
    options = Options(reference=date(2022, 4, 13), currency="HKD")
    rng = random.Random(7)
    cells = [cell.text for cell in workloads.cells(13, 1_500)]
    cells += [
        f"{number(rng)}{rng.choice(('', '万', '亿'))}{rng.choice(('元', '个', '年', '月', '亩', ''))}"
        for _ in range(1_500)
    ]
    for text in cells:
        learnt = outcome(lambda text: read_single(text, options), text)
        assert learnt == outcome(lambda text: single(text, options), text), text


def test_what_is_learnt_is_of_one_choice_of_options() -> None:
    mine = Vocabulary().with_unit("标方", unit="Nm3", kind="gas_volume", factor=1)
    for _ in range(_MANY_CALLS * 2):
        assert parse_money("3亿元").currency == "CNY"  # type: ignore[union-attr]
        assert parse_money("3亿元", currency="USD").currency == "USD"  # type: ignore[union-attr]
        assert str(parse_measure("3标方", vocabulary=mine)) == "3 Nm3"
        with pytest.raises(ParseError):
            parse_measure("3标方")


@pytest.mark.parametrize(
    "text", ["三十两元", "三百六十行", "五万一千零一夜", "二〇二〇", "三万五", "两十", "百万", "十"]
)
def test_only_the_usual_spelling_is_read_in_one_pass(text: str) -> None:
    assert usual_number(text, 0, len(text)) in (None, 10)


def by_the_loop(text: str) -> numerals.Numeral | None:
    try:
        return numerals._mixed_numeral(text, 0, TABLES)
    except Refused:
        return None


@given(
    st.integers(1, 10**8 - 1),
    st.sampled_from(("", "亿", "万", "元", "个", "个亿", "千瓦", "多", "两", "里河", "一带一路")),
)
def test_the_usual_spelling_is_read_as_the_loop_reads_it(amount: int, behind: str) -> None:
    text = spell(amount) + behind
    assert usual_number(text, 0, len(text) - len(behind)) == amount
    quick = numerals._usual_numeral(text, 0, TABLES)
    assert quick is None or quick == by_the_loop(text)


@given(st.text("一二三五九十百千万亿零两壹贰拾佰多个点里", min_size=2, max_size=12))
def test_numerals_in_any_order(text: str) -> None:
    quick = numerals._usual_numeral(text, 0, TABLES)
    assert quick is None or quick == by_the_loop(text)


def test_a_number_in_words_is_read_when_it_is_called_often() -> None:
    for amount in range(98_000, 98_000 + 2 * _MANY_CALLS):
        assert str(parse_number(spell(amount))) == str(amount)


def test_readings_of_decimals_do_not_depend_on_what_was_read_before() -> None:
    """第7.5百 is a place in an order (750), 第2.7349百 is none."""
    from jjj_parse import _shapes

    setting = Options().setting()
    for text in ("第7.5百元", "第2.7349百元", "第38.25百元"):
        assert list(_shapes.read_all(text, setting, None)) == list(read_all(text, setting, None))
