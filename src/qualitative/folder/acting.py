"""Who acts, where nobody says it: the setting, else the study's one person, else the person whom git knows here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qualitative.errors import CodingError, did_you_mean
from qualitative.folder.settings import persons
from qualitative.git import repository

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder
    from qualitative.model import Coder

__all__ = ["CODER", "who_acts"]

CODER = "QUALITATIVE_CODER"  # an id of study.yaml; `qualitative code` sets it for the notebook that it opens


def who_acts(folder: Folder) -> str | None:
    """The coder who acts; None where several could. The consensus is an office and a model a program: neither is ever meant unsaid.

    Raises CodingError where the setting names nobody of the study.
    """
    said, people = os.environ.get(CODER), persons(folder.settings)
    if said:
        if said not in folder.settings.coders:
            raise CodingError(
                f"{CODER} says {said!r}, who is no coder of this study; {did_you_mean(said, people)} Set it anew, or unset it"
            )
        return said
    if len(people) == 1:
        return people[0]
    known = _known_to_git(folder) if people else frozenset()
    meant = [one for one in people if known & _names(folder.settings.coders[one])]
    return meant[0] if len(meant) == 1 else None


def _names(coder: Coder) -> set[str]:
    return {coder.id.casefold(), coder.name.casefold()}


def _known_to_git(folder: Folder) -> frozenset[str]:
    """What git calls the person here: the name, as an id too, the address, and what stands before its @."""
    found = repository(folder.root)
    name, address = found.identity() if found else ("", "")
    said = {name, name.replace(" ", "-"), address, address.partition("@")[0]}
    return frozenset(one.casefold() for one in said if one)
