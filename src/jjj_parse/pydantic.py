"""pydantic: fields that take Chinese text and hold exact values.

`Annotated[Money, Parsed()]` is a field of one amount of money; `MoneyField` and the other `…Field` names are such types, ready to use. Needs pydantic:
`pip install "jjj_parse[pydantic]"`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

import attrs

try:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import PydanticCustomError, core_schema
except ImportError as error:
    raise ImportError('jjj_parse.pydantic needs pydantic: pip install "jjj_parse[pydantic]"') from error

from jjj_parse import parse, types
from jjj_parse._date_spans import PRECISIONS
from jjj_parse._json_schema import Schema, branch, definitions, examples, inlined
from jjj_parse._json_values import record_of, value_of
from jjj_parse._options import Options
from jjj_parse._words import Prefer, Vocabulary, Window
from jjj_parse.errors import ParseError

__all__ = [
    "AreaField",
    "CountField",
    "DateField",
    "DurationField",
    "EnergyField",
    "LengthField",
    "MassField",
    "MeasureField",
    "MoneyField",
    "MultipleField",
    "NumberField",
    "OrdinalField",
    "Parsed",
    "PercentField",
    "PointsField",
    "PowerField",
    "RateField",
    "SpeedField",
    "TemperatureField",
    "TimeField",
    "ValueField",
    "VolumeField",
]

_VALUES = (types.Quantity, types.DateSpan, types.ClockSpan)


def _frozen(kinds: Collection[str] | None) -> Collection[str] | None:
    """Kinds as a set, so that an annotation can be hashed; what is none is left to the check of the options."""
    return kinds if kinds is None or isinstance(kinds, str) else frozenset(kinds)


@attrs.frozen(slots=True, kw_only=True)
class Parsed:
    """Makes a type of values a field of a pydantic model: `Annotated[Money, Parsed(currency="USD")]`.

    The field takes text that is one such value and nothing else, a value itself, or the JSON form of a mention, of which `kind`, `value` and `modifier`
    are looked at; it holds the value, and gives `kind`, `value` and `modifier` (and the `precision` of a date) as JSON.

    The type says what is accepted: `Money` one amount, `Range[Money]` a range, `Money | Range[Money]` both, `Measure` any physical kind, `types.Value`
    everything. Options are those of `parse`; a `reference` of the validation context (`model_validate(data, context={"reference": day})`) goes before
    that of the field. `text_only` takes no JSON form: then a language model has to copy the words of the text, and reckons nothing.

    What is refused raises pydantic's `ValidationError`. The type of each error is the `code` of the `ParseError`, with `start`, `end` and `expected` in its
    context, `wrong_form` for a JSON form that no value has, or `wrong_type` for a number and all else.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> from jjj_parse import Money
    >>> TypeAdapter(Annotated[Money, Parsed(currency="TWD")]).validate_python("约15亿元")
    Money(amount=Decimal('1500000000'), currency='TWD', modifier='about')
    """

    kinds: Collection[str] | None = attrs.field(default=None, converter=_frozen)
    reference: date | None = None
    currency: str = "CNY"
    vocabulary: Vocabulary | None = None
    prefer: Prefer = "past"
    window: Window = "rolling"
    vague: bool = False
    republic: bool = False
    text_only: bool = False

    def __attrs_post_init__(self) -> None:
        Options(**self._options())

    def _options(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _OPTIONS}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        field = _Field(self, _Accepted.of(source))
        return core_schema.with_info_plain_validator_function(
            field.validate,
            serialization=core_schema.plain_serializer_function_ser_schema(field.serialize, when_used="json"),
            metadata={_METADATA: field},
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        field: _Field = schema["metadata"][_METADATA]
        return field.json_schema(handler.mode)


_OPTIONS = tuple(field.name for field in attrs.fields(Parsed) if field.name != "text_only")
_METADATA = "jjj_parse"


@attrs.frozen(slots=True)
class _Accepted:
    """What a type annotation accepts: single values and ends of ranges by their types, and None."""

    single: tuple[type, ...] = ()
    ends: tuple[type, ...] = ()
    none: bool = False

    @classmethod
    def of(cls, source: Any) -> _Accepted:
        """Raises `TypeError` for an annotation that names no values."""
        if get_origin(source) in (Union, UnionType):
            parts = [cls.of(part) for part in get_args(source)]
            return cls(
                tuple(one for part in parts for one in part.single),
                tuple(one for part in parts for one in part.ends),
                any(part.none for part in parts),
            )
        if source is NoneType:
            return cls(none=True)
        if source is types.Range:
            return cls(ends=(types.Quantity,))
        if get_origin(source) is types.Range:
            return cls(ends=cls.of(get_args(source)[0]).single)
        if isinstance(source, type) and issubclass(source, _VALUES):
            return cls((source,))
        raise TypeError(f"Parsed is for values such as Money or Range[Money], not {source!r}")

    def takes(self, value: types.Value) -> bool:
        if isinstance(value, types.Range):
            return isinstance(value.low, self.ends) and isinstance(value.high, self.ends)
        return isinstance(value, self.single)

    def __str__(self) -> str:
        return " or ".join([*(one.__name__ for one in self.single), *(f"Range[{one.__name__}]" for one in self.ends)])


class _Field:
    """What one field reads, writes and says of itself."""

    def __init__(self, options: Parsed, accepted: _Accepted) -> None:
        self.options = options
        self.accepted = accepted
        self.forms = self._forms()
        if not self.forms:
            raise ValueError(f"no value is of the kinds {sorted(options.kinds or ())} and of the type {accepted}")
        self.expected = f"one {accepted}"
        self.kinds = None if len(self.forms) == len(examples(options.vocabulary)) else frozenset(self.forms)

    def _forms(self) -> dict[str, list[Schema]]:
        """The JSON forms of the values that are accepted, by their kinds."""
        kinds, accepted = self.options.kinds, self.accepted
        forms = {
            kind: [form for example in shown for form in example.forms(accepted.single, accepted.ends)]
            for kind, shown in examples(self.options.vocabulary).items()
            if kinds is None or kind in kinds
        }
        return {kind: found for kind, found in forms.items() if found}

    def validate(self, data: Any, info: core_schema.ValidationInfo) -> types.Value | None:
        if data is None and self.accepted.none:
            return None
        if isinstance(data, str):
            value = self._read(data, info.context)
        elif isinstance(data, Mapping) and not self.options.text_only:
            value = self._from_record(data)
        elif isinstance(data, (*_VALUES, types.Range)):
            value = data
        else:
            forms = "text" if self.options.text_only else "text or a JSON form"
            raise _failure("wrong_type", f"expected {self.expected} as {forms}, not {type(data).__name__}")
        if value.kind not in self.forms or not self.accepted.takes(value):
            raise self._wrong_kind(data, value)
        return value

    def _read(self, text: str, context: Any) -> types.Value:
        options = self.options._options()
        if isinstance(context, Mapping) and context.get("reference") is not None:
            options["reference"] = context["reference"]
        try:
            return parse(text, **{**options, "kinds": self.kinds})
        except ParseError as error:
            raise _parse_failure(error) from error

    def _from_record(self, record: Mapping[str, Any]) -> types.Value:
        try:
            return value_of(record, self.options.vocabulary)
        except ValueError as error:
            raise _failure("wrong_form", str(error)) from error

    def _wrong_kind(self, data: Any, value: types.Value) -> PydanticCustomError:
        name = type(value).__name__
        if isinstance(value, types.Range):
            name = f"Range[{type(value.low).__name__}]"
        if isinstance(data, str):
            return _parse_failure(ParseError(data, 0, len(data), "wrong_kind", f"{self.expected}, not {name}"))
        return _failure("wrong_kind", f"expected {self.expected}, not {name} ({value.kind})")

    def serialize(self, value: types.Value | None) -> dict[str, Any] | None:
        return None if value is None else record_of(value)

    def json_schema(self, mode: Literal["validation", "serialization"]) -> Schema:
        text = {"type": "string", "description": f"{self.expected} in the words of the text, with its unit"}
        branches: list[Schema] = []
        if mode == "validation":
            branches.append(text)
        if mode == "serialization" or not self.options.text_only:
            shared = definitions(self.options.vocabulary)
            branches += [inlined(_record(kind, forms), shared) for kind, forms in self.forms.items()]
        if self.accepted.none:
            branches.append({"type": "null"})
        return branches[0] if len(branches) == 1 else {"anyOf": branches}


def _record(kind: str, forms: list[Schema]) -> Schema:
    made = branch(kind, forms)
    if kind in ("date", "time"):
        made["properties"]["precision"] = {"enum": list(PRECISIONS)}
    return {**made, "type": "object", "required": ["kind", "value", "modifier"]}


def _parse_failure(error: ParseError) -> PydanticCustomError:
    return _failure(error.code, str(error), start=error.start, end=error.end, expected=error.expected)


def _failure(code: Any, message: str, **context: Any) -> PydanticCustomError:
    """pydantic puts `message` into its template last, so that a brace in it is only a brace."""
    return PydanticCustomError(code, "{message}", {**context, "message": message})


MoneyField: TypeAlias = Annotated[types.Money, Parsed()]
AreaField: TypeAlias = Annotated[types.Area, Parsed()]
LengthField: TypeAlias = Annotated[types.Length, Parsed()]
MassField: TypeAlias = Annotated[types.Mass, Parsed()]
VolumeField: TypeAlias = Annotated[types.Volume, Parsed()]
PowerField: TypeAlias = Annotated[types.Power, Parsed()]
EnergyField: TypeAlias = Annotated[types.Energy, Parsed()]
SpeedField: TypeAlias = Annotated[types.Speed, Parsed()]
TemperatureField: TypeAlias = Annotated[types.Temperature, Parsed()]
MeasureField: TypeAlias = Annotated[types.Measure, Parsed()]
CountField: TypeAlias = Annotated[types.Count, Parsed()]
NumberField: TypeAlias = Annotated[types.Number, Parsed()]
PercentField: TypeAlias = Annotated[types.Percent, Parsed()]
PointsField: TypeAlias = Annotated[types.Points, Parsed()]
MultipleField: TypeAlias = Annotated[types.Multiple, Parsed()]
RateField: TypeAlias = Annotated[types.Rate, Parsed()]
OrdinalField: TypeAlias = Annotated[types.Ordinal, Parsed()]
DurationField: TypeAlias = Annotated[types.Duration, Parsed()]
DateField: TypeAlias = Annotated[types.DateSpan, Parsed()]
TimeField: TypeAlias = Annotated[types.ClockSpan, Parsed()]
ValueField: TypeAlias = Annotated[types.Value, Parsed()]
