"""The claims of a study, weighed against the codings that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.counting import Counted
from qualitative.study.querying import QueryingPart

if TYPE_CHECKING:
    from qualitative.findings.table import Claims

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
        from qualitative.findings.ground import ground_of
        from qualitative.findings.table import Claims
        from qualitative.findings.weighing import weigh_all

        chosen = [one for one in self.folder.documents.values() if simulated or one.provenance != "simulated"]
        ground = ground_of(self.folder, found or self.counted(), chosen, self._known())
        path, settings = self.root / "reports/findings.yaml", self.settings
        read = read_claims(path, ground.known, ground.cases, settings.coders, self.root, settings.languages)
        return Claims(weigh_all(read.sound(), ground))
