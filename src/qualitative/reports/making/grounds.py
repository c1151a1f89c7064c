"""From which files a report is made, and their hashes. Texts are hashed with LF, so that a checkout on Windows is the same study."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qualitative.reports.content.loading import section_files
from qualitative.reports.making.run import template_path

__all__ = ["file_hash", "input_paths", "normal_bytes"]

_INPUTS = (
    "study.yaml",
    "corpus/cases.csv",
    "corpus/persons.csv",
    "corpus/guide.yaml",
    "corpus/tables/*.csv",
    "corpus/transcripts/*.md",
    "corpus/documents/*.md",
    "corpus/edits/*.jsonl",
    "corpus/codings/*/*.jsonl",
    "codebook/history/*.jsonl",
    "codebook/changes.yaml",  # the history of format 1
    "reports/*.yaml",
)


def input_paths(root: Path, kind: str) -> list[Path]:
    """Every file that a report of this kind is made from, in a fixed order; the study's own section modules among them."""
    found = [path for pattern in _INPUTS for path in sorted(root.glob(pattern))]
    return [*found, *section_files(root), template_path(root, kind)]


def normal_bytes(path: Path) -> bytes:
    """A file's bytes, with LF where it is text."""
    data = path.read_bytes()
    return data if b"\0" in data[:8192] else data.replace(b"\r\n", b"\n")


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, as `normal_bytes` reads it."""
    return hashlib.sha256(normal_bytes(path)).hexdigest()
