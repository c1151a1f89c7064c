"""The codebook: its history replays, nothing in it is left to decide, its head agrees with it, its examples exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from qualitative.checks.problem import BROKEN, DOUBTFUL, NEXT, Parts, Problem, line_of, located
from qualitative.codebook.contradictions import Contradiction
from qualitative.codebook.files import CHANGES, read_versions
from qualitative.codebook.head import HEAD, has_marks, head_differences
from qualitative.codebook.history import Operation
from qualitative.codebook.stored import HISTORY, Damage, file_of, read_stored
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.codings.log import event_paths
from qualitative.codings.ulid import ULID
from qualitative.corpus.conflicts import is_mark
from qualitative.corpus.files import shown
from qualitative.errors import CodebookError, QualitativeError

__all__ = ["check_codebook"]

_ID = re.compile(rf'"id"\s{{0,9}}:\s{{0,9}}"({ULID})"'.encode())
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def check_codebook(parts: Parts) -> Iterator[Problem]:
    """Whether the history replays, agrees with itself and with `codebook.yaml`, and every example is an event."""
    folder = parts.folder.codebook_folder
    try:
        versions = read_versions(folder)
    except QualitativeError as problem:
        yield _unreadable(folder, problem)
        return
    if not versions.history.earlier:
        yield from _history(parts, versions)
    book = versions.head
    if not len(book):
        name = CHANGES if versions.history.earlier else HISTORY
        # of a new study it is what comes next; where something was coded, the history is gone
        rank = BROKEN if versions.history.earlier or event_paths(parts.folder.codings_folder) else NEXT
        sentence = "the codebook has no code; add one with `qualitative codebook add`, or in the coding panel"
        yield Problem(f"{folder.name}/{name}", 1, sentence, rank)
    yield from _head(folder)
    yield from _examples(parts, book)


def _unreadable(folder: Path, problem: QualitativeError) -> Problem:
    name = f"{folder.name}/{CHANGES if (folder / CHANGES).exists() else HISTORY}"
    found = located(problem, name)
    operation = re.search(r"operation (\d+)", found.sentence)
    return Problem(name, _operation_line(folder / CHANGES, int(operation[1])), found.sentence) if operation else found


def _history(parts: Parts, versions: Versions) -> Iterator[Problem]:
    """Lines that can't be read, operations that are missing or name no code, what contradicts, numbers that were fixed twice."""
    folder, history = parts.folder.codebook_folder, versions.history
    lines = _Lines(parts)
    for damage in read_stored(folder)[1]:
        if not lines.is_mark(damage):
            yield Problem(shown(damage.path, parts.root), damage.line, damage.sentence)
    for missing, id in history.missing.items():
        made = history.operations[history.place[id]]
        sentence = f"operation {id} was made upon {missing}, which is in no file; fetch it from who made it, or restore it from git"
        yield lines.problem(made, sentence, BROKEN)
    for made, why in versions.head_replayed.unread:
        yield lines.problem(made, f"operation {made.id} ({made.op}): {why.rstrip('.')}; it is left out", BROKEN)
    for one in versions.contradictions():
        yield _contradiction(lines, one)
    for id, number in versions.numbers.moved.items():
        made = history.operations[history.place[id]]
        sentence = (
            f"version {made.fields['number']} was fixed on two branches for different codebooks;"
            f" the one that {made.by or 'somebody'} fixed is version {number} here, so say so where it was named"
        )
        yield lines.problem(made, sentence, DOUBTFUL)


def _contradiction(lines: _Lines, one: Contradiction) -> Problem:
    sentence = f"{one.sentence}; these contradict, so decide which holds with `qualitative codebook merge`"
    return lines.problem(one.operations[-1], sentence, DOUBTFUL)


class _Lines:
    """Where operations stand, each file read once for all that is to be said of it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lines: dict[Path, list[bytes]] = {}
        self._found: dict[Path, dict[str, int]] = {}

    def of(self, path: Path) -> list[bytes]:
        """The lines of a file of the history."""
        if path not in self._lines:
            self._lines[path] = path.read_bytes().split(b"\n") if path.is_file() else []
        return self._lines[path]

    def problem(self, made: Operation, sentence: str, rank: str) -> Problem:
        """What is wrong with an operation, at its line."""
        path = file_of(self._parts.folder.codebook_folder, made)
        if path not in self._found:
            ids = ((n, _ID.search(line)) for n, line in enumerate(self.of(path), 1))
            # the first line that names an operation so is its own
            self._found[path] = {found[1].decode(): n for n, found in reversed([*ids]) if found}
        return Problem(shown(path, self._parts.root), self._found[path].get(made.id, 1), sentence, rank)

    def is_mark(self, damage: Damage) -> bool:
        """Whether the line is a mark that git left; that is told among the marks."""
        lines = self.of(damage.path)
        return damage.line <= len(lines) and is_mark(lines[damage.line - 1])


def _head(folder: Path) -> Iterator[Problem]:
    if has_marks(folder):
        return  # told among the marks
    text = _text(folder / HEAD)
    for sentence in head_differences(folder):
        found = located(CodebookError(sentence), f"{folder.name}/{HEAD}")
        code = re.search(r"code (\S+)", found.sentence)
        line = line_of(text, rf"^\s*-? ?id: ['\"]?{re.escape(code[1])}['\"]?$") if code else found.line
        rank = NEXT if ": not of the history's" in sentence else BROKEN
        yield Problem(found.path, line, found.sentence, rank)


def _examples(parts: Parts, book: Codebook) -> Iterator[Problem]:
    folder = parts.folder.codebook_folder
    if not any(code.example for code in book.values()):
        return  # all events are a lot to read
    ids = {event["id"] for event in parts.folder.events()[0]}
    head = _text(folder / HEAD)
    for code in book.values():
        if code.example and code.example not in ids:
            line = line_of(head, rf"^\s*example: ['\"]?{re.escape(code.example)}")
            sentence = f"example {code.example!r} of code {code.id} is no event; name a coding's id"
            yield Problem(f"{folder.name}/{HEAD}", line, sentence)


def _operation_line(path: Path, number: int) -> int:
    """The line of the `number`th operation of the history of format 1."""
    try:
        node: Any = yaml.compose(_text(path), Loader=_SAFE)
        return int(node.value[number - 1].start_mark.line) + 1
    except (yaml.YAMLError, AttributeError, IndexError, TypeError):
        return 1


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
