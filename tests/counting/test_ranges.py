"""Questions about many ranges at once have the answers that asking pair by pair gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitative.counting.ranges import first_over, newest_over, painted

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda span: (span[0], span[0] + span[1])), max_size=25
)


def edges(spans: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    both = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


@settings(max_examples=200, deadline=None)
@given(SPANS, SPANS, st.randoms(use_true_random=False))
def test_the_newest_range_that_overlaps(spans: list[tuple[int, int]], asked: list[tuple[int, int]], random) -> None:
    ranks = random.sample(range(len(spans)), len(spans))
    found = newest_over(*edges(spans), np.array(ranks, dtype=np.int64), *edges(asked))
    for (start, end), rank in zip(asked, found.tolist(), strict=True):
        over = [r for (a, b), r in zip(spans, ranks, strict=True) if a < end and start < b]
        assert rank == max(over, default=-1)


@settings(max_examples=200, deadline=None)
@given(SPANS, SPANS)
def test_a_range_that_overlaps(spans: list[tuple[int, int]], asked: list[tuple[int, int]]) -> None:
    found = first_over(*edges(spans), *edges(asked))
    for (start, end), index in zip(asked, found.tolist(), strict=True):
        over = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
        assert index in over if over else index == -1


@settings(max_examples=200, deadline=None)
@given(SPANS, st.randoms(use_true_random=False))
def test_each_place_has_the_first_range_in_order_that_covers_it(spans: list[tuple[int, int]], random) -> None:
    order = random.sample(range(len(spans)), len(spans))
    column = painted(100, np.array(order, dtype=np.int64), *edges(spans))
    for place, index in enumerate(column.tolist()):
        assert index == next((i for i in order if spans[i][0] <= place < spans[i][1]), -1)
