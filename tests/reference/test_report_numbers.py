"""Every number of the reports of both studies against a second computation from their files; and that a wrong one is seen."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from reference.report_codes import every_code_once
from reference.report_counts import Facts
from reference.report_formats import missing_in
from reference.report_making import copies, made
from reference.report_numbers import differences
from reference.report_passages import wrong_passages
from reference.report_sections import Told

# Where a report does not print what its words say, by study: the block, the text, what it prints, what would be right. It is to become empty.
KNOWN = {
    # codes that bear background alone are counted among those not shown, so that no code is left out; the second script counts codes of results
    ("shipped", "paragraph", "text", "47 79", "45 79"),
    # reports count the statements of other sources than the value's, as the caption says; the second script those of all
    ("shipped", "joint-table", "cell 1.3", "1", "3"),
    ("shipped", "joint-table", "cell 2.3", "1", "3"),
    ("shipped", "joint-table", "cell 9.3", "1", "2"),
    ("shipped", "joint-table", "cell 10.3", "1", "3"),
    ("shipped", "joint-table", "cell 11.3", "2", "4"),
}


@pytest.fixture(scope="session")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A copy of each study."""
    return copies(tmp_path_factory.mktemp("numbers"))


@pytest.fixture(scope="session")
def facts(roots: dict[str, Path]) -> dict[str, Facts]:
    """What the files of each say."""
    return {name: Facts(root) for name, root in roots.items()}


@pytest.fixture(scope="session")
def second_report(roots: dict[str, Path]) -> dict[str, Any]:
    """The findings of the second study."""
    return made(roots["second"], "findings", "en")


def found(facts: Facts, report: dict[str, Any], study: str) -> set[tuple[str, ...]]:
    """The differences, by block and text."""
    several = differences(facts.root, report, facts)
    return {
        (
            study,
            *re.fullmatch(r"(?:.*/)?([\w-]+)(?:\[\d+\])?, (.*)", one.where).groups(),  # type: ignore[union-attr]
            " ".join(one.printed),
            "unknown" if one.right is None else " ".join(one.right),
        )
        for one in several
    }


def known(study: str) -> set[tuple[str, ...]]:
    """The known ones of a study."""
    return {one for one in KNOWN if one[0] == study}


def test_the_findings_of_the_second_study(facts: dict[str, Facts], second_report: dict[str, Any]) -> None:
    assert found(facts["second"], second_report, "second") == known("second")
    assert every_code_once(Told(facts["second"], "en"), second_report)
    assert wrong_passages(facts["second"], second_report) == []


def test_the_findings_of_the_shipped_study(facts: dict[str, Facts], roots: dict[str, Path]) -> None:
    report = made(roots["shipped"], "findings", "en")
    assert found(facts["shipped"], report, "shipped") == known("shipped")
    assert wrong_passages(facts["shipped"], report) == []


def test_the_recommendations_of_the_second_study(facts: dict[str, Facts], roots: dict[str, Path]) -> None:
    assert found(facts["second"], made(roots["second"], "recommendations", "en"), "second") == set()


@pytest.mark.long
def test_the_findings_of_the_shipped_study_in_indonesian(facts: dict[str, Facts], roots: dict[str, Path]) -> None:
    report = made(roots["shipped"], "findings", "id")
    assert found(facts["shipped"], report, "shipped") == known("shipped")


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_recommendations_of_the_shipped_study(
    facts: dict[str, Facts], roots: dict[str, Path], language: str
) -> None:
    assert found(facts["shipped"], made(roots["shipped"], "recommendations", language), "shipped") == set()


@pytest.mark.parametrize("ending", ["html", "docx", pytest.param("pdf", marks=pytest.mark.long)])
def test_each_format_says_the_same(second_report: dict[str, Any], ending: str) -> None:
    assert missing_in(second_report, second_report, ending) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", ["findings", "recommendations"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_each_format_of_the_shipped_study_says_the_same(roots: dict[str, Path], kind: str, language: str) -> None:
    report = made(roots["shipped"], kind, language)
    for ending in ("html", "docx", "pdf"):
        assert missing_in(report, report, ending) == [], ending


# ----- that a wrong number is seen


def table(report: dict[str, Any], id_: str) -> dict[str, Any]:
    """A block by its id."""
    return next(block for block in report["blocks"] if block.get("id") == id_)


def test_a_changed_count_is_seen(facts: dict[str, Facts], second_report: dict[str, Any]) -> None:
    report = copy.deepcopy(second_report)
    cell = table(report, "codes-class-people-table")["rows"][1][7]
    cell["text"] = cell["text"].replace("21", "22")  # whoever felt watched, in all firms
    new = found(facts["second"], report, "second") - known("second")
    assert new == {("second", "codes-class-people-table", "cell 1.7", "20 22", "20 21")}


def test_two_swapped_cells_are_seen(facts: dict[str, Facts], second_report: dict[str, Any]) -> None:
    report = copy.deepcopy(second_report)
    row = table(report, "bases")["rows"][0]
    row[1], row[2] = row[2], row[1]
    new = found(facts["second"], report, "second") - known("second")
    assert {one[2] for one in new} == {"cell 0.1", "cell 0.2"}


def test_a_number_that_nobody_knows_is_seen(facts: dict[str, Facts], second_report: dict[str, Any]) -> None:
    report = copy.deepcopy(second_report)
    report["blocks"].append({"type": "paragraph", "text": "About 17 firms keep records."})
    new = found(facts["second"], report, "second") - known("second")
    assert new == {("second", "paragraph", "text", "17", "unknown")}


def test_a_coding_that_was_dropped_is_seen(second_report: dict[str, Any], tmp_path: Path) -> None:
    root = copies(tmp_path)["second"]
    path = root / "corpus/codings/coder-one/int-f-mill.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    gone = next(line for line in lines if json.loads(line).get("code") == "distrust")
    path.write_text("\n".join(line for line in lines if line != gone) + "\n", encoding="utf-8")
    new = found(Facts(root), second_report, "second") - known("second")
    assert ("second", "audit-coders", "cell 0.4", "173", "172") in new
    assert {"paragraph", "audit-agreement"} <= {one[1] for one in new}


@pytest.mark.parametrize("ending", ["html", "docx", pytest.param("pdf", marks=pytest.mark.long)])
def test_a_format_with_another_number_is_seen(second_report: dict[str, Any], ending: str) -> None:
    other = copy.deepcopy(second_report)
    table(other, "bases")["rows"][0][1]["text"] = "35"
    wrong = missing_in(second_report, other, ending)
    place = second_report["blocks"].index(table(second_report, "bases"))
    assert [one for one in wrong if "row" in one] == [f"[{place}] bases, row 0"]
