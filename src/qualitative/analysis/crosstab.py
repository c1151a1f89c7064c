"""Crosstabs of coded segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["segments_by"]


def segments_by(evidence: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """How many distinct segments (document, start, end) each pair of values of two columns has; index `rows`, columns `columns`."""
    distinct = evidence.drop_duplicates(["document", "start", "end", rows, columns])
    return distinct.groupby([rows, columns]).size().unstack(fill_value=0)
