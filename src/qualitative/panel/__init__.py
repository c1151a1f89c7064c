"""The coding panel of notebooks: a session that knows the study, a thin widget, and the page's own scripts and styles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qualitative.errors import StudyError
from qualitative.folder import placing
from qualitative.folder.acting import CODER, who_acts
from qualitative.folder.settings import persons

if TYPE_CHECKING:
    from qualitative.folder import Folder

__all__ = ["CODER", "DOCUMENT", "opening_choice"]

# set by `qualitative code` for the notebook that it opens
DOCUMENT = "QUALITATIVE_DOCUMENT"


def opening_choice(folder: Folder, document: str | None, coder: str | None) -> tuple[str, str]:
    """Which document and coder to open: those asked for, else who acts (where several could, the first person) and the first interview
    not yet marked done, transcripts before notes on interviews."""
    coder = coder or who_acts(folder) or _first_person(folder)
    document = document or os.environ.get(DOCUMENT) or _first_open(folder, folder.coder(coder).id)
    return folder.document(document).id, coder


def _first_person(folder: Folder) -> str:
    people = persons(folder.settings)
    if not people:
        raise StudyError("study.yaml names no human coder; add yourself to coders, as `me: {kind: human}`")
    return people[0]


def _first_open(folder: Folder, coder: str) -> str:
    if not folder.documents:
        raise StudyError("the corpus has no document yet; add one with `qualitative add FILE`")
    done = {document for who, document, _ in placing.state_of(folder, [coder]).done if who == coder}
    # transcripts first, where people speak for themselves: they are what coding is for
    ranked = sorted(
        folder.documents.values(), key=lambda d: (d.id in done, d.kind != "interview", not d.speakers, d.id)
    )
    return ranked[0].id
