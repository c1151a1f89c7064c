"""`qualitative codebook merge`, `version` and `log` on what two people did apart."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from qualitative import Study
from qualitative.cli.codebook import command
from qualitative.codebook.history import Operation
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.stored import append_operations
from qualitative.codings.ulid import new_ulid

Typed = Callable[..., Result]


@pytest.fixture
def typed(study: Study, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.chdir(study.root)
    return lambda *words, answers=None: CliRunner().invoke(command, list(words), input=answers)


@pytest.fixture
def apart(study: Study) -> list[str]:
    """The ids of two names of services, given apart, and of two places of it."""
    upon = study.codebook.tips
    made = []
    for by, op, fields in (
        ("ana", "rename", {"name": {"en": "Care"}}),
        ("budi", "rename", {"name": {"en": "Help"}}),
        ("ana", "move", {"parent": "budget"}),
        ("budi", "move", {"parent": "budget-village-fund"}),
    ):
        made.append(Operation(new_ulid(), upon, op, by, "2024-06-02", "nearer", {"code": "services", **fields}))
    append_operations(study.root / "codebook", made)
    return [operation.id for operation in made]


def test_what_contradicts_is_listed_with_what_may_be_taken(typed: Typed, apart: list[str]) -> None:
    said = typed("merge", "--list").output
    assert said.count("code services:") == 2 and all(f"[{id}]" in said for id in apart)
    assert "2  budi renames code services to Help: nearer" in said and said.endswith("2 to decide\n")


def test_what_contradicts_is_asked_one_by_one(typed: Typed, study: Study, apart: list[str]) -> None:
    said = typed("merge", "--by", "ana", answers="1\nClearer\nskip\n").output
    assert said.endswith("1 to decide\n") and study.codebook["services"].name["en"] == "Care"
    last = study.folder.versions.history.operations[-1]
    assert (last.op, last.by, last.why, last.fields["take"]) == ("decide", "ana", "Clearer", apart[0])
    assert typed("merge", "--by", "ana", "--why", "So", answers="2\n").output.endswith("nothing contradicts\n")
    assert study.codebook["services"].parent == "budget-village-fund"


def test_one_is_taken_by_its_id(typed: Typed, study: Study, apart: list[str]) -> None:
    assert typed("merge", "--take", "x", "--by", "ana", "--why", "So").exit_code == 2
    assert "say why" in typed("merge", "--take", apart[3], "--by", "ana").output
    said = typed("merge", "--take", apart[3], "--by", "ana", "--why", "So").output
    assert said == "decided code services: budi moves code services below budget-village-fund: nearer\n"
    assert len(study.contradictions) == 1


def test_codes_need_what_they_become(typed: Typed) -> None:
    for words in (["services"], ["--into", "budget"], ["services", "--into", "budget", "--take", "x"]):
        result = typed("merge", *words, "--by", "ana", "--why", "So")
        assert result.exit_code == 2 and "CODES --into CODE" in result.output
    assert (
        "version 2 merges services into budget"
        in typed("merge", "services", "--into", "budget", "--by", "ana", "--why", "So").output
    )


def test_a_version_is_fixed_once(typed: Typed, study: Study) -> None:
    study.revise([{"op": "retire", "code": "services"}], by="ana", why="x")
    assert typed("version").output == "version 2, not fixed: fix it with --fix before you name it to others\n"
    assert typed("version", "--fix", "--by", "ana").output == "version 2 is fixed\n"
    count = len(study.folder.versions.history.operations)
    assert typed("version", "--fix", "--by", "ana").output == "version 2 is fixed\n"
    assert typed("version").output == "version 2\n" and len(study.folder.versions.history.operations) == count


def test_the_log_tells_what_was_done_apart(typed: Typed, apart: list[str]) -> None:
    lines = typed("log").output.splitlines()
    assert lines[3].startswith("–  2024-06-01  ana fixes version 1")
    assert lines[5] == "3  2024-06-02  budi renames code services to Help: nearer (apart from 2)"
    assert lines[7] == "5  2024-06-02  budi moves code services below budget-village-fund: nearer (apart from 2–4)"
    assert lines[-1] == "2 to decide; see `qualitative codebook merge`"


def test_every_operation_that_people_make_has_a_command() -> None:
    made_otherwise = {"merge", "decide", "version"}
    assert (
        {op for op, kind in OPERATIONS.items() if kind.help} | made_otherwise
        == set(OPERATIONS)
        <= set(command.commands)
    )


def test_fields_are_given_by_options(typed: Typed, study: Study) -> None:
    words = (
        "--definition",
        "en=Wider",
        "--class",
        "hue=red",
        "--class",
        "valence=steep",
        "--scale",
        "low,high",
        "--reread",
    )
    said = typed("edit", "services", *words, "--by", "ana", "--why", "x").output
    assert "(read again for it)" in said
    code = study.codebook["services"]
    assert (code.definition, code.classes, code.scale) == (
        {"en": "Wider"},
        {"hue": "red", "valence": "steep"},
        ("low", "high"),
    )
    typed("edit", "services", "--class", "hue=", "--by", "ana", "--why", "x")
    assert study.codebook["services"].classes == {"valence": "steep"}
    for wrong in (
        ["edit", "services"],
        ["edit", "services", "--class", "red"],
        ["rename", "services"],
        ["add", "x", "--name", "fr=x"],
    ):
        assert typed(*wrong, "--by", "ana", "--why", "x").exit_code == 2


def test_the_page_on_the_history_names_every_operation_with_its_fields() -> None:
    page = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (`[^|]+`) \|", page, re.MULTILINE))
    assert {op: tuple(re.findall(r"`(\w+)`", fields)) for op, fields in rows.items()} == {
        op: kind.own for op, kind in OPERATIONS.items()
    }
