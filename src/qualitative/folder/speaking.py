"""Who the labels of documents are, as one map for many files: planned as changes of their front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.corpus.front import NOBODY, ROLES
from qualitative.corpus.persons import PERSONS, person_ids
from qualitative.corpus.rows import update_rows
from qualitative.errors import DocumentError, PersonError, did_you_mean
from qualitative.folder.describing import Edits, plan_edits, write_edits
from qualitative.model import Document, is_id

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["Who", "plan_speakers", "write_speakers"]


@dataclass(frozen=True, slots=True)
class Who:
    """What somebody says of a label: in one document or (None) in every one that has it; a role, `nobody`, a person, or both. Empty: as it is."""

    label: str
    document: str | None = None
    role: str = ""
    person: str = ""
    place: str = ""  # where it was said, for messages


def plan_speakers(
    folder: Folder, said: Iterable[Who], among: Iterable[str] | None = None
) -> tuple[Edits, tuple[str, ...]]:
    """(what changes, the persons who have no row in persons.csv although there is one); `among` are the documents meant (None: all).

    Raises DocumentError with one sentence for a label, document, role or person that can't be.
    """
    documents = [folder.document(one) for one in among] if among is not None else [*folder.documents.values()]
    changes: dict[str, dict[tuple[str, ...], str]] = {}
    for who in said:
        if not (who.role or who.person):
            continue
        meant = [folder.document(who.document)] if who.document else [d for d in documents if who.label in d.speakers]
        labels = {label for document in (meant if who.document else documents) for label in document.speakers}
        if who.label not in labels:
            where = f" in {who.document}" if who.document else ""
            raise DocumentError(f"{who.place}no speaker {who.label!r}{where}; {did_you_mean(who.label, labels)}")
        for document in meant:
            for path, value in _values(who, document).items():
                if changes.setdefault(document.id, {}).setdefault(path, value) != value:
                    raise DocumentError(f"{who.place}{who.label!r} of {document.id} is said to be two; keep one")
    edits = plan_edits(folder, changes)
    known = person_ids(folder.corpus)
    named = {who.person for who in said if who.person}
    return edits, tuple(sorted(named - known)) if known is not None else ()


def write_speakers(folder: Folder, edits: Edits, new: Iterable[str]) -> None:
    """Write the changes, and a row of persons.csv for each of the `new` persons."""
    folder.check_writable()
    rows: Mapping[str, Mapping[str, str]] = {person: {} for person in new}
    if rows:
        update_rows(folder.corpus / PERSONS, "person", rows, PersonError, folder.root, is_sorted=True)
    write_edits(folder, edits)


def _values(who: Who, document: Document) -> dict[tuple[str, ...], str]:
    """The values to set in the front matter of one document."""
    if who.role and who.role not in (*ROLES, NOBODY):
        raise DocumentError(
            f"{who.place}{who.label!r} has the role {who.role!r}; {did_you_mean(who.role, (*ROLES, NOBODY))}"
        )
    if who.person and not is_id(who.person):
        raise DocumentError(f"{who.place}{who.person[:40]!r} is no id of a person; use a–z, 0–9 and -")
    label = ("speakers", who.label)
    if who.role == NOBODY and who.person:
        raise DocumentError(f"{who.place}{who.label!r} can't be nobody and {who.person}; keep one")
    is_nobody = document.persons.get(who.label, "") is None
    if who.role == NOBODY:
        return {} if is_nobody else {label: NOBODY}
    if who.person and is_nobody and not who.role:
        raise DocumentError(f"{who.place}{who.label!r} of {document.id} is nobody; say the role too, such as informant")
    values: dict[tuple[str, ...], str] = {}
    has_more = bool(document.persons.get(who.label))
    if who.role and (is_nobody or who.role != document.speakers[who.label]):
        values[(*label, "role") if has_more else label] = who.role
    if who.person and who.person != document.persons.get(who.label):
        values[*label, "person"] = who.person
    return values
