"""Asks a rival in its own environment; see worker.py for what goes over the line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rivals.setup import python_of

WORKER = Path(__file__).with_name("worker.py")


class Rival:
    """A rival's process. Use it as a context manager; `version` is that of its package."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.command = [str(python_of(name)), "-X", "utf8", "-W", "ignore", str(WORKER), name]
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        self.version: str = self._line()["version"]

    def __enter__(self) -> Rival:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        self.process.terminate()
        self.process.communicate()

    def ask(self, task: str, texts: Sequence[str], references: Sequence[date]) -> tuple[float, list[Any]]:
        """Seconds that the rival took, start-up and import and conversion of the answers left out, and its answers."""
        assert self.process.stdin is not None
        request = {"task": task, "texts": list(texts), "references": [day.isoformat() for day in references]}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        said = self._line()
        return said["seconds"], said["answers"]

    def _line(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended: run {' '.join(self.command)} by hand to see why")
        said: dict[str, Any] = json.loads(line)
        return said


def built(name: str) -> bool:
    """Whether rivals/setup.py has made its environment."""
    return python_of(name).exists()
