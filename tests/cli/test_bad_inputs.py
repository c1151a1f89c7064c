"""More than a hundred and fifty bad inputs to `check` and `add`: each a clear sentence, no traceback, nothing lost."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.bad_inputs import (
    CHANGES,
    CHECK,
    DOC,
    EVENTS,
    FILES,
    FINDINGS,
    FRONT,
    HEAD,
    HISTORY,
    NOTE,
    OPTIONS,
    STUDY,
    earlier,
    note,
    swap,
)
from qualitative import Study
from qualitative.cli import main
from qualitative.codebook.head import write_head
from qualitative.corpus import readers

# one of each shape; more of them, and all in every field, in the long tier
ODD = (None, 5, "x y", [1], {"a": 1})
ODDER = (True, [], [[1]], {}, [{"a": [1]}])
RICH_CLAIM = """- id: c1
  text: {id: a, en: b}
  for: services
  against: budget-village-fund
  claims: [1]
  cases: [north]
  section: growth
  expect: {informants: 1, cases: [north], bases: [informant]}
  assessment: {by: ana, date: 2024-01-01, text: {id: a, en: b}}
"""
RICH_RECOMMENDATION = """- id: r1
  text: {id: a, en: b}
  addressees: [{id: a, en: b}]
  findings: [c1]
  barriers: [services]
"""


@pytest.fixture
def sound(study: Study, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a sound study, and the place where commands run."""
    write_head(study.root / "codebook")
    monkeypatch.chdir(study.root)
    monkeypatch.delenv("QUALITATIVE_SHARED", raising=False)
    return study.root


def run(*arguments: str) -> int:
    try:
        main(list(arguments))
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_the_table_holds_at_least_a_hundred_bad_inputs() -> None:
    assert len(CHECK) + len(FILES) + len(OPTIONS) >= 150


def test_a_sound_study_has_no_problem(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    out = capsys.readouterr().out
    assert out.startswith("whose codings count: ") and out.endswith("everything is sound\n") and out.count("\n") == 2


@pytest.mark.parametrize("name", CHECK)
def test_check_says_what_is_wrong_and_where(sound: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    change, sentence = CHECK[name]
    change(sound)
    before = contents(sound)
    assert run("check") == 1
    said = capsys.readouterr()
    assert re.search(rf"^\S*{sentence}", said.out, re.MULTILINE), said.out
    assert all(re.match(r"\S+:\d+: \S", line) for line in said.out.splitlines()), said.out
    assert re.fullmatch(r"\d+ problems?\n", said.err)
    assert contents(sound) == before


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_no_value_of_the_wrong_kind_makes_a_traceback(sound: Path, odd: object) -> None:
    """Every field of every YAML file and event, one after another, holds something that nobody expects there: two of these shapes each."""
    turn = ODD.index(odd)
    assert_told(sound, odd, lambda number: (number + turn) % len(ODD) in (0, 2))


@pytest.mark.long
@pytest.mark.parametrize("odd", [*ODD, *ODDER], ids=str)
def test_nor_does_any_shape_in_any_field(sound: Path, odd: object) -> None:
    assert_told(sound, odd, lambda number: True)


def assert_told(sound: Path, odd: object, is_taken: Callable[[int], bool]) -> None:
    """Whether every problem is told with its place where a field holds `odd`; fields are numbered, and some taken."""
    CHECK["a claim without query"][0](sound)
    (sound / FINDINGS).write_text(RICH_CLAIM, encoding="utf-8")
    (sound / "reports/recommendations.yaml").write_text(RICH_RECOMMENDATION, encoding="utf-8")
    CHECK["a quote of other words"][0](sound)
    numbers = count()
    for path in (STUDY, HISTORY, HEAD, CHANGES, FINDINGS, "reports/recommendations.yaml", DOC, NOTE, EVENTS):
        if path == CHANGES:
            earlier()(sound)
        if path == NOTE:
            note(
                FRONT
                + "source: {work: w, section: K}\nsegments:\n- {paragraph: 1, basis: author, section: K, terms: [a], claims: [1]}\n"
            )(sound)
        before = (sound / path).read_text(encoding="utf-8")
        for changed in variants(before, odd):
            if is_taken(next(numbers)):
                (sound / path).write_text(changed, encoding="utf-8")
                assert all(re.match(r"[^\s:]+:\d+: \S", str(problem)) for problem in Study.open(sound).check())
        (sound / path).write_text(before, encoding="utf-8")
    assert next(numbers) > 100


def variants(text: str, odd: object) -> Iterator[str]:
    """The file with one field after another set to `odd`."""
    lines = text.splitlines(keepends=True)
    if lines[0].startswith("{") and len(lines) > 1:  # one operation a line
        for n, line in enumerate(lines):
            yield from ("".join([*lines[:n], changed, *lines[n + 1 :]]) for changed in variants(line, odd))
        return
    head, body = text, ""
    if text.startswith("---\n"):
        head, body = text[4:].split("\n---\n", 1)
    data = yaml.safe_load(head)
    for holder, key in list(fields(data)):
        kept, holder[key] = holder[key], odd
        made = json.dumps(data, default=str, ensure_ascii=False)
        yield f"---\n{made}\n---\n{body}" if body else made + "\n"
        holder[key] = kept


def fields(data: object) -> Iterator[tuple[Any, Any]]:
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield data, key
        yield from fields(data[key])


def test_one_problem_hides_no_other(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (
        "coder without kind",
        "wrong district",
        "a table with a short row",
        "a torn line",
        "the head changed by hand",
    ):
        CHECK[name][0](sound)
    swap(DOC, "date: 2024-05", "date: soon")(sound)
    swap(DOC, "[00:00:05] A:", "[00:00:05] B:")(sound)
    assert run("check") == 1
    out = capsys.readouterr().out
    for words in ("coder ana", "'nort'", "'soon'", "speaker 'B'", "t.csv:3", "int-1.jsonl:1", "servis"):
        assert words in out


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_written(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file, content, sentence = FILES[name]
    path = tmp_path_factory.mktemp("in") / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = contents(sound)
    options = [] if "front matter" in name and "case" in name else ["--case", "north", "--date", "2024"]
    assert run("add", str(path), *options) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(rf"not added: \S*{sentence}.*\n", said.err) or re.match(rf"not added: {sentence}", said.err), (
        said.err
    )
    assert said.err.count("\n") == 1
    assert contents(sound) == before


@pytest.mark.parametrize("name", OPTIONS)
def test_a_bad_option_is_said_with_the_way_out(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    options, sentence = OPTIONS[name]
    path = tmp_path_factory.mktemp("in") / "a-20240517.txt"
    path.write_text("P: Apa?\nA: Itu.\n", encoding="utf-8")
    before = contents(sound)
    assert run("add", str(path), *options) in (1, 2)
    assert re.search(sentence, capsys.readouterr().err)
    assert contents(sound) == before


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nothing.txt", "there is no such file"), ("corpus", "this is a folder"), ("/dev/zero", "not a regular file")],
)
def test_what_is_no_file_is_said(sound: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str) -> None:
    assert run("add", name, "--case", "north", "--date", "2024") == 1
    assert sentence in capsys.readouterr().err


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    sound: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("big.txt").open("wb") as file:
        os.truncate(file.fileno(), 51_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    with pytest.raises(readers.raw.ReaderError, match="51 MB is more than the 50 MB"):
        readers.read_file("big.txt")


def test_outside_a_study_every_command_says_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["check"], ["add", "a.txt"]):
        assert run(*command) == 2
        assert "qualitative new" in capsys.readouterr().err
