"""What every form of a marked text starts from: the text cut into pieces, each plain or one mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jjj_parse._options import MEASURES
from jjj_parse.types import Mention

UNSEEN = re.compile(
    r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\xAD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uD800-\uDFFF\uFEFF"
    r"\uFFF9-\uFFFB\U000E0000-\U000E007F]"
)
"""Characters that show nothing, or do something, where they are printed: controls, marks without width, marks of direction."""
LOST = re.compile(r"[\x00\uD800-\uDFFF]")
"""Characters that a page or a file in UTF-8 cannot hold."""
GROUPS = {
    **dict.fromkeys(MEASURES, "measure"),
    **{kind: kind for kind in ("money", "area", "count", "number", "percent", "rate", "ordinal")},
    **dict.fromkeys(("date", "time", "duration"), "time"),
}
"""The group that a kind is marked as; a kind of the caller's own is a measure."""


def group(kind: str) -> str:
    """The group that a kind is marked as."""
    return GROUPS.get(kind, "measure")


def label(mention: Mention) -> str:
    """A mention in one line: kind, canonical value, modifier, and the indicator where there is one.

    >>> from jjj_parse import extract
    >>> label(extract("贷款超过1.8亿美元")[0])
    '贷款, money: 180000000 USD (more_than)'
    """
    modifier = f" ({mention.modifier})" if mention.modifier else ""
    indicator = f"{mention.indicator}, " if mention.indicator else ""
    return f"{indicator}{mention.kind}: {mention.value}{modifier}"


def pieces(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[str, Mention | None]]:
    """The whole of `text` in order, each piece plain or the text of one mention.

    Raises `TypeError` for a text that is no `str` or something that is no `Mention`, `ValueError` for a mention that does not
    stand in `text` or overlaps another.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    ordered = list(mentions)
    for mention in ordered:
        if not isinstance(mention, Mention):
            raise TypeError(
                f"mentions must be Mention objects, not {type(mention).__name__}: give what extract() returns"
            )
    ordered.sort(key=lambda mention: mention.start)
    done = 0
    for mention in ordered:
        if mention.start < done:
            raise ValueError(f"{mention.text!r} at {mention.start}:{mention.end} overlaps the mention before it")
        if not mention.text or text[mention.start : mention.end] != mention.text:
            raise ValueError(
                f"{mention.text!r} does not stand at {mention.start}:{mention.end}: expected the mentions of this very text"
            )
        if mention.start > done:
            yield text[done : mention.start], None
        yield mention.text, mention
        done = mention.end
    if done < len(text):
        yield text[done:], None
