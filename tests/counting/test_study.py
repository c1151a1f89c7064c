"""A study asks for what counts: from events on disk, by what study.yaml says, in the present texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import write_study
from qualitative import Study
from qualitative.amend import correct
from qualitative.counting.persons import count_persons
from qualitative.counting.places import count_places
from qualitative.errors import CodebookError, DocumentError
from qualitative.folder import acts

SETTINGS = """format: 2
title: A small study
case: {whole: national}
coders:
  ana: {kind: human}
  budi: {kind: human}
  consensus: {kind: human}
  robot: {kind: model, model: keyword rules}
design: {pilot: [9]}
"""
TALK = """---
id: int-2
kind: interview
provenance: fieldwork
case: south
date: 2024-06
language: en
speakers: {P: interviewer, NA: {role: informant, person: ani}, "No": informant, "?": nobody}
---
P: Who pays for it?
NA: The village fund pays for it.
P: Mm-hm.
NA: And the district helps.
No: It never did so here.
?: Somebody laughs.
"""
TEXT = TALK.split("---\n", 2)[2]


def words(text: str) -> tuple[int, int]:
    return TEXT.index(text), TEXT.index(text) + len(text)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    write_study(tmp_path)
    (tmp_path / "study.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "corpus/transcripts/int-2.md").write_text(TALK, encoding="utf-8")
    return Study.open(tmp_path)


def give(study: Study, code: str, text: str, coder: str, round: int = 1) -> str:
    return study.apply(code, "int-2", *words(text), coder=coder, round=round)


def with_settings(study: Study, more: str) -> Study:
    (study.root / "study.yaml").write_text(SETTINGS + more, encoding="utf-8")
    return Study.open(study.root)


def test_two_who_read_it_are_joined_until_study_yaml_says_who_comes_first(study: Study) -> None:
    first = give(study, "budget", "village fund", "ana")
    second = give(study, "budget", "The village fund", "budi")
    for coder in ("ana", "budi"):
        study.mark_done("int-2", coder=coder)
    row = study.counted().table.iloc[0]
    assert (row["coders"], row["rule"], row["members"]) == (("ana", "budi"), 5, (first, second))
    assert (row["start"], row["end"]) == words("The village fund")
    assert (row["person"], row["place"], row["case"]) == ("ani", "int-2@2", "south")
    named = with_settings(study, "count: {who: [budi]}\n").counted().table
    assert named["id"].tolist() == [second]


def test_double_coding_a_part_reading_the_rest_alone_and_settling_some_works_from_end_to_end(study: Study) -> None:
    give(study, "budget", "village fund", "ana")
    give(study, "services", "village fund", "budi")
    kept = give(study, "services", "the district helps", "ana")
    middle = words("P: Mm-hm.")[0]
    study.mark_done("int-2", coder="ana")
    study.mark_done("int-2", coder="budi", end=middle)
    row = next(row for _, row in study.disagreements(["ana", "budi"]).iterrows())
    study.adjudicate(row, "ana", by="budi", note="It is about money.")
    table = study.counted().table
    assert table["rule"].tolist() == [4, 2]
    assert table["coder"].tolist() == ["ana", "consensus"]
    assert table["id"].tolist()[0] == kept
    assert table["settled_by"].notna().tolist() == [False, True]
    study.mark_done("int-2", coder="consensus")
    # the consensus settled the whole talk: what it did not take does not count
    assert study.counted().table["rule"].tolist() == [1]


def test_what_a_search_coded_counts_once_a_person_changed_it(study: Study) -> None:
    study.mark_done("int-2", coder="ana")
    id = acts.apply(study.folder, "ana", [("budget", "int-2", *words("village fund"))], origin="search")[0]
    found = study.counted()
    assert found.table.empty
    assert [note.kind for note in found.notes] == ["unseen"]
    new = study.recode(id, coder="ana", code="budget-village-fund")
    assert study.counted().table["id"].tolist() == [new]


def test_a_code_that_was_added_later_is_to_be_read_for_again(study: Study) -> None:
    study.mark_done("int-2", coder="ana")
    study.revise([{"op": "add", "code": {"id": "mood", "parent": None, "name": {"en": "Mood"}}}], by="ana", why="New.")
    study.mark_done("int-1", coder="ana")
    again = study.to_read_again()
    assert again[["document", "start", "end", "codes"]].values.tolist() == [["int-2", 0, len(TEXT), ("mood",)]]
    table = study.read_for("mood").set_index("document")
    assert table["absent"].to_dict() == {"int-1": True, "int-2": False}
    study.mark_done("int-2", coder="ana")
    assert study.to_read_again().empty


def test_what_the_consensus_settled_stays_settled_for_a_code_that_was_laid_aside_before(study: Study) -> None:
    give(study, "budget", "village fund", "ana")
    study.mark_done("int-2", coder="ana")
    study.revise([{"op": "retire", "id": "budget"}], by="ana", why="Too wide.")
    study.mark_done("int-2", coder="consensus")
    assert study.counted().table.empty
    # once it is used again, it was not looked for by the consensus
    study.revise([{"op": "restore", "id": "budget"}], by="ana", why="Needed after all.")
    assert study.counted().table["rule"].tolist() == [4]


def test_marks_and_codings_are_those_of_the_corrected_text(study: Study) -> None:
    give(study, "budget", "The village fund", "ana")
    study.mark_done("int-2", coder="ana", end=words("?: Somebody")[0])
    correct(
        study.folder,
        "int-2",
        TEXT.replace("P: Who pays for it?", "P: And who pays for all of it?"),
        by="ana",
        why="Heard again.",
    )
    found = Study.open(study.root).counted()
    more = len("And who pays for all of it?") - len("Who pays for it?")
    assert found.table[["start", "end"]].values.tolist() == [[at + more for at in words("The village fund")]]
    ends = found.pieces.loc[(found.pieces["document"] == "int-2") & (found.pieces["rule"] == 4), "end"].tolist()
    assert ends == [words("?: Somebody")[0] + more]


def test_a_coding_that_lost_its_words_is_told(study: Study) -> None:
    give(study, "budget", "Somebody laughs", "ana")
    correct(study.folder, "int-2", TEXT.replace("Somebody laughs", "A noise"), by="ana", why="Heard again.")
    found = Study.open(study.root).counted()
    assert found.table.empty
    assert [(note.kind, note.n, note.documents) for note in found.notes] == [("lost", 1, ("int-2",))]


def test_the_state_at_a_moment_and_the_codebook_of_a_version_can_be_had(study: Study) -> None:
    give(study, "budget", "village fund", "ana")
    study.revise([{"op": "merge", "from": ["budget-village-fund"], "into": "budget"}], by="ana", why="One.")
    assert study.counted(at="2001-01-01").table.empty
    assert study.counted(codebook=1).table["code"].tolist() == ["budget"]


def test_an_event_of_a_coder_who_is_not_in_study_yaml_stops_nothing(study: Study) -> None:
    study.mark_done("int-2", coder="budi")
    give(study, "budget", "village fund", "budi")
    text = (study.root / "study.yaml").read_text(encoding="utf-8").replace("  budi: {kind: human}\n", "")
    (study.root / "study.yaml").write_text(text, encoding="utf-8")
    found = Study.open(study.root).counted()
    assert found.table.empty
    assert set(found.pieces["rule"]) == {6}


def test_persons_are_who_speaks_and_who_stands_in_the_table(study: Study) -> None:
    (study.root / "corpus/persons.csv").write_text("person,case,wave\nani,south,1\nciti,north,2\n", encoding="utf-8")
    persons = Study.open(study.root).persons
    assert persons.index.tolist() == ["ani", "citi", "int-1#A", "int-2#No"]
    assert persons["documents"].to_dict() == {
        "ani": ("int-2",),
        "citi": (),
        "int-1#A": ("int-1",),
        "int-2#No": ("int-2",),
    }
    assert persons.loc["ani", "labels"] == ("NA",)
    assert persons["case"].to_dict() == {"ani": "south", "citi": "north", "int-1#A": "north", "int-2#No": "south"}
    assert persons["identified"].to_dict() == {"ani": True, "citi": True, "int-1#A": False, "int-2#No": False}


def test_persons_and_places_of_a_code_are_counted_from_what_counts(study: Study) -> None:
    for text in ("The village fund", "the district helps", "It never did", "Somebody laughs"):
        give(study, "budget", text, "ana")
    study.mark_done("int-2", coder="ana")
    rows = study.counted_rows()
    found = count_places(rows).loc["budget"]
    # ani's two turns are one place, parted only by "Mm-hm."; the last leads to nobody
    assert found[["places", "persons", "nobody", "segments"]].tolist() == [3, 2, 1, 4]
    assert count_persons(study.speakers)["persons"].item() == 3


def test_what_is_quoted_is_one_passage_a_code_with_what_to_tell(study: Study) -> None:
    give(study, "budget", "The village fund", "ana")
    give(study, "budget", "It never did", "ana")
    study.mark_done("int-2", coder="ana")
    found = study.chosen("budget", contrary=study.counted().table["id"].tolist()[1:])
    assert found.table["why"].tolist() == ["spread", "contrary"]
    assert found.told[0].text["en"] == "quoted: 2 of the 2 who speak of it"
    with pytest.raises(CodebookError, match="budjet"):
        study.chosen("budjet")


def test_the_guide_is_read_where_there_is_one(study: Study) -> None:
    assert study.guide == []
    guide = study.root / "corpus/guide.yaml"
    guide.write_text(
        "- {id: pays, text: {en: Who pays?}, turns: {int-2: [1]}}\n- {id: mood, text: {en: How is it?}}\n",
        encoding="utf-8",
    )
    table = study.asked
    # ani and "No" spoke before the interviewer said more than that she listens; the talk int-1 was not asked
    assert table.loc["pays"].tolist()[:3] == [3, 2, 2]
    assert table.loc["mood", ["asked", "answered"]].isna().all()
    guide.write_text("- {id: pays}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"corpus/guide.yaml: question 'pays': text"):
        _ = study.guide


def test_nobody_was_asked_in_talk_that_was_made_up(second: Study) -> None:
    table, speakers = second.asked, second.speakers
    real = speakers[(speakers["provenance"] != "simulated") & (speakers["kind_of_document"] != "group")]
    assert set(table["all"]) == {real["person"].nunique()} and "simulated" in set(speakers["provenance"])
    assert (table["answered"] <= table["asked"]).all() and (table["asked"] <= table["all"]).all()


def test_in_the_shipped_study_the_consensus_settled_every_note(real_study: Study) -> None:
    found = real_study.counted()
    assert found.by_rule["documents"][1] >= 44
    assert set(found.table["rule"]) == {1}
    assert found.table["coders"].unique().tolist() == [("consensus",)]
    # each label of its transcripts is a person, and so are the five who are quoted in the paper
    assert {person for person in real_study.persons.index if "/" in person} == {
        f"habibullah-2020/{name}" for name in ("AS", "NA", "NH", "PA", "SY")
    }
