"""Two sets of 600 identifiers and 600 look-alikes: found whole by kind, and nothing else touched."""

from __future__ import annotations

import json
from random import Random

import pytest

from privacy.make_sets import FOLDER, LOOKALIKES, SETS, make
from privacy.measuring import measure, read_set, short_of, touched


@pytest.mark.parametrize("name", SETS)
def test_the_sets_are_what_their_script_makes(name: str) -> None:
    lines = [json.dumps(line, ensure_ascii=False) for line in make(SETS[name], Random(f"privacy-{name}"))]
    assert (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize("name", SETS)
def test_each_set_holds_600_of_both_and_spans_lie_on_words(name: str) -> None:
    lines = read_set(name)
    assert sum(bool(line["spans"]) for line in lines) == 600 and sum(not line["spans"] for line in lines) == LOOKALIKES
    for line in lines:
        for start, end, _ in line["spans"]:
            marked = line["text"][start:end]
            assert marked and marked == marked.strip()


@pytest.mark.parametrize("name", SETS)
def test_every_kind_reaches_its_recall_and_precision(name: str) -> None:
    assert short_of(measure(read_set(name))) == []


@pytest.mark.parametrize("name", SETS)
def test_lookalikes_are_left_alone(name: str) -> None:
    assert touched(read_set(name)) <= 0.01 * LOOKALIKES
