"""Weigh each claim: find its evidence among the rows of a study, and all that must be told beside its status. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualitative.errors import FindingError, QueryError
from qualitative.findings.claims import Claim
from qualitative.findings.expectation import Lack, lacking
from qualitative.findings.figures import filled
from qualitative.findings.kinds import StatusId, weaker
from qualitative.findings.sides import Side, side_of, sources_of
from qualitative.findings.statuses import Evidence, Member, status_of, status_of_limbs
from qualitative.query import Check, Known, Query
from qualitative.query.checks import Outcome
from qualitative.query.coded import codes_of
from qualitative.query.match import matching_rows
from qualitative.query.reading import covered
from qualitative.query.rows import Rows
from qualitative.query.tree import Term, iter_terms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Ground", "Limb", "Weighed", "weigh"]


@dataclass(frozen=True)
class Ground:
    """What claims are weighed on: the rows of the codings that count, at the upper end of the range (`rows`) and at the lower (`agreed`).

    `read_for` gives for codes the table of `counting.reading.read_for`, `done` are the stretches (document, start, end) that somebody whose codings count
    marked done, `asked` the documents in which the guide's questions on each code were put (None: there is no guide).
    """

    rows: Rows
    agreed: Rows
    known: Known
    tables: Mapping[str, pd.DataFrame]
    cases: Sequence[str]
    passages: pd.DataFrame
    read_for: Callable[[frozenset[str]], pd.DataFrame]
    done: pd.DataFrame
    asked: Mapping[str, frozenset[str]] | None = None


@dataclass(frozen=True)
class Limb:
    """One query for a claim, its evidence, and the status that follows from it at both ends of the range."""

    evidence: Evidence
    status: StatusId
    agreed: StatusId

    @property
    def weaker(self) -> StatusId:
        """The one that says less."""
        return weaker(self.status, self.agreed)


@dataclass(frozen=True)
class Weighed:
    """A claim with its status and what stands beside it.

    `read` of `passages` passages were read in full for its codes; `documents` are those of its cases, `asked` those in which it was asked for (None: not known).
    `depends` says that the status depends on whose codings count, `unfinished` that evidence lies in stretches nobody marked done.
    `in_both` are statements for and against at once; `lacks` what is expected and missing. `contrary` is how many sources speak against,
    None where nobody looked for them; `cannot` that this material could not.
    """

    claim: Claim
    text: Mapping[str, str]
    status: StatusId
    limbs: tuple[Limb, ...]
    read: int
    passages: int
    documents: int
    asked: int | None
    depends: bool
    unfinished: bool
    simulated: bool
    in_both: tuple[str, ...]
    lacks: tuple[Lack, ...]
    agree: tuple[tuple[Check, Outcome], ...]
    hold: tuple[tuple[Check, Outcome], ...]

    @property
    def pro(self) -> Side:
        """What speaks for the claim; of one with limbs, for the first."""
        return self.limbs[0].evidence.pro

    @property
    def con(self) -> Side:
        """What speaks against it."""
        return self.limbs[0].evidence.con

    @property
    def is_met(self) -> bool:
        """Whether what the claim expects is there, in each limb."""
        return not self.lacks

    @property
    def looked(self) -> bool:
        """Whether somebody looked for what speaks against the claim."""
        return self.claim.contrary is not None

    def figures(self, which: str) -> dict[str, int]:
        """How many checks of `hold` or `agree` come true, do not, and are undecided (a cell is NA)."""
        outcomes = [outcome.holds for _, outcome in getattr(self, which)]
        return {"yes": outcomes.count(True), "no": outcomes.count(False), "undecided": outcomes.count(None)}


def weigh(claim: Claim, ground: Ground) -> Weighed:
    """A claim weighed. Raises FindingError for a check or number that names what is not there."""
    queries = claim.limbs or (claim.supporting,)
    codes = _codes((*queries, claim.opposing), ground.known)
    reading = ground.read_for(codes) if codes else None
    here = _of_cases(claim, ground)
    is_read = _read(ground.rows, codes, reading)
    members = _members(claim, ground, is_read)
    limbs = tuple(_limb(query, claim, ground, members, bool(is_read[here].all())) for query in queries)
    status = status_of_limbs([limb.weaker for limb in limbs])
    sides = [side for limb in limbs for side in (limb.evidence.pro, limb.evidence.con)]
    lacks = [lack for limb in limbs for lack in lacking(claim.expect, claim.kind, limb.evidence.pro)]
    passages = ground.rows.at[here]
    return Weighed(
        claim,
        filled(claim.id, claim.text, claim.figures, ground.tables, ground.passages),
        status,
        limbs,
        len(np.unique(passages[is_read[here]])),
        len(np.unique(passages)),
        int(ground.rows.table["document"][here].nunique()),
        _asked(codes, ground),
        any(limb.status != limb.agreed for limb in limbs),
        any(_is_unfinished(side, ground) for side in sides),
        any(bool((side.rows["provenance"] == "simulated").any()) for side in sides),
        _in_both(limbs),
        tuple(lacks),
        _run(claim, claim.agree, ground.tables),
        _run(claim, claim.hold, ground.tables),
    )


def _limb(query: Query, claim: Claim, ground: Ground, members: Sequence[Member], is_read: bool) -> Limb:
    upper, lower = (_evidence(query, claim, rows, ground, members, is_read) for rows in (ground.rows, ground.agreed))
    return Limb(upper, status_of(upper), status_of(lower))


def _evidence(
    query: Query, claim: Claim, rows: Rows, ground: Ground, members: Sequence[Member], is_read: bool
) -> Evidence:
    pro, con = (side_of(_found(one, claim, rows, ground.known), claim.expect.bases) for one in (query, claim.opposing))
    return Evidence(claim.kind, claim.expect, pro, con, is_read, claim.who, claim.over, members)


def _found(query: Query | None, claim: Claim, rows: Rows, known: Known) -> pd.DataFrame:
    """The rows of codings that a query is true of; of statements only results count, and what is called for where that is the claim."""
    if query is None:
        return rows.table.iloc[:0]
    may = rows.table["finding"].to_numpy(bool)
    if claim.kind == "should":
        may = may | (rows.table["reports"] == "recommendation").to_numpy(bool)
    coded = rows.table["coding"].notna().to_numpy(bool)
    found: pd.DataFrame = rows.table[matching_rows(query, rows, known) & may & coded]
    return found


def _codes(queries: Iterable[Query | None], known: Known) -> frozenset[str]:
    """The codes that a claim is about."""
    terms = [term for query in queries if query is not None for term, positive in iter_terms(query) if positive]
    named = [term for term in terms if isinstance(term, Term) and (term.field == "code" or term.field in known.classes)]
    usable = set(known.codebook.usable())
    return frozenset(code for term in named for code in codes_of(term, known.codebook) if code in usable)


def _read(rows: Rows, codes: Iterable[str], reading: pd.DataFrame | None) -> np.ndarray:
    """For each row, whether its passage was read in full for all these codes."""
    full = np.ones(len(rows.passages), dtype=bool)
    if reading is not None:
        for code in codes:
            full &= covered(rows.passages, reading[(reading["code"] == code) & reading["absent"]])
    found: np.ndarray = full[rows.at]
    return found


def _of_cases(claim: Claim, ground: Ground) -> np.ndarray:
    """The rows of the claim's cases; of a claim that names none, all."""
    if not claim.cases:
        return np.ones(len(ground.rows), dtype=bool)
    return ground.rows.table["case"].isin(list(claim.cases)).to_numpy(bool)


