"""Say in a sentence what an operation does, and find the operations that lead from one codebook to another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitative.codebook.codes import BY_PART, DEFAULTS, FIELDS, code_fields, parse_code
from qualitative.codebook.operation import listed, short
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError

__all__ = ["describe", "differences", "operations_between"]


def describe(operation: Mapping[str, Any], language: str = "en") -> str:
    """What an operation does, without who and why.

    >>> describe({"op": "merge", "from": ["a", "b"], "into": "c"})
    'merges a and b into c'
    """
    op = str(operation.get("op"))
    try:
        return OPERATIONS[op].describe(operation, language)
    except (AttributeError, CodebookError, KeyError, TypeError, ValueError):
        return f"does what can't be read ({op})"


def differences(before: Codebook, after: Codebook) -> list[str]:
    """One sentence for each code that stands in only one of two versions, or reads differently in them."""
    notes = []
    for code in [*before, *(code for code in after if code not in before)]:
        if code not in after:
            notes.append(f"{code}: merged into {after.current(code)}" if code in after.merged else f"{code}: gone")
            continue
        if code not in before:
            notes.append(f"{code}: added ({after.label(code, 'en')})")
            continue
        old, new = code_fields(before[code]), code_fields(after[code])
        notes += [
            f"{code}: {key} was {short(old.get(key))}, is {short(new.get(key))}"
            for key in sorted({*old, *new}, key=str)
            if old.get(key) != new.get(key)
        ]
        if after.splits.get(code) != before.splits.get(code) and code in after.splits:
            notes.append(f"{code}: split into {listed(after.splits[code])}")
    return notes


def operations_between(book: Codebook, codes: Iterable[Any]) -> list[dict[str, Any]]:
    """The operations that lead from `book` to `codes` (plain data, as in `codebook.yaml`): add, move, rename, edit, retire, restore.

    A code that is no longer listed is retired, because a merge can't be told from a deletion. Raises CodebookError for a wrong code.
    """
    wanted: dict[str, dict[str, Any]] = {}
    for entry in codes:
        if not isinstance(entry, Mapping):
            raise CodebookError(f"{str(entry)[:40]!r} is not a code; write it as a mapping with id and name")
        parsed = parse_code(entry)
        if parsed.id in wanted:
            raise CodebookError(f"code {parsed.id} stands twice; keep one")
        wanted[parsed.id] = code_fields(parsed)
    added = _parents_first({code: fields for code, fields in wanted.items() if code not in book})
    made: list[dict[str, Any]] = [
        {"op": "add", "code": {key: value for key, value in wanted[code].items() if key != "retired"}} for code in added
    ]
    for code in book:
        made += _changes(code_fields(book[code]), wanted.get(code))
    return made + [{"op": "retire", "code": code} for code in added if wanted[code].get("retired")]


def _changes(old: dict[str, Any], new: dict[str, Any] | None) -> list[dict[str, Any]]:
    code = old["id"]
    if new is None:
        return [] if old.get("retired") else [{"op": "retire", "code": code}]
    made: list[dict[str, Any]] = []
    if old.get("parent") != new.get("parent"):
        made.append({"op": "move", "code": code, "parent": new.get("parent")})
    if old["name"] != new["name"]:
        # a language that was taken away stays in the history's name, so it is emptied
        made.append({"op": "rename", "code": code, "name": {**dict.fromkeys(old["name"], ""), **new["name"]}})
    edits = {key: _edit(key, old, new) for key in FIELDS if key != "name" and old.get(key) != new.get(key)}
    if edits:
        made.append({"op": "edit", "code": code, "set": edits})
    if bool(old.get("retired")) != bool(new.get("retired")):
        made.append({"op": "retire" if new.get("retired") else "restore", "code": code})
    return made


def _edit(key: str, old: dict[str, Any], new: dict[str, Any]) -> Any:
    """What an edit sets so that a field reads as in `new`; a part that is gone is emptied."""
    if key not in BY_PART:
        return new.get(key, DEFAULTS[key])
    before, after = old.get(key, {}), new.get(key, {})
    empty: Any = [] if key == "keywords" else ""
    return {part: after.get(part, empty) for part in [*before, *after] if before.get(part) != after.get(part)}


def _parents_first(codes: dict[str, dict[str, Any]]) -> list[str]:
    ordered: list[str] = []
    while len(ordered) < len(codes):
        ready = [
            c
            for c in codes
            if c not in ordered and (codes[c].get("parent") in ordered or codes[c].get("parent") not in codes)
        ]
        if not ready:
            stuck = next(code for code in codes if code not in ordered)
            raise CodebookError(f"code {stuck} lies below itself; give it another parent")
        ordered += ready
    return ordered
