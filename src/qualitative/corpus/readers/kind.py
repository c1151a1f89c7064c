"""What a file is: by its first bytes where they say so, else by its suffix."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from qualitative.corpus.readers.table import READERS, Content, Reader, formats_said
from qualitative.errors import ReaderError

__all__ = ["FORMATS", "project_of", "reader_of"]

READER_OF = {suffix: reader for reader in READERS for suffixes in reader.formats.values() for suffix in suffixes}
FORMATS = tuple(READER_OF)  # the suffixes that are read
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
_ARCHIVES = (
    ("xl/", "a spreadsheet of another kind; save the sheet of the transcript as .xlsx or .csv"),
    ("ppt/", "a presentation"),
)


def project_of(data: bytes) -> str | None:
    r"""What project of another program bytes are: `a REFI-QDA project`, `a Taguette project`, …; None for none.

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


def reader_of(data: bytes, path: Path) -> tuple[Reader, str]:
    """(the reader of a file, a note when name and content differ). Raises ReaderError for what is not read."""
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise ReaderError(f"{path.name}: this is {what}")
    project = project_of(data)
    if project:
        raise ReaderError(f"{path.name}: this is {project}, not a document; see `qualitative import`")
    if data[4:8] == b"ftyp":
        raise ReaderError(f"{path.name}: this is a sound or film recording; transcribe it and add the transcript")
    suffix = path.suffix.lower()
    content, named = Content(data, suffix), READER_OF.get(suffix)
    found = _by_content(content, path)
    if found:
        told = f"the name ends in {suffix or 'nothing'}, but the content is {found.said}; read as {found.said}"
        return found, "" if found is named else told
    if named is None:
        raise ReaderError(
            f"{path.name}: {suffix or 'a file without a suffix'} is not read; save it as one of {formats_said()}"
        )
    if named.only_known:
        raise ReaderError(
            f"{path.name}: the name says {suffix[1:]}, but the content is not; open it and save it again as {suffix}"
        )
    return named, ""


def _by_content(content: Content, path: Path) -> Reader | None:
    """The first reader that knows the content; None where none does. Raises ReaderError for an archive that none knows."""
    try:
        names = sorted(name.lower() for name in content.parts)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as failure:
        raise ReaderError(f"{path.name}: the file is broken ({failure}); fetch it again or save it anew") from None
    found = next((reader for reader in READERS if reader.knows(content)), None)
    if found is None and content.is_archive:
        inside = (what for part, what in _ARCHIVES if any(name.startswith(part) for name in names))
        what = next(inside, "a zip archive; unpack it first")
        raise ReaderError(f"{path.name}: this is {what}; read are {formats_said()}")
    return found
