"""What was acknowledged is never lost: torn ends, full disks, killed writers, two processes, merged branches, clocks set back."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitative.codings import log
from qualitative.codings.events import Event, format_event, new_event, parse_event, parse_moment
from qualitative.codings.log import append_events, last_ids, read_events
from qualitative.codings.plain import parse_plain
from qualitative.codings.state import replay
from qualitative.codings.ulid import is_ulid, new_ulid, ulid_time
from qualitative.errors import CodingError


def event(code: str = "services", **more: object) -> Event:
    return new_event("code", "ana", "int-1", codebook=1, start=0, end=3, quote="Apa", code=code, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "study.yaml").touch()
    return tmp_path / "corpus/codings/ana/int-1.jsonl"


def ids(path: Path) -> list[str]:
    return [one["id"] for one in read_events(path)[0]]


def test_an_append_after_any_torn_end_loses_nothing_acknowledged(path: Path) -> None:
    first, torn, after = event(), {**event(), "quote": "Apa 😀\u2028"}, event()
    append_events(path, [first])
    whole = path.read_bytes()
    data = format_event(torn).encode() + b"\n"
    for cut in range(len(data) + 1):
        path.write_bytes(whole + data[:cut])
        append_events(path, [after])
        kept = [torn["id"]] if cut >= len(data) - 1 else []
        assert ids(path) == [first["id"], *kept, after["id"]]
        assert len(read_events(path)[1]) == (0 < cut < len(data) - 1)


def test_a_whole_file_gains_just_the_lines_that_are_appended(path: Path) -> None:
    append_events(path, [event()])
    before = path.read_bytes()
    made = [event(), event()]
    append_events(path, made)
    assert path.read_bytes() == before + b"".join(format_event(one).encode() + b"\n" for one in made)


def test_what_a_new_event_comes_after_is_the_last_line_and_the_largest_id(path: Path) -> None:
    assert last_ids(path) == []
    first, second, third = event(), event(), event()
    append_events(path, [third, first])
    assert last_ids(path) == [third["id"], first["id"]]
    with path.open("a", encoding="utf-8") as file:
        file.write(format_event(second)[:60] + "\n")  # torn, so never acknowledged
    assert last_ids(path) == [third["id"], first["id"]]
    with path.open("a", encoding="utf-8") as file:
        file.write(f'{{"v":9,"id":"{second["id"]}","event":"code","note":"{"x" * 5000}"}}\n')  # of a newer version
    assert last_ids(path) == [third["id"], second["id"]]


def test_an_id_that_no_clock_gives_does_not_keep_others_from_being_given() -> None:
    assert is_ulid(new_ulid("7" + "Z" * 25)) and is_ulid(new_ulid("7" + "Z" * 9 + "0" * 16))


@pytest.mark.parametrize("failing", ["short write", "no write", "fsync"])
def test_a_write_that_fails_is_said_and_leaves_the_file_as_it_was(path: Path, monkeypatch, failing: str) -> None:
    append_events(path, [event()])
    before, write = path.read_bytes(), os.write

    def fail(handle: int, data: bytes | None = None) -> int:
        if failing == "short write":
            return write(handle, data[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log.os, "fsync" if failing == "fsync" else "write", fail)
    with pytest.raises(CodingError, match="not saved"):
        append_events(path, [event()])
    monkeypatch.undo()
    assert path.read_bytes() == before
    append_events(path, [event()])
    assert len(ids(path)) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no RLIMIT_FSIZE")
def test_a_full_disk_refuses_and_keeps_what_was_acknowledged(path: Path) -> None:
    program = """
        import resource, sys
        from pathlib import Path
        from qualitative.codings.events import new_event
        from qualitative.codings.log import append_events
        from qualitative.errors import CodingError
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        for _ in range(40):
            made = new_event("memo", "ana", "int-1", codebook=1, of="document", note="x" * 100)
            try:
                append_events(Path(sys.argv[1]), [made])
                print(made["id"])
            except CodingError as problem:
                assert "not saved" in str(problem)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(path)], capture_output=True, text=True, check=True
    )
    assert 5 < len(done.stdout.split()) < 40 and ids(path) == done.stdout.split()
    assert read_events(path)[1] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_writers_of_one_coder_lose_nothing_acknowledged(path: Path, tmp_path: Path) -> None:
    acks = tmp_path / "acks"

    def writer() -> int:
        if child := os.fork():
            return child
        told = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        while True:
            made = event()
            append_events(path, [made])
            os.write(told, f"{made['id']}\n".encode())

    for _ in range(6):
        writers = [writer(), writer()]
        before = acks.stat().st_size if acks.exists() else 0
        while not acks.exists() or acks.stat().st_size < before + 27 * random.Random(1).randint(2, 9):
            os.sched_yield()
        for child in writers:
            os.kill(child, 9)
            os.waitpid(child, 0)
    acknowledged = set(acks.read_text().split())
    assert acknowledged and acknowledged <= set(ids(path))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks")
