"""One writer at a time: a file lock across processes, a thread lock within one."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from qualitative.corpus.files import own_folder
from qualitative.errors import QualitativeError

__all__ = ["LOCK_SECONDS", "locked"]

LOCK_SECONDS = 10
_threads: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_roots: dict[Path, Path] = {}  # folders whose study was found; a study does not move under a running program


@contextmanager
def locked(path: Path, error: type[QualitativeError]) -> Iterator[None]:
    """Hold the lock of `path`, whether the file exists or not. Raises `error` when another program holds it too long."""
    place = _place(path)
    try:
        # a new lock each time: one that was made before a fork is of no use after it
        with _threads[str(place)], FileLock(place, timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise error(f"{path} is locked by another program for {LOCK_SECONDS} s; nothing was saved, try again") from None


def _place(path: Path) -> Path:
    """Locks lie in the study's cache, so that they never show up in git."""
    folder = _root(path.absolute().parent) / ".cache" / "locks"
    if not folder.is_dir():
        own_folder(folder.parent)
        folder.mkdir(exist_ok=True)
    return folder / f"{path.parent.name}--{path.stem}.lock"


def _root(folder: Path) -> Path:
    """The study that a folder lies in; the folder itself where there is none."""
    if folder not in _roots:
        root = next((above for above in (folder, *folder.parents) if (above / "study.yaml").exists()), None)
        if root is None:
            return folder
        _roots[folder] = root
    return _roots[folder]
