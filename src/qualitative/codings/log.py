"""Append events to one coder's file of one document, durably, and read them back.

Lock, repair a torn end, one write, fsync; only then does `append_events` return. POSIX says that a rename or creation is durable only
once the folder is fsynced, so a new file's folder is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from errno import ENOSPC
from pathlib import Path

from qualitative.codings.events import Event
from qualitative.codings.imported import first_imported, is_same_import
from qualitative.codings.lines import format_event, parse_event
from qualitative.codings.plain import parse_plain
from qualitative.codings.ulid import ULID
from qualitative.corpus.locks import locked
from qualitative.errors import CodingError, NewerError

__all__ = ["append_events", "append_lines", "event_paths", "id_in", "last_ids", "read_events"]

TRIES = 5
_ID = re.compile(rf'\{{\s*"v"\s*:\s*[0-9]+\s*,\s*"id"\s*:\s*"({ULID})"'.encode())


def append_events(path: Path, events: Sequence[Event]) -> None:
    """Append all `events` to `path`, or none; when this returns they are on disk. Raises CodingError when they are not."""
    append_lines(path, [format_event(event) for event in events])


def append_lines(path: Path, lines: Sequence[str]) -> None:
    """Append `lines` (without line breaks) to a shared file, or none of them. Raises CodingError when they are not on disk."""
    if not lines:
        return
    data = "".join(line + "\n" for line in lines).encode("utf-8")
    try:
        created = _make_folder(path.parent)
        with locked(path, CodingError):
            for _ in range(TRIES):
                if _append(path, data, created):
                    return
        raise CodingError(f"{path} is replaced again and again by another program; close it, then save again")
    except OSError as failure:
        raise CodingError(
            f"{path}: not saved: {failure.strerror or failure}; free space or mend the folder, then save again"
        ) from None


def event_paths(codings: Path) -> list[Path]:
    """All event files under `corpus/codings`, in a fixed order."""
    return sorted(codings.glob("*/*.jsonl"))


def read_events(path: Path) -> tuple[list[Event], list[CodingError]]:
    """(events by id, problems). A line that does not parse is reported with its place and skipped; a repeated id counts once."""
    events: dict[str, Event] = {}
    problems: list[CodingError] = []
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], []
    here = (path.parent.name, path.stem)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = line.decode("utf-8")
            event = parse_plain(text) or parse_event(text)
            if (event["coder"], event["document"]) != here:
                raise CodingError(
                    f"event {event['id']} of {event['coder']} on {event['document']} lies in the wrong file"
                )
            events[event["id"]] = _one_of(events.get(event["id"]), event)
        except (UnicodeDecodeError, CodingError) as problem:
            what = "not UTF-8" if isinstance(problem, UnicodeDecodeError) else str(problem)
            kind = NewerError if isinstance(problem, NewerError) else CodingError
            problems.append(kind(f"{path}:{number}: {what}; the line is skipped"))
    ids = list(events)
    return [events[key] for key in sorted(ids)] if ids != sorted(ids) else list(events.values()), problems


def _one_of(known: Event | None, event: Event) -> Event:
    """What counts of two lines with one id: a merge of two branches may repeat a line, but never change it."""
    if known is None or known == event:
        return event
    if is_same_import(known, event):
        return first_imported(known, event)
    raise CodingError(f"event {event['id']} stands twice and differs")


def last_ids(path: Path) -> list[str]:
    """The ids that a new event of the file comes after: that of the last whole line, and the largest of the last lines.

    They tell what its writer had seen of the file, and a new id can be made larger even where the clock was set back.
    """
    for length in (4096, 262144):
        try:
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - length))
                lines = file.read().split(b"\n")[:-1]
        except OSError:
            return []
        whole = [line for line in (lines if size <= length else lines[1:]) if line.rstrip().endswith(b"}")]
        ids = [id for line in whole for id in id_in(line)]
        if ids:
            return list(dict.fromkeys((max(ids), ids[-1])))
    return []


def id_in(line: bytes) -> list[str]:
    """The id that a line begins with, be it of a newer version or damaged further on; none where there is none."""
    found = _ID.match(line)
    return [found[1].decode()] if found else []


def _append(path: Path, data: bytes, created: list[Path]) -> bool:
    """Whether `data` is on disk under this name: a checkout or merge may put another file in its place meanwhile."""
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and _last_byte(handle, size) != b"\n":
            data = b"\n" + data
        written = 0
        try:
            written = os.write(handle, data)
            if written != len(data):
                raise OSError(ENOSPC, f"only {written} of {len(data)} bytes were written")
            os.fsync(handle)
        except OSError:
            # cut back only what was added here, in case somebody wrote without the lock
            if os.fstat(handle).st_size == size + max(written, 0):
                os.ftruncate(handle, size)
            raise
        same = os.path.samestat(os.fstat(handle), path.stat()) if path.exists() else False
    finally:
        os.close(handle)
    if new:
        _sync_folders([path.parent, *created])
    return same


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder with those above it; the folders in which a new name appeared."""
    if folder.is_dir():
        return []
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [place.parent for place in missing]


def _sync_folders(folders: list[Path]) -> None:
    if os.name == "nt":  # Windows can't fsync a folder
        return
    for place in folders:
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
