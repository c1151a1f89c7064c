"""`qualitative amend`: a correction is recorded before the text changes, reported coding by coding, and settled by a person."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from qualitative import Study, amend
from qualitative.cli import main
from qualitative.errors import DocumentError
from qualitative.folder import placing


@pytest.fixture
def coded(study: Study) -> Study:
    for words in ("urus KTP", "Dananya dari desa", "Kadang lama"):
        start = study.document("int-1").text.index(words)
        study.apply("services", "int-1", start, start + len(words), coder="ana")
    return study


def body(study: Study) -> str:
    return study.document("int-1").text


def run(study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, *words: str) -> str:
    monkeypatch.chdir(study.root)
    main(list(words))
    return capsys.readouterr().out


def test_a_plan_says_what_would_happen_and_writes_nothing(coded: Study) -> None:
    new = body(coded).replace("Kami urus", "Kami mengurus").replace("Dananya dari desa", "Begitu")
    correction = amend.plan(coded.folder, "int-1", new)
    assert [place.status for place in correction.placements] == ["moved", "lost", "moved"]
    assert [place.now.quote for place in correction.reworded] == ["mengurus KTP"]
    assert not (coded.root / "corpus/edits").exists() and Study.open(coded.root).document("int-1").text == body(coded)


def test_a_correction_keeps_the_front_matter_and_its_reason(coded: Study) -> None:
    path = coded.root / "corpus/transcripts/int-1.md"
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    correction = amend.correct(coded.folder, "int-1", body(coded).replace("KTP", "KK"), by="ana", why="Misheard")
    assert path.read_text(encoding="utf-8").split("---\n")[1] == head
    assert correction.edit.why == "Misheard" and coded.codings()["quote"].tolist()[0] == "urus KK"


def test_a_correction_that_breaks_the_transcript_is_refused_and_nothing_is_written(coded: Study) -> None:
    before = (coded.root / "corpus/transcripts/int-1.md").read_bytes()
    with pytest.raises(DocumentError, match="text before the first turn"):
        amend.correct(coded.folder, "int-1", "Halo\n" + body(coded), by="ana", why="")
    assert (coded.root / "corpus/transcripts/int-1.md").read_bytes() == before
    assert not (coded.root / "corpus/edits").exists()


def test_a_crash_between_script_and_text_leaves_every_coding_where_it_is(coded: Study, monkeypatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    before = coded.codings()[["start", "quote"]]
    monkeypatch.setattr(amend, "write_text", crash)
    with pytest.raises(KeyboardInterrupt):
        amend.correct(coded.folder, "int-1", body(coded).replace("Apa", "Layanan apa"), by="ana", why="")
    assert Study.open(coded.root).codings()[["start", "quote"]].equals(before)


def test_a_file_corrected_by_hand_is_compared_with_git_where_the_cache_is_gone(coded: Study) -> None:
    git = ["git", "-C", str(coded.root), "-c", "user.name=t", "-c", "user.email=t@t"]
    for command in (["init", "-q"], ["add", "corpus"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    for path in (coded.root / ".cache/texts").iterdir():
        path.unlink()
    path = coded.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Dananya dari desa", "Dana dari desa"), encoding="utf-8")
    study = Study.open(coded.root)
    edits, missing = amend.adopt(study.folder, "int-1", by="ana", why="by hand")
    assert len(edits) == 1 and missing == []
    assert study.codings()["quote"].tolist() == ["urus KTP", "Dana dari desa", "Kadang lama"]


def test_hand_corrections_form_a_chain(coded: Study) -> None:
    path = coded.root / "corpus/transcripts/int-1.md"
    for old, new in (("Apa yang", "Apa saja yang"), ("Kadang", "Kadang-kadang")):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        amend.adopt(Study.open(coded.root).folder, "int-1", by="ana", why="by hand")
    lines = (coded.root / "corpus/edits/int-1.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and '"ops":[[' in lines[1] and "saja" not in lines[1]


def test_the_command_corrects_reports_and_settles(coded: Study, tmp_path: Path, monkeypatch, capsys) -> None:
    new = tmp_path / "new.md"
    new.write_text(body(coded).replace("Dananya dari desa", "Begitulah").replace("Kami", "Nah, kami"), encoding="utf-8")
    said = run(coded, monkeypatch, capsys, "amend", "int-1", "--from", str(new), "--by", "ana", "--why", "Misheard")
    coded = Study.open(coded.root)
    lost = coded.lost()[0].coding
    assert "2 moved (0 read differently now), 1 lost" in said and f"lost   {lost.id} services (ana)" in said
    assert any("no longer in int-1" in problem.sentence for problem in coded.check())
    run(coded, monkeypatch, capsys, "amend", "int-1", "--place", lost.id, "Begitulah", "--by", "budi")
    assert Study.open(coded.root).codings()["quote"].tolist() == ["urus KTP", "Begitulah", "Kadang lama"]
    assert "Misheard" in (coded.root / "corpus/edits/int-1.jsonl").read_text(encoding="utf-8")


def test_words_that_stand_there_twice_are_no_place(coded: Study, monkeypatch, capsys) -> None:
    monkeypatch.chdir(coded.root)
    with pytest.raises(SystemExit):
        main(["amend", "int-1", "--place", "x", "a", "--by", "ana"])
    assert "'a' stands" in capsys.readouterr().err


def test_the_editor_gets_the_whole_file(coded: Study, monkeypatch, capsys) -> None:
    monkeypatch.setattr("click.edit", lambda text, **_: text.replace("KTP", "KK"))
    said = run(coded, monkeypatch, capsys, "amend", "int-1", "--editor", "--by", "ana")
    assert "before …" in said and "[urus KK]" in said


def without_text(study: Study) -> Study:
    """The study with its last mark as the first ones were written: a stretch that names no text."""
    path = study.root / "corpus/codings/ana/int-1.jsonl"
    *before, done = path.read_text(encoding="utf-8").splitlines()
    done = json.dumps({key: value for key, value in json.loads(done).items() if key != "text"})
    path.write_text("\n".join([*before, done, ""]), encoding="utf-8")
    return Study.open(study.root)


@pytest.mark.parametrize("new", ["KTP dan akta kelahiran", "KK"])
def test_a_document_marked_done_stays_done_to_its_end_after_corrections(coded: Study, new: str) -> None:
    coded.mark_done("int-1", coder="ana")
    study = without_text(coded)
    for word in ("KTP", new):
        amend.correct(study.folder, "int-1", body(study).replace(word, new + "."), by="ana", why="Misheard")
        study = Study.open(study.root)
    assert placing.state_of(study.folder).done == {("ana", "int-1", 1): [(0, len(body(study)))]}


def test_a_mark_of_the_corrected_text_is_not_carried_again(coded: Study) -> None:
    amend.correct(coded.folder, "int-1", body(coded).replace("KTP", "KTP dan akta kelahiran"), by="ana", why="Misheard")
    study = Study.open(coded.root)
    study.mark_done("int-1", coder="ana")
    study = without_text(study)
    assert placing.state_of(study.folder).done == {("ana", "int-1", 1): [(0, len(body(study)))]}


def test_a_document_marked_done_is_sound_after_a_correction_that_shortens_it(coded: Study, monkeypatch, capsys) -> None:
    run(coded, monkeypatch, capsys, "codebook", "log", "--write")
    coded.mark_done("int-1", coder="ana")
    coded = without_text(coded)
    amend.correct(coded.folder, "int-1", body(coded).replace("KTP", "KK"), by="ana", why="Misheard")
    assert len(body(Study.open(coded.root))) < Study.open(coded.root).folder.events()[0][-1]["end"]
    assert "everything is sound" in run(coded, monkeypatch, capsys, "check")


def test_a_document_whose_codings_fit_is_told_so(coded: Study, monkeypatch, capsys) -> None:
    assert run(coded, monkeypatch, capsys, "amend", "int-1", "--by", "ana") == (
        "int-1: its codings agree with its text and its corrections\n"
    )
