"""Who speaks is recognised in the ways in which people and tools write it; what is in doubt stays prose, and is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitative.corpus.readers import read_file
from qualitative.text.language import guess_language
from qualitative.text.speakers import recognise
from qualitative.text.turns import parse_turns


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("P: Apa?\nNH: Itu.\nP: Lalu?", "P: Apa?|NH: Itu.|P: Lalu?"),
        ("P: Apa?\n\nNH: Itu.\nLagi.\n\nDan lagi.\n\nP: Ya", "P: Apa?|NH: Itu.\nLagi.\n\nDan lagi.|P: Ya"),
        ("Interviewer: Hi?\nBudi: Yes", "Interviewer: Hi?|Budi: Yes"),
        ("**P:** a?\n\n**NH:** b", "P: a?|NH: b"),
        ("**P**: a?\n\n_NH_: b", "P: a?|NH: b"),
        ("Budi (Pewawancara): a?\nAni (Informan): b", "Budi: a?|Ani: b"),
        ("[00:01:02] P: a?\n[00:01:05] NH: b", "[00:01:02] P: a?|[00:01:05] NH: b"),
        ("00:01:02 P: a?\n00:01:05 - NH: b", "[00:01:02] P: a?|[00:01:05] NH: b"),
        ("(1:02) P: a?\n(1:05) NH: b", "[00:01:02] P: a?|[00:01:05] NH: b"),
        ("P [00:01]: a?\nNH (00:05): b", "[00:00:01] P: a?|[00:00:05] NH: b"),
        ("#00:01:02-5# P: a?\n#00:01:05-0# NH: b", "[00:01:02] P: a?|[00:01:05] NH: b"),
        ("<v Ani>a?\n<v Budi>b", "Ani: a?|Budi: b"),
        ("PEWAWANCARA\na?\n\nINFORMAN\nb\nc", "PEWAWANCARA: a?|INFORMAN: b\nc"),
        ("Bu Ani  0:03\na?\n\nPak Budi  1:00:09\nb", "[00:00:03] Bu Ani: a?|[01:00:09] Pak Budi: b"),
        ("P:\na?\n\nNH:\nb\n\nP:\nc?", "P: a?|NH: b|P: c?"),
        ("00:00:01\nP: a?\n\n00:00:09\nNH: b", "[00:00:01] P: a?|[00:00:09] NH: b"),
        ("p: a?\nP: b?\nNH: c\nP: d?", "P: a?|P: b?|NH: c|P: d?"),
        ("P : a?\nNH : b", "P: a?|NH: b"),
    ],
)
def test_turns_are_recognised(text: str, form: str) -> None:
    found = recognise(text)
    assert found.text == "\n\n".join(form.split("|")) + "\n"
    assert len(parse_turns(found.text, found.speakers)) == found.turns == len(form.split("|"))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("P: a?\nNH: b", "interviewer informant"),
        ("I: a?\nP: b\nI: c?\nP: d", "interviewer informant"),
        ("P: a?\nI: b\nP: c?\nI: d", "interviewer informant"),
        ("Q: a?\nA: b", "interviewer informant"),
        ("Moderator: a?\nP1: b\nP2: c", "interviewer informant informant"),
        ("Bu Peneliti: a?\nPetugas Puskesos: b", "interviewer informant"),
        ("[00:01] Ani: a?\n[00:02] Budi: b\n[00:03] Ani: c?", "interviewer informant"),
        ("[00:01] Ani: a\n[00:02] Budi: b", "informant informant"),
        ("Narasumber: Dulu tidak ada.\n\nSekarang ada.", "informant"),
    ],
)
def test_roles_are_guessed_and_each_guess_is_told(text: str, roles: str) -> None:
    found = recognise(text)
    assert list(found.speakers.values()) == roles.split()
    assert all(
        any(note.startswith(f"{label} taken as {role}") for note in found.notes)
        for label, role in found.speakers.items()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Rapat desa.\n\nCatatan: ini penting.\n\nSumber: dinas.",
        "**Kata Kunci:** desa, kota.\n\nIsi.\n\n**Keywords:** village.",
        "Ada tiga hal: satu, dua, tiga.\n\nPukul 10:30 mulai.\n\nSelesai.",
        "# P: judul\n\nIsi.\n\nIsi lagi.",
    ],
)
def test_prose_stays_prose(text: str) -> None:
    assert recognise(text).text == text
    assert not recognise(text).speakers


def test_one_label_among_unlabelled_paragraphs_stays_prose_and_says_the_way_out() -> None:
    text = "Saya masuk.\n\nMODERATOR: Lalu?\n\nSudah.\n\nMODERATOR: Ya.\n\nBagus.\n"
    assert recognise(text).text == text
    assert "--unlabelled" in recognise(text).notes[0]
    found = recognise(text, unlabelled="P1")
    assert (found.turns, dict(found.speakers)) == (5, {"P1": "informant", "MODERATOR": "interviewer"})


def test_a_head_above_the_talk_is_kept_apart_and_not_lost() -> None:
    found = recognise("Tanggal: 12 Mei\nInforman: NH\n\nP: a?\nNH: b\nP: c?\nNH: d")
    assert (found.preamble, found.turns) == ("Tanggal: 12 Mei\nInforman: NH", 4)


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ("A– Sudah ada.", "line 3 looks like a turn and was joined to the turn before; declare them with --speakers A=informant "),
        ("Q. Lalu?\nA. Ya.", "lines 3–4 look like turns and were joined to the turn before; declare them with --speakers Q=interviewer,A=informant "),
        ("Catatan: dia diam.", "line 3 looks like a turn and was joined to the turn before; declare them with --speakers Catatan=text "),
        ("lalu begini.\n\nBK - ya", "line 5 looks like a turn and was joined to the turn before; declare them with --speakers BK=informant "),
        ("Ada dua hal: ini.\nSaya – dan kami – datang.\n- satu\nDinas Sosial – kantor itu", ""),
    ],
)  # fmt: skip
def test_lines_that_look_like_turns_and_were_joined_are_told(odd: str, told: str) -> None:
    notes = [note for note in recognise(f"P: a?\nNH: b\n{odd}\nP: c?\nNH: d").notes if "look" in note]
    assert len(notes) == bool(told)
    assert all(note.startswith(told) for note in notes)


def test_declared_labels_open_turns_with_a_dash_or_a_dot_too() -> None:
    text = "P: a?\nNH: b\nA– c\nQ. d?\n[00:01] A – e\nP: f?\nNH: g\nCatatan: h"
    found = recognise(text, {"A": "informant", "Q": "interviewer", "Catatan": "text"})
    assert found.text == "P: a?\n\nNH: b\n\nA: c\n\nQ: d?\n\n[00:00:01] A: e\n\nP: f?\n\nNH: g\nCatatan: h\n"
    assert not any("look" in note for note in found.notes)


def test_what_a_person_says_overrules_the_guess() -> None:
    text = "P: a?\nNH: b\nCatatan Budi: c\nNH: d\nCatatan Budi: e"
    found = recognise(text, {"P": "informant", "NH": "interviewer", "Catatan Budi": "text"})
    assert dict(found.speakers) == {"P": "informant", "NH": "interviewer"}
    assert "Catatan Budi: c" in found.text


@given(
    st.lists(
        st.tuples(st.sampled_from(["P", "NH", "Bu Ani"]), st.text(alphabet="ab .?\n[]0123:", max_size=30)),
        min_size=2,
        max_size=6,
    )
)
def test_no_word_of_a_transcript_is_lost(turns: list[tuple[str, str]]) -> None:
    text = "\n\n".join(f"{label}: x {speech}" for label, speech in turns)
    found = recognise(text)
    drop = str.maketrans(dict.fromkeys("[]():-0123456789", " "))  # timestamps may be written anew
    assert f"{found.preamble} {found.text}".translate(drop).split() == text.translate(drop).split()


def test_the_real_transcripts_become_turns_when_the_speaker_is_named(shared: Path) -> None:
    for file in sorted((shared / "data/swj2022-taguette/data/transcripts/raw").glob("*.odt")):
        raw = read_file(file)
        assert not recognise(raw.text).speakers
        found = recognise(raw.text, unlabelled="PX")
        assert set(found.speakers) <= {"MODERATOR", "PX"}
        assert found.text.replace("PX: ", "").split() == raw.text.split()


def test_the_language_is_told_by_its_commonest_words() -> None:
    assert guess_language("The office is open and the people that came in are waiting for it") == "en"
    assert guess_language("KTP 123") is None
