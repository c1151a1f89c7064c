"""The codebook at any version: the library gives what the slow computation gives, operation by operation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.codebook.codes import code_fields
from qualitative.codebook.contradictions import decision
from qualitative.codebook.history import History
from qualitative.codebook.stored import parse_operation
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from reference.history import Operation, book_at, in_order, numbers, operations_of, rests_upon, search, tips_of
from reference.many import seeds
from reference.random_history import KINDS, PEOPLE, Team

ALONE = ("ana",)
# what says that a code had a meaning of its own before it took in others
USED = ("version", "retire", "restore")


def fast(operations: Sequence[Operation], random: Random | None = None) -> Versions:
    """The library's versions, from operations in any order."""
    lines = [json.dumps(one) for one in operations]
    if random is not None:
        random.shuffle(lines)
    return Versions(History(map(parse_operation, lines)))


def plain(book: Codebook) -> tuple[dict[str, Any], dict[str, str], dict[str, list[str]]]:
    """A codebook as plain data, without what is empty."""
    codes = {code: bare(code_fields(one)) for code, one in book.codes.items()}
    return codes, dict(book.merged), {code: list(parts) for code, parts in book.splits.items()}


def slow(
    operations: Sequence[Operation], ids: Sequence[str]
) -> tuple[dict[str, Any], dict[str, str], dict[str, list[str]]]:
    """The same from the slow computation: merged codes are none any more."""
    book = book_at(operations, ids)
    codes = {code: bare(fields) for code, fields in book.codes.items() if code not in book.merged}
    return codes, book.merged, book.splits


def bare(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields that say something; `kind` and `colour` have defaults that no operation wrote."""
    return {name: value for name, value in fields.items() if value and name not in ("kind", "colour")}


def some_versions(random: Random, operations: Sequence[Operation]) -> list[tuple[str, ...]]:
    """The head, a version that one operation ends, and one that two do, perhaps of two branches."""
    ids = [one["id"] for one in operations]
    return [tuple(tips_of(operations)), (random.choice(ids),), tuple(random.sample(ids, min(2, len(ids))))]


@pytest.mark.parametrize("people", [ALONE, PEOPLE])
def test_random_histories_read_alike_at_any_version(people: tuple[str, ...]) -> None:
    for seed in seeds(150):
        random = Random(seed)
        operations = Team(random, people).work(random.randint(1, 20))
        versions = fast(operations, random)
        assert [one.id for one in versions.history.operations] == [one["id"] for one in in_order(operations)]
        assert sorted(versions.head.tips) == tips_of(operations)
        circles = any(one.kind == "circle" for one in versions.contradictions())
        for ids in some_versions(random, operations):
            assert versions.ancestors(ids) == rests_upon(operations, ids)
            if not circles:  # which link of a circle holds is the library's to say; see the next test
                assert plain(versions.at(ids)) == slow(operations, ids), f"seed {seed}, version {ids}"


def test_the_order_of_lines_says_nothing_also_where_people_contradict_each_other() -> None:
    for seed in seeds(100):
        random = Random(seed)
        operations = Team(random).work(20)
        one, other = fast(operations, random), fast(operations, random)
        assert plain(one.head) == plain(other.head)
        assert [each.sentence for each in one.contradictions()] == [each.sentence for each in other.contradictions()]


def test_a_decision_ends_a_contradiction_and_leaves_what_it_says() -> None:
    decided = 0
    for seed in seeds(100):
        random = Random(seed)
        operations = list(Team(random).work(20))
        circles = False
        while open_ := (versions := fast(operations)).contradictions():
            circles = circles or any(one.kind == "circle" for one in open_)
            one = open_[0]
            take = random.choice(one.choices)
            fields = decision(versions.head_replayed, one, take)
            operations.append(
                {
                    **history({"op": "decide", **fields})[0],
                    "id": f"{len(operations):026}",
                    "parents": tips_of(operations),
                }
            )
            decided += 1
            assert len(operations) < 60, "a decision leaves its contradiction, or makes new ones for ever"
        assert circles or plain(versions.head) == slow(operations, tips_of(operations)), f"seed {seed}"
    assert decided


@pytest.mark.parametrize("people", [ALONE, PEOPLE])
def test_numbers_count_acts_along_the_order(people: tuple[str, ...]) -> None:
    for seed in seeds(100):
        random = Random(seed)
        operations = Team(random, people, tuple(kind for kind in KINDS if kind != "version")).work(
            random.randint(1, 20)
        )
        versions = fast(operations)
        expected = numbers(operations)
        assert versions.newest == max(expected.values())
        first = versions.numbers.first
        assert {one.id: first[place] for place, one in enumerate(versions.history.operations)} == expected


def test_random_histories_say_alike_what_was_looked_for() -> None:
    for seed in seeds(150):
        random = Random(seed)
        operations = Team(random, ALONE, tuple(kind for kind in KINDS if kind not in USED)).work(random.randint(1, 20))
        versions = fast(operations)
        head = book_at(operations, tips_of(operations))
        for ids in some_versions(random, operations):
            expected = search(operations, ids)
            for code in filter(head.usable, head.codes):
                assert versions.looked_for(code, ids) == expected.looked_for(code), f"seed {seed}, {code} under {ids}"


def test_a_code_that_a_version_was_named_with_is_not_new_when_it_takes_in_another() -> None:
    operations = history(
        {"op": "add", "code": {"id": "x", "parent": None, "name": {"en": "X"}}},
        {"op": "add", "code": {"id": "y", "parent": None, "name": {"en": "Y"}}},
        {"op": "version", "number": 2},
        {"op": "merge", "from": ["x"], "into": "y"},
    )
    first = (operations[0]["id"],)
    assert search(operations, first).looked_for("y") is False
    assert fast(operations).looked_for("y", first) is False


def history(*operations: dict[str, Any]) -> list[Operation]:
    """Operations each made upon the one before."""
    head = {"v": 2, "by": "ana", "at": "2026-01-01T00:00:00.000Z", "why": "So."}
    return [
        {**head, "id": f"{n:026}", "parents": [f"{n - 1:026}"] if n else [], **one} for n, one in enumerate(operations)
    ]


@on_both()
def test_both_studies_have_at_each_operation_the_codebook_that_the_slow_computation_has(either: Study) -> None:
    files = sorted((either.root / "codebook/history").glob("*.jsonl"))
    operations = operations_of(line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    versions = fast(operations)
    head = book_at(operations, tips_of(operations))
    assert operations
    assert plain(either.codebook) == slow(operations, tips_of(operations))
    # the shipped codebook has more operations than a slow computation can stand on each of
    for one in operations[:: max(1, len(operations) // 25)]:
        ids = (one["id"],)
        assert plain(versions.at(ids)) == slow(operations, ids)
        expected = search(operations, ids)
        for code in filter(head.usable, head.codes):
            assert versions.looked_for(code, ids) == expected.looked_for(code), f"{code} under {ids}"
