"""Put the documents together, and know which words of them each code fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from making.scripts import Line, parse_paragraphs, parse_talk
from qualitative.corpus.documents import format_document

__all__ = ["Source", "Truth", "Turn", "Written", "guide", "read_banks", "read_sources"]

PARTS = Path(__file__).resolve().parent.parent / "parts"
WORDS_A_SECOND = 2.4


@dataclass(frozen=True)
class Truth:
    """Words of a document that a code is known to fit, and who says them."""

    start: int
    end: int
    code: str
    label: str


@dataclass(frozen=True)
class Turn:
    """Where one speaker's words stand; `question` names the one of the guide that is asked."""

    start: int
    end: int
    label: str
    question: str | None


@dataclass(frozen=True)
class Written:
    """One document as it stands after some rounds of correction."""

    body: str
    turns: tuple[Turn, ...]
    truths: tuple[Truth, ...]


class Source:
    """One document: what is said of it in `documents.yaml`, and its text in `texts`."""

    def __init__(self, n: int, about: Mapping[str, Any], banks: Mapping[str, Any]) -> None:
        self.id: str = about["id"]
        self.kind: str = about.get("kind", "interview")
        self.about = about
        self._n = n
        self._banks = banks
        self._script = (PARTS / f"texts/{self.id}.txt").read_text(encoding="utf-8")

    @property
    def folder(self) -> str:
        """The folder of the corpus that it lies in."""
        return "documents" if self.kind == "document" else "transcripts"

    def written(self, corrected: int = 9) -> Written:
        """The text after `corrected` rounds of correction (9: as it stands in the end)."""
        if self.kind == "document":
            return _written(parse_paragraphs(self._script, corrected), {})
        lines = list(parse_talk(self._script, corrected))
        return _written(self._spoken(lines), self._labels(lines))

    def file(self, corrected: int = 9) -> str:
        """The whole file, front matter included."""
        known = ("title", "case", "date", "role", "attributes")
        head: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "provenance": self.about.get("provenance", "fieldwork"),
        }
        head |= {key: self.about[key] for key in known if key in self.about}
        head |= {"language": "en", "date": str(self.about["date"])}
        if self.kind != "document":
            head["speakers"] = self._speakers()
        return format_document(head, self.written(corrected).body)

    def _speakers(self) -> dict[str, Any]:
        """Label -> role, with the person where it is known who speaks."""
        labels = self._labels(list(parse_talk(self._script, 9)))
        people = self.about.get("people", {})
        return {label: "interviewer" if key == "Q" else _informant(people.get(key)) for key, label in labels.items()}

    def _labels(self, lines: Sequence[Line]) -> dict[str, str]:
        """How each speaker of the script is called in the transcript, in order of appearance."""
        keys = dict.fromkeys(["Q", *(line.speaker for line in lines if line.speaker != "~")])
        made_up = self.about.get("provenance") == "simulated"
        return {key: "SIM-A" if made_up and key == "A" else _label(key) for key in keys}

    def _spoken(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The talk with its opening and closing, the questions in words, and back-channels."""
        back, asked = count(self._n), count(self._n)
        frame = self._banks if self.kind == "interview" and not self.id.startswith("sim-") else {}
        yield from self._bank(frame.get("openings"))
        for line in lines:
            if line.speaker == "~":
                yield Line("Q", _turn_of(self._banks["back_channels"], next(back)))
            elif line.question and not line.text:
                yield replace(line, text=_turn_of(self._banks["questions"][line.question]["words"], next(asked)))
            else:
                yield line
        yield from self._bank(frame.get("closings"))

    def _bank(self, exchanges: Sequence[Sequence[str]] | None) -> Iterator[Line]:
        for written in _turn_of(exchanges, self._n) if exchanges else ():
            yield from parse_talk(written, 9)


def read_banks() -> dict[str, Any]:
    """Openings, closings, back-channels, and the questions of the guide."""
    banks: dict[str, Any] = yaml.safe_load((PARTS / "banks.yaml").read_text(encoding="utf-8"))
    return banks


def read_sources() -> list[Source]:
    """The documents in the order of `documents.yaml`."""
    banks, documents = read_banks(), yaml.safe_load((PARTS / "documents.yaml").read_text(encoding="utf-8"))
    return [Source(n, about, banks) for n, about in enumerate(documents)]


def guide(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """The questions of the guide with the turns (by number, from 1) that ask them, by document."""
    asked: dict[str, dict[str, list[int]]] = {}
    for source in sources:
        for number, turn in enumerate(source.written().turns, 1):
            if turn.question:
                asked.setdefault(turn.question, {}).setdefault(source.id, []).append(number)
    return [
        {"id": id, "text": {"en": said["text"]}, "codes": said.get("codes", []), "turns": asked[id]}
        for id, said in read_banks()["questions"].items()
    ]


def _label(key: str) -> str:
    return {"Q": "Interviewer", "V": "?"}.get(key, f"Interviewee {key[1:]}".strip())


def _informant(person: str | None) -> Any:
    if person is None or person == "nobody":
        return person or "informant"
    return {"role": "informant", "person": person}


def _turn_of(bank: Sequence[Any], n: int) -> Any:
    return bank[n % len(bank)]


def _written(lines: Iterator[Line], labels: Mapping[str, str]) -> Written:
    body, turns, truths, seconds = "", [], [], 4.0
    for line in lines:
        label = labels.get(line.speaker, "")
        if label:
            body += f"[{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}] {label}: "
        start = len(body)
        turns.append(Turn(start, start + len(line.text), label, line.question))
        truths += [Truth(start + span.start, start + span.end, span.code, label) for span in line.spans]
        body += line.text + "\n\n"
        seconds += 1 + len(line.text.split()) / WORDS_A_SECOND
    return Written(body.rstrip("\n") + "\n", tuple(turns), tuple(truths))
