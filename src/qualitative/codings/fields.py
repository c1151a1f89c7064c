"""The table of `schema`, as lists of fields that programs can go through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints

from qualitative.codings.forms import NULL, Form
from qualitative.codings.schema import Audience, Event, Head, MaybePassage, Tail

__all__ = ["FIELDS", "KIND_SINCE", "NEWEST", "SAID", "Field", "version_of"]

NEWEST = 2  # the version of the format that this release reads and writes


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its forms with the version in which each came, whether every event of its kind has it, and what it means."""

    name: str
    forms: tuple[tuple[Form, int], ...]
    is_needed: bool
    meaning: str

    @property
    def since(self) -> int:
        """The version in which the field came."""
        return min(since for _, since in self.forms)

    @property
    def says(self) -> str:
        """Its forms in words."""
        return " or ".join(form.says for form, _ in self.forms)

    def version(self, value: object) -> int | None:
        """The version that the value needs; None where it fits none."""
        # a loop, because nearly always the first form fits
        for form, since in self.forms:
            if form.fits(value):
                return since
        return None


def _field(name: str, hint: Any) -> Field:
    is_needed = get_origin(hint) is not NotRequired
    hint = hint if is_needed else get_args(hint)[0]
    says = [said for said in getattr(hint, "__metadata__", ()) if isinstance(said, str)]
    return Field(name, tuple(_forms(hint)), is_needed, says[-1] if says else "")


def _forms(hint: Any) -> Iterator[tuple[Form, int]]:
    if get_origin(hint) in (Union, UnionType):
        for one in get_args(hint):
            yield from _forms(one)
    elif get_origin(hint) is Annotated:
        form = [one for one in hint.__metadata__ if isinstance(one, Form)]
        since = [one for one in hint.__metadata__ if isinstance(one, int)]
        if form:
            yield form[0], since[0] if since else 1
        else:
            yield from _forms(get_args(hint)[0])
    elif hint is NoneType:
        yield NULL, 1


def _fields(event: type) -> dict[str, Field]:
    """The fields of a kind of event by name, in the order in which a line has them."""
    hints = get_type_hints(event, include_extras=True)
    fields = {name: _field(name, hint) for name, hint in hints.items()}
    first, last = list(Head.__annotations__), list(Tail.__annotations__)
    first.insert(first.index("id") + 1, "event")
    around = [name for name in fields if name in MaybePassage.__annotations__ or name in Audience.__annotations__]
    own = [name for name in fields if name not in {*first, *last, *around}]
    between = [*around, *own] if "start" in fields and fields["start"].is_needed else [*own, *around]
    return {name: fields[name] for name in (*first, *between, *last)}


def _kind(event: type) -> str:
    return str(get_args(get_type_hints(event)["event"])[0])


FIELDS: Mapping[str, Mapping[str, Field]] = {_kind(event): _fields(event) for event in get_args(Event)}
SAID: Mapping[str, str] = {_kind(event): str(event.__doc__) for event in get_args(Event)}
KIND_SINCE: Mapping[str, int] = {kind: fields["event"].since for kind, fields in FIELDS.items()}


def version_of(event: Mapping[str, Any]) -> int:
    """The oldest version of the format that can hold an event whose fields fit; the newest where one does not fit."""
    fields = FIELDS[event["event"]]
    found = KIND_SINCE[event["event"]]
    for name, value in event.items():
        if name in fields:
            found = max(found, fields[name].version(value) or NEWEST)
    return found
