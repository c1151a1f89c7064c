"""Where codings lie in a text that was corrected after they were made. Pure.

Positions go through the recorded edit scripts. Where a file was changed by hand, the script is inferred from the old text if that is at hand,
and else only the same words in the same surroundings count. What can't be placed is lost: kept, shown, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualitative.codings.schema import DecideEvent
from qualitative.corpus.edits import Edit, way
from qualitative.model import Coding, Document, Mark
from qualitative.text.edits import Anchor, Op, anchor_at, carry, carry_position, edit_script
from qualitative.text.quotes import find_anchor

__all__ = ["Placement", "Places"]


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of one coding: `status` is unchanged, moved or lost; `how` says what tells (text, edits, inferred, quote, person)."""

    coding: Coding
    status: str
    how: str
    now: Anchor | None


class Places:
    """The places of codings in the present text of one document. `texts` gives an old text by its hash, where it is at hand."""

    def __init__(
        self, document: Document, edits: Sequence[Edit], texts: Callable[[str], str | None] = lambda _: None
    ) -> None:
        self._text, self._hash, self._edits, self._texts = document.text, document.hash, edits, texts
        self._ways: dict[str, tuple[str, list[Sequence[Op]]] | None] = {}

    def place(self, coding: Coding, decision: DecideEvent | None = None) -> Placement:
        """Where a coding lies now. `decision` is the newest one in which a person placed it."""
        now, how = self.find(coding, decision)
        if now is None:
            return Placement(coding, "lost", how, None)
        same = (now.start, now.end, now.quote) == (coding.start, coding.end, coding.quote)
        return Placement(coding, "unchanged" if same else "moved", how, now)

    def find(self, item: Coding | Mark, decision: DecideEvent | None = None) -> tuple[Anchor | None, str]:
        """(where a passage lies now, None where it is lost; what tells), `decision` as in `place`."""
        if decision is None:
            return self._find(Anchor(item.start, item.end, item.quote, item.before, item.after), item.text)
        around = decision.get("quote", ""), decision.get("before", ""), decision.get("after", "")
        placed = Anchor(decision["start"], decision["end"], *around)
        now, how = self._find(placed, decision.get("text", ""))
        return now, how if now is None else "person"

    def position(self, position: int, source: str) -> int:
        """Where a bare position (of a stretch marked done) lies now; at worst within the text."""
        found = self._scripts(source) if source != self._hash else None
        for script in found[1] if found else ():
            position = carry_position(script, position)
        return min(position, len(self._text))

    def text_at(self, at: str) -> str:
        """The hash of the text that stood at a time: that before the first correction made later, else the present one."""
        later = [edit for edit in self._edits if edit.at > at]
        return min(later, key=lambda edit: edit.at).before if later else self._hash

    def is_explained(self, source: str) -> bool:
        """Whether recorded edit scripts lead from the text with hash `source` to the present one."""
        return source == self._hash or way(self._edits, source, self._hash) is not None

    def _find(self, anchor: Anchor, source: str) -> tuple[Anchor | None, str]:
        if source == self._hash and self._text[anchor.start : anchor.end] == anchor.quote:
            return anchor_at(self._text, anchor.start, anchor.end), "text"
        found = self._scripts(source) if source != self._hash else None
        if found is None:
            return find_anchor(self._text, anchor), "quote"
        how, scripts = found
        now: Anchor | None = anchor
        for script in scripts:
            now = carry(now, script) if now else None
        if now is None or self._text[now.start : now.end] != now.quote:
            return None, how
        return anchor_at(self._text, now.start, now.end), how

    def _scripts(self, source: str) -> tuple[str, list[Sequence[Op]]] | None:
        if source not in self._ways:
            self._ways[source] = self._recorded(source) or self._inferred(source)
        return self._ways[source]

    def _recorded(self, source: str) -> tuple[str, list[Sequence[Op]]] | None:
        edits = way(self._edits, source, self._hash)
        return None if edits is None else ("edits", [edit.script for edit in edits])

    def _inferred(self, source: str) -> tuple[str, list[Sequence[Op]]] | None:
        for known in [source, *reversed([edit.after for edit in self._edits])]:
            edits = way(self._edits, source, known)
            if edits is not None and known in self._last:
                return "inferred", [*(edit.script for edit in edits), self._last[known]]
        return None

    @cached_property
    def _last(self) -> _Inferred:
        return _Inferred(self._text, self._texts)


class _Inferred(dict[str, list[Op]]):
    """Scripts from old texts that are at hand to the present one, made when asked for."""

    def __init__(self, text: str, texts: Callable[[str], str | None]) -> None:
        super().__init__()
        self._text, self._texts = text, texts

    def __contains__(self, source: object) -> bool:
        return super().__contains__(source) or (isinstance(source, str) and self._texts(source) is not None)

    def __missing__(self, source: str) -> list[Op]:
        self[source] = edit_script(self._texts(source) or "", self._text)
        return self[source]
