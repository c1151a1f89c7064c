"""The XML of REFI-QDA: plain names, users, notes and values. What it reads is counted in the losses as it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualitative.exchange.foreign import ForeignNote, ForeignUser
from qualitative.exchange.losses import Losses

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["VALUES", "Notes", "child_text", "guid_of", "plain_names", "ref", "users_in", "values_in"]

VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_MODEL = re.compile(r"(.+?) \(model (.+)\)", re.DOTALL)


def plain_names(root: Element) -> None:
    """Take the namespaces off all names, in place: tools write several versions of them."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]


def guid_of(element: Element) -> str:
    """The guid of an element, without braces and in capitals; empty where it has none."""
    return element.get("guid", "").strip("{} ").upper()


def ref(text: str | None) -> str | None:
    """A guid that something refers to."""
    return text.strip("{} ").upper() if text and text.strip("{} ") else None


def child_text(element: Element, name: str) -> str:
    """The text of a child; empty where there is none, or only white space (NVivo writes empty descriptions everywhere)."""
    # a loop, as this is asked of every selection
    for child in element:
        if child.tag == name:
            return (child.text or "").strip()
    return ""


def users_in(root: Element, losses: Losses) -> list[ForeignUser]:
    """The users; a name of the form `x (model y)` says that a model coded."""
    found: dict[str, ForeignUser] = {}
    for user in root.iterfind("Users/User"):
        guid, name = guid_of(user), user.get("name", "")
        if guid in found:
            continue
        losses.found("coders")
        model = _MODEL.fullmatch(name)
        if model:
            found[guid] = ForeignUser(guid, model[1], "model", model[2], user.get("id", ""))
        else:
            found[guid] = ForeignUser(guid, name, wished=user.get("id", ""))
    return list(found.values())


def values_in(element: Element, losses: Losses, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """Values by the guid of their variable; one without a value counts as missing."""
    found: dict[str, str] = {}
    for value in element.iterfind("VariableValue"):
        variable = ref(next((one.get("targetGUID") for one in value.iterfind("VariableRef")), None))
        if variable is None or variable in found or variable in without:
            continue
        losses.found("values")
        found[variable] = next((one.text or "" for one in value if one.tag in VALUES), "")
    return found


@dataclass
class Notes:
    """The notes of a project by guid, each given to the first thing that refers to it."""

    by_guid: dict[str, ForeignNote]
    losses: Losses
    extra: Mapping[str, Any] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)

    def of(self, element: Element) -> tuple[ForeignNote, ...]:
        """The notes that an element refers to."""
        return tuple(self._referred(element))

    def _referred(self, element: Element) -> Iterator[ForeignNote]:
        for one in element:
            if one.tag != "NoteRef":
                continue
            guid = ref(one.get("targetGUID"))
            if guid in self._given:
                self.losses.remark(
                    f"memo {guid} belongs to several things; it stands at the first", "memos of several things"
                )
            elif guid in self.by_guid:
                self._given.add(guid)
                yield self.by_guid[guid]

    def others(self) -> list[ForeignNote]:
        """Those that nothing refers to: memos on the study."""
        return [note for guid, note in self.by_guid.items() if guid not in self._given]
