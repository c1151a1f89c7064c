"""Rows of a table as mappings by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["records"]


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """One mapping a row, in order."""
    return [{str(column): value for column, value in row.items()} for row in table.to_dict("records")]
