"""What git must know of a study of today: lines that `.gitignore` and `.gitattributes` lack. Pure."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ATTRIBUTES", "IGNORED", "with_lines"]

IGNORED = ("corpus/private/", "migrated/")
# the pattern, and the whole line that says what git does with such files
ATTRIBUTES = (
    ("*.jsonl", "*.jsonl merge=union text eol=lf"),
    ("corpus/persons.csv", "corpus/persons.csv merge=union text eol=lf"),
    ("codebook/**", "codebook/** text eol=lf"),
    # written anew from the history, which merges: either side will do
    ("codebook/codebook.yaml", "codebook/codebook.yaml -merge"),
)


def with_lines(text: str, lines: Iterable[str], comment: str) -> str:
    """`text` with those of `lines` at its end whose first word begins no line yet; as it was where none lacks."""
    there = {line.split()[0] for line in text.splitlines() if line.split()}
    lacking = [line for line in lines if line.split()[0] not in there]
    if not lacking:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else text + newline
    return before + (newline if before else "") + newline.join([f"# {comment}", *lacking]) + newline
