"""A corrected text from a file of any format that `add` reads, in the form of the corpus, so that codings can follow."""

from __future__ import annotations

from pathlib import Path

from qualitative.corpus.files import read_text
from qualitative.corpus.readers import read_file
from qualitative.errors import DocumentError, QualitativeError
from qualitative.model import Document
from qualitative.text.recognising.accounting import told_asides
from qualitative.text.speakers import UNKNOWN, read_as_prose, recognise
from qualitative.text.turns import parse_turns

__all__ = ["corrected_text"]


def corrected_text(document: Document, path: Path, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """(the text that a correction of `document` takes, what to tell). A text in the corpus's own form is taken as it stands.

    Raises DocumentError where the file would leave the document without turns, or speaks with a label that it does not declare.
    """
    own = _in_own_form(document, path)
    if own is not None:
        return own, ()
    raw = read_file(path, encoding)
    if not document.speakers:
        return read_as_prose(raw.text).text, (*raw.notes, *_unread(raw.unread))
    found = recognise(raw.text, document.speakers, strong=raw.strong, marked=raw.marked)
    declared = ", ".join(document.speakers)
    if not found.speakers:
        raise DocumentError(
            f"{path.name}: no turn of {declared} was found in it, so that {document.id} would be left without turns; add labels to it"
        )
    strange = [label for label in found.speakers if label not in document.speakers and label != UNKNOWN]
    if strange:
        raise DocumentError(
            f"{path.name}: {', '.join(strange)} speaks in it, but {document.id} declares {declared}; correct the label there, or add it to `speakers` of {document.path}"
        )
    if UNKNOWN in found.speakers and UNKNOWN not in document.speakers:
        raise DocumentError(
            f"{path.name}: text stands before the first turn ({found.text[3:43].strip()!r}); begin it with a label, such as `{next(iter(document.speakers))}: `"
        )
    return found.text, (
        *raw.notes,
        *_unread((*raw.unread, *told_asides(found.asides))),
        *(n for n in found.notes if "look" in n or "open" in n),
    )


def _in_own_form(document: Document, path: Path) -> str | None:
    """The file's text where it is a document of the corpus, or its body: every turn opens with a declared label."""
    if path.suffix.lower() not in (".txt", ".text", ".md", ".markdown"):
        return None
    try:
        text = read_text(path, DocumentError)
    except QualitativeError:
        return None
    if text.split("\n", 1)[0].rstrip() == "---":
        return text
    wrong: list[DocumentError] = []
    turns = parse_turns(text, document.speakers, wrong=wrong) if document.speakers else []
    spoken = {turn.speaker for turn in turns}
    return text if turns and not wrong and set(document.speakers) <= spoken else None


def _unread(unread: tuple[str, ...]) -> tuple[str, ...]:
    return (f"not read: {', '.join(unread)}",) if unread else ()
