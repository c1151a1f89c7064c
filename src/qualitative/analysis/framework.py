"""The framework matrix: cases by themes, each cell what a person wrote of it beside what was coded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.codebook.tree import Codebook

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FrameworkCell", "Summary", "framework_matrix"]


@dataclass(frozen=True)
class Summary:
    """What a person wrote of one case under one theme, when, and in which words (by language)."""

    case: str
    theme: str
    by: str
    at: str
    text: dict[str, str]


@dataclass(frozen=True)
class FrameworkCell:
    """The summaries of a cell, oldest first, and the segments coded there; `stale` when a coding is newer than the last summary."""

    summaries: tuple[Summary, ...]
    ids: tuple[str, ...]
    stale: bool = False


def framework_matrix(
    evidence: pd.DataFrame,
    cases: Sequence[str],
    themes: Sequence[str],
    summaries: Iterable[Summary],
    codebook: Codebook,
) -> pd.DataFrame:
    """A FrameworkCell for each case (rows) and theme (columns); a theme takes in all codes below it."""
    import pandas as pd

    table, written = without_interviewer(evidence), sorted(summaries, key=lambda summary: summary.at)
    cells = []
    for case in cases:
        row = []
        for theme in themes:
            here = table[(table["case"] == case) & table["code"].isin(codebook.branch(theme))]
            own = tuple(summary for summary in written if (summary.case, summary.theme) == (case, theme))
            newest = max(here["at"].str[:10], default="")
            row.append(FrameworkCell(own, segment_ids(here), bool(own) and newest > own[-1].at[:10]))
        cells.append(row)
    return pd.DataFrame(cells, index=pd.Index(cases, name="case"), columns=pd.Index(themes, name="theme"), dtype=object)
