"""Reading by shape gives what the rules give, whatever was read before and whatever stands around."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import derive_spoken
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjj_parse import Vocabulary, _resolve, _shapes
from jjj_parse._cores import Cores
from jjj_parse._forms import spelled_number
from jjj_parse._normalize import view
from jjj_parse._numeral_usual import usual_number
from jjj_parse._options import Options
from jjj_parse._reading import Reading
from jjj_parse._rules.when import When
from rows import all_rows
from strategies import case

TEXTS = [view(row.text).clean for row in all_rows()]
DAY = date(2022, 4, 13)


def both(text: str, options: Options, reference: date | None = DAY) -> tuple[list[str], list[str]]:
    """What the rules read, and what is read by shape."""
    setting = options.setting()
    return tuple([repr(r) for r in read(text, setting, reference)] for read in (_resolve.read_all, _shapes.read_all))  # type: ignore[return-value]


@pytest.mark.parametrize(
    "options",
    [
        Options(),
        Options(republic=True, prefer="nearest"),
        Options(vague=True, window="calendar", prefer="future"),
        Options(currency="HKD", vocabulary=Vocabulary().with_measure_word("网格").with_unit("标方", unit="m3")),
    ],
    ids=["plain", "republic", "vague", "own words"],
)
def test_every_row(options: Options) -> None:
    for text in TEXTS:
        rules, shapes = both(text, options)
        assert rules == shapes, text


def test_rows_without_a_reference() -> None:
    for text in TEXTS[::2]:
        rules, shapes = both(text, Options(), None)
        assert rules == shapes, text


@pytest.mark.parametrize("options", [Options(), Options(prefer="nearest", vague=True), Options(window="calendar")])
def test_dates_by_references_in_turn(options: Options) -> None:
    """What a date's place rests on is all that its place is remembered by: the reference, its year, what was named before."""
    texts = [view(row.text).clean for row in all_rows() if row.place.startswith("date.tsv")]
    references = (DAY, None, date(2022, 11, 2), datetime(2022, 4, 13, 9, 30), date(2019, 1, 5), date(2020, 2, 29))
    for text in texts:
        for before in ("", "2017年某某,", "2018年3月20日某某,", "上月某某,"):
            for reference in references:
                rules, shapes = both(before + text, options, reference)
                assert rules == shapes, (before, text, reference)


def test_rows_one_behind_the_other() -> None:
    """Neighbours that no row has."""
    rng = random.Random(7)
    for _ in range(600):
        text = rng.choice("，。、 \n(")[:1].join(rng.choice(TEXTS) for _ in range(6))
        rules, shapes = both(text, Options())
        assert rules == shapes, text


@pytest.mark.parametrize("seed", range(3))
def test_generated_texts(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(700):
        text = view(case(rng).text).clean
        rules, shapes = both(text, Options())
        assert rules == shapes, text


@pytest.mark.parametrize(
    "text",
    [
        "竞编辑：李明第三多",
        "记者 王五亿元",
        "责任编辑:张三 3亿元",
        "编辑:李明第三季度",
        "余多三千瓦5五谷",
        "多余多三千瓦",
        "占百分之三十而立",
        "①点72戈瑞",
        "①多三亿元",
        "十一万吨-十二万吨",
        "11万吨-十二万吨",
        "融资过亿交额再创",
        "8时古二34,567.8日益花了",
        "记录如下。约数奈拉",
        "自2020-05-26起至2020-05-29止",
        "  至少 约50万元",
        "亿元 ~~~ 为35%。",
        "迎国庆4K金、18K人一面",
        "、三 00到凌晨3:00 改革",
        "近7 天, 近7 亿元",
        "捌参大致6个钟4场景",
        "离京近了亩产414.7公斤了",
        "的突破第三大",
        "101011990****3次近三",
        "双营收四万大洋",
        "帮助一个个体户",
        "层次高于百公里油耗4€年",
    ],
)
def test_texts_that_once_differed(text: str) -> None:
    rules, shapes = both(view(text).clean, Options())
    assert rules == shapes


@pytest.mark.parametrize(
    "pattern",
    ["{}年{}月{}日上午9时{:02}分召开", "{}-{:02}-{:02}，{}家", "于去年{1}月{2}日8时{3}分", "{0}年1至{1}月{2}日{3}"],
)
def test_every_day_of_three_years(pattern: str) -> None:
    days = [(year, month, day) for year in (2000, 2020, 2021) for month in range(1, 13) for day in range(1, 32)]
    for number, day in enumerate(days):
        text = pattern.format(*day, number % 60)
        rules, shapes = both(view(text).clean, Options())
        assert rules == shapes, text


@pytest.mark.parametrize("mark", ["-", "—", "~", "至", "到", "–", "和", "、"])
@pytest.mark.parametrize("unit", ["亿元", "家", "%", "平方米", "年", "月", "人次以上", "米", "元/吨"])
def test_any_mark_of_a_range(mark: str, unit: str) -> None:
    for low, high in (("3", "5"), ("1", "12"), ("2019", "2021"), ("1.5", "2"), ("5", "3"), ("38", "70"), ("三", "八")):
        text = f"建成{low}{mark}{high}{unit}，约{low}{unit}{mark}{high}{unit}"
        rules, shapes = both(view(text).clean, Options())
        assert rules == shapes, text


ODD = [
    chr(code)
    for low, high in ((1, 0x530), (0x2000, 0x2C00), (0x3000, 0x3400), (0xFF00, 0x10000))
    for code in range(low, high)
]


@pytest.mark.parametrize(
    "pattern", ["投资{}3亿元", "投资{}三亿元", "共3亿元{}占", "于{}5月3日", "于5月3日{}起", "达{}一批"]
)
def test_any_character_beside_a_mention(pattern: str) -> None:
    for char in ODD:
        text = view(pattern.format(char)).clean
        rules, shapes = both(text, Options())
        assert rules == shapes, text


@given(
    st.text(
        alphabet=[
            *"0123456789一二三四五六七八九十百千万亿零两几数半多余第每约超近至到-~.,，。、:：（）“” \n年月日号时点分秒季度元角分人个家项亩米吨%倍成在的和比为达共有以上以内左右前后起之间/GgAa\ufffd①βж~+>"
        ],
        max_size=40,
    )
)
def test_any_text(text: str) -> None:
    rules, shapes = both(view(text).clean, Options())
    assert rules == shapes


def test_what_was_read_before_changes_nothing() -> None:
    setting = Options().setting()
    fresh = _shapes.Shapes(setting)
    forwards = [[(s, e, shape.general.of(said)) for s, e, shape, said in fresh.hits(text)] for text in TEXTS]
    other = _shapes.Shapes(setting)
    backwards = [[(s, e, shape.general.of(said)) for s, e, shape, said in other.hits(text)] for text in reversed(TEXTS)]
    assert forwards == backwards[::-1]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_shapes, "MOST_SHAPES", 50)
    shapes = _shapes.Shapes(Options().setting())
    for text in TEXTS[:1_500]:
        found = [(start, end, repr(shape.general.of(said))) for start, end, shape, said in shapes.hits(text)]
        expected = [(r.start, r.end, repr(_settled(r))) for r in _resolve.readings(text, Options().setting())]
        assert found == expected, text
        assert len(shapes._known.forms) <= 50 + 40 * len(text)


