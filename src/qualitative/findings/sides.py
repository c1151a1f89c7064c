"""What stands behind the rows for or against a claim: independent sources, and the author apart. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Side", "Source", "joined", "side_of", "sources_of"]

AUTHOR, INFORMANT, GROUP = "author", "informant", "group"
TEXTS = ("document", "table")


class Source(NamedTuple):
    """Who or what is independent of others: a person, a group (its persons speak together), a document, or a table."""

    kind: Literal["person", "group", "document", "table"]
    id: str


@dataclass(frozen=True)
class Side:
    """One set of evidence: its `sources` beyond the author, and what else it holds.

    `read` are the documents and tables that were read, not only cited by another; `by_case` the sources that speak of each case. `persons` are all who
    speak, those of groups too. `nobody` counts rows that lead to no source, `not_counted` those that `expect.bases` leaves out; `kept` are the others.
    """

    rows: pd.DataFrame
    kept: pd.DataFrame
    sources: frozenset[Source]
    read: frozenset[Source]
    by_case: Mapping[str, frozenset[Source]]
    persons: frozenset[str]
    by_author: bool
    nobody: int
    not_counted: int

    @property
    def is_empty(self) -> bool:
        """Whether there is no evidence at all, of the author neither."""
        return not len(self.rows)

    @cached_property
    def by_sources(self) -> pd.DataFrame:
        """The rows that count and are not the author's own."""
        return self.kept[self.kept["basis"] != AUTHOR]

    @cached_property
    def of_author(self) -> pd.DataFrame:
        """The author's own rows."""
        return self.kept[self.kept["basis"] == AUTHOR]

    @property
    def people(self) -> frozenset[Source]:
        """The persons and groups."""
        return frozenset(one for one in self.sources if one.kind in ("person", "group"))

    @property
    def cited(self) -> frozenset[Source]:
        """The documents and tables that are known only as others cite them."""
        return frozenset(one for one in self.sources if one.kind in TEXTS) - self.read


def side_of(rows: pd.DataFrame, bases: Collection[str] = ()) -> Side:
    """The side of the rows of a query; columns basis, person, kind, document, source, section, provenance, reached, case.

    `bases` is a filter: of what rests on others nothing counts, but the author's own word stands apart in any case.
    """
    if rows.empty:  # as most are that could speak against a claim
        return Side(rows, rows, frozenset(), frozenset(), {}, frozenset(), False, 0, 0)
    basis = rows["basis"]
    kept = rows[(basis == AUTHOR) | basis.isin(list(bases))] if bases else rows
    sources = sources_of(kept)
    told = [(source, case) for source, case in zip(sources, kept["case"], strict=True) if source is not None]
    read = {source for source, reached in zip(sources, kept["reached"], strict=True) if source and reached == "read"}
    by_case: dict[str, set[Source]] = {}
    for source, case in told:
        by_case.setdefault(case, set()).add(source)
    is_author = kept["basis"] == AUTHOR
    return Side(
        rows,
        kept,
        frozenset(source for source, _ in told),
        frozenset(source for source in read if source.kind in TEXTS),
        {case: frozenset(some) for case, some in by_case.items()},
        frozenset(kept.loc[kept["basis"] == INFORMANT, "person"].dropna()),
        bool(is_author.any()),
        sum(source is None and not author for source, author in zip(sources, is_author, strict=True)),
        len(rows) - len(kept),
    )


def joined(sides: Sequence[Side]) -> Side:
    """Several sides as one: each of their rows once, and what counts in one of them counts."""
    if len(sides) == 1:
        return sides[0]
    rows = _once([side.rows for side in sides])
    kept = rows if all(side.kept is side.rows for side in sides) else _once([side.kept for side in sides])
    return replace(side_of(kept), rows=rows, not_counted=len(rows) - len(kept))


def _once(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    some = [table for table in tables if len(table)]
    if not some:
        return tables[0]
    table = some[0] if len(some) == 1 else pd.concat(some)
    return table[~table.index.duplicated()].sort_index()


def sources_of(rows: pd.DataFrame) -> list[Source | None]:
    """The source of each row; None for the author, for nobody, and for what names no source.

    A group is one source. Whoever of it also speaks alone is a source, and then speaks in the group as the same one.
    """
    spoken = rows["basis"] == INFORMANT
    alone = set(rows.loc[spoken & (rows["kind"] != GROUP), "person"].dropna())
    columns = [
        rows[name].tolist() for name in ("basis", "person", "kind", "document", "source", "section", "provenance")
    ]
    return [_source(alone, *row) for row in zip(*columns, strict=True)]


def _source(
    alone: set[str],
    basis: object,
    person: object,
    kind: object,
    document: str,
    source: object,
    section: object,
    provenance: object,
) -> Source | None:
    if basis == INFORMANT and isinstance(person, str):
        return Source("group", document) if kind == GROUP and person not in alone else Source("person", person)
    if basis in TEXTS:
        named = source if isinstance(source, str) else None
        if named is None and provenance != "published":
            named = document  # a text of the field is itself the source
        if named is None and basis == "table" and isinstance(section, str):
            named = f"{document}:{section}"
        return Source("document" if basis == "document" else "table", named) if named else None
    return None
