"""`qualitative amend` without a new text: it says whether codings and text agree, takes over what was changed by hand, and lets go of what is lost."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.cli import main


@pytest.fixture
def coded(study: Study, monkeypatch: pytest.MonkeyPatch) -> Study:
    text = study.document("int-1").text
    for words in ("urus KTP", "Dananya dari desa"):
        study.apply("services", "int-1", text.index(words), text.index(words) + len(words), coder="ana")
    monkeypatch.chdir(study.root)
    return study


def told(capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    main(["amend", "int-1", "--by", "ana", *typed])
    return capsys.readouterr().out


def by_hand(study: Study, old: str, new: str) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_text_that_nobody_changed_is_said_to_agree(coded: Study, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == "int-1: its codings agree with its text and its corrections\n"


def test_a_change_by_hand_is_told_first_then_taken_over_then_agrees(
    coded: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(coded, "Kami urus", "Kami mengurus")
    assert "int-1 was corrected by hand: codings were made on 1 other text" in told(capsys, "--dry-run")
    assert not (coded.root / "corpus/edits").exists()
    assert "recorded 1 edit script," in told(capsys)
    assert told(capsys) == "int-1: its codings agree with its text and its corrections\n"


@pytest.mark.filterwarnings("ignore:1 coding has lost")
def test_a_lost_coding_is_listed_with_the_ways_out_until_it_is_let_go(
    coded: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(coded, "Dananya dari desa", "Begitu saja")
    assert "to settle, with --place ID WORDS or --let-go ID:" in told(capsys)
    lost = Study.open(coded.root).lost()[0].coding.id
    assert "to settle" not in told(capsys, "--let-go", lost)
    assert not Study.open(coded.root).lost()
