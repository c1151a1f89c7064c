"""Who agreed to what, who could be recognised, and the papers made from that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.corpus.consents import ConsentRegister
    from qualitative.model import Document
    from qualitative.privacy.paper import Paper
    from qualitative.privacy.sheet import Carried, Quotation
    from qualitative.privacy.singling import Singled

from qualitative.study.counting import CountingPart
from qualitative.study.reporting import ReportingPart

__all__ = ["PrivacyPart"]


class PrivacyPart(CountingPart, ReportingPart):
    """Who agreed to what, who could be recognised, and the papers made from that."""

    @property
    def consents(self) -> ConsentRegister:
        """The register of consent: persons.csv, else the front matter, else study.yaml."""
        from qualitative.privacy.guards import register

        return register(self.folder)

    def may(self, person: str, scope: str) -> bool:
        """Whether what `person` said may be used for `scope`: analysis, verbatim, translation, machine, archive or recontact.

        >>> study.may("a-line", "verbatim")      # doctest: +SKIP
        """
        return self.consents.may(person, scope)

    def singled_out(self, k: int | None = None) -> Singled:
        """The smallest combinations of attributes that fewer than `k` persons share (None: `exports.k` of study.yaml, else 3)."""
        from qualitative.privacy.guards import singled_in

        return singled_in(self.folder, k)

    def ethics_page(self, today: str, language: str | None = None, k: int | None = None) -> Paper:
        """The page for an ethics board, as of `today`, in `language` (None: the study's first); it names nobody."""
        from qualitative.privacy.page import ethics_page

        return ethics_page(self.folder, self._in(language or self.settings.languages[0]), today, k)

    def check_sheet(self, person: str) -> Paper:
        """The sheet on which `person` checks their words and what is concluded from them, in all languages of the study.

        Raises PrivacyError where nobody is called so, or where they did not agree to be contacted again.
        """
        from qualitative.errors import PrivacyError, did_you_mean
        from qualitative.privacy.guards import people
        from qualitative.privacy.sheet import check_sheet

        known = people(self.folder).index
        if person not in known:
            raise PrivacyError(f"person {person!r} is not in the study; {did_you_mean(person, known)}")
        if not self.may(person, "recontact"):
            raise PrivacyError(
                f"{person} did not agree to be contacted again; if that changed, note it:"
                f" `qualitative privacy consent {person} recontact=DATE`"
            )
        said, claims = self._said(person), self._carried(person)
        return check_sheet(
            self.settings.title, said, claims, self.settings.languages, verbatim=self.may(person, "verbatim")
        )

    def _said(self, person: str) -> list[Quotation]:
        """The passages of a person that bear codings that count, in the order of the corpus."""
        from qualitative.privacy.sheet import Quotation

        turns, rows, book = self.passages, self.counted_rows(), self.folder.codebook()
        theirs, spoken = rows[rows["person"] == person], turns[turns["person"] == person]
        found = []
        for document, start, end in zip(spoken["document"], spoken["start"], spoken["end"], strict=True):
            inside = (theirs["document"] == document) & (theirs["start"] < end) & (theirs["end"] > start)
            codes = [book[code].name for code in sorted(set(theirs.loc[inside, "code"])) if code in book]
            if codes:
                where = self.folder.document(document)
                found.append(Quotation(where.title or where.id, where.date, where.text[start:end], codes))
        return found

    def _carried(self, person: str) -> list[Carried]:
        """The claims whose queries match something that the person said."""
        from qualitative.privacy.sheet import Carried
        from qualitative.query import matching

        inputs = self.draft(self.settings.languages[0], evidence="fieldwork").inputs
        carried = []
        for claim in inputs.claims:
            for query, opposed in ((claim.supporting, False), (claim.opposing, True)):
                if query is not None and _is_theirs(
                    matching(query, inputs.evidence, inputs.codebook), person, inputs.documents
                ):
                    carried.append(Carried(claim.text, opposed))
        return carried


def _is_theirs(rows: pd.DataFrame, person: str, documents: dict[str, Document]) -> bool:
    from qualitative.counting.persons import person_of

    pairs = set(zip(rows["document"], rows["speaker"], strict=True)) if len(rows) else set()
    return any(
        person_of(documents[document], label if isinstance(label, str) else None) == person for document, label in pairs
    )
