"""The codebook's files: its history (`stored`; in format 1 `changes.yaml`) and `codebook.yaml`, the head, readable and written anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.codes import code_fields
from qualitative.codebook.compare import describe, operations_between
from qualitative.codebook.draft import Draft
from qualitative.codebook.history import History, Operation
from qualitative.codebook.names import Names
from qualitative.codebook.operation import as_today
from qualitative.codebook.replay import apply_next, replay
from qualitative.codebook.stored import append_operations, history_paths, plain, read_stored
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Stamp, Versions
from qualitative.codings.ulid import new_ulid
from qualitative.corpus.files import read_yaml, write_text
from qualitative.corpus.locks import locked
from qualitative.errors import CodebookError

__all__ = [
    "format_codebook",
    "head_differences",
    "head_operations",
    "read_changes",
    "read_codebook",
    "read_history",
    "read_versions",
    "revise",
    "write_head",
]

CHANGES, HEAD = "changes.yaml", "codebook.yaml"


def read_history(folder: Path) -> History:
    """The operations of the history, of format 1 too. Raises CodebookError with the file."""
    if history_paths(folder) or not (folder / CHANGES).exists():
        return read_stored(folder)[0]
    return _earlier(folder / CHANGES, _stamp(folder / CHANGES))


def read_changes(folder: Path) -> list[dict[str, Any]]:
    """The operations in order, each as a mapping; `n` is the number of the version that first holds it."""
    versions = read_versions(folder)
    first = versions.numbers.first
    made = enumerate(versions.history.operations)
    return [{"n": first[place], **plain(operation)} for place, operation in made if place in first]


def read_codebook(folder: Path, version: Stamp | str | None = None) -> Codebook:
    """The codebook at `version` (None or "head": the newest), replayed from its history."""
    versions = read_versions(folder)
    if version is None or version == "head":
        return versions.head
    if isinstance(version, str):
        raise CodebookError(f"codebook version {version!r} is not a number or head")
    return versions.at(version)


def read_versions(folder: Path) -> Versions:
    """How codes read from one version of the codebook to another."""
    return _versions(read_history(folder))


def format_codebook(codebook: Codebook) -> str:
    """The text of `codebook.yaml`."""
    head = "# Written from the history by `qualitative codebook`; change the codebook with its operations.\n"
    data = {"version": codebook.version, "codes": [code_fields(code) for code in codebook.values()]}
    return head + _dump(data)


def write_head(folder: Path) -> Codebook:
    """Write `codebook.yaml` from the history, whatever it holds, and give the codebook."""
    codebook = read_codebook(folder)
    write_text(folder / HEAD, format_codebook(codebook))
    return codebook


def head_differences(folder: Path) -> list[str]:
    """One sentence for each difference between `codebook.yaml` and its history; empty when they agree."""
    path = folder / HEAD
    if not path.exists():
        return [f"codebook/{HEAD} is missing; write it with `qualitative codebook log --write`"]
    book = read_codebook(folder)
    try:
        notes = [describe(operation) for operation in head_operations(folder)]
    except CodebookError as problem:
        return [str(problem)]
    notes = [f"codebook/{HEAD} was changed by hand: {note}" for note in notes]
    found = read_yaml(path, CodebookError, folder.parent).get("version")
    if found != book.version:
        notes.append(f"codebook/{HEAD}: version {found!r}, but the history ends with {book.version}")
    return notes


def head_operations(folder: Path) -> list[dict[str, Any]]:
    """The operations that would make the history agree with `codebook.yaml` as it was changed by hand."""
    found = read_yaml(folder / HEAD, CodebookError, folder.parent)
    if not isinstance(found, Mapping) or not isinstance(found.get("codes"), list):
        raise CodebookError(f"codebook/{HEAD} has no list of codes")
    try:
        return operations_between(read_codebook(folder), found["codes"])
    except CodebookError as problem:
        raise CodebookError(f"codebook/{HEAD}: {problem}") from None


def revise(folder: Path, operations: Iterable[Mapping[str, Any]], *, by: str, why: str, at: str) -> Codebook:
    """Make `operations` (each with `op` and its own fields) upon what the history holds, as one act; the codebook as it then stands.

    Raises CodebookError where one of them can't be made; then none is.
    """
    if not why.strip():
        raise CodebookError("a change of the codebook needs a reason; say why")
    with locked(folder / "history", CodebookError):
        before = read_history(folder)
        if before.earlier:
            raise CodebookError(
                f"codebook/{CHANGES} is of format 1; bring the study up to date with `qualitative migrate`"
            )
        made = _upon(before, operations, Operation("", (), "", by, at, why.strip()))
        _check(before, made)
        append_operations(folder, made)
        return write_head(folder)


def _upon(before: History, operations: Iterable[Mapping[str, Any]], head: Operation) -> list[Operation]:
    """The operations with ids, each upon the one before it."""
    made: list[Operation] = []
    last, upon = max(before.place, default=None), before.head
    for operation in operations:
        last = new_ulid(last)
        made.append(replace(head, id=last, parents=upon, op=operation["op"], fields=as_today(operation)))
        upon = (last,)
    return [replace(operation, act=made[0].id) for operation in made] if len(made) > 1 else made


def _check(before: History, made: list[Operation]) -> None:
    """Raises CodebookError for the first operation that can't be made."""
    after = History([*before.operations, *made])
    draft: Draft = replay(after, Names(after), after.set_of(before.head)).draft
    draft.version = after.everything
    for operation in made:
        apply_next(draft, operation)


def _stamp(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=16)
def _versions(history: History) -> Versions:
    return Versions(history)


@lru_cache(maxsize=16)
def _earlier(path: Path, stamp: tuple[int, ...]) -> History:
    data = read_yaml(path, CodebookError, path.parent.parent)
    if data is not None and not (isinstance(data, list) and all(isinstance(operation, dict) for operation in data)):
        raise CodebookError(f"codebook/{CHANGES}: not a list of operations")
    try:
        return History(history_from_changes(data or ()), earlier=True)
    except CodebookError as problem:
        raise CodebookError(f"codebook/{CHANGES}: {problem}") from None


class _Dumper(yaml.SafeDumper):
    """Lists of plain words on one line, everything else as a block."""


def _flow_words(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    plain = all(isinstance(item, str | int) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _flow_words)


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
