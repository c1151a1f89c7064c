"""Reading events as columns gives what reading them one by one gives, whatever stands in the files."""

from __future__ import annotations

import json
import random
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CODES, TRANSCRIPT, write_study
from qualitative import Study
from qualitative.codings.columns import read_columns
from qualitative.codings.events import Event, code_event, format_event, new_event
from qualitative.codings.layout import events_of
from qualitative.codings.log import event_paths, read_events
from qualitative.codings.state import replay
from qualitative.codings.table import COLUMNS, codings_table, rows_of
from qualitative.folder import placing
from qualitative.folder.standing import standing_codings

CODERS = ("ana", "budi")
DOCUMENTS = ("int-1", "int-2")
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
    "later format": lambda line: line.replace('"v":1', '"v":2'),
    "backwards": lambda line: line.replace('"start":', '"start":9'),
    "no id": lambda line: line.replace('"id":"0', '"id":"9'),
    "no code": lambda line: line.replace('"code":"', '"code":"Not '),
    "no moment": lambda line: line.replace('Z","coder"', '","coder"'),
    "another coder": lambda line: line.replace('"coder":"', '"coder":"x'),
    "escaped": lambda line: line.replace('"quote":"', '"quote":"\\u0041\\n\\"'),
    "half a character": lambda line: line.replace('"quote":"', '"quote":"\\ud800'),
    "array": lambda line: f"[{line}]",
    "not a number": lambda line: line.replace('"round":1', '"round":NaN'),
    "other words": lambda line: line.replace('"before":"', '"before":"x'),
}


def random_log(study: Study, rng: random.Random) -> list[Event]:
    """Codings, changes, notes, decisions, stretches done, and takings back of any of these, by two coders."""
    log: list[Event] = []
    for _ in range(rng.randrange(40)):
        coder, document = rng.choice(CODERS), study.document(rng.choice(DOCUMENTS))
        start = rng.randrange(len(document.text) - 5)
        span = (start, start + rng.randrange(1, 5))
        named = rng.choice(log)["id"] if log else "01ARZ3NDEKTSV4RRFFQ69G5FAV"
        kind = rng.choice(["code"] * 6 + ["replace", "retract", "retract", "memo", "place", "retire", "done"])
        more = {"replaces": named} if kind == "replace" else {}
        if kind in ("code", "replace"):
            log.append(code_event(document, coder, rng.choice(CODES), *span, codebook=rng.choice([1, 2]), **more))
            if rng.random() < 0.1:  # of a text that nobody knows, in other surroundings
                log[-1] |= {"text": "sha256:" + "0" * 64, "before": "", "after": "x"}
        elif kind == "retract":
            log.append(new_event("retract", coder, document.id, codebook=1, of=named))
        elif kind == "memo":
            log.append(new_event("memo", coder, document.id, codebook=1, of=named, note="why"))
        elif kind == "done":
            log.append(new_event("done", coder, document.id, codebook=1, start=0, end=9))
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


def one_by_one(study: Study, at: str | None, version: int | str) -> pd.DataFrame:
    """The table as it comes of events that are read, replayed and placed one by one."""
    folder = study.folder
    events = [event for path in event_paths(folder.codings_folder) for event in read_events(path)[0]]
    state = placing.placed(folder, placing.only_coders(replay(events, at), CODERS))
    rows = rows_of(placing.under_version(folder, state, version), state.memos)
    return codings_table(rows, folder.documents, folder.settings.coders).to_pandas().astype(COLUMNS)


def assert_same(study: Study, at: str | None = None, version: int | str = "head") -> None:
    expected = one_by_one(study, at, version)
    found = standing_codings(study.folder, CODERS, at, version).to_pandas().astype(expected.dtypes.to_dict())
    pd.testing.assert_frame_equal(found, expected.sort_values("id", ignore_index=True))
    paths = event_paths(study.folder.codings_folder)
    columns = read_columns(paths)
    events = [event for path in paths for event in read_events(path)[0]]
    assert by_id([*columns.events, *events_of(columns.codes)]) == by_id(events)
    assert [*map(str, columns.problems)] == [str(p) for path in paths for p in read_events(path)[1]]


def by_id(events: list[Event]) -> list[Event]:
    """Events in one order, without what is null, since nothing tells a null in a column from a field that is missing."""
    return sorted(
        ({key: value for key, value in event.items() if value is not None} for event in events),
        key=lambda event: (event["id"], str(sorted(event.items()))),
    )


@pytest.fixture(scope="module")
def shared_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    root = tmp_path_factory.mktemp("columns")
    write_study(root)
    (root / "corpus/transcripts/int-2.md").write_text(TRANSCRIPT.replace("int-1", "int-2"), encoding="utf-8")
    study = Study.open(root)
    study.revise([{"op": "merge", "from": ["services"], "into": "budget-village-fund"}], by="ana", why="one thing")
    return study


@given(seed=st.integers(0, 2**32))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_columns_give_what_events_give(shared_study: Study, seed: int) -> None:
    rng = random.Random(seed)
    log = random_log(shared_study, rng)
    write_log(shared_study, log, rng)
    moment = rng.choice(log)["at"] if log else None
    assert_same(shared_study, rng.choice([None, moment]), rng.choice(["head", 1, 2]))


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_line_is_judged_as_when_read_alone(study: Study, harm: str) -> None:
    document = study.document("int-1")
    lines = [format_event(code_event(document, "ana", "budget", n, n + 3, codebook=1)) for n in range(4)]
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
