"""Correct a document's text under its codings: an edit script first, then the text; and a report on what became of each coding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualitative.codings.events import now
from qualitative.codings.log import append_lines
from qualitative.codings.places import Placement, Places
from qualitative.codings.texts import keep_text
from qualitative.corpus.documents import parse_document
from qualitative.corpus.edits import Edit, edits_path, format_edit, read_edits, way
from qualitative.corpus.files import normalised, read_text, write_text
from qualitative.corpus.locks import locked
from qualitative.errors import DocumentError
from qualitative.folder import Folder, placing
from qualitative.folder.earlier import earlier_text
from qualitative.model import Coding, Document
from qualitative.text.edits import Anchor, edit_script
from qualitative.text.quotes import nearest

__all__ = ["Correction", "adopt", "correct", "format_correction", "plan", "unexplained"]


@dataclass(frozen=True)
class Correction:
    """One correction of a text, and what it does to each coding on it."""

    document: Document  # as it is afterwards
    edit: Edit
    placements: list[Placement]

    @property
    def lost(self) -> list[Placement]:
        """The codings whose words are gone."""
        return [place for place in self.placements if place.now is None]

    @property
    def reworded(self) -> list[Placement]:
        """The codings whose words read differently afterwards."""
        return [place for place in self.placements if place.now and place.now.quote != place.coding.quote]


def plan(folder: Folder, document: str, new: str, *, by: str = "", why: str = "") -> Correction:
    """What a correction would do; nothing is written. `new` is the whole file, or the text without its front matter."""
    before = folder.document(document)
    text = _whole(folder, before, normalised(new))
    after = parse_document(text, before.path, before.id, None)
    edit = Edit(before.hash, after.hash, tuple(edit_script(before.text, after.text)), by, now(), why)
    places = Places(after, [edit])
    standing = [coding for coding in placing.state_of(folder).codings.values() if coding.document == document]
    return Correction(after, edit, [places.place(coding) for coding in standing])


def correct(folder: Folder, document: str, new: str, *, by: str, why: str) -> Correction:
    """Write a correction: the script is on disk before the text, so that a crash between the two leaves every coding where it is."""
    folder.check_writable()
    before = folder.document(document)
    path = folder.root / before.path
    with locked(path, DocumentError):
        current = parse_document(read_text(path, DocumentError, folder.root), before.path, before.id, None)
        if current.hash != before.hash:
            raise DocumentError(f"{before.path} was changed by somebody else meanwhile; look at it, then correct again")
        correction = plan(folder, document, new, by=by, why=why)
        for text in (before, correction.document):
            keep_text(folder.cache_folder, text)
        if correction.edit.before != correction.edit.after:
            append_lines(edits_path(folder.corpus, document), [format_edit(correction.edit)])
        write_text(path, _whole(folder, before, normalised(new)))
    folder.refresh()
    return correction


def unexplained(folder: Folder, document: str) -> list[str]:
    """The hashes of texts on which codings were made and from which no edit script leads to the present text, oldest first."""
    found = folder.document(document)
    places = Places(found, read_edits(edits_path(folder.corpus, document))[0])
    events = sorted((e for e in folder.events()[0] if e["document"] == document), key=lambda event: event["id"])
    sources = dict.fromkeys(str(event["text"]) for event in events if event["event"] != "retract" and event.get("text"))
    return [source for source in sources if not places.is_explained(source)]


def adopt(folder: Folder, document: str, *, by: str, why: str) -> tuple[list[Edit], list[str]]:
    """Record what was corrected by hand: (edit scripts written, texts that are nowhere at hand, neither in the cache nor in git)."""
    folder.check_writable()
    found = folder.document(document)
    path = edits_path(folder.corpus, document)
    known = read_edits(path)[0]
    made: list[Edit] = []
    missing: list[str] = []
    for source in unexplained(folder, document):
        if way([*known, *made], source, found.hash) is not None:
            continue
        # from the newest text that is at hand, so that corrections form a chain
        for text in [*reversed([edit.after for edit in known]), source]:
            old = earlier_text(folder, found, text) if way(known, source, text) is not None else None
            if old is not None:
                made.append(Edit(text, found.hash, tuple(edit_script(old, found.text)), by, now(), why))
                break
        else:
            missing.append(source)
    keep_text(folder.cache_folder, found)
    append_lines(path, [format_edit(edit) for edit in made])
    return made, missing


def format_correction(placements: list[Placement], text: str, *, everything: bool = False) -> Iterator[str]:
    """Lines of a report: how many are unchanged, moved and lost; then each that reads differently, before and after, and each lost."""
    unchanged = sum(place.status == "unchanged" for place in placements)
    moved = [place for place in placements if place.status == "moved"]
    reworded = [place for place in moved if place.now and place.now.quote != place.coding.quote]
    lost = [place for place in placements if place.now is None]
    yield f"{unchanged} unchanged, {len(moved)} moved ({len(reworded)} read differently now), {len(lost)} lost"
    for place in moved if everything else reworded:
        coding, there = place.coding, place.now
        assert there is not None
        yield f"moved  {_head(coding)}"
        yield f"  before …{_shown(coding.before, coding.quote, coding.after)}…"
        yield f"  after  …{_shown(there.before, there.quote, there.after)}…"
    for place in lost:
        coding = place.coding
        yield f"lost   {_head(coding)}"
        yield f"  before …{_shown(coding.before, coding.quote, coding.after)}…"
        near = nearest(text, _anchor(coding))
        if near is not None:
            yield f"  look near {near}: …{' '.join(text[max(0, near - 40) : near + 60].split())}…"


def _head(coding: Coding) -> str:
    return f"{coding.id} {coding.code} ({coding.coder})"


def _shown(before: str, quote: str, after: str) -> str:
    return " ".join(f"{before}[{quote}]{after}".split())


def _anchor(coding: Coding) -> Anchor:
    return Anchor(coding.start, coding.end, coding.quote, coding.before, coding.after)


def _whole(folder: Folder, document: Document, new: str) -> str:
    """The text of the file: the present front matter where `new` has none."""
    if new.split("\n", 1)[0].rstrip() == "---":
        return new
    text = read_text(folder.root / document.path, DocumentError, folder.root)
    return "\n".join(text.split("\n")[: document.body_line - 1]) + "\n" + new
