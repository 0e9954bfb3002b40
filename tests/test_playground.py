"""What the playground asks of the library, without a browser; tests/browser has the rest."""

from __future__ import annotations

import json
import runpy
from datetime import date
from pathlib import Path

from jjj_parse import KINDS, __version__, extract
from jjj_parse._explain import RULES

ROOT = Path(__file__).parents[1]
BRIDGE = runpy.run_path(str(ROOT / "docs" / "playground" / "bridge.py"))
TEXT = "今年一季度总投资约1.8亿美元，占地3000余亩"


def test_the_answer_holds_what_the_page_shows() -> None:
    answer = json.loads(BRIDGE["read"](TEXT, "2022-04-13"))
    mentions = extract(TEXT, reference=date(2022, 4, 13))
    assert [(m["start"], m["end"], m["kind"], m["canonical"]) for m in answer["mentions"]] == [
        (m.start, m.end, m.kind, str(m.value)) for m in mentions
    ]
    roles = [part["role"] for part in answer["mentions"][1]["parts"]]
    assert roles == ["indicator", "modifier", "number", "scale", "currency"]
    assert json.loads(answer["json"]) == [m.to_dict() for m in mentions]
    assert answer["csv"].splitlines()[2].startswith("9,15,1.8亿美元,money,180000000 USD,180000000,,,USD,about")


def test_without_a_date_the_page_says_that_it_is_missing() -> None:
    answer = json.loads(BRIDGE["read"](TEXT))
    assert [mention["resolved"] for mention in answer["mentions"]] == [False, True, True]


def test_any_string_of_a_browser_is_answered() -> None:
    for text in ("", "\ud83d投资3亿元", "\x005亩", "😀7公里"):
        json.loads(BRIDGE["read"](text, ""))


def test_the_version_is_that_of_the_library() -> None:
    assert BRIDGE["version"]() == __version__


def test_the_runtime_is_pinned_and_its_lock_names_no_host() -> None:
    folder = ROOT / "docs" / "playground"
    (version,) = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"].values()
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/pyodide"]["version"] == version
    assert all("resolved" not in package for package in lock["packages"].values())


def test_every_kind_and_rule_has_a_chinese_name() -> None:
    terms = json.loads((ROOT / "docs" / "playground" / "terms.zh.json").read_text(encoding="utf-8"))
    assert set(terms["kinds"]) == KINDS
    assert set(terms["rules"]) == set(RULES)
