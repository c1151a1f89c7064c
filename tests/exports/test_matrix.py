"""A cell of a matrix is what the report counts, and what was not read for is missing, never 0."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import on_both
from exports.files import table
from qualitative import Study
from reference.report_counts import Facts


def slow_cell(facts: Facts, code: str, by: str, unit: str) -> str:
    """The number of statements of a code in a row; NA where there is none and not all of the row's passages were read in full for it."""
    groups = {one.id for one in facts.documents if one.kind == "group"}

    def is_here(document: str, n: int, cases: tuple[str, ...]) -> bool:
        if by == "document":
            return document == unit
        if by == "case":
            return unit in cases
        return document == unit if document in groups else facts.spoken[document, n].person == unit

    places = {
        row.passage.place
        for row in facts.of_codes([code])
        if facts.is_finding(row)
        and facts.spoken[row.passage.document, row.passage.n].answers
        and is_here(row.passage.document, row.passage.n, row.passage.cases)
    }
    if places:
        return str(len(places))
    here = [
        one for one in facts.asked.passages
        if facts.spoken[one.document, one.n].answers and is_here(one.document, one.n, one.cases)
    ]  # fmt: skip
    is_read = all(is_read_at(facts, code, one.document, one.start, one.end) for one in here)
    return "0" if here and is_read else "NA"


def is_read_at(facts: Facts, code: str, document: str, start: int, end: int) -> bool:
    """Whether every character of a stretch lies in a piece that was read in full for a code."""
    from reference.choosing import pieces as cut

    known = pieces_of(facts, code, document)
    return all(
        known.get(piece, False) for piece in cut(facts.material, document) if piece.start < end and start < piece.end
    )


def pieces_of(facts: Facts, code: str, document: str) -> dict[object, bool]:
    from reference.reading import Waiting, read_for

    key = "_by_piece"
    if not hasattr(facts, key):
        splits = facts.history.head.splits
        waiting = [
            Waiting(row.document, row.start, row.end, frozenset(splits[row.code]))
            for row in facts.answer.rows
            if row.code in splits
        ]
        setattr(
            facts,
            key,
            read_for(facts.material, facts.answer.choices, list(facts.codes), waiting, facts.history.looked_for),
        )
    given = getattr(facts, key)
    return {
        piece: any(one.absent for one in reads)
        for (one_code, piece), reads in given.items()
        if one_code == code and piece.document == document
    }


@on_both()
@pytest.mark.parametrize("by", ["person", "case", "document"])
def test_each_cell_is_what_a_slow_count_gives(either: Study, by: str, tmp_path: Path) -> None:
    facts = Facts(either.root)
    made = either.export("matrix", tmp_path / "m.csv", by=by)
    rows = table(made.files[0])
    codes = [code for code in rows[0] if code in facts.codes]
    assert len(codes) > 10 and rows
    wrong = {
        (row[by], code): (row[code], slow)
        for row in rows
        for code in codes
        if row[code] != (slow := slow_cell(facts, code, by, row[by]))
    }
    assert not wrong
