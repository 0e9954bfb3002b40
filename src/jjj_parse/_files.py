"""The text of a file: bytes of several encodings, and HTML pages, to the text that offsets refer to.

UTF-8, and everything with a byte order mark, needs no library. Guessing another encoding (charset-normalizer) and reading HTML
(selectolax) do: they come with `pip install "jjj_parse[files]"` and are imported when first needed.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LEFT_OUT = "\ufffd"
"""Stands for each character of a line that could not be decoded."""

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Chinese files come in. GB 18030 is the whole of which GBK and GB 2312 are parts.
_GUESSES = ["gb18030", "big5hkscs", "utf_16_le", "utf_16_be"]
_SAMPLE = 64 * 1024
"""Bytes that are enough to guess from."""
_DECLARED = re.compile(
    rb"""<(?:meta[^<>]{0,200}?charset|\?xml[^<>]{0,80}?encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.I
)
_HTML = re.compile(
    rb"\s{0,100}(?:<\?xml[^<>]{0,200}>\s{0,100})?(?:<!--.{0,500}?-->\s{0,100})?<(?:!doctype\s{1,9}html|html)\b",
    re.I | re.S,
)


class MissingLibrary(Exception):
    """A file needs a library of the extra `files` that is not installed."""

    def __init__(self, name: str, purpose: str) -> None:
        super().__init__(f'{purpose} needs {name}: python -m pip install "jjj_parse[files]"')


class Contents(NamedTuple):
    """The text of a file, the encoding it was read in, and what is wrong with it: line number and reason."""

    text: str
    encoding: str
    faults: list[tuple[int, str]]


def known_encoding(name: str) -> str | None:
    """The name Python has for an encoding, None if it has none. GBK and GB 2312 are read as GB 18030, of which they are parts.

    >>> known_encoding("GB2312"), known_encoding("utf8"), known_encoding("klingon")
    ('gb18030', 'utf-8', None)
    """
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding:
        return None
    return "gb18030" if found.name in ("gbk", "gb2312") else found.name


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Whether the file is UTF-8, with damage or without: most of its characters are, or half of the lines that are not ASCII."""
    text = data.decode("utf-8", "replace")
    bad = text.count(LEFT_OUT)
    if len(text) - bad - sum(map(text.count, map(chr, range(0x80)))) >= 2 * bad:
        return True
    lines = [_is_utf8(line) for line in data.split(b"\n") if not line.isascii()]
    return 2 * sum(lines) >= len(lines)


def _half_empty(data: bytes) -> str | None:
    """UTF-16 without a mark shows itself by the zero bytes of ASCII characters, at every other place; 一 has one too, at the other."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) * 100 < len(data) or min(even, odd) * 3 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guessed(data: bytes) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise MissingLibrary("--encoding NAME, or charset-normalizer", "a file that is not UTF-8") from None
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES).best()
    guess = "gb18030" if best is None else codecs.lookup(best.encoding).name
    bad, worse = (data.decode(name, "replace").count(LEFT_OUT) for name in (guess, "utf-8"))
    return guess if bad * 10 < worse and b"\0" not in data else "utf-8"


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding of `data` and the length of its byte order mark: the mark, else UTF-8 if it can be, else what a page declares,
    else a guess. Raises `MissingLibrary`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if halves := _half_empty(data[:_SAMPLE]):
        return halves, 0
    if _mostly_utf8(data):
        return "utf-8", 0
    declared = _DECLARED.search(data, 0, 2048)
    page = known_encoding(declared[1].decode("ascii")) if declared else None
    return page or _guessed(data), 0


def _decoded(data: bytes, name: str) -> Contents:
    """The text of bytes without a mark; a line that cannot be decoded is left out and keeps its place."""
    lines, faults = [], []
    if name in ("utf-8", "gb18030"):  # where no byte of a longer character is a line feed
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                lines.append(line.decode(name))
            except UnicodeDecodeError as error:
                faults.append((number, f"not {name.upper()}: {error.reason} at byte {error.start + 1}"))
                lines.append(LEFT_OUT * len(line.decode(name, "replace")))
    else:
        for number, text in enumerate(data.decode(name, "replace").split("\n"), 1):
            if LEFT_OUT in text:
                faults.append((number, f"not {name.upper()}"))
            lines.append(LEFT_OUT * len(text) if LEFT_OUT in text else text)
    return Contents("\n".join(lines), name, faults)


def decode(data: bytes, encoding: str | None = None) -> Contents:
    """The text of a file. `encoding` is a name that Python knows; without it, see `encoding_of`.

    A line that cannot be decoded is a fault, and `LEFT_OUT` stands for each of its characters. Raises `MissingLibrary`, and
    `LookupError` for an unknown encoding.

    >>> decode("一季度\\n".encode() + b"\\xd7\\xdc\\n")
    Contents(text='一季度\\n��\\n', encoding='utf-8', faults=[(2, 'not UTF-8: invalid continuation byte at byte 1')])
    >>> decode("总投资".encode("gb18030"), "GBK").text
    '总投资'
    """
    if encoding is None:
        name, skipped = encoding_of(data)
    else:
        known = known_encoding(encoding)
        if known is None:
            raise LookupError(f"unknown encoding {encoding!r}")
        family = known.removesuffix("-sig")
        marked = [(exact, len(mark)) for mark, exact in _MARKS if data.startswith(mark) and exact.startswith(family)]
        name, skipped = marked[0] if marked else (family + "-le" if family in ("utf-16", "utf-32") else family, 0)
    return _decoded(data[skipped:], name)


def is_html(name: str, data: bytes) -> bool:
    """Whether a file is an HTML page, by the end of its name or by how it begins."""
    head = data[:4096]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "replace").encode("utf-8", "replace")
            break
    return name.lower().endswith((".html", ".htm", ".xhtml")) or _HTML.match(head) is not None


# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
_SILENT = frozenset((
    "head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title",
))
# fmt: on
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACE = re.compile(r"[\x20\t\r\n\f]+")


def html_text(source: str) -> str:
    """The text that a reader of the page sees, a line for each block (paragraph, cell of a table), entities resolved.

    Raised and lowered digits stay so: m<sup>2</sup> is m², 10<sup>2</sup> not 102. Raises `MissingLibrary`.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise MissingLibrary("selectolax", "an HTML page") from None
    root: LexborNode | None = LexborHTMLParser(source).root
    pieces: list[str] = []
    marks: list[str] = []  # sup and sub around the place
    node = root
    while node is not None:
        tag = node.tag or ""
        inside = None
        if tag == "-text":
            text = _SPACE.sub(" ", node.text_content or "")
            pieces.append(text.translate(_RAISED if marks[-1] == "sup" else _LOWERED) if marks else text)
        elif tag not in _SILENT:
            if tag in _BLOCKS:
                pieces.append("\n")
            if tag in ("sup", "sub"):
                marks.append(tag)
            inside = node.child
            if inside is None and tag in ("sup", "sub"):
                marks.pop()
        if inside is not None:
            node = inside
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is not None and node.tag in _BLOCKS:
                pieces.append("\n")
            if node is not None and node.tag in ("sup", "sub"):
                marks.pop()
        node = node.next if node is not None else None
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "".join(line + "\n" for line in lines if line)


def read(name: str, data: bytes, encoding: str | None = None) -> Contents:
    """The text that the mentions of a file are looked for in: decoded, and a page without its tags. Raises `MissingLibrary`."""
    contents = decode(data, encoding)
    return contents._replace(text=html_text(contents.text)) if is_html(name, data) else contents
