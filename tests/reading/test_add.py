"""`qualitative add`: what a person is told, and what lies in the corpus afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import docx, p
from qualitative import QualitativeError, Study
from qualitative.cli import main
from qualitative.corpus.files import create_text
from qualitative.text.sections import parse_sections

TALK = "P: Apa yang dilayani?\n\nNH: Kami urus KTP.\nDananya dari desa.\n\nP: Lalu?\n\nNH: Sudah.\n"
WHERE = {"case": "north", "date": "2024-05"}


def run(*arguments: str) -> int:
    try:
        main(list(arguments))
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


@pytest.fixture
def here(study: Study, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(study.root)
    return study.root


def test_a_transcript_is_added_and_all_guesses_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("Wawancara NH.txt").write_text(TALK, encoding="utf-8")
    assert run("add", "Wawancara NH.txt", "--case", "north", "--date", "2024-05") == 0
    assert capsys.readouterr().out.splitlines() == [
        "added wawancara-nh  (Wawancara NH.txt -> corpus/transcripts/wawancara-nh.md)",
        "  4 turns; P: interviewer, NH: informant",
        "  P taken as interviewer, by its label",
        "  NH taken as informant, since nothing says otherwise",
        "  provenance taken as fieldwork, since nothing says otherwise",
        "  language taken as id, by its words",
    ]
    document = Study.open(here).document("wawancara-nh")
    assert (document.kind, document.provenance, document.case, document.title) == (
        "interview",
        "fieldwork",
        "north",
        "Wawancara NH",
    )
    assert document.text == TALK


def test_prose_becomes_a_document_with_its_sections(study: Study) -> None:
    path = study.root / "catatan.md"
    path.write_text("# Pengamatan\n\nRapat desa dan dana.\n\n## Hasil\n\nSelesai.\n", encoding="utf-8")
    addition = study.add(path, **WHERE, kind="observation")
    assert (addition.document.kind, addition.document.title, addition.sections) == ("observation", "Pengamatan", 2)
    assert addition.path == study.root / "corpus/documents/catatan.md"


def test_a_dry_run_says_the_same_and_writes_nothing(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text(TALK, encoding="utf-8")
    planned = study.add(path, **WHERE, dry_run=True)
    assert not planned.path.exists()
    assert study.add(path, **WHERE).content == planned.content == planned.path.read_text(encoding="utf-8")


def test_one_bad_file_does_not_stop_the_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(TALK, encoding="utf-8")
    Path("b.pdf").write_bytes(b"%PDF-broken")
    Path("c.docx").write_bytes(docx(p("P: Apa?") + p("NH: Itu.")))
    assert run("add", "a.txt", "b.pdf", "c.docx", "--case", "north", "--date", "2024") == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "2 added, 1 not"
    assert said.err.startswith("not added: b.pdf: the PDF is broken")
    assert {"a", "c"} < set(Study.open(here).documents.index)


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_two_files_of_one_name_make_one_document_and_one_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], dry: list[str]
) -> None:
    Path("a.txt").write_text("P: satu?\nNH: ya", encoding="utf-8")
    Path("A.docx").write_bytes(docx(p("P: dua?") + p("NH: ya")))
    assert run("add", "a.txt", "A.docx", "--case", "north", "--date", "2024", *dry) == 1
    said = capsys.readouterr()
    assert "--id" in said.err
    assert said.out.endswith("would be added, 1 not\n" if dry else "added, 1 not\n")


def test_an_id_of_an_earlier_document_is_never_used_again(study: Study) -> None:
    study.apply("services", "int-1", 16, 19, coder="ana")
    (study.root / "corpus/transcripts/int-1.md").unlink()
    (study.root / "int-1.txt").write_text(TALK, encoding="utf-8")
    with pytest.raises(QualitativeError, match="belongs to an earlier document int-1"):
        study.add(study.root / "int-1.txt", **WHERE)


def test_what_a_person_says_of_speakers_stands(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text("Ani: a?\nBudi: b\nAni: c?\nBudi: d\n", encoding="utf-8")
    addition = study.add(path, **WHERE, speakers={"Budi": "interviewer", "Ani": "informant"})
    assert addition.document.speakers == {"Ani": "informant", "Budi": "interviewer"}


def test_front_matter_of_a_file_is_used_where_nothing_else_is_said(study: Study) -> None:
    path = study.root / "a.md"
    path.write_text("---\ncase: south\ndate: 2020\ntitle: Judul\nsource: buku\n---\nIsi.\n", encoding="utf-8")
    document = study.add(path, case="north").document
    assert (document.case, document.date, document.title) == ("north", "2020", "Judul")
    assert document.source == {"note": "buku", "file": "a.md"}


def test_the_head_of_a_transcript_is_kept_in_its_source(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text(f"Tempat: kantor desa\nHari kedua\n\n{TALK}", encoding="utf-8")
    addition = study.add(path, **WHERE)
    assert addition.document.source["preamble"] == "Tempat: kantor desa\nHari kedua"
    told = "2 lines stand before the first turn ('Tempat: kantor desa'): kept in the front matter as source.preamble"
    assert told in addition.notes


@pytest.mark.parametrize(
    ("head", "options", "told"),
    [
        ("", {}, "provenance taken as fieldwork, since nothing says otherwise"),
        ("", {"provenance": "published"}, "provenance published, as said"),
        ("---\nprovenance: published\n---\n", {}, "provenance published, by its front matter"),
    ],
)
def test_where_the_provenance_comes_from_is_told(study: Study, head: str, options: dict[str, str], told: str) -> None:
    path = study.root / "a.md"
    path.write_text(f"{head}{TALK}", encoding="utf-8")
    assert told in study.add(path, **WHERE, **options).notes


def test_one_of_a_kind_is_counted_in_the_singular(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("# Rapat\n\nSelesai.\n", encoding="utf-8")
    Path("b.md").write_text("Selesai\n", encoding="utf-8")
    for name, told in (("a.md", "  prose, 3 words in 1 section"), ("b.md", "  prose, 1 word")):
        run("add", name, "--case", "north", "--date", "2024")
        assert capsys.readouterr().out.splitlines()[1] == told


def test_few_words_and_labels_like_english_words_leave_the_studys_language(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text("I: Apa?\nA: KTP.\nI: Lalu?\nA: Bazda.\nI: Siapa?\nA: Kades.\n", encoding="utf-8")
    addition = study.add(path, **WHERE)
    assert addition.document.language == "id"
    assert "language taken as id, the study's first; its words do not tell" in addition.notes


def test_an_unknown_case_gets_its_row_where_it_is_said_to_be_new(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text(TALK, encoding="utf-8")
    with pytest.raises(QualitativeError, match="say so with --new-case"):
        study.add(path, case="east", date="2024")
    before = (study.root / "corpus/cases.csv").read_text(encoding="utf-8")
    looked = study.add(path, case="east", date="2024", new_case=True, dry_run=True)
    assert "case east is new; it gets its row in corpus/cases.csv" in looked.notes
    assert (study.root / "corpus/cases.csv").read_text(encoding="utf-8") == before
    study.add(path, case="east", date="2024", new_case=True)
    assert (study.root / "corpus/cases.csv").read_text(encoding="utf-8") == before + "east,\n"
    assert study.document("a").case == "east"
    study.add(path, case="north", date="2024", new_case=True, id="again")
    assert list(study.cases.index) == ["north", "south", "east"]


def test_a_table_of_cases_of_another_program_keeps_its_sign(study: Study) -> None:
    (study.root / "corpus/cases.csv").write_text('case;name\nnorth;"a; b"\n', encoding="utf-8")
    (study.root / "a.txt").write_text(TALK, encoding="utf-8")
    Study.open(study.root).add(study.root / "a.txt", case="east", date="2024", new_case=True)
    assert (study.root / "corpus/cases.csv").read_text(encoding="utf-8") == 'case;name\nnorth;"a; b"\neast;\n'


def test_the_day_in_a_name_and_the_only_case_are_taken_and_told(study: Study) -> None:
    (study.root / "corpus/cases.csv").write_text("case\n", encoding="utf-8")
    (study.root / "corpus/transcripts/int-1.md").unlink()
    (study.root / "talk 2024-05-17.txt").write_text(TALK, encoding="utf-8")
    added = Study.open(study.root).add(study.root / "talk 2024-05-17.txt")
    assert (added.document.case, added.document.date) == ("national", "2024-05-17")
    assert "case taken as national, the only one that the study has" in added.notes
    assert "date taken as 2024-05-17, from the file's name" in added.notes


def test_a_nik_is_told_and_not_shown(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text("NIK saya 3204012345670001 ada di sana.\n", encoding="utf-8")
    notes = study.add(path, **WHERE).notes
    assert any("look like a NIK on line 1" in note for note in notes)
    assert not any("3204" in note for note in notes)


@pytest.mark.parametrize("odd", [None, 5, True, [], [1], {}, {"a": [1]}], ids=str)
def test_front_matter_of_the_wrong_kind_makes_no_traceback(study: Study, odd: object) -> None:
    keys = [
        "id",
        "title",
        "kind",
        "provenance",
        "case",
        "date",
        "language",
        "speakers",
        "role",
        "source",
        "basis",
        "consent",
    ]
    for key in keys:
        path = study.root / "a.md"
        path.write_text(f"---\n{key}: {odd if odd is not None else 'null'}\n---\nIsi.\n", encoding="utf-8")
        try:
            study.add(path, dry_run=True, **WHERE)
        except QualitativeError as problem:
            assert str(problem).startswith("a.md: ")


def test_a_file_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("first", encoding="utf-8")
    with pytest.raises(FileExistsError):
        create_text(tmp_path / "a.md", "second")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "first"


def test_the_paper_becomes_a_document_with_its_sections(study: Study, shared: Path) -> None:
    paper = shared / "study/habibullah-2020.md"
    addition = study.add(paper, case="national", date="2020", provenance="published")
    titles = [section.title for section in parse_sections(addition.document.text)]
    assert titles[4:] == [
        "PENDAHULUAN", "METODE", "HASIL DAN PEMBAHASAN", "Studi Kasus Pelaksanaan Puskesmas di 4 Kabupaten", "Memperluas Fungsi dan Peran",
        "Faktor-Faktor Penyebab Pelayanan Sosial Puskesmas Belum Optimal", "KESIMPULAN", "SARAN", "UCAPAN TERIMA KASIH", "DAFTAR PUSTAKA",
    ]  # fmt: skip
    assert addition.document.text.split() == paper.read_text(encoding="utf-8").split()
    assert (addition.document.language, addition.document.speakers) == ("id", {})


def test_seventeen_real_transcripts_are_added_in_one_go(
    here: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(map(str, (shared / "data/swj2022-taguette/data/transcripts/raw").glob("*.odt")))
    assert run("add", *files, "--case", "north", "--date", "2021-11", "--unlabelled", "PX") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "17 added"
    assert len(Study.open(here).documents) == 18
    assert run("check") == 1  # only the head of the codebook is missing in this study
    assert capsys.readouterr().err == "1 problem\n"


def test_who_speaks_is_kept_from_a_files_own_front_matter(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(
        "---\ncase: north\ndate: 2024\n"
        "speakers: {P: interviewer, A: {role: informant, person: ani}, B: nobody, C: informant}\n---\n"
        "P: Who?\n\nA: Me.\n\nB: Us.\n\nC: I.\n",
        encoding="utf-8",
    )
    document = study.add(path).document
    assert document.persons == {"A": "ani", "B": None}
    assert document.speakers == {"P": "interviewer", "A": "informant", "B": "informant", "C": "informant"}
