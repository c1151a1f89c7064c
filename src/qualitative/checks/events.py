"""Event files: every line, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path

from qualitative.checks.edits import edit_lines
from qualitative.checks.problem import Parts, Problem
from qualitative.codebook.tree import Codebook
from qualitative.codings.events import STUDY, Event, parse_event
from qualitative.codings.imported import is_same_import
from qualitative.codings.links import named_in
from qualitative.codings.log import event_paths, id_in
from qualitative.codings.older import missing_before
from qualitative.codings.schema import CodeEvent, DecideEvent, DoneEvent, MarkEvent, MemoEvent
from qualitative.codings.state import State
from qualitative.codings.ulid import ULID
from qualitative.corpus.conflicts import is_mark
from qualitative.corpus.files import shown
from qualitative.errors import CodingError, NewerError, did_you_mean
from qualitative.model import Coding, Document, Mark
from qualitative.text.segments import segment_problem

__all__ = ["check_events", "check_lost", "check_segments"]

_ID = re.compile(rf'"id"\s{{0,9}}:\s{{0,9}}"({ULID})"'.encode())


def check_events(parts: Parts) -> Iterator[Problem]:
    """Every line of every event file; and that what it names exists: coder, document, code, text, other events."""
    known: set[str] = set()
    waiting: list[tuple[str, int, Event]] = []
    for path in event_paths(parts.folder.codings_folder):
        name = shown(path, parts.root)
        yield from _owner(parts, path, name)
        seen: dict[str, Event] = {}
        here: list[tuple[int, Event]] = []
        data = path.read_bytes()
        for line, event in _lines(path, data):
            if isinstance(event, str):
                yield Problem(name, line, event)
                continue
            first = seen.setdefault(event["id"], event)
            if first != event and not is_same_import(first, event):
                yield Problem(
                    name, line, f"event {event['id']} stands twice and differs; keep the one that was there first"
                )
            here.append((line, event))
        ids = seen.keys() | {id for line in data.split(b"\n") for id in id_in(line)}
        known |= ids
        yield from _older_copy(name, here, ids)
        waiting += [(name, line, event) for line, event in here]
        yield from _texts(parts, path.stem, name, here)
    for name, line, event in waiting:
        for sentence in _references(parts, event, known):
            yield Problem(name, line, sentence)


def check_segments(parts: Parts) -> Iterator[Problem]:
    """Standing codings of transcripts that touch a label or timestamp, or lie in no turn."""
    lines_of = cache(partial(_lines_of, parts))
    for coding in parts.state.codings.values() if parts.state else ():
        document = parts.documents.get(coding.document)
        if document is None or coding.quote != document.text[coding.start : coding.end]:
            continue  # other checks tell that
        sentence = segment_problem(document, coding.start, coding.end)
        if sentence:
            path, line = _line_of(parts, coding, lines_of)
            yield Problem(path, line, f"coding {coding.id}: {sentence}")


def check_lost(parts: Parts) -> Iterator[Problem]:
    """Codings and marks whose words are no longer in the text, until a person says where they are or lets go of them."""
    state = parts.state or State()
    lines_of = cache(partial(_lines_of, parts))
    for place in state.lost:
        coding = place.coding
        path, line = _line_of(parts, coding, lines_of)
        sentence = f"the words of coding {coding.id}, {_short(coding.quote)}, are no longer in {coding.document}; settle it with `qualitative amend {coding.document}`"
        yield Problem(path, line, sentence)
    for mark in state.lost_marks:
        path, line = _line_of(parts, mark, lines_of)
        sentence = f"the words of mark {mark.id}, {_short(mark.quote)}, are no longer in {mark.document}; retract it, and mark the passage again"
        yield Problem(path, line, sentence)


def _line_of(parts: Parts, coding: Coding | Mark, lines_of: Callable[[str, str], dict[str, int]]) -> tuple[str, int]:
    path = parts.folder.event_file(coding.coder, coding.document)
    return shown(path, parts.root), lines_of(coding.coder, coding.document).get(coding.id, 1)


def _lines_of(parts: Parts, coder: str, document: str) -> dict[str, int]:
    """Event -> line of an event file, found once for all that is to be said of it."""
    found: dict[str, int] = {}
    for number, line in enumerate(parts.folder.event_file(coder, document).read_bytes().split(b"\n"), 1):
        if match := _ID.search(line):
            found.setdefault(match[1].decode(), number)
    return found


def _older_copy(name: str, here: list[tuple[int, Event]], ids: Collection[str]) -> Iterator[Problem]:
    """An event that was written when the file held others which it holds no more."""
    lines = {event["id"]: line for line, event in here}
    for event, gone in missing_before([event for _, event in here], ids):
        yield Problem(
            name,
            lines[event["id"]],
            f"event {event['id']} was written after {' and '.join(gone)}, which the file no longer holds: an older copy of it came back;"
            " restore the missing lines from git, and keep the newer ones too",
        )


def _lines(path: Path, data: bytes) -> Iterator[tuple[int, Event | str]]:
    """(line, event or what is wrong with it)."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip() or is_mark(line):  # a mark of git is told once for the file, with the way out
            continue
        try:
            event = parse_event(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield number, "not UTF-8; the line is skipped, and restored only from git"
        except NewerError as problem:
            yield number, f"{problem}; until then the line is skipped, and stays as it is"
        except CodingError as problem:
            yield number, f"{problem}; the line is skipped, so restore it from git or delete it"
        else:
            if (event["coder"], event["document"]) == (path.parent.name, path.stem):
                yield number, event
            else:
                yield (
                    number,
                    f"event {event['id']} is of {event['coder']} on {event['document']}; move the line to corpus/codings/{event['coder']}/{event['document']}.jsonl",
                )


def _owner(parts: Parts, path: Path, name: str) -> Iterator[Problem]:
    if parts.settings is not None and path.parent.name not in parts.settings.coders:
        near = did_you_mean(path.parent.name, parts.settings.coders)
        yield Problem(
            name,
            1,
            f"coder {path.parent.name!r} is not in study.yaml; {near} Add `{path.parent.name}: {{kind: human}}` to coders",
        )
    if path.stem not in parts.stems and path.stem != STUDY:
        yield Problem(name, 1, f"document {path.stem!r} is not in the corpus; {did_you_mean(path.stem, parts.stems)}")


def _texts(parts: Parts, stem: str, name: str, here: list[tuple[int, Event]]) -> Iterator[Problem]:
    """Codings against the text that they were made on; those on an older text count once, unless an edit script leads on from it."""
    document = parts.documents.get(stem)
    if document is None:
        return
    older: dict[str, list[int]] = {}
    edited = {
        script["from"]
        for _, script in edit_lines(parts.folder.corpus / "edits" / f"{stem}.jsonl")
        if isinstance(script, dict)
    }
    for line, event in here:
        if event["event"] == "retract":
            continue
        text = event.get("text")
        if text and text != document.hash:
            if text not in edited and event["event"] in ("code", "mark"):
                older.setdefault(text, []).append(line)
        # a stretch marked done names no text: after a correction it is mapped as codings are, and may end beyond the present text
        elif "start" in event and (text or not (edited or older)):
            yield from map(partial(Problem, name, line), _places(document, event))
    for lines in older.values():
        yield Problem(
            name,
            lines[0],
            f"{len(lines)} coding{'s were' if len(lines) > 1 else ' was'} made on another text of {document.path} and no edit script leads from it; record the correction with `qualitative amend {stem}`",
        )


def _places(document: Document, event: CodeEvent | MemoEvent | DecideEvent | DoneEvent | MarkEvent) -> Iterator[str]:
    start, end, size = event["start"], event["end"], len(document.text)
    if end > size:
        yield f"event {event['id']}: {start}:{end} lies outside {document.path}, which has {size} characters; retract it"
    elif "quote" in event and event["quote"] != document.text[start:end]:
        there = document.text[start:end]
        yield f"event {event['id']}: the quote {_short(event['quote'])} is not what stands at {start}:{end}, {_short(there)}; retract it and code again"


def _references(parts: Parts, event: Event, known: set[str]) -> Iterator[str]:
    code = event.get("code") if event["event"] in ("code", "decide") else None
    book = parts.codebook
    if book is not None and code is not None and code not in book and code not in book.merged:
        yield f"event {event['id']}: code {code!r} is not in the codebook; {did_you_mean(code, book)}"
    if book is not None:
        yield from _codebook(parts, event, book)
    settled = event.get("settles", []) if event["event"] == "code" else []
    for other in [*named_in(event), *settled]:
        if other in known or other in ("document", "study"):
            continue
        if other.startswith("theme:"):
            continue  # themes are of another check
        if other.startswith("code:"):
            if book is not None and other[5:] not in book and other[5:] not in book.merged:
                yield f"event {event['id']}: memo on code {other[5:]!r}, which is not in the codebook; {did_you_mean(other[5:], book)}"
        else:
            yield f"event {event['id']}: refers to event {other!r}, which is in no file; restore it from git"


def _codebook(parts: Parts, event: Event, book: Codebook) -> Iterator[str]:
    """What of the codebook that an event was made under is not at hand."""
    made = event["codebook"]
    if isinstance(made, int):
        if made > book.version:
            yield f"event {event['id']}: made under codebook {made}, but the newest is {book.version}; fetch the newer codebook"
        return
    known = parts.folder.versions.history.place
    for operation in made:
        if operation not in known:
            yield f"event {event['id']}: made under operation {operation} of the codebook, which is in no file; fetch the newer codebook"


def _short(text: str) -> str:
    return repr(text if len(text) <= 30 else f"{text[:29]}…")
