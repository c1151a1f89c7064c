"""What the kernel answers the page, and the shapes that it shows: documents, codes, codings, memos. Positions are UTF-16 units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

__all__ = [
    "Added",
    "Can",
    "Changed",
    "CodeChanged",
    "CodeShape",
    "CodingShape",
    "DisagreementShape",
    "Disagreements",
    "DocumentShape",
    "Folding",
    "Looked",
    "LostShape",
    "MemoShape",
    "Opening",
    "OthersShown",
    "SuggestionShape",
    "SuggestionsShown",
    "Undone",
    "View",
    "What",
]


class DocumentShape(TypedDict):
    """A document; its turns as (start, end, line, speaker, role, timestamp)."""

    id: str
    title: str
    case: str
    date: str
    language: str
    provenance: str
    hash: str
    text: str
    turns: list[tuple[int, int, int, str | None, str | None, str | None]]


class CodeShape(TypedDict):
    """A code as the tree shows it; texts by language."""

    id: str
    parent: str | None
    depth: int
    name: dict[str, str]
    definition: dict[str, str]
    include: dict[str, str]
    exclude: dict[str, str]
    keywords: dict[str, list[str]]
    colour: str
    usable: bool
    retired: bool


class CodingShape(TypedDict):
    """A coding that stands."""

    id: str
    coder: str
    code: str
    start: int
    end: int
    blind: bool | None
    suggested: bool


class LostShape(TypedDict):
    """A coding whose words are gone: what they were, what stood around them, and where that is most alike now (None: nowhere)."""

    id: str
    code: str
    quote: str
    before: str
    after: str
    near: int | None


class MemoShape(TypedDict):
    """A memo; with start and end where it was written on a piece of text."""

    id: str
    coder: str
    of: str
    note: str
    at: str
    start: NotRequired[int]
    end: NotRequired[int]


class SuggestionShape(TypedDict):
    """A code that the tagger suggests for a sentence, how likely, by which model, and why."""

    start: int
    end: int
    code: str
    p: float
    model: str
    reasons: list[str]


class DisagreementShape(TypedDict):
    """A stretch on which the coder and another part, and what each says."""

    start: int
    end: int
    what: str


class What(TypedDict):
    """An event that was undone or redone, and where; of a code `retire` or `restore`."""

    event: str
    code: str | None
    quote: str | None
    note: str | None
    start: int | None
    end: int | None


class View(TypedDict):
    """The open document with what the coder has on it."""

    document: DocumentShape
    codings: list[CodingShape]
    memos: list[MemoShape]
    done: bool
    lost: list[LostShape]
    blind: bool


class Folding(TypedDict):
    """What a search folds away: `unseen` the inside of a class of a pattern, `signs` character → its plain form."""

    unseen: str
    signs: dict[str, str]


class Can(TypedDict):
    """What this panel can do beyond coding."""

    suggest: bool


class Opening(View):
    """Everything that the page needs to begin; `documents` are (id, title, provenance)."""

    study: str
    coder: str
    language: str
    languages: list[str]
    locales: dict[str, str]
    words: dict[str, dict[str, str | Mapping[str, str]]]
    abbreviations: dict[str, list[str]]
    folding: Folding
    documents: list[tuple[str, str, str]]
    coders: list[str]
    codes: list[CodeShape]
    version: int
    can: Can
    recent: list[str]
    views: list[str]
    file_limit: int


class Changed(TypedDict, total=False):
    """What has changed since the last answer: codings put and gone, memos and lost ones where they changed.

    `ids` are the codings that a message made, in its order, `id` the one that it changed.
    """

    put: list[CodingShape]
    gone: list[str]
    memos: list[MemoShape]
    lost: list[LostShape]
    done: bool
    ids: list[str]
    id: str


class Undone(Changed, total=False):
    """What undo or redo did: `opened` is the document that it lies in, where another one was open; `codes` where it was about a code."""

    what: list[What]
    opened: View
    codes: list[CodeShape]
    version: int


class Looked(TypedDict):
    """A file as it would be added: `seen` is `corpus.preview.Preview`, field by field, and `left` of each list that is cut.

    `unsaid` is what must be said before it can be added, `said` what stands in each field now, `dated` the day in its name, `placed`
    how many comments have a place in it; the rest is what there is to choose from.
    """

    seen: dict[str, object]
    unsaid: list[str]
    path: str
    said: dict[str, str]
    dated: str
    placed: int
    cases: list[str]
    kinds: list[str]
    provenances: list[str]
    roles: list[str]
    encodings: list[str]


class Added(TypedDict):
    """The id of the new document, and all documents."""

    added: str
    documents: list[tuple[str, str, str]]


class CodeChanged(TypedDict):
    """The codebook after an operation on `code`."""

    codes: list[CodeShape]
    version: int
    code: str


class OthersShown(TypedDict):
    """Codings of others, and whether the coder is still blind here."""

    others: list[CodingShape]
    blind: bool


class SuggestionsShown(TypedDict):
    """Suggestions; how many weaker ones there are, shown or not; whether any sentence is open."""

    suggestions: list[SuggestionShape]
    weaker: NotRequired[int]
    open: NotRequired[bool]
    blind: NotRequired[bool]


class Disagreements(TypedDict):
    """Where coders part on this document."""

    disagreements: Sequence[DisagreementShape]
    blind: NotRequired[bool]
