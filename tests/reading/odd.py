"""A small talk to write in the shapes of many tools, and what the corpus makes of such a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualitative.corpus.adding import Addition, Wishes, plan_addition
from qualitative.text.turns import turns_of

TALK = (
    ("Laura", "Thank you for coming. How did you start at the clinic?"),
    ("Dale", "I started in 2011, as a volunteer: two evenings a week."),
    ("Laura", "And what did a normal evening look like?"),
    ("Dale", "There was none. At 7:30 we had one nurse, for all of them."),
    ("Laura", "Did the merger change anything?"),
    ("Dale", "The forms. Honestly, the waiting got worse – by 40% or so."),
)


def read(folder: Path, name: str, data: str | bytes) -> Addition:
    """What adding a file of this name would make of it."""
    (folder / "corpus").mkdir(exist_ok=True)
    source = folder / name
    source.write_bytes(data if isinstance(data, bytes) else data.encode())
    wishes = Wishes(case="north", date="2024", id="a")
    return plan_addition(source, folder / "corpus", ["north"], wishes, ("en", "id"))


def turns(addition: Addition) -> list[tuple[str, str]]:
    """(label, speech) of each turn; none of prose."""
    document = addition.document
    found = turns_of(document) if document.speakers else []
    return [(turn.speaker, " ".join(document.text[turn.start : turn.end].split())) for turn in found]


def times(addition: Addition) -> int:
    """How many turns bear a time."""
    return sum(turn.timestamp is not None for turn in turns_of(addition.document))


def told(addition: Addition) -> str:
    """All that is told of the file."""
    return "\n".join((*addition.unread, *addition.notes))


def renamed(names: dict[str, str], talk: Sequence[tuple[str, str]] = TALK) -> list[tuple[str, str]]:
    """The talk under the names that a file gives."""
    return [(names[who], said) for who, said in talk]


def clock(seconds: int, form: str = "{:02}:{:02}:{:02}") -> str:
    """Seconds as a clock."""
    return form.format(seconds // 3600, seconds // 60 % 60, seconds % 60)
