"""Runs one rival in its own environment: a JSON object a line in, one a line out. `benchmarks/rival.py` talks to it.

    {"task": "money", "texts": ["…"], "references": ["2022-04-13"]}  ->  {"seconds": 0.12, "answers": […]}

The first line out is {"version": "…"}, when the library is imported and has answered once, so that neither start nor import is timed.
An answer for a document is a list of [start, end, kind, low, high, unit]; for a cell it is [low, high] or null. Numbers are text.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib.metadata import version
from typing import Any

Read = Callable[[str, date], Any]
Task = tuple[Read, Callable[[Any], Any]]
"""What is timed, and what turns its result into an answer afterwards."""


def jionlp_tasks() -> dict[str, Task]:
    import jionlp

    def money(text: str, _: date) -> Any:
        return jionlp.ner.extract_money(text, with_parsing=True)

    def times(text: str, reference: date) -> Any:
        base = {"year": reference.year, "month": reference.month, "day": reference.day}
        return jionlp.ner.extract_time(text, time_base=base, with_parsing=True)

    def both(text: str, reference: date) -> Any:
        return [*money(text, reference), *times(text, reference)]

    def mentions(found: Any) -> list[list[Any]]:
        answers = []
        for each in found:
            start, end = each["offset"]
            detail = each["detail"]
            if each["type"] == "money":
                low, high = ends(detail["num"])
                answers.append([start, end, "money", low, high, detail["case"]])
            elif isinstance(detail.get("time"), list):
                low, high = (str(moment)[:10] for moment in detail["time"])
                answers.append([start, end, "date", low, high, None])
        return answers

    def ends(number: Any) -> list[str]:
        return [str(each) for each in (number if isinstance(number, list) else [number, number])]

    return {
        "money": (money, mentions),
        "time": (times, mentions),
        "money+time": (both, mentions),
        "cells": (lambda text, _: jionlp.parse_money(text), lambda found: ends(found["num"])),
    }


def recognizers_tasks() -> dict[str, Task]:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    zh = Culture.Chinese

    def dates(text: str, reference: date) -> Any:
        return recognize_datetime(text, zh, reference=datetime(reference.year, reference.month, reference.day))

    readers: dict[str, Read] = {
        "number": lambda text, _: recognize_number(text, zh),
        "percent": lambda text, _: recognize_percentage(text, zh),
        "currency": lambda text, _: recognize_currency(text, zh),
        "dimension": lambda text, _: recognize_dimension(text, zh),
        "datetime": dates,
    }

    def mentions(found: Any) -> list[list[Any]]:
        answers = []
        for each in found:
            said = each.resolution or {}
            span = [each.start, each.end + 1]
            if each.type_name == "currency":
                answers.append([*span, "money", said.get("value"), said.get("value"), said.get("isoCurrency")])
            elif each.type_name == "percentage":
                answers.append([*span, "percent", str(said["value"])[:-1], str(said["value"])[:-1], "%"])
            elif each.type_name.startswith("datetimeV2"):
                for value in said.get("values", []):  # several where it does not decide
                    first, last = value.get("start", value.get("value")), value.get("end", value.get("value"))
                    if first and last and re.fullmatch(r"\d{4}-\d\d-\d\d", last) and "end" in value:
                        last = (date.fromisoformat(last) - timedelta(days=1)).isoformat()  # it gives the day after
                    answers.append([*span, "date", first, last, None])
            elif "value" in said:
                answers.append([*span, each.type_name, str(said["value"]), str(said["value"]), said.get("unit")])
        return answers

    def cell(found: Any) -> list[str] | None:
        return [found[0].resolution["value"]] * 2 if len(found) == 1 else None

    return {
        **{name: (read, mentions) for name, read in readers.items()},
        "all five": (lambda text, day: [each for read in readers.values() for each in read(text, day)], mentions),
        "cells": (readers["currency"], cell),
    }


def cn2an_tasks() -> dict[str, Task]:
    import cn2an

    def same(number: Any) -> list[str]:
        return [str(number)] * 2

    return {
        "transform": (lambda text, _: cn2an.transform(text), lambda _: []),
        "cells": (lambda text, _: cn2an.cn2an(text, "smart"), same),
        "strict": (lambda text, _: cn2an.cn2an(text, "strict"), same),
    }


RIVALS: dict[str, tuple[str, Callable[[], dict[str, Task]]]] = {
    "jionlp": ("jionlp", jionlp_tasks),
    "recognizers": ("recognizers-text-suite", recognizers_tasks),
    "cn2an": ("cn2an", cn2an_tasks),
}
WARM_UP = {"cells": "十二万元", "strict": "一百二十"}


def attempt(read: Read, text: str, reference: date) -> Any:
    """A rival may raise anything on a text it does not read: that is an answer too, None."""
    try:
        return read(text, reference)
    except Exception:
        return None


def answer(task: Task, request: dict[str, Any]) -> dict[str, Any]:
    read, tidy = task
    work = list(zip(request["texts"], map(date.fromisoformat, request["references"]), strict=True))
    start = time.perf_counter()
    found = [attempt(read, text, reference) for text, reference in work]
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "answers": [None if each is None else tidy(each) for each in found]}


def main(name: str) -> None:
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints goes to stderr
    package, load = RIVALS[name]
    tasks = load()
    for key, (read, _) in tasks.items():
        attempt(read, WARM_UP.get(key, "2021年5月投资十二万元，增长3%"), date(2022, 4, 13))
    print(json.dumps({"version": version(package)}), file=channel, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(answer(tasks[request["task"]], request)), file=channel, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
