"""What stands of the codings after replay, carried to the present texts and to the wanted version of the codebook."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from qualitative.codings.places import Placement, Places
from qualitative.codings.schema import DecideEvent, DoneEvent
from qualitative.codings.state import State, replay, stretches
from qualitative.corpus.edits import edits_path, read_edits
from qualitative.errors import NewerError
from qualitative.folder.earlier import earlier_text
from qualitative.model import Coding, Document, Mark
from qualitative.text.edits import Anchor

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = [
    "decided_parts",
    "only_coders",
    "placed",
    "places_of",
    "state_of",
    "state_on",
    "tell_newer",
    "undecided",
    "under_version",
]


def state_of(folder: Folder, coders: Iterable[str] | None = None, at: str | None = None) -> State:
    """What stands of the codings of `coders` (None: everybody) at a moment (None: now), placed in the texts as they are.

    Warns of lines that only a newer version can read.
    """
    wanted = None if coders is None else [folder.coder(coder).id for coder in coders]
    events, problems = folder.events()
    tell_newer(sum(isinstance(problem, NewerError) for problem in problems))
    return placed(folder, only_coders(replay(events, at), wanted))


def state_on(folder: Folder, document: str) -> State:
    """What stands of everybody's codings on one document; reads the files of that document alone."""
    paths = sorted(folder.codings_folder.glob(f"*/{document}.jsonl"))
    return placed(folder, replay(event for path in paths for event in folder.events_of(path)[0]))


def tell_newer(lines: int) -> None:
    """Warn of lines of codings that only a newer version can read."""
    if lines:
        what = f"{lines} lines of codings were" if lines > 1 else "1 line of codings was"
        warnings.warn(
            f"{what} written by a newer version of qualitative and left out (`qualitative check` says where); update to read all",
            stacklevel=4,
        )


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
    codings, lost = present.all_of(state.codings.values())
    marks, lost_marks = present.all_of(state.marks)
    done = list(present.done(state.done_events))
    return replace(
        state,
        codings={coding.id: coding for coding in codings},
        marks=marks,
        lost=[Placement(coding, "lost", how, None) for coding, how in lost],
        lost_marks=[mark for mark, _ in lost_marks],
        done_events=done,
        done=stretches(done),
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

    def all_of(self, items: Iterable[Passage]) -> tuple[list[Passage], list[tuple[Passage, str]]]:
        """(the passages where they lie now, those that are lost with what tells); what a person retired is in neither."""
        there: list[Passage] = []
        lost: list[tuple[Passage, str]] = []
        for item in items:
            document, decision = self._documents.get(item.document), self._decisions.get(item.id)
            if document is None or (decision is None and self._stands(item, document)):
                there.append(item)
            elif decision is None or decision["verdict"] == "place":
                now, how = self._at(item.document).find(item, decision)
                if now is None:
                    lost.append((item, how))
                else:
                    there.append(self._moved(item, now))
        return there, lost

    def _stands(self, item: Coding | Mark, document: Document) -> bool:
        """Whether the text is the one that was coded, and has the quoted words there."""
        return item.text == self._hashes[document.id] and document.text[item.start : item.end] == item.quote

    def _moved(self, item: Passage, now: Anchor) -> Passage:
        return replace(
            item,
            start=now.start,
            end=now.end,
            quote=now.quote,
            before=now.before,
            after=now.after,
            text=self._hashes[item.document],
        )

    def done(self, events: Iterable[DoneEvent]) -> Iterator[DoneEvent]:
        """The marks of done as they lie now; one of which nothing is left goes."""
        for event in events:
            id, text = event["document"], event.get("text", "")
            if id in self._documents and (not text or text != self._hashes[id]):
                where = self._at(id)
                source = text or where.text_at(event["at"])  # the first marks did not name their text
                start, end = where.position(event["start"], source), where.position(event["end"], source)
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
    versions, wanted, parts = folder.versions, folder.codebook(version).stamp, decided_parts(state.decisions)
    shown = []
    for coding in state.codings.values():
        code = versions.seen(coding.code, coding.codebook, wanted, parts.get(coding.id))
        shown.append(coding if code == coding.code else replace(coding, code=code or ""))
    return shown


def undecided(folder: Folder, coders: Iterable[str] | None = None, version: int | str = "head") -> list[Coding]:
    """The codings of `coders` (None: everybody but the consensus) whose code was split and for which nobody has yet decided the part."""
    state = state_of(folder, folder.everybody if coders is None else coders)
    versions, wanted, parts = folder.versions, folder.codebook(version).stamp, decided_parts(state.decisions)
    return [c for c in state.codings.values() if versions.is_undecided(c.code, c.codebook, wanted, parts.get(c.id))]


def decided_parts(decisions: Iterable[DecideEvent]) -> Mapping[str, str]:
    """What a person decided for codings of a code that was split; the newest decision wins."""
    return {id: d["code"] for d in decisions if d["verdict"] == "split" and "code" in d for id in d.get("of", ())}
