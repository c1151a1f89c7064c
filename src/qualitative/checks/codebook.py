"""The codebook: its history replays, its head agrees with it, its examples exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from qualitative.checks.problem import Parts, Problem, line_of, located
from qualitative.codebook.files import CHANGES, HEAD, head_differences
from qualitative.errors import CodebookError, QualitativeError

__all__ = ["check_codebook"]


def check_codebook(parts: Parts) -> Iterator[Problem]:
    """Whether `changes.yaml` replays to `codebook.yaml`, and every example is an event."""
    folder = parts.folder.codebook_folder
    name = f"{folder.name}/{CHANGES}"
    try:
        book = parts.folder.codebook()
    except QualitativeError as problem:
        found = located(problem, name)
        operation = re.search(r"operation (\d+)", found.sentence)
        yield (
            Problem(name, _operation_line(folder / CHANGES, int(operation[1])), found.sentence) if operation else found
        )
        return
    if not len(book):
        yield Problem(name, 1, "the codebook has no code; add one with `qualitative codebook add`")
    yield from _head(folder)
    ids = {event["id"] for event in parts.folder.events()[0]}
    head = _text(folder / HEAD)
    for code in book.values():
        if code.example and code.example not in ids:
            line = line_of(head, rf"^\s*example: ['\"]?{re.escape(code.example)}")
            yield Problem(
                f"{folder.name}/{HEAD}",
                line,
                f"example {code.example!r} of code {code.id} is no event; name a coding's id",
            )


def _head(folder: Path) -> Iterator[Problem]:
    text = _text(folder / HEAD)
    try:
        differences = head_differences(folder)
    except CodebookError as problem:
        yield located(problem, f"{folder.name}/{HEAD}")
        return
    for sentence in differences:
        found = located(CodebookError(sentence), f"{folder.name}/{HEAD}")
        code = re.search(r"code (\S+)", found.sentence)
        line = line_of(text, rf"^\s*-? ?id: ['\"]?{re.escape(code[1])}['\"]?$") if code else line_of(text, r"^version:")
        yield Problem(found.path, line, found.sentence)


def _operation_line(path: Path, number: int) -> int:
    """The line of the `number`th operation of the history."""
    try:
        node = yaml.compose(_text(path), Loader=yaml.SafeLoader)
        return int(node.value[number - 1].start_mark.line) + 1
    except (yaml.YAMLError, AttributeError, IndexError, TypeError):
        return 1


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
