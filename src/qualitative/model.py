"""The words of the field as plain, frozen records. No file is touched here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias, TypeGuard

__all__ = [
    "BASES",
    "ENTRY_ROLES",
    "KINDS",
    "PROVENANCES",
    "REACHED",
    "Case",
    "Code",
    "Coder",
    "Coding",
    "Document",
    "Evidence",
    "Mark",
    "Memo",
    "Names",
    "Origin",
    "Turn",
    "is_id",
    "listed",
    "text_hash",
]

KINDS = ("interview", "group", "observation", "document", "survey")
PROVENANCES = ("published", "simulated", "fieldwork")
BASES = ("informant", "document", "table", "author")
ENTRY_ROLES = ("result", "background", "restatement", "recommendation")
REACHED = ("read", "cited")

Names: TypeAlias = str | Iterable[str]  # several ids, or one

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def listed(some: Names) -> list[str]:
    """The items of what is meant as a list; a string is one item.

    >>> listed("coder-a"), listed(("coder-a", "coder-b"))
    (['coder-a'], ['coder-a', 'coder-b'])
    """
    return [some] if isinstance(some, str) else list(some)


def is_id(value: object) -> TypeGuard[str]:
    """Whether `value` may name a document, code, coder, case or person.

    >>> is_id("sim-north-office"), is_id("North")
    (True, False)
    """
    return isinstance(value, str) and _ID.fullmatch(value) is not None


@lru_cache(maxsize=256)
def text_hash(text: str) -> str:
    """`sha256:` and the hex digest of the UTF-8 bytes of a document's text."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech, or one paragraph of prose (speaker None).

    `start:end` are code points of the document's text and leave out label and timestamp; `line` counts from 1 in the body.
    """

    n: int
    start: int
    end: int
    line: int
    speaker: str | None = None
    role: str | None = None
    timestamp: str | None = None
    until: str | None = None  # when the speech ends, where the document says so


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one paragraph of a published note comes from: its basis and locator in the work.

    `statement` is the sentence of the work that it reports (section and a short key, the same wherever it is reported), `role` one of
    ENTRY_ROLES, `restates` a statement said elsewhere. `case` and `date` are given where they are not the document's: a statement may
    speak of several cases, or of one that the study does not compare (`other`). `reached` is one of REACHED.
    """

    paragraph: int
    basis: str
    section: str | None = None
    informant: str | None = None
    document: str | None = None
    claims: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()
    statement: str | None = None
    role: str | None = None
    restates: str | None = None
    case: tuple[str, ...] = ()
    date: str | None = None
    reached: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript, note or text of the corpus. `text` is the body: NFC, LF.

    `speakers` maps labels to roles. `persons` maps a label to the person who speaks, or to None where that is nobody in particular
    (unknown, or several at once); a label that it does not name is a person of its own in this document. `recording` names a file
    outside git.
    """

    id: str
    kind: str
    provenance: str
    case: str
    date: str
    language: str
    text: str
    title: str = ""
    speakers: dict[str, str] = field(default_factory=dict)
    role: str | None = None
    source: dict[str, Any] = field(default_factory=dict)
    basis: str | None = None
    evidence: tuple[Evidence, ...] = ()
    consent: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    body_line: int = 1
    persons: dict[str, str | None] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    recording: str | None = None

    @property
    def hash(self) -> str:
        """The hash that events carry as `text`."""
        return text_hash(self.text)


@dataclass(frozen=True, slots=True)
class Case:
    """What is compared (a school, a village, a firm), with its attributes as read from `cases.csv`."""

    id: str
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the codebook; texts are mappings from language to text, `classes` from what it is classified by to the class."""

    id: str
    parent: str | None
    name: dict[str, str]
    definition: dict[str, str] = field(default_factory=dict)
    include: dict[str, str] = field(default_factory=dict)
    exclude: dict[str, str] = field(default_factory=dict)
    example: str | None = None
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    colour: str = "#cccccc"
    kind: str = "code"
    classes: dict[str, str] = field(default_factory=dict)
    scale: tuple[str, ...] = ()  # the weights that a coding may carry, lowest first
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes: `kind` is `human` or `model`; `model` says which."""

    id: str
    kind: str
    name: str = ""
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event came from that was not made here: the tool, and there the file and the id. A search that coded by itself has the tool `search` alone."""

    tool: str
    file: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """One code given to one segment by one coder, as it stands after replay of the events.

    `visible` says what the coder could see (`suggestions`, `coders`, `counts`, `memos`): nothing where they coded blind, None where that is
    unknown. `looked_at` is False for what a search coded by itself, until a person accepts or changes it.
    """

    id: str
    coder: str
    document: str
    start: int
    end: int
    code: str
    at: str
    round: int
    codebook: int | tuple[str, ...]  # a version's number (format 1), or the operations that were the tips
    text: str
    quote: str
    visible: frozenset[str] | None
    before: str = ""
    after: str = ""
    replaces: str | None = None
    settles: tuple[str, ...] = ()
    suggestion: Mapping[str, Any] | None = None
    origin: Origin | None = None
    imported: str | None = None
    looked_at: bool = True

    @property
    def blind(self) -> bool:
        """Whether it is known that nothing was visible."""
        return self.visible == frozenset()


@dataclass(frozen=True, slots=True)
class Memo:
    """A dated note on an event (its id), `document`, `code:<id>`, `theme:<id>` or `study`, of a `kind` or none.

    `audience` says for whom it is: me (the coder), team or report. `imported` is when it came from elsewhere; `at` is then the date there.
    """

    id: str
    coder: str
    document: str | None
    of: str
    note: str
    at: str
    kind: str | None = None
    audience: str = "me"
    imported: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that a coder marked, with no code: `kind` is noted, key or region; `why` says what for; `of` is the coding that it is on, if any."""

    id: str
    coder: str
    document: str
    start: int
    end: int
    quote: str
    kind: str
    at: str
    why: str = ""
    of: str | None = None
    round: int = 1
    text: str = ""
    before: str = ""
    after: str = ""
