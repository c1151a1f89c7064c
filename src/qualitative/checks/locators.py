"""Evidence against the work it comes from, where a person has the work at hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from qualitative.checks.problem import Parts, Problem, line_of
from qualitative.corpus.files import read_text
from qualitative.corpus.locators import WorkText, locator_problem, parse_work
from qualitative.errors import DocumentError, StudyError
from qualitative.model import Document, Evidence

__all__ = ["check_locators", "paper_checks", "read_work"]


def paper_checks(parts: Parts, paper: str | Path | None = None) -> list[Callable[[Parts], Iterator[Problem]]]:
    """The check against the work: in the file `paper`, or under QUALITATIVE_SHARED; none where neither is given."""
    if paper is None:
        shared, work = os.environ.get("QUALITATIVE_SHARED"), parts.settings and parts.settings.work.get("id")
        paper = Path(shared, "study", f"{work}.md") if shared and work else None
        if paper is None or not paper.is_file():
            return []
    return [lambda parts: check_locators(parts, read_work(Path(paper), parts))]


def read_work(path: Path, parts: Parts) -> WorkText:
    """The work in passages by section. Raises StudyError where study.yaml does not map its sections."""
    sections = parts.settings.work.get("sections") if parts.settings else None
    if not isinstance(sections, dict) or not sections:
        raise StudyError(
            "study.yaml: work has no `sections`; map each letter to how its heading begins, such as {P: PENDAHULUAN}"
        )
    slips = parts.settings.work.get("slips") if parts.settings else None
    starts = {str(letter): _starts(begin) for letter, begin in sections.items()}
    return parse_work(read_text(path, DocumentError), starts, slips)


def check_locators(parts: Parts, work: WorkText) -> Iterator[Problem]:
    """Each piece of evidence from the study's work leads to a passage that holds all its terms."""
    wanted = parts.settings.work.get("id") if parts.settings else None
    for document in parts.documents.values():
        if document.source.get("work") != wanted:
            continue
        text = (parts.root / document.path).read_text(encoding="utf-8")
        for evidence in document.evidence:
            sentence = locator_problem(work, evidence)
            if sentence:
                yield Problem(
                    document.path, _line(text, document, evidence), f"paragraph {evidence.paragraph}: {sentence}"
                )


def _line(text: str, document: Document, evidence: Evidence) -> int:
    return line_of(text, rf"paragraph: {evidence.paragraph}\b", r"^segments:")


def _starts(begin: object) -> tuple[str, ...]:
    return tuple(map(str, begin)) if isinstance(begin, list) else (str(begin),)
