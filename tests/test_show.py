"""Marked texts: nothing of the text becomes markup or a terminal command, nothing of it is lost."""

from __future__ import annotations

import inspect
import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from jjj_parse import Mention, Vocabulary, extract
from jjj_parse._options import ReadOptions
from jjj_parse.show import Findings, read, to_html, to_terminal
from jjj_parse.show._pieces import GROUPS
from jjj_parse.show._terminal import columns
from rows import all_rows

HOSTILE = (
    "<script>alert(1)</script>总投资1.8亿元",
    "1.8亿元</mark></div><img src=x onerror=alert(1)>300亩",
    '"1.8亿元\' onmouseover=\'alert(1)" title="x',
    "<!-- 300亩 --><style>*{display:none}</style>&lt;12%&amp;&#60;b&#62;",
    "<![CDATA[300亩]]><?php 12% ?></html>",
    "\ud83d总投资1.8亿元\udc00，12%",
    "\u202e1.8亿元\u202c，\u2066300亩\u2069，\u200f12%",
    "\x00总投资\x001.8亿元\x00",
    "\r\n\r1.8亿元\n\r300亩\x0b\x0c\x1f\x7f\x85\x9b31m",
    "\n\n  1.8 亿\n元  \n",
    "1\u200b.8亿元\ufeff，占地\u00ad300亩",
    "\x1b[31m1.8亿元\x1b]0;title\x07\x1b[2J",
    "",
)
# What is marked up at all, attribute by attribute.
ALLOWED = {
    "div": {("class", "jjj"), ("class", "jjj-text")},
    "p": {("class", "jjj-key")},
    "mark": {*(("class", f"jjj-{group}") for group in GROUPS.values()), ("tabindex", "0")},
    "span": {("class", "jjj-unseen")},
    "style": set[tuple[str, str]](),
}
TITLED = ("mark", "span")
TEXTS = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(
        st.sampled_from(
            [*HOSTILE, "<", ">", "&", '"', "'", "</", "-->", "&#", "&amp", ";", "1.8亿元", "300亩", "12%", "\r", "\n"]
        )
    ).map("".join),
)


class Page(HTMLParser):
    """The elements, and the text of the element `jjj-text`."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.inside = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attributes))
        self.inside = self.inside or ("class", "jjj-text") in attributes

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "div"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]  # other names of the argument


def kept(text: str) -> str:
    """The text as far as HTML can hold it."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def check_html(text: str) -> None:
    mentions = extract(text)
    source = to_html(text, mentions)
    source.encode("utf-8")
    page = Page(source)
    assert page.text == kept(text)
    for tag, attributes in page.tags:
        for name, value in attributes:
            assert (name, value) in ALLOWED[tag] or (name == "title" and tag in TITLED), (tag, name, value)
    # The same by the rules of the HTML standard.
    tree = LexborHTMLParser(source)
    (element,) = tree.css("div.jjj-text")
    assert element.text(deep=True, strip=False) == kept(text)
    assert [mark.text(deep=True, strip=False) for mark in tree.css(".jjj-text mark")] == [
        kept(m.text) for m in mentions
    ]
    names = {node.tag for node in tree.css("body *")} | {node.tag for node in tree.css("head *")}
    assert names <= set(ALLOWED)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_text(text: str) -> None:
    check_html(text)


@given(TEXTS)
def test_any_text_stays_text(text: str) -> None:
    check_html(text)


def test_every_row_stays_text() -> None:
    check_html("\n".join(row.text for row in all_rows()[::7]))


def test_a_page_is_whole_and_asks_for_nothing() -> None:
    text = "总投资1.8亿元"
    page = to_html(text, extract(text), page=True, title="<b>报告</b>\x00")
    assert page.startswith("<!DOCTYPE html>")
    tree = LexborHTMLParser(page)
    assert tree.css("title")[0].text() == "<b>报告</b>\ufffd"
    assert {node.tag for node in tree.css("*")} == {
        *("html", "head", "meta", "title", "style", "body", "div", "p", "mark")
    }
    assert not re.search(r"https?:|url\(|@import|src=|href=", page)
    assert "default-src 'none'" in page


def test_a_value_is_shown_by_mouse_by_key_and_on_paper() -> None:
    text = "占地超过300亩"
    page = to_html(text, extract(text), page=True)
    assert '<mark class="jjj-area" tabindex="0" title="占地, area: 300 mu (more_than)">300亩</mark>' in page
    assert "mark:focus::after" in page and "@media print" in page and "prefers-color-scheme:dark" in page


