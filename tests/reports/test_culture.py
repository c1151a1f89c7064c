"""A study of one school: one class, one code, one published document that records no basis. Nothing is said that is not so."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.reports import sections
from qualitative.reports.page.model import Callout, FigureBlock, TableBlock

STUDY = """format: 2
title: A school
languages: [en]
coders: {ana: {kind: human}}
case: {word: {en: school}, whole: all}
classes:
  theme: {name: {en: Theme}, values: {culture: {en: Culture}}}
"""
DOCUMENT = """---
id: pub-hill
kind: document
provenance: published
case: hill
date: 2020-05
language: en
---
The head said that the yearly play holds the school together.
"""
NAMES = ("scope", "cases", "classes", "joint", "claims", "recommendations", "answers", "limits", "audit")


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The study, with its one code given once."""
    for folder in ("corpus/documents", "corpus/transcripts", "codebook"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "corpus/cases.csv").write_text("case,name\nhill,Hill school\n", encoding="utf-8")
    (tmp_path / "corpus/documents/pub-hill.md").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    add = ["codebook", "add", "play", "--name", "en=The yearly play", "--class", "theme=culture", "--why", "Heard."]
    main([*add, "--by", "ana"])
    study = Study.open(tmp_path)
    start = study.folder.documents["pub-hill"].text.index("the yearly play")
    study.apply("play", "pub-hill", start, start + len("the yearly play"), coder="ana")
    return Study.open(tmp_path)


def test_a_school_s_report_tells_of_the_school_alone(school: Study) -> None:
    draft = school.draft()
    made = {name: getattr(sections, f"{name}_section")(draft).blocks for name in NAMES}
    report = draft.report("findings", None, [draft.section(blocks) for blocks in made.values()])
    said = " ".join(str(block) for block in report.blocks if not isinstance(block, FigureBlock))
    for other in (
        "Puskes",
        "Kabupaten",
        "district",
        "Indonesian",
        "Three domains",
        "paper",
        "the work",
        "author",
        "–)",
    ):
        assert other not in said, other
    # nobody named a work, recorded a basis or a design
    assert "on what the source reports" in next(b.text for b in report.blocks if isinstance(b, Callout))
    assert "**1 document** with **1 passage**" in said
    assert "as the noted source cites them" not in said
    assert "The study states no design that permits tests" in said
    # the code of its own class is told, though no basis of it is known, and nothing is drawn of what has none
    tables = {block.id: block for block in report.blocks if isinstance(block, TableBlock)}
    assert tables["class-culture-table"].notes == (
        "Of no recorded basis: 1 statement.",
        "Read in full for these codes: 0 of 1 document.",
    )
    assert tables["bases"].notes[0] == "1 statement is of no recorded basis."
    assert not any(isinstance(block, FigureBlock) for block in report.blocks)
    assert "cases-table" not in tables and all(block.rows for block in tables.values())
    assert [one.text for one in report.passages] == ["the yearly play"] and not report.passages[0].verbatim
