"""Transcripts are cut into turns, prose into paragraphs; labels and timestamps stay outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitative.errors import DocumentError
from qualitative.text.turns import parse_paragraphs, parse_turns

SPEAKERS = {"P": "interviewer", "SIM-A": "informant"}


def spoken(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in parse_turns(text, SPEAKERS)]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("P: Halo.\nSIM-A: Ya.", [("P", "Halo."), ("SIM-A", "Ya.")]),
        ("[00:12:31] SIM-A: satu\n  dua\n\nP: tiga", [("SIM-A", "satu\n  dua"), ("P", "tiga")]),
        ("P: catatan: begini", [("P", "catatan: begini")]),
        ("P: a\nBupati: bukan label", [("P", "a\nBupati: bukan label")]),
        ("P:\nSIM-A: ", [("P", ""), ("SIM-A", "")]),
        ("\n\nP: 😀 هلا", [("P", "😀 هلا")]),
    ],
)
def test_only_declared_speakers_open_a_turn(text: str, turns: list[tuple[str, str]]) -> None:
    assert spoken(text) == turns


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Halo.\nP: a", r"t.md:5: text before the first turn: 'Halo.'"),
        ("P: a\n[00:01] B: b", r"t.md:6: speaker 'B'.*declared: P, SIM-A"),
    ],
)
def test_a_transcript_that_does_not_parse_names_file_and_line(text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        parse_turns(text, SPEAKERS, "t.md", 5)


@given(st.text(alphabet="ab \n", max_size=60))
def test_paragraphs_hold_every_word_once_and_no_outer_space(text: str) -> None:
    parts = [text[turn.start : turn.end] for turn in parse_paragraphs(text)]
    assert " ".join(parts).split() == text.split()
    assert all(part == part.strip() and part for part in parts)
