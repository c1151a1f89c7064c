"""The codebook as it stands at one version: codes in a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qualitative.errors import CodebookError, did_you_mean
from qualitative.i18n import pick
from qualitative.model import Code

__all__ = ["Codebook"]


@dataclass(frozen=True)
class Codebook(Mapping[str, Code]):
    """Codes by id, in the order in which they were added; `merged` tells what a merged code became.

    `tips` are the operations that no other was made upon: what an event names as the codebook it was coded under (none in format 1).
    """

    version: int
    codes: Mapping[str, Code]
    merged: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tips: tuple[str, ...] = ()

    @property
    def stamp(self) -> int | tuple[str, ...]:
        """What an event made now carries as `codebook`: the tips, or in format 1 the number of the version."""
        return self.tips or self.version

    def __getitem__(self, code: str) -> Code:
        if code not in self.codes:
            became = f"; it was merged into {self.merged[code]}" if code in self.merged else ""
            raise CodebookError(
                f"code {code!r} is not in version {self.version} of the codebook{became}; {did_you_mean(code, self.codes)}"
            )
        return self.codes[code]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def _children(self) -> dict[str | None, list[str]]:
        children: dict[str | None, list[str]] = {}
        for code in self.codes.values():
            children.setdefault(code.parent, []).append(code.id)
        return children

    def children(self, code: str | None) -> list[str]:
        """The ids right below `code`, or the roots for None."""
        return list(self._children.get(code, ()))

    def ancestors(self, code: str) -> list[str]:
        """The ids above `code`, nearest first."""
        found = []
        parent = self[code].parent
        while parent is not None:
            found.append(parent)
            parent = self[parent].parent
        return found

    def branch(self, code: str) -> list[str]:
        """`code` and all below it, depth first."""
        return [self[code].id, *(below for child in self.children(code) for below in self.branch(child))]

    def walk(self) -> Iterator[tuple[int, Code]]:
        """(depth, code) over the whole tree, depth first."""
        stack = [(0, code) for code in reversed(self.children(None))]
        while stack:
            depth, code = stack.pop()
            yield depth, self.codes[code]
            stack += [(depth + 1, child) for child in reversed(self.children(code))]

    def usable(self) -> list[str]:
        """The ids that a coder may give: neither retired nor a theme or domain, which only gather codes."""
        return [code.id for code in self.codes.values() if not code.retired and code.kind == "code"]

    def parts(self, code: str) -> list[str]:
        """What a code was split into, and what these were split into in turn; none for any other code."""
        found: list[str] = []
        left = [*self.splits.get(code, ())]
        while left:
            part = left.pop()
            if part not in found:
                found.append(part)
                left += self.splits.get(part, ())
        return found

    def current(self, code: str) -> str:
        """What `code` is called now, following merges."""
        seen = set()
        while code in self.merged and code not in seen:
            seen.add(code)
            code = self.merged[code]
        return code

    def label(self, code: str, language: str) -> str:
        """The name of `code` in `language`."""
        return pick(self[code].name, language)

    def class_of(self, code: str, name: str) -> str:
        """The value of a class that `code` bears, or the nearest code above it; empty where none does."""
        values = (self[one].classes.get(name) for one in (code, *self.ancestors(code)))
        return next(filter(None, values), "")
