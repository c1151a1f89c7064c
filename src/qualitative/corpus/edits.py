"""Corrections of a text on disk: `corpus/edits/<document>.jsonl`, one edit script a line, from one text hash to the next."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualitative.errors import DocumentError
from qualitative.text.edits import Op

__all__ = ["Edit", "edits_path", "format_edit", "parse_edit", "read_edits", "way"]

_HASH = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Edit:
    """One correction: the hashes of the texts before and after, and the script between them."""

    before: str
    after: str
    script: tuple[Op, ...]
    by: str = ""
    at: str = ""
    why: str = ""


def edits_path(corpus: Path, document: str) -> Path:
    """Where the corrections of a document lie."""
    return corpus / "edits" / f"{document}.jsonl"


def read_edits(path: Path) -> tuple[list[Edit], list[DocumentError]]:
    """(edits in the order of the file, problems). A line that does not parse is reported with its place and skipped."""
    edits: list[Edit] = []
    problems: list[DocumentError] = []
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            edits.append(parse_edit(line.decode("utf-8")))
        except (UnicodeDecodeError, DocumentError) as problem:
            what = "not UTF-8" if isinstance(problem, UnicodeDecodeError) else str(problem)
            problems.append(DocumentError(f"{path}:{number}: {what}; the line is skipped"))
    return edits, problems


def parse_edit(line: str) -> Edit:
    """The edit of one line. Raises DocumentError with what is wrong."""
    try:
        entry = json.loads(line)
        script = tuple((start, end, inserted) for start, end, inserted in entry["ops"])
        edit = Edit(entry["from"], entry["to"], script, *(str(entry.get(key) or "") for key in ("by", "at", "why")))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DocumentError(f"not an edit script: {line[:40]!r}") from None
    if not all(isinstance(text, str) and _HASH.fullmatch(text) for text in (edit.before, edit.after)):
        raise DocumentError(f"edit from {edit.before!r} to {edit.after!r}: these must be hashes of texts")
    _check(script)
    return edit


def format_edit(edit: Edit) -> str:
    """One line of JSON, without the line break."""
    entry: dict[str, Any] = {"from": edit.before, "to": edit.after, "ops": [list(op) for op in edit.script]}
    entry |= {"by": edit.by, "at": edit.at, "why": edit.why}
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def way(edits: Iterable[Edit], before: str, after: str) -> list[Edit] | None:
    """The shortest chain of edits that leads from one text to another; None when there is none."""
    steps: dict[str, list[Edit]] = {}
    for edit in edits:
        steps.setdefault(edit.before, []).append(edit)
    queue = deque([before])
    reached: dict[str, list[Edit]] = {before: []}
    while queue:
        text = queue.popleft()
        if text == after:
            return reached[text]
        for edit in steps.get(text, ()):
            if edit.after not in reached:
                reached[edit.after] = [*reached[text], edit]
                queue.append(edit.after)
    return None


def _check(script: Iterable[Op]) -> None:
    last = 0
    for start, end, inserted in script:
        if not all(isinstance(place, int) for place in (start, end)) or not isinstance(inserted, str):
            raise DocumentError(f"edit {start!r}, {end!r}, {inserted!r}: give two positions and the inserted text")
        if not last <= start <= end:
            raise DocumentError(f"edit {start}:{end} does not follow {last}; edits must ascend and not overlap")
        last = end
