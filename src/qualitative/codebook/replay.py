"""From a history to the codebook at one version. Pure, and never at a loss: what contradicts is listed, what names no code is told."""

from __future__ import annotations

from qualitative.codebook.draft import Draft
from qualitative.codebook.history import History, Operation, places
from qualitative.codebook.links import lay_links
from qualitative.codebook.names import Names
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.replayed import Replayed
from qualitative.errors import CodebookError, did_you_mean

__all__ = ["apply_next", "replay"]


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
    unknown = sorted(set(operation.fields) - set(kind.own), key=str)
    if unknown:
        raise CodebookError(f"{operation.op} has no field {unknown[0]!r}; {did_you_mean(str(unknown[0]), kind.own)}")
    draft.place = draft.history.place[operation.id]
    try:
        kind.check(draft, operation.fields)
        kind.apply(draft, operation.fields)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CodebookError(f"a field has the wrong shape; compare it with another {operation.op}") from None
