"""`verify` and `compare`: the rows of tests/cases/checks, and what holds of any claim and any text."""

from __future__ import annotations

import json
import pathlib
import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import (
    Count,
    DateSpan,
    Measure,
    Money,
    Number,
    ParseError,
    Range,
    Rate,
    Verification,
    Vocabulary,
    compare,
    extract,
    parse,
    verify,
)
from jjj_parse._same import ASPECTS
from jjj_parse.show import read
from jjj_parse.types import Quantity, Value
from rows import all_rows, reference_of
from strategies import any_text, spell

CASES = pathlib.Path(__file__).parent / "cases" / "checks"


def cells_of(name: str, header: str) -> list[list[str]]:
    """The rows of a file, the place before them."""
    first, *lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    assert first == header
    return [[f"{name}:{number}", *line.split("\t")] for number, line in enumerate(lines, 2)]


VERIFY = cells_of("verify.tsv", "claim\ttext\treference\tverdict\tspans\twhy")
COMPARE = cells_of("compare.tsv", "one\tother\treference\tsame\twhy")


def told(found: Verification) -> str:
    """The verdict in the form of the rows: what differs by its names."""
    return " ".join(found.differs) or found.verdict


@pytest.mark.parametrize("row", VERIFY, ids=lambda row: row[0])
def test_verify_row(row: list[str]) -> None:
    _, claim, text, reference, verdict, spans, why = row
    found = verify(claim, text, reference=reference_of(reference))
    assert told(found) == verdict, why
    assert "+".join(mention.text for mention in found.mentions) == spans, why
    assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)


@pytest.mark.parametrize("row", COMPARE, ids=lambda row: row[0])
def test_compare_row(row: list[str]) -> None:
    _, one, other, reference, same, why = row
    day = reference_of(reference)
    assert compare(one, other, reference=day) is (same == "yes"), why
    assert compare(other, one, reference=day) is (same == "yes"), why
    assert bool(verify(one, other, reference=day)) is (same == "yes"), why


def test_as_many_rows_must_not_be_found_as_must() -> None:
    """And each verdict, and each thing that can differ, has rows."""
    verdicts = [row[4] for row in VERIFY]
    assert 2 * verdicts.count("found") <= len(verdicts)
    assert 2 * [row[4] for row in COMPARE].count("no") >= len(COMPARE)
    assert {"found", "unresolved", "not_found", *ASPECTS} == {word for verdict in verdicts for word in verdict.split()}


# Claims


@pytest.mark.parametrize(
    ("claim", "kinds", "code", "place", "expected"),
    [
        ("", None, "empty", (0, 0), "one quantity or date in a claim"),
        (" \n", None, "empty", (0, 2), "one quantity or date in a claim"),
        ("投资很大", None, "unreadable", (0, 4), "one quantity or date in a claim"),
        ("投资很大", ["money"], "unreadable", (0, 4), "one money in a claim"),
        ("3元和5元", None, "several", (3, 5), "one quantity or date in a claim, not 2"),
        ("1.8亿美元(12.78亿元人民币)", ["money"], "several", (7, 17), "one money in a claim, not 2"),
        ("2022年占地3亩", ["money", "area"], None, None, None),
        ("2022年占地3亩", ["money", "count"], "wrong_kind", (0, 5), "one count or money in a claim, not date"),
        ("-2020年", None, "extra_text", (0, 1), "one quantity or date in a claim, with no sign left over"),
        ("-3个月", None, "unreadable", (0, 4), "one quantity or date in a claim"),
        ("负3年", None, "unreadable", (0, 3), "one quantity or date in a claim"),
    ],
)
def test_a_claim_has_exactly_one_value(
    claim: str, kinds: list[str] | None, code: str | None, place: tuple[int, int] | None, expected: str | None
) -> None:
    if code is None:
        assert verify(claim, "占地3亩", kinds=kinds)
        return
    with pytest.raises(ParseError) as caught:
        verify(claim, "占地3亩", kinds=kinds)
    error = caught.value
    assert (error.text, error.code, (error.start, error.end), error.expected) == (claim, code, place, expected)
    assert code in ParseError.CODES


@pytest.mark.parametrize("sides", [("", "1元"), ("1元", "投资1元"), ("1元和2元", "1元"), ("面议", "1元")])
def test_compare_takes_strings_that_are_one_value(sides: tuple[str, str]) -> None:
    with pytest.raises(ParseError):
        compare(*sides)
    with pytest.raises(ParseError):
        compare(*reversed(sides))


