"""Summaries of the framework matrix: the sheet to fill keeps what people wrote, blanks stay blank, and what changed since is noticed.

A wrong entry is named with its line and the way out, by reading and by check alike.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from qualitative import Study
from qualitative.cli import _group
from qualitative.errors import FindingError
from qualitative.findings.framework import read_framework

GOOD = "- {id: one, case: north, theme: budget, by: ana, at: 2024-06-01, text: {id: Ada dana., en: There is money.}}\n"


def written(study: Study, text: str) -> Path:
    (study.root / "reports").mkdir(exist_ok=True)
    path = study.root / "reports/framework.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_summary_is_shown_in_its_cell_with_who_wrote_it(study: Study) -> None:
    written(study, GOOD)
    mixed = study.mixed("en", coders=["ana"])
    matrix = mixed.framework(["budget", "services"])
    assert matrix.loc["north", "budget"].summaries[0].text["en"] == "There is money."
    assert "There is money." in mixed.show(matrix).html and "ana, 2024-06-01" in mixed.show(matrix).html
    assert [problem for problem in study.check() if "framework" in problem.path] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("north", "nort", "did you mean north"),
        ("budget", "budgt", "did you mean budget"),
        ("by: ana", "by: anna", "did you mean ana"),
        ("2024-06-01", "June", "'June' is no date"),
        ("2024-06-01", "2024-02-30", "'2024-02-30' is no date"),
        ("at: 2024-06-01, ", "", "at '' is no date"),
        ("text:", "segments: [int-1], text:", "segment 'int-1' is no id of a segment"),
        (", en: There is money.", "", "text must hold a text for each of"),
        ("case:", "cas:", "did you mean case"),
    ],
)
def test_a_wrong_summary_is_named(study: Study, old: str, new: str, message: str) -> None:
    path = written(study, "\n" + GOOD.replace(old, new))
    with pytest.raises(FindingError, match=message) as raised:
        read_framework(path, study.codebook, ["north", "south"], study.settings.coders, study.root)
    assert str(raised.value).startswith("reports/framework.yaml:2:")
    assert any(message in problem.sentence for problem in study.check())


def coded(study: Study, words: str, code: str = "services") -> str:
    """Code the first occurrence of some words in the transcript; gives the coding's id."""
    start = study.folder.documents["int-1"].text.index(words)
    return study.apply(code, "int-1", start, start + len(words), coder="ana")


def sheet(study: Study) -> Path:
    return study.root / "reports/framework.yaml"


def fill(study: Study, text: str = "They help with cards.") -> None:
    """Write into the first blank, as a person would: who, when, and words."""
    old = sheet(study).read_text(encoding="utf-8")
    new = old.replace("  by:\n  at:\n", "  by: ana\n  at: 2024-06-01\n", 1).replace('en: ""', f"en: {text}", 1)
    sheet(study).write_text(new, encoding="utf-8")


def cell(study: Study, theme: str = "services"):
    return study.mixed("en").framework().loc["north", theme]


