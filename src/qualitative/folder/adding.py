"""Files from outside become documents of a study's folder: looked at first, then written, with the comments of their margins as memos."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.adding import Addition, Wishes, plan_addition, write_addition
from qualitative.corpus.comments import place_of, words_of
from qualitative.folder.remarks import memo
from qualitative.folder.settings import persons
from qualitative.text.recognising.words import key_of

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["add", "interviewers", "keep_comments", "only_person", "placed_comments", "plan"]


def plan(
    folder: Folder, path: str | Path, wishes: Wishes, *, taken: Iterable[str] = (), recurring: Iterable[str] = ()
) -> Addition:
    """A file as it would be added; `recurring` are labels of other files, those of interviewers in the corpus are known."""
    others = frozenset(recurring) | interviewers(folder)
    return plan_addition(path, folder.corpus, folder.named_cases, wishes, folder.settings.languages, taken, others)


def add(folder: Folder, addition: Addition) -> None:
    """Write a planned addition. Raises DocumentError where its file exists by now, or something of it was left unsaid."""
    folder.check_writable()
    write_addition(addition)
    folder.refresh()


def interviewers(folder: Folder) -> frozenset[str]:
    """The keys of the labels by which interviewers speak in the corpus."""
    return frozenset(
        key_of(label)
        for document in folder.documents.values()
        for label, role in document.speakers.items()
        if role == "interviewer"
    )


def placed_comments(addition: Addition) -> int:
    """How many of the comments in the margin have a place in the document."""
    return sum(place_of(comment, addition.document) is not None for comment in addition.raw.comments)


def keep_comments(folder: Folder, addition: Addition, coder: str) -> int:
    """The comments in the margin of an added file as memos of a coder, each at its place; how many lie there, the others on the document."""
    for comment in addition.raw.comments:
        place = place_of(comment, addition.document)
        memo(folder, coder, words_of(comment, place is not None), addition.document.id, segment=place)
    return placed_comments(addition)


def only_person(folder: Folder) -> str | None:
    """The one human coder; the consensus is nobody who writes memos."""
    people = persons(folder.settings)
    return people[0] if len(people) == 1 else None
