"""Codings become units: what counts as coded, not coded and missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qualitative.errors import StatisticError
from qualitative.model import Document
from qualitative.units import UNITS, Scale, scale_of, unit_table

INTERVIEW = Document(
    "int-1", "interview", "fieldwork", "north", "2024", "id",
    "[00:01] P: Apa?\n\n[00:02] A: KTP. Dana desa 😀.\n", speakers={"P": "interviewer", "A": "informant"},
)  # fmt: skip


def codings(*rows: tuple) -> pd.DataFrame:
    """Rows of coder, code, start, end, and optionally round and blind, on document d."""
    filled = [(*row, *(1, True)[len(row) - 4 :]) for row in rows]
    table = pd.DataFrame(filled, columns=["coder", "code", "start", "end", "round", "blind"])
    return table.assign(document="d")


def line(length: int) -> dict[str, Scale]:
    return {"d": Scale(np.array([0]), np.array([length]), True)}


def counted(table, label: str = "x") -> dict[tuple[int, ...], int]:
    row = table.counts[:, table.labels.index(label)].sum(0)
    return {tuple(map(int, p)): int(n) for p, n in zip(table.patterns, row, strict=True) if n}


def both_done(length: int) -> dict:
    return {(coder, "d", 1): [(0, length)] for coder in "ab"}


def test_characters_are_counted_by_who_coded_them() -> None:
    table = unit_table(
        codings(("a", "x", 10, 30), ("b", "x", 20, 50)),
        both_done(100),
        line(100),
        unit="character",
        coders="ab",
        labels={"x": ["x"]},
    )
    assert counted(table) == {(1, 0): 10, (1, 1): 10, (0, 1): 20, (0, 0): 60}


def test_overlapping_segments_of_one_coder_count_once() -> None:
    table = unit_table(
        codings(("a", "x", 0, 20), ("a", "x", 10, 30)),
        both_done(100),
        line(100),
        unit="character",
        coders="ab",
        labels={"x": ["x"]},
    )
    assert counted(table) == {(1, 0): 30, (0, 0): 70}


def test_only_text_marked_done_counts_as_not_coded() -> None:
    done = {("a", "d", 1): [(0, 100)], ("b", "d", 1): [(40, 60)]}
    table = unit_table(
        codings(("a", "x", 30, 50), ("b", "x", 0, 10)),
        done,
        line(100),
        unit="character",
        coders="ab",
        labels={"x": ["x"]},
    )
    assert counted(table) == {(1, 0): 10, (0, 0): 10, (1, -1): 10, (0, -1): 70}


def test_a_unit_under_a_coding_that_was_not_blind_is_missing() -> None:
    made = codings(("a", "x", 0, 50), ("b", "x", 40, 60, 1, False))
    table = unit_table(made, both_done(100), line(100), unit="character", coders="ab", labels={"x": ["x"]})
    assert counted(table) == {(1, 0): 40, (1, -1): 10, (0, -1): 10, (0, 0): 40}


def test_rounds_are_never_mixed() -> None:
    done = {(coder, "d", round): [(0, 10)] for coder in "ab" for round in (1, 2)}
    made = codings(("a", "x", 0, 5, 1), ("b", "x", 0, 5, 2))
    table = unit_table(made, done, line(10), unit="character", coders="ab", labels={"x": ["x"]})
    assert table.rounds == (1, 2)
    assert counted(table.only(np.array([True, False]))) == {(1, 0): 5, (0, 0): 5}


def test_a_branch_is_coded_where_any_code_of_it_is() -> None:
    made = codings(("a", "x", 0, 5), ("b", "y", 0, 5))
    table = unit_table(
        made, both_done(10), line(10), unit="character", coders="ab", labels={"x": ["x", "all"], "y": ["y", "all"]}
    )
    assert counted(table) == {(1, 0): 5, (0, 0): 5}
    assert counted(table, "all") == {(1, 1): 5, (0, 0): 5}


def test_a_code_that_nobody_used_is_not_coded_everywhere() -> None:
    table = unit_table(codings(), both_done(10), line(10), unit="character", coders="ab", labels={"x": ["x"]})
    assert counted(table) == {(0, 0): 10}


@pytest.mark.parametrize("seed", range(30))
def test_the_sweep_gives_what_one_array_a_character_would(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = []
    for _ in range(12):
        start = int(rng.integers(0, 90))
        rows.append(
            (str(rng.choice(list("abc"))), "x", start, start + int(rng.integers(1, 30)), 1, bool(rng.random() < 0.8))
        )
    done = {(coder, "d", 1): [(int(rng.integers(0, 40)), int(rng.integers(60, 101)))] for coder in "abc"}
    answers = np.full((100, 3), -1)
    for c, coder in enumerate("abc"):
        for start, end in done[coder, "d", 1]:
            answers[start:end, c] = 0
        for blind in (True, False):
            for _, _, start, end, _, _ in (row for row in rows if row[0] == coder and row[5] == blind):
                inside = answers[:, c] >= 0
                here = np.zeros(100, bool)
                here[start:end] = True
                answers[here & inside, c] = 1 if blind else -1
    expected: dict[tuple[int, ...], int] = {}
    for row in answers[(answers >= 0).any(1)]:
        expected[tuple(map(int, row))] = expected.get(tuple(map(int, row)), 0) + 1
    table = unit_table(codings(*rows), done, line(100), unit="character", coders="abc", labels={"x": ["x"]})
    assert {pattern: n for pattern, n in counted(table).items() if max(pattern) >= 0} == expected


@pytest.mark.parametrize(
    ("unit", "spans"),
    [
        ("turn", ["Apa?", "KTP. Dana desa 😀."]),
        ("sentence", ["Apa?", "KTP.", "Dana desa 😀."]),
        ("document", ["Apa?\n\n[00:02] A: KTP. Dana desa 😀."]),
        ("character", ["Apa?", "KTP. Dana desa 😀."]),
    ],
)
def test_labels_and_timestamps_are_no_units(unit: str, spans: list[str]) -> None:
    def cut(text: str, language: str) -> list[tuple[int, int]]:
        return [(0, len(text))] if "KTP" not in text else [(0, 4), (5, len(text))]

    scale = scale_of(INTERVIEW, unit, sentences=cut)
    assert [INTERVIEW.text[a:b] for a, b in zip(scale.starts, scale.ends, strict=True)] == spans
    assert scale.length == (sum(map(len, spans)) if unit == "character" else len(spans))


def test_turns_of_some_speakers_can_be_kept_alone() -> None:
    assert scale_of(INTERVIEW, "turn", roles=("informant",)).length == 1


def test_a_document_without_such_speakers_has_no_units_and_nothing_reaches_them() -> None:
    scale = scale_of(INTERVIEW, "character", roles=("expert",))
    assert scale.length == 0
    assert [end.tolist() for end in scale.touched(np.array([3]), np.array([9]))] == [[0], [0]]


def test_a_coding_touches_a_sentence_by_one_character_and_done_needs_all_of_it() -> None:
    scale = Scale(np.array([0, 10, 20]), np.array([9, 19, 29]), False)
    assert [int(end[0]) for end in scale.touched(np.array([8]), np.array([11]))] == [0, 2]
    assert [int(end[0]) for end in scale.within(np.array([8]), np.array([29]))] == [1, 3]


def test_an_unknown_unit_is_named_with_the_nearest() -> None:
    with pytest.raises(StatisticError, match="did you mean sentence"):
        scale_of(INTERVIEW, "sentense")
    assert "sentence" in UNITS
