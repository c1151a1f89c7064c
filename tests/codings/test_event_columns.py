"""Reading events as columns gives what reading them one by one gives, whatever stands in the files."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CODES, ROOT, TRANSCRIPT, on_both, write_study
from qualitative import Study
from qualitative.codings.columns import read_columns
from qualitative.codings.events import Event, around, code_event, format_event, new_event
from qualitative.codings.imported import as_imported
from qualitative.codings.layout import events_of
from qualitative.codings.log import event_paths, read_events
from qualitative.codings.state import replay
from qualitative.codings.table import COLUMNS, codings_table, rows_of
from qualitative.folder import placing
from qualitative.folder.standing import standing_codings

CODERS = ("ana", "budi")
DRAWN = {"model": "m", "p": 0.25, "drawn": "random"}
DOCUMENTS = ("int-1", "int-2")


def old(line: str) -> str:
    """The line as one of version 1."""
    return re.sub(r'"codebook":[^t]*,"text"', '"codebook":1,"text"', line.replace('"v":2', '"v":1'))


# what hands, merges and other programs may do to a line; each takes the line of a code event
HARMS = {
    "torn": lambda line: line[: len(line) // 2],
    "twice in a line": lambda line: line + line,
    "split over two lines": lambda line: line.replace('"blind":', '"blind":\n'),
    "number as text": lambda line: line.replace('"round":1', '"round":"1"'),
    "fraction": lambda line: line.replace('"round":1', '"round":1.0'),
    "spaces": lambda line: " " + line.replace('":', '" : '),
    "carriage return": lambda line: line + "\r",
    "blank line": lambda line: "\n" + line,
    "key twice": lambda line: line.replace('"round":1', '"round":7,"round":1'),
    "unknown key": lambda line: line.replace('{"v":1', '{"v":1,"later":[1]'),
    "key gone": lambda line: line.replace('"settles":[],', ""),
    "null": lambda line: line.replace('"settles":[]', '"settles":null'),
    "no text": lambda line: line.replace('"settles":[]', '"settles":[null]'),
    "empty suggestion": lambda line: line.replace('"suggestion":null', '"suggestion":{}'),
    "act is null": lambda line: line.replace('"blind":true', '"blind":true,"act":null'),
    "an old line called new": lambda line: line.replace('"v":1', '"v":2'),
    "a new line called old": lambda line: line.replace('"v":2', '"v":1'),
    "a later format": lambda line: re.sub('"v":[12]', '"v":3', line),
    "backwards": lambda line: line.replace('"start":', '"start":9'),
    "empty": lambda line: re.sub(r'"start":(\d+),"end":\d+', r'"start":\1,"end":\1', line),
    "another document": lambda line: line.replace('"document":"', '"document":"x'),
    "no id": lambda line: line.replace('"id":"0', '"id":"9'),
    "no code": lambda line: line.replace('"code":"', '"code":"Not '),
    "no moment": lambda line: line.replace('Z","coder"', '","coder"'),
    "another coder": lambda line: line.replace('"coder":"', '"coder":"x'),
    "escaped": lambda line: line.replace('"quote":"', '"quote":"\\u0041\\n\\"'),
    "half a character": lambda line: line.replace('"quote":"', '"quote":"\\ud800'),
    "array": lambda line: f"[{line}]",
    "not a number": lambda line: line.replace('"round":1', '"round":NaN'),
    "other words": lambda line: line.replace('"before":"', '"before":"x'),
    "a codebook twice": lambda line: line.replace('"codebook":', '"codebook":[],"codebook":'),
    "a codebook twice, a list last": lambda line: line.replace(',"text"', ',"codebook":[],"text"'),
    "a codebook of no ids": lambda line: re.sub(r'"codebook":[^t]*,"text"', '"codebook":["x"],"text"', line),
    "no codebook": lambda line: re.sub(r'"codebook":[^t]*,"text"', '"text"', line),
    "a column's name": lambda line: re.sub(r'"blind":[^,}]*', '"blind":null,"blind[]":["coders"]', line),
    "a key told apart": lambda line: re.sub(r'"blind":[^,}]*', '"blind":null,"blind\x7f":["coders"]', line),
    "blind to some, then null": lambda line: re.sub(r'"blind":[^,}]*', '"blind":["coders"],"blind":null', line),
    "blind null, then to some": lambda line: re.sub(r'"blind":[^,}]*', '"blind":null,"blind":["coders"]', line),
    "origin an object, then a word": lambda line: line.replace(
        '"blind":', '"origin":{"tool":"a","file":"b","id":"c"},"origin":"search","blind":'
    ),
    "origin an object, then null": lambda line: line.replace(
        '"blind":', '"origin":{"tool":"a","file":"b","id":"c"},"origin":null,"blind":'
    ),
    "blind twice": lambda line: line.replace('"blind":', '"blind":["coders"],"blind":'),
    "blind null": lambda line: re.sub(r'"blind":(true|false)', '"blind":null', line),
    "blind escaped": lambda line: line.replace('"blind":', '"\\u0062lind":'),
    "blind to what nobody knows": lambda line: re.sub(r'"blind":(true|false)', '"blind":["stars"]', line),
    "blind to nothing": lambda line: re.sub(r'"blind":(true|false)', '"blind":[]', line),
    "blind nowhere": lambda line: re.sub(r',"blind":(true|false|null|\[[^]]*\])', "", line),
    "prev null": lambda line: line.replace('"blind":', '"prev":null,"blind":'),
    "prev no id": lambda line: line.replace('"blind":', '"prev":["x"],"blind":'),
    "a time of import in an old line": lambda line: line.replace(
        '"blind":', '"imported":"2026-01-01T00:00:00Z","blind":'
    ),
    "no time of import": lambda line: line.replace('"blind":', '"imported":"soon","blind":'),
    "origin elsewhere": lambda line: line.replace('"blind":', '"origin":"found","blind":'),
    "origin without a file": lambda line: line.replace('"blind":', '"origin":{"tool":"a","id":"b"},"blind":'),
    "origin of numbers": lambda line: line.replace('"blind":', '"origin":{"tool":1,"file":"b","id":"c"},"blind":'),
    "drawn somehow": lambda line: line.replace(
        '"suggestion":null', '"suggestion":{"model":"m","p":0.5,"drawn":"somehow"}'
    ),
    "drawn null": lambda line: line.replace('"suggestion":null', '"suggestion":{"model":"m","p":0.5,"drawn":null}'),
    "drawn in an old line": lambda line: line.replace(
        '"suggestion":null', '"suggestion":{"model":"m","p":1,"drawn":"random"}'
    ),
    "a suggestion not a number": lambda line: line.replace('"suggestion":null', '"suggestion":{"model":"m","p":NaN}'),
    "a suggestion of a word": lambda line: line.replace('"suggestion":null', '"suggestion":{"model":"m","p":"1"}'),
    "imported in an old line": lambda line: old(line).replace('"blind":', '"imported":"2026-01-01T00:00:00Z","blind":'),
    "prev in an old line": lambda line: old(line).replace('"blind":', '"prev":[],"blind":'),
    "blind to some in an old line": lambda line: re.sub(r'"blind":[^,}]*', '"blind":["coders"]', old(line)),
    "blind null in an old line": lambda line: re.sub(r'"blind":[^,}]*', '"blind":null', old(line)),
    "random in an old line": lambda line: old(line).replace('"suggestion":null', f'"suggestion":{json.dumps(DRAWN)}'),
    "a version of words": lambda line: re.sub('"v":[12]', '"v":"2"', line),
    "a version before the first": lambda line: re.sub('"v":[12]', '"v":0', line),
    "a version as a fraction": lambda line: re.sub('"v":[12]', '"v":1.0', line),
    "a number too large": lambda line: line.replace('"round":1', '"round":99999999999999999999'),
    "a negative round": lambda line: line.replace('"round":1', '"round":-1'),
}


def random_log(study: Study, rng: random.Random) -> list[Event]:
    """Codings, changes, notes, decisions, stretches done, and takings back of any of these, by two coders."""
    log: list[Event] = []
    versions = study.folder.versions
    stamps = [versions.at(1).stamp, versions.at(2).stamp, ("01ARZ3NDEKTSV4RRFFQ69G5FAV",), ()]
    for _ in range(rng.randrange(40)):
        coder, document = rng.choice(CODERS), study.document(rng.choice(DOCUMENTS))
        start = rng.randrange(len(document.text) - 5)
        span = (start, start + rng.randrange(1, 5))
        named = rng.choice(log)["id"] if log else "01ARZ3NDEKTSV4RRFFQ69G5FAV"
        kind = rng.choice(
            ["code"] * 6 + ["replace", "retract", "retract", "memo", "place", "retire", "accept", "done", "mark"]
        )
        more = {"replaces": named} if kind == "replace" else {}
        if kind in ("code", "replace"):
            codebook, blind = (
                rng.choice([1, 2, *stamps]),
                rng.choice([True, True, False, "coders", ["memos", "counts"]]),
            )
            more |= rng.choice([{}, {}, {"suggestion": {"model": "m", "p": 0.5}}, {"suggestion": DRAWN}])
            more |= rng.choice([{}, {}, {"origin": "search"}, {"prev": [named]}, {"prev": [named, named]}])
            log.append(code_event(document, coder, rng.choice(CODES), *span, codebook=codebook, blind=blind, **more))
            if rng.random() < 0.1:  # of a text that nobody knows, in other surroundings
                log[-1] |= {"text": "sha256:" + "0" * 64, "before": "", "after": "x"}
        elif kind == "retract":
            log.append(new_event("retract", coder, document.id, codebook=1, of=named))
        elif kind == "memo":
            log.append(new_event("memo", coder, document.id, codebook=1, of=named, note="why"))
            if "origin" not in log[-1] and rng.random() < 0.1:
                foreign = {"tool": "taguette", "file": "a.sqlite3", "id": str(rng.randrange(3))}
                days = [f"2019-01-0{rng.randrange(1, 3)}T00:00:00Z" for _ in range(2)]
                log[-1] = as_imported(log[-1], foreign, days[0], days[1])
        elif kind == "done":
            how = rng.choice(["full", "assisted", "stopped"])
            log.append(new_event("done", coder, document.id, codebook=1, start=0, end=9, how=how))
        elif kind == "mark":
            of = rng.choice([{}, {"of": named}])
            log.append(new_event("mark", coder, document.id, codebook=1, **around(document, *span), kind="noted", **of))
        else:
            where = {"start": span[0], "end": span[1], "quote": document.text[slice(*span)], "text": document.hash}
            log.append(new_event("decide", coder, document.id, codebook=1, of=[named], verdict=kind, **where))
    return log


def write_log(study: Study, log: list[Event], rng: random.Random) -> None:
    """The log in its files, some lines harmed or repeated, now and then in another order, as a merge leaves them."""
    for coder, document in product(CODERS, DOCUMENTS):
        harmed = rng.choice([0, 0, 0.1, 0.3])  # a file with no harm goes the quick way
        lines = [format_event(event) for event in log if (event["coder"], event["document"]) == (coder, document)]
        for place, line in enumerate(lines):
            if rng.random() < harmed and '"event":"code"' in line:
                lines[place] = rng.choice(list(HARMS.values()))(line)
        lines += rng.sample(lines, min(len(lines), rng.choice([0, 0, 0, 2])))
        if rng.random() < 0.3:
            rng.shuffle(lines)
        path = study.folder.event_file(coder, document)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="")


def one_by_one(study: Study, at: str | None, version: int | str, coders: tuple[str, ...] = CODERS) -> pd.DataFrame:
    """The table as it comes of events that are read, replayed and placed one by one."""
    folder = study.folder
    events = [event for path in event_paths(folder.codings_folder) for event in read_events(path)[0]]
    state = placing.placed(folder, placing.only_coders(replay(events, at), coders))
    rows = rows_of(placing.under_version(folder, state, version), state.memos)
    return codings_table(rows, folder.documents, folder.settings.coders).to_pandas().astype(COLUMNS)


def assert_same(
    study: Study, at: str | None = None, version: int | str = "head", coders: tuple[str, ...] = CODERS
) -> None:
    expected = one_by_one(study, at, version, coders)
    found = standing_codings(study.folder, coders, at, version).to_pandas().astype(expected.dtypes.to_dict())
    pd.testing.assert_frame_equal(found, expected.sort_values("id", ignore_index=True))
    paths = event_paths(study.folder.codings_folder)
    columns = read_columns(paths)
    events = [event for path in paths for event in read_events(path)[0]]
    assert by_id([*columns.events, *events_of(columns.codes)]) == by_id(events)
    assert [*map(str, columns.problems)] == [str(p) for path in paths for p in read_events(path)[1]]


def by_id(events: list[Event]) -> list[Event]:
    """Events in one order, without what is null, since nothing tells a null in a column from a field that is missing."""
    return sorted(map(without_nulls, events), key=lambda event: (event["id"], str(sorted(event.items()))))


def without_nulls(event: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: without_nulls(value) if isinstance(value, dict) else value
        for key, value in event.items()
        if value is not None
    }


@pytest.fixture(scope="module")
def shared_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    root = tmp_path_factory.mktemp("columns")
    write_study(root)
    (root / "corpus/transcripts/int-2.md").write_text(TRANSCRIPT.replace("int-1", "int-2"), encoding="utf-8")
    study = Study.open(root)
    study.revise([{"op": "merge", "from": ["services"], "into": "budget-village-fund"}], by="ana", why="one thing")
    return study


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_columns_give_what_events_give(shared_study: Study, seed: int) -> None:
    assert_same_of_random_log(shared_study, seed)


@pytest.mark.long
@given(seed=st.integers(0, 2**32))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_columns_give_what_events_give_of_many_more(shared_study: Study, seed: int) -> None:
    assert_same_of_random_log(shared_study, seed)


def assert_same_of_random_log(shared_study: Study, seed: int) -> None:
    rng = random.Random(seed)
    log = random_log(shared_study, rng)
    write_log(shared_study, log, rng)
    moment = rng.choice(log)["at"] if log else None
    assert_same(shared_study, rng.choice([None, moment]), rng.choice(["head", 1, 2]))


@on_both()
def test_columns_give_what_events_give_under_every_version_and_at_any_moment(either: Study) -> None:
    coders = tuple(either.settings.coders)
    for version in ("head", *range(1, either.codebook.version + 1)):
        assert_same(either, None, version, coders)
    moments = sorted({event["at"] for event in either.folder.events()[0]})
    for moment in moments[:: len(moments) // 5]:
        assert_same(either, moment, "head", coders)
    if either.root != ROOT:
        assert len(either.codings(coders)) > 300


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_line_is_judged_as_when_read_alone(study: Study, harm: str, version: int) -> None:
    document = study.document("int-1")
    codebook = 1 if version == 1 else study.codebook.stamp
    lines = [format_event(code_event(document, "ana", "budget", n, n + 3, codebook=codebook)) for n in range(4)]
    more = {"codebook": codebook, "suggestion": {"model": "m", "p": 1}}
    lines.append(format_event(code_event(document, "ana", "budget", 4, 7, **more)))
    if version == 2:  # values of all types, so that they must be told apart
        lines.append(format_event(code_event(document, "ana", "budget", 4, 7, codebook=1, blind="coders")))
        lines.append(format_event(code_event(document, "ana", "budget", 4, 7, codebook=codebook, origin="search")))
    assert all(line.startswith(f'{{"v":{version},') for line in lines)
    lines[2] = HARMS[harm](lines[2])
    path = study.folder.event_file("ana", "int-1")
    path.parent.mkdir(parents=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="")
    assert_same(study)


def test_plain_codings_become_columns_and_no_objects(study: Study) -> None:
    ids = study.apply_many([("budget", "int-1", 20, 24), ("services", "int-1", 28, 31)], coder="ana")
    study.memo("why", coder="ana", of=ids[0])
    columns = read_columns(event_paths(study.folder.codings_folder))
    assert columns.codes["id"].to_pylist() == ids
    assert [event["event"] for event in columns.events] == ["memo"]


def test_a_file_in_doubt_casts_no_doubt_on_its_neighbours(study: Study) -> None:
    for coder in CODERS:
        study.apply("budget", "int-1", 20, 24, coder=coder)
    path = study.folder.event_file("ana", "int-1")
    event = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**event, "later": 1}) + "\n", encoding="utf-8")
    columns = read_columns(event_paths(study.folder.codings_folder))
    assert (columns.codes["coder"].to_pylist(), [event["coder"] for event in columns.events]) == (["budi"], ["ana"])


def test_an_id_in_two_files_is_read_one_by_one(study: Study) -> None:
    study.apply("budget", "int-1", 20, 24, coder="ana")
    own = study.folder.event_file("ana", "int-1").read_text(encoding="utf-8")
    other: Path = study.folder.event_file("budi", "int-1")
    other.parent.mkdir(parents=True)
    other.write_text(own.replace('"coder":"ana"', '"coder":"budi"'), encoding="utf-8")
    assert len(read_columns(event_paths(study.folder.codings_folder)).events) == 2
    assert_same(study)


@pytest.mark.parametrize("name", [("Ana", "int-1"), ("ana", "Int-1")])
def test_a_file_whose_name_is_no_id_is_read_one_by_one(study: Study, name: tuple[str, str]) -> None:
    path = study.folder.codings_folder / name[0] / f"{name[1]}.jsonl"
    path.parent.mkdir(parents=True)
    line = format_event(code_event(study.document("int-1"), "ana", "budget", 20, 24, codebook=1))
    path.write_text(line.replace('"ana"', f'"{name[0]}"').replace('"int-1"', f'"{name[1]}"') + "\n", encoding="utf-8")
    columns = read_columns([path])
    assert (len(columns.codes), columns.events, len(columns.problems)) == (0, [], 1)


def test_lines_of_both_versions_become_columns(study: Study) -> None:
    document, tips = study.document("int-1"), study.codebook.stamp
    foreign = {"tool": "taguette", "file": "a.sqlite3", "id": "7"}
    made = [
        code_event(document, "ana", "budget", 20, 24, codebook=1),
        code_event(document, "ana", "budget", 20, 25, codebook=tips, blind="coders", suggestion=DRAWN),
        code_event(document, "ana", "budget", 20, 26, codebook=tips, origin="search"),
        as_imported(
            code_event(document, "ana", "budget", 20, 27, codebook=tips, blind=None), foreign, "2019-01-01T00:00:00Z"
        ),
    ]
    path = study.folder.event_file("ana", "int-1")
    path.parent.mkdir(parents=True)
    path.write_text("".join(format_event(event) + "\n" for event in made), encoding="utf-8")
    columns = read_columns([path])
    assert (len(columns.codes), columns.events, columns.problems) == (4, [], [])
    assert by_id(events_of(columns.codes)) == by_id(made)
    assert study.codings()["blind"].tolist() == [False, True, False, True]  # by id: the imported one is the oldest


def test_what_two_people_imported_counts_once(study: Study) -> None:
    foreign = {"tool": "taguette", "file": "a.sqlite3", "id": "7"}
    made = code_event(study.document("int-1"), "ana", "budget", 20, 24, codebook=1)
    twice = [as_imported(made, foreign, "2019-01-01T00:00:00Z", f"2026-01-0{day}T00:00:00Z") for day in (2, 1)]
    path = study.folder.event_file("ana", "int-1")
    path.parent.mkdir(parents=True)
    path.write_text("".join(format_event(event) + "\n" for event in twice), encoding="utf-8")
    assert read_events(path) == ([twice[1]], [])
    assert_same(study)
    assert len(study.codings()) == 1


@pytest.mark.parametrize("wrong", [{"coder": "budi"}, {"document": "int-9"}])
@pytest.mark.parametrize("kind", ["code", "memo"])
def test_an_event_in_a_file_of_another_coder_or_document_is_left_out(
    study: Study, kind: str, wrong: dict[str, str]
) -> None:
    start = study.document("int-1").text.index("KTP")
    kept = study.apply("services", "int-1", start, start + 3, coder="ana")
    path = study.folder.event_file("ana", "int-1")
    one = read_events(path)[0][0]
    about = (
        {"of": "document", "note": "a"}
        if kind == "memo"
        else {k: one[k] for k in ("text", "start", "end", "quote", "code")}
    )
    stray = new_event(kind, "ana", "int-1", codebook=one["codebook"], above=kept, **about)
    with path.open("a", encoding="utf-8") as file:
        file.write(format_event({**stray, **wrong}) + "\n")
    columns = read_columns([path])
    assert [*columns.codes["id"].to_pylist(), *(event["id"] for event in columns.events)] == [kept]
    assert Study.open(study.root).codings()["id"].tolist() == [kept]
