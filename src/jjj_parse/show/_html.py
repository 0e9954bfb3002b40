"""A marked text as HTML that needs nothing else: no script, no request, and nothing of the text becomes markup."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable

from jjj_parse.show._pieces import LOST, UNSEEN, group, label, pieces
from jjj_parse.types import Mention

# Light and dark background, and the line below: whoever sees no colours tells the groups apart by their lines.
_LOOKS = {
    "money": ("#ffe08a", "#6b5000", "solid"),
    "area": ("#bfe8c5", "#1d5a2b", "double"),
    "measure": ("#c9ecec", "#155a5e", "dashed"),
    "count": ("#cfe0ff", "#1f4585", "dotted"),
    "number": ("#e3e3e3", "#4a4a4a", "solid"),
    "percent": ("#f8cfe3", "#7a2552", "dashed"),
    "rate": ("#e2d3fa", "#51328a", "double"),
    "ordinal": ("#f1dcc5", "#6a4420", "dotted"),
    "time": ("#ffd0c2", "#85321b", "dashed"),
}
_STYLE = (
    ".jjj-text{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9}"
    ".jjj mark{color:#111;border-bottom:2px solid;border-radius:.15em;padding:0 .1em;unicode-bidi:isolate;"
    "box-decoration-break:clone;-webkit-box-decoration-break:clone}"
    # The value beside the words: for whoever comes by keyboard or by touch, and on paper. A mouse gets the title.
    '.jjj-text mark:focus::after{content:" [" attr(title) "]";font-size:.85em}'
    ".jjj mark:focus{outline:2px solid;outline-offset:1px}"
    # A mark of direction acts within its box only.
    ".jjj-unseen{display:inline-block;font:.7em monospace;border:1px dotted;vertical-align:middle}"
    ".jjj-unseen::before{content:attr(title)}"
    ".jjj-key{font-size:.85em;line-height:2.2}"
    + "".join(
        f".jjj .jjj-{name}{{background:{light};border-bottom-style:{line}}}"
        for name, (light, _, line) in _LOOKS.items()
    )
    + "@media (prefers-color-scheme:dark){.jjj mark{color:#f4f4f4}"
    + "".join(f".jjj .jjj-{name}{{background:{dark}}}" for name, (_, dark, _) in _LOOKS.items())
    + "}@media print{.jjj .jjj-text mark,.jjj .jjj-key mark{background:none;color:inherit}"
    '.jjj-text mark::after{content:" [" attr(title) "]";font-size:.75em}}'
)
_PAGE_STYLE = (
    ":root{color-scheme:light dark}"
    "body{max-width:46em;margin:2em auto;padding:0 1em;font-family:system-ui,sans-serif;background:#fff;color:#111}"
    "@media (prefers-color-scheme:dark){body{background:#16181c;color:#e8e8e8}}"
    "@media print{body{background:none;color:#000}}"
)
# Nothing is loaded and nothing runs, even if some reader of the page had a fault.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(text: str, mentions: Iterable[Mention], *, page: bool = False, title: str = "jjj_parse") -> str:
    """`text` as HTML with its mentions marked: by kind in colour and line, with the value when pointed at or reached by Tab.

    A fragment to put into a page of yours, or with `page` a whole page called `title`. Both hold all they need, print well,
    and follow the dark mode of the reader. What the text holds stays text: tags, scripts, entities. The text content of the
    element of the class `jjj-text` equals `text`, but that HTML cannot hold NUL and lone surrogates: U+FFFD stands for each.
    Characters that show nothing (marks of direction, without width) get a small box with their number, and act within it only.

    Raises `TypeError` for wrong types, `ValueError` for mentions that overlap or do not stand in `text`.

    >>> from jjj_parse import extract
    >>> from jjj_parse.show import to_html
    >>> text = "总投资1.8亿美元<br>"
    >>> shown = to_html(text, extract(text))
    >>> shown[shown.index('<div class="jjj-text">') : shown.index("</div>")]
    '<div class="jjj-text">总投资<mark class="jjj-money" tabindex="0" title="总投资, money: 180000000 USD">1.8亿美元</mark>&lt;br&gt;'
    """
    if not isinstance(title, str):
        raise TypeError(f"title must be a str, not {type(title).__name__}")
    found: Counter[tuple[str, str]] = Counter()
    body: list[str] = []
    for piece, mention in pieces(text, mentions):
        if mention is None:
            body.append(_text(piece))
        else:
            name = group(mention.kind)
            found[name, mention.kind] += 1
            body.append(
                f'<mark class="jjj-{name}" tabindex="0" title="{_attribute(label(mention))}">{_text(piece)}</mark>'
            )
    key = " ".join(
        f'<mark class="jjj-{name}">{_attribute(kind)} {count}</mark>' for (name, kind), count in sorted(found.items())
    )
    style = _PAGE_STYLE + _STYLE if page else _STYLE
    marked = f'<div class="jjj-text">{"".join(body)}</div><p class="jjj-key">{key or "nothing found"}</p></div>\n'
    if not page:
        return f'<div class="jjj"><style>{style}</style>{marked}'
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{_attribute(title)}</title><style>{style}</style></head>"
        f'<body><div class="jjj">{marked}</body></html>\n'
    )


def _text(piece: str) -> str:
    """A piece of the text: markup escaped, a carriage return kept from becoming a line feed, unseen characters in a box."""
    escaped = html.escape(piece).replace("\r", "&#13;")
    return UNSEEN.sub(_box, escaped)


def _box(match: re.Match[str]) -> str:
    char = match[0]
    return f'<span class="jjj-unseen" title="U+{ord(char):04X}">{LOST.sub(chr(0xFFFD), char)}</span>'


def _attribute(text: str) -> str:
    """A text between quotes or in a title, in one line, with nothing that turns it around."""
    return html.escape(" ".join(UNSEEN.sub(chr(0xFFFD), text).split()))
