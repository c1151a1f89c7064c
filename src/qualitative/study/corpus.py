"""The corpus, cases, tables and codebook of a study, to read, search, add to and check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.codebook.tree import Codebook
from qualitative.folder import sql
from qualitative.model import Document
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.checks import Problem
    from qualitative.corpus.adding import Addition
    from qualitative.display import Html

from qualitative.study.opened import Opened

__all__ = ["CorpusPart"]


class CorpusPart(Opened):
    """The corpus, cases, tables and codebook of a study, to read, search, add to and check."""

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, index `document`; columns title, kind, provenance, case, date, language, basis, role, turns, words."""
        import pandas as pd

        rows = [
            (
                d.id,
                d.title,
                d.kind,
                d.provenance,
                d.case,
                d.date,
                d.language,
                d.basis,
                d.role,
                len(turns_of(d)),
                len(d.text.split()),
            )
            for d in self.folder.documents.values()
        ]
        columns = [
            "document",
            "title",
            "kind",
            "provenance",
            "case",
            "date",
            "language",
            "basis",
            "role",
            "turns",
            "words",
        ]
        return pd.DataFrame(rows, columns=columns).set_index("document")

    @property
    def turns(self) -> pd.DataFrame:
        """One row a turn (or paragraph of prose); columns: analysis.turns.TURNS."""
        from qualitative.analysis.turns import turns_table

        return turns_table(self.folder.documents.values())

    @property
    def cases(self) -> pd.DataFrame:
        """One row a case, index `case`, attributes as in `cases.csv`."""
        return self.folder.cases

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The other quantitative tables by name."""
        return self.folder.tables

    @property
    def codebook(self) -> Codebook:
        """The newest version of the codebook."""
        return self.folder.codebook()

    def add(
        self,
        path: str | Path,
        *,
        dry_run: bool = False,
        taken: Iterable[str] = (),
        recurring: Iterable[str] = (),
        **wishes: Any,
    ) -> Addition:
        """Add a file from outside (see corpus.adding.Wishes for what can be said of it); what was read, guessed and not read.

        `corpus.preview.preview` makes of it what a person looks at before writing; `recurring` are labels of other
        files; those of interviewers in the corpus are known.

        >>> study.add("wawancara.docx", case="north", date="2018-11")   # doctest: +SKIP
        """
        from qualitative.corpus.adding import Wishes
        from qualitative.folder import adding

        addition = adding.plan(self.folder, path, Wishes(**wishes), taken=taken, recurring=recurring)
        if not dry_run:
            adding.add(self.folder, addition)
        return addition

    def check(self, paper: str | Path | None = None) -> list[Problem]:
        """Every problem of the study, with file and line; with the `paper` (or QUALITATIVE_SHARED), also of its locators."""
        from qualitative.checks import CHECKS, Parts, find_problems
        from qualitative.checks.locators import paper_checks
        from qualitative.findings import checks as findings
        from qualitative.privacy import checks as privacy
        from qualitative.reports.content import checks as reports

        parts = Parts(self.folder)
        return find_problems(
            parts, (*CHECKS, *privacy.CHECKS, *findings.CHECKS, *reports.CHECKS, *paper_checks(parts, paper))
        )

    def document(self, document: str) -> Document:
        """One document with its text."""
        return self.folder.document(document)

    def show(self, document: str, coders: Iterable[str] = (), turns: range | None = None, language: str = "en") -> Html:
        """A document as people read it, turn by turn; with `coders`, their segments in it. `turns` numbers from 1."""
        from qualitative.display import transcript_html

        codings = self.codings(list(coders)) if coders else None
        here = None if codings is None else codings[codings["document"] == document]
        return transcript_html(self.document(document), here, self.codebook, turns, language)

    def concordance(self, keyword: str, **settings: Any) -> pd.DataFrame:
        """Every place of a word in its context; `attrs["warning"]` says whose words they are.

        See analysis.concordance.concordance for what may be said: documents, case, provenance, inflected=True, width, and more.
        """
        from qualitative.analysis.concordance import concordance

        return concordance(self.turns, keyword, **settings)

    def words(self, statistic: str = "frequencies", **settings: Any) -> pd.DataFrame:
        """`frequencies`, `collocations` or `keyness` of words; `attrs["warning"]` says whose words they are.

        See analysis.words.word_statistic for what may be said: documents, case, provenance, against=…, interviewer=True, and more.
        """
        from qualitative.analysis.words import word_statistic

        return word_statistic(statistic, self.turns, self.settings.design, **settings)

    def sql(self, query: str) -> pd.DataFrame:
        """The answer to a query in SQL (DuckDB) over `codings`, `documents`, `cases` and the quantitative tables by name.

        >>> Study.open().sql('select code, "case", count(*) n from codings group by all')   # doctest: +SKIP
        """
        return sql(self.folder, query)
