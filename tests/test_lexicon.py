"""The tables under data/: no duplicates, no stray blanks, no word of two meanings by accident, no line that no row uses."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable
from importlib.resources import files

import pytest

from jjj_parse import _lexicon, explain
from jjj_parse._explain import RULES
from jjj_parse._normalize import view
from jjj_parse._words import TABLES as WORDS
from rows import Row, all_rows

DATA = pathlib.Path(str(files("jjj_parse").joinpath("data")))
TABLES = sorted(path.stem for path in DATA.glob("*.tsv"))
ROWS = all_rows()

# One word may bound before and after, be the 初 of a month and of a year, 周 of 本周 and of 周三.
KEY_COLUMNS = {"modifiers": 2, "periods": 2, "time_words": 2}

# Tables in which one word may stand twice, in two places or shapes; the key is this many columns.
KEY_COLUMNS = {"modifiers": 3, "periods": 2, "time_words": 2, "indicator_words": 2}

# Words that stand in two tables on purpose: the rules choose by what stands around them.
AMBIGUOUS = {
    ("currencies", "denominators"): {"分", "元"},  # 5元2分, 元/分, 吨/万元
    ("units", "denominators"): {"度"},
    ("not_units", "denominators"): {"个月", "人口"},  # no measure word 个 or 人, but 元/个月, 每百万人口
}


def folded(row: Row) -> str:
    return view(row.text).clean


SPANS = "\n".join(view(found.span).clean for row in ROWS for found in row.expect)
TEXTS = "\n".join(folded(row) for row in ROWS)


@pytest.mark.parametrize("table", TABLES)
def test_table_is_clean(table: str) -> None:
    path = DATA / f"{table}.tsv"
    raw = path.read_bytes()
    assert b"\r" not in raw and raw.endswith(b"\n") and not raw.endswith(b"\n\n"), table
    rows = _lexicon.read_table(table)
    assert rows, table
    keys = [tuple(row.values())[: KEY_COLUMNS.get(table, 1)] for row in rows]
    assert sorted(set(keys)) == sorted(keys), [key for key in keys if keys.count(key) > 1]


@pytest.mark.parametrize(
    "table", [t for t in TABLES if "word" in (DATA / f"{t}.tsv").read_text("utf-8").split("\n")[0].split("\t")]
)
def test_words_are_folded(table: str) -> None:
    """Look-up happens in the cleaned text, so a word that cleaning changes would never be found."""
    for row in _lexicon.read_table(table):
        assert view(row["word"]).clean == row["word"], f"{table}.tsv: {row['word']}"


def test_no_word_has_two_classes_by_accident() -> None:
    names = ("units", "currencies", "measure_words", "ratio_words", "not_units", "denominators")
    words = {name: set(_lexicon.words_of(name)) for name in names}
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            both = words[one] & words[other]
            allowed = AMBIGUOUS.get((one, other)) or AMBIGUOUS.get((other, one)) or set()
            assert both <= allowed, f"{one} and {other}: {both - allowed}"


UNCLEAR = {word for word, currency in _lexicon.CURRENCIES.items() if currency.code == "?"}
"""Words that fix no one currency: an amount beside one is not read."""


def unused(words: Iterable[str], texts: str) -> list[str]:
    return [word for word in words if word not in texts]


@pytest.mark.parametrize(
    "table",
    ["units", "currencies", "measure_words", "ratio_words", "ratio_phrases", "numerals", "latin_scales", "per_words"],
)
def test_every_line_is_used_inside_a_mention(table: str) -> None:
    words = _lexicon.words_of(table)
    unclear = UNCLEAR if table == "currencies" else set()
    missing = unused(words, TEXTS) if table == "per_words" else unused(set(words) - unclear, SPANS)
    assert not missing, f"{table}.tsv: no row of tests/cases has {missing} inside a mention"
    assert not unused(unclear, TEXTS), f"{table}.tsv: no row of tests/cases has these"


@pytest.mark.parametrize(
    "table",
    ["modifiers", "not_numbers", "not_units", "unit_phrases", "money_words", "denominators", "range_marks", "signs"],
)
def test_every_line_is_used_in_a_row(table: str) -> None:
    missing = unused(_lexicon.words_of(table), TEXTS)
    assert not missing, f"{table}.tsv: no row of tests/cases has {missing}"


def test_a_unit_phrase_is_a_unit_word_and_more() -> None:
    """Each would be hidden by a line of not_units, or is one where 第 is needed."""
    not_units = _lexicon.words_of("not_units")
    for row in _lexicon.read_table("unit_phrases"):
        word, unit = row["word"], row["unit"]
        assert word.startswith(unit) and word != unit and unit in _lexicon.MEASURE_WORDS, row
        assert row["after"] in ("", "第"), row
        if row["after"]:
            assert word in not_units, row
        else:
            assert word not in not_units and word.startswith(not_units), row


def test_not_after_parts_a_modifier_from_a_longer_word() -> None:
    """Without a shorter modifier in it, the column would say nothing."""
    for word, found in _lexicon.MODIFIERS_BEFORE.items():
        if found.not_after:
            shorter = [_lexicon.MODIFIERS_BEFORE.get(word[at:]) for at in range(1, len(word))]
            assert not found.modifier and any(other and other.modifier for other in shorter), word
    assert not any(found.not_after for found in _lexicon.MODIFIERS_AFTER.values())


def test_every_rule_is_described_and_used() -> None:
    used = {why.rule for row in ROWS if row.expect for why in explain(row.text, reference=row.reference)}
    assert used == set(RULES), f"described but unused: {set(RULES) - used}, used but not described: {used - set(RULES)}"


def test_currency_codes_are_iso_4217() -> None:
    from iso4217 import Currency

    codes = {currency.code for currency in Currency}
    ours = {currency.code for currency in _lexicon.CURRENCIES.values()} - {"*", "?"}
    assert ours <= codes, ours - codes
    assert len(ours) >= 30
    assert len(_lexicon.CURRENCIES) >= 60


def test_the_tables_are_as_large_as_the_docs_say() -> None:
    assert len(_lexicon.UNIT_WORDS) >= 150
    assert len(_lexicon.MEASURE_WORDS) >= 200


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("word\tunit\n亩\tmu\n 顷\tqing\n", 3),
        ("word\tunit\n亩\tmu\n# 顷\n\n里\tli\u3000\n", 5),
        ("word\tunit\n亩\n", 2),
        ("word\tunit\n亩\tmu\t\n里\n", 2),
    ],
    ids=["blank before", "blank after", "too few", "too many, too few"],
)
def test_a_broken_line_is_named(table: str, line: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lexicon, "_data", lambda name: table.encode())
    with pytest.raises(_lexicon.LexiconError, match=rf"broken.tsv:{line}: "):
        _lexicon.read_table("broken")


def test_a_word_that_stands_twice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lexicon, "_data", lambda name: b"word\tunit\na\tmu\nb\tha\na\tmu\n")
    with pytest.raises(_lexicon.LexiconError, match=r"^denominators.tsv: a stands twice$"):
        _lexicon._unique("denominators", "unit")


def test_line_ends_of_a_checkout_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lexicon, "_data", lambda name: b"word\tunit\r\n# none\r\na\tmu\r\n")
    assert _lexicon.read_table("checked_out") == [{"word": "a", "unit": "mu"}]


def test_a_bound_behind_a_number_is_never_read_as_a_unit() -> None:
    """打 in 100打底."""
    assert [word for word in _lexicon.MODIFIERS_AFTER if WORDS.unit_at(f"5{word}", 1)] == []
