"""Suggestions of a tagger, their evaluation, and shares with machine help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qualitative.folder import acts

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.tagging.evaluation import Evaluation

from qualitative.study.opened import Opened

__all__ = ["SuggestingPart"]


class SuggestingPart(Opened):
    """Suggestions of a tagger, their evaluation, and shares with machine help."""

    def suggest(self, coder: str | None = None, document: str | None = None, **options: Any) -> pd.DataFrame:
        """Suggestions for sentences not yet coded: document, start, end, quote, code, probability, reasons, model.

        It learns from the codings of `coder` (None: all people). Options: top, minimum, embeddings, and
        `cluster`, the address of a Dask cluster whose workers read the sentences. None is a coding until accepted.
        """
        from qualitative.tagging import in_study

        return in_study.suggest(self.folder, coder, document, **options)

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

    def evaluate(self, coders: Iterable[str] | None = None, **options: Any) -> Evaluation:
        """How good suggestions would have been on what is coded, whole documents left out (see tagging.evaluation)."""
        from qualitative.tagging import in_study

        return in_study.evaluate(self.folder, coders, **options)

    def sample(self, name: str, *, size: int = 100, seed: int = 0, documents: Sequence[str] | None = None) -> Path:
        """Draw sentences at random and record them before they are coded; the file in corpus/samples."""
        from qualitative.tagging.sampling import draw_sample

        return draw_sample(self.folder, name, size, seed, documents)

    def prevalence(self, sample: str, *, coder: str) -> pd.DataFrame:
        """The share of sentences with each code, from a recorded draw that a person coded blind (see tagging.prevalence)."""
        from qualitative.tagging.estimating import estimate_prevalence

        return estimate_prevalence(self.folder, sample, coder)

    def keywords(self, code: str, coders: Iterable[str] | None = None, top: int = 10) -> pd.DataFrame:
        """Words and pairs that set the coded sentences of `code` apart, for a person to add to the codebook's keywords."""
        from qualitative.tagging import in_study

        return in_study.keywords(self.folder, code, coders, top)

    def acceptance(self) -> pd.DataFrame:
        """What became of suggestions, one row a model: decided, accepted, changed, rejected, share_of_codings."""
        from qualitative.tagging import in_study

        return in_study.acceptance(self.folder)
