"""What stands of the codings although something is odd with it: one coder's doubles, and that nothing is marked done."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.checks.problem import DOUBTFUL, NEXT, Parts, Problem
from qualitative.corpus.files import shown
from qualitative.model import Coding

__all__ = ["check_done", "check_doubles"]


def check_doubles(parts: Parts) -> Iterator[Problem]:
    """Each coding by which one coder gave, in one round, a code to words to which it already stood."""
    first: dict[tuple[str, str, str, int, int, int], Coding] = {}
    for coding in sorted(parts.state.codings.values() if parts.state else (), key=lambda one: one.id):
        place = (coding.coder, coding.document, coding.code, coding.start, coding.end, coding.round)
        other = first.setdefault(place, coding)
        if other is not coding:
            path = shown(parts.folder.event_file(coding.coder, coding.document), parts.root)
            told = f"{coding.coder} gave {coding.code} twice to the same words, {coding.start}:{coding.end} (codings {other.id} and {coding.id}); retract one"
            yield Problem(path, 1, told, DOUBTFUL)


def check_done(parts: Parts) -> Iterator[Problem]:
    """That texts were coded and none of them is marked done, so that nothing can be called absent."""
    state = parts.state
    if state is not None and state.codings and not state.done_events:
        documents = len({coding.document for coding in state.codings.values()})
        told = f"{documents} document{'s are' if documents > 1 else ' is'} coded and none is marked done, so nothing can be called absent; mark as done what was read to the end"
        yield Problem("corpus/codings", 1, told, NEXT)
