"""What a study has already, and under which foreign ids: from earlier imports, and from what it would export today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from qualitative.corpus.bounded_json import load_json
from qualitative.exchange.guids import Guids, is_guid
from qualitative.folder import Folder, placing
from qualitative.i18n import pick
from qualitative.model import Coding, Mark

__all__ = ["IdLine", "Known", "known_in", "read_id_lines", "study_title"]

Place = tuple[str, int, int, str, str]  # document, start, end, code, coder


class IdLine(TypedDict):
    """A line of `ids.jsonl`: a foreign id, what kind of thing it is, and our id for it."""

    kind: str
    foreign: str
    ours: str


@dataclass
class Known:
    """What is there. `ids` maps (kind, foreign id) to our id; `places` what stands (document, start, end, code, coder) to the event's id."""

    folder: Folder | None = None
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    by_text: dict[str, str] = field(default_factory=dict)
    by_path: dict[tuple[str, ...], str] = field(default_factory=dict)
    codings: dict[str, Coding] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    places: dict[Place, str] = field(default_factory=dict)
    place_of: dict[str, Place] = field(default_factory=dict)
    marked: dict[tuple[str, int, int, str, str], str] = field(default_factory=dict)
    notes: frozenset[tuple[str, str, str]] = frozenset()

    def ours(self, kind: str, foreign: str) -> str | None:
        """Our id of a foreign thing, if it is known."""
        return self.ids.get((kind, foreign.strip("{}").upper()))


def known_in(folder: Folder | None) -> Known:
    """All that is known of a study; nothing where there is none yet."""
    if folder is None:
        return Known()
    state = placing.state_of(folder)
    events, _ = folder.events()
    book = folder.codebook()
    known = Known(folder, codings=state.codings, marks={mark.id: mark for mark in state.marks})
    known.events = frozenset(event["id"] for event in events)
    known.by_text = {document.text.rstrip("\n"): document.id for document in folder.documents.values()}
    for code in book.values():
        for language in code.name:
            path = tuple(pick(book[one].name, language) for one in reversed([code.id, *book.ancestors(code.id)]))
            known.by_path.setdefault(path, code.id)
    for coding in state.codings.values():
        place = (coding.document, coding.start, coding.end, book.current(coding.code), coding.coder)
        known.places.setdefault(place, coding.id)
        known.place_of[coding.id] = place
    for mark in state.marks:
        known.marked.setdefault((mark.document, mark.start, mark.end, mark.why, mark.coder), mark.id)
    known.notes = frozenset((memo.of, memo.document or "", memo.note) for memo in state.memos)
    known.ids = _ids(folder, known)
    return known


def read_id_lines(corpus: Path) -> Iterator[IdLine]:
    """The lines of all `ids.jsonl`; what is no such line counts for nothing."""
    for path in sorted((corpus / "exchange").glob("*/ids.jsonl")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                found = load_json(line)
            except ValueError:
                continue
            if isinstance(found, dict) and all(isinstance(found.get(key), str) for key in IdLine.__annotations__):
                yield {"kind": found["kind"], "foreign": found["foreign"], "ours": found["ours"]}


def study_title(folder: Folder) -> str:
    """The title by which guids are made."""
    title = folder.settings.title
    return title.get("en") or next(iter(title.values()))


def _ids(folder: Folder, known: Known) -> dict[tuple[str, str], str]:
    guids = Guids(study_title(folder))
    ours = [
        *(("document", id) for id in folder.documents),
        *(("code", id) for id in folder.codebook()),
        *(("coder", id) for id in folder.settings.coders),
        *(("coding", id) for id in known.events),
        *(("mark", id) for id in known.marks),
        *(("case", str(id)) for id in folder.named_cases),
    ]
    found = {(kind, guids.of(kind, id)): id for kind, id in ours}
    for line in read_id_lines(folder.corpus):
        # `1` in one Taguette file is not `1` in another; such things are known again by what they are
        key = (line["kind"], line["foreign"].strip("{}").upper())
        if is_guid(line["foreign"]) and found.get(key) not in known.place_of:
            found[key] = line["ours"]
    return found
