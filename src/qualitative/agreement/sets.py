"""Agreement over whole sets of codes: what every coder gave to a unit, taken together.

Alpha with a distance between sets (`distances.jaccard`, `distances.masi`), so that {fund, barrier} against {fund} counts as half right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from qualitative.agreement import krippendorff
from qualitative.agreement.bootstrap import Sampled
from qualitative.agreement.distances import distance
from qualitative.agreement.question import SETS, Question
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.agreement.row import Row, resamples
from qualitative.arrays import Floats, Ints
from qualitative.errors import StatisticError
from qualitative.units import Done, Scale

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MAX_SETS", "SetRatings", "sampled_sets", "set_ratings", "set_row"]

MAX_SETS = 2000  # the distances are a matrix of sets by sets; beyond this they take more memory than they are worth
Event = tuple[int, int, int, str | None, bool]  # position, step, coder, code (None: marked done), blind


@dataclass(frozen=True)
class SetRatings:
    """Ratings whose categories are sets of codes; `owner[u]` is the place in `documents` that row u comes from."""

    ratings: Ratings
    owner: Ints
    documents: tuple[str, ...]

    def by_document(self, values: Floats) -> Floats:
        """Rows of `values`, weighted, added up by document."""
        total = np.zeros((len(self.documents), *values.shape[1:]))
        weights = self.ratings.weights.reshape(-1, *[1] * (values.ndim - 1))
        np.add.at(total, self.owner, values * weights)
        return total


def set_row(
    codings: pd.DataFrame, done: Done, scales: Mapping[str, Scale], coders: tuple[str, ...], question: Question
) -> Row:
    """Alpha over whole sets of codes, with Jaccard and MASI distance."""
    try:
        found = set_ratings(codings, done, scales, coders)
    except StatisticError as reason:
        values = {"alpha_jaccard": np.nan, "alpha_masi": np.nan}
        return Row(SETS, 0, 0, 0, values=values, undefined={"alpha": reason.texts})
    weights = resamples(len(found.documents), question)
    some = np.array([bool(codes) for codes in found.ratings.categories] + [False])[found.ratings.values].any(1)
    coded = float(found.ratings.weights @ some)
    row = Row(SETS, float(found.ratings.n), len(found.documents), len(found.documents), coded)
    for metric in ("jaccard", "masi"):
        name = f"alpha_{metric}"
        row.value(name, partial(krippendorff.krippendorffs_alpha, found.ratings, metric))
        row.resampled(name, partial(sampled_sets, found, metric, weights), weights, question)
    return row


def set_ratings(codings: pd.DataFrame, done: Done, scales: Mapping[str, Scale], coders: Sequence[str]) -> SetRatings:
    """The sets of codes that each coder gave, over units that at least two marked done; rounds are kept apart.

    Raises StatisticError where there are more different sets than can be compared.
    """
    known: dict[frozenset[str], int] = {}
    rows: Counter[tuple[str, tuple[int, ...]]] = Counter()
    for document, events in _iter_events(codings, done, scales, coders):
        for length, answers in _stretches(sorted(events, key=itemgetter(0)), len(coders)):
            if sum(answer is not None for answer in answers) >= 2:
                given = tuple(-1 if answer is None else known.setdefault(answer, len(known)) for answer in answers)
                rows[document, given] += length
        if len(known) > MAX_SETS:
            raise refusal("many-sets", n=MAX_SETS)
    documents = {document: i for i, document in enumerate(dict.fromkeys(document for document, _ in rows))}
    values = np.array([answers for _, answers in rows], dtype=int).reshape(-1, len(coders))
    ratings = Ratings(values, tuple(known), np.array(list(rows.values()), dtype=float))
    return SetRatings(ratings, np.array([documents[document] for document, _ in rows], dtype=int), tuple(documents))


def sampled_sets(sets: SetRatings, metric: str, weights: Floats) -> Sampled:
    """Alpha in the data and in each resample of documents, and by how much each document moves it (derivatives of D_o and D_e)."""
    ratings = sets.ratings
    delta = distance(metric)(ratings.categories, np.zeros(len(ratings.categories)))
    spread = sets.by_document(krippendorff.unit_disagreement(ratings, delta))
    values = sets.by_document(ratings.counts * ratings.pairable[:, None])
    n_k = weights @ values
    n, far = n_k.sum(1, keepdims=True), n_k @ delta
    observed = (weights @ spread)[:, None] / n
    expected = (far * n_k).sum(1, keepdims=True) / (n * (n - 1))
    own = values.sum(1)
    moves_observed = (spread - observed * own) / n
    moves_expected = (2 * far @ values.T - expected * (2 * n - 1) * own) / (n * (n - 1))
    return Sampled(1 - observed[:, 0], 1 - expected[:, 0], -moves_observed, -moves_expected, np.eye(len(own)))


def _iter_events(
    codings: pd.DataFrame, done: Done, scales: Mapping[str, Scale], coders: Sequence[str]
) -> Iterator[tuple[str, list[Event]]]:
    """(document, where its ranges begin and end), one document and round at a time."""
    place = {coder: i for i, coder in enumerate(coders)}
    codings = codings[codings["coder"].isin(place)]
    groups = codings.groupby(["document", "round"]).indices
    for document, round in sorted({(d, r) for c, d, r in done if c in place and d in scales}):
        events: list[Event] = []
        scale = scales[document]
        for coder in coders:
            edges = np.array(done.get((coder, document, round), ())).reshape(-1, 2)
            for ends in zip(*scale.within(*edges.T), strict=True):
                _add(events, ends, place[coder], None, True)
        own = codings.iloc[groups.get((document, round), [])]
        ranges = zip(*scale.touched(own["start"].to_numpy(), own["end"].to_numpy()), strict=True)
        for ends, coder, code, blind in zip(ranges, own["coder"], own["code"], own["blind"], strict=True):
            _add(events, ends, place[coder], code, blind)
        yield document, events


def _add(events: list[Event], ends: tuple[int, int], coder: int, code: str | None, blind: bool) -> None:
    if ends[0] < ends[1]:
        events += [(ends[0], 1, coder, code, blind), (ends[1], -1, coder, code, blind)]


def _stretches(events: Sequence[Event], coders: int) -> Iterator[tuple[int, list[frozenset[str] | None]]]:
    """(length, each coder's set, None where missing) between neighbouring ends."""
    open_codes: list[Counter[str]] = [Counter() for _ in range(coders)]
    done, seen = [0] * coders, [0] * coders
    place = events[0][0] if events else 0
    for position, step, coder, code, blind in events:
        # all events at one position are taken in before the next stretch is measured
        if position > place:
            answers = [frozenset(+open_codes[c]) if done[c] > 0 and not seen[c] else None for c in range(coders)]
            yield position - place, answers
            place = position
        if code is None:
            done[coder] += step
        elif blind:
            open_codes[coder][code] += step
        else:
            seen[coder] += step
