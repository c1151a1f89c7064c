"""The library's statuses over the same records."""

from __future__ import annotations

import pandas as pd

from qualitative.findings.expectation import Expectation
from qualitative.findings.kinds import StatusId
from qualitative.findings.sides import Side, side_of
from qualitative.findings.statuses import Evidence as LibraryEvidence
from qualitative.findings.statuses import Member, status_of
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
