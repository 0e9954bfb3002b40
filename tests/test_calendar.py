"""Dates: every spelling of a date reads back, relative words equal absolute ones, resolving is monotone, cost is linear."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import _lexicon
from jjj_parse._calendar import named_year, resolve
from jjj_parse._reading import Reading
from jjj_parse._rules.date import START_WORDS, STARTS, When, read_date, read_vague
from jjj_parse._rules.duration import read_duration
from jjj_parse._words import DateOptions, Prefer
from jjj_parse.types import ClockSpan, DateSpan
from rows import CASES

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NOW = date(2023, 5, 16)
HAN = "〇一二三四五六七八九"


def han(number: int) -> str:
    """A number below 100 in Chinese: 二十五."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones or not tens else "")


def spellings(day: date) -> list[str]:
    """The ways to write a day, made without the parser."""
    year, month, number = day.year, day.month, day.day
    digits = "".join(HAN[int(c)] for c in str(year))
    return [
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}日",
        f"{year} 年 {month} 月 {number} 日",
        f"{year}年{month}月{number}号",
        f"{year}-{month:02}-{number:02}",
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{digits}年{han(month)}月{han(number)}日",
        f"{digits.replace('〇', '零')}年{han(month)}月{han(number)}号",
    ]


def reading_of(text: str) -> Reading:
    """The reading of the whole text."""
    reading = read_date(text, 0)
    assert reading is not None and reading.end == len(text), text
    return reading


def span_of(text: str, reference: date | None = NOW, prefer: Prefer = "past") -> DateSpan:
    """The place of the whole text."""
    span = resolve(reading_of(text).value, reference=reference, options=DateOptions(prefer))
    assert isinstance(span, DateSpan)
    return span


def first_day(span: DateSpan) -> date:
    assert span.start is not None
    return span.start.date() if isinstance(span.start, datetime) else span.start


@given(DAYS)
def test_every_spelling_of_a_day_reads_back(day: date) -> None:
    for text in spellings(day):
        span = span_of(text, reference=None)
        assert (span.start, span.end, span.precision, span.fuzzy) == (day, day, "day", False), text


@given(DAYS, st.times())
def test_a_day_with_a_clock_time_reads_back(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock.replace(microsecond=0))
    texts = [
        f"{day.isoformat()} {moment:%H:%M:%S}",
        f"{day.isoformat()}T{moment:%H:%M:%S}",
        f"{day.year}年{day.month}月{day.day}日{moment.hour}时{moment.minute}分{moment.second}秒",
        f"{day.year}年{day.month}月{day.day}日 {moment:%H:%M:%S}",
    ]
    for text in texts:
        span = span_of(text, reference=None)
        assert (span.start, span.end, span.precision) == (moment, moment, "second"), text


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_does_not_exist_is_refused(year: int, month: int, day: int) -> None:
    exists = day <= monthrange(year, month)[1]
    text = f"{year}年{month}月{day}日"
    assert (read_date(text, 0) is not None) == exists
    if not exists:
        assert all(read_date(text, pos) is None and read_duration(text, pos) is None for pos in range(len(text)))


@given(DAYS, DAYS)
def test_a_range_never_ends_before_it_starts(first: date, last: date) -> None:
    text = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    reading = read_date(text, 0)
    if last < first:
        assert reading is None
    else:
        span = span_of(text)
        assert (span.start, span.end) == (first, last)


PARTIAL = [
    "5月18日",
    "29日",
    "9月至3月",
    "29日至3日",
    "11月至次年2月",
    "周三",
    "一季度",
    "年底",
    "2月29日",
    "3月初",
    "下旬",
    "22时至次日6时",
]
RELATIVE = [
    "今年",
    "去年8月底",
    "上月",
    "下月7日",
    "本周四",
    "三天前",
    "两年后",
    "近三年",
    "未来五年",
    "去年同期",
    "今年以来",
    "上季度",
]


@given(DAYS, st.sampled_from(PARTIAL + RELATIVE), st.sampled_from(["past", "future", "nearest"]))
def test_no_period_ends_before_it_starts(reference: date, text: str, prefer: Prefer) -> None:
    span = span_of(text, reference, prefer)
    assert span.start is not None and span.end is not None and span.start <= span.end


@given(DAYS, st.integers(0, 400), st.sampled_from(PARTIAL + RELATIVE), st.sampled_from(["past", "future"]))
def test_resolving_is_monotone(reference: date, later: int, text: str, prefer: Prefer) -> None:
    earlier = span_of(text, reference, prefer)
    after = span_of(text, reference + timedelta(days=later), prefer)
    assert first_day(earlier) <= first_day(after)


