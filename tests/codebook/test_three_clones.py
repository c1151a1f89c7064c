"""Three coders change the codebook apart from each other, and git merges: the same codebook everywhere, and nothing is lost.

QUALITATIVE_HISTORIES sets how many random histories are tried.
"""

from __future__ import annotations

import os
import random
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qualitative.codebook.codes import code_fields
from qualitative.codebook.contradictions import BOTH, Contradiction
from qualitative.codebook.revising import decide_between
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions

from .clones import Clone, added_as, three_clones

HISTORIES = int(os.environ.get("QUALITATIVE_HISTORIES", "15"))
CODES = [
    {"id": id, "parent": parent, "name": {"en": id}}
    for id, parent in (("a", None), ("b", "a"), ("c", "a"), ("d", None))
]


def everything(versions: Versions) -> dict[str, Any]:
    """All that a codebook's history says, under every version."""
    books = {number: versions.at(number) for number in versions.numbers.versions}
    return {
        "books": {
            number: ([code_fields(code) for code in book.values()], dict(book.merged), dict(book.splits), book.tips)
            for number, book in books.items()
        },
        "contradictions": [(one.kind, one.codes, one.choices, one.fields) for one in versions.contradictions()],
        "operations": [operation.id for operation in versions.history.operations],
    }


def merge_all(clones: list[Clone], rng: random.Random) -> None:
    """Merge in any order until everybody has everything."""
    one, other, last = rng.sample(clones, 3)
    for into, source in rng.choice(
        [
            [(one, other), (last, one), (one, last), (other, last)],
            [(one, other), (one, last), (other, one), (last, other)],
            [(one, other), (other, last), (other, one), (last, other), (one, last)],
        ]
    ):
        into.merge(source)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_three_clones_end_with_one_codebook_and_lose_nothing(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    clones = three_clones(tmp_path, seed, CODES)
    for _ in range(rng.randrange(8, 16)):
        clone = rng.choice(clones)
        for _ in range(rng.randrange(1, 6)):
            clone.change()
            clone.code_something()
        if rng.random() < 0.2:
            clone.merge(rng.choice([one for one in clones if one is not clone]))
    merge_all(clones, rng)
    found = [everything(clone.versions) for clone in clones]
    assert found[0] == found[1] == found[2]
    assert (clones[0].codebook / "codebook.yaml").read_bytes() == (clones[1].codebook / "codebook.yaml").read_bytes()
    check_nothing_is_lost(clones)
    decide_all(rng.choice(clones), rng)
    merge_all(clones, rng)
    found = [everything(clone.versions) for clone in clones]
    assert found[0] == found[1] == found[2]
    assert found[0]["contradictions"] == []
    check_nothing_is_lost(clones)


def decide_all(clone: Clone, rng: random.Random) -> None:
    for _ in range(200):
        open_ones = clone.versions.contradictions()
        if not open_ones:
            return
        one = rng.choice(open_ones)
        clone.dirty = True
        take, before = rng.choice(one.choices), clone.versions.head
        decide_between(clone.codebook, one, take, by=clone.coder, why="Talked over", at="2024-07-01")
        check_that_it_holds(clone.versions, one, take, before)
    raise AssertionError("decisions come to no end")


def check_that_it_holds(versions: Versions, one: Contradiction, take: str, before: Codebook) -> None:
    """Whether what was taken is what the codebook says now, and the contradiction is gone."""
    assert (one.kind, one.choices) not in [(left.kind, left.choices) for left in versions.contradictions()]
    book = versions.head
    if take == BOTH:
        assert all(code in book for code in one.codes)
        return
    made = versions.history.operations[versions.history.place[take]]
    mean = partial(meant, versions, take)
    if one.kind == "circle" and made.op == "move":
        above = made.fields["parent"]
        assert book[mean(made.fields["code"])].parent == (above and mean(above))
    elif one.kind == "merge" and made.op == "merge":
        assert book.current(one.codes[0]) == mean(made.fields["into"])
    elif one.kind == "merge" and made.op != "decide":
        assert one.codes[0] in book
    elif one.kind == "values" and made.op == "rename":
        said = {part: made.fields["name"][part] for field, part in one.fields if field == "name"}
        assert said.items() <= book[one.codes[0]].name.items()
    elif one.kind == "twins":
        assert len({book.current(code) for code in one.codes}) == 1


def meant(versions: Versions, operation: str, name: str) -> str:
    """What the code that an operation calls `name` is at the head."""
    key = versions.names.key(name, versions.set_of((operation,)))
    assert key is not None
    return versions.head.current(versions.names.name(key, versions.history.everything))


def check_nothing_is_lost(clones: list[Clone]) -> None:
    versions = clones[0].versions
    head = versions.head
    known = set(versions.history.place)
    assert all(clone.acknowledged <= known for clone in clones)
    assert not versions.history.missing and not versions.head_replayed.unread
    for id, (number, codes) in (fixed for clone in clones for fixed in clone.fixed.items()):
        kept = versions.at(versions.numbers.moved.get(id, number))
        assert [code_fields(code) for code in kept.values()] == codes
    added = [made for made in versions.history.operations if made.op == "add"]
    shown = {*head, *head.merged}
    assert {made.fields["code"]["id"] for made in added} <= shown
    for code, stamp, adds in (coded for clone in clones for coded in clone.coded):
        now = versions.seen(code, stamp, head.tips)
        assert now in head
        # the code that was given, not another of the same id
        assert adds <= added_as(versions, code, stamp)
        assert versions.seen(code, stamp, stamp) == code
        assert any(adds <= added_as(versions, name, head.tips) and head.current(name) == now for name in shown)
