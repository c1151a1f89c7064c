"""Where each code was looked for in the documents of a report, and who could have spoken of it: the denominators of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Bools
from qualitative.query.reading import covered

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reading"]


class Reading:
    """How much of the passages of a selection was read in full for each code.

    `passages` has one row for each passage that is no question and each chosen case that it speaks of: columns document, start, end, case, basis.
    """

    def __init__(self, passages: pd.DataFrame, read_for: Callable[[Iterable[str]], pd.DataFrame]) -> None:
        self.passages = passages.reset_index(drop=True)
        self._read_for = read_for
        self._full: dict[str, Bools] = {}
        self._alike: dict[int, Bools] = {}

    def full(self, code: str) -> Bools:
        """For each passage, whether it was read in full for the code, with nothing undecided there."""
        if code not in self._full:
            self.look([code])
        return self._full[code]

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
        import pandas as pd

        key = hash(
            pd.util.hash_pandas_object(stretches[["document", "start", "end"]], index=False).to_numpy().tobytes()
        )
        if key not in self._alike:
            self._alike[key] = covered(self.passages, stretches)
        return self._alike[key]

    def is_full(self, codes: Iterable[str], **where: object) -> bool:
        """Whether all passages with these values (`case="north"`, `basis="informant"`) were read in full for all these codes."""
        short = [full for code in codes if not (full := self.full(code)).all()]
        here = np.ones(len(self.passages), dtype=bool)
        for name, value in where.items() if short else ():
            here &= (self.passages[name] == value).to_numpy(bool)
        return all(bool(full[here].all()) for full in short)

    def documents(self, codes: Iterable[str]) -> tuple[int, int]:
        """(documents that were read in full for all these codes, all documents of the selection)."""
        full = np.ones(len(self.passages), dtype=bool)
        for code in codes:
            full &= self.full(code)
        every = self.passages["document"].nunique()
        return every - self.passages.loc[~full, "document"].nunique(), every
