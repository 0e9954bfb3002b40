"""What to do next, for the errors of the command: what may have been meant, and what stops a file from being read or written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

_ALIKE = 0.6
"""How like two names are, from 0 to 1, of which one may have been written for the other."""
_MOST = 12
"""Names that an error lists."""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Up to three of the names for which `word` may have been written, the nearest first.

    >>> nearest("投资额(万元)", ["地点", "投资额（亿元）", "投资额（万元）"])
    ['投资额（万元）', '投资额（亿元）']
    >>> nearest("面积", ["地点", "用地面积（亩）"]), nearest("x", ["y"])
    (['用地面积（亩）'], [])
    """
    from difflib import SequenceMatcher

    wanted = _folded(word)
    found = []
    for name in dict.fromkeys(known):
        one = _folded(name)
        like = SequenceMatcher(None, wanted, one).ratio()
        if min(len(wanted), len(one)) > 1 and (wanted in one or one in wanted):
            like = max(like, _ALIKE)
        if like >= _ALIKE:
            found.append((-like, name))
    return [name for _, name in sorted(found)[:3]]


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of an error that names what may have been meant, or nothing.

    >>> did_you_mean("mony", ["money", "area"]), did_you_mean("zzz", ["money", "area"])
    ("; did you mean 'money'?", '')
    """
    names = nearest(word, known)
    return f"; did you mean {' or '.join(map(repr, names))}?" if names else ""


def listed(names: Iterable[str]) -> str:
    """The first names of a list that may be long.

    >>> listed(map(str, range(20)))
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … (20 in all)'
    """
    names = list(names)
    return ", ".join(names[:_MOST]) + (f" … ({len(names)} in all)" if len(names) > _MOST else "")


def cannot_read(path: Path, error: OSError) -> str:
    """Why a file cannot be read, and what to do; the file itself is named before it."""
    match error:
        case FileNotFoundError():
            place = "" if path.is_absolute() else f" in {Path.cwd()}"
            if not path.parent.is_dir():
                return f"{error.strerror}{place}: there is no folder {path.parent}{_in_folder(path.parent)}"
            return f"{error.strerror}{place}{_in_folder(path)}"
        case IsADirectoryError():
            return "a folder: name a file in it"
        case PermissionError():
            return "no permission to read it: ask its owner, or read a copy"
    return error.strerror or str(error)


def cannot_write(path: Path, error: OSError) -> str:
    """The whole error about a file that cannot be written."""
    match error:
        case FileNotFoundError():
            reason = f"there is no folder {path.parent}: make it first"
        case NotADirectoryError():
            reason = f"{path.parent} is a file: name a folder before the last /"
        case IsADirectoryError():
            reason = f"it is a folder: name a file in it, such as {path / 'out'}"
        case PermissionError():
            reason = "no permission: name a file in another folder"
        case _:
            reason = error.strerror or str(error)
    return f"cannot write {path}: {reason}"


def _in_folder(path: Path) -> str:
    """What of the folder of `path` may have been meant."""
    try:
        return did_you_mean(path.name, (file.name for file in path.parent.iterdir()))
    except OSError:
        return ""
