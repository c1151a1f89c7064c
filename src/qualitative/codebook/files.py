"""`codebook/changes.yaml` (the history, authoritative) and `codebook/codebook.yaml` (the head, readable)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from qualitative.codebook.compare import describe, operations_between
from qualitative.codebook.operations import code_fields, replay
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.corpus.files import read_text, read_yaml, write_text
from qualitative.corpus.locks import locked
from qualitative.errors import CodebookError

__all__ = [
    "append_operations",
    "format_codebook",
    "head_differences",
    "head_operations",
    "read_changes",
    "read_codebook",
    "read_versions",
    "revise",
    "write_head",
]

CHANGES, HEAD = "changes.yaml", "codebook.yaml"


def read_changes(folder: Path) -> list[dict[str, Any]]:
    """The operations of the history, in order. Raises CodebookError with the file."""
    return list(_parsed_changes(folder / CHANGES, _stamp(folder / CHANGES)))


def read_codebook(folder: Path, version: int | str | None = None) -> Codebook:
    """The codebook at `version` (None or "head": the newest), replayed from its history."""
    number = None if version in (None, "head") else version
    if number is not None and not isinstance(number, int):
        raise CodebookError(f"codebook version {version!r} is not a number or head")
    try:
        return _replayed(folder / CHANGES, _stamp(folder / CHANGES), number)
    except CodebookError as problem:
        raise CodebookError(f"codebook/{CHANGES}: {problem}") from None


def read_versions(folder: Path) -> Versions:
    """How codes read from one version of the codebook to another."""
    return _versions(folder / CHANGES, _stamp(folder / CHANGES))


def format_codebook(codebook: Codebook) -> str:
    """The text of `codebook.yaml`."""
    head = "# Written from changes.yaml by `qualitative codebook`; change the codebook with its operations.\n"
    data = {"version": codebook.version, "codes": [code_fields(code) for code in codebook.values()]}
    return head + _dump(data)


def write_head(folder: Path) -> Codebook:
    """Write `codebook.yaml` from the history, and give the codebook."""
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


def append_operations(folder: Path, operations: Iterable[Mapping[str, Any]]) -> Codebook:
    """Check `operations` by replay, add them to the history, and write the head anew."""
    path = folder / CHANGES
    with locked(path, CodebookError):
        return _append(folder, path, [dict(operation) for operation in operations])


def revise(folder: Path, operations: Iterable[Mapping[str, Any]], *, by: str, why: str, at: str) -> Codebook:
    """Make `operations` (without n, by, at, why) the next version of the codebook; the codebook as it then stands."""
    if not why.strip():
        raise CodebookError("a change of the codebook needs a reason; say why")
    path = folder / CHANGES
    with locked(path, CodebookError):
        number = read_codebook(folder).version + 1
        made = []
        for operation in operations:
            rest = {key: value for key, value in operation.items() if key != "op"}
            made.append({"n": number, "op": operation["op"], "by": by, "at": at, "why": why.strip(), **rest})
        return _append(folder, path, made)


def _append(folder: Path, path: Path, operations: list[dict[str, Any]]) -> Codebook:
    before = read_changes(folder)
    replay([*before, *operations])
    text = read_text(path, CodebookError) if path.exists() else ""
    if text and not text.endswith("\n"):
        text += "\n"
    write_text(path, (text if before else "") + _dump(operations))
    return write_head(folder)


def _stamp(path: Path) -> tuple[int, ...] | None:
    stat = path.stat() if path.exists() else None
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino) if stat else None


@lru_cache(maxsize=16)
def _versions(path: Path, stamp: tuple[int, ...] | None) -> Versions:
    return Versions(_parsed_changes(path, stamp))


@lru_cache(maxsize=64)
def _replayed(path: Path, stamp: tuple[int, ...] | None, version: int | None) -> Codebook:
    return replay(_parsed_changes(path, stamp), version)


@lru_cache(maxsize=16)
def _parsed_changes(path: Path, stamp: tuple[int, ...] | None) -> tuple[dict[str, Any], ...]:
    data = read_yaml(path, CodebookError, path.parent.parent)
    if data is None:
        return ()
    if not isinstance(data, list) or not all(isinstance(operation, dict) for operation in data):
        raise CodebookError(f"codebook/{CHANGES}: not a list of operations")
    return tuple(data)


class _Dumper(yaml.SafeDumper):
    """Lists of plain words on one line, everything else as a block."""


def _flow_words(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    plain = all(isinstance(item, str | int) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _flow_words)


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