def test_a_forked_process_writes_to_a_file_that_its_parent_wrote_to(path: Path) -> None:
    program = textwrap.dedent(f"""
        import os, pathlib
        from qualitative.codings.events import new_event
        from qualitative.codings.log import append_events
        def append():
            fields = dict(codebook=1, start=0, end=3, quote="Apa", code="services")
            append_events(pathlib.Path({str(path)!r}), [new_event("code", "ana", "int-1", **fields)])
        append()
        child = os.fork()
        append()
        if child:
            raise SystemExit(os.waitpid(child, 0)[1])
        """)
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
    assert len(ids(path)) == 3


def test_a_file_that_is_replaced_meanwhile_gets_the_event_too(path: Path, monkeypatch) -> None:
    first, second = event(), event()
    append_events(path, [first])
    fsync, other = os.fsync, path.with_suffix(".new")

    def checkout(handle: int) -> None:
        fsync(handle)
        if not other.exists():
            other.write_bytes(format_event(first).encode() + b"\n")
            os.link(other, path.with_suffix(".swap"))
            path.with_suffix(".swap").replace(path)

    monkeypatch.setattr(log.os, "fsync", checkout)
    append_events(path, [second])
    assert ids(path) == [first["id"], second["id"]]


def test_two_branches_of_one_coders_file_merge_and_both_keep_all(tmp_path: Path) -> None:
    path = tmp_path / "int-1.jsonl"
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@t"]
    (tmp_path / ".gitattributes").write_text("*.jsonl merge=union text eol=lf\n")
    common, here, there = event(), event("here"), event("there")

    def commit(branch: str, made: Event) -> None:
        subprocess.run([*git, "checkout", "-q", "-B", branch, *(["start"] if branch != "start" else [])], check=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(format_event(made) + "\n")
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", branch], check=True)

    subprocess.run([*git, "init", "-q"], check=True)
    for branch, made in (("start", common), ("there", there), ("here", here)):
        commit(branch, made)
    subprocess.run([*git, "merge", "-q", "there", "-m", "merge"], check=True, capture_output=True)
    found = [parse_event(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [one.code for one in replay(found).codings.values()] == ["services", "here", "there"]


@given(
    st.lists(st.sampled_from(["code", "retract", "replace", "memo"]), max_size=12), st.randoms(use_true_random=False)
)
def test_the_state_does_not_depend_on_the_order_or_on_repeated_lines(kinds: list[str], chance: random.Random) -> None:
    events = [event()]
    for kind in kinds:
        of = chance.choice(events)["id"]
        if kind == "replace":
            events.append(event("budget", replaces=of))
        elif kind == "code":
            events.append(event())
        else:
            note = {"note": "x"} if kind == "memo" else {}
            events.append(new_event(kind, "ana", "int-1", codebook=1, of=of, **note))
    shuffled = chance.sample(events, len(events))
    assert replay(shuffled) == replay(events)


def test_a_repeated_line_counts_once_and_a_changed_one_is_reported(path: Path) -> None:
    made = event()
    append_events(path, [made, made, {**made, "code": "other"}])
    events, problems = read_events(path)
    assert events == [made] and "int-1.jsonl:3: event" in str(problems[0]) and "differs" in str(problems[0])


def test_ids_rise_above_all_that_was_written_when_the_clock_was_set_back(path: Path, monkeypatch) -> None:
    append_events(path, [event()])
    newest = ids(path)[-1]
    monkeypatch.setattr("time.time_ns", lambda: 0)
    monkeypatch.setattr("qualitative.codings.ulid._last", 0)
    assert new_ulid() < newest < event(above=max(last_ids(path)))["id"]
    assert new_event("retract", "ana", "int-1", codebook=1, of=newest)["id"] > newest


def test_a_ulid_tells_its_moment() -> None:
    assert ulid_time("01ARZ3NDEKTSV4RRFFQ69G5FAV").isoformat(timespec="milliseconds") == "2016-07-30T23:54:10.259+00:00"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "x"}, "not a ULID"),
        ({"at": "yesterday"}, "not a moment"),
        ({"v": 3}, "update to read it"),
        ({"start": 3}, "empty or backwards"),
        ({"start": True}, "start is True"),
        ({"code": "No Id"}, "not an id"),
        ({"settles": "x"}, "settles is 'x'"),
        ({"replaces": 7}, "replaces is 7"),
        ({"event": "erase"}, "newer version of qualitative; update"),
        ({"quote": "\ud800"}, "half a character"),
        ({"note": float("nan")}, "JSON"),
        ({"event": ["code"]}, "not an event"),
    ],
)
def test_an_event_that_would_not_read_back_is_refused(path: Path, change: dict, message: str) -> None:
    with pytest.raises(CodingError, match=message):
        append_events(path, [event(), {**event(), **change}])
    assert not path.exists()


