"""What rows of evidence count: places and persons, with the segments that these lie in; never rows, notes or segments. Pure.

Rows are those of `analysis.evidence.evidence_table`. Of statements of a work only results count (column `finding`), and what restates one counts
with it (`place`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from qualitative.analysis.evidence import segment_ids
from qualitative.analysis.shown import NONE, UNREAD, ShownCell
from qualitative.counting.persons import counts_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NONE", "UNREAD", "People", "Tally", "counted_cell", "places_by", "results", "tally"]


@dataclass(frozen=True)
class Tally:
    """How many distinct `places` rows have, how many of them at the lower end of the range (`agreed`), and their segments (`ids`)."""

    places: int
    agreed: int
    ids: tuple[str, ...]

    @property
    def text(self) -> str:
        """The number, or the range of it; a dash for none."""
        if not self.places:
            return NONE
        return str(self.places) if self.agreed == self.places else f"{self.agreed}–{self.places}"


@dataclass(frozen=True)
class People:
    """Persons outside group interviews, groups, the persons who speak in these, and rows of informants that lead to no person."""

    persons: int
    groups: int
    in_groups: int
    nobody: int

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Self:
        """The people who speak in rows (columns document, kind_of_document, person, basis)."""
        return cls(*counts_of(rows[rows["basis"] == "informant"], by_role=False))

    @property
    def any(self) -> bool:
        """Whether somebody can be counted."""
        return bool(self.persons or self.groups)


def counted_cell(rows: pd.DataFrame, passage: str = "", note: str = "", *, unread: bool = False) -> ShownCell:
    """How many statements rows count, and their segments; where there are none a dash, or the mark of what was not read for."""
    found = tally(rows)
    text = UNREAD if unread and not found.places else found.text
    return ShownCell(text, found.ids, passage if found.places else "", note if found.places else "")


def results(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that may count as results: of a work neither background nor what it recommends, nor what restates these."""
    counts = rows["finding"].to_numpy(bool)
    return rows if counts.all() else rows[counts]


def tally(rows: pd.DataFrame) -> Tally:
    """What rows count, over all of their cases: a statement on two of them is one place."""
    counted = results(rows)
    places = counted["place"].dropna().tolist()
    sure = counted["agreed"][counted["place"].notna()].tolist() if "agreed" in counted else [True] * len(places)
    agreed = {place for place, is_agreed in zip(places, sure, strict=True) if is_agreed}
    return Tally(len(set(places)), len(agreed), segment_ids(counted))


def places_by(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """How many distinct places each pair of values of two columns has; index the first, columns the second. No total is the sum of these."""
    return results(rows).groupby(list(by))["place"].nunique().unstack(fill_value=0)
