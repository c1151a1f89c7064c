"""The rows of the agreement table whose units are segments as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from qualitative.agreement import segments
from qualitative.agreement.question import FLAT, Question
from qualitative.agreement.row import Row, resamples
from qualitative.agreement.unitizing import Unitized, unitized
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
    rows = [_segment_row(FLAT, np.sum(single, axis=0) if single else None, used, owner, weights, question)]
    rows += [_segment_row(name, matches.get(name), [sums[name]], owner, weights, question) for name in names]
    return rows


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
    row.undefined = dict.fromkeys(("alpha", "kappa"), "segments leave no units that nobody coded; see alpha_u")
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
        raise StatisticError(f"no segment to divide by: {name} is undefined")
    return float(part.sum() / whole.sum())


def _alpha_u(parts: Sequence[Unitized], documents: int) -> float:
    each = np.ones(documents)
    expected = sum(float(part.expected(each)) for part in parts)
    if not expected > 0:
        raise StatisticError("no coder cut out a segment: alpha for unitizing is undefined")
    return 1 - sum(float(part.observed(each)) for part in parts) / expected
