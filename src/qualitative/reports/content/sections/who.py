"""Who says it, in words: how many informants, groups, documents and tables stand on a side, and the author apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualitative.findings.naming import person_name
from qualitative.findings.sides import Side, Source
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.naming import naming
from qualitative.reports.content.sections.draft import Draft

__all__ = ["in_words", "listed", "says", "who"]

TEXTS = catalogue("reports")
_NAMED = 3  # of more no names are given


@dataclass(frozen=True)
class _Voice:
    """Some who say the same in one way: the key of their words, how many, and who they are as far as words say it."""

    key: str
    n: int
    names: tuple[str, ...] = ()
    persons: int = 0


def in_words(draft: Draft, key: str, n: int, **values: object) -> str:
    """`three informants`: a number up to twelve in words, as sentences have it; `key` is a text of `who`."""
    words = TEXTS["who.numbers"].get(draft.language) or TEXTS["who.numbers"]["en"]
    said = words[n] if 0 <= n < len(words) else draft.number(n)
    return draft.say(TEXTS[f"who.{key}"], n=n, words=said, **values)


def listed(draft: Draft, parts: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return draft.say(TEXTS["who.and"], some=", ".join(parts[:-1]), last=parts[-1])


def who(draft: Draft, side: Side) -> str:
    """Who stands on a side: `one informant (an officer in Takalar) and the author`."""
    return listed(draft, [_noun(draft, one) for one in _voices(draft, side)])


def says(draft: Draft, side: Side) -> str:
    """The same with what each does: `one informant (…) says and the author writes`."""
    return listed(
        draft,
        [draft.say(TEXTS[f"who.says.{one.key}"], n=one.n, who=_noun(draft, one)) for one in _voices(draft, side)],
    )


def _voices(draft: Draft, side: Side) -> Iterator[_Voice]:
    """Informants first, the author last; where nobody is named, that."""
    found = False
    for key, some in _parts(side).items():
        if some:
            found = True
            persons = len(_in_groups(side)) if key == "groups" else 0
            yield _Voice(key, len(some), tuple(_names(draft, some)), persons)
    if side.by_author:
        yield _Voice("author", 1)
    elif not found:
        yield _Voice("nobody", 1)


def _parts(side: Side) -> dict[str, list[Source]]:
    texts = [one for one in side.sources if one.kind == "document"]
    parts = {
        "informants": [one for one in side.sources if one.kind == "person"],
        "groups": [one for one in side.sources if one.kind == "group"],
        "documents": [one for one in texts if one not in side.cited],
        "cited": [one for one in texts if one in side.cited],
        "tables": [one for one in side.sources if one.kind == "table"],
    }
    return {key: sorted(some) for key, some in parts.items()}


def _in_groups(side: Side) -> frozenset[str]:
    return side.persons - {one.id for one in side.sources if one.kind == "person"}


def _names(draft: Draft, some: Sequence[Source]) -> list[str]:
    """Who these are, where the study says it of each; never an id."""
    said = draft.inputs.texts.first.who
    found = []
    for one in some:
        words = said.get(one.id) or said.get(person_name(one.id))
        if words:
            found.append(pick(words, draft.language))
        elif one.kind in ("document", "table"):
            name = naming(draft.inputs).document(one.id)
            found += [name] if name != one.id else []
    return found if len(found) == len(some) <= _NAMED else []


def _noun(draft: Draft, one: _Voice) -> str:
    if one.key in ("author", "nobody"):
        return draft.say(TEXTS[f"who.{one.key}"])
    persons = in_words(draft, "informants", one.persons) if one.persons else ""
    said = in_words(draft, one.key, one.n, persons=persons)
    return draft.say(TEXTS["who.named"], who=said, names="; ".join(one.names)) if one.names else said
