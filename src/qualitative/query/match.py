"""Which coded passages a query matches. Pure.

The unit is the passage: one turn or paragraph, in which basis and informant are one. Code, domain, valence and coder are asked of the codings
that begin in it, so `code:a and code:b` finds passages that carry both. What comes back are the codings that the query names.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

import numpy as np

from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError, QueryError, did_you_mean
from qualitative.query.language import CODING_FIELDS, FIELDS, All, Not, Query, Term, iter_terms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PASSAGE", "matching"]

PASSAGE = ["document", "passage"]


def matching(query: Query, evidence: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The rows of the evidence table (analysis.evidence) in passages that `query` matches.

    Where the query names codes, domains, valences or coders, only the codings that have them. Raises QueryError for a code that is not in the
    codebook.
    """
    check_terms(query, codebook)
    if evidence.empty:
        return evidence
    # plain arrays, cut once at the end: a report asks hundreds of queries, and a masked table costs far more than its mask
    keep = _passages(query, evidence, evidence.groupby(PASSAGE, sort=False).ngroup().to_numpy(), codebook)
    wanted = [term for term, positive in iter_terms(query) if positive and term.field in CODING_FIELDS]
    if wanted:
        keep = keep & reduce(or_, (_rows(term, evidence, codebook) for term in wanted))
    return evidence[keep]


def check_terms(query: Query, codebook: Codebook, cases: Collection[str] = ()) -> None:
    """Raise QueryError for a code that the codebook does not hold, or a value that its field can't have.

    `cases` are those of the study, where they are known; documents may also belong to `national`.
    """
    fixed: dict[str, tuple[str, ...]] = {
        **({"case": (*cases, "national")} if cases else {}),
        "domain": ("policy", "human-resources", "budget"),
        "valence": ("barrier", "enabler", "neutral"),
        "basis": ("informant", "document", "table", "author"),
        "provenance": ("published", "simulated", "fieldwork"),
    }
    for term, _ in iter_terms(query):
        for value in term.values:
            if term.field == "code" and not value.endswith("*"):
                try:
                    codebook[codebook.current(value)]
                except CodebookError as problem:
                    raise QueryError(str(problem)) from None
            if not value.endswith("*") and value not in fixed.get(term.field, (value,)):
                raise QueryError(f"{term.field}:{value} can't match; {did_you_mean(value, fixed[term.field])}")


def _passages(query: Query, evidence: pd.DataFrame, passages: np.ndarray, codebook: Codebook) -> np.ndarray:
    """For each row, whether its passage (numbered from 0) matches."""
    if isinstance(query, Term):
        matched = np.zeros(passages.max() + 1, dtype=bool)
        matched[passages[_rows(query, evidence, codebook)]] = True
        return matched[passages]
    if isinstance(query, Not):
        return ~_passages(query.part, evidence, passages, codebook)
    masks = (_passages(part, evidence, passages, codebook) for part in query.parts)
    return reduce(and_ if isinstance(query, All) else or_, masks)


def _rows(term: Term, evidence: pd.DataFrame, codebook: Codebook) -> np.ndarray:
    column = evidence[FIELDS[term.field]]
    exact = {value for value in term.values if not value.endswith("*")}
    if term.field == "code":
        exact = {code for value in exact for code in codebook.branch(codebook.current(value))}
    mask = column.isin(exact).to_numpy(dtype=bool)
    beginnings = tuple(value[:-1] for value in term.values if value.endswith("*"))
    if beginnings:
        mask = mask | column.fillna("").astype(str).str.startswith(beginnings).to_numpy(dtype=bool)
    return mask
