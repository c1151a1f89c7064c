"""The passages that queries ask of: those that counting knows, with what they rest on and what they say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from qualitative.counting.passages import passages
from qualitative.counting.persons import INTERVIEWER
from qualitative.model import Document, Evidence, Turn
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Resting", "asked_passages", "resting_on"]


class Resting(NamedTuple):
    """What a passage rests on, and its words."""

    basis: str | None
    informant: str | None
    section: str | None
    source: str | None
    role: str | None
    text: str
    language: str
    is_question: bool
    reached: str


def asked_passages(documents: Iterable[Document]) -> pd.DataFrame:
    """One row a turn, paragraph or cell: the columns of `counting.passages`, and those of `Resting` in place of its basis, section and role.

    `role` is that of the document's informants; `is_question` marks what interviewers say.
    """
    import pandas as pd

    known = list(documents)
    table = passages(known)
    rows = [row for document in known for row in resting_on(document)]
    names = list(Resting._fields)
    more = pd.DataFrame(rows, columns=names).astype({n: "bool" if n == "is_question" else "str" for n in names})
    return table.assign(**{name: more[name] for name in names})


def resting_on(document: Document) -> Iterator[Resting]:
    """What each passage of a document rests on, in their order."""
    entries = {entry.paragraph: entry for entry in reversed(document.evidence)}
    for turn in turns_of(document):
        entry = entries.get(turn.n)
        is_question = turn.role == INTERVIEWER or (turn.speaker is None and bool(document.speakers))
        basis, informant = _basis(document, turn, entry, is_question)
        yield Resting(
            basis,
            informant,
            entry.section if entry else document.source.get("section"),
            entry.document if entry else None,
            document.role,
            document.text[turn.start : turn.end],
            document.language,
            is_question,
            # a work is read; what it reports of another text is only cited, where its entry does not say that this was read too
            (entry.reached or "cited") if entry else "read",
        )


def _basis(document: Document, turn: Turn, entry: Evidence | None, is_question: bool) -> tuple[str | None, str | None]:
    """(basis, informant); informants of a work are its initials, those of talks document and label."""
    basis: str | None
    informant: str | None
    if entry is not None:
        basis, informant = entry.basis, entry.informant
    elif turn.speaker is not None and not is_question:
        basis, informant = "informant", f"{document.id}/{turn.speaker}"
    else:
        is_prose = not document.speakers
        own = "document" if document.provenance != "published" and is_prose else None
        basis, informant = document.basis or own, None
    if informant is None and basis == "informant":
        informant = document.source.get("informant")
    return basis, informant
