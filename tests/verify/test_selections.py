"""`qualitative verify` on reports of other evidence, coders and districts."""

from __future__ import annotations

import re

import pytest

from qualitative import Study
from qualitative.amend import correct
from verify.conftest import CODING, one_coding, republished, verified


def test_a_corrected_word_of_a_transcript_names_its_passages_and_no_others(
    study: Study, capsys: pytest.CaptureFixture
) -> None:
    republished(study, evidence="all")
    name = "sim-takalar-puskesos"
    codings = study.codings(["consensus"])
    text, start = study.document(name).text, int(codings[codings["document"] == name].iloc[0].start)
    at = text.index(" ", start) + 1
    end = text.index(" ", at)
    correct(study.folder, name, text[:at] + "di sebelah sana" + text[end:], by="me", why="misheard")
    code, out = verified(capsys)
    assert (code, out.split(":")[0]) == (1, "findings-all-en")
    touched = [line for line in out.splitlines() if line.startswith("  passage ")]
    assert touched and all(line.startswith(f"  passage {name}.") and line.endswith(" [1]") for line in touched)
    assert f"[1] me corrected {name} at {at}–" in out and ": misheard" in out and "claim " not in out


def test_spaces_between_codings_of_a_transcript_change_no_result(study: Study, capsys: pytest.CaptureFixture) -> None:
    republished(study, evidence="all")
    name = "sim-takalar-puskesos"
    correct(study.folder, name, study.document(name).text.replace(". ", ".  ", 1), by="me", why="a space")
    code, out = verified(capsys)
    assert code == 0 and "same results, other bytes (model.json)" in out
    assert (
        "passages lie elsewhere in a corrected text, with the same words" in out and "compare the machines" not in out
    )


def test_a_report_of_two_coders_is_verified_from_both(study: Study, capsys: pytest.CaptureFixture) -> None:
    republished(study, coders=["coder-a", "coder-b"])
    assert verified(capsys)[1].startswith("findings-coder-a-coder-b-en: same bytes (")
    codings = study.codings(["coder-a"])
    one = codings[(codings["document"] == CODING) & (codings["code"] == "referral-bazda")].iloc[0]
    study.retract(one.id, coder="coder-a")
    code, out = verified(capsys)
    assert code == 1
    assert "passage pub-sy-bazda." in out and "[1] coder-a took back: " in out


def test_a_report_of_one_district_hears_of_its_own_codings_only(study: Study, capsys: pytest.CaptureFixture) -> None:
    republished(study, cases=["takalar"])
    study.retract(one_coding(study).id, coder="consensus")  # of Muaro Jambi
    code, out = verified(capsys)
    assert code == 0 and "without effect: corpus/codings/consensus/pub-sy-bazda.jsonl is changed" in out
    codings = study.codings(["consensus"])
    own = codings[(codings["document"] == "pub-kasus-takalar") & (codings["code"] == "growth-stagnation")].iloc[0]
    study.retract(own.id, coder="consensus")
    code, out = verified(capsys)
    assert code == 1
    assert re.search(r"claim two-centres: author \d → \d", out) and "as growth-stagnation in pub-kasus-takalar" in out
