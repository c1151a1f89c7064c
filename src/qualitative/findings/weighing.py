"""Weigh each claim: find its evidence among the rows of a study, and all that must be told beside its status. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.errors import QueryError
from qualitative.findings.claims import Claim
from qualitative.findings.figures import filled
from qualitative.findings.ground import Ground
from qualitative.findings.kinds import ClaimKind
from qualitative.findings.limbs import ClaimLimb
from qualitative.findings.sides import Side, joined, side_of, sources_of
from qualitative.findings.statuses import Evidence, Member
from qualitative.findings.stray import stray_numbers
from qualitative.findings.weighed import Limb, Weighed
from qualitative.query import Check, Known, Query
from qualitative.query.checks import Outcome
from qualitative.query.coded import codes_of
from qualitative.query.match import matching_rows
from qualitative.query.rows import Rows
from qualitative.query.tree import Term, iter_terms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["codes_side", "evidence_side", "weigh", "weigh_all"]

Ran = list[tuple[Check, Outcome]]


def weigh_all(claims: Iterable[Claim], ground: Ground) -> dict[str, Weighed]:
    """Claims weighed, by their ids. What was read for their codes is looked up at once."""
    some = list(claims)
    ground.reading.look(sorted({code for claim in some for code in _codes_of(claim, ground.known)}))
    return {claim.id: weigh(claim, ground) for claim in some}


def weigh(claim: Claim, ground: Ground) -> Weighed:
    """A claim weighed. What its checks and numbers name and the study does not have is told as missing."""
    codes = _codes_of(claim, ground.known)
    here = _of_cases(claim, ground)
    is_read = ground.reading.full_of_all(codes)[ground.rows.at]
    # where there is nothing to read, nothing was read
    read_all = bool(here.any()) and bool(is_read[here].all())
    limbs = tuple(_limb(one, ground, _members(one.over, claim, ground, is_read), read_all, here) for one in claim.limbs)
    whole = limbs[0] if len(limbs) == 1 else _whole(claim, limbs, _members(claim.whole.over, claim, ground, is_read))
    sides = (whole.any.pro, whole.any.con)
    passages = ground.rows.at[here]
    said = filled(claim.text, claim.figures, ground.tables, ground.passages)
    agree, agree_missing = _run(claim.agree, ground.tables)
    hold, hold_missing = _run(claim.hold, ground.tables)
    words = [str(one) for side in sides for name in ("text", "source") for one in side.rows[name].dropna().unique()]
    outcomes = [outcome for _, outcome in (*agree, *hold)]
    return Weighed(
        claim,
        said.text,
        whole,
        limbs,
        len(np.unique(passages[is_read[here]])),
        len(np.unique(passages)),
        int(ground.rows.table["document"][here].nunique()),
        _asked(codes, ground),
        any(_is_unfinished(side, ground) for side in sides),
        any(bool((side.rows["provenance"] == "simulated").any()) for side in sides),
        _in_both(limbs),
        tuple(agree),
        tuple(hold),
        (*said.missing.items(), *agree_missing, *hold_missing),
        {
            language: stray_numbers(text, said.numbers[language], words, outcomes)
            for language, text in said.text.items()
        },
    )


def _limb(says: ClaimLimb, ground: Ground, members: Sequence[Member], is_read: bool, here: np.ndarray) -> Limb:
    some = agreed = _evidence(says, ground.rows, ground, members, is_read)
    if ground.agreed is not ground.rows:
        agreed = _evidence(says, ground.agreed, ground, members, is_read)
    return Limb(says, tuple(_named(says.supporting)), some, agreed, _searched(says, ground, here))


def _searched(says: ClaimLimb, ground: Ground, here: np.ndarray) -> int | None:
    """How many passages of the claim's cases the search for contrary evidence finds, coded or not; what is simulated can contradict nothing."""
    if says.contrary is None or says.contrary.search is None:
        return None
    is_real = (ground.rows.table["provenance"] != "simulated").to_numpy(bool)
    found = matching_rows(says.contrary.search, ground.rows, ground.known) & here & is_real
    return len(np.unique(ground.rows.at[found]))


def _whole(claim: Claim, limbs: Sequence[Limb], members: Sequence[Member]) -> Limb:
    """All limbs together: the rows that speak for or against any of them, each once."""
    some = agreed = _together(claim.whole, [limb.any for limb in limbs], members)
    if any(limb.agreed is not limb.any for limb in limbs):
        agreed = _together(claim.whole, [limb.agreed for limb in limbs], members)
    codes = tuple(dict.fromkeys(code for limb in limbs for code in limb.codes))
    return Limb(claim.whole, codes, some, agreed)


