"""Builds an environment for each rival in benchmarks/rivals/envs/ (ignored by git), from the pins in the .txt files beside this one.

    python benchmarks/rivals/setup.py [NAME ...]

Without a name, all of them. An environment that is there already is brought up to the pins.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in HERE.glob("*.txt")))


def python_of(name: str) -> Path:
    """The interpreter of a rival's environment, there or not."""
    folder = HERE / "envs" / name
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def build(name: str) -> None:
    if not python_of(name).exists():
        venv.create(HERE / "envs" / name, with_pip=True)
    command = [str(python_of(name)), "-m", "pip", "install", "--quiet", "-r", str(HERE / f"{name}.txt")]
    subprocess.run(command, check=True)


def main(names: list[str]) -> None:
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        sys.exit(f"unknown rival {', '.join(unknown)}: expected some of {', '.join(NAMES)}")
    for name in names or NAMES:
        print(f"{name} …", flush=True)
        build(name)


if __name__ == "__main__":
    main(sys.argv[1:])
