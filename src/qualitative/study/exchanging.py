"""Exchange with other tools and people: bring projects in, and take out what counts, or the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.model import Names, listed
from qualitative.study.listing import Listing
from qualitative.study.opened import Opened

if TYPE_CHECKING:
    from qualitative.exchange.exporting import Exported
    from qualitative.exchange.importing import Imported
    from qualitative.exchange.progress import Progress
    from qualitative.exchange.taking.plan import Taking
    from qualitative.exports.quote import Quote

__all__ = ["ExchangingPart"]


class ExchangingPart(Opened):
    """Exchange with other tools and people: bring projects in, and take out what counts, or the study."""

    def import_(
        self,
        file: str | Path,
        *,
        format: str | None = None,
        positions: str = "auto",
        coder: str | None = None,
        columns: Mapping[str, str] | None = None,
        texts: str | Path | None = None,
        project: int | None = None,
        language: str | None = None,
        done: bool = False,
        blind: bool = False,
        dry_run: bool = False,
        agreed: Callable[[Taking], bool] | None = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Bring what is new in another tool's project into this study, all of it or nothing; the report is in `losses`.

        `positions` says how the file counts (`auto`: found out), `coder` who coded a table that names nobody, `columns` what columns of a
        table are (`{"code": "Kod"}`), `texts` where texts lie that the file only names, `project` which of several, `language` that of its
        codes. With `done`, everybody read to the end what they coded; with `blind`, nobody saw what others coded. `agreed` is shown what would change, and says whether it shall.

        Raises ReaderError or StudyError in one sentence; then nothing was changed.
        """
        from qualitative.exchange.formats import Reading
        from qualitative.exchange.importing import import_file
        from qualitative.exchange.progress import silent
        from qualitative.exchange.taking.plan import Wishes

        reading = Reading(project, None if texts is None else Path(texts), dict(columns or {}))
        made = import_file(
            Path(file),
            into=self.folder,
            format=format,
            positions=positions,
            reading=reading,
            wishes=Wishes(language, coder, done, blind),
            dry_run=dry_run,
            agreed=agreed,
            progress=progress or silent,
        )
        if made.is_written:
            self.folder.refresh()
        return made

    def export(
        self,
        what: str,
        file: str | Path,
        *,
        format: str | None = None,
        coders: Names = (),
        documents: Names = (),
        codebook: int | str = "head",
        evidence: str | None = None,
        memos: str | None = None,
        language: str | None = None,
        every: bool = False,
        agreed: bool = False,
        by: str | None = None,
        cells: str | None = None,
        chosen: bool = False,
        private: bool = False,
        round: int | None = None,
        counted: bool = False,
        for_tool: str = "",
        replace: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Exported:
        """Write what counts in the study as a table or document, or the study for another tool; what must be told beside it is in `losses`.

        Tables and documents (exports.kinds.KINDS: codings, matrix …) hold what counts, of `evidence` counted unless it is said, in the
        `format` of the file's ending, else the usual one. With `coders` theirs count alone; `every` gives each coder's own codings; `agreed`
        takes the lower end of ranges. A matrix has rows `by` person, case or document, and counts or yes-no in its `cells`; `chosen` quotes only
        what reports would; `private` adds columns of persons that git must not know.

        For tools (exchange.export_formats.EXPORTS: refi, qdc, taguette, docx) each coder's codings go out as they are, of `coders` and `round`;
        `counted` gives those that count as one coder's. `for_tool` is nvivo, maxqda or atlasti where a tool counts differently from the standard.

        `memos` are all, team, report or none (see `memo`). Files that are there stay, unless `replace` is said.

        >>> study.export("matrix", "matrix.sav", by="case")      # doctest: +SKIP
        """
        from qualitative.exports.export import export_study
        from qualitative.exports.wanted import Wanted

        who, where = tuple(listed(coders)), tuple(listed(documents))
        given = Wanted(
            where,
            who,
            every,
            agreed,
            codebook,
            evidence or "",
            memos or "",
            language,
            by or "",
            cells or "",
            chosen,
            private,
            round,
            counted,
            for_tool,
            format or "",
        )
        return export_study(self.folder, what, Path(file), given, replace=replace, dry_run=dry_run, progress=progress)

    def quote(self, coding: str, language: str | None = None) -> Quote:
        """The words of a coding (its id) with their source, to be copied together; `language` is that of the source (None: the study's first).

        Raises PrivacyError where somebody who speaks did not agree to be quoted word for word.

        >>> print(study.quote(study.counted().table["id"][0]))      # doctest: +SKIP
        """
        from qualitative.exports.quote import quote

        return quote(self.folder, coding, language)

    def import_codebook(self, file: str | Path, *, by: str, why: str, dry_run: bool = False) -> Listing[dict[str, Any]]:
        """Make what a table of codes (CSV, XLSX; columns: exchange.tables.codebooks) says otherwise operations of the codebook's history; these.

        Codes that the table does not name stay. In a `dry_run` the operations are only given.
        """
        from qualitative.codebook.compare import operations_between
        from qualitative.codebook.revising import revise
        from qualitative.codings.events import now
        from qualitative.exchange.tables.codebooks import codes_of_table

        book = self.folder.codebook()
        operations = operations_between(book, codes_of_table(Path(file), book, self.settings.languages))
        if operations and not dry_run:
            self.folder.check_writable()
            revise(self.folder.codebook_folder, operations, by=self.folder.coder(by).id, why=why, at=now())
        return Listing(operations)
