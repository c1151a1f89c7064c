"""What counting gives: the codings that count, why the others do not, which rule held where, and what must be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.arrays import Bools
from qualitative.counting.choosing import Chosen
from qualitative.counting.codings import Coders
from qualitative.counting.pieces import Marks, Pieces

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Counted", "Note", "Readings"]


@dataclass(frozen=True)
class Note:
    """Something that must be told beside the figures: how many codings or stretches, in which documents, and the sentence."""

    kind: str
    n: int
    documents: tuple[str, ...]
    text: Mapping[str, str]


@dataclass(frozen=True)
class Readings:
    """Who read which piece, as far as their codings count there; see `reading.read_for`."""

    pieces: Pieces
    marks: Marks
    coders: Coders
    chosen: Chosen
    blocked: Bools


@dataclass(frozen=True)
class Counted:
    """The codings that count.

    `table` has one row a coding, by id: the columns of `codings()`; `place, statement, person` of the first passage that it touches, and
    `places` of all; `coders` and `members` that it stands for; `rule`, and `settled_by`, the decision or mark behind rules 1 and 2;
    `agreed` and `across` (no side of a border chose it). `left_out` (`id, reason, into`) says why each of the others does not count,
    `pieces` (`document, start, end, layer, rule, coders, how`) which rule held where. Together they lose no coding.
    `waiting` (`code, document, start, end`) says where codings lie that may yet become that part of a code that was split.
    """

    table: pd.DataFrame
    left_out: pd.DataFrame
    pieces: pd.DataFrame
    notes: tuple[Note, ...]
    readings: Readings
    waiting: pd.DataFrame

    @property
    def agreed(self) -> pd.DataFrame:
        """The lower end of the range: what all who marked its piece done gave. The upper end, what any gave, is `table`."""
        return self.table[self.table["agreed"]].reset_index(drop=True)

    @property
    def by_rule(self) -> pd.DataFrame:
        """For how many documents which rule held: index `rule`, columns documents, pieces, characters, codings.

        A document in which several rules held counts under each. Rule 2 holds for codings, not for pieces.
        """
        return self.rules_in(None)

    def rules_in(self, documents: Collection[str] | None) -> pd.DataFrame:
        """The same of some documents; None: of all."""
        import pandas as pd

        pieces, table = self.pieces, self.table
        if documents is not None:
            pieces, table = (one[one["document"].isin(list(documents))] for one in (pieces, table))
        size = (pieces["end"] - pieces["start"]).groupby(pieces["rule"]).sum()
        rules = pd.RangeIndex(1, 7, name="rule")
        held = pd.concat([pieces[["rule", "document"]], table.loc[table["rule"] == 2, ["rule", "document"]]])
        return pd.DataFrame({
            "documents": held.groupby("rule")["document"].nunique().reindex(rules, fill_value=0),
            "pieces": pieces.groupby("rule").size().reindex(rules, fill_value=0),
            "characters": size.reindex(rules, fill_value=0),
            "codings": table.groupby("rule").size().reindex(rules, fill_value=0),
        })  # fmt: skip
