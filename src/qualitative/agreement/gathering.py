"""What a row gathers: a single code, a branch of the codebook, or the codes of one class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualitative.agreement.question import ANY, Question
from qualitative.codebook.tree import Codebook

__all__ = ["Gathering", "gathering"]


@dataclass(frozen=True)
class Gathering:
    """`labels` says by code in which rows it counts, `shown` what these are called in the table, in its order.

    The label of a single code is its id. That of a branch or class is another than any code's, so that no code counts in its place.
    """

    labels: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    without: int = 0  # codes that stand in no row of their own, for they bear no class


def gathering(codebook: Codebook, question: Question, values: Iterable[str] = ()) -> Gathering:
    """The rows that `question` asks for; `values` are those of its class, in the order that the study gives them."""
    by = question.gathered
    codes = [id for id in codebook if codebook[id].kind == "code"]
    if by in ("", "code"):
        return Gathering({id: (id, ANY) for id in codes}, {id: id for id in codes} if by else {})
    if by == "branch" and by not in question.classes:
        above = {id: (id, *codebook.ancestors(id)) if codebook.children(id) else codebook.ancestors(id) for id in codes}
        order: Iterable[str] = codebook
    else:
        above = {id: [value] if (value := codebook.class_of(id, by)) else [] for id in codes}
        order = values
    labels = {id: (id, *(f"{by}:{one}" for one in above[id]), ANY) for id in codes}
    used = dict.fromkeys((*order, *(one for some in above.values() for one in some)))
    known = {label for own in labels.values() for label in own}
    shown = {f"{by}:{one}": one for one in used if f"{by}:{one}" in known}
    return Gathering(labels, shown, sum(not some for some in above.values()) if by in question.classes else 0)
