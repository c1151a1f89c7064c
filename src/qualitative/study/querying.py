"""Queries over the rows of a study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualitative.counting import Counted
from qualitative.model import Names
from qualitative.query.knowing import attribute_tables, known_of
from qualitative.query.passages import asked_passages
from qualitative.query.rows import Rows, rows_of
from qualitative.study.counting import CountingPart
from qualitative.study.opened import some

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.query.found import Found
    from qualitative.query.known import Known

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

        >>> found = study.query("code:pride not person(code:workaround)")     # doctest: +SKIP
        >>> found.persons, found.in_full.persons, found.sentences("en")      # doctest: +SKIP
        """
        from qualitative.query.asking import ask

        counted = found or self.counted()
        rows = self._rows(counted.table, some(documents) or list(self.folder.documents), interviewers=interviewers)
        return ask(text, rows, self._known(), lambda codes: self.read_for(sorted(codes), counted))

    def _known(self) -> Known:
        """What queries of this study may name."""
        folder = self.folder
        return known_of(self.settings, folder.codebook(), folder.documents.values(), folder.cases, folder.persons)

    def _rows(self, codings: pd.DataFrame, documents: Iterable[str], *, interviewers: bool) -> Rows:
        """The rows of some documents."""
        folder = self.folder
        chosen = [folder.document(one) for one in dict.fromkeys(documents)]
        tables = attribute_tables(folder.documents.values(), folder.cases, folder.persons, self.settings.attributes)
        return rows_of(asked_passages(chosen), codings, interviewers=interviewers, attributes=tables)
