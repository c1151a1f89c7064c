"""Where a study stands: every document and coder is told, nothing that is to be done is passed over, and the commands work as typed."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.cli import main
from qualitative.folder import placing
from qualitative.starter import write_study
from qualitative.status.display import status_html

TALK = "P: What changed?\n\nA: The shop closed <b>early</b> and nobody asked us.\n\nP: Why?\n\nA: Rent, I think.\n"


@pytest.fixture
def begun(tmp_path: Path) -> Study:
    """A study of one person with two talks and one code."""
    study = Study.open(write_study(tmp_path / "study", "Rent & <work>"))
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TALK, encoding="utf-8")
        study.add(tmp_path / f"{name}.txt", date="2024-05")
    study.revise({"op": "add", "code": {"id": "rent", "name": {"en": "Rent"}}}, by="me", why="new")
    return study


def code(study: Study, document: str, words: str, code: str = "rent", coder: str = "me") -> str:
    at = study.document(document).text.index(words)
    return study.apply(code, document, at, at + len(words), coder=coder)


def kinds(study: Study) -> list[str]:
    return [step.kind for step in Study.open(study.root).status().steps]


def test_each_step_of_a_first_study_is_next_until_it_is_done(tmp_path: Path, begun: Study) -> None:
    assert kinds(Study.open(write_study(tmp_path / "empty"))) == ["no-documents", "no-codes"]
    assert kinds(begun) == ["uncoded"]
    code(begun, "one", "Rent, I think.")
    assert kinds(begun) == ["unfinished", "uncoded", "no-claims", "report"]
    begun.mark_done("one", coder="me")
    assert kinds(begun) == ["uncoded", "no-claims", "report"]
    begun.mark_done("two", coder="me")
    assert kinds(begun) == ["no-claims", "report"]
    begun.revise({"op": "add", "code": {"id": "hours", "name": {"en": "Hours"}}}, by="me", why="new")
    found = Study.open(begun.root).status()
    (again,) = [step for step in found.steps if step.kind == "read-again"]
    assert again.about == ("one", "two") and "hours" in again.text["en"]
    assert list(found.documents["read_again"]) == [1, 1]


def test_what_waits_for_a_decision_comes_first(begun: Study) -> None:
    code(begun, "one", "Rent, I think.")
    for document in ("one", "two"):
        begun.mark_done(document, coder="me")
    parts = [{"op": "add", "code": {"id": id, "name": {"en": id}}} for id in ("high", "late")]
    begun.revise([*parts, {"op": "split", "from": "rent", "into": ["high", "late"]}], by="me", why="two things")
    found = Study.open(begun.root).status()
    assert found.steps[0].kind == "waiting" and found.commands[0] == "qualitative codebook decide"


def test_a_coding_without_its_words_is_told_with_its_document(begun: Study) -> None:
    code(begun, "one", "Rent, I think.")
    path = begun.root / "corpus/transcripts/one.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Rent, I think.", "The landlord."), encoding="utf-8")
    found = Study.open(begun.root).status()
    assert (found.steps[0].kind, found.steps[0].n) == ("lost", 1)
    assert found.commands[0] == "qualitative code one"


def test_of_two_persons_who_read_one_text_it_is_told_until_they_settle(tmp_path: Path, begun: Study) -> None:
    path = begun.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("coders:\n", "coders:\n  you: {kind: human}\n"))
    study = Study.open(begun.root)
    for coder in ("me", "you"):
        code(study, "one", "Rent, I think.", coder=coder)
        study.mark_done("one", coder=coder)
        study.mark_done("two", coder=coder)
    assert "unsettled" in kinds(study)
    for document in ("one", "two"):
        study.mark_done(document, coder="consensus")
    assert "unsettled" not in kinds(study)


@on_both()
def test_the_tables_hold_what_a_slow_count_of_all_events_gives(either: Study) -> None:
    found, state = either.status(), placing.state_of(either.folder)
    given = Counter((coding.document, coding.coder) for coding in state.codings.values())
    marked = {(event["document"], event["coder"]) for event in state.done_events}
    rows = found.reading.set_index(["document", "coder"])
    assert set(rows.index) == set(given) | marked and rows.index.is_unique
    assert {key: n for key, n in rows["codings"].items() if n} == dict(given)
    for (document, coder), row in rows.iterrows():
        text, read = either.document(document).text, set()
        pilot = either.settings.pilot
        theirs = [e for e in state.done_events if (e["document"], e["coder"]) == (document, coder)]
        held = [e for e in theirs if e["round"] not in pilot] or theirs
        for event in held:
            read |= set(range(event["start"], event["end"]))
        assert row["share"] == pytest.approx(len(read & set(range(len(text)))) / len(text))
        assert (row["how"] == row["how"]) == bool(theirs)
    assert list(found.documents.index) == list(either.documents.index)
    assert found.documents["words"].tolist() == either.documents["words"].tolist()
    counted = either.counted()
    assert found.documents["codings"].sum() == len(counted.table) == found.amounts["codings"]
    again = either.to_read_again()
    assert set(found.documents.index[found.documents["read_again"] > 0]) == set(again["document"])


@on_both()
def test_the_commands_are_three_at_most_and_name_what_is_there(either: Study) -> None:
    found = either.status()
    assert 0 < len(found.commands) <= 3
    for command in found.commands:
        program, name, *rest = shlex.split(command)
        assert program == "qualitative"
        if name in ("code", "done"):
            assert rest[0] in either.documents.index
    assert [step for step in found.steps if not step.text.get("en")] == []


def test_a_notebook_shows_it_escaped_and_in_both_languages(begun: Study) -> None:
    shown = status_html(begun.status())
    assert "Rent &amp; &lt;work&gt;" in shown and "<work>" not in shown
    assert "nobody has coded it" in shown and "qualitative code one" in shown
    english, indonesian = begun.status(), Study.open(begun.root).status()
    assert english.next("en") != indonesian.next("id") and "belum dikode" in indonesian.next("id")[0]


def test_the_command_tells_what_is_there_and_ends_with_what_to_type(
    begun: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(begun.root)
    main(["status"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Rent & <work>: 2 documents, ") and lines[-1] == "  qualitative code one"


def test_done_is_marked_in_the_round_in_which_one_coded_and_a_pilot_is_told(
    second_study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(second_study.root)
    marked = {one["id"] for one in placing.state_of(second_study.folder, ["assistant"]).done_events}
    main(["done", "int-f-office", "--by", "assistant"])
    said = capsys.readouterr().out
    main(["done", "int-f-office", "--by", "assistant", "--round", "1"])
    assert "in round 1, a pilot, which counts nowhere" in capsys.readouterr().out and "pilot" not in said
    fresh = Study.open(second_study.root)
    events = [one for one in placing.state_of(fresh.folder, ["assistant"]).done_events if one["id"] not in marked]
    assert [one["round"] for one in events] == [2, 1]


def test_done_marks_and_takes_back_and_names_are_looked_up_first(
    begun: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(begun.root)
    code(begun, "one", "Rent, I think.")
    with pytest.raises(SystemExit) as left:
        main(["done", "one", "twoo"])
    assert left.value.code == 2 and "did you mean two" in capsys.readouterr().err
    assert Study.open().status().reading["how"].isna().all()
    main(["done", "one", "two"])
    said = capsys.readouterr().out
    assert "one: full by me in round 1, 1 coding, codebook version 1\n" in said
    assert "two: full by me in round 1, 0 codings, codebook version 1; no code was given in it" in said
    main(["done", "two", "--undo"])
    main(["done", "two", "--undo"])
    assert capsys.readouterr().out == "two: no longer marked done by me\ntwo: was not marked done by me\n"
    main(["done", "two", "--how", "stopped"])
    reading = Study.open().status().reading
    assert reading.set_index("document")["how"].to_dict() == {"one": "full", "two": "stopped"}


def test_a_mark_from_the_command_line_is_blind_only_where_all_that_was_coded_there_was(
    begun: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(begun.root)
    code(begun, "one", "Rent, I think.")
    main(["done", "one", "two"])
    state = placing.state_of(Study.open().folder)
    assert {event["document"]: event["blind"] for event in state.done_events} == {"one": True, "two": None}
