"""`codebook/history/<coder>.jsonl`: the operations of each coder, one a line, only ever added to; so git merges two branches by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from qualitative.codebook.history import History, Operation
from qualitative.codebook.operations import OPERATIONS
from qualitative.codings.log import append_lines
from qualitative.codings.ulid import is_ulid
from qualitative.errors import CodebookError
from qualitative.model import is_id

__all__ = [
    "HISTORY",
    "Damage",
    "append_operations",
    "check_size",
    "file_of",
    "format_operation",
    "history_paths",
    "parse_operation",
    "read_stored",
]

HISTORY = "history"  # the folder
VERSION = 2  # of a line
MOST = 20_000  # operations: who rests upon whom takes room that grows with their square
_HEAD: dict[str, type] = {"v": int, "id": str, "parents": list, "op": str, "by": str, "at": str, "why": str}


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that can't be read, and is skipped."""

    path: Path
    line: int
    sentence: str


def history_paths(folder: Path) -> list[Path]:
    """The files of the history under `codebook/`, in a fixed order."""
    return sorted((folder / HISTORY).glob("*.jsonl"))


def read_stored(folder: Path) -> tuple[History, tuple[Damage, ...]]:
    """The whole history, and the lines that can't be read. Raises CodebookError for a line that a newer version wrote."""
    return _read(tuple((path, *_stamp(path)) for path in history_paths(folder)))


def append_operations(folder: Path, operations: Iterable[Operation]) -> None:
    """Add operations to the files of those who made them; on disk when this returns."""
    files: dict[Path, list[str]] = {}
    for operation in operations:
        files.setdefault(file_of(folder, operation), []).append(format_operation(operation))
    for path, lines in files.items():
        append_lines(path, lines)


def file_of(folder: Path, operation: Operation) -> Path:
    """Where an operation is kept: the file of who made it, where that is a name at all."""
    return folder / HISTORY / f"{operation.by if is_id(operation.by) else 'unknown'}.jsonl"


def format_operation(operation: Operation) -> str:
    """One line of JSON, without the line break. Raises CodebookError for what would not read back."""
    head = {"v": operation.v, "id": operation.id, "parents": list(operation.parents), "op": operation.op}
    head |= {"by": operation.by, "at": operation.at, "why": operation.why}
    act = {"act": operation.act} if operation.act else {}
    try:
        line = json.dumps(
            {**head, **act, **operation.fields}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
        )
        line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
        line.encode("utf-8")
    except (TypeError, ValueError) as failure:
        raise CodebookError(f"operation {operation.op}: can't be written as JSON: {failure}") from None
    return line


def parse_operation(line: str) -> Operation:
    """The operation of one line. Raises CodebookError with the first thing that is wrong."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise CodebookError(f"not a JSON operation: {line[:40]!r}") from None
    if not isinstance(found, dict):
        raise CodebookError(f"not an operation: {line[:40]!r}")
    if type(found.get("v")) is int and found["v"] > VERSION:
        raise CodebookError(
            f"written by a newer version of qualitative (v {found['v']}); update qualitative to read it"
        )
    for key, kind in _HEAD.items():
        if type(found.get(key)) is not kind:
            raise CodebookError(
                f"operation {str(found.get('id'))[:26]!r}: {key} is {str(found.get(key))[:40]!r}, not {kind.__name__}"
            )
    act = found.get("act")
    if not all(map(is_ulid, (found["id"], *found["parents"], *([] if act is None else [act])))):
        raise CodebookError(f"operation {found['id'][:26]!r}: an id among id, parents and act is not a ULID")
    fields = {key: value for key, value in found.items() if key not in (*_HEAD, "act")}
    op, by, at, why = (found[key] for key in ("op", "by", "at", "why"))
    return Operation(found["id"], tuple(found["parents"]), op, by, at, why, fields, act, found["v"])


def check_size(count: int) -> None:
    """Raises CodebookError for more operations than are read."""
    if count > MOST:
        raise CodebookError(f"codebook/{HISTORY}: {count} operations are more than the {MOST} that a codebook may have")


def _stamp(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=16)
def _read(stamps: tuple[tuple[Any, ...], ...]) -> tuple[History, tuple[Damage, ...]]:
    known: dict[str, tuple[str, Operation]] = {}
    damages: list[Damage] = []
    for path, *_ in stamps:
        for number, line in _lines(path):
            try:
                text = line.decode("utf-8")
                operation = parse_operation(text)
            except (UnicodeDecodeError, CodebookError) as problem:
                what = "not UTF-8" if isinstance(problem, UnicodeDecodeError) else str(problem)
                if "newer version" in what:
                    raise CodebookError(f"{_shown(path)}:{number}: {what}") from None
                damages.append(Damage(path, number, f"{what}; the line is skipped, so restore it from git"))
                continue
            if operation.op not in OPERATIONS:
                raise CodebookError(
                    f"{_shown(path)}:{number}: operation {operation.op!r} is unknown, written by a newer version of qualitative; update it"
                )
            other = known.get(operation.id)
            if other is not None and other[1] != operation:
                damages.append(
                    Damage(path, number, f"operation {operation.id} stands twice and differs; restore it from git")
                )
            # of two that differ any two machines take the same one
            if other is None or text < other[0]:
                known[operation.id] = (text, operation)
    check_size(len(known))
    return History(operation for _, operation in known.values()), tuple(damages)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            yield number, line


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])
