"""Agreement between coders, and the way from disagreement to consensus."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qualitative.agreement.adjudication import adopted, settled_codings, settlement
from qualitative.agreement.again import Stability, two_readings
from qualitative.agreement.agreed import Agreement
from qualitative.agreement.bootstrap import RESAMPLES
from qualitative.agreement.disagreements import confusions, disagreements, segment_pairs, without_unread
from qualitative.agreement.question import Question, asked_rows
from qualitative.agreement.segments import without
from qualitative.agreement.table import agreement as agreement_table
from qualitative.codings.schema import DecideEvent, DoneEvent
from qualitative.codings.state import stamp_of
from qualitative.errors import StatisticError
from qualitative.folder import CONSENSUS, placing
from qualitative.folder.draws import marked_by, read_again
from qualitative.folder.settling import settle
from qualitative.i18n import pick
from qualitative.material import looked_for_in
from qualitative.model import Coder, Names, listed
from qualitative.study.opened import Opened, some
from qualitative.text.sentences import sentence_spans
from qualitative.text.tokens import token_spans
from qualitative.units import Done

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AgreeingPart"]


class AgreeingPart(Opened):
    """Agreement between coders, and the way from disagreement to consensus."""

    def agreement(
        self,
        coders: Names | None = None,
        *,
        by: Names = ("code",),
        unit: str = "turn",
        round: int | None = None,
        settled: bool = False,
        coefficients: Names | None = None,
        interval: str = "bootstrap",
        resamples: int = RESAMPLES,
        seed: int = 20181,
        threshold: float = 0.5,
        roles: Names | None = None,
        language: str | None = None,
    ) -> Agreement:
        """How well coders agree (None: all who marked anything done), blind, on what two of them marked done in the same round.

        `by` names rows: code, branch, a class of the study's codes, case (or the study's word for it), pair, round, or several; `unit` is
        turn (a passage: a turn, or a paragraph), sentence, token, character, document or segment; `language` is what it is shown in (None: the study's first).
        `settled` counts what was adjudicated as decided. `coefficients` names some (None: those that fit), `interval` is bootstrap (of so many
        `resamples` from this `seed`), analytic or none. `threshold` is the overlap at which segments match; `roles` takes only turns of these.
        Raises StatisticError where the study's approach leaves agreement out, with its reason.
        """
        self._check_approach(language)
        compared = self._compared(coders, round)
        if settled:
            compared["codings"] = settled_codings(
                compared["codings"], self.codings(CONSENSUS, round), self._decided(), compared["coders"]
            )
        question = Question(
            unit=unit,
            by=asked_rows(listed(by), self.settings.classes, self.settings.case.word.values()),
            coefficients=None if coefficients is None else tuple(listed(coefficients)),
            interval=interval,
            resamples=resamples,
            seed=seed,
            threshold=threshold,
            roles=None if roles is None else tuple(listed(roles)),
            settled=settled,
            classes=tuple(self.settings.classes),
        )
        compared["coders"] = [self.folder.coder(coder) for coder in compared["coders"]]
        return self._table(question, language, unread=self._unread(compared["coders"], compared["done"]), **compared)

    def stability(
        self,
        sample: str,
        *,
        by: Names = ("code",),
        unit: str = "turn",
        interval: str = "bootstrap",
        resamples: int = RESAMPLES,
        seed: int = 20181,
        language: str | None = None,
    ) -> Agreement:
        """A lone coder's stability: how alike they coded passages the second time, which `sample(…, again=coder)` had drawn at random.

        Options as in `agreement`. Raises StatisticError where the approach leaves agreement out, or a drawn passage is not coded again.
        """
        self._check_approach(language)
        drawn = read_again(self.folder, sample)
        marks = placing.state_of(self.folder, [drawn.coder]).done_events
        first, second = (marked_by(marks, drawn, round) for round in (drawn.first, drawn.second))
        missing = [place for place in drawn.passages if place not in first or place not in second]
        if missing:
            raise StatisticError(
                f"{len(missing)} of the {len(drawn.passages)} passages of sample {sample} are not yet coded again by {drawn.coder}; code them in"
                f" round {drawn.second} (`study.panel(coder={drawn.coder!r}, round={drawn.second})`) and mark them done there"
            )
        days = [
            (datetime.fromisoformat(second[one]) - datetime.fromisoformat(first[one])).days for one in drawn.passages
        ]
        done = placing.state_of(self.folder, [drawn.coder]).done
        coder, rounds = self.folder.coder(drawn.coder), (drawn.first, drawn.second)
        both = two_readings(self.codings(coder.id), done, self._unread([coder], done), coder, rounds, drawn.passages)
        classes = self.settings.classes
        question = Question(
            unit=unit, by=asked_rows(listed(by), classes, self.settings.case.word.values()), interval=interval,
            resamples=resamples, seed=seed, classes=tuple(classes),
        )  # fmt: skip
        told = Stability(coder, len(drawn.passages), drawn.of, (min(days), max(days)), rounds)
        return self._table(
            question, language, codings=both.codings, done=both.done, documents=self.folder.documents,
            coders=both.coders, stability=told, unread=both.unread,
        )  # fmt: skip

    def _unread(self, coders: Sequence[Coder], done: Done) -> pd.DataFrame:
        """Where a coder marked done without looking for a code: coder, document, round, code, start, end."""
        import pandas as pd

        book, looked_for = self.codebook, looked_for_in(self.folder)
        codes = [id for id in book if book[id].kind == "code"]
        ids = [coder.id for coder in coders]
        marks: dict[tuple[str, str, int], list[DoneEvent]] = {}
        for mark in placing.state_of(self.folder, ids).done_events:
            if mark.get("how", "full") == "full":
                marks.setdefault((mark["coder"], mark["document"], mark["round"]), []).append(mark)
        rows: list[tuple[str, str, int, str, int, int]] = []
        for key in done:
            own = marks.get(key, [])
            for code in codes:
                looked = [(mark["start"], mark["end"]) for mark in own if looked_for(code, stamp_of(mark))]
                if len(looked) < len(own):
                    rows += [(*key, code, start, end) for start, end in without(done[key], looked)]
        return pd.DataFrame(rows, columns=["coder", "document", "round", "code", "start", "end"])

    def _table(self, question: Question, language: str | None, **compared: Any) -> Agreement:
        """The table of agreement with what the study says of itself."""
        return agreement_table(
            **compared,
            codebook=self.codebook,
            question=question,
            classes=self.settings.classes,
            case_word=self.settings.case.word,
            language=self._in(language),
            sentences=sentence_spans,
            tokens=token_spans,
        )

    def _check_approach(self, language: str | None) -> None:
        """May it be asked? Not where the study's approach leaves agreement out."""
        off = self.settings.approach.off("agreement")
        if off is not None:
            raise StatisticError(pick(off, self._in(language)))

    def segment_pairs(self, coders: Names | None = None, *, round: int | None = None) -> pd.DataFrame:
        """The blind codings of each two coders side by side, those that agree included (kind `same`)."""
        return segment_pairs(**self._compared(coders, round))

    def disagreements(
        self, coders: Names | None = None, *, round: int | None = None, settled: bool | None = False
    ) -> pd.DataFrame:
        """Where coders part, those first that would raise agreement most: document, start, end, kind, code_a, code_b, quotes, memos, gain.

        `kind` tells boundaries from codes. `settled`: False for what is open, True for what was decided (choice, decided_by, why), None for both.
        What the other coder did not look for there is no disagreement.
        """
        table = disagreements(self._asked_of_both(coders, round), self._decisions())
        return table if settled is None else table[table["settled"] == settled].reset_index(drop=True)

    def confusions(self, coders: Names | None = None, *, round: int | None = None) -> pd.DataFrame:
        """How often the first coder's code (rows) met the second's (columns), in segments; what the other did not look for there is left out."""
        return confusions(self._asked_of_both(coders, round))

    def adjudicate(
        self,
        disagreement: Mapping[str, Any],
        choice: str,
        *,
        by: str,
        note: str,
        code: str | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> str:
        """Decide on one row of `disagreements`: a coder's id, `both`, `neither`, or `new` (with `code`, `start`, `end`); the decision's id.

        The coder `consensus` takes what was chosen, `by` is who decides, `note` why. The originals stay; deciding again replaces a decision.
        """
        return settle(
            self.folder, CONSENSUS, settlement(disagreement, choice, code=code, start=start, end=end), by=by, note=note
        )

    def adopt_agreed(self, coders: Names | None = None, *, by: str, round: int | None = None) -> int:
        """Let `consensus` take over what each two coders coded alike; how many codings it took. What it has already is left alone.

        Without `coders` these are all whose codings may count, persons and the models of `count.models`; where these are fewer than two, all.

        What has a code that may no longer be given, as it was split or retired, waits: a warning says how many do.
        """
        self.folder.check_writable()
        decided, usable = self._decided(), set(self.codebook.usable())
        alike = [
            each
            for each in adopted(self.segment_pairs(self._may_count(coders), round=round))
            if decided.isdisjoint(each.settles)
        ]
        found = [each for each in alike if usable.issuperset(code for code, *_ in each.items)]
        if len(found) < len(alike):
            codes = sorted({code for each in alike for code, *_ in each.items} - usable)
            warnings.warn(
                f"{len(alike) - len(found)} codings on which they agree wait, for {', '.join(codes)} may no longer be given;"
                " of what was split, say which part each is (`study.undecided()`, `study.decide_part`)",
                stacklevel=2,
            )
        return len([settle(self.folder, CONSENSUS, each, by=by, note="coded alike") for each in found])

    def _may_count(self, coders: Names | None) -> Names | None:
        """The coders, or where none are named those who marked something done and whose codings may count, where these are two or more."""
        if coders is not None:
            return coders
        who, models = self._compared(None, None)["coders"], self.settings.count.models
        counting = [coder for coder in who if coder in models or self.folder.coder(coder).kind == "human"]
        return counting if len(counting) > 1 else None

    def _asked_of_both(self, coders: Names | None, round: int | None) -> pd.DataFrame:
        """The pairs of segments without those whose code only one of the two looked for, unless somebody decided on them."""
        compared = self._compared(coders, round)
        pairs = segment_pairs(**compared)
        known = [self.folder.coder(coder) for coder in compared["coders"]]
        asked = without_unread(pairs, self._unread(known, compared["done"])).index
        decided = self._decided()
        kept = [row in asked or decided.issuperset(ids) for row, ids in zip(pairs.index, pairs["ids"], strict=True)]
        return pairs.loc[pairs.index[kept]].reset_index(drop=True) if len(pairs) else pairs

    def _compared(self, coders: Names | None, round: int | None) -> dict[str, Any]:
        """Codings, stretches marked done, documents and coders, as everything about agreement takes them."""
        wanted = some(coders)
        marked = placing.state_of(self.folder, wanted).done
        found = wanted or sorted({coder for coder, _, _ in marked if coder != CONSENSUS})
        done = {key: stretches for key, stretches in marked.items() if round in (None, key[2])}
        codings = self.codings(found, round)
        return {"codings": codings, "done": done, "documents": self.folder.documents, "coders": found}

    def _decisions(self) -> list[DecideEvent]:
        """What was adjudicated."""
        state = placing.state_of(self.folder, [CONSENSUS] if CONSENSUS in self.settings.coders else [])
        return [decision for decision in state.decisions if decision["verdict"] == "adjudicate"]

    def _decided(self) -> set[str]:
        """The ids of the codings that were adjudicated."""
        return {id for decision in self._decisions() for id in decision.get("of", [])}
