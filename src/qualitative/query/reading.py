"""What a query denies was not found: whether it was looked for. Only where it was read in full does a missing code say `never`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Bools
from qualitative.codebook.tree import Codebook
from qualitative.query.coded import codes_of
from qualitative.query.match import beside_all
from qualitative.query.rows import Rows
from qualitative.query.tree import Comparison, Not, Query, Term, Within

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PassagesRead", "covered", "denied_codes", "read_in_full"]


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


class PassagesRead:
    """Which `passages` (columns document, start, end) were read in full for each code, looked up once.

    `read_for` gives for some codes the table of `counting.reading.read_for`.
    """

    def __init__(self, passages: pd.DataFrame, read_for: Callable[[Iterable[str]], pd.DataFrame]) -> None:
        self.passages = passages.reset_index(drop=True)
        self._read_for = read_for
        self._full: dict[str, Bools] = {}
        self._alike: dict[tuple[tuple[str, ...], bytes, bytes], Bools] = {}

    def full(self, code: str) -> Bools:
        """For each passage, whether it was read in full for the code, with nothing undecided there."""
        if code not in self._full:
            self.look([code])
        return self._full[code]

    def full_of_all(self, codes: Iterable[str]) -> Bools:
        """The same for all these codes."""
        codes = list(codes)
        self.look(codes)
        found = np.ones(len(self.passages), dtype=bool)
        for code in codes:
            found &= self.full(code)
        return found

    def look(self, codes: Iterable[str]) -> None:
        """Look many codes up at once."""
        wanted = [code for code in dict.fromkeys(codes) if code not in self._full]
        if not wanted:
            return
        table = self._read_for(wanted)
        absent = dict(list(table[table["absent"]].groupby("code")))
        for code in wanted:
            self._full[code] = self._covered(absent.get(code, table.iloc[:0]))

    def _covered(self, stretches: pd.DataFrame) -> Bools:
        """Codes that were read for in the same stretches are worked out once."""
        starts, ends = (stretches[name].to_numpy(np.int64).tobytes() for name in ("start", "end"))
        key = (tuple(stretches["document"]), starts, ends)
        if key not in self._alike:
            self._alike[key] = covered(self.passages, stretches)
        return self._alike[key]


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