def test_places_of_dates_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_shapes, "MOST_SHAPES", 50)
    setting = Options(vocabulary=Vocabulary().with_measure_word("网格")).setting()  # no other test's shapes
    for day in range(200):
        text, reference = f"5月{day % 28 + 1}日和上月{day % 28 + 1}日", date(2020, 1, 1) + timedelta(day)
        assert list(_shapes.read_all(text, setting, reference)) == list(_resolve.read_all(text, setting, reference))
        assert len(_shapes.shapes_of(setting)._places) <= 50


def _settled(reading: Reading) -> object:
    return reading.value if isinstance(reading.value, When) else _resolve.with_modifier(reading).value


def test_digits_are_no_part_of_most_shapes() -> None:
    """Else every number would be learnt anew, and nothing would be the faster for it."""
    shapes = _shapes.Shapes(Options().setting())
    for number in range(11, 400):
        list(shapes.hits(f"其中总投资{number}.5亿元，占地{number}亩，工期{number}天，{number}—{number + 9}家企业"))
        list(shapes.hits(f"工期{number}至{number + 9}个月，{number // 8}年建成"))
    assert shapes._known.learnt < 100


@pytest.mark.parametrize(
    "pattern",
    ["经过{0}年建设", "工期{0}年，", "{0}年来", "截至{0}年底", "{0}年5月", "{0}年前三季度", "{0}至{1}年", "工期{0}-{1}年，", "{0}到{1}个月",
     "{0}、{1}年", "近{0}年", "前{0}年", "第{0}年", "{0}年代", "{0}年以上", "时隔{0}年"],
)  # fmt: skip
def test_any_number_of_years(pattern: str) -> None:
    for number in (*range(1, 100), 109, 500, 1998, 2019, 2500):
        text = pattern.format(number, number + 3)
        rules, shapes = both(text, Options())
        assert rules == shapes, text


@pytest.mark.parametrize(
    "pattern", ["投资{}亿元，", "增长百分之{}，", "约{}公里的", "{}分", "下午{}分", "于{}万", "比{}高"]
)
def test_decimals_spelled_out(pattern: str) -> None:
    for whole in ("零", "一", "三", "十", "十二", "三十八", "两百", "一百零九", "一千二百", "三万"):
        for decimals in ("二", "零六", "五零", "零", "三五七", "一二三四五", "十", "二十", "五百"):
            text = pattern.format(f"{whole}点{decimals}")
            rules, shapes = both(text, Options())
            assert rules == shapes, text


@given(st.integers(11, 10**12 - 1))
def test_spelled_numbers(number: int) -> None:
    cn2an = pytest.importorskip("cn2an", reason="the oracle is not installed")
    for mode in ("low", "up"):
        assert spelled_number(cn2an.an2cn(number, mode)) in ("", str(number))


def test_han_numbers_are_the_usual_spelling() -> None:
    assert usual_number("三百一十六", 0, 5) == 316
    assert usual_number("三百十六", 0, 4) is None
    assert Cores is not None


def test_the_characters_that_rules_name_are_current() -> None:
    assert derive_spoken.TABLE.read_text(encoding="utf-8") == derive_spoken.table(), "run python tools/derive_spoken.py"


def test_a_character_that_a_rule_names_is_found_and_one_in_prose_is_not() -> None:
    source = '''
"""Prose: 文."""
# 注
PATTERN = r"甲 {X} 乙  # 丙"
def rule(text):
    """Prose: 字."""
    return text.startswith(f"丁{text}戊")
'''
    assert {char for line in derive_spoken.literals(source) for char in line if not char.isascii()} == set("甲乙丁戊")
