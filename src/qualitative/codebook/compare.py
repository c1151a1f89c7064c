"""Say in a sentence what an operation does, and find the operations that lead from one codebook to another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitative.codebook.operations import code_fields, parse_code
from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError
from qualitative.i18n import pick

__all__ = ["describe", "differences", "operations_between"]

_EDITED = ("definition", "include", "exclude", "example", "keywords", "colour", "kind", "domain", "valence")


def describe(operation: Mapping[str, Any], language: str = "en") -> str:
    """What an operation does, without who and why.

    >>> describe({"op": "merge", "from": ["a", "b"], "into": "c"})
    'merges a and b into c'
    """
    kind, code = operation.get("op"), operation.get("id")
    if kind == "add":
        new = operation["code"]
        below = f" below {new['parent']}" if new.get("parent") else ""
        return f"adds code {new['id']} ({pick(new.get('name'), language)}){below}"
    if kind == "edit":
        return f"edits code {code}: " + "; ".join(_field(key, value) for key, value in operation.get("set", {}).items())
    if kind == "rename":
        return f"renames code {code} to {pick(operation.get('name'), language)}"
    if kind == "merge":
        return f"merges {_listed(operation.get('from', ()))} into {operation.get('into')}"
    if kind == "split":
        return f"splits {operation.get('from')} into {_listed(operation.get('into', ()))}"
    if kind == "move":
        return f"moves code {code} " + (f"below {operation['parent']}" if operation.get("parent") else "to the top")
    return f"{kind}s code {code}"


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
            f"{code}: {key} was {_short(old.get(key))}, is {_short(new.get(key))}"
            for key in sorted({*old, *new}, key=str)
            if old.get(key) != new.get(key)
        ]
        if after.splits.get(code) != before.splits.get(code) and code in after.splits:
            notes.append(f"{code}: split into {_listed(after.splits[code])}")
    return notes


def operations_between(book: Codebook, codes: Iterable[Any]) -> list[dict[str, Any]]:
    """The operations that lead from `book` to `codes` (plain data, as in `codebook.yaml`): add, move, rename, edit, retire, restore.

    A code that is no longer listed is retired, because a merge can't be told from a deletion. Raises CodebookError for a wrong code.
    """
    wanted: dict[str, dict[str, Any]] = {}
    for entry in codes:
        if not isinstance(entry, Mapping):
            raise CodebookError(f"{str(entry)[:40]!r} is not a code; write it as a mapping with id and name")
        code = parse_code(entry)
        if code.id in wanted:
            raise CodebookError(f"code {code.id} stands twice; keep one")
        wanted[code.id] = code_fields(code)
    added = _parents_first({code: fields for code, fields in wanted.items() if code not in book})
    made: list[dict[str, Any]] = [
        {"op": "add", "code": {key: value for key, value in wanted[code].items() if key != "retired"}} for code in added
    ]
    for code in book:
        made += _changes(code_fields(book[code]), wanted.get(code))
    return made + [{"op": "retire", "id": code} for code in added if wanted[code].get("retired")]


def _changes(old: dict[str, Any], new: dict[str, Any] | None) -> list[dict[str, Any]]:
    code = old["id"]
    if new is None:
        return [] if old.get("retired") else [{"op": "retire", "id": code}]
    made: list[dict[str, Any]] = []
    if old.get("parent") != new.get("parent"):
        made.append({"op": "move", "id": code, "parent": new.get("parent")})
    if old["name"] != new["name"]:
        # a language that was taken away stays in the history's name, so it is emptied
        made.append({"op": "rename", "id": code, "name": {**dict.fromkeys(old["name"], ""), **new["name"]}})
    edits = {key: new.get(key, _EMPTY.get(key)) for key in _EDITED if old.get(key) != new.get(key)}
    if edits:
        made.append({"op": "edit", "id": code, "set": edits})
    if bool(old.get("retired")) != bool(new.get("retired")):
        made.append({"op": "retire" if new.get("retired") else "restore", "id": code})
    return made


_EMPTY: dict[str, Any] = {"definition": {}, "include": {}, "exclude": {}, "keywords": {}, "colour": "#cccccc"}


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


def _listed(codes: Iterable[str]) -> str:
    *first, last = codes
    return f"{', '.join(first)} and {last}" if first else last


def _field(key: str, value: Any) -> str:
    return f"{key} {_short(value)}"


def _short(value: Any) -> str:
    if value in (None, {}, []):
        return "empty"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_short(text)}" for key, text in value.items())
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
