"""Replace what identifies people, in texts, codings, notes, tables, codebook and claims, consistently and all at once.

This is the one operation that rewrites events, because their quotes, contexts and notes hold names too. The corpus afterwards holds
neither the old text nor an edit script with it; what tells the pseudonyms apart is the key alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from qualitative.codebook.stored import format_operation, history_paths, parse_operation
from qualitative.codings.events import Event, format_event, now, parse_event
from qualitative.codings.log import event_paths
from qualitative.codings.places import Places
from qualitative.corpus.documents import format_document, parse_document
from qualitative.corpus.edits import Edit, edits_path, format_edit, read_edits
from qualitative.corpus.files import read_text
from qualitative.corpus.front import parse_front_matter
from qualitative.corpus.locks import locked
from qualitative.errors import CodebookError, CodingError, DocumentError, NewerError, PrivacyError
from qualitative.folder import Folder
from qualitative.model import Document
from qualitative.privacy.journal import commit, recover
from qualitative.privacy.key import Key, write_key
from qualitative.privacy.places import data_files, derived_files, places_of, prose_files
from qualitative.privacy.replacing import Replacer
from qualitative.privacy.rewriting import replaced, rewritten
from qualitative.text.edits import Op, apply_script

__all__ = ["locked_study", "pseudonymise"]

_IDS = ("id", "case", "kind", "provenance", "language")  # of a front matter; ids are told, never changed here


def pseudonymise(folder: Folder, key: Key, *, by: str) -> dict[Path, int]:
    """Put the pseudonyms of `key` everywhere; how many stretches changed, by file. All files change, or none.

    The key is on disk before anything changes, so that a crash never leaves pseudonyms that nobody can read.
    """
    folder.check_writable()
    recover(folder.root)
    write_key(folder.root, key)
    with locked_study(folder):
        folder.refresh()
        files, counts = _new_files(folder, key, by)
        commit(folder.root, files)
    folder.refresh()
    return counts


def locked_study(folder: Folder) -> ExitStack:
    """Hold the lock of every file that may be rewritten, in a fixed order."""
    stack = ExitStack()
    paths = [folder.root / document.path for document in folder.documents.values()]
    for path in sorted([*paths, *event_paths(folder.codings_folder)]):
        stack.enter_context(locked(path, PrivacyError))
    return stack


def _new_files(folder: Folder, key: Key, by: str) -> tuple[dict[Path, bytes | None], dict[Path, int]]:
    """(new contents: edit scripts, then texts, then events; lines changed, by file)."""
    replacer = Replacer(key, places_of(folder))
    edits: dict[Path, bytes | None] = {}
    texts: dict[Path, bytes | None] = {}
    events: dict[Path, bytes | None] = {}
    for document in folder.documents.values():
        path = folder.root / document.path
        script = replacer.script(document.text, document.language)
        after = _document(folder, document, script, replacer)
        if after is not None:
            texts[path] = after[1]
        for file, data in _on(folder, document, script, after[0] if after else document, replacer, by):
            (events if file.is_relative_to(folder.codings_folder) else edits)[file] = data
    for path in [*prose_files(folder), *data_files(folder)]:
        text = read_text(path, PrivacyError, folder.root)
        new = replacer.file(path, text)
        if new != text:
            texts[path] = new.encode()
    for path in [path for path in event_paths(folder.codings_folder) if path.stem not in folder.documents]:
        events |= _changed(path, lambda event: replaced(event, replacer.text))
    for path in history_paths(folder.codebook_folder):
        texts |= _history(path, replacer)
    changed = {**edits, **texts, **events}
    # reports quote the old texts, and are made anew with one command
    gone: dict[Path, bytes | None] = dict.fromkeys(derived_files(folder)) if changed else {}
    return {**changed, **gone}, {path: _lines_changed(path, data) for path, data in changed.items()}


def _lines_changed(path: Path, data: bytes | None) -> int:
    """How many lines of a file change."""
    old = path.read_bytes().split(b"\n") if path.exists() else []
    new = (data or b"").split(b"\n")
    return sum(a != b for a, b in zip(old, new, strict=False)) + abs(len(old) - len(new))


def _document(
    folder: Folder, document: Document, script: list[Op], replacer: Replacer
) -> tuple[Document, bytes] | None:
    """(the document afterwards, its file); None where nothing changes. The front matter is written anew only where it changes."""
    text = read_text(folder.root / document.path, DocumentError, folder.root)
    lines = text.split("\n")
    head = "\n".join(lines[: document.body_line - 1])
    meta = parse_front_matter("\n".join(lines[1 : document.body_line - 2]), document.path)
    new_meta = {**replaced(meta, replacer.text), **{key: meta[key] for key in _IDS if key in meta}}
    if isinstance(meta.get("speakers"), dict):
        new_meta["speakers"] = {replacer.text(label): role for label, role in meta["speakers"].items()}
    body = apply_script(document.text, script)
    whole = f"{head}\n{body}" if new_meta == meta else format_document(new_meta, body)
    if whole == text:
        return None
    return parse_document(whole, document.path, document.id, None), whole.encode()


def _on(
    folder: Folder, document: Document, script: list[Op], after: Document, replacer: Replacer, by: str
) -> list[tuple[Path, bytes]]:
    """New contents of the edit scripts and event files of one document, where they change."""
    path = edits_path(folder.corpus, document.id)
    old = read_edits(path)[0]
    places = Places(document, old)
    files = []
    edits = [Edit(e.before, e.after, tuple((a, b, replacer.text(t)) for a, b, t in e.script), e.by, e.at, replacer.text(e.why)) for e in old]  # fmt: skip
    if script:
        edits.append(Edit(document.hash, after.hash, tuple(script), by, now(), "pseudonyms"))
    if edits != old:
        files.append((path, "".join(format_edit(edit) + "\n" for edit in edits).encode()))

    def change(event: Event) -> Event:
        return rewritten(event, document.hash, places, script, after, replacer.text, list(replacer.originals))

    for events in sorted(folder.codings_folder.glob(f"*/{document.id}.jsonl")):
        files += _changed(events, change).items()
    return files


def _history(path: Path, replacer: Replacer) -> dict[Path, bytes | None]:
    """A file of the codebook's history with the reasons and texts of every operation changed; ids stay."""
    lines = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            old = parse_operation(line.decode("utf-8"))
        except (UnicodeDecodeError, CodebookError):
            raise PrivacyError(_unreadable(path, number)) from None
        new = dataclasses.replace(old, why=replacer.text(old.why), fields=replaced(dict(old.fields), replacer.text))
        lines.append(line.rstrip(b"\r") if new == old else format_operation(new).encode())
    data = b"".join(line + b"\n" for line in lines)
    return {} if data == path.read_bytes() else {path: data}


def _unreadable(path: Path, number: int) -> str:
    return f"{path}:{number}: the line can't be read, so nobody knows what it holds; mend it, or restore it from git, first"


def _changed(path: Path, change: Callable[[Event], Event]) -> dict[Path, bytes]:
    """The file with every event changed. A line that does not parse may hold anything, so it stops the whole."""
    lines = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            event = parse_event(line.decode("utf-8"))
        except NewerError as newer:
            raise PrivacyError(f"{path}:{number}: {newer}; until then nobody knows what the line holds") from None
        except (UnicodeDecodeError, CodingError):
            raise PrivacyError(_unreadable(path, number)) from None
        new = change(event)
        lines.append(line.rstrip(b"\r") if new == event else format_event(new).encode())
    data = b"".join(line + b"\n" for line in lines)
    return {} if data == path.read_bytes() else {path: data}
