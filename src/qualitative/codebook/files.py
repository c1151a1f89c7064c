"""`codebook/changes.yaml` (the history, authoritative) and `codebook/codebook.yaml` (the head, readable)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from qualitative.codebook.operations import code_fields, replay
from qualitative.codebook.tree import Codebook
from qualitative.corpus.files import parse_yaml, read_text, read_yaml, write_text
from qualitative.errors import CodebookError

__all__ = ["append_operations", "format_codebook", "head_differences", "read_changes", "read_codebook", "write_head"]

CHANGES, HEAD = "changes.yaml", "codebook.yaml"


def read_changes(folder: Path) -> list[dict[str, Any]]:
    """The operations of the history, in order. Raises CodebookError with the file."""
    path = folder / CHANGES
    stat = path.stat() if path.exists() else None
    return list(_parsed_changes(path, (stat.st_mtime_ns, stat.st_size) if stat else None))


def read_codebook(folder: Path, version: int | str | None = None) -> Codebook:
    """The codebook at `version` (None or "head": the newest), replayed from its history."""
    number = None if version in (None, "head") else version
    if number is not None and not isinstance(number, int):
        raise CodebookError(f"codebook version {version!r} is not a number or head")
    try:
        return replay(read_changes(folder), number)
    except CodebookError as problem:
        raise CodebookError(f"codebook/{CHANGES}: {problem}") from None


def format_codebook(codebook: Codebook) -> str:
    """The text of `codebook.yaml`."""
    head = "# Written from changes.yaml by `qualitative codebook`; change the codebook with its operations.\n"
    data = {"version": codebook.version, "codes": [code_fields(code) for code in codebook.values()]}
    return head + _dump(data)


def write_head(folder: Path) -> Codebook:
    """Write `codebook.yaml` from the history, and give the codebook."""
    codebook = read_codebook(folder)
    write_text(folder / HEAD, format_codebook(codebook))
    return codebook


def head_differences(folder: Path) -> list[str]:
    """One sentence for each difference between `codebook.yaml` and its history; empty when they agree."""
    path = folder / HEAD
    if not path.exists():
        return [f"codebook/{HEAD} is missing; write it with `qualitative codebook log --write`"]
    found = read_yaml(path, CodebookError, folder.parent)
    wanted = parse_yaml(format_codebook(read_codebook(folder)), HEAD, CodebookError)
    if not isinstance(found, Mapping) or not isinstance(found.get("codes"), list):
        return [f"codebook/{HEAD} has no list of codes"]
    here = {code.get("id"): code for code in found["codes"] if isinstance(code, Mapping)}
    there = {code["id"]: code for code in wanted["codes"]}
    notes = [f"codebook/{HEAD}: code {code} is not in the history" for code in here if code not in there]
    notes += [f"codebook/{HEAD}: code {code} of the history is missing" for code in there if code not in here]
    for code in [code for code in there if code in here]:
        keys = sorted(key for key in {**here[code], **there[code]} if here[code].get(key) != there[code].get(key))
        notes += [f"codebook/{HEAD}: {key} of code {code} differs from the history" for key in keys]
    if found.get("version") != wanted["version"]:
        notes.append(
            f"codebook/{HEAD}: version {found.get('version')!r}, but the history ends with {wanted['version']}"
        )
    return notes


def append_operations(folder: Path, operations: list[dict[str, Any]]) -> Codebook:
    """Check `operations` by replay, add them to the history, and write the head anew."""
    path = folder / CHANGES
    before = read_changes(folder)
    replay([*before, *operations])
    text = read_text(path, CodebookError) if path.exists() else ""
    if text and not text.endswith("\n"):
        text += "\n"
    write_text(path, (text if before else "") + _dump(operations))
    return write_head(folder)


@lru_cache(maxsize=16)
def _parsed_changes(path: Path, stamp: tuple[int, int] | None) -> tuple[dict[str, Any], ...]:
    data = read_yaml(path, CodebookError, path.parent.parent)
    if data is None:
        return ()
    if not isinstance(data, list) or not all(isinstance(operation, dict) for operation in data):
        raise CodebookError(f"codebook/{CHANGES}: not a list of operations")
    return tuple(data)


class _Dumper(yaml.SafeDumper):
    """Lists of plain words on one line, everything else as a block."""


def _flow_words(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    plain = all(isinstance(item, str | int) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _flow_words)


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
