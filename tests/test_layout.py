"""Imports go down one list of layers only, so that facts, grammar, choice and surface stay apart."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import jjj_parse

PACKAGE = Path(jjj_parse.__file__).parent

# Lowest first. A module imports from layers below its own; modules of one layer share a row and may import each other
# only within a package (`_rules`, `columns`), without a cycle.
LAYERS = (
    ("errors", "_numeral_sum", "_engine", "_exact", "_offsets", "_reading"),
    ("_lexicon",),
    ("_numeral_usual", "pint"),
    ("_almanac", "_codes", "_date_spans", "_mojibake", "_numerals", "_quantities"),
    ("_same_dates", "types", "_normalize", "_scanner"),
    ("_fact_types", "_same"),
    ("_words", "_indicator_words"),
    ("_indicator_names",),
    ("_indicator",),
    ("_options", "_rules"),
    ("_calendar_frames", "_calendar_rests", "_calendar_text", "_json_schema"),
    ("_json_values",),
    ("_calendar_steps",),
    ("_calendar",),
    ("_forms", "_neighbours"),
    ("_generals", "_resolve"),
    ("_explain", "_learnt", "_sides"),
    ("_cores",),
    ("_shapes",),
    ("_single",),
    ("_api",),
    ("_changes", "_check", "_subjects"),
    ("_fact_rows",),
    ("_facts",),
    ("",),  # jjj_parse/__init__.py
    ("columns",),
    ("_interop",),
    ("duckdb", "pandas", "polars", "pydantic", "ray", "spark"),
    ("_cli_hints",),
    ("_cli_common", "_files", "_json_text", "_sheet", "show"),
    ("panel",),
    ("_cli_output", "_cli_parquet", "_tables"),
    ("_cli_arguments", "_cli_documents"),
    ("_cli_journal",),
    ("_cli_column", "_cli_completion", "_cli_extract", "_cli_facts", "_cli_schema", "_cli_show", "_cli_verify"),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> dict[str, Path]:
    """Dotted name below the package -> file; `""` is the package itself."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[tuple[int, str]]:
    """Line and target of each import of our own modules, wherever in the file it stands."""
    path = MODULES[name]
    folder = ["jjj_parse", *(name.split(".") if name else [])]
    if path.name != "__init__.py":
        folder.pop()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) + 1 - node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            wanted = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for full in wanted:
            root, _, rest = full.partition(".")
            if root == "jjj_parse":
                # What is no module is a name in one: `from jjj_parse._engine import trie`.
                while rest not in MODULES:
                    rest = rest.rpartition(".")[0]
                yield node.lineno, rest


def layer(name: str) -> str:
    return name.partition(".")[0]


def test_every_module_has_a_layer() -> None:
    assert {layer(name) for name in MODULES} == set(LEVEL)


@pytest.mark.parametrize("name", MODULES, ids=lambda name: name or "__init__")
def test_imports_go_down(name: str) -> None:
    up = [
        f"{MODULES[name].name}:{line} imports {target or 'jjj_parse'}"
        for line, target in imports(name)
        if LEVEL[layer(target)] >= LEVEL[layer(name)] and not (layer(name) == layer(target) and "." in name + target)
    ]
    assert not up


def test_modules_of_a_package_import_each_other_without_a_cycle() -> None:
    below = {name: {target for _, target in imports(name)} - {name} for name in MODULES}
    while below:
        ready = [name for name, targets in below.items() if not targets & set(below)]
        assert ready, f"a cycle among {sorted(below)}"
        for name in ready:
            del below[name]


def test_importing_leaves_no_trace() -> None:
    """The package prints nothing and sets no logging up when imported, the command aside; spreadsheets are read without warnings."""
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        allowed = {"warnings"} if name.startswith("_tables.") else set()
        assert name.startswith(("cli", "_cli_")) or not names & {"print", "logging", "warnings"} - allowed, name
