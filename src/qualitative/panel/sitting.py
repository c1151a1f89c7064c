"""What a coder did in one sitting at the panel, in order, so that undo takes back an act of it wherever it lies, and nothing older."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualitative.codings.events import Event

__all__ = ["Act", "Sitting"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: on the codings of `document`, the events after the id `since` up to `until`; on the codebook, a code that came into use by it."""

    document: str
    since: str = ""
    until: str = ""
    code: str | None = None

    def among(self, events: list[Event]) -> list[Event]:
        """Those of `events` that were written in it."""
        return [event for event in events if self.since < event["id"] <= self.until]


@dataclass
class Sitting:
    """The acts that stand, and those that were undone since the last one, each newest last."""

    acts: list[Act] = field(default_factory=list)
    undone: list[Act] = field(default_factory=list)

    def add(self, act: Act) -> None:
        """Remember something new; what was undone before can't be done again after it."""
        self.acts.append(act)
        self.undone.clear()
