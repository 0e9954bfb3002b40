"""A text together with its mentions, which shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Unpack

import attrs

from jjj_parse._api import extract
from jjj_parse._options import ReadOptions
from jjj_parse.show._html import to_html
from jjj_parse.types import Mention

_SHOWN = 100_000
"""Characters that a notebook shows: a longer text would make the notebook too heavy to open."""


@attrs.frozen(slots=True, repr=False)
class Findings:
    """A text and the mentions found in it: `len`, a loop and an index go over the mentions, a notebook shows the text marked."""

    text: str
    mentions: tuple[Mention, ...] = attrs.field(converter=tuple[Mention, ...])

    def __len__(self) -> int:
        return len(self.mentions)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.mentions)

    def __getitem__(self, index: int) -> Mention:
        return self.mentions[index]

    def __repr__(self) -> str:
        return f"<Findings: {len(self.mentions)} mentions in {len(self.text)} characters>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """`Mention.to_dict()` of each: what `pandas.DataFrame` or `json.dumps` takes."""
        return [mention.to_dict() for mention in self.mentions]

    def to_html(self, *, page: bool = False, title: str = "jjj_parse") -> str:
        """As the function `to_html`."""
        return to_html(self.text, self.mentions, page=page, title=title)

    def _repr_html_(self) -> str:
        """The marked text in a notebook; of a text of more than 100,000 characters the beginning, and a line that says so."""
        if len(self.text) <= _SHOWN:
            return self.to_html()
        kept = [mention for mention in self.mentions if mention.end <= _SHOWN]
        end = next((mention.start for mention in self.mentions if mention.start < _SHOWN < mention.end), _SHOWN)
        rest = f"<p>The first {end:,} of {len(self.text):,} characters, {len(kept)} of {len(self.mentions)} mentions.</p>\n"
        return to_html(self.text[:end], kept) + rest


def read(text: str, **options: Unpack[ReadOptions]) -> Findings:
    """What `extract` finds in `text`, kept together with it. Options and errors as for `extract`.

    >>> from jjj_parse.show import read
    >>> found = read("总投资1.8亿美元，占地300亩")
    >>> found, [str(mention.value) for mention in found]
    (<Findings: 2 mentions in 16 characters>, ['180000000 USD', '300 mu'])
    """
    return Findings(text, extract(text, **options))
