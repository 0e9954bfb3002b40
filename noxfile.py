"""The commands of the project: `nox -s fix`, `check`, `test`, `bench`, `docs`, `browser`, `package`.

They run in the environment that nox itself is in (`pip install -e ".[dev]"`), so that each starts at once.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import nox

nox.options.sessions = ["check", "test"]


@nox.session(venv_backend="none")
def fix(session: nox.Session) -> None:
    """Put right what the linter can put right, and format."""
    session.run("ruff", "check", "--fix", ".")
    session.run("ruff", "format", ".")


@nox.session(venv_backend="none")
def check(session: nox.Session) -> None:
    """Lint, format and types; changes nothing."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session(venv_backend="none")
def test(session: nox.Session) -> None:
    """All tests, the examples of the docs among them: `nox -s test -- -k money`."""
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(venv_backend="none")
def bench(session: nox.Session) -> None:
    """Speed of documents, cells and single values, the answers checked, beside the rivals that are set up; `-- --long` takes long."""
    session.run("python", "benchmarks/speed.py", *session.posargs)


@nox.session(venv_backend="none")
def docs(session: nox.Session) -> None:
    """Make the tables from data/ and build the site into site/, the playground in it; a warning or a dead link fails."""
    session.run("python", "docs/build.py")


@nox.session(venv_backend="none")
def browser(session: nox.Session) -> None:
    """The built site in headless Chromium, after `nox -s docs`: search, language switch, playground, no request outside."""
    session.run("python", "-m", "pytest", "-o", "python_files=check_*.py", "tests/browser", *session.posargs)


@nox.session(venv_backend="none")
def package(session: nox.Session) -> None:
    """Build the wheel into dist/, check it, and try it alone in a fresh environment."""
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--wheel")
    wheel = str(next(Path("dist").glob("*.whl")).resolve())
    session.run("check-wheel-contents", wheel)
    session.run("twine", "check", "--strict", wheel)
    with tempfile.TemporaryDirectory() as folder:
        scripts = Path(folder, "venv", "Scripts" if sys.platform == "win32" else "bin")
        session.run("python", "-m", "venv", str(scripts.parent))
        session.run(str(scripts / "python"), "-m", "pip", "install", "--quiet", wheel, external=True)
        empty = Path(folder, "empty")
        empty.mkdir()
        with session.chdir(empty):
            session.run(str(scripts / "jjj-parse"), "demo", external=True)
