"""200 transcripts of known truth: what is read is what was said, by whom, when, and nothing is lost without a word."""

from __future__ import annotations

import pytest

from reading.generated import COUNT, Sample, generate
from reading.judging import Verdict, read_all


@pytest.fixture(scope="module")
def results() -> list[tuple[Sample, Verdict]]:
    return read_all(generate())


def faults(results: list[tuple[Sample, Verdict]]) -> str:
    """The first fault of each file that has some, for the message of a failure."""
    return "\n".join(
        f"{one.name} ({one.label}, {one.people}, {one.time}): {verdict.faults[0]}"
        for one, verdict in results
        if verdict.faults
    )


def test_the_same_number_gives_the_same_file() -> None:
    first, again = ([one.data for one in generate(40) if one.format != "pdf"] for _ in range(2))
    assert first == again


def test_the_files_are_as_many_and_as_varied_as_they_are_meant_to_be(results: list[tuple[Sample, Verdict]]) -> None:
    samples = [one for one, _ in results]
    assert len(samples) == COUNT
    assert len({one.format for one in samples}) == 12
    assert len({one.label for one in samples}) > 40
    assert {one.language for one in samples} == {"id", "en", "fr"}
    assert sum(len(one.turns) for one in samples) > 3000


def test_turns_have_their_words_and_their_speaker(results: list[tuple[Sample, Verdict]]) -> None:
    share = sum(v.right for _, v in results) / sum(v.turns for _, v in results)
    assert share >= 0.995, faults(results)


def test_interviewers_are_told_from_informants(results: list[tuple[Sample, Verdict]]) -> None:
    share = sum(v.roles_right for _, v in results) / sum(v.roles for _, v in results)
    assert share >= 0.95, faults(results)


def test_times_are_kept(results: list[tuple[Sample, Verdict]]) -> None:
    share = sum(v.times_right for _, v in results) / sum(v.times for _, v in results)
    assert share >= 0.995, faults(results)


def test_no_word_is_lost_without_a_word(results: list[tuple[Sample, Verdict]]) -> None:
    assert sum(v.lost for _, v in results) == 0, faults(results)
