"""What a detector gives: a place, its kind, and the value that is the same for every way of writing it."""

from __future__ import annotations

from dataclasses import dataclass

from qualitative.text.folding import fold

__all__ = ["KINDS", "PROPOSED", "Identifier", "folded_value"]

# in the order in which an overlap is decided where both are equally long
KINDS = (
    "nik",
    "kk",
    "npwp",
    "nip",
    "bpjs",
    "ssn",
    "nhs",
    "ni",
    "passport",
    "licence",
    "card",
    "account",
    "number",
    "phone",
    "email",
    "plate",
    "birth-date",
    "address",
    "name",
    "person",
)
# what has no certain shape: a person looks at each before it is replaced
PROPOSED = ("address", "person")


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One place: `start:end` of the text, what kind it is, and `value`, the same for every way of writing it."""

    start: int
    end: int
    kind: str
    text: str
    value: str


def folded_value(text: str) -> str:
    """The value of a name, an address or a date: as one searches it, without blanks around."""
    return fold(text).text.strip()
