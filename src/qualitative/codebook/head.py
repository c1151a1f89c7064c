"""`codebook.yaml`, the head of the codebook as people read it: written anew from the history, and compared with it where it was changed by hand.

It names the operations that it was written from, so that what somebody changed by hand is told from what came into the history since.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from qualitative.codebook.codes import code_fields
from qualitative.codebook.compare import describe, operations_between
from qualitative.codebook.files import read_versions
from qualitative.codebook.tree import Codebook
from qualitative.corpus.files import read_yaml, write_text
from qualitative.errors import CodebookError

__all__ = ["HEAD", "Head", "format_codebook", "has_marks", "head_differences", "read_head", "write_head"]

HEAD = "codebook.yaml"
_WRITE = "write it with `qualitative codebook log --write`"
_ABOUT = """\
# Written from the history by `qualitative codebook`; change the codebook with its operations.
# Where git can't merge this file, either side will do: `qualitative codebook log --write` writes it anew.
"""
_MARKS = re.compile(rb"^(<{7}|>{7}|\|{7})( |$)", re.MULTILINE)


@dataclass(frozen=True)
class Head:
    """What `codebook.yaml` says against the history: the `operations` that it was written from (None: it does not say), the `changes`
    made by hand since, as operations, and whether it is `behind` the history.
    """

    upon: tuple[str, ...] | None
    changes: list[dict[str, Any]]
    behind: bool


def format_codebook(codebook: Codebook) -> str:
    """The text of `codebook.yaml`."""
    upon = {"history": list(codebook.tips)} if codebook.tips else {}
    data = {"version": codebook.version, **upon, "codes": [code_fields(code) for code in codebook.values()]}
    return _ABOUT + yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def write_head(folder: Path) -> Codebook:
    """Write `codebook.yaml` from the history, whatever it holds, and give the codebook."""
    codebook = read_versions(folder).head
    write_text(folder / HEAD, format_codebook(codebook))
    return codebook


def has_marks(folder: Path) -> bool:
    """Whether `codebook.yaml` holds the marks of a merge that git could not finish; either side of it will do."""
    path = folder / HEAD
    return path.is_file() and _MARKS.search(path.read_bytes()) is not None


def read_head(folder: Path) -> Head:
    """`codebook.yaml` against the history. Raises CodebookError where it can't be read."""
    found = read_yaml(folder / HEAD, CodebookError, folder.parent)
    if not isinstance(found, Mapping) or not isinstance(found.get("codes"), list):
        raise CodebookError(f"codebook/{HEAD}: has no list of codes")
    versions = read_versions(folder)
    upon, newest = _upon(found.get("history")), versions.head
    if upon is not None:
        unknown = [id for id in upon if id not in versions.history.place]
        if unknown:
            raise CodebookError(
                f"codebook/{HEAD}: written from operation {unknown[0]}, which is in no file of the history; fetch it, or {_WRITE}"
            )
    book = newest if upon is None else versions.at(upon)
    try:
        changes = operations_between(book, [_without_default(book, entry) for entry in found["codes"]])
    except CodebookError as problem:
        raise CodebookError(f"codebook/{HEAD}: {problem}") from None
    stale = upon is not None and set(upon) != set(newest.tips)
    return Head(upon, changes, stale or found.get("version") != newest.version)


def head_differences(folder: Path) -> list[str]:
    """One sentence for each difference between `codebook.yaml` and its history; empty when they agree."""
    if not (folder / HEAD).exists():
        return [f"codebook/{HEAD} is missing; {_WRITE}"]
    if has_marks(folder):
        return [f"codebook/{HEAD} holds conflict marks of git; either side will do: {_WRITE}"]
    try:
        head = read_head(folder)
    except CodebookError as problem:
        return [str(problem)]
    notes = [f"codebook/{HEAD} was changed by hand: {describe(operation)}" for operation in head.changes]
    if head.behind:
        newest = read_versions(folder).newest
        notes.append(
            f"codebook/{HEAD}: not of the history's version {newest}, as after a merge; {_WRITE}, and `git add` it where git waits for that"
        )
    return notes


def _without_default(book: Codebook, entry: Any) -> Any:
    """A code of the head; release 0.1.0 wrote `valence: neutral` for every code of which nothing was said."""
    if not isinstance(entry, Mapping) or entry.get("valence") != "neutral":
        return entry
    code = book.get(str(entry.get("id")))
    if code is not None and "valence" in code.classes:
        return entry
    return {key: value for key, value in entry.items() if key != "valence"}


def _upon(value: object) -> tuple[str, ...] | None:
    return tuple(map(str, value)) if isinstance(value, list) and value else None


class _Dumper(yaml.SafeDumper):
    """Lists of plain words on one line, everything else as a block."""


def _flow_words(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    plain = all(isinstance(item, str | int) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _flow_words)
