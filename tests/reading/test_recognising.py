"""One recogniser for every way to write a talk: shapes of labels × shapes of times, and what is a talk at all."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitative import Study
from qualitative.text.recognising import build
from qualitative.text.recognising.accounting import balance
from qualitative.text.speakers import recognise
from qualitative.text.turns import parse_turns, turns_of

SPEECH = ["How did it start?", "In the hall: two of us, at 10:30.", "Who paid?", "The village – most months."]
SHAPES = {
    "colon": "{t}{l}: {s}", "blank before the colon": "{t}{l} : {s}", "glued": "{t}{l}:{s}", "square": "{t}[{l}] {s}", "square and colon": "{t}[{l}]: {s}",
    "round": "{t}({l}) {s}", "curly": "{t}{{{l}}} {s}", "angle": "{t}<{l}> {s}", "at": "{t}@{l}: {s}", "hash": "{t}#{l}: {s}", "bold": "{t}**{l}:** {s}",
    "bold without colon": "{t}**{l}** {s}", "underlined": "{t}__{l}__ {s}", "escaped": "{t}\\*\\*{l}:\\*\\* {s}", "tab": "{t}{l}\t{s}", "bar": "{t}{l} | {s}",
    "hyphen": "{t}{l} - {s}", "dash": "{t}{l} – {s}", "arrows": "{t}>> {l}: {s}", "above": "{t}{l}\n{s}", "above, apart": "{t}{l}\n\n{s}",
    "colon above": "{t}{l}:\n{s}", "bulleted": "{t}- {l}: {s}",
}  # fmt: skip
TIMES = {
    "none": "", "square": "[00:00:0{n}] ", "round": "(0:0{n}) ", "bare": "00:00:0{n} ", "dots": "[00.00.0{n}] ", "tenths": "[00:00:0{n}.5] ",
    "range": "[00:00:0{n} - 00:00:09] ", "f4": "#00:00:0{n}-5# ", "glued": "[00:00:0{n}]", "line above": "00:00:0{n}\n", "arrow": "00:00:0{n},100 --> 00:00:09,000\n",
    "dated": "12/05/2026, 00:00:0{n} - ",
}  # fmt: skip
LABELS = [
    ("Interviewer", "Interviewee"), ("Speaker 1", "Speaker 2"), ("SPEAKER_00", "SPEAKER_01"), ("M", "1P"), ("ratna", "joko"),
    ("Dr. Siti Aminah, M.Kes.", "Pak Joko (Kades)"), ("Pewawancara", "Kepala Seksi Perlindungan dan Jaminan Sosial"),
    ("Peneliti", "Informan [Ibu A]"), ("Rina", "+62 812-3456-789"), ("Entrevistador", "Entrevistada"),
]  # fmt: skip


def written(shape: str, time: str, labels: tuple[str, str]) -> str:
    pieces = [
        SHAPES[shape].format(t=TIMES[time].format(n=n + 1), l=labels[n % 2], s=speech)
        for n, speech in enumerate(SPEECH)
    ]
    return "\n\n".join(pieces)


@pytest.mark.parametrize(("shape", "time"), list(product(SHAPES, TIMES)))
def test_every_shape_of_label_with_every_shape_of_time(shape: str, time: str) -> None:
    for labels in LABELS:
        found = recognise(written(shape, time, labels))
        turns = parse_turns(found.text, found.speakers)
        said = [(turn.speaker, found.text[turn.start : turn.end]) for turn in turns]
        assert said == [(labels[n % 2], speech) for n, speech in enumerate(SPEECH)], labels
        assert [turn.timestamp for turn in turns] == [f"00:00:0{n + 1}" if time != "none" else None for n in range(4)]
        assert [turn.until for turn in turns] == ["00:00:09" if time in ("range", "arrow") else None] * 4
        assert list(found.speakers.values()) == ["interviewer", "informant"], labels


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Budi Santoso (B): a?\n\nSiti Aminah (SA): b\n\nB: c?\n\nSA: d\n\nB: e?\n\nSA: f", "B: a?|SA: b|B: c?|SA: d|B: e?|SA: f"),
        ("Ratna Dewi: a?\n\nJoko Prasetyo: b\n\nRD: c?\n\nJP: d\n\nRD: e?\n\nJP: f", "RD: a?|JP: b|RD: c?|JP: d|RD: e?|JP: f"),
        ("P (laughs): a?\n\nA (quiet): b\n\nP: c?\n\nA: d", "P: (laughs) a?|A: (quiet) b|P: c?|A: d"),
        ("I: a?\n\nR: b\n\n?: c\n\nI: d?\n\nR: e", "I: a?|R: b|?: c|I: d?|R: e"),
        ("I: a?\nR: b\n\nInt2 - c?\nI - d?", "I: a?|R: b\n\nInt2 - c?|I: d?"),
        ("1. I: a?\n2. R: b\n3. I: c?\n4. R: d", "I: a?|R: b|I: c?|R: d"),
        ("P: 00:12 a?\nA: 00:20 b\nP: 00:30 c?\nA: 00:41 d", "[00:00:12] P: a?|[00:00:20] A: b|[00:00:30] P: c?|[00:00:41] A: d"),
        ("P: a? (00.00.12)\nA: b (00.00.20)", "[00:00:00-00:00:12] P: a?|[00:00:12-00:00:20] A: b"),
        ("[00:00:03] P: a? [00:00:10] b\n\n[00:00:20] A: at (10:30) we\n\n[00:00:30] P: c?", "[00:00:03] P: a? b|[00:00:20] A: at (10:30) we|[00:00:30] P: c?"),
        ("[12/05/26, 09.15.33] Ratna: a?\n[12/05/26, 09.17.02] ~ Joko: b\n[12/05/26, 09.18.00] Ratna: c?", "[09:15:33] Ratna: a?|[09:17:02] Joko: b|[09:18:00] Ratna: c?"),
        ("5/12/26, 9:15 AM - Ratna: a?\n5/12/26, 1:17 PM - +62 812-3456-7890: b\n5/12/26, 1:18 PM - Ratna: c?", "[09:15:00] Ratna: a?|[13:17:00] +62 812-3456-7890: b|[13:18:00] Ratna: c?"),
        ("采访者：你好吗？\n\n受访者：很好。\n\n采访者：然后？", "采访者: 你好吗？|受访者: 很好。|采访者: 然后？"),
        ("AWALNYA BAGAIMANA?\n\nDari balai.\n\nSIAPA ITU?\n\nRelawan.", "Interviewer: AWALNYA BAGAIMANA?|Informant: Dari balai.|Interviewer: SIAPA ITU?|Informant: Relawan."),
    ],
)  # fmt: skip
def test_talks_are_recognised(text: str, form: str) -> None:
    assert recognise(text).text == "\n\n".join(form.split("|")) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "Name: Ratna\nAge: 34\nVillage: North\nOpinion: It is far.\n\nName: Joko\nAge: 51\nVillage: South\nOpinion: It is late.",
        "Von: Ratna\nGesendet: Montag\nAn: Joko\nBetreff: Akten\n\nDie Akten fehlen.\n\nVon: Joko\nGesendet: Dienstag\nAn: Ratna\nBetreff: AW\n\nGut.",
        "Lieu: salle\n\nObservation: Les gens attendent.\n\nRéflexion: C'est long.\n\nObservation: On demande.\n\nRéflexion: Rien.",
        "Agenda: budget\n\nDecision: Paint it.\nAction: Joko buys.\n\nAgenda: light\n\nDecision: Pay.\nAction: Ani calls.",
        "NGO – a group.\n\nCSO – a society.\n\nNGO – see above.\n\nKPI – a number.",
        "Seen: The clerk calls.\n\nThought: They can't hear.\n\nSeen: A woman asks.\n\nThought: Nothing is written.",
        "- Apa itu?\n\n- Ini.\n\n- Lalu?\n\n- Ya.",
    ],
)  # fmt: skip
def test_forms_letters_minutes_and_notes_stay_prose_and_the_doubt_is_told(text: str) -> None:
    found = recognise(text)
    assert (found.text, dict(found.speakers)) == (text, {})
    if not text.startswith("NGO"):
        assert "prose" in found.notes[0]


def test_the_head_tells_who_asks() -> None:
    head = "Interviewer: Ratna Dewi (RD)\nRespondent: Joko Prasetyo (JP)\n\n"
    found = recognise(head + "RD: Tell me.\n\nJP: We began. Is that all?\n\nRD: Good.\n\nJP: Thanks.")
    assert dict(found.speakers) == {"RD": "interviewer", "JP": "informant"}
    assert [guess.certainty for guess in found.guesses] == ["sure", "sure"]


def test_who_comes_back_in_other_files_interviews() -> None:
    text = "[0:01] Rina: Good.\n\n[0:02] Joko: I began.\n\n[0:03] Rina: Fine.\n\n[0:04] Joko: I ended."
    assert set(recognise(text).speakers.values()) == {"informant"}
    assert recognise(text, recurring={"rina"}).speakers == {"Rina": "interviewer", "Joko": "informant"}


def test_an_unsure_role_names_the_option_that_decides() -> None:
    found = recognise("[0:01] Ann: Good.\n\n[0:02] Bob: I went home.\n\n[0:03] Ann: Fine.")
    unsure = [guess for guess in found.guesses if guess.certainty == "unsure"]
    assert unsure
    assert all("--speakers" in guess.told() for guess in unsure)


def test_nothing_but_a_head_leaves_the_text() -> None:
    intro = "We met in the hall on a rainy day, and the informant asked whether his brother could stay, which we agreed to, and he sat down."
    found = recognise(f"Date: 3 May\n\n{intro}\n\nP: a?\n\nA: b\n\nP: c?\n\nA: d")
    assert found.preamble == "Date: 3 May"
    assert found.text.startswith(f"?: {intro}\n\nP: a?")
    assert found.speakers["?"] == "nobody"
    assert any("may be speech" in note for note in found.notes)


def test_the_fields_of_a_head_are_kept_apart_and_tell_nobody_speaks() -> None:
    head = "Wawancara Mendalam\nHari/Tanggal : Senin, 12 Mei 2025\nInforman : Bu Tuti"
    found = recognise(
        f"{head}\n\nPeneliti : Awalnya bagaimana\nBu Tuti : Jadi begini\n+++\nPeneliti : Oh?\nBu Tuti : Iya, kan?\nPak RT : Betul"
    )
    assert found.preamble == head
    assert found.speakers == {"Peneliti": "interviewer", "Bu Tuti": "informant", "Pak RT": "informant"}
    assert "+++" in found.text


def test_the_shipped_dialogues_are_recognised_under_names_that_tell_nothing(real_study: Study) -> None:
    """Labels such as P and NH are replaced by first names, so that roles are told by what speakers do."""
    names = ["Ratna", "Joko", "Ani", "Budi", "Dewi", "Edi"]
    for document in real_study.folder.documents.values():
        same = dict(zip(document.speakers, names, strict=False))
        text = document.text
        for label, name in same.items():
            text = re.sub(rf"(?m)^((?:\[[\d:.-]+\] )?){re.escape(label)}:", rf"\g<1>{name}:", text)
        found = recognise(text)
        assert found.speakers == {same[label]: role for label, role in document.speakers.items()}, document.id
        if document.speakers:
            assert found.turns == len(turns_of(document))


def test_every_line_that_looks_like_a_turn_and_opened_none_is_listed() -> None:
    found = recognise("P: a?\n\nA: b\nNote: he left.\n\nP: c?\n\nA: d\nBK. e")
    assert found.lookalikes == ((4, "Note"), (9, "BK"))
    assert any("lines 4, 9 look like turns" in note for note in found.notes)


TALK = st.lists(
    st.tuples(
        st.sampled_from(["P", "NH", "Bu Ani", "1P", "Dr. A, M.Si."]),
        st.text(alphabet="ab .?\n[]0123:*|–\t(#", max_size=24),
    ),
    min_size=2,
    max_size=7,
)


@given(TALK, st.sampled_from(sorted(SHAPES)), st.sampled_from(["\n", "\n\n"]))
def test_no_word_is_lost_and_none_invented(turns: list[tuple[str, str]], shape: str, gap: str) -> None:
    text = gap.join(SHAPES[shape].format(t="", l=label, s=f"x{n} {speech}") for n, (label, speech) in enumerate(turns))
    found = recognise(text)
    assert not any("would not hold" in note for note in found.notes)
    assert all(f"x{n}" in f"{found.preamble} {found.text}" for n in range(len(turns)))


def test_a_recogniser_that_loses_a_word_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = build.Turn.speech.fget
    assert whole is not None
    monkeypatch.setattr(build.Turn, "speech", property(lambda turn: whole(turn).replace("budget", "")))
    text = "P: Who pays?\n\nA: The budget does.\n\nP: Why?\n\nA: Because."
    found = recognise(text)
    assert (found.text, dict(found.speakers)) == (text, {})
    assert found.notes == ("turns would not hold every word (1 words lost (budget)), so it stays prose",)


def test_words_are_counted_in_and_out() -> None:
    sums = balance("P: satu dua dua", ["satu dua tiga"], ["P:"])
    assert (dict(sums.lost), dict(sums.invented)) == ({"dua": 1}, {"tiga": 1})
    assert balance("P: satu", ["Satu"], ["P"]).even


def test_an_aside_in_brackets_that_stands_alone_is_no_speaker() -> None:
    found = recognise("[Ann]: How?\n\n[Bob]: So.\n\n(inaudible)\n\n[Ann]: Why?\n\n(inaudible)\n\n[Bob]: Because.\n")
    assert list(found.speakers) == ["Ann", "Bob"]
    assert found.text.count("(inaudible)") == 2


def test_digits_alone_above_the_speech_name_speakers_where_they_come_back() -> None:
    talk = "01\n\nHow did it begin?\n\n02\n\nIn the hall.\n\n01\n\nWho paid?\n\n02\n\nThe village.\n"
    assert recognise(talk).speakers == {"01": "interviewer", "02": "informant"}
    pages = "".join(f"{n}\n\nA page of a book, which asks nothing and says little.\n\n" for n in range(1, 9))
    assert recognise(pages).speakers == {}


def test_a_label_of_a_series_opens_a_turn_inside_a_line_though_it_comes_once() -> None:
    found = recognise("SIM-P: How? SIM-A: So. SIM-P: Why? SIM-A: Thus. SIM-P: Who? SIM-B: “I did.” SIM-P: Oh?\n")
    assert list(found.speakers) == ["SIM-P", "SIM-A", "SIM-B"] and found.turns == 7