def test_a_claim_may_be_a_mention_or_a_value() -> None:
    text = "总投资超过9亿元"
    (mention,) = extract(text)
    for claim in ("超过9亿元", mention, mention.value):
        assert verify(claim, text) == Verification(mention.value, "found", (), (mention,))
        assert compare(claim, "9亿元多") and compare("超9亿元", claim)


def test_many_claims_on_one_reading() -> None:
    text = "去年总投资9亿元，占地3000亩"
    day = date(2022, 6, 1)
    mentions = extract(text, reference=day)
    for claim in ("2021年", "去年", "9亿元", "2平方公里", "90亿元", "8家"):
        on_text = verify(claim, text, reference=day)
        assert verify(claim, mentions, reference=day) == on_text
        assert verify(claim, iter(mentions), reference=day) == on_text
        assert verify(claim, read(text, reference=day), reference=day) == on_text


@pytest.mark.parametrize("claim", [9, 9.5, None, b"9", ["9"], date(2022, 5, 18)])
def test_other_types_are_refused(claim: Any) -> None:
    with pytest.raises(TypeError, match=f"not {type(claim).__name__}"):
        verify(claim, "9亿元")
    with pytest.raises(TypeError, match=f"not {type(claim).__name__}"):
        compare("9亿元", claim)


@pytest.mark.parametrize("text", [9, None, b"9", ["9亿元"], extract("9亿元")[0]])
def test_a_text_is_a_str_or_mentions(text: Any) -> None:
    with pytest.raises(TypeError):
        verify("9亿元", text)


def test_wrong_options_are_named_even_if_nothing_is_read() -> None:
    (mention,) = extract("9亿元")
    wrong: dict[str, Any]
    for wrong in ({"colour": True}, {"reference": "2020-01-01"}, {"kinds": "money"}):
        with pytest.raises(TypeError):
            verify(mention, [mention], **wrong)
        with pytest.raises(TypeError):
            compare(mention, mention, **wrong)
    with pytest.raises(ValueError, match="ISO 4217"):
        verify(mention, [mention], currency="yuan")
    with pytest.raises(ValueError, match="unknown kinds"):
        compare(mention, mention, kinds=["cash"])


def test_options_hold_for_the_claim_and_for_the_text() -> None:
    own = Vocabulary().with_unit("箩", unit="luo", kind="mass", factor=50)
    assert verify("3箩", "收获3箩", vocabulary=own) and verify("150公斤", "收获3箩", vocabulary=own)
    assert not verify("15公斤", "收获3箩", vocabulary=own)
    assert compare("3箩", "300斤", vocabulary=own)
    assert verify("9亿元", "总投资9亿新台币", currency="TWD") and not verify("9亿元", "总投资9亿新台币")
    assert verify("109年", "2020年", republic=True)
    day = date(2022, 6, 1)
    assert verify("2023年1月", "1月", reference=day, prefer="future")
    assert not verify("2023年1月", "1月", reference=day)
    assert verify("2019年至2021年", "近三年", reference=day, window="calendar")
    assert told(verify("3年", "近日建成3个厂", vague=True)) == "not_found"


# The result


def test_the_result_in_json_and_in_words() -> None:
    text = "总投资超9亿\n元，贷款9亿元以上"
    found = verify("90亿港元", text)
    assert json.loads(json.dumps(found.to_dict())) == {
        "claim": {"kind": "money", "value": {"amount": "9000000000", "currency": "HKD"}, "modifier": None},
        "verdict": "not_found",
        "differs": [],
        "mentions": [],
    }
    assert str(found) == "9000000000 HKD: not found"
    found = verify("约9亿港元", text)
    assert found.to_dict()["differs"] == ["bound", "currency"]
    assert found.to_dict()["mentions"] == [mention.to_dict() for mention in extract(text)]
    assert str(found) == ("900000000 HKD (about): differs in bound, currency, '9亿\\n元' at 4:8, '9亿元' at 11:14")
    assert (
        str(verify("3亩", "3亩、3亩、3亩、3亩、3亩")) == "3 mu: found, '3亩' at 0:2, '3亩' at 3:5, '3亩' at 6:8, 2 more"
    )
    assert str(verify("今年", "2022年")) == "year+0: unresolved, '2022年' at 0:5"


def test_only_found_is_true() -> None:
    assert verify("9亿元", "9亿元")
    for text in ("9亿美元", "超9亿元", "90亿元", "无", ""):
        assert not verify("9亿元", text)
    assert not verify("今年", "2022年")
    with pytest.raises(AttributeError):
        verify("9亿元", "").verdict = "found"  # type: ignore[misc]


