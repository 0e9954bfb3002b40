"""The scalar functions: thin, pure, the same arguments give the same result."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

from jjj_parse import types
from jjj_parse._explain import Explanation, explanation
from jjj_parse._normalize import View
from jjj_parse._options import Options, check_choice, measures
from jjj_parse._reading import Reading
from jjj_parse._single import read_all, read_single, reader, seen_in, single
from jjj_parse._words import Prefer, Vocabulary, Window

Span: TypeAlias = tuple[int, int]
_DATES = frozenset({"date", "time"})
_MONEY, _AREA, _COUNT, _NUMBER, _PERCENT, _RATE, _ORDINAL, _DURATION = (
    frozenset({kind}) for kind in ("money", "area", "count", "number", "percent", "rate", "ordinal", "duration")
)


def extract(
    text: str,
    *,
    reference: date | None = None,
    kinds: Collection[str] | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    vague: bool = False,
    republic: bool = False,
) -> list[types.Mention]:
    """Every quantity and date in `text`, in order, none overlapping another.

    Accepts any `str`, dirt and lone surrogates included, and never raises on what it holds. `reference` is the day the text
    was written: relative and partial dates (去年, 5月18日) are resolved against it, without it they come back
    unresolved. `kinds` keeps only mentions of those kinds (see `KINDS`). `currency` is the ISO 4217 code that a bare 元 means;
    `vocabulary` adds units and measure words of the caller's own.

    For dates: `prefer` says which year or month a partial date such as 5月18日 takes when the sentence names none, "past" (the
    default: the text tells what happened), "future" or "nearest". `window`: 近三年 is the three years up to the reference
    ("rolling") or the last three complete ones ("calendar"). `vague` reports words that fix no date (近日, 目前, 近年来) too.
    `republic` reads a bare 109年 as a year of the Republic (2020).

    Raises `TypeError` for an argument of the wrong type, `ValueError` for an unknown kind or choice or a malformed currency code.

    >>> from jjj_parse import extract
    >>> for mention in extract("总投资1.8亿美元,规划面积3000亩以上"):
    ...     print(mention.start, mention.text, mention.value, mention.modifier)
    3 1.8亿美元 180000000 USD None
    14 3000亩 3000 mu at_least
    """
    options = Options(
        reference=reference, kinds=kinds, currency=currency, vocabulary=vocabulary,
        prefer=prefer, window=window, vague=vague, republic=republic,
    )  # fmt: skip
    seen = seen_in(text)
    return [mention_of(text, seen, reading, about) for reading, about in told_readings(seen, options)]


def explain(
    text: str,
    *,
    reference: date | None = None,
    kinds: Collection[str] | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    vague: bool = False,
    republic: bool = False,
) -> list[Explanation]:
    """Why `extract` finds what it finds: for each mention its rule, and the words that gave number, scale, unit and modifier.

    Arguments and errors as for `extract`.

    >>> from jjj_parse import explain
    >>> print(explain("投资超过1.8亿美元")[0])
    1.8亿美元 = 180000000 USD: money (modifier 超过 + number 1.8 + scale 亿 + currency 美元)
    """
    options = Options(
        reference=reference, kinds=kinds, currency=currency, vocabulary=vocabulary,
        prefer=prefer, window=window, vague=vague, republic=republic,
    )  # fmt: skip
    seen, words = seen_in(text), options.setting()
    return [
        explanation(reading, mention_of(text, seen, reading, about), text, seen, words)
        for reading, about in told_readings(seen, options)
    ]


def json_schema(of: Literal["mention", "fact"] = "mention", *, vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Mention.to_dict()`, or with `"fact"` of `Fact.to_dict()`.

    Each kind has a branch: the keys of its values and of its ranges, its unit symbols, its modifiers, exact patterns of numbers, dates and
    codes. Keys beside those of a mention (the `file` of the command) are allowed, in a value no other key is. `vocabulary` adds the units and
    kinds of the caller's own. Plain data, made anew on each call. Raises `TypeError` and `ValueError` for other arguments.

    >>> from jjj_parse import json_schema
    >>> money = next(branch for branch in json_schema()["oneOf"] if branch["title"] == "money")
    >>> [list(form["properties"]) for form in money["properties"]["value"]["oneOf"]]
    [['amount', 'currency', 'inferred'], ['low', 'high', 'currency', 'inferred']]
    """
    from jjj_parse import _json_schema  # which reading never needs

    check_choice("of", of, get_args(_json_schema.Record))
    Options(vocabulary=vocabulary)
    return _json_schema.made(of, vocabulary)


def mention_of(text: str, seen: View, reading: Reading, about: Span | None) -> types.Mention:
    """The mention of a reading, `about` being the place of its indicator in the cleaned text."""
    start, end = seen.span(reading.start, reading.end)
    if about is None:
        return types.Mention(start, end, text[start:end], reading.value)
    return types.Mention(start, end, text[start:end], reading.value, seen.clean[slice(*about)], seen.span(*about))


