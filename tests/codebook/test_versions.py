"""The codebook changes: old codings read under new versions and back, and hand edits become operations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualitative import Study
from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.codes import code_fields
from qualitative.codebook.compare import describe, differences, operations_between
from qualitative.codebook.files import read_codebook
from qualitative.codebook.head import head_differences
from qualitative.codebook.history import History
from qualitative.codebook.revising import adopt_head, revise
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.errors import CodebookError


def added(code: str, n: int, parent: str | None = None) -> dict[str, Any]:
    return {"n": n, "op": "add", "code": {"id": code, "parent": parent, "name": {"en": code}}}


def versions_of(changes: list[dict[str, Any]]) -> Versions:
    return Versions(History(history_from_changes(changes), earlier=True))


def replay(changes: list[dict[str, Any]], version: int | None = None) -> Codebook:
    versions = versions_of(changes)
    return versions.at(versions.newest if version is None else version)


HISTORY = [
    *(added(code, 1) for code in ("a", "b", "c", "s")),
    {"n": 2, "op": "merge", "from": ["a", "b"], "into": "c"},
    *(added(code, 3) for code in ("x", "y")),
    {"n": 4, "op": "split", "from": "s", "into": ["x", "y"]},
    {"n": 5, "op": "merge", "from": ["x"], "into": "y"},
    added("new", 6),
]


@pytest.mark.parametrize(
    ("code", "made", "wanted", "decided", "seen"),
    [
        ("a", 1, 1, None, "a"),
        ("a", 1, 2, None, "c"),
        ("a", 1, 6, None, "c"),
        ("s", 1, 3, "x", "s"),
        ("s", 1, 4, "x", "x"),
        ("s", 1, 5, "x", "y"),
        ("s", 1, 4, None, "s"),
        ("x", 3, 5, None, "y"),
        ("c", 6, 1, None, None),
        ("c", 1, 1, None, "c"),
        ("x", 4, 3, None, None),
        ("x", 4, 2, None, "s"),
        ("y", 6, 1, None, None),
        ("new", 6, 5, None, None),
        ("new", 6, 6, None, "new"),
    ],
)
def test_a_code_is_seen_under_another_version_where_that_is_defined(code, made, wanted, decided, seen) -> None:
    assert versions_of(HISTORY).seen(code, made, wanted, decided) == seen


@pytest.mark.parametrize(
    ("made", "wanted", "decided", "waits"),
    [(1, 4, None, True), (1, 3, None, False), (1, 4, "x", False), (1, 4, "c", True), (5, 6, None, False)],
)
def test_codings_of_a_split_code_wait_for_a_decision(made: int, wanted: int, decided: str | None, waits: bool) -> None:
    assert versions_of(HISTORY).is_undecided("s", made, wanted, decided) is waits


def test_a_split_asks_for_each_coding_and_results_come_under_any_version(study: Study) -> None:
    made = [study.apply("services", "int-1", start, start + 3, coder="ana") for start in (20, 24)]
    study.revise(
        [
            {"op": "add", "code": {"id": "papers", "parent": None, "name": {"en": "Papers"}}},
            {"op": "add", "code": {"id": "aid", "parent": None, "name": {"en": "Aid"}}},
            {"op": "split", "from": "services", "into": ["papers", "aid"]},
        ],
        by="ana",
        why="Two things",
    )
    assert [coding.id for coding in study.undecided()] == made
    study.decide_part(made[0], "aid", coder="budi")
    assert [coding.id for coding in study.undecided()] == made[1:]
    assert study.codings()["code"].tolist() == ["aid", "services"]
    assert study.codings(codebook=1)["code"].tolist() == ["services", "services"]


def test_a_code_that_a_version_does_not_define_is_missing_there_not_guessed(study: Study) -> None:
    study.revise([{"op": "add", "code": {"id": "papers", "name": {"en": "Papers"}}}], by="ana", why="New")
    study.apply("papers", "int-1", 20, 24, coder="ana")
    assert study.codings()["code"].tolist() == ["papers"]
    assert study.codings(codebook=1)["code"].isna().tolist() == [True]


def test_a_change_names_its_reason_and_leaves_nothing_half_done(study: Study) -> None:
    folder = study.folder.codebook_folder
    before = (folder / "history/ana.jsonl").read_text(encoding="utf-8")
    with pytest.raises(CodebookError, match="say why"):
        study.revise([{"op": "retire", "id": "services"}], by="ana", why=" ")
    with pytest.raises(CodebookError, match="servics"):
        study.revise([{"op": "retire", "id": "services"}, {"op": "retire", "id": "servics"}], by="ana", why="x")
    assert (folder / "history/ana.jsonl").read_text(encoding="utf-8") == before


def changed_by_hand(folder: Path, change: Any) -> list[dict[str, Any]]:
    """The codes of codebook.yaml after `change`, which the file then holds."""
    path = folder / "codebook.yaml"
    head = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(head["codes"])
    path.write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    return head["codes"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda codes: codes[2]["name"].update(en="Care"), "renames code services to Care"),
        (lambda codes: codes[2].update(definition={"en": "What is done"}), "edits code services: definition en: What is done"),
        (lambda codes: codes[2].update(parent="budget"), "moves code services below budget"),
        (lambda codes: codes.pop(), "retires code services"),
        (lambda codes: codes.insert(0, {"id": "b1", "parent": "b2", "name": {"en": "One"}}) or codes.append(
            {"id": "b2", "parent": None, "name": {"en": "Two"}}), "adds code b2 (Two)"),
    ],
)  # fmt: skip
def test_a_head_changed_by_hand_is_explained_and_becomes_operations(study: Study, change: Any, sentence: str) -> None:
    folder = study.folder.codebook_folder
    revise(folder, [{"op": "edit", "id": "budget", "set": {"colour": "#112233"}}], by="ana", why="x", at="2024")
    assert head_differences(folder) == []
    codes = changed_by_hand(folder, change)
    assert any(sentence in note for note in head_differences(folder))
    adopt_head(folder, by="ana", why="By hand", at="2024-06-02T00:00:00Z")
    assert head_differences(folder) == []
    book = read_codebook(folder)
    assert all(code_fields(book[code["id"]])["name"] == code["name"] for code in codes)


def test_operations_between_two_codebooks_lead_from_one_to_the_other() -> None:
    old, new = (
        replay(HISTORY[:4]),
        replay([*HISTORY[:4], added("d", 2, "a"), {"n": 2, "op": "move", "id": "c", "parent": "d"}]),
    )
    operations = [{"n": 2, **op} for op in operations_between(old, [code_fields(code) for code in new.values()])]
    assert differences(replay([*HISTORY[:4], *operations]), new) == []


def test_two_versions_are_compared_code_by_code() -> None:
    notes = differences(replay(HISTORY, 1), replay(HISTORY, 6))
    assert "a: merged into c" in notes and "new: added (new)" in notes and "s: split into x and y" in notes
    assert [describe(HISTORY[i]) for i in (4, 7)] == ["merges a and b into c", "splits s into x and y"]
