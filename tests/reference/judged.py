"""Statuses as CONTRACTS 'Statuses' states them, row by row of its table, slow and plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SPEECH = ("says", "because", "should")


@dataclass(frozen=True)
class Piece:
    """One row of evidence: what it rests on, who says it (of a group, which), which text, read or as cited, and on which case."""

    basis: str | None  # informant, document, table, author; None: it isn't said
    case: str
    person: str | None = None
    group: str | None = None
    text: str | None = None
    reached: str = "read"


@dataclass(frozen=True)
class Member:
    """A case or person that a claim is over: whether all of it was read in full, and how many of its sources were."""

    id: str
    is_read: bool
    sources_read: int


@dataclass(frozen=True)
class Claim:
    """What is asked of the evidence."""

    kind: str
    who: str | None = None
    over: str | None = None
    members: Sequence[Member] = ()
    sources: int = 0
    persons: int = 0
    cases: int = 0
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """The rows for and against; `stretches` of the claim's cases, of which `read` were read in full for its codes."""

    pros: Sequence[Piece]
    cons: Sequence[Piece]
    stretches: int = 1
    read: int = 1


@dataclass(frozen=True)
class Side:
    """One side of the evidence, counted."""

    sources: frozenset[tuple[str, str]]
    persons: frozenset[tuple[str, str]]
    by_author: bool
    cases: frozenset[str]
    is_empty: bool
    texts_read: frozenset[tuple[str, str]]
    by_case: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


def counted(pieces: Sequence[Piece], bases: tuple[str, ...]) -> Side:
    """What stands behind one side."""
    # "`expect.bases` is a filter, and what it leaves out is 'not counted here', never the author's"
    kept = [one for one in pieces if one.basis == "author" or not bases or one.basis in bases]
    alone = {one.person for one in kept if one.basis == "informant" and one.person and not one.group}

    def source(one: Piece) -> tuple[str, str] | None:
        # "independent sources beyond the author (persons not of one group; documents and tables …)"
        if one.basis == "informant" and one.person:
            if one.group and one.person not in alone:
                return "group", one.group
            return "person", one.person
        if one.basis in ("document", "table") and one.text:
            return one.basis, one.text
        return None

    known = [(found, one) for one in kept if (found := source(one)) is not None]
    people = [(found, one) for found, one in known if found[0] in ("person", "group")]
    return Side(
        frozenset(found for found, _ in known),
        frozenset(found for found, _ in people),
        any(one.basis == "author" for one in kept),
        frozenset(one.case for _, one in known),
        not pieces,
        frozenset(found for found, one in known if one.basis in ("document", "table") and one.reached == "read"),
        {one.case: frozenset(f for f, other in known if other.case == one.case) for _, one in known},
    )


def status(claim: Claim, evidence: Evidence) -> str:
    """The first row of the table that fits."""
    pro, con = counted(evidence.pros, claim.bases), counted(evidence.cons, claim.bases)
    n, m = len(pro.sources), len(con.sources)
    nothing = pro.is_empty and con.is_empty
    # "no evidence in either set, and not every stretch of the claim's cases was read in full for its codes"
    if nothing and evidence.read < evidence.stretches:
        return "not-read"
    # "no source beyond the author for or against, and the author: for / both / against"
    if not n and not m and (pro.by_author or con.by_author):
        return "author-both" if pro.by_author and con.by_author else "only-author" if pro.by_author else "only-author-against"  # fmt: skip
    # "nothing at all, read in full"
    if nothing:
        return "not-found"
    # "evidence, but no source that can be counted"
    if not n and not m:
        return "partly"
    # "`says`: the one named says so / others only"
    if claim.kind == "says" and n:
        return "said" if any(one.person == claim.who for one in evidence.pros if counted([one], claim.bases).sources) else "partly"  # fmt: skip
    # "`should`: somebody calls for it / nobody does"; "`because`: somebody argues it / nobody does"
    if claim.kind in ("should", "because"):
        if n:
            return {"should": "called-for", "because": "argued"}[claim.kind]
        if not pro.by_author:
            return "not-found"
    if claim.kind in ("all", "none"):
        return of_all(claim, pro, con)
    # "sources for and against (`pattern`: only where those against are more than a quarter …)"
    if n and m and (claim.kind != "pattern" or m / (n + m) > 0.25):
        return "mixed"
    # "sources for, only the author against": an author who says both does not say otherwise, and the sources decide (docs/findings.md)
    if n and not m and con.by_author and not pro.by_author:
        return "author-otherwise"
    # "sources against, only the author for"
    if m and not n and pro.by_author and not con.by_author:
        return "sources-otherwise"
    # "only against: by two sources, or one document or table that was read / else"
    if m and not n:
        may = claim.kind not in SPEECH  # "`says`, `because`, `should` … never become corroborated or contradicted"
        return "contradicted" if may and (m >= 2 or con.texts_read) else "only-contrary"
    # "`expect` met by two or more independent sources / by one"; "some, `expect` not met"
    return ("corroborated" if n >= 2 else "one-source") if is_met(claim, pro) else "partly"


def of_all(claim: Claim, pro: Side, con: Side) -> str:
    """The rows of the table on `all` and `none`."""
    # "one source against"; "author against, no source against"
    if con.sources:
        return "contradicted"
    if con.by_author:
        return "author-otherwise"
    # "every case or person of `over` covered by two sources or more / by one / not every"
    covers = []
    for member in claim.members:
        if claim.kind == "none":
            covers.append(member.sources_read if member.is_read else 0)
        elif claim.over == "persons":
            # who is one of a group speaks there as one of them
            covers.append(sum(member.id == who for _, who in pro.persons))
        else:
            covers.append(len(pro.by_case.get(member.id, ())))
    if not covers or min(covers) == 0:
        return "partly"
    # a person is one source about itself: of persons all together are counted
    most = sum(covers) if claim.over == "persons" else min(covers)
    return "corroborated" if most >= 2 else "one-source"


def is_met(claim: Claim, pro: Side) -> bool:
    """Whether what the claim expects is there."""
    # "`says`, `because`, `should`, `is`: 1 source; `pattern`: 2 persons in 2 cases"
    if not (claim.sources or claim.persons or claim.cases):
        if claim.kind == "pattern":
            return len(pro.persons) >= 2 and len(pro.cases) >= 2
        return len(pro.sources) >= 1
    return len(pro.sources) >= claim.sources and len(pro.persons) >= claim.persons and len(pro.cases) >= claim.cases


def of_limbs(found: Iterable[str]) -> str:
    """ "each has its own status; equal ones are the claim's, else `contradicted` if one is, else `partly`"."""
    known = set(found)
    if len(known) == 1:
        return known.pop()
    return "contradicted" if "contradicted" in known else "partly"


def of_claim(limbs: Sequence[tuple[Claim, Evidence]]) -> tuple[str, int, int]:
    """The status of a claim whose limbs have sides of their own, and how many sources speak for and against any of them."""
    # "each has its own status"
    found = of_limbs(status(claim, evidence) for claim, evidence in limbs)
    return found, len(of_all_limbs(limbs, "pros").sources), len(of_all_limbs(limbs, "cons").sources)


def of_all_limbs(limbs: Sequence[tuple[Claim, Evidence]], side: str) -> Side:
    """One side of all limbs: what counts in one of them, each source once however many limbs it speaks of."""
    kept = []
    for claim, evidence in limbs:
        for one in getattr(evidence, side):
            if one.basis == "author" or not claim.bases or one.basis in claim.bases:
                kept.append(one)
    return counted(kept, ())
