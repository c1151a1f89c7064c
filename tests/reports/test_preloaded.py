"""The engine with the preloaded kernel gives what papermill's own gives, and leaves no process behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports.making import preloaded
from qualitative.reports.making.run import run_report

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not preloaded.can_fork(), reason="forks on Linux only")]


def outputs(name: str) -> list:
    import nbformat

    notebook = nbformat.read(ROOT / ".cache/runs" / f"{name}.ipynb", as_version=4)
    return [(cell.source, cell.get("execution_count"), cell.get("outputs")) for cell in notebook.cells]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    preloaded.preload()


def test_both_engines_give_the_same_report_and_the_same_outputs() -> None:
    parameters = {"language": "en", "cases": ["takalar"]}
    runs = []
    for engine in (None, preloaded.ENGINE):
        report = run_report(ROOT, "recommendations", parameters, engine)
        runs.append((report, outputs("recommendations-takalar-en")))
    assert runs[0] == runs[1]


@pytest.mark.parametrize("engine", [None, preloaded.ENGINE])
def test_the_error_of_a_cell_is_one_sentence_with_either_engine(engine: str | None) -> None:
    with pytest.raises(ReportError, match="did you mean takalar"):
        run_report(ROOT, "recommendations", {"language": "en", "cases": ["takalr"]}, engine)


def test_a_failed_run_leaves_no_kernel_behind() -> None:
    with pytest.raises(ReportError):
        run_report(ROOT, "recommendations", {"evidence": "nothing"}, preloaded.ENGINE)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    assert [pid for pid in children if "kernel" in Path(f"/proc/{pid}/cmdline").read_text()] == []


@pytest.mark.parametrize("kind", ["findings", "recommendations"])
def test_the_templates_run_on_another_study(second_study: Study, kind: str) -> None:
    parameters = {"language": "en", "coders": ["coder-one"]}
    report = run_report(second_study.root, kind, parameters, preloaded.ENGINE)
    assert report.title.startswith("Batch records") and report.passages
