"""A copy of what changes, then each file put in its place, so that a kill at any moment leaves a study that can be read.

The order makes it so. The history of the codebook appears whole, by one rename, and says the same as `changes.yaml` beside it; then
git's files, which no reader asks; then `study.yaml`, with which the study is of the new format; what the old format alone read goes last.
Started again, a migration finishes what is left.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from qualitative.corpus.files import write_bytes
from qualitative.folder.settings import MARK

__all__ = ["KEPT", "keep_copy", "put"]

KEPT = "migrated"  # the folder of the copies; git ignores it


def keep_copy(root: Path, changes: Mapping[Path, bytes | None], name: str) -> Path | None:
    """Keep the files that change as they are, in a folder of their own, whole or not at all; None where no file is there yet.

    A copy that holds them already, as of a migration that was interrupted, is enough.
    """
    old = {path.relative_to(root): path.read_bytes() for path in changes if path.is_file()}
    if not old:
        return None
    for folder in sorted(path for path in (root / KEPT).glob("[!.]*") if path.is_dir()):
        if all((folder / path).is_file() and (folder / path).read_bytes() == data for path, data in old.items()):
            return folder
    folder = next(free for free in _names(root / KEPT, name) if not free.exists())
    draft = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for path, data in old.items():
        write_bytes(draft / path, data)
    draft.rename(folder)
    return folder


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    yield from (folder / f"{name}-{number}" for number in count(2))


def put(root: Path, changes: Mapping[Path, bytes | None]) -> None:
    """Put every file in its place (None takes it away), in the safe order."""
    fresh = _new_folders(changes)
    for folder in fresh:
        draft = folder.with_name(f".{folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        for path, data in changes.items():
            if path.parent == folder and data is not None:
                write_bytes(draft / path.name, data)
        draft.rename(folder)
    written = [path for path, data in changes.items() if data is not None and path.parent not in fresh]
    for path in sorted(written, key=lambda path: (_turn(path.relative_to(root)), path)):
        write_bytes(path, changes[path] or b"")
    for path, data in changes.items():
        if data is None:
            path.unlink(missing_ok=True)


def _new_folders(changes: Mapping[Path, bytes | None]) -> list[Path]:
    """Folders that come into being with all that they hold."""
    return sorted({path.parent for path, data in changes.items() if data is not None and not path.parent.exists()})


def _turn(path: Path) -> int:
    """What a reader of either format can do without comes first; `study.yaml` says which format it is; the rest follows it."""
    if path.name == MARK:
        return 2
    return 1 if path.suffix == ".jsonl" or path.name.startswith(".git") else 3
