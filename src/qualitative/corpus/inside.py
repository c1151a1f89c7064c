"""A study stays in its folder: nothing in it is a link that leads out, and what is read is a regular file.

A stranger's study could link a transcript to a private file of the person who opens it, or name a pipe that is never read to its end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from qualitative.errors import StudyError

__all__ = ["check_inside", "is_inside", "strange_entries"]

# what the library reads of a study, or writes into by itself
_PARTS = ("study.yaml", "corpus", "codebook", "reports", "notebooks", ".cache", ".gitignore", ".gitattributes")
_OWN = "corpus/originals"  # what lies below is the person's own, and never read as the study's


def check_inside(root: Path) -> None:
    """Raises StudyError for the first entry of a study that is a link out of it, or neither file nor folder."""
    for sentence in strange_entries(root):
        raise StudyError(sentence)


def strange_entries(root: Path) -> Iterator[str]:
    """One sentence for each entry of a study that leads out of it or is neither file nor folder."""
    top = os.path.realpath(root)
    waiting = [name for name in _PARTS if os.path.lexists(root / name)]
    while waiting:
        name = waiting.pop()
        path = root / name
        if path.is_symlink() and not _lies_in(os.path.realpath(path), top):
            yield f"{name} is a link that leads out of the study; put a copy of what it leads to in its place"
        elif path.is_dir():
            if name != _OWN and not path.is_symlink():
                waiting += _worth_a_look(path, name)
        elif os.path.lexists(path) and not is_regular(path):
            yield f"{name} is neither a file nor a folder; take it out of the study"


def is_inside(root: Path, name: str) -> bool:
    """Whether `name` leads, through any links, to a place below `root`."""
    return _lies_in(os.path.realpath(root / name), os.path.realpath(root))


def is_regular(path: Path) -> bool:
    """Whether there is a regular file at the end of any links (a link that leads nowhere counts: nothing can be read through it)."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _worth_a_look(path: Path, name: str) -> Iterator[str]:
    """The entries of a folder that are no plain files; folders among them."""
    with os.scandir(path) as entries:
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                yield f"{name}/{entry.name}"


def _lies_in(place: str, top: str) -> bool:
    return place == top or place.startswith(top.rstrip(os.sep) + os.sep)
