"""The rows of the agreement table whose units are segments as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from qualitative.agreement import segments
from qualitative.agreement.chance import Terms, beyond_chance
from qualitative.agreement.continua import Coincidences, coincidences, sampled_coincidences
from qualitative.agreement.question import ANY, FLAT, Question
from qualitative.agreement.reasons import TEXTS, refusal
from qualitative.agreement.row import Row, resamples
from qualitative.agreement.unitizing import Continuum, Unitized, unitized
from qualitative.arrays import Floats, Ints
from qualitative.errors import StatisticError
from qualitative.units import Done, Scale

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["segment_rows"]


def segment_rows(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    coders: tuple[str, ...],
    labels: Mapping[str, Sequence[str]],
    question: Question,
) -> list[Row]:
    """A row for each label, and one for all codes, from segments as such: shares of matching segments, and alpha for unitizing."""
    documents, found = segments.continua(codings, done, coders, labels)
    order = {document: i for i, document in enumerate(dict.fromkeys(documents))}
    owner = np.array([order[document] for document in documents], dtype=int)
    weights = resamples(len(order), question)
    names = tuple(dict.fromkeys(label for members in labels.values() for label in members))
    two = len(coders) == 2
    matches = segments.matches_by_document(documents, found, names, question.threshold) if two else {}
    sums = {name: unitized(found, name) for name in names}
    used = [sums[name] for name in names if name in labels and sums[name].units.sum()]
    single = [matches[name] for name in matches if name in labels]
    made = _Unitized(found, owner, len(coders), weights, question)
    codes = tuple(name for name in names if name in labels)
    gathered = tuple(name for name in names if name not in labels and name != ANY)
    rows = [_segment_row(name, matches.get(name), [sums[name]], owner, weights, question) for name in names]
    rows.append(_segment_row(FLAT, np.sum(single, axis=0) if single else None, used, owner, weights, question))
    for row in rows:
        made.fill(row, codes if row.code in (*codes, FLAT) else gathered if row.code in gathered else ())
    return rows


class _Unitized:
    """Fills rows with the alphas for unitizing of 2016."""

    def __init__(
        self, found: Sequence[Continuum], owner: Ints, coders: int, weights: Floats, question: Question
    ) -> None:
        self._found, self._owner, self._coders = found, owner, coders
        self._weights, self._question = weights, question
        self._known: dict[tuple[str, ...], Coincidences | StatisticError] = {}

    def fill(self, row: Row, beside: tuple[str, ...]) -> None:
        """The row of all values `beside` each other, or of one: alone (u-alpha), and among those beside it ((k)u-alpha)."""
        if row.code == FLAT:
            self._fill(row, "u_alpha", beside, lambda sums: sums.unitizing)
            self._fill(row, "bar_u_alpha", beside, lambda sums: sums.relevance)
            self._fill(row, "cu_alpha", beside, lambda sums: sums.coding)
        else:
            self._fill(row, "u_alpha", (row.code,), lambda sums: sums.unitizing)
            if beside:
                self._fill(row, "ku_alpha", beside, lambda sums: sums.of_value(row.code))
        sums = self._sums(beside) if beside else None
        if isinstance(sums, Coincidences):
            row.extra["coverage"] = sums.coverage(None if row.code == FLAT else row.code)

    def _fill(
        self, row: Row, name: str, values: tuple[str, ...], of: Callable[[Coincidences], Callable[[Floats], Terms]]
    ) -> None:
        sums = self._sums(values)
        row.value(name, partial(_unitized_value, sums, of))
        if isinstance(sums, Coincidences):
            row.resampled(name, partial(sampled_coincidences, of(sums), self._weights), self._weights, self._question)

    def _sums(self, values: tuple[str, ...]) -> Coincidences | StatisticError:
        if values not in self._known:
            try:
                made: Coincidences | StatisticError = coincidences(
                    self._found, self._owner, self._weights.shape[1], self._coders, values
                )
            except StatisticError as reason:
                made = reason
            self._known[values] = made
        return self._known[values]


def _unitized_value(
    sums: Coincidences | StatisticError, of: Callable[[Coincidences], Callable[[Floats], Terms]]
) -> float:
    """May it, and what is it?"""
    if isinstance(sums, StatisticError):
        raise sums
    with np.errstate(divide="ignore", invalid="ignore"):
        found = float(beyond_chance(of(sums)(np.ones(len(sums.length)))))
    if np.isnan(found):
        raise refusal("segments-meet-nowhere")
    return found


def _segment_row(
    label: str,
    matches: Floats | None,
    parts: Sequence[Unitized],
    owner: Ints,
    weights: Floats,
    question: Question,
) -> Row:
    count = sum(float(part.units.sum()) for part in parts)
    with_code = {int(d) for part in parts for d in owner[part.units > 0]}
    row = Row(label, count, weights.shape[1], len(with_code), count)
    row.undefined = dict.fromkeys(("alpha", "kappa"), TEXTS.each("reason.segments-leave-none"))
    row.values = {"alpha": np.nan, "kappa": np.nan}
    for name, (part, whole) in _shares(matches).items():
        row.value(name, partial(_share, name, part, whole))
        row.resampled(name, partial(segments.sampled_share, part, whole, weights), weights, question)
    row.value("alpha_u", partial(_alpha_u, parts, len(owner)))
    row.resampled("alpha_u", partial(segments.sampled_unitized, parts, weights, owner), weights, question)
    return row


def _shares(matches: Floats | None) -> dict[str, tuple[Floats, Floats]]:
    """The parts and wholes of each share; the first coder is the reference."""
    if matches is None:
        return {}
    both, reference, other = matches.T
    return {
        "percent": (both, reference + other - both),
        "precision": (both, other),
        "recall": (both, reference),
        "f1": (2 * both, reference + other),
    }


def _share(name: str, part: Floats, whole: Floats) -> float:
    if not whole.sum():
        raise refusal("no-segment-to-divide-by")
    return float(part.sum() / whole.sum())


def _alpha_u(parts: Sequence[Unitized], documents: int) -> float:
    each = np.ones(documents)
    expected = sum(float(part.expected(each)) for part in parts)
    if not expected > 0:
        raise refusal("no-segment")
    return 1 - sum(float(part.observed(each)) for part in parts) / expected
