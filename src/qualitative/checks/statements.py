"""Statements of a work: what two notes say of one of them fits together, and what is restated exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from qualitative.checks.problem import DOUBTFUL, Parts, Problem, line_of
from qualitative.errors import did_you_mean
from qualitative.model import Document, Evidence

__all__ = ["check_statements"]

_Statement = tuple[str, str | None]  # the work, and the key of the statement there


class _Entry(NamedTuple):
    """One note on a statement."""

    document: Document
    evidence: Evidence

    @property
    def work(self) -> str:
        """The work that the document reads; a document of no work stands for itself."""
        return str(self.document.source.get("work") or self.document.id)

    @property
    def says(self) -> dict[str, object]:
        """What all notes on one statement must say alike."""
        cases = self.evidence.case or (self.document.case,)
        return {"basis": self.evidence.basis, "case": ", ".join(sorted(cases)), "person": self.evidence.informant}


def check_statements(parts: Parts) -> Iterator[Problem]:
    """Notes on one statement that differ in basis, case or person; statements that are restated and nowhere said, or in a circle."""
    entries = [_Entry(document, evidence) for document in parts.documents.values() for evidence in document.evidence]
    first: dict[tuple[str, str], _Entry] = {}
    for entry in entries:
        if entry.evidence.statement is not None:
            earlier = first.setdefault((entry.work, entry.evidence.statement), entry)
            yield from _differences(parts.root, entry, earlier)
    above = {(e.work, e.evidence.statement): (e.work, e.evidence.restates) for e in entries if e.evidence.restates}
    for entry in entries:
        yield from _restated(parts.root, entry, first, above)


def _differences(root: Path, entry: _Entry, earlier: _Entry) -> Iterator[Problem]:
    for key, value in entry.says.items():
        other = earlier.says[key]
        if value != other:
            there = f"paragraph {earlier.evidence.paragraph} of {earlier.document.path}"
            sentence = f"statement {entry.evidence.statement!r} has {key} {value} in paragraph {entry.evidence.paragraph}, but {other} in {there}; one statement has one {key}"
            yield _problem(root, entry, sentence)


def _restated(
    root: Path,
    entry: _Entry,
    known: Mapping[tuple[str, str], _Entry],
    above: Mapping[_Statement, _Statement],
) -> Iterator[Problem]:
    evidence = entry.evidence
    where = f"paragraph {evidence.paragraph}"
    if evidence.restates is None:
        if evidence.role == "restatement":
            sentence = (
                f"{where} is a restatement, but of nothing named; add `restates:` with the statement said elsewhere"
            )
            yield _problem(root, entry, sentence, DOUBTFUL)
        return
    if (entry.work, evidence.restates) not in known:
        near = did_you_mean(evidence.restates, [name for work, name in known if work == entry.work])
        yield _problem(root, entry, f"{where} restates {evidence.restates!r}, which no paragraph reports; {near}")
        return
    seen: list[_Statement] = []
    now: _Statement = (entry.work, evidence.statement)
    while now in above and now not in seen:
        seen.append(now)
        now = above[now]
    if now in seen and now == seen[0]:
        circle = " → ".join(str(name) for _, name in [*seen, now])
        yield _problem(root, entry, f"{where} restates in a circle ({circle}); take one `restates` out")


def _problem(root: Path, entry: _Entry, sentence: str, rank: str = "broken") -> Problem:
    text = (root / entry.document.path).read_text(encoding="utf-8", errors="replace")
    line = line_of(text, rf"paragraph: {entry.evidence.paragraph}\b", r"^segments:")
    return Problem(entry.document.path, line, sentence, rank)
