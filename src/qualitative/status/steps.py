"""What is next in a study: each step from what was counted, read and checked, the most pressing first. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.checks.problem import Problem
from qualitative.counting import Counted
from qualitative.i18n import FALLBACK
from qualitative.status.state import TEXTS, Step, named

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Given", "steps_of"]

NOBODY_READ, SEVERAL = 6, 5  # the rules of counting that leave something to do
_COMMAND = re.compile(r"`(qualitative [^`]+)`")


@dataclass(frozen=True)
class Given:
    """What steps follow from: `documents` and `usable` codes by id, what counts, the documents that anybody `touched`, what is to be read again (`counting.reading`), how many
    operations of the codebook contradict, how many `claims` there are, what checks say is next, and the options that say who acts.
    """

    documents: Sequence[str]
    usable: Sequence[str]
    counted: Counted
    touched: Collection[str]
    again: pd.DataFrame
    contradictions: int
    claims: int
    problems: Sequence[Problem]
    coder: str = ""  # ` --coder CODER` where it must be said who codes
    by: str = ""  # ` --by CODER` where it must be said who acts
    evidence: str = ""  # ` --evidence simulated` where there is nothing else


def steps_of(given: Given) -> Iterator[Step]:
    """The steps in the order of doing them."""
    if not given.documents:
        yield _step("no-documents", 0, (), "qualitative add FILE… --date YYYY-MM")
    if not given.usable:
        yield _step("no-codes", 0, (), 'qualitative codebook add ID --name "…"')
    yield from _unclear(given)
    yield from _to_read(given)
    yield from _from_checks(given.problems)
    coded = len(given.counted.table) > 0
    if coded and not given.claims:
        yield _step("no-claims", 0, ())
    if coded:
        yield _step("report", 0, (), f"qualitative report findings{given.evidence}")


def _unclear(given: Given) -> Iterator[Step]:
    """What somebody has to decide before it counts, or counts rightly."""
    commands = {
        "lost": f"qualitative code {{0}}{given.coder}",
        "waiting": f"qualitative codebook decide{given.by}",
        "unseen": f"qualitative code {{0}}{given.coder}",
        "doubtful": f"qualitative code {{0}}{given.coder}",
    }
    notes = {note.kind: note for note in given.counted.notes}
    for kind, command in commands.items():
        if kind in notes:
            first = next(iter(notes[kind].documents), "")
            yield _step(kind, notes[kind].n, notes[kind].documents, command.format(first))
    if given.contradictions:
        yield _step("contradictions", given.contradictions, (), f"qualitative codebook merge{given.by}")


def _to_read(given: Given) -> Iterator[Step]:
    """Documents that nobody coded, or not to the end, or before a code was there, or that several read and nobody settled."""
    pieces, coded = given.counted.pieces, set(given.counted.table["document"])
    open_ones = set(pieces.loc[pieces["rule"] == NOBODY_READ, "document"])
    begun = coded | set(pieces.loc[pieces["rule"] != NOBODY_READ, "document"])
    uncoded = tuple(one for one in given.documents if one not in begun and one not in given.touched)
    uncounted = tuple(one for one in given.documents if one not in begun and one in given.touched)
    unfinished = tuple(one for one in given.documents if one in begun and one in open_ones)
    if unfinished:
        yield _step("unfinished", len(unfinished), unfinished, f"qualitative done {unfinished[0]}{given.by}")
    if uncoded:
        yield _step("uncoded", len(uncoded), uncoded, f"qualitative code {uncoded[0]}{given.coder}")
    if uncounted:
        yield _step("uncounted", len(uncounted), uncounted, f"qualitative code {uncounted[0]}{given.coder}")
    again = tuple(dict.fromkeys(given.again["document"]))
    if again:
        codes = tuple(dict.fromkeys(code for some in given.again["codes"] for code in some))
        yield _step("read-again", len(again), again, f"qualitative code {again[0]}{given.coder}", codes=codes)
    several = tuple(sorted(set(pieces.loc[pieces["rule"] == SEVERAL, "document"])))
    if several:
        yield _step("unsettled", len(several), several, "qualitative agree")


def _from_checks(problems: Sequence[Problem]) -> Iterator[Step]:
    for one in problems:
        sentence = " ".join(f"{one.path}:{one.line}: {one.sentence}".split())
        found = _COMMAND.search(one.sentence)
        yield Step("check", 1, {FALLBACK: sentence}, (one.path,), found[1] if found else "")


def _step(kind: str, n: int, about: tuple[str, ...], command: str = "", codes: tuple[str, ...] = ()) -> Step:
    """A step with its sentence in every language."""
    text = {
        language: TEXTS.say(f"step.{kind}", language, n=n, about=named(about, language), codes=named(codes, language))
        for language in TEXTS[f"step.{kind}"]
    }
    return Step(kind, n, text, about, command)
