"""The playground in a browser: it loads, finds, shows, explains, copies; a hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jjj_parse import extract

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import Tab

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>投资3亿元</textarea><b>占地5亩</b>😀7公里'
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
NAME = {"zh": "金额", "en": "money"}


def opened(tab: Tab, language: str = "zh") -> Page:
    """The playground with Python ready and its first example read."""
    page = tab.open(f"{language}/playground/")
    page.locator(".jp-table tbody tr").first.wait_for()
    return page


def read(page: Page, text: str, reference: str = "") -> None:
    """Write a text and a date, and wait for the answer to just these."""
    page.locator("#jp-reference").fill(reference)
    page.locator("#jp-text").fill(text)
    page.wait_for_function("text => document.querySelector('.jp-view').textContent.startsWith(text)", arg=text)
    page.locator(".jp-table tbody tr").first.wait_for()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_loads_and_reads_the_first_example(tab: Tab, language: str) -> None:
    page = opened(tab, language)
    text = page.locator("#jp-text").input_value()
    found = extract(text, reference=date.fromisoformat(page.locator("#jp-reference").input_value()))
    assert page.locator(".jp-view mark").all_inner_texts() == [mention.text for mention in found]
    values = page.locator(".jp-table tbody td:nth-child(4)").all_inner_texts()
    assert values == [str(mention.value) for mention in found]
    assert page.locator(".jp-view").text_content() == text
    assert NAME[language] in page.locator(".jp-legend").inner_text()


def test_a_text_is_read_against_its_date(tab: Tab) -> None:
    page = opened(tab)
    read(page, "今年一季度总投资约1.8亿美元", "2022-04-13")
    assert page.locator(".jp-view mark").all_inner_texts() == ["今年一季度", "1.8亿美元"]
    cells = page.locator(".jp-table tbody tr").nth(0).locator("td").all_inner_texts()
    assert cells == ["0", "今年一季度", "日期", "2022-01-01/2022-03-31", ""]
    assert page.locator(".jp-view mark").nth(1).get_attribute("title") == "金额: 180000000 USD"
    page.locator("#jp-reference").fill("")
    page.locator(".jp-flag").wait_for()
    assert "成文日期" in page.locator(".jp-flag").inner_text()


def test_a_choice_is_explained_by_mouse_and_by_keyboard(tab: Tab) -> None:
    page = opened(tab)
    read(page, "投资超过1.8亿美元，占地3000亩")
    parts = page.locator(".jp-parts b")
    assert parts.all_inner_texts() == ["超过", "1.8", "亿", "美元"]
    page.locator(".jp-view mark").nth(1).click()
    assert parts.all_inner_texts() == ["3000", "亩"]
    page.keyboard.press("ArrowLeft")
    assert parts.all_inner_texts() == ["超过", "1.8", "亿", "美元"]
    assert "money" in page.locator(".jp-detail").inner_text()
    assert page.locator(".jp-detail").get_by_text("投资", exact=True).all_inner_texts() == ["投资"]
    page.keyboard.press("End")
    assert page.locator(".jp-view mark:focus").inner_text() == "3000亩"
    page.locator(".jp-pick").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("tr.jp-on .jp-pick").all_inner_texts() == ["1.8亿美元"]


@pytest.mark.parametrize("tab", [CLIPBOARD], indirect=True, ids=["clipboard"])
def test_results_are_copied_and_downloaded(tab: Tab, tmp_path: Path) -> None:
    text = "投资超过1.8亿美元，占地3000亩"
    page = opened(tab)
    read(page, text)
    buttons = page.locator(".jp-actions button")
    buttons.nth(0).click()
    page.get_by_text("已复制").wait_for()
    expected = [mention.to_dict() for mention in extract(text)]
    assert json.loads(page.evaluate("navigator.clipboard.readText()")) == expected
    buttons.nth(1).click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('start,'))")
    rows = list(csv.DictReader(io.StringIO(page.evaluate("navigator.clipboard.readText()"))))
    assert [row["value"] for row in rows] == ["180000000 USD", "3000 mu"]
    for number, name in ((2, "jjj_parse.json"), (3, "jjj_parse.csv")):
        with page.expect_download() as download:
            buttons.nth(number).click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
    assert json.loads((tmp_path / "jjj_parse.json").read_text(encoding="utf-8")) == expected
    assert (tmp_path / "jjj_parse.csv").read_text(encoding="utf-8-sig").startswith("start,end,text")


def test_a_hostile_text_stays_text(tab: Tab) -> None:
    page = opened(tab)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    read(page, HOSTILE)
    assert page.locator(".jp-view").text_content() == HOSTILE
    assert page.locator(".jp-view mark").all_inner_texts() == ["3亿元", "5亩", "7公里"]
    assert page.locator("#playground-app :is(img, script)").count() == 0


def test_the_empty_state_offers_the_examples(tab: Tab) -> None:
    page = opened(tab)
    page.get_by_role("button", name="清空").click()
    samples = page.locator(".jp-samples button")
    samples.first.wait_for()
    assert samples.count() == 4
    assert page.locator(".jp-table tr").count() == 0
    samples.nth(2).click()
    page.locator(".jp-table tbody tr").first.wait_for()
    assert page.locator("#jp-reference").input_value() == "2024-01-12"


def test_nothing_found_is_said(tab: Tab) -> None:
    page = opened(tab)
    page.locator("#jp-text").fill("统一思想，进一步推进。")
    page.get_by_text("没有找到").wait_for()
    assert page.locator(".jp-actions").is_hidden()


def test_a_text_pasted_while_python_loads_is_read(tab: Tab) -> None:
    page = tab.open("en/playground/")
    page.locator("progress").wait_for()
    page.locator("#jp-text").fill("占地3000亩")
    page.locator(".jp-view mark").first.wait_for()
    page.wait_for_function("document.querySelectorAll('.jp-view mark').length === 1")
    assert page.locator(".jp-table tbody tr").count() == 1


def test_typing_fast_ends_with_the_last_text(tab: Tab) -> None:
    page = opened(tab)
    page.locator("#jp-text").fill("")
    page.locator("#jp-text").press_sequentially("总投资12亿元，占地34亩，共56家", delay=20)
    page.wait_for_function("document.querySelectorAll('.jp-view mark').length === 3")
    assert page.locator(".jp-view mark").all_inner_texts() == ["12亿元", "34亩", "56家"]


def test_a_failed_start_is_said_and_tried_again(tab: Tab) -> None:
    missing = "**/pyodide-lock.json"
    tab.page.route(missing, lambda route: route.fulfill(status=404))
    page = tab.open("en/playground/")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    page.unroute(missing)
    again.click()
    page.locator(".jp-table tbody tr").first.wait_for()
    assert tab.faults, "the 404 was seen"
    tab.faults.clear()


def test_both_languages_have_words_for_everything(tab: Tab) -> None:
    page = opened(tab)
    words = page.evaluate(
        "import('../../playground/strings.mjs').then(module => Object.fromEntries(Object.entries(module.STRINGS)"
        ".map(([language, t]) => [language, Object.fromEntries(Object.entries(t)"
        ".map(([name, text]) => [name, typeof text === 'object' ? Object.keys(text) : typeof text]))])))"
    )
    assert words["en"] == words["zh"]
