"""The one table of what an event holds: a class a kind of event, with each field's type, its forms in a line, and what it means.

Everything else that knows fields is made from it: the strict parser and the builders (`events`), the quick parser (`plain`), the columns
(`columns`, `table`), and the page of documentation (`page`). A field is `Annotated[type, form, …, "meaning"]`; a number beside a form is the
version of the format in which it came. `NotRequired` fields may be missing; several forms stand as `A | B`.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict, final

from qualitative.codings import forms as f

__all__ = [
    "AUDIENCES",
    "DRAWN",
    "HOWS",
    "KEYS",
    "MARKS",
    "MEMOS",
    "SEARCH",
    "STUDY",
    "VERDICTS",
    "VISIBLE",
    "Audience",
    "CodeEvent",
    "DecideEvent",
    "DoneEvent",
    "Event",
    "Foreign",
    "Head",
    "Kind",
    "MarkEvent",
    "MaybePassage",
    "MemoEvent",
    "Passage",
    "RetractEvent",
    "Suggestion",
    "Tail",
]

Kind = Literal["code", "retract", "memo", "decide", "done", "mark"]
STUDY = "_study"  # stands as document in events on no document: memos on the study and on codes
SEARCH = "search"  # the origin of what a search coded by itself
VERDICTS = ("accept", "reject", "adjudicate", "split", "place", "retire")
MEMOS = ("analytic", "theoretical", "method", "reflexive")
AUDIENCES = ("me", "team", "report")
HOWS = ("full", "assisted", "stopped")
MARKS = ("noted", "key", "region")
KEYS = ("typical", "vivid", "range", "contrary")  # why a passage is a key one
VISIBLE = ("suggestions", "coders", "counts", "memos")
DRAWN = ("random", "offered")


class Suggestion(TypedDict):
    """What a tagger suggested: the model, the probability, and how it came before the coder."""

    model: str
    p: float
    drawn: NotRequired[Literal["random", "offered"]]


class Foreign(TypedDict):
    """Where an event was made that came from elsewhere."""

    tool: str
    file: str
    id: str


def _is_suggestion(value: object) -> bool:
    # lines of version 1 may hold any object
    return type(value) is dict and value.get("drawn") is None


def _is_drawn(value: object) -> bool:
    if not (type(value) is dict and value.get("drawn") in DRAWN):
        return False
    return f.TEXT.fits(value.get("model")) and f.NUMBER.fits(value.get("p"))


def _is_foreign(value: object) -> bool:
    return (
        type(value) is dict and value.keys() == {"tool", "file", "id"} and all(type(v) is str for v in value.values())
    )


_DRAWS = f.one_of(*DRAWN)
_SUGGESTION = f.struct_of("an object {model, p}", _is_suggestion, model=f.TEXT, p=f.NUMBER)
_DRAWN = f.struct_of(f"{{model, p, drawn}}, drawn {_DRAWS.says}", _is_drawn, model=f.TEXT, p=f.NUMBER, drawn=_DRAWS)
_FOREIGN = f.struct_of("an object {tool, file, id}", _is_foreign, tool=f.TEXT, file=f.TEXT, id=f.TEXT)
_ON = f.starting("theme:", "an id of an event, document, study or code:<id>", so=False)
_THEME = f.starting("theme:", "theme:<id>")

Text = Annotated[str, f.TEXT]
Place = Annotated[int, f.PLACE]
Nothing = Annotated[None, f.NULL]
Moment = Annotated[str, f.MOMENT_FORM, 2]
Ulids = Annotated[list[str], f.ULIDS, 2]
Tips = Annotated[int, f.WHOLE] | Ulids
Visible = Annotated[bool, f.BOOL] | Annotated[list[str], f.some_of(*VISIBLE), 2] | Annotated[None, f.NULL, 2]
Suggested = Annotated[Suggestion, _SUGGESTION] | Annotated[Suggestion, _DRAWN, 2] | Nothing


FromWhere = Annotated[Literal["search"], f.one_of(SEARCH), 2] | Annotated[Foreign, _FOREIGN, 2]


class Head(TypedDict):
    """What every event begins with."""

    v: Annotated[int, f.WHOLE, "the version of the format that the line needs"]
    id: Annotated[str, f.ULID_FORM, "the event's own id; events happened in the order of their ids"]
    at: Annotated[str, f.MOMENT_FORM, "when it happened, UTC; of what was imported, when it happened there"]
    coder: Annotated[str, f.ID, "who did it"]
    document: Annotated[str, f.id_or(STUDY), f"the document that it is on; {STUDY} where it is on none"]
    round: Annotated[int, f.WHOLE, "the round of coding"]
    codebook: Annotated[Tips, "the codebook used: the last operations of its history (older lines: a version's number)"]


class Tail(TypedDict):
    """What every event may end with."""

    act: NotRequired[
        Annotated[Text | Nothing, "the first event of the act that it is part of, where an act wrote several"]
    ]
    origin: NotRequired[Annotated[FromWhere | Nothing, "where it came from, if it was not made here by hand"]]
    imported: NotRequired[Annotated[Moment | Nothing, "when it was imported"]]
    prev: NotRequired[Annotated[Ulids | Nothing, "the last events of the file that its writer had seen"]]


class Passage(TypedDict):
    """A stretch with its words, by which it is found again in a corrected text."""

    text: NotRequired[Annotated[Text, "the hash of the text that start and end belong to"]]
    start: Annotated[Place, "where the stretch begins, in code points of the text"]
    end: Annotated[Place, "where it ends; that code point is no longer in it"]
    quote: Annotated[Text, "the words of the stretch"]
    before: NotRequired[Annotated[Text, "the words before it"]]
    after: NotRequired[Annotated[Text, "the words after it"]]


class MaybePassage(TypedDict):
    """A stretch that an event may have."""

    text: NotRequired[Annotated[Text, "the hash of the text that start and end belong to"]]
    start: NotRequired[Annotated[Place, "where the stretch begins that it is about"]]
    end: NotRequired[Annotated[Place, "where that stretch ends"]]
    quote: NotRequired[Annotated[Text, "the words of that stretch"]]
    before: NotRequired[Annotated[Text, "the words before it"]]
    after: NotRequired[Annotated[Text, "the words after it"]]


@final
class CodeEvent(Head, Passage, Tail):
    """A code is given to a stretch."""

    event: Annotated[Literal["code"], f.one_of("code"), "what happened"]
    code: Annotated[str, f.ID, "the code"]
    replaces: NotRequired[Annotated[Text | Nothing, "the coding that it changes"]]
    settles: NotRequired[Annotated[list[str], f.ID_LIST, "the codings that the consensus settles with it"]]
    suggestion: NotRequired[Annotated[Suggested, "the suggestion that was accepted"]]
    blind: NotRequired[Annotated[Visible, "true, or what was visible; null (older lines: false) where that is unknown"]]


@final
class RetractEvent(Head, Tail):
    """An event of the same coder is taken back."""

    event: Annotated[Literal["retract"], f.one_of("retract"), "what happened"]
    of: Annotated[Text, "the event that is taken back"]
    undo: NotRequired[Annotated[bool, f.BOOL, "the coder undid it"]]
    redo: NotRequired[Annotated[bool, f.BOOL, "the coder did it again, by taking back the undo"]]


Audience = TypedDict(
    "Audience",
    {"for": NotRequired[Annotated[str, f.one_of(*AUDIENCES), 2, "for whom: me (where it is missing), team or report"]]},
)


@final
class MemoEvent(Head, MaybePassage, Audience, Tail):
    """A note is written."""

    event: Annotated[Literal["memo"], f.one_of("memo"), "what happened"]
    of: Annotated[
        Annotated[str, _ON] | Annotated[str, _THEME, 2],
        "what it is on: an event's id, document, study, code:<id> or theme:<id>",
    ]
    note: Annotated[Text, "the note"]
    kind: NotRequired[Annotated[str, f.one_of(*MEMOS), 2, "what kind of note"]]


@final
class DecideEvent(Head, MaybePassage, Tail):
    """A person decides on codings, or rejects a suggestion."""

    event: Annotated[Literal["decide"], f.one_of("decide"), "what happened"]
    of: NotRequired[Annotated[list[str], f.ID_LIST, "the codings decided on; missing where a suggestion is rejected"]]
    verdict: Annotated[str, f.one_of(*VERDICTS), "what was decided"]
    choice: NotRequired[Annotated[Text, "of adjudicate: whose coding was taken"]]
    by: NotRequired[Annotated[Text, "of adjudicate: who decided"]]
    note: NotRequired[Annotated[Text | Nothing, "why"]]
    code: NotRequired[Annotated[str, f.ID, "of split: the part that it is; of a rejected suggestion: the code"]]
    suggestion: NotRequired[Annotated[Suggested, "the suggestion that is rejected"]]


@final
class DoneEvent(Head, Tail):
    """A stretch is marked as coded to the end."""

    event: Annotated[Literal["done"], f.one_of("done"), "what happened"]
    start: Annotated[Place, "where the stretch begins"]
    end: Annotated[Place, "where it ends"]
    text: NotRequired[Annotated[Text, "the hash of the text that start and end belong to"]]
    how: NotRequired[
        Annotated[str, f.one_of(*HOWS), 2, "read in full (where it is missing), with a machine's help, or given up"]
    ]
    blind: NotRequired[Annotated[Visible, "as in a coding; where it is missing, nothing was visible"]]


@final
class MarkEvent(Head, Passage, Tail):
    """A stretch is marked, with no code."""

    event: Annotated[Literal["mark"], f.one_of("mark"), 2, "what happened"]
    kind: Annotated[str, f.one_of(*MARKS), "noted: to come back to; key: to quote; region: a part of the text"]
    why: NotRequired[Annotated[Text, f"what for; of a key passage {', '.join(KEYS[:-1])} or {KEYS[-1]}"]]
    of: NotRequired[Annotated[Text | Nothing, "the coding that it is on"]]


Event = CodeEvent | RetractEvent | MemoEvent | DecideEvent | DoneEvent | MarkEvent
