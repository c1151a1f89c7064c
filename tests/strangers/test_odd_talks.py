"""Odd talks are read with all their turns, each speaker told from the others, who asks and who answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualitative.corpus.adding import Addition, Wishes, plan_addition
from qualitative.text.turns import turns_of
from strangers.chats import CHATS, NAMELESS, QUOTED, TOLD
from strangers.odd_files import FILES, GOOGLE, PROSE, TOLD_OF
from strangers.odd_talks import FOUR, SYSTEM, TALKS, Talk, made


def squeezed(text: str) -> str:
    return " ".join(text.split())


def plan(talk: Talk, folder: Path) -> Addition:
    wishes = Wishes(case="north", date="2024", id="added")
    return plan_addition(talk.file, folder, ["north"], wishes, ("en", "id"), data=talk.data)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.name)
def test_an_odd_talk_is_read_right(talk: Talk, tmp_path: Path) -> None:
    document = plan(talk, tmp_path).document
    turns = turns_of(document) if document.speakers else []
    assert [squeezed(document.text[t.start : t.end]) for t in turns] == [squeezed(said) for _, said in talk.turns]
    speakers = {
        who: {t.speaker for t, (key, _) in zip(turns, talk.turns, strict=True) if key == who} for who, _ in talk.turns
    }
    assert all(len(labels) == 1 for labels in speakers.values())
    assert len({label for labels in speakers.values() for label in labels}) == len(speakers)
    for who, (label,) in speakers.items():
        assert document.speakers[label] == ("interviewer" if who == "i" else "informant")
    if talk.timed is not None:
        assert sum(turn.timestamp is not None for turn in turns) == talk.timed
    if talk.language is not None:
        assert document.language == talk.language


@pytest.mark.parametrize("talk", [*CHATS, SYSTEM], ids=lambda talk: talk.name)
def test_what_a_messenger_says_itself_is_nobodys_speech(talk: Talk, tmp_path: Path) -> None:
    test_an_odd_talk_is_read_right(talk, tmp_path)
    told = [unread for unread in plan(talk, tmp_path).unread if "of the system" in unread]
    number = TOLD.get(talk.name, int(talk is SYSTEM))
    assert [int(sentence.split()[0]) for sentence in told] == ([number] if number else [])


@pytest.mark.parametrize("talk", FILES, ids=lambda talk: talk.name)
def test_a_file_of_a_program_is_read_right_and_what_is_no_speech_is_told(talk: Talk, tmp_path: Path) -> None:
    test_an_odd_talk_is_read_right(talk, tmp_path)
    unread = plan(talk, tmp_path).unread
    for told in TOLD_OF.get(talk.name, ()):
        assert any(sentence.startswith(told) for sentence in unread)


@pytest.mark.parametrize(("talk", "said"), PROSE, ids=lambda one: one.name if isinstance(one, Talk) else "")
def test_signs_that_are_not_known_are_told(talk: Talk, said: str, tmp_path: Path) -> None:
    planned = plan(talk, tmp_path)
    assert not planned.document.speakers
    assert any(said in note for note in planned.notes)


def test_times_of_a_pipeline_s_chunks_are_kept(tmp_path: Path) -> None:
    chunks = [{"timestamp": [3.0 + n, 4.0 + n], "text": " So it began."} for n in range(4)]
    planned = plan(Talk("chunks", "a.json", json.dumps({"chunks": chunks}).encode()), tmp_path)
    assert [turn.timestamp for turn in turns_of(planned.document)] == [f"00:00:0{3 + n}" for n in range(4)]


def test_all_stretches_are_read_each_as_it_was_likeliest_heard(tmp_path: Path) -> None:
    planned = plan(Talk("stretches", "a.json", json.dumps(GOOGLE).encode()), tmp_path)
    assert squeezed(planned.document.text) == " ".join(what for _, what in FOUR * 20)


def test_a_message_of_somebody_without_a_name_is_nobodys_and_told(tmp_path: Path) -> None:
    """Never the words of who wrote before."""
    planned = plan(made("without letters", "a.txt", NAMELESS), tmp_path)
    turns = turns_of(planned.document)
    assert [turn.speaker for turn in turns] == ["Ratna", "Joko", "?", "Ratna", "Joko"]
    assert planned.transcript.speakers["?"] == "nobody"
    assert "The youth group helped." in planned.document.text[turns[2].start : turns[2].end]
    assert any("no name that is known" in note for note in planned.notes)


def test_a_message_that_quotes_somebody_is_not_taken_for_the_messengers_own(tmp_path: Path) -> None:
    talk = made("quoted", "a.txt", QUOTED, FOUR, 4)
    found = plan(talk, tmp_path)
    assert 'the chair said "we begin": so we began in the hall.' in found.document.text
    assert any("the message on line 2 bears no name that is known" in note for note in found.notes)
