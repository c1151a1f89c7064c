"""Small promises of pages and files that nothing else would miss: widths of letters, separators, what is said to have changed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.i18n import LANGUAGES, catalogue
from qualitative.reports import sections
from qualitative.reports.formats.docx import render_docx
from qualitative.reports.making import preloaded
from qualitative.reports.page.columns import column_demand, shares, text_length
from qualitative.reports.page.model import ClaimBlock, Paragraph, Passage, PassageList, Report, TableBlock
from qualitative.reports.published.differences import differences
from sample_report import sample_report


def test_wide_letters_take_more_of_the_page_than_narrow_ones() -> None:
    narrow, usual, capital, wide = (text_length(10 * char) for char in "inNW")
    assert narrow < usual < capital < wide
    one, two = shares([column_demand("", [(12 * char, "")]) for char in "im"])
    assert two > 1.5 * one


PASSAGE = Passage("d.6-10", "kept", True, "d", "D", "north", "A", "2024", "fieldwork", "informant", "00:01",
                  before="They ", after=" notes")  # fmt: skip


def changes(passage: Passage) -> list[str]:
    """What is said of a report in which the passage is another."""
    old, new = (
        Report("findings", "en", "T", "", "2024", (), (Paragraph("x"), PassageList("p", "", (one.id,))), (one,))
        for one in (PASSAGE, passage)
    )
    return [change.text for change in differences(old, new)]


def test_a_passage_of_other_words_is_told_from_one_that_begins_elsewhere_in_the_same_words() -> None:
    assert changes(PASSAGE) == []
    assert changes(replace(PASSAGE, text="lost")) == ["passage d.6-10: words [They kept notes] → [They lost notes]"]
    moved = replace(PASSAGE, text="kept notes", after="")
    assert changes(moved) == ["passage d.6-10: segment [kept] → [kept notes]"]
    assert changes(replace(PASSAGE, after=" no notes"))[0].startswith("passage d.6-10: words ")


def test_a_list_that_shows_another_passage_names_what_came_and_what_went() -> None:
    other = replace(PASSAGE, id="d.20-24")
    old, new = (
        Report("findings", "en", "T", "", "2024", (), (PassageList("p", "", (one,)),), (PASSAGE, other))
        for one in (PASSAGE.id, other.id)
    )
    (found,) = differences(old, new)
    assert (found.text, found.segments) == ("list p shows other passages", {PASSAGE.id, other.id})


@pytest.mark.skipif(not preloaded.can_fork(), reason="kernels are forked on Linux only")
def test_a_preloaded_kernel_is_forked_with_the_libraries_in_it(tmp_path: Path) -> None:
    import nbformat
    import papermill

    preloaded.preload()
    source = "import sys\nprint('pandas' in sys.modules, 'qualitative.reports.sections' in sys.modules)"
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), tmp_path / "a.ipynb")
    for engine, loaded in ((preloaded.ENGINE, True), (None, False)):
        done = papermill.execute_notebook(
            str(tmp_path / "a.ipynb"), None, engine_name=engine, kernel_name="python3", progress_bar=False
        )
        assert done.cells[-1].outputs[0]["text"].split() == [str(loaded)] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_stand_over_what_they_name(real_study: Study, language: str) -> None:
    draft = real_study.draft(language)
    tables = {
        block.id: block
        for section in (sections.recommendations_section(draft), sections.audit_section(draft))
        for block in (*section.blocks, *section.appendix)
        if isinstance(block, TableBlock)
    }
    texts = catalogue("reports")
    for id, place, key in (
        ("needs-table", 0, "recommendations.needs.columns.need"),
        ("needs-table", 2, "recommendations.needs.columns.segments"),
        ("audit-coders", 0, "audit.columns.coders.coder"),
        ("audit-coders", 5, "audit.columns.coders.blind"),
        ("audit-codebook", 4, "audit.columns.codebook.why"),
    ):
        assert tables[id].columns[place].label == texts[key][language]
    needs, coders = tables["needs-table"], tables["audit-coders"]
    assert all(row[2].text == str(len(row[2].refs)) for row in needs.rows if row[2].refs)
    assert {row[0].text for row in coders.rows} <= set(real_study.settings.coders)


def test_what_was_checked_stands_apart_in_a_word_file() -> None:
    report = sample_report("en")
    claim = next(block for block in report.blocks if isinstance(block, ClaimBlock))
    two = replace(claim, checks=("✓ one", "✗ other"))
    report = replace(report, blocks=tuple(two if block is claim else block for block in report.blocks))
    with zipfile.ZipFile(io.BytesIO(render_docx(report))) as archive:
        words = unescape(re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode()))
    assert "✓ one; ✗ other" in words
