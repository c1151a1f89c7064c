"""Labels that a narrow page breaks over two lines or three are read whole, and those longer than a label may be are shortened and told."""

from __future__ import annotations

import textwrap

import pytest

from qualitative.corpus.readers.layout import join_lines
from qualitative.text.speakers import recognise
from qualitative.text.turns import parse_turns

# who answers, who asks
SPEAKERS = {
    "an office": ("Kepala Dinas Sosial Takalar, Bapak Drs. Muhammad Natsir, M.Si.", "Pewawancara"),
    "what stands in brackets": ("Head of the Social Affairs Office, North District (female, 52)", "Interviewer"),
    "of both": ("Participant 3, mother of two children from Hamlet Four", "Moderator, Dr. Ratna Dewi Kusumawardhani"),
    "a name and an office": (
        "Ibu Hj. Siti Aminah binti Abdullah, Kepala Desa Sukamaju",
        "Peneliti dari Unhas Makassar, Ratna Dewi",
    ),
    "too long": (
        "Ibu Hj. Siti Aminah binti Abdullah Kepala Desa Sukamaju Kecamatan Cibiru Hilir",
        "Peneliti dari Universitas Hasanuddin Makassar, Ratna Dewi",
    ),
}
SAID = (
    ("i", "How did it begin here, and who was there with you on the very first day of the new office?"),
    ("r", "We began in the hall, with two tables and one old computer that nobody knew how to start. It took months."),
    ("i", "Who paid for it?"),
    ("r", "The village, mostly."),
    ("i", "And what happened after the first year, when the money of the province came at last?"),
    ("r", "We hired two more people: one for the desk, one for the visits. Note: they are still here."),
)


@pytest.mark.parametrize("shape", ["{}: {}", "[{}] {}", "{} : {}"])
@pytest.mark.parametrize("width", [31, 36, 44, 58, 75, 96])
@pytest.mark.parametrize("who", SPEAKERS)
def test_a_label_over_several_lines_is_read_whole(who: str, width: int, shape: str) -> None:
    answers, asks = SPEAKERS[who]
    paragraphs = [shape.format({"i": asks, "r": answers}[key], what) for key, what in SAID]
    lines = [line for paragraph in paragraphs for line in (*textwrap.wrap(paragraph, width), "")]
    found = recognise("\n\n".join(join_lines(lines)[0]))
    turns = parse_turns(found.text, found.speakers)
    said = [" ".join(found.text[turn.start : turn.end].split()) for turn in turns]
    assert said == [what for _, what in SAID]
    assert [found.speakers[turn.speaker or ""] for turn in turns] == ["interviewer", "informant"] * 3
    assert len(found.speakers) == 2


def test_a_label_that_is_too_long_is_shortened_and_told() -> None:
    answers, asks = SPEAKERS["too long"]
    found = recognise("\n\n".join(f"{ {'i': asks, 'r': answers}[key] }: {what}" for key, what in SAID))
    short = next(label for label, role in found.speakers.items() if role == "informant")
    assert len(short) <= 63 and short.startswith("Ibu Hj. Siti") and short.endswith("Cibiru Hilir")
    assert found.merged[answers] == short
    assert any("more than 63 characters are shortened" in note and answers in note for note in found.notes)


def test_a_long_beginning_before_a_colon_names_nobody_where_it_stands_once() -> None:
    once = "What the Head of the Village and the Head of the Hamlet told us that Day"
    found = recognise(f"P: Who came?\n\nA: Many.\n\n{once}: nothing at all.\n\nP: When?\n\nA: Late.\n")
    assert list(found.speakers) == ["P", "A"]
