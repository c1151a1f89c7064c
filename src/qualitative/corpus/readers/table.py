"""The table of all readers: to add one, write its module and name it here."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

__all__ = ["READERS", "Content", "Reader", "formats_said"]

_MARKDOWN = (".md", ".markdown")
_SRT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}\d{1,6}[ \t]{0,9}\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3} --> ")


@dataclass(frozen=True)
class Content:
    """A file that is to be read: its bytes, and the suffix of its name in small letters."""

    data: bytes
    suffix: str

    @property
    def is_archive(self) -> bool:
        """Whether the bytes begin as a zip archive does."""
        return self.data.startswith(b"PK\x03\x04")

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names in an archive; none where it is no archive. Raises what `zipfile` raises for a broken one."""
        if not self.is_archive:
            return frozenset()
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return frozenset(archive.namelist())

    @cached_property
    def head(self) -> bytes:
        """The first bytes in small letters, without what may stand before a tag."""
        return self.data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _never(content: Content) -> bool:
    return False


@dataclass(frozen=True)
class Reader:
    """A module of this package whose `read(data, name, encoding)` gives a `Raw`; it is loaded when a file of it comes.

    `formats` are its formats, as people call them, each with its suffixes, the usual one first. `knows` tells a file of it by its content,
    whatever its name; the first of the table that knows one reads it. `only_known`: a file that bears the name must have the content too.
    """

    module: str
    formats: Mapping[str, tuple[str, ...]]
    knows: Callable[[Content], bool] = _never
    only_known: bool = False

    @property
    def said(self) -> str:
        """What it reads, in words."""
        return " or ".join(self.formats)


READERS = (
    Reader("plain", {"txt": (".txt", ".text", ".cha")}),
    Reader("markdown", {"md": _MARKDOWN}),
    Reader(
        "docx",
        {"docx": (".docx", ".docm")},
        knows=lambda content: "word/document.xml" in content.parts,
        only_known=True,
    ),
    Reader(
        "odt",
        {"odt": (".odt",)},
        knows=lambda content: "content.xml" in content.parts and content.suffix not in (".ods", ".odp"),
        only_known=True,
    ),
    Reader(
        "pdf",
        {"pdf": (".pdf",)},
        knows=lambda content: b"%PDF-" in content.data[:1024] and content.suffix not in _MARKDOWN,
        only_known=True,
    ),
    Reader(
        "vtt",
        {"vtt": (".vtt",)},
        knows=lambda content: content.data.startswith((b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    ),
    Reader(
        "srt",
        {"srt": (".srt",)},
        knows=lambda content: (
            content.suffix not in (*_MARKDOWN, ".json", ".csv", ".tsv") and bool(_SRT.match(content.data[:200]))
        ),
    ),
    Reader(
        "pandoc",
        {"rtf": (".rtf",), "html": (".html", ".htm", ".xhtml")},
        knows=lambda content: (
            content.head.startswith((b"<!doctype html", b"<html")) or content.data.lstrip()[:5] == b"{\\rtf"
        ),
    ),
    Reader(
        "spreadsheet",
        {"xlsx": (".xlsx", ".xlsm")},
        knows=lambda content: "xl/workbook.xml" in content.parts,
        only_known=True,
    ),
    Reader("structured", {"json": (".json", ".otr"), "csv": (".csv", ".tsv")}),
    # a new reader comes here
)


def formats_said(last: str = ", ") -> str:
    """All formats that are read, in a row, with `last` before the last of them.

    >>> formats_said(" or ").endswith("html, xlsx, json or csv")
    True
    """
    *first, end = (format for reader in READERS for format in reader.formats)
    return f"{', '.join(first)}{last}{end}"
