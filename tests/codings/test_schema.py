"""What is made from the one table of fields agrees with it and with itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codings.made import events
from qualitative.codings.events import as_visible, new_event
from qualitative.codings.fields import FIELDS, KIND_SINCE, NEWEST, SAID, version_of
from qualitative.codings.layout import code_schema
from qualitative.codings.lines import format_event, parse_event
from qualitative.codings.page import event_page
from qualitative.codings.plain import parse_plain
from qualitative.codings.schema import Kind
from qualitative.errors import CodingError, NewerError

PAGE = Path(__file__).resolve().parents[2] / "docs/events.md"
PLAIN = (
    "text",
    "before",
    "after",
    "replaces",
    "settles",
    "suggestion",
    "blind",
)  # what a coding written here always has


@given(events())
@settings(max_examples=500, deadline=None)
def test_what_is_written_reads_back(event: dict[str, Any]) -> None:
    line = format_event(event)
    assert parse_event(line) == event and list(parse_event(line)) == list(event)
    assert len(line.splitlines()) == 1


@given(events())
@settings(max_examples=300, deadline=None)
def test_no_older_version_takes_what_it_can_not_hold(event: dict[str, Any]) -> None:
    oldest = version_of(event)
    for version in range(1, oldest):
        with pytest.raises(CodingError, match="came with version"):
            format_event({**event, "v": version})


@given(events(("code",)), st.booleans())
@settings(max_examples=500, deadline=None)
def test_the_quick_parser_gives_what_the_strict_one_gives(event: dict[str, Any], is_ours: bool) -> None:
    missing = {
        "text": "",
        "before": "",
        "after": "",
        "replaces": None,
        "settles": [],
        "suggestion": None,
        "blind": True,
    }
    known = {**missing, **event} if is_ours else event
    line = format_event({name: known[name] for name in FIELDS["code"] if name in known})
    quick = parse_plain(line)
    assert quick is None or (quick == parse_event(line) and list(quick) == list(parse_event(line)))


@given(
    events(("code",)), st.integers(0, 400), st.integers(0, 3), st.sampled_from('"\\x1,}é\x07[]{') | st.just("\\ud800")
)
@settings(max_examples=500, deadline=None)
def test_the_quick_parser_takes_no_line_that_the_strict_one_refuses(
    event: dict[str, Any], place: int, width: int, put: str
) -> None:
    line = format_event(event)
    harmed = line[:place] + put + line[place + width :]
    quick = parse_plain(harmed)
    assert quick is None or quick == parse_event(harmed)


def test_the_quick_parser_reads_what_is_written_here() -> None:
    coding: dict[str, Any] = {
        "v": 2, "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "event": "code", "at": "2026-11-24T08:15:30.123Z", "coder": "ana",
        "document": "int-1", "round": 1, "codebook": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"], "text": "sha256:a", "start": 3, "end": 9,
        "quote": 'a "word"\n\\ue000', "before": "", "after": "\x1f", "code": "budget", "replaces": None, "settles": [],
        "suggestion": {"model": "m", "p": 0.25, "drawn": "random"}, "blind": ["coders"],
    }  # fmt: skip
    ends: list[dict[str, Any]] = [
        {},
        {"act": coding["id"], "prev": [coding["id"]]},
        {"origin": "search"},
        {"origin": {"tool": "a", "file": "b", "id": "c"}, "imported": "2026-11-24T08:15:30Z"},
    ]
    for end in ends:
        assert parse_plain(format_event({**coding, **end})) == {**coding, **end}
    line = format_event(coding)
    assert parse_plain(line.replace('"end":9', '"end":3')) is None
    assert parse_plain(line.replace('"before":""', r'"before":"\ud800"')) is None


@pytest.mark.parametrize("half", [r"\ud800", r"\uDFFF", r"\ude00\ud83d"])
def test_half_a_character_is_refused_wherever_it_stands(half: str) -> None:
    head = '{"v":1,"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","event":"memo","at":"2026-11-24T08:15:30Z","coder":"ana","document":"a"'
    for rest in (f'"note":"{half}"', f'"note":"a","later":["{half}"]', f'"note":"a","{half}":1'):
        with pytest.raises(CodingError, match="holds half a character; remove it"):
            parse_event(f'{head},"round":1,"codebook":1,"of":"study",{rest}}}')
    assert parse_event(f'{head},"round":1,"codebook":1,"of":"study","note":"\\ud83d\\ude00"}}')["note"] == "😀"


@pytest.mark.parametrize(
    "line",
    [
        '{"v":3,"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","event":"code","shape":"new"}',
        '{"v":2,"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","event":"link"}',
        '{"event":"link","v":1}',
    ],
)
def test_a_newer_line_asks_for_an_update_and_no_more(line: str) -> None:
    with pytest.raises(NewerError, match="written by a newer version of qualitative; update to read it$"):
        parse_event(line)


@pytest.mark.parametrize("version", [0, -1, 1.0, "1", True, None])
def test_a_version_that_is_none_is_no_newer_one(version: object) -> None:
    with pytest.raises(CodingError, match="not an event") as refused:
        parse_event(json.dumps({"v": version, "event": "code"}))
    assert not isinstance(refused.value, NewerError)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"event": "decide", "verdict": "place", "of": []}, "start and end are missing"),
        ({"event": "decide", "verdict": "reject", "start": 1, "end": 2}, "code is missing"),
        ({"event": "done", "start": 1}, "end is missing"),
        ({"event": "done", "start": 2, "end": 2}, "empty or backwards"),
        ({"event": "memo", "of": "study", "note": "a", "end": 3}, "segment None:3"),
        ({"event": "memo", "of": "study", "note": "a", "kind": "poetic", "v": 2}, "not one of analytic"),
        (
            {"event": "mark", "start": 1, "end": 2, "quote": "a", "kind": "star", "v": 2},
            "not one of noted, key, region",
        ),
        (
            {"event": "mark", "start": 1, "end": 2, "quote": "a", "kind": "key"},
            "came with version 2, but the line says 1",
        ),
        ({"event": "retract", "of": ["x"]}, "of is \\['x'\\], not a text"),
        ({"event": "retract"}, "of is missing"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_in_one_sentence(fields: dict[str, Any], message: str) -> None:
    head = {
        "v": 1,
        "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "at": "2026-11-24T08:15:30Z",
        "coder": "ana",
        "document": "int-1",
    }
    with pytest.raises(CodingError, match=message) as refused:
        parse_event(json.dumps({**head, "round": 1, "codebook": 1, **fields}))
    assert len(str(refused.value)) < 300 and "\n" not in str(refused.value)


def test_a_value_of_any_size_is_told_shortly() -> None:
    deep = json.loads("[" * 900 + "]" * 900)
    for value in ("x" * 10**6, list(range(10**6)), {"a": "b" * 10**6}, deep):
        with pytest.raises(CodingError) as refused:
            parse_event(json.dumps({"v": 1, "id": value, "event": "done"}))
        assert len(str(refused.value)) < 400


def test_the_page_of_documentation_is_that_of_the_table() -> None:
    said = 'run python -c "from qualitative.codings.page import event_page; print(event_page(), end=str())" > docs/events.md'
    assert PAGE.read_text(encoding="utf-8") == event_page(), said


def test_every_field_says_what_it_means() -> None:
    assert all(field.meaning and field.forms for fields in FIELDS.values() for field in fields.values())
    assert all(SAID[kind].endswith(".") for kind in FIELDS)
    assert set(FIELDS) == set(get_args(Kind)) and set(KIND_SINCE.values()) == {1, NEWEST}


def test_each_field_has_a_column_for_each_type_of_its_values() -> None:
    columns = set(code_schema().names)
    assert columns - set(FIELDS["code"]) == {"codebook[]", "blind[]", "origin{}"}
    assert set(FIELDS["code"]) <= columns


def test_a_builder_takes_no_field_that_the_kind_has_not() -> None:
    with pytest.raises(CodingError, match="a memo event has no field 'notes'; did you mean note"):
        new_event("memo", "ana", "int-1", codebook=1, of="study", notes="a")
    with pytest.raises(CodingError, match="there is no event 'memoo'; did you mean memo"):
        new_event("memoo", "ana", "int-1", codebook=1)  # type: ignore[arg-type]


def test_what_was_visible_is_one_word_or_some_or_none() -> None:
    assert (as_visible(True), as_visible(()), as_visible(frozenset())) == (True, True, True)
    assert as_visible("suggestions") == ["suggestions"] and as_visible({"memos", "coders"}) == ["coders", "memos"]
    assert as_visible(False) is None and as_visible(None) is None
    with pytest.raises(CodingError, match="'coder' can't be visible to a coder; did you mean coders"):
        as_visible(["coder"])
