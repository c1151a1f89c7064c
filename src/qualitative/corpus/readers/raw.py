"""What every reader gives back, and the limits that keep a hostile file from filling memory."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qualitative.errors import ReaderError

__all__ = ["FILE_LIMIT", "TEXT_LIMIT", "Raw", "counted", "decoded", "finished", "read_bytes"]

FILE_LIMIT = 50_000_000  # bytes on disk
TEXT_LIMIT = 5_000_000  # characters; three books, or fifty hours of speech
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a file from outside. `unread` says what was in it and is not in the text; `notes` what was decided."""

    text: str
    format: str
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file. Raises ReaderError when there is none, or it is empty or too large."""
    if not path.exists():
        raise ReaderError(f"{path}: there is no such file; check the name")
    if path.is_dir():
        raise ReaderError(f"{path}: this is a folder; name the files in it, such as {path}/*.docx")
    if not path.is_file():
        raise ReaderError(f"{path}: this is not a regular file; copy its content into one")
    try:
        size = path.stat().st_size
        if size > FILE_LIMIT:
            limit = FILE_LIMIT // 1_000_000
            raise ReaderError(
                f"{path.name}: {size / 1e6:.0f} MB is more than the {limit} MB that are read; split the file"
            )
        data = path.read_bytes()
    except OSError as failure:
        raise ReaderError(f"{path}: can't be read: {failure.strerror}; check who may read it") from None
    if not data.strip(b"\0 \t\r\n"):
        raise ReaderError(f"{path.name}: the file is empty; nothing to add")
    return data


def decoded(data: bytes, name: str) -> str:
    """Text from UTF-8, or from UTF-16 with a byte order mark. Raises ReaderError naming line and likely encoding."""
    encoding = next((encoding for mark, encoding in _ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise ReaderError(
            f"{name}:{line}: not {encoding.removesuffix('-sig').upper()} (byte 0x{data[failure.start]:02x}){_likely(data)};"
            " save it as UTF-8 and add it again"
        ) from None
    if "\0" in text:
        what = "UTF-16 without a byte order mark" if data.count(b"\0") > len(data) // 4 else "binary, not text"
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReaderError(f"{name}:{line}: holds NUL characters; the file seems to be {what}; save it as UTF-8 text")
    return text


def counted(number: int, one: str, many: str = "") -> tuple[str, ...]:
    """`("2 pictures",)`, or nothing for 0.

    >>> counted(2, "picture"), counted(0, "picture")
    (('2 pictures',), ())
    """
    return (f"{number} {one if number == 1 else many or one + 's'}",) if number else ()


def finished(raw: Raw, name: str, note: str = "") -> Raw:
    """NFC, LF, no control characters, no more than one blank line together. Raises ReaderError when no text is left."""
    text = unicodedata.normalize("NFC", raw.text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    # control characters and lone surrogates carry nothing a person reads, and YAML and JSON choke on them
    kept = "".join(
        c
        for c in text.replace("\f", "\n").replace("\v", "\n")
        if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    lines: list[str] = []
    for line in (line.rstrip() for line in kept.replace("\ufeff", "").split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    body = "\n".join(lines).strip("\n")
    if not any(character.isalnum() for character in body):
        inside = f"it holds only {', '.join(raw.unread)}" if raw.unread else "it holds no text"
        raise ReaderError(f"{name}: {inside}; type the text into a file, or run text recognition (OCR) on it first")
    if len(body) > TEXT_LIMIT:
        raise ReaderError(
            f"{name}: {len(body):,} characters are more than the {TEXT_LIMIT:,} of one document; split the file"
        )
    return replace(raw, text=body + "\n", notes=(*((note,) if note else ()), *raw.notes))


def _likely(data: bytes) -> str:
    if data.count(b"\0") > len(data) // 4:
        return "; it looks like UTF-16 without a byte order mark"
    binary = sum(byte < 9 or 13 < byte < 32 for byte in data[:4096])
    if binary > len(data[:4096]) // 50:
        return "; it looks binary, not like text"
    return "; it looks like Windows-1252 (Western)" if all(byte not in b"\x81\x8d\x8f\x90\x9d" for byte in data) else ""
