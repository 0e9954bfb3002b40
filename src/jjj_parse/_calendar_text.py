"""A date expression in words of ISO 8601 as far as they go: what is known of a date without its reference."""

from __future__ import annotations

from jjj_parse._rules.when import Step, When


def expression(when: When) -> str:
    """The date as the text has it: XXXX-05-18, year-1 month=8 底, T15:30; the ends of a range with a slash between.

    >>> from jjj_parse._rules.date import read_date
    >>> expression(read_date("5月18日", 0).value), expression(read_date("上月15日", 0).value)
    ('XXXX-05-18', 'month-1 day=15')
    """
    said = _steps_said(when.steps)
    if clock := _clock_said(when):
        said = f"{said} {clock}" if said else clock
    return said if when.end is None else f"{said}/{expression(when.end)}"


_ISO = ("year", "quarter", "month", "day")


def _steps_said(steps: tuple[Step, ...]) -> str:
    count = 0
    while count < len(steps) and steps[count].kind in _ISO:
        count += 1
    said = _iso(steps[:count])
    return said if count == len(steps) else " ".join(filter(None, [said, *map(_step_said, steps[count:])]))


def _iso(steps: tuple[Step, ...]) -> str:
    """Year, month and day as far as they are named, X for what is left out before them."""
    if not steps:
        return ""
    named = {step.kind: step.first for step in steps}
    said = f"{named['year']:04}" if "year" in named else "XXXX"
    if "quarter" in named:
        return f"{said}-Q{named['quarter']}"
    if "month" in named or "day" in named:
        said += f"-{named['month']:02}" if "month" in named else "-XX"
    return said + (f"-{named['day']:02}" if "day" in named else "")


def _step_said(step: Step) -> str:
    match step.kind:
        case "part" | "holiday":
            return step.word
        case "lunar":
            return f"{step.word}lunar-{step.first:02}" + (f"-{step.last:02}" if step.last else "")
        case "plan":
            return f"{step.first}/{step.last}"
        case "ago" | "window":
            return f"{step.kind}{step.first:+} months={step.months} seconds={step.seconds}"
        case "so_far" | "told_period" | "vague":
            return step.kind.replace("_", " ")
        case "first" | "last" | "nth":
            return f"{step.kind} {step.first} {step.word}"
        case "nth_weekday":
            return f"nth {step.first} weekday={step.last}"
        case kind if kind.endswith("+") or kind.startswith("told"):
            return f"{kind.removesuffix('+').replace('told_', 'that ')}{step.first:+}"
        case kind:
            return f"{kind}={step.first}"


def _clock_said(when: When) -> str:
    if when.clock is None:
        return when.daypart
    hour, minute, second, _ = when.clock
    return f"T{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
