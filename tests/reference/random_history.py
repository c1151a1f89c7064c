"""Random histories of a codebook: three people who each work upon what they have, and now and then get what the others did."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from reference.history import Book, Operation, book_at, tips_of

PEOPLE = ("ana", "ben", "cleo")
TEXTS = ("Short.", "Longer.", "Longest.")
KINDS = ("edit", "edit", "rename", "merge", "split", "move", "retire", "restore", "version")


@dataclass
class Team:
    """What each of the team has of the history, and all that was ever done."""

    random: Random
    people: tuple[str, ...] = PEOPLE
    kinds: tuple[str, ...] = KINDS
    all: list[Operation] = field(default_factory=list)
    has: dict[str, list[Operation]] = field(default_factory=dict)

    def work(self, acts: int) -> list[Operation]:
        """The operations of so many acts, by id."""
        self.has = {person: [] for person in self.people}
        for _ in range(acts):
            person = self.random.choice(self.people)
            if self.random.random() < 0.3:
                other = self.random.choice(self.people)
                ids = {one["id"] for one in self.has[person]}
                self.has[person] += [one for one in self.has[other] if one["id"] not in ids]
            self.act(person)
        return self.all

    def act(self, person: str) -> None:
        """One act upon what a person has: an operation, or a code that is added to take in others, or parts."""
        book = book_at(self.has[person], tips_of(self.has[person]))
        usable = [code for code in book.codes if book.usable(code)]
        if len(usable) < 3 or self.random.random() < 0.25:
            self.add(person, {"op": "add", "code": self.code(len(self.all), usable)}, None)
            return
        kind = self.random.choice(self.kinds)
        act: str | None = None
        if kind in ("merge", "split") and self.random.random() < 0.5:
            made = [self.code(len(self.all) + n, ()) for n in range(1 if kind == "merge" else 2)]
            for code in made:
                act = self.add(person, {"op": "add", "code": code}, act)
            self.add(person, self.taking(kind, usable, [code["id"] for code in made]), act)
        else:
            self.add(person, self.operation(kind, book, usable), None)

    def add(self, person: str, operation: dict[str, Any], act: str | None) -> str:
        """Put an operation upon what a person has; the id of the act."""
        id_ = f"{len(self.all):026}"
        one = {
            "v": 2,
            "id": id_,
            "parents": tips_of(self.has[person]),
            "by": person,
            "at": "2026-01-01T00:00:00.000Z",
            "why": "So.",
            **operation,
        }
        if operation["op"] == "add" or act:
            one["act"] = act or id_
        self.all.append(one)
        self.has[person].append(one)
        return act or id_

    def code(self, n: int, above: Any) -> dict[str, Any]:
        """A new code."""
        parent = self.random.choice([None, *above])
        return {
            "id": f"code-{n}",
            "parent": parent,
            "name": {"en": f"Code {n}"},
            "definition": {"en": self.random.choice(TEXTS)},
        }

    def taking(self, kind: str, usable: list[str], made: list[str]) -> dict[str, Any]:
        """A merge of two codes into one, or a split of a code into two."""
        if kind == "merge":
            return {"op": "merge", "from": self.random.sample(usable, 2), "into": made[0]}
        return {"op": "split", "from": self.random.choice(usable), "into": made}

    def operation(self, kind: str, book: Book, usable: list[str]) -> dict[str, Any]:
        """An operation on codes that are there."""
        code, second, third = self.random.sample(usable, 3)
        match kind:
            case "edit":
                field_ = self.random.choice(("definition", "include", "exclude"))
                more = {"reread": True} if self.random.random() < 0.4 else {}
                return {"op": "edit", "code": code, "set": {field_: {"en": self.random.choice((*TEXTS, ""))}}, **more}
            case "rename":
                return {"op": "rename", "code": code, "name": {"en": f"Name {self.random.randrange(9)}"}}
            case "merge":
                above = [one for one in usable if one != code and code not in book.above(one)]
                return (
                    {"op": "merge", "from": [code], "into": self.random.choice(above)}
                    if above
                    else {"op": "retire", "code": code}
                )
            case "split":
                return {"op": "split", "from": code, "into": [second, third]}
            case "move":
                return {
                    "op": "move",
                    "code": code,
                    "parent": self.random.choice((None, *(one for one in usable if code not in book.above(one)))),
                }
            case "retire":
                return {"op": "retire", "code": code}
            case "restore":
                retired = [
                    one
                    for one in book.codes
                    if one not in book.merged and one not in book.splits and book.codes[one].get("retired")
                ]
                return (
                    {"op": "restore", "code": self.random.choice(retired)}
                    if retired
                    else {"op": "retire", "code": code}
                )
            case _:
                return {"op": "version", "number": 1000 + len(self.all)}
