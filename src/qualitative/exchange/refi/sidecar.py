"""What REFI-QDA has no place for, as a file in the archive that only this library reads: front matter, and what events say besides. Pure."""

from __future__ import annotations

import json
from typing import Any

from qualitative.corpus.files import read_text
from qualitative.corpus.front import parts_of
from qualitative.errors import DocumentError, StudyError
from qualitative.exchange.giving.outgoing import Outgoing
from qualitative.folder.settings import MARK, parse_mapping
from qualitative.model import Document

__all__ = ["SETTINGS", "sidecar"]

SETTINGS = ("attributes", "classes")  # keys of study.yaml without which codes and values would mean less


def sidecar(out: Outgoing) -> bytes:
    """JSON: `documents` (front matter by guid), `events` (what differs from the usual, by guid), the id for all cases together, and settings."""
    events: dict[str, dict[str, Any]] = {}
    for coding in (coding for some in out.codings.values() for coding in some):
        if coding.round != 1:
            events[out.guids.of("coding", coding.id)] = {"round": coding.round}
    for mark in (mark for some in out.marks.values() for mark in some):
        if mark.kind != "noted":
            events[out.guids.of("mark", mark.id)] = {"kind": mark.kind}
    for memo in (memo for some in out.memos.values() for memo in some):
        said = {
            **({"memo": memo.kind} if memo.kind else {}),
            **({"for": memo.audience} if memo.audience != "me" else {}),
        }
        if said:
            events[out.guids.of("memo", memo.id)] = said
    documents = {out.guids.of("document", document.id): _front(out, document) for document in out.documents}
    whole = out.folder.settings.case.whole
    raw = parse_mapping(read_text(out.folder.root / MARK, StudyError, out.folder.root))
    settings = {key: raw[key] for key in SETTINGS if raw.get(key)}
    data = {"documents": documents, "events": events, "whole": whole, "settings": settings}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8")


def _front(out: Outgoing, document: Document) -> dict[str, Any]:
    """The front matter as it stands, without the case (which goes as a case) and attributes (which go as values)."""
    text = read_text(out.folder.root / document.path, DocumentError, out.folder.root)
    meta = parts_of(text, document.path)[0]
    return {key: value for key, value in meta.items() if key not in ("case", "attributes")}
