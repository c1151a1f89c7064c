"""The framework matrix: cases by themes, each cell what a person wrote of it beside what was coded. Pure.

The form is that of Ritchie and Spencer (1994): rows are cases, columns themes, and a cell sums up in a person's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.analysis.counts import counted_cell, results
from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.analysis.shown import NONE, Say, ShownCell
from qualitative.codebook.tree import Codebook

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FrameworkCell", "Summary", "framework_matrix"]


@dataclass(frozen=True)
class Summary:
    """What a person wrote of one case under one theme, when, and in which words (by language).

    `segments` are the ids of those it was written over; None where nobody noted them.
    """

    case: str
    theme: str
    by: str
    at: str
    text: dict[str, str]
    segments: tuple[str, ...] | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is written yet in any language."""
        return not any(words.strip() for words in self.text.values())


@dataclass(frozen=True)
class FrameworkCell:
    """The written summaries of a cell, oldest first, the segments coded there, what these count, and the `blanks` that wait for words.

    `counted` is how many statements there are (a range where coders part), or the mark of what was not read for. `new` and `gone` are the
    segments that came and went since the last summary was written.
    """

    summaries: tuple[Summary, ...]
    ids: tuple[str, ...]
    counted: str = NONE
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    blanks: tuple[Summary, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the last summary was written over other segments than stand in the cell now."""
        return bool(self.new or self.gone)

    def shown(self, say: Say, /) -> ShownCell:
        """What people wrote, then how many statements are coded, and what is still to be written or changed since."""
        lines = tuple((say("said", one.text), f"{one.by}, {one.at}") for one in self.summaries)
        note = say("framework", "blank") if self.ids and not self.summaries else ""
        if self.stale:
            counts = (("new", self.new), ("gone", self.gone))
            changed = ", ".join(f"{len(ids)} {say('framework', kind)}" for kind, ids in counts if ids)
            note = f"{say('framework', 'stale')}: {changed}"
        return ShownCell(self.counted, self.ids, note=note, lines=lines, marked=self.stale)

    @property
    def unwritten(self) -> bool:
        """Whether a person has something to write here, and no blank over the present segments waits for it already."""
        waiting = any(blank.segments is None or set(blank.segments) == set(self.ids) for blank in self.blanks)
        return bool(self.ids) and (not self.summaries or self.stale) and not waiting


def framework_matrix(
    evidence: pd.DataFrame,
    cases: Sequence[str],
    themes: Sequence[str],
    summaries: Iterable[Summary],
    codebook: Codebook,
    usual: pd.DataFrame | None = None,
    unread: Callable[[Iterable[str], Iterable[str]], bool] = lambda codes, cases: False,
) -> pd.DataFrame:
    """A FrameworkCell for each case (rows) and theme (columns); a theme takes in all codes below it.

    `unread(codes, cases)` says whether something of these cases was not read in full for one of the codes. `usual` is the evidence that summaries are written over (None: `evidence`). To show fewer coders or more documents makes none stale.
    """
    import pandas as pd

    shown, judged = (results(without_interviewer(table)) for table in (evidence, evidence if usual is None else usual))
    entries = sorted(summaries, key=lambda summary: summary.at)
    cells = []
    for case in cases:
        row = []
        for theme in themes:
            codes = codebook.branch(theme)
            here, base = (table[(table["case"] == case) & table["code"].isin(codes)] for table in (shown, judged))
            own = [entry for entry in entries if (entry.case, entry.theme) == (case, theme)]
            row.append(_cell(own, here, base, unread(codes, [case])))
        cells.append(row)
    return pd.DataFrame(cells, index=pd.Index(cases, name="case"), columns=pd.Index(themes, name="theme"), dtype=object)


def _cell(entries: Iterable[Summary], here: pd.DataFrame, base: pd.DataFrame, is_unread: bool) -> FrameworkCell:
    known = list(entries)
    blanks, written = ([entry for entry in known if entry.blank is blank] for blank in (True, False))
    new, gone = _changed(written[-1], base) if written else ((), ())
    counted = counted_cell(here, unread=is_unread)
    return FrameworkCell(tuple(written), counted.ids, counted.text, new, gone, tuple(blanks))


def _changed(summary: Summary, rows: pd.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The segments that came and that went since a summary was written."""
    if (
        summary.segments is None
    ):  # written without the sheet: only dates can tell, and not what was coded on the same day
        return segment_ids(rows[rows["at"].str[:10] > summary.at[:10]]), ()
    present = segment_ids(rows)
    new = tuple(id for id in present if id not in summary.segments)
    return new, tuple(id for id in summary.segments if id not in present)
