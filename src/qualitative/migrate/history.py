"""The codebook's history of format 1, `codebook/changes.yaml`, taken into `codebook/history/<coder>.jsonl`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.files import CHANGES
from qualitative.codebook.head import HEAD, format_codebook, has_marks, read_head
from qualitative.codebook.history import History, Operation
from qualitative.codebook.stored import file_of, format_operation, read_stored
from qualitative.codebook.versions import Versions
from qualitative.corpus.files import read_yaml
from qualitative.errors import CodebookError

__all__ = ["classes_in", "history_changes", "is_typed_into", "operations_of"]


def operations_of(codebook: Path) -> list[Operation]:
    """The operations of `changes.yaml`, as they are written today; none where there is no such file. Raises CodebookError."""
    path = codebook / CHANGES
    data = read_yaml(path, CodebookError, codebook.parent) if path.exists() else None
    if data is not None and not (isinstance(data, list) and all(isinstance(one, dict) for one in data)):
        raise CodebookError(f"{codebook.name}/{CHANGES}: not a list of operations")
    try:
        return history_from_changes(data or ())
    except CodebookError as problem:
        raise CodebookError(
            f"{codebook.name}/{CHANGES}: {problem} (mend it, then migrate again: nothing was changed)"
        ) from None


def history_changes(codebook: Path) -> dict[Path, bytes | None]:
    """The new contents of the codebook's files: the history with what `changes.yaml` has beyond it, the head, and no `changes.yaml`.

    A head that somebody typed into stays as it is, to be adopted.
    """
    stored = read_stored(codebook)[0]
    lacking = [operation for operation in operations_of(codebook) if operation.id not in stored.place]
    files: dict[Path, bytes | None] = {}
    for operation in lacking:
        path = file_of(codebook, operation)
        before = files.get(path) or (path.read_bytes() if path.exists() else b"")
        before += b"" if not before or before.endswith(b"\n") else b"\n"
        files[path] = before + f"{format_operation(operation)}\n".encode()
    if not is_typed_into(codebook):
        head = Versions(History([*stored.operations, *lacking])).head
        files[codebook / HEAD] = format_codebook(head).encode()
    return {**files, codebook / CHANGES: None}


def is_typed_into(codebook: Path) -> bool:
    """Whether `codebook.yaml` holds what no operation says, or can't be read."""
    if not (codebook / HEAD).exists() or has_marks(codebook):
        return False
    try:
        return bool(read_head(codebook).changes)
    except CodebookError:
        return True


def classes_in(operations: list[Operation]) -> dict[str, list[str]]:
    """Every class that a code ever had, by the name of the classification, in order of first use."""
    found: dict[str, dict[str, None]] = {}
    for operation in operations:
        code: Any = operation.fields.get("code")
        for fields in (code, operation.fields.get("set")):
            classes = fields.get("classes") if isinstance(fields, dict) else None
            for name, value in (classes or {}).items():
                if value:
                    found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items()}
