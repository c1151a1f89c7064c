"""What the page asks of the kernel, by kind. Positions are UTF-16 units. What it is answered: `given`.

Every message bears `kind`, `seq` and the `document` that it was made on; every answer `ok`, and `re`, the `seq` that it answers.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict, get_origin, get_type_hints

__all__ = [
    "AddCode",
    "AddFile",
    "Apply",
    "Asked",
    "Done",
    "Empty",
    "Look",
    "Memo",
    "Offered",
    "Open",
    "Options",
    "Others",
    "Piece",
    "Place",
    "Recode",
    "Reject",
    "RestoreCode",
    "Retire",
    "Retract",
    "Suggestions",
    "needed",
]


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


def needed(shape: type[Asked]) -> frozenset[str]:
    """The fields that a message of this shape must hold.

    >>> sorted(needed(Apply))
    ['items']
    """
    hints = get_type_hints(shape, include_extras=True)
    return frozenset(key for key, hint in hints.items() if get_origin(hint) is not NotRequired) - set(
        Asked.__annotations__
    )
