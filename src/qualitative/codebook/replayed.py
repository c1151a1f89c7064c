"""What the operations of a version leave. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualitative.codebook.draft import Draft
from qualitative.codebook.history import Operation
from qualitative.codebook.links import Links
from qualitative.codebook.tree import Codebook

__all__ = ["Replayed"]


@dataclass
class Replayed:
    """What the operations of a version leave: the draft, its links, and those operations that could not be read, with the reason."""

    draft: Draft
    links: Links
    unread: list[tuple[Operation, str]] = field(default_factory=list)

    def codebook(self, number: int, tips: tuple[str, ...]) -> Codebook:
        """The codebook, called `number` by people."""
        draft, links, name = self.draft, self.links, self.draft.name
        codes, splits = {}, {}
        for key in draft.codes:
            if parts := draft.value(key, "split"):
                splits[name(key)] = tuple(map(name, parts))
            if key not in links.merged:
                above = links.parents.get(key)
                codes[name(key)] = draft.code(key, None if above is None else name(above))
        merged = {name(key): name(into) for key, into in links.merged.items()}
        return Codebook(number, codes, merged, splits, tips)