def test_what_the_caller_adds_is_escaped() -> None:
    vocabulary = Vocabulary().with_unit("网格", unit='<i a="1">', kind='"><b>', factor=3)
    text = "共收3网格"
    found = [
        attrs.evolve(mention, indicator="<u>\u202e\x00", indicator_span=(0, 1))
        for mention in extract(text, vocabulary=vocabulary)
    ]
    assert [mention.kind for mention in found] == ['"><b>']
    tree = LexborHTMLParser(to_html(text, found))
    assert tree.css(".jjj-text mark")[0].attributes["title"] == '<u>\ufffd\ufffd, "><b>: 3 <i a="1">'
    assert not tree.css("i, b, u")


@pytest.mark.parametrize("show", [to_html, to_terminal])
def test_mentions_of_another_text_are_refused(show: object) -> None:
    assert callable(show)
    text = "总投资1.8亿元"
    (mention,) = extract(text)
    with pytest.raises(ValueError, match="does not stand at 3:8"):
        show("投资1.8亿元。。", [mention])
    with pytest.raises(ValueError, match="overlaps"):
        show(text, [mention, mention])
    with pytest.raises(TypeError, match="mentions must be Mention objects, not dict"):
        show(text, [mention.to_dict()])
    with pytest.raises(TypeError, match="text must be a str"):
        show(b"1", [])


def test_mentions_come_in_any_order() -> None:
    text = "总投资1.8亿元，占地300亩"
    assert to_html(text, extract(text)[::-1]) == to_html(text, iter(extract(text)))


# Terminal


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", shown)


@given(TEXTS, st.integers(20, 90), st.booleans())
def test_a_terminal_gets_printable_characters_only(text: str, width: int, color: bool) -> None:
    shown = to_terminal(text, extract(text), width=width, color=color)
    assert color or "\x1b" not in shown
    for line in plain(shown).split("\n"):
        assert line.isprintable(), line
    shown.encode("utf-8")


def test_lines_fit_wide_characters_too() -> None:
    text = "全市129个重点项目集中开工，总投资243.81亿元，" * 20
    for line in to_terminal(text, extract(text), width=37, color=False).splitlines():
        assert columns(line) <= 37
    marked = to_terminal(text, extract(text), width=37, color=True)
    words = "".join(line for line in plain(marked).splitlines() if "money:" not in line and "count:" not in line)
    assert words == text


def test_a_value_stands_under_its_words() -> None:
    text = "这里占地300亩。\n这里有36个"
    assert to_terminal(text, extract(text), color=False).splitlines() == [
        *("这里占地300亩。", "        ^^^^^", "        占地, area: 300 mu"),
        *("这里有36个", "      ^^^^", "      count: 36 个"),
    ]


def test_colours_are_closed_before_the_line_ends() -> None:
    text = "投资1.8\n亿元，" * 3
    for line in to_terminal(text, extract(text)).splitlines():
        codes = re.findall(r"\x1b\[([\d;]*)m", line)
        assert [code == "0" for code in codes] == [False, True] * (len(codes) // 2)


@pytest.mark.parametrize(("width", "error"), [(19, ValueError), ("80", TypeError), (True, TypeError)])
def test_a_width_that_is_none(width: int, error: type[Exception]) -> None:
    with pytest.raises(error, match="width must be"):
        to_terminal("", [], width=width)


# Findings


def test_findings_hold_what_extract_finds() -> None:
    text = "总投资1.8亿元，占地300亩"
    found = read(text, kinds={"area"})
    assert (found.text, list(found), len(found)) == (text, extract(text, kinds={"area"}), 1)
    assert found[0] is found.mentions[0] and found[-1] is found[0]
    assert found.to_dicts() == [mention.to_dict() for mention in found]
    assert found.to_html(page=True, title="x") == to_html(text, found, page=True, title="x")
    assert found == Findings(text, extract(text, kinds={"area"}))
    assert repr(found) == "<Findings: 1 mentions in 15 characters>"


def test_read_takes_the_options_of_extract() -> None:
    parameters = inspect.signature(extract).parameters.values()
    assert set(ReadOptions.__annotations__) == {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}
    with pytest.raises(TypeError, match="unexpected keyword"):
        read("", colour=True)  # type: ignore[call-arg]


def test_a_notebook_shows_the_text() -> None:
    found = read("总投资1.8亿元")
    assert found._repr_html_() == found.to_html()


def test_a_notebook_shows_the_beginning_of_a_long_text() -> None:
    text = "一" * 99_997 + "，1.8亿元，" + "占地300亩。" * 10
    shown = read(text)._repr_html_()
    assert "1.8亿元" not in shown
    assert shown.endswith("<p>The first 99,998 of 100,074 characters, 0 of 11 mentions.</p>\n")


def test_a_mention_of_line_breaks_only_keeps_its_value() -> None:
    """No rule gives one; a caller may."""
    value = extract("300亩")[0].value
    shown = to_terminal("a\nb", [Mention(1, 2, "\n", value)], color=False)
    assert "area: 300 mu" in shown
