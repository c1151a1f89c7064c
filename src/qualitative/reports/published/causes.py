"""What changed in a study since a report was made from it: codings, texts, the codebook, tables, settings, libraries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from qualitative.codebook.compare import describe
from qualitative.codebook.files import read_changes, read_codebook
from qualitative.codebook.operations import OPERATIONS
from qualitative.codings.events import Event, parse_event
from qualitative.codings.history import sentence_of
from qualitative.corpus.edits import edits_path, read_edits, way
from qualitative.errors import CodebookError, CodingError
from qualitative.folder import CONSENSUS, Folder, placing
from qualitative.material import counted_in
from qualitative.reports.making.grounds import input_paths, normal_bytes
from qualitative.reports.making.versions import libraries, source_hash

__all__ = ["OWN_CODE", "Cause", "causes", "changed_inputs", "library_changes"]

CODEBOOK, EARLIER = "codebook/", "codebook/changes.yaml"
OWN_CODE = "qualitative's own code"


@dataclass(frozen=True)
class Cause:
    """One thing that changed: its kind (coding, text, codebook, file), a sentence, and what it touches."""

    kind: str
    text: str
    codings: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    counted: bool = True


def changed_inputs(folder: Folder, manifest: Mapping[str, Any]) -> dict[str, str]:
    """The inputs that are not as they were: changed, new or gone."""
    before = manifest["inputs"]
    now = {path.relative_to(folder.root).as_posix(): path for path in input_paths(folder.root, manifest["kind"])}
    found = {path: "gone" for path in before if path not in now}
    for name, path in now.items():
        if name not in before:
            found[name] = "new"
        elif sha256(normal_bytes(path)).hexdigest() != before[name]["sha256"]:
            found[name] = "changed"
    return dict(sorted(found.items()))


def library_changes(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Libraries of another version than then, each as `0.13.1 → 0.14.0`; other code of the workbench among them, which is a remark."""
    before, now = manifest["libraries"], libraries()
    found = {
        name: f"{before.get(name, 'none')} → {now.get(name, 'none')}"
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    }
    source = str(manifest["remarks"].get("source", ""))
    if source != source_hash():
        found[OWN_CODE] = f"{source[:8]} → {source_hash()[:8]}"
    return found


def causes(folder: Folder, manifest: Mapping[str, Any], changed: Mapping[str, str]) -> list[Cause]:
    """Everything that changed among the inputs, each as one cause: events first, then texts, the codebook, other files."""
    found = [*_events(folder, manifest, changed), *_texts(folder, manifest, changed)]
    if any(path.startswith(CODEBOOK) for path in changed):
        found += _operations(folder, manifest, changed)
    for path, what in changed.items():
        first = path.split("/")[0:2]
        if not path.startswith(CODEBOOK) and first[-1] not in ("codings", "transcripts", "documents", "edits"):
            name = PurePosixPath(path).stem
            labels = {name} if first[-1] == "tables" else {"cases"} if name == "cases" else set()
            found.append(Cause("file", f"{path} is {what}", labels=frozenset(labels)))
    return found


def _events(folder: Folder, manifest: Mapping[str, Any], changed: Mapping[str, str]) -> Iterator[Cause]:
    known = {event["id"]: event for event in folder.events()[0]}
    coders = _counted_coders(folder, manifest)
    later: dict[str, Event] = {}
    for path in (path for path in changed if path.startswith("corpus/codings/")):
        coder, name = path.split("/")[2:4]
        events, whole = _later(folder, path, manifest)
        later |= {event["id"]: event for event in events}
        if not whole:
            gone = frozenset(_standing(manifest, name.removesuffix(".jsonl")) - set(known))
            what = (
                "was taken away"
                if changed[path] == "gone"
                else "was changed in what it already held, not only added to"
            )
            documents = frozenset({name.removesuffix(".jsonl")})
            yield Cause("coding", f"{path} {what}", gone, documents, counted=coder in coders)
    for event in sorted(later.values(), key=lambda event: event["id"]):
        text = f"{event['coder']} {sentence_of(event, known)} (event {event['id']}, {_moment(event['at'])})"
        documents = frozenset({event["document"]} if event["event"] == "done" else ())
        yield Cause(
            "coding",
            text,
            frozenset(_touched(event, known)),
            documents,
            counted=event["coder"] in coders or event["event"] == "decide",
        )


def _counted_coders(folder: Folder, manifest: Mapping[str, Any]) -> set[str]:
    """The coders that a report was asked to take alone; else those whose codings count now, and whoever settles others."""
    asked = set(manifest["resolved"].get("coders", ()))
    return asked or {CONSENSUS, *(coder for coders in counted_in(folder).table["coders"] for coder in coders)}


