"""Asked: which questions of the guide were put to whom, so that every denominator has a name: all, asked, answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from qualitative.counting.backchannel import BackChannel, says_something
from qualitative.counting.guide import GUIDE, Question
from qualitative.counting.persons import INTERVIEWER, SURVEY, count_persons, person_of
from qualitative.errors import DocumentError, did_you_mean
from qualitative.model import Document, Turn
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["asked", "denominators"]

_COLUMNS = ("question", "document", "kind_of_document", "case", "role", "person", "answered")


def asked(
    questions: Iterable[Question], documents: Iterable[Document], back: BackChannel | None = None
) -> pd.DataFrame:
    """One row for each question, each document in which it was put, and each who could answer there.

    Columns: question, document, kind_of_document, case, role, person, answered. Somebody answered who said something before the interviewer
    spoke again (more than a back-channel), or whose cell of a survey is not empty. Raises DocumentError for a link to a document or a turn that
    is not there, or to one that no interviewer speaks.
    """
    import pandas as pd

    known, hears = {document.id: document for document in documents}, back or BackChannel()
    rows = []
    for question in questions:
        for document, answers in _put(question, known, hears):
            about = (question.id, document.id, document.kind, document.case)
            for label, person in _audience(document):
                rows.append((*about, "informant", person, label in answers or (label is None and bool(answers))))
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(
        {name: "bool" if name == "answered" else "str" for name in _COLUMNS}
    )


def denominators(questions: Iterable[Question], table: pd.DataFrame, everybody: pd.DataFrame) -> pd.DataFrame:
    """By question how many persons there are (`all`), were `asked` and `answered`, and the same of groups (`groups_all` …).

    `table` is that of `asked`, `everybody` that of `persons.speakers`. NA where the guide does not say where a question was asked: then only
    `all` is known.
    """
    import pandas as pd

    whole = count_persons(everybody).iloc[0]
    rows = {}
    for question in questions:
        here = table[table["question"] == question.id]
        counts = [count_persons(rows).iloc[0] for rows in (here, here[here["answered"]])]
        row = [
            whole["persons"],
            *(one["persons"] for one in counts),
            whole["groups"],
            *(one["groups"] for one in counts),
        ]
        rows[question.id] = row if question.is_linked else [row[0], None, None, row[3], None, None]
    columns = ["all", "asked", "answered", "groups_all", "groups_asked", "groups_answered"]
    found = pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype("Int64")
    return found.rename_axis("question")


def _put(
    question: Question, known: Mapping[str, Document], back: BackChannel
) -> Iterator[tuple[Document, frozenset[str]]]:
    """The documents in which a question was put, and the labels of those who answered."""
    for name, numbers in question.turns.items():
        if name not in known:
            raise DocumentError(
                f"{GUIDE}: question {question.id!r} is linked to document {name!r}, which is not in the corpus; {did_you_mean(name, known)}"
            )
        turns = turns_of(known[name])
        answers = [_answers(known[name], turns, number, question, back) for number in numbers]
        yield known[name], frozenset().union(*answers)
    for document in known.values():
        cells = (
            [turn for turn in turns_of(document) if turn.speaker in question.columns] if document.kind == SURVEY else []
        )
        if cells:
            filled = {str(turn.speaker) for turn in cells if says_something(document.text[turn.start : turn.end])}
            yield document, frozenset(filled)


def _answers(document: Document, turns: list[Turn], number: int, question: Question, back: BackChannel) -> set[str]:
    if number > len(turns) or turns[number - 1].role != INTERVIEWER:
        which = f"turn {number} of {document.id}"
        why = f"which has {len(turns)} turns" if number > len(turns) else "which no interviewer speaks"
        raise DocumentError(f"{GUIDE}: question {question.id!r} is linked to {which}, {why}; correct the number")
    found = set()
    for turn in turns[number:]:
        text = document.text[turn.start : turn.end]
        if turn.role == INTERVIEWER and not back(text):
            break
        if turn.role != INTERVIEWER and turn.speaker is not None and says_something(text):
            found.add(turn.speaker)
    return found


def _audience(document: Document) -> list[tuple[str | None, str | None]]:
    """(label, person) of those who could answer; in a survey the one respondent, who has no label."""
    labels = [label for label, role in document.speakers.items() if role != INTERVIEWER]
    if document.kind == SURVEY:
        return [(None, person_of(document, labels[0]))] if labels else []
    return [(label, person_of(document, label)) for label in labels]
