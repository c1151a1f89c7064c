"""The coding panel, with the study's suggestions and disagreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.study.agreeing import AgreeingPart
from qualitative.study.suggesting import SuggestingPart

if TYPE_CHECKING:
    from qualitative.panel.widget import CodingPanel

__all__ = ["PanelPart"]


class PanelPart(SuggestingPart, AgreeingPart):
    """The coding panel, with the study's suggestions and disagreements."""

    def panel(
        self, document: str | None = None, *, coder: str | None = None, language: str | None = None, round: int = 1
    ) -> CodingPanel:
        """The coding panel, to show as a cell's last value. Without names: the first document that is not done, the first human coder.

        `language` is one of the study's, that of its words; None: its first.

        >>> study.panel("int-a-line", coder="coder-one")     # doctest: +SKIP
        """
        from qualitative.panel.widget import open_panel

        return open_panel(
            self.folder,
            document,
            coder,
            suggest=self.suggest,
            disagreements=self.disagreements,
            language=language,
            round=round,
        )
