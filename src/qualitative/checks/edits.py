"""Edit scripts: every line, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualitative.checks.problem import Parts, Problem
from qualitative.corpus.files import shown
from qualitative.errors import did_you_mean

__all__ = ["check_edits", "edit_lines"]


def check_edits(parts: Parts) -> Iterator[Problem]:
    """Every edit script: its lines parse, belong to a document, and lead to the text that is there."""
    for path in sorted((parts.folder.corpus / "edits").glob("*.jsonl")):
        name = shown(path, parts.root)
        if path.stem not in parts.stems:
            yield Problem(
                name, 1, f"document {path.stem!r} is not in the corpus; {did_you_mean(path.stem, parts.stems)}"
            )
        last: dict[str, Any] = {}
        line = 1
        for line, script in edit_lines(path):
            if isinstance(script, str):
                yield Problem(name, line, script)
            else:
                last = script
        document = parts.documents.get(path.stem)
        if last and document is not None and last["to"] != document.hash:
            yield Problem(
                name,
                line,
                f"the last correction does not lead to the text of {document.path}; record what was corrected by hand with `qualitative amend {path.stem}`",
            )


def edit_lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """(line, edit script or what is wrong with it)."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            script = json.loads(line)
        except (ValueError, RecursionError):
            yield number, f"not a JSON edit script: {line[:40]!r}; restore it from git"
            continue
        if isinstance(script, dict) and isinstance(script.get("from"), str) and isinstance(script.get("to"), str):
            yield number, script
        else:
            yield (
                number,
                "an edit script needs `from` and `to`, hashes of the text before and after; restore it from git",
            )
