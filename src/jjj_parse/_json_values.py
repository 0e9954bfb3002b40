"""A value on its own as JSON, and back: kind, value and modifier of `Mention.to_dict`, without the place.

What comes back is the same value: it is made of the numbers, unit and dates of the record, and given back only if its own JSON form is the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, get_args

import attrs

from jjj_parse import types
from jjj_parse._calendar_frames import months_frame
from jjj_parse._date_spans import PRECISIONS
from jjj_parse._engine import Pattern, compile_pattern
from jjj_parse._exact import Exact, exact
from jjj_parse._json_schema import CLOCK, CURRENCY, DURATION, MOMENT, NUMBER, QUOTIENT, units_of
from jjj_parse._lexicon import Unit
from jjj_parse._quantities import PERCENT_UNITS
from jjj_parse._rules.duration import duration
from jjj_parse._rules.measure import new_measure
from jjj_parse._words import Vocabulary, words_of

Record: TypeAlias = Mapping[str, Any]

_NUMBER, _CURRENCY, _QUOTIENT, _DURATION = map(compile_pattern, (NUMBER, CURRENCY, QUOTIENT, DURATION))
_MOMENT, _CLOCK, _UNIT = map(compile_pattern, (MOMENT, CLOCK, r"[\s\S]+"))
_PERCENT: Mapping[str, Callable[[Exact], types.Quantity]] = {unit: of for of, unit in PERCENT_UNITS.items()}
_OF_PERCENT = compile_pattern("|".join(_PERCENT))
_EXPECTED = {
    _NUMBER: "a number as text in plain notation, such as '1.5' or '2000/3'",
    _CURRENCY: "an ISO 4217 code",
    _QUOTIENT: "symbol over symbol, such as 'CNY/mu'",
    _DURATION: "an ISO 8601 duration",
    _MOMENT: "an ISO 8601 date",
    _CLOCK: "an ISO 8601 time of the day",
    _UNIT: "a text",
    _OF_PERCENT: f"one of {tuple(_PERCENT)}",
}
_PART = compile_pattern("(?P<amount> [0-9.]+ ) (?P<unit> [A-Z] )")
_CLOCK_UNITS = {"H": "H", "M": "m", "S": "S"}


def record_of(value: types.Value) -> dict[str, Any]:
    """`kind`, `value` and `modifier`, and of a date or time its `precision`, which its ends alone do not tell.

    >>> from jjj_parse import parse
    >>> record_of(parse("约12个月"))
    {'kind': 'duration', 'value': {'iso': 'P12M'}, 'modifier': 'about'}
    """
    record: dict[str, Any] = {"kind": value.kind, "value": value.to_value(), "modifier": value.modifier}
    if isinstance(value, types.DateSpan | types.ClockSpan):
        record["precision"] = value.precision
    return record


def value_of(record: Record, vocabulary: Vocabulary | None = None) -> types.Value:
    """The value of a record, or of the JSON form of a whole mention; other keys are not looked at.

    Raises `ValueError` for a record that no value has: a key of the value too many or missing, a number that is no text or not in plain
    notation, an `si` that is not the amount's. Without `precision` a date is the day, month, quarter, half-year or year that its ends make, else an
    interval.

    >>> value_of({"kind": "area", "value": {"amount": "3", "unit": "mu", "si": "2000"}, "modifier": None})
    Area(amount=Decimal('3'), unit='mu')
    """
    kind, parts = record.get("kind"), record.get("value")
    if not isinstance(kind, str) or not isinstance(parts, Mapping):
        raise ValueError("expected the keys 'kind', a text, and 'value', an object")
    value = _made(kind, parts, record, vocabulary or Vocabulary())
    if value.kind != kind or value.to_value() != parts:
        raise ValueError(f"value: {value} of the kind {value.kind} is written {value.to_value()}, not {dict(parts)}")
    return value


def _made(kind: str, parts: Record, record: Record, vocabulary: Vocabulary) -> types.Value:
    modifier = record.get("modifier")
    known = (None, *get_args(types.DateModifier if kind in ("date", "time") else types.Modifier))
    if modifier not in known:
        raise ValueError(f"modifier: expected one of {known}, not {modifier!r}")
    if kind == "date":
        return _date(parts, record.get("precision"), modifier)
    if kind == "time":
        return _time(parts, record.get("precision"), modifier)
    if "low" in parts or "high" in parts:
        low, high = (_quantity(kind, end, parts, vocabulary) for end in ("low", "high"))
        if kind != "duration" and Fraction(low.number()) > Fraction(high.number()):
            raise ValueError(f"low: expected no more than high, not {low}")
        return types.Range(low, high, modifier=modifier)
    key = {"duration": "iso", "percent": next(filter(parts.__contains__, _PERCENT), "ratio")}.get(kind, "amount")
    return attrs.evolve(_quantity(kind, key, parts, vocabulary), modifier=modifier)


def _quantity(kind: str, key: str, parts: Record, vocabulary: Vocabulary) -> types.Quantity:
    """The quantity whose number stands at `key`."""
    if kind == "duration":
        return _duration(parts, key)
    number = _number(parts, key)
    match kind:
        case "money":
            return types.Money(number, _text(parts, "currency", _CURRENCY), parts.get("inferred") is True)
        case "count":
            return types.Count(number, _measure_word(parts, vocabulary), parts.get("article") is True)
        case "number":
            return types.Number(number)
        case "percent":
            return _PERCENT[_text(parts, "unit", _OF_PERCENT) if key in ("low", "high") else key](number)
        case "rate":
            return types.Rate(number, _quotient(parts, vocabulary))
        case "ordinal":
            return types.Ordinal(number, None if parts.get("unit") is None else _measure_word(parts, vocabulary))
        case _:
            return new_measure(number, _unit(kind, parts, vocabulary))


def _text(parts: Record, key: str, pattern: Pattern) -> str:
    text = parts.get(key)
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError(f"{key}: expected {_EXPECTED[pattern]}, not {text!r}")
    return text


def _number(parts: Record, key: str) -> Exact:
    text = _text(parts, key, _NUMBER)
    return exact(Fraction(text)) if "/" in text else Decimal(text)


def _measure_word(parts: Record, vocabulary: Vocabulary) -> str:
    word = _text(parts, "unit", _UNIT)
    if word not in words_of(vocabulary).counting:
        raise ValueError(f"unit: {word!r} is no measure word; `vocabulary` adds one")
    return word


def _quotient(parts: Record, vocabulary: Vocabulary) -> str:
    symbol = _text(parts, "unit", _QUOTIENT)
    if symbol in units_of(vocabulary):
        raise ValueError(f"unit: {symbol!r} is of the kind {units_of(vocabulary)[symbol].kind}")
    return symbol


def _unit(kind: str, parts: Record, vocabulary: Vocabulary) -> Unit:
    units, symbol = units_of(vocabulary), parts.get("unit")
    if symbol is None:
        found = next((unit for unit in units.values() if unit.kind == kind and unit.factor is None), None)
    else:
        found = units.get(_text(parts, "unit", _UNIT))
    if found is None:
        raise ValueError(f"unit: {symbol!r} is no unit of the kind {kind!r}; `vocabulary` adds one")
    return found


def _duration(parts: Record, key: str) -> types.Duration:
    days, _, clock = _text(parts, key, _DURATION).partition("T")
    found = [(part["unit"], Fraction(part["amount"]), False) for part in _PART.finditer(days)]
    found += [(_CLOCK_UNITS[part["unit"]], Fraction(part["amount"]), False) for part in _PART.finditer(clock)]
    if not found:
        raise ValueError(f"{key}: expected {_EXPECTED[_DURATION]} of some unit, not {days!r}")
    return duration(found)


def _date(parts: Record, precision: Any, modifier: Any) -> types.DateSpan:
    start, end = (_moment(parts, key) for key in ("start", "end"))
    if start and end and start.isoformat()[:10] > end.isoformat()[:10]:
        raise ValueError(f"start: expected no day after the end, not {start}")
    expression = "" if start or end else _text(parts, "expression", _UNIT)
    said = _precision(precision, _date_precision(start, end))
    return types.DateSpan(start, end, said, parts.get("fuzzy") is True, expression, modifier=modifier)


def _time(parts: Record, precision: Any, modifier: Any) -> types.ClockSpan:
    start, end = (_clock(parts, key) for key in ("start", "end"))
    grain = "interval" if start != end else "second" if start.second else "minute" if start.minute else "hour"
    return types.ClockSpan(start, end, _precision(precision, grain), modifier=modifier)


def _moment(parts: Record, key: str) -> date | datetime | None:
    text = parts.get(key)
    if text is None:
        return None
    text = _text(parts, key, _MOMENT)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _clock(parts: Record, key: str) -> time:
    return time.fromisoformat(_text(parts, key, _CLOCK))


def _precision(given: Any, own: str) -> str:
    if given is not None and given not in PRECISIONS:
        raise ValueError(f"precision: expected one of {PRECISIONS}, not {given!r}")
    return given or own


def _date_precision(start: date | datetime | None, end: date | datetime | None) -> str:
    """What the ends of a date make of it."""
    if start is None or end is None:
        return "interval"
    if isinstance(start, datetime) or isinstance(end, datetime):
        return "second" if start == end else "interval"
    months = months_frame(start.year, start.month, end.month)
    if (start, end) == (months.start, months.end):
        return months.precision
    return "day" if start == end else "interval"
