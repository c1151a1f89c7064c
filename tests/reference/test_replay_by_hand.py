"""The slow replay gives, on examples that one can check on paper, what the rules say."""

from __future__ import annotations

import json

from reference.replay import Standing, stands


def line(id_: str, event: str, coder: str = "a", **fields: object) -> str:
    """One line; the number of an id is its hour, too."""
    at = f"2026-01-01T{int(id_):02}:00:00.000Z"
    return json.dumps(
        {
            "v": 1,
            "id": id_,
            "event": event,
            "at": at,
            "coder": coder,
            "document": "d",
            "round": 1,
            "codebook": 1,
            **fields,
        }
    )


def code(id_: str, coder: str = "a", **fields: object) -> str:
    return line(id_, "code", coder, start=0, end=5, quote="words", code="x", **fields)


def ids(events: list[dict]) -> list[str]:
    return [event["id"] for event in events]


def live(*lines: str, at: str | None = None) -> list[str]:
    return ids(stands(lines, at).codings)


def test_undo_and_redo_and_undo_again() -> None:
    log = [code("1"), line("2", "retract", of="1"), line("3", "retract", of="2"), line("4", "retract", of="3")]
    assert [live(*log[:n]) for n in (1, 2, 3, 4)] == [["1"], [], ["1"], []]


def test_what_stood_at_a_moment() -> None:
    log = [code("1"), line("2", "retract", of="1")]
    assert live(*log, at="2026-01-01T01:30:00.000Z") == ["1"]


def test_a_chain_of_changes_leaves_the_last_and_undoing_one_brings_back_the_one_before() -> None:
    log = [code("1"), code("2", replaces="1"), code("3", replaces="2")]
    assert live(*log) == ["3"]
    assert live(*log, line("4", "retract", of="3")) == ["2"]
    assert live(*log, line("4", "retract", of="3"), line("5", "retract", of="2")) == ["1"]


def test_nobody_takes_back_or_replaces_what_is_another_coders_or_newer() -> None:
    assert live(code("2"), line("3", "retract", "b", of="2"), code("4", "b", replaces="2")) == ["2", "4"]
    assert live(code("2"), line("0", "retract", of="2"), code("1", replaces="2")) == ["1", "2"]


def test_the_order_of_lines_says_nothing_and_a_line_that_stands_twice_counts_once() -> None:
    log = [code("1"), code("2", replaces="1"), line("3", "retract", of="2"), line("4", "memo", of="1", note="…")]
    assert stands(log) == stands(log[::-1]) == stands(log * 2)
    assert live(*log) == ["1"]


def test_notes_and_marks_go_with_the_coding_that_took_the_place_of_theirs() -> None:
    log = [
        code("1"),
        line("2", "memo", of="1", note="…"),
        line("3", "mark", of="1", start=0, end=5, quote="words", kind="key"),
    ]
    after: Standing = stands([*log, code("4", replaces="1"), code("5", replaces="4")])
    assert [event["on"] for event in (*after.memos, *after.marks)] == [["5"], ["5"]]


def test_done_marks_and_decisions_are_taken_back_like_all_else() -> None:
    log = [
        line("1", "done", start=0, end=9),
        line("2", "decide", of=["1"], verdict="reject"),
        line("3", "retract", of="1"),
    ]
    assert (ids(stands(log).done), ids(stands(log).decisions)) == ([], ["2"])
