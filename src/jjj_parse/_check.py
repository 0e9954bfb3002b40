"""Whether a value that someone states is in a text; if not, what in the text is nearest to it and in what that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Unpack

import attrs

from jjj_parse import types
from jjj_parse._api import extract, parse
from jjj_parse._engine import compile_pattern
from jjj_parse._options import Options, ReadOptions
from jjj_parse._single import expected_of
from jjj_parse.errors import ParseError

if TYPE_CHECKING:
    from jjj_parse._same import Aspect, Compared

Verdict: TypeAlias = Literal["found", "unresolved", "differs", "not_found"]
Claim: TypeAlias = str | types.Mention | types.Value
_SIGN = compile_pattern(r"[-−－] \Z")
_SHOWN = 3
"""Mentions that a line shows."""


@attrs.frozen(slots=True)
class Verification:
    """What `verify` says of a value: true in an `if` when the text has it, and then only.

    `claim` is the value as it was read, `mentions` are the places in the text that give the verdict, in order, each with its
    offsets and its value as the text has it.

    | `verdict` | |
    |---|---|
    | `found` | the text has this value, in this or in another unit |
    | `unresolved` | it has a date that may be this one: only a `reference` can tell |
    | `differs` | it has this number, but not this value; `differs` names all that is not the same |
    | `not_found` | none of these; `mentions` is empty |

    | in `differs` | the text has |
    |---|---|
    | `bound` | other words that bound the number or date (超过15亿元, not 15亿元), or the number as one end of a range |
    | `unit` | another unit or measure word, or none: 3000公顷, not 3000亩; 12个百分点, not 12% |
    | `currency` | another currency |
    | `sign` | the opposite number |
    | `scale` | the same digits at another power of ten: 90亿元, not 9亿元 |
    """

    claim: types.Value
    verdict: Verdict
    differs: tuple[Aspect, ...] = ()
    mentions: tuple[types.Mention, ...] = ()

    def __bool__(self) -> bool:
        return self.verdict == "found"

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: `claim` (its `kind`, `value` and `modifier`), `verdict`, `differs`, and the `mentions` in their JSON form."""
        claim = {"kind": self.claim.kind, "value": self.claim.to_value(), "modifier": self.claim.modifier}
        return {
            "claim": claim,
            "verdict": self.verdict,
            "differs": list(self.differs),
            "mentions": [mention.to_dict() for mention in self.mentions],
        }

    def __str__(self) -> str:
        bound = f" ({self.claim.modifier})" if self.claim.modifier else ""
        verdict = "differs in " + ", ".join(self.differs) if self.differs else self.verdict.replace("_", " ")
        places = [f"{mention.text!r} at {mention.start}:{mention.end}" for mention in self.mentions[:_SHOWN]]
        if len(self.mentions) > _SHOWN:
            places.append(f"{len(self.mentions) - _SHOWN} more")
        return f"{self.claim}{bound}: " + ", ".join([verdict, *places])


