"""The passages of documents, each with the place that is counted, who speaks, and the cases that it speaks of.

In published documents the place is the statement of the work that a paragraph reports, and what restates it counts with it. In all others it
is a run of one speaker's turns, parted only by back-channels of others; a paragraph of prose is one by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from qualitative.counting.backchannel import BackChannel
from qualitative.counting.persons import informant_of, person_of
from qualitative.model import Document, Evidence, Turn
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PASSAGES", "passages", "runs_of", "work_of"]


class _Passage(NamedTuple):
    """One row; see `passages`."""

    document: str
    n: int
    start: int
    end: int
    kind_of_document: str
    provenance: str
    speaker: str | None
    role: str | None
    person: str | None
    basis: str | None
    section: str | None
    statement: str | None
    reports: str | None
    place: str
    finding: bool
    cases: tuple[str, ...]
    date: str


PASSAGES = _Passage._fields
_OTHERS: dict[str, Any] = {"n": "int64", "start": "int64", "end": "int64", "finding": "bool", "cases": object}


def passages(documents: Iterable[Document], back: BackChannel | None = None) -> pd.DataFrame:
    """One row a turn or paragraph, in the order of the documents; columns as in PASSAGES.

    `person` is who speaks (`person_of`, in a note on a work `informant_of`; NA for interviewers, the author and nobody), `statement` what a
    paragraph reports and `reports` its role there (result, background, restatement, recommendation), `place` what is counted, `cases` what
    it speaks of. `finding` says whether it may count in findings: of statements only results, and what does not say what it reports.
    """
    import pandas as pd

    known = list(documents)
    original = _originals(known)
    rows = [row for document in known for row in _passages(document, original, back or BackChannel())]
    table = pd.DataFrame(rows, columns=list(PASSAGES))
    return table.astype({name: _OTHERS.get(name, "str") for name in PASSAGES})


def runs_of(turns: Iterable[Turn], text: str, back: BackChannel) -> list[int]:
    """For each turn the number of the turn that its run begins with.

    What somebody says in one go stays one run where others only show that they listen; who listens with a word and then goes on speaking
    begins a run with that word.
    """
    found: list[int] = []
    now: tuple[str | None, int] | None = None
    aside: tuple[str | None, int] | None = None
    for turn in turns:
        if turn.speaker is None or now is None:
            now = (turn.speaker, turn.n)
        elif turn.speaker != now[0]:
            listens = aside is not None and aside[0] == turn.speaker
            run = aside[1] if aside is not None and listens else turn.n
            if back(text[turn.start : turn.end]):
                aside = (turn.speaker, run)
                found.append(run)
                continue
            now = (turn.speaker, run)
        aside = None
        found.append(now[1])
    return found


def work_of(document: Document) -> str:
    """The work that a document reads; a document of no work stands for itself."""
    return str(document.source.get("work") or document.id)


class _Statement(NamedTuple):
    """A statement that others may restate: what it counts as, and whether it is a result."""

    place: str
    finding: bool


def _originals(documents: Iterable[Document]) -> Mapping[tuple[str, str], _Statement]:
    """What each statement of a work counts as, through all that it restates; in a circle each stands for itself."""
    entries: dict[tuple[str, str], Evidence] = {}
    for document in documents:
        for entry in document.evidence:
            if entry.statement is not None:
                key = (work_of(document), entry.statement)
                # of two notes on one statement, the one that says what it restates speaks for both
                entries[key] = (
                    entry if key not in entries or (entry.restates and not entries[key].restates) else entries[key]
                )
    found = {}
    for work, statement in entries:  # noqa: PLC0206
        now, seen = statement, {statement}
        while (work, now) in entries and (above := entries[work, now].restates) is not None and above not in seen:
            now = above
            seen.add(now)
        end = entries.get((work, now))
        is_circle = end is not None and end.restates is not None
        if is_circle:
            now, end = statement, entries[work, statement]
        # a statement that nobody reports elsewhere is known by its restatement alone, and whether it is a result is not
        found[work, statement] = _Statement(f"{work}:{now}", end is not None and end.role in (None, "result"))
    return found


def _passages(
    document: Document, original: Mapping[tuple[str, str], _Statement], back: BackChannel
) -> Iterator[_Passage]:
    turns = turns_of(document)
    entries = {entry.paragraph: entry for entry in reversed(document.evidence)}
    is_prose = not document.speakers
    for turn, run in zip(turns, runs_of(turns, document.text, back), strict=True):
        entry = entries.get(turn.n) if is_prose else None
        place, finding = _place(document, entry, original, f"{document.id}@{run}")
        yield _Passage(
            document.id, turn.n, turn.start, turn.end, document.kind, document.provenance, turn.speaker, turn.role,
            informant_of(work_of(document), entry) if entry else person_of(document, turn.speaker),
            entry.basis if entry else document.basis, entry.section if entry else None,
            entry.statement if entry else None, entry.role if entry else None, place, finding,
            (entry.case if entry else ()) or (document.case,), (entry.date if entry else None) or document.date,
        )  # fmt: skip


def _place(
    document: Document, entry: Evidence | None, original: Mapping[tuple[str, str], _Statement], own: str
) -> _Statement:
    if entry is None:
        return _Statement(own, True)
    work = work_of(document)
    if entry.statement is not None:
        return original[work, entry.statement]
    if entry.restates is not None:
        return original.get((work, entry.restates), _Statement(f"{work}:{entry.restates}", False))
    return _Statement(own, entry.role in (None, "result"))
