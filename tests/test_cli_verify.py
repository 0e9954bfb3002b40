"""`jjj-parse verify`, in this process and as a real one."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from jjj_parse import verify
from jjj_parse.cli import main

TEXT = "去年总投资9亿元，占地约3000亩，\n利润-3.5%，5月18日开工。\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize(
    ("claim", "code", "line"),
    [
        ("总投资9亿元", 0, "900000000 CNY: found, '9亿元' at 5:8"),
        ("约2平方公里", 0, "2 km2 (about): found, '3000亩' at 12:17"),
        ("90亿元", 1, "9000000000 CNY: differs in scale, '9亿元' at 5:8"),
        ("9亿美元", 1, "900000000 USD: differs in currency, '9亿元' at 5:8"),
        ("2022年5月18日", 1, "2022-05-18: unresolved, '5月18日' at 27:32"),
        ("36家", 1, "36 家: not found"),
    ],
)
def test_the_verdict_and_the_exit_code(
    article: Path, claim: str, code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", claim, str(article)]) == code
    assert capsys.readouterr() == (line + "\n", "")
    assert str(verify(claim, TEXT)) == line


@pytest.mark.parametrize("claim", ["9亿元", "90亿元", "36家", "今年"])
def test_json_is_to_dict(article: Path, claim: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = verify(claim, TEXT)
    assert main(["verify", claim, str(article), "--json"]) == (0 if found else 1)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == found.to_dict()


@pytest.mark.parametrize("where", [[], ["-"]])
def test_standard_input(where: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    assert main(["verify", "9亿元", *where, "--encoding", "gb18030"]) == 0
    assert capsys.readouterr().out == "900000000 CNY: found, '9亿元' at 5:8\n"


def test_a_reference_resolves_claim_and_text(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for claim in ("2022年5月18日", "5月18日", "2021年", "去年"):
        assert main(["verify", claim, str(article), "--reference", "2022-06-01"]) == 0
        found = verify(claim, TEXT, reference=date(2022, 6, 1))
        assert capsys.readouterr().out == f"{found}\n"
    assert main(["verify", "2021年5月18日", str(article), "--reference", "2022-06-01"]) == 1


def test_a_claim_that_begins_with_a_minus(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--", "-3.5%", str(article)]) == 0
    assert capsys.readouterr().out == "-3.5%: found, '-3.5%' at 21:26\n"
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "-3.5%", str(article)])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("", "empty at 0:0 in '': expected one quantity or date in a claim"),
        ("投资很大", "unreadable at 0:4 in '投资很大': expected one quantity or date in a claim"),
        ("3元和5元", "several at 3:5 in '3元和5元': expected one quantity or date in a claim, not 2"),
    ],
)
def test_a_claim_that_cannot_be_read_is_told_before_the_text_is(
    claim: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", claim, "missing.txt"]) == 2
    assert capsys.readouterr() == ("", f"jjj-parse: CLAIM: {said}\n")


def test_a_text_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.txt"
    assert main(["verify", "9亿元", str(missing)]) == 66
    assert capsys.readouterr() == ("", f"jjj-parse: {missing}: No such file or directory\n")


def test_what_is_not_found_beside_a_line_that_cannot_be_decoded_may_stand_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes("总投资9亿元\n".encode() + b"\xff\xfe\xff" + "占地3亩\n".encode())
    assert main(["verify", "3亩", str(path), "--encoding", "utf-8"]) == 65
    out, err = capsys.readouterr()
    assert out == "3 mu: not found\n" and f"{path}:2" in err
    assert main(["verify", "9亿元", str(path), "--encoding", "utf-8"]) == 0


def test_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("selectolax", reason="pages are read with selectolax")
    path = tmp_path / "page.html"
    path.write_text("<html><body><p>总投资<b>9</b>亿元</p></body></html>", encoding="utf-8")
    assert main(["verify", "9亿元", str(path)]) == 0
    assert "9亿元" in capsys.readouterr().out
