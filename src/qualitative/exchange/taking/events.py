"""Codings, noted passages and memos of a foreign project -> events. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, cast

from qualitative.codings.events import Event, around
from qualitative.codings.imported import imported_id
from qualitative.codings.schema import AUDIENCES, MARKS, MEMOS, STUDY
from qualitative.codings.schema import Foreign as Origin
from qualitative.errors import CodingError
from qualitative.exchange.foreign import ForeignCoding, ForeignDocument, ForeignNote, ForeignSpan
from qualitative.exchange.losses import Losses
from qualitative.exchange.moments import moment_of
from qualitative.exchange.placing import Lost, Placed
from qualitative.exchange.taking.coders import Coders
from qualitative.exchange.taking.documents import Taken
from qualitative.exchange.taking.known import IdLine, Known
from qualitative.model import Document
from qualitative.text.edits import anchor_at, carry
from qualitative.text.segments import segment_problem
from qualitative.text.turns import turns_of

__all__ = ["Events", "LostSpan"]

_SAME = 1_000  # things of one id


@dataclass(frozen=True)
class LostSpan:
    """A span that has no place, to be kept beside the study and listed."""

    document: str
    span: ForeignSpan
    why: str


@dataclass
class Events:
    """Makes the events of one import, and counts what becomes of everything."""

    tool: str
    file: str  # the sha256 of the file
    fallback: str  # when things happened that have no date
    imported: str
    stamp: int | Sequence[str]
    coders: Coders
    codes: Mapping[str, str]
    known: Known
    losses: Losses
    blind: bool | None = None  # whether nobody saw what others did; None where that is unknown
    made: list[Event] = field(default_factory=list)
    ids: list[IdLine] = field(default_factory=list)
    lost: list[LostSpan] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    same: int = 0
    undated: int = 0
    ended: dict[tuple[str, str], str] = field(default_factory=dict)  # (coder, document) -> the last moment

    @cached_property
    def _codebook(self) -> int | list[str]:
        return self.stamp if isinstance(self.stamp, int) else list(self.stamp)

    def document(self, foreign: ForeignDocument, taken: Taken, places: Sequence[Placed | Lost]) -> None:
        """All that was done on one document."""
        document = taken.document
        for span, place in zip(foreign.spans, places, strict=True):
            spans = [place] if isinstance(place, Lost) else self._here(taken, place)
            if isinstance(spans[0], Lost):
                self._lose(foreign, span, spans[0].why)
                continue
            for n, part in enumerate(spans):
                self._span(foreign, document, span, part, n)
        whole = document.text.rstrip()
        for coding in foreign.codings:
            for n, part in enumerate(self._words(document, Placed(0, len(whole)))):
                self._coding(document, coding, None, part, n)
        at = foreign.at
        if foreign.description.strip():
            self.losses.took("descriptions")
            note = ForeignNote(f"{foreign.id}/description", foreign.description.strip(), foreign.by, at)
            self._memo(document.id, note, "document", foreign.by, at)
        for note in foreign.notes:
            self.losses.took("memos")
            self._memo(document.id, note, "document", foreign.by, at)

    def notes(
        self, notes: Sequence[ForeignNote], of: str, *, counted: Literal["memos", "descriptions"] = "memos"
    ) -> None:
        """Memos on the study or on a code."""
        for note in notes:
            self.losses.took(counted)
            self._memo(STUDY, note, of, note.by, note.at)

    def done(
        self, documents: Mapping[str, Document], looked_at: Mapping[str, Sequence[tuple[int, int, str | None]]]
    ) -> None:
        """Say of everybody that they read to the end what they coded; only where the person who imports says so.

        Of a document in `looked_at` only these stretches were read, and where it names who, by them alone.
        """
        for id, stretches in looked_at.items():
            for start, end, by in stretches:
                readers = [self.coders.of(by)] if by else [coder for coder, document in self.ended if document == id]
                for coder in sorted(readers):
                    self._done(coder, documents[id], start, end)
        for coder, id in sorted(self.ended):
            if id not in looked_at:
                self._done(coder, documents[id], 0, len(documents[id].text))

    def _done(self, coder: str, document: Document, start: int, end: int) -> None:
        at = self.ended.get((coder, document.id), self.fallback)
        fields = {"start": start, "end": end, "text": document.hash, "how": "full", "blind": self.blind}
        self._add("done", coder, document.id, f"done/{coder}/{document.id}/{start}", at, fields)

    def _here(self, taken: Taken, place: Placed) -> list[Any]:
        """A span in the text as it is here, within the words of turns."""
        if taken.script:
            found = carry(anchor_at(taken.theirs, place.start, place.end), taken.script)
            if found is None or not 0 <= found.start < found.end <= len(taken.document.text):
                return [Lost("its words are not in the text as it is here")]
            place = Placed(found.start, found.end)
        return list(self._words(taken.document, place))

    def _words(self, document: Document, place: Placed) -> Iterator[Placed]:
        """The span; in a transcript its stretch in the words of each turn, so that no label is coded."""
        if not document.speakers or not segment_problem(document, place.start, place.end):
            yield place
            return
        parts = [
            Placed(max(place.start, turn.start), min(place.end, turn.end))
            for turn in turns_of(document)
            if max(place.start, turn.start) < min(place.end, turn.end)
        ]
        if parts:
            self.losses.remark(
                f"{document.id}, {place.start}-{place.end}: taken to the words of {len(parts)} turn{'s' if len(parts) > 1 else ''},"
                " without labels and times",
                "spans that held labels",
            )
        yield from parts or [place]

    def _span(self, foreign: ForeignDocument, document: Document, span: ForeignSpan, place: Placed, n: int) -> None:
        if not span.codings:
            self._mark(document, span, place, n)
            return
        first: str | None = None
        for coding in span.codings:
            id = self._coding(document, coding, span, place, n)
            if first is None or coding.by == span.by:
                first = first or id
        if n:
            return
        notes = list(span.notes)
        if span.comment.strip():
            notes.insert(0, ForeignNote(f"{span.id}/comment", span.comment.strip(), span.by, span.at, span.extra))
        for note in notes:
            self.losses.took("memos")
            self._memo(document.id, note, first or "document", span.by or span.codings[0].by, span.at)

    def _coding(
        self, document: Document, coding: ForeignCoding, span: ForeignSpan | None, place: Placed, n: int
    ) -> str | None:
        at = coding.at or (span.at if span else None)
        if coding.code not in self.codes:
            if not n:
                self.losses.left("codings", 1, "name a code that the file does not hold")
                self.losses.left("memos", len(coding.notes), "on codings that are left out")
            return None
        by = coding.by if coding.by is not None else (span.by if span else None)
        coder, code = self.coders.of(by), self.codes[coding.code]
        if not n:
            self.losses.took("codings")
        id = self._known_coding(coding.id, (document.id, place.start, place.end, code, coder), n)
        if id is None:
            old = self._changed(_part(coding.id, n), coder)
            fields = {
                **around(document, place.start, place.end),
                "code": code,
                "replaces": old,
                "settles": [],
                "suggestion": None,
                "blind": self.blind,
            }
            more = {"round": coding.extra["round"]} if type(coding.extra.get("round")) is int else {}
            # when a coding was changed elsewhere no file says; it must come after the one that it replaces
            when = self.imported if old else at
            id = self._add("code", coder, document.id, _part(coding.id, n), when, fields, **more)
            moment = moment_of(at) or self.fallback
            key = (coder, document.id)
            self.ended[key] = max(self.ended.get(key, ""), moment)
        self.ids.append({"kind": "coding", "foreign": _part(coding.id, n), "ours": id})
        for note in coding.notes if not n else ():
            self.losses.took("memos")
            self._memo(document.id, note, id, by, at)
        return id

    def _known_coding(self, foreign: str, place: tuple[str, int, int, str, str], n: int) -> str | None:
        """The event that says the same already: it stands, or somebody took it back since it came."""
        id = self.known.ours("coding", _part(foreign, n))
        here = self.known.place_of.get(id or "")
        if here == place:
            self.same += 1
            return id  # of two that say the same each stays itself, with its own memos
        standing = self.known.places.get(place)
        if id is not None and here is None and id in self.known.events and standing is None:
            self.losses.remark(
                f"{place[0]}, {place[1]}-{place[2]}: {place[3]} was taken back or changed here since it came; it stays so",
                "codings taken back here",
            )
            standing = id
        self.same += standing is not None
        return standing

    def _changed(self, foreign: str, coder: str) -> str | None:
        """The coding of the same coder that this one is, changed elsewhere since it came or went out."""
        id = self.known.ours("coding", foreign)
        here = self.known.place_of.get(id or "")
        if id is None or here is None or here[4] != coder:
            return None
        self.losses.remark(
            f"{here[0]}, {here[1]}-{here[2]}: {here[3]} was changed elsewhere; the change comes in",
            "codings changed elsewhere",
        )
        return id

    def _mark(self, document: Document, span: ForeignSpan, place: Placed, n: int) -> None:
        coder = self.coders.of(span.by)
        why = span.comment.strip()
        if not n:
            self.losses.took("noted passages")
            if why:
                self.losses.took("memos")
        id = self.known.marked.get((document.id, place.start, place.end, why, coder))
        if id is None:
            kind = span.extra.get("kind")
            fields = {**around(document, place.start, place.end), "kind": kind if kind in MARKS else "noted"}
            fields |= {"why": why} if why else {}
            id = self._add("mark", coder, document.id, _part(span.id, n), span.at, fields)
        else:
            self.same += 1
        self.ids.append({"kind": "mark", "foreign": _part(span.id, n), "ours": id})
        for note in span.notes if not n else ():
            self.losses.took("memos")
            self._memo(document.id, note, id, span.by, span.at)

    def _memo(self, document: str, note: ForeignNote, of: str, by: str | None, at: str | None) -> None:
        if (of, "" if document == STUDY else document, note.text) in self.known.notes:
            self.same += 1
            return
        who = note.by if note.by is not None else by
        coder = self.coders.of(who)
        fields: dict[str, Any] = {"of": of, "note": note.text}
        if note.extra.get("memo") in MEMOS:
            fields["kind"] = note.extra["memo"]
        if note.extra.get("for") in AUDIENCES:
            fields["for"] = note.extra["for"]
        id = self._add("memo", coder, document, note.id, note.at or at, fields)
        self.ids.append({"kind": "memo", "foreign": note.id, "ours": id})

    def _add(
        self, kind: Any, coder: str, document: str, foreign: str, at: str | None, fields: dict[str, Any], round: int = 1
    ) -> str:
        moment = moment_of(at)
        if at is not None and kind != "done":
            self.losses.found("dates")
            self.losses.took("dates") if moment else self.losses.left("dates", 1, "no date after 1970")
        if moment is None:
            self.undated += 1
        at_or = moment or self.fallback
        origin: Origin = {"tool": self.tool, "file": self.file, "id": foreign}
        id, number = imported_id(kind, origin, at_or), 1
        while id in self.seen:
            # two things under one id in the file: both are kept, each with an id of its own
            number += 1
            if number > _SAME:
                raise CodingError(
                    f"more than {_SAME:,} things of the file have the id {foreign[:60]!r}; it is not imported"
                )
            origin = {**origin, "id": f"{foreign}#{number}"}
            id = imported_id(kind, origin, at_or)
        self.seen.add(id)
        if id in self.known.events:
            self.same += 1
            return id
        # as `new_event` and `as_imported` make it; what imported events hold needs version 2, so that this need not be found out for each
        head = {"v": 2, "id": id, "event": kind, "at": at_or, "coder": coder, "document": document, "round": round}
        tail = {"origin": origin, "imported": self.imported}
        self.made.append(cast("Event", {**head, "codebook": self._codebook, **fields, **tail}))
        return id

    def _lose(self, foreign: ForeignDocument, span: ForeignSpan, why: str) -> None:
        self.lost.append(LostSpan(foreign.id, span, why))
        notes = len(span.notes) + bool(span.comment.strip()) + sum(len(coding.notes) for coding in span.codings)
        if span.codings:
            self.losses.left(
                "codings", len(span.codings), "their spans have no place; each is listed, and kept in rest.json"
            )
        else:
            self.losses.left("noted passages", 1, "their spans have no place; each is listed, and kept in rest.json")
        self.losses.left("memos", notes, "on spans that have no place; kept in rest.json")
        name = foreign.name or foreign.id
        self.losses.remark(
            f"{name}, {span.start}-{span.end}: {why}; left out, kept in rest.json", "spans without a place"
        )


def _part(id: str, n: int) -> str:
    """The id of a part of a span that was taken to several turns."""
    return id if not n else f"{id}/{n + 1}"
