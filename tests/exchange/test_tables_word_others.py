"""Coded tables, Word comments, RQDA and QualCoder come in; what has no place is told."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qualitative import Study
from qualitative.errors import ReaderError
from qualitative.exchange.formats import Reading
from qualitative.exchange.importing import import_file
from qualitative.exchange.taking.plan import Wishes
from qualitative.folder import placing

WIDE = "id,Answer,Code 1,Code 2,Age\nR1,I like the bus,cost,transport->bus,30\nR2,It never comes,delay,,41\nR3,No idea,,,\n"


def rows(study: Study) -> list[tuple[str, str, str]]:
    return sorted(zip(study.codings()["quote"], study.codings()["code"], study.codings()["coder"], strict=True))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_wide_table_codes_its_rows_and_keeps_other_columns_aside(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    if ending == "csv":
        path.write_text(WIDE, encoding="utf-8-sig")
    else:
        book = openpyxl.Workbook()
        for line in WIDE.splitlines():
            book.active.append(line.split(","))
        book.save(path)
    found = import_file(path, tmp_path / "study", wishes=Wishes(coder="ana", done=True))
    study = Study.open(tmp_path / "study")
    assert rows(study) == [
        ("I like the bus", "bus", "ana"),
        ("I like the bus", "cost", "ana"),
        ("It never comes", "delay", "ana"),
    ]
    assert study.codebook["bus"].parent == "transport" and found.losses["values"].kept == 5
    done = placing.state_of(study.folder).done
    assert sum(map(len, done.values())) == 2, "a blank row was not looked at"


def test_zeros_and_ones_are_codes(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "n;statement;money;staff\n1;We have no money and no people;1;1\n2;All fine here with us;0;0\n", encoding="utf-8"
    )
    import_file(tmp_path / "t.csv", tmp_path / "study")
    assert [(q, c) for q, c, _ in rows(Study.open(tmp_path / "study"))] == [
        ("We have no money and no people", "money"),
        ("We have no money and no people", "staff"),
    ]


def test_a_long_table_into_the_study_that_has_the_texts_places_words_that_stand_once(
    study: Study, tmp_path: Path
) -> None:
    table = "Dokument;Kod;Fragment;Pengode\nint-1;services;Kami urus  KTP.;Rina\nint-1;new one;tidak ada di sini;Rina\nint-1;services;a;Rina\nint-1;services;KADANG lama;Rina\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    made = study.import_(tmp_path / "t.csv")
    assert rows(Study.open(study.root)) == [("Kadang lama", "services", "rina"), ("Kami urus KTP.", "services", "rina")]
    told = " ".join(made.losses.all_remarks)
    assert "do not stand" in told and "stand several times" in told and made.losses["codings"].left == 2


def test_columns_that_can_t_be_told_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(ReaderError, match="--columns code=Kod"):
        import_file(tmp_path / "t.csv", tmp_path / "study")
    with pytest.raises(ReaderError, match="did you mean b"):
        import_file(tmp_path / "t.csv", tmp_path / "study", reading=Reading(columns={"code": "bb"}))


def test_a_formula_stays_a_text(shared: Path, tmp_path: Path) -> None:
    import_file(shared / "data/exchange/own-small/coded-segments.csv", tmp_path / "study")
    assert [memo.note for memo in placing.state_of(Study.open(tmp_path / "study").folder).memos] == ["=1+1"]


def test_a_comment_in_word_is_a_coding_of_its_author(shared: Path, tmp_path: Path) -> None:
    file = shared.parent / "shared/cases/37-docx-comments-as-codes/wawancara.docx"
    import_file(file, tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert rows(study) == [("mencatat keluhan warga", "keluhan", "ratna")] and list(study.codings()["at"]) == [
        "2026-05-11T09:00:00.000Z"
    ]


def word(path: Path, body: str, comments: str, extended: str = "") -> Path:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", f"<w:document {w}><w:body>{body}</w:body></w:document>")
        made.writestr("word/comments.xml", f"<w:comments {w}>{comments}</w:comments>")
        if extended:
            made.writestr(
                "word/commentsExtended.xml",
                f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{extended}</w15:commentsEx>',
            )
    return path


def comment(id: int, text: str, author: str = "Ani") -> str:
    return f'<w:comment w:id="{id}" w:author="{author}" w:date="2026-01-02T03:04:05Z"><w:p w14:paraId="0000000{id}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'


def ranged(id: int, inside: str) -> str:
    return f'<w:commentRangeStart w:id="{id}"/>{inside}<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'


def test_comments_that_overlap_cross_paragraphs_answer_or_stand_at_a_point_keep_their_meaning(tmp_path: Path) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('Before ')}{ranged(1, run('money came'))}{run(' late.')}</w:p>"
        f"<w:p>{run('Then ')}<w:commentRangeStart w:id='2'/>{run('nobody')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('in a cell')}<w:commentRangeEnd w:id='2'/><w:r><w:commentReference w:id='2'/></w:r></w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{run('At a point')}<w:r><w:commentReference w:id='3'/></w:r></w:p><w:p>{ranged(4, run('words'))}{ranged(5, '')}</w:p>"
    )
    said = (
        comment(1, "#money #late why though")
        + comment(2, "Staff")
        + comment(3, "I am not sure that this holds.")
        + comment(4, "Staff: too few")
        + comment(5, "agreed")
    )
    word(
        tmp_path / "a.docx",
        body,
        said,
        '<w15:commentEx w15:paraId="00000005" w15:paraIdParent="00000004" w15:done="1"/>',
    )
    found = import_file(tmp_path / "a.docx", tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert rows(study) == [
        ("money came", "late", "ani"),
        ("money came", "money", "ani"),
        ("nobody\n\nin a cell", "staff", "ani"),
        ("words", "staff", "ani"),
    ]
    assert sorted(m.note for m in placing.state_of(study.folder).memos) == ["agreed", "too few", "why though"]
    assert [(m.quote, m.why) for m in placing.state_of(study.folder).marks] == [
        ("At a point", "I am not sure that this holds.")
    ]
    assert any("at a point" in one for one in found.losses.all_remarks)


def test_a_project_of_rqda_gives_its_live_codings_each_on_its_words(shared: Path, tmp_path: Path) -> None:
    file = shared / "data/exchange/rqda-opcw-dg/OPCW-CSP-DG.rqda"
    found = import_file(file, tmp_path / "study")
    study = Study.open(tmp_path / "study")
    with sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True) as database:
        words = sorted(text for (text,) in database.execute("select seltext from coding where status = 1"))
    assert sorted(study.codings()["quote"]) == words and len(words) == 21
    assert any("1 rows are marked as deleted" in one for one in found.losses.all_remarks)
    assert set(study.codings()["coder"]) == {"tobiasweise"} and min(study.codings()["at"]) > "2015-05"


QUALCODER = """
create table project (memo text, date text);
create table source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
create table code_cat (catid integer primary key, name text, memo text, supercatid integer);
create table code_name (cid integer primary key, name text, memo text, catid integer, color text);
create table code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
create table annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
create table cases (caseid integer primary key, name text, memo text);
create table case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
create table attribute_type (name text, valuetype text);
create table attribute (name text, attr_type text, value text, id integer);
create table journal (name text, jentry text, owner text, date text);
create table code_image (imid integer primary key, id integer, cid integer);
insert into project values ('about it', '2026-01-01 10:00:00');
insert into source values (1, 'int.txt', 'Dana desa 😀 habis.\nAnggaran kurang.', null, 'on the file', 'ana', '2026-01-02 10:00:00'), (2, 'p.png', null, 'x', '', 'ana', '');
insert into code_cat values (1, 'Uang', '', null);
insert into code_name values (1, 'Dana', 'def', 1, '#FF0000');
insert into code_text values (1, 1, 1, 'Dana desa', 0, 9, 'ana', '2026-01-02 10:00:00', 'a memo'), (2, 1, 1, 'Anggaran kurang.', 19, 35, 'budi', '2026-01-03 10:00:00', '');
insert into annotation values (1, 1, 12, 17, 'strange', 'ana', '2026-01-02 10:00:00');
insert into cases values (1, 'Takalar', '');
insert into case_text values (1, 1, 1, 0, 35);
insert into attribute_type values ('age', 'numeric');
insert into attribute values ('age', 'case', '42', 1);
insert into journal values ('day 1', 'we began', 'ana', '2026-01-02 10:00:00');
insert into code_image values (1, 2, 1);
"""


@pytest.mark.parametrize("shape", ["folder", "database", "archive"])
def test_a_project_of_qualcoder_comes_whole_in_any_shape(tmp_path: Path, shape: str) -> None:
    folder = tmp_path / "p.qda"
    folder.mkdir()
    database = sqlite3.connect(folder / "data.qda")
    database.executescript(QUALCODER)
    database.close()
    path = {"folder": folder, "database": folder / "data.qda", "archive": tmp_path / "p.zip"}[shape]
    if shape == "archive":
        with zipfile.ZipFile(path, "w") as made:
            made.write(folder / "data.qda", "p.qda/data.qda")
    found = import_file(path, tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert rows(study) == [("Anggaran kurang.", "dana", "budi"), ("Dana desa", "dana", "ana")]
    assert study.codebook["dana"].parent == "uang" and study.cases.loc["takalar", "age"] == 42
    assert {m.note for m in placing.state_of(study.folder).memos} == {
        "a memo",
        "on the file",
        "day 1\n\nwe began",
        "about it",
    }
    assert [(m.quote, m.why) for m in placing.state_of(study.folder).marks] == [("habis", "strange")]
    assert (found.losses["codings"].kept, found.losses["media"].left) == (1, 1)
    assert {one.rank for one in study.check()} == {"next"}


def test_another_shape_of_qualcoder_is_refused_with_the_way_out(shared: Path, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="QualCoder.*REFI-QDA"):
        import_file(shared / "cases/66-import-qualcoder-qda/proyek.qda", tmp_path / "study")
