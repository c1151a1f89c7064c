"""What stands after replay, carried to the present texts and to the wanted version of the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from qualitative.codings.places import Placement, Places
from qualitative.codings.schema import DecideEvent, DoneEvent
from qualitative.codings.state import State, stretches
from qualitative.corpus.edits import edits_path, read_edits
from qualitative.folder.earlier import earlier_text
from qualitative.model import Coding, Document, Mark

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["decided_parts", "only_coders", "placed", "places_of", "undecided", "under_version"]


def places_of(folder: Folder, document: str) -> Places:
    """The places of codings in one document."""
    edits = read_edits(edits_path(folder.corpus, document))[0]
    found = folder.document(document)
    return Places(found, edits, lambda text: earlier_text(folder, found, text))


def only_coders(state: State, coders: Iterable[str] | None) -> State:
    """The state of some coders, with the decisions of everybody."""
    if coders is None:
        return state
    wanted = set(coders)
    return replace(
        state,
        codings={id: coding for id, coding in state.codings.items() if coding.coder in wanted},
        memos=[memo for memo in state.memos if memo.coder in wanted],
        done={key: stretches for key, stretches in state.done.items() if key[0] in wanted},
        done_events=[event for event in state.done_events if event["coder"] in wanted],
        marks=[mark for mark in state.marks if mark.coder in wanted],
    )


def placed(folder: Folder, state: State) -> State:
    """`state` with codings, marks and stretches where they lie now; what can't be placed is lost, what a person retired goes."""
    present = _Present(folder, state)
    codings: dict[str, Coding] = {}
    marks: list[Mark] = []
    lost: list[Placement] = []
    lost_marks: list[Mark] = []
    for coding in state.codings.values():
        there, placement = present.place(coding)
        if there is not None:
            codings[coding.id] = there
        elif placement is not None:
            lost.append(placement)
    for mark in state.marks:
        there, placement = present.place(mark)
        if there is not None:
            marks.append(there)
        elif placement is not None:
            lost_marks.append(mark)
    done = list(present.done(state.done_events))
    return replace(
        state, codings=codings, marks=marks, lost=lost, lost_marks=lost_marks, done_events=done, done=stretches(done)
    )


Passage = TypeVar("Passage", Coding, Mark)


class _Present:
    """The present texts: where passages lie in them."""

    def __init__(self, folder: Folder, state: State) -> None:
        self._folder, self._documents = folder, folder.documents
        self._decisions = {
            id: d for d in state.decisions if d["verdict"] in ("place", "retire") for id in d.get("of", ())
        }
        self._places: dict[str, Places] = {}
        # once a document: even to find a hash again, a long text must be compared as a whole
        self._hashes = _Hashes(folder.documents)

    def place(self, item: Passage) -> tuple[Passage | None, Placement | None]:
        """(the passage where it lies now, None) or (None, why it is lost); neither where a person retired it."""
        document, decision = self._documents.get(item.document), self._decisions.get(item.id)
        if document is None:
            return item, None
        text, hash = document.text, self._hashes[item.document]
        if decision is None and item.text == hash and text[item.start : item.end] == item.quote:
            return item, None
        if decision is not None and decision["verdict"] == "retire":
            return None, None
        placement = self._at(item.document).place(item, decision)
        now = placement.now
        if now is None:
            return None, placement
        where = {"start": now.start, "end": now.end, "quote": now.quote, "before": now.before, "after": now.after}
        return replace(item, **where, text=hash), None

    def done(self, events: Iterable[DoneEvent]) -> Iterator[DoneEvent]:
        """The marks of done as they lie now; one of which nothing is left goes."""
        for event in events:
            id, text = event["document"], event.get("text", "")
            if id in self._documents and text and text != self._hashes[id]:
                start, end = (self._at(id).position(event[edge], text) for edge in ("start", "end"))
                event = {**event, "start": start, "end": end, "text": self._hashes[id]}
            if event["start"] < event["end"]:
                yield event

    def _at(self, document: str) -> Places:
        if document not in self._places:
            self._places[document] = places_of(self._folder, document)
        return self._places[document]


class _Hashes(dict[str, str]):
    """The hash of each document's text, made once, when asked for."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        super().__init__()
        self._documents = documents

    def __missing__(self, id: str) -> str:
        self[id] = self._documents[id].hash
        return self[id]


def under_version(folder: Folder, state: State, version: int | str = "head") -> list[Coding]:
    """The codings with the codes that they have under a version of the codebook; a code that is not defined there becomes empty."""
    versions, wanted, parts = folder.versions, folder.codebook(version).version, decided_parts(state.decisions)
    shown = []
    for coding in state.codings.values():
        code = versions.seen(coding.code, coding.codebook, wanted, parts.get(coding.id))
        shown.append(coding if code == coding.code else replace(coding, code=code or ""))
    return shown


def undecided(folder: Folder, state: State, version: int | str = "head") -> list[Coding]:
    """The codings whose code was split and for which nobody has yet decided the part."""
    versions, wanted, parts = folder.versions, folder.codebook(version).version, decided_parts(state.decisions)
    return [c for c in state.codings.values() if versions.is_undecided(c.code, c.codebook, wanted, parts.get(c.id))]


def decided_parts(decisions: Iterable[DecideEvent]) -> Mapping[str, str]:
    """What a person decided for codings of a code that was split; the newest decision wins."""
    return {id: d["code"] for d in decisions if d["verdict"] == "split" and "code" in d for id in d.get("of", ())}
