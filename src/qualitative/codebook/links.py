"""Where merges and moves lead, made free of circles: two people may each have moved one code below the other. Pure.

Links are laid in the order of the history; one that would close a circle is left out, and an earlier place of the code taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualitative.codebook.draft import Draft, Said

__all__ = ["Circle", "Links", "lay_links"]


@dataclass(frozen=True)
class Circle:
    """A circle that was left open: its codes, the field of the link that is left out, the operations (places) that made its links.

    `merges` are the codes merged away on its way, each with the operation.
    """

    codes: tuple[str, ...]
    field: str
    made: frozenset[int]
    merges: tuple[tuple[str, int], ...] = ()


@dataclass
class Links:
    """`merged` and `parents` by key, and the circles that were left open."""

    merged: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    circles: list[Circle] = field(default_factory=list)

    def end(self, key: str) -> str:
        """What a code became."""
        while key in self.merged:
            key = self.merged[key]
        return key


def lay_links(draft: Draft, first: int | None = None) -> Links:
    """The links of a draft; those of the operation at place `first` before all others."""
    links = Links()
    for key, said in _by_place(draft, "merged", draft.codes, first):
        if said.value in draft.codes:
            _lay_merge(draft, links, key, said)
    standing = [key for key in draft.codes if key not in links.merged]
    for key, _ in _by_place(draft, "parent", standing, first):
        _lay_parent(draft, links, key)
    return links


def _by_place(draft: Draft, name: str, keys: Iterable[str], first: int | None) -> list[tuple[str, Said]]:
    """The last word on a field of each code that has one, in the order of the history."""
    last = [(key, written[-1]) for key in keys if (written := draft.written(key, name))]
    return sorted(last, key=lambda one: (one[1].place != first, one[1].place, one[0]))


def _lay_merge(draft: Draft, links: Links, key: str, said: Said) -> None:
    passed, at = [key], said.value
    while at != key and at in links.merged:
        passed.append(at)
        at = links.merged[at]
    if at != key:
        links.merged[key] = said.value
    else:
        found = frozenset(draft.written(code, "merged")[-1].place for code in passed)
        links.circles.append(Circle(tuple(passed), "merged", found))


def _lay_parent(draft: Draft, links: Links, key: str) -> None:
    wanted = draft.written(key, "parent")
    for said in reversed(wanted):
        above = None if said.value is None or said.value not in draft.codes else links.end(said.value)
        passed = _up_to(links, above, key)
        if passed is None:
            links.parents[key] = above
            return
        if said is wanted[-1]:
            links.circles.append(_circle(draft, links, (key, *passed)))
    links.parents[key] = None


def _up_to(links: Links, above: str | None, key: str) -> list[str] | None:
    """The codes from `above` up to `key`; None where `key` is not among those above."""
    passed: list[str] = []
    while above is not None:
        if above == key:
            return passed
        passed.append(above)
        above = links.parents.get(above)
    return None


def _circle(draft: Draft, links: Links, codes: tuple[str, ...]) -> Circle:
    """A circle of moves, and of merges on their way."""
    moves = [draft.written(code, "parent")[-1] for code in codes]
    merges = []
    for said in moves:
        at = said.value
        while at in links.merged:
            merges.append((at, draft.written(at, "merged")[-1].place))
            at = links.merged[at]
    made = frozenset((*(said.place for said in moves), *(place for _, place in merges)))
    return Circle(codes, "parent", made, tuple(merges))
