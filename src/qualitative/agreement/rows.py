"""The rows of the agreement table: counts in, coefficients with intervals or reasons out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from qualitative.agreement import bootstrap
from qualitative.agreement.chance import varies
from qualitative.agreement.coefficients import Coefficient, coefficients_of
from qualitative.agreement.prevalence import bias_index, prevalence_index
from qualitative.agreement.question import Question
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.row import Row, resamples
from qualitative.agreement.variance import Interval, analytic_interval
from qualitative.arrays import Floats
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
    pooled_label: str,
) -> list[Row]:
    """A row for each label, and one for all codes pooled, from units that at least two coders marked done."""
    table = unit_table(codings, done, scales, unit=question.unit, coders=coders, labels=labels)
    documents, counts = _by_document(table)
    patterns = table.patterns
    weights = resamples(len(documents), question)
    asked = coefficients_of(question.coefficients, len(coders))
    alike = {c.name: c.alike for c in asked if len(coders) == 2 and c.alike in {other.name for other in asked}}
    chosen = [c for c in asked if c.name not in alike]
    pools: dict[str, list[bootstrap.Sampled]] = {c.name: [] for c in chosen}
    rows, n_most = [], 0.0
    for label, own in zip(table.labels, np.moveaxis(counts, 1, 0), strict=True):
        ratings = Ratings(patterns, ANSWERS, own.sum(0))
        with_code = own[:, (patterns == 1).any(1)].sum(1) > 0
        row = Row(label, float(ratings.n), int((own.sum(1) > 0).sum()), int(with_code.sum()))
        single = label in labels
        for c in chosen:
            row.value(c.name, partial(c, ratings))
        # without a single coding every resample is the same table, and nothing can be pooled
        if with_code.any():
            resampled = bootstrap.Resampled(patterns, own, weights)
            for c in chosen:
                _unit_interval(row, c, ratings, resampled, weights, question, pools[c.name] if single else None)
        _readings(row, ratings)
        n_most = max(n_most, row.n_units)
        rows.append(row)
    rows.insert(0, _pooled_row(pooled_label, pools, weights, rows, n_most, len(documents), question))
    for row in rows if alike else ():
        row.copy(alike, [c.name for c in asked])
    return rows


def _unit_interval(
    row: Row,
    c: Coefficient,
    ratings: Ratings,
    resampled: bootstrap.Resampled,
    weights: Floats,
    question: Question,
    pool: list[bootstrap.Sampled] | None,
) -> None:
    if c.name in row.undefined:
        return
    samples = resampled.terms(c.terms)
    if pool is not None:
        pool.append(samples)
    if question.interval != "analytic":
        row.resampled(c.name, lambda: samples, weights, question)
    else:
        row.interval(c.name, partial(_analytic, c, ratings, row.values[c.name]))


def _analytic(c: Coefficient, ratings: Ratings, value: float) -> Interval:
    """May it, and what is it?"""
    if c.variance is None:
        raise StatisticError("no analytic interval is known; use interval='bootstrap'")
    return analytic_interval(ratings, c.variance, value)


def _pooled_row(
    label: str,
    pools: Mapping[str, list[bootstrap.Sampled]],
    weights: Floats,
    rows: Sequence[Row],
    n_units: float,
    documents: int,
    question: Question,
) -> Row:
    row = Row(label, n_units, documents, max((row.n_coded_documents for row in rows), default=0))
    for name, parts in pools.items():
        found = bootstrap.pooled(parts) if parts else None
        row.value(name, partial(_pooled_value, found))
        if found is not None:
            row.resampled(name, partial(_same, found), weights, question)
    return row


def _pooled_value(found: bootstrap.Sampled | None) -> float:
    """May it, and what is it?"""
    if found is None:
        raise StatisticError("no code was used where two coders can be compared")
    return float(found.values[0])


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