@given(any_text())
def test_every_mention_of_any_text_is_found_where_it_is(text: str) -> None:
    mentions = extract(text)
    for mention in mentions:
        found = verify(mention, mentions)
        assert found and mention in found.mentions
        assert len(str(found).splitlines()) == 1
        json.dumps(found.to_dict())
        assert all(text[place.start : place.end] == place.text for place in found.mentions)
        assert verify(mention.value, text) == found


@given(any_text(), any_text())
def test_any_claim_and_any_text_give_a_verdict_or_a_parse_error(claim: str, text: str) -> None:
    try:
        found = verify(claim, text)
    except ParseError as error:
        assert error.text == claim and 0 <= error.start <= error.end <= len(claim)
        return
    assert bool(found.mentions) is (found.verdict != "not_found")
    assert bool(found.differs) is (found.verdict == "differs")
    assert len(str(found).splitlines()) == 1


# Values of the rows, two by two


ROW_VALUES: list[Value] = [
    mention.value for row in all_rows() for mention in extract(row.text, reference=row.reference)
]


def unit_of(value: Value) -> object:
    """What two values must share to be the same, by their classes and fields alone."""
    if isinstance(value, Range):
        return ("range", unit_of(value.low))
    if isinstance(value, Money):
        return value.currency
    if isinstance(value, Measure):
        return value.kind
    if isinstance(value, Count):
        return value.unit
    return type(value).__name__


def is_inferred(value: Value) -> bool:
    low = value.low if isinstance(value, Range) else value
    return isinstance(low, Money) and low.inferred


def is_negative(value: Value) -> bool:
    low = value.low if isinstance(value, Range) else value
    return str(low).startswith("-")


@given(st.sampled_from(ROW_VALUES), st.sampled_from(ROW_VALUES))
def test_compare_is_reflexive_and_symmetric_and_never_passes_over_unit_sign_or_bound(one: Value, other: Value) -> None:
    assert compare(one, one) and compare(other, other)
    same = compare(one, other)
    assert same is compare(other, one)
    if same:
        assert one.modifier == other.modifier
        assert is_negative(one) == is_negative(other) or one.kind == "temperature"
        assert unit_of(one) == unit_of(other) or is_inferred(one) or is_inferred(other)


def test_values_of_the_same_digits_two_by_two() -> None:
    """The same law where it is hard: pairs of which a random one is seldom."""
    groups: dict[str, list[Value]] = {}
    for value in {(type(value), str(value), value.modifier): value for value in ROW_VALUES}.values():
        groups.setdefault("".join(filter(str.isdigit, str(value))).strip("0"), []).append(value)
    same = 0
    for values in groups.values():
        for one, other in combinations(values[:40], 2):
            if compare(one, other):
                assert compare(other, one)
                assert one.modifier == other.modifier and is_negative(one) == is_negative(other)
                assert unit_of(one) == unit_of(other) or is_inferred(one) or is_inferred(other), (one, other)
                same += 1
    assert same > 5


# Dates that only a reference resolves


def test_without_a_reference_no_date_is_said_to_be_absent_that_a_reference_would_show() -> None:
    """Verdicts are weaker without a reference, never wrong: what is found with it is found or unresolved without."""
    days = (date(2019, 2, 28), date(2020, 6, 8), date(2021, 10, 1), date(2022, 12, 31))
    told_twice = 0
    for text in {row.text for row in all_rows()}:
        without = {(m.start, m.end): m for m in extract(text) if isinstance(m.value, DateSpan) and not m.value.resolved}
        for day in days if without else ():
            for mention in extract(text, reference=day):
                if (said := without.get((mention.start, mention.end))) is not None:
                    assert verify(mention, [said]).verdict in ("found", "unresolved"), (text, day, mention)
                    assert verify(said, [mention]).verdict in ("found", "unresolved"), (text, day, mention)
                    told_twice += 1
    assert told_twice > 1000


# Amounts written in two ways, by code that knows nothing of the reader


class Word(NamedTuple):
    """A unit word and its size in the first one of its family."""

    text: str
    size: Fraction


def family(*words: tuple[str, str]) -> list[Word]:
    return [Word(text, Fraction(size)) for text, size in words]


