"""What a stranger's file costs grows as the file does: steps are counted, not time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from qualitative import Study
from qualitative.corpus.cases import read_table, row_problems
from qualitative.corpus.front import LineOf, head_problems
from qualitative.errors import QueryError, TableError
from qualitative.query.language import parse_query
from qualitative.tagging import Tagger
from qualitative.text.identifiers import find_identifiers
from qualitative.text.identifiers.near import find_near
from qualitative.text.matching import KeywordMatch, _longest
from qualitative.text.sentences import sentence_spans
from qualitative.text.speakers import recognise
from qualitative.text.turns import parse_paragraphs, parse_turns


def steps(act: Callable[[], object]) -> int:
    """Lines of Python that `act` runs."""
    count = 0

    def line(frame: FrameType, event: str, given: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def matches(size: int) -> Callable[[], object]:
    found = [KeywordMatch(8 * n, 8 * n + 6, "budget", "budget", True) for n in range(size)]
    return lambda: _longest(found)


class Word(str):
    """A text that tells how often it was compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Word.compared += 1
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)


def columns(size: int, tmp_path: Path) -> Callable[[], object]:
    path = tmp_path / f"{size}.csv"
    path.write_text(
        ",".join(f"c{n}" for n in range(size)) + "\n" + ",".join("1" for _ in range(size)), encoding="utf-8"
    )
    return lambda: read_table(path)


NAMES = ("Siti Aminah", "Budi")
TAGGER = Tagger([{"id": "a", "name": "a", "definition": "b", "keywords": ["(a+)+b", "a.*a", "a a", "a*"]}]).fit([], [])
SPEAKERS = {"P": "interviewer", "A": "informant"}
# what is written n times -> who reads it
TEXTS: dict[str, tuple[str, Callable[[str], object]]] = {
    "turns": ("P: a\n", lambda text: parse_turns(text, SPEAKERS)),
    "blank lines": ("\n", lambda text: parse_paragraphs(f"a{text}b")),
    "lines of blanks": (" \n", lambda text: parse_paragraphs(f"a{text}b")),
    "sentences": ("Dr. A. said so. ", sentence_spans),
    "points": (". ", sentence_spans),
    "quotation marks": ('."', sentence_spans),
    "labels": ("P: a\n\nA: b\n\n", recognise),
    "other labels": ("{}: a\n", recognise),
    "colons": (":\t", recognise),
    "brackets": ("[", recognise),
    "times": ("[00:01:02] ", recognise),
    "stars": ("**a", recognise),
    "digits": ("7", recognise),
    "digits and points": ("1.", recognise),
    "lines of digits": ("{}\n", recognise),
    "digits to be searched": ("7", find_identifiers),
    "groups of digits": ("12 ", find_identifiers),
    "identity numbers": ("3201014107850001 ", find_identifiers),
    "telephones": ("+62 ", find_identifiers),
    "letters and signs": ("a@b.c (1) ", find_identifiers),
    "initials": ("S. A. ", lambda text: find_near(text, NAMES)),
    "broken words": ("a-", lambda text: find_near(text, NAMES)),
    "elisions": ("d'siti ", lambda text: find_near(text, NAMES)),
    "mail spelled out": ("a at b dot c ", find_identifiers),
    "numbers read out": ("nol delapan satu ", find_identifiers),
    "titles": ("Bapak H. Dr. ", find_identifiers),
    "addresses": ("Jl. Melati No. ", find_identifiers),
    "suggestions": ("a a b. ", lambda text: TAGGER.suggest([text])),
    "terms": ("code:a ", lambda text: parse_query(f"{text}code:a")),
    "values": ("a,", lambda text: parse_query(f"code:{text}a")),
}


@pytest.mark.parametrize("name", TEXTS)
def test_steps_over_a_text_grow_as_it_does(name: str) -> None:
    piece, read = TEXTS[name]
    small, large = (steps(lambda n=n: read("".join(piece.format(i) for i in range(n)))) for n in (150, 1200))
    assert large < 8 * 1.6 * small + 2_000


