"""XML parts out of an office file, bounded: what unpacks to more than the limit, or declares entities, is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from qualitative.errors import ReaderError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["PART_LIMIT", "has_part", "part_bytes", "read_part", "unpacked_size"]

PART_LIMIT = 60_000_000  # bytes of one unpacked part
MARK_LIMIT = (
    3_000_000  # signs of markup in one part: a book of 1,000 pages has a tenth of it, and packed emptiness any number
)
DEPTH_LIMIT = 200


def has_part(data: bytes, part: str) -> bool:
    """Whether the archive holds `part`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return part in archive.namelist()


def unpacked_size(data: bytes) -> int:
    """How many bytes a file holds; of an archive, all its parts together."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return len(data)


def read_part(data: bytes, part: str, name: str) -> Element:
    """The root element of one XML part. Raises ReaderError with `name` for what is locked, broken, hostile or too large."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    content = part_bytes(data, part, name)
    if content.count(b"<") > MARK_LIMIT:
        raise ReaderError(f"{name}: {part} holds more than {MARK_LIMIT:,} signs of markup; the file is not read")
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise ReaderError(
            f"{name}: {part} declares XML entities, which no word processor writes; the file is not read"
        ) from None
    except (ParseError, ValueError, LookupError) as failure:
        raise ReaderError(
            f"{name}: {part} is broken ({failure}); open it in a word processor and save it anew"
        ) from None
    if _depth(root) > DEPTH_LIMIT:
        raise ReaderError(f"{name}: {part} is nested more than {DEPTH_LIMIT} deep; the file is not read")
    return root


def part_bytes(data: bytes, part: str, name: str) -> bytes:
    """The bytes of one part. Raises ReaderError with `name` for what is locked, broken or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(part).flag_bits & 1:
                raise ReaderError(f"{name}: the file is protected by a password; save a copy without one")
            with archive.open(part) as stream:
                content = stream.read(PART_LIMIT + 1)
    except KeyError:
        raise ReaderError(f"{name}: {part} is missing; open it in a word processor and save it anew") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as failure:
        raise ReaderError(
            f"{name}: {part} can't be unpacked ({failure}); fetch the file again or save it anew"
        ) from None
    if len(content) > PART_LIMIT:
        raise ReaderError(f"{name}: {part} unpacks to more than {PART_LIMIT // 1_000_000} MB; split the document")
    return content


def _depth(root: Element) -> int:
    """How deep elements are nested, without recursion, so that a hostile file can't exhaust the stack."""
    deepest, level = 0, [root]
    while level and deepest <= DEPTH_LIMIT:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest
