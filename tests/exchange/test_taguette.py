"""Taguette projects become studies: every slice checked, every count kept, a stranger's file harmless."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.errors import ReaderError
from qualitative.exchange.importing import write_taguette
from qualitative.exchange.taguette import plain_text, read_taguette

SCHEMA = """
create table projects (id integer primary key, name text, description text);
create table documents (id integer primary key, name text, description text, created text, project_id int, contents text);
create table tags (id integer primary key, project_id int, path text, description text);
create table highlights (id integer primary key, document_id int, start_offset int, end_offset int, snippet text);
create table highlight_tags (highlight_id int, tag_id int);
create table commands (id integer primary key, user_login text, payload text);
insert into projects values (1, 'Small', '');
insert into documents values (1, 'Bu Ani.odt', '', '2024-05-01 08:00', 1, '<p>Café 😀 <b>dana</b> desa</p><script>boom()</script>');
insert into tags values (1, 1, 'Dana', 'Uang'), (2, 1, 'dana', '');
insert into highlights values (1, 1, 11, 20, '<b>dana</b> desa'), (2, 1, 0, 5, 'Café'), (3, 1, 4, 6, 'x'), (4, 1, 0, 5, 'Cafe');
insert into highlight_tags values (1, 1), (1, 2), (2, 1), (3, 1), (4, 1);
insert into commands values (1, 'Ana B', '{"type": "highlight_add", "highlight_id": 1}'), (2, 'x', 'not json');
"""


def project_file(path: Path, more: str = "") -> Path:
    database = sqlite3.connect(path)
    database.executescript(SCHEMA + more)
    database.close()
    return path


def test_segments_are_placed_by_utf8_bytes_of_the_text_without_html(tmp_path: Path) -> None:
    found = write_taguette(read_taguette(project_file(tmp_path / "a.sqlite3")), tmp_path / "study")
    codings = Study.open(found.root).codings()
    assert sorted(zip(codings["code"], codings["quote"], codings["coder"], strict=True)) == [
        ("dana", "Café", "ana-b"), ("dana", "dana desa", "ana-b"), ("dana-2", "dana desa", "ana-b"),
    ]  # fmt: skip
    assert Study.open(found.root).check() == []


def test_what_does_not_fit_is_listed_and_left_out_never_moved(tmp_path: Path) -> None:
    project = read_taguette(project_file(tmp_path / "a.sqlite3"))
    assert project.codings == 3
    assert ["bytes 4-6" in project.problems[0], "not its snippet" in project.problems[1]] == [True, True]


def test_html_is_kept_as_text_only() -> None:
    assert plain_text('<p onload="x()">a &lt;b&gt;</p>\n<img src=x onerror=y()><p>c</p>') == "a <b>\nc"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no SQLite file"),
        (b"<html>", "no SQLite file"),
        (b"SQLite format 3\0" + b"\xff" * 200, "can't be read|no table"),
    ],
)
def test_a_file_that_is_no_project_is_refused_in_one_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.sqlite3").write_bytes(content)
    with pytest.raises(ReaderError, match=message):
        read_taguette(tmp_path / "a.sqlite3")


def test_a_view_in_place_of_a_table_is_not_run(tmp_path: Path) -> None:
    endless = "drop table tags; create view tags as with recursive n(i) as (select 1 union all select i + 1 from n) select i id from n;"
    with pytest.raises(ReaderError, match="no table tags"):
        read_taguette(project_file(tmp_path / "a.sqlite3", endless))


def test_several_projects_are_chosen_by_number(tmp_path: Path) -> None:
    path = project_file(tmp_path / "a.sqlite3", "insert into projects values (2, 'Other', '');")
    with pytest.raises(ReaderError, match="--project"):
        read_taguette(path)
    assert read_taguette(path, 1).name == "Small"


def test_reading_changes_nothing_in_the_file(tmp_path: Path) -> None:
    path = project_file(tmp_path / "a.sqlite3")
    before = path.read_bytes()
    read_taguette(path)
    assert path.read_bytes() == before and [file.name for file in tmp_path.iterdir()] == ["a.sqlite3"]


def test_the_usability_study_is_read_whole_and_counts_as_its_authors_did(shared: Path, tmp_path: Path) -> None:
    analysis = shared / "data/swj2022-taguette/data/transcripts/thematic-analysis"
    project = read_taguette(analysis / "SERDIF_P2_ThematicAnalysis.sqlite3")
    found = write_taguette(project, tmp_path / "study")
    assert (found.documents, found.segments, found.codings, found.codes, found.problems) == (17, 1794, 1930, 22, [])
    study = Study.open(found.root)
    codings = study.codings()
    counts = {study.codebook[code].name["en"]: count for code, count in codings["code"].value_counts().items()}
    with (analysis / "codebooks/codebook_20220303_8.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert counts == {row["tag"]: int(row["number of highlights"]) for row in rows}
    texts = {document: study.document(document).text for document in codings["document"].unique()}
    assert all(texts[row.document][row.start : row.end] == row.quote for row in codings.itertuples())
    assert {code.definition["en"] for code in study.codebook.codes.values()} == {row["description"] for row in rows}