def test_the_sheet_has_a_blank_for_each_coded_cell_with_the_words_to_read(study: Study) -> None:
    coded(study, "Kami urus KTP")
    coded(study, "Apa yang dilayani")  # the interviewer's question is no evidence
    assert study.framework_sheet(language="en") == ["north-services"]
    entry = yaml.safe_load(sheet(study).read_text(encoding="utf-8"))
    assert entry == [
        {"id": "north-services", "case": "north", "theme": "services", "by": None, "at": None,
         "segments": list(cell(study).ids), "text": {"id": "", "en": ""}}
    ]  # fmt: skip
    comments = [line for line in sheet(study).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any(cell(study).ids[0] in line for line in comments) and any("Kami urus KTP" in line for line in comments)
    assert [problem for problem in study.check() if "framework" in problem.path] == []


def test_a_blank_is_shown_as_a_blank_and_never_counts_as_written(study: Study) -> None:
    coded(study, "Kami urus KTP")
    study.framework_sheet()
    assert cell(study).summaries == () and len(cell(study).blanks) == 1 and not cell(study).stale
    for language, words in (("en", "not written yet"), ("id", "belum ditulis")):
        mixed = study.mixed(language)
        assert mixed.show(mixed.framework()).html.count(words) == 1  # the cell without segments stays a dash
    fill(study)
    mixed = study.mixed("en")
    assert "not written yet" not in mixed.show(mixed.framework()).html
    assert cell(study).summaries[0].text["en"] == "They help with cards." and not cell(study).stale


@pytest.mark.parametrize("end", ["", "\n# mine, at the end", "\r\n"])
def test_the_sheet_is_extended_below_what_stands_in_it_byte_for_byte(study: Study, end: str) -> None:
    path = written(study, "")
    before = f"# by hand\n{GOOD.rstrip()}{end}".encode()
    path.write_bytes(before)
    coded(study, "dari desa", "budget-village-fund")
    coded(study, "Kami urus KTP")
    assert study.framework_sheet() == ["north-budget", "north-services"]  # GOOD is older than today's coding
    assert path.read_bytes().startswith(before)
    once = path.read_bytes()
    assert study.framework_sheet() == [] and path.read_bytes() == once
    assert len(study.mixed("en").framework().loc["north", "budget"].summaries) == 1


def test_an_id_that_is_taken_is_not_given_again(study: Study) -> None:
    written(study, GOOD.replace("one", "north-services"))
    coded(study, "Kami urus KTP")
    assert study.framework_sheet() == ["north-services-2"]


@pytest.mark.parametrize("text", ["[]\n", "  - id: x\n" + GOOD, " " + GOOD])
def test_a_file_that_cannot_be_extended_is_left_as_it_is(study: Study, text: str) -> None:
    path = written(study, text)
    coded(study, "Kami urus KTP")
    with pytest.raises(FindingError, match=r"reports/framework.yaml"):
        study.framework_sheet()
    assert path.read_text(encoding="utf-8") == text


def retract(study: Study, first: str) -> None:
    study.retract(first, coder="ana")


def code_on_the_same_day(study: Study, first: str) -> None:
    coded(study, "Dananya dari desa")


def merge_into_another_theme(study: Study, first: str) -> None:
    study.revise([{"op": "merge", "from": ["budget-village-fund"], "into": "services"}], by="ana", why="one thing")


@pytest.mark.parametrize(
    ("change", "theme", "new", "gone"),
    [
        (retract, "services", 0, 1),
        (code_on_the_same_day, "services", 1, 0),
        (merge_into_another_theme, "services", 1, 0),
    ],
)
def test_a_summary_is_stale_once_its_segments_are_others(study: Study, change, theme: str, new: int, gone: int) -> None:
    first = coded(study, "Kami urus KTP")
    coded(study, "dari desa", "budget-village-fund")
    study.framework_sheet()
    fill(study, "Of the fund.")
    fill(study)
    assert not cell(study).stale and not cell(study, "budget").stale
    change(study, first)
    again = Study.open(study.root)
    changed = cell(again, theme)
    assert changed.stale and (len(changed.new), len(changed.gone)) == (new, gone)
    mixed = again.mixed("en")
    html = mixed.show(mixed.framework()).html
    assert "written over other segments: " + (f"{new} new" if new else f"{gone} gone") in html
    # what remains to be read gets a new blank, below the summary that stays
    assert again.framework_sheet() == ([f"north-{theme}-2"] if changed.ids else [])
    assert len(cell(again, theme).summaries) == 1


def test_a_summary_of_a_theme_that_was_merged_says_where_to(study: Study) -> None:
    path = written(study, GOOD.replace("budget", "services"))
    study.revise([{"op": "merge", "from": ["services"], "into": "budget"}], by="ana", why="one thing")
    with pytest.raises(FindingError, match="theme 'services' was merged into budget; write budget"):
        read_framework(path, study.codebook, ["north"], study.settings.coders, study.root)


def test_showing_another_choice_of_coders_makes_no_summary_stale(study: Study) -> None:
    coded(study, "Kami urus KTP")
    study.framework_sheet()
    fill(study)
    start = study.folder.documents["int-1"].text.index("lama juga")
    study.apply("budget", "int-1", start, start + 9, coder="budi")
    shown = study.mixed(coders=["budi"]).framework().loc["north", "services"]
    assert shown.ids == () and len(shown.summaries) == 1 and not shown.stale


def test_the_command_makes_the_sheet_and_names_a_theme_that_is_no_code(study: Study, monkeypatch) -> None:
    coded(study, "Kami urus KTP")
    coded(study, "dari desa", "budget-village-fund")
    monkeypatch.chdir(study.root)
    first = CliRunner().invoke(_group, ["framework", "--theme", "budget"])
    assert first.output == "north-budget\n1 blank added to reports/framework.yaml\n"
    assert "north-services" in CliRunner().invoke(_group, ["framework"]).output
    assert "nothing waits" in CliRunner().invoke(_group, ["framework"]).output
    wrong = CliRunner().invoke(_group, ["framework", "--theme", "budgt"])
    assert "did you mean budget" in str(wrong.exception)
