"""Names, and clauses in which there is nothing to find: with and without digits and numerals."""

from __future__ import annotations

import random

import words


def place(rng: random.Random) -> str:
    return rng.choice(words.PLACE_HEADS) + rng.choice(words.PLACE_TAILS) + rng.choice(words.PLACE_RANKS)


def person(rng: random.Random) -> str:
    return (
        rng.choice(words.SURNAMES) + rng.choice(words.GIVEN) + (rng.choice(words.GIVEN) if rng.random() < 0.6 else "")
    )


def firm(rng: random.Random) -> str:
    return (
        rng.choice(words.FIRM_HEADS)
        + rng.choice(words.FIRM_TAILS)
        + rng.choice(words.TRADES)
        + rng.choice(words.FIRM_ENDS)
    )


def subject(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.35:
        return place(rng) + rng.choice(words.ORGANS)
    if draw < 0.60:
        return place(rng)
    if draw < 0.75:
        return firm(rng)
    if draw < 0.90:
        return "当地" + rng.choice(words.GROUPS) if rng.random() < 0.3 else place(rng) + rng.choice(words.GROUPS)
    return rng.choice(
        ("全市", "全县", "全区", "该市", "该县", "该镇", "该园区", "该公司", "该项目", "当地")
    ) + rng.choice(("", "", "各级"))


def thing(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return rng.choice(words.ATTRIBUTES) + rng.choice(words.ATTRIBUTES) + rng.choice(words.HEADS)
    return rng.choice(words.ATTRIBUTES) + rng.choice(words.HEADS)


def deed(rng: random.Random) -> str:
    return rng.choice(words.ADVERBS) + rng.choice(words.VERBS) + thing(rng)


# Clauses without a quantity.


def plain_clause(rng: random.Random) -> str:
    """Words of one clause (or two with a comma) in which nothing is to be found."""
    draw = rng.random()
    if draw < 0.22:
        return subject(rng) + deed(rng)
    if draw < 0.36:
        return deed(rng)
    if draw < 0.46:
        return thing(rng) + rng.choice(words.STATES)
    if draw < 0.54:
        return f"在{place(rng)}{rng.choice(words.SITES)}，{rng.choice(words.GROUPS)}{rng.choice(words.ADVERBS)}{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.60:
        return f"{place(rng)}{rng.choice(words.SITES)}{rng.choice(words.SCENES)}"
    if draw < 0.68:
        return f"以{thing(rng)}为{rng.choice(words.ROLES)}{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.75:
        return f"围绕{thing(rng)}、{thing(rng)}{rng.choice(words.VERBS)}{rng.choice(words.HEADS)}"
    if draw < 0.80:
        return f"{rng.choice(words.VERBS)}{thing(rng)}、{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.86:
        return f"{firm(rng)}{rng.choice(words.TITLES)}{person(rng)}{rng.choice(words.SAID)}"
    if draw < 0.91:
        return f"{rng.choice(words.LINKS)}{rng.choice(words.VERBS)}{thing(rng)}"
    if draw < 0.95:
        return f"{rng.choice(words.OPENERS)}，{subject(rng)}{rng.choice(words.VERBS)}{thing(rng)}"
    return decoy(rng)


def decoy(rng: random.Random) -> str:
    """Digits and numerals that are no quantity."""
    draw = rng.random()
    if draw < 0.7:
        return subject(rng) + rng.choice(words.DECOYS)
    if draw < 0.8:
        return (
            f"{rng.choice(words.PHONE_HEADS)}：0{rng.randint(310, 335)}-{rng.randint(2, 8)}{rng.randint(0, 999_999):06}"
        )
    if draw < 0.9:
        return f"{rng.choice(words.PHONE_HEADS)}：1{rng.choice('35789')}{rng.randint(0, 999_999_999):09}"
    return f"{place(rng)}境内{rng.choice('GS')}{rng.randint(10, 99)}{rng.choice(('高速', '国道', '沿线'))}{rng.choice(words.STATES)}"


# Clauses with quantities: each writes one clause or a few and leaves the last mark to the sentence.
