"""`qualitative verify` on the second study: one coder's report, in a study where the texts are fieldwork and the codebook has six versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import copy_second
from qualitative import Study
from qualitative.amend import correct
from qualitative.reports.making.job import Job
from qualitative.reports.published import publish as publishing
from verify.conftest import JOB, TWO, make_here, verified

NAME = "findings-coder-one-en"


@pytest.fixture(scope="module")
def published_second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second study with a report on what the first coder coded."""
    root = copy_second(tmp_path_factory.mktemp("verify-second") / "study")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "make_all", make_here)
        patch.setattr(publishing, "FORMATS", TWO)
        publishing.publish(root, [Job("findings", {**JOB.parameters, "coders": ["coder-one"]})])
    return root


@pytest.fixture
def published(published_second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The published second study, to change."""
    shutil.copytree(published_second, tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    return Study.open(tmp_path / "study")


def one_coding(study: Study, document: str, words: str):
    codings = study.codings(["coder-one"])
    return codings[(codings["document"] == document) & codings["quote"].str.contains(words, regex=False)].iloc[0]


def test_nothing_changed_gives_the_same_bytes(published: Study, capsys: pytest.CaptureFixture) -> None:
    code, out = verified(capsys)
    assert code == 0 and out.startswith(f"{NAME}: same bytes (")


def test_a_retracted_coding_is_named_with_who(published: Study, capsys: pytest.CaptureFixture) -> None:
    coding = one_coding(published, "doc-a-procedure", "oven sheet")
    published.retract(coding.id, coder="coder-one")
    code, out = verified(capsys)
    assert code == 1
    assert "claim oven-sheet: " in out
    assert "[1] coder-one took back: [The oven sheet is kept on paper" in out and "[2]" not in out


def test_what_another_coder_does_changes_no_result(published: Study, capsys: pytest.CaptureFixture) -> None:
    codings = published.codings(["coder-two"], round=2)
    published.retract(codings[codings["document"] == "int-e-press"].iloc[0].id, coder="coder-two")
    code, out = verified(capsys)
    assert code == 0 and "same bytes" in out


def test_a_merged_code_is_named_with_its_reason(published: Study, capsys: pytest.CaptureFixture) -> None:
    merge = {"op": "merge", "from": ["champion"], "into": "training-peer"}
    published.revise([merge], by="coder-two", why="Whoever carries it also shows it.")
    code, out = verified(capsys)
    assert code == 1
    assert "the codebook's version 7 merges champion into training-peer (coder-two, " in out
    assert "Whoever carries it also shows it." in out


def test_a_second_correction_of_a_text_is_found_through_both_scripts(
    published: Study, capsys: pytest.CaptureFixture
) -> None:
    text = published.document("int-a-line").text
    new = text.replace("Twenty minutes, my own mixer", "Thirty minutes, my own mixer", 1)
    assert new != text
    correct(published.folder, "int-a-line", new, by="coder-two", why="heard again")
    code, out = verified(capsys)
    assert code == 1
    assert "coder-two corrected int-a-line at " in out and ": heard again" in out and "claim " not in out


def test_a_changed_figure_names_its_table(published: Study, capsys: pytest.CaptureFixture) -> None:
    path = published.root / "corpus/tables/tracing.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("10080,38,", "10080,83,"), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert "claim firm-c-in-an-hour: " in out and "[1] corpus/tables/tracing.csv is changed" in out
