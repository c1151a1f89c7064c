"""Bring a file from outside into the corpus: read it, recognise speakers, choose id and folder, and write it whole or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.documents import ROLES, document_paths, format_document, parse_document
from qualitative.corpus.files import create_text, shown
from qualitative.corpus.front import NOBODY as WHO_KNOWS
from qualitative.corpus.readers import Raw, read_file
from qualitative.errors import DocumentError, QualitativeError, did_you_mean
from qualitative.model import Document, is_id
from qualitative.text.language import guess_language
from qualitative.text.sections import parse_sections
from qualitative.text.speakers import NOBODY, Transcript, recognise
from qualitative.text.turns import turns_of

__all__ = ["Addition", "Wishes", "parse_speakers", "plan_addition", "suggested_id", "write_addition"]

_NIK = re.compile(r"(?<![0-9A-Za-z])\d{16}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of the files to add; None is left to the file's front matter, then to a default or a guess."""

    case: str | None = None
    date: str | None = None
    kind: str | None = None
    provenance: str | None = None
    language: str | None = None
    id: str | None = None
    title: str | None = None
    speakers: Mapping[str, str] = field(default_factory=dict)
    unlabelled: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """A document ready to be written to `path`, and all that a person should know about it."""

    source: Path
    path: Path
    document: Document
    content: str
    turns: int
    sections: int
    unread: tuple[str, ...]
    notes: tuple[str, ...]


def plan_addition(
    source: str | Path,
    corpus: Path,
    cases: Iterable[str],
    wishes: Wishes,
    languages: Iterable[str] = ("id",),
    taken: Iterable[str] = (),
) -> Addition:
    """Read `source` and make a document of it, without writing. `taken` are ids beyond those on disk that are in use.

    Raises ReaderError for what can't be read, DocumentError for what is missing or wrong.
    """
    source = Path(source)
    raw = read_file(source)
    known = list(cases)
    given = dict(wishes.speakers) or _speakers_of(raw)
    found = recognise(raw.text, given, wishes.unlabelled)
    language, told = _language(raw, found.text, wishes, tuple(languages))
    meta = _meta(source, raw, found, wishes, language, corpus, known)
    _check_free(meta["id"], corpus, taken, source.name)
    path = corpus / ("transcripts" if found.speakers else "documents") / f"{meta['id']}.md"
    content = format_document(meta, found.text)
    try:
        document = parse_document(content, shown(path, corpus.parent), path.stem, known)
    except DocumentError as problem:
        raise DocumentError(f"{source.name}: {_without_place(problem)}") from None
    told = (*_preamble(found), *_provenance(raw, wishes), *told)
    notes = (*raw.notes, *found.notes, *told, *_personal(found.text), *_missing_speakers(wishes, found))
    turns = len(turns_of(document)) if found.speakers else 0
    return Addition(source, path, document, content, turns, len(parse_sections(document.text)), raw.unread, notes)


def write_addition(addition: Addition) -> Document:
    """Write the planned document, whole; an existing file is never touched. Raises DocumentError when there is one."""
    try:
        create_text(addition.path, addition.content)
    except FileExistsError:
        raise DocumentError(
            f"{addition.source.name}: {addition.path.name} exists already; give another id with --id"
        ) from None
    except OSError as failure:
        raise DocumentError(
            f"{addition.source.name}: not written ({failure.strerror or failure}); free space or mend {addition.path.parent}"
        ) from None
    return addition.document


def suggested_id(name: str, provenance: str = "fieldwork") -> str:
    """An id from a file name, or nothing when no letter or digit of it can be used.

    >>> suggested_id("Wawancara Bu Ani (final).docx"), suggested_id("Takalar.txt", "simulated")
    ('wawancara-bu-ani-final', 'sim-takalar')
    """
    plain = unicodedata.normalize("NFKD", Path(name).stem).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if made and provenance == "simulated" and not made.startswith("sim-"):
        made = f"sim-{made}"
    return made[:64].rstrip("-")


def parse_speakers(values: Iterable[str]) -> dict[str, str]:
    """Labels and roles from `P=interviewer,NH=informant` as typed. Raises DocumentError for what is neither.

    >>> parse_speakers(["P=interviewer,NH=informant", "Catatan=text"])
    {'P': 'interviewer', 'NH': 'informant', 'Catatan': 'text'}
    """
    found: dict[str, str] = {}
    for pair in (part.strip() for value in values for part in value.split(",")):
        label, equals, role = (piece.strip() for piece in pair.partition("="))
        if not equals or role not in (*ROLES, NOBODY):
            raise DocumentError(
                f"--speakers {pair!r} is not LABEL=interviewer, LABEL=informant or LABEL=text (no speaker)"
            )
        _check_label(label, "--speakers")
        if found.setdefault(label, role) != role:
            raise DocumentError(f"--speakers names {label!r} as {found[label]} and as {role}; keep one")
    return found


def _check_label(label: str, option: str) -> None:
    if not re.fullmatch(r"[^\s:\[\]#<][^:\n\[\]]{0,38}", label):
        raise DocumentError(
            f"{option} {label!r} is no label of a speaker; use 1 to 39 characters without colon or brackets"
        )