def verify(claim: Claim, text: str | Iterable[types.Mention], **options: Unpack[ReadOptions]) -> Verification:
    """Whether the value that `claim` states is in `text`, and where; if not, what is nearest to it and in what that differs.

    `claim` is a string with exactly one value in it, whatever the words around it, or a mention or value read before. `text` is a
    text, or the mentions that `extract` found in it: so many claims are checked on one reading. Options are those of `extract`
    (`reference`, `kinds`, `currency`, `vocabulary` …), for the claim and for the text.

    Exact, and without regard to the unit and the spelling: 3000亩 is 2平方公里, 1,500万 is 0.15亿, 12个月 is 1年. Words that bound belong to the value:
    15亿元 is not in 超过15亿元. A number without a unit is only in a text that has it without one, or leaves its currency out. What the
    number measures is not compared: see the `indicator` of the mentions.

    Raises `ParseError`, with the place and what was expected, for a claim without a value, with several, or with a minus that is not read (-2020年);
    `TypeError` and `ValueError` for wrong arguments, as `extract` does.

    >>> from jjj_parse import verify
    >>> text = "项目总投资9亿元，占地约3000亩。"
    >>> print(verify("占地约2平方公里", text))
    2 km2 (about): found, '3000亩' at 12:17
    >>> checked = verify("90亿元", text)
    >>> bool(checked), checked.verdict, checked.differs, checked.mentions[0].text
    (False, 'differs', ('scale',), '9亿元')
    """
    from jjj_parse._same import differences, distance, in_order  # reading alone never needs it

    chosen = Options(**options)
    value = _claimed(claim, chosen, options)
    nearest: Compared = None
    mentions: list[types.Mention] = []
    for mention in extract(text, **options) if isinstance(text, str) else _read_before(text):
        compared = differences(value, mention.value)
        if compared is None:
            continue
        if nearest is None or distance(compared) < distance(nearest):
            nearest, mentions = compared, []
        if compared == nearest:
            mentions.append(mention)
    if nearest is None:
        return Verification(value, "not_found")
    if nearest == "unresolved":
        return Verification(value, "unresolved", (), tuple(mentions))
    return Verification(value, "differs" if nearest else "found", in_order(nearest), tuple(mentions))


def compare(a: Claim, b: Claim, **options: Unpack[ReadOptions]) -> bool:
    """Whether two strings mean the same value: the same exact number of the same thing with the same bound, in whatever unit and spelling.

    Each is a string that is one value as a whole, as for `parse`, or a mention or value read before. Options are those of `parse`.
    Of two dates that only a reference could tell apart the answer is no.

    Raises `ParseError` for a string that is not exactly one value; `TypeError` and `ValueError` for wrong arguments.

    >>> from jjj_parse import compare
    >>> compare("1,500万", "0.15亿"), compare("3000亩", "2平方公里"), compare("2020年一季度", "2020年1-3月")
    (True, True, True)
    >>> compare("12%", "12个百分点"), compare("15亿元", "15亿美元"), compare("15亿元", "超过15亿元")
    (False, False, False)
    """
    from jjj_parse._same import differences

    Options(**options)
    one, other = (parse(side, **options) if isinstance(side, str) else _value(side, "a string") for side in (a, b))
    return differences(one, other) == frozenset()


def _value(given: types.Mention | types.Value, expected: str) -> types.Value:
    value = given.value if isinstance(given, types.Mention) else given
    if not isinstance(value, types.Quantity | types.Range | types.DateSpan | types.ClockSpan):
        raise TypeError(f"expected {expected}, a mention or a value, not {type(given).__name__}")
    return value


def _claimed(claim: Claim, chosen: Options, options: ReadOptions) -> types.Value:
    """The one value of a claim, of the kinds chosen."""
    if not isinstance(claim, str):
        return _value(claim, "a claim that is a string")
    found = extract(claim, **(options | {"kinds": None}))
    kept = [mention for mention in found if chosen.kinds is None or mention.kind in chosen.kinds]
    expected = f"{expected_of(chosen.kinds)} in a claim"
    if len(kept) > 1:
        raise ParseError(claim, kept[1].start, kept[1].end, "several", f"{expected}, not {len(kept)}")
    if kept:
        if (sign := _SIGN.search(claim, 0, kept[0].start)) is not None:
            raise ParseError(claim, sign.start(), sign.end(), "extra_text", f"{expected}, with no sign left over")
        return kept[0].value
    if found:
        raise ParseError(claim, found[0].start, found[0].end, "wrong_kind", f"{expected}, not {found[0].kind}")
    raise ParseError(claim, 0, len(claim), "unreadable" if claim.strip() else "empty", expected)


def _read_before(given: Iterable[types.Mention]) -> Iterator[types.Mention]:
    """Mentions, checked to be some."""
    for mention in given:
        if not isinstance(mention, types.Mention):
            raise TypeError(f"text must be a str or mentions, not a {type(given).__name__} of {type(mention).__name__}")
        yield mention
