"""Queries over the rows of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.counting import Counted
from qualitative.model import Names
from qualitative.query.knowing import attribute_tables, known_of
from qualitative.query.passages import asked_passages
from qualitative.query.rows import Rows, rows_of
from qualitative.study.counting import CountingPart
from qualitative.study.opened import some

if TYPE_CHECKING:
    from qualitative.query.found import Found

__all__ = ["QueryingPart"]


class QueryingPart(CountingPart):
    """Queries over the rows of a study."""

    def query(
        self,
        text: str,
        *,
        documents: Names | None = None,
        interviewers: bool = False,
        found: Counted | None = None,
    ) -> Found:
        """What a query finds among the codings that count (`found`, or all now) and the passages that bear none.

        The selection, also of `not`, is all `documents`, or those named; what interviewers say is left out unless it is asked for.

        >>> found = study.query("code:budget not person(code:services)")     # doctest: +SKIP
        >>> found.persons, found.in_full.persons, found.sentences("en")      # doctest: +SKIP
        """
        from qualitative.query.asking import ask

        counted = found or self.counted()
        known = known_of(
            self.settings,
            self.folder.codebook(),
            self.folder.documents.values(),
            self.folder.cases,
            self.folder.persons,
        )
        rows = self._rows(counted, documents, interviewers)
        return ask(text, rows, known, lambda codes: self.read_for(sorted(codes), counted))

    def _rows(self, counted: Counted, documents: Names | None, interviewers: bool) -> Rows:
        """The rows of some documents; of all, where none are named."""
        wanted = some(documents) or list(self.folder.documents)
        chosen = [self.folder.document(one) for one in dict.fromkeys(wanted)]
        tables = attribute_tables(
            self.folder.documents.values(), self.folder.cases, self.folder.persons, self.settings.attributes
        )
        return rows_of(asked_passages(chosen), counted.table, interviewers=interviewers, attributes=tables)
