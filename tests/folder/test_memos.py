"""Memos as one table that can be searched: each stands once, on what it is on, and nobody else's own are shown unasked."""

from __future__ import annotations

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.cli import main
from qualitative.folder import placing


@pytest.fixture
def noted(study: Study) -> Study:
    """Five memos: of ana on a coding, a document and a code; of budi on the study, for the team and for himself."""
    at = study.document("int-1").text.index("Dananya")
    coding = study.apply("budget", "int-1", at, at + 7, coder="ana")
    study.memo("Whose money?", coder="ana", document="int-1", of=coding, kind="analytic", audience="report")
    study.memo("A short talk", coder="ana", document="int-1")
    study.memo("Too wide", coder="ana", of="code:budget", kind="theoretical")
    study.memo("Money again", coder="budi", of="study", audience="team")
    study.memo("I know him", coder="budi", document="int-1", kind="reflexive")
    return study


def test_each_memo_stands_once_on_what_it_is_on(noted: Study) -> None:
    table = noted.memos.astype(object).where(noted.memos.notna(), None)
    assert table[["coder", "on", "code", "quote", "audience"]].values.tolist() == [
        ["ana", "coding", "budget", "Dananya", "report"],
        ["ana", "document", None, None, "me"],
        ["ana", "code", "budget", None, "me"],
        ["budi", "study", None, None, "team"],
        ["budi", "document", None, None, "me"],
    ]


@on_both()
def test_the_table_holds_every_memo_that_stands(either: Study) -> None:
    state = placing.state_of(either.folder)
    assert sorted(either.memos.index) == sorted(memo.id for memo in state.memos)


def test_the_command_searches_and_keeps_to_oneself_what_others_wrote_for_themselves(
    noted: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(noted.root)
    main(["memos", "--by", "ana", "money"])
    said = capsys.readouterr()
    assert "Whose money?" in said.out and "Money again" not in said.out and "1 more are" in said.err
    monkeypatch.setenv("QUALITATIVE_CODER", "ana")
    main(["memos", "MONEY"])
    said = capsys.readouterr().out
    assert "Whose money?" in said and "Money again" in said and "I know him" not in said
    main(["memos", "--all", "--kind", "reflexive"])
    assert "I know him" in capsys.readouterr().out
    main(["memos", "--code", "budget"])
    assert len(capsys.readouterr().out.splitlines()) == 3
