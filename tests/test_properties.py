"""What holds for every text: nothing but our errors, spans that cut out the mention, known values found again."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random

import cn2an
import pytest
from hypothesis import example, given, target
from hypothesis import strategies as st

import jjj_parse
from strategies import BEFORE, CONTRACT, MEANING, SCALES, Case, any_text, cases, judge, plain, spell, sweep

NOISE = ("", "当地发布消息。\n", "（略）\n", "  \n", "\u200b\n", "&nbsp;\n", "推进有序！\n")


@given(any_text())
@example("")
@example("\ud800亿元\udfff")
@example("１" * 400 + "万")
@example("（百餘亿元")
def test_any_text_is_read_without_an_error_and_spans_cut_out_the_mentions(text: str) -> None:
    mentions = jjj_parse.extract(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        json.dumps(mention.to_dict())
        end = mention.end
    target(float(len(mentions)))
    assert jjj_parse.extract(text) == mentions


@given(any_text())
@example(" ")
def test_parse_gives_the_only_mention_or_a_parse_error(text: str) -> None:
    try:
        value = jjj_parse.parse(text)
    except jjj_parse.ParseError as error:
        assert error.text == text
        assert 0 <= error.start <= error.end <= len(text)
    else:
        assert [mention.value for mention in jjj_parse.extract(text)] == [value]


@given(any_text(), st.sampled_from(["money", "count", "percent", "area", "date"]))
def test_kinds_only_select(text: str, kind: str) -> None:
    wanted = [mention for mention in jjj_parse.extract(text) if mention.kind == kind]
    assert jjj_parse.extract(text, kinds=[kind]) == wanted


@given(cases())
def test_a_known_value_is_never_read_wrong(case: Case) -> None:
    verdict, said = judge(case)
    assert verdict != "wrong", f"{case.text!r}: expected {case.wanted}, got {said}"


@given(
    st.integers(0, 10**13),
    st.integers(0, 3),
    st.sampled_from(["", "万", "亿", "万亿"]),
    st.sampled_from(
        [("元", "CNY"), ("美元", "USD"), ("亩", "mu"), ("公里", "km"), ("吨", "t"), ("人次", "人次"), ("kWh", "kWh")]
    ),
    st.sampled_from([("", ""), ("工程完成", "。"), ("（其中", "）"), ("，", "，增长较快")]),
)
@example(5, 1, "万亿", ("元", "CNY"), ("（其中", "）"))
def test_a_plain_amount_is_read_and_not_refused(
    digits: int, places: int, scale: str, unit: tuple[str, str], around: tuple[str, str]
) -> None:
    number = Fraction(digits, 10**places)
    core = plain(number) + scale + unit[0]
    (mention,) = jjj_parse.extract(around[0] + core + around[1])
    assert (mention.start, mention.text) == (len(around[0]), core)
    assert str(mention.value) == f"{plain(number * SCALES.get(scale, 1))} {unit[1]}"


@given(cases(), st.sampled_from(NOISE), st.sampled_from(NOISE))
def test_lines_around_a_text_move_offsets_only(case: Case, before: str, after: str) -> None:
    alone = jjj_parse.extract(case.text)
    around = jjj_parse.extract(f"{before}{case.text}\n{after}")
    shift = len(before)
    assert [(m.start - shift, m.end - shift, m.value) for m in around] == [(m.start, m.end, m.value) for m in alone]


@given(st.integers(0, 10**16 - 1))
@example(2)
@example(10)
@example(100_000_005)
@example(10**15)
def test_numbers_that_another_library_wrote_read_back_exactly(n: int) -> None:
    for mode in ("low", "up"):
        assert str(jjj_parse.parse_number(cn2an.an2cn(n, mode))) == str(n)


@given(st.integers(1, 10**13 - 1))
def test_amounts_that_another_library_wrote_read_back_exactly(cents: int) -> None:
    amount = plain(Fraction(cents, 100))
    assert str(jjj_parse.parse_money(cn2an.an2cn(amount, "rmb"))) == f"{amount} CNY"


@given(st.integers(1, 10**16 - 1), st.randoms(use_true_random=False))
def test_our_rules_of_spelling_agree_with_another_library(n: int, rng: Random) -> None:
    """The generator of these tests is itself checked: what it writes, cn2an reads as the same number."""
    assert cn2an.cn2an(spell(rng, n), "smart") == n


@pytest.mark.parametrize("currency", ["CNY", "HKD", "TWD"])
@given(st.integers(1, 9999))
def test_a_bare_yuan_is_the_callers_currency(currency: str, n: int) -> None:
    assert str(jjj_parse.parse_money(f"{n}万元", currency=currency)) == f"{n}0000 {currency}"


def test_the_table_of_modifiers_keeps_the_contract() -> None:
    meanings = {word: modifier for modifier, words in CONTRACT.items() for word in words.split()}
    assert {word: MEANING[word] for word in meanings} == meanings
    assert BEFORE


def test_every_word_of_the_tables_is_read() -> None:
    """No word may be wrong; a few forms may be refused where the word looks like a name (36安士 is fine, 三十六安士 is not)."""
    verdicts = [(case, *judge(case)) for case in sweep()]
    assert [(case.text, said) for case, verdict, said in verdicts if verdict == "wrong"] == []
    refused = [case.text for case, verdict, _ in verdicts if verdict == "refused"]
    assert len(refused) < len(verdicts) / 100, refused
