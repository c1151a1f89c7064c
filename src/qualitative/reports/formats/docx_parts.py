"""The parts of a DOCX that are not text: its styles, running header, table of contents, and the archive without dates."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

__all__ = ["contents_field", "normalised", "reference_file"]

_ASSETS = files("qualitative.reports.formats") / "assets" / "docx"
# file in assets/docx: its place in the archive
_PARTS = {
    "content-types.xml": "[Content_Types].xml",
    "package-rels.xml": "_rels/.rels",
    "document.xml": "word/document.xml",
    "document-rels.xml": "word/_rels/document.xml.rels",
    "styles.xml": "word/styles.xml",
    "header.xml": "word/header1.xml",
    "footer.xml": "word/footer1.xml",
}
_DATES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


@contextmanager
def reference_file(title: str, kind: str, warning: str) -> Iterator[Path]:
    """A reference document for pandoc whose running header names the report, and warns where simulated evidence is included."""
    words = {"@TITLE@": title, "@KIND@": kind, "@WARNING@": warning}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        for name, place in _PARTS.items():
            text = (_ASSETS / name).read_text(encoding="utf-8")
            for mark, word in words.items():
                text = text.replace(mark, escape(word))
            _store(out, place, text.encode())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.docx"
        path.write_bytes(archive.getvalue())
        yield path


def normalised(docx: bytes) -> bytes:
    """The archive without dates and with rows that stay whole on a page, stored uncompressed: compressors differ between machines."""
    archive = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(archive, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            _store(out, name, _CHANGES[name](data) if name in _CHANGES else data)
    return archive.getvalue()


def _whole_rows(document: bytes) -> bytes:
    """A row that breaks in mid-cell reads as two; pandoc has no word for that."""
    document = document.replace(b"<w:tr><w:trPr>", b"<w:tr><w:trPr><w:cantSplit/>")
    return document.replace(b"<w:tr><w:tc>", b"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")


_CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "docProps/core.xml": lambda data: _DATES.sub(b"", data),
    "word/document.xml": _whole_rows,
}


def contents_field(title: str, headings: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """The table of contents as a Word field that is already filled: it reads well before anyone updates it."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\n \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    lines = [f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>']
    for n, (level, text, anchor) in enumerate(headings):
        run = f'<w:hyperlink w:anchor={quoteattr(anchor)}><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:hyperlink>'
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{begin if n == 0 else ""}{run}</w:p>')
    return [{"t": "RawBlock", "c": ["openxml", "".join([*lines, end])]}] if headings else []


def _store(out: zipfile.ZipFile, name: str, data: bytes) -> None:
    out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_STORED)
