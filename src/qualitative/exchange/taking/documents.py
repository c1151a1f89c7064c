"""Texts of a foreign project -> documents of ours: their ids, front matter and bodies. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qualitative.corpus.documents import format_document, parse_document
from qualitative.corpus.front import is_date
from qualitative.errors import DocumentError
from qualitative.exchange.conventions import CountedText
from qualitative.exchange.foreign import Foreign, ForeignDocument
from qualitative.exchange.losses import Losses
from qualitative.exchange.moments import moment_of
from qualitative.exchange.naming import Namer, plain_id, tidy
from qualitative.exchange.taking.cases import WHOLE, Cases, take_values
from qualitative.exchange.taking.known import Known
from qualitative.model import Document, is_id
from qualitative.text.edits import Op, edit_script
from qualitative.text.language import guess_language

__all__ = ["Documents", "Taken", "take_documents"]


@dataclass(frozen=True)
class Taken:
    """A document of ours for a foreign one. `content` is what its file must hold (None: it is there already).

    Where it is there with another text, `script` leads from `theirs` to ours.
    """

    document: Document
    content: str | None
    script: tuple[Op, ...] = ()
    theirs: str = ""


@dataclass
class Documents:
    """By foreign id; `without` are those that hold no text."""

    taken: dict[str, Taken] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Said:
    """What every front matter says."""

    tool: str
    sha256: str
    date: str
    language: str | None
    usual: str  # where the words of a text do not tell


def take_documents(
    foreign: Foreign,
    texts: Mapping[str, CountedText],
    known: Known,
    cases: Cases,
    losses: Losses,
    *,
    sha256: str,
    today: str,
    language: str | None,
    usual: str,
) -> Documents:
    """A document for every text that holds any; one that the study has already stays as it is."""
    folder = known.folder
    taken_ids = [*folder.documents, *_left_ids(known)] if folder else []
    namer, found = Namer(taken_ids), Documents()
    said = _Said(foreign.tool, sha256, (moment_of(foreign.at) or today)[:10], language, usual)
    for document in foreign.documents:
        text = texts[document.id]
        losses.found("characters", len(text.ours))
        if not text.ours.strip():
            found.without.add(document.id)
            losses.left("documents", 1, "hold no text")
            losses.left("characters", len(text.ours), "of a document without words")
            continue
        losses.took("documents")
        losses.took("characters", len(text.ours) - text.replaced)
        losses.left(
            "characters", text.replaced, "no text file can hold them (NUL, half characters); U+FFFD stands for each"
        )
        here = _known(document, text.ours, known)
        if here is not None:
            found.taken[document.id] = _as_it_is(here, document, text.ours, losses)
            _compare(here, document, cases, losses)
            continue
        found.taken[document.id] = _new(document, text.ours, cases, foreign, namer, said, losses)
    return found


def _compare(here: Document, document: ForeignDocument, cases: Cases, losses: Losses) -> None:
    """The values of a document that is here: those that say the same are taken; others are told, and change nothing."""
    for column, value in take_values(document.values, cases, losses).items():
        if here.attributes.get(column, "NA") != value:
            losses["values"].taken -= 1
            losses.left("values", 1, "differ from what the document here says, which stays; each is listed")
            losses.remark(
                f"{here.id}: {column} is {here.attributes.get(column, 'not there')!r} here, {value!r} in the file",
                "values that differ",
            )


def _left_ids(known: Known) -> list[str]:
    """Ids of documents that were here once."""
    folder = known.folder
    return (
        [path.stem for kind in ("codings/*", "edits") for path in folder.corpus.glob(f"{kind}/*.jsonl")]
        if folder
        else []
    )


def _known(document: ForeignDocument, text: str, known: Known) -> Document | None:
    if known.folder is None:
        return None
    id = known.ours("document", document.id) or known.by_text.get(text.rstrip("\n"))
    return known.folder.documents.get(id) if id else None


def _as_it_is(here: Document, document: ForeignDocument, text: str, losses: Losses) -> Taken:
    if here.text.rstrip("\n") == text.rstrip("\n"):
        return Taken(here, None)
    losses.remark(
        f"{here.id}: its text was changed elsewhere; it stays as it is here, and codings follow to their words"
        f" (bring the text over with `qualitative amend {here.id}`)"
    )
    return Taken(here, None, tuple(edit_script(text, here.text)), text)


def _new(
    document: ForeignDocument, text: str, cases: Cases, foreign: Foreign, namer: Namer, said: _Said, losses: Losses
) -> Taken:
    id = str(document.front.get("id", ""))
    if not (is_id(id) and namer.keep(id)):
        id = namer.give(_idlike(document), "document")
    meta = _meta(id, document, text, said)
    meta["case"] = _case(id, document, cases, foreign)
    values = take_values(document.values, cases, losses)
    if values:
        meta["attributes"] = {**values, **meta.get("attributes", {})}
    try:
        return _parsed(id, meta, text)
    except DocumentError as problem:
        if not document.front:
            raise
        losses.remark(f"{id}: what the file says of it does not hold ({problem}); it is a plain document")
        return _parsed(id, {**_meta(id, replace(document, front={}), text, said), "case": meta["case"]}, text)


def _idlike(document: ForeignDocument) -> str:
    """A name for an id; ids that begin with sim- are for simulated documents, and for them alone."""
    name = document.name.rsplit(".", 1)[0] or document.name
    is_simulated, has_sign = document.front.get("provenance") == "simulated", plain_id(name).startswith("sim-")
    return f"sim-{name}" if is_simulated and not has_sign else f"doc-{name}" if has_sign and not is_simulated else name


def _parsed(id: str, meta: Mapping[str, Any], text: str) -> Taken:
    content = format_document(meta, text)
    return Taken(parse_document(content, f"{id}.md", id), content)


def _meta(id: str, document: ForeignDocument, text: str, said: _Said) -> dict[str, Any]:
    date = (moment_of(document.at) or said.date)[:10]
    meta: dict[str, Any] = {
        "id": id,
        "title": tidy(document.name)[:200] or id,
        "kind": "document",
        "provenance": "fieldwork",
        "case": "",
        "date": date if is_date(date) else said.date,
        "language": said.language or guess_language(text) or said.usual,
        "source": {"tool": said.tool, "file": said.sha256, "id": document.id, "note": "the date is that of the tool"},
    }
    return {**meta, **document.front, "id": id} if document.front else meta


def _case(id: str, document: ForeignDocument, cases: Cases, foreign: Foreign) -> str:
    """The case of a document: its first one; where others have cases, what stands for all; else one of its own."""
    if document.id in cases.of_document:
        return cases.of_document[document.id]
    if foreign.cases or cases.whole:
        cases.whole = cases.whole or WHOLE
        return cases.whole
    if id not in cases.rows:
        cases.rows[id] = {}
        cases.made += 1
    return id
