"""Exchange with other tools: bring their projects in, and give the study to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.model import Names, listed
from qualitative.study.opened import Opened

if TYPE_CHECKING:
    from qualitative.exchange.exporting import Exported
    from qualitative.exchange.importing import Imported
    from qualitative.exchange.progress import Progress
    from qualitative.exchange.taking.plan import Taking

__all__ = ["ExchangingPart"]


class ExchangingPart(Opened):
    """Exchange with other tools: bring their projects in, and give the study to them."""

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
        coders: Names = (),
        documents: Names = (),
        round: int | None = None,
        codebook: int | str = "head",
        evidence: str = "all",
        memos: str = "all",
        language: str | None = None,
        for_tool: str = "",
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> Exported:
        """Write the study for another tool (`what`: refi, qdc, taguette or docx; see exchange.export_formats.EXPORTS).

        The report on what the file does not hold is in `losses`. Without `coders` and `documents`: all. `memos` are all, team, report or
        none (see `memo`); `for_tool` is nvivo, maxqda or atlasti where a tool is known to count differently from the standard.
        """
        from qualitative.exchange.exporting import export_file
        from qualitative.exchange.giving.outgoing import Choice
        from qualitative.exchange.progress import silent

        choice = Choice(tuple(listed(coders)), tuple(listed(documents)), round, codebook, evidence, memos, language)
        return export_file(
            self.folder, what, Path(file), choice, for_tool=for_tool, dry_run=dry_run, progress=progress or silent
        )
