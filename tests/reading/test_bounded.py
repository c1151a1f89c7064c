"""Files that are made to be slow: patterns repeat within bounds, and what is too much is refused."""

from __future__ import annotations

import re
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from qualitative.corpus.readers import cues, kind, read_file
from qualitative.corpus.readers.pandoc import html_raw
from qualitative.errors import ReaderError
from qualitative.text.recognising import around, build, choosing, lines, messenger, numbers, shapes, times, told, words
from qualitative.text.speakers import recognise

MODULES = (shapes, times, around, numbers, lines, cues, kind, words, build, choosing, messenger, told)


def patterns() -> list[tuple[str, re.Pattern[Any]]]:
    found: list[tuple[str, re.Pattern[Any]]] = []
    for module in MODULES:
        for name, value in vars(module).items():
            values = value.values() if isinstance(value, dict) else [value]
            found += [(f"{module.__name__}.{name}", item) for item in values if isinstance(item, re.Pattern)]
    return found


def unbounded(node: Any) -> list[Any]:
    """The repetitions without an upper bound below a node of a parsed pattern."""
    found = []
    for op, argument in node:
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            low, high, inside = argument
            if high is _constants.MAXREPEAT:
                found.append(argument)
            found += unbounded(inside)
        elif op is _constants.SUBPATTERN:
            found += unbounded(argument[3])
        elif op is _constants.BRANCH:
            for branch in argument[1]:
                found += unbounded(branch)
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            found += unbounded(argument[1])
    return found


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=lambda value: value if isinstance(value, str) else "")
def test_no_pattern_of_the_recogniser_repeats_without_bound(name: str, pattern: re.Pattern[Any]) -> None:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    assert unbounded(_parser.parse(source, pattern.flags & ~re.UNICODE)) == []


@pytest.mark.parametrize(
    "text",
    [
        "P:" + " " * 500 + "a?\nA:" + " " * 500 + "b",
        ("A" + " " * 500 + "b\n") * 50,
        "kata " * 200_000,
        "[" * 200_000,
        "*" * 200_000,
        "[00:00:01] " * 20_000,
        ". [P] " * 20_000,
        "Kata. P: " * 20_000,
        "".join(f"N{n}x: a?\n" for n in range(20_000)),
    ],
    ids=range(9),
)
def test_odd_texts_are_read_with_all_their_words(text: str) -> None:
    found = recognise(text)
    assert not any("would not hold" in note for note in found.notes)


def test_ten_megabytes_of_one_line_are_refused_in_a_sentence(tmp_path) -> None:  # noqa: ANN001
    (tmp_path / "a.txt").write_text("kata " * 2_000_000, encoding="utf-8")
    with pytest.raises(ReaderError, match=r"a\.txt: .* characters are more than the 5,000,000 of one document; split"):
        read_file(tmp_path / "a.txt")


@pytest.mark.parametrize("page", ["<script>" * 20_000, "<!--" * 20_000, "<p" * 20_000, "<" * 20_000])
def test_a_page_that_never_closes_is_read_or_refused(tmp_path, page: str) -> None:  # noqa: ANN001
    (tmp_path / "a.html").write_text(f"<html><body><p>kata</p>{page}", encoding="utf-8")
    try:
        assert "kata" in read_file(tmp_path / "a.html").text
    except ReaderError as problem:
        assert str(problem).startswith("a.html: ")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<div>" * 5_000 + "a", "more than 100 elements <div>"),
        ("<table><tr><td>" * 60 + "a", "more than 20 elements <table>"),
        ("<ul><li><blockquote><b>" * 90 + "a", "or 200 of several kinds"),
    ],
)
def test_elements_within_each_other_by_the_hundred_are_refused_before_they_are_read(
    page: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualitative.corpus.readers.pandoc.tree_blocks", lambda *_: pytest.fail("it was read"))
    with pytest.raises(ReaderError, match=told):
        html_raw(f"<html><body>{page}", "a.html")