@given(DAYS)
def test_relative_words_equal_absolute_ones(day: date) -> None:
    month_before = day.replace(day=1) - timedelta(days=1)
    pairs = {
        "今年": f"{day.year}年",
        "去年8月底": f"{day.year - 1}年8月底",
        "明年一季度": f"{day.year + 1}年一季度",
        "前年上半年": f"{day.year - 2}年上半年",
        "上月": f"{month_before.year}年{month_before.month}月",
        "本月5日": f"{day.year}年{day.month}月5日",
        "今天": spellings(day)[0],
        "昨天": spellings(day - timedelta(days=1))[0],
        "20天后": spellings(day + timedelta(days=20))[0],
        "三天前": spellings(day - timedelta(days=3))[0],
        "今年1-9月": f"{day.year}年1月至9月",
    }
    for relative, absolute in pairs.items():
        assert span_of(relative, day) == span_of(absolute, day), relative


@given(DAYS)
def test_weeks_start_on_monday(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert (span_of("本周", day).start, span_of("上周", day).end) == (monday, monday - timedelta(days=1))
    assert span_of("下周三", day).start == monday + timedelta(days=9)


@pytest.mark.parametrize(
    ("prefer", "expected"), [("past", "2022-11-20"), ("future", "2023-11-20"), ("nearest", "2022-11-20")]
)
def test_prefer_chooses_the_year(prefer: Prefer, expected: str) -> None:
    assert str(span_of("11月20日", date(2023, 1, 10), prefer)) == expected


def test_the_window_is_rolling_or_calendar() -> None:
    when = reading_of("近三年").value
    assert str(resolve(when, reference=NOW)) == "2020-05-16/2023-05-16~"
    assert str(resolve(when, reference=NOW, options=DateOptions(window="calendar"))) == "2020-01-01/2022-12-31"


def test_what_was_named_before() -> None:
    quarter = span_of("2023年一季度")
    assert str(resolve(reading_of("去年同期").value, reference=NOW, previous=quarter)) == "2022-01-01/2022-03-31"
    day = span_of("2022年3月31日")
    assert str(resolve(reading_of("20日").value, reference=NOW, previous=day)) == "2022-03-20"
    assert str(resolve(reading_of("次日8时").value, reference=NOW, previous=day)) == "2022-04-01T08:00:00"
    assert str(resolve(reading_of("当月").value, reference=NOW, previous=day)) == "2022-03-01/2022-03-31"


def test_the_year_for_the_rest_of_the_sentence() -> None:
    assert named_year(reading_of("2019年3月").value, None) == 2019
    assert named_year(reading_of("去年").value, NOW) == 2022
    assert named_year(reading_of("次年").value, NOW, 2018) == 2019
    assert named_year(reading_of("2018年至2020年").value, None) == 2020
    assert named_year(reading_of("5月18日").value, NOW) is None
    assert named_year(reading_of("十四五").value, NOW) is None


def test_without_a_reference_relative_dates_keep_their_type() -> None:
    span = span_of("去年8月", None)
    assert (span.resolved, span.precision, span.expression) == (False, "month", "year-1 month=8")
    assert span_of("5月18日", None).expression == "XXXX-05-18"
    clock = resolve(reading_of("下午3点").value, reference=None)
    assert isinstance(clock, ClockSpan) and str(clock) == "15:00:00"


def test_vague_words_only_on_request() -> None:
    assert read_date("近年来", 0) is None
    reading = read_vague("近年来", 0)
    assert reading is not None and isinstance(reading.value, When) and reading.end == 3
    span = resolve(reading.value, reference=NOW)
    assert isinstance(span, DateSpan) and (span.start, span.end, span.fuzzy) == (None, NOW, True)


def test_every_line_of_the_tables_is_used_by_a_row() -> None:
    texts = [line.split("\t")[0] for line in (CASES / "date.tsv").read_text(encoding="utf-8").split("\n")]
    for table in ("time_words", "periods", "dayparts", "plans", "durations"):
        for row in _lexicon.read_table(table):
            assert any(row["word"] in text for text in texts), f"{table}.tsv: no row has {row['word']}"


def test_the_scanner_finds_every_start() -> None:
    assert {word[0] for word in START_WORDS} == STARTS


@given(st.text("0123456789年月日时点分半季度周上下前后近至-—/.: 一二三十零两今去明本第“”以来起", max_size=30))
def test_any_text_reads_without_error(text: str) -> None:
    for pos in range(len(text)):
        for reading in (read_date(text, pos), read_duration(text, pos)):
            assert reading is None or pos == reading.start < reading.end <= len(text)
            if reading is not None and isinstance(reading.value, When):
                for reference in (None, NOW, datetime(2023, 5, 16, 10)):
                    span = resolve(reading.value, reference=reference, modifier=reading.modifier)
                    assert isinstance(span, ClockSpan) or not (span.start and span.end) or str(span)


@pytest.mark.parametrize("unit", ["1-", "年", "一", "2020年", "1天", "周一", "前3月", "1日至", "上上", "9:00-"])
def test_cost_is_linear(unit: str) -> None:
    """Four times the text takes about four times the time; a square would take sixteen."""

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        start = process_time()
        for pos in range(len(text)):
            read_date(text, pos)
            read_duration(text, pos)
        return process_time() - start

    cost(500)
    assert min(cost(8000), cost(8000)) < 10 * min(cost(2000), cost(2000)) + 0.02
