"""What a tagger knows, as plain frozen records: what the codebook says (`Prior`), what coded texts taught (`Learned`), and both (`Model`).

Whoever asks (probabilities, reasons, suggestions, saving) needs these alone; only training makes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualitative.errors import TaggerError, did_you_mean
from qualitative.i18n import READ
from qualitative.tagging.bag import Bag, read_words
from qualitative.tagging.calibration import PRIOR, Platt, for_codes
from qualitative.tagging.cues import Cues
from qualitative.tagging.embeddings import Embedder
from qualitative.tagging.entries import Entry, ancestors
from qualitative.tagging.features import Features
from qualitative.tagging.inputs import codes_of
from qualitative.tagging.kernel import Linear
from qualitative.tagging.likeness import Centre, Likeness
from qualitative.tagging.neighbours import Neighbours
from qualitative.tagging.surroundings import Surroundings

__all__ = ["COLD", "Learned", "Model", "Prior"]

COLD = (2.0, -2.2)  # slope and level from cue scores to rough probabilities before anything was coded
_THRESHOLD = 0.3  # from which a code is given before anything was coded


@dataclass(frozen=True)
class Prior:
    """What the codebook alone says: its `entries`, their ids (`codes`, the columns of every table), the codes `above` each,
    and how much its words (`cues`) and its meaning (`likeness`) speak for a code in a text of one of the `languages`."""

    entries: Sequence[Entry]
    codes: list[str]
    above: Mapping[str, list[str]]
    cues: Cues
    likeness: Likeness
    languages: tuple[str, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry], embed: Embedder | None = None, languages: Sequence[str] = READ) -> Prior:
        """What these entries say of texts in `languages`, with `embed` for their meaning."""
        codes, cues = [entry.id for entry in entries], Cues(entries, languages)
        return cls(entries, codes, ancestors(entries), cues, Likeness(entries, embed), tuple(languages))

    def labels(self, codes: Iterable[Collection[str]], texts: int) -> np.ndarray:
        """Texts × codes: 1 where a text was given the code, or one below it. Raises TaggerError for codes that are none."""
        column = {code: number for number, code in enumerate(self.codes)}
        labels = np.zeros((texts, len(column)), dtype=np.float32)
        for row, given in enumerate(codes_of(codes, texts)):
            for code in given:
                if code not in column:
                    raise TaggerError(
                        f"code {code!r} of text {row} is not in the codebook; {did_you_mean(str(code), column)}"
                    )
                labels[row, [column[one] for one in (code, *self.above[code])]] = 1
        return labels

    def lifted(self, probabilities: np.ndarray) -> np.ndarray:
        """`probabilities`, changed in place so that a code has at least those of the codes below it."""
        column = {code: number for number, code in enumerate(self.codes)}
        for code, above in self.above.items():
            for parent in above:
                place = column[parent]
                probabilities[:, place] = np.maximum(probabilities[:, place], probabilities[:, column[code]])
        return probabilities


@dataclass(frozen=True)
class Learned:
    """What coded texts taught beside the codebook.

    `linear` weighs the columns of `features`, cue scores and vectors (around `centre`); `mix` of it is the second view (see kernel).
    `neighbours`, where likeness is worth a share, are `share` of a score. `around` weighs the words around sentences.
    """

    features: Features
    linear: Linear
    centre: Centre
    mix: float = 0.0
    neighbours: Neighbours | None = None
    share: float = 0.0
    around: Surroundings | None = None

    def alone(self, words: Sequence[str]) -> np.ndarray:
        """Words × codes: what each word alone adds to a code's score, by what was learned from coded texts."""
        seen = self.features.seen(read_words([*words, ""]))
        alone = seen.scores(self.linear.columns)
        if self.neighbours is not None:
            near = self.neighbours.scores(
                seen.present(self.neighbours.columns), np.zeros(alone.shape, dtype=np.float32)
            )
            alone = (1 - self.share) * alone + self.share * (near - near[-1])
        return alone[:-1]


@dataclass(frozen=True)
class Model:
    """A tagger's whole knowledge. `cold` turns cue scores into rough probabilities, `platt` scores into probabilities.

    For each code: the `thresholds` from which it is given, its `usual` probability, and its `positives` among the texts trained on
    (`trained_on`: how many there were). `learned` is None until coded texts taught something.
    """

    prior: Prior
    cold: Platt
    platt: Platt
    thresholds: np.ndarray
    usual: np.ndarray
    positives: np.ndarray
    trained_on: int = 0
    learned: Learned | None = None

    @classmethod
    def untrained(cls, prior: Prior, trained_on: int = 0) -> Model:
        """What is known before anything was coded."""
        codes = len(prior.codes)
        cold, platt = Platt(*COLD, np.zeros(codes)), Platt(*for_codes(PRIOR, codes), np.zeros(codes))
        usual = platt(cold(np.zeros((1, codes))))[0]  # of a text that no cue speaks for
        return cls(prior, cold, platt, np.full(codes, _THRESHOLD), usual, np.zeros(codes, dtype=int), trained_on)

    def scores(self, bag: Bag, texts: Sequence[str]) -> np.ndarray:
        """Texts × codes, for texts and their words: about 0 without the code and 1 with it."""
        embedded = self.prior.likeness.vectors(texts)
        cues = self.prior.cues.scores(bag) + self.prior.likeness.scores(embedded)
        scores: np.ndarray = self.cold(cues)
        if self.learned is None:
            return scores
        linear, neighbours, share = self.learned.linear, self.learned.neighbours, self.learned.share
        seen = self.learned.features.seen(bag)
        scores = scores + (seen.scores(linear.columns) + cues @ linear.cues + linear.constant)
        if embedded.size:
            scores = scores + self.learned.centre.around(embedded) @ linear.vectors
        if neighbours is not None:
            near = neighbours.scores(seen.present(neighbours.columns), cues)
            scores = (1 - share) * scores + share * near
        return scores
