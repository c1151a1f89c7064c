"""What sources, cases, codes and bases are called where a status is told; without more, by their ids. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualitative.findings.sides import Side, Source
from qualitative.i18n import catalogue

__all__ = ["Naming", "person_name"]

TEXTS = catalogue("findings")
_MANY = 4  # sources that a sentence names


def person_name(person: str) -> str:
    """Who is meant: an informant of a work by the initials, a label of a document with the document.

    >>> person_name("paper-2020/NH"), person_name("talk-1#A"), person_name("a-owner")
    ('NH', 'A (talk-1)', 'a-owner')
    """
    document, hash, label = person.rpartition("#")
    return f"{label} ({document})" if hash else person.rpartition("/")[2]


@dataclass(frozen=True)
class Naming:
    """The language in which is told, and what `case`, `code` and `basis` ids are called in it; `cases` is the word for several cases."""

    language: str
    case: Callable[[str], str] = str
    code: Callable[[str], str] = str
    basis: Callable[[str], str] = str
    document: Callable[[str], str] = str
    cases: str = ""

    def say(self, key: str, **values: object) -> str:
        """A text of the room."""
        return TEXTS.say(key, self.language, **values)

    @property
    def several_cases(self) -> str:
        """The word for several cases, as it stands within a sentence."""
        return self.cases or self.say("cases")

    def source(self, source: Source) -> str:
        """A person, a group, a document or a table."""
        named = person_name(source.id) if source.kind == "person" else self.document(source.id)
        return self.say(f"source.{source.kind}", name=named)

    def sources(self, side: Side) -> list[str]:
        """The sources of a side, persons first; those that are only cited say so."""
        kinds = ("person", "group", "document", "table")
        chosen = sorted(side.sources, key=lambda one: (kinds.index(one.kind), one.id))
        return [
            self.say("source.cited", name=self.source(one)) if one in side.cited else self.source(one) for one in chosen
        ]

    def some(self, side: Side) -> str:
        """The sources of a side within a sentence: of many the first."""
        names = self.sources(side)
        if len(names) <= _MANY:
            return "; ".join(names)
        return self.say("source.more", names="; ".join(names[: _MANY - 1]), n=len(names) - _MANY + 1)
