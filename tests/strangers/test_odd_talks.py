"""Odd talks are read with all their turns, each speaker told from the others, who asks and who answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative.corpus.adding import Wishes, plan_addition
from qualitative.text.turns import turns_of
from strangers.odd_talks import SYSTEM, TALKS, Talk


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.name)
def test_an_odd_talk_is_read_right(talk: Talk, tmp_path: Path) -> None:
    wishes = Wishes(case="north", date="2024", id="added")
    addition = plan_addition(talk.file, tmp_path, ["north"], wishes, ("en", "id"), data=talk.data)
    document = addition.document
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


@pytest.mark.xfail(strict=True, reason="a message of the system that bears a person's name is read as that person's")
def test_what_a_messenger_says_itself_is_nobodys_speech(tmp_path: Path) -> None:
    test_an_odd_talk_is_read_right(SYSTEM, tmp_path)
