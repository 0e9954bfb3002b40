"""Cells and documents of known content, made from a seed by code of its own: nothing here reads the parser.

    python benchmarks/workloads.py [--seed N] [--bytes N] [--cells N] [--duplication N] [--show N]

prints what the two workloads are made of: mentions a KB, kinds, share of distinct clauses, share of distinct cells.

`documents(seed, size_bytes)` gives texts as regional papers, government work reports, statistical bulletins and project notices
have them, with the place and value of every quantity and date in them; `cells(seed, count, duplication)` a column of amounts of
money as spreadsheets have them. The same arguments give the same workload on any machine.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import words
from clauses import QUANTITIES, Planted, Writer, date_opening
from phrases import deed, person, place, plain_clause
from spreadsheet import Cell, cells

DEFAULT_SEED = 20260413
ZEROS = str.maketrans("123456789", "0" * 9)
PUNCTUATION = re.compile(r"[，。；：！？、“”（）《》\s]+")

__all__ = ["DEFAULT_SEED", "Cell", "Document", "Planted", "Profile", "Tally", "cells", "documents"]

# ---- documents ----------------------------------------------------------------------------------------------------


class Document(NamedTuple):
    """A text, all its mentions in order, and the day it was written."""

    text: str
    mentions: list[Planted]
    reference: date


class Genre(NamedTuple):
    """How often a sentence opens with a date, a clause holds a quantity, and which kinds (weights along `QUANTITIES`)."""

    share: float
    dates: float
    quantities: float
    weights: tuple[int, ...]


GENRES = (
    Genre(0.45, 0.28, 0.20, (24, 14, 30, 14, 4, 8, 5, 4)),  # news
    Genre(0.25, 0.22, 0.26, (26, 26, 22, 12, 4, 3, 3, 2)),  # work report
    Genre(0.15, 0.20, 0.50, (25, 34, 14, 18, 8, 1, 1, 0)),  # statistical bulletin
    Genre(0.15, 0.25, 0.26, (30, 6, 16, 20, 8, 12, 2, 10)),  # project notice
)


def sentence(w: Writer, genre: Genre) -> None:
    """One to five clauses."""
    rng = w.rng
    if rng.random() < genre.dates:
        date_opening(w)
    quoted = rng.random() < 0.06 and not w.dated
    if quoted:
        w.say(place(rng), rng.choice(words.TITLES), person(rng), rng.choice(words.SAID), "：“")
    for position in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
        if position:
            w.say("，")
        if rng.random() < genre.quantities:
            rng.choices(QUANTITIES, genre.weights)[0](w)
        else:
            w.say(plain_clause(rng))
    w.stop("。”" if quoted else "；" if rng.random() < 0.06 else "。")


def document(rng: random.Random, characters: int = 800) -> Document:
    """One text of about so many characters."""
    year = rng.randint(2016, 2024)
    reference = date(year, rng.randint(3, 12), rng.randint(1, 28))
    genre = rng.choices(GENRES, [each.share for each in GENRES])[0]
    w = Writer(rng, reference)
    w.say(place(rng), rng.choice(("：", " ", "")), deed(rng), "\n")
    if rng.random() < 0.5:
        w.say(f"（记者 {person(rng)}）")
    length = rng.randint(characters // 2, characters * 3 // 2)
    while w.at < length:
        sentence(w, genre)
        if rng.random() < 0.22:
            w.stop("\n")
            if rng.random() < 0.5:
                w.say("　　")
    return Document("".join(w.parts), w.mentions, reference)


def documents(seed: int, size_bytes: int) -> Iterator[Document]:
    """Documents until their UTF-8 is at least so many bytes."""
    rng = random.Random(f"documents {seed}")
    size = 0
    while size < size_bytes:
        made = document(rng)
        size += len(made.text.encode())
        yield made


# ---- what they are made of ----------------------------------------------------------------------------------------


class Profile(NamedTuple):
    """What a set of documents is made of.

    `clauses` are the pieces between punctuation marks. `distinct_places` counts how many ways the mentions stand in their text: eight
    characters before, the mention, five behind, every digit a 0.
    """

    documents: int
    characters: int
    bytes: int
    mentions: int
    clauses: int
    distinct_clauses: int
    distinct_places: int
    kinds: dict[str, int]

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self.documents:,} documents, {self.bytes / 1e6:.1f} MB of UTF-8, {self.characters / self.documents:.0f} characters each"
        yield f"{self.mentions:,} mentions, {self.mentions / self.bytes * 1024:.1f} a KB"
        yield f"{self.clauses:,} clauses, {self.distinct_clauses / self.clauses:.1%} of them distinct"
        yield f"{self.distinct_places / self.mentions:.1%} of the mentions stand in words that no other stands in, digits aside"
        yield ", ".join(f"{kind} {number / self.mentions:.1%}" for kind, number in self.kinds.items())


class Tally:
    """Counts documents as they come, clauses by their hash, so that 100 MB fit."""

    def __init__(self) -> None:
        self.documents = self.characters = self.bytes = self.clauses = 0
        self.distinct: set[int] = set()
        self.places: set[int] = set()
        self.kinds: Counter[str] = Counter()

    def add(self, made: Document) -> None:
        """One more document."""
        clauses = [clause for clause in PUNCTUATION.split(made.text) if clause]
        self.documents += 1
        self.characters += len(made.text)
        self.bytes += len(made.text.encode())
        self.clauses += len(clauses)
        self.distinct.update(map(hash, clauses))
        self.kinds.update(mention.kind for mention in made.mentions)
        text = made.text.translate(ZEROS)
        self.places.update(hash(text[max(0, each.start - 8) : each.end + 5]) for each in made.mentions)

    def profile(self) -> Profile:
        """What has been counted."""
        return Profile(
            self.documents, self.characters, self.bytes, self.kinds.total(), self.clauses, len(self.distinct),
            len(self.places),
            dict(self.kinds.most_common()),
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--bytes", type=int, default=2_000_000)
    parser.add_argument("--cells", type=int, default=100_000)
    parser.add_argument("--duplication", type=int, default=1)
    parser.add_argument("--show", type=int, default=1, help="documents, and ten times as many cells")
    options = parser.parse_args()
    seen = Tally()
    shown: list[Document] = []
    for each in documents(options.seed, options.bytes):
        seen.add(each)
        shown += [each] * (len(shown) < options.show)
    print(*seen.profile().lines(), sep="\n")
    for each in shown:
        print(f"\n{each.reference}\n{each.text}")
        print(
            *(f"  {each.text[m.start : m.end]} = {m.kind} {m.value} {m.modifier or ''}" for m in each.mentions),
            sep="\n",
        )
    column = cells(options.seed, options.cells, options.duplication)
    print(f"\n{len(column):,} cells, {len({cell.text for cell in column}) / len(column):.2%} of them distinct")
    print(*(f"  {cell}" for cell in column[: 10 * options.show]), sep="\n")


if __name__ == "__main__":
    main()
