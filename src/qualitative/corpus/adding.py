"""Bring a file from outside into the corpus: read it, recognise speakers, choose id and folder, and write it whole or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qualitative.corpus.beside import kept_beside, told_behind, told_beside
from qualitative.corpus.documents import ROLES, document_paths, format_document, parse_document
from qualitative.corpus.files import create_text, shown
from qualitative.corpus.front import NOBODY as WHO_KNOWS
from qualitative.corpus.readers import Raw, read_file
from qualitative.corpus.wishes import Wishes, check_label, parse_speakers
from qualitative.errors import DocumentError, QualitativeError, did_you_mean
from qualitative.model import Document, is_id
from qualitative.text.language import ENOUGH_WORDS, UNKNOWN_LANGUAGE, guess_language
from qualitative.text.recognising.accounting import told_asides
from qualitative.text.recognising.words import key_of
from qualitative.text.sections import parse_sections
from qualitative.text.speakers import Transcript, read_as_prose, recognise
from qualitative.text.turns import turns_of

__all__ = [
    "Addition",
    "Wishes",
    "date_in_name",
    "parse_speakers",
    "plan_addition",
    "recurring_labels",
    "suggested_id",
    "write_addition",
]


@dataclass(frozen=True, slots=True)
class Addition:
    """A document ready to be written to `path`, and all that a person should know about it: `raw` is the file as it was read,
    `transcript` what was recognised in it. `unread` and `notes` are the sentences to tell.
    """

    source: Path
    path: Path
    document: Document
    content: str
    turns: int
    sections: int
    unread: tuple[str, ...]
    notes: tuple[str, ...]
    raw: Raw
    transcript: Transcript
    unsaid: tuple[str, ...] = ()  # what nobody said yet and the document can't do without: it is for looking at only


def plan_addition(
    source: str | Path,
    corpus: Path,
    cases: Iterable[str],
    wishes: Wishes,
    languages: Iterable[str],
    taken: Iterable[str] = (),
    recurring: Collection[str] = (),
    *,
    data: bytes | None = None,
    looking: bool = False,
) -> Addition:
    """Read `source` and make a document of it, without writing. `taken` are ids beyond those on disk that are in use, `recurring` the
    keys of labels that come back in other files (`recurring_labels`). With `data` the file lies in memory, and `source` only names it.

    `looking`: where nobody says case or date yet, the addition can be looked at, and not written. Raises ReaderError for what can't be read, DocumentError for what is missing or wrong.
    """
    source = Path(source)
    raw = read_file(source, wishes.encoding, data)
    known = list(cases)
    unsaid: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    if looking:
        wishes, unsaid = _stood_in(source, raw, wishes, known)
    else:
        wishes, filled = _filled(source, raw, wishes, known)
    found = _recognised(raw, wishes, recurring)
    language, told = _language(raw, found.text, wishes, tuple(languages))
    meta = _meta(source, raw, found, wishes, language, corpus, known)
    _check_free(meta["id"], corpus, taken, source.name)
    path = corpus / ("transcripts" if found.speakers else "documents") / f"{meta['id']}.md"
    content = format_document(meta, found.text)
    try:
        document = parse_document(content, shown(path, corpus.parent), path.stem, known)
    except DocumentError as problem:
        raise DocumentError(f"{source.name}: {_without_place(problem)}") from None
    spoken = turns_of(document) if found.speakers else []
    notes = (
        *raw.notes,
        *found.notes,
        *told_beside(raw, found, wishes),
        *told_behind(document.text, spoken),
        *told,
        *filled,
    )
    unread = (*raw.unread, *told_asides(found.asides))
    return Addition(
        source,
        path,
        document,
        content,
        len(spoken),
        len(parse_sections(document.text)),
        unread,
        notes,
        raw,
        found,
        unsaid,
    )


def recurring_labels(texts: Iterable[Iterable[str]]) -> frozenset[str]:
    """The keys of labels that stand in two texts and more while other labels do not: an interviewer goes along, informants differ.

    `texts` are the labels of each text.

    >>> sorted(recurring_labels([["Rina", "Joko"], ["Rina", "Ani"], ["Rina", "Budi"]]))
    ['rina']
    """
    seen: Counter[str] = Counter()
    number = 0
    for labels in texts:
        seen.update({key_of(label) for label in labels})
        number += 1
    again = frozenset(key for key, count in seen.items() if count >= 2 and count * 3 >= number)
    return again if len(again) < len(seen) else frozenset()


def _recognised(raw: Raw, wishes: Wishes, recurring: Collection[str]) -> Transcript:
    if wishes.prose:
        return read_as_prose(raw.text)
    given = dict(wishes.speakers) or _speakers_of(raw)
    return recognise(raw.text, given, wishes.unlabelled, strong=raw.strong, marked=raw.marked, recurring=recurring)


def write_addition(addition: Addition) -> Document:
    """Write the planned document, whole; an existing file is never touched. Raises DocumentError when there is one."""
    if addition.unsaid:
        raise DocumentError(
            f"{addition.source.name}: {' and '.join(addition.unsaid)} missing; say it, then add the file"
        )
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

    >>> suggested_id("Wawancara Bu Ani (final).docx"), suggested_id("North.txt", "simulated")
    ('wawancara-bu-ani-final', 'sim-north')
    """
    plain = unicodedata.normalize("NFKD", Path(name).stem).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if made and provenance == "simulated" and not made.startswith("sim-"):
        made = f"sim-{made}"
    return made[:64].rstrip("-")


