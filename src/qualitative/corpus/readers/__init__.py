"""Readers of files from outside, one a format; `read_file` chooses by content first, by suffix second.

txt   plain.py       md   markdown.py    pdf  pdf.py (lines joined by layout.py)
docx  docx.py        odt  odt.py         (both over archive.py, grids.py, office.py)
vtt   vtt.py         srt  srt.py         (both over cues.py)
html, rtf  pandoc.py (rtf.py before it)   json, csv, tsv  structured.py
"""

from __future__ import annotations

import importlib
from pathlib import Path

from qualitative.corpus.readers.kind import FORMATS, kind_of
from qualitative.corpus.readers.raw import Comment, Raw, finished, read_bytes

__all__ = ["FORMATS", "Comment", "Raw", "read_file"]


def read_file(path: str | Path, encoding: str | None = None) -> Raw:
    """The text of a file, its headings as markdown headings, and what of it could not be read.

    `encoding` is what a person says of a text file; without it the bytes decide. Raises ReaderError, with the file's name, for what is
    not one of FORMATS or is broken, locked or too large.
    """
    path = Path(path)
    data = read_bytes(path)
    kind, note = kind_of(data, path)
    reader = importlib.import_module(f"qualitative.corpus.readers.{kind}")
    return finished(reader.read(data, path.name, encoding), path.name, note)
