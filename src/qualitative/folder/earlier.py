"""A document's text as it was: from the cache, or among its versions in git. The hash proves it, so neither is trusted."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.codings.texts import read_text_of
from qualitative.corpus.documents import parse_document
from qualitative.corpus.files import normalised
from qualitative.errors import DocumentError
from qualitative.model import Document

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["earlier_text"]

VERSIONS = 200  # of a document, newest first


def earlier_text(folder: Folder, document: Document, wanted: str) -> str | None:
    """The text of `document` that has this hash; None where it is nowhere at hand."""
    kept = read_text_of(folder.cache_folder, wanted)
    if kept is not None:
        return kept
    head = _git(folder.root, "rev-parse", "HEAD")
    return _texts_in_git(folder.root, document.path, document.id, head).get(wanted) if head else None


@lru_cache(maxsize=256)
def _texts_in_git(root: Path, path: str, id: str, head: bytes) -> dict[str, str]:
    """Texts by hash; `head` tells when to look again."""
    commits = _git(root, "log", "--format=%H", f"-{VERSIONS}", head.decode().strip(), "--", path).decode().split()
    names = "".join(f"{commit}:./{path}\n" for commit in commits)
    found = {}
    for content in _contents(_git(root, "cat-file", "--batch", input=names.encode())):
        try:
            old = parse_document(normalised(content.decode("utf-8-sig")), path, id, None)
        except (UnicodeDecodeError, DocumentError):
            continue
        found[old.hash] = old.text
    return found


def _contents(answer: bytes) -> Iterator[bytes]:
    """The files in what `git cat-file --batch` prints: a line `<name> blob <bytes>` before each; other lines tell of missing ones."""
    while answer:
        line, _, answer = answer.partition(b"\n")
        kind = line.split()[-2:]
        if len(kind) == 2 and kind[0] == b"blob":
            yield answer[: int(kind[1])]
            answer = answer[int(kind[1]) + 1 :]


def _git(root: Path, *arguments: str, input: bytes = b"") -> bytes:
    """What git prints; nothing where there is no git, or no repository."""
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], input=input, capture_output=True).stdout
    except OSError:
        return b""
