"""Coverage-guided fuzzing of `extract`, `parse` and `repair` with atheris, which is in no extra: it is for Linux only.

    python -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris . && /tmp/fuzz/bin/python tests/fuzz/fuzz_extract.py -runs=3000000 CORPUS

`CORPUS` is a folder of its own for inputs that reach new code. A text that fails is written to the working directory as
crash-….txt: put it into tests/fuzz/crashers/, where tests/test_crashers.py replays it, and write a row for what it showed.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

TESTS = Path(__file__).parents[1]
REFERENCE = date(2022, 4, 13)


def alphabet() -> list[str]:
    """Pieces that texts are made of: words of the rows, so that the fuzzer need not find Chinese characters by bytes."""
    sys.path.insert(0, str(TESTS))
    from rows import all_rows

    pieces = {char for row in all_rows() for char in row.text}
    pieces |= {
        "(xiàng)",
        "(gè)",
        "?qū)",
        "?!",
        "?/p>",
        "&nbsp;",
        "<b>",
        "</b>",
        "**",
        "\u200b",
        "\ufffd",
        chr(0xD800),
        "€",
        "睂幇残聟^",
    }
    return sorted(pieces)


def check(text: str) -> None:
    """What holds for every text."""
    from jjj_parse import ParseError, extract, parse, repair

    mentions = extract(text, reference=REFERENCE)
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        at = mention.end
        mention.to_dict()
        str(mention.value)
    try:
        value = parse(text, reference=REFERENCE)
    except ParseError as error:
        assert 0 <= error.start <= error.end <= len(text)
    else:
        assert [mention.value for mention in mentions] == [value]
    fixed = repair(text)
    for start, end in fixed.left:
        assert 0 <= start < end <= len(text)
        assert all(mention.end <= start or end <= mention.start for mention in mentions)
    if fixed.text:
        first, last = fixed.span(0, len(fixed.text))
        assert 0 <= first < last <= len(text)


def text_of(data: bytes, pieces: list[str]) -> str:
    """Two bytes choose a piece; an odd first byte makes the rest a text of its own (UTF-16, lone surrogates included)."""
    if data[:1] and data[0] % 4 == 3:
        return data[1:].decode("utf-16-le", "surrogatepass") if len(data) % 2 else data[1:].decode("utf-8", "replace")
    return "".join(
        pieces[int.from_bytes(data[at : at + 2], "little") % len(pieces)] for at in range(1, len(data) - 1, 2)
    )


def checked(text: str) -> None:
    """`check`, keeping a text that fails: the pieces change with the rows, so that the bytes say nothing tomorrow."""
    try:
        check(text)
    except BaseException:
        data = text.encode("utf-8", "surrogatepass")
        Path(f"crash-{hashlib.sha1(data).hexdigest()[:12]}.txt").write_bytes(data)
        raise


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["jjj_parse"]):
        import jjj_parse  # noqa: F401
    pieces = alphabet()
    atheris.Setup(sys.argv, lambda data: checked(text_of(data, pieces)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
