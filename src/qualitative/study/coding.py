"""Coding: giving and taking codes, notes, the history, and what is lost or undecided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualitative.codebook.colours import coloured
from qualitative.codebook.contradictions import Contradiction
from qualitative.codebook.revising import adopt_head, decide_between, fix_version, revise
from qualitative.codebook.tree import Codebook
from qualitative.codings.events import Blind, Event, now
from qualitative.codings.history import LogEntry
from qualitative.codings.places import Placement
from qualitative.folder import acts, history, placing
from qualitative.folder.memos import memos
from qualitative.model import Coding, Names
from qualitative.study.listing import Listing
from qualitative.study.opened import Opened, some

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CodingPart"]


class CodingPart(Opened):
    """Coding: giving and taking codes, notes, the history, and what is lost or undecided."""

    def apply(
        self, code: str, document: str, start: int, end: int, *, coder: str, round: int = 1, blind: Blind = True
    ) -> str:
        """Give `code` to `start:end` (code points) of a document; the coding's id, once it is on disk.

        `blind` is True where nothing was visible that could lead the coder, else what was: some of `suggestions`, `coders`, `counts`,
        `memos`; or False where something was, and nobody knows what.
        """
        return self.apply_many([(code, document, start, end)], coder=coder, round=round, blind=blind)[0]

    def apply_many(
        self, items: Sequence[tuple[str, str, int, int]], *, coder: str, round: int = 1, blind: Blind = True
    ) -> list[str]:
        """Give many codes at once, `items` being (code, document, start, end): one fsync a file. The ids in the same order."""
        return acts.apply(self.folder, coder, items, round=round, blind=blind)

    def recode(
        self,
        id: str,
        *,
        coder: str,
        code: str | None = None,
        start: int | None = None,
        end: int | None = None,
        blind: Blind = None,
    ) -> str:
        """Change a standing coding: another code, start or end, in one event that replaces it (memos follow); the new id.

        What is not given stays as it was; `blind` as in `apply`.
        """
        return acts.recode(self.folder, coder, id, code=code, start=start, end=end, blind=blind)

    def retract(self, id: str, *, coder: str) -> str:
        """Take back a coding, memo or retract of the same coder; the id of the retract, once it is on disk.

        A coding that was changed (`recode`) is gone with its earlier forms; `undo` goes back to the form before instead.
        """
        return acts.retract(self.folder, coder, id)

    def undo(self, coder: str, document: str | None = None) -> Listing[Event]:
        """Take back the coder's last act that still stands (on `document`, or anywhere); the events that were taken back.

        An act is what one call wrote: a coding, a batch, a change, a retract, a memo. Calling it again goes one act further back; an empty
        list says that nothing is left. It reads the files, so it also takes back what another process of the coder did.
        """
        return Listing(acts.undo(self.folder, coder, document))

    def redo(self, coder: str, document: str | None = None) -> Listing[Event]:
        """Bring back what the last `undo` took, unless something new was done since; the events that came back."""
        return Listing(acts.redo(self.folder, coder, document))

    def memo(
        self,
        note: str,
        *,
        coder: str,
        document: str | None = None,
        of: str | None = None,
        kind: str | None = None,
        audience: str = "me",
    ) -> str:
        """Write a note on a coding (`of` its id), on the `document`, on `code:<id>`, `theme:<id>` or the `study`; its id, once it is on disk.

        A memo on a code or the study needs no document. Without `of` it is on the document, or on the study where none is given. `kind` is
        analytic, theoretical, method or reflexive; `audience` is me (the coder), team or report, and reports take only what is for them.
        """
        return acts.memo(self.folder, coder, note, document, of, kind=kind, audience=audience)

    @property
    def memos(self) -> pd.DataFrame:
        """One row a memo, oldest first, index `memo`: at, coder, kind, audience, on, document, code, quote, note (see folder.memos).

        >>> found = study.memos                                                 # doctest: +SKIP
        >>> found[found["note"].str.contains("rent") & (found["kind"] == "analytic")]       # doctest: +SKIP
        """
        return memos(self.folder)

    def mark(
        self,
        document: str,
        start: int,
        end: int,
        *,
        coder: str,
        kind: str = "noted",
        why: str = "",
        of: str | None = None,
        round: int = 1,
    ) -> str:
        """Mark a passage with no code: `noted` to come back to, `key` to quote, `region` for a part of the text; its id, once it is on disk.

        `why` says what for, and of a key passage is typical, vivid, range or contrary; `of` is the coding that it is on.
        """
        return acts.mark(self.folder, coder, document, start, end, kind=kind, why=why, of=of, round=round)

    def mark_done(
        self,
        document: str,
        *,
        coder: str,
        start: int = 0,
        end: int | None = None,
        how: str = "full",
        round: int = 1,
        blind: Blind = True,
    ) -> str:
        """Mark a stretch as coded to the end, so that what is uncoded in it counts as not coded; the mark's id, once it is on disk.

        `how` is full, assisted (a machine chose what was read) or stopped (given up before the end): only full says that something is
        absent. `blind` as in `apply`.
        """
        return acts.done(self.folder, coder, document, start, end, how=how, blind=blind, round=round)

    def place(self, id: str, start: int, end: int, *, coder: str) -> str:
        """Say where the words of a lost coding lie now, whoever made it; the id of the decision, once it is on disk."""
        return acts.place(self.folder, coder, id, start, end)

    def let_go(self, id: str, *, coder: str) -> str:
        """Give up a lost coding, whoever made it; the id of the decision, once it is on disk."""
        return acts.let_go(self.folder, coder, id)

    def decide_part(self, id: str, code: str, *, coder: str) -> str:
        """Say which part a coding is whose code was split; the id of the decision, once it is on disk."""
        return acts.decide_part(self.folder, coder, id, code)

    def undecided(self, coders: Names | None = None, codebook: int | str = "head") -> Listing[Coding]:
        """Codings whose code was split, and for which nobody has decided yet which part they are (`decide_part`)."""
        return Listing(placing.undecided(self.folder, some(coders), codebook))

    def lost(self, coders: Names | None = None) -> Listing[Placement]:
        """Codings whose words are no longer in the text, until somebody says where they are (`place`) or gives them up (`let_go`)."""
        return Listing(placing.state_of(self.folder, some(coders)).lost)

    def revise(self, operations: Mapping[str, Any] | Iterable[Mapping[str, Any]], *, by: str, why: str) -> Codebook:
        """Make operations (`{"op": "add", "code": {…}}`, …) the next version of the codebook; the codebook as it then stands.

        A code that is added without a colour gets one that can be told from the others.
        """
        self.folder.check_writable()
        made = coloured(
            [operations] if isinstance(operations, Mapping) else operations, self.folder.codebook().values()
        )
        return revise(self.folder.codebook_folder, made, by=self.folder.coder(by).id, why=why, at=now())

    @property
    def contradictions(self) -> Listing[Contradiction]:
        """What people on different branches did to one code of the codebook, each to be decided once (`decide_between`)."""
        return Listing(self.folder.versions.contradictions())

    def decide_between(self, contradiction: Contradiction, take: str, *, by: str, why: str) -> Codebook:
        """Let one of the operations that contradict hold (`take`: its id, or `both` where a code was added twice)."""
        self.folder.check_writable()
        book, by = self.folder.codebook_folder, self.folder.coder(by).id
        return decide_between(book, contradiction, take, by=by, why=why, at=now())

    def adopt_codebook(self, *, by: str, why: str) -> Listing[dict[str, Any]]:
        """Make what was changed by hand in `codebook.yaml` operations of the codebook's history; the operations."""
        self.folder.check_writable()
        return Listing(adopt_head(self.folder.codebook_folder, by=self.folder.coder(by).id, why=why, at=now()))

    def fix_version(self, *, by: str, why: str = "") -> int:
        """Fix the number of the codebook as it is, so that branches that are merged later can't shift it; the number."""
        self.folder.check_writable()
        return fix_version(self.folder.codebook_folder, by=self.folder.coder(by).id, at=now(), why=why)

    def log(
        self,
        *,
        coder: str | None = None,
        document: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Listing[LogEntry]:
        """Who did what, when: events as sentences, oldest first, and changes of the codebook where no document is asked for."""
        return Listing(history(self.folder, coder, document, since, until))
