"""The JSON Schema of what `Mention.to_dict` and `Fact.to_dict` give.

It is made of the types and the tables: each form has the keys that `to_value` or `to_dict` gives for an example of the type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from jjj_parse import types
from jjj_parse._fact_types import Base, Change, Direction, Fact
from jjj_parse._lexicon import TIME_SECONDS, Unit
from jjj_parse._rules.rate import speed_unit
from jjj_parse._words import Vocabulary, words_of

Schema: TypeAlias = dict[str, Any]
Types: TypeAlias = tuple[type, ...]
Record: TypeAlias = Literal["mention", "fact"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
NUMBER = r"(0|-?0\.[0-9]*[1-9]|-?[1-9][0-9]*(\.[0-9]*[1-9])?|-?[1-9][0-9]*/([3-9]|[1-9][0-9]+))"
CURRENCY = "[A-Z]{3}"
_SYMBOL = r"[^/\s]([^/]*[^/\s])?"
QUOTIENT = f"{_SYMBOL}(/{_SYMBOL})+"
_LENGTH = r"(0|0\.[0-9]*[1-9]|[1-9][0-9]*(\.[0-9]*[1-9])?)"
DURATION = "P{}(T{})?".format(*("".join(f"({_LENGTH}{unit})?" for unit in units) for units in ("YMWD", "HMS")))
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
MOMENT = f"{_DAY}(T{CLOCK})?"


def _text(pattern: str, says: str) -> Schema:
    return {"description": says, "type": "string", "pattern": f"^{pattern}$"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_DEFINITIONS: Mapping[str, Schema] = {
    "number": _text(NUMBER, "An exact number in plain notation; a fraction where no decimal is exact."),
    "currency": _text(CURRENCY, "An ISO 4217 code."),
    "quotient": _text(QUOTIENT, "Symbol over symbol, a measure word where there is no symbol."),
    "duration": {**_text(DURATION, "An ISO 8601 duration."), "allOf": [{"pattern": "[YMWDHS]$"}]},
    "moment": _text(MOMENT, "An ISO 8601 date, with the clock time where the text has one."),
    "clock": _text(CLOCK, "An ISO 8601 time of the day."),
    "bound": {"description": "How the words around the quantity bound it.", "enum": [*get_args(types.Modifier), None]},
    "side": {"description": "How the words around the date open it.", "enum": [*get_args(types.DateModifier), None]},
    "span": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}
"""What stands in several places, the measure words aside."""

_TRUE = {"const": True}
"""Of keys that are there only when they are true."""
_KEYS: Mapping[str, Schema] = {
    **dict.fromkeys(("amount", "ratio", "points", "times", "si", "low", "high"), _ref("number")),
    **dict.fromkeys(("inferred", "article", "fuzzy"), _TRUE),
    **dict.fromkeys(("start", "end"), _ref("moment")),
    "currency": _ref("currency"),
    "unit": _ref("unit"),
    "iso": _ref("duration"),
    "expression": {"description": "The date as the text has it, not resolved.", "type": "string", "minLength": 1},
}
"""What each key of a value holds."""


class Example(NamedTuple):
    """A value with all the keys that its type may have, null where it is None; `keys` is what the type says of them in place of `_KEYS`."""

    value: types.Value
    keys: Mapping[str, Schema] = {}
    ranges: bool = True

    def forms(self, single: Types = (object,), ends: Types = (object,)) -> list[Schema]:
        """The form of one value, where it is of a type of `single`, and of a range, where its ends are of a type of `ends`."""
        value, found = self.value, []
        if isinstance(value, single):
            found.append(self._object(value.to_value()))
        if self.ranges and isinstance(value, types.Quantity) and isinstance(value, ends):
            found.append(self._object(types.Range(value, value).to_value()))
        return found

    def _object(self, parts: Mapping[str, Any]) -> Schema:
        return {
            "type": "object",
            "properties": {key: self._part(key, part) for key, part in parts.items()},
            "required": [key for key in parts if _KEYS[key] is not _TRUE],
            "additionalProperties": False,
        }

    def _part(self, key: str, part: Any) -> Schema:
        if part is None:
            return {"type": "null"}
        return self._object(part) if isinstance(part, dict) else self.keys.get(key, _KEYS[key])


_ONE, _DATE, _TIME = Decimal(1), date(2020, 5, 20), time(8)
_PERCENT = ((types.Percent(_ONE), "ratio"), (types.Points(_ONE), "points"), (types.Multiple(_ONE), "times"))
_EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "money": (Example(types.Money(_ONE, "CNY", inferred=True)),),
    "count": (Example(types.Count(_ONE, "个", article=True)),),
    "number": (Example(types.Number(_ONE)),),
    "percent": tuple(Example(value, {"unit": {"const": unit}}) for value, unit in _PERCENT),
    "rate": (Example(types.Rate(_ONE, "CNY/mu"), {"unit": _ref("quotient")}),),
    "ordinal": (Example(types.Ordinal(_ONE, "届"), {"unit": _or_null(_ref("unit"))}, ranges=False),),
    "duration": (Example(types.Duration(_ONE, Decimal(0), "P1M"), dict.fromkeys(("low", "high"), _ref("duration"))),),
    "date": tuple(
        Example(types.DateSpan(start, end, "day", fuzzy=True, expression="X"))
        for start, end in ((_DATE, _DATE), (_DATE, None), (None, _DATE), (None, None))
    ),
    "time": (Example(types.ClockSpan(_TIME, _TIME, "hour"), dict.fromkeys(("start", "end"), _ref("clock"))),),
}
"""The kinds that are no measures."""


def _measure(units: list[Unit]) -> tuple[Example, ...]:
    """The units of one kind; one without a size (度) is null."""
    sized = [unit for unit in units if unit.factor is not None]
    keys = {"unit": {"enum": [unit.symbol for unit in sized]}}
    shown = [(sized[0], keys), *((unit, {}) for unit in units if unit.factor is None)]
    return tuple(
        Example(types.MEASURES.get(unit.kind, types.Measure)(_ONE, unit.symbol, definition=unit), keys)
        for unit, keys in shown
    )


@lru_cache(maxsize=32)
def units_of(vocabulary: Vocabulary) -> Mapping[str, Unit]:
    """Every unit by its symbol: those of the tables, those of the caller, and each length by each unit of time."""
    symbols = words_of(vocabulary).symbols
    speeds = (speed_unit(unit, time) for unit in symbols.values() for time in TIME_SECONDS)
    return MappingProxyType({**{unit.symbol: unit for unit in speeds if unit}, **symbols})


def examples(vocabulary: Vocabulary | None) -> dict[str, tuple[Example, ...]]:
    """Every kind with the examples of its types, in the order of the names."""
    kinds = dict[str, list[Unit]]()
    for unit in units_of(vocabulary or Vocabulary()).values():
        kinds.setdefault(unit.kind, []).append(unit)
    return dict(sorted({**_EXAMPLES, **{kind: _measure(units) for kind, units in kinds.items()}}.items()))


def definitions(vocabulary: Vocabulary | None) -> dict[str, Schema]:
    """What stands in several places."""
    words = words_of(vocabulary or Vocabulary()).counting
    return {**_DEFINITIONS, "unit": {"description": "A measure word in Simplified characters.", "enum": list(words)}}


def branch(kind: str, forms: list[Schema]) -> Schema:
    """What is said of the kind, its value and its modifier."""
    return {
        "title": kind,
        "properties": {
            "kind": {"const": kind},
            "value": forms[0] if len(forms) == 1 else {"oneOf": forms},
            "modifier": _ref("side" if kind in ("date", "time") else "bound"),
        },
    }


def inlined(schema: Any, shared: Mapping[str, Schema]) -> Any:
    """The schema with the definitions of `shared` in the places where it refers to them."""
    if isinstance(schema, list):
        return [inlined(part, shared) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return shared[schema["$ref"].rpartition("/")[2]]
    return {key: inlined(part, shared) for key, part in schema.items()}


_PLACE: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {"type": "string"}
_MENTION = types.Mention(0, 1, "1", types.Number(_ONE))
_FACT = Fact(_MENTION, change=Change("up", None, None, "", (0, 0)))


def _closed(keys: Mapping[str, Schema], record: Mapping[str, Any]) -> Schema:
    """The object with the keys of `record` and no other."""
    properties = {key: keys[key] for key in record}
    return {"type": "object", "properties": properties, "required": list(record), "additionalProperties": False}


def _mention(kinds: Mapping[str, tuple[Example, ...]]) -> Schema:
    return {
        "title": "Mention",
        "description": "A quantity or date and its place: start and end are code points of the text as given.",
        "type": "object",
        "properties": {
            "kind": {"enum": list(kinds)},
            "start": _PLACE,
            "end": _PLACE,
            "text": {**_TEXT, "minLength": 1},
            "indicator": {"description": "What is measured, Simplified and without noise.", **_or_null(_TEXT)},
        },
        "required": list(_MENTION.to_dict()),
        "oneOf": [
            branch(kind, [form for example in shown for form in example.forms()]) for kind, shown in kinds.items()
        ],
    }


def _fact(kinds: Mapping[str, tuple[Example, ...]]) -> Schema:
    mention, record = _mention(kinds), _FACT.to_dict()
    period = {"oneOf": [*(form for example in kinds["date"] for form in example.forms()), {"type": "null"}]}
    change = {
        "direction": {"enum": list(get_args(Direction))},
        "base": {"enum": [*get_args(Base), None]},
        "base_period": period,
        "text": _TEXT,
        "start": _PLACE,
        "end": _PLACE,
    }
    return {
        **mention,
        "title": "Fact",
        "description": "A mention, and of whom and when it is said. restates, part_of and changes are positions in the list of facts.",
        "properties": {
            **mention["properties"],
            "period": period,
            "subject": _or_null(_TEXT),
            "change": _or_null(_closed(change, record["change"])),
            "sentence": _TEXT,
            "spans": _closed(dict.fromkeys(record["spans"], _or_null(_ref("span"))), record["spans"]),
            **dict.fromkeys(("restates", "part_of", "changes"), _or_null(_PLACE)),
        },
        "required": list(record),
    }


def row_schema(columns: Sequence[str], vocabulary: Vocabulary | None) -> Schema:
    """The schema of a row of a panel: an object with these columns and no other."""
    shared = definitions(vocabulary)
    keys: dict[str, Schema] = {
        **dict.fromkeys(("document", "subject", "period", "indicator", "unit"), _or_null(_TEXT)),
        **dict.fromkeys(("exact", "text", "sentence"), _TEXT),
        **dict.fromkeys(("fact", "start", "end"), _PLACE),
        **dict.fromkeys(("restates", "part_of", "changes"), _or_null(_PLACE)),
        **dict.fromkeys(("amount", "low", "high"), _or_null(shared["number"])),
        **dict.fromkeys(("period_start", "period_end", "base_start", "base_end"), _or_null(_text(_DAY, "A day."))),
        "kind": {"enum": list(examples(vocabulary))},
        "modifier": shared["bound"],
        "change": {"enum": [*get_args(Direction), None]},
        "base": {"enum": [*get_args(Base), None]},
    }
    return {"$schema": _DIALECT, "title": "Row", **_closed(keys, dict.fromkeys(columns))}


def made(of: Record, vocabulary: Vocabulary | None) -> Schema:
    """The whole schema; see `json_schema`."""
    kinds = examples(vocabulary)
    return {
        "$schema": _DIALECT,
        **(_mention(kinds) if of == "mention" else _fact(kinds)),
        "$defs": {name: schema for name, schema in definitions(vocabulary).items() if of == "fact" or name != "span"},
    }