def _meta(
    source: Path, raw: Raw, found: Transcript, wishes: Wishes, language: str, corpus: Path, cases: list[str]
) -> dict[str, Any]:
    if wishes.unlabelled:
        check_label(wishes.unlabelled, "--unlabelled")
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
    meta["source"] |= kept_beside(raw, found)
    if not is_id(meta["id"]):
        what = repr(meta["id"]) if meta["id"] else "the file's name"
        raise DocumentError(
            f"{source.name}: {what} makes no id (a–z, 0–9 and -, at most 64 characters); give one with --id"
        )
    return meta


def date_in_name(name: str) -> str | None:
    """The day that the name of a file says, as YYYY-MM-DD.

    >>> date_in_name("wawancara_20240503 Ani.docx"), date_in_name("Ani.docx")
    ('2024-05-03', None)
    """
    match = re.search(r"(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)", name)
    return "-".join(match.groups()) if match else None


def _stood_in(source: Path, raw: Raw, wishes: Wishes, cases: list[str]) -> tuple[Wishes, tuple[str, ...]]:
    """(wishes with something in the place of case and date where neither person nor file say one, which were so filled)."""
    case, date = wishes.case or raw.meta.get("case"), wishes.date or raw.meta.get("date")
    stood_in = replace(
        wishes,
        case=wishes.case if case else next(iter(cases), None),
        date=wishes.date if date else date_in_name(source.name) or "1900",
    )
    return stood_in, tuple(key for key, said in (("case", case), ("date", date)) if not said)


def _filled(source: Path, raw: Raw, wishes: Wishes, cases: list[str]) -> tuple[Wishes, tuple[str, ...]]:
    """(wishes with the day that the file's name says, and the case where there is but one, what to tell of either)."""
    case = None if wishes.case or raw.meta.get("case") or len(cases) != 1 else cases[0]
    date = None if wishes.date or raw.meta.get("date") else date_in_name(source.name)
    told = [f"case taken as {case}, the only one that the study has"] if case else []
    told += [f"date taken as {date}, from the file's name"] if date else []
    return replace(wishes, case=wishes.case or case, date=wishes.date or date), tuple(told)


def _check_said(source: Path, case: object, date: object, cases: list[str]) -> None:
    known = ", ".join([*cases[:6], *(["…", *cases[-1:]] if len(cases) > 6 else [])]) or "north, say, with --new-case"
    if not case and not date:
        raise DocumentError(f"{source.name}: case and date are missing; add --case ({known}) and --date YYYY-MM")
    if not case:
        raise DocumentError(f"{source.name}: the case is missing; add --case ({known})")
    if not date:
        raise DocumentError(f"{source.name}: the date is missing; add --date YYYY-MM")
    if case not in cases:
        near = did_you_mean(str(case), cases)
        add = "; if it is a new one, say so with --new-case" if is_id(case) else ""
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
        return (UNKNOWN_LANGUAGE if str(said) == "unknown" else str(said)), ()
    guess = guess_language(text)
    if guess:
        return guess, (f"language taken as {guess}, by its words",)
    letters = [character for character in text[:20_000] if character.isalpha()]
    other = sum(not unicodedata.name(character, "").startswith("LATIN") for character in letters)
    if len(text.split()) >= ENOUGH_WORDS or other * 2 > len(letters):
        return UNKNOWN_LANGUAGE, ("language unknown (und), its words do not tell; --language says which",)
    return languages[0], (f"language taken as {languages[0]}, the study's first; its words do not tell",)


def _speakers_of(raw: Raw) -> dict[str, str]:
    own = raw.meta.get("speakers")
    found = {str(label): _role_of(said) for label, said in own.items()} if isinstance(own, dict) else {}
    return {label: role for label, role in found.items() if role in ROLES}


def _role_of(said: object) -> object:
    return "informant" if said == WHO_KNOWS else said.get("role") if isinstance(said, dict) else said


def _with_person(own: object, label: str, role: str) -> object:
    """A speaker as the file's own front matter said who it is; else the role alone."""
    said = own.get(label) if isinstance(own, dict) else None
    return said if said == WHO_KNOWS or (isinstance(said, dict) and said.get("role") == role) else role


def _without_place(problem: QualitativeError) -> str:
    return re.sub(r"^\S+?:\d+: ", "", str(problem))
