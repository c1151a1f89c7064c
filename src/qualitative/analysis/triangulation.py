"""Triangulation: through which methods, from which bases and how many sources does something come? Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitative.analysis.counts import People, results, tally
from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.codebook.tree import Codebook
from qualitative.counting.persons import GROUP
from qualitative.model import BASES, KINDS
from qualitative.query import Query, matching

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["triangulation", "value_triangulation"]


def triangulation(evidence: pd.DataFrame, topics: Mapping[str, Query], codebook: Codebook) -> pd.DataFrame:
    """One row a topic: statements (`places`, and `agreed` at the lower end of their range), and these by method (kind of document) and basis, persons, groups, distinct sources, `reading`, ids.

    reading: `none`, `author-only`, `one-basis`, `one-source` (several bases, but one person or text each time the same), `several`.
    """
    import pandas as pd

    table, rows = results(without_interviewer(evidence)), []
    for topic, query in topics.items():
        found = matching(query, table, codebook)
        methods = {f"method_{kind}": tally(found[found["kind_of_document"] == kind]).places for kind in KINDS}
        bases = {f"basis_{basis}": tally(found[found["basis"] == basis]).places for basis in BASES}
        sources, people, count = _sources(found), People.of(found), tally(found)
        rows.append({
            "topic": topic, "places": count.places, "agreed": count.agreed, **methods, **bases, "persons": people.persons, "groups": people.groups,
            "sources": len(sources), "reading": _reading(found, len(sources)), "ids": segment_ids(found),
        })  # fmt: skip
    return pd.DataFrame(rows).set_index("topic")


def value_triangulation(values: pd.DataFrame, unit: str = "unit", value: str = "value") -> pd.DataFrame:
    """Stated numbers of one thing: unit, statements, distinct, lowest, highest, bases; nothing is averaged.

    More than one distinct value in a unit means that the sources disagree, or count different things under one name.
    """
    import pandas as pd

    rows = [
        (name, len(group), group[value].nunique(), group[value].min(), group[value].max(), tuple(sorted(group["basis"].unique())))
        for name, group in values.dropna(subset=[value]).groupby(unit)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[unit, "statements", "distinct", "lowest", "highest", "bases"])


def _sources(rows: pd.DataFrame) -> set[tuple[str, str]]:
    """Who or what stands behind the rows: each person or group, each law or guide, each table, and the author once."""
    found = set()
    columns = (rows[name] for name in ("basis", "person", "source", "document", "kind_of_document"))
    for basis, person, source, document, kind in zip(*columns, strict=True):
        who = source
        if basis == "informant":
            who = document if kind == GROUP else person
        found.add((str(basis), "author" if basis == "author" else who if isinstance(who, str) else document))
    return found


def _reading(rows: pd.DataFrame, sources: int) -> str:
    bases = set(rows["basis"].dropna())
    if not bases:
        return "none"
    if bases == {"author"}:
        return "author-only"
    if sources == 1:
        return "one-source"
    return "several" if len(bases) > 1 else "one-basis"
