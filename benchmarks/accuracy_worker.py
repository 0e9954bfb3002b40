"""What one rival finds: requests on standard input, answers on standard output, one JSON object a line.

Runs in the rival's own environment and imports nothing of ours: `RIVAL_PYTHON accuracy_worker.py jionlp`. A request has `text`,
`kind` and `reference` (an ISO date, or null), an answer `found`: [start, end, first, last] with the two ends of the value as text (equal for a
single amount, null where the rival gives none), days for a date. The first line gives the version.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

Found = tuple[int, int, "str | None", "str | None"]
Reader = Callable[[str, str, "str | None"], Iterator[Found]]


def jionlp() -> Reader:
    import jionlp as jio

    def read(text: str, kind: str, reference: str | None) -> Iterator[Found]:
        if kind == "money":
            for item in jio.ner.extract_money(text, with_parsing=True):
                amount = (item["detail"] or {}).get("num")
                ends = amount if isinstance(amount, list) else [amount, amount]
                yield (*item["offset"], ends[0], ends[-1])
        else:
            day = datetime.fromisoformat(reference) if reference else date(2000, 1, 1)
            base = {"year": day.year, "month": day.month, "day": day.day}
            for item in jio.ner.extract_time(text, time_base=base, with_parsing=True):
                when = (item["detail"] or {}).get("time")
                if item["type"] in ("time_point", "time_span") and isinstance(when, list):
                    yield (*item["offset"], when[0][:10], when[1][:10])

    return read


def recognizers() -> Reader:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    quantities = {
        "number": recognize_number,
        "percent": recognize_percentage,
        "money": recognize_currency,
        "measure": recognize_dimension,
    }

    def read(text: str, kind: str, reference: str | None) -> Iterator[Found]:
        if kind != "date":
            for item in quantities[kind](text, Culture.Chinese):
                amount = (item.resolution or {}).get("value")
                amount = amount.removesuffix("%") if isinstance(amount, str) else None
                yield item.start, item.end + 1, amount, amount
            return
        moment = datetime.fromisoformat(reference) if reference else datetime(2000, 1, 1)
        for item in recognize_datetime(text, Culture.Chinese, reference=moment):
            # Every candidate is an answer: one of them right counts.
            for value in (item.resolution or {}).get("values", ()):
                if value["type"] == "date":
                    yield item.start, item.end + 1, value.get("value"), value.get("value")
                elif value["type"] == "daterange" and "start" in value and "end" in value:
                    last = date.fromisoformat(value["end"]) - timedelta(days=1)  # its end is not included
                    yield item.start, item.end + 1, value["start"], last.isoformat()

    return read


def cn2an() -> Reader:
    from cn2an import cn2an as convert

    def read(text: str, kind: str, reference: str | None) -> Iterator[Found]:
        amount = str(convert(text, "smart"))
        yield 0, len(text), amount, amount

    return read


RIVALS = {
    "jionlp": ("jionlp", jionlp),
    "recognizers": ("recognizers-text-suite", recognizers),
    "cn2an": ("cn2an", cn2an),
}


def main() -> None:
    package, make = RIVALS[sys.argv[1]]
    # Rivals print banners: their standard output is our standard error.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    read = make()

    def say(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    say({"package": package, "version": importlib.metadata.version(package)})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            say({"found": list(read(request["text"], request["kind"], request["reference"]))})
        except Exception as error:  # whatever a rival raises is its answer
            say({"found": [], "error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
