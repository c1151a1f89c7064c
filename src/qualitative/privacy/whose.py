"""Which labels, turns and paragraphs of a document are one person's. Pure but for the study that is asked whether a name is a person's."""

from __future__ import annotations

from qualitative.folder import Folder
from qualitative.model import Document
from qualitative.text.turns import parse_paragraphs, turns_of

__all__ = ["is_person", "labels_of", "names_in", "persons_of", "ranges_of", "words_of"]


def is_person(folder: Folder, name: str) -> bool:
    """Whether a name is the id of a person, and no label that leads to nobody in particular."""
    return any(name in document.persons.values() for document in folder.documents.values())


def names_in(document: Document) -> set[str]:
    """By what an informant of the document can be named: labels, initials, persons."""
    return _informants_in(document) | {person for person in document.persons.values() if person}


def labels_of(document: Document, informant: str) -> set[str]:
    """The labels under which a person speaks in a document; a label leads to the person that the front matter names."""
    led = {label for label, person in document.persons.items() if person == informant}
    return led | (
        {informant} & _informants_in(document) if document.persons.get(informant, informant) is not None else set()
    )


def persons_of(document: Document, informant: str) -> list[str]:
    return [
        person for label in sorted(labels_of(document, informant)) for person in [document.persons.get(label)] if person
    ]


def ranges_of(document: Document, informant: str) -> list[tuple[int, int]] | None:
    """The stretches that are the person's; empty where that is the whole document, None where it is nothing."""
    informants, labels = _informants_in(document), labels_of(document, informant)
    if not labels:
        return None
    if informants == labels and (document.speakers or not document.evidence):
        return []
    if document.speakers:
        return [
            (turn.start, turn.end) for turn in turns_of(document) if turn.speaker in labels and turn.start < turn.end
        ]
    theirs = {e.paragraph for e in document.evidence if e.informant == informant}
    if theirs == {e.paragraph for e in document.evidence}:
        return []
    return [(p.start, p.end) for p in parse_paragraphs(document.text) if p.n in theirs]


def words_of(document: Document, ranges: list[tuple[int, int]]) -> list[str]:
    """A few stretches of the person's words, long enough to be theirs alone."""
    spoken = [document.text[a:b] for a, b in ranges] or [document.text[t.start : t.end] for t in turns_of(document)]
    return sorted((text.split("\n")[0] for text in spoken), key=len, reverse=True)[:3]


def _informants_in(document: Document) -> set[str]:
    labels = {label for label, role in document.speakers.items() if role == "informant"}
    source = document.source.get("informant")
    return labels | ({str(source)} if source else set()) | {e.informant for e in document.evidence if e.informant}
