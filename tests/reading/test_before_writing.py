"""What a person sees before a file is written, what is kept beside the text, and corrections that come as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import docx, p
from qualitative import QualitativeError, Study
from qualitative.cli import main
from qualitative.corpus.adding import parse_speakers, recurring_labels
from qualitative.corpus.correcting import corrected_text
from qualitative.corpus.preview import format_preview, preview
from qualitative.folder import placing
from qualitative.text.turns import parse_turns

WHERE = {"case": "north", "date": "2026-05"}
TALK = "Date: 3 May\n\n[0:03] Ann: How did it start?\n\n[0:09] Bob: In the hall.\nNote: he laughed.\n\n[0:21] Ann: Who paid?\n"


def run(*arguments: str) -> int:
    try:
        main(list(arguments))
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


def test_a_preview_is_a_plain_record_of_what_would_be_added(study: Study) -> None:
    (study.root / "a.txt").write_text(TALK, encoding="utf-8")
    seen = preview(study.add(study.root / "a.txt", **WHERE, dry_run=True), shown=2)
    assert (seen.file, seen.id, seen.format, seen.kind, seen.count, seen.words) == (
        "a.txt",
        "a",
        "txt",
        "interview",
        3,
        12,
    )
    assert [(turn.speaker, turn.start, turn.text) for turn in seen.turns] == [
        ("Ann", "00:00:03", "How did it start?"),
        ("Bob", "00:00:09", "In the hall. Note: he laughed."),
    ]
    assert [(s.label, s.role, s.certainty, s.turns) for s in seen.speakers] == [
        ("Ann", "interviewer", "likely", 2),
        ("Bob", "informant", "likely", 1),
    ]
    assert (seen.timed, seen.ended, seen.first, seen.last) == (3, 0, "00:00:03", "00:00:21")
    assert (seen.preamble, seen.lookalikes) == ("Date: 3 May", ((6, "Note"),))
    assert preview(study.add(study.root / "a.txt", **WHERE), shown=2) == seen


def test_a_dry_run_shows_turns_speakers_times_and_what_is_left_out(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    Path("a.txt").write_text(TALK, encoding="utf-8")
    assert run("add", "a.txt", "--case", "north", "--date", "2026-05", "--dry-run") == 0
    out = capsys.readouterr().out
    for line in (
        "would add a  (a.txt -> corpus/transcripts/a.md)",
        "    Ann  interviewer (likely), 2 turns, 6 words",
        "  times: 3 of 3 turns, 00:00:03 to 00:00:21",
        "    1. [00:00:03] Ann: How did it start?",
        "  head, kept in the front matter:",
        "line 6 looks like a turn",
    ):
        assert line in out
    assert not Path("corpus/transcripts/a.md").exists()


def test_prose_is_what_a_person_says_is_prose(study: Study) -> None:
    (study.root / "a.txt").write_text("P: a?\nA: b\nP: c?\n", encoding="utf-8")
    addition = study.add(study.root / "a.txt", **WHERE, prose=True)
    assert (addition.document.speakers, addition.document.text) == ({}, "P: a?\nA: b\nP: c?\n")
    assert "first paragraphs:" in list(format_preview(preview(addition)))


def test_who_goes_along_over_several_files_interviews(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    for name in ("Joko", "Budi", "Ani"):
        Path(f"{name}.txt").write_text(
            f"[0:01] Rina: Good.\n\n[0:02] {name}: It began.\n\n[0:03] Rina: Fine.\n\n[0:04] {name}: It went.\n",
            encoding="utf-8",
        )
    assert run("add", "Joko.txt", "Budi.txt", "Ani.txt", "--case", "north", "--date", "2026") == 0
    fresh = Study.open(study.root)
    assert all(fresh.document(name).speakers["Rina"] == "interviewer" for name in ("joko", "budi", "ani"))
    Path("Dewi.txt").write_text(
        "[0:01] Dewi: Hello.\n\n[0:02] Rina: Good.\n\n[0:03] Dewi: It began.\n", encoding="utf-8"
    )
    assert fresh.add("Dewi.txt", **WHERE).document.speakers == {"Dewi": "informant", "Rina": "interviewer"}


def test_labels_that_stand_everywhere_tell_nothing() -> None:
    assert recurring_labels([["P", "A"], ["P", "A"]]) == frozenset()
    assert recurring_labels([["Rina", "A"], ["Rina", "B"], ["C"]]) == {"rina"}


def test_labels_with_commas_brackets_and_length_can_be_declared() -> None:
    typed = ["Dewi, Ratna=interviewer,Prasetyo, Joko (Dinas)=informant", "Informan [Ibu A]=informant"]
    assert parse_speakers(typed) == {
        "Dewi, Ratna": "interviewer",
        "Prasetyo, Joko (Dinas)": "informant",
        "Informan [Ibu A]": "informant",
    }
    with pytest.raises(QualitativeError, match="use 1 to 63 characters"):
        parse_speakers([f"{'x' * 64}=informant"])


def test_start_and_end_of_a_turn_are_kept_in_the_corpus() -> None:
    turns = parse_turns("[00:00:03-00:00:09] P: Apa?\n\n[00:00:09] A: Itu.\n", {"P": "interviewer", "A": "informant"})
    assert [(turn.timestamp, turn.until) for turn in turns] == [("00:00:03", "00:00:09"), ("00:00:09", None)]


def test_comments_become_memos_of_the_coder_who_is_named(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    source = Path(__file__).parent / "cases/37-docx-comments-as-codes/wawancara.docx"
    Path("a.docx").write_bytes(source.read_bytes())
    assert run("add", "a.docx", "--case", "north", "--date", "2026", "--dry-run") == 0
    assert "--by CODER also keeps them as memos" in capsys.readouterr().out
    assert run("add", "a.docx", "--case", "north", "--date", "2026", "--by", "ana") == 0
    assert "1 comment kept as memos of ana" in capsys.readouterr().out
    memos = placing.state_of(Study.open(study.root).folder).memos
    assert [(memo.of, memo.note) for memo in memos] == [("document", "KELUHAN (Ratna)")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kami urus KTP.\n", "no turn of P, A was found in it, so that int-1 would be left without turns"),
        ("P: Apa?\n\nA: Itu.\n\nB: Bukan.\n\nP: Oh?\n\nB: Ya.\n", "B speaks in it, but int-1 declares P, A"),
    ],
)
def test_a_correction_that_would_lose_turns_is_refused(study: Study, text: str, told: str) -> None:
    path = study.root / "new.docx"
    path.write_bytes(docx("".join(p(line) for line in text.split("\n") if line)))
    with pytest.raises(QualitativeError, match=told):
        corrected_text(study.document("int-1"), path)


def test_a_correction_in_the_corpus_form_is_taken_as_it_stands(study: Study) -> None:
    path = study.root / "new.md"
    path.write_text("[00:00:01] P: Apa?\n\n[00:00:05] A: Kami urus  KTP.\n", encoding="utf-8")
    assert corrected_text(study.document("int-1"), path) == (path.read_text(encoding="utf-8"), ())


def test_import_names_what_a_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.qda").write_bytes(b"SQLite format 3\0 CREATE TABLE code_text(cid)")
    Path("a.txt").write_text("P: Apa?")
    for name, told in (
        ("a.qda", "a.qda can't be read: file is not a database"),
        ("a.txt", "this is a document, not a project; use `qualitative add a.txt`"),
    ):
        assert run("import", name) != 0
        assert told in capsys.readouterr().err
