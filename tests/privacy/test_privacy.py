"""Pseudonyms go everywhere at once and codings stay on their words; a person who withdraws leaves nothing that can be removed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from qualitative import Study, privacy
from qualitative.cli import main
from qualitative.errors import PrivacyError
from qualitative.folder import placing
from qualitative.privacy import journal
from qualitative.privacy.rewriting import widened
from qualitative.text.turns import turns_of

NIK = "3201014107850001"
TRANSCRIPT = f"""---
id: int-2
title: Wawancara Siti Aminah
kind: interview
provenance: fieldwork
case: north
date: 2024-05
language: id
speakers: {{P: interviewer, A: informant, B: informant}}
---
P: Namanya siapa?

A: Siti Aminah, Bu. NIK {NIK}, HP 0812-3456-7890.
Saya urus KTP tetangga.

B: Bu Siti Aminah itu rajin. Dananya dari desa.
"""


@pytest.fixture
def named(study: Study) -> Study:
    """A study in which a name and numbers stand in text, title, quote, context, note and table."""
    (study.root / "corpus/transcripts/int-2.md").write_text(TRANSCRIPT, encoding="utf-8")
    (study.root / "corpus/tables").mkdir()
    (study.root / "corpus/tables/visits.csv").write_text("who,visits\nSiti Aminah,3\n", encoding="utf-8")
    study = Study.open(study.root)
    for words in ("Siti Aminah, Bu. NIK", "urus KTP", f"{NIK[5:]}, HP", "Dananya dari desa"):
        code(study, words)
    study.memo(f"Siti Aminah, {NIK}", coder="ana", document="int-2")
    study.mark_done("int-2", coder="ana")
    return study


def code(study: Study, words: str) -> str:
    start = study.document("int-2").text.index(words)
    return study.apply("services", "int-2", start, start + len(words), coder="ana")


def run(study: Study, *words: str) -> None:
    os.chdir(study.root)
    main(list(words))


def texts(study: Study) -> str:
    """All that lies in the study but the key, as one text."""
    files = [p for p in study.root.rglob("*") if p.is_file() and ".key." not in p.name and ".git/" not in str(p)]
    return "\n".join(sorted(p.read_text(encoding="utf-8", errors="replace") for p in files if p.stat().st_size))


@pytest.fixture
def replaced(named: Study, monkeypatch: pytest.MonkeyPatch, capsys) -> Study:
    monkeypatch.chdir(named.root)
    run(named, "pseudonymize", "--name", "Siti Aminah=Ibu A", "--yes-to", "all", "--by", "ana")
    return Study.open(named.root)


def test_pseudonyms_stand_everywhere_and_nothing_else_is_left(replaced: Study) -> None:
    assert not any(word in texts(replaced) for word in ("Siti", "Aminah", NIK, NIK[5:], "3456-7"))
    assert replaced.document("int-2").title == "Wawancara Ibu A"
    assert "A: Ibu A, Bu. NIK [NIK 1], HP [telepon 1]." in replaced.document("int-2").text
    assert replaced.tables["visits"]["who"].tolist() == ["Ibu A"]


def test_codings_stay_on_their_words(replaced: Study) -> None:
    table = replaced.codings()
    assert table["quote"].tolist() == ["Ibu A, Bu. NIK", "urus KTP", "[NIK 1], HP", "Dananya dari desa"]
    text = replaced.document("int-2").text
    assert [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)] == table["quote"].tolist()
    assert replaced.lost() == [] and placing.state_of(replaced.folder).done == {("ana", "int-2", 1): [(0, len(text))]}
    assert [memo.note for memo in placing.state_of(replaced.folder).memos] == ["Ibu A, [NIK 1]"]


def test_the_key_is_its_owners_alone_and_gives_the_same_pseudonym_again(replaced: Study, monkeypatch, capsys) -> None:
    key = replaced.root / privacy.KEY
    assert os.name == "nt" or key.stat().st_mode & 0o777 == 0o600
    path = replaced.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text(encoding="utf-8") + f"Punya {NIK}, kata Siti Aminah.\n", encoding="utf-8")
    run(replaced, "pseudonymize", "--yes-to", "all", "--by", "ana")
    assert "Punya [NIK 1], kata Ibu A." in Study.open(replaced.root).document("int-1").text


def test_each_is_shown_in_context_and_decided_by_file_or_answer(
    named: Study, monkeypatch, capsys, tmp_path: Path
) -> None:
    monkeypatch.chdir(named.root)
    run(named, "pseudonymize", "--list")
    assert f"Aminah, Bu. NIK [{NIK}], HP" in (shown := capsys.readouterr().out) and "3 to decide on" in shown
    decisions = named.root / "decisions.yaml"
    decisions.write_text(f'"{NIK}": keep\n', encoding="utf-8")
    monkeypatch.setattr("click.prompt", lambda *_, **__: "[HP ibu itu]")
    run(named, "pseudonymize", "--decisions", str(decisions), "--by", "ana")
    text = Study.open(named.root).document("int-2").text
    assert f"NIK {NIK}, HP [HP ibu itu]." in text and privacy.read_key(named.root).kept == {"nik": [NIK]}


@pytest.mark.parametrize(("answer", "stays"), [("n", True), ("No", True), ("y", False)])
def test_a_plain_yes_or_no_is_an_answer_and_no_pseudonym(named: Study, monkeypatch, answer: str, stays: bool) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: answer)
    run(named, "pseudonymize", "--by", "ana")
    text = Study.open(named.root).document("int-2").text
    assert (f"NIK {NIK}, HP" in text) is stays
    assert ("NIK [NIK 1], HP [" in text) is not stays


@pytest.mark.parametrize("crash_at", range(1, 22))
def test_a_crash_at_any_file_leaves_all_old_or_all_new(named: Study, monkeypatch, crash_at: int) -> None:
    before, count = texts(named), [0]
    write, replace = journal.write_bytes, Path.replace

    def crashing(original):
        def step(*given: object) -> object:
            count[0] += ".cache/pseudonymise" in str(given[0])
            if count[0] == crash_at:
                raise KeyboardInterrupt
            return original(*given)

        return step

    key = privacy.read_key(named.root)
    key.names["Siti Aminah"] = "Ibu A"
    for sighting in privacy.survey(named.folder, key):
        key.give(sighting.kind, sighting.value)
    monkeypatch.setattr(journal, "write_bytes", crashing(write))
    monkeypatch.setattr(Path, "replace", crashing(replace))
    with suppress(KeyboardInterrupt):
        privacy.pseudonymise(named.folder, key, by="ana")
    monkeypatch.undo()
    after = Study.open(named.root)
    found = texts(after)
    assert found == before or not any(word in found for word in ("Siti", NIK, "3456-7"))
    assert after.lost() == [] and len(after.codings()) == 4


def test_codebook_claims_and_settings_get_the_pseudonyms_and_still_read(named: Study, monkeypatch, capsys) -> None:
    root = named.root
    named.revise(
        [{"op": "edit", "id": "services", "set": {"definition": {"en": "What Siti Aminah does"}}}],
        by="ana",
        why=f"Siti Aminah said so, {NIK}",
    )
    (root / "reports").mkdir()
    claims = f"# by hand\n- id: one\n  assessment: {{by: ana, note: Siti Aminah}}\n- id: two\n  note: {NIK}\n"
    (root / "reports/findings.yaml").write_text(claims, encoding="utf-8")
    settings = (root / "study.yaml").read_text(encoding="utf-8")
    (root / "study.yaml").write_text(settings + "work: {citation: Siti Aminah (2020)}\n", encoding="utf-8")
    (root / "reports/out").mkdir()
    (root / "reports/out/findings-id.docx").write_bytes(b"PK old report")
    (root / "migrated/format-1").mkdir(parents=True)
    (root / "migrated/format-1/study.yaml").write_text("work: {citation: Siti Aminah (2020)}\n", encoding="utf-8")
    versions = [named.folder.codebook(version).codes for version in (1, 2)]
    monkeypatch.chdir(root)
    run(named, "pseudonymize", "--name", "Siti Aminah=Ibu A", "--yes-to", "all", "--by", "ana")
    left = texts(Study.open(root))
    assert not any(word in left for word in ("Siti", "Aminah", NIK))
    assert Study.open(root).codebook["services"].definition["en"] == "What Ibu A does"
    assert yaml.safe_load((root / "reports/findings.yaml").read_text(encoding="utf-8"))[1]["note"] == "[NIK 1]"
    assert not list((root / "reports/out").iterdir()) and not list((root / "migrated/format-1").iterdir())
    after = Study.open(root)
    assert [list(after.folder.codebook(version).codes) for version in (1, 2)] == [list(codes) for codes in versions]
    assert not [problem for problem in after.check() if problem.path.startswith("codebook")]


def test_what_only_a_person_can_change_is_said(named: Study, monkeypatch, capsys) -> None:
    root = named.root
    text = TRANSCRIPT.replace("int-2", "int-siti-aminah")
    (root / "corpus/transcripts/int-siti-aminah.md").write_text(text, encoding="utf-8")
    (root / "incoming").mkdir()
    with zipfile.ZipFile(root / "incoming/raw.docx", "w") as archive:
        archive.writestr("word/document.xml", "<p>Siti Aminah</p>")
    monkeypatch.chdir(root)
    run(named, "pseudonymize", "--name", "Siti Aminah=Ibu A", "--yes-to", "all", "--by", "ana")
    said = capsys.readouterr().out
    assert "the id of document 'int-siti-aminah' holds a name" in said and "still in incoming/raw.docx" in said


@pytest.mark.parametrize("kill_at", [3, 9, 12, 14, 16])
def test_a_killed_process_leaves_all_old_or_is_finished_when_the_study_is_opened(named: Study, kill_at: int) -> None:
    script = f"""
