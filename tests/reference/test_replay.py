"""What stands after events: the library's replay, and its quick reading of files, give what the slow replay gives."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.codings.events import parse_event
from qualitative.codings.state import State, replay
from qualitative.folder import placing
from reference.many import seeds
from reference.random_events import Log
from reference.replay import Event, Standing, stands

MOMENTS = (None, "2026-01-05T12:00:00.000Z", "2026-01-12T12:00:00.000Z")


def assert_same(state: State, slow: Standing) -> None:
    """The same codings, decisions, done marks, memos and marks, and these on the same codings."""
    assert sorted(state.codings) == ids(slow.codings)
    assert sorted(event["id"] for event in state.decisions) == ids(slow.decisions)
    assert sorted((event["id"], event.get("how", "full")) for event in state.done_events) == how(slow)
    assert sorted(state.done) == sorted(
        {(e["coder"], e["document"], e["round"]) for e in slow.done if e.get("how", "full") == "full"}
    )
    for fast, others in ((state.memos, slow.memos), (state.marks, slow.marks)):
        assert sorted(one.id for one in fast) == ids(others)
        on = {event["id"]: event["on"] for event in others}
        assert [one.id for one in fast if one.of not in on[one.id]] == []


def ids(events: list[Event]) -> list[str]:
    return [event["id"] for event in events]


def how(slow: Standing) -> list[tuple[str, str]]:
    # "a `done` of version 1 is `full`"
    return [(event["id"], event.get("how", "full")) for event in slow.done]


@pytest.mark.parametrize("at", MOMENTS)
def test_random_logs_leave_the_same(at: str | None) -> None:
    for seed in seeds(200):
        lines = Log(Random(seed)).lines()
        assert_same(replay(map(parse_event, lines), at), stands(lines, at))


def test_random_logs_in_files_leave_the_same_codings_however_they_are_read(study: Study) -> None:
    text = study.document("int-1").text
    for seed in seeds(25):
        log = Log(Random(seed), "int-1", text, ("ana", "budi"), ("services", "budget-village-fund"))
        lines = log.lines()
        for coder in log.coders:
            write(
                study.root / f"corpus/codings/{coder}/int-1.jsonl",
                [line for line in lines if json.loads(line)["coder"] == coder],
            )
        again = Study.open(study.root)
        expected = stands(lines)
        columns = {
            event["id"]: (event["coder"], event["start"], event["end"], event["code"], event["round"])
            for event in expected.codings
        }
        table = again.codings()
        assert (
            dict(
                zip(
                    table["id"],
                    zip(table["coder"], table["start"], table["end"], table["code"], table["round"], strict=True),
                    strict=True,
                )
            )
            == columns
        )
        assert_same(placing.state_of(again.folder), expected)


def write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


@on_both()
def test_both_studies_stand_as_the_slow_replay_says_at_any_time(either: Study) -> None:
    files = sorted((either.root / "corpus/codings").glob("*/*.jsonl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    moments = sorted(json.loads(line)["at"] for line in lines)
    for at in (None, *moments[:: len(moments) // 6]):
        assert_same(replay(map(parse_event, lines), at), stands(lines, at))
