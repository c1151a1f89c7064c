"""Where each code was looked for in the documents of a report, and who could have spoken of it: the denominators of its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from qualitative.query.reading import PassagesRead

__all__ = ["Reading"]


class Reading(PassagesRead):
    """How much of the passages of a selection was read in full for each code.

    `passages` has one row for each passage that is no question and each chosen case that it speaks of: columns document, start, end, case, basis.
    """

    def is_full(self, codes: Iterable[str], **where: object) -> bool:
        """Whether all passages with these values (`case="north"`, `basis="informant"`) were read in full for all these codes.

        Of a case of which there is no passage nothing was read.
        """
        if "case" in where and where["case"] not in self._cases:
            return False
        short = [full for code in codes if not (full := self.full(code)).all()]
        here = np.ones(len(self.passages), dtype=bool)
        for name, value in where.items() if short else ():
            here &= (self.passages[name] == value).to_numpy(bool)
        return all(bool(full[here].all()) for full in short)

    @cached_property
    def _cases(self) -> frozenset[object]:
        return frozenset(self.passages["case"])

    def in_full(self, codes: Iterable[str]) -> frozenset[str]:
        """The documents of the selection that were read in full for all these codes."""
        full = self.full_of_all(codes)
        return frozenset(self.passages["document"]) - frozenset(self.passages.loc[~full, "document"])

    def documents(self, codes: Iterable[str]) -> tuple[int, int]:
        """(documents that were read in full for all these codes, all documents of the selection)."""
        full = self.full_of_all(codes)
        every = self.passages["document"].nunique()
        return every - self.passages.loc[~full, "document"].nunique(), every
