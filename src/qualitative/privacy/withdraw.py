"""Take a person out of a study who took back consent: their documents or turns, all codings and notes on them, and what was derived.

Where others speak in the same document only the person's turns go, and a mark stands in their place. What remains is said: mentions that no
program can judge, published reports, and git's past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.codings.events import Event, format_event, now
from qualitative.codings.links import named_in
from qualitative.codings.log import event_paths
from qualitative.codings.older import without_prev
from qualitative.codings.places import Places
from qualitative.corpus.documents import format_document, parse_document
from qualitative.corpus.edits import Edit, edits_path, format_edit, read_edits
from qualitative.corpus.files import read_text, shown
from qualitative.corpus.front import NOBODY, parse_front_matter
from qualitative.corpus.persons import PERSONS, PRIVATE
from qualitative.errors import DocumentError, NewerError, PrivacyError, did_you_mean
from qualitative.folder import Folder
from qualitative.i18n import catalogue
from qualitative.model import Document
from qualitative.privacy.journal import commit, recover
from qualitative.privacy.key import KEY
from qualitative.privacy.places import derived_files
from qualitative.privacy.pseudonymise import locked_study
from qualitative.privacy.registering import REPLIES
from qualitative.privacy.rewriting import passage_of, rewritten
from qualitative.privacy.traces import traces_of
from qualitative.privacy.whose import is_person, labels_of, names_in, persons_of, ranges_of, words_of
from qualitative.text.edits import Op, apply_script

__all__ = ["Withdrawal", "plan_withdrawal", "withdraw"]

_READABLE = (".md", ".csv", ".txt", ".yaml", ".jsonl", ".ipynb", ".json", ".html")
TEXTS = catalogue("privacy")


@dataclass
class Withdrawal:
    """What goes: whole documents, parts of others, events; and, afterwards, where the person may still be mentioned."""

    informant: str
    whole: list[str] = field(default_factory=list)
    parts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    events: int = 0
    mentions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # of the person, to look for in git
    persons: list[str] = field(
        default_factory=list
    )  # whom the label leads to; attributes of theirs may lie in persons.csv


def plan_withdrawal(folder: Folder, informant: str, documents: Sequence[str] = ()) -> Withdrawal:
    """What a withdrawal would take away. `informant` is a person's id, a label or initials; the same label may be another person elsewhere,
    so several documents must be named.

    Raises PrivacyError where nobody has that label, or where several documents have it and none is named.
    """
    held = {
        document.id: ranges
        for document in folder.documents.values()
        if (ranges := ranges_of(document, informant)) is not None
    }
    if not held:
        known = {name for document in folder.documents.values() for name in names_in(document)}
        raise PrivacyError(f"no document has an informant {informant!r}; {did_you_mean(informant, known)}")
    unknown = [document for document in documents if document not in held]
    if unknown:
        raise PrivacyError(f"{informant} does not speak in {unknown[0]!r}; {did_you_mean(unknown[0], held)}")
    if len(held) > 1 and not documents and not is_person(folder, informant):
        raise PrivacyError(
            f"{informant} speaks in {len(held)} documents ({', '.join(held)}), maybe not the same person; name each with --document"
        )
    plan = Withdrawal(informant)
    for document in documents or held:
        ranges = held[document]
        if ranges:
            plan.parts[document] = ranges
        else:
            plan.whole.append(document)
        plan.words += words_of(folder.document(document), ranges)
        plan.persons += persons_of(folder.document(document), informant)
        plan.events += (
            sum(len(folder.events_of(path)[0]) for path in _event_files(folder, document)) if not ranges else 0
        )
    plan.events += sum(len(_gone(folder, document, ranges)) for document, ranges in plan.parts.items())
    return plan


def withdraw(folder: Folder, plan: Withdrawal, *, by: str) -> None:
    """Carry out a plan; all files change, or none."""
    folder.check_writable()
    recover(folder.root)
    with locked_study(folder):
        folder.refresh()
        files: dict[Path, bytes | None] = {}
        for document in plan.whole:
            files |= dict.fromkeys([edits_path(folder.corpus, document), *_event_files(folder, document)])
            files[folder.root / folder.document(document).path] = None
        for document, ranges in plan.parts.items():
            files |= _without(folder, folder.document(document), ranges, plan.informant, by)
        files |= _traces(folder, plan)
        files |= dict.fromkeys(derived_files(folder))  # reports that quote the person; made anew with one command
        commit(folder.root, {path: data for path, data in files.items() if data is not None or path.exists()})
        plan.mentions = _mentions(folder, plan)
    folder.refresh()


def _traces(folder: Folder, plan: Withdrawal) -> dict[Path, bytes | None]:
    """What lies of the person elsewhere: their row, where they speak in no other document, their answers, and imports."""
    taken = {*plan.whole, *plan.parts}
    others = {
        person
        for document in folder.documents.values()
        if document.id not in taken
        for person in document.persons.values()
    }
    persons = sorted(set(plan.persons) - others)
    words, gone = [], set(plan.whole)
    for document in plan.whole:
        words.append(folder.document(document).text)
        gone |= {event["id"] for path in _event_files(folder, document) for event in folder.events_of(path)[0]}
    for document, ranges in plan.parts.items():
        words += [folder.document(document).text[start:end] for start, end in ranges]
        gone |= _gone(folder, document, ranges)
    mark = TEXTS.say("withdrawn", folder.settings.languages[0])
    return traces_of(folder, persons, words, gone, mark, now()[:10])


def _event_files(folder: Folder, document: str) -> list[Path]:
    return [path for path in event_paths(folder.codings_folder) if path.stem == document]


def _gone(folder: Folder, document: str, ranges: Iterable[tuple[int, int]]) -> set[str]:
    """The events on the person's words, and those that refer to them; a coding whose place is unknown may be on them, so it goes too."""
    places = Places(folder.document(document), read_edits(edits_path(folder.corpus, document))[0])
    events = [event for path in _event_files(folder, document) for event in folder.events_of(path)[0]]
    gone = {event["id"] for event in events if "quote" in event and _is_theirs(event, places, list(ranges))}
    for event in sorted(events, key=lambda event: event["id"]):
        settled = event.get("settles", []) if event["event"] == "code" else []
        if not gone.isdisjoint([*named_in(event), *settled]):
            gone.add(event["id"])
    return gone