@pytest.mark.parametrize(
    "line", ["", "7", "[]", "{", '{"event":"code"}', "\x00", "[" * 100_000, json.dumps({"event": {}})]
)
def test_a_line_of_any_kind_is_skipped_or_reported_never_fatal(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n" + format_event(event()) + "\n", encoding="utf-8")
    events, problems = read_events(path)
    assert len(events) == 1 and len(problems) == bool(line.strip())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-06-01", "2024-06-01T23:59:59.999Z"),
        ("2024-06-01T07:00+07:00", "2024-06-01T00:00:00.000Z"),
        ("2024-06-01T00:00:00", "2024-06-01T00:00:00.000Z"),
    ],
)
def test_a_moment_is_typed_in_any_zone(typed: str, meant: str) -> None:
    assert parse_moment(typed) == meant


def test_the_state_at_a_second_leaves_out_what_came_within_it() -> None:
    early, late = ({**event(), "at": f"2024-06-01T00:00:0{second}Z"} for second in ("0", "0.500"))
    assert len(replay([early, late], "2024-06-01T00:00:00Z").codings) == 1


PLAIN = {
    **event(), "text": "sha256:" + "a" * 64, "before": "", "after": "x", "replaces": None, "settles": [], "suggestion": None, "blind": True,
}  # fmt: skip


@given(
    st.text(max_size=12),
    st.one_of(
        st.none(),
        st.tuples(
            st.integers(0, 600),
            st.integers(0, 3),
            st.sampled_from(['"', "\\", "x", "1", ",", "}", "\\u00", "\x07", "é"]),
        ),
    ),
)
def test_the_fast_reading_gives_what_the_careful_one_gives_or_nothing(
    quote: str, harm: tuple[int, int, str] | None
) -> None:
    plain = {
        key: PLAIN[key]
        for key in ("v", "id", "event", "at", "coder", "document", "round", "codebook", "text", "start", "end")
    }
    whole = {
        **plain,
        "quote": quote,
        **{key: PLAIN[key] for key in PLAIN if key not in plain and key not in ("quote", "code")},
    }
    order = [*plain, "quote", "before", "after", "code", "replaces", "settles", "suggestion", "blind"]
    line = json.dumps({**whole, "code": "services"} | {}, ensure_ascii=False, separators=(",", ":"))
    line = json.dumps({key: json.loads(line)[key] for key in order}, ensure_ascii=False, separators=(",", ":"))
    if harm is None:
        assert parse_plain(line) == parse_event(line)
        return
    place, width, put = harm
    line = line[:place] + put + line[place + width :]
    fast = parse_plain(line)
    assert fast is None or fast == parse_event(line)


def test_what_a_study_writes_is_read_fast(tmp_path: Path) -> None:
    from qualitative.codings.events import code_event
    from qualitative.model import Document

    document = Document("int-1", "interview", "fieldwork", "north", "2024-05", "id", 'A: "Kami"\n\nB: urus\\KTP 😀')
    made = code_event(document, "ana", "services", 3, 20, codebook=1)
    for one in (made, {**made, "act": made["id"]}):
        assert parse_plain(format_event(one)) == one
