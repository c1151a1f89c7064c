"""How large a share has a code: what may be said from a recorded random draw, and how sure it is. Pure.

Three shares, which are three questions:

- `corpus`: of the passages of this corpus. The draw alone makes it uncertain, whatever hangs together within documents, and it says nothing
  beyond the corpus; so it is legitimate in a study whose documents were chosen on purpose (Cochran 1977, Sampling techniques, ch. 2 and 7).
- `persons`: of the persons who speak in this corpus, those in whom it occurs. It needs a draw of persons, each read whole.
- `documents`: of the passages of documents like these. Documents are what varies, so it needs documents that were drawn at random, and ten.

Predictions help without moving the estimate: the mean of the predictions over all passages, plus the mean error of the predictions on the
draw (prediction-powered inference, Angelopoulos, Duchi & Zrnic 2023, PPI++; the difference estimator of survey sampling). How much they count is chosen so
that the interval is narrowest. `benchmarks/prevalence.py` measures coverage and width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from qualitative.analysis.intervals import exact_interval, logit_interval, wilson_interval
from qualitative.analysis.texts import TEXTS
from qualitative.arrays import Floats
from qualitative.errors import StatisticError

__all__ = ["FEWEST", "FEWEST_DOCUMENTS", "OF", "Share", "corpus_share", "documents_share", "persons_share"]

OF = ("corpus", "persons", "documents")
# positives in the draw, or passages without the code, below which predictions can't be weighed: coverage falls under 93 %
FEWEST = 10
FEWEST_DOCUMENTS = 10
WIDER = 1.02  # than the human interval: beyond this, help is none


class Share(NamedTuple):
    """A share from the draw alone (`human`, with its ends) and the estimate to report, with how it came about and, by language, why not otherwise."""

    positives: int
    drawn: int
    human: float
    human_low: float
    human_high: float
    estimate: float
    low: float
    high: float
    method: str
    reason: Mapping[str, str]

    @property
    def width(self) -> float:
        """How wide the human interval is."""
        return self.human_high - self.human_low


def corpus_share(given: Floats, size: int, unseen: Floats | None = None, everywhere: float = 0.0) -> Share:
    """The share of all `size` passages of a corpus, from a simple random draw without replacement.

    `given` is 1 or 0 for each drawn passage, `unseen` what was predicted for it by what did not see it, `everywhere` the mean prediction of
    all passages. The human interval is Wilson's, of as many draws as n / (1 - n / N) with replacement would be worth.
    """
    drawn, positives = len(given), int(given.sum())
    if not 2 <= drawn <= size:
        raise StatisticError(f"{drawn} of {size} passages are no draw; draw two or more, and at most all")
    share = positives / drawn
    left = 1 - drawn / size  # what is coded is known: only the rest is uncertain
    low, high = wilson_interval(positives, drawn) if left else (share, share)
    if left:
        worth = drawn / left
        low, high = wilson_interval(share * worth, worth)
    human = Share(positives, drawn, share, low, high, share, low, high, "human only", _too_few(positives, drawn))
    if human.reason or unseen is None or not left:
        return human
    weight, errors = _weighed(given, unseen)
    # two things were fitted, the weight and the mean
    remains = float((errors**2).sum() / (drawn - 2) / given.var(ddof=1))
    if remains >= 1:
        return human._replace(reason=TEXTS["prevalence.reason.little"])
    estimate = min(max(share + weight * (everywhere - float(unseen.mean())), 0.0), 1.0)
    worth = drawn / left / max(remains, 1e-9)
    return _helped(human, estimate, *wilson_interval(estimate * worth, worth))


def persons_share(positives: int, drawn: int, size: int) -> Share:
    """The share of `size` persons in whom the code occurs, from a simple random draw of persons who were read whole; an exact interval."""
    low, high = exact_interval(positives, drawn, size)
    share = positives / drawn
    return Share(positives, drawn, share, low, high, share, low, high, "human only", {})


def documents_share(
    given: Floats,
    places: Sequence[int],
    all_places: Sequence[int],
    unseen: Floats | None = None,
    everywhere: Floats | None = None,
) -> Share:
    """The share of passages in documents like these, from passages drawn at random out of documents that were.

    `places` numbers the document of each drawn passage, `all_places` that of each passage of the corpus; `everywhere` holds the
    predictions of all passages. Raises StatisticError below ten documents.
    """
    drawn, positives = len(given), int(given.sum())
    documents = len(set(places))
    if documents < FEWEST_DOCUMENTS:
        raise StatisticError(TEXTS.each("prevalence.few-documents", n=documents, fewest=FEWEST_DOCUMENTS))
    share, few = positives / drawn, _too_few(positives, drawn)
    between = _clustered((given - share) / drawn, places)
    # of a few positives it can't be seen how they cluster: at the least as passages drawn one by one do
    low, high = logit_interval(share, between, documents, drawn, independent=bool(few))
    human = Share(positives, drawn, share, low, high, share, low, high, "human only", few)
    if few or unseen is None or everywhere is None:
        return human
    weight, errors = _weighed(given, unseen)
    estimate = min(max(share + weight * float(everywhere.mean() - unseen.mean()), 0.0), 1.0)
    moves = np.concatenate([errors / drawn, weight * (everywhere - everywhere.mean()) / len(everywhere)])
    variance = _clustered(moves, [*places, *all_places])
    return _helped(human, estimate, *logit_interval(estimate, variance, len(set(all_places)), drawn))


def _too_few(positives: int, drawn: int) -> Mapping[str, str]:
    if positives < FEWEST:
        return TEXTS.each("prevalence.reason.few-with", n=positives, fewest=FEWEST)
    if drawn - positives < FEWEST:
        return TEXTS.each("prevalence.reason.few-without", n=drawn - positives, fewest=FEWEST)
    return {}


def _weighed(given: Floats, unseen: Floats) -> tuple[float, Floats]:
    """How much the predictions count, between none and all (what leaves least of the spread: power tuning), and what they leave, centred."""
    spread = unseen.var(ddof=1)
    weight = float(np.clip(np.cov(given, unseen)[0, 1] / spread, 0, 1)) if spread > 0 else 0.0
    errors = given - weight * unseen
    return weight, errors - errors.mean()


def _helped(human: Share, estimate: float, low: float, high: float) -> Share:
    """The share with predictions, unless they make the interval wider than the human one."""
    if high - low > WIDER * human.width:
        return human._replace(reason=TEXTS["prevalence.reason.wider"])
    return human._replace(estimate=estimate, low=low, high=high, method="with suggestions")


def _clustered(moves: Floats, places: Sequence[int]) -> float:
    """The variance of a sum whose terms vary together within a document."""
    _, number = np.unique(np.asarray(places), return_inverse=True)
    sums = np.bincount(number, weights=moves)
    clusters = len(sums)
    return float((sums**2).sum() * clusters / max(clusters - 1, 1))
