"""Documents on disk: YAML front matter, then turns or prose. Shapes: one file a document, named by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_yaml import dump_yaml
from qualitative.corpus.evidence import entry_problems, parse_evidence
from qualitative.corpus.files import read_text, shown
from qualitative.corpus.front import ROLES, head_problems, mapping_of, parse_speakers, parts_of, persons_of
from qualitative.errors import DocumentError, QualitativeError
from qualitative.model import Document
from qualitative.text.turns import parse_turns, turns_of

__all__ = [
    "ROLES",
    "document_paths",
    "document_problems",
    "format_document",
    "parse_document",
    "read_document",
    "read_documents",
]

FOLDERS = ("transcripts", "documents")


def document_paths(corpus: Path) -> list[Path]:
    """The files of a corpus folder that are documents, in order of their ids."""
    found = [
        path
        for folder in FOLDERS
        for path in (corpus / folder).glob("*.md")
        if not path.name.startswith((".", "README"))
    ]
    return sorted(found, key=lambda path: (path.stem, path.parent.name))


def read_document(path: Path, root: Path | None = None, cases: Iterable[str] | None = None) -> Document:
    """One document, validated; `cases` are the ids that its `case` may name (None: any). Raises DocumentError with file and line."""
    return parse_document(read_text(path, DocumentError, root), shown(path, root), path.stem, cases)


def read_documents(
    corpus: Path, root: Path | None = None, cases: Iterable[str] | None = None
) -> tuple[list[Document], list[QualitativeError]]:
    """(documents, problems): every file is read, and one bad file hides no other."""
    documents: dict[str, Document] = {}
    problems: list[QualitativeError] = []
    known = None if cases is None else frozenset(cases)
    for path in document_paths(corpus):
        try:
            document = read_document(path, root, known)
            if document.id in documents:
                raise DocumentError(
                    f"{document.path}:1: id {document.id!r} is already used by {documents[document.id].path}; give one a new id"
                )
            documents[document.id] = document
        except QualitativeError as problem:
            problems.append(problem)
    return list(documents.values()), problems


def parse_document(text: str, name: str, stem: str, cases: Iterable[str] | None = None) -> Document:
    """One document from the text of its file. `name` is the file in messages, `stem` what the id must be."""
    meta, line, body, body_line = parts_of(text, name)
    known = None if cases is None else frozenset(cases)
    for problem in head_problems(meta, line, stem, known):
        raise problem
    document = Document(
        id=meta["id"],
        kind=meta["kind"],
        provenance=meta["provenance"],
        case=meta["case"],
        date=str(meta["date"]),
        language=meta["language"],
        text=body,
        title=str(meta.get("title") or meta["id"]),
        speakers=parse_speakers(meta, line),
        role=meta.get("role"),
        source=mapping_of(meta, "source", line),
        basis=meta.get("basis"),
        evidence=parse_evidence(meta, line, body, known),
        consent=mapping_of(meta, "consent", line),
        path=name,
        body_line=body_line,
        persons=persons_of(meta, line),
        attributes={key: str(value) for key, value in mapping_of(meta, "attributes", line).items()},
        recording=meta.get("recording"),
    )
    turns_of(document)
    return document


def document_problems(text: str, name: str, stem: str, cases: Iterable[str] | None = None) -> list[DocumentError]:
    """All that is wrong with a document's file; empty when `parse_document` reads it, and nothing in it is passed over."""
    try:
        meta, line, body, body_line = parts_of(text, name)
    except DocumentError as problem:
        return [problem]
    known = None if cases is None else frozenset(cases)
    problems = list(head_problems(meta, line, stem, known))
    speakers: dict[str, str] = {}
    parts: tuple[Callable[[], object], ...] = (
        lambda: speakers.update(parse_speakers(meta, line)),
        lambda: mapping_of(meta, "source", line),
        lambda: mapping_of(meta, "consent", line),
        lambda: mapping_of(meta, "attributes", line),
        lambda: parse_evidence(meta, line, body, known, problems),
        lambda: problems.extend(entry_problems(meta, line)),
        lambda: parse_turns(body, speakers, name, body_line, problems) if speakers else None,
    )
    for part in parts:
        try:
            part()
        except DocumentError as problem:
            if str(problem) not in map(str, problems):
                problems.append(problem)
    return problems


def format_document(meta: Mapping[str, Any], body: str) -> str:
    """The text of a document's file: front matter in the given order, then the body."""
    head = dump_yaml(dict(meta), width=120)
    return f"---\n{head}---\n{body}" + ("" if body.endswith("\n") else "\n")
