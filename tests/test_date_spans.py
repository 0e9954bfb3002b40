"""`DateSpan`: its notations (EDTF, TIMEX3), and which of two comes first, overlaps or contains the other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import parse_date
from jjj_parse._calendar import resolve
from jjj_parse._rules.date import When
from jjj_parse._rules.when import Step
from jjj_parse.types import ClockSpan, DateSpan
from test_calendar import DAYS, NOW, PARTIAL, RELATIVE, reading_of, span_of

# ------------------------------------------------------------------ notations

NOTATIONS = [
    ("2020年5月20日", "2020-05-20", "2020-05-20", None),
    ("2020年5月", "2020-05", "2020-05", None),
    ("2020年一季度", "2020-33", "2020-Q1", None),
    ("2020年四季度", "2020-36", "2020-Q4", None),
    ("2020年上半年", "2020-40", "2020-H1", None),
    ("2020年下半年", "2020-41", "2020-H2", None),
    ("2020年", "2020", "2020", None),
    ("20世纪90年代", "199X", "199", None),
    ("20世纪", "19XX", "19", None),
    ("20世纪90年代初", "1990~/1992~", "199", "START"),
    ("20世纪末", "1980~/1999~", "19", "END"),
    ("十四五末", "2025~", "2025", "APPROX"),
    ("十四五", "2021/2025", "2021/2025", None),
    ("2016-2020年", "2016/2020", "2016/2020", None),
    ("2020年1-9月", "2020-01/2020-09", "2020-01/2020-09", None),
    ("2020年5月20日至22日", "2020-05-20/2020-05-22", "2020-05-20/2020-05-22", None),
    ("2020年5月1日至31日", "2020-05-01/2020-05-31", "2020-05-01/2020-05-31", None),
    ("2020年5月上旬", "2020-05-01/2020-05-10", "2020-05", "START"),
    ("2020年5月中旬", "2020-05-11/2020-05-20", "2020-05", "MID"),
    ("2020年5月底", "2020-05-21~/2020-05-31~", "2020-05", "END"),
    ("2020年年中", "2020-06~/2020-07~", "2020", "MID"),
    ("2020年底", "2020-12~", "2020", "END"),
    ("2020年二季度末", "2020-06~", "2020-Q2", "END"),
    ("2020年5月左右", "2020-05~", "2020-05", "APPROX"),
    ("2020年5月20日左右", "2020-05-20~", "2020-05-20", "APPROX"),
    ("2020年5月20日上午", "2020-05-20", "2020-05-20TMO", "APPROX"),
    ("2020年5月20日晚上", "2020-05-20", "2020-05-20TEV", "APPROX"),
    ("2020年5月20日8时", "2020-05-20T08:00:00", "2020-05-20T08", None),
    ("2020年5月20日8时30分", "2020-05-20T08:30:00", "2020-05-20T08:30", None),
    ("2020-05-20 08:30:15", "2020-05-20T08:30:15", "2020-05-20T08:30:15", None),
    ("2020年5月20日9时至11时", "2020-05-20", "2020-05-20", None),
    ("2020年5月20日起", "2020-05-20/..", "2020-05-20", "ON_OR_AFTER"),
    ("2020年5月起", "2020-05/..", "2020-05", "ON_OR_AFTER"),
    ("截至2020年9月末", "../2020-09-30~", "2020-09", "ON_OR_BEFORE"),
    ("2019年以前", "../2018", "2019", "BEFORE"),
    ("2019年以后", "2020/..", "2019", "AFTER"),
    ("2020年10月1日前", "../2020-09-30", "2020-10-01", "BEFORE"),
    ("5月18日", "XXXX-05-18", "XXXX-05-18", None),
    ("20日", "XXXX-XX-20", "XXXX-XX-20", None),
    ("一季度", "XXXX", "XXXX-Q1", None),
    ("8月底", "XXXX-08", "XXXX-08", "APPROX"),
    ("去年", "XXXX", "XXXX", None),
    ("上季度", "XXXX", "XXXX-QX", None),
    ("上月", "XXXX-XX", "XXXX-XX", None),
    ("本周", "XXXX-XX-XX", "XXXX-WXX", None),
    ("三天前", "XXXX-XX-XX", "XXXX-XX-XX", None),
    ("近三年", "XXXX", "XXXX", "APPROX"),
]


@pytest.mark.parametrize(("text", "edtf", "value", "mod"), NOTATIONS, ids=[row[0] for row in NOTATIONS])
def test_notations(text: str, edtf: str, value: str, mod: str | None) -> None:
    span = parse_date(text)
    assert isinstance(span, DateSpan)
    assert (span.edtf(), span.timex3(), span.timex3_mod()) == (edtf, value, mod)


def test_weeks_and_lunar_months() -> None:
    assert span_of("本周").timex3() == "2023-W20"
    assert (span_of("2020年闰四月").timex3(), span_of("2020年闰四月").precision) == (
        "2020-05-23/2020-06-20",
        "lunar_month",
    )
    vague = resolve(When((Step("vague", word="past"),)), reference=NOW)
    assert isinstance(vague, DateSpan) and (vague.edtf(), vague.timex3()) == ("../2023-05-16~", "../2023-05-16")


@given(DAYS, st.sampled_from(PARTIAL + RELATIVE), st.sampled_from(["", "since", "until", "before", "after"]))
def test_every_notation_is_given_for_every_span(reference: date, text: str, modifier: str) -> None:
    for day in (reference, None):
        span = resolve(reading_of(text).value, reference=day, modifier=modifier or None)
        assert isinstance(span, ClockSpan) or (span.edtf() and span.timex3() and span.isoformat())


# ------------------------------------------------------------------ order


def test_order_overlap_and_containment() -> None:
    quarter, march, april = span_of("2023年一季度"), span_of("2023年3月"), span_of("2023年4月")
    assert quarter < april and april > quarter and not march < quarter and not quarter < march
    assert quarter.overlaps(march) and quarter.contains(march) and not march.contains(quarter)
    assert not march.overlaps(april) and not march.contains(april)
    since, until = parse_date("2019年起"), parse_date("2018年以前")
    assert isinstance(since, DateSpan) and isinstance(until, DateSpan)
    assert since.contains(march) and until < since and not march < since
    morning = span_of("2023年3月1日上午9时")
    assert march.contains(morning) and not morning.contains(march) and morning < span_of("2023年3月1日下午3时")
    assert sorted([april, morning]) == [morning, april]
    for other in (3, NOW, "2023"):
        with pytest.raises(TypeError):
            sorted([march, other])


def test_what_has_no_place_is_in_no_order() -> None:
    nowhere, march = span_of("去年", None), span_of("2023年3月")
    assert not (nowhere < march or march < nowhere or nowhere > march)
    assert not (
        nowhere.overlaps(march) or march.overlaps(nowhere) or march.contains(nowhere) or nowhere.contains(march)
    )


@given(DAYS, DAYS, st.sampled_from(PARTIAL), st.sampled_from(PARTIAL))
def test_of_two_spans_one_is_before_or_they_overlap(one: date, other: date, first: str, second: str) -> None:
    a, b = span_of(first, one), span_of(second, other)
    assert (a < b) + (a > b) + a.overlaps(b) == 1
    assert not a.contains(b) or a.overlaps(b)