class Searched(str):
    """A text that tells over how much of it something was counted."""

    looked = 0

    def count(self, sign: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        Searched.looked += (len(self) if end is None else end) - start
        return str.count(self, sign, start, len(self) if end is None else end)


class Data(bytes):
    def decode(self, *given: str) -> str:
        return Searched(bytes.decode(self, *given))


def test_the_lines_of_many_personal_numbers_are_counted_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n3201014107850001, " * 400, encoding="utf-8")
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda read: Data(real(read)) if read == path else real(read))
    told = [problem for problem in study.check() if "look like a NIK" in problem.sentence]
    assert [problem.line for problem in told[-2:]] == [told[0].line + 398, told[0].line + 399]
    assert 0 < Searched.looked < 4 * path.stat().st_size


def test_keywords_that_stand_often_are_parted_in_as_many_steps() -> None:
    assert steps(matches(2_000)) < 2.6 * steps(matches(1_000))


def test_a_table_is_read_in_as_many_steps_as_it_has_columns(tmp_path: Path) -> None:
    columns(4, tmp_path)()  # what is loaded once
    assert steps(columns(800, tmp_path)) < 2.6 * steps(columns(400, tmp_path))


def test_columns_of_a_table_are_not_compared_each_with_each() -> None:
    head = [Word(f"c{n}") for n in range(1_000)]
    assert list(row_problems([(1, head)], "t.csv", TableError)) == []
    assert Word.compared < 3_000
    again = list(row_problems([(1, [*head, Word("c7")])], "t.csv", TableError))
    assert "column 'c7' stands twice" in str(again[0])


def test_keys_of_a_front_matter_are_not_looked_for_in_all_its_lines() -> None:
    def problems(size: int) -> None:
        head = {f"k{n}": "1" for n in range(size)}
        line = LineOf("\n".join(f"{key}: 1" for key in head), "a.md")
        told = [str(problem) for problem in head_problems(head, line, "a", None)]
        assert told[7].startswith("a.md:9: unknown key 'k7'") and len(told) > size

    assert steps(lambda: problems(1_200)) < 2.6 * steps(lambda: problems(600))


def test_a_file_of_many_damaged_lines_is_read_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    history = study.root / "codebook/history/budi.jsonl"
    history.write_text("{}\n" * 500, encoding="utf-8")
    read: list[Path] = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or real(path))
    assert sum(problem.path.endswith("budi.jsonl") for problem in study.check()) >= 500
    assert read.count(history) < 20


def test_a_file_of_many_lost_codings_is_read_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(60):
        study.apply("budget", "int-1", 51, 55, coder="ana")
    path = study.root / "corpus/transcripts/int-1.md"
    words = study.folder.documents["int-1"].text[51:55]
    path.write_text(path.read_text(encoding="utf-8").replace(words, "other"), encoding="utf-8")
    events, read = study.root / "corpus/codings/ana/int-1.jsonl", []
    real_bytes, real_text = Path.read_bytes, Path.read_text
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or real_bytes(path))
    monkeypatch.setattr(
        Path, "read_text", lambda path, *given, **more: read.append(path) or real_text(path, *given, **more)
    )
    found = Study.open(study.root).check()
    assert sum("are no longer in" in problem.sentence for problem in found) == 60
    assert read.count(events) < 20


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("(" * 3_000 + "code:a" + ")" * 3_000, "more than 50 brackets"),
        ("not " * 2_000 + "code:a", "more than 50 brackets"),
        ("not (" * 1_000 + "code:a", "more than 50 brackets"),
        (" or ".join(["code:a"] * 50_000), "characters are more than"),
        ("x" * 200_000, "characters are more than"),
    ],
)
def test_a_query_has_bounds(query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as problem:
        parse_query(query)
    assert len(str(problem.value)) < 300
    assert str(parse_query("(" * 20 + "not " * 20 + "code:a" + ")" * 20)).count("Not") == 20
