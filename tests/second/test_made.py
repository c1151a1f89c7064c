"""The second study is what its script makes, and holds what it is there to try."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from conftest import SECOND
from qualitative import Study
from qualitative.folder import placing
from qualitative.text.turns import turns_of

HERE = Path(__file__).resolve().parent


def files_of(root: Path) -> dict[str, bytes]:
    paths = [path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def truths() -> list[dict[str, str]]:
    with (SECOND / "truths.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_makes_the_same_bytes(tmp_path: Path) -> None:
    made = tmp_path / "study"
    done = subprocess.run([sys.executable, HERE / "make.py", made], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    ours, theirs = files_of(SECOND), files_of(made)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_it_says_that_nothing_in_it_is_real(second: Study) -> None:
    assert "nothing in it is real" in second.settings.title["en"]
    assert "**Nothing in\nit is real**" in (SECOND / "README.md").read_text(encoding="utf-8")


def test_it_holds_twelve_interviews_two_groups_and_three_texts(second: Study) -> None:
    real = [document for document in second.folder.documents.values() if document.provenance == "fieldwork"]
    assert Counter(document.id.split("-")[0] for document in real) == {"int": 12, "group": 2, "doc": 3}
    assert {document.language for document in real} == {"en"}
    labels = {label for document in real for label in document.speakers}
    assert labels == {"Interviewer", "Interviewee", *(f"Interviewee {n}" for n in range(1, 5)), "?"}


def test_its_interviews_are_as_long_as_short_interviews_are(second: Study) -> None:
    for document in second.folder.documents.values():
        if document.id.startswith(("int-", "group-")):
            assert 600 <= sum(len(document.text[t.start : t.end].split()) for t in turns_of(document)) <= 1500, (
                document.id
            )
            assert 30 <= len(turns_of(document)) <= 60, document.id


def test_twelve_codes_are_left_of_those_that_six_versions_had(second: Study) -> None:
    book = second.codebook
    assert (book.version, len(book.usable())) == (6, 12)
    assert book.merged == {"recall-speed": "overview", "stock-view": "overview"}
    assert dict(book.splits) == {"training": ("training-formal", "training-peer")}


def test_each_code_is_known_to_fit_some_words_and_coders_find_most_of_them(second: Study) -> None:
    known = truths()
    assert {row["code"] for row in known} == set(second.codebook.usable())
    for row in known:
        assert second.document(row["document"]).text[int(row["start"]) : int(row["end"])].strip()
    found = second.codings(["coder-one"], round=2)
    read = set(found["document"])
    asked = [row for row in known if row["document"] in read and row["denied"] == "False"]
    spans = list(found[["document", "start", "end", "code"]].itertuples(index=False, name=None))
    hit = [
        any(d == row["document"] and s < int(row["end"]) and int(row["start"]) < e for d, s, e, _ in spans)
        for row in asked
    ]
    assert 0.6 < sum(hit) / len(hit) < 1


def test_a_third_is_read_in_full_by_two_coders_and_the_rest_by_one(second: Study) -> None:
    done = placing.state_of(second.folder, ["coder-one", "coder-two"]).done
    readers: dict[str, set[str]] = {}
    for coder, document, round in done:
        if round == 2:
            readers.setdefault(document, set()).add(coder)
    both = {document for document, coders in readers.items() if len(coders) == 2}
    assert both == {"int-a-owner", "int-a-line", "int-d-manager", "int-e-press", "group-b", "group-e"}
    pilot, open_ones = {"int-b-quality", "sim-practice"}, {"int-e-chair", "int-f-mill", "int-f-office", "doc-f-letter"}
    assert set(second.folder.documents) - set(readers) == pilot | open_ones


def test_some_codings_wait_for_a_decision_and_none_is_lost(second: Study) -> None:
    assert {coding.document for coding in second.undecided()} >= {"int-c-first", "int-d-night"}
    assert second.lost() == []


@pytest.mark.parametrize("document", ["int-a-line", "int-d-manager", "int-e-press"])
def test_texts_were_corrected_after_they_were_coded(second: Study, document: str) -> None:
    assert (second.root / f"corpus/edits/{document}.jsonl").is_file()
    coded = {
        event["text"] for event in second.folder.events()[0] if event["document"] == document and event.get("text")
    }
    assert coded - {second.document(document).hash}


def test_the_guide_says_where_each_question_was_asked(second: Study) -> None:
    questions = yaml.safe_load((second.root / "corpus/guide.yaml").read_text(encoding="utf-8"))
    asked = {question["id"]: question["turns"] for question in questions}
    for turns in asked.values():
        for document, numbers in turns.items():
            found = turns_of(second.document(document))
            assert all(found[number - 1].role == "interviewer" for number in numbers), document
    # a denominator differs from question to question: not everybody was asked everything
    assert {len(turns) for turns in asked.values()} != {len(second.folder.documents)}
    assert "int-b-quality" not in asked["trust"] and "int-a-line" not in asked["start"]


def test_a_person_speaks_in_two_interviews_one_in_a_group_too_and_one_label_is_nobody(second: Study) -> None:
    persons = {document.id: document.persons for document in second.folder.documents.values()}
    assert persons["int-c-first"]["Interviewee"] == persons["int-c-second"]["Interviewee"] == "c-quality"
    assert persons["int-b-packer"]["Interviewee"] == persons["group-b"]["Interviewee 3"] == "b-packer"
    assert {document for document, labels in persons.items() if None in labels.values()} == {
        "int-d-night",
        "group-b",
        "group-e",
    }
    assert persons["int-f-mill"] == persons["int-f-office"] == {}
    table = second.folder.persons
    assert set(table["manager"].dropna()) == {"yes", "no"} and table["years"].isna().sum() == 2


def test_documents_were_done_in_full_with_help_and_up_to_a_point(second: Study) -> None:
    how = {(e["document"], e.get("how", "full")) for e in second.folder.events()[0] if e["event"] == "done"}
    assert {("int-f-mill", "assisted"), ("int-e-chair", "stopped"), ("int-a-owner", "full")} <= how
    state = placing.state_of(second.folder)
    assert {mark.kind for mark in state.marks} == {"key", "noted", "region"}
    assert {memo.kind for memo in state.memos} == {"analytic", "theoretical", "method", "reflexive"}
    assert {memo.audience for memo in state.memos} == {"me", "team", "report"}


def test_some_codings_came_from_a_search_and_some_from_another_tool(second: Study) -> None:
    state = placing.state_of(second.folder)
    searched = [coding for coding in state.codings.values() if coding.origin and coding.origin.tool == "search"]
    assert {(coding.document, coding.looked_at) for coding in searched} == {("int-f-office", False)}
    brought = [coding for coding in state.codings.values() if coding.imported]
    assert {(coding.coder, coding.document, coding.origin.tool) for coding in brought} == {
        ("assistant", "int-e-chair", "taguette")
    }
