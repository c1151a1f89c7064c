"""Each target of benchmarks/fuzz.py for a few seconds, and the inputs that longer runs found, for ever."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from fuzzing import exchanged, readers, taggers, trying, written  # noqa: E402

TARGETS = {one.name: one for module in (readers, taggers, written, exchanged) for one in module.TARGETS}
SECONDS = 30.0  # of the processor, each
# what was found, by target: each ended otherwise than in a sentence
FOUND = {
    "report": [
        b"\x00\x05\x07\x02",  # a text where a block is due
        b"\x00\xb0\xf6\xebE\x89",  # a number where a text is due
        b"\x00 \x01\t",
        b"5h\xa15h\xa1",
        b"h@\xc4\xe1A@\xc4\xe1A\x15=@\xc4\xe1A\x15=\r\x15=\r",
        b"\xdd\xdd`\xb0\x00",  # a row of a table with a cell too few
    ],
    "tagger": [b"\x01\x000\x07\x0c"],  # a number so large that no probability comes of it
}
# a value that is told in full would hide the way out
LONG = {
    "front": b"---\n'" + b"Sosial" * 2_000 + b"': 1\nid: a\n---\nx\n",
    "findings": b"- id: c1\n  " + b"x" * 9_000 + b": 1\n",
    "queries": b"?code:" + b"x" * 1_500 + b" " + b"y" * 1_500,
}


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, found in FOUND.items() for data in found])
def test_what_was_found_ends_in_a_sentence(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", LONG)
def test_a_long_value_ends_in_a_short_sentence(name: str) -> None:
    TARGETS[name](LONG[name])


@pytest.mark.parametrize("name", TARGETS)
def test_sound_inputs_are_read(name: str) -> None:
    """A target whose seeds fail would try nothing that lies deeper."""
    seeds = TARGETS[name].seeds()
    assert seeds
    for seed in seeds:
        TARGETS[name](seed)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_a_few_seconds_find_nothing(name: str, tmp_path: Path) -> None:
    tried = trying.Tried(TARGETS[name], tmp_path / "found", time.process_time() + SECONDS)
    trying.by_hypothesis(tried, again=True, most=400)
    # what is slow is measured by the benchmark: a test must not depend on the machine
    assert [what for what in tried.found if not what.startswith("slow")] == []
