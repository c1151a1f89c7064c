"""Queries over the table of `analysis.evidence`, whose rows are codings alone. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualitative.codebook.tree import Codebook
from qualitative.query.known import Known
from qualitative.query.match import matching_rows
from qualitative.query.rows import Rows
from qualitative.query.tree import Query

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["evidence_rows", "matching"]

_COLUMNS = {"kind_of_document": "kind", "id": "coding"}


def matching(query: Query, evidence: pd.DataFrame, known: Known | Codebook, rows: Rows | None = None) -> pd.DataFrame:
    """The rows of the evidence table that `query` is true of; what bears no coding is no row of it.

    `rows` are those of `evidence_rows`, given by who asks several queries of one table. Raises QueryError for what the study does not have, as far as it is known.
    """
    wanted = known if isinstance(known, Known) else Known.of_codebook(known)
    if evidence.empty:
        return evidence
    return evidence[matching_rows(query, evidence_rows(evidence) if rows is None else rows, wanted)]


def evidence_rows(evidence: pd.DataFrame) -> Rows:
    """The rows of the evidence table as queries ask of them."""
    import pandas as pd

    at = evidence.groupby(["document", "passage"], sort=False).ngroup().to_numpy()
    number = dict(zip(zip(evidence["document"], evidence["passage"], strict=True), at.tolist(), strict=True))
    beside = [
        [number.get(one, -1) for one in zip(evidence["document"], evidence[name], strict=True)]
        if name in evidence.columns
        else [-1] * len(evidence)
        for name in ("before", "after")
    ]
    table = evidence.drop(columns=["kind"], errors="ignore").rename(columns=_COLUMNS)
    if "coders" not in table.columns:
        coders = [(coder,) if isinstance(coder, str) else None for coder in evidence["coder"]]
        table = table.assign(coders=pd.Series(coders, index=evidence.index, dtype=object))
    return Rows(table, evidence[["document", "passage"]], at, np.array(beside[0]), np.array(beside[1]))
