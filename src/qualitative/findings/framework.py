"""`reports/framework.yaml`: what people wrote of one case under one theme, for the framework matrix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from qualitative.analysis.framework import Summary
from qualitative.codebook.tree import Codebook
from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry, parsed, read_entries
from qualitative.findings.signed import signed
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder

__all__ = ["KEYS", "parse_summary", "read_framework"]

KEYS = ("id", "case", "theme", "by", "at", "segments", "text")
_SEGMENT = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\.\d+-\d+")


def read_framework(
    path: Path,
    book: Codebook,
    cases: Iterable[str],
    coders: Mapping[str, Coder],
    root: Path | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> list[Summary]:
    """The summaries and blanks in the order of the file; an absent file has none. Raises FindingError at the line that is wrong."""
    known = list(cases)
    return [
        parsed(entry, lambda entry: parse_summary(entry, book, known, coders))
        for entry in read_entries(path, KEYS, root, languages)
    ]


def parse_summary(entry: Entry, book: Codebook, cases: Iterable[str], coders: Mapping[str, Coder]) -> Summary:
    """One summary. Raises FindingError for an unknown case, theme or writer, a date that is none, or segments that are no ids."""
    data, known = entry.data, list(cases)
    case, theme = (str(data.get(key, "")) for key in ("case", "theme"))
    if case not in known:
        raise entry.fail(f"case {case!r} has no row in cases.csv; {did_you_mean(case, known)}", "case")
    if theme in book.merged:
        into = book.current(theme)
        raise entry.fail(f"theme {theme!r} was merged into {into}; write {into} in its place", "theme")
    if theme not in book:
        raise entry.fail(f"theme {theme!r} is not in the codebook; {did_you_mean(theme, book)}", "theme")
    segments = entry.words("segments") if data.get("segments") is not None else None
    wrong = next((id for id in segments or () if not _SEGMENT.fullmatch(id)), None)
    if wrong is not None:
        raise entry.fail(f"segment {wrong!r} is no id of a segment; leave `segments` as the sheet wrote it", "segments")
    summary = Summary(case, theme, "", "", entry.texts("text"), segments)
    if summary.blank:  # nobody has written it yet, so nobody needs to have signed it
        return summary
    by, at = signed(entry, data, coders)
    return Summary(case, theme, by, at, summary.text, segments)
