"""What a file of another tool says, in its own ids and its own positions. Pure records: nothing is judged or moved here.

Every reader makes a `Foreign`; everything after it (placing, planning, writing) knows no format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qualitative.exchange.losses import Losses

__all__ = [
    "Foreign",
    "ForeignCase",
    "ForeignCode",
    "ForeignCoding",
    "ForeignDocument",
    "ForeignNote",
    "ForeignSet",
    "ForeignSpan",
    "ForeignUser",
    "Rest",
    "Variable",
    "VariableType",
]

VariableType = Literal["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]


@dataclass(frozen=True, slots=True)
class ForeignUser:
    """Who coded or wrote. `kind` is model only where the file says so; `wished` is the id that the file asks for."""

    id: str
    name: str
    kind: Literal["human", "model"] = "human"
    model: str | None = None
    wished: str = ""


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """A memo: its text, who wrote it (an id of a user) and when (as the file writes it). `extra` is what a file of ours says besides."""

    id: str
    text: str
    by: str | None = None
    at: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code; `parent` is the id of the code above. `fields` are those of a code of ours, where the file is one of ours."""

    id: str
    name: str
    parent: str | None = None
    description: str = ""
    colour: str | None = None
    is_codable: bool = True
    notes: tuple[ForeignNote, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignCoding:
    """One code (its id) given by somebody (an id of a user, None: unknown) to a span or a whole document."""

    id: str
    code: str
    by: str | None = None
    at: str | None = None
    notes: tuple[ForeignNote, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignSpan:
    """A selection in the tool's own positions, with the codes it has. Without codes it is a passage that somebody noted.

    `quote` are its words as the file repeats them, None where it does not; `comment` is what stands on the span itself.
    """

    id: str
    start: int
    end: int
    quote: str | None = None
    codings: tuple[ForeignCoding, ...] = ()
    by: str | None = None
    at: str | None = None
    comment: str = ""
    notes: tuple[ForeignNote, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """A text as the file holds it, byte order mark and line ends included, with what was done on it.

    `front` is the front matter that a file of ours carries; `values` are by id of a variable. `is_made` where the reader made the text, so
    that positions are code points of it; `breaks` are places (code points) where a line begins that positions do not count.
    """

    id: str
    name: str
    text: str
    description: str = ""
    by: str | None = None
    at: str | None = None
    spans: tuple[ForeignSpan, ...] = ()
    codings: tuple[ForeignCoding, ...] = ()
    notes: tuple[ForeignNote, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    front: Mapping[str, Any] = field(default_factory=dict)
    is_made: bool = False
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignCase:
    """A case with the documents (ids) and stretches (document, start, end) that belong to it; `values` by id of a variable."""

    id: str
    name: str
    description: str = ""
    documents: tuple[str, ...] = ()
    stretches: tuple[tuple[str, int, int], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variable:
    """What is known of cases or documents."""

    id: str
    name: str
    type: VariableType = "Text"


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """A named set of documents, codes or notes (ids of the file)."""

    id: str
    name: str
    members: tuple[str, ...] = ()


@dataclass
class Rest:
    """What we have no place for, kept whole: `xml` elements as text, `files` of the archive by name, `data` as plain data."""

    xml: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class Foreign:
    """A project. `producer` is what wrote the file (as it says), `counts` the way in which its tool is known to count positions.

    `quotes` says whether a span's quote is its words for certain, or a name that may be something else; `whole` is what a file of ours calls
    all cases together, `settings` what it says of study.yaml. `looked_at` are the stretches of made documents that somebody went through, and who (None: whoever coded the document); a blank row of a table that
    names nobody says nothing.
    """

    tool: str
    producer: str = ""
    name: str = ""
    description: str = ""
    at: str | None = None
    by: str | None = None
    users: list[ForeignUser] = field(default_factory=list)
    codes: list[ForeignCode] = field(default_factory=list)
    documents: list[ForeignDocument] = field(default_factory=list)
    cases: list[ForeignCase] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    sets: list[ForeignSet] = field(default_factory=list)
    notes: list[ForeignNote] = field(default_factory=list)
    rest: Rest = field(default_factory=Rest)
    losses: Losses = field(default_factory=Losses)
    counts: str | None = None
    quotes: Literal["sure", "names"] = "sure"
    is_ours: bool = False
    whole: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    looked_at: dict[str, list[tuple[int, int, str | None]]] = field(default_factory=dict)
    is_codebook: bool = False

    @property
    def with_values(self) -> list[ForeignCase | ForeignDocument]:
        """What may have values of variables: cases and documents."""
        return [*self.cases, *self.documents]
