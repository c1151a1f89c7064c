"""Taguette projects become studies: every slice checked, every count kept, nobody's work given to another, a stranger's file harmless."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.errors import ReaderError
from qualitative.exchange import databases
from qualitative.exchange.formats import read_foreign
from qualitative.exchange.importing import import_file
from qualitative.exchange.taguette.html import breaks_in, plain_text
from qualitative.exchange.taguette.reading import read_taguette
from qualitative.folder import placing
from taguette_file import project_file


def test_segments_are_placed_by_utf8_bytes_of_the_text_without_html(tmp_path: Path) -> None:
    import_file(project_file(tmp_path / "a.sqlite3"), tmp_path / "study")
    codings = Study.open(tmp_path / "study").codings()
    assert sorted(zip(codings["code"], codings["quote"], codings["coder"], strict=True)) == [
        ("dana", "Café", "unknown"), ("dana", "dana desa", "ana-b"), ("dana-2", "dana desa", "ana-b"),
    ]  # fmt: skip
    assert {one.rank for one in Study.open(tmp_path / "study").check()} <= {"next"}


def test_what_does_not_fit_is_listed_and_kept_aside_never_moved(tmp_path: Path) -> None:
    found = import_file(project_file(tmp_path / "a.sqlite3"), tmp_path / "study")
    row = found.losses["codings"]
    assert (row.in_file, row.taken, row.left) == (5, 3, 2)
    told = [one for one in found.losses.all_remarks if "kept in rest.json" in one]
    assert "inside a character" in told[0] and "not its words 'Cafe'" in told[1]
    rest = (tmp_path / "study/corpus/exchange" / found.taking.import_id / "rest.json").read_text(encoding="utf-8")
    assert '"start": 4' in rest and "'Cafe'" in rest


def test_a_highlight_without_a_known_maker_is_nobody_s_and_one_without_tag_is_a_noted_passage(
    shared: Path, tmp_path: Path
) -> None:
    file = shared / "data/exchange/own-small/taguette-untagged-and-unknown-maker.sqlite3"
    import_file(file, tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert "bea" not in set(study.codings()["coder"]) and set(study.codings()["coder"]) == {"zoe", "unknown"}
    assert len(placing.state_of(study.folder).marks) == 1


@pytest.mark.parametrize(("file", "documents", "codes"), [("colliding-document-names", 3, 1), ("colliding-tags", 3, 3)])
def test_names_that_become_one_id_stay_apart(
    shared: Path, tmp_path: Path, file: str, documents: int, codes: int
) -> None:
    import_file(shared / f"data/exchange/own-small/taguette-{file}.sqlite3", tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert (len(study.documents), len(study.codebook), len(study.codings())) == (documents, codes, 3)
    assert sorted(study.codings()["quote"]) == ["first", "second", "third"] and {one.rank for one in study.check()} <= {
        "next"
    }


def test_a_view_that_never_ends_is_not_run(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        databases, "_STEPS", 1_000_000
    )  # the tables alone need fewer; the view would need more than any number
    found = import_file(
        shared / "data/exchange/own-small/taguette-commands-is-an-endless-view.sqlite3", tmp_path / "study"
    )
    assert found.losses["codings"].taken == 3


def test_blocks_of_html_end_lines_that_positions_do_not_count(tmp_path: Path) -> None:
    html = "<h1>Head</h1><p>one two</p><p>three</p>"
    more = f"update documents set contents = '{html}'; delete from highlights; insert into highlights values (9, 1, 4, 11, 'one two'), (10, 1, 4, 16, 'one twothree');"
    more += "insert into highlight_tags values (9, 1), (10, 2);"
    import_file(project_file(tmp_path / "a.sqlite3", more), tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert study.folder.documents["bu-ani"].text == "Head\none two\nthree\n"
    assert sorted(study.codings()["quote"]) == ["one two", "one two\nthree"]
    assert breaks_in(html) == ("Headone twothree", (4, 11))


def test_dates_and_descriptions_come_over(tmp_path: Path) -> None:
    more = "alter table commands add column date text; update commands set date = '2024-02-03 10:20:30.5'; update projects set description = 'About';"
    import_file(project_file(tmp_path / "a.sqlite3", more), tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert "2024-02-03T10:20:30.500Z" in set(study.codings()["at"])
    assert [memo.note for memo in placing.state_of(study.folder).memos if memo.of == "study"] == ["About"]


def test_tags_below_tags_become_codes_below_codes(tmp_path: Path) -> None:
    import_file(
        project_file(tmp_path / "a.sqlite3", "insert into tags values (3, 1, 'dana.desa', ''), (4, 1, 'x.y', '');"),
        tmp_path / "study",
    )
    book = Study.open(tmp_path / "study").codebook
    assert book["desa"].parent == "dana-2" and book["x-y"].parent is None


def test_html_is_kept_as_text_only() -> None:
    assert plain_text('<p onload="x()">a &lt;b&gt;</p>\n<img src=x onerror=y()><p>c</p>') == "a <b>\nc"


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "is no project"), (b"SQLite format 3\0" + b"\xff" * 200, "can't be read|no project")]
)
def test_a_file_that_is_no_project_is_refused_in_one_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.sqlite3").write_bytes(content)
    with pytest.raises(ReaderError, match=message):
        read_foreign(tmp_path / "a.sqlite3")


def test_a_view_in_place_of_a_table_does_not_exist(tmp_path: Path) -> None:
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
    found = import_file(analysis / "SERDIF_P2_ThematicAnalysis.sqlite3", tmp_path / "study")
    assert (found.taking.documents, found.taking.codings, found.taking.codes, found.taking.marks) == (17, 1930, 22, 1)
    assert found.losses.is_whole and "1794 of 1794 quotes fit" in found.losses.positions
    study = Study.open(tmp_path / "study")
    codings = study.codings()
    counts = {study.codebook[code].name["en"]: count for code, count in codings["code"].value_counts().items()}
    with (analysis / "codebooks/codebook_20220303_8.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert counts == {row["tag"]: int(row["number of highlights"]) for row in rows}
    texts = {document: study.document(document).text for document in codings["document"].unique()}
    assert all(texts[row.document][row.start : row.end] == row.quote for row in codings.itertuples())
    assert {code.definition["en"] for code in study.codebook.codes.values()} == {row["description"] for row in rows}
    assert not codings["blind"].any() and placing.state_of(study.folder).done == {}
