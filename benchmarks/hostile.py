"""Time and memory for each byte of texts made to be slow: flat over their size, or the cause is shown.

    python benchmarks/hostile.py [--sizes 100000,400000,1600000,4000000] [--only NAME] [--save]

A family is one unit repeated, sometimes with something before and behind. For each size the fastest of some runs counts. A family
whose slowest size takes more than twice the time a byte of its fastest is an offender (exit 1); so is one that takes
more than 60 bytes of memory a character beyond its result.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from jjj_parse import extract, repair

RESULTS = Path(__file__).parent / "results"
REFERENCE = date(2022, 4, 13)

FAMILIES: dict[str, tuple[str, str, str]] = {
    # name: (before, repeated, behind)
    "one": ("", "一", ""),
    "digit": ("", "1", ""),
    "zero": ("", "0", "亿"),
    "hundred million": ("", "亿", ""),
    "ten thousand": ("", "万", "元"),
    "ten hundred": ("", "十百", ""),
    "digits in a row": ("", "二〇", "年"),
    "vague": ("", "几十", "亿"),
    "more than": ("", "多", ""),
    "half": ("", "半", ""),
    "two": ("", "两", ""),
    "point": ("", "1.", ""),
    "comma": ("", "1,", ""),
    "groups": ("1", ",000", "元"),
    "hyphen": ("", "1-", ""),
    "tilde": ("", "1~", "亿"),
    "slash": ("", "1/", ""),
    "colon": ("", "12:", ""),
    "exponent": ("", "1e", ""),
    "minus": ("", "-", "1"),
    "negative": ("", "负", "一"),
    "year": ("", "年", ""),
    "this year": ("", "2020年", ""),
    "dates": ("", "2020年5月20日", ""),
    "ISO dates": ("", "2020-05-20 ", ""),
    "months": ("", "1月", ""),
    "to": ("", "3至", "5家"),
    "ordinal": ("", "第", ""),
    "ordinal numbers": ("", "第一", "届"),
    "each": ("", "每", ""),
    "about": ("", "约", "3亿元"),
    "at least": ("", "不少于", "3亿元"),
    "fraction": ("", "分之", "一"),
    "a half each": ("", "一又", "二分之一"),
    "measure words": ("", "个", ""),
    "metres": ("", "m", ""),
    "currency": ("", "US$", "1"),
    "metre per": ("5", "米/", ""),
    "list": ("", "3、", "5家"),
    "amounts": ("", "3亿元", ""),
    "counts": ("", "3个", ""),
    "five-year plan": ("", "“十", "四五”"),
    "decades": ("", "90年", "代"),
    "brackets": ("", "(", ")"),
    "nested brackets": ("", "((1亿", ")"),
    "glosses": ("項", "(xiàng)", ""),
    "glossed": ("", "個(gè)", ""),
    "glosses that do not end": ("", "個(gè", ""),
    "question marks": ("", "?", ""),
    "swallowed": ("", "?!", ""),
    "shifted": ("", "?!崩", ""),
    "shifted runs": ("", "?!睂幇残聟^(qū)", ""),
    "shifted without end": ("?!", "崩", ""),
    "swallowed glosses": ("", "?qū)", ""),
    "swallowed digits": ("項(xiàng)", "1?", ""),
    "lost characters": ("", "�1", ""),
    "lost": ("", "�", ""),
    "letters with a gloss": ("", "氎A(gè)", ""),
    "digits and blanks": ("", "1 ", ""),
    "blanks": ("1", " ", "亿"),
    "line breaks": ("1", "\n", "亿"),
    "entities": ("", "&nbsp;", ""),
    "entities in numbers": ("", "1&nbsp;", "亿"),
    "entities that do not end": ("", "&#1", ""),
    "zero-width": ("1", "\u200b", "亿"),
    "zero-width in numbers": ("", "1\u200b", "亿"),
    "tags": ("", "5<b>", "亿"),
    "tags that do not end": ("", "5<b", ""),
    "a tag that does not end": ("5<b ", "a", ""),
    "comments": ("5", "<!--", "亿"),
    "emphasis": ("5", "**", "亿"),
    "Traditional": ("", "億圓", ""),
    "full-width": ("", "１，", ""),
    "compatibility": ("", "㎡", ""),
    "letters": ("", "a", ""),
    "codes": ("", "G95", ""),
    "hyphened codes": ("", "A-1", ""),
    "surrogates": ("", "\ud83d", "亿"),
    "mixed": ("", "3至5亿1,2020年?!<b>項(xiàng)第每约“十", ""),
}


def text_of(name: str, size: int) -> str:
    """At least `size` bytes of UTF-8 of a family."""
    before, unit, behind = FAMILIES[name]
    return before + unit * (size // len(unit.encode("utf-8", "surrogatepass")) + 1) + behind


def work(text: str) -> int:
    """What is measured."""
    repair(text)
    return len(extract(text, reference=REFERENCE))


def fastest(function: Callable[[], object], runs: int) -> float:
    """Processor seconds of the fastest of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def peak(text: str) -> float:
    """Bytes a character that `extract` takes at its peak beyond its result."""
    tracemalloc.start()
    try:
        mentions = extract(text, reference=REFERENCE)
        kept, top = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(mentions) <= len(text)
    return (top - kept) / len(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100000,400000,1600000,4000000")
    parser.add_argument("--only", help="one family")
    parser.add_argument("--save", action="store_true", help="keep the figures in benchmarks/results/")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    offenders, rows = [], {}
    print(f"{'family':28}" + "".join(f"{size / 1e6:>9.1f}MB" for size in sizes) + "   ratio  bytes/char   (ns a byte)")
    for name in [options.only] if options.only else FAMILIES:
        texts = [text_of(name, size) for size in sizes]
        figures = [
            fastest(lambda text=text: work(text), 3 if size < 1_000_000 else 1) / size * 1e9  # type: ignore[misc]
            for text, size in zip(texts, sizes, strict=True)
        ]
        ratio, memory = max(figures) / min(figures), peak(texts[0])
        rows[name] = {"ns a byte": [round(figure, 1) for figure in figures], "bytes a character": round(memory, 1)}
        bad = ratio > 2 or memory > 60
        offenders += [name] * bad
        cells = "".join(f"{figure:>11.1f}" for figure in figures)
        print(f"{name:28}{cells}{ratio:>8.2f}{memory:>12.1f}{'  <--' if bad else ''}", flush=True)
    print(f"{len(rows)} families, {len(offenders)} offenders: {', '.join(offenders) or 'none'}")
    if options.save:
        RESULTS.mkdir(exist_ok=True)
        report = {
            "date": date.today().isoformat(),
            "machine": f"{platform.platform()}, {platform.machine()}",
            "python": platform.python_version(),
            "sizes": sizes,
            "families": rows,
        }
        name = f"hostile-{report['date']}-{platform.node()}.json"
        (RESULTS / name).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if offenders else 0


if __name__ == "__main__":
    sys.exit(main())
