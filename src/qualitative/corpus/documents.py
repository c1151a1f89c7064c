"""Documents on disk: YAML front matter, then turns or prose. Shapes: one file a document, named by its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from qualitative.corpus.files import parse_yaml, read_text, shown
from qualitative.errors import DocumentError, QualitativeError, did_you_mean
from qualitative.model import BASES, KINDS, PROVENANCES, Document, Evidence, is_id
from qualitative.text.turns import parse_paragraphs, turns_of

__all__ = ["document_paths", "format_document", "parse_document", "read_document", "read_documents"]

FOLDERS = ("transcripts", "documents")
ROLES = ("interviewer", "informant")
_KEYS = {
    "id", "title", "kind", "provenance", "case", "date", "language", "speakers", "role", "source", "basis", "segments",
    "consent",
}  # fmt: skip
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


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
    """One document, validated; `cases` are the ids that its `case` may name. Raises DocumentError with file and line."""
    return parse_document(read_text(path, DocumentError, root), shown(path, root), path.stem, cases)


def read_documents(
    corpus: Path, root: Path | None = None, cases: Iterable[str] | None = None
) -> tuple[list[Document], list[QualitativeError]]:
    """(documents, problems): every file is read, and one bad file hides no other."""
    documents: dict[str, Document] = {}
    problems: list[QualitativeError] = []
    for path in document_paths(corpus):
        try:
            document = read_document(path, root, cases)
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
    head, body, body_line = _split(text, name)
    meta = parse_yaml(head, name, DocumentError, 2)
    if not isinstance(meta, dict):
        raise DocumentError(f"{name}:1: the front matter is empty; give id, kind, provenance, case, date and language")
    line = _LineOf(head, name)
    _check_keys(meta, line)
    _check_values(meta, line, stem, cases)
    document = Document(
        id=meta["id"],
        kind=meta["kind"],
        provenance=meta["provenance"],
        case=meta["case"],
        date=str(meta["date"]),
        language=meta["language"],
        text=body,
        title=str(meta.get("title") or meta["id"]),
        speakers=_speakers(meta.get("speakers"), line),
        role=meta.get("role"),
        source=_mapping(meta, "source", line),
        basis=meta.get("basis"),
        evidence=_evidence(meta, line, body),
        consent=_mapping(meta, "consent", line),
        path=name,
        body_line=body_line,
    )
    turns_of(document)
    return document


def format_document(meta: Mapping[str, Any], body: str) -> str:
    """The text of a document's file: front matter in the given order, then the body."""
    head = yaml.safe_dump(dict(meta), sort_keys=False, allow_unicode=True, width=120)
    return f"---\n{head}---\n{body}" + ("" if body.endswith("\n") else "\n")


class _LineOf:
    """Finds the line of a front matter key, for messages."""

    def __init__(self, head: str, name: str) -> None:
        self._lines = head.split("\n")
        self.name = name

    def __call__(self, key: str, contains: str = "") -> str:
        for number, text in enumerate(self._lines, 2):
            if text.startswith(f"{key}:") and not contains or contains and contains in text:
                return f"{self.name}:{number}"
        return f"{self.name}:1"


