"""Which coded passages a query matches. Pure.

The unit is the passage: one turn or paragraph, in which basis and informant are one. Code, domain, valence and coder are asked of the codings
that begin in it, so `code:a and code:b` finds passages that carry both. What comes back are the codings that the query names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    passages = evidence.groupby(PASSAGE, sort=False).ngroup()
    found = evidence[_passages(query, evidence, passages, codebook)]
    wanted = [term for term, positive in iter_terms(query) if positive and term.field in CODING_FIELDS]
    if not wanted:
        return found
    masks = [_rows(term, found, codebook) for term in wanted]
    keep = masks[0]
    for mask in masks[1:]:
        keep = keep | mask
    return found[keep]


def check_terms(query: Query, codebook: Codebook) -> None:
    """Raise QueryError for a code that the codebook does not hold, or a value that its field can't have."""
    fixed = {
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
            if value not in fixed.get(term.field, (value,)):
                raise QueryError(f"{term.field}:{value} can't match; {did_you_mean(value, fixed[term.field])}")


def _passages(query: Query, evidence: pd.DataFrame, passages: pd.Series, codebook: Codebook) -> pd.Series:
    """For each row, whether its passage matches."""
    if isinstance(query, Term):
        rows = _rows(query, evidence, codebook)
        return rows.groupby(passages).transform("any")
    if isinstance(query, Not):
        return ~_passages(query.part, evidence, passages, codebook)
    masks = [_passages(part, evidence, passages, codebook) for part in query.parts]
    result = masks[0]
    for mask in masks[1:]:
        result = result & mask if isinstance(query, All) else result | mask
    return result


def _rows(term: Term, evidence: pd.DataFrame, codebook: Codebook) -> pd.Series:
    column = evidence[FIELDS[term.field]].fillna("").astype(str)
    exact = {value for value in term.values if not value.endswith("*")}
    if term.field == "code":
        exact = {code for value in exact for code in codebook.branch(codebook.current(value))}
    mask = column.isin(exact)
    for beginning in (value[:-1] for value in term.values if value.endswith("*")):
        mask = mask | column.str.startswith(beginning)
    return mask
