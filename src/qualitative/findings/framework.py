"""`reports/framework.yaml`: what people wrote of one case under one theme, for the framework matrix."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path

from qualitative.analysis.framework import Summary
from qualitative.codebook.tree import Codebook
from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry, parsed, read_entries

__all__ = ["KEYS", "parse_summary", "read_framework"]

KEYS = ("id", "case", "theme", "by", "at", "text")


def read_framework(
    path: Path, book: Codebook, cases: Iterable[str], coders: Container[str], root: Path | None = None
) -> list[Summary]:
    """The summaries in the order of the file; an absent file has none. Raises FindingError at the line that is wrong."""
    known = list(cases)
    return [
        parsed(entry, lambda entry: parse_summary(entry, book, known, coders))
        for entry in read_entries(path, KEYS, root)
    ]


def parse_summary(entry: Entry, book: Codebook, cases: Iterable[str], coders: Container[str]) -> Summary:
    """One summary. Raises FindingError for an unknown case, theme or writer, or a date that is none."""
    data, known = entry.data, list(cases)
    case, theme, by, at = (str(data.get(key, "")) for key in ("case", "theme", "by", "at"))
    if case not in known:
        raise entry.fail(f"case {case!r} has no row in cases.csv; {did_you_mean(case, known)}", "case")
    if theme not in book:
        raise entry.fail(f"theme {theme!r} is not in the codebook; {did_you_mean(theme, book)}", "theme")
    if by not in coders:
        raise entry.fail(f"{by!r} is no coder of study.yaml; {did_you_mean(by, coders)}", "by")  # type: ignore[arg-type]
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", at):
        raise entry.fail(f"at {at!r} is no date; write it as 2026-11-24", "at")
    return Summary(case, theme, by, at, entry.texts("text"))
