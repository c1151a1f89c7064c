"""Persons and places: the library gives what the slow computation gives, on random talks and notes and in both studies."""

from __future__ import annotations

from random import Random

import pandas as pd

from conftest import on_both
from qualitative import Study
from qualitative.counting.passages import passages
from qualitative.counting.persons import count_persons
from qualitative.model import Document, Evidence, Turn
from reference.many import seeds
from reference.places import Passage, passages_of, persons_in

LABELS = {"P": "interviewer", "A": "informant", "B": "informant", "?": "informant"}
SAID = (
    "Mm.",
    "Yes, yes.",
    "No.",
    "Why?",
    "Room 7",
    "[laughs]",
    "Mm. [nods] Right.",
    "We wrote it down at the end of the day.",
    "It was quicker before, I think.",
)
STATEMENTS = ("K:one", "K:two", "A:one", "F:three")
ROLES = ("result", "result", "background", "restatement", "recommendation", None)


def talk(random: Random, id_: str) -> tuple[Document, list[Turn]]:
    """A talk of up to 12 turns, and where they lie."""
    text, turns = "", []
    for n in range(random.randint(1, 12)):
        label, said = random.choice(tuple(LABELS)), random.choice(SAID)
        start = len(text) + len(label) + 2
        text += f"{label}: {said}\n\n"
        turns.append(Turn(n + 1, start, start + len(said), 2 * n + 1, label, LABELS[label]))
    persons = {"?": None, **({"A": "someone"} if random.random() < 0.5 else {})}
    kind = random.choice(("interview", "group"))
    return Document(id_, kind, "fieldwork", "north", "2024", "en", text, speakers=LABELS, persons=persons), turns


def notes(random: Random, id_: str) -> tuple[Document, list[Turn]]:
    """Notes on one work, and where their paragraphs lie."""
    text, turns, evidence = "", [], []
    for n in range(1, random.randint(2, 6)):
        start = len(text)
        text += f"Something that the work says, number {n}.\n\n"
        turns.append(Turn(n, start, len(text) - 2, 2 * n - 1))
        evidence.append(entry(random, n))
    work = {"work": "a-work"}
    return Document(
        id_, "document", "published", "north", "2024", "en", text, source=work, evidence=tuple(evidence)
    ), turns


def entry(random: Random, n: int) -> Evidence:
    """What a paragraph reports; a statement restates only one that comes later in the list, so that nothing goes round."""
    at = random.randrange(len(STATEMENTS))
    statement = STATEMENTS[at] if random.random() < 0.9 else None
    basis = random.choice(("informant", "document", "author"))
    role = {"K:one": "result", "K:two": "background", "A:one": "restatement", "F:three": None}.get(
        statement or "", random.choice(ROLES)
    )
    restates = {"A:one": "K:one"}.get(statement or "")
    return Evidence(
        n,
        basis,
        informant=random.choice(("NH", "NA")) if basis == "informant" else None,
        statement=statement,
        role=role,
        restates=restates,
    )


def asked(table: pd.DataFrame) -> list[Passage]:
    """The library's passages in the reference's shape."""
    return [
        Passage(
            one.document,
            one.n,
            None if pd.isna(one.person) else one.person,
            one.place,
            bool(one.finding),
            one.role != "interviewer",
        )
        for one in table.itertuples()
    ]


def counts(found: list[Passage], kinds: dict[str, str]) -> list[int]:
    return [len(some) for some in persons_in(found, kinds)]


def test_random_talks_and_notes_have_the_same_persons_and_places() -> None:
    for seed in seeds(100):
        random = Random(seed)
        made = [talk(random, "talk-1"), talk(random, "talk-2"), notes(random, "notes-1"), notes(random, "notes-2")]
        documents = [document for document, _ in made]
        expected = passages_of(documents, {document.id: turns for document, turns in made})
        table = passages(documents)
        assert asked(table) == expected, f"seed {seed}"
        kinds = {document.id: document.kind for document in documents}
        assert list(count_persons(table)[["persons", "groups", "in_groups"]].iloc[0]) == counts(expected, kinds)


@on_both()
def test_both_studies_have_the_same_persons_and_places(either: Study) -> None:
    documents = [either.document(id_) for id_ in either.documents.index]
    turns: dict[str, list[Turn]] = {document.id: [] for document in documents}
    for one in either.turns.itertuples():
        turns[one.document].append(
            Turn(one.n, one.start, one.end, one.line, None if pd.isna(one.speaker) else one.speaker)
        )
    expected = passages_of(documents, turns)
    assert asked(either.passages) == expected
    kinds = {document.id: document.kind for document in documents}
    assert list(count_persons(either.speakers)[["persons", "groups", "in_groups"]].iloc[0]) == counts(expected, kinds)
