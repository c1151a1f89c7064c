"""Persons: their table, who speaks under which label, and that git does not know what is private."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualitative.checks.problem import DOUBTFUL, Parts, Problem, line_of, located
from qualitative.corpus.persons import COLUMNS, PERSONS, PRIVATE, person_columns, person_ids, person_problems
from qualitative.counting.persons import equal_labels, speakers
from qualitative.errors import did_you_mean
from qualitative.git import repository
from qualitative.model import Document

__all__ = ["check_labels", "check_persons", "check_private"]


def check_persons(parts: Parts) -> Iterator[Problem]:
    """Every row of `persons.csv` and of the private one; and that whoever speaks has a row where there is a table."""
    if parts.settings is None:
        return
    declared = parts.settings.attributes
    for problem in person_problems(parts.folder.corpus, parts.root, declared, parts.cases):
        yield located(problem, f"corpus/{PERSONS}")
    for column in person_columns(parts.folder.corpus):
        if column not in (*COLUMNS, "person", *declared.person, *declared.private):
            sentence = f"column {column!r} is not under attributes.person in study.yaml, so it is read as text"
            yield Problem(f"corpus/{PERSONS}", 1, sentence, DOUBTFUL)
    known = person_ids(parts.folder.corpus)
    for document in parts.documents.values():
        for label, person in document.persons.items():
            if known is not None and person is not None and person not in known:
                near = did_you_mean(person, known).rstrip(".")
                sentence = f"person {person!r} of speaker {label!r} has no row in corpus/{PERSONS}; {near}"
                yield Problem(document.path, _line(parts.root, document, label), sentence)


def check_labels(parts: Parts) -> Iterator[Problem]:
    """A label that stands in several documents of a case, and not everywhere with a person: are they one, or several?"""
    table = speakers(document for document in parts.documents.values() if document.speakers)
    for row in equal_labels(table[table["role"] == "informant"]).to_dict("records"):
        case, label = str(row["case"]), str(row["speaker"])
        open_one = next(
            document
            for document in parts.documents.values()
            if document.case == case and document.speakers.get(label) == "informant" and label not in document.persons
        )
        sentence = (
            f"{label!r} stands in {row['speakers']} documents of case {case}: {row['speakers']} speakers, {row['identified']} identified;"
            f" say who each is, as {{{label}: {{role: informant, person: …}}}}"
        )
        yield Problem(open_one.path, _line(parts.root, open_one, label), sentence, DOUBTFUL)


def check_private(parts: Parts) -> Iterator[Problem]:
    """What lies in `corpus/private/` is ignored by git, and was never given to it."""
    if not (parts.folder.corpus / PRIVATE).is_file():
        return
    found = repository(parts.root)
    tracked = found.tracked("corpus/private") if found else []
    for name in tracked:
        yield Problem(
            name,
            1,
            f"private, but git tracks it; type `git rm --cached {name}`, and mind that its past stays in git",
        )
    if found and not tracked and not found.ignores(f"corpus/{PRIVATE}"):
        yield Problem(
            f"corpus/{PRIVATE}", 1, "private, but git does not ignore it; add a line corpus/private/ to .gitignore"
        )


def _line(root: Path, document: Document, label: str) -> int:
    text = (root / document.path).read_text(encoding="utf-8", errors="replace").split("\n---", 1)[0]
    at = text.find(label, max(0, text.find("\nspeakers:")))
    return text.count("\n", 0, at) + 1 if at >= 0 else line_of(text, r"^speakers:")
