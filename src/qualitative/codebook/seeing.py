"""Two versions, between which an operation is looked through backwards. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualitative.codebook.names import Names
from qualitative.codebook.replayed import Replayed

__all__ = ["Seeing"]


@dataclass(frozen=True)
class Seeing:
    """What an operation may ask when it is taken back: `under` is the set that it rests upon, `earlier` and `later` the versions."""

    names: Names
    under: int
    before: Replayed
    after: Replayed

    def key(self, name: Any) -> str | None:
        """The code that the operation means by `name`."""
        return self.names.key(name, self.under) if isinstance(name, str) else None

    def stood(self, key: str) -> bool:
        """Whether a code is in the earlier version, and not merged away there."""
        return key in self.before.draft.codes and key not in self.before.links.merged

    def took_in(self, key: str, other: str) -> bool:
        """Whether in the later version `other` has become what `key` is."""
        return other != key and self.after.links.end(other) == self.after.links.end(key)
