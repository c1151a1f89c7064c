"""Replay takes every id once, whoever wrote it where, and says what a coder could see."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codings.made import events
from qualitative.codings.imported import as_imported, first_imported, is_same_import
from qualitative.codings.lines import parse_event
from qualitative.codings.state import replay, visible_of
from qualitative.codings.ulid import is_ulid, ulid_of, ulid_time
from qualitative.errors import CodingError

FOREIGN = {"tool": "taguette", "file": "a.sqlite3", "id": "7"}
CODING: dict[str, Any] = {
    "v": 1, "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "event": "code", "at": "2026-11-24T08:15:30Z", "coder": "ana",
    "document": "int-1", "round": 1, "codebook": 1, "start": 3, "end": 9, "quote": "a", "code": "budget",
}  # fmt: skip


def imported(day: int, **more: Any) -> Any:
    event: Any = {**CODING, **more}
    return as_imported(event, FOREIGN, "2019-05-01T00:00:00.000Z", f"2026-01-0{day}T00:00:00Z")


@pytest.mark.parametrize("other", [{"coder": "budi"}, {"document": "int-2"}, {"codebook": 0}, {"end": 10}])
def test_what_was_imported_twice_counts_as_it_was_imported_first(other: dict[str, Any]) -> None:
    for early, late in ((imported(1), imported(2, **other)), (imported(1, **other), imported(2))):
        assert is_same_import(early, late) and early["id"] == late["id"]
        for log in itertools.permutations([early, late]):
            assert replay(log).codings == replay([early]).codings
            assert first_imported(*log) == early


def test_the_id_of_what_is_imported_follows_from_where_it_was_and_when() -> None:
    made = imported(1)
    assert is_ulid(made["id"]) and ulid_time(made["id"]).isoformat() == "2019-05-01T00:00:00+00:00"
    assert (made["v"], made["at"], made["origin"]) == (2, "2019-05-01T00:00:00.000Z", FOREIGN)
    others = [imported(1, event="memo", of="study", note="a"), as_imported(made, {**FOREIGN, "id": "8"}, made["at"])]
    assert len({made["id"], *(other["id"] for other in others)}) == 3
    with pytest.raises(CodingError, match="1969-12-31T23:59:59Z lies before 1970"):
        ulid_of("1969-12-31T23:59:59Z", "a")


def test_the_state_at_a_moment_takes_what_was_imported_at_its_own_date() -> None:
    assert len(replay([imported(1)], "2019-05-02").codings) == 1
    assert not replay([imported(1)], "2019-04-30").codings


@given(st.lists(events(), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_of_events_and_their_repetition_change_nothing(log: list[Any], chance: Any) -> None:
    mixed = [*log, *chance.sample(log, len(log) // 2)]
    chance.shuffle(mixed)
    if len({event["id"] for event in log}) == len(log):
        assert replay(mixed) == replay(log)


@pytest.mark.parametrize(
    ("kind", "blind", "visible"),
    [
        ("code", {}, None),
        ("done", {}, frozenset()),
        ("code", {"blind": True}, frozenset()),
        ("done", {"blind": False}, None),
        ("code", {"blind": None}, None),
        ("code", {"blind": []}, frozenset()),
        ("done", {"blind": ["coders", "memos"]}, frozenset({"coders", "memos"})),
    ],
)
def test_what_a_line_says_of_what_was_visible(kind: str, blind: dict[str, Any], visible: frozenset[str] | None) -> None:
    event: Any = {"event": kind, **blind}
    assert visible_of(event) == visible


def test_a_line_without_what_may_be_missing_makes_a_coding() -> None:
    (coding,) = replay([parse_event(json.dumps(CODING))]).codings.values()
    assert (coding.text, coding.before, coding.settles, coding.origin, coding.imported) == ("", "", (), None, None)
    assert coding.visible is None and coding.looked_at and not coding.blind
