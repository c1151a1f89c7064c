"""What a file is: by its first bytes where they say so, else by its suffix."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from qualitative.errors import ReaderError

__all__ = ["FORMATS", "kind_of", "project_of"]

# suffix -> module of this package
FORMATS = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".docm": "docx",
    ".odt": "odt", ".pdf": "pdf", ".vtt": "vtt", ".srt": "srt", ".rtf": "pandoc", ".html": "pandoc", ".htm": "pandoc", ".xhtml": "pandoc",
    ".json": "structured", ".csv": "structured", ".tsv": "structured",
}  # fmt: skip
_SAID = "txt, md, docx, odt, pdf, vtt, srt, rtf, html, json, csv"
_NAMES = {"plain": "txt", "markdown": "md", "pandoc": "rtf or html", "structured": "json or csv"}
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word (.doc) or password-protected Office file; open it and save it as .docx without password",
    ),
    (b"\x89PNG", "a picture; run text recognition (OCR) and add its text"),
    (b"\xff\xd8\xff", "a picture; run text recognition (OCR) and add its text"),
    (b"GIF8", "a picture; run text recognition (OCR) and add its text"),
    (b"ID3", "a sound recording; transcribe it and add the transcript"),
    (b"OggS", "a sound recording; transcribe it and add the transcript"),
    (b"RIFF", "a sound or film recording; transcribe it and add the transcript"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it first"),
    (b"Rar!", "a compressed archive; unpack it first"),
    (b"\x7fELF", "a program; nothing to read"),
    (b"MZ\x90", "a program; nothing to read"),
)
_SRT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}\d{1,6}[ \t]{0,9}\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3} --> ")


def project_of(data: bytes) -> str | None:
    """What project of another program bytes are: `a REFI-QDA project`, `a Taguette project`, …; None for none.

    >>> project_of(b"SQLite format 3\0 CREATE TABLE code_name (cid)"), project_of(b"P: Apa?")
    ('a QualCoder project', None)
    """
    if data.startswith(b"SQLite format 3"):
        if b"code_text" in data or b"code_name" in data:
            return "a QualCoder project"
        return "a Taguette project" if b"highlight" in data and b"projects" in data else "a database"
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = {name.lower() for name in archive.namelist()}
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            return None
        return "a REFI-QDA project" if any(name.endswith(".qde") for name in names) else None
    if re.match(
        rb"(?:\xef\xbb\xbf)?\s{0,40}<(?:\?xml[^>]{0,200}>\s{0,40}<)?Project\b[^>]{0,2000}urn:QDA-XML", data[:4096]
    ):
        return "a REFI-QDA project"
    return None


def kind_of(data: bytes, path: Path) -> tuple[str, str]:
    """(module of the reader, a note when name and content differ). Raises ReaderError for what is not read."""
    suffix = path.suffix.lower()
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise ReaderError(f"{path.name}: this is {what}")
    project = project_of(data)
    if project:
        raise ReaderError(f"{path.name}: this is {project}, not a document; see `qualitative import`")
    if data[4:8] == b"ftyp":
        raise ReaderError(f"{path.name}: this is a sound or film recording; transcribe it and add the transcript")
    found = _by_content(data, path)
    if found:
        differs = FORMATS.get(suffix) != found
        return (
            found,
            f"the name ends in {suffix or 'nothing'}, but the content is {_NAMES.get(found, found)}; read as {_NAMES.get(found, found)}"
            if differs
            else "",
        )
    if suffix not in FORMATS:
        raise ReaderError(f"{path.name}: {suffix or 'a file without a suffix'} is not read; save it as one of {_SAID}")
    if FORMATS[suffix] in ("docx", "odt", "pdf"):
        raise ReaderError(
            f"{path.name}: the name says {suffix[1:]}, but the content is not; open it and save it again as {suffix}"
        )
    return FORMATS[suffix], ""


def _by_content(data: bytes, path: Path) -> str | None:
    if b"%PDF-" in data[:1024] and path.suffix.lower() not in (".md", ".markdown"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office(data, path)
    if data.startswith((b"WEBVTT", b"\xef\xbb\xbfWEBVTT")):
        return "vtt"
    if path.suffix.lower() not in (".md", ".markdown", ".json", ".csv", ".tsv") and _SRT.match(data[:200]):
        return "srt"
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or data.lstrip()[:5] == b"{\\rtf":
        return "pandoc"
    return None


def _office(data: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as failure:
        raise ReaderError(f"{path.name}: the file is broken ({failure}); fetch it again or save it anew") from None
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and path.suffix.lower() not in (".ods", ".odp"):
        return "odt"
    known = (
        ("xl/", "a spreadsheet; save the sheet of the transcript as .csv"),
        ("ppt/", "a presentation"),
    )
    what = next(
        (what for part, what in known if any(name.lower().startswith(part) for name in names)),
        "a zip archive; unpack it first",
    )
    raise ReaderError(f"{path.name}: this is {what}; read are {_SAID}")
