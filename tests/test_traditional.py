"""Traditional text is read by a table that opencc derives, never by converting it; mixed scripts in one number work."""

from __future__ import annotations

from datetime import date

import derive_traditional
import pytest

from jjj_parse import _lexicon, extract
from jjj_parse._normalize import view


def test_the_table_is_current() -> None:
    assert derive_traditional.TABLE.read_text(encoding="utf-8") == derive_traditional.table(), (
        "run python tools/derive_traditional.py"
    )


def test_every_word_of_the_tables_is_found_by_its_folded_form() -> None:
    """A word of a table that folding changes would never be met in a cleaned text."""
    words = [
        *_lexicon.NUMERALS,
        *_lexicon.UNIT_WORDS,
        *_lexicon.CURRENCIES,
        *_lexicon.MEASURE_WORDS,
        *_lexicon.MODIFIERS_BEFORE,
        *_lexicon.MODIFIERS_AFTER,
        *_lexicon.DENOMINATORS,
    ]
    folded = {word: view(word).clean for word in words}
    known = set(words)
    assert [word for word, form in folded.items() if form not in known] == []


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        # mixed scripts
        ("總投资3億5000万元", "3億5000万元", "350000000 CNY"),
        ("两萬亿元", "两萬亿元", "2000000000000 CNY"),
        ("兩万億元", "兩万億元", "2000000000000 CNY"),
        ("一億贰仟萬圆", "一億贰仟萬圆", "120000000 CNY"),
        ("壹佰貳拾參萬元", "壹佰貳拾參萬元", "1230000 CNY"),
        ("三萬餘畝", "三萬餘畝", "30000 mu"),
        ("12個项目", "12個", "12 个"),
        ("第二十屆", "第二十屆", "#20 届"),
        # Taiwan and Hong Kong
        ("2,300平方公尺", "2,300平方公尺", "2300 m2"),
        ("面積3.6萬公頃", "3.6萬公頃", "36000 ha"),
        ("室內30坪", "30坪", "30 ping"),
        ("農地5甲", "5甲", "5 jia"),
        ("全長12公里", "12公里", "12 km"),
        ("新臺幣3億元", "新臺幣3億元", "300000000 TWD"),
        ("新台幣3億元", "新台幣3億元", "300000000 TWD"),
        ("港幣八千萬圓", "港幣八千萬圓", "80000000 HKD"),
        ("投資500萬圓", "500萬圓", "5000000 CNY"),
        ("60萬噸", "60萬噸", "600000 t"),
        ("民國109年", "民國109年", "2020-01-01/2020-12-31"),
        ("3個月", "3個月", "P3M"),
        ("增長3.5個百分點", "3.5個百分點", "3.5pp"),
        ("不少於5億元", "5億元", "500000000 CNY"),
    ],
)
def test_read(text: str, span: str, value: str) -> None:
    mentions = extract(text, reference=date(2022, 4, 13))
    assert [mention.text for mention in mentions][-1:] == [span]
    assert str(mentions[-1].value) == value


def test_offsets_stay() -> None:
    text = "總投資3億5000萬元,規劃面積3.6萬公頃,餘下12個項目"
    assert [text[mention.start : mention.end] for mention in extract(text)] == ["3億5000萬元", "3.6萬公頃", "12個"]
    assert view(text).back == ()
