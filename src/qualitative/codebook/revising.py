"""Change the codebook: add operations to its history, durably, and write its head anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qualitative.codebook.contradictions import Contradiction, decision
from qualitative.codebook.files import CHANGES, read_history, read_versions
from qualitative.codebook.head import HEAD, has_marks, read_head, write_head
from qualitative.codebook.history import History, Operation
from qualitative.codebook.names import Names
from qualitative.codebook.operation import as_today
from qualitative.codebook.replay import apply_next, replay
from qualitative.codebook.stored import append_operations, check_size
from qualitative.codebook.tree import Codebook
from qualitative.codings.ulid import new_ulid
from qualitative.corpus.locks import locked
from qualitative.errors import CodebookError

__all__ = ["adopt_head", "decide_between", "fix_version", "revise"]


def revise(folder: Path, operations: Iterable[Mapping[str, Any]], *, by: str, why: str, at: str) -> Codebook:
    """Make `operations` (each with `op` and its own fields) upon all that the history holds, as one act; the codebook as it then stands.

    Raises CodebookError where one of them can't be made, or where `codebook.yaml` holds changes by hand, which would be lost; then none is
    made.
    """
    with _locked(folder):
        _check_head(folder)
        return _append(folder, operations, Operation("", read_history(folder).head, "", by, at, _reason(why)))


def adopt_head(folder: Path, *, by: str, why: str, at: str) -> list[dict[str, Any]]:
    """Make what was changed by hand in `codebook.yaml` operations, upon those that the file was written from; the operations."""
    with _locked(folder):
        head = read_head(folder)
        upon = read_history(folder).head if head.upon is None else head.upon
        if head.changes:
            _append(folder, head.changes, Operation("", upon, "", by, at, _reason(why)))
        else:
            write_head(folder)
        return head.changes


def decide_between(folder: Path, one: Contradiction, take: str, *, by: str, why: str, at: str) -> Codebook:
    """Let one of operations that contradict hold: `take` is its id, or `both` for codes that were added twice."""
    with _locked(folder):
        _check_head(folder)
        versions = read_versions(folder)
        fields = decision(versions.head_replayed, one, take)
        return _append(
            folder, [{"op": "decide", **fields}], Operation("", versions.history.head, "", by, at, _reason(why))
        )


def fix_version(folder: Path, *, by: str, at: str, why: str = "") -> int:
    """Fix the number of the codebook as it is, and with it all lower ones, so that branches merged later can't shift them; the number.

    Raises CodebookError where `codebook.yaml` holds changes by hand: it is not that codebook then.
    """
    with _locked(folder):
        _check_head(folder)
        versions = read_versions(folder)
        number = versions.newest
        if number and number not in versions.numbers.fixed and not versions.history.earlier:
            head = Operation("", versions.history.head, "", by, at, why)
            _append(folder, [{"op": "version", "number": number}], head)
        return number


def _locked(folder: Path) -> Any:
    return locked(folder / "history", CodebookError)


def _reason(why: str) -> str:
    if not why.strip():
        raise CodebookError("a change of the codebook needs a reason; say why")
    return why.strip()


def _check_head(folder: Path) -> None:
    """Raises CodebookError where writing `codebook.yaml` anew would lose what somebody typed into it."""
    if not (folder / HEAD).exists() or has_marks(folder):
        return
    if read_head(folder).changes:
        raise CodebookError(
            f"codebook/{HEAD} was changed by hand; adopt that with `qualitative codebook diff --adopt --why …`,"
            " or undo it with `qualitative codebook log --write`"
        )


def _append(folder: Path, operations: Iterable[Mapping[str, Any]], head: Operation) -> Codebook:
    """Check operations by replay, add them to the history, and write the head anew. `head` has what they share, its parents those of the first."""
    before = read_history(folder)
    if before.earlier:
        raise CodebookError(f"codebook/{CHANGES} is of format 1; bring the study up to date with `qualitative migrate`")
    made: list[Operation] = []
    last, upon = max(before.place, default=None), head.parents
    for operation in operations:
        last = new_ulid(last)
        made.append(replace(head, id=last, parents=upon, op=str(operation.get("op")), fields=as_today(operation)))
        upon = (last,)
    if len(made) > 1:
        made = [replace(operation, act=made[0].id) for operation in made]
    check_size(len(before.operations) + len(made))
    _check(before, made)
    append_operations(folder, made)
    return write_head(folder)


def _check(before: History, made: list[Operation]) -> None:
    """Raises CodebookError for the first operation that can't be made upon its parents."""
    after = History([*before.operations, *made])
    upon = after.set_of(made[0].parents) if made else 0
    draft = replay(after, Names(after), upon).draft
    draft.version = upon | after.set_of(operation.id for operation in made)
    for operation in made:
        apply_next(draft, operation)
