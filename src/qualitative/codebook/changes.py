"""The history of format 1, `changes.yaml`, read as a history of today. Pure.

There operations stand in one row; those with the same `n` form one version, which a `version` operation fixes here. Ids are made from
what the operations say, so that every machine makes the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from qualitative.codebook.codes import BY_PART, checked_fields, without_empty_parts
from qualitative.codebook.draft import Draft
from qualitative.codebook.history import History, Operation
from qualitative.codebook.names import Names
from qualitative.codebook.operation import as_today
from qualitative.codebook.operations import OPERATIONS
from qualitative.codings.ulid import format_ulid, ulid_time
from qualitative.errors import CodebookError, did_you_mean

__all__ = ["history_from_changes"]

_HEAD = ("n", "op", "by", "at", "why", "v", "parents", "act")


def history_from_changes(changes: Iterable[Mapping[str, Any]]) -> list[Operation]:
    """The operations of a history of today that says the same. Raises CodebookError naming the first operation that is wrong.

    `edit` sets whole texts there, and only the languages that change here.
    """
    made = _in_a_row(list(changes))
    history = History(made, earlier=True)
    draft = Draft(history, Names(history), history.everything)
    found: list[Operation] = []
    position = 0
    for operation in made:
        if operation.op == "version":
            found.append(operation)
            continue
        position += 1
        where = f"operation {position} ({operation.op}, version {operation.fields['n']})"
        try:
            found.append(_step(draft, operation))
        except CodebookError as problem:
            raise CodebookError(f"{where}: {problem}") from None
        except (AttributeError, KeyError, TypeError, ValueError):
            raise CodebookError(
                f"{where}: a field has the wrong shape; compare it with another {operation.op}"
            ) from None
    return found


def _step(draft: Draft, operation: Operation) -> Operation:
    """Read one operation; the same as it is written today."""
    fields = as_today({key: value for key, value in operation.fields.items() if key != "n"})
    draft.place = draft.history.place[operation.id]
    kind = OPERATIONS[operation.op]
    kind.check(draft, fields)
    if operation.op == "edit":
        fields["set"] = _changed(draft, str(fields["code"]), fields.get("set") or {})
    if operation.op == "add":
        fields["code"] = _code_today(fields["code"])
    kind.apply(draft, fields)
    return Operation(
        operation.id, operation.parents, operation.op, operation.by, operation.at, operation.why, fields, operation.act
    )


def _changed(draft: Draft, code: str, whole: Mapping[str, Any]) -> dict[str, Any]:
    """`set` by part: the parts that a field lost are taken away."""
    key, found = draft.key(code), checked_fields(code, whole)
    for name in whole:
        if name in BY_PART and name != "classes":
            gone = dict.fromkeys(draft.parts(key, name), [] if name == "keywords" else "")
            found[name] = {**gone, **found.get(name, {})}
    return {name: value for name, value in found.items() if value or name not in BY_PART}


def _code_today(code: Mapping[str, Any]) -> dict[str, Any]:
    fields = checked_fields(
        str(code["id"]), {key: value for key, value in code.items() if key not in ("id", "parent", "retired")}
    )
    return {"id": code["id"], "parent": code.get("parent"), **without_empty_parts(fields)}


def _in_a_row(changes: list[Mapping[str, Any]]) -> list[Operation]:
    """Each operation upon the one before it, with a `version` operation after the last of each n; `n` still among the fields."""
    made: list[Operation] = []
    number, act = 0, ""
    for position, change in enumerate(changes, 1):
        n, op = change.get("n"), change.get("op")
        if type(n) is not int or n not in (number, number + 1) or n < 1:
            raise CodebookError(
                f"operation {position}: n is {n!r}; after version {number} it must be {number or 1} or {number + 1}"
            )
        if not isinstance(op, str) or op not in OPERATIONS or op in ("decide", "version"):
            raise CodebookError(f"operation {position}: op {op!r} is unknown; {did_you_mean(str(op), OPERATIONS)}")
        if n > number and made:
            made.append(_fixing(made, number))
        fields = {key: value for key, value in change.items() if key not in _HEAD} | {"n": n}
        by, at, why = (str(change.get(key) or "") for key in ("by", "at", "why"))
        id = _id(made, change)
        act = id if n > number else act
        made.append(Operation(id, _upon(made), op, by, at, why, fields, act))
        number = n
    return [*made, _fixing(made, number)] if made else []


def _fixing(made: list[Operation], number: int) -> Operation:
    last = made[-1]
    return Operation(
        _id(made, {"at": last.at, "number": number}), _upon(made), "version", last.by, last.at, "", {"number": number}
    )


def _upon(made: list[Operation]) -> tuple[str, ...]:
    return (made[-1].id,) if made else ()


def _id(made: list[Operation], change: Mapping[str, Any]) -> str:
    """An id from the moment (never before the last one), the position, and all that was said so far."""
    before = made[-1].id if made else ""
    said = json.dumps(change, ensure_ascii=False, default=str)
    digest = int.from_bytes(sha256(f"{before}\n{said}".encode("utf-8", "surrogatepass")).digest()[:6])
    time = max(_milliseconds(change.get("at")), int(ulid_time(before).timestamp() * 1000) if before else 0)
    return format_ulid(time << 80 | (len(made) + 1) << 48 | digest)


def _milliseconds(at: Any) -> int:
    try:
        moment = datetime.fromisoformat(str(at))
    except ValueError:
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, int(moment.timestamp() * 1000))