def _split(text: str, name: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise DocumentError(
            f"{name}:1: no front matter; begin the file with a line `---`, then id, kind, provenance, …"
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            body = "\n".join(lines[number + 1 :])
            if not body.strip():
                raise DocumentError(f"{name}:{number + 2}: the document has no text after its front matter")
            return "\n".join(lines[1:number]), body, number + 2
    raise DocumentError(f"{name}:1: the front matter is not closed; end it with a line `---`")


def _check_keys(meta: dict[str, Any], line: _LineOf) -> None:
    for key in meta:
        if key not in _KEYS:
            raise DocumentError(f"{line(str(key))}: unknown key {key!r}; {did_you_mean(str(key), _KEYS)}")
    for key in ("id", "kind", "provenance", "case", "date", "language"):
        if meta.get(key) in (None, ""):
            raise DocumentError(f"{line(key)}: {key} is missing; add a line `{key}: …` to the front matter")


def _check_values(meta: dict[str, Any], line: _LineOf, stem: str, cases: Iterable[str] | None) -> None:
    if not is_id(meta["id"]):
        raise DocumentError(f"{line('id')}: {meta['id']!r} is no id; use a–z, 0–9 and -, at most 64 characters")
    if meta["id"] != stem:
        raise DocumentError(
            f"{line('id')}: id {meta['id']!r} does not match the file name; rename the file {meta['id']}.md"
        )
    for key, allowed in (("kind", KINDS), ("provenance", PROVENANCES), ("basis", (*BASES, None))):
        if meta.get(key) not in allowed:
            known = [name for name in allowed if name]
            raise DocumentError(f"{line(key)}: {key} {meta[key]!r} is not one of {', '.join(known)}")
    simulated = meta["provenance"] == "simulated"
    if simulated != meta["id"].startswith("sim-"):
        raise DocumentError(
            f"{line('id')}: {meta['id']!r} is {meta['provenance']}, but ids that begin with sim- are for simulated documents only"
        )
    if not _DATE.fullmatch(str(meta["date"])):
        raise DocumentError(f"{line('date')}: date {meta['date']!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    if not isinstance(meta["language"], str) or not re.fullmatch(r"[a-z]{2,3}", meta["language"]):
        raise DocumentError(f"{line('language')}: language {meta['language']!r} is not a code such as id or en")
    known_cases = {"national", *(cases or ())}
    if not is_id(meta["case"]) or (cases is not None and meta["case"] not in known_cases):
        raise DocumentError(
            f"{line('case')}: case {meta['case']!r} has no row in cases.csv; {did_you_mean(str(meta['case']), known_cases)}"
        )


def _mapping(meta: dict[str, Any], key: str, line: _LineOf) -> dict[str, Any]:
    value = meta.get(key) or {}
    if not isinstance(value, dict):
        raise DocumentError(
            f"{line(key)}: {key} {str(value)[:40]!r} is not a mapping; write it as `{key}: {{name: value}}`"
        )
    return value


def _speakers(value: object, line: _LineOf) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not value:
        raise DocumentError(
            f"{line('speakers')}: speakers must map labels to roles, such as {{P: interviewer, A: informant}}"
        )
    for label, role in value.items():
        if role not in ROLES:
            raise DocumentError(
                f"{line('speakers')}: speaker {label!r} has role {role!r}; use interviewer or informant"
            )
    return {str(label): role for label, role in value.items()}


def _evidence(meta: dict[str, Any], line: _LineOf, body: str) -> tuple[Evidence, ...]:
    entries = meta.get("segments") or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DocumentError(
            f"{line('segments')}: segments must be a list of entries such as {{paragraph: 1, basis: author}}"
        )
    source = _mapping(meta, "source", line)
    count = len(parse_paragraphs(body))
    found = []
    for entry in entries:
        number, basis = entry.get("paragraph"), entry.get("basis", meta.get("basis"))
        where = line("segments", f"paragraph: {number}")
        if not isinstance(number, int) or not 1 <= number <= count:
            raise DocumentError(f"{where}: segment of paragraph {number!r}, but the text has paragraphs 1 to {count}")
        if basis not in BASES:
            raise DocumentError(f"{where}: basis {basis!r} of paragraph {number} is not one of {', '.join(BASES)}")
        found.append(
            Evidence(
                paragraph=number,
                basis=basis,
                section=entry.get("section", source.get("section")),
                informant=entry.get("informant", source.get("informant")) if basis == "informant" else None,
                document=entry.get("document") if basis == "document" else None,
                claims=tuple(entry.get("claims") or ()),
                terms=tuple(str(term) for term in entry.get("terms") or ()),
            )
        )
    return tuple(found)
