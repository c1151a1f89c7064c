"""Read the codebook of a study: its history (`stored`; in format 1 `changes.yaml`), and every version of it."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.history import History
from qualitative.codebook.stored import history_paths, read_stored
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Stamp, Versions
from qualitative.corpus.files import read_yaml
from qualitative.errors import CodebookError

__all__ = ["CHANGES", "read_changes", "read_codebook", "read_history", "read_versions"]

_log = logging.getLogger("qualitative")

CHANGES = "changes.yaml"  # the history of format 1


def read_history(folder: Path) -> History:
    """The operations of the history, of format 1 too. Raises CodebookError with the file."""
    if history_paths(folder) or not (folder / CHANGES).exists():
        return read_stored(folder)[0]
    stat = (folder / CHANGES).stat()
    return _earlier(folder / CHANGES, (stat.st_mtime_ns, stat.st_size, stat.st_ino))


def read_versions(folder: Path) -> Versions:
    """All versions, and how codes read from one to another."""
    return _versions(read_history(folder))


def read_codebook(folder: Path, version: Stamp | str | None = None) -> Codebook:
    """The codebook at `version` (None or "head": the newest), replayed from its history."""
    versions = read_versions(folder)
    if version is None or version == "head":
        return versions.head
    if isinstance(version, str):
        raise CodebookError(f"codebook version {version!r} is not a number or head")
    return versions.at(version)


def read_changes(folder: Path) -> list[dict[str, Any]]:
    """What changed the codebook, in order: `n` (the version that first holds it), `op`, `by`, `at`, `why`, and the operation's own fields."""
    versions = read_versions(folder)
    found = []
    for place, made in enumerate(versions.history.operations):
        if place in versions.numbers.first:
            head = {"n": versions.numbers.first[place], "op": made.op, "by": made.by, "at": made.at, "why": made.why}
            found.append({**head, **made.fields})
    return found


@lru_cache(maxsize=16)
def _versions(history: History) -> Versions:
    _log.debug("codebook: %d operations replayed", len(history.operations))
    return Versions(history)


@lru_cache(maxsize=16)
def _earlier(path: Path, stamp: tuple[int, ...]) -> History:
    data = read_yaml(path, CodebookError, path.parent.parent)
    if data is not None and not (isinstance(data, list) and all(isinstance(operation, dict) for operation in data)):
        raise CodebookError(f"codebook/{CHANGES}: not a list of operations")
    try:
        return History(history_from_changes(data or ()), earlier=True)
    except CodebookError as problem:
        raise CodebookError(f"codebook/{CHANGES}: {problem}") from None
