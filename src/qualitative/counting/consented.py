"""Who agreed to what, over the documents of a study: the register of consent, and what stretches a use may not touch. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.corpus.consents import SCOPES, ConsentRegister, Consents, parse_record
from qualitative.counting.persons import informant_of, person_of
from qualitative.model import Document
from qualitative.text.turns import parse_paragraphs, turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Barred", "barred", "register_of"]


@dataclass(frozen=True, slots=True)
class Barred:
    """What a person who did not agree said: half-open `start:end` of the document's text."""

    document: str
    start: int
    end: int
    person: str


def register_of(
    persons: pd.DataFrame, documents: Iterable[Document], usual: Iterable[str] = SCOPES, until: str | None = None
) -> ConsentRegister:
    """The register of a study. A person's row says what holds for them; else the front matter of the document in which they speak
    (`consent: {verbatim: 2024-05-02}`), else `usual` (study.yaml). `persons` has an index of ids and a column `consent`.
    """
    records: dict[str, Consents] = {}
    for document in documents:
        said = _said(document.consent)
        if said is not None:
            records |= dict.fromkeys(_persons_of(document), said)
    for person, cell in persons["consent"].dropna().items():
        if str(cell).strip():
            records[str(person)] = parse_record(str(cell))
    return ConsentRegister(tuple(usual), until, records)


def barred(documents: Iterable[Document], register: ConsentRegister, scope: str) -> list[Barred]:
    """Every stretch that may not be used for `scope`, in the order of the documents."""
    found = []
    for document in documents:
        for start, end, person in _spoken(document):
            if person is not None and not register.may(person, scope):
                found.append(Barred(document.id, start, end, person))
    return found


def _said(consent: Mapping[str, Any]) -> Consents | None:
    """What a front matter says; None where it names no scope. A scope that is true was given on a day that nobody wrote down."""
    named = {scope: consent[scope] for scope in SCOPES if scope in consent}
    if not named:
        return None
    given = {scope: "" if value is True else str(value) for scope, value in named.items() if _is_given(value)}
    until = consent.get("until")
    refused = tuple(scope for scope in named if scope not in given)
    return Consents(given, refused=refused, until=None if until is None else str(until))


def _is_given(value: object) -> bool:
    """A date or a yes; what can't be read as either is no consent."""
    return value is True or (value is not False and str(value)[:4].isdigit())


def _persons_of(document: Document) -> list[str]:
    return [person for _, _, person in _spoken(document) if person is not None]


def _spoken(document: Document) -> Iterable[tuple[int, int, str | None]]:
    """(start, end, person) of every turn, or of every paragraph that reports what an informant said."""
    if document.speakers:
        for turn in turns_of(document):
            yield turn.start, turn.end, person_of(document, turn.speaker)
        return
    entries = {entry.paragraph: entry for entry in document.evidence}
    work = str(document.source.get("work") or document.id)
    for paragraph in parse_paragraphs(document.text) if entries else ():
        entry = entries.get(paragraph.n)
        if entry is not None:
            yield paragraph.start, paragraph.end, informant_of(work, entry)
