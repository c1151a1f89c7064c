"""Zip archives and XML of strangers, in bounded time and memory.

Nothing is ever unpacked to disk by the names in an archive. XML is walked once by expat, which builds nothing, before a tree is made: a
declared entity, a depth or an attribute beyond the bounds ends the walk at once. (defusedxml can only look at the depth of a tree that it
has built, and builds it in Python, three times as slowly as a project of 100,000 codings allows.)
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self
from xml.parsers import expat

from qualitative.errors import ReaderError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FILE_LIMIT", "Archive", "check_xml", "parse_xml", "read_whole"]

FILE_LIMIT = 500_000_000  # bytes of a file on disk
PART_LIMIT = 200_000_000  # bytes of one unpacked part; 300,000 codings
TOTAL_LIMIT = 1_000_000_000  # bytes of all parts
ENTRY_LIMIT = 20_000
RATIO_LIMIT = 200  # unpacked to packed bytes, above a few megabytes; text packs 1:5, a bomb 1:1000
_SMALL = 5_000_000
DEPTH_LIMIT = 200
ATTRIBUTE_LIMIT = 1_000_000
ELEMENT_LIMIT = 5_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


def read_whole(path: Path) -> bytes:
    """The bytes of a regular file within the limit. Raises ReaderError."""
    if not path.is_file():
        raise ReaderError(f"{path.name}: there is no such file; check the name")
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise ReaderError(
            f"{path.name}: {size / 1e6:.0f} MB is more than the {FILE_LIMIT // 1_000_000} MB that are read; export it without media"
        )
    try:
        return path.read_bytes()
    except OSError as failure:
        raise ReaderError(f"{path.name}: can't be read: {failure.strerror}; check who may read it") from None


class Archive:
    """A zip file whose names and sizes were checked; parts are read one by one, into memory."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        read_size = path.stat().st_size
        if read_size > FILE_LIMIT:
            raise ReaderError(f"{path.name}: {read_size / 1e6:.0f} MB is more than is read; export it without media")
        try:
            self._zip = zipfile.ZipFile(path)
            self._entries = _checked(self._zip.infolist(), self.name)
        except _BROKEN as failure:
            raise ReaderError(f"{self.name}: the archive is broken ({failure}); export it again") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The names of the files in it."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """How many bytes a part says that it has."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """One part. Raises ReaderError where it is more than it says, broken or locked."""
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(min(entry.file_size, PART_LIMIT) + 1)
        except _BROKEN as failure:
            raise ReaderError(f"{self.name}: {name} can't be unpacked ({failure}); export it again") from None
        if len(data) > entry.file_size:
            raise ReaderError(f"{self.name}: {name} holds more than it says; the archive is not read")
        return data


def _checked(entries: list[zipfile.ZipInfo], name: str) -> Mapping[str, zipfile.ZipInfo]:
    if len(entries) > ENTRY_LIMIT:
        raise ReaderError(f"{name}: {len(entries):,} files are more than the {ENTRY_LIMIT:,} that are read; split it")
    found: dict[str, zipfile.ZipInfo] = {}
    total = packed = 0
    for entry in entries:
        if entry.is_dir():
            continue
        _check_entry(entry, name)
        if entry.filename in found:
            raise ReaderError(f"{name}: {entry.filename[:80]!r} stands twice in the archive; it is not read")
        found[entry.filename] = entry
        total, packed = total + entry.file_size, packed + entry.compress_size
        if entry.file_size > PART_LIMIT or total > TOTAL_LIMIT:
            raise ReaderError(
                f"{name}: unpacks to more than {TOTAL_LIMIT // 1_000_000} MB, or {entry.filename[:80]!r} to more than"
                f" {PART_LIMIT // 1_000_000} MB; export it without media"
            )
        if entry.file_size > max(_SMALL, RATIO_LIMIT * max(entry.compress_size, 1)):
            raise ReaderError(
                f"{name}: {entry.filename[:80]!r} unpacks to {entry.file_size / 1e6:.0f} MB out of almost nothing; it is not read"
            )
    return found


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    given, shown = entry.filename, repr(entry.filename[:80])
    if "\\" in given or "\0" in given or given.startswith("/") or re.match(r"[A-Za-z]:", given):
        raise ReaderError(f"{name}: {shown} is no plain name in an archive; it is not read")
    if ".." in given.split("/"):
        raise ReaderError(f"{name}: {shown} leads out of the archive; it is not read")
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise ReaderError(f"{name}: {shown} is a link; it is not read")
    if entry.flag_bits & 1:
        raise ReaderError(f"{name}: {shown} is protected by a password; export it without one")


class _Refused(Exception):  # noqa: N818
    """What in an XML file is beyond the bounds."""


def parse_xml(data: bytes, name: str) -> Element:
    """The root element. Raises ReaderError with `name` for what is broken, declares entities, or is beyond the bounds."""
    from xml.etree.ElementTree import XMLParser, fromstring

    check_xml(data, name)
    return fromstring(data, parser=XMLParser())  # noqa: S314  (its bounds were checked above)


def check_xml(data: bytes, name: str) -> None:
    """Walk through XML. Raises ReaderError as `parse_xml` does."""
    try:
        _walk(data)
    except _Refused as refused:
        raise ReaderError(f"{name}: {refused}; the file is not read") from None
    except (expat.ExpatError, ValueError, LookupError) as failure:
        raise ReaderError(f"{name}: is no sound XML ({failure}); export it again") from None


def _walk(data: bytes) -> None:
    depth = elements = 0

    def started(_: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > DEPTH_LIMIT:
            raise _Refused(f"elements are nested more than {DEPTH_LIMIT} deep")
        if elements > ELEMENT_LIMIT:
            raise _Refused(f"it holds more than {ELEMENT_LIMIT:,} elements")
        for value in attributes.values():
            if len(value) > ATTRIBUTE_LIMIT:
                raise _Refused(f"an attribute is longer than {ATTRIBUTE_LIMIT:,} characters")

    def ended(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise _Refused("it declares a document type or entities, which no tool writes")

    walker = expat.ParserCreate()
    walker.StartElementHandler, walker.EndElementHandler = started, ended
    walker.StartDoctypeDeclHandler = walker.EntityDeclHandler = declared
    walker.Parse(data, True)