FAMILIES = [
    family(("公顷", "1"), ("亩", "1/15"), ("平方米", "1/10000"), ("平方公里", "100"), ("㎡", "1/10000")),
    family(("吨", "1"), ("公斤", "1/1000"), ("斤", "1/2000"), ("千克", "1/1000")),
    family(("公里", "1"), ("米", "1/1000"), ("里", "1/2")),
    family(("兆瓦", "1"), ("千瓦", "1/1000"), ("瓦", "1/1000000")),
    family(("元", "1"), ("元人民币", "1")),
    family(("美元", "1")),
    family(("港元", "1"), ("港币", "1")),
    family(("日元", "1")),
    family(("家", "1")),
    family(("个", "1")),
    family(("人次", "1")),
    family(("元/亩", "1"), ("元/公顷", "1/15"), ("元/平方米", "2000/3")),
]
BOUNDS = ["", "约", "超过", "不少于", "不足", "不超过", "近"]
"""No two of one meaning."""
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def decimal_of(number: Fraction) -> str | None:
    """The number in plain digits, None if it has no short decimal."""
    for places in range(9):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).zfill(places + 1)
            return digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    return None


def writings(rng: random.Random, amount: Fraction, words: Sequence[Word]) -> list[str]:
    """An amount in each unit of its family and in each scale in which it has a short decimal."""
    found = []
    for word in words:
        number = amount / word.size
        for scale, factor in (("", 1), ("万", 10**4), ("亿", 10**8)):
            digits = decimal_of(number / factor)
            if digits is None:
                continue
            whole, point, rest = digits.partition(".")
            with_commas = f"{int(whole):,}{point}{rest}"
            found += [form + scale + word.text for form in (digits, with_commas, with_commas.translate(WIDE))]
        if number.denominator == 1 and number < 10**12:
            found.append(spell(rng, int(number)) + word.text)
    return found


def readable(text: str) -> bool:
    try:
        parse(text)
    except ParseError:
        return False
    return True


AMOUNTS = st.one_of(st.integers(1, 999), st.integers(1, 9999).map(lambda n: n * 1000), st.integers(1, 10**7)).map(
    Fraction
)
PAIRS = st.tuples(st.randoms(use_true_random=False), AMOUNTS, st.integers(0, len(FAMILIES) - 1))


@given(PAIRS, st.sampled_from(BOUNDS))
def test_one_amount_in_two_writings_is_the_same(pair: tuple[random.Random, Fraction, int], bound: str) -> None:
    rng, amount, number = pair
    texts = [bound + text for text in writings(rng, amount, FAMILIES[number])]
    read_texts = [text for text in texts if readable(text)]
    assert len(read_texts) > len(texts) / 2
    first = read_texts[0]
    for other in read_texts:
        assert compare(first, other), (first, other)
        assert verify(f"共计{first}。", f"共计{other}，完成"), (first, other)


@given(PAIRS, st.integers(0, 8), st.integers(1, 9))
def test_one_digit_less_or_more_is_another_value(
    pair: tuple[random.Random, Fraction, int], place: int, step: int
) -> None:
    rng, amount, number = pair
    texts = [text for text in writings(rng, amount, FAMILIES[number]) if readable(text) and text[0] in "0123456789"]
    text, other = rng.choice(texts), rng.choice(texts)
    digits = [index for index, char in enumerate(text) if char.isascii() and char.isdigit()]
    at = digits[place % len(digits)]
    changed = text[:at] + str((int(text[at]) + step) % 10) + text[at + 1 :]
    if readable(changed):
        assert not compare(changed, other), (changed, other)
        assert not verify(changed, f"共计{other}，完成"), (changed, other)


@given(PAIRS, st.integers(1, len(FAMILIES) - 1), st.sampled_from(BOUNDS))
def test_another_unit_currency_sign_or_bound_is_another_value(
    pair: tuple[random.Random, Fraction, int], step: int, bound: str
) -> None:
    rng, amount, number = pair
    words, others = FAMILIES[number], FAMILIES[(number + step) % len(FAMILIES)]
    text = next(text for text in writings(rng, amount, words) if readable(text))
    changed = [
        *writings(rng, amount, others),
        *(other for word in words if word.size != 1 for other in writings(rng, amount * word.size, words)),
        *("负" + other for other in writings(rng, amount, words)),
        *("-" + other for other in writings(rng, amount, words)),
        *(bound + other for other in writings(rng, amount, words) if bound),
    ]
    for other in filter(readable, changed):
        assert not compare(text, other), (text, other)
        assert not verify(other, f"共计{text}，完成"), (text, other)


def test_numbers_without_a_unit_and_shares() -> None:
    """Of one number as a number, a share, points and times, no two are the same."""
    for number in ("3", "0.5", "12", "1,500", "300"):
        texts = [number, number + "%", number + "个百分点", number + "倍"]
        for one in texts:
            for other in texts:
                assert compare(one, other) is (one == other), (one, other)
    assert (
        isinstance(parse("1500"), Number) and isinstance(parse("50元/亩"), Rate) and isinstance(parse("5%"), Quantity)
    )
