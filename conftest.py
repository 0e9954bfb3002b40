"""Runs the examples of README.md, CONTRIBUTING.md and docs/ as tests, and sets the effort of the property tests.

A page whose examples need more than the package says so in a comment, `<!-- needs: polars pyarrow -->`; where that is not
installed they are skipped, with the reason.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any
from unittest import SkipTest

from hypothesis import settings
from sybil import Document, Example, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import CodeBlockParser

from extras import missing


class PyconBlocks:
    """The ```` ```pycon ```` blocks of a page, one region for each prompt.

    Sybil's own doctest parsers read past such a block without running it, or take the closing fence for output.
    """

    def __init__(self) -> None:
        self.find_blocks = CodeBlockParser("pycon", lambda example: None)
        self.find_prompts = DocTestStringParser(DocTestEvaluator(ELLIPSIS | NORMALIZE_WHITESPACE))

    def __call__(self, document: Document) -> Iterator[Region]:
        needs = re.search(r"<!-- needs: (.*?) -->", document.text)
        reason = missing(*needs[1].split()) if needs else None
        for block in self.find_blocks(document):
            for prompt in self.find_prompts(block.parsed, document.path):
                prompt.adjust(block, block.parsed)
                if reason is not None:
                    prompt.evaluator = Skip(reason)
                yield prompt


class Skip:
    """In place of an example that cannot run here."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __call__(self, example: Example) -> None:
        raise SkipTest(self.reason)


def enter_folder(namespace: dict[str, Any]) -> None:
    """Each page runs in an empty folder of its own, so that it may write files as a reader would."""
    namespace["_folder"] = folder = tempfile.TemporaryDirectory()
    namespace["_before"] = Path.cwd()
    os.chdir(folder.name)


def leave_folder(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["_before"])
    namespace["_folder"].cleanup()


pytest_collect_file = Sybil(
    parsers=[PyconBlocks()], patterns=["*.md"], setup=enter_folder, teardown=leave_folder
).pytest()

# HYPOTHESIS_PROFILE=deep for a long search; ci never depends on luck.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=500, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("deep", max_examples=20_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
