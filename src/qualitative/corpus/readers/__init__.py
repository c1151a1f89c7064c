"""Readers of files from outside, one a format; `read_file` chooses by content first, by suffix second.

table.py      what there is: a row for each reader         kind.py    which of them reads a file; what else it may be
plain.py      lines as they stand, tiers.py of programs    markdown.py  over marks.py
pdf.py        lines joined by layout.py, or pdf_columns.py docx.py, odt.py   over archive.py, grids.py, office.py
vtt.py        srt.py, both over cues.py                    pandoc.py  web pages (unseen.py), and what rtf.py makes ready
structured.py tables of turns                              spreadsheet.py  the same in workbooks
segments.py   JSON of recognisers, over heard.py           chats.py   of messengers
raw.py        what every reader gives back
"""

from __future__ import annotations

import importlib
import logging
from pathlib import Path

from qualitative.corpus.readers.kind import FORMATS, reader_of
from qualitative.corpus.readers.raw import Comment, Raw, Read, bounded, finished, read_bytes

__all__ = ["FORMATS", "Comment", "Raw", "read_file"]

_log = logging.getLogger("qualitative")


def read_file(path: str | Path, encoding: str | None = None, data: bytes | None = None) -> Raw:
    """The text of a file, its headings as markdown headings, and what of it could not be read.

    `encoding` is what a person says of a text file; without it the bytes decide. With `data` the file lies in memory, and `path` only
    names it. Raises ReaderError, with the file's name, for what is
    not one of FORMATS or is broken, locked or too large.
    """
    path = Path(path)
    data = read_bytes(path) if data is None else bounded(data, path.name)
    reader, note = reader_of(data, path)
    _log.info("%s: %d bytes, read as %s", path, len(data), reader.said)
    read: Read = importlib.import_module(f"qualitative.corpus.readers.{reader.module}").read
    return finished(read(data, path.name, encoding), path.name, note)
