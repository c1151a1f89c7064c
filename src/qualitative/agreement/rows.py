"""The rows of the agreement table: counts in, coefficients with intervals or reasons out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from qualitative.agreement import bootstrap
from qualitative.agreement.chance import two_coders, varies
from qualitative.agreement.coefficients import Coefficient, coefficients_of
from qualitative.agreement.prevalence import bias_index, prevalence_index
from qualitative.agreement.question import ALL, FLAT, Question
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.agreement.row import Row, resamples
from qualitative.agreement.variance import Interval, analytic_interval
from qualitative.arrays import Floats, Ints
from qualitative.errors import StatisticError
from qualitative.units import Done, Scale, UnitTable, unit_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["unit_rows"]

ANSWERS = ("not coded", "coded")


def unit_rows(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    coders: tuple[str, ...],
    labels: Mapping[str, Sequence[str]],
    question: Question,
) -> list[Row]:
    """A row for each label, and two for all codes pooled, from units that at least two coders marked done."""
    table = unit_table(codings, done, scales, unit=question.unit, coders=coders, labels=labels)
    documents, counts = _by_document(table)
    asked = coefficients_of(question.coefficients, len(coders))
    alike = {c.name: c.alike for c in asked if len(coders) == 2 and c.alike in {other.name for other in asked}}
    made = _Rows(
        table.patterns, resamples(len(documents), question), question, [c for c in asked if c.name not in alike]
    )
    rows = [
        made.row(label, own, pool=label in labels)
        for label, own in zip(table.labels, np.moveaxis(counts, 1, 0), strict=True)
    ]
    rows += [made.averaged(rows, len(documents)), made.flattened(len(documents))]
    for row in rows if alike else ():
        row.copy(alike, [c.name for c in asked])
    return rows


class _Rows:
    """Makes rows from counts of patterns by document, and keeps what the pooled ones need of the codes that were used."""

    def __init__(self, patterns: Ints, weights: Floats, question: Question, chosen: Sequence[Coefficient]) -> None:
        self.patterns, self.weights, self.question, self.chosen = patterns, weights, question, chosen
        self._given = (patterns == 1).any(1)
        self._pools: dict[str, list[bootstrap.Sampled]] = {c.name: [] for c in chosen}
        self._used: list[Floats] = []  # the counts of each code that somebody gave

    def row(self, label: str, own: Floats, *, pool: bool = False) -> Row:
        """The row of one label; `own[d, p]` counts the units of document d with the answers `patterns[p]`."""
        ratings = Ratings(self.patterns, ANSWERS, own.sum(0))
        given = own[:, self._given].sum(1)
        row = Row(label, float(ratings.n), int((own.sum(1) > 0).sum()), int((given > 0).sum()), float(given.sum()))
        for c in self.chosen:
            row.value(c.name, partial(c, ratings))
        # without a single coding every resample is the same table, and nothing can be pooled
        if given.any():
            resampled = bootstrap.Resampled(self.patterns, own, self.weights)
            for c in self.chosen:
                self._interval(row, c, ratings, resampled, pool)
            self._used += [own] if pool else []
        _readings(row, ratings)
        return row

    def _interval(self, row: Row, c: Coefficient, ratings: Ratings, resampled: bootstrap.Resampled, pool: bool) -> None:
        if c.may is two_coders and ratings.coders != 2:
            return
        samples = resampled.terms(c.terms)
        # a code that both gave everywhere has no coefficient of its own and its place in the averages: observed and expected are both 1
        if pool:
            self._pools[c.name].append(samples)
        if c.name in row.undefined:
            return
        if self.question.interval != "analytic":
            row.resampled(c.name, lambda: samples, self.weights, self.question)
        else:
            row.interval(c.name, partial(_analytic, c, ratings, row.values[c.name]))

    def averaged(self, rows: Sequence[Row], documents: int) -> Row:
        """All codes by De Vries: observed and expected agreement averaged over the codes that were used."""
        row = Row(
            ALL,
            max((row.n_units for row in rows), default=0.0),
            documents,
            max((row.n_coded_documents for row in rows), default=0),
            sum(float(own[:, self._given].sum()) for own in self._used),
        )
        for name, parts in self._pools.items():
            found = bootstrap.pooled(parts) if parts else None
            row.value(name, partial(_pooled_value, found))
            if found is not None:
                row.resampled(name, partial(_same, found), self.weights, self.question)
        return row

    def flattened(self, documents: int) -> Row:
        """All codes as one table: each unit once for each code that was used."""
        if not self._used:
            row = Row(FLAT, 0, documents, 0)
            for c in self.chosen:
                row.value(c.name, partial(_pooled_value, None))
            return row
        own = np.sum(self._used, axis=0)
        ratings = Ratings(self.patterns, ANSWERS, own.sum(0))
        given = own[:, self._given].sum(1)
        row = Row(FLAT, float(ratings.n), documents, int((given > 0).sum()), float(given.sum()))
        resampled = bootstrap.Resampled(self.patterns, own, self.weights)
        for c in self.chosen:
            row.value(c.name, partial(c, ratings))
            if c.name not in row.undefined:
                row.resampled(c.name, partial(resampled.terms, c.terms), self.weights, self.question)
        return row


def _analytic(c: Coefficient, ratings: Ratings, value: float) -> Interval:
    """May it, and what is it?"""
    if c.variance is None:
        raise refusal("no-analytic")
    return analytic_interval(ratings, c.variance, value)


def _pooled_value(found: bootstrap.Sampled | None) -> float:
    """May it, and what is it?"""
    if found is None:
        raise refusal("no-code")
    value = float(found.values[0])
    if np.isnan(value):
        raise refusal("all-alike")
    return value


def _same(found: bootstrap.Sampled) -> bootstrap.Sampled:
    return found


def _by_document(table: UnitTable) -> tuple[list[str], Floats]:
    """(documents, counts): rounds of one document added up, patterns that can't be paired set to none."""
    place = {document: i for i, document in enumerate(dict.fromkeys(table.documents))}
    documents = list(place)
    counts = np.zeros((len(documents), *table.counts.shape[1:]))
    np.add.at(counts, [place[document] for document in table.documents], table.counts)
    # one answer pairs with nothing: it would only move the margins of some coefficients and not of others
    counts[..., (table.patterns >= 0).sum(1) < 2] = 0
    filled = counts.sum((1, 2)) > 0
    return [document for document, full in zip(documents, filled, strict=True) if full], counts[filled]


def _readings(row: Row, ratings: Ratings) -> None:
    """What helps to read a kappa: prevalence and bias, where units can be compared at all."""
    try:
        varies(ratings)
    except StatisticError:
        return
    row.extra = {"prevalence_index": prevalence_index(ratings), "bias_index": bias_index(ratings)}
