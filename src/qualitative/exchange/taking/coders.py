"""Users of a foreign project -> coders of the study. A model is never taken for a person, nor a person for a model. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.errors import CodingError
from qualitative.exchange.foreign import Foreign, ForeignUser
from qualitative.exchange.losses import Losses
from qualitative.exchange.naming import Namer, tidy
from qualitative.exchange.taking.known import Known
from qualitative.model import Coder, is_id

__all__ = ["Coders", "take_coders"]

UNKNOWN = "unknown"
_OWN = ("consensus",)  # words of ours, which a stranger's user must not become


@dataclass
class Coders:
    """Our id for each user, and the coders to add to the study."""

    ids: dict[str, str] = field(default_factory=dict)
    new: dict[str, Coder] = field(default_factory=dict)
    known: Mapping[str, Coder] = field(default_factory=dict)
    unknown: int = 0
    default: str | None = None

    def of(self, user: str | None) -> str:
        """The coder of a user; of nobody that the file names, `unknown`."""
        if user is not None and user in self.ids:
            return self.ids[user]
        if user is None and self.default is not None:
            return self.default
        self.unknown += 1
        if UNKNOWN not in self.known and UNKNOWN not in self.new:
            self.new[UNKNOWN] = Coder(UNKNOWN, "human", "unknown")
        return UNKNOWN


def take_coders(foreign: Foreign, known: Known, losses: Losses, one: str | None = None) -> Coders:
    """The coder of each user. `one` is who made what the file gives to nobody."""
    there = known.folder.settings.coders if known.folder else {}
    found = Coders(known=there)
    namer = Namer(there, () if foreign.is_ours else _OWN)
    for user in foreign.users:
        losses.took("coders")
        id = _known(user, known, there)
        if id is None:
            id = _new_id(user, namer)
            found.new[id] = Coder(id, user.kind, tidy(user.name) or id, user.model)
            if id != user.wished and id != user.name:
                losses.remark(f"coder {tidy(user.name)!r} is {id} here", "coders with another id")
        found.ids[user.id] = id
    if one is not None:
        if not is_id(one):
            raise CodingError(f"--coder {one!r} is no id; use a–z, 0–9 and -")
        found.default = one
        if one not in there:
            found.new.setdefault(one, Coder(one, "human", one))
    return found


def _known(user: ForeignUser, known: Known, there: Mapping[str, Coder]) -> str | None:
    for id in (known.ours("coder", user.id), user.wished, user.name):
        if (
            id is not None
            and id in there
            and there[id].kind == user.kind
            and (user.kind == "human" or there[id].model == user.model)
        ):
            return id
    by_name = [coder.id for coder in there.values() if coder.name == user.name and coder.kind == user.kind]
    return by_name[0] if len(by_name) == 1 else None


def _new_id(user: ForeignUser, namer: Namer) -> str:
    if is_id(user.wished) and namer.keep(user.wished):
        return user.wished
    return namer.give(user.name, "coder")