def _is_theirs(event: Event, places: Places, ranges: list[tuple[int, int]]) -> bool:
    there = places.place(passage_of(event)).now
    return there is None or any(there.start < end and there.end > start for start, end in ranges)


def _without(
    folder: Folder, document: Document, ranges: list[tuple[int, int]], informant: str, by: str
) -> dict[Path, bytes | None]:
    """Edit scripts, text and events of a document in which others speak too."""
    mark = TEXTS.say("withdrawn", document.language)
    script: list[Op] = [(start, end, mark) for start, end in ranges]
    path = folder.root / document.path
    lines = read_text(path, DocumentError, folder.root).split("\n")
    meta = parse_front_matter("\n".join(lines[1 : document.body_line - 2]), document.path)
    meta = _meta_without(meta, informant, labels_of(document, informant))
    whole = format_document(meta, apply_script(document.text, script))
    after = parse_document(whole, document.path, document.id, None)
    old = read_edits(edits_path(folder.corpus, document.id))[0]
    places = Places(document, old)
    # older scripts may hold the person's words, so only their shape stays: codings are carried to the new text below
    edits = [Edit(document.hash, after.hash, tuple(script), by, now(), "withdrawn")]
    files: dict[Path, bytes | None] = {edits_path(folder.corpus, document.id): "".join(format_edit(e) + "\n" for e in edits).encode(), path: whole.encode()}  # fmt: skip
    gone = _gone(folder, document.id, ranges)
    for file in _event_files(folder, document.id):
        events, problems = folder.events_of(file)
        for problem in problems:
            way = "until then" if isinstance(problem, NewerError) else "mend it or restore it from git first,"
            raise PrivacyError(f"{problem}; {way} nobody knows what it holds")
        kept = [rewritten(e, document.hash, places, script, after, str, ()) for e in events if e["id"] not in gone]
        kept = [without_prev(event, gone) for event in kept]
        files[file] = "".join(format_event(event) + "\n" for event in kept).encode() if kept else None
    return files


def _meta_without(meta: dict[str, Any], informant: str, labels: Iterable[str]) -> dict[str, Any]:
    """The front matter with the withdrawal noted under consent, and without what was the person's alone: their labels lead to nobody."""
    consent = {**(meta.get("consent") or {})}
    consent["withdrawn"] = int(consent.get("withdrawn") or 0) + 1
    meta = {**meta, "consent": consent}
    if isinstance(meta.get("speakers"), dict):
        meta["speakers"] = {**meta["speakers"], **{label: NOBODY for label in labels if label in meta["speakers"]}}
    if meta.get("segments"):
        meta["segments"] = [_segment_without(entry, informant, meta) for entry in meta["segments"]]
    return meta


def _segment_without(entry: dict[str, Any], informant: str, meta: dict[str, Any]) -> dict[str, Any]:
    source = (meta.get("source") or {}).get("informant")
    if entry.get("informant", source) != informant or entry.get("basis", meta.get("basis")) != "informant":
        return entry
    return {
        "paragraph": entry["paragraph"],
        "basis": "informant",
        "section": entry.get("section"),
        "informant": "withdrawn",
    }


def _mentions(folder: Folder, plan: Withdrawal) -> list[str]:
    """Files in which the person may still be spoken of, which only a person can judge: notes, findings, reports, notebooks, tables."""
    names = [plan.informant, *plan.whole, *plan.persons]
    own = [folder.corpus / name for name in (PERSONS, PRIVATE, REPLIES)]
    found = []
    for name in ("corpus", "codebook", "notebooks", "reports", "incoming", "study.yaml", KEY):
        place = folder.root / name
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if not path.is_file() or path.suffix not in _READABLE:
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            # originals and raw files are not text of the study, but their names tell whose they are
            # their own row says that they withdrew
            if path in own:
                continue
            if any(_stands_in(name, text) for name in names) or path.stem in plan.whole:
                found.append(shown(path, folder.root))
    return found + _unreadable(folder.root)


def _unreadable(root: Path) -> list[str]:
    """Files that may quote the person and that can't be searched: published PDF and DOCX, and originals."""
    places = [*(root / "reports").rglob("*"), *(root / "corpus/originals").rglob("*"), *(root / "incoming").rglob("*")]
    return [shown(path, root) for path in sorted(places) if path.is_file() and path.suffix not in _READABLE]


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
