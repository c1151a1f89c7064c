"""JSON in the shapes of the services that recognise speech, and of chats: speakers, times and words wherever a shape keeps them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reading.odd import TALK, clock, read, renamed, times, told, turns

ALL = " ".join(said for _, said in TALK)
NUMBER = {"Laura": 1, "Dale": 2}
TURNS = [(n * 20, who, said) for n, (who, said) in enumerate(TALK)]


def words(start: int, said: str, **more: object) -> list[dict[str, Any]]:
    return [
        {"word": word, "start": start + n / 2, "end": start + n / 2 + 0.4, **more}
        for n, word in enumerate(said.split())
    ]


def marks(start: int, said: str) -> list[tuple[str, str, float]]:
    """(kind, word or mark, when) as services cut speech."""
    found = re.findall(r"[\w%:]+(?<!:)|[^\w\s]", said)
    return [("word" if re.match(r"\w", one) else "mark", one, start + n / 4) for n, one in enumerate(found)]


def google() -> dict[str, Any]:
    """Transcripts without speakers, then all words again with a number each."""
    tagged = [
        {"word": word, "startTime": f"{n + i / 2}s", "endTime": f"{n + i}s", "speakerTag": NUMBER[who]}
        for n, who, said in TURNS
        for i, word in enumerate(said.split())
    ]
    plain = [{"alternatives": [{"transcript": said, "confidence": 0.9}]} for _, said in TALK]
    return {"results": [*plain, {"alternatives": [{"words": tagged}]}]}


def aws(inside: bool) -> dict[str, Any]:
    """Words and marks, each with its speaker, or with the speakers in a list of their own."""
    items: list[dict[str, Any]] = []
    segments = []
    for start, who, said in TURNS:
        label = f"spk_{NUMBER[who]}"
        made: list[dict[str, Any]] = []
        for kind, one, at in marks(start, said):
            item: dict[str, Any] = {"alternatives": [{"content": one}, {"content": "other"}], "type": "punctuation"}
            if kind == "word":
                item |= {"type": "pronunciation", "start_time": f"{at}", "end_time": f"{at + 0.2}"}
            made.append(item | ({"speaker_label": label} if inside else {}))
        items += made
        named = [{"start_time": one["start_time"], "speaker_label": label} for one in made if "start_time" in one]
        segments.append({"start_time": str(start), "speaker_label": label, "items": named})
    return {"results": {"transcripts": [{"transcript": ALL}], "speaker_labels": {"segments": segments}, "items": items}}


def azure() -> dict[str, Any]:
    """Phrases with several ways to hear each, their beginning written as a duration."""
    phrases = [
        {"speaker": NUMBER[who], "offset": f"PT{n // 60}M{n % 60}.5S", "nBest": [{"lexical": "x", "display": said}, {"display": "other"}]}
        for n, who, said in TURNS
    ]  # fmt: skip
    return {"combinedRecognizedPhrases": [{"display": ALL}], "recognizedPhrases": phrases}


def deepgram() -> dict[str, Any]:
    """One transcript, and paragraphs that hold speaker and sentences apart."""
    paragraphs = [
        {"sentences": [{"text": said, "start": n, "end": n + 9}], "speaker": NUMBER[who], "start": n, "end": n + 9}
        for n, who, said in TURNS
    ]
    found = {"transcript": ALL, "words": words(0, ALL), "paragraphs": {"transcript": ALL, "paragraphs": paragraphs}}
    return {"metadata": {"duration": 120}, "results": {"channels": [{"alternatives": [found]}]}}


def rev() -> dict[str, Any]:
    """Words, blanks and marks as elements of a monologue."""
    return {
        "monologues": [
            {
                "speaker": NUMBER[who],
                "elements": [
                    {"type": "text", "value": one, "ts": start + n / 4, "end_ts": start + n / 4 + 0.2}
                    if re.match(r"\w", one)
                    else {"type": "punct", "value": one}
                    for n, one in enumerate(re.findall(r"[\w%]+|[^\w\s]|\s+", said))
                ],
            }
            for start, who, said in TURNS
        ]
    }


def speechmatics() -> dict[str, Any]:
    return {
        "results": [
            {"type": "word" if kind == "word" else "punctuation", "start_time": at, "end_time": at + 0.2, "attaches_to": "previous" if one in ".,?:" else "none", "alternatives": [{"content": one, "speaker": f"S{NUMBER[who]}"}]}
            for start, who, said in TURNS
            for kind, one, at in marks(start, said)
        ]
    }  # fmt: skip


def otranscribe() -> dict[str, Any]:
    page = "".join(
        f'<p><span class="timestamp" data-timestamp="{n}">{clock(n)}</span>&nbsp;<b>{who}</b>: {said}<br></p>'
        for n, who, said in TURNS
    )
    return {"text": page, "media": "a.mp3", "media-time": 2.5}


SHAPES: dict[str, tuple[Callable[[], Any], dict[str, str]]] = {
    "Google": (google, {"Laura": "1", "Dale": "2"}),
    "Google 2": (lambda: {"results": [{"alternatives": [{"transcript": said, "words": [{"startOffset": f"{n}s", "word": word, "speakerLabel": who} for word in said.split()]}]} for n, who, said in TURNS]}, {"Laura": "Laura", "Dale": "Dale"}),
    "AWS": (lambda: aws(True), {"Laura": "spk_1", "Dale": "spk_2"}),
    "AWS with speakers apart": (lambda: aws(False), {"Laura": "spk_1", "Dale": "spk_2"}),
    "Azure": (azure, {"Laura": "1", "Dale": "2"}),
    "Azure, fast": (lambda: {"phrases": [{"speaker": NUMBER[who], "offsetMilliseconds": n * 1000, "text": said} for n, who, said in TURNS]}, {"Laura": "1", "Dale": "2"}),
    "Deepgram": (deepgram, {"Laura": "1", "Dale": "2"}),
    "Deepgram, words": (lambda: {"results": {"channels": [{"alternatives": [{"transcript": ALL, "words": [w for n, who, said in TURNS for w in words(n, said, speaker=NUMBER[who])]}]}]}}, {"Laura": "1", "Dale": "2"}),
    "Rev": (rev, {"Laura": "1", "Dale": "2"}),
    "Speechmatics": (speechmatics, {"Laura": "S1", "Dale": "S2"}),
    "ElevenLabs": (lambda: {"text": ALL, "words": [one for n, who, said in TURNS for word in said.split() for one in ({"text": word, "start": n, "end": n + 1, "type": "word", "speaker_id": who}, {"text": " ", "type": "spacing", "speaker_id": who})]}, {"Laura": "Laura", "Dale": "Dale"}),
    "Fireflies": (lambda: {"data": {"summary": {"overview": "x"}, "sentences": [{"speaker_name": who, "text": said, "start_time": float(n)} for n, who, said in TURNS]}}, {"Laura": "Laura", "Dale": "Dale"}),
    "oTranscribe": (otranscribe, {"Laura": "Laura", "Dale": "Dale"}),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_speakers_times_and_words_of_each_shape(tmp_path: Path, shape: str) -> None:
    made, names = SHAPES[shape]
    found = read(tmp_path, "a.json", json.dumps(made()))
    assert turns(found) == renamed(names)
    assert times(found) == len(TALK)
    assert not found.unread


def test_a_stretch_without_a_speaker_is_nobodys_and_told(tmp_path: Path) -> None:
    made = {"segments": [{"text": said, **({} if n == 40 else {"speaker": who})} for n, who, said in TURNS]}
    found = read(tmp_path, "a.json", json.dumps(made))
    assert [label for label, _ in turns(found)] == ["Laura", "Dale", "?", "Dale", "Laura", "Dale"]
    assert "1 stretch bears no speaker's name in the file: kept as turns of ? (nobody)" in told(found)


def test_speakers_named_apart_from_the_words_are_told(tmp_path: Path) -> None:
    spans = [{"from": n, "to": n + 9, "speaker": NUMBER[who]} for n, who, _ in TURNS]
    made = {"results": [{"alternatives": [{"transcript": said}]} for _, said in TALK], "speaker_labels": spans}
    found = read(tmp_path, "a.json", json.dumps(made))
    assert "speakers are named in speaker_labels, apart from the words, and were not read" in told(found)


def test_text_beside_the_speech_is_told_and_the_speech_in_another_form_is_not(tmp_path: Path) -> None:
    made = {
        "segments": [{"text": said, "speaker": who} for who, said in TALK],
        "chapters": [{"text": "Volunteering beginnings"}],
        "highlights": [{"text": TALK[1][1]}],
    }
    found = read(tmp_path, "a.json", json.dumps(made))
    assert found.unread == ("1 list chapters beside the speech (2 words): 'Volunteering beginnings'",)


def test_a_chat_is_read_from_its_oldest_message_with_its_letters(tmp_path: Path) -> None:
    def coded(text: str) -> str:
        return text.encode().decode("latin-1")

    messages = [
        {"sender_name": coded(who), "timestamp_ms": 1_710_239_400_000 + n * 1000, "content": coded(said)}
        for n, who, said in reversed(TURNS)
    ]
    messages.append({"sender_name": "Dale", "timestamp_ms": 1_710_239_399_000, "photos": [{"uri": "x"}]})
    found = read(tmp_path, "a.json", json.dumps({"participants": [], "messages": messages}))
    assert turns(found) == list(TALK)
    assert times(found) == len(TALK)
    assert found.unread == ("1 photo (of Dale)",)