def _together(says: ClaimLimb, parts: Sequence[Evidence], members: Sequence[Member]) -> Evidence:
    pro, con = (joined([getattr(part, side) for part in parts]) for side in ("pro", "con"))
    return Evidence(says.kind, says.expect, pro, con, parts[0].is_read, says.who, says.over, members)


def _named(query: Query) -> Iterator[str]:
    """The codes that a query names, in its order."""
    for term, positive in iter_terms(query):
        if positive and isinstance(term, Term) and term.field == "code":
            yield from (str(value) for value in term.values)


def _evidence(says: ClaimLimb, rows: Rows, ground: Ground, members: Sequence[Member], is_read: bool) -> Evidence:
    pro, con = (
        side_of(_found(one, says.kind, rows, ground.known), says.expect.bases)
        for one in (says.supporting, says.opposing)
    )
    return Evidence(says.kind, says.expect, pro, con, is_read, says.who, says.over, members)


def _found(query: Query | None, kind: ClaimKind, rows: Rows, known: Known) -> pd.DataFrame:
    """The rows of codings that a query is true of; of statements only results count, and what is called for where that is the claim."""
    if query is None:
        return rows.table.iloc[:0]
    is_true = matching_rows(query, rows, known)
    if not is_true.any():
        return rows.table.iloc[:0]
    may = rows.table["finding"].to_numpy(bool)
    if kind == "should":
        may = may | (rows.table["reports"] == "recommendation").to_numpy(bool)
    coded = rows.table["coding"].notna().to_numpy(bool)
    found: pd.DataFrame = rows.table[is_true & may & coded]
    return found


def evidence_side(query: Query | None, ground: Ground) -> Side:
    """Who and what speaks in the results that a query finds."""
    return side_of(_found(query, "is", ground.rows, ground.known))


def codes_side(codes: Iterable[str], ground: Ground) -> Side:
    """Who and what speaks in the results that bear one of these codes, those below them left out."""
    table = ground.rows.table
    return side_of(table[table["code"].isin(list(codes)) & table["finding"].to_numpy(bool)])


def _codes_of(claim: Claim, known: Known) -> frozenset[str]:
    """The codes that a claim is about."""
    queries = [query for one in claim.limbs for query in (one.supporting, one.opposing)]
    terms = [term for query in queries if query is not None for term, positive in iter_terms(query) if positive]
    named = [term for term in terms if isinstance(term, Term) and (term.field == "code" or term.field in known.classes)]
    usable = set(known.codebook.usable())
    return frozenset(code for term in named for code in codes_of(term, known.codebook) if code in usable)


def _of_cases(claim: Claim, ground: Ground) -> np.ndarray:
    """The rows of the claim's cases; of a claim that names none, all."""
    if not claim.cases:
        return np.ones(len(ground.rows), dtype=bool)
    return ground.rows.table["case"].isin(list(claim.cases)).to_numpy(bool)


def _members(over: str | None, claim: Claim, ground: Ground, is_read: np.ndarray) -> list[Member]:
    """The cases, or the persons and groups of these, that a claim about all or none is over."""
    if over is None:
        return []
    table, here = ground.rows.table, _of_cases(claim, ground)
    sources = sources_of(table)
    if over == "persons":
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
    put = frozenset[str]().union(*(ground.asked.get(code, frozenset()) for code in codes))
    return len(put & set(ground.rows.passages["document"]))


def _in_both(limbs: Iterable[Limb]) -> tuple[str, ...]:
    """The places that speak for a limb and against it."""
    both: set[str] = set()
    for limb in limbs:
        both |= set(limb.any.pro.rows["place"]) & set(limb.any.con.rows["place"])
    return tuple(sorted(both))


def _is_unfinished(side: Side, ground: Ground) -> bool:
    """Whether some evidence lies where nobody whose codings count marked the text done."""
    if side.is_empty:
        return False
    passages = zip(side.rows["document"], side.rows["passage"], strict=True)
    return not ground.undone.isdisjoint(passages)


def _run(checks: Iterable[Check], tables: Mapping[str, pd.DataFrame]) -> tuple[Ran, list[tuple[str, str]]]:
    """The checks with their outcomes, and those that name what the tables do not have, each with why."""
    ran: Ran = []
    missing = []
    for check in checks:
        try:
            ran.append((check, check.run(tables)))
        except QueryError as problem:
            missing.append((check.text, str(problem)))
    return ran, missing
