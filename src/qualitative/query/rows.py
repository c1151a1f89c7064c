"""The rows that queries are asked of: each counted coding in each passage that it touches, once a case; empty ones for what bears no coding. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from qualitative.counting.lying import touching

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Column", "Rows", "informants_beside", "rows_of"]

_OF_CODING = ("code", "coders", "round")


@dataclass(frozen=True)
class Column:
    """The values of one column, each once, and for each row the number of its value (-1: none)."""

    values: list[object]
    number: np.ndarray

    def mask(self, holds: list[bool]) -> np.ndarray:
        """The rows whose value is one that holds."""
        found: np.ndarray = np.array([*holds, False], dtype=bool)[self.number]
        return found


@dataclass(frozen=True)
class Rows:
    """The universe of queries.

    `table` has a row each; columns document, passage, place, statement, finding, person, informant, kind, provenance, basis, section, source,
    role, date, text, language of the passage, `case`, and of the coding (NA in an empty row) coding, code, coders, round.
    `before` and `after` say for each row the number (`at`) of the informants' passage before and after its own, -1 where there is none.
    `passages` (document, n, start, end) are those that `at` numbers; `attributes` are the tables of persons, cases and documents.
    """

    table: pd.DataFrame
    passages: pd.DataFrame
    at: np.ndarray
    before: np.ndarray
    after: np.ndarray
    attributes: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {}

    def column(self, name: str) -> Column:
        """A column by its values; one that is not there has none."""
        if name not in self._columns:
            self._columns[name] = self._made(name)
        return self._columns[name]

    def _made(self, name: str) -> Column:
        import pandas as pd

        if name not in self.table.columns:
            return Column([], np.full(len(self), -1))
        number, values = pd.factorize(self.table[name].to_numpy(object), use_na_sentinel=True)
        return Column(values.tolist(), number)

    def attribute(self, owner: str, name: str) -> Column:
        """An attribute of the person, case or document of each row."""
        key = f"{owner}.{name}"
        if key not in self._columns:
            table, own = self.attributes[owner], self.column(owner)
            found = table[name].astype(object).to_dict()
            values = [found.get(one) for one in own.values]
            is_there = Column(values, own.number).mask([not _is_missing(one) for one in values])
            self._columns[key] = Column(values, np.where(is_there, own.number, -1))
        return self._columns[key]


def rows_of(
    passages: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    interviewers: bool = False,
    attributes: Mapping[str, pd.DataFrame] | None = None,
) -> Rows:
    """The rows of a selection: `passages` are those of `asked_passages` that were chosen, `codings` those that count (`Counted.table`).

    Passages of interviewers are rows only if asked for, but a coding that begins in one is.
    """
    import pandas as pd

    passages = passages.sort_values(["document", "n"], ignore_index=True)
    question = passages["is_question"].to_numpy(bool)
    coding, passage = touching(codings, passages)
    begins = np.diff(coding, prepend=-1) != 0
    kept = begins | ~question[passage] | interviewers
    coding, passage = coding[kept], passage[kept]
    bare = np.setdiff1d(np.flatnonzero(~question | interviewers), passage)
    passage, coding = np.concatenate([passage, bare]), np.concatenate([coding, np.full(len(bare), -1)])
    order = np.lexsort((coding, passage))
    passage, coding = passage[order], coding[order]
    table = passages.iloc[passage].reset_index(drop=True)
    table = table.rename(columns={"n": "passage", "kind_of_document": "kind"}).drop(columns=["start", "end"])
    own = codings.rename(columns={"id": "coding"})
    if "coders" not in own.columns:
        own = own.assign(coders=pd.Series([(coder,) for coder in own["coder"]], index=own.index, dtype=object))
    for name in ("coding", *_OF_CODING):
        values = np.append(own[name].to_numpy(object), np.array([None], dtype=object))
        table[name] = pd.Series(values[coding], dtype=object)
    before, after = informants_beside(passages)
    table = table.assign(_at=passage).rename(columns={"cases": "case"}).explode("case", ignore_index=True)
    at = table.pop("_at").to_numpy(np.int64)
    return Rows(table, passages[["document", "n", "start", "end"]], at, before[at], after[at], attributes or {})


def informants_beside(passages: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """(before, after): for each passage, in the order of the text, the row of the informants' passage beside it; -1 where there is none."""
    size, document = len(passages), passages["document"].to_numpy(object)
    row, is_answer = np.arange(size), ~passages["is_question"].to_numpy(bool)
    last = np.maximum.accumulate(np.where(is_answer, row, -1))
    following = np.minimum.accumulate(np.where(is_answer, row, size)[::-1])[::-1]
    before, after = np.append(-1, last)[:size], np.append(following, size)[1:]
    after = np.where(after < size, after, -1)
    return np.where(document[before] == document, before, -1), np.where(document[after] == document, after, -1)


def _is_missing(value: object) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or (isinstance(value, float) and isnan(value))
