"""The corpus, cases, tables and codebook of a study, to read, search, add to and check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.errors import StatisticError
from qualitative.folder import sql
from qualitative.model import Names, listed
from qualitative.study.listing import Listing
from qualitative.study.opened import Opened, some
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.checks import Problem
    from qualitative.corpus.adding import Addition
    from qualitative.display import Html

__all__ = ["CorpusPart"]

_DOCUMENTS = ["document", "title", "kind", "provenance", "case", "date", "language", "basis", "role", "turns", "words"]
# what only some statistics of words can be told
_ASKED = {
    "frequencies": ("stop_words", "without"),
    "collocations": ("stop_words", "without", "minimum", "window"),
    "keyness": ("minimum",),
}


class CorpusPart(Opened):
    """The corpus, cases, tables and codebook of a study, to read, search, add to and check."""

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, index `document`; columns title, kind, provenance, case, date, language, basis, role, turns, words."""
        import pandas as pd

        rows = [
            {
                "document": d.id,
                "title": d.title,
                "kind": d.kind,
                "provenance": d.provenance,
                "case": d.case,
                "date": d.date,
                "language": d.language,
                "basis": d.basis,
                "role": d.role,
                "turns": len(turns_of(d)),
                "words": len(d.text.split()),
            }
            for d in self.folder.documents.values()
        ]
        return pd.DataFrame(rows, columns=_DOCUMENTS).set_index("document")

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

    def add(
        self,
        path: str | Path,
        *,
        case: str | None = None,
        date: str | None = None,
        kind: str | None = None,
        provenance: str | None = None,
        language: str | None = None,
        id: str | None = None,
        title: str | None = None,
        speakers: Mapping[str, str] | None = None,
        unlabelled: str | None = None,
        prose: bool = False,
        encoding: str | None = None,
        new_case: bool = False,
        dry_run: bool = False,
        taken: Names = (),
        recurring: Names = (),
    ) -> Addition:
        """Add a file from outside; what was read, guessed and not read. What is not said is left to its front matter, a default or a guess.

        `speakers` says who each label is (interviewer, informant, or text for no speaker), `unlabelled` who speaks in paragraphs without one;
        in `prose` nobody speaks. `taken` are ids that other files of the same batch get, `recurring` labels of other files; those of
        interviewers in the corpus are known. With `new_case` a `case` without a row in cases.csv gets one. `corpus.preview.preview` makes of a dry run what a person looks at before writing.

        >>> study.add("interview.txt", case="firm-a", date="2024-05")   # doctest: +SKIP
        """
        from qualitative.corpus.adding import Wishes
        from qualitative.folder import adding

        wanted = Wishes(
            case=case,
            date=date,
            kind=kind,
            provenance=provenance,
            language=language,
            id=id,
            title=title,
            speakers=speakers or {},
            unlabelled=unlabelled,
            prose=prose,
            encoding=encoding,
            new_case=new_case,
        )
        addition = adding.plan(self.folder, path, wanted, taken=listed(taken), recurring=listed(recurring))
        if not dry_run:
            adding.add(self.folder, addition)
        return addition

    def check(self, paper: str | Path | None = None) -> Listing[Problem]:
        """Every problem of the study, with file and line; with the `paper` (or QUALITATIVE_SHARED), also of its locators."""
        from qualitative.checks import CHECKS, Parts, find_problems
        from qualitative.checks.locators import paper_checks
        from qualitative.findings import checks as findings
        from qualitative.privacy import checks as privacy
        from qualitative.reports.content import checks as reports

        parts = Parts(self.folder)
        checks = (*CHECKS, *privacy.CHECKS, *findings.CHECKS, *reports.CHECKS, *paper_checks(parts, paper))
        return Listing(find_problems(parts, checks))

    def show(self, document: str, coders: Names = (), turns: range | None = None, language: str | None = None) -> Html:
        """A document as people read it, turn by turn; with `coders`, their segments in it. `turns` numbers from 1.

        `language` is that of the words around it; None: English where the study has it, else its first.
        """
        from qualitative.display import transcript_html

        codings = self.codings(coders) if listed(coders) else None
        here = None if codings is None else codings[codings["document"] == document]
        return transcript_html(self.document(document), here, self.codebook, turns, self._in(language))

    def concordance(
        self,
        keyword: str,
        *,
        width: int = 45,
        inflected: bool = False,
        documents: Names | None = None,
        case: Names | None = None,
        provenance: Names | None = None,
        interviewer: bool = True,
        language: str | None = None,
    ) -> pd.DataFrame:
        """Every place of a word in its context, `width` characters a side; `attrs["warning"]` says, in `language`, whose words they are.

        `inflected` also finds other forms of the word. `documents`, `case`, `provenance` choose turns (None: all), `interviewer` whether
        those who ask are among them.
        """
        from qualitative.analysis.concordance import concordance

        return concordance(
            self.turns,
            keyword,
            width,
            inflected,
            language=self._in(language),
            documents=some(documents),
            case=some(case),
            provenance=some(provenance),
            interviewer=interviewer,
        )

    def words(
        self,
        statistic: str = "frequencies",
        *,
        documents: Names | None = None,
        case: Names | None = None,
        provenance: Names | None = None,
        interviewer: bool = False,
        against: Mapping[str, Any] | None = None,
        stop_words: bool | None = None,
        without: Names | None = None,
        minimum: int | None = None,
        window: int | None = None,
        language: str | None = None,
    ) -> pd.DataFrame:
        """`frequencies`, `collocations` or `keyness` of words; `attrs["warning"]` says, in `language`, whose words they are.

        `documents`, `case`, `provenance` choose turns (None: all), `interviewer` whether those who ask are among them; keyness compares them
        with the turns that `against` chooses by the same names. Frequencies and collocations leave out `stop_words` unless asked for, and
        words `without`; `minimum` is how often a pair or word was seen at least, `window` how many words a pair spans.
        """
        from qualitative.analysis.word_statistics import word_statistic

        said = {
            "stop_words": stop_words,
            "without": None if without is None else listed(without),
            "minimum": minimum,
            "window": window,
        }
        settings = {name: value for name, value in said.items() if value is not None}
        wrong = [name for name in settings if name not in _ASKED.get(statistic, settings)]
        if wrong:
            able = [one for one, names in _ASKED.items() if wrong[0] in names]
            raise StatisticError(f"{wrong[0]!r} is nothing to say of {statistic}; it is for {' and '.join(able)}")
        return word_statistic(
            statistic,
            self.turns,
            self.settings.design,
            against=against,
            language=self._in(language),
            interviewer=interviewer,
            documents=some(documents),
            case=some(case),
            provenance=some(provenance),
            **settings,
        )

    def sql(self, query: str) -> pd.DataFrame:
        """The answer to a query in SQL (DuckDB) over `codings`, `documents`, `cases` and the quantitative tables by name.

        >>> Study.open().sql('select code, "case", count(*) n from codings group by all')   # doctest: +SKIP
        """
        return sql(self.folder, query)
