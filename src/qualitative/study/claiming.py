"""The claims of a study, weighed against the codings that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.counting import Counted
from qualitative.counting.asked import asked
from qualitative.study.querying import QueryingPart

if TYPE_CHECKING:
    from qualitative.findings.table import Claims
    from qualitative.findings.weighing import Ground

__all__ = ["ClaimingPart"]


class ClaimingPart(QueryingPart):
    """The claims of a study, weighed against the codings that count."""

    def claims(self, *, simulated: bool = False, found: Counted | None = None) -> Claims:
        """Every claim of `reports/findings.yaml` with its status and what stands beside it, on the codings that count (`found`, or all now).

        Simulated documents are left out unless they are asked for.

        >>> claims = study.claims()                                # doctest: +SKIP
        >>> claims["letter-to-firm-a"].status, claims.table("en")       # doctest: +SKIP
        """
        from qualitative.findings.claims import read_claims
        from qualitative.findings.table import Claims
        from qualitative.findings.weighing import weigh

        ground = self._ground(found or self.counted(), simulated=simulated)
        path, settings = self.root / "reports/findings.yaml", self.settings
        claims = read_claims(path, ground.known, ground.cases, settings.coders, self.root, settings.languages)
        return Claims({claim.id: weigh(claim, ground) for claim in claims})

    def _ground(self, counted: Counted, *, simulated: bool) -> Ground:
        from qualitative.findings.weighing import Ground
        from qualitative.query.passages import asked_passages

        chosen = [one for one in self.folder.documents.values() if simulated or one.provenance != "simulated"]
        names = [one.id for one in chosen]
        pieces = counted.pieces
        cases = self.folder.cases
        return Ground(
            rows=self._rows(counted.table, names, interviewers=False),
            agreed=self._rows(counted.agreed, names, interviewers=False),
            known=self._known(),
            tables={**self.folder.tables, "cases": cases.reset_index()},
            cases=[str(case) for case in cases.index],
            passages=asked_passages(chosen),
            read_for=lambda codes: self.read_for(sorted(codes), counted),
            done=pieces.loc[pieces["how"].notna(), ["document", "start", "end"]],
            asked=self._asked_of_codes(),
        )

    def _asked_of_codes(self) -> dict[str, frozenset[str]] | None:
        """By code the documents in which a question on it was put; None without a guide."""
        guide = self.guide
        if not guide:
            return None
        put = asked(guide, self.folder.documents.values())
        found: dict[str, frozenset[str]] = {}
        for question in guide:
            where = frozenset(put.loc[put["question"] == question.id, "document"])
            for code in question.codes:
                found[code] = found.get(code, frozenset()) | where
        return found
