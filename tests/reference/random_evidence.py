"""Random claims and random evidence for and against them."""

from __future__ import annotations

from random import Random

from reference.judged import Claim, Evidence, Member, Piece

PEOPLE = ("ana", "budi", "citra", "dewi")
CASES = ("north", "south")
KINDS = ("says", "is", "pattern", "all", "none", "because", "should")


def claim_and_evidence(seed: int) -> tuple[Claim, Evidence]:
    """A claim of some kind, and few pieces of evidence, often on one side alone."""
    random = Random(seed)
    pros, cons = (
        [piece(random) for _ in range(random.choice(sizes))]
        for sizes in random.choice(
            (((0, 1, 2, 5), (0, 1, 2)), ((0, 1, 3), (0,)), ((0,), (0, 1, 3)), ((4, 9), (0, 1, 2)))
        )
    )
    kind = random.choice(KINDS)
    over = random.choice(("cases", "persons"))
    sources = (*PEOPLE, "g1", "g2") if over == "persons" else CASES
    members = [
        Member(one, random.random() < 0.7, random.choice((0, 1, 2, 3)) if over == "cases" else 1)
        for one in random.sample(sources, random.randint(0, 2))
    ]
    stretches = random.randint(0, 3)
    expects = random.random() < 0.4
    return Claim(
        kind, random.choice(PEOPLE) if kind == "says" else None, over, members,
        random.choice((0, 1, 2)) if expects else 0, random.choice((0, 0, 1, 2)) if expects else 0,
        random.choice((0, 0, 2)) if expects else 0, random.choice(((), (), (), ("informant",), ("document", "table"))),
    ), Evidence(pros, cons, stretches, random.choice((stretches, random.randint(0, stretches))))  # fmt: skip


def piece(random: Random) -> Piece:
    """One row of evidence."""
    basis = random.choice(("informant", "informant", "informant", "document", "table", "author", "author", None))
    named = random.random() < 0.85
    person = random.choice(PEOPLE) if basis == "informant" and named else None
    text = random.choice(("law", "guide")) if basis in ("document", "table") and named else None
    group = random.choice((None, None, "g1", "g2")) if person else None
    return Piece(basis, random.choice(CASES), person, group, text, random.choice(("read", "cited")))


def claim_with_limbs(seed: int) -> list[tuple[Claim, Evidence]]:
    """Two or three limbs, each with a kind and sides of its own; some pieces speak for or against several of them."""
    random = Random(seed)
    pool = [piece(random) for _ in range(random.randint(1, 8))]
    limbs = []
    for _ in range(random.choice((2, 3))):
        claim, evidence = claim_and_evidence(random.randrange(10**6))
        pros, cons = (random.sample(pool, random.randint(0, min(3, len(pool)))) for _ in range(2))
        limbs.append((claim, Evidence(pros, cons, evidence.stretches, evidence.read)))
    return limbs
