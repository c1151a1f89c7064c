"""Append events to one coder's file of one document, durably, and read them back.

Lock, repair a torn end, one write, fsync; only then does `append_events` return. POSIX says that a rename or creation is durable only
once the folder is fsynced, so a new file's folder is.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from qualitative.codings.events import Event, format_event, parse_event
from qualitative.errors import CodingError

__all__ = ["append_events", "event_paths", "read_events"]

LOCK_SECONDS = 10
_threads: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def append_events(path: Path, events: Sequence[Event]) -> None:
    """Append all `events` to `path`, or none; when this returns they are on disk. Raises CodingError when they are not."""
    if not events:
        return
    data = "".join(format_event(event) + "\n" for event in events).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _threads[str(path)], FileLock(_lock_path(path), timeout=LOCK_SECONDS):
            _append(path, data)
    except Timeout:
        raise CodingError(
            f"{path} is locked by another program for {LOCK_SECONDS} s; nothing was saved, try again"
        ) from None
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
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = parse_event(line.decode("utf-8"))
            if (event["coder"], event["document"]) != (path.parent.name, path.stem):
                raise CodingError(
                    f"event {event['id']} of {event['coder']} on {event['document']} lies in the wrong file"
                )
            events.setdefault(event["id"], event)
        except (UnicodeDecodeError, CodingError) as problem:
            what = "not UTF-8" if isinstance(problem, UnicodeDecodeError) else str(problem)
            problems.append(CodingError(f"{path}:{number}: {what}; the line is skipped"))
    return [events[key] for key in sorted(events)], problems


def _append(path: Path, data: bytes) -> None:
    created = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and _last_byte(handle, size) != b"\n":
            data = b"\n" + data
        try:
            written = os.write(handle, data)
            if written != len(data):
                raise OSError(28, f"only {written} of {len(data)} bytes were written")
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if created:
        _sync_folders(path.parent)


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _sync_folders(folder: Path) -> None:
    if os.name == "nt":  # Windows can't fsync a folder
        return
    for place in (folder, folder.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock_path(path: Path) -> Path:
    """Locks lie in the study's cache, so that they never show up in git."""
    root = next((folder for folder in path.parents if (folder / "study.yaml").exists()), path.parent)
    folder = root / ".cache" / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{path.parent.name}--{path.stem}.lock"
