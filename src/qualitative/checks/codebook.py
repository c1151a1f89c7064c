"""The codebook: its history replays, nothing in it is left to decide, its head agrees with it, its examples exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from qualitative.checks.problem import BROKEN, DOUBTFUL, NEXT, Parts, Problem, line_of, located
from qualitative.codebook.contradictions import Contradiction
from qualitative.codebook.files import CHANGES, read_versions
from qualitative.codebook.head import HEAD, has_marks, head_differences
from qualitative.codebook.history import Operation
from qualitative.codebook.stored import HISTORY, Damage, file_of, read_stored
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.corpus.files import shown
from qualitative.errors import CodebookError, QualitativeError

__all__ = ["check_codebook"]

_MARK = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")


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
        yield Problem(f"{folder.name}/{name}", 1, "the codebook has no code; add one with `qualitative codebook add`")
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
    for damage in read_stored(folder)[1]:
        if not _is_mark(damage):
            yield Problem(shown(damage.path, parts.root), damage.line, damage.sentence)
    for missing, id in history.missing.items():
        made = history.operations[history.place[id]]
        sentence = f"operation {id} was made upon {missing}, which is in no file; fetch it from who made it, or restore it from git"
        yield _at(parts, made, sentence, BROKEN)
    for made, why in versions.head_replayed.unread:
        yield _at(parts, made, f"operation {made.id} ({made.op}): {why.rstrip('.')}; it is left out", BROKEN)
    for one in versions.contradictions():
        yield _contradiction(parts, one)
    for id, number in versions.numbers.moved.items():
        made = history.operations[history.place[id]]
        sentence = (
            f"version {made.fields['number']} was fixed on two branches for different codebooks;"
            f" the one that {made.by or 'somebody'} fixed is version {number} here, so say so where it was named"
        )
        yield _at(parts, made, sentence, DOUBTFUL)


def _contradiction(parts: Parts, one: Contradiction) -> Problem:
    sentence = f"{one.sentence}; these contradict, so decide which holds with `qualitative codebook merge`"
    return _at(parts, one.operations[-1], sentence, DOUBTFUL)


def _at(parts: Parts, made: Operation, sentence: str, rank: str) -> Problem:
    path = file_of(parts.folder.codebook_folder, made)
    return Problem(shown(path, parts.root), line_of(_text(path), rf'"id": ?"{made.id}"'), sentence, rank)


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
    ids = {event["id"] for event in parts.folder.events()[0]}
    head = _text(folder / HEAD)
    for code in book.values():
        if code.example and code.example not in ids:
            line = line_of(head, rf"^\s*example: ['\"]?{re.escape(code.example)}")
            sentence = f"example {code.example!r} of code {code.id} is no event; name a coding's id"
            yield Problem(f"{folder.name}/{HEAD}", line, sentence)


def _is_mark(damage: Damage) -> bool:
    """Whether the line is a mark that git left; that is told among the marks."""
    lines = _text(damage.path).split("\n")
    return damage.line <= len(lines) and _MARK.match(lines[damage.line - 1]) is not None


def _operation_line(path: Path, number: int) -> int:
    """The line of the `number`th operation of the history of format 1."""
    try:
        node = yaml.compose(_text(path), Loader=yaml.SafeLoader)
        return int(node.value[number - 1].start_mark.line) + 1
    except (yaml.YAMLError, AttributeError, IndexError, TypeError):
        return 1


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
