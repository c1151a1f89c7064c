"""A document's text as it was: from the cache, or among its versions in git. The hash proves it, so neither is trusted."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from qualitative.codings.texts import read_text_of
from qualitative.corpus.documents import parse_document
from qualitative.corpus.files import normalised
from qualitative.errors import DocumentError
from qualitative.git import Repository, repository
from qualitative.model import Document

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["earlier_text"]

_log = logging.getLogger("qualitative")
VERSIONS = 200  # of a document, newest first


def earlier_text(folder: Folder, document: Document, wanted: str) -> str | None:
    """The text of `document` that has this hash; None where it is nowhere at hand."""
    kept = read_text_of(folder.cache_folder, wanted)
    if kept is not None:
        _log.debug("%s: earlier text %s served from the cache", document.id, wanted)
        return kept
    found = repository(folder.root)
    head = found.head() if found else ""
    text = _texts_in_git(found, document.path, document.id, head).get(wanted) if found and head else None
    _log.debug("%s: earlier text %s %s", document.id, wanted, "is nowhere at hand" if text is None else "read from git")
    return text


@lru_cache(maxsize=256)
def _texts_in_git(found: Repository, path: str, id: str, head: str) -> dict[str, str]:
    """Texts by hash; `head` tells when to look again."""
    texts = {}
    for content in found.contents(path, VERSIONS):
        try:
            old = parse_document(normalised(content.decode("utf-8-sig")), path, id, None)
        except (UnicodeDecodeError, DocumentError):
            continue
        texts[old.hash] = old.text
    return texts
