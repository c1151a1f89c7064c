"""The replay of release 0.1.0 as it was, to compare with: what a codebook's history of format 1 always meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qualitative.errors import CodebookError


@dataclass(frozen=True)
class Code:
    id: str
    parent: str | None
    name: dict[str, str]
    definition: dict[str, str] = field(default_factory=dict)
    include: dict[str, str] = field(default_factory=dict)
    exclude: dict[str, str] = field(default_factory=dict)
    example: str | None = None
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    colour: str = "#cccccc"
    kind: str = "code"
    domain: str | None = None
    valence: str = "neutral"
    retired: bool = False


@dataclass
class Draft:
    codes: dict[str, Code] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def known(self, code: Any) -> Code:
        if code not in self.codes:
            raise CodebookError(f"code {code!r} does not exist at this point")
        return self.codes[code]

    def current(self, code: str) -> str:
        seen = set()
        while code in self.merged and code not in seen:
            seen.add(code)
            code = self.merged[code]
        return code


def replay(operations: Iterable[Mapping[str, Any]], version: int | None = None) -> Draft:
    draft = Draft()
    for operation in operations:
        if version is not None and operation["n"] > version:
            break
        OPERATIONS[operation["op"]](draft, operation)
    return draft


def lies_below(operations: Iterable[Mapping[str, Any]], code: str, others: list[str]) -> bool:
    """Whether `code` lies below one of `others`, at whatever depth."""
    codes, above = replay(operations).codes, code
    while above is not None:
        if above in others:
            return True
        above = codes[above].parent
    return False


def seen(operations: list[Mapping[str, Any]], code: str, made: int, wanted: int, decided: str | None) -> str | None:
    book = replay(operations, wanted)
    if made > wanted:
        return _before(operations, book, code, made, wanted)
    if decided is not None and decided in book.splits.get(book.current(code), ()):
        code = decided
    return book.current(code)


def _before(operations: list[Mapping[str, Any]], book: Draft, code: str, made: int, wanted: int) -> str | None:
    for operation in reversed([op for op in operations if wanted < op["n"] <= made]):
        if operation["op"] == "merge" and operation.get("into") == code:
            return None
        if operation["op"] == "split" and code in operation.get("into", ()) and code != operation["from"]:
            if code in book.codes:
                return None
            code = operation["from"]
    return code if code in book.codes else None


def _edited(code: Code, changes: Mapping[str, Any]) -> Code:
    for key, value in changes.items():
        if key == "keywords":
            value = {language: tuple(str(word) for word in words) for language, words in value.items()}
        code = replace(code, **{key: value})
    if not code.name:
        raise CodebookError(f"code {code.id} has no name; give one in each language")
    return code


def _add(draft: Draft, operation: Mapping[str, Any]) -> None:
    entry = dict(operation.get("code") or {})
    code = _edited(Code(entry.pop("id"), entry.pop("parent", None), {}), entry)
    if code.id in draft.codes or code.id in draft.merged:
        raise CodebookError(f"code {code.id!r} was used before; ids are never reused, choose another")
    if code.parent is not None:
        draft.known(code.parent)
    draft.codes[code.id] = code


def _edit(draft: Draft, operation: Mapping[str, Any]) -> None:
    code, changes = draft.known(operation.get("id")), operation.get("set") or {}
    locked = set(changes) & {"id", "parent", "name"}
    if locked:
        raise CodebookError(f"edit can't set {sorted(locked)[0]}; use rename or move")
    draft.codes[code.id] = _edited(code, changes)


def _rename(draft: Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("id"))
    name = {**code.name, **(operation.get("name") or {})}
    draft.codes[code.id] = _edited(code, {"name": {language: text for language, text in name.items() if text}})


def _merge(draft: Draft, operation: Mapping[str, Any]) -> None:
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


def _split(draft: Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("from"))
    parts = tuple(operation.get("into") or ())
    if len(parts) < 2:
        raise CodebookError(f"a split of {code.id} needs two codes or more in `into`; add them before")
    for part in parts:
        draft.known(part)
    draft.splits[code.id] = parts
    draft.codes[code.id] = replace(code, retired=code.id not in parts)


def _move(draft: Draft, operation: Mapping[str, Any]) -> None:
    code, parent = draft.known(operation.get("id")), operation.get("parent")
    above = parent
    while above is not None:
        if above == code.id:
            raise CodebookError(f"{code.id} can't move below itself ({parent})")
        above = draft.known(above).parent
    draft.codes[code.id] = replace(code, parent=parent)


def _retire(draft: Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("id"))
    draft.codes[code.id] = replace(code, retired=True)


def _restore(draft: Draft, operation: Mapping[str, Any]) -> None:
    code = draft.known(operation.get("id"))
    draft.splits.pop(code.id, None)
    draft.codes[code.id] = replace(code, retired=False)


OPERATIONS: dict[str, Callable[[Draft, Mapping[str, Any]], None]] = {
    "add": _add,
    "edit": _edit,
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "retire": _retire,
    "restore": _restore,
}
