"""JSON whose numbers stay the text that they are: 12.50 is not read into a float and written as 12.5."""

from __future__ import annotations

import json
from typing import Any


class NumberText(str):
    """A number of a JSON text, digit for digit."""

    __slots__ = ()


def loads(text: str) -> Any:
    """The value of a JSON text, with `NumberText` for numbers. Raises `ValueError`.

    >>> loads('{"a": 12.50}')
    {'a': '12.50'}
    """
    return json.loads(text, parse_float=NumberText, parse_int=NumberText, parse_constant=NumberText)


def dumps(value: Any) -> str:
    """The JSON text of what `loads` gave.

    >>> dumps(loads('{"a": [12.50, "x", null]}'))
    '{"a": [12.50, "x", null]}'
    """
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {dumps(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(dumps, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def plain_text(text: str | None) -> str | None:
    """What a JSON text says, as the text of a cell: a string without its quotes, null as nothing, all else as it stands."""
    if text is None or text == "null":
        return None
    return str(json.loads(text)) if text.startswith('"') else text
