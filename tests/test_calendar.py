"""Dates: every spelling of a date reads back, relative words equal absolute ones, resolving is monotone, cost is linear."""

from __future__ import annotations

import subprocess
import sys
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import ParseError, _almanac, _lexicon, explain, extract, parse, parse_date
from jjj_parse._calendar import named_year, resolve
from jjj_parse._reading import Reading
from jjj_parse._rules.date import START_WORDS, STARTS, When, read_date, read_vague
from jjj_parse._rules.duration import read_duration
from jjj_parse._words import DateOptions, Prefer
from jjj_parse.types import ClockSpan, DateSpan
from rows import CASES, rows

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


def test_a_reference_is_the_clock_of_its_place_to_the_second() -> None:
    moment, zone = datetime(2020, 6, 8, 17, 32, 4), timezone(timedelta(hours=8))
    for row in rows(CASES / "date.tsv"):
        for prefer in get_args(Prefer):
            there, here = (
                extract(row.text, reference=reference, prefer=prefer, vague=True)
                for reference in (moment.replace(microsecond=123456, tzinfo=zone), moment)
            )
            assert there == here, row.place


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


def test_without_the_extra_holidays_and_lunar_dates_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "农历闰四月，腊月18，去年春节，正月十五，五一假期，2019年国庆节，5月3日"
    with_extra = [mention.text for mention in extract(text, reference=NOW)]
    assert with_extra == text.split("，")
    monkeypatch.setitem(sys.modules, "borax.calendars.lunardate", None)
    _almanac._library.cache_clear()
    try:
        assert [mention.text for mention in extract(text, reference=NOW)] == ["5月3日"]
        with pytest.raises(ParseError):
            parse_date("2019年国庆节")
    finally:
        monkeypatch.undo()
        _almanac._library.cache_clear()
    assert parse_date("2019年国庆节") == parse_date("2019年10月1日")


def test_importing_does_not_import_the_extra() -> None:
    program = "import sys, jjj_parse; jjj_parse.extract('2019年3月'); assert 'borax' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)


@given(st.integers(1901, 2099), st.integers(1, 12), st.integers(1, 29))
def test_lunar_days_follow_each_other(year: int, month: int, day: int) -> None:
    first, last = _almanac.lunar_month(year, month)
    assert (last - first).days in (28, 29)
    assert _almanac.lunar_day(year, month, day) == first + timedelta(days=day - 1)
    text = f"{year}年农历{han(month)}月" + ("初" if day <= 10 else "") + han(day)
    assert span_of(text, None) == DateSpan(first + timedelta(days=day - 1), first + timedelta(days=day - 1), "day")


# ------------------------------------------------------------------ options


@pytest.mark.parametrize("function", [extract, parse, explain, parse_date])
@pytest.mark.parametrize(
    ("option", "error", "message"),
    [
        ({"prefer": "later"}, ValueError, "prefer must be 'past' or 'future' or 'nearest', not 'later'"),
        ({"prefer": None}, TypeError, "prefer must be 'past' or 'future' or 'nearest', not NoneType"),
        ({"window": "fiscal"}, ValueError, "window must be 'rolling' or 'calendar', not 'fiscal'"),
        ({"vague": 1}, TypeError, "vague must be a bool, not int"),
        ({"republic": "yes"}, TypeError, "republic must be a bool, not str"),
    ],
)
def test_wrong_options_are_named(
    function: Callable[..., object], option: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        function("去年", **option)


def test_options_of_the_public_functions() -> None:
    january = date(2023, 1, 10)
    assert str(parse_date("11月20日", reference=january)) == "2022-11-20"
    assert str(parse_date("11月20日", reference=january, prefer="future")) == "2023-11-20"
    assert str(parse("11月20日", reference=january, prefer="nearest")) == "2022-11-20"
    assert str(parse_date("最近12个月", reference=NOW, window="calendar")) == "2022-05-01/2023-04-30"
    assert str(explain("近三年", reference=NOW, window="calendar")[0].mention.value) == "2020-01-01/2022-12-31"


def test_vague_words_are_reported_on_request() -> None:
    text = "近年来发展很快，目前已有3家，今后每年新增"
    assert [m.text for m in extract(text, reference=NOW)] == ["3家"]
    found = extract(text, reference=NOW, vague=True)
    assert [(m.text, str(m.value)) for m in found] == [
        ("近年来", "../2023-05-16~"),
        ("目前", "2023-05-16~"),
        ("3家", "3 家"),
        ("今后", "2023-05-16/..~"),
    ]
    assert str(parse_date("近日", vague=True)) == "vague~"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("109年", "2020-01-01/2020-12-31"),
        ("109年5月20日", "2020-05-20"),
        ("98年", "2009-01-01/2009-12-31"),
        ("98年至109年", "2009-01-01/2020-12-31"),
        ("109年度", "2020-01-01/2020-12-31"),
        ("民国109年", "2020-01-01/2020-12-31"),
        ("2020年", "2020-01-01/2020-12-31"),
        ("109年历史", "P109Y"),
        ("20年", "P20Y"),
    ],
)
def test_years_of_the_republic_on_request(text: str, value: str) -> None:
    assert str(extract(text, republic=True)[0].value) == value


def test_a_bare_109_is_a_length_otherwise() -> None:
    assert str(extract("109年")[0].value) == "P109Y"


def test_every_line_of_the_tables_is_used_by_a_row() -> None:
    texts = [line.split("\t")[0] for line in (CASES / "date.tsv").read_text(encoding="utf-8").split("\n")]
    for table in ("time_words", "periods", "dayparts", "plans", "durations", "holidays", "lunar_months"):
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
