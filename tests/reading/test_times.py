"""Times at the ends of turns with whatever follows them, and times of paragraphs that nobody is named for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.corpus.readers import read_file
from qualitative.text.speakers import read_as_prose, recognise
from qualitative.text.turns import parse_paragraphs, parse_turns, turns_of

SPEECH = ["How did it start?", "In the hall: two of us.", "Who paid?", "The village.", "And then?", "We went on."]
ENDS = {
    "f4": "#00:59:1{n}-3#", "brackets": "[00:59:1{n}]", "round": "(00:59:1{n})", "bare": "00:59:1{n}", "tenths": "00:59:1{n}.3",
    "short": "59:1{n}", "dots": "00.59.1{n}",
}  # fmt: skip
RANGES = (
    "[00:59:1{n} - 01:00:1{n}]",
    "00:59:1{n} - 01:00:1{n}",
    "(00:59:1{n}–01:00:1{n})",
    "00:59:1{n}.3 --> 01:00:1{n}.1",
)


def talk(end: str, sign: str = ": ", gap: str = "\n\n") -> str:
    turns = [f"{'PA'[n % 2]}{sign}{speech} {end.format(n=n)}" for n, speech in enumerate(SPEECH)]
    turns[2] += f"{gap}(hening sejenak)"
    turns[4] += " (laughs)"
    return gap.join([*turns, "[End of recording]"])


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("sign", [": ", ":\t", " | "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_time_behind_the_speech_ends_the_turn_whatever_follows(kind: str, sign: str, gap: str) -> None:
    found = recognise(talk(ENDS[kind], sign, gap))
    turns = parse_turns(found.text, found.speakers)
    ends = [f"00:59:1{n}" for n in range(6)]
    assert [(turn.timestamp, turn.until) for turn in turns] == list(zip(["00:00:00", *ends], ends, strict=False))
    spoken = "\n".join(found.text[turn.start : turn.end] for turn in turns)
    assert "59" not in spoken
    assert "(hening sejenak)" in spoken
    assert "(laughs)" in spoken
    assert spoken.endswith("[End of recording]")


@pytest.mark.parametrize("span", RANGES)
def test_a_range_behind_the_speech_gives_start_and_end(span: str) -> None:
    found = recognise(talk(span))
    turns = parse_turns(found.text, found.speakers)
    assert [(turn.timestamp, turn.until) for turn in turns] == [(f"00:59:1{n}", f"01:00:1{n}") for n in range(6)]


def test_an_end_is_kept_where_only_some_turns_have_a_start() -> None:
    found = recognise("[00:00:01] P: a? #00:00:04-1#\n\nA: b #00:00:09-2#\n\nP: c? #00:00:12-0#")
    assert found.text == "[00:00:01-00:00:04] P: a?\n\n[00:00:04-00:00:09] A: b\n\n[00:00:09-00:00:12] P: c?\n"


def test_clocks_that_end_sentences_stay_words() -> None:
    found = recognise("P: When?\n\nA: We met at 10:30\n\nP: And?\n\nA: We left at 9:15\n\nP: Oh?\n\nA: Home by 8:00")
    assert "at 10:30" in found.text
    assert "at 9:15" in found.text


CUE = "00:00:{n}.000 --> 00:00:{m}.000\nsentence {n} ends here.\n"
FILES = {
    "a.vtt": "WEBVTT\n\n" + "\n".join(CUE.format(n=n, m=n + 2) for n in (10, 20, 30)),
    "a.srt": "\n".join(f"{n}\n{CUE.format(n=n, m=n + 2)}" for n in (10, 20, 30)).replace(".000", ",000"),
    "a.json": json.dumps({"segments": [{"start": n, "end": n + 2, "text": f"sentence {n} ends here."} for n in (10, 20, 30)]}),
    "a.txt": "\n\n".join(f"[00:00:{n} - 00:00:{n + 2}] sentence {n} ends here." for n in (10, 20, 30)),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_time_of_captions_without_names_is_the_paragraphs_and_no_word(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    raw = read_file(tmp_path / name)
    for found in (recognise(raw.text), read_as_prose(raw.text)):
        assert found.speakers == {}
        paragraphs = parse_paragraphs(found.text)
        assert [(p.timestamp, p.until, found.text[p.start : p.end]) for p in paragraphs] == [
            (f"00:00:{n}", f"00:00:{n + 2}", f"sentence {n} ends here.") for n in (10, 20, 30)
        ]


def test_notes_with_a_clock_keep_it_as_it_is_written() -> None:
    text = "[10:30] The gate opens.\n[11:00] Rain.\n"
    found = recognise(text)
    assert [(p.timestamp, found.text[p.start : p.end]) for p in parse_paragraphs(found.text)] == [
        ("10:30", "The gate opens."), ("11:00", "Rain."),
    ]  # fmt: skip


def test_prose_with_a_time_here_and_there_stays_as_it_is() -> None:
    text = "We went.\n\n[10:30] Rain.\n\nWe came.\n\nWe sat.\n"
    assert recognise(text).text == text


def test_a_line_of_rolling_captions_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualitative.corpus.readers import vtt

    cues = "".join(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\nline {n}\nline {n + 1}\n\n" for n in range(5))
    (tmp_path / "a.vtt").write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    assert read_file(tmp_path / "a.vtt").unread == ()
    monkeypatch.setattr(vtt, "cue_lines", lambda found: ["[00:00:00 - 00:00:05] line 0 line 1 line 2 line 4 line 5"])
    assert read_file(tmp_path / "a.vtt").unread == ("2 words that the file holds elsewhere (line, 3)",)


COUNTED = "01  (00:00:04,000)\nBagaimana awalnya?\n\n02  (00:00:09,500)\nKami mulai dari balai desa.\n\n03  (00:00:15,000)\nSiapa yang membayar?\n"


@pytest.mark.parametrize("apart", [False, True])
def test_a_number_and_a_time_alone_above_the_speech_are_no_words_of_it(study: Study, apart: bool) -> None:
    path = study.root / ("a.rtf" if apart else "a.txt")
    rtf = "{\\rtf1\\ansi " + "".join(f"{line}\\par\n" for line in COUNTED.split("\n")) + "}"
    path.write_text(rtf if apart else COUNTED)
    prose = study.add(path, case="north", date="2026", dry_run=True)
    assert prose.document.text == (
        "[00:00:04] Bagaimana awalnya?\n\n[00:00:09] Kami mulai dari balai desa.\n\n[00:00:15] Siapa yang membayar?\n"
    )
    assert prose.unread == ("3 numbers of turns or lines (3 words): '01'",)
    said = study.add(path, case="north", date="2026", unlabelled="X", dry_run=True)
    assert [turn.timestamp for turn in turns_of(said.document)] == ["00:00:04", "00:00:09", "00:00:15"]
    assert "01" not in said.document.text
