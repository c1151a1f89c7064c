"""Build a codebook's history by hand, operation by operation, each upon whichever came before it."""

from __future__ import annotations

import random
from typing import Any

from qualitative.codebook.contradictions import Contradiction, decision
from qualitative.codebook.history import History, Operation
from qualitative.codebook.versions import Versions
from qualitative.codings.ulid import format_ulid


class Past:
    """`first` adds the codes a, b (below a), c, d and e; what follows names what it is made upon, or goes on from the last."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.add("a")
        self.add("b", parent="a")
        for code in "cde":
            self.add(code)
        self.start = self.last

    @property
    def last(self) -> str:
        return self.operations[-1].id

    def make(self, op: str, *upon: str, by: str = "ana", **fields: Any) -> str:
        """One operation upon others (without any: upon the last); its id, larger than all before it."""
        id = format_ulid(len(self.operations) + 1)
        parents = upon or tuple(operation.id for operation in self.operations[-1:])
        fields = {key.removesuffix("_"): value for key, value in fields.items()}
        self.operations.append(Operation(id, parents, op, by, "2024-06-01", "so", fields))
        return id

    def add(self, code: str, *upon: str, parent: str | None = None, by: str = "ana", **more: Any) -> str:
        return self.make("add", *upon, by=by, code={"id": code, "parent": parent, "name": {"en": code}, **more})

    def decide(self, one: Contradiction, take: str, *upon: str, by: str = "ana") -> str:
        fields = decision(self.versions.head_replayed, one, take)
        return self.make("decide", *(upon or self.versions.history.head), by=by, **fields)

    @property
    def versions(self) -> Versions:
        """As they come from files: in any order."""
        return Versions(History(random.Random(len(self.operations)).sample(self.operations, len(self.operations))))
