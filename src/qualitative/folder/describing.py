"""Change what documents say of themselves and who speaks in them: looked at first, then written, each file as it was but for the values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.attributes import value_problem
from qualitative.corpus.documents import document_problems
from qualitative.corpus.files import normalised, write_bytes
from qualitative.corpus.front import mapping_of, parts_of
from qualitative.corpus.front_edits import edited
from qualitative.errors import DocumentError, did_you_mean
from qualitative.model import Document

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["SETTABLE", "Edited", "Edits", "path_of", "plan_edits", "write_edits"]

SETTABLE = ("title", "kind", "case", "date", "language", "role")
Changes = Mapping[str, Mapping[tuple[str, ...], str]]  # document -> path of keys -> value
# what is changed by other commands, or never
_ELSEWHERE = {
    "id": "an id is never changed, since codings go by it",
    "speakers": "see `qualitative speakers`",
    "consent": "see `qualitative privacy consent`",
    "provenance": "whose text it is does not change; add it anew where it was wrong",
}


@dataclass(frozen=True, slots=True)
class Edited:
    """One value that changes: of which document or person, under which key, from what to what (empty: there was none)."""

    of: str
    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Edits:
    """What changes, and the files that it changes: path -> (bytes as they are, as they become)."""

    changes: tuple[Edited, ...] = ()
    files: Mapping[Path, tuple[bytes, bytes]] = field(default_factory=dict)


def path_of(folder: Folder, key: str, value: str) -> tuple[str, ...]:
    """The path of keys at which a value that somebody sets stands: one of SETTABLE, or a declared attribute of documents.

    Raises DocumentError for any other key, and for a value that does not fit the attribute.
    """
    declared = folder.settings.attributes.document
    if key in SETTABLE:
        return (key,)
    if key in _ELSEWHERE:
        raise DocumentError(f"{key} can't be set here: {_ELSEWHERE[key]}")
    if key not in declared:
        raise DocumentError(
            f"{key!r} is nothing that a document says; {did_you_mean(key, [*SETTABLE, *declared])}"
            " Attributes are declared in study.yaml, under attributes.document"
        )
    if sentence := value_problem(declared[key], value):
        raise DocumentError(sentence)
    return ("attributes", key)


def plan_edits(folder: Folder, changes: Changes, cases: Iterable[str] = ()) -> Edits:
    """The changes that are any, each file read back as it would be; `cases` are new ones that a document may name.

    Raises DocumentError for the first document that would be broken, before anything is written.
    """
    known = (*folder.named_cases, *cases)
    told: list[Edited] = []
    files: dict[Path, tuple[bytes, bytes]] = {}
    for id, values in changes.items():
        document = folder.document(id)
        path = folder.root / document.path
        data = path.read_bytes()
        text = data.decode("utf-8")
        found = {keys: _said(text, keys, document) for keys in values}
        wanted = {keys: value for keys, value in values.items() if found[keys] != value}
        if not wanted:
            continue
        made = edited(text, wanted, document.path)
        _check(normalised(text), normalised(made), document, known)
        files[path] = (data, made.encode("utf-8"))
        told += [Edited(id, ".".join(keys), found[keys], value) for keys, value in wanted.items()]
    return Edits(tuple(told), files)


def write_edits(folder: Folder, edits: Edits) -> None:
    """Write the planned files, each whole. Raises DocumentError where one was changed meanwhile; those before it are written."""
    folder.check_writable()
    for path, (before, after) in edits.files.items():
        if path.read_bytes() != before:
            raise DocumentError(f"{path.name} was changed meanwhile; look at it, then do it again")
        write_bytes(path, after)
    folder.refresh()


def _said(text: str, keys: tuple[str, ...], document: Document) -> str:
    """What stands at a path of keys now; empty where nothing does."""
    meta, line, _, _ = parts_of(normalised(text).removeprefix("\ufeff"), document.path)
    here: object = meta
    for key in keys:
        if key == "speakers":
            here = mapping_of(meta, "speakers", line)
        elif isinstance(here, dict):
            here = here.get(key)
        else:  # a role alone: `A: informant`
            here = here if key == "role" else None
    return "" if here is None else str(here)


def _check(before: str, after: str, document: Document, cases: Iterable[str]) -> None:
    stem = Path(document.path).stem
    plain = after.removeprefix("\ufeff")
    if parts_of(before.removeprefix("\ufeff"), document.path)[2] != parts_of(plain, document.path)[2]:
        raise DocumentError(f"{document.path}: its text would change; change it there by hand")
    for problem in document_problems(plain, document.path, stem, cases):
        raise problem
