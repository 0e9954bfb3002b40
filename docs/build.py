"""Builds the docs into site/: both languages, the playground with its Python runtime, and a check of every link.

`nox -s docs` runs it. It needs the extra `docs`, and node with npm for the playground.

    site/index.html     sends the reader to the language of the browser
    site/en/, site/zh/  the two sites, built from mkdocs.yml and mkdocs.zh.yml
    site/playground/    what the playground pages of both share
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import check_links
import make_tables

from jjj_parse import json_schema, panel

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
CONFIGS = ("mkdocs.yml", "mkdocs.zh.yml")
SOURCE = ROOT / "docs" / "playground"
# All that the runtime needs; the rest of the package is for programs of another kind.
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
OURS = ("app.mjs", "bridge.py", "strings.mjs", "style.css", "terms.zh.json", "worker.mjs")


def run(*command: str, folder: Path = ROOT) -> None:
    print("+", *command, flush=True)
    done = subprocess.run(command, cwd=folder, check=False)
    if done.returncode:
        sys.exit(f"docs: {command[0]} failed with exit code {done.returncode}")


def pages() -> None:
    """Both languages, each without a warning."""
    for config in CONFIGS:
        run(sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", config)
    for folder in ("en", "zh"):
        # Made for the root of a server, where this site has no assets.
        (SITE / folder / "404.html").unlink()
    shutil.copy(ROOT / "docs" / "theme" / "start.html", SITE / "index.html")


def schemas() -> None:
    """The files that `jjj-parse schema` prints, beside the pages that link to them."""
    found = {"mention": json_schema(), "fact": json_schema("fact"), "row": panel.json_schema()}
    for of, schema in found.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for folder in ("en", "zh"):
            (ROOT / "docs" / folder / "reference" / f"{of}.schema.json").write_text(
                text, encoding="utf-8", newline="\n"
            )


def playground(npm: str) -> None:
    """The shared folder of the playground pages: our files, the runtime, the wheels and the list that names them."""
    run(npm, "ci", "--no-audit", "--no-fund", folder=SOURCE)
    target = SITE / "playground"
    (target / "pyodide").mkdir(parents=True)
    for name in OURS:
        shutil.copy(SOURCE / name, target)
    (target / "examples.json").write_text(json.dumps(examples(), ensure_ascii=False), encoding="utf-8")
    modules = SOURCE / "node_modules" / "pyodide"
    for name in RUNTIME:
        shutil.copy(modules / name, target / "pyodide")
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, ".")
        wheels = [Path(shutil.copy(wheel, target / "pyodide")) for wheel in sorted(Path(folder).glob("*.whl"))]
    lock = json.loads((modules / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = packages(wheels, lock["packages"]["attrs"])
    (target / "pyodide" / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def packages(wheels: list[Path], pattern: dict[str, Any]) -> dict[str, Any]:
    """Entries of a pyodide lock file for our wheel and attrs, shaped like the runtime's own entry for attrs."""
    imports = {"attrs": ["attr", "attrs"], "jjj-parse": ["jjj_parse"]}
    found = {}
    for wheel in wheels:
        name, version = wheel.name.split("-")[:2]
        name = name.lower().replace("_", "-")
        found[name] = pattern | {
            "name": name,
            "version": version,
            "file_name": wheel.name,
            "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
            "depends": ["attrs"] if name == "jjj-parse" else [],
            "imports": imports.get(name, []),
        }
    if set(found) != set(imports):
        sys.exit(f"docs: the playground expects wheels of {sorted(imports)}, pip made {sorted(found)}")
    return found


def examples() -> list[dict[str, str]]:
    """The example articles of the package: title, day of writing, text."""
    folder = ROOT / "src" / "jjj_parse" / "examples"
    rows = csv.DictReader((folder / "index.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return [
        {
            "title": row["title"],
            "reference": row["reference"],
            "text": (folder / row["file"]).read_text(encoding="utf-8"),
        }
        for row in rows
    ]


def main() -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        sys.exit("docs: node and npm are missing: the playground takes its Python runtime from the npm package pyodide")
    shutil.rmtree(SITE, ignore_errors=True)
    make_tables.main()
    schemas()
    pages()
    playground(npm)
    broken = check_links.broken(SITE)
    if broken:
        sys.exit("docs: broken links\n" + "\n".join(broken))
    print(f"built {SITE.relative_to(ROOT)}; to read it: python -m http.server --bind 127.0.0.1 --directory site 8000")


if __name__ == "__main__":
    main()
