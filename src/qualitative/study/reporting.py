"""Reports and mixed displays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.model import Names, listed
from qualitative.study.opened import Opened

if TYPE_CHECKING:
    from qualitative.display import Html
    from qualitative.reports.content.mixed import Mixed
    from qualitative.reports.sections import Draft

__all__ = ["ReportingPart"]


class ReportingPart(Opened):
    """Reports and mixed displays."""

    def mixed(
        self,
        language: str | None = None,
        cases: Names = (),
        evidence: str = "counted",
        coders: Names = (),
        codebook: int | str = "head",
    ) -> Mixed:
        """Mixed methods over a choice as for `draft`: frequencies, crosstabs, convergence, joint displays and more (see reports.content.mixed)."""
        from qualitative.reports.content.mixed import Mixed

        return Mixed(self.draft(language, cases, evidence, coders, codebook).inputs, self.root)

    def joint_display(
        self,
        form: str = "side-by-side",
        attribute: str | None = None,
        *,
        language: str | None = None,
        cases: Names = (),
        evidence: str = "counted",
        coders: Names = (),
        codebook: int | str = "head",
    ) -> Html:
        """A joint display as a notebook shows it: `side-by-side`, `pillar` or `statistics-by-themes`, over a choice as for `draft`.

        `attribute` is the one by which statistics are set beside themes.
        """
        chosen = self.mixed(language, cases, evidence, coders, codebook)
        return chosen.show(chosen.joint_display(form, attribute))

    def framework_sheet(self, themes: Names = (), language: str | None = None) -> list[str]:
        """Begin or extend `reports/framework.yaml` with blanks for people to fill; gives the ids of those that were added.

        What stands in the file stays. `language` is that of the comments (none: the study's first).

        Raises FindingError where the file is wrong, CodebookError for a theme that is no code.
        """
        from qualitative.findings.sheet import extend_sheet

        self.folder.check_writable()
        mixed = self.mixed(language)
        blanks = mixed.framework_blanks(tuple(listed(themes)))
        if blanks:
            extend_sheet(self.root / "reports/framework.yaml", blanks, mixed.language, self.root)
        return list(blanks)

    def draft(
        self,
        language: str | None = None,
        cases: Names = (),
        evidence: str = "counted",
        coders: Names = (),
        codebook: int | str = "head",
    ) -> Draft:
        """A report in the making, over the chosen cases (none: all), evidence and coders; see reports.content.gathering.gather.

        `language` is one of the study's, none: its first.
        """
        from qualitative.reports.content.gathering import gather
        from qualitative.reports.sections import Draft

        return Draft(gather(self.folder, language, listed(cases), evidence, listed(coders), codebook))
