"""`jjj-parse show`, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from jjj_parse import extract
from jjj_parse.cli import main
from jjj_parse.show import to_html, to_terminal

TEXT = "总投资1.8亿元<script>alert(1)</script>\n占地300亩\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


def test_where_no_terminal_is_there_are_no_colours(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(article)]) == 0
    out, err = capsys.readouterr()
    assert "\x1b" not in out and "money: 180000000 CNY" in out and err == ""
    assert out == to_terminal(TEXT, extract(TEXT), width=80, color=False)


def test_several_files_have_their_names_and_one_that_is_missing_stops_none(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = article.with_name("missing.txt")
    assert main(["show", str(missing), str(article)]) == 66
    out, err = capsys.readouterr()
    assert out.startswith(f"{article}\n总投资")
    assert err == f"jjj-parse: {missing}: No such file or directory\n"


def test_a_folder_and_a_pattern(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = article.with_name("other.txt")
    other.write_text("占地5亩", encoding="utf-8")
    assert main(["show", str(article.parent)]) == 0
    whole = capsys.readouterr().out
    assert main(["show", str(article.with_name("*.txt"))]) == 0
    assert capsys.readouterr().out == whole
    assert whole.startswith(f"{article}\n") and f"\n\n{other}\n" in whole


def test_a_page(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert main(["show", str(article), "--html", str(page)]) == 0
    written = page.read_text(encoding="utf-8")
    assert written == to_html(TEXT, extract(TEXT), page=True, title="article.txt")
    assert "<script" not in written


@pytest.mark.parametrize(
    "arguments", [["a.txt", "b.txt", "--html", "x.html"], ["article.txt", "--html", "article.txt"]]
)
def test_a_page_is_of_one_file_and_never_over_it(
    article: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    with pytest.raises(SystemExit) as stop:
        main(["show", *arguments])
    assert stop.value.code == 2
    assert article.read_text(encoding="utf-8") == TEXT
