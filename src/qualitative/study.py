"""The one object that notebooks hold: a thin facade over the parts below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.agreement.adjudication import adopted, settled_codings, settlement
from qualitative.agreement.disagreements import confusions, disagreements, segment_pairs
from qualitative.agreement.table import Agreement, Question
from qualitative.agreement.table import agreement as agreement_table
from qualitative.codebook.files import revise
from qualitative.codebook.tree import Codebook
from qualitative.codings.events import Event, now
from qualitative.codings.history import Entry
from qualitative.codings.places import Placement
from qualitative.corpus.cases import case_ids
from qualitative.folder import CONSENSUS, Folder, Settings, acts, find_root, history, sql
from qualitative.folder.settling import settle
from qualitative.model import Coding, Document
from qualitative.privacy.journal import recover
from qualitative.text.sentences import sentence_spans
from qualitative.text.tokens import token_spans
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.checks import Problem
    from qualitative.corpus.adding import Addition
    from qualitative.display import Html
    from qualitative.panel.widget import CodingPanel
    from qualitative.reports.mixed import Mixed
    from qualitative.reports.sections import Draft
    from qualitative.tagging.evaluation import Evaluation

__all__ = ["Study"]


class Study:
    """A study: its documents, cases, tables, codebook and codings.

    >>> study = Study.open()            # doctest: +SKIP
    >>> study.codings(["coder-a"])      # doctest: +SKIP
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @classmethod
    def open(cls, path: str | Path = ".") -> Study:
        """The study whose `study.yaml` lies in `path` or above it."""
        root = find_root(path)
        recover(root)  # a pseudonymisation that a crash interrupted
        return cls(Folder(root))

    def __repr__(self) -> str:
        return f"<Study {self.settings.title.get('en') or next(iter(self.settings.title.values()))!r} in {self.root}>"

    @property
    def root(self) -> Path:
        """The folder that holds `study.yaml`."""
        return self.folder.root

    @property
    def settings(self) -> Settings:
        """What `study.yaml` says."""
        return self.folder.settings

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, index `document`; columns title, kind, provenance, case, date, language, basis, role, turns, words."""
        import pandas as pd

        rows = [
            (
                d.id,
                d.title,
                d.kind,
                d.provenance,
                d.case,
                d.date,
                d.language,
                d.basis,
                d.role,
                len(turns_of(d)),
                len(d.text.split()),
            )
            for d in self.folder.documents.values()
        ]
        columns = [
            "document",
            "title",
            "kind",
            "provenance",
            "case",
            "date",
            "language",
            "basis",
            "role",
            "turns",
            "words",
        ]
        return pd.DataFrame(rows, columns=columns).set_index("document")

    @property
    def turns(self) -> pd.DataFrame:
        """One row a turn (or paragraph of prose); columns: analysis.turns.TURNS."""
        from qualitative.analysis.turns import turns_table

        return turns_table(self.folder.documents.values())

    @property
    def cases(self) -> pd.DataFrame:
        """One row a case, index `case`, attributes as in `cases.csv`."""
        return self.folder.cases

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The other quantitative tables by name."""
        return self.folder.tables

    @property
    def codebook(self) -> Codebook:
        """The newest version of the codebook."""
        return self.folder.codebook()

    def add(self, path: str | Path, *, dry_run: bool = False, taken: Iterable[str] = (), **wishes: Any) -> Addition:
        """Add a file from outside (see corpus.adding.Wishes for what can be said of it); what was read, guessed and not read.

        >>> study.add("wawancara.docx", case="takalar", date="2018-11")   # doctest: +SKIP
        """
        from qualitative.corpus.adding import Wishes, plan_addition, write_addition

        corpus, cases = self.folder.corpus, case_ids(self.folder.corpus, self.root)
        addition = plan_addition(path, corpus, cases, Wishes(**wishes), self.settings.languages, taken)
        if not dry_run:
            write_addition(addition)
            self.folder.refresh()
        return addition

    def check(self, paper: str | Path | None = None) -> list[Problem]:
        """Every problem of the study, with file and line; with the `paper` (or QUALITATIVE_SHARED), also of its locators."""
        from qualitative.checks import CHECKS, Parts, find_problems
        from qualitative.checks.locators import paper_checks
        from qualitative.findings import checks as findings
        from qualitative.reports import checks as reports

        parts = Parts(self.folder)
        return find_problems(parts, (*CHECKS, *findings.CHECKS, *reports.CHECKS, *paper_checks(parts, paper)))

    def document(self, document: str) -> Document:
        """One document with its text."""
        return self.folder.document(document)

    def codings(
        self,
        coders: Iterable[str] | None = None,
        round: int | None = None,
        at: str | None = None,
        codebook: int | str = "head",
    ) -> pd.DataFrame:
        """Live codings: id, coder, kind, document, case, kind_of_document, provenance, speaker, start, end, quote, code, round, blind, at, memo.

        Without `coders`: everybody but the consensus. `at` (ISO 8601, UTC) gives the state at a moment.
        """
        return self.folder.codings(coders, round, at, codebook)

    def show(self, document: str, coders: Iterable[str] = (), turns: range | None = None, language: str = "en") -> Html:
        """A document as people read it, turn by turn; with `coders`, their segments in it. `turns` numbers from 1."""
        from qualitative.display import transcript_html

        codings = self.codings(list(coders)) if coders else None
        here = None if codings is None else codings[codings["document"] == document]
        return transcript_html(self.document(document), here, self.codebook, turns, language)

    def concordance(self, keyword: str, **settings: Any) -> pd.DataFrame:
        """Every place of a word in its context; `attrs["warning"]` says whose words they are.

        See analysis.concordance.concordance for what may be said: documents, case, provenance, inflected=True, width, and more.
        """
        from qualitative.analysis.concordance import concordance

        return concordance(self.turns, keyword, **settings)

    def words(self, statistic: str = "frequencies", **settings: Any) -> pd.DataFrame:
        """`frequencies`, `collocations` or `keyness` of words; `attrs["warning"]` says whose words they are.

        See analysis.words.word_statistic for what may be said: documents, case, provenance, against=…, interviewer=True, and more.
        """
        from qualitative.analysis.words import word_statistic

        return word_statistic(statistic, self.turns, self.settings.design, **settings)

    def mixed(self, language: str = "en", **choice: Any) -> Mixed:
        """Mixed methods over a choice as for `draft`: frequencies, crosstabs, convergence, joint displays and more (see reports.mixed)."""
        from qualitative.reports.mixed import Mixed

        return Mixed(self.draft(language, **choice).inputs, self.root)

    def joint_display(self, form: str = "side-by-side", attribute: str | None = None, **choice: Any) -> Html:
        """A joint display as a notebook shows it: `side-by-side`, `pillar` or `statistics-by-themes`; `choice` as for `mixed`."""
        chosen = self.mixed(**choice)
        return chosen.show(chosen.joint_display(form, attribute))

    def draft(
        self,
        language: str = "id",
        districts: Iterable[str] = (),
        evidence: str = "counted",
        coders: Iterable[str] = (),
        codebook: int | str = "head",
    ) -> Draft:
        """A report in the making, over the chosen districts (none: all), evidence and coders; see reports.inputs.gather."""
        from qualitative.reports.inputs import gather
        from qualitative.reports.sections import Draft

        return Draft(gather(self.folder, language, districts, evidence, coders, codebook))

    def sql(self, query: str) -> pd.DataFrame:
        """The answer to a query in SQL (DuckDB) over `codings`, `documents`, `cases` and the quantitative tables by name.

        >>> Study.open().sql('select code, "case", count(*) n from codings group by all')   # doctest: +SKIP
        """
        return sql(self.folder, query)

    def apply(
        self, code: str, document: str, start: int, end: int, *, coder: str, round: int = 1, blind: bool = True
    ) -> str:
        """Give `code` to `start:end` (code points) of a document; the coding's id, once it is on disk."""
        return self.apply_many([(code, document, start, end)], coder=coder, round=round, blind=blind)[0]

    def apply_many(
        self, items: Sequence[tuple[str, str, int, int]], *, coder: str, round: int = 1, blind: bool = True
    ) -> list[str]:
        """Give many codes at once, `items` being (code, document, start, end): one fsync a file. The ids in the same order."""
        return self.folder.apply(coder, items, round=round, blind=blind)

    def recode(
        self,
        id: str,
        *,
        coder: str,
        code: str | None = None,
        start: int | None = None,
        end: int | None = None,
        blind: bool | None = None,
    ) -> str:
        """Change a standing coding: another code, start or end, in one event that replaces it (memos follow); the new id.

        What is not given stays as it was. Pass `blind=False` where suggestions or another coder's work were visible.
        """
        return acts.recode(self.folder, coder, id, code=code, start=start, end=end, blind=blind)

    def retract(self, id: str, *, coder: str) -> str:
        """Take back a coding, memo or retract of the same coder; the id of the retract, once it is on disk."""
        return acts.retract(self.folder, coder, id)

    def undo(self, coder: str, document: str | None = None) -> list[Event]:
        """Take back the coder's last act that still stands (on `document`, or anywhere); the events that were taken back.

        An act is what one call wrote: a coding, a batch, a change, a retract, a memo. Calling it again goes one act further back; an empty
        list says that nothing is left. It reads the files, so it also takes back what another process of the coder did.
        """
        return acts.undo(self.folder, coder, document)

    def redo(self, coder: str, document: str | None = None) -> list[Event]:
        """Bring back what the last `undo` took, unless something new was done since; the events that came back."""
        return acts.redo(self.folder, coder, document)

    def memo(self, note: str, *, coder: str, document: str | None = None, of: str | None = None) -> str:
        """Write a note on a coding (`of` its id), on the `document`, on `code:<id>` or on the `study`; its id, once it is on disk.

        A memo on a code or the study needs no document. Without `of` it is on the document, or on the study where none is given.
        """
        return acts.memo(self.folder, coder, note, document, of)

    def place(self, id: str, start: int, end: int, *, coder: str) -> str:
        """Say where the words of a lost coding lie now, whoever made it; the id of the decision, once it is on disk."""
        return acts.place(self.folder, coder, id, start, end)

    def retire(self, id: str, *, coder: str) -> str:
        """Let go of a lost coding, whoever made it; the id of the decision, once it is on disk."""
        return acts.retire(self.folder, coder, id)

    def decide_part(self, id: str, code: str, *, coder: str) -> str:
        """Say which part a coding is whose code was split; the id of the decision, once it is on disk."""
        return acts.decide_part(self.folder, coder, id, code)

    def undecided(self, coders: Iterable[str] | None = None, codebook: int | str = "head") -> list[Coding]:
        """Codings whose code was split, and for which nobody has decided yet which part they are (`decide_part`)."""
        return self.folder.undecided(coders, codebook)

    def lost(self, coders: Iterable[str] | None = None) -> list[Placement]:
        """Codings whose words are no longer in the text, until somebody says where they are (`place`) or lets go of them (`retire`)."""
        return self.folder.state(coders).lost

    def revise(self, operations: Iterable[Mapping[str, Any]], *, by: str, why: str) -> Codebook:
        """Make operations (`{"op": "add", "code": {…}}`, …) the next version of the codebook; the codebook as it then stands."""
        return revise(self.folder.codebook_folder, operations, by=self.folder.coder(by).id, why=why, at=now())

    def log(
        self,
        *,
        coder: str | None = None,
        document: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[Entry]:
        """Who did what, when: events as sentences, oldest first, and changes of the codebook where no document is asked for."""
        return history(self.folder, coder, document, since, until)

    def code(self, document: str | None = None, *, coder: str | None = None, **options: Any) -> CodingPanel:
        """The coding panel, to show as a cell's last value. Without names: the first document that is not done, the first human coder.

        Options: `language` (id or en) and `round`.
        """
        from qualitative.panel.widget import open_panel

        return open_panel(
            self.folder, document, coder, suggest=self.suggest, disagreements=self.disagreements, **options
        )

    def suggest(self, coder: str | None = None, document: str | None = None, **options: Any) -> pd.DataFrame:
        """Suggestions for sentences not yet coded: document, start, end, quote, code, probability, reasons, model.

        It learns from the codings of `coder` (None: all people). Options: top, minimum, embeddings. None is a coding until accepted.
        """
        from qualitative.tagging import desk

        return desk.suggest(self.folder, coder, document, **options)

    def accept(self, suggestion: pd.Series, *, coder: str, round: int = 1) -> str:
        """Make one row of `suggest` a coding of `coder`, marked as suggested and not blind; its id."""
        made = {"model": suggestion["model"], "p": float(suggestion["probability"])}
        item = (suggestion["code"], suggestion["document"], int(suggestion["start"]), int(suggestion["end"]))
        return self.folder.apply(coder, [item], round=round, blind=False, suggestion=made)[0]

    def reject(self, suggestion: pd.Series, *, coder: str, note: str = "") -> str:
        """Say no to one row of `suggest`, so that it is not made again and the tagger learns from it; the id of the decision."""
        made = {"model": suggestion["model"], "p": float(suggestion["probability"])}
        place = {"start": int(suggestion["start"]), "end": int(suggestion["end"]), "code": suggestion["code"]}
        return self.folder.record(
            "decide", coder, suggestion["document"], verdict="reject", suggestion=made, note=note, **place
        )

    def evaluate(self, coders: Iterable[str] | None = None, **options: Any) -> Evaluation:
        """How good suggestions would have been on what is coded, whole documents left out (see tagging.evaluation)."""
        from qualitative.tagging import desk

        return desk.evaluate(self.folder, coders, **options)

    def sample(self, name: str, *, size: int = 100, seed: int = 0, documents: Sequence[str] | None = None) -> Path:
        """Draw sentences at random and record them before they are coded; the file in corpus/samples."""
        from qualitative.tagging.sampling import draw_sample

        return draw_sample(self.folder, name, size, seed, documents)

    def prevalence(self, sample: str, *, coder: str) -> pd.DataFrame:
        """The share of sentences with each code, from a recorded draw that a person coded blind (see tagging.prevalence)."""
        from qualitative.tagging import desk

        return desk.estimate_prevalence(self.folder, sample, coder)

    def keywords(self, code: str, coders: Iterable[str] | None = None, top: int = 10) -> pd.DataFrame:
        """Words and pairs that set the coded sentences of `code` apart, for a person to add to the codebook's keywords."""
        from qualitative.tagging import desk

        return desk.keywords(self.folder, code, coders, top)

    def acceptance(self) -> pd.DataFrame:
        """What became of suggestions, one row a model: decided, accepted, changed, rejected, share_of_codings."""
        from qualitative.tagging import desk

        return desk.acceptance(self.folder)

    def mark_done(self, document: str, *, coder: str, start: int = 0, end: int | None = None, round: int = 1) -> str:
        """Mark a stretch as coded to the end, so that what is uncoded in it counts as not coded."""
        found = self.document(document)
        stretch = {"start": start, "end": len(found.text) if end is None else end, "text": found.hash}
        return self.folder.record("done", coder, document, round=round, **stretch)

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
        decided = {id for d in self._decisions() for id in d["of"]}
        found = [each for each in adopted(self.segment_pairs(coders, round=round)) if not decided & set(each.settles)]
        return len([settle(self.folder, CONSENSUS, each, by=by, note="coded alike") for each in found])

    def _compared(self, coders: Sequence[str] | None, round: int | None) -> dict[str, Any]:
        """Codings, stretches marked done, documents and coders, as everything about agreement takes them."""
        marked = self.folder.state(coders).done
        found = list(coders) if coders else sorted({coder for coder, _, _ in marked if coder != CONSENSUS})
        done = {key: stretches for key, stretches in marked.items() if round in (None, key[2])}
        codings = self.codings(found, round)
        return {"codings": codings, "done": done, "documents": self.folder.documents, "coders": found}

    def _decisions(self) -> list[Event]:
        """What was adjudicated."""
        state = self.folder.state([CONSENSUS] if CONSENSUS in self.settings.coders else [])
        return [decision for decision in state.decisions if decision["verdict"] == "adjudicate"]
