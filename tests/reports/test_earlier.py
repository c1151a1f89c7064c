"""What release 0.1.0 published and what its templates ask for is still read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports.content.gathering import gather
from qualitative.reports.making.parameters import as_declared
from qualitative.reports.published.manifest import chosen, read_manifest


def test_a_manifest_that_says_districts_chooses_these_cases(real_study: Study, tmp_path: Path) -> None:
    published = ROOT / "reports/published/findings-en/manifest.json"
    data = json.loads(published.read_text(encoding="utf-8"))
    for part in ("parameters", "resolved"):
        data[part] = {key: value for key, value in data[part].items() if key not in ("cases", "districts")}
    data["parameters"]["districts"], data["resolved"]["districts"] = ["takalar"], ["takalar"]
    (tmp_path / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    read = read_manifest(tmp_path)
    assert read["resolved"]["cases"] == ["takalar"]
    assert gather(real_study.folder, **chosen(read["parameters"])).case_ids == ["takalar"]


@pytest.mark.parametrize("name", ["cases", "districts"])
def test_a_template_gets_its_cases_under_the_name_that_it_has_for_them(tmp_path: Path, name: str) -> None:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": [f"{name} = []"]}
    (tmp_path / "own.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert as_declared(tmp_path / "own.ipynb", {"cases": ["north"]}) == {name: ["north"]}


def test_one_case_or_coder_need_not_be_a_list(second: Study) -> None:
    inputs = second.draft(cases="firm-b", coders="coder-one").inputs
    assert inputs.case_ids == ["firm-b"] and [coder.id for coder in inputs.coders] == ["coder-one"]


def test_a_language_that_the_study_does_not_have_is_refused(second: Study) -> None:
    with pytest.raises(ReportError, match="language 'id' is none of this study's; known are: en"):
        second.draft("id")


def test_findings_that_name_later_codes_are_said_to_be_left_out(second: Study) -> None:
    from qualitative.reports.sections import claims_section

    draft = second.draft("en", coders=["coder-one"], codebook=2)
    text = " ".join(getattr(block, "text", "") for block in claims_section(draft).blocks)
    assert "Version 2 of the codebook does not yet hold codes that 7 findings name" in text
    assert len(draft.inputs.judging.claims) == 5
