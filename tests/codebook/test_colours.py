"""Codes that are added without a colour can be told apart, and a colour alone makes no second code."""

from __future__ import annotations

import shutil
from pathlib import Path

from qualitative import Study
from qualitative.codebook.colours import COLOURS
from qualitative.starter import write_study


def add(study: Study, id: str, **more: str) -> None:
    study.revise({"op": "add", "code": {"id": id, "name": {"en": id}, **more}}, by="me", why="new")


def test_as_many_codes_as_there_are_colours_have_one_each(tmp_path: Path) -> None:
    study = Study.open(write_study(tmp_path / "study"))
    for number in range(len(COLOURS)):
        add(study, f"c{number}")
    assert sorted(code.colour for code in study.codebook.values()) == sorted(COLOURS)
    add(study, "one-more")
    assert study.codebook["one-more"].colour in COLOURS


def test_a_colour_that_is_given_stays_and_one_that_was_laid_aside_is_free_again(tmp_path: Path) -> None:
    study = Study.open(write_study(tmp_path / "study"))
    add(study, "grey", colour="#123456")
    add(study, "first")
    study.revise({"op": "retire", "id": "first"}, by="me", why="too wide")
    add(study, "second")
    book = study.codebook
    assert (book["grey"].colour, book["first"].colour, book["second"].colour) == ("#123456", COLOURS[0], COLOURS[0])


def test_two_branches_that_add_the_same_code_in_other_colours_have_one_code(tmp_path: Path) -> None:
    here = Study.open(write_study(tmp_path / "here", coders=["me", "you"]))
    shutil.copytree(here.root, tmp_path / "there")
    there = Study.open(tmp_path / "there")
    there.revise({"op": "add", "code": {"id": "other", "name": {"en": "Other"}}}, by="you", why="new")
    there.revise({"op": "add", "code": {"id": "drift", "name": {"en": "Drift"}}}, by="you", why="new")
    here.revise({"op": "add", "code": {"id": "drift", "name": {"en": "Drift"}}}, by="me", why="new")
    assert here.codebook["drift"].colour != there.codebook["drift"].colour
    shutil.copy(there.root / "codebook/history/you.jsonl", here.root / "codebook/history")
    merged = Study.open(here.root)
    assert set(merged.codebook) == {"drift", "other"} and list(merged.contradictions) == []
