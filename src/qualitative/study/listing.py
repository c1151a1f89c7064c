"""A list that a notebook shows as a table."""

from __future__ import annotations

from typing import Generic, TypeVar

from qualitative.study.records import table_html

__all__ = ["Listing"]

Item = TypeVar("Item")


class Listing(list[Item], Generic[Item]):
    """A list of records. A notebook shows it as a table, a row each; in all else it is a list."""

    def _repr_html_(self) -> str:
        return table_html(self)
