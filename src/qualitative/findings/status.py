"""The status of a claim, computed from the evidence: never typed. Pure.

Only what is more than the author's word can support a claim. In order:

- `silent`: documents were coded to the end, and nothing speaks to the claim;
- `inconsistent`: the sources that it rests on disagree among themselves;
- `contradicted`: its own numbers do not hold, or only evidence against it was found;
- `contested`: evidence for and against it;
- `supported`: the evidence for it gives what the claim expects;
- `asserted`: only the author says so, or what others say falls short of what the claim expects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.analysis.evidence import distinct_informants
from qualitative.codebook.tree import Codebook
from qualitative.errors import FindingError, QueryError
from qualitative.findings.claims import STATUSES, Claim, Expectation
from qualitative.query import Check, matching
from qualitative.query.checks import Outcome

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["STATUSES", "Standing", "Verdict", "judge"]


@dataclass(frozen=True)
class Standing:
    """What one query found: rows that may count for the claim, and the author's own."""

    beyond_author: pd.DataFrame
    author: pd.DataFrame

    @property
    def informants(self) -> list[str]:
        """The distinct informants."""
        return distinct_informants(self.beyond_author)

    @property
    def bases(self) -> list[str]:
        """The distinct bases beyond the author."""
        return sorted(self.beyond_author["basis"].dropna().unique())


@dataclass(frozen=True)
class Verdict:
    """A claim with its status and all that led to it. `missing` says what the expectation lacks, as (kind, names)."""

    claim: Claim
    status: str
    supporting: Standing
    opposing: Standing
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    agree: tuple[tuple[Check, Outcome], ...] = ()
    hold: tuple[tuple[Check, Outcome], ...] = ()
    documents: int = 0


def judge(
    claim: Claim, evidence: pd.DataFrame, codebook: Codebook, tables: Mapping[str, pd.DataFrame], documents: int
) -> Verdict:
    """The verdict on one claim. `evidence` is the table of analysis.evidence; `documents` counts those coded to the end.

    Raises FindingError where no document was coded to the end, for then silence would mean nothing, and for a check that can't run.
    """
    if documents == 0:
        raise FindingError(
            "no document of this selection is marked done; code some to the end, or choose other cases or evidence"
        )
    supporting = _standing(claim.supporting, evidence, codebook, claim.expect)
    opposing = _standing(claim.opposing, evidence, codebook, Expectation())
    agree, hold = _run(claim, claim.agree, tables), _run(claim, claim.hold, tables)
    missing = _missing(claim.expect, supporting)
    status = _status(supporting, opposing, agree, hold, bool(missing))
    return Verdict(claim, status, supporting, opposing, missing, agree, hold, documents)


def _status(
    supporting: Standing,
    opposing: Standing,
    agree: tuple[tuple[Check, Outcome], ...],
    hold: tuple[tuple[Check, Outcome], ...],
    short: bool,
) -> str:
    found = [
        len(part) for part in (supporting.beyond_author, supporting.author, opposing.beyond_author, opposing.author)
    ]
    if not any(found):
        return "silent"
    if any(outcome.holds is False for _, outcome in agree):
        return "inconsistent"
    if any(outcome.holds is False for _, outcome in hold):
        return "contradicted"
    enough = bool(len(supporting.beyond_author)) and not short
    if len(opposing.beyond_author):
        return "contested" if len(supporting.beyond_author) else "contradicted"
    if enough:
        return "supported"
    return "asserted" if len(supporting.author) or len(supporting.beyond_author) else "silent"


def _standing(query: object, evidence: pd.DataFrame, codebook: Codebook, expect: Expectation) -> Standing:
    rows = evidence.iloc[:0] if query is None else matching(query, evidence, codebook)  # type: ignore[arg-type]  # a mask of rows
    return Standing(rows[rows["basis"].isin(expect.bases)], rows[~rows["basis"].isin(expect.bases)])


def _missing(expect: Expectation, standing: Standing) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = standing.beyond_author
    missing: list[tuple[str, tuple[str, ...]]] = []
    if isinstance(expect.informants, int):
        if len(standing.informants) < expect.informants:
            missing.append(("informants", (f"{len(standing.informants)}/{expect.informants}",)))
    else:
        missing.append(("informants", tuple(sorted(set(expect.informants) - set(standing.informants)))))
    for kind, wanted, column in (("cases", expect.cases, "case"), ("sources", expect.sources, "source")):
        there = set(rows[column].dropna())
        if isinstance(wanted, int):
            missing.append((kind, (f"{len(there)}/{wanted}",) if len(there) < wanted else ()))
        else:
            missing.append((kind, tuple(sorted(set(wanted) - there))))
    return tuple((kind, names) for kind, names in missing if names)


def _run(
    claim: Claim, checks: tuple[Check, ...], tables: Mapping[str, pd.DataFrame]
) -> tuple[tuple[Check, Outcome], ...]:
    try:
        return tuple((check, check.run(tables)) for check in checks)
    except QueryError as problem:
        raise FindingError(f"findings.yaml: {claim.id}: {problem}") from None