def _members(claim: Claim, ground: Ground, is_read: np.ndarray) -> list[Member]:
    """The cases, or the persons and groups of these, that a claim about all or none is over."""
    if claim.over is None:
        return []
    table, here = ground.rows.table, _of_cases(claim, ground)
    sources = sources_of(table)
    if claim.over == "persons":
        spoken = {
            one for one, inside in zip(sources, here, strict=True) if inside and one and one.kind in ("person", "group")
        }
        return [Member(one.id, bool(is_read[[one == other for other in sources]].all()), 1) for one in sorted(spoken)]
    found = []
    for case in claim.cases or ground.cases:
        of_case = (table["case"] == case).to_numpy(bool)
        speak = {one for one, inside in zip(sources, of_case, strict=True) if inside and one}
        found.append(Member(case, bool(of_case.any()) and bool(is_read[of_case].all()), len(speak)))
    return found


def _asked(codes: Iterable[str], ground: Ground) -> int | None:
    if ground.asked is None:
        return None
    return len(frozenset[str]().union(*(ground.asked.get(code, frozenset()) for code in codes)))


def _is_unfinished(side: Side, ground: Ground) -> bool:
    """Whether some evidence lies where nobody whose codings count marked the text done."""
    if side.is_empty:
        return False
    passages = side.rows[["document", "passage"]].drop_duplicates().rename(columns={"passage": "n"})
    spans = passages.merge(ground.rows.passages, on=["document", "n"])
    return not bool(covered(spans, ground.done).all())


def _in_both(limbs: Iterable[Limb]) -> tuple[str, ...]:
    """The places that speak for and against."""
    both: set[str] = set()
    for limb in limbs:
        both |= set(limb.evidence.pro.rows["place"]) & set(limb.evidence.con.rows["place"])
    return tuple(sorted(both))


def _run(
    claim: Claim, checks: Iterable[Check], tables: Mapping[str, pd.DataFrame]
) -> tuple[tuple[Check, Outcome], ...]:
    try:
        return tuple((check, check.run(tables)) for check in checks)
    except QueryError as problem:
        raise FindingError(f"findings.yaml: {claim.id}: {problem}") from None
