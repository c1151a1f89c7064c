"""Whether git may be asked about a repository: its own config, and the files that lead git elsewhere, are read first.

Where they could run a program, or where git could read them otherwise than we do, git is not called at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

__all__ = ["refusal", "repository_top"]

LARGEST = 1 << 20  # bytes of a config file; larger ones are no config that a person wrote
_RUN_SECTIONS = {
    "include",
    "includeif",
    "alias",
    "pager",
    "credential",
    "filter",
    "gpg",
    "ssh",
    "hook",
    "browser",
    "man",
}
# a variable of any section that is named like a program, so that a key which a later git brings is met too
_RUN_NAMES = re.compile(
    r"command|program|\bcmd|editor|pager|helper|driver|textconv|external|process|smudge|clean|hook|fsmonitor|askpass|gitproxy|uploadpack"
    r"|receivepack|vcs|worktree$|diffopts|attributesfile|excludesfile|promisor|partialclone",
)
_HEADING = re.compile(r'\[\s*([^\s"\]]+)(?:\s+"[^"\n]*")?\s*\]')
_VARIABLE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)")
# what a file that names a folder holds where nobody can read two folders out of it: one line, no blank at its ends, nothing that is not shown
_NAMING = re.compile(r"(?! )[^\x00-\x1f\x7f]{1,4096}(?<! )\n?")
# git opens these before it answers anything; a pipe among them would let it wait for ever
_OPENED = ("HEAD", "index", "packed-refs", "shallow", "info/exclude", "info/attributes", "objects/info/alternates")


def refusal(folder: Path) -> str | None:
    """Why git is not asked about `folder`, in a sentence; None where it is, or where there is no repository."""
    top = repository_top(folder.resolve())
    if top is None:
        return None
    found = next(_running(top), None)
    if found is None:
        return None
    return (
        f"git is not asked: {found} of this repository could run a program or lead git elsewhere; what its history holds goes unread"
        " (if you set it yourself, move it to your own ~/.gitconfig)"
    )


def repository_top(folder: Path) -> Path | None:
    """The folder that holds `.git`, at or above `folder`."""
    return next((place for place in (folder, *folder.parents) if os.path.lexists(place / ".git")), None)


def _running(top: Path) -> Iterator[str]:
    """What of the repository at `top` could run a program: settings as `section.name`, and files that git could read otherwise than we do."""
    if all(os.path.lexists(top / name) for name in ("HEAD", "objects", "refs")):
        yield "the folder itself, which looks like a repository,"
    place = top / ".git" if (top / ".git").is_dir() else _named(top / ".git", "gitdir: ")
    if place is None:
        yield "the file .git, which names no folder plainly,"
        return
    shared = _named(place / "commondir", "") if os.path.lexists(place / "commondir") else place
    if shared is None:
        yield "the file commondir, which names no folder plainly,"
        return
    folders = tuple(dict.fromkeys((place, shared)))
    for name in _OPENED:
        if any(os.path.lexists(folder / name) and not (folder / name).is_file() for folder in folders):
            yield f"{name}, which is no plain file,"
    yield from _settings(folder / name for folder in folders for name in ("config", "config.worktree"))


def _named(path: Path, word: str) -> Path | None:
    """The folder that a file names after `word` (of a worktree, a submodule); None where git could take it for another one."""
    try:
        said = path.read_bytes().decode("utf-8") if path.is_file() and _is_small(path) else ""
    except (OSError, UnicodeDecodeError):
        return None
    name = said.removeprefix(word)
    plain = said.startswith(word) and _NAMING.fullmatch(name)
    return path.parent / name.removesuffix("\n") if plain else None


def _settings(configs: Iterable[Path]) -> Iterator[str]:
    for path in configs:
        if not os.path.lexists(path):
            continue
        if not path.is_file() or not _is_small(path):
            yield f"the file {path.name}, which is no plain file,"
            continue
        stat = path.stat()
        yield from _suspects(path, (stat.st_mtime_ns, stat.st_size, stat.st_ino))


@lru_cache(maxsize=64)
def _suspects(path: Path, stamp: tuple[int, ...]) -> tuple[str, ...]:
    found, section = [], ""
    for line in path.read_bytes().decode("utf-8-sig", "replace").splitlines():
        rest = line.strip()
        opened = False
        while heading := _HEADING.match(rest):  # several may share a line
            # [section.subsection] is the old way to write [section "subsection"]
            section, opened = heading[1].lower().partition(".")[0], True
            rest = rest[heading.end() :].strip()
        if rest.startswith("["):
            found.append(f"the heading {rest[:40]}")
        # a heading and a variable may share a line; a line that continues another is read as a variable too, which errs on the safe side
        name = variable[1].lower() if (variable := _VARIABLE.match(rest)) else ""
        if (section in _RUN_SECTIONS and (name or opened)) or _RUN_NAMES.search(name):
            found.append(f"{section}.{name}".rstrip("."))
    return tuple(found)


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= LARGEST
