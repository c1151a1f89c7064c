"""What a query denies was not found: whether it was looked for. Only where it was read in full does a missing code say `never`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from qualitative.codebook.tree import Codebook
from qualitative.query.coded import codes_of
from qualitative.query.match import beside_all
from qualitative.query.rows import Rows
from qualitative.query.tree import Comparison, Not, Query, Term, Within

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["covered", "denied_codes", "read_in_full"]


def denied_codes(query: Query, codebook: Codebook, classes: frozenset[str]) -> frozenset[str]:
    """Every code that a query denies."""
    return frozenset(code for codes, _ in _denied(query, codebook, classes, (), False) for code in codes)


def read_in_full(
    query: Query, rows: Rows, reading: pd.DataFrame, codebook: Codebook, classes: frozenset[str]
) -> np.ndarray:
    """For each row, whether all passages of which the query denies codes were read in full for these codes.

    `reading` is the table of `counting.reading.read_for`. What stands in a scope is denied of every passage of that scope; a row that is in
    none answers for its own.
    """
    found = np.ones(len(rows), dtype=bool)
    for codes, scopes in _denied(query, codebook, classes, (), False):
        full = np.ones(len(rows.passages), dtype=bool)
        for code in codes:
            full &= covered(rows.passages, reading[(reading["code"] == code) & reading["absent"]])
        mask = full[rows.at]
        for scope in reversed(scopes):
            mask = beside_all(scope, mask, rows)
        found &= mask
    return found


def covered(passages: pd.DataFrame, stretches: pd.DataFrame) -> np.ndarray:
    """For each passage, whether stretches (document, start, end), which may touch and overlap, cover all of it."""
    import pandas as pd

    start, end = (passages[name].to_numpy(np.int64) for name in ("start", "end"))
    begins, ends = (stretches[name].to_numpy(np.int64) for name in ("start", "end"))
    if not len(begins):
        empty: np.ndarray = start >= end
        return empty
    # all documents lie on one line, with a gap between them
    number, _ = pd.factorize(
        np.concatenate([passages["document"].to_numpy(object), stretches["document"].to_numpy(object)])
    )
    shift = number.astype(np.int64) * (max(int(end.max(initial=0)), int(ends.max())) + 2)
    here, there = shift[: len(start)], shift[len(start) :]
    order = np.argsort(begins + there, kind="stable")
    begins, ends = (begins + there)[order], np.maximum.accumulate((ends + there)[order])
    parted = np.append(True, begins[1:] > ends[:-1])
    begins, ends = begins[parted], ends[np.append(np.flatnonzero(parted)[1:] - 1, len(ends) - 1)]
    block = np.searchsorted(begins, start + here, "right") - 1
    inside = (block >= 0) & (end + here <= ends[block])
    found: np.ndarray = inside | (start >= end)
    return found


def _denied(
    query: Query, codebook: Codebook, classes: frozenset[str], scopes: tuple[str, ...], is_denied: bool
) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """The codes that each denied term names, with the scopes around it, the widest first."""
    if isinstance(query, Term):
        if is_denied and (query.field == "code" or query.field in classes):
            yield codes_of(query, codebook), scopes
    elif isinstance(query, Not):
        yield from _denied(query.part, codebook, classes, scopes, not is_denied)
    elif isinstance(query, Within):
        yield from _denied(query.part, codebook, classes, (*scopes, query.scope), is_denied)
    elif not isinstance(query, Comparison):
        for part in query.parts:
            yield from _denied(part, codebook, classes, scopes, is_denied)