def _meta(
    source: Path, raw: Raw, found: Transcript, wishes: Wishes, language: str, corpus: Path, cases: list[str]
) -> dict[str, Any]:
    if wishes.unlabelled:
        _check_label(wishes.unlabelled, "--unlabelled")
    own = dict(raw.meta)
    provenance = wishes.provenance or own.get("provenance") or "fieldwork"
    case, date = wishes.case or own.get("case"), wishes.date or own.get("date")
    _check_said(source, case, date, cases)
    meta: dict[str, Any] = {
        "id": wishes.id or own.get("id") or suggested_id(source.name, provenance),
        "title": str(wishes.title or own.get("title") or _title(source, raw.text)),
        "kind": wishes.kind or own.get("kind") or ("interview" if found.speakers else "document"),
        "provenance": provenance,
        "case": case,
        "date": str(date),
        "language": language,
    }
    if found.speakers:
        meta["speakers"] = {
            label: _with_person(own.get("speakers"), label, role) for label, role in found.speakers.items()
        }
    for key in ("role", "basis", "consent"):
        if own.get(key):
            meta[key] = own[key]
    given = own.get("source")
    meta["source"] = {**(given if isinstance(given, dict) else {"note": given} if given else {}), "file": source.name}
    if found.preamble:
        meta["source"]["preamble"] = found.preamble
    if not is_id(meta["id"]):
        what = repr(meta["id"]) if meta["id"] else "the file's name"
        raise DocumentError(
            f"{source.name}: {what} makes no id (a–z, 0–9 and -, at most 64 characters); give one with --id"
        )
    return meta


def _check_said(source: Path, case: object, date: object, cases: list[str]) -> None:
    known = ", ".join([*cases[:6], *(["…", *cases[-1:]] if len(cases) > 6 else [])])
    match = re.search(r"(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)", source.name)
    dated = f"--date {'-'.join(match.groups())} (as its name says)" if match else "--date YYYY-MM"
    if not case and not date:
        raise DocumentError(f"{source.name}: case and date are missing; add --case ({known}) and {dated}")
    if not case:
        raise DocumentError(f"{source.name}: the case is missing; add --case ({known})")
    if not date:
        raise DocumentError(f"{source.name}: the date is missing; add {dated}")
    if case not in cases:
        near = did_you_mean(str(case), cases)
        add = f"; if it is a new one, add a line {case},… to corpus/cases.csv" if is_id(case) else ""
        raise DocumentError(f"{source.name}: case {case!r} has no row in cases.csv; {near.rstrip('.')}{add}")


def _check_free(id: str, corpus: Path, taken: Iterable[str], name: str) -> None:
    for path in document_paths(corpus):
        if path.stem == id:
            raise DocumentError(
                f"{name}: {id} is in the corpus already ({shown(path, corpus.parent)}); give another id with --id"
            )
    if id in taken:
        raise DocumentError(f"{name}: another of the files has the id {id}; add this one alone with --id")
    for kind in ("codings/*", "edits"):
        left = next(corpus.glob(f"{kind}/{id}.jsonl"), None)
        if left:
            raise DocumentError(
                f"{name}: {shown(left, corpus.parent)} belongs to an earlier document {id}, and ids are never used again; give another with --id"
            )


def _title(source: Path, text: str) -> str:
    heading = next((section.title for section in parse_sections(text) if section.level == 1), "")
    return (heading or re.sub(r"[_\s]+", " ", source.stem).strip())[:200]


def _language(raw: Raw, text: str, wishes: Wishes, languages: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    said = wishes.language or raw.meta.get("language")
    if said:
        return str(said), ()
    guess = guess_language(text)
    if guess:
        return guess, (f"language taken as {guess}, by its words",)
    return languages[0], (f"language taken as {languages[0]}, the study's first; its words do not tell",)


def _preamble(found: Transcript) -> tuple[str, ...]:
    if not found.preamble:
        return ()
    lines = [line for line in found.preamble.split("\n") if line.strip()]
    begin = lines[0] if len(lines[0]) <= 40 else f"{lines[0][:39]}…"
    what = "1 line stands" if len(lines) == 1 else f"{len(lines)} lines stand"
    return (f"{what} before the first turn ({begin!r}): kept in the front matter as source.preamble",)


def _provenance(raw: Raw, wishes: Wishes) -> tuple[str, ...]:
    if wishes.provenance:
        return (f"provenance {wishes.provenance}, as said",)
    if raw.meta.get("provenance"):
        return (f"provenance {raw.meta['provenance']}, by its front matter",)
    return ("provenance taken as fieldwork, since nothing says otherwise",)


def _speakers_of(raw: Raw) -> dict[str, str]:
    own = raw.meta.get("speakers")
    found = {str(label): _role_of(said) for label, said in own.items()} if isinstance(own, dict) else {}
    return {label: role for label, role in found.items() if role in ROLES}


def _role_of(said: object) -> object:
    return "informant" if said == WHO_KNOWS else said.get("role") if isinstance(said, dict) else said


def _with_person(own: object, label: str, role: str) -> object:
    """A speaker as the file's own front matter said who it is; else the role alone."""
    said = own.get(label) if isinstance(own, dict) else None
    return said if said == WHO_KNOWS or isinstance(said, dict) and said.get("role") == role else role


def _missing_speakers(wishes: Wishes, found: Transcript) -> tuple[str, ...]:
    absent = [label for label, role in wishes.speakers.items() if role != NOBODY and label not in found.speakers]
    return (f"no turn of {', '.join(absent)} was found",) if absent else ()


def _personal(text: str) -> tuple[str, ...]:
    lines = sorted({text.count("\n", 0, match.start()) + 1 for match in _NIK.finditer(text)})
    shown_lines = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
    return (
        (f"16 digits that look like a NIK on line {shown_lines} of the text: take personal numbers out",)
        if lines
        else ()
    )


def _without_place(problem: QualitativeError) -> str:
    return re.sub(r"^\S+?:\d+: ", "", str(problem))
