"""Documents on disk: YAML front matter, then turns or prose. Shapes: one file a document, named by its id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from qualitative.corpus.files import parse_yaml, read_text, shown
from qualitative.errors import DocumentError, QualitativeError, did_you_mean
from qualitative.model import BASES, KINDS, PROVENANCES, Document, Evidence, is_id
from qualitative.text.turns import parse_paragraphs, parse_turns, turns_of

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
    meta, line, body, body_line = _parts(text, name)
    for problem in _head_problems(meta, line, stem, cases):
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


def document_problems(text: str, name: str, stem: str, cases: Iterable[str] | None = None) -> list[DocumentError]:
    """All that is wrong with a document's file; empty when `parse_document` reads it."""
    try:
        meta, line, body, body_line = _parts(text, name)
    except DocumentError as problem:
        return [problem]
    problems = list(_head_problems(meta, line, stem, cases))
    speakers: dict[str, str] = {}
    parts: tuple[Callable[[], object], ...] = (
        lambda: speakers.update(_speakers(meta.get("speakers"), line)),
        lambda: _mapping(meta, "source", line),
        lambda: _mapping(meta, "consent", line),
        lambda: _evidence(meta, line, body, problems),
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


def _parts(text: str, name: str) -> tuple[dict[str, Any], _LineOf, str, int]:
    head, body, body_line = _split(text, name)
    meta = parse_yaml(head, name, DocumentError, 2)
    if not isinstance(meta, dict):
        raise DocumentError(f"{name}:1: the front matter is empty; give id, kind, provenance, case, date and language")
    return meta, _LineOf(head, name), body, body_line


def _head_problems(
    meta: dict[str, Any], line: _LineOf, stem: str, cases: Iterable[str] | None
) -> Iterator[DocumentError]:
    for key in meta:
        if key not in _KEYS:
            yield DocumentError(f"{line(str(key))}: unknown key {key!r}; {did_you_mean(str(key), _KEYS)}")
    for key in ("id", "kind", "provenance", "case", "date", "language"):
        if meta.get(key) in (None, ""):
            yield DocumentError(f"{line(key)}: {key} is missing; add a line `{key}: …` to the front matter")
    said = {key: value for key, value in meta.items() if value not in (None, "")}
    yield from _id_problems(said, line, stem)
    yield from _value_problems(said, line, cases)


def _id_problems(meta: dict[str, Any], line: _LineOf, stem: str) -> Iterator[DocumentError]:
    if "id" not in meta:
        return
    if not is_id(meta["id"]):
        yield DocumentError(f"{line('id')}: {meta['id']!r} is no id; use a–z, 0–9 and -, at most 64 characters")
        return
    if meta["id"] != stem:
        yield DocumentError(
            f"{line('id')}: id {meta['id']!r} does not match the file name; rename the file {meta['id']}.md"
        )
    simulated = meta.get("provenance") == "simulated"
    if meta.get("provenance") in PROVENANCES and simulated != meta["id"].startswith("sim-"):
        yield DocumentError(
            f"{line('id')}: {meta['id']!r} is {meta['provenance']}, but ids that begin with sim- are for simulated documents only"
        )


def _value_problems(meta: dict[str, Any], line: _LineOf, cases: Iterable[str] | None) -> Iterator[DocumentError]:
    for key, allowed in (("kind", KINDS), ("provenance", PROVENANCES), ("basis", BASES)):
        if key in meta and meta[key] not in allowed:
            yield DocumentError(f"{line(key)}: {key} {meta[key]!r} is not one of {', '.join(allowed)}")
    if "date" in meta and not _DATE.fullmatch(str(meta["date"])):
        yield DocumentError(f"{line('date')}: date {meta['date']!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    language = meta.get("language", "id")
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2,3}", language):
        yield DocumentError(f"{line('language')}: language {language!r} is not a code such as id or en")
    known_cases = {"national", *(cases or ())}
    case = meta.get("case", "national")
    if not is_id(case) or (cases is not None and case not in known_cases):
        yield DocumentError(
            f"{line('case')}: case {case!r} has no row in cases.csv; {did_you_mean(str(case), known_cases)}"
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
        if role not in (*ROLES, "nobody"):
            raise DocumentError(
                f"{line('speakers')}: speaker {label!r} has role {role!r}; use interviewer or informant"
            )
    return {str(label): "informant" if role == "nobody" else role for label, role in value.items()}


def _evidence(
    meta: dict[str, Any], line: _LineOf, body: str, wrong: list[DocumentError] | None = None
) -> tuple[Evidence, ...]:
    """The entries of `segments`. The first wrong one raises, or all are gathered in `wrong`."""
    entries = meta.get("segments") or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DocumentError(
            f"{line('segments')}: segments must be a list of entries such as {{paragraph: 1, basis: author}}"
        )
    source = _mapping(meta, "source", line)
    count = len(parse_paragraphs(body)) if entries else 0
    found = []
    for entry in entries:
        try:
            found.append(_entry(entry, meta, source, count, line))
        except DocumentError as problem:
            if wrong is None:
                raise
            wrong.append(problem)
    return tuple(found)


def _entry(entry: dict[str, Any], meta: dict[str, Any], source: dict[str, Any], count: int, line: _LineOf) -> Evidence:
    number, basis = entry.get("paragraph"), entry.get("basis", meta.get("basis"))
    where = line("segments", f"paragraph: {number}")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= count:
        raise DocumentError(f"{where}: segment of paragraph {number!r}, but the text has paragraphs 1 to {count}")
    if basis not in BASES:
        raise DocumentError(f"{where}: basis {basis!r} of paragraph {number} is not one of {', '.join(BASES)}")
    claims, terms = entry.get("claims") or [], entry.get("terms") or []
    for key, value, kind in (("claims", claims, int), ("terms", terms, str | int)):
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise DocumentError(
                f"{where}: {key} {str(value)[:40]!r} of paragraph {number} is not a list such as [a, b]"
            )
    return Evidence(
        paragraph=number,
        basis=basis,
        section=entry.get("section", source.get("section")),
        informant=entry.get("informant", source.get("informant")) if basis == "informant" else None,
        document=entry.get("document") if basis == "document" else None,
        claims=tuple(claims),
        terms=tuple(str(term) for term in terms),
    )
