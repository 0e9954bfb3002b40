"""Bytes of several encodings and HTML pages to the text that offsets refer to, and the options of the command for it."""

from __future__ import annotations

import builtins
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from jjj_parse import _files, cli

TEXT = "一季度，全市129个重点项目集中开工，总投资243.81亿元。\n规划面积3000亩以上，同比增长12%。\n"
TRADITIONAL = "一季度,全市129個重點項目集中開工,總投資243.81億元。\n規劃面積3000畝以上,同比增長12%。\n"


@pytest.mark.parametrize("text", [TEXT, TRADITIONAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
def test_an_encoding_is_found(text: str, encoding: str) -> None:
    contents = _files.decode(text.encode(encoding))
    assert (contents.text, contents.faults) == (text, [])


def test_big5_is_found() -> None:
    contents = _files.decode((TRADITIONAL * 3).encode("big5hkscs"))
    assert (contents.text, contents.encoding) == (TRADITIONAL * 3, "big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf-16", "GB18030", "gbk", "GB2312", "big5"])
def test_an_encoding_is_given(encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else TEXT
    data = text.encode("gb18030" if encoding in ("gbk", "GB2312") else encoding)
    assert _files.decode(data, encoding).text == text


def test_a_mark_is_no_character() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert _files.decode("1.8亿元".encode(encoding)).text == "1.8亿元"
        assert _files.decode("1.8亿元".encode(encoding), encoding.removesuffix("-sig")).text == "1.8亿元"


def test_an_unknown_encoding() -> None:
    with pytest.raises(LookupError):
        _files.decode(b"", "klingon")
    assert _files.known_encoding("rot13") is None


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    data = TEXT.encode().replace("总投资".encode(), b"\xd7\xdc\xcd")
    contents = _files.decode(data)
    assert contents.encoding == "utf-8"
    assert contents.faults == [(1, "not UTF-8: invalid continuation byte at byte 52")]
    assert contents.text.split("\n")[1] == TEXT.split("\n")[1]


def test_a_damaged_line_of_another_encoding() -> None:
    data = TEXT.encode("gb18030") + b"\x81\n"
    contents = _files.decode(data)
    assert (contents.encoding, [line for line, _ in contents.faults]) == ("gb18030", [3])
    assert contents.text == TEXT + "\ufffd\n"
    assert [line for line, _ in _files.decode(TEXT.encode("utf-16-le") + b"\x00\xd8", "utf-16-le").faults] == [3]


PAGE = """<!DOCTYPE html><html><head><meta charset="{}"><title>9亿元</title><style>a{{}}</style></head><body>
<p>总投资<b>1.8</b>亿元,
   面积3m<sup>2</sup></p><table><tr><td>100</td><td>200亿元</td></tr></table>10<sup>2</sup>亿<br>第二&nbsp;行
<script>7亿元</script></body></html>"""
PAGE_TEXT = "总投资1.8亿元, 面积3m²\n100\n200亿元\n10²亿\n第二\xa0行\n"


def test_a_page_is_its_text() -> None:
    assert _files.read("a.txt", PAGE.encode()) == (PAGE_TEXT, "utf-8", [])
    assert _files.read("a.html", b"<p>1").text == "1\n"
    assert _files.read("a.txt", "3 < 5亿元".encode()).text == "3 < 5亿元"


def test_a_page_declares_its_encoding() -> None:
    assert _files.read("a.txt", PAGE.format("gb2312").encode("gb18030")) == (PAGE_TEXT, "gb18030", [])
    assert _files.read("a.txt", PAGE.encode("utf-16")) == (PAGE_TEXT, "utf-16-le", [])


def test_deep_pages() -> None:
    assert _files.html_text("<b>" * 5000 + "1" + "</b>" * 5000 + "<sup>2") == "1²\n"


def run(capsys: pytest.CaptureFixture[str], arguments: Sequence[str | Path]) -> tuple[int, list[dict[str, Any]], str]:
    code = cli.main(["extract", "--format", "jsonl", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_the_command_reads_other_encodings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes(TEXT.encode("gbk"))
    for arguments in ([str(path)], ["--encoding", "gbk", str(path)]):
        code, found, err = run(capsys, arguments)
        assert (code, err) == (0, "")
        assert [TEXT[line["start"] : line["end"]] for line in found] == [line["text"] for line in found]
        assert "243.81亿元" in [line["text"] for line in found]


def test_the_command_knows_encodings(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        cli.main(["extract", "--encoding", "klingon", "x"])


def test_offsets_refer_to_the_text_that_is_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "texts"
    page.write_bytes(PAGE.format("gbk").encode("gbk"))
    with pytest.raises(SystemExit):
        cli.main(["extract", "--save-text", str(folder), str(page)])
    folder.mkdir()
    capsys.readouterr()
    code, found, _ = run(capsys, ["--save-text", folder, page, page])
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["page.html-2.txt", "page.html.txt"]
    text = (folder / "page.html.txt").read_bytes().decode()
    assert text == PAGE_TEXT == (folder / "page.html-2.txt").read_bytes().decode()
    assert "1.8亿元" in [line["text"] for line in found]
    assert all(text[line["start"] : line["end"]] == line["text"] for line in found)


def test_without_the_libraries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """UTF-8 needs none of them; the command says what to install for the rest."""
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] in ("charset_normalizer", "selectolax"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    names = ("utf8.txt", "utf16.txt", "gbk.txt", "page.html")
    for name, data in zip(names, (TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("gbk"), b"<p>5"), strict=True):
        (tmp_path / name).write_bytes(data)
    code, found, err = run(capsys, [tmp_path / name for name in names])
    assert code == 65
    assert {Path(str(line["file"])).name for line in found} == {"utf8.txt", "utf16.txt"}
    assert [line.rpartition("needs ")[2] for line in err.splitlines()] == [
        f'{library}: python -m pip install "jjj_parse[files]"'
        for library in ("--encoding NAME, or charset-normalizer", "selectolax")
    ]
