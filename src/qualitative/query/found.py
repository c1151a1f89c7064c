"""What a query found: rows, and the places, persons, cases, documents, passages or codings of these. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from qualitative.i18n import Text, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Found", "Told"]


@dataclass(frozen=True)
class Told:
    """Something that must be told beside a result: of how many rows, and the sentence."""

    kind: str
    n: int
    sentence: Text
    words: Mapping[str, object]

    def text(self, language: str) -> str:
        """The sentence in a language."""
        return say(self.sentence, language, n=self.n, **self.words)


@dataclass(frozen=True)
class Found:
    """The rows that a query is true of, in the order of the corpus.

    `rows` has the columns of `Rows.table`, and `read_in_full`: whether what the query denies was looked for wherever it could have been.
    `without_value` says of each attribute that was compared how many rows of the selection have none; `denies` whether codes are denied, so that
    the result has two parts.
    """

    query: str
    rows: pd.DataFrame
    without_value: Mapping[str, int]
    denies: bool
    told: tuple[Told, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def places(self) -> list[str]:
        """The places that are counted."""
        return self._distinct("place")

    @property
    def persons(self) -> list[str]:
        """The persons; rows of nobody are left out, and `nobody` says how many."""
        return self._distinct("person")

    @property
    def nobody(self) -> int:
        """How many rows have no person."""
        return int(self.rows["person"].isna().sum())

    @property
    def cases(self) -> list[str]:
        """The cases that are spoken of."""
        return self._distinct("case")

    @property
    def documents(self) -> list[str]:
        """The documents."""
        return self._distinct("document")

    @property
    def codings(self) -> list[str]:
        """The ids of the codings."""
        return self._distinct("coding")

    @property
    def passages(self) -> list[tuple[str, int]]:
        """(document, number of the turn or paragraph) of each passage."""
        pairs = zip(self.rows["document"].tolist(), self.rows["passage"].tolist(), strict=True)
        return list(dict.fromkeys((str(document), int(passage)) for document, passage in pairs))

    @property
    def in_full(self) -> Found:
        """The part that was read in full for what the query denies: only of this part `never` may be said."""
        return replace(self, rows=self.rows[self.rows["read_in_full"]].reset_index(drop=True))

    @property
    def not_read_for(self) -> Found:
        """The part that was not read for what the query denies."""
        return replace(self, rows=self.rows[~self.rows["read_in_full"]].reset_index(drop=True))

    def sentences(self, language: str = "en") -> list[str]:
        """What must be told beside the result."""
        return [one.text(language) for one in self.told]

    def _repr_html_(self) -> str:
        columns = ["document", "passage", "case", "person", "code", "text", "read_in_full"]
        told = "".join(f"<p>{escape(one)}</p>" for one in self.sentences())
        return f"<p>{escape(self.query)}: {len(self)}</p>{told}{self.rows[columns].to_html(max_rows=60, notebook=True)}"

    def _distinct(self, name: str) -> list[str]:
        return list(dict.fromkeys(self.rows[name].dropna().astype(str)))
