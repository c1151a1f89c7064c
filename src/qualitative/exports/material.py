"""What of a study goes into its tables: documents, the codings that count with where they come from, and where each code was read for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from qualitative.analysis.evidence import evidence_table, without_interviewer
from qualitative.codebook.tree import Codebook
from qualitative.counting import Counted
from qualitative.counting.notes import rules_said
from qualitative.errors import DocumentError, StudyError, did_you_mean
from qualitative.exchange.giving.outgoing import EVIDENCE
from qualitative.exchange.losses import Losses
from qualitative.exports.wanted import AUDIENCES, Notes, Wanted
from qualitative.folder import Folder, placing, tables
from qualitative.i18n import LANGUAGES
from qualitative.material import counted_in, read_for_in
from qualitative.model import Document, Memo
from qualitative.privacy import barred_in
from qualitative.privacy.guards import check_publication, singled_in
from qualitative.query.passages import asked_passages
from qualitative.query.reading import PassagesRead

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.state import State
    from qualitative.counting.consented import Barred

__all__ = ["Material", "one_of"]


class Material:
    """A choice of a study, read once. `notes` gathers what must be told beside the tables, `losses` counts what a person would look for in vain.

    Raises PrivacyError where somebody withdrew or did not agree to be analysed, and another error of one sentence for a choice that there is not.
    """

    def __init__(self, folder: Folder, wanted: Wanted, memos: str = "team") -> None:
        check_publication(folder)
        self.folder, self.wanted, self.notes, self.losses = folder, wanted, Notes(), Losses()
        self.language = one_of(wanted.language or folder.settings.languages[0], folder.settings.languages, "--language")
        self.audiences = AUDIENCES[one_of(wanted.memos or memos, AUDIENCES, "--memos")]
        self.documents = _documents(folder, wanted, self.notes)
        self.book: Codebook = folder.codebook(wanted.codebook)

    @cached_property
    def counted(self) -> Counted:
        """Whose codings count in the whole study."""
        return counted_in(self.folder, codebook=self.wanted.codebook, coders=self.wanted.coders)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The chosen codings, one row each; columns as of `Counted.table`."""
        table = self._everybodys if self.wanted.every else self.counted.table
        if self.wanted.agreed:
            table = table[table["agreed"]]
        here = table["document"].isin(list(self.documents))
        return table[here].sort_values(["document", "start", "end", "id"], ignore_index=True)

    @property
    def _everybodys(self) -> pd.DataFrame:
        """Each coder's own codings as they are, those of the consensus among them."""
        import pandas as pd

        who = list(self.wanted.coders) or list(self.folder.settings.coders)
        own = tables.codings(self.folder, who, codebook=self.wanted.codebook)
        none = pd.Series(pd.NA, index=own.index)
        alone = {name: [(value,) for value in own[name]] for name in ("coder", "id")}
        return own.assign(
            coders=pd.Series(alone["coder"], index=own.index, dtype=object),
            members=pd.Series(alone["id"], index=own.index, dtype=object),
            rule=none.astype("Int64"),
            settled_by=none.astype("str"),
            agreed=True,
        )

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """The chosen codings once for each passage that they touch and each case that it speaks of; columns: analysis.evidence."""
        return evidence_table(self.table, self.documents, self.book)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """The same without what begins in a question: of these reports count the results."""
        return without_interviewer(self.evidence)

    @cached_property
    def passages(self) -> pd.DataFrame:
        """The passages of the chosen documents that are no questions, a row for each case that they speak of (`case`)."""
        table = asked_passages(self.documents.values())
        table = table[~table["is_question"]].rename(columns={"cases": "case"})
        return table.explode("case", ignore_index=True)

    @cached_property
    def reading(self) -> PassagesRead:
        """Where each code was read in full in these passages."""
        found = PassagesRead(self.passages, self._read_for)
        found.look(self.codes)
        return found

    def _read_for(self, codes: Iterable[str]) -> pd.DataFrame:
        return read_for_in(self.folder, sorted(set(codes)), self.counted, self.book.version)

    @cached_property
    def codes(self) -> list[str]:
        """The codes that may be given, and those that something chosen has, in the order of the codebook."""
        used = set(self.table["code"])
        wanted = {*self.book.usable(), *used}
        return [code.id for _, code in self.book.walk() if code.id in wanted]

    @cached_property
    def state(self) -> State:
        """What stands of all coders: codings, memos, marks, decisions."""
        return placing.state_of(self.folder)

    @cached_property
    def memos(self) -> list[Memo]:
        """The memos for whom they are wanted, oldest first."""
        kept = [memo for memo in self.state.memos if memo.audience in self.audiences]
        self.notes.tell_number("note.private-memos", sum(memo.audience == "me" for memo in kept))
        return kept

    @cached_property
    def _barred(self) -> Mapping[str, Sequence[Barred]]:
        return barred_in(self.folder, "verbatim")

    def may_quote(self, document: str, start: int, end: int) -> bool:
        """Whether all who speak in a stretch agreed to be quoted word for word."""
        return all(end <= one.start or one.end <= start for one in self._barred.get(document, ()))

    def tell_choice(self) -> None:
        """Say whose codings these are, and what was left out of them."""
        notes, wanted = self.notes, self.wanted
        here = list(self.documents)
        if wanted.every:
            doubled = len(self.table) - len(self.counted.table[self.counted.table["document"].isin(here)])
            notes.tell("note.every", n=len(self.table), counted=len(self.table) - doubled)
            return
        if wanted.coders:
            notes.tell("note.coders", coders=", ".join(wanted.coders))
        rules = self.counted.rules_in(here)
        said = {language: rules_said(rules, language) for language in LANGUAGES}
        notes.texts += [dict(zip(said, some, strict=True)) for some in zip(*said.values(), strict=True)]
        left = self.counted.left_out
        told = {note.kind for note in self.counted.notes}
        notes.tell_number("note.left-out", int((left["into"].isna() & ~left["reason"].isin(told)).sum()))
        ranged = int((~self.counted.table.loc[self.counted.table["document"].isin(here), "agreed"]).sum())
        notes.tell_number("note.lower" if wanted.agreed else "note.upper", ranged)
        notes.texts += [
            note.text
            for note in self.counted.notes
            if set(note.documents) & set(here) and note.kind not in ("several", "nobody")
        ]

    def tell_persons(self) -> None:
        """Say what attributes of persons give away: private columns, and combinations that few share."""
        if self.wanted.private and self.folder.settings.attributes.private:
            self.notes.tell("note.private", columns=", ".join(self.folder.settings.attributes.private))
        found = singled_in(self.folder)
        self.notes.tell_number("note.singled", len(found.singled), k=found.k)

    def tell_archive(self) -> None:
        """Say who did not agree to have their words kept in an archive: the file is for the team alone."""
        barred = barred_in(self.folder, "archive")
        who = {one.person for id in self.documents for one in barred.get(id, ())}
        self.notes.tell_number("note.team-only", len(who))


