"""Which rows a query is true of. Pure."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

import numpy as np

from qualitative.query.attributes import compared
from qualitative.query.coded import codes_of
from qualitative.query.dates import matches_date
from qualitative.query.known import Known, check_terms
from qualitative.query.rows import Rows
from qualitative.query.tree import All, Comparison, Not, Query, Term, Within
from qualitative.query.words import saying

__all__ = ["beside_all", "beside_any", "matching_rows"]


def matching_rows(query: Query, rows: Rows, known: Known) -> np.ndarray:
    """For each row, whether `query` is true of it. Raises QueryError for what the study does not have."""
    check_terms(query, known)
    return _mask(query, rows, known)


def beside_any(scope: str, mask: np.ndarray, rows: Rows) -> np.ndarray:
    """For each row, whether the mask holds of some row in the same scope; for a row that is in none, False."""
    if scope == "near":
        passages = _by_group(mask, rows.at)
        beside: np.ndarray = passages[rows.before] | passages[rows.after]
        return beside
    group = rows.at if scope == "passage" else rows.column(scope).number
    found: np.ndarray = _by_group(mask, group)[group]
    return found


def beside_all(scope: str, mask: np.ndarray, rows: Rows) -> np.ndarray:
    """For each row, whether the mask holds of all rows in the same scope; where there are none, of the row's own passage."""
    fails = beside_any(scope, ~mask, rows)
    is_alone = ~beside_any(scope, np.ones(len(rows), dtype=bool), rows)
    return np.where(is_alone, mask, ~fails)


def _by_group(mask: np.ndarray, group: np.ndarray) -> np.ndarray:
    """By number of a group whether the mask holds of some of its rows; the last entry (that of -1) is False."""
    found = np.zeros(max(int(group.max(initial=-1)), 0) + 2, dtype=bool)
    np.logical_or.at(found, group, mask)
    found[-1] = False
    return found


def _mask(query: Query, rows: Rows, known: Known) -> np.ndarray:
    if isinstance(query, Term):
        return _term(query, rows, known)
    if isinstance(query, Comparison):
        column, kind = rows.attribute(query.of, query.name), known.attributes[query.of, query.name]
        there = np.zeros(len(column.values), dtype=bool)
        there[column.number[column.number >= 0]] = True
        return column.mask(
            [
                bool(is_there) and compared(value, query, kind)
                for value, is_there in zip(column.values, there, strict=True)
            ]
        )
    if isinstance(query, Not):
        return ~_mask(query.part, rows, known)
    if isinstance(query, Within):
        return beside_any(query.scope, _mask(query.part, rows, known), rows)
    masks = (_mask(part, rows, known) for part in query.parts)
    return reduce(and_ if isinstance(query, All) else or_, masks)


def _term(term: Term, rows: Rows, known: Known) -> np.ndarray:
    if term.field == "text":
        return _saying(term, rows)
    if term.field == "code" or term.field in known.classes:
        codes, column = codes_of(term, known.codebook), rows.column("code")
        return column.mask([code in codes for code in column.values])
    if term.field == "coder":
        column = rows.column("coders")
        return column.mask([isinstance(some, tuple) and _is_any(term, some) for some in column.values])
    column = rows.column(term.field)
    if term.field == "date":
        return column.mask([any(matches_date(str(own), value) for value in term.values) for own in column.values])
    return column.mask([_is_any(term, (str(own),)) for own in column.values])


def _is_any(term: Term, own: tuple[str, ...]) -> bool:
    return any(
        one.startswith(value.text) if value.is_open else one == value.text for value in term.values for one in own
    )


def _saying(term: Term, rows: Rows) -> np.ndarray:
    """Each passage is read once, however many rows it has."""
    passages, first, row = np.unique(rows.at, return_index=True, return_inverse=True)
    told = rows.table.iloc[first]
    found = saying(term, zip(told["text"], told["language"], strict=True))
    return np.array(found, dtype=bool)[row] if len(passages) else np.zeros(len(rows), dtype=bool)
