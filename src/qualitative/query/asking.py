"""Ask a query of the rows of a selection. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from qualitative.i18n import catalogue
from qualitative.query.found import Found, Told
from qualitative.query.known import Known
from qualitative.query.language import parse_query
from qualitative.query.match import matching_rows
from qualitative.query.reading import denied_codes, read_in_full
from qualitative.query.rows import Rows
from qualitative.query.tree import All, Any, Comparison, Not, Query, Term, Within, iter_terms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ask"]

TEXTS = catalogue("query")


def ask(text: str, rows: Rows, known: Known, read_for: Callable[[frozenset[str]], pd.DataFrame]) -> Found:
    """What a query finds among the rows. `read_for` gives for some codes the table of `counting.reading.read_for`.

    Raises QueryError for a query that can't be read, names what the study does not have, or asks of a row what none can be.
    """
    query = parse_query(text)
    mask = matching_rows(query, rows, known)
    classes = frozenset(known.classes)
    denied = denied_codes(query, known.codebook, classes)
    full = read_in_full(query, rows, read_for(denied), known.codebook, classes) if denied else np.ones(len(rows), bool)
    table = rows.table[mask].assign(read_in_full=full[mask]).reset_index(drop=True)
    lacking = _without_value(query, rows)
    told = [*_told_of_rows(query, rows, known), *_told_of_values(lacking, len(rows))]
    if denied and not full[mask].all():
        told.append(Told("not-read-for", int((~full[mask]).sum()), TEXTS["not-read-for"], {"all": int(mask.sum())}))
    return Found(text, table, lacking, bool(denied), tuple(told))


def _without_value(query: Query, rows: Rows) -> dict[str, int]:
    """For each attribute that a query compares, how many rows have none."""
    compared = [term for term, _ in iter_terms(query) if isinstance(term, Comparison)]
    return {f"{one.of}.{one.name}": int((rows.attribute(one.of, one.name).number < 0).sum()) for one in compared}


def _told_of_values(lacking: dict[str, int], size: int) -> list[Told]:
    return [
        Told("without-value", n, TEXTS["without-value"], {"name": name, "all": size})
        for name, n in lacking.items()
        if n
    ]


def _told_of_rows(query: Query, rows: Rows, known: Known) -> list[Told]:
    """`not code:x` asks of rows, not of passages: it is told what it gives, and what is asked beside."""
    told = []
    for term in _denied_alone(query, known, False):
        within = int(matching_rows(Not(Within("passage", term)), rows, known).sum())
        told.append(Told("rows-of-others", within, TEXTS["rows-of-others"], {"term": str(term)}))
    return told


def _denied_alone(query: Query, known: Known, is_denied: bool) -> list[Term]:
    """Terms on codes that a `not` denies of a row, outside of all scopes."""
    if isinstance(query, Term):
        return [query] if is_denied and (query.field == "code" or query.field in known.classes) else []
    if isinstance(query, Not):
        return _denied_alone(query.part, known, not is_denied)
    if isinstance(query, All | Any):
        return [term for part in query.parts for term in _denied_alone(part, known, is_denied)]
    return []
