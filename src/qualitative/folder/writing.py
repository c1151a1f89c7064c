"""Writing events: each call returns only when they are on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from qualitative.codings.events import STUDY, Event, as_visible, new_event
from qualitative.codings.fields import version_of
from qualitative.codings.log import append_events, last_ids
from qualitative.codings.schema import Kind
from qualitative.errors import CodingError, OffsetError, did_you_mean
from qualitative.folder.placing import state_of
from qualitative.model import Coding
from qualitative.text.segments import segment_problem

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["append", "as_one_act", "check_segment", "check_segments", "latest", "record", "standing_or_lost"]


def record(folder: Folder, event: Kind, coder: str, document: str, *, round: int = 1, **fields: Any) -> str:
    """Append one event, its `fields` as in the table of `codings.schema`; its id, once durable."""
    folder.coder(coder)
    if document != STUDY:
        folder.document(document)
    if "blind" in fields:
        fields["blind"] = as_visible(fields["blind"])
    above = latest(folder, coder, document)
    made = new_event(event, coder, document, codebook=folder.codebook().stamp, round=round, above=above, **fields)
    append(folder, [made])
    return made["id"]


def latest(folder: Folder, coder: str, document: str) -> str | None:
    """The largest id that a new event of the file must come after."""
    return max(last_ids(folder.event_file(coder, document)), default=None)


def append(folder: Folder, events: Iterable[Event]) -> None:
    """Put events into their files, one fsync a file; the first of each file names the last ones that stand there now."""
    folder.check_writable()
    files: dict[Path, list[Event]] = {}
    for event in events:
        files.setdefault(folder.event_file(event["coder"], event["document"]), []).append(event)
    for path, (first, *others) in files.items():
        seen = last_ids(path)
        after = {**first, "prev": seen} if seen else first
        append_events(path, [cast("Event", {**after, "v": version_of(after)}), *others])


def as_one_act(events: list[Event]) -> list[Event]:
    """The events as one act, which is undone as a whole."""
    return [cast("Event", {**event, "act": events[0]["id"]}) for event in events] if len(events) > 1 else events


def check_segments(folder: Folder, items: Iterable[tuple[str, str, int, int]]) -> None:
    """Raises OffsetError for the first segment (code, document, start, end) that touches a label or timestamp, or lies in no turn."""
    for _, document, start, end in items:
        check_segment(folder, document, start, end)


def check_segment(folder: Folder, document: str, start: int, end: int) -> None:
    """Raises OffsetError for a segment that touches a label or timestamp, or lies in no turn; what lies outside the text others tell."""
    found = folder.document(document)
    if 0 <= start < end <= len(found.text) and (wrong := segment_problem(found, start, end)):
        raise OffsetError(wrong)


def standing_or_lost(folder: Folder, id: str) -> Coding:
    """A coding that stands, or has lost its words. Raises CodingError with the nearest id."""
    state = state_of(folder)
    lost = {place.coding.id: place.coding for place in state.lost}
    found: dict[str, Coding] = {**state.codings, **lost}
    if id not in found:
        raise CodingError(f"no standing coding has the id {id!r}; {did_you_mean(id, found)}")
    return found[id]