def one_of(value: str, known: Iterable[str], option: str) -> str:
    """The value of an option. Raises StudyError for one that is not `known`."""
    names = list(known)
    if value not in names:
        raise StudyError(f"{option} {value!r} is unknown; {did_you_mean(value, names)}")
    return value


def _documents(folder: Folder, wanted: Wanted, notes: Notes) -> dict[str, Document]:
    evidence = one_of(wanted.evidence or "counted", EVIDENCE, "--evidence")
    for id in wanted.documents:
        if id not in folder.documents:
            raise DocumentError(f"document {id!r} is not in the corpus; {did_you_mean(id, folder.documents)}")
    found = {id: one for id, one in folder.documents.items() if not wanted.documents or id in wanted.documents}
    chosen = {id: one for id, one in found.items() if one.provenance in EVIDENCE[evidence]}
    if not chosen:
        raise StudyError(
            f"no document is {' or '.join(EVIDENCE[evidence])}, so that there is nothing to write; take others with --evidence all"
        )
    left = [one for id, one in found.items() if id not in chosen]
    simulated = sum(one.provenance == "simulated" for one in left)
    notes.tell_number("note.simulated-left", simulated)
    notes.tell_number("note.documents-left", len(left) - simulated)
    notes.tell_number("note.simulated", sum(one.provenance == "simulated" for one in chosen.values()))
    return chosen
