"""Who speaks in a passage and what place it is of: a second computation, slow and plain, written from the rules alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualitative.model import Document, Evidence, Turn


@dataclass(frozen=True)
class Passage:
    """A turn or paragraph, with what counting asks of it."""

    document: str
    n: int
    person: str | None
    place: str
    finding: bool
    answers: bool = True


def passages_of(documents: Sequence[Document], turns: dict[str, list[Turn]]) -> list[Passage]:
    """All passages of all documents."""
    found = []
    for document in documents:
        if document.provenance == "published":
            found += [published(document, turn, documents) for turn in turns[document.id]]
        else:
            found += fieldwork(document, turns[document.id])
    return found


def fieldwork(document: Document, turns: list[Turn]) -> list[Passage]:
    """The turns of a talk, by runs."""
    return [
        Passage(
            document.id,
            turn.n,
            speaker(document, turn),
            f"{document.id}@{first}",
            True,
            document.speakers.get(str(turn.speaker)) != "interviewer",
        )
        for turn, first in zip(turns, runs(document, turns), strict=True)
    ]


def runs(document: Document, turns: list[Turn]) -> list[int]:
    """For each turn the number of the one that its run begins with."""
    # "in fieldwork a run of one speaker's turns parted only by back-channels"
    first: list[int] = []
    holder: int | None = None  # the place of the last turn of who has the floor
    for n, turn in enumerate(turns):
        before = turns[n - 1] if n else None
        if turn.speaker is not None and holder is not None and turns[holder].speaker == turn.speaker:
            first.append(first[holder])
            holder = n
        elif turn.speaker is not None and before is not None and before.speaker == turn.speaker:
            first.append(first[n - 1])  # who listened with a word and goes on
            holder = holder if is_back_channel(said(document, turn)) else n
        else:
            first.append(turn.n)
            listens = holder is not None and turn.speaker is not None and is_back_channel(said(document, turn))
            holder = holder if listens else n
    return first


def said(document: Document, turn: Turn) -> str:
    """The words of a turn."""
    return document.text[turn.start : turn.end]


def is_back_channel(text: str) -> bool:
    """At most three words and sixteen letters, no digit, no question; remarks in brackets do not count."""
    said = re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", text)
    letters = sum(character.isalpha() for character in said)
    return (
        len(said.split()) <= 3
        and letters <= 16
        and not any(character.isdigit() for character in said)
        and "?" not in said
    )


def speaker(document: Document, turn: Turn) -> str | None:
    """Who speaks in a turn."""
    if turn.speaker is None or document.speakers.get(turn.speaker) == "interviewer":
        return None
    # "A label without a person is a person of its own in that document; `nobody` is none"
    return document.persons.get(turn.speaker, f"{document.id}#{turn.speaker}")


def published(document: Document, turn: Turn, documents: Sequence[Document]) -> Passage:
    """A paragraph of notes on a work."""
    entry = next((one for one in document.evidence if one.paragraph == turn.n), None)
    work = str(document.source.get("work") or document.id)
    # "Informants of a publication are (work, initials)."
    person = (
        f"{work}/{entry.informant}" if entry is not None and entry.basis == "informant" and entry.informant else None
    )
    if entry is None or entry.statement is None:
        return Passage(
            document.id, turn.n, person, f"{document.id}@{turn.n}", entry is None or entry.role in (None, "result")
        )
    root = restated(work, entry.statement, documents)
    # "only `role: result` for findings; a restatement counts with what it restates"
    roles = {one.role for one in entries(work, documents) if one.statement == root} - {"restatement"}
    return Passage(document.id, turn.n, person, f"{work}:{root}", "result" in roles or roles == {None})


def restated(work: str, statement: str, documents: Sequence[Document]) -> str:
    """The statement that is meant in the end."""
    for entry in entries(work, documents):
        if entry.statement == statement and entry.restates and entry.restates != statement:
            return restated(work, entry.restates, documents)
    return statement


def entries(work: str, documents: Sequence[Document]) -> list[Evidence]:
    """All that the notes on a work report."""
    return [
        entry
        for document in documents
        if str(document.source.get("work") or document.id) == work
        for entry in document.evidence
    ]


def persons_in(passages: Sequence[Passage], kinds: dict[str, str]) -> tuple[set[str], set[str], set[str]]:
    """The persons outside group interviews, the groups in which somebody answers, and the persons in these."""
    # "In a group interview the unit is the group; its persons are given beside"
    named = [one for one in passages if one.person is not None]
    alone = {str(one.person) for one in named if kinds[one.document] != "group"}
    in_groups = {str(one.person) for one in named if kinds[one.document] == "group"}
    return alone, {one.document for one in passages if one.answers and kinds[one.document] == "group"}, in_groups
