"""The scalar functions: thin, pure, the same arguments give the same result."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from jjj_parse import _lexicon, types
from jjj_parse._engine import compile_pattern, trie
from jjj_parse._explain import Explanation, explanation
from jjj_parse._normalize import view
from jjj_parse._reading import Reading
from jjj_parse._resolve import read_all
from jjj_parse._words import Vocabulary, setting
from jjj_parse.errors import ParseError

KINDS = frozenset(
    {"money", "count", "number", "percent", "rate", "ordinal", "date", "time", "duration"}
    | {unit.kind for unit in _lexicon.UNITS.values()}
)
"""Every kind of mention."""
_MEASURES = frozenset(unit.kind for unit in _lexicon.UNITS.values())
_ISO_4217 = compile_pattern("[A-Z]{3}")
_SPACE = r"[\s\u00a0\u3000]"
_BEFORE = compile_pattern(rf"{_SPACE}* (?: {trie(_lexicon.MODIFIERS_BEFORE)} {_SPACE}* )*")
_AFTER = compile_pattern(rf"{_SPACE}* (?: {trie(_lexicon.MODIFIERS_AFTER)} )? {_SPACE}*")
_BLANK = compile_pattern(rf"{_SPACE}*")


def extract(
    text: str,
    *,
    reference: date | None = None,
    kinds: Collection[str] | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
) -> list[types.Mention]:
    """Every quantity and date in `text`, in order, none overlapping another.

    Accepts any `str`, dirt and lone surrogates included, and never raises on what it holds. `reference` is the day the text
    was written: relative and partial dates (去年, 5月18日) are resolved against it, without it they come back
    unresolved. `kinds` keeps only mentions of those kinds (see `KINDS`). `currency` is the ISO 4217 code that a bare 元 means;
    `vocabulary` adds units and measure words of the caller's own.

    Raises `TypeError` for an argument of the wrong type, `ValueError` for an unknown kind or a malformed currency code.

    >>> from jjj_parse import extract
    >>> for mention in extract("总投资1.8亿美元,规划面积3000亩以上"):
    ...     print(mention.start, mention.text, mention.value, mention.modifier)
    3 1.8亿美元 180000000 USD None
    14 3000亩 3000 mu at_least
    """
    return [_mention(text, reading, span) for reading, span in _found(text, reference, kinds, currency, vocabulary)]


def explain(
    text: str,
    *,
    reference: date | None = None,
    kinds: Collection[str] | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
) -> list[Explanation]:
    """Why `extract` finds what it finds: for each mention its rule, and the words that gave number, scale, unit and modifier.

    Arguments and errors as for `extract`.

    >>> from jjj_parse import explain
    >>> print(explain("投资超过1.8亿美元")[0])
    1.8亿美元 = 180000000 USD: money (modifier 超过 + number 1.8 + scale 亿 + currency 美元)
    """
    found, seen = _found(text, reference, kinds, currency, vocabulary), view(text)
    words = setting(currency, vocabulary)
    return [explanation(reading, _mention(text, reading, span), text, seen, words) for reading, span in found]


def _mention(text: str, reading: Reading, span: tuple[int, int]) -> types.Mention:
    start, end = span
    return types.Mention(start, end, text[start:end], reading.value)


def _found(
    text: str,
    reference: date | None,
    kinds: Collection[str] | None,
    currency: str,
    vocabulary: Vocabulary | None,
) -> list[tuple[Reading, tuple[int, int]]]:
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    if reference is not None and not isinstance(reference, date):
        raise TypeError(f"reference must be a date, a datetime or None, not {type(reference).__name__}")
    if isinstance(kinds, str):
        raise TypeError("kinds must be a collection of kinds, not one str")
    if vocabulary is not None and not isinstance(vocabulary, Vocabulary):
        raise TypeError(f"vocabulary must be a Vocabulary or None, not {type(vocabulary).__name__}")
    known = KINDS if vocabulary is None else KINDS | {own.unit.kind for own in vocabulary.units}
    if kinds is not None and (unknown := set(kinds) - known):
        raise ValueError(f"unknown kinds {sorted(unknown)}: expected some of {sorted(known)}")
    if not isinstance(currency, str):
        raise TypeError(f"currency must be a str, not {type(currency).__name__}")
    if not _ISO_4217.fullmatch(currency):
        raise ValueError(f"currency must be an ISO 4217 code such as 'CNY', not {currency!r}")
    seen = view(text)
    return [
        (reading, seen.span(reading.start, reading.end))
        for reading in read_all(seen.clean, setting(currency, vocabulary), reference)
        if kinds is None or reading.value.kind in kinds
    ]


def parse(
    text: str,
    *,
    kinds: Collection[str] | None = None,
    reference: date | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
) -> types.Value:
    """The one value that the whole string is; blanks around it and its modifier are allowed.

    Arguments as for `extract`. Raises `ParseError` when the string is not exactly one value, or is one of another kind.

    >>> from jjj_parse import parse
    >>> str(parse("约3亿5000万元"))
    '350000000 CNY'
    """
    wanted = KINDS if kinds is None else frozenset(kinds)
    if kinds is not None:
        _found("", None, kinds, currency, vocabulary)  # the checks of the arguments
    found = _found(text, reference, None, currency, vocabulary)
    expected = "one " + " or ".join(sorted(wanted)) if kinds is not None else "one quantity or date"
    if not found:
        blank = not text.strip()
        raise ParseError(text, 0, len(text), "empty" if blank else "unreadable", expected)
    if len(found) > 1:
        start, end = found[1][1]
        raise ParseError(text, start, end, "several", expected + " and nothing after it")
    reading, (start, end) = found[0]
    clean = view(text).clean
    if not _around(reading, clean):
        head = bool(_surplus(clean[: reading.start], reading, before=True))
        where = (0, start) if head else (end, len(text))
        raise ParseError(text, *where, "extra_text", expected + " and nothing else")
    if reading.value.kind not in wanted:
        raise ParseError(text, start, end, "wrong_kind", f"{expected}, not {reading.value.kind}")
    return reading.value  # type: ignore[no-any-return]


def _around(reading: Reading, clean: str) -> bool:
    """Whether only blanks and modifier words stand around the reading."""
    return not _surplus(clean[: reading.start], reading, before=True) and not _surplus(
        clean[reading.end :], reading, before=False
    )


def _surplus(text: str, reading: Reading, *, before: bool) -> bool:
    pattern = _BLANK if reading.modifier is None else _BEFORE if before else _AFTER
    return pattern.fullmatch(text) is None


def _one(
    text: str,
    kinds: Collection[str],
    reference: date | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
) -> types.Value:
    return parse(text, kinds=kinds, reference=reference, currency=currency, vocabulary=vocabulary)


def parse_money(text: str, *, currency: str = "CNY") -> types.Money | types.Range[types.Money]:
    """The whole string as one amount of money. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_money
    >>> parse_money("壹佰贰拾叁元肆角伍分")
    Money(amount=Decimal('123.45'), currency='CNY')
    """
    return _one(text, {"money"}, currency=currency)  # type: ignore[return-value]


def parse_area(text: str, *, vocabulary: Vocabulary | None = None) -> types.Area | types.Range[types.Area]:
    """The whole string as one area. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_area
    >>> parse_area("72.96平方公里").si
    Fraction(72960000, 1)
    """
    return _one(text, {"area"}, vocabulary=vocabulary)  # type: ignore[return-value]


def parse_measure(text: str, *, vocabulary: Vocabulary | None = None) -> types.Measure | types.Range[types.Measure]:
    """The whole string as one measure of any physical kind. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_measure
    >>> str(parse_measure("60万吨"))
    '600000 t'
    """
    kinds = _MEASURES | {own.unit.kind for own in vocabulary.units} if vocabulary else _MEASURES
    return _one(text, kinds, vocabulary=vocabulary)  # type: ignore[return-value]


def parse_count(text: str, *, vocabulary: Vocabulary | None = None) -> types.Count | types.Range[types.Count]:
    """The whole string as one count with its measure word. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_count
    >>> str(parse_count("3至5家"))
    '3 家 .. 5 家'
    """
    return _one(text, {"count"}, vocabulary=vocabulary)  # type: ignore[return-value]


def parse_number(text: str) -> types.Number | types.Range[types.Number]:
    """The whole string as one number without a unit. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_number
    >>> str(parse_number("2亿3456万7890"))
    '234567890'
    """
    return _one(text, {"number"})  # type: ignore[return-value]


def parse_percent(text: str) -> types.Percent | types.Points | types.Multiple | types.Range[types.Percent]:
    """The whole string as one share, one number of percentage points, or one multiple. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_percent
    >>> str(parse_percent("百分之十二")), str(parse_percent("3.5个百分点"))
    ('12%', '3.5pp')
    """
    return _one(text, {"percent"})  # type: ignore[return-value]


def parse_rate(
    text: str, *, currency: str = "CNY", vocabulary: Vocabulary | None = None
) -> types.Rate | types.Range[types.Rate]:
    """The whole string as one quotient of units. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_rate
    >>> str(parse_rate("500万元/亩"))
    '5000000 CNY/mu'
    """
    return _one(text, {"rate"}, currency=currency, vocabulary=vocabulary)  # type: ignore[return-value]


def parse_ordinal(text: str) -> types.Ordinal:
    """The whole string as one place in an order. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_ordinal
    >>> str(parse_ordinal("第20届"))
    '#20 届'
    """
    return _one(text, {"ordinal"})  # type: ignore[return-value]


def parse_date(text: str, *, reference: date | None = None) -> types.DateSpan | types.ClockSpan:
    """The whole string as one date, period or clock time. Raises `ParseError` otherwise.

    >>> from datetime import date
    >>> from jjj_parse import parse_date
    >>> str(parse_date("去年一季度", reference=date(2022, 4, 13)))
    '2021-01-01/2021-03-31'
    """
    return _one(text, {"date", "time"}, reference=reference)  # type: ignore[return-value]


def parse_duration(text: str) -> types.Duration | types.Range[types.Duration]:
    """The whole string as one length of time. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_duration
    >>> parse_duration("12个月").isoformat()
    'P12M'
    """
    return _one(text, {"duration"})  # type: ignore[return-value]
