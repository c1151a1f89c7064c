"""Files from outside become documents of a study's folder: looked at first, then written, with the comments of their margins as memos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.adding import Addition, Wishes, plan_addition, write_addition
from qualitative.corpus.comments import place_of, words_of
from qualitative.corpus.evidence import OTHER
from qualitative.corpus.rows import update_rows
from qualitative.errors import CaseError
from qualitative.folder.remarks import memo
from qualitative.model import is_id
from qualitative.text.recognising.words import key_of

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["add", "begin_case", "interviewers", "keep_comments", "new_case", "placed_comments", "plan"]


def plan(
    folder: Folder, path: str | Path, wishes: Wishes, *, taken: Iterable[str] = (), recurring: Iterable[str] = ()
) -> Addition:
    """A file as it would be added; `recurring` are labels of other files, those of interviewers in the corpus are known."""
    others = frozenset(recurring) | interviewers(folder)
    new = new_case(folder, wishes.case) if wishes.new_case and wishes.case else ()
    cases = (*folder.named_cases, *new)
    found = plan_addition(path, folder.corpus, cases, wishes, folder.settings.languages, taken, others)
    told = tuple(f"case {one} is new; it gets its row in corpus/cases.csv" for one in new)
    return replace(found, notes=(*found.notes, *told))


def new_case(folder: Folder, case: str) -> tuple[str, ...]:
    """The case, where it has no row yet, else nothing. Raises CaseError for what can be no id of a case."""
    if not is_id(case) or case == OTHER:
        raise CaseError(f"{case[:40]!r} is no id of a case; use a–z, 0–9 and -, and not `{OTHER}`")
    return () if case in folder.named_cases else (case,)


def add(folder: Folder, addition: Addition) -> None:
    """Write a planned addition. Raises DocumentError where its file exists by now, or something of it was left unsaid."""
    folder.check_writable()
    if addition.document.case not in folder.named_cases:  # a new one, which was asked for
        begin_case(folder, addition.document.case)
    write_addition(addition)
    folder.refresh()


def begin_case(folder: Folder, case: str) -> None:
    """Give a case its row in `cases.csv`."""
    update_rows(folder.corpus / "cases.csv", "case", {case: {}}, CaseError, folder.root)
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
