"""The act of settling: the consensus codes, and a decision says on what, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from qualitative.errors import CodingError
from qualitative.folder import acts
from qualitative.folder.placing import state_of

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["Settled", "settle"]


class Settled(Protocol):
    """What is decided: the codings `items`, as (code, document, start, end), that the consensus takes for those it `settles`."""

    @property
    def items(self) -> Sequence[tuple[str, str, int, int]]: ...
    @property
    def settles(self) -> Sequence[str]: ...
    @property
    def document(self) -> str: ...
    @property
    def round(self) -> int: ...
    @property
    def choice(self) -> str: ...


def settle(folder: Folder, consensus: str, settled: Settled, *, by: str, note: str) -> str:
    """Let the consensus coder take what was decided; the id of the decision, once it is on disk.

    An earlier decision on any of the same codings is taken back first, with what it brought. The codings decided on stay as they are.
    """
    folder.coder(by)
    if not note.strip():
        raise CodingError(f"the decision on {settled.document} has no reason; pass note=… so that others can follow it")
    acts.check_segments(folder, settled.items)
    _take_back(folder, consensus, set(settled.settles))
    if settled.items:
        acts.apply(folder, consensus, settled.items, round=settled.round, blind="coders", settles=settled.settles)
    about = {"of": list(settled.settles), "verdict": "adjudicate", "choice": settled.choice, "by": by, "note": note}
    return acts.record(folder, "decide", consensus, settled.document, round=settled.round, **about)


def _take_back(folder: Folder, consensus: str, ids: set[str]) -> None:
    state = state_of(folder, [consensus])
    for decision in state.decisions:
        if decision["verdict"] == "adjudicate" and ids & set(decision["of"]):
            acts.retract(folder, consensus, decision["id"])
    for coding in state.codings.values():
        if ids & set(coding.settles):
            acts.retract(folder, consensus, coding.id)
