"""Which way of counting fits the spans of an import best. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from qualitative.exchange.conventions import LINE_ENDS, UNITS, Convention, CountedText
from qualitative.exchange.quotes import Quote, fits

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Score", "best_convention"]

ENOUGH = 3  # spans that decide without quotes
Spans = tuple[CountedText, "np.ndarray", "np.ndarray", Sequence[Quote | None]]


@dataclass(frozen=True)
class Score:
    """The way taken, its counts, `ties` with it that place some span elsewhere, and the second best with its tight spans."""

    convention: Convention
    spans: int
    quoted: int
    quotes: int
    tight: int
    edges: int
    ties: tuple[Convention, ...] = ()
    differing: int = 0
    assumed: bool = False
    second: tuple[Convention, int] | None = None


@dataclass(frozen=True)
class _Tried:
    conventions: list[Convention]  # all that give these places
    places: np.ndarray
    counts: tuple[int, int, int]


def best_convention(documents: Sequence[Spans], wished: Convention | None, usual: Convention | None) -> Score:
    """The way for all spans at once: the best by its counts; of ways with equal counts the producer's usual one, else the simplest."""
    quoted = sum(quote is not None for *_, quotes in documents for quote in quotes)
    spans = sum(len(starts) for _, starts, _, _ in documents)
    tried = _tried(documents, [wished] if wished is not None else _candidates(documents))
    best = max(one.counts for one in tried)
    top = [one for one in tried if one.counts == best]
    is_assumed = wished is None and spans < ENOUGH and best[0] == 0
    chosen = _usual(tried if is_assumed and usual else top, usual) or top[0]
    ties = [one for one in top if one is not chosen]
    rest = [one for one in tried if one not in top]
    unit = chosen.conventions[0].unit
    others = [one for one in rest if all(way.unit != unit for way in one.conventions)]
    second = max(others or rest, key=lambda one: one.counts, default=None)
    return Score(
        _named(chosen, usual),
        spans,
        quoted,
        *chosen.counts,
        ties=tuple(one.conventions[0] for one in ties),
        differing=max((int((one.places != chosen.places).any(axis=0).sum()) for one in ties), default=0),
        assumed=is_assumed,
        second=(second.conventions[0], second.counts[1]) if second else None,
    )


def _candidates(documents: Sequence[Spans]) -> list[Convention]:
    """All ways that can differ on these texts, the simplest first."""
    has_bom = any(text.has_bom for text, *_ in documents)
    ends = [one for one in LINE_ENDS if one != "nfc" or not all(text.is_composed for text, *_ in documents)]
    return [
        Convention(unit, end, bom, inclusive)
        for inclusive, bom, end, unit in product((False, True), (False, True)[: 1 + has_bom], ends, UNITS)
    ]


def _tried(documents: Sequence[Spans], candidates: list[Convention]) -> list[_Tried]:
    """The candidates with their counts; those that give the same places are one."""
    import numpy as np

    found: dict[bytes, _Tried] = {}
    for convention in candidates:
        begins, ends, valid = [], [], []
        for text, starts, stops, _ in documents:
            begin, end, is_valid, _ = text.placed(starts, stops, convention)
            begins.append(np.where(is_valid, begin, -1))
            ends.append(np.where(is_valid, end, -1))
            valid.append(is_valid)
        places = np.vstack([np.concatenate(begins), np.concatenate(ends)])
        key = places.tobytes()
        if key in found:
            found[key].conventions.append(convention)
        else:
            found[key] = _Tried([convention], places, _counts(documents, begins, ends, valid))
    return list(found.values())


def _counts(
    documents: Sequence[Spans], begins: list[np.ndarray], ends: list[np.ndarray], valid: list[np.ndarray]
) -> tuple[int, int, int]:
    quotes = tight = on_edges = 0
    for (text, _, _, quoted), begin, end, is_valid in zip(documents, begins, ends, valid, strict=True):
        start, stop = begin[is_valid], end[is_valid]
        edges, space = text.edges
        on = edges[start] & edges[stop]
        on_edges += int(on.sum())
        tight += int((on & ~space[start] & ~space[stop - 1]).sum())
        for n, quote in enumerate(quoted):
            if quote is not None and is_valid[n]:
                quotes += fits(quote, text.ours[begin[n] : end[n]])
    return quotes, tight, on_edges


def _usual(tried: list[_Tried], usual: Convention | None) -> _Tried | None:
    return next((one for one in tried if usual in one.conventions), None)


def _named(chosen: _Tried, usual: Convention | None) -> Convention:
    return usual if usual in chosen.conventions and usual is not None else chosen.conventions[0]