import os, signal, sys
from pathlib import Path
from qualitative import Study, privacy
replace, count = Path.replace, [0]
def killing(self, target):
    count[0] += ".cache/pseudonymise" in str(self)
    if count[0] == {kill_at}:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
study = Study.open({str(named.root)!r})
key = privacy.Key(names={{"Siti Aminah": "Ibu A"}})
for sighting in privacy.survey(study.folder, key):
    key.give(sighting.kind, sighting.value)
Path.replace = killing
privacy.pseudonymise(study.folder, key, by="ana")
"""
    before = named.codings()
    subprocess.run([sys.executable, "-c", script], check=False)
    after = Study.open(named.root)
    old = after.codings().equals(before)
    assert after.lost() == [] and len(after.codings()) == 4
    assert old or not any(word in texts(after) for word in ("Siti", NIK, "3456-7"))


def test_git_must_ignore_the_key_and_what_git_knows_is_said(named: Study, monkeypatch, capsys) -> None:
    monkeypatch.chdir(named.root)
    git = ["git", "-C", str(named.root), "-c", "user.name=t", "-c", "user.email=t@t"]
    for command in (["init", "-q"], ["add", "corpus"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    with pytest.raises(SystemExit):
        run(named, "pseudonymize", "--yes-to", "all", "--by", "ana")
    assert "git does not ignore pseudonyms.key.yaml" in capsys.readouterr().err and NIK in texts(named)
    (named.root / ".gitignore").write_text("*.key.yaml\n.cache/\n")
    run(named, "pseudonymize", "--yes-to", "all", "--by", "ana")
    said = capsys.readouterr().err
    assert "git already knows 2 of these" in said and "filter-repo" in said and NIK not in said


def test_a_line_that_cannot_be_read_stops_everything(named: Study) -> None:
    path = named.folder.event_file("ana", "int-2")
    path.write_bytes(path.read_bytes() + b"{torn " + NIK.encode() + b"\n")
    key = privacy.Key(given={"nik": {NIK: "[NIK 1]"}})
    with pytest.raises(PrivacyError, match=r"int-2.jsonl:7: the line can't be read"):
        privacy.pseudonymise(named.folder, key, by="ana")
    assert NIK in Study.open(named.root).document("int-2").text


def test_check_fails_on_what_looks_like_a_nik_and_does_not_repeat_it(named: Study) -> None:
    sentences = [str(problem) for problem in named.check()]
    assert any("look like a NIK" in sentence for sentence in sentences) and not any(NIK in s for s in sentences)


@pytest.mark.parametrize(
    ("segment", "becomes"),
    [((0, 3), (0, 3)), ((0, 7), (0, 6)), ((5, 12), (4, 10)), ((6, 7), (4, 6)), ((9, 12), (7, 10))],
)
def test_an_end_inside_a_replaced_stretch_takes_in_the_whole(
    segment: tuple[int, int], becomes: tuple[int, int]
) -> None:
    assert widened([(4, 8, "NN")], *segment) == becomes


def test_a_withdrawn_speaker_leaves_a_mark_and_takes_their_codings(named: Study, monkeypatch, capsys) -> None:
    monkeypatch.chdir(named.root)
    run(named, "withdraw", "A", "--document", "int-2", "--yes", "--by", "ana")
    said = capsys.readouterr().out
    assert "int-2: 1 turns or paragraphs go" in said and "3 events" in said
    study = Study.open(named.root)
    assert "A: [ditarik atas permintaan informan]" in study.document("int-2").text
    assert study.codings()["quote"].tolist() == ["Dananya dari desa"] and study.lost() == []
    assert "urus KTP tetangga" not in texts(study) and study.document("int-2").consent == {"withdrawn": 1}
    assert not [problem for problem in study.check() if "older copy" in problem.sentence]


def test_a_withdrawn_sole_informant_takes_the_document_along(named: Study, monkeypatch, capsys) -> None:
    named.apply("services", "int-1", 20, 24, coder="budi")
    monkeypatch.chdir(named.root)
    run(named, "withdraw", "A", "--document", "int-1", "--yes", "--by", "ana")
    study = Study.open(named.root)
    assert list(study.documents.index) == ["int-2"] and not list(study.root.rglob("int-1*"))


def test_the_same_label_in_several_documents_must_be_told_apart(named: Study) -> None:
    with pytest.raises(PrivacyError, match="A speaks in 2 documents"):
        privacy.plan_withdrawal(named.folder, "A")
    with pytest.raises(PrivacyError, match="no document has an informant 'Z'"):
        privacy.plan_withdrawal(named.folder, "Z")


def test_where_the_person_may_still_be_spoken_of_is_said(named: Study) -> None:
    (named.root / "reports").mkdir()
    (named.root / "reports/findings.yaml").write_text("- {informant: B}\n", encoding="utf-8")
    plan = privacy.plan_withdrawal(named.folder, "B")
    privacy.withdraw(named.folder, plan, by="ana")
    assert "reports/findings.yaml" in plan.mentions


def test_a_withdrawal_takes_reports_along_and_names_what_it_cannot_read(named: Study) -> None:
    root = named.root
    for name in (
        "reports/out/findings-id.html",
        "reports/published/findings-id/report.pdf",
        "corpus/originals/int-2.docx",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("urus KTP tetangga")
    (root / privacy.KEY).write_text("given: {name: {siti: B}}\n", encoding="utf-8")
    plan = privacy.plan_withdrawal(named.folder, "B")
    privacy.withdraw(named.folder, plan, by="ana")
    assert not (root / "reports/out/findings-id.html").exists()
    assert {privacy.KEY, "reports/published/findings-id/report.pdf", "corpus/originals/int-2.docx"} <= set(
        plan.mentions
    )


def test_a_paragraph_of_an_informant_of_the_published_study_can_go(real_study: Study) -> None:
    theirs = [d.id for d in real_study.folder.documents.values() if d.source.get("informant") == "PA"]
    plan = privacy.plan_withdrawal(real_study.folder, "PA", theirs)
    assert set(plan.parts) | set(plan.whole) == set(theirs)


def test_one_of_a_group_can_go_with_their_turns_and_the_codings_on_them(second_study: Study) -> None:
    folder, before = second_study.folder, second_study.document("group-b")
    gone = [turn for turn in turns_of(before) if turn.speaker == "Interviewee 3"]
    words = [before.text[turn.start : turn.end] for turn in gone]
    assert [c for c in placing.state_of(folder).codings.values() if c.document == "group-b" and turn_of(gone, c.start)]
    plan = privacy.plan_withdrawal(folder, "Interviewee 3", ["group-b"])
    privacy.withdraw(folder, plan, by="coder-one")
    left = Study.open(second_study.root)
    files = [path.read_text(encoding="utf-8") for path in left.root.rglob("*.*") if path.suffix in (".jsonl", ".md")]
    assert not any(word in text for word in words if len(word) > 30 for text in files)
    assert {problem.rank for problem in left.check()} <= {"doubtful", "next"}


def turn_of(turns: list, position: int):
    return next((turn for turn in turns if turn.start <= position < turn.end), None)


def test_a_withdrawal_leaves_of_the_persons_row_that_they_withdrew(study: Study, monkeypatch, capsys) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A: informant", "A: {role: informant, person: ani-1}"), encoding="utf-8")
    (study.root / "corpus/persons.csv").write_text("person,case\nani-1,north\nbo,south\n", encoding="utf-8")
    monkeypatch.chdir(study.root)
    run(study, "withdraw", "A", "--document", "int-1", "--by", "ana", "--yes")
    rows = (study.root / "corpus/persons.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "person,case,consent" and rows[2] == "bo,south,"
    assert rows[1].startswith("ani-1,,withdrawn=")
    assert [p for p in Study.open(study.root).check() if p.path.startswith("corpus")] == []
