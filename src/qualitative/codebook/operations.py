"""The operations of a codebook's history, and their replay. Pure.

An operation is a mapping with `n` (the version it belongs to), `op`, `by`, `at`, `why` and its own fields; operations with the same
`n` form one version together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError, did_you_mean
from qualitative.model import Code, is_id

__all__ = ["OPERATIONS", "code_fields", "parse_code", "replay"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TEXTS = ("name", "definition", "include", "exclude")
_PLAIN = ("example", "colour", "kind", "domain", "valence")
KINDS = ("theme", "domain", "code")
VALENCES = ("barrier", "enabler", "neutral")


@dataclass
class _Draft:
    codes: dict[str, Code] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def known(self, code: Any) -> Code:
        if code not in self.codes:
            raise CodebookError(f"code {code!r} does not exist at this point; {did_you_mean(str(code), self.codes)}")
        return self.codes[code]


def replay(operations: Iterable[Mapping[str, Any]], version: int | None = None) -> Codebook:
    """The codebook after all operations up to `version` (None: all). Raises CodebookError naming the operation."""
    draft, last = _Draft(), 0
    for position, operation in enumerate(operations, 1):
        number = operation.get("n")
        if not isinstance(number, int) or number not in (last, last + 1) or number < 1:
            raise CodebookError(
                f"operation {position}: n is {number!r}; after version {last} it must be {last or 1} or {last + 1}"
            )
        if version is not None and number > version:
            break
        last = number
        kind = operation.get("op")
        if not isinstance(kind, str) or kind not in OPERATIONS:
            raise CodebookError(f"operation {position}: op {kind!r} is unknown; {did_you_mean(str(kind), OPERATIONS)}")
        try:
            OPERATIONS[kind](draft, operation)
        except CodebookError as problem:
            raise CodebookError(f"operation {position} ({kind}, version {number}): {problem}") from None
        except (AttributeError, TypeError, ValueError):
            raise CodebookError(
                f"operation {position} ({kind}, version {number}): a field has the wrong shape; compare it with another {kind}"
            ) from None
    if version is not None and version > last:
        raise CodebookError(f"the codebook has no version {version}; the newest is {last}")
    return Codebook(last, draft.codes, draft.merged, draft.splits)


def parse_code(entry: Mapping[str, Any]) -> Code:
    """A code from plain data. Raises CodebookError with the field that is wrong."""
    code = entry.get("id")
    if not is_id(code):
        raise CodebookError(f"{code!r} is no id for a code; use a–z, 0–9 and -, at most 64 characters")
    unknown = set(entry) - {"id", "parent", "keywords", *_TEXTS, *_PLAIN, "retired"}
    if unknown:
        raise CodebookError(
            f"code {code}: unknown field {sorted(unknown)[0]!r}; {did_you_mean(sorted(unknown)[0], (*_TEXTS, *_PLAIN))}"
        )
    made = Code(id=code, parent=entry.get("parent"), name={})
    return _edited(made, {key: value for key, value in entry.items() if key not in ("id", "parent")})


def code_fields(code: Code) -> dict[str, Any]:
    """A code as plain data, in the order in which `codebook.yaml` shows it; empty fields left out."""
    fields: dict[str, Any] = {
        "id": code.id,
        "parent": code.parent,
        "kind": code.kind,
        "domain": code.domain,
        "valence": code.valence,
    }
    fields |= {key: dict(getattr(code, key)) for key in _TEXTS}
    fields |= {
        "example": code.example,
        "keywords": {k: list(v) for k, v in code.keywords.items()},
        "colour": code.colour,
    }
    if code.retired:
        fields["retired"] = True
    return {key: value for key, value in fields.items() if value or key == "parent"}


def _edited(code: Code, changes: Mapping[str, Any]) -> Code:
    for key, value in changes.items():
        if key in _TEXTS and not (isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values())):
            raise CodebookError(f"code {code.id}: {key} must map languages to texts, not {str(value)[:40]!r}")
        if key == "keywords":
            value = _keywords(code.id, value)
        if key == "colour" and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            raise CodebookError(f"code {code.id}: colour {value!r} is not written #rrggbb")
        if key == "kind" and value not in KINDS or key == "valence" and value not in VALENCES:
            raise CodebookError(
                f"code {code.id}: {key} {value!r} is unknown; {did_you_mean(str(value), KINDS + VALENCES)}"
            )
        code = replace(code, **{key: value})
    if not code.name:
        raise CodebookError(f"code {code.id} has no name; give one in each language")
    return code


def _keywords(code: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping) or not all(isinstance(words, list) for words in value.values()):
        raise CodebookError(f"code {code}: keywords must map languages to lists of words")
    return {language: tuple(str(word) for word in words) for language, words in value.items()}


def _add(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code = parse_code(operation.get("code") or {})
    if code.id in draft.codes or code.id in draft.merged:
        raise CodebookError(f"code {code.id!r} was used before; ids are never reused, choose another")
    if code.parent is not None:
        draft.known(code.parent)
    draft.codes[code.id] = code


def _edit(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code, changes = draft.known(operation.get("id")), operation.get("set") or {}
    locked = set(changes) & {"id", "parent", "name"}
    if locked:
        raise CodebookError(f"edit can't set {sorted(locked)[0]}; use rename or move")
    draft.codes[code.id] = _edited(code, changes)


def _rename(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("id"))
    name = {**code.name, **(operation.get("name") or {})}
    draft.codes[code.id] = _edited(code, {"name": {language: text for language, text in name.items() if text}})


def _merge(draft: _Draft, operation: Mapping[str, Any]) -> None:
    into = draft.known(operation.get("into"))
    for source in operation.get("from") or ():
        code = draft.known(source)
        if code.id == into.id:
            continue
        for child in [c for c in draft.codes.values() if c.parent == code.id]:
            if child.id == into.id:
                raise CodebookError(f"{into.id} lies below {code.id}; move it first")
            draft.codes[child.id] = replace(child, parent=into.id)
        del draft.codes[code.id]
        draft.merged[code.id] = into.id


def _split(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("from"))
    parts = tuple(operation.get("into") or ())
    if len(parts) < 2:
        raise CodebookError(f"a split of {code.id} needs two codes or more in `into`; add them before")
    for part in parts:
        draft.known(part)
    draft.splits[code.id] = parts
    draft.codes[code.id] = replace(code, retired=code.id not in parts)


def _move(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code, parent = draft.known(operation.get("id")), operation.get("parent")
    above = parent
    while above is not None:
        if above == code.id:
            raise CodebookError(f"{code.id} can't move below itself ({parent})")
        above = draft.known(above).parent
    draft.codes[code.id] = replace(code, parent=parent)


def _retire(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("id"))
    draft.codes[code.id] = replace(code, retired=True)


def _restore(draft: _Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("id"))
    draft.splits.pop(code.id, None)
    draft.codes[code.id] = replace(code, retired=False)


OPERATIONS: dict[str, Callable[[_Draft, Mapping[str, Any]], None]] = {
    "add": _add,
    "edit": _edit,
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "retire": _retire,
    "restore": _restore,
}
