"""What identifies people in a study, grouped by value, with every place in context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qualitative.folder import Folder
from qualitative.privacy.key import Key
from qualitative.privacy.places import iter_texts, places_of
from qualitative.text.folding import fold
from qualitative.text.identifiers import KINDS, Identifier, find_identifiers

__all__ = ["Sighting", "named_in_ids", "survey"]

CONTEXT = 40


@dataclass
class Sighting:
    """One person's number, name or address: how it is written, and where (file and line, with context)."""

    kind: str
    value: str
    written: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)


def survey(folder: Folder, key: Key) -> list[Sighting]:
    """Everything that looks like an identifier in documents, events and tables, and has no decision yet or has a pseudonym."""
    found: dict[tuple[str, str], Sighting] = {}
    places = places_of(folder)
    for text in iter_texts(folder):
        for one in find_identifiers(text.text, key.names, places=places, language=text.language):
            if key.is_kept(one) or one.start < text.head:
                continue
            sighting = found.setdefault((one.kind, one.value), Sighting(one.kind, one.value))
            if one.text not in sighting.written:
                sighting.written.append(one.text)
            sighting.places.append((text.place(one.start), _context(text.text, one)))
    return sorted(found.values(), key=lambda sighting: (KINDS.index(sighting.kind), sighting.value))


def named_in_ids(folder: Folder, key: Key) -> list[str]:
    """Sentences on ids (also names of files and folders) that hold a name of the key; only a person can rename them."""
    names = {_id_of(name) for name in (*key.names, *key.given.get("name", {}))}
    persons = list(folder.persons.index) if (folder.corpus / "persons.csv").is_file() else []
    ids: dict[str, Iterable[str]] = {
        "document": folder.documents,
        "coder": folder.settings.coders,
        "case": list(folder.cases.index),
        "person": persons,
    }
    return [
        f"the id of {kind} {id!r} holds a name: put another in its place, in the files' names and in all that refers to it"
        for kind, known in ids.items()
        for id in known
        if any(name and f"-{name}-" in f"-{id}-" for name in names)
    ]


def _id_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name).text).strip("-")


def _context(text: str, one: Identifier) -> str:
    before, after = text[max(0, one.start - CONTEXT) : one.start], text[one.end : one.end + CONTEXT]
    return " ".join(f"…{before}[{one.text}]{after}…".split())
