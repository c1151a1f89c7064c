"""Agreement between coders, and the way from disagreement to consensus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualitative.agreement.adjudication import adopted, settled_codings, settlement
from qualitative.agreement.disagreements import confusions, disagreements, segment_pairs
from qualitative.agreement.table import Agreement, Question
from qualitative.agreement.table import agreement as agreement_table
from qualitative.codings.events import Event
from qualitative.folder import CONSENSUS, placing
from qualitative.folder.settling import settle
from qualitative.text.sentences import sentence_spans
from qualitative.text.tokens import token_spans

if TYPE_CHECKING:
    import pandas as pd


from qualitative.study.opened import Opened

__all__ = ["AgreeingPart"]


class AgreeingPart(Opened):
    """Agreement between coders, and the way from disagreement to consensus."""

    def agreement(
        self,
        coders: Sequence[str] | None = None,
        *,
        by: str | Sequence[str] = ("code",),
        unit: str = "character",
        round: int | None = None,
        settled: bool = False,
        **options: Any,
    ) -> Agreement:
        """How well coders agree (None: all who marked anything done), blind, on what two of them marked done in the same round.

        `by` names rows: code, domain, district, pair, round, or several; `unit` is character, token, sentence, turn, document or segment.
        `settled` counts what was adjudicated as decided. Options: coefficients, interval, resamples, seed, threshold, roles.
        """
        compared = self._compared(coders, round)
        if settled:
            decided = [id for d in self._decisions() for id in d["of"]]
            compared["codings"] = settled_codings(
                compared["codings"], self.codings([CONSENSUS], round), decided, compared["coders"]
            )
        question = Question(unit=unit, by=(by,) if isinstance(by, str) else tuple(by), settled=settled, **options)
        compared["coders"] = [self.folder.coder(coder) for coder in compared["coders"]]
        return agreement_table(
            **compared, codebook=self.codebook, question=question, sentences=sentence_spans, tokens=token_spans
        )

    def segment_pairs(self, coders: Sequence[str] | None = None, *, round: int | None = None) -> pd.DataFrame:
        """The blind codings of each two coders side by side, those that agree included (kind `same`)."""
        return segment_pairs(**self._compared(coders, round))

    def disagreements(
        self, coders: Sequence[str] | None = None, *, round: int | None = None, settled: bool | None = False
    ) -> pd.DataFrame:
        """Where coders part, those first that would raise agreement most: document, start, end, kind, code_a, code_b, quotes, memos, gain.

        `kind` tells boundaries from codes. `settled`: False for what is open, True for what was decided (choice, decided_by, why), None for both.
        """
        table = disagreements(self.segment_pairs(coders, round=round), self._decisions())
        return table if settled is None else table[table["settled"] == settled].reset_index(drop=True)

    def confusions(self, coders: Sequence[str] | None = None, *, round: int | None = None) -> pd.DataFrame:
        """How often the first coder's code (rows) met the second's (columns), in segments."""
        return confusions(self.segment_pairs(coders, round=round))

    def adjudicate(self, disagreement: Mapping[str, Any], choice: str, *, by: str, note: str, **new: Any) -> str:
        """Decide on one row of `disagreements`: a coder's id, `both`, `neither`, or `new` (with code=, start=, end=); the decision's id.

        The coder `consensus` takes what was chosen, `by` is who decides, `note` why. The originals stay; deciding again replaces a decision.
        """
        return settle(self.folder, CONSENSUS, settlement(disagreement, choice, **new), by=by, note=note)

    def adopt_agreed(self, coders: Sequence[str] | None = None, *, by: str, round: int | None = None) -> int:
        """Let `consensus` take over what each two coders coded alike; how many codings it took. What it has already is left alone."""
        self.folder.check_writable()
        decided = {id for d in self._decisions() for id in d["of"]}
        found = [each for each in adopted(self.segment_pairs(coders, round=round)) if not decided & set(each.settles)]
        return len([settle(self.folder, CONSENSUS, each, by=by, note="coded alike") for each in found])

    def _compared(self, coders: Sequence[str] | None, round: int | None) -> dict[str, Any]:
        """Codings, stretches marked done, documents and coders, as everything about agreement takes them."""
        marked = placing.state_of(self.folder, coders).done
        found = list(coders) if coders else sorted({coder for coder, _, _ in marked if coder != CONSENSUS})
        done = {key: stretches for key, stretches in marked.items() if round in (None, key[2])}
        codings = self.codings(found, round)
        return {"codings": codings, "done": done, "documents": self.folder.documents, "coders": found}

    def _decisions(self) -> list[Event]:
        """What was adjudicated."""
        state = placing.state_of(self.folder, [CONSENSUS] if CONSENSUS in self.settings.coders else [])
        return [decision for decision in state.decisions if decision["verdict"] == "adjudicate"]