def told_readings(seen: View, options: Options) -> Iterator[tuple[Reading, Span | None]]:
    """The readings wanted, each with the place of its indicator; its neighbours bound it, wanted or not."""
    from jjj_parse._indicator import with_indicators  # large tables, which `parse` never needs

    kinds = options.kinds
    for reading, about in with_indicators(seen.clean, read_all(seen.clean, options.setting(), options.reference)):
        if kinds is None or reading.value.kind in kinds:
            yield reading, about


def parse(
    text: str,
    *,
    kinds: Collection[str] | None = None,
    reference: date | None = None,
    currency: str = "CNY",
    vocabulary: Vocabulary | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    vague: bool = False,
    republic: bool = False,
) -> types.Value:
    """The one value that the whole string is; blanks around it and its modifier are allowed.

    Arguments as for `extract`. Raises `ParseError` when the string is not exactly one value, or is one of another kind.

    >>> from jjj_parse import parse
    >>> str(parse("约3亿5000万元"))
    '350000000 CNY'
    """
    options = Options(
        reference=reference, kinds=kinds, currency=currency, vocabulary=vocabulary,
        prefer=prefer, window=window, vague=vague, republic=republic,
    )  # fmt: skip
    return read_single(text, options)


def parse_money(text: str, *, currency: str = "CNY") -> types.Money | types.Range[types.Money]:
    """The whole string as one amount of money. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_money
    >>> parse_money("壹佰贰拾叁元肆角伍分")
    Money(amount=Decimal('123.45'), currency='CNY')
    """
    return reader(_MONEY, currency=currency)(text)  # type: ignore[no-any-return]


def parse_area(text: str, *, vocabulary: Vocabulary | None = None) -> types.Area | types.Range[types.Area]:
    """The whole string as one area. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_area
    >>> parse_area("72.96平方公里").si
    Fraction(72960000, 1)
    """
    return reader(_AREA, vocabulary=vocabulary)(text)  # type: ignore[no-any-return]


def parse_measure(text: str, *, vocabulary: Vocabulary | None = None) -> types.Measure | types.Range[types.Measure]:
    """The whole string as one measure of any physical kind. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_measure
    >>> str(parse_measure("60万吨"))
    '600000 t'
    """
    return reader(measures(vocabulary), vocabulary=vocabulary)(text)  # type: ignore[no-any-return]


def parse_count(text: str, *, vocabulary: Vocabulary | None = None) -> types.Count | types.Range[types.Count]:
    """The whole string as one count with its measure word. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_count
    >>> str(parse_count("3至5家"))
    '3 家 .. 5 家'
    """
    return reader(_COUNT, vocabulary=vocabulary)(text)  # type: ignore[no-any-return]


def parse_number(text: str) -> types.Number | types.Range[types.Number]:
    """The whole string as one number without a unit. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_number
    >>> str(parse_number("2亿3456万7890"))
    '234567890'
    """
    return reader(_NUMBER)(text)  # type: ignore[no-any-return]


def parse_percent(text: str) -> types.Percent | types.Points | types.Multiple | types.Range[types.Percent]:
    """The whole string as one share, one number of percentage points, or one multiple. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_percent
    >>> str(parse_percent("百分之十二")), str(parse_percent("3.5个百分点"))
    ('12%', '3.5pp')
    """
    return reader(_PERCENT)(text)  # type: ignore[no-any-return]


def parse_rate(
    text: str, *, currency: str = "CNY", vocabulary: Vocabulary | None = None
) -> types.Rate | types.Range[types.Rate]:
    """The whole string as one quotient of units. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_rate
    >>> str(parse_rate("500万元/亩"))
    '5000000 CNY/mu'
    """
    return reader(_RATE, currency=currency, vocabulary=vocabulary)(text)  # type: ignore[no-any-return]


def parse_ordinal(text: str) -> types.Ordinal:
    """The whole string as one place in an order. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_ordinal
    >>> str(parse_ordinal("第20届"))
    '#20 届'
    """
    return reader(_ORDINAL)(text)  # type: ignore[no-any-return]


def parse_date(
    text: str,
    *,
    reference: date | None = None,
    prefer: Prefer = "past",
    window: Window = "rolling",
    vague: bool = False,
    republic: bool = False,
) -> types.DateSpan | types.ClockSpan:
    """The whole string as one date, period or clock time. Raises `ParseError` otherwise.

    Arguments as for `extract`.

    >>> from datetime import date
    >>> from jjj_parse import parse_date
    >>> str(parse_date("去年一季度", reference=date(2022, 4, 13)))
    '2021-01-01/2021-03-31'
    """
    options = Options(kinds=_DATES, reference=reference, prefer=prefer, window=window, vague=vague, republic=republic)
    return single(text, options)  # type: ignore[return-value]


def parse_duration(text: str) -> types.Duration | types.Range[types.Duration]:
    """The whole string as one length of time. Raises `ParseError` otherwise.

    >>> from jjj_parse import parse_duration
    >>> parse_duration("12个月").isoformat()
    'P12M'
    """
    return reader(_DURATION)(text)  # type: ignore[no-any-return]
