"""One writer at a time: a file lock across processes, a thread lock within one."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from qualitative.errors import QualitativeError

__all__ = ["LOCK_SECONDS", "locked"]

LOCK_SECONDS = 10
_threads: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def locked(path: Path, error: type[QualitativeError]) -> Iterator[None]:
    """Hold the lock of `path`, whether the file exists or not. Raises `error` when another program holds it too long."""
    place = _place(path)
    try:
        with _threads[str(place)], FileLock(place, timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise error(f"{path} is locked by another program for {LOCK_SECONDS} s; nothing was saved, try again") from None


def _place(path: Path) -> Path:
    """Locks lie in the study's cache, so that they never show up in git."""
    path = path.absolute()
    root = next((folder for folder in path.parents if (folder / "study.yaml").exists()), path.parent)
    folder = root / ".cache" / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{path.parent.name}--{path.stem}.lock"
