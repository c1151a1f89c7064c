"""What stands after replay, carried to the present texts and to the wanted version of the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from qualitative.codings.events import Event
from qualitative.codings.places import Places
from qualitative.codings.state import State
from qualitative.corpus.edits import edits_path, read_edits
from qualitative.folder.earlier import earlier_text
from qualitative.model import Coding

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
    return State(
        {id: coding for id, coding in state.codings.items() if coding.coder in wanted},
        [memo for memo in state.memos if memo.coder in wanted],
        state.decisions,
        {key: stretches for key, stretches in state.done.items() if key[0] in wanted},
        [mark for mark in state.marks if mark["coder"] in wanted],
    )


def placed(folder: Folder, state: State) -> State:
    """`state` with codings and stretches where they lie now; what can't be placed goes to `lost`, what a person retired goes."""
    places: dict[str, Places] = {}
    # once a document: even to find a hash again, a long text must be compared as a whole
    hashes = {id: document.hash for id, document in folder.documents.items() if id in _documents_of(state)}
    decisions = {id: d for d in state.decisions if d["verdict"] in ("place", "retire") for id in d.get("of", ())}
    codings, lost = {}, []
    documents = folder.documents
    for id, coding in state.codings.items():
        document = documents.get(coding.document)
        decision = decisions.get(id)
        if document is None or (
            decision is None and coding.text == hashes[document.id] and _fits(coding, document.text)
        ):
            codings[id] = coding
            continue
        if decision is not None and decision["verdict"] == "retire":
            continue
        place = _cached(places, folder, coding.document).place(coding, decision)
        if place.now is None:
            lost.append(place)
        else:
            now = place.now
            codings[id] = replace(
                coding,
                start=now.start,
                end=now.end,
                quote=now.quote,
                before=now.before,
                after=now.after,
                text=hashes[document.id],
            )
    return replace(state, codings=codings, lost=lost, done=_done(folder, state.marks, places))


def under_version(folder: Folder, state: State, version: int | str = "head") -> list[Coding]:
    """The codings with the codes that they have under a version of the codebook; a code that is not defined there becomes empty."""
    versions = folder.versions
    wanted = folder.codebook(version).version
    parts = decided_parts(state.decisions)
    seen = []
    for coding in state.codings.values():
        code = versions.seen(coding.code, coding.codebook, wanted, parts.get(coding.id))
        seen.append(coding if code == coding.code else replace(coding, code=code or ""))
    return seen


def undecided(folder: Folder, state: State, version: int | str = "head") -> list[Coding]:
    """The codings whose code was split and for which nobody has yet decided the part."""
    versions, wanted, parts = folder.versions, folder.codebook(version).version, decided_parts(state.decisions)
    return [c for c in state.codings.values() if versions.is_undecided(c.code, c.codebook, wanted, parts.get(c.id))]


def decided_parts(decisions: Iterable[Event]) -> Mapping[str, str]:
    """What a person decided for codings of a code that was split; the newest decision wins."""
    return {id: d["code"] for d in decisions if d["verdict"] == "split" and "code" in d for id in d.get("of", ())}


def _documents_of(state: State) -> set[str]:
    return {coding.document for coding in state.codings.values()}


def _fits(coding: Coding, text: str) -> bool:
    return text[coding.start : coding.end] == coding.quote


def _cached(places: dict[str, Places], folder: Folder, document: str) -> Places:
    if document not in places:
        places[document] = places_of(folder, document)
    return places[document]


def _done(
    folder: Folder, marks: Iterable[Event], places: dict[str, Places]
) -> dict[tuple[str, str, int], list[tuple[int, int]]]:
    done: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for mark in marks:
        document, text = folder.documents.get(mark["document"]), mark.get("text", "")
        start, end = mark["start"], mark["end"]
        if document is not None and text and text != document.hash:
            where = _cached(places, folder, document.id)
            start, end = where.position(start, text), where.position(end, text)
        if start < end:
            done.setdefault((mark["coder"], mark["document"], mark["round"]), []).append((start, end))
    return done
