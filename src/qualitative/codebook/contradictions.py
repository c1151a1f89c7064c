"""What two people did to one code apart from each other, and the operation that decides between them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qualitative.codebook.compare import describe
from qualitative.codebook.draft import Draft, Field
from qualitative.codebook.history import Operation
from qualitative.codebook.links import Circle, lay_links
from qualitative.codebook.operation import ids_in, listed
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.replayed import Replayed
from qualitative.errors import CodebookError

__all__ = ["BOTH", "Contradiction", "contradictions_in", "decision"]

BOTH = "both"  # of codes that were added twice: both stay


@dataclass(frozen=True)
class Contradiction:
    """`kind`: `values` (of one field), `merge` (against what rests upon the code), `circle` (of moves or merges), `twins` (an id added twice).

    `codes` are ids at the head, `operations` those of which one is to be taken, `fields` what they disagree about, `words` what each says.
    """

    kind: str
    codes: tuple[str, ...]
    operations: tuple[Operation, ...]
    fields: tuple[Field, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be taken: the id of an operation, or `both`."""
        ids = tuple(operation.id for operation in self.operations)
        return (*ids, BOTH) if self.kind == "twins" else ids

    @property
    def subject(self) -> str:
        """Which code, or codes."""
        return f"code{'s' if len(self.codes) > 1 else ''} {listed(self.codes)}"

    def said(self, choice: str) -> str:
        """What one of the choices says."""
        return dict(zip(self.choices, (*self.words, "both stay, as two codes"), strict=False))[choice]

    @property
    def sentence(self) -> str:
        """Which code, and who did what."""
        return f"{self.subject}: " + "; ".join(self.words)


def contradictions_in(replayed: Replayed) -> list[Contradiction]:
    """All that is not decided, in a fixed order."""
    found = [*_fronts(replayed), *_circles(replayed), *_twins(replayed)]
    return sorted(found, key=lambda one: (one.codes, one.kind, one.choices))


def decision(replayed: Replayed, one: Contradiction, take: str) -> dict[str, Any]:
    """The fields of a `decide` operation that lets `take` (an operation's id, or `both`) hold. Raises CodebookError for another."""
    if take not in one.choices:
        raise CodebookError(f"{take!r} is none of the operations that contradict; take one of {', '.join(one.choices)}")
    if one not in contradictions_in(replayed):
        raise CodebookError(f"{one.subject}: that was decided meanwhile, or has changed; look at what contradicts now")
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
        if about_fate or (key not in fate and key not in replayed.links.merged):
            kind = "merge" if about_fate else "values"
            yield _contradiction(draft, kind, [key], sorted(made), fields)


def _circles(replayed: Replayed) -> Iterator[Contradiction]:
    draft = replayed.draft
    for circle in replayed.links.circles:
        apart = _apart(draft, circle)
        if apart:
            yield _contradiction(draft, "circle", circle.codes, sorted(apart), [(circle.field, "")])


def _apart(draft: Draft, circle: Circle) -> frozenset[int]:
    """The operations of a circle that another was made apart from."""
    return frozenset(one for one in circle.made if any(_were_apart(draft, one, other) for other in circle.made))


def _were_apart(draft: Draft, one: int, other: int) -> bool:
    """Whether two operations were made apart from each other; of a decision also what it took, as it knew the other but did not decide on it."""
    return any(
        draft.history.are_apart(first, second)
        for first in _behind(draft, one, other)
        for second in _behind(draft, other, one)
    )


def _behind(draft: Draft, one: int, against: int) -> Iterator[int]:
    """An operation, and what it took where it is a decision that was not on `against`."""
    yield one
    made, other = draft.history.operations[one], draft.history.operations[against]
    taken = draft.history.place.get(str(made.fields.get("take"))) if made.op == "decide" else None
    if taken is not None and taken != against and other.id not in ids_in(made.fields.get("of")):
        yield from _behind(draft, taken, against)


def _twins(replayed: Replayed) -> Iterator[Contradiction]:
    draft = replayed.draft
    decided = [set(ids_in(made.fields.get("of"))) for made in _operations(draft) if made.op == "decide"]
    for twins in draft.names.twins.values():
        adds = {key: _add_of(draft, added) for key, added in twins.members.items() if added & draft.version}
        standing = [key for key in adds if key not in replayed.links.merged]
        first, *others = sorted(standing, key=lambda key: draft.history.place[adds[key].id]) or [""]
        open_ones = [key for key in others if not any({adds[first].id, adds[key].id} <= of for of in decided)]
        if open_ones:
            keys = [first, *open_ones]
            yield _contradiction(draft, "twins", keys, [draft.history.place[adds[key].id] for key in keys])


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
    draft, place = replayed.draft, replayed.draft.history.place[take]
    operations = {draft.history.place[made.id] for made in one.operations}
    circle = next(found for found in replayed.links.circles if _apart(draft, found) == operations)
    moved = next((key for key in circle.codes if draft.written(key, circle.field)[-1].place == place), None)
    merges = [key for key, made in circle.merges if _were_apart(draft, made, place)]
    if moved is not None and merges:  # the move holds, so what was merged meanwhile is not
        to = draft.written(moved, "parent")[-1].value
        return {draft.name(moved): {"parent": _plain(draft, "parent", to)}} | {
            draft.name(key): {"merged": None} for key in merges
        }
    links = lay_links(draft, place)
    held = links.parents if circle.field == "parent" else links.merged
    return {draft.name(key): {circle.field: _plain(draft, circle.field, held.get(key))} for key in circle.codes}


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


def _contradiction(
    draft: Draft, kind: str, keys: Iterable[str], made: Iterable[int], fields: Iterable[Field] = ()
) -> Contradiction:
    codes = [draft.name(key) for key in keys]
    operations = [draft.history.operations[place] for place in made]
    words = tuple(_words(draft, operation) for operation in operations)
    return Contradiction(
        kind, tuple(codes if kind == "twins" else sorted(codes)), tuple(operations), tuple(sorted(fields)), words
    )


def _words(draft: Draft, made: Operation) -> str:
    upon = draft.history.upon[draft.history.place[made.id]]
    ids = OPERATIONS[made.op].codes(made.fields)
    why = f": {made.why}" if made.why else ""
    return f"{made.by or 'somebody'} {describe({'op': made.op, **made.fields})}{draft.names.now_called(ids, upon, draft.version)}{why}"
