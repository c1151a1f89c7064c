"""How a coding made under one version of the codebook reads under another. Pure.

Forward, a merged code became another, and a split one waits for a person's decision on each coding. Backward is defined only where the
later code meant then what it means now: not for a code that has since taken in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from qualitative.codebook.operations import replay
from qualitative.codebook.tree import Codebook

__all__ = ["Versions"]


class Versions:
    """All versions of one codebook, from its history."""

    def __init__(self, operations: Iterable[Mapping[str, Any]]) -> None:
        self._operations = list(operations)
        self.newest = self._operations[-1]["n"] if self._operations else 0
        self.at = lru_cache(maxsize=None)(self._at)
        self.seen = lru_cache(maxsize=None)(self._seen)

    def _at(self, version: int) -> Codebook:
        return replay(self._operations, version)

    def _seen(self, code: str, made: int, wanted: int, decided: str | None = None) -> str | None:
        """What `code`, given under version `made`, is called under `wanted`; None where that is not defined.

        `decided` is the part that a person chose for this coding after a split.
        """
        if made > wanted:
            return self._before(code, made, wanted)
        book = self.at(wanted)
        if decided is not None and self._may_decide(code, decided, book):
            code = decided
        return book.current(code)

    def is_undecided(self, code: str, made: int, wanted: int, decided: str | None = None) -> bool:
        """Whether `code` was split between the two versions, and nobody has decided which part this coding is."""
        now = self.seen(code, min(made, wanted), wanted, decided)
        parts = self.at(wanted).splits.get(now or "", ())
        return bool(parts) and made < self._split_in(now or "") and not (decided is not None and decided in parts)

    def _may_decide(self, code: str, decided: str, book: Codebook) -> bool:
        return decided in book.splits.get(book.current(code), ())

    def _split_in(self, code: str) -> int:
        return max((op["n"] for op in self._operations if op["op"] == "split" and op.get("from") == code), default=0)

    def _before(self, code: str, made: int, wanted: int) -> str | None:
        book = self.at(wanted)
        for operation in reversed([op for op in self._operations if wanted < op["n"] <= made]):
            if operation["op"] == "merge" and operation.get("into") == code:
                return None
            if operation["op"] == "split" and code in operation.get("into", ()) and code != operation["from"]:
                if code in book:
                    return None
                code = operation["from"]
        return code if code in book else None
