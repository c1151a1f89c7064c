"""What two people did to one code apart from each other, and the operation that decides between them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qualitative.codebook.draft import Draft, Field, Said
from qualitative.codebook.history import Operation
from qualitative.codebook.links import lay_links
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.replay import Replayed
from qualitative.errors import CodebookError

__all__ = ["BOTH", "Contradiction", "contradictions_in", "decision"]

BOTH = "both"  # of codes that were added twice: both stay


@dataclass(frozen=True)
class Contradiction:
    """`kind`: `values` (of one field), `merge` (against what rests upon the code), `circle` (of moves or merges), `twins` (an id added twice).

    `codes` are ids at the head, `operations` those of which one is to be taken, `fields` what they disagree about.
    """

    kind: str
    codes: tuple[str, ...]
    operations: tuple[Operation, ...]
    fields: tuple[Field, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be taken: the id of an operation, or `both`."""
        ids = tuple(operation.id for operation in self.operations)
        return (*ids, BOTH) if self.kind == "twins" else ids

    def sentence(self, language: str = "en") -> str:
        """Which code, and who did what."""
        said = (
            f"{made.by or 'somebody'} {OPERATIONS[made.op].describe(made.fields, language)}" for made in self.operations
        )
        return f"code {', '.join(self.codes)}: " + "; ".join(said)


def contradictions_in(replayed: Replayed) -> list[Contradiction]:
    """All that is not decided, in a fixed order."""
    found = [*_fronts(replayed), *_circles(replayed), *_twins(replayed)]
    return sorted(found, key=lambda one: (one.codes, one.kind, one.choices))


def decision(replayed: Replayed, one: Contradiction, take: str) -> dict[str, Any]:
    """The fields of a `decide` operation that lets `take` (an operation's id, or `both`) hold. Raises CodebookError for another."""
    if take not in one.choices:
        raise CodebookError(f"{take!r} is none of the operations that contradict; take one of {', '.join(one.choices)}")
    settled = {"circle": _open_circle, "twins": _keep_twin}.get(one.kind, _take_value)(replayed, one, take)
    return {"of": [operation.id for operation in one.operations], "take": take, "set": settled}


def _fronts(replayed: Replayed) -> Iterator[Contradiction]:
    draft = replayed.draft
    grouped: dict[tuple[str, frozenset[int]], list[Field]] = {}
    for key, field, front in draft.iter_fronts():
        if len({repr(said.value) for said in front}) > 1:
            grouped.setdefault((key, frozenset(said.place for said in front)), []).append(field)
    fate = {key for (key, _), fields in grouped.items() if ("merged", "") in fields}
    for (key, made), fields in grouped.items():
        about_fate = ("merged", "") in fields
        if about_fate or key not in fate and key not in replayed.links.merged:
            kind = "merge" if about_fate else "values"
            yield Contradiction(kind, (draft.name(key),), _made(draft, made), tuple(sorted(fields)))


def _circles(replayed: Replayed) -> Iterator[Contradiction]:
    draft = replayed.draft
    for keys, field, made in replayed.links.circles:
        apart = frozenset(one for one in made if any(draft.history.are_apart(one, other) for other in made))
        if apart:
            names = tuple(sorted(map(draft.name, keys)))
            yield Contradiction("circle", names, _made(draft, apart), ((field, ""),))


def _twins(replayed: Replayed) -> Iterator[Contradiction]:
    draft = replayed.draft
    decided = [set(made.fields.get("of") or ()) for made in _operations(draft) if made.op == "decide"]
    for twins in draft.names.twins.values():
        adds = {key: _add_of(draft, added) for key, added in twins.members.items() if added & draft.version}
        standing = [key for key in adds if key not in replayed.links.merged]
        first, *others = sorted(standing, key=lambda key: draft.history.place[adds[key].id]) or [""]
        open_ones = [key for key in others if not any({adds[first].id, adds[key].id} <= of for of in decided)]
        if open_ones:
            keys = [first, *open_ones]
            yield Contradiction("twins", tuple(map(draft.name, keys)), tuple(adds[key] for key in keys))


def _take_value(replayed: Replayed, one: Contradiction, take: str) -> dict[str, Any]:
    draft, place = replayed.draft, replayed.draft.history.place[take]
    settled: dict[str, Any] = {}
    for key, field, front in draft.iter_fronts():
        if (draft.name(key),) != one.codes or field not in one.fields:
            continue
        value = next((said.value for said in front if said.place == place), None)
        name, part = field
        if name == "in use":
            settled["retired"] = not value
        elif part:
            settled.setdefault(name, {})[part] = _plain(draft, name, value)
        else:
            settled[name] = _plain(draft, name, value)
    return {one.codes[0]: settled}


def _open_circle(replayed: Replayed, one: Contradiction, take: str) -> dict[str, Any]:
    draft, field = replayed.draft, one.fields[0][0]
    links = lay_links(draft, draft.history.place[take])
    held = links.parents if field == "parent" else links.merged
    keys = {draft.name(key): key for key in draft.codes}
    return {name: {field: _plain(draft, field, held.get(keys[name]))} for name in one.codes}


def _keep_twin(replayed: Replayed, one: Contradiction, take: str) -> dict[str, Any]:
    names = dict(zip((operation.id for operation in one.operations), one.codes, strict=True))
    kept = names.get(take)
    return (
        {name: {"merged": kept} for name in one.codes if name != kept}
        if kept
        else {name: {"merged": None} for name in one.codes}
    )


def _plain(draft: Draft, name: str, value: Any) -> Any:
    """A value as it stands in an operation, where codes go by their ids."""
    if name in ("parent", "merged"):
        return None if value is None else draft.name(value)
    if name == "split":
        return [draft.name(part) for part in value or ()]
    return list(value) if isinstance(value, tuple) else value


def _operations(draft: Draft) -> Iterator[Operation]:
    return (made for place, made in enumerate(draft.history.operations) if draft.version >> place & 1)


def _add_of(draft: Draft, added: int) -> Operation:
    inside = added & draft.version
    return draft.history.operations[(inside & -inside).bit_length() - 1]


def _made(draft: Draft, some: frozenset[int]) -> tuple[Operation, ...]:
    return tuple(draft.history.operations[place] for place in sorted(some))


def _said(front: list[Said], place: int) -> Any:
    return next((said.value for said in front if said.place == place), None)
