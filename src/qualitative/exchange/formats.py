"""What a file is, by its content: which reader takes it, or what to do in the tool that wrote it."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualitative.corpus.readers.kind import FORMATS as DOCUMENTS
from qualitative.errors import ReaderError, did_you_mean
from qualitative.exchange.databases import MAGIC, tables_in
from qualitative.exchange.foreign import Foreign

__all__ = ["FORMATS", "Reading", "read_foreign"]

_log = logging.getLogger("qualitative")


@dataclass(frozen=True)
class Reading:
    """What the person who imports says about the file: which project of several, where texts lie, how columns are called."""

    project: int | None = None
    texts: Path | None = None
    columns: dict[str, str] | None = None
    unit: str | None = None
    codes: tuple[str, ...] = ()  # names of the study's codes
    known: Mapping[str, str] = field(
        default_factory=dict
    )  # texts of the study by id, title and file name, in small letters


def _refi(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.refi.reading import read_qdpx

    return read_qdpx(path, reading.texts)


def _qdc(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.refi.codebook import read_qdc

    return read_qdc(path)


def _table(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.tables.reading import read_table

    return read_table(path, reading.columns or {}, reading.known, reading.texts, reading.unit)


def _taguette(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.taguette.reading import read_taguette

    return read_taguette(path, reading.project)


def _word(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.word.reading import read_word

    return read_word(path, reading.codes)


def _rqda(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.rqda import read_rqda

    return read_rqda(path)


def _qualcoder(path: Path, reading: Reading) -> Foreign:
    from qualitative.exchange.qualcoder import read_qualcoder

    return read_qualcoder(path)


FORMATS: dict[str, Callable[[Path, Reading], Foreign]] = {
    "refi": _refi,
    "qdc": _qdc,
    "table": _table,
    "taguette": _taguette,
    "docx": _word,
    "rqda": _rqda,
    "qualcoder": _qualcoder,
}
_SAID = "a REFI-QDA project (.qdpx) or codebook (.qdc)"
_REFI = "export it there as REFI-QDA (.qdpx), then import that"
# native projects, which no other program reads rightly: the start of the bytes, a suffix, or a table; and the way out
_NATIVE_SUFFIXES = (
    ((".mx24", ".mx22", ".mx20", ".mx18", ".mx12", ".mex24", ".mex22", ".mtr", ".mx3", ".mx4", ".mx5"), "MAXQDA", "MAXQDA keeps the texts encrypted; Project > Export > REFI-QDA project"),
    ((".nvp", ".nvpx", ".nvcx"), "NVivo", "in NVivo: Share > Export Project > REFI-QDA (Mac: File > Export)"),
    ((".atlproj", ".atlproj9", ".atlproj22", ".atlproj23", ".atlcb", ".hpr7"), "ATLAS.ti", "in ATLAS.ti: File > Export > QDPX"),
    ((".hpr", ".hs2", ".hrs"), "HyperRESEARCH", "in HyperRESEARCH: File > Export, as text or spreadsheet, then import the table"),
    ((".quirkos", ".qrk"), "Quirkos", "in Quirkos: Project > Export > REFI-QDA"),
)  # fmt: skip


def read_foreign(path: Path, format: str | None = None, reading: Reading | None = None) -> Foreign:
    """Read a file or folder as what it is (or as `format`). Raises ReaderError in one sentence, with the way out."""
    if format is not None and format not in FORMATS:
        raise ReaderError(f"--format {format!r} is not read; {did_you_mean(format, FORMATS)}")
    if not path.exists():
        raise ReaderError(f"{path}: there is no such file; check the name")
    kind = format or format_of(path)
    _log.info("%s: read as %s%s", path, kind, "" if format is None else ", as was said")
    return FORMATS[kind](path, reading or Reading())


def format_of(path: Path) -> str:
    """The format of a file or folder. Raises ReaderError where it is none that is read."""
    if path.is_dir():
        return _of_folder(path)
    if not path.is_file():
        raise ReaderError(f"{path}: this is neither a file nor a folder")
    with path.open("rb") as file:
        head = file.read(4096)
    _refuse_native(path)
    if head.startswith(MAGIC):
        return _of_database(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(path)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        return _of_xml(path, head)
    return _of_text(path, head)


def _of_folder(path: Path) -> str:
    if (path / "data.qda").is_file():
        return "qualcoder"
    if any(path.glob("*.docx")):
        return "docx"
    raise ReaderError(f"{path}: this folder is no project that is read; name the file in it, such as a .qdpx")


def _of_database(path: Path) -> str:
    tables = {name.lower() for name in tables_in(path)}
    for format, needed in (
        ("taguette", {"projects", "documents", "tags", "highlights"}),
        ("rqda", {"source", "freecode", "coding", "treecode"}),
        ("qualcoder", {"source", "code_name", "code_text", "project"}),
    ):
        if needed <= tables:
            return format
    if any(name.startswith(("zmx", "mx_")) or name in ("codeparents", "textportions", "codings") for name in tables):
        raise ReaderError(
            f"{path.name}: this is a MAXQDA project, which keeps its texts encrypted; in MAXQDA: Project > Export > REFI-QDA project"
        )
    raise ReaderError(
        f"{path.name}: this database is no project that is read ({', '.join(sorted(tables)[:5]) or 'it has no tables'}); read are {_said()}"
    )


def _of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()[:20_001]]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as failure:
        raise ReaderError(f"{path.name}: the archive is broken ({failure}); export it again") from None
    if any(name.endswith(".qde") for name in names) or path.suffix.lower() == ".qdpx":
        return "refi"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "table"
    if any(name.rpartition("/")[2] == "data.qda" for name in names):
        return "qualcoder"
    raise ReaderError(f"{path.name}: this archive is no project that is read; read are {_said()}")


def _of_xml(path: Path, head: bytes) -> str:
    if b"CodeBook" in head and b"<Project" not in head:
        return "qdc"
    if (b"Project" in head and b"QDA-XML" in head) or path.suffix.lower() == ".qde":
        return "refi"
    raise ReaderError(f"{path.name}: this XML is no project that is read; read are {_said()}")


def _of_text(path: Path, head: bytes) -> str:
    if path.suffix.lower() in (".csv", ".tsv", ".tab"):
        return "table"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReaderError(
            f"{path.name}: this is an old Office file, or a project of NVivo; save it as .xlsx or .docx, or {_REFI}"
        )
    if path.suffix.lower() in DOCUMENTS:
        raise ReaderError(f"{path.name}: this is a document, not a project; use `qualitative add {path.name}`")
    raise ReaderError(f"{path.name}: is no project or table that is read; read are {_said()}")


def _refuse_native(path: Path) -> None:
    suffix = path.suffix.lower()
    for suffixes, tool, way in _NATIVE_SUFFIXES:
        if suffix in suffixes:
            raise ReaderError(
                f"{path.name}: this is a project of {tool} in its own format, which is not read: {way}, then import that file"
            )


def _said() -> str:
    more = {
        "table": "coded tables (CSV, XLSX)",
        "taguette": "Taguette",
        "docx": "Word with comments",
        "rqda": "RQDA",
        "qualcoder": "QualCoder",
    }
    return ", ".join([_SAID, *(text for format, text in more.items() if format in FORMATS)])
