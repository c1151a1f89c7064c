"""The claims of a report, weighed on the codings that count in its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualitative.codebook.tree import Codebook
from qualitative.counting import Counted
from qualitative.findings import Claim, Recommendation
from qualitative.findings.circles import own_codes
from qualitative.findings.ground import Ground, ground_of
from qualitative.findings.sides import Side
from qualitative.findings.table import Claims
from qualitative.findings.weighed import Weighed
from qualitative.findings.weighing import codes_side, evidence_side, weigh, weigh_all
from qualitative.folder import Folder
from qualitative.model import Document
from qualitative.query import Known, Query
from qualitative.query.knowing import known_of

__all__ = ["Judging"]


@dataclass(frozen=True)
class Judging:
    """The claims of a selection; each is weighed once.

    `codebook` is that under which the codings which count are read, `cases` the chosen ones, `spoken_of` the cases whose evidence is taken (None: all),
    `known` what queries may name under that codebook (None: it is read from the folder).
    """

    folder: Folder
    counted: Counted
    documents: Mapping[str, Document]
    chosen: Sequence[Claim]
    codebook: Codebook
    cases: Sequence[str]
    spoken_of: Sequence[str] | None
    known: Known | None = None

    @cached_property
    def claims(self) -> Claims:
        """Each claim weighed, by its id."""
        return self._weighed(self._ground)

    @cached_property
    def real(self) -> Claims:
        """The same without simulated material; where there is none, the same."""
        real = [one for one in self.documents.values() if one.provenance != "simulated"]
        return self.claims if len(real) == len(self.documents) else self._weighed(self._ground_in(real))

    def without(self, one: Recommendation) -> dict[str, Weighed]:
        """The claims that a recommendation rests on, weighed without what marks the recommendation itself; by id, those that can be judged."""
        codes = own_codes(one, self.codebook)
        ground = self._ground.without(codes)
        rested = [self.claims[claim] for claim in one.findings if claim in self.claims]
        return {weighed.claim.id: weigh(weighed.claim, ground) if codes else weighed for weighed in rested}

    def side(self, query: Query | None) -> Side:
        """Who and what speaks in the results that a query finds; nobody for none."""
        return evidence_side(query, self._ground)

    def side_of_codes(self, codes: Iterable[str]) -> Side:
        """Who and what speaks in the results that bear one of these codes."""
        return codes_side(codes, self._ground)

    @cached_property
    def _ground(self) -> Ground:
        return self._ground_in(self.documents.values())

    def _ground_in(self, documents: Iterable[Document]) -> Ground:
        folder, book = self.folder, self.codebook
        known = self.known
        if known is None:
            known = known_of(folder.settings, book, folder.documents.values(), folder.cases, folder.persons)
        return ground_of(
            folder, self.counted, documents, known, cases=self.cases, spoken_of=self.spoken_of, codebook=book.version
        )

    def _weighed(self, ground: Ground) -> Claims:
        return Claims(weigh_all(self.chosen, ground))
