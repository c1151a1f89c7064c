"""A transcript is corrected under its codings: by an edit script, by hand, with and without the old text at hand."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.codings.log import append_lines
from qualitative.corpus.edits import Edit, edits_path, format_edit, parse_edit, read_edits, way
from qualitative.errors import DocumentError
from qualitative.folder import placing
from qualitative.model import text_hash
from qualitative.text.edits import edit_script

A, B, C = (text_hash(letter) for letter in "abc")


def code(study: Study, words: str) -> str:
    start = study.document("int-1").text.index(words)
    return study.apply("services", "int-1", start, start + len(words), coder="ana")


def correct(study: Study, old: str, new: str, *, recorded: bool) -> Study:
    path = study.root / "corpus/transcripts/int-1.md"
    before = study.document("int-1").text
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    after = Study.open(study.root).document("int-1").text
    if recorded:
        edit = Edit(text_hash(before), text_hash(after), tuple(edit_script(before, after)))
        append_lines(edits_path(study.folder.corpus, "int-1"), [format_edit(edit)])
    return Study.open(study.root)


def forget_texts(study: Study) -> None:
    for path in (study.root / ".cache/texts").iterdir():
        path.unlink()


@pytest.mark.parametrize("recorded", [True, False])
def test_codings_follow_a_correction(study: Study, recorded: bool) -> None:
    code(study, "urus KTP. 😀")
    code(study, "desa")
    study.mark_done("int-1", coder="ana")
    study = correct(study, "Kami urus KTP.", "Nah, kami mengurus KTP.", recorded=recorded)
    assert study.codings(["ana"])["quote"].tolist() == ["mengurus KTP. 😀", "desa"]
    assert placing.state_of(study.folder).done == {("ana", "int-1", 1): [(0, len(study.document("int-1").text))]}


def test_a_file_corrected_by_hand_is_told_by_quote_where_the_old_text_is_gone(study: Study) -> None:
    code(study, "urus KTP. 😀")
    forget_texts(study)
    study = correct(study, "Kadang lama juga.", "Kadang lama sekali.", recorded=False)
    assert study.codings(["ana"])["quote"].tolist() == ["urus KTP. 😀"]


def test_git_gives_the_old_text_where_the_cache_does_not(study: Study) -> None:
    git = ["git", "-C", str(study.root), "-c", "user.name=t", "-c", "user.email=t@t"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True)
    code(study, "urus KTP. 😀")
    forget_texts(study)
    study = correct(study, "Kami urus KTP.", "Nah, kami mengurus KTP.", recorded=False)
    assert study.codings(["ana"])["quote"].tolist() == ["mengurus KTP. 😀"]


def test_lost_codings_are_said_and_kept(study: Study) -> None:
    made = code(study, "Dananya dari desa")
    study = correct(study, "Dananya dari desa", "Begitulah", recorded=True)
    with pytest.warns(UserWarning, match="1 coding has lost the words in int-1"):
        assert study.codings(["ana"]).empty
    assert [place.coding.id for place in placing.state_of(study.folder).lost] == [made]


def test_a_person_places_or_retires_what_was_lost(study: Study) -> None:
    placed, retired = code(study, "Dananya dari desa"), code(study, "dari desa")
    study = correct(study, "Dananya dari desa", "Begitulah", recorded=True)
    start = study.document("int-1").text.index("Begitulah")
    study.place(placed, start, start + 9, coder="budi")
    study.let_go(retired, coder="budi")
    assert study.codings(["ana"])["quote"].tolist() == ["Begitulah"]
    study = correct(study, "Begitulah", "Ya, begitulah", recorded=True)
    assert study.codings(["ana"])["quote"].tolist() == ["begitulah"]
    assert placing.state_of(study.folder).lost == []


def test_edits_chain_across_branches_and_bad_lines_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "int-1.jsonl"
    append_lines(path, [format_edit(Edit(A, B, ((0, 1, "b"),))), "{", format_edit(Edit(B, C, ((0, 1, "c"),)))])
    edits, problems = read_edits(path)
    assert [edit.after for edit in way(edits, A, C) or ()] == [B, C] and way(edits, C, A) is None
    assert len(problems) == 1 and ":2: not an edit script" in str(problems[0])


@pytest.mark.parametrize("ops", ['[[3,1,""]]', '[[0,2,""],[1,3,""]]', "[[0,1]]", '[[0,"1",""]]', "7"])
def test_a_wrong_script_is_refused(ops: str) -> None:
    with pytest.raises(DocumentError):
        parse_edit(f'{{"from":"{A}","to":"{B}","ops":{ops}}}')
