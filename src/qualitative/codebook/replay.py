"""From a history to the codebook at one version. Pure, and never at a loss: what contradicts is listed, what names no code is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualitative.codebook.draft import Draft
from qualitative.codebook.history import History, Operation, places
from qualitative.codebook.links import Links, lay_links
from qualitative.codebook.names import Names
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError, did_you_mean

__all__ = ["Replayed", "apply_next", "replay"]


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
            if key in links.merged:
                continue
            above = links.parents.get(key)
            codes[name(key)] = draft.code(key, None if above is None else name(above))
            if parts := draft.value(key, "split"):
                splits[name(key)] = tuple(map(name, parts))
        merged = {name(key): name(into) for key, into in links.merged.items()}
        return Codebook(number, codes, merged, splits, tips)


def replay(history: History, names: Names, version: int) -> Replayed:
    """What the operations of `version` (a set) leave, in their order."""
    draft, unread = Draft(history, names, version), []
    for place in places(version):
        draft.place = place
        operation = history.operations[place]
        try:
            OPERATIONS[operation.op].apply(draft, operation.fields)
        except CodebookError as problem:
            unread.append((operation, str(problem)))
        except (AttributeError, KeyError, TypeError, ValueError):
            unread.append((operation, f"a field has the wrong shape; compare it with another {operation.op}"))
    return Replayed(draft, lay_links(draft), unread)


def apply_next(draft: Draft, operation: Operation) -> None:
    """Make one more operation, which is in the draft's history. Raises CodebookError where it can't be made."""
    kind = OPERATIONS.get(operation.op)
    if kind is None:
        raise CodebookError(f"op {operation.op!r} is unknown; {did_you_mean(str(operation.op), OPERATIONS)}")
    draft.place = draft.history.place[operation.id]
    try:
        kind.check(draft, operation.fields)
        kind.apply(draft, operation.fields)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CodebookError(f"a field has the wrong shape; compare it with another {operation.op}") from None
