"""The rows of the agreement table: counts in, coefficients with intervals or reasons out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.agreement import bootstrap, segments, sets
from qualitative.agreement.chance import varies
from qualitative.agreement.coefficients import Coefficient, coefficients_of
from qualitative.agreement.krippendorff import krippendorffs_alpha
from qualitative.agreement.prevalence import bias_index, prevalence_index
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.unitizing import Unitized, unitized
from qualitative.agreement.variance import analytic_interval
from qualitative.errors import StatisticError
from qualitative.units import Done, Scale, UnitTable, unit_table

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.agreement.table import Question

__all__ = ["SETS", "Row", "segment_rows", "set_row", "unit_rows"]

SETS = "(sets of codes)"
ANSWERS = ("not coded", "coded")
SHARES = ("percent", "precision", "recall", "f1")  # what can't be below 0


@dataclass
class Row:
    """One row: values and intervals by name, and the reason for each that is missing."""

    code: str
    n_units: float
    n_documents: int
    values: dict[str, float] = field(default_factory=dict)
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    extra: dict[str, float] = field(default_factory=dict)
    undefined: dict[str, str] = field(default_factory=dict)
    no_interval: dict[str, str] = field(default_factory=dict)

    def value(self, name: str, compute: Callable[[], float]) -> None:
        """Fill in a coefficient, or why it is undefined."""
        try:
            self.values[name] = compute()
        except StatisticError as reason:
            self.values[name] = np.nan
            self.undefined[name] = str(reason)

    def interval(self, name: str, compute: Callable[[], tuple[float, float]]) -> None:
        """Fill in the interval of a coefficient that is defined, or why there is none."""
        if name in self.undefined:
            return
        try:
            self.intervals[name] = compute()
        except StatisticError as reason:
            self.no_interval[name] = str(reason)

    def as_dict(self, unit: str) -> dict[str, Any]:
        """The row as columns; reasons that several coefficients share are said once."""
        cells: dict[str, Any] = {"code": self.code, "unit": unit, "n_units": int(self.n_units), "n_documents": self.n_documents}
        for name, value in self.values.items():
            low, high = self.intervals.get(name, (np.nan, np.nan))
            cells |= {name: value, f"{name}_low": low, f"{name}_high": high}
        return cells | self.extra | {"undefined": _said_once(self.undefined), "no_interval": _said_once(self.no_interval)}


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
    weights = _weights(len(documents), question)
    chosen = coefficients_of(question.coefficients, len(coders))
    pools: dict[str, list[bootstrap.Sampled]] = {c.name: [] for c in chosen}
    rows, n_most = [], 0.0
    for label, own in zip(table.labels, np.moveaxis(counts, 1, 0), strict=True):
        ratings = Ratings(patterns, ANSWERS, own.sum(0))
        row = Row(label, float(ratings.n), int((own.sum(1) > 0).sum()))
        single = label in labels
        coded = bool(own[:, (patterns == 1).any(1)].sum())
        for c in chosen:
            row.value(c.name, lambda c=c, ratings=ratings: c(ratings))
        if coded:
            resampled = bootstrap.Resampled(patterns, own, weights)
            for c in chosen:
                _unit_interval(row, c, ratings, resampled, weights, question, pools[c.name] if single else None)
        _readings(row, ratings)
        n_most = max(n_most, row.n_units)
        rows.append(row)
    return [_pooled_row(pooled_label, pools, weights, rows, n_most, len(documents), question), *rows]


def segment_rows(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    coders: tuple[str, ...],
    labels: Mapping[str, Sequence[str]],
    question: Question,
    pooled_label: str,
) -> list[Row]:
    """A row for each label, and one for all codes, from segments as such: shares of matching segments, and alpha for unitizing."""
    documents, found = segments.continua(codings, done, coders, labels)
    order = {document: i for i, document in enumerate(dict.fromkeys(documents))}
    owner = np.array([order[document] for document in documents], dtype=int)
    weights = _weights(len(order), question)
    names = tuple(dict.fromkeys(label for members in labels.values() for label in members))
    two = len(coders) == 2
    matches = segments.matches_by_document(documents, found, names, question.threshold) if two else {}
    sums = {name: unitized(found, name) for name in names}
    used = [sums[name] for name in names if name in labels and sums[name].units.sum()]
    single = [matches[name] for name in matches if name in labels]
    rows = [_segment_row(pooled_label, sum(single) if single else None, used, owner, weights, question)]
    rows += [_segment_row(name, matches.get(name), [sums[name]], owner, weights, question) for name in names]
    return rows


def set_row(codings: pd.DataFrame, done: Done, scales: Mapping[str, Scale], coders: tuple[str, ...], question: Question) -> Row:
    """Alpha over whole sets of codes, with Jaccard and MASI distance."""
    try:
        found = sets.set_ratings(codings, done, scales, coders)
    except StatisticError as reason:
        return Row(SETS, 0, 0, {"alpha_jaccard": np.nan, "alpha_masi": np.nan}, undefined={"alpha": str(reason)})
    weights = _weights(len(found.documents), question)
    row = Row(SETS, float(found.ratings.n), len(found.documents))
    for metric in ("jaccard", "masi"):
        name = f"alpha_{metric}"
        row.value(name, lambda metric=metric: krippendorffs_alpha(found.ratings, metric))
        row.interval(name, lambda metric=metric: _resampled(sets.sampled_sets(found, metric, weights), weights, question, name))
    return row


def _unit_interval(
    row: Row,
    c: Coefficient,
    ratings: Ratings,
    resampled: bootstrap.Resampled,
    weights: np.ndarray,
    question: Question,
    pool: list[bootstrap.Sampled] | None,
) -> None:
    if c.name in row.undefined:
        return
    samples = resampled.terms(c.terms)
    if pool is not None:
        pool.append(samples)
    if question.interval == "bootstrap":
        row.interval(c.name, lambda: _resampled(samples, weights, question, c.name))
    elif question.interval == "analytic":
        row.interval(c.name, lambda: analytic_interval(ratings, c.name, row.values[c.name]))


def _pooled_row(
    label: str,
    pools: Mapping[str, list[bootstrap.Sampled]],
    weights: np.ndarray,
    rows: Sequence[Row],
    n_units: float,
    documents: int,
    question: Question,
) -> Row:
    row = Row(label, n_units, documents)
    for name, parts in pools.items():
        row.value(name, lambda parts=parts: _pooled_value(parts))
        if question.interval == "bootstrap" and parts:
            row.interval(name, lambda parts=parts, name=name: _resampled(bootstrap.pooled(parts), weights, question, name))
    return row


def _pooled_value(parts: Sequence[bootstrap.Sampled]) -> float:
    """May it, and what is it?"""
    if not parts:
        raise StatisticError("no code was used where two coders can be compared")
    return float(bootstrap.pooled(parts).values[0])


def _segment_row(
    label: str,
    matches: np.ndarray | None,
    parts: Sequence[Unitized],
    owner: np.ndarray,
    weights: np.ndarray,
    question: Question,
) -> Row:
    count = sum(float(part.units.sum()) for part in parts)
    row = Row(label, count, weights.shape[1])
    row.undefined = dict.fromkeys(("alpha", "kappa"), "segments leave no units that nobody coded; see alpha_u")
    row.values = {"alpha": np.nan, "kappa": np.nan}
    for name, (part, whole) in _shares(matches).items():
        row.value(name, lambda name=name, part=part, whole=whole: _share(name, part, whole))
        if question.interval == "bootstrap":
            row.interval(name, lambda name=name, part=part, whole=whole: _resampled(segments.sampled_share(part, whole, weights), weights, question, name))
    row.value("alpha_u", lambda: _alpha_u(parts, len(owner)))
    if question.interval == "bootstrap":
        row.interval("alpha_u", lambda: _resampled(segments.sampled_unitized(parts, weights, owner), weights, question, "alpha_u"))
    return row


def _shares(matches: np.ndarray | None) -> dict[str, tuple[np.ndarray, np.ndarray]]:
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


def _share(name: str, part: np.ndarray, whole: np.ndarray) -> float:
    if not whole.sum():
        raise StatisticError(f"no segment to divide by: {name} is undefined")
    return float(part.sum() / whole.sum())


def _alpha_u(parts: Sequence[Unitized], documents: int) -> float:
    each = np.ones(documents)
    expected = sum(float(part.expected(each)) for part in parts)
    if not expected > 0:
        raise StatisticError("no coder cut out a segment: alpha for unitizing is undefined")
    return 1 - sum(float(part.observed(each)) for part in parts) / expected


def _resampled(samples: bootstrap.Sampled, weights: np.ndarray, question: Question, name: str) -> tuple[float, float]:
    bootstrap.enough_documents(weights.shape[1])
    return bootstrap.studentised_interval(samples, weights, lowest=0.0 if name in SHARES else -1.0)


def _weights(documents: int, question: Question) -> np.ndarray:
    """The resamples, none where their interval would be refused anyway."""
    enough = documents >= bootstrap.MIN_DOCUMENTS and question.interval == "bootstrap"
    return bootstrap.document_weights(max(documents, 1), question.resamples if enough else 0, question.seed)[:, :documents]


def _by_document(table: UnitTable) -> tuple[list[str], np.ndarray]:
    """(documents, counts): rounds of one document added up, patterns that can't be paired set to none."""
    place = {document: i for i, document in enumerate(dict.fromkeys(table.documents))}
    documents = list(place)
    counts = np.zeros((len(documents), *table.counts.shape[1:]))
    np.add.at(counts, [place[document] for document in table.documents], table.counts)
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


def _said_once(reasons: Mapping[str, str]) -> str:
    by_reason: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        by_reason.setdefault(reason, []).append(name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in by_reason.items())
