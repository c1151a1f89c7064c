"""The codebook at a version: a second computation, slow and plain, written from the rules alone.

Operations are plain data, as they stand on the lines of `codebook/history/<coder>.jsonl`; a version is all that some of them rest upon. A field of a
code holds what was written last in the order of the history; texts, keywords and classes are written part by part.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Operation = Mapping[str, Any]
BY_PART = ("name", "definition", "include", "exclude", "keywords", "classes")


def operations_of(lines: Iterable[str]) -> list[Operation]:
    """The operations of all lines, each once, in the order of the history."""
    by_id = {operation["id"]: operation for operation in map(json.loads, lines)}
    return in_order(by_id.values())


def in_order(operations: Iterable[Operation]) -> list[Operation]:
    """Each after its parents; of those that may come next the one with the smallest id."""
    # "a topological order by (parents, id)"
    waiting = {operation["id"]: operation for operation in operations}
    ordered: list[Operation] = []
    while waiting:
        free = [one for one in waiting.values() if not any(parent in waiting for parent in one["parents"])]
        ordered.append(waiting.pop(min(one["id"] for one in free)))
    return ordered


def rests_upon(operations: Sequence[Operation], ids: Iterable[str]) -> set[str]:
    """All operations that these rest upon, with themselves."""
    # "A version is *the ancestors of the operations that an event names*"
    by_id = {operation["id"]: operation for operation in operations}
    found: set[str] = set()
    open_ = [id_ for id_ in ids if id_ in by_id]
    while open_:
        id_ = open_.pop()
        if id_ not in found:
            found.add(id_)
            open_ += [parent for parent in by_id[id_]["parents"] if parent in by_id]
    return found


def tips_of(operations: Sequence[Operation]) -> list[str]:
    """The operations that no other was made upon."""
    made_upon = {parent for operation in operations for parent in operation["parents"]}
    return sorted(operation["id"] for operation in operations if operation["id"] not in made_upon)


@dataclass
class Book:
    """The codes of one version by id, as plain data; what merged codes became; and the parts of those that were split."""

    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    splits: dict[str, list[str]] = field(default_factory=dict)

    def now(self, code: str) -> str:
        """What a code became."""
        while code in self.merged:
            code = self.merged[code]
        return code

    def above(self, code: str) -> list[str]:
        """A code and those above it."""
        found: list[str] = []
        while code and code in self.codes and code not in found:
            found.append(code)
            code = self.now(self.codes[code].get("parent") or "")
        return found

    def usable(self, code: str) -> bool:
        """Whether somebody can look for a code."""
        return code in self.codes and code not in self.merged and not self.codes[code].get("retired")


def book_at(operations: Sequence[Operation], ids: Iterable[str]) -> Book:
    """The codebook at the version that `ids` name."""
    version = rests_upon(operations, ids)
    book = Book()
    for operation in in_order(operations):
        if operation["id"] in version:
            apply(book, operation)
    for code in book.codes.values():
        if code.get("parent"):
            code["parent"] = book.now(code["parent"])
    return book


def apply(book: Book, operation: Operation) -> None:
    """Make one operation."""
    match operation["op"]:
        case "add":
            book.codes.setdefault(operation["code"]["id"], {}).update(operation["code"])
        case "edit":
            write(book, operation["code"], operation["set"])
        case "rename":
            write(book, operation["code"], {"name": operation["name"]})
        case "move":
            write(book, operation["code"], {"parent": operation["parent"]})
        case "retire" | "restore":
            write(book, operation["code"], {"retired": operation["op"] == "retire"})
            if operation["op"] == "restore":
                book.splits.pop(operation["code"], None)
        case "merge":
            book.merged |= {code: operation["into"] for code in operation["from"] if code != operation["into"]}
        case "split":
            book.splits[operation["from"]] = list(operation["into"])
            write(book, operation["from"], {"retired": True})
        case "decide":
            for code, fields in operation["set"].items():
                write(book, code, fields)
        case "version":
            pass  # says a number and changes no code


def write(book: Book, code: str, fields: Mapping[str, Any]) -> None:
    """Set fields of a code."""
    for name, value in fields.items():
        if name == "merged":
            book.merged.pop(code, None)
            book.merged |= {code: value} if value else {}
        elif name == "split":
            book.splits.pop(code, None)
            book.splits |= {code: list(value)} if value else {}
        elif name in BY_PART:
            parts = {**book.codes[code].get(name, {}), **(value or {})}
            book.codes[code][name] = {part: text for part, text in parts.items() if text}
        else:
            book.codes[code][name] = value


def numbers(operations: Sequence[Operation]) -> dict[str, int]:
    """By operation the number of the version that first holds it, where no `version` operation says another."""
    # numbers are "given along a topological order"; what was made in one act makes one version, and `version` makes none
    given: dict[str, int] = {}
    acts: list[str] = []
    for operation in in_order(operations):
        act = operation.get("act") or operation["id"]
        if operation["op"] != "version" and act not in acts:
            acts.append(act)
        given[operation["id"]] = len(acts)
    return given


@dataclass
class Search:
    """What who read under a version looked for, of the codes as they are at the head."""

    operations: Sequence[Operation]
    version: set[str]
    then: Book

    def looked_for(self, code: str) -> bool:
        """Whether they looked for what `code` means at the head."""
        return self.sought(code, len(self.operations))

    def sought(self, code: str, end: int) -> bool:
        """Whether a code, as it is after the first `end` operations, was in the version, or all that it came from."""
        if any(is_widened(one, code) for one in self.operations if one["id"] not in self.version):
            return False  # "an `edit` that widens a code says `reread: true`"
        for n in reversed(range(end)):
            sources = self.sources(n, code)
            if sources and self.operations[n]["id"] not in self.version:
                # "A merged code needs all its sources"; a code that was there before, with a meaning of its own, is one of them
                return all(self.sought(source, n) for source in sources) and (
                    self.is_new(code, n) or self.sought(code, n)
                )
        # "a codebook version that has the code"
        return self.then.usable(code)

    def sources(self, n: int, code: str) -> list[str]:
        """The codes that an operation made part of a code, or of which it made it a part."""
        one = self.operations[n]
        if one["op"] == "merge" and one["into"] == code:
            return [source for source in one["from"] if source != code]
        if one["op"] == "split" and code in one["into"]:
            return [one["from"]]
        return []

    def is_new(self, code: str, n: int) -> bool:
        """Whether a code was added only to take in others: from then on only codes were added, and it was worded.

        A `version` in between named a codebook in which it had a meaning of its own, and so did who retired it and gave it back.
        """
        under = rests_upon(self.operations, [self.operations[n]["id"]])
        for m in reversed(range(n)):
            one = self.operations[m]
            if one["op"] == "add" and one["code"]["id"] == code:
                since = [
                    other
                    for other in self.operations[m + 1 : n]
                    if other["id"] in under and one["id"] in rests_upon(self.operations, [other["id"]])
                ]
                return all(
                    other["op"] == "add" or (other.get("code") == code and other["op"] in ("edit", "rename", "move"))
                    for other in since
                )
        return False


def is_widened(operation: Operation, code: str) -> bool:
    """Whether an operation widens a code."""
    return operation["op"] == "edit" and operation["code"] == code and bool(operation.get("reread"))


def search(operations: Sequence[Operation], ids: Collection[str]) -> Search:
    """What who read under the version that `ids` name looked for."""
    return Search(in_order(operations), rests_upon(operations, ids), book_at(operations, ids))
