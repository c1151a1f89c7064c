"""Queries: the library's fast answer is that of the slow one, on random studies; and the laws of sets hold of it."""

from __future__ import annotations

from random import Random

import pytest

from qualitative.errors import QueryError
from reference.asked_rows import Asked, Disjoint, Row, answer, parts, without_value
from reference.fast_queries import found_fast, keys
from reference.many import seeds
from reference.random_queries import asked, query


def key(row: Row) -> tuple[str, int, str | None, str]:
    return row.passage.document, row.passage.n, row.coding.id if row.coding else None, row.case


def test_random_queries_find_the_same_rows() -> None:
    refused = 0
    for seed in seeds(150):
        given, text = asked(seed), query(Random(seed))
        try:
            slow = sorted(map(key, answer(given, text)), key=str)
        except Disjoint:
            refused += 1
            with pytest.raises(QueryError, match="no row has both"):
                found_fast(given, text)
            continue
        fast = found_fast(given, text)
        assert sorted(keys(fast), key=str) == slow, f"seed {seed}: {text}"
        full, unread = parts(given, text)
        assert sorted(keys(fast.in_full), key=str) == sorted(map(key, full), key=str), f"seed {seed}: {text}"
        assert len(fast.not_read_for) == len(unread), f"seed {seed}: {text}"
        assert fast.without_value == without_value(given, text), f"seed {seed}: {text}"
    assert refused > 0  # some must be, or the random queries show nothing of it


def rows(given: Asked, text: str) -> set[tuple[str, int, str | None, str]]:
    return set(keys(found_fast(given, text)))


def test_the_laws_of_sets_hold() -> None:
    kept = 0
    for seed in seeds(40):
        random, given = Random(f"laws {seed}"), asked(seed)
        a, b = query(random, 2), query(random, 2)
        where = f"seed {seed}: {a} | {b}"
        texts = {
            "a": f"({a})", "b": f"({b})", "a b": f"({a}) ({b})", "a or b": f"({a}) or ({b})", "not not a": f"not not ({a})",
            "not a": f"not ({a})", "all": f"({a}) or not ({a})", "not (a or b)": f"not (({a}) or ({b}))",
            "not a not b": f"not ({a}) not ({b})", "person a": f"person({a})", "somebody": "person:ana,budi,citra",
            **{f"{scope} a": f"{scope}({a})" for scope in ("passage", "document", "case")},
        }  # fmt: skip
        try:
            found = {name: rows(given, text) for name, text in texts.items()}
        except QueryError:  # terms that no row can satisfy together
            continue
        kept += 1
        assert found["a b"] <= found["a"] <= found["a or b"], where
        assert found["a b"] == found["a"] & found["b"], where
        assert found["not not a"] == found["a"], where
        assert found["not a"] == found["all"] - found["a"], where
        assert found["not (a or b)"] == found["not a not b"], where
        for scope in ("passage", "document", "case"):
            assert found["a"] <= found[f"{scope} a"], where
        assert found["a"] - found["person a"] == found["a"] - found["somebody"], where
    assert kept > len(seeds(40)) / 2
