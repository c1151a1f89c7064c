"""Which cause changed what: differences of a report joined with what changed in the study. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from qualitative.reports.published.causes import Cause
from qualitative.reports.published.differences import Change

__all__ = ["Traced", "moved_segments", "trace"]

Segments = Mapping[str, Mapping[str, str]]
Traced = tuple[Change, tuple[int, ...]]


def moved_segments(old: Segments, new: Segments) -> dict[str, str]:
    """Segments of the same codings at another place: old id to new id. A text that was corrected moves what stands after."""
    place = {coding: segment for segment, codings in new.items() for coding in codings}
    moved: dict[str, str] = {}
    for segment, codings in old.items():
        now = {place[coding] for coding in codings if coding in place}
        if segment not in new and len(now) == 1 and not now & set(old) and not now & set(moved.values()):
            moved[segment] = now.pop()
    return moved


def trace(changes: Sequence[Change], causes: Sequence[Cause], old: Segments, new: Segments) -> list[Traced]:
    """Each change with the places in `causes` of what made it. `old` and `new` give the codings of segments, with new ids."""
    return [(change, tuple(_found(change, causes, old, new))) for change in changes]


def _found(change: Change, causes: Sequence[Cause], old: Segments, new: Segments) -> list[int]:
    """The nearest kind of reason that applies: these codings, these codes, this text, this table, else whatever could be."""
    before = {coding: code for segment in change.segments for coding, code in old.get(segment, {}).items()}
    after = {coding: code for segment in change.segments for coding, code in new.get(segment, {}).items()}
    codings = {coding for coding in (*before, *after) if before.get(coding) != after.get(coding)} or {*before, *after}
    named = {code for one in (before, after) for coding, code in one.items() if coding in codings}
    documents = {segment.rpartition(".")[0] for segment in change.segments}
    tests: tuple[Callable[[Cause], bool], ...] = (
        lambda cause: bool(cause.codings & codings),
        lambda cause: bool(cause.codes & named),
        lambda cause: bool(cause.labels) and _is_named(change, cause.labels),
        lambda cause: bool(cause.documents & documents),
    )
    for test in tests:
        found = [n for n, cause in enumerate(causes) if test(cause)]
        if found:
            return found
    counted = [n for n, cause in enumerate(causes) if cause.counted]
    return list(range(len(causes))) if change.block.startswith("audit") or not counted else counted


def _is_named(change: Change, labels: Collection[str]) -> bool:
    words = change.text
    return any(
        change.block.startswith(label) or f"[{label}]" in words or f" {label}." in f" {words}" or f", {label}" in words
        for label in labels
    )
