"""No text makes the search take more than time in step with its length."""

from __future__ import annotations

import random
import time

import pytest

from qualitative.text.folding import bare, fold
from qualitative.text.identifiers import find_identifiers
from qualitative.text.identifiers.near import find_near

UNITS = (
    " ", "\n", "\u00ad", "\u00ad ", "\u200b\u00ad", "0", "1 ", "12-", "0/", "0(", "0812 ", "a", "A ", "a.", "a@", "@", "a-", "at ", "dot ", "[at]", "a underscore ",
    "Jl. A", "jl a ", "RT 0", "RW ", "Blok A", "Dusun ", "Desa A, ", "No. 1 ", "12 Oak ", "Flat 1, ", "PO Box ", "lahir ", "born ", "12 Mei ", "May ", "12 V ", "dua ", "one ",
    "Pak ", "Pak A ", "H. ", "A. ", "Mr van ", "bin ", "Kepala ", "NIK ", "rek ", "passport ", "plate ", "A1", "B 1", "AB12 ", "GB29 NWBK ", "siti ", "s. ", "s-\n", "siti aminah ",
)  # fmt: skip
SHORT = 8_000


def seconds(text: str) -> float:
    """Processor time, of which a busy machine takes nothing."""
    before = time.process_time()
    find_identifiers(text, ["Siti Aminah", "Budi"])
    find_near(text, ["Siti Aminah", "Budi"])
    fold(text)
    bare(text)
    return time.process_time() - before


def made_of(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_eight_times_the_text_takes_no_more_than_some_eight_times_the_time(unit: str) -> None:
    short, long = seconds(made_of(unit, SHORT)), seconds(made_of(unit, 8 * SHORT))
    # what grows with the square would take 64 times as long; the rest is noise
    assert long <= 24 * max(short, 0.02)


def test_so_do_mixtures() -> None:
    chance = random.Random(7)
    for _ in range(12):
        unit = "".join(chance.choice(UNITS) for _ in range(3))
        assert seconds(made_of(unit, 8 * SHORT)) <= 24 * max(seconds(made_of(unit, SHORT)), 0.02), repr(unit)
