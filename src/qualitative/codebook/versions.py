"""How a coding made under one version of the codebook reads under another. Pure.

Forward, a merged code became another, and a split one waits for a person's decision on each coding. Backward is defined only where the
later code meant then what it means now: not for a code that has since taken in others. Of two versions on two branches, what only the
coding's has is taken back first.
"""

from __future__ import annotations

from functools import lru_cache

from qualitative.codebook.contradictions import Contradiction, contradictions_in
from qualitative.codebook.history import History, places
from qualitative.codebook.names import Names
from qualitative.codebook.numbers import number_versions
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.reading import Descent, was_looked_for
from qualitative.codebook.replay import replay
from qualitative.codebook.replayed import Replayed
from qualitative.codebook.seeing import Seeing
from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError

__all__ = ["Stamp", "Versions"]

Stamp = int | tuple[str, ...]  # a version as an event names it: its number, or the operations that were the tips


class Versions:
    """All versions of one codebook, from its history.

    A version is named by a number or by operations. A number above the newest, and an operation that is not at hand, is a colleague's that
    was not fetched yet: it is read as what is at hand of it.
    """

    def __init__(self, history: History) -> None:
        self.history = history
        self.names = Names(history)
        self.numbers = number_versions(history)
        self.at = lru_cache(maxsize=None)(self._at)
        self.seen = lru_cache(maxsize=None)(self._seen)
        self.looked_for = lru_cache(maxsize=None)(self._looked_for)
        self.replayed = lru_cache(maxsize=None)(self._replayed)
        self._descent = Descent(self.head_replayed)

    @property
    def newest(self) -> int:
        """The number of the head."""
        return self.numbers.newest

    @property
    def head(self) -> Codebook:
        """The codebook as it is now."""
        return self._book(self.history.everything)

    def ancestors(self, stamp: Stamp) -> frozenset[str]:
        """The ids of all operations that a version includes."""
        return frozenset(self.history.operations[place].id for place in places(self.set_of(stamp)))

    def set_of(self, stamp: Stamp) -> int:
        """The operations of a version as a set (see `history`)."""
        if isinstance(stamp, tuple):
            return self.history.set_of(stamp)
        if stamp >= self.newest:
            return self.history.everything
        return self.numbers.versions.get(stamp, 0)

    def contradictions(self) -> list[Contradiction]:
        """What people on different branches said against each other, and nobody has decided."""
        return contradictions_in(self.head_replayed)

    @property
    def head_replayed(self) -> Replayed:
        """What all operations leave."""
        return self.replayed(self.history.everything)

    def is_undecided(self, code: str, made: Stamp, wanted: Stamp, decided: str | None = None) -> bool:
        """Whether `code` was split between the two versions, and nobody has decided which part this coding is."""
        known, under = self.set_of(made), self.set_of(wanted)
        now = self.seen(code, made, wanted, decided)
        parts = self.at(wanted).splits.get(now or "", ())
        if not parts or decided in parts:
            return False
        draft = self.replayed(under).draft
        key = self.names.key(now or "", under)
        return key is not None and not known >> draft.written(key, "split")[-1].place & 1

    def _at(self, version: Stamp) -> Codebook:
        if isinstance(version, int) and version not in self.numbers.versions:
            if version != self.newest:
                raise CodebookError(f"the codebook has no version {version}; the newest is {self.newest}")
            return self._book(0)
        return self._book(self.set_of(version))

    def _book(self, some: int) -> Codebook:
        tips = () if self.history.earlier else self.history.tips(some)
        return self.replayed(some).codebook(self.numbers.of(some), tips)

    def _replayed(self, some: int) -> Replayed:
        return replay(self.history, self.names, some)

    def _seen(self, code: str, made: Stamp, wanted: Stamp, decided: str | None = None) -> str | None:
        """What `code`, given under version `made`, is called under `wanted`; None where that is not defined.

        `decided` is the part that a person chose for this coding after a split.
        """
        known, under = self.set_of(made), self.set_of(wanted)
        key = self.names.key(code, known) or self.names.key(code, self.history.everything)
        if key is None:
            return code if not known & ~under else None
        if known & ~under:
            key = self._before(key, known, under)
            if key is None:
                return None
        if under & ~known or not known & ~under:
            key = self._after(key, under, decided)
        return self.names.name(key, under)

    def _after(self, key: str, under: int, decided: str | None) -> str:
        later = self.replayed(under)
        now = later.links.end(key)
        part = self.names.key(decided, under) if decided is not None else None
        if part is not None and now in later.draft.codes and part in (later.draft.value(now, "split") or ()):
            now = later.links.end(part)
        return now

    def _before(self, key: str, known: int, under: int) -> str | None:
        """What a code was in `under`, taking back what only `known` has."""
        earlier, later = self.replayed(under & known), self.replayed(known)
        unread = {operation.id for operation, _ in later.unread}
        for place in reversed(list(places(known & ~under))):
            operation = self.history.operations[place]
            if operation.id in unread:
                continue
            seeing = Seeing(self.names, self.history.upon[place], earlier, later)
            found = OPERATIONS[operation.op].earlier(key, operation.fields, seeing)
            if found is None:
                return None
            key = found
        return key if key in earlier.draft.codes and key not in earlier.links.merged else None

    def _looked_for(self, code: str, stamp: Stamp) -> bool:
        """Whether `code` (its id at the head) was looked for by who coded under a version; see `reading` for what that means."""
        key = self.names.key(code, self.history.everything)
        return key is not None and was_looked_for(key, self._descent, self.replayed(self.set_of(stamp)))
