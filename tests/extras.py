"""What of the extras is installed here; tests and pages of the docs that need more are skipped, with the reason."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec

import pytest


@cache
def _java() -> str | None:
    command = shutil.which("java")
    if command is None:
        return "Java is not installed"
    shown = subprocess.run([command, "-version"], capture_output=True, encoding="utf-8", errors="replace", check=False)
    version = re.search(r'version "(\d+)', shown.stderr)
    if version is None or int(version[1]) < 17:
        return "Java is older than 17"
    return None


def missing(*names: str) -> str | None:
    """Why a test that needs these modules cannot run, None if it can. `java` is Java 17 or newer."""
    for name in names:
        reason = _java() if name == "java" else None if find_spec(name) else f"{name} is not installed"
        if reason is not None:
            return reason
    return None


def needs_program(name: str) -> str:
    """Skip a test that runs a program which is not installed; the path of the program."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def needs(*names: str) -> None:
    """Skip a module of tests, or one test, that needs these modules."""
    if reason := missing(*names):
        pytest.skip(reason, allow_module_level=True)
