"""The agreement of coders as people get it: the table with its words, and as a notebook shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.agreement.render import format_html, report_table
from qualitative.agreement.result import Result
from qualitative.agreement.words import heading, notes, paragraph

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Agreement"]


class Agreement(Result):
    """How well coders agree: `table`, and what must be said beside it, in `language` where no other is asked for."""

    def paragraph(self, language: str | None = None) -> str:
        """What a methods section says of it."""
        return paragraph(self, language or self.language)

    def notes(self, language: str | None = None) -> list[str]:
        """What stands below the table: units, text that nobody coded, intervals, who coded."""
        return notes(self, language or self.language)

    def report_table(self, language: str | None = None) -> pd.DataFrame:
        """The rows that a report prints, with labels in `language`, numbers as numbers, and the reason for what is missing."""
        return report_table(self, language or self.language)

    def __repr__(self) -> str:
        of = f"{len(self.table)} rows, {self.question.unit}s of {len(self.documents)} documents"
        return f"<{heading(self, self.language)}; {of}>"

    def _repr_html_(self) -> str:
        return format_html(self, self.language)
