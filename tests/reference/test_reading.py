"""Where codes were read for: the library gives what the slow computation gives, on random studies and on both that are here."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from conftest import on_both
from qualitative import Study
from qualitative.counting.reading import read_for as fast_read_for
from reference.counted import counted
from reference.fast import counted_fast
from reference.many import seeds
from reference.material import Piece
from reference.random_material import CODES, material
from reference.reading import Read, Waiting, read_for
from reference.study import codes_of, material_of


class Told:
    """What the library's table says, by code and document."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.rows: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for row in table.itertuples():
            self.rows[row.code, row.document].append(row)

    def at(self, code: str, piece: Piece) -> set[Read]:
        """What it says of a piece."""
        here = [one for one in self.rows[code, piece.document] if one.start <= piece.start and piece.end <= one.end]
        return {Read(none_for_na(one.coder), one.read, none_for_na(one.how), one.absent) for one in here}


def none_for_na(value: str) -> str | None:
    return None if pd.isna(value) else value


def test_random_studies_were_read_for_alike() -> None:
    for seed in seeds(60):
        given = material(seed)
        slow = read_for(given, counted(given).choices, list(CODES))
        told = Told(fast_read_for(counted_fast(given), CODES, given.looked_for))
        for (code, piece), expected in slow.items():
            assert told.at(code, piece) == expected, f"seed {seed}, {code} in {piece}"


@on_both()
def test_both_studies_were_read_for_alike(either: Study) -> None:
    given = material_of(either)
    codes = codes_of(either)
    usable = [code for code in codes.head.codes if codes.head.usable(code)]
    told = Told(either.read_for(usable))
    answer = counted(given)
    waiting = [
        Waiting(row.document, row.start, row.end, frozenset(codes.head.splits[row.code]))
        for row in answer.rows
        if row.code in codes.head.splits
    ]
    for (code, piece), expected in read_for(given, answer.choices, usable, waiting).items():
        assert told.at(code, piece) == expected, f"{code} in {piece}"


def test_no_part_of_a_split_code_is_absent_where_codings_of_it_are_undecided(second: Study) -> None:
    # "a split one is undecided until its codings are placed"
    codes = codes_of(second)
    given = material_of(second)
    waiting = [one for one in given.codings if one.code in codes.head.splits]
    assert {one.document for one in waiting} >= {"int-c-first", "int-d-night"}
    for one in waiting:
        for part in codes.head.splits[str(one.code)]:
            read = second.read_for([part])
            here = read[(read["document"] == one.document) & (read["start"] <= one.start) & (one.start < read["end"])]
            assert not here[here["coder"] == one.coder]["absent"].any(), f"{part} in {one.document}"
