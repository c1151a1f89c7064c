"""Files of a study that no replacing reaches: raw files, originals, pages and notebooks; which of them still hold what was hidden."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from qualitative.corpus.files import shown
from qualitative.corpus.readers import FORMATS, read_file
from qualitative.errors import PrivacyError, ReaderError
from qualitative.folder import Folder
from qualitative.privacy.key import KEY
from qualitative.text.folding import fold

__all__ = ["elsewhere", "unread_elsewhere"]

_UNPACKED = 500_000_000  # bytes of all that is packed in one file
_TAG = re.compile(rb"<[^<>]{0,4000}>")
_PACKED = (".docx", ".docm", ".odt", ".pdf", ".rtf", ".xlsx", ".xlsm")  # whose bytes hold the words in another form
_SEEN = (".txt", ".md", ".csv", ".json", ".html", ".yaml", ".yml", ".xml", ".ipynb", ".py", *FORMATS)


def elsewhere(folder: Folder, texts: Sequence[str]) -> list[str]:
    """Files that hold one of `texts`, or are called so: they are not rewritten, but made anew or changed by hand."""
    wanted = {form for text in texts for form in _forms(text)}
    called = {fold(text).text for text in texts}
    return [
        shown(path, folder.root)
        for path in _files(folder)
        if any(text in fold(path.stem).text for text in called)
        or any(form in data for data in _contents(path) for form in wanted)
        or (called and any(text in words for words in _words(path) for text in called))
    ]


def unread_elsewhere(folder: Folder) -> list[str]:
    """Raw files and originals that can't be looked through, such as recordings, pictures and scans."""
    return [
        shown(path, folder.root)
        for path in _files(folder)
        if _is_raw(folder, path) and path.suffix.lower() not in _SEEN and not _is_plain(path)
    ]


def _files(folder: Folder) -> Iterator[Path]:
    """The files of a study outside of what is rewritten, those of git and of the cache left out."""
    for place in sorted(folder.root.iterdir()):
        if place.name.startswith(".") or place.name in (KEY, "corpus"):
            continue
        yield from _below(place)
    yield from _below(folder.corpus / "originals")


def _below(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())


def _is_raw(folder: Folder, path: Path) -> bool:
    return any(path.is_relative_to(place) for place in (folder.root / "incoming", folder.corpus / "originals"))


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\0" not in file.read(4096)


def _forms(text: str) -> set[bytes]:
    """A text as files hold it: plain, escaped in HTML, escaped in JSON."""
    return {text.encode(), escape(text).encode(), json.dumps(text)[1:-1].encode()}


def _contents(path: Path) -> list[bytes]:
    """What a file holds: its bytes, and what is packed in it (DOCX, ODT and bundles are archives), tags left out too."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise PrivacyError(
                    f"{path.name} unpacks to more than {_UNPACKED // 1_000_000} MB, so that names in it can't be looked for; take it out of the study"
                )
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return [path.read_bytes()]  # it only looks like an archive, or is locked: what is in it can't be looked through
    bare = [_TAG.sub(b"", data) for name, data in parts.items() if name.endswith((".xml", ".rels", ".html"))]
    return [*parts.values(), *bare]


def _words(path: Path) -> Iterator[str]:
    """The folded text of a file: of one that `add` reads as it reads it, where its bytes do not show it."""
    suffix = path.suffix.lower()
    if suffix not in _PACKED and _is_plain(path):
        yield fold(unicodedata.normalize("NFC", path.read_bytes().decode("utf-8", "ignore"))).text
        return
    if suffix not in FORMATS:
        return
    try:
        raw = read_file(path)
    except ReaderError:
        return
    yield fold(" ".join([raw.text, *(aside.text for aside in raw.asides), *(note.text for note in raw.comments)])).text
