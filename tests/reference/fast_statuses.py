"""The library's statuses over the same records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from qualitative.findings.expectation import Expectation
from qualitative.findings.kinds import StatusId
from qualitative.findings.sides import Side, joined, side_of
from qualitative.findings.statuses import Evidence as LibraryEvidence
from qualitative.findings.statuses import Member, status_of, status_of_limbs
from reference.judged import Claim, Evidence, Piece

COLUMNS = ["basis", "person", "kind", "document", "source", "section", "provenance", "reached", "case"]


def evidence_fast(claim: Claim, evidence: Evidence) -> LibraryEvidence:
    """What the library's status follows from."""
    return LibraryEvidence(
        claim.kind,  # type: ignore[arg-type]  # the random claims have these kinds
        Expectation(claim.persons, claim.cases, claim.bases or ("informant", "document", "table"), claim.sources),
        side(evidence.pros, claim.bases),
        side(evidence.cons, claim.bases),
        evidence.read == evidence.stretches,
        claim.who,
        claim.over,
        [Member(one.id, one.is_read, one.sources_read) for one in claim.members],
    )


def status_fast(claim: Claim, evidence: Evidence) -> StatusId:
    """The library's status."""
    return status_of(evidence_fast(claim, evidence))


def side(pieces: tuple[Piece, ...] | list[Piece], bases: tuple[str, ...]) -> Side:
    """Rows of the pieces, as queries give them: of a published note where there is a group no more than elsewhere."""
    rows = [
        (
            one.basis, one.person, "group" if one.group else "interview", one.group or "talk", one.text, None, "published",
            one.reached, one.case,
        )
        for one in pieces
    ]  # fmt: skip
    return side_of(pd.DataFrame(rows, columns=COLUMNS, dtype=object), bases)


def claim_fast(limbs: Sequence[tuple[Claim, Evidence]]) -> tuple[StatusId, int, int]:
    """The library's status of a claim with limbs, and its sources for and against."""
    weighed = [evidence_fast(claim, evidence) for claim, evidence in limbs]
    sides = []
    for name, pieces in (("pro", "pros"), ("con", "cons")):
        parts = []
        for (_, evidence), one in zip(limbs, weighed, strict=True):
            # as in a study one row is one row, whichever limb asks for it
            rows = [id(row) for row in getattr(evidence, pieces)]
            part = getattr(one, name)
            parts.append(
                replace(
                    part, rows=part.rows.set_axis(rows), kept=part.kept.set_axis([rows[k] for k in part.kept.index])
                )
            )
        sides.append(joined(parts))
    return status_of_limbs([status_of(one) for one in weighed]), len(sides[0].sources), len(sides[1].sources)
