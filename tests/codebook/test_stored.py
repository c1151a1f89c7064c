"""The history on disk: only ever added to, by several at once, and what is damaged costs no other line."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.codebook import stored
from qualitative.codebook.files import read_codebook, read_history, read_versions
from qualitative.codebook.history import Operation
from qualitative.codebook.revising import revise
from qualitative.codebook.stored import append_operations, format_operation, parse_operation, read_stored
from qualitative.codings.ulid import format_ulid
from qualitative.errors import CodebookError

BY = {"why": "so", "at": "2024-07-01T00:00:00Z"}


def add(folder: Path, coder: str, count: int) -> None:
    for n in range(count):
        revise(folder, [{"op": "add", "code": {"id": f"{coder}-{n}", "name": {"en": "x"}}}], by=coder, **BY)


def test_what_was_there_is_never_written_again(study: Study) -> None:
    path = study.root / "codebook/history/ana.jsonl"
    before = path.read_bytes()
    study.revise([{"op": "retire", "code": "services"}, {"op": "retire", "code": "budget"}], by="ana", why="x")
    study.revise([{"op": "restore", "code": "budget"}], by="budi", why="x")
    assert path.read_bytes().startswith(before)
    assert len((path.parent / "budi.jsonl").read_text().splitlines()) == 1
    *_, one, two = (json.loads(line) for line in path.read_text().splitlines())
    assert one["act"] == two["act"] == one["id"] and two["parents"] == [one["id"]]


def test_two_programs_that_write_at_once_wait_for_each_other(study: Study) -> None:
    folder = study.root / "codebook"
    start = multiprocessing.get_context("spawn")
    writers = [start.Process(target=add, args=(folder, coder, 8)) for coder in ("ana", "budi")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    versions = read_versions(folder)
    assert {f"{coder}-{n}" for coder in ("ana", "budi") for n in range(8)} <= set(versions.head)
    assert len(versions.history.head) == 1 and versions.newest == 17  # one upon the other, none apart


def test_a_torn_line_costs_only_itself(study: Study) -> None:
    path = study.root / "codebook/history/ana.jsonl"
    with path.open("ab") as file:
        file.write(b'{"v":2,"id":"01')
    book = study.revise([{"op": "retire", "code": "services"}], by="ana", why="x")
    assert book["services"].retired
    damages = read_stored(study.root / "codebook")[1]
    assert [(damage.line, damage.sentence[:22]) for damage in damages] == [(5, "not a JSON operation: ")]


def test_conflict_marks_in_the_history_cost_no_operation(study: Study) -> None:
    path = study.root / "codebook/history/ana.jsonl"
    first, *rest = path.read_text().splitlines(keepends=True)
    path.write_text(first + "<<<<<<< HEAD\n" + rest[0] + "=======\n" + "".join(rest[1:]) + ">>>>>>> other\n")
    assert list(read_codebook(study.root / "codebook")) == ["budget", "budget-village-fund", "services"]


def test_a_line_that_stands_twice_counts_once(study: Study) -> None:
    path = study.root / "codebook/history/ana.jsonl"
    before = read_codebook(study.root / "codebook")
    path.write_bytes(path.read_bytes() * 2)
    assert read_codebook(study.root / "codebook") == before
    assert read_stored(study.root / "codebook")[1] == ()


def test_a_newer_line_stops_reading_and_writing_and_is_left_alone(study: Study) -> None:
    path = study.root / "codebook/history/ana.jsonl"
    text = path.read_text() + path.read_text().splitlines()[0].replace('"v":2', '"v":3').replace("01HZ", "01JZ") + "\n"
    path.write_text(text)
    for read in (
        lambda: read_codebook(study.root / "codebook"),
        lambda: study.revise([{"op": "retire", "code": "budget"}], by="ana", why="x"),
    ):
        with pytest.raises(
            CodebookError, match=r"ana\.jsonl:5: written by a newer version of qualitative \(v 3\); update"
        ):
            read()
    assert path.read_text() == text


def test_a_codebook_never_grows_beyond_what_is_read(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    operations = [{"op": "retire", "code": "services"}, {"op": "retire", "code": "budget"}]
    monkeypatch.setattr(stored, "MOST", 5)
    with pytest.raises(
        CodebookError, match="codebook/history: 6 operations are more than the 5 that a codebook may have"
    ):
        study.revise(operations, by="ana", why="x")
    monkeypatch.setattr(stored, "MOST", 6)
    study.revise(operations, by="ana", why="x")
    monkeypatch.setattr(stored, "MOST", 5)
    with pytest.raises(CodebookError, match="6 operations are more than"):
        stored._read.__wrapped__(tuple((path,) for path in stored.history_paths(study.root / "codebook")))


def test_an_operation_reads_back_as_it_was_written() -> None:
    fields = {"code": "c", "set": {"definition": {"en": 'two\nlines, "quoted" \u2028 \x85 😀'}}}
    made = Operation(
        "01J0000000000000000000000A", ("01J0000000000000000000000B",), "edit", "ana", "2024", "why", fields
    )
    line = format_operation(made)
    assert "\n" not in line and "\u2028" not in line and "\x85" not in line
    assert parse_operation(line) == made
    with pytest.raises(CodebookError, match="can't be written as JSON"):
        format_operation(Operation("01J0000000000000000000000A", (), "edit", fields={"x": {1, 2}}))


def test_who_bears_no_name_of_a_file_is_kept_too(tmp_path: Path) -> None:
    made = [
        Operation(format_ulid(n), (), "retire", by, fields={"code": "c"})
        for n, by in enumerate(("", "Ana Maria", "../up"), 10)
    ]
    append_operations(tmp_path, made)
    assert [path.name for path in tmp_path.rglob("*.jsonl")] == ["unknown.jsonl"]
    assert {operation.by for operation in read_history(tmp_path).operations} == {"", "Ana Maria", "../up"}
