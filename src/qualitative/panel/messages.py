"""The protocol between the page and the kernel: what the page asks, by kind, and what it is answered. Positions are UTF-16 units.

Every message bears `kind`, `seq` and the `document` that it was made on; every answer `ok`, and `re`, the `seq` that it answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict, get_origin, get_type_hints

__all__ = [
    "AddCode",
    "AddFile",
    "Added",
    "Apply",
    "Asked",
    "Changed",
    "CodeChanged",
    "CodeShape",
    "CodingShape",
    "DisagreementShape",
    "Disagreements",
    "DocumentShape",
    "Done",
    "Empty",
    "Folding",
    "Look",
    "Looked",
    "LostShape",
    "Memo",
    "MemoShape",
    "Offered",
    "Open",
    "Opening",
    "Options",
    "Others",
    "OthersShown",
    "Piece",
    "Place",
    "Recode",
    "Reject",
    "RestoreCode",
    "Retire",
    "Retract",
    "SuggestionShape",
    "Suggestions",
    "SuggestionsShown",
    "View",
    "What",
    "needed",
]

# ------------------------------------------------------------------ shapes


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
    """An event that was undone or redone."""

    event: str
    code: str | None
    quote: str | None
    note: str | None


# ------------------------------------------------------------------ what the page asks


class Asked(TypedDict, total=False):
    """What every message bears; `document` is what was open when it was made."""

    kind: str
    seq: int
    document: str


class Offered(TypedDict):
    """The suggestion that a decision is about."""

    model: str
    p: float


class Apply(Asked):
    """Give codes to segments: (code, start, end) each."""

    items: list[tuple[str, int, int]]
    suggestion: NotRequired[Offered | None]


class Recode(Asked):
    """Change the code or the limits of a coding."""

    id: str
    code: NotRequired[str | None]
    start: NotRequired[int | None]
    end: NotRequired[int | None]


class Retract(Asked):
    """Take back a coding or a memo."""

    id: str


class Memo(Asked):
    """Write a memo on a coding (its id), `document`, `code:<id>`, or (with start and end) a piece of the text."""

    note: str
    of: NotRequired[str | None]
    start: NotRequired[int | None]
    end: NotRequired[int | None]


class Place(Asked):
    """Say where the words of a lost coding lie now."""

    id: str
    start: int
    end: int


class Retire(Asked):
    """Let go of a coding whose words are gone."""

    id: str


class Reject(Asked):
    """Say no to a suggestion."""

    start: int
    end: int
    code: str
    suggestion: NotRequired[Offered | None]


class Done(Asked):
    """Mark the text as coded to the end, or take the mark back."""

    done: bool


class AddCode(Asked):
    """Add a code to the codebook; texts by language."""

    name: dict[str, str]
    parent: NotRequired[str | None]
    definition: NotRequired[dict[str, str]]
    why: NotRequired[str]


class RestoreCode(Asked):
    """Bring a retired code back into use."""

    code: str
    why: NotRequired[str]


class Empty(Asked):
    """A message that says nothing beside its kind."""


class Open(Asked):
    """Go to a document."""


class Others(Asked):
    """Show what these coders have on the document."""

    coders: list[str]


class Piece(Asked):
    """A piece of a file that was dropped; `bytes` come beside the message."""

    upload: str
    name: str
    n: int
    bytes: bytes


class Options(TypedDict, total=False):
    """What a person says of a dropped file, as the options of `qualitative add`; `speakers` label → role."""

    case: str
    date: str
    kind: str
    provenance: str
    language: str
    id: str
    title: str
    unlabelled: str
    encoding: str
    prose: bool
    speakers: dict[str, str]


class Look(Asked):
    """Show a dropped file as it would be added; `look` counts, so that what is added is what was seen."""

    upload: str
    look: int
    options: Options


class AddFile(Asked):
    """Add a dropped file as it was looked at."""

    upload: str
    look: int


class Suggestions(Asked):
    """What the tagger suggests; `weaker` also what is likelier wrong than right."""

    weaker: NotRequired[bool]


# ------------------------------------------------------------------ what it is answered


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

    `ids` are the codings that a message made, in its order, `id` the one that it changed, `what` the events that were undone.
    """

    put: list[CodingShape]
    gone: list[str]
    memos: list[MemoShape]
    lost: list[LostShape]
    done: bool
    ids: list[str]
    id: str
    what: list[What]


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


def needed(shape: type[Asked]) -> frozenset[str]:
    """The fields that a message of this shape must hold.

    >>> sorted(needed(Apply))
    ['items']
    """
    hints = get_type_hints(shape, include_extras=True)
    return frozenset(key for key, hint in hints.items() if get_origin(hint) is not NotRequired) - set(
        Asked.__annotations__
    )
