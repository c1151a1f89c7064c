"""Whose codings count: the library's fast computation gives, on random studies, what the slow one gives."""

from __future__ import annotations

import pytest

from qualitative.counting import Counted
from reference.counted import counted
from reference.fast import counted_fast, layers_of, layers_slow, once_of, rows_of
from reference.many import seeds
from reference.material import Answer, Coding, Mark, Material, Row, Verdict
from reference.random_material import has_code, material


def is_open(row: Row) -> bool:
    """A coding that its own piece did not choose and that reaches into a stretch that nobody finished: see the last tests."""
    return row.across and row.rule == 6


def test_random_studies_count_alike() -> None:
    for seed in seeds(300):
        given = material(seed)
        fast, slow = counted_fast(given), counted(given)
        by_id = {row.id: row for row in slow.rows}
        assert without_open(rows_of(fast)) == without_open(by_id), f"seed {seed}"
        assert layers(layers_of(fast)) == layers(layers_slow(slow)), f"seed {seed}"
        assert_each_is_somewhere(given, fast)
        if not any(map(is_open, (*slow.rows, *rows_of(fast).values()))):
            assert once_of(fast).items() <= slow.once.items(), f"seed {seed}"


def without_open(rows: dict[str, Row]) -> dict[str, Row]:
    return {id_: row for id_, row in rows.items() if not is_open(row)}


def layers(found: dict) -> dict:
    """Whose codings are told of a piece that nobody marked done is open where only such codings reach into it."""
    return {where: (rule, coders if rule != 6 else None, how) for where, (rule, coders, how) in found.items()}


def assert_each_is_somewhere(given: Material, fast: Counted) -> None:
    """Each coding counts, is a part of one that counts, or is left out with a reason; never two of these."""
    inside = [id_ for members in fast.table["members"] for id_ in members]
    assert sorted([*inside, *fast.left_out["id"]]) == sorted(one.id for one in given.codings)


def small(*things: Coding | Mark | Verdict, pilot: frozenset[int] = frozenset()) -> Material:
    """One document of 24 characters, coded by persons."""
    kinds = {"a": "human", "b": "human", "c": "human", "consensus": "human"}
    codings = [one for one in things if isinstance(one, Coding)]
    marks = [one for one in things if isinstance(one, Mark)]
    verdicts = [one for one in things if isinstance(one, Verdict)]
    return Material(codings, marks, verdicts, {"d": 24}, kinds, has_code, pilot=pilot)


def both(given: Material) -> tuple[set[str], set[str]]:
    """The ids that count, fast and slow."""
    slow: Answer = counted(given)
    return set(rows_of(counted_fast(given))), {row.id for row in slow.rows}


def test_a_decision_settles_in_whatever_round_it_was_recorded() -> None:
    fast, slow = both(
        small(Coding("1", "c", "d", 12, 14, "y", 2), Verdict("2", "a", "retire", ("1",), 1), pilot=frozenset({1}))
    )
    assert slow == set()
    assert fast == slow


REACHING = (Mark("1", "c", "d", 3, 14), Coding("2", "a", "d", 12, 15, "x"))
BESIDE = {
    "another person codes there": (Coding("3", "b", "d", 20, 21, "y"),),
    "its coder coded elsewhere in a later round": (Coding("3", "a", "d", 1, 2, "x", 2),),
    "a coding of the consensus begins there": (Coding("3", "consensus", "d", 20, 21, "y"),),
    "another code is settled": (
        Coding("3", "c", "d", 4, 5, "y"),
        Coding("4", "consensus", "d", 20, 21, "y", settles=("3",)),
        Verdict("5", "consensus", "adjudicate", ("3",)),
    ),
}


def test_what_reaches_into_an_unread_stretch_counts() -> None:
    assert both(small(*REACHING)) == ({"2"}, {"2"})


@pytest.mark.parametrize("beside", BESIDE)
def test_what_reaches_into_an_unread_stretch_counts_whatever_stands_beside_it(beside: str) -> None:
    fast, slow = both(small(*REACHING, *BESIDE[beside]))
    assert "2" in slow
    assert fast == slow
