"""When what was spoken of, by the date of the material. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.analysis.crosstab import Crosstab, crosstab

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["timeline"]


def timeline(evidence: pd.DataFrame, by: str = "code", precision: str = "month") -> Crosstab:
    """Statements by the date of who speaks (rows, in order) and another column; a date known only to the year stays a year.

    `precision` "year" puts all dates of a year together.
    """
    length = {"year": 4, "month": 7}.get(precision, 10)
    return crosstab(evidence.assign(date=evidence["date"].astype(str).str[:length]), "date", by)
