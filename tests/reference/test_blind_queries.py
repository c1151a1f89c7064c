"""Random queries give what a second evaluator gives that was written from the contract by a hand that had not seen the library's."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.errors import QueryError
from reference.blind import evaluator as blind
from reference.blind.making import Maker, told, widened
from reference.many import seeds


@pytest.mark.parametrize("wide", [False, True], ids=["as they are", "over several passages"])
@pytest.mark.parametrize("seed", seeds(2)[:10])  # a query takes a quarter of a second
def test_a_query_gives_what_the_second_evaluator_gives(second: Study, seed: int, wide: bool) -> None:
    counted = widened(second.counted(), second.passages, seed) if wide else second.counted()
    tables = blind.Tables.of(second, counted)
    rows = blind.rows_of(tables, None, wide)
    maker = Maker(tables, rows, seed)
    for _ in range(8):
        tree = maker.tree(maker.random.choice((1, 2, 2, 3, 4)))
        text = maker.text(tree)
        if blind.is_refused(tree, rows, tables):
            with pytest.raises(QueryError):
                second.query(text, interviewers=wide, found=counted)
            continue
        found = second.query(text, interviewers=wide, found=counted)
        assert told(found) == blind.answer(tree, rows, tables), text
        missing = {name: count for name, count in blind.without_value(tree, rows, tables).items() if count}
        assert {name: int(count) for name, count in found.without_value.items() if count} == missing, text
