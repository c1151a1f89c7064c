"""Projects of other tools and coded tables: read, placed, and planned as an import would be, without writing a study."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from fuzzing.target import PART, Target, pieces, zipped
from fuzzing.trees import vocabulary
from qualitative.exchange import qualcoder, rqda
from qualitative.exchange.formats import FORMATS
from qualitative.exchange.importing import import_file
from qualitative.exchange.refi import reading as refi_reading
from qualitative.exchange.tables import reading as table_reading
from qualitative.exchange.taguette import reading as taguette_reading
from qualitative.exchange.word import reading as word_reading

__all__ = ["TARGETS"]

_READERS = (qualcoder, rqda, refi_reading, table_reading, taguette_reading, word_reading)  # loaded now, to be watched
_PLACE = Path(tempfile.mkdtemp(prefix="qualitative-fuzz-"))
_GUID = "6BD719DF-2D59-57E4-AAA5-2BDF33FB56F4"
_OTHER = "00000000-2D59-57E4-AAA5-2BDF33FB56F5"
_INNER = f"""<Users><User guid="{_GUID}" name="Ana"/></Users><CodeBook><Codes><Code guid="{_OTHER}" name="dana" isCodable="true" color="#ff0000"><Description>d</Description><Code guid="{_GUID}" name="desa" isCodable="false"/></Code></Codes></CodeBook>
<Variables><Variable guid="{_OTHER}" name="age" typeOfVariable="Integer"/></Variables><Cases><Case guid="{_OTHER}" name="north"><SourceRef targetGUID="{_OTHER}"/><VariableValue><VariableRef targetGUID="{_OTHER}"/><IntegerValue>5</IntegerValue></VariableValue></Case></Cases>
<Sources><TextSource guid="{_OTHER}" name="t" plainTextPath="internal://x.txt" creatingUser="{_GUID}" creationDateTime="2024-05-01T00:00:00Z"><PlainTextContent>P: Café 😀 dana desa?</PlainTextContent>
<PlainTextSelection guid="{_GUID}" name="dana" startPosition="8" endPosition="12"><Description>m</Description><Coding guid="{_OTHER}" creatingUser="{_GUID}"><CodeRef targetGUID="{_OTHER}"/><NoteRef targetGUID="{_OTHER}"/></Coding></PlainTextSelection></TextSource></Sources>
<Notes><Note guid="{_OTHER}" name="n" plainTextPath="internal://x.txt"><PlainTextContent>memo</PlainTextContent></Note></Notes><Links><Link guid="{_OTHER}" originGUID="{_OTHER}" targetGUID="{_GUID}"/></Links><Sets><Set guid="{_OTHER}" name="s"><MemberCode targetGUID="{_OTHER}"/></Set></Sets><Graphs/>"""
_PROJECT = vocabulary(
    'Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="x"',
    _INNER,
    tags="PDFSource PictureSource AudioSource Transcript TranscriptSelection SyncPoint Representation CodeSet FloatValue BooleanValue DateValue TextValue",
)
_BOOK = f'<Codes><Code guid="{_GUID}" name="c" isCodable="true" color="#00ff00"><Description>x</Description></Code></Codes><Sets><Set guid="{_GUID}" name="s"><MemberCode guid="{_GUID}"/></Set></Sets>'  # fmt: skip
_CODEBOOK = vocabulary('CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"', _BOOK)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_COMMENTED = '<w:body><w:p><w:commentRangeStart w:id="1"/><w:r><w:t>Apa yang dilayani?</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p></w:body>'
_REMARKS = '<w:comment w:id="1" w:author="Ana" w:date="2024-05-01T00:00:00Z" w:initials="A"><w:p><w:r><w:t>dana; desa</w:t></w:r></w:p></w:comment>'
_DOCUMENT, _COMMENTS = vocabulary(f"w:document {_W}", _COMMENTED), vocabulary(f"w:comments {_W}", _REMARKS)
_SHEET = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="inlineStr"><is><t>code</t></is></c></row><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45000.5</v><f>1+1</f></c></row></sheetData>'
_CELLS = vocabulary(
    'worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
    _SHEET,
    tags="mergeCells mergeCell dimension",
    attributes="ref",
)


def _taken(name: str, data: bytes, format: str | None = None) -> None:
    path = _PLACE / name
    path.write_bytes(data)
    import_file(path, _PLACE / "study", format=format, dry_run=True)
    assert not (_PLACE / "study").exists(), "a dry run wrote"


def _refi(data: bytes) -> None:
    project, text = pieces(data, 2)
    _taken("a.qdpx", zipped({"project.qde": _PROJECT.xml(project), "sources/x.txt": text}))


def _qdc(data: bytes) -> None:
    _taken("a.qdc", _CODEBOOK.xml(data).encode())


def _table(data: bytes) -> None:
    _taken("a.csv", data)


def _workbook(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(_empty_book())) as sound:
            parts = {name: sound.read(name) for name in sound.namelist()}
    except zipfile.BadZipFile:
        raise AssertionError("the sound workbook is none") from None
    _taken("a.xlsx", zipped({**parts, "xl/worksheets/sheet1.xml": _CELLS.xml(data)}))


def _empty_book() -> bytes:
    import openpyxl

    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["text", "code"])
    book.save(made)
    return made.getvalue()


def _word(data: bytes) -> None:
    document, comments = pieces(data, 2)
    parts = {"word/document.xml": _DOCUMENT.xml(document), "word/comments.xml": _COMMENTS.xml(comments)}
    _taken("a.docx", zipped(parts), "docx")


def _database(data: bytes) -> None:
    """A database made by statements that the input holds, as far as SQLite takes them: only values and columns of a sound one change."""
    kind = data[:1]
    path = _PLACE / "a.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "pragma journal_mode=off;" + data[1:].decode("utf-8", "replace").replace("\0", "").replace("attach", "")
        )
    except (sqlite3.Error, sqlite3.Warning, ValueError):
        connection.commit()
    finally:
        connection.close()
    if path.exists() and path.stat().st_size < 5_000_000:
        format = {b"t": "taguette", b"r": "rqda"}.get(kind)
        import_file(path, _PLACE / "study", format=format, dry_run=True)


def _database_file(data: bytes) -> None:
    """The bytes of a database file itself."""
    _taken("b.db", data, "taguette")


def _database_seeds() -> list[bytes]:
    from taguette_file import SCHEMA

    rqda = """create table source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer); create table freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text); create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer); insert into source values ('a', 1, 'Apa yang dana?', 'm', 'Ana', 'Mon May  6 10:00:00 2024', '', 1); insert into freecode values ('dana', 'm', 'Ana', '', '', 1, 1, '#ff0000'); insert into coding values (1, 1, 'dana', 9, 13, 1, 'Ana', '', 'x');"""
    return [b"t" + SCHEMA.encode(), b"r" + rqda.encode()]


def _file_seeds() -> list[bytes]:
    from taguette_file import project_file

    path = _PLACE / "seed.sqlite3"
    path.unlink(missing_ok=True)
    return [project_file(path).read_bytes()[:16_384]]


TARGETS = (
    Target("refi", _refi, lambda: [_PROJECT.bytes(_INNER) + PART + b"P: dana desa", _PROJECT.bytes(_INNER)]),
    Target("qdc", _qdc, lambda: [_CODEBOOK.bytes(_BOOK)]),
    Target(
        "coded-table",
        _table,
        lambda: [
            b"document;text;code;coder\na;Dana desa;dana;ana\na;Lama;waktu,desa;\n",
            b"text,start,end,code\nx,0,1,c\n",
        ],
    ),
    Target("workbook", _workbook, lambda: [_CELLS.bytes(_SHEET)]),
    Target("commented", _word, lambda: [_DOCUMENT.bytes(_COMMENTED) + PART + _COMMENTS.bytes(_REMARKS)]),
    Target("database", _database, _database_seeds),
    Target("database-file", _database_file, _file_seeds),
)
assert set(FORMATS) >= {"refi", "qdc", "table", "taguette", "docx", "rqda"}