def _later(folder: Folder, path: str, manifest: Mapping[str, Any]) -> tuple[list[Event], bool]:
    """(events that a file gained since, whether all that was there still is)."""
    before = manifest["inputs"].get(path, {"bytes": 0, "sha256": sha256(b"").hexdigest()})
    place = folder.root / path
    data = normal_bytes(place) if place.exists() else b""
    if sha256(data[: before["bytes"]]).hexdigest() == before["sha256"]:
        return _parsed(data[before["bytes"] :]), True
    newest = manifest.get("newest_event") or ""
    return [event for event in _parsed(data) if event["id"] > newest], False


def _parsed(data: bytes) -> list[Event]:
    """The events of some lines; what does not parse counts in no report either."""
    events = []
    for line in data.split(b"\n"):
        try:
            events.append(parse_event(line.decode("utf-8")))
        except (UnicodeDecodeError, CodingError):
            continue
    return events


def _touched(event: Event, known: Mapping[str, Event]) -> set[str]:
    """The codings that an event makes, replaces, takes back or brings back."""
    first: Mapping[str, Any] = event
    found: set[str] = {first["id"], *(first.get("settles") or ())}
    queue = [first.get("of"), first.get("replaces")]
    while queue:
        one = queue.pop()
        if isinstance(one, list):
            queue += one
        elif isinstance(one, str) and one not in found:
            found.add(one)
            other: Mapping[str, Any] = known.get(one) or {}
            queue += [other.get("of") if other.get("event") == "retract" else None, other.get("replaces")]
    return found


def _standing(manifest: Mapping[str, Any], document: str) -> set[str]:
    segments = manifest["segments"].items()
    return {coding for name, codings in segments if name.rpartition(".")[0] == document for coding in codings}


def _texts(folder: Folder, manifest: Mapping[str, Any], changed: Mapping[str, str]) -> Iterator[Cause]:
    lost = Counter(placement.coding.document for placement in placing.state_of(folder).lost)
    for path, what in changed.items():
        if not path.startswith(("corpus/transcripts/", "corpus/documents/")):
            continue
        name = PurePosixPath(path).stem
        before, document = manifest["texts"].get(name), folder.documents.get(name)
        text, counted = f"{path} is {what}", name in manifest["texts"] or what == "new"
        if what == "changed" and document is not None and before is not None:
            same = before == document.hash
            text = f"{path}: its head was changed, its text was not" if same else ""
            text = text or _correction(folder, name, path, before, document.hash)
        if lost[name]:
            text += f"; {lost[name]} coding{'s' if lost[name] > 1 else ''} lost their words in it"
        yield Cause("text", text, documents=frozenset({name}), counted=counted)


def _correction(folder: Folder, name: str, path: str, before: str, after: str) -> str:
    edits = way(read_edits(edits_path(folder.corpus, name))[0], before, after)
    if not edits:
        return f"{path}: its text was changed by hand, with no correction on record (`qualitative amend` keeps one)"
    parts = []
    for edit in edits:
        places = ", ".join(f"{start}–{end} to [{inserted}]" for start, end, inserted in edit.script[:3])
        more = f" and {len(edit.script) - 3} more places" if len(edit.script) > 3 else ""
        why = f": {edit.why}" if edit.why else ""
        parts.append(f"{edit.by or 'somebody'} corrected {name} at {places}{more} ({_moment(edit.at)}){why}")
    return "; then ".join(parts)


def _operations(folder: Folder, manifest: Mapping[str, Any], changed: Mapping[str, str]) -> Iterator[Cause]:
    version, known = manifest["codebook"], False
    for operation in read_changes(folder.codebook_folder):
        if operation["n"] > version:
            known = True
            who = f"{operation.get('by')}, {_moment(str(operation.get('at') or ''))}"
            why = f": {operation['why']}" if operation.get("why") else ""
            text = f"the codebook's version {operation['n']} {describe(operation)} ({who}){why}"
            codes = frozenset(OPERATIONS[operation["op"]].codes(operation))
            yield Cause("codebook", text, codes=codes, labels=frozenset(_labels(folder, codes, operation["n"])))
    if not known and changed.get(EARLIER) == "gone":
        yield Cause(
            "codebook", f"the codebook's history moved from {EARLIER} to {CODEBOOK}history, with no new version"
        )
    elif not known:
        names = " and ".join(path for path in changed if path.startswith(CODEBOOK))
        yield Cause("codebook", f"{names} changed without a new version (the report is of version {version})")


def _labels(folder: Folder, codes: Iterable[str], version: int) -> Iterator[str]:
    """What codes are called before and after an operation, in each language."""
    for number in (version - 1, version):
        try:
            book = read_codebook(folder.codebook_folder, number)
        except CodebookError:
            continue
        for code in codes:
            if code in book:
                yield from book[code].name.values()


def _moment(at: str) -> str:
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > 11 else at or "no date"
