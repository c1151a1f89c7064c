"""The examples of `Study` that need a study run on one; what they show is too long to be compared."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import qualitative.study
from qualitative import Study

FILES = sorted(Path(qualitative.study.__file__).parent.glob("*.py"))
NAMES = ["qualitative.study", *(f"qualitative.study.{path.stem}" for path in FILES if path.stem != "__init__")]
FOUND = [
    test for name in NAMES for test in doctest.DocTestFinder().find(importlib.import_module(name)) if test.examples
]


@pytest.mark.parametrize("test", FOUND, ids=lambda test: test.name)
def test_an_example_runs_on_a_study(
    test: doctest.DocTest, second_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(second_study.root)
    (second_study.root / "interview.docx").with_suffix(".txt").write_text(
        "Interviewer: Why?\nMaker: So.\n", encoding="utf-8"
    )
    names: dict[str, object] = {"Study": Study, "study": second_study}
    for example in test.examples:
        exec(compile(example.source, test.name, "exec"), names)
