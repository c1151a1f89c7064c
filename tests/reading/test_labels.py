"""Labels as offices, with titles, with times inside their marks, and with brackets that tell a role; heads above talks."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.text.recognising import openings
from qualitative.text.speakers import Transcript, recognise
from qualitative.text.turns import parse_turns

SPEECH = ["How did it start?", "In the hall: two of us.", "Who paid?", "The village.", "And then?", "We went on."]
OFFICE = "Kepala Bidang Perlindungan dan Jaminan Sosial Kabupaten Selatan"
LONGEST = "Anggota kelompok tani di desa yang datang pada rapat bulan lalu"  # 63 characters, eleven words, one capital
WHERE = {"case": "north", "date": "2026-05"}


def talk(shape: str, labels: tuple[str, str], gap: str = "\n\n") -> str:
    return gap.join(shape.format(l=labels[n % 2], s=speech, n=n) for n, speech in enumerate(SPEECH))


def said(found: Transcript) -> list[tuple[str | None, str | None, str]]:
    turns = parse_turns(found.text, found.speakers)
    return [(turn.timestamp, turn.speaker, found.text[turn.start : turn.end]) for turn in turns]


@pytest.mark.parametrize(
    "shape",
    [
        "{{{l}(0.00.0{n})}} {s}", "[{l} (00:0{n})] {s}", "{{{l}(00:00:0{n}.0)}} {s}", "({l}, 00:00:0{n}) {s}", "[{l} 00:00:0{n} - 00:00:09]: {s}",
        "{l} (00:00:0{n},750)\t{s}", "{l}(00:00:0{n},000) | {s}", "{l} [00:00:0{n}] – {s}", "[00:00:0{n}] {l} | {s}", "**{l} (00:00:0{n}):** {s}",
        "{l} (00:00:0{n}):\t{s}",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "labels", [("W", "Wayan"), ("Lestari, Sri", "Ani"), ("Peneliti", OFFICE), ("Peneliti", LONGEST)]
)
def test_a_time_within_or_behind_a_label_of_any_length_is_no_part_of_it(shape: str, labels: tuple[str, str]) -> None:
    assert said(recognise(talk(shape, labels))) == [
        (f"00:00:0{n}", labels[n % 2], speech) for n, speech in enumerate(SPEECH)
    ]


def test_thousandths_behind_a_comma_do_not_open_the_speech() -> None:
    assert openings.openings("Wayan(00:59:50,750) | Ya")[0].stamp.start == "00:59:50"
    assert [o.label for o in openings.openings("Wayan(00:59:50,750) | Ya")] == ["Wayan"]


@pytest.mark.parametrize("shape", ["{l}: {s}", "**{l}:** {s}", "{l} : {s}", "[{l}] {s}", "@{l}: {s}"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["Dr. Helen Ward, PhD", "Prof. Dr. Siti, M.Si.", "M. Rizal", "St. John Doe"])
def test_a_title_or_an_initial_before_a_name_ends_no_sentence(shape: str, gap: str, title: str) -> None:
    found = recognise(talk(shape, (title, "Tom"), gap))
    assert [label for _, label, _ in said(found)] == [title, "Tom"] * 3
    assert found.preamble == ""


def test_a_label_behind_a_sentence_keeps_its_title() -> None:
    found = recognise("Dr. Ward: Why? Tom: So. Dr. Ward: And then?\nTom: We left. Dr. Ward: Oh? Tom: Yes.")
    assert [label for _, label, _ in said(found)] == ["Dr. Ward", "Tom"] * 3
    pointed = recognise("Ward: Why?\nTom: We chose B. Ward: Oh?\nTom: Yes.")
    assert [label for _, label, _ in said(pointed)] == ["Ward", "Tom", "Ward", "Tom"]


def test_what_is_left_off_a_label_is_told_and_kept(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text(talk("{l}: {s}", ("Ratna (peneliti)", "Ani (kader PKH)")), encoding="utf-8")
    addition = study.add(path, **WHERE)
    assert list(addition.document.speakers) == ["Ratna", "Ani (kader PKH)"]
    assert addition.document.source["labels"] == {"Ratna (peneliti)": "Ratna"}
    assert any("'Ratna (peneliti)' as Ratna" in note for note in addition.notes)


def test_words_beside_a_label_that_stand_nowhere_else_are_told() -> None:
    text = "<v.loud Ann>Why?\n<v Bob>So.\n<v.soft Ann>When?\n<v Bob>Then."
    assert [(aside.kind, aside.text) for aside in recognise(text).asides] == [
        ("stretch beside a label", "loud"), ("stretch beside a label", "soft"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        ["Interview transcript", "Date: 3 May 2024", "Location: Hall"],
        ["Date: 3 May 2024", "Interviewer: Helen Ward", "Respondent: Tom"],
        ["Pewawancara: Ratna", "Informan: Ani"],
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbered_questions_are_two_speakers_below_any_head(head: list[str], gap: str) -> None:
    lines = [f"{'QA'[n % 2]}{n // 2 + 1}: {speech}" for n, speech in enumerate(SPEECH)]
    found = recognise(gap.join([*head, *lines]))
    assert found.speakers == {"Q": "interviewer", "A": "informant"}
    assert found.preamble.split("\n") == gap.join(head).split("\n")


@pytest.mark.parametrize("bold", [0, 2, 4])
def test_a_head_above_a_talk_told_by_bold_alone_is_a_head(bold: int) -> None:
    head = ["Interview transcript", "Date: 3 May", "Location: Hall", "Duration: 40 minutes"]
    text = "\n\n".join([*head, *SPEECH])
    strong = {2 * n + 1: (0, len(line)) for n, line in enumerate(head[:bold])}
    strong |= {9 + 4 * n: (0, len(SPEECH[2 * n])) for n in range(3)}
    found = recognise(text, strong=strong)
    assert found.preamble == "\n\n".join(head)
    assert found.text == "\n\n".join(f"{('Interviewer', 'Informant')[n % 2]}: {s}" for n, s in enumerate(SPEECH)) + "\n"


COLONS = [
    "How did it start?",
    "There is one thing: rain.",
    "Who paid?",
    "The thing is: we did.",
    "And?",
    "The thing is: no.",
]


@pytest.mark.parametrize(
    ("shape", "labels"),
    [
        ("#{l} {s}", ("AB", "CD")), ("@{l} {s}", ("01", "02")), ("[00:00:0{n}] @{l} {s}", ("Ann", "SN")), ("#{l}(00:0{n}) {s}", ("W", "CD")),
        ("@{l} (00:0{n}): {s}", ("H. Abdul, S.Sos.", "R2")), ("{l} - {s}", ("01", "02")), ("[{l}]: {s}", ("X", "Y")), ("<{l}> {s}", ("X", "Y")),
        ("## {l}\n\n{s}", ("Peneliti", LONGEST)), ("{l}\n{s}", ("Peneliti", LONGEST)), ("{l} — #00:00:0{n}-0# {s}", ("X", "Y")),
    ],
)  # fmt: skip
def test_a_colon_in_a_sentence_opens_nothing_where_labels_are_closed_otherwise(
    shape: str, labels: tuple[str, str]
) -> None:
    head = "Interview transcript\n\nDate: 3 May\n\n"
    text = "\n\n".join(shape.format(l=labels[n % 2], s=speech, n=n) for n, speech in enumerate(COLONS))
    found = recognise(head + text)
    assert [(label, speech) for _, label, speech in said(found)] == [(labels[n % 2], s) for n, s in enumerate(COLONS)]
    assert found.preamble == head.strip()
