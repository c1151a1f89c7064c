"""Many documents, speakers and persons are changed at once: only what is set changes, and nothing where one can't be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import on_both
from qualitative import QualitativeError, Study
from qualitative.cli import main
from qualitative.corpus.front import parse_front_matter
from qualitative.corpus.front_edits import edited
from qualitative.exchange.tables.sheet import read_sheet, write_sheet
from qualitative.types import Who

HEAD = """---
# whose interview this is
id: int-9
kind: interview   # face to face
provenance: fieldwork
case:   north     # of the first round
date: "2024-05"
language: en
speakers: {P: interviewer, A: informant, "B b": {role: informant, person: p-2}, "?": nobody}
attributes:
  wave: 1   # the first
  room: 'a: b'
title: >-
  A title
  of two lines
---
P: Why?

A: Because.

B b: Yes.

?: No.
"""


def head_of(text: str) -> dict:
    return parse_front_matter(text.split("---", 2)[1], "x")


def test_only_the_characters_of_a_value_change() -> None:
    made = edited(HEAD, {("case",): "south", ("date",): "2024-06-01", ("attributes", "wave"): "2"}, "x")
    wanted = (
        HEAD.replace("north     #", "south     #").replace('"2024-05"', "2024-06-01").replace("wave: 1 ", "wave: 2 ")
    )
    assert made == wanted


def test_what_is_not_there_is_added_where_it_belongs() -> None:
    made = edited(HEAD, {("role",): "a: lead", ("attributes", "place"): "x", ("speakers", "A", "person"): "p-1"}, "x")
    assert (
        made.replace('\nrole: "a: lead"\n---', "\n---")
        .replace("  place: x\n", "")
        .replace("A: {role: informant, person: p-1}", "A: informant")
        == HEAD
    )
    head = head_of(made)
    assert head["role"] == "a: lead" and head["attributes"] == {"wave": "1", "room": "a: b", "place": "x"}
    assert head["speakers"]["A"] == {"role": "informant", "person": "p-1"}


def test_line_ends_of_windows_and_the_body_stay() -> None:
    there = HEAD.replace("\n", "\r\n")
    made = edited(there, {("case",): "south", ("role",): "lead"}, "x")
    assert made == there.replace("north     #", "south     #").replace("lines\r\n---", "lines\r\nrole: lead\r\n---")


def test_a_value_that_only_a_person_can_change_is_told() -> None:
    with pytest.raises(QualitativeError, match="x: title is written in a way that only you can change"):
        edited(HEAD, {("title",): "new"}, "x")


@given(value=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_value_is_read_back_as_it_was_set(value: str) -> None:
    for path in (("case",), ("role",), ("attributes", "wave"), ("attributes", "place")):
        found: object = head_of(edited(HEAD, {path: value}, "x"))
        for key in path:
            assert isinstance(found, dict)
            found = found[key]
        assert found == value


def contents(study: Study) -> dict[str, bytes]:
    return {
        path.relative_to(study.root).as_posix(): path.read_bytes()
        for path in (study.root / "corpus").rglob("*")
        if path.is_file()
    }


def test_setting_many_documents_changes_nothing_else_and_leaves_their_codings(second_study: Study) -> None:
    study, before = second_study, contents(second_study)
    codings = study.codings().drop(columns="case")
    changes = study.set_documents(["int-a-line", "int-b-packer"], {"case": "firm-f", "setting": "office"}, dry_run=True)
    assert contents(study) == before
    assert ("int-a-line", "case", "firm-a", "firm-f") in [(c.of, c.key, c.before, c.after) for c in changes]
    study.set_documents(["int-a-line", "int-b-packer"], {"case": "firm-f", "setting": "office"})
    after = contents(study)
    changed = sorted(name for name in before if before[name] != after[name])
    assert changed == ["corpus/transcripts/int-a-line.md", "corpus/transcripts/int-b-packer.md"]
    for name in changed:
        pairs = zip(before[name].split(b"\n"), after[name].split(b"\n"), strict=True)
        assert {old.split(b":")[0].strip() for old, new in pairs if old != new} <= {b"case", b"setting"}
    assert Study.open(study.root).codings().drop(columns="case").equals(codings)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"case": "firm-z"}, "case 'firm-z' has no row in cases.csv"),
        ({"date": "May"}, "date 'May' is not YYYY"),
        ({"kind": "chat"}, "kind 'chat' is not one of"),
        ({"setting": "roof"}, "setting 'roof' is not among its values"),
        ({"settin": "floor"}, "did you mean setting"),
        ({"id": "x"}, "an id is never changed"),
        ({"consent": "x"}, "qualitative privacy consent"),
        ({"speakers": "x"}, "qualitative speakers"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_nothing_is_written(
    second_study: Study, values: dict[str, str], message: str
) -> None:
    before = contents(second_study)
    with pytest.raises(QualitativeError, match=message):
        second_study.set_documents(["doc-d-memo", "int-a-line"], values)
    assert contents(second_study) == before


def test_a_new_case_gets_its_row_with_the_change(second_study: Study) -> None:
    second_study.set_documents("int-a-line", {"case": "firm-z"}, new_case=True)
    assert "firm-z" in Study.open(second_study.root).cases.index
    assert [one for one in Study.open(second_study.root).check() if one.rank == "broken"] == []


@on_both()
def test_the_map_of_speakers_counts_every_word_once(either: Study) -> None:
    turns = either.turns.dropna(subset=["speaker"])
    table = either.speaking
    assert table["turns"].sum() == len(turns)
    assert table["words"].sum() == sum(len(text.split()) for text in turns["text"])


def test_a_map_goes_out_is_filled_in_and_comes_back(second_study: Study, tmp_path: Path) -> None:
    study = second_study
    study.set_speakers([Who("Interviewee", "int-a-line", person="a-line")], dry_run=False)  # already so
    before = contents(study)
    rows = [["", "Interviewer", "interviewer", "", "1"], ["int-a-line", "Interviewee", "", "a-owner", "2"]]
    for ending in ("csv", "xlsx"):
        path = tmp_path / f"map.{ending}"
        write_sheet(path, ["Document", "Label", "Role", "Person", "note"], rows)
        said = [Who(r["label"], r["document"] or None, r["role"], r["person"]) for r in read_sheet(path, ("label",))]
        changes = study.set_speakers(said, dry_run=True)
        assert [(c.of, c.key, c.after) for c in changes] == [("int-a-line", "speakers.Interviewee.person", "a-owner")]
    assert contents(study) == before
    study.set_speakers(said)
    assert study.document("int-a-line").persons["Interviewee"] == "a-owner"


def test_a_new_person_gets_a_row_and_a_role_may_change(second_study: Study) -> None:
    study = second_study
    study.set_speakers(
        [Who("Interviewee", "int-a-line", person="a-mixer"), Who("Interviewer", "int-a-line", role="informant")]
    )
    assert "a-mixer" in study.folder.persons.index
    document = study.document("int-a-line")
    assert document.speakers["Interviewer"] == "informant" and document.persons["Interviewee"] == "a-mixer"
    assert [one for one in Study.open(study.root).check() if one.rank == "broken"] == []


@pytest.mark.parametrize(
    ("who", "message"),
    [
        (Who("Interviewe", person="x"), "no speaker 'Interviewe'; did you mean Interviewer"),
        (Who("Interviewee", "int-a-lin", person="x"), "did you mean int-a-line"),
        (Who("Interviewee", "int-a-line", role="boss"), "has the role 'boss'"),
        (Who("Interviewee", "int-a-line", person="Ana P"), "'Ana P' is no id of a person"),
        (Who("Interviewee", "int-a-line", role="nobody", person="a"), "can't be nobody and a"),
        (Who("?", "group-b", person="b-store"), "is nobody; say the role too"),
    ],
)
def test_a_wrong_speaker_is_one_sentence_and_nothing_is_written(second_study: Study, who: Who, message: str) -> None:
    before = contents(second_study)
    with pytest.raises(QualitativeError, match=message):
        second_study.set_speakers([Who("Interviewee", "int-a-owner", person="somebody"), who])
    assert contents(second_study) == before


def test_attributes_of_persons_are_set_and_private_ones_lie_apart(second_study: Study) -> None:
    study = second_study
    before = study.folder.persons
    study.set_persons({"a-line": {"age": "44", "job": "head mixer"}, "a-owner": {"age": "61"}})
    after = Study.open(study.root).folder.persons
    assert after.loc["a-line", "age"] == 44 and after.loc["a-line", "job"] == "head mixer"
    assert "age" not in (study.root / "corpus/persons.csv").read_text(encoding="utf-8").split("\n")[0].split(",")
    same = [column for column in before.columns if column not in ("age", "job")]
    assert after[same].equals(before[same])


@pytest.mark.parametrize(
    ("person", "values", "message"),
    [
        ("a-lin", {"job": "x"}, "did you mean a-line"),
        ("a-line", {"jobb": "x"}, "did you mean job"),
        ("a-line", {"years": "many"}, "years 'many' is no number"),
        ("a-line", {"case": "nowhere"}, "case 'nowhere' has no row"),
        ("a-line", {"consent": "analysis"}, "qualitative privacy consent"),
        ("int-a#A", {"job": "x"}, "qualitative speakers int-a --person A=ID"),
    ],
)
def test_a_wrong_person_or_value_is_one_sentence(
    second_study: Study, person: str, values: dict[str, str], message: str
) -> None:
    before = contents(second_study)
    with pytest.raises(QualitativeError, match=message):
        second_study.set_persons({"a-owner": {"job": "seller"}, person: values})
    assert contents(second_study) == before


def test_the_commands_list_show_and_write_only_when_told(
    second_study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(second_study.root)
    main(["documents", "--case", "firm-a", "--where", "date=2023"])
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    table = second_study.documents
    assert listed == [
        id for id in table.index if table.loc[id, "case"] == "firm-a" and table.loc[id, "date"][:4] == "2023"
    ]
    main(["documents", "--query", "code:pride", "--out", str(tmp_path / "some.csv")])
    rows = read_sheet(tmp_path / "some.csv", ("document",))
    assert [row["document"] for row in rows] == [
        id for id in table.index if id in set(second_study.query("code:pride").documents)
    ]
    before = contents(second_study)
    capsys.readouterr()
    main(["documents", "int-a-line", "--set", "title=New"])
    said = capsys.readouterr()
    assert "→ New" in said.out and "nothing written" in said.err and contents(second_study) == before
    main(["documents", "int-a-line", "--set", "title=New", "--yes"])
    main(["speakers", "int-a-line", "--person", "Interviewee=a-owner", "--yes"])
    main(["persons", "a-owner", "--set", "job=baker", "--yes"])
    study = Study.open()
    assert study.document("int-a-line").title == "New" and study.folder.persons.loc["a-owner", "job"] == "baker"
    capsys.readouterr()
    main(["persons", "a-owner"])
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["a-owner", "2"]
    main(["persons", "--out", str(tmp_path / "persons.xlsx")])
    assert "age" not in read_sheet(tmp_path / "persons.xlsx", ("person",))[0]
