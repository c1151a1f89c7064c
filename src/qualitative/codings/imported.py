"""Events that came from elsewhere. Pure.

The id of such an event follows from what it was there, so that importing the same twice, by one person or by two, counts once.
"""

from __future__ import annotations

from typing import cast

from qualitative.codings.events import now
from qualitative.codings.fields import version_of
from qualitative.codings.schema import Event, Foreign, Kind
from qualitative.codings.ulid import ulid_of

__all__ = ["as_imported", "first_imported", "imported_id", "is_same_import"]


def as_imported(event: Event, origin: Foreign, at: str, imported: str | None = None) -> Event:
    """The event as one that came from `origin`; `at` (as events write moments) is when it happened there, `imported` when it came here (None: now)."""
    id = imported_id(event["event"], origin, at)
    made = {**event, "id": id, "at": at, "origin": origin, "imported": imported or now()}
    return cast("Event", made | {"v": version_of(made)})


def imported_id(kind: Kind, origin: Foreign, at: str) -> str:
    """The id of an event of a kind that came from `origin`, where it happened `at`."""
    return ulid_of(at, kind, origin["tool"], origin["file"], origin["id"])


def is_same_import(one: Event, other: Event) -> bool:
    """Whether two events are one that was imported twice."""
    return (
        "imported" in one
        and "imported" in other
        and (one["id"], one.get("origin")) == (other["id"], other.get("origin"))
    )


def first_imported(one: Event, other: Event) -> Event:
    """Which of two events with one id counts: the one that was imported first, wherever they lie."""
    return min(
        one, other, key=lambda event: (event.get("imported") or "", event["coder"], event["document"], repr(event))
    )
