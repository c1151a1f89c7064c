"""What a person says of a file to add, and how it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qualitative.corpus.documents import ROLES
from qualitative.errors import DocumentError
from qualitative.text.recognising.shapes import LABEL_LIMIT
from qualitative.text.speakers import NOBODY

__all__ = ["Wishes", "check_label", "parse_speakers"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of the files to add; None is left to the file's front matter, then to a default or a guess."""

    case: str | None = None
    date: str | None = None
    kind: str | None = None
    provenance: str | None = None
    language: str | None = None
    id: str | None = None
    title: str | None = None
    speakers: Mapping[str, str] = field(default_factory=dict)
    unlabelled: str | None = None
    prose: bool = False  # nobody speaks, whatever looks like a label
    encoding: str | None = None
    new_case: bool = False  # `case` may be one that has no row yet, and gets one


def parse_speakers(values: Iterable[str]) -> dict[str, str]:
    """Labels and roles from `P=interviewer,NH=informant` as typed. Raises DocumentError for what is neither.

    >>> parse_speakers(["P=interviewer,NH=informant", "Catatan=text"])
    {'P': 'interviewer', 'NH': 'informant', 'Catatan': 'text'}
    """
    found: dict[str, str] = {}
    for pair in (part.strip() for value in values for part in _pairs(value)):
        label, equals, role = (piece.strip() for piece in pair.rpartition("="))
        if not equals:
            label, role = role, ""
        if not equals or role not in (*ROLES, NOBODY):
            raise DocumentError(
                f"--speakers {pair!r} is not LABEL=interviewer, LABEL=informant or LABEL=text (no speaker)"
            )
        check_label(label, "--speakers")
        if found.setdefault(label, role) != role:
            raise DocumentError(f"--speakers names {label!r} as {found[label]} and as {role}; keep one")
    return found


def _pairs(value: str) -> list[str]:
    """`Dewi, Ratna=interviewer,B=informant` cut at the commas between pairs; a label may hold commas itself."""
    pairs: list[str] = []
    for part in value.split(","):
        if pairs and "=" not in pairs[-1]:
            pairs[-1] += f",{part}"
        else:
            pairs.append(part)
    return pairs


def check_label(label: str, option: str) -> None:
    """Raise DocumentError for what can't be the label of a speaker; `option` is where it was typed."""
    if not re.fullmatch(rf"[^\s:\[\]#<][^:\n]{{0,{LABEL_LIMIT - 1}}}", label):
        raise DocumentError(
            f"{option} {label!r} is no label of a speaker; use 1 to {LABEL_LIMIT} characters without colon, and no bracket first"
        )
