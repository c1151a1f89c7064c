"""Format 1 is read for ever: what release 0.1.0 read in its own study, today's code reads too."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from qualitative import Study

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fixtures"))
from make_format_1 import state_of

EXACT = ("versions", "memos", "done", "decisions", "lost", "undecided", "codebooks", "documents", "cases")


def as_recorded(rows: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the columns that were recorded; a later version may have more."""
    return [{key: row[key] for key in old} for row, old in zip(rows, wanted, strict=True)]


def is_same_state(root: Path, expected: dict[str, Any]) -> None:
    """Assert that a study reads as release 0.1.0 read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # one coding has lost its words
        found = state_of(Study.open(root))
    for key in EXACT:
        assert found[key] == expected[key], key
    for version, rows in expected["codings"].items():
        assert as_recorded(found["codings"][version], rows) == rows, version
    assert as_recorded(found["head"], expected["head"]) == expected["head"]
    assert as_recorded(found["earlier"]["codings"], expected["earlier"]["codings"]) == expected["earlier"]["codings"]
    assert [entry[:3] for entry in found["log"]] == [entry[:3] for entry in expected["log"]]


def test_the_recorded_state_is_rich(expected: dict[str, Any]) -> None:
    assert expected["release"] == "0.1.0"
    assert len(expected["codebooks"]) == 6 and len(expected["memos"]) == 5 and len(expected["done"]) == 5
    assert expected["lost"] and expected["undecided"]["6"] and expected["decisions"]
    assert {row["coder"] for row in expected["head"]} == {"ana", "budi", "robot", "consensus"}


def test_a_study_of_format_1_reads_as_release_0_1_0_read_it(old: Path, expected: dict[str, Any]) -> None:
    is_same_state(old, expected)


def test_a_study_of_format_1_has_the_settings_that_0_1_0_took_for_granted(old: Path) -> None:
    settings = Study.open(old).settings
    assert settings.format == 1
    assert (settings.case.whole, settings.case.word["en"]) == ("national", "district")
    assert list(settings.classes["domain"].values) == ["policy", "human-resources", "budget"]
    assert (settings.count.who, settings.count.models) == ((), ("robot",))


@pytest.mark.parametrize("key", ["case: {whole: town}", "count: {who: [ana]}", "classes: {topic: [a]}"])
def test_a_key_of_format_2_in_a_study_of_format_1_names_the_way(old: Path, key: str) -> None:
    with (old / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{key}\n")
    problems = Study.open(old).check()
    assert any("it belongs to format 2: run `qualitative migrate`" in problem.sentence for problem in problems)


def test_check_says_of_a_study_of_format_1_what_0_1_0_said_and_the_way_to_go_on(old: Path) -> None:
    problems = Study.open(old).check()
    assert [(problem.path, problem.rank) for problem in problems] == [
        ("corpus/codings/budi/talk-north.jsonl", "broken"),  # its words are lost, as 0.1.0 said
        ("study.yaml", "next"),
    ]
    assert problems[1].sentence == (
        "of format 1, which is read but no longer written; run `qualitative migrate` (it keeps a copy)"
    )
