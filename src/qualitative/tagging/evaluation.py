"""How good the suggestions are: cross-validation that leaves whole documents out, with intervals and a learning curve."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.errors import TaggerError
from qualitative.i18n import READ
from qualitative.tagging.context import Context, picked
from qualitative.tagging.embeddings import Embedder
from qualitative.tagging.folds import folds_of
from qualitative.tagging.metrics import average_precision, calibration_error, macro_f1
from qualitative.tagging.tagger import Tagger
from qualitative.tagging.vector_store import kept_embeddings

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codebook.tree import Codebook

__all__ = ["Evaluation", "evaluation"]

FEW = 10  # examples of a code below which its figures say little
RESAMPLES = 200
SIZES = (0, 8, 16, 32, 64, 128, 256, 512)
SHOWN = (0.2, 0.5, 0.8)  # probabilities from which on suggestions are counted
CODES = [
    "code",
    "examples",
    "precision",
    "precision_low",
    "precision_high",
    "recall",
    "recall_low",
    "recall_high",
    "average_precision",
    "low",
    "high",
    "expected",
    "calibration",
]


@dataclass(frozen=True)
class Evaluation:
    """How good suggestions are on documents that the tagger did not see; `_low` and `_high` end 95% intervals over documents.

    `codes`, one row a code: examples (sentences with it), precision and recall at its own threshold, average precision (`low`, `high`),
    `expected` (how many sentences its probabilities add up to) and its calibration error. `shown`, one row a probability: suggestions from
    there on, the share that was right. `curve`: quality by number of coded sentences. `calibration`: the error over all codes and sentences,
    which is small where most codes are rare. `warnings`: one sentence for each code with too few examples.
    """

    codes: pd.DataFrame
    curve: pd.DataFrame
    calibration: float
    warnings: list[str]
    shown: pd.DataFrame

    def __str__(self) -> str:
        parts = [table.to_string(index=False, float_format="{:.2f}".format) for table in (self.codes, self.shown)]
        curve = self.curve.round(3).to_string(index=False)
        said = self.warnings
        if len(said) > 3:
            few = [f"{code} ({examples})" for code, examples in _few(self.codes)]
            said = [
                f"{len(few)} codes have fewer than {FEW} coded sentences, and their figures may be chance: {', '.join(few)}"
            ]
        return "\n".join(["\n\n".join([*parts, curve]), f"\ncalibration error {self.calibration:.3f}", *said])


@dataclass(frozen=True)
class _Coded:
    """The texts that the tagger is tried on, with what is known of each."""

    texts: Sequence[str]
    codes: Sequence[Collection[str]]
    documents: Sequence[str]
    context: Sequence[Context] | None
    asked: Sequence[Collection[str] | None] | None

    def train(self, tagger: Tagger, rows: np.ndarray) -> None:
        """Fit `tagger` on the texts numbered `rows`."""
        tagger.fit(
            picked(self.texts, rows),
            picked(self.codes, rows),
            picked(self.documents, rows),
            context=picked(self.context, rows),
            decided=picked(self.asked, rows),
        )

    def predicted(self, tagger: Tagger, rows: np.ndarray) -> np.ndarray:
        """The probabilities of the texts numbered `rows`."""
        return tagger.predict_proba(picked(self.texts, rows), picked(self.context, rows))


def evaluation(
    codebook: Codebook | Iterable[Mapping[str, Any]],
    texts: Sequence[str],
    codes: Sequence[Collection[str]],
    documents: Sequence[str],
    folds: int = 5,
    seed: int = 0,
    context: Sequence[Context] | None = None,
    embeddings: str | Path | Embedder | None = None,
    languages: Sequence[str] = READ,
    asked: Sequence[Collection[str] | None] | None = None,
) -> Evaluation:
    """Each text is judged by a tagger that saw no text of its document; intervals resample documents. `context`, `embeddings`
    and `languages`: see Tagger. `asked` are the codes of which it is known whether each text has them (None: all): of others it is no example.

    Raises TaggerError where the texts are of fewer than two documents, for then none can be left out.
    """
    import pandas as pd

    texts, codes, documents = list(texts), list(codes), list(documents)
    if len(set(documents)) < 2:
        raise TaggerError(
            f"the texts are of {len(set(documents)) or 'no'} document; give texts of at least two, so that one can be left out"
        )
    tagger = Tagger(codebook, embeddings=kept_embeddings(None, embeddings), languages=languages)
    usable = set(tagger.codes_)
    coded = _Coded(texts, [frozenset(given) & usable for given in codes], documents, context, asked)
    given = tagger.model_.prior.labels(coded.codes, len(texts)).astype(bool)
    judged = _judged(tagger.codes_, given, asked)
    fold = folds_of(documents, len(texts), folds, seed)
    p, said = np.zeros(given.shape), np.zeros(given.shape, dtype=bool)
    for left in np.unique(fold):
        coded.train(tagger, np.flatnonzero(fold != left))
        out = fold == left
        p[out] = coded.predicted(tagger, np.flatnonzero(out))
        said[out] = (p[out] >= tagger.thresholds_) & judged[out]
    drawn = _draws(documents, seed)
    intervals = _intervals(given, said, documents, drawn)
    rows = [
        _row(code, given[:, c], said[:, c], p[:, c], judged[:, c], intervals[c], drawn, documents)
        for c, code in enumerate(tagger.codes_)
        if given[:, c].any()
    ]
    table = pd.DataFrame(rows, columns=CODES)
    few = [
        f"{code} has {n} coded sentence{'s' if n > 1 else ''}, fewer than {FEW}: its figures may be chance"
        for code, n in _few(table)
    ]
    curve = _curve(tagger, coded, given, judged, fold, seed)
    shown = _shown(given, np.where(judged, p, 0.0), documents, drawn)
    return Evaluation(table, curve, calibration_error(given[judged], p[judged]), few, shown)


def _judged(codes: Sequence[str], given: np.ndarray, asked: Sequence[Collection[str] | None] | None) -> np.ndarray:
    """Texts × codes: of which it is known whether the text has the code."""
    if asked is None:
        return np.ones(given.shape, dtype=bool)
    known = [[some is None or code in some for code in codes] for some in asked]
    judged: np.ndarray = np.array(known, dtype=bool).reshape(given.shape) | given
    return judged


def _few(codes: pd.DataFrame) -> list[tuple[str, int]]:
    """(code, examples) of the codes with few of them."""
    counted = zip(codes["code"].tolist(), codes["examples"].tolist(), strict=True)
    return [(code, examples) for code, examples in counted if examples < FEW]


def _row(
    code: str,
    given: np.ndarray,
    said: np.ndarray,
    p: np.ndarray,
    judged: np.ndarray,
    intervals: np.ndarray,
    draws: np.ndarray,
    documents: Sequence[str],
) -> tuple[object, ...]:
    right = int((given & said).sum())
    precision = right / said.sum() if said.any() else np.nan
    rows = _rows_of(documents)
    rows = [row[judged[row]] for row in rows]
    samples = (np.concatenate([rows[n] for n in np.flatnonzero(draw).repeat(draw[draw > 0])]) for draw in draws)
    resampled = [average_precision(given[sample], p[sample]) for sample in samples if given[sample].any()]
    low, high = np.percentile(resampled, [2.5, 97.5]) if len(resampled) > 20 else (np.nan, np.nan)
    known, scores = given[judged], p[judged]
    whole = average_precision(known, scores), low, high, scores.sum(), calibration_error(known, scores)
    return code, int(given.sum()), precision, *intervals[0], right / given.sum(), *intervals[1], *whole


def _rows_of(documents: Sequence[str]) -> list[np.ndarray]:
    place = np.unique(np.asarray(documents, dtype=object).astype(str), return_inverse=True)[1]
    return [np.flatnonzero(place == n) for n in range(place.max() + 1)]


def _draws(documents: Sequence[str], seed: int) -> np.ndarray:
    """Resamples × documents: how often each document is drawn."""
    size = len(_rows_of(documents))
    return np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), RESAMPLES)


def _intervals(given: np.ndarray, said: np.ndarray, documents: Sequence[str], draws: np.ndarray) -> np.ndarray:
    """Codes × (precision, recall) × (low, high)."""
    rows = _rows_of(documents)
    right, all_said, all_given = (
        draws @ np.array([part[row].sum(axis=0) for row in rows]) for part in (given & said, said, given)
    )
    return np.array([[_ends(right[:, c], of[:, c]) for of in (all_said, all_given)] for c in range(given.shape[1])])


def _ends(part: np.ndarray, of: np.ndarray) -> tuple[float, float]:
    """The 95% interval of a share over resamples; NaN where hardly any resample has one."""
    shares = part[of > 0] / of[of > 0]
    low, high = np.percentile(shares, [2.5, 97.5]) if len(shares) > 20 else (np.nan, np.nan)
    return float(low), float(high)


def _shown(given: np.ndarray, p: np.ndarray, documents: Sequence[str], draws: np.ndarray) -> pd.DataFrame:
    """What a reader meets: of the suggestions from a probability on, how many were right."""
    import pandas as pd

    rows, found = _rows_of(documents), []
    for least in SHOWN:
        said = p >= least
        right, count = (draws @ np.array([part[row].sum() for row in rows]) for part in (given & said, said))
        share = (given & said).sum() / said.sum() if said.any() else np.nan
        found.append((least, int(said.sum()), share, *_ends(right, count)))
    return pd.DataFrame(found, columns=["probability_from", "suggestions", "right", "right_low", "right_high"])


def _curve(
    tagger: Tagger, coded: _Coded, given: np.ndarray, judged: np.ndarray, fold: np.ndarray, seed: int
) -> pd.DataFrame:
    """Quality by number of coded sentences, tested on documents left out."""
    import pandas as pd

    rows = []
    for size in SIZES:
        found = []
        for left in np.unique(fold):
            train, test = np.flatnonzero(fold != left), np.flatnonzero(fold == left)
            if size > len(train):
                continue
            coded.train(tagger, np.random.default_rng(seed).permutation(train)[:size])
            p = coded.predicted(tagger, test)
            there = np.flatnonzero(given[test].any(axis=0))
            if len(there):
                known = judged[test]
                precisions = [average_precision(given[test][known[:, c], c], p[known[:, c], c]) for c in there]
                said = (p >= tagger.thresholds_) & known
                found.append([float(np.mean(precisions)), macro_f1(given[test], said)])
        if found:
            rows.append((size, *np.mean(np.array(found), axis=0).tolist()))
    return pd.DataFrame(rows, columns=["sentences", "mean_average_precision", "macro_f1"])
