"""The built site in a browser: it opens, switches languages, and its search finds Chinese words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browser.conftest import Tab

SITE = Path(__file__).parents[2] / "site"


@pytest.mark.parametrize("tab", [{"locale": "zh-CN"}, {"locale": "en-GB"}], indirect=True, ids=["zh", "en"])
def test_the_start_goes_to_the_language_of_the_browser(tab: Tab) -> None:
    page = tab.open("")
    page.wait_for_url("**/zh/" if page.evaluate("navigator.language") == "zh-CN" else "**/en/")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("home", "word"), [("zh/", "以上"), ("zh/", "民法典"), ("zh/", "舍入影响"), ("en/", "余"), ("en/", "exactness")]
)
def test_the_search_finds(tab: Tab, home: str, word: str) -> None:
    page = tab.open(home)
    page.locator(".md-search__button").first.click()
    page.locator("input:focus").wait_for()
    page.keyboard.type(word)
    hit = page.locator("a", has=page.locator("mark")).filter(has_text=word).first
    hit.wait_for()
    hit.click()
    page.wait_for_load_state()
    assert word.lower() in page.locator("article").inner_text().lower()


def test_the_language_switch_stays_on_the_page(tab: Tab) -> None:
    page = tab.open("zh/explanation/exactness/")
    assert page.evaluate("document.documentElement.lang") == "zh"
    page.locator(".md-select").hover()
    page.locator(".md-select__link[hreflang=en]").click()
    page.wait_for_url("**/en/explanation/exactness/")
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("tab", [{"viewport": {"width": 360, "height": 740}}], indirect=True, ids=["phone"])
@pytest.mark.parametrize("path", ["zh/", "en/explanation/readings/", "zh/explanation/readings/", "zh/playground/"])
def test_no_page_is_wider_than_a_phone(tab: Tab, path: str) -> None:
    page = tab.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_page_opens(tab: Tab) -> None:
    """No page has a script error, a missing file or a request to another host; the playground has a file of its own."""
    for path in sorted(SITE.rglob("index.html")):
        address = path.relative_to(SITE).parent.as_posix()
        if re.search(r"^\.$|playground", address):
            continue
        page = tab.open(f"{address}/")
        assert page.title(), address
