"""What a person wants in a table or document that leaves the study, and the tables and notes that come of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.errors import StudyError
from qualitative.i18n import Text, catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BY", "CELLS", "TEXTS", "Notes", "Sheet", "Wanted", "column_labels"]

TEXTS = catalogue("exports")
BY = ("person", "case", "document")
CELLS = ("counts", "yes-no")


@dataclass(frozen=True)
class Wanted:
    """The choice, as it was given; what is empty has the usual value.

    Tables and documents hold codings that count, usually of published and fieldwork documents as reports do (`evidence`). With `coders` theirs
    count as if nobody else had coded; `every` gives each coder's own codings as they are. `agreed` takes the lower end of a range. `by` is whose
    rows a matrix has, `cells` what stands in it. `chosen` quotes only what reports would. `private` adds the columns of persons that git must not
    know. `memos` says for whom memos are that come along: a key of AUDIENCES.

    `round`, `counted` and `for_tool` are for what other tools read; see exchange.giving.outgoing.
    """

    documents: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    every: bool = False
    agreed: bool = False
    codebook: int | str = "head"
    evidence: str = ""
    memos: str = ""
    language: str | None = None
    by: str = ""
    cells: str = ""
    chosen: bool = False
    private: bool = False
    round: int | None = None
    counted: bool = False
    for_tool: str = ""
    format: str = ""

    def check(self, what: str, only: Mapping[str, str]) -> None:
        """Raises StudyError for an option that does not go with `what`; `only` gives the names of those that do not, as they are typed."""
        for name, option in only.items():
            if getattr(self, name) not in (False, "", None):
                raise StudyError(f"{option} is nothing to say of {what}; leave it out")


@dataclass
class Notes:
    """What must be told beside a table, in the languages of reports, in the order in which it came up."""

    texts: list[Text] = field(default_factory=list)

    def tell(self, key: str, /, **values: object) -> None:
        """Tell a sentence of the catalogue once."""
        text = TEXTS.each(key, **values)
        if text not in self.texts:
            self.texts.append(text)

    def tell_number(self, key: str, n: int, /, **values: object) -> None:
        """Tell it where there are any."""
        if n:
            self.tell(key, n=n, **values)


@dataclass(frozen=True)
class Sheet:
    """One table. `labels` says by column what it holds, `values` what its numbers mean; in the columns `counts` a missing value says *not read for*."""

    name: str
    table: pd.DataFrame
    labels: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    counts: tuple[str, ...] = ()


def column_labels(table: pd.DataFrame, language: str) -> dict[str, str]:
    """What the columns of a table hold that the catalogue knows."""
    names = [str(name) for name in table.columns]
    return {name: TEXTS.say(f"column.{name}", language) for name in names if f"column.{name}" in TEXTS}
