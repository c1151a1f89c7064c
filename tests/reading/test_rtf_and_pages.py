"""RTF as generators and word processors write it, and what the ends of a page's lines break."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from office import pdf
from qualitative.corpus.readers import broken, read_file, rtf
from qualitative.text.speakers import recognise
from qualitative.text.turns import parse_turns


def text_of(folder: Path, content: bytes) -> str:
    (folder / "a.rtf").write_bytes(content)
    return read_file(folder / "a.rtf").text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (rb"{\rtf1\ansi\uc1 P: \u8220?Kerjakan\u8221? caf\u233?, ya\par}", "P: “Kerjakan” café, ya\n"),
        (rb"{\rtf1\ansi\u8220\'93Kerjakan caf\'e9}", "“Kerjakan café\n"),
        (rb"{\rtf1\ansi\uc0\u8220 Kerjakan}", "“Kerjakan\n"),
        (rb"{\rtf1\ansi{\uc2 \u8220\'93\'94Kerjakan}\u8220?b}", "“Kerjakan“b\n"),
        (rb"{\rtf1\ansi \u-10179?\u-8704? x}", "😀 x\n"),
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8}", "При\n"),
        (rb"{\rtf1\ansi \'7bx\'7d \u123?y\u92?z}", "{x} {y\\z\n"),
        ("{\\rtf1\\ansi café “x”}".encode(), "café “x”\n"),
        (b"{\\rtf1\\ansi caf\xe9 x}", "café x\n"),
    ],
)
def test_letters_of_rtf_are_read_whole(tmp_path: Path, content: bytes, text: str) -> None:
    assert text_of(tmp_path, content) == text
    assert read_file(tmp_path / "a.rtf").unread == ()


def test_what_pandoc_drops_of_an_rtf_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}{\info{\title T}}{\header Running head}\f0 P: Apa\u8230?{\footnote a note}tulis\par A: Dana {\*\annotation remark}desa\par}"
    assert text_of(tmp_path, content) == "P: Apa…tulis\n\nA: Dana desa\n"
    assert sorted(read_file(tmp_path / "a.rtf").unread) == [
        "1 comment (1 word): 'remark'", "1 footnote (2 words): 'a note'", "1 page header (2 words): 'Running head'",
    ]  # fmt: skip
    from qualitative.corpus.readers import pandoc

    whole = pandoc.tree_blocks
    monkeypatch.setattr(
        pandoc, "tree_blocks", lambda *given: ([b.replace("Dana", "") for b in whole(*given)[0]], whole(*given)[1])
    )
    assert "1 word that the file holds elsewhere (dana)" in read_file(tmp_path / "a.rtf").unread


def test_a_note_that_a_program_may_pass_over_is_told_too(tmp_path: Path) -> None:
    content = (
        rb"{\rtf1\ansi P: Apa?\par A: Dana desa.{\super\chftn}{\*\footnote\chftn\~\plain\pard {\pard a note\par}}\par}"
    )
    assert text_of(tmp_path, content) == "P: Apa?\n\nA: Dana desa.\n"
    assert read_file(tmp_path / "a.rtf").unread == ("1 footnote (2 words): 'a note'",)


@pytest.mark.parametrize("content", [b"{" * 400_000, b"}" * 400_000, b"\\u8220?" * 100_000, b"{\\header a}" * 50_000])
def test_hostile_rtf_is_looked_at_once(content: bytes) -> None:
    # what looks twice at each sign would not come to an end here
    assert len(rtf.prepared_rtf(b"{\\rtf1 " + content).data) <= 10 * len(content)


OFFICE = "Kepala Bidang Perlindungan dan Jaminan Sosial Kabupaten Selatan"
SPEECH = [
    "How did it start for the people who came to the hall that day?",
    "In the hall: two of us, and then many more came in the rain, which we had not planned at all.",
    "Who paid for it?",
    "The village, most months. It was not much, but it was enough to go on with, and people knew that it would be paid.",
    "And then?",
    "We went on.",
]


@pytest.mark.parametrize("width", [45, 60, 80])
@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(
    ("shape", "times"),
    [
        ("{l}: {s} #00:00:{m}-3#", "end"), ("{l}: {s} [00:00:{m} - 00:00:{k}]", "range"), ("{l}: {s} 00:00:{m}.3", "end"), ("@{l}: {s}", "none"),
        ("[00:00:{m}] {l}: {s}", "start"), ("{{{l} (00:00:{m})}} {s}", "start"),
    ],
)  # fmt: skip
def test_times_and_labels_that_a_line_breaks_are_put_together(
    tmp_path: Path, width: int, apart: bool, shape: str, times: str
) -> None:
    labels = ("Ratna", "Joko" if times in ("end", "range") else OFFICE)
    lines: list[str] = []
    for n, speech in enumerate(SPEECH):
        written = shape.format(l=labels[n % 2], s=speech, m=10 + 7 * n, k=14 + 7 * n)
        lines += [*textwrap.wrap(written, width), *([""] if apart else [])]
    (tmp_path / "a.pdf").write_bytes(pdf([line.replace("(", "\\(").replace(")", "\\)") for line in lines]))
    found = recognise(read_file(tmp_path / "a.pdf").text)
    turns = parse_turns(found.text, found.speakers)
    said = [(turn.speaker, " ".join(found.text[turn.start : turn.end].split())) for turn in turns]
    assert said == [(labels[n % 2], speech) for n, speech in enumerate(SPEECH)]
    starts = {
        "none": [None] * 6, "end": ["00:00:00", *(f"00:00:{10 + 7 * n}" for n in range(5))],
    }.get(times, [f"00:00:{10 + 7 * n}" for n in range(6)])  # fmt: skip
    assert [turn.timestamp for turn in turns] == starts


def test_a_short_line_before_a_label_is_no_part_of_it() -> None:
    lines = ["Ratna: Oh", "Joko: Ya", "Ratna: Lalu", "Joko: Ya", "Ratna: Oh", "Joko: Ya"]
    assert broken.mended_labels(lines) == (lines, frozenset())
