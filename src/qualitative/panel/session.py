"""One coder's work on one document at a time: what is open, what the page was shown, and what stands on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.folder.draws import is_coded_again
from qualitative.panel.given import Changed, CodingShape, LostShape, MemoShape
from qualitative.panel.reading import Standing, read_standing
from qualitative.panel.shapes import Border, coding_shape, lost_shape, memo_shape
from qualitative.panel.sitting import Sitting

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.corpus.adding import Addition
    from qualitative.folder import Folder

__all__ = ["Dropped", "Session"]

Table = Callable[[str], "pd.DataFrame"]


@dataclass
class Dropped:
    """A file that was dropped: what has come of it, and what it would become, by the number of each look at it."""

    upload: str
    name: str
    data: bytearray = field(default_factory=bytearray)
    looks: dict[int, Addition] = field(default_factory=dict)


class Session:
    """What the panel shows and does, where the study can make the tables.

    `suggest` gives the suggestions for a document from a probability up, `disagree` the disagreements on a document.
    """

    def __init__(
        self,
        folder: Folder,
        document: str,
        coder: str,
        *,
        round: int = 1,
        language: str | None = None,
        suggest: Callable[[str, float], pd.DataFrame] | None = None,
        disagree: Table | None = None,
    ) -> None:
        self.folder, self.coder, self.round = folder, folder.coder(coder).id, round
        self.language = language or folder.settings.languages[0]
        self.suggest, self.disagree = suggest, disagree
        # of a second reading the first one must not show
        self.again = is_coded_again(folder, self.coder, round)
        self.shown_on: dict[str, set[str]] = {}
        self.dropped: Dropped | None = None
        self.sitting = Sitting()
        self.open(document)

    def open(self, document: str) -> None:
        """Go to a document."""
        self.document = self.folder.document(document)
        self.border = Border(self.document)
        self.shown: dict[str, CodingShape] = {}
        self.standing = Standing()

    @property
    def blind(self) -> bool:
        """Whether neither suggestions nor others' codings were shown on this document, now or when it was open before."""
        return self.visible is True

    @property
    def visible(self) -> bool | list[str]:
        """What was shown on this document: True for nothing, else what, or False where something was and nobody knows what."""
        before = self.standing.seen.get(self.round, frozenset())
        shown = self.shown_on.get(self.document.id, set())
        return False if before is None else sorted(shown | before) or True

    def show(self, what: str) -> None:
        """Remember that `suggestions` or others' codings (`coders`) are shown on this document: from now on the coder is not blind here."""
        self.shown_on.setdefault(self.document.id, set()).add(what)

    def read(self) -> Changed:
        """Read the coder's file anew; what changed on the page since the last time."""
        before, notes, lost = self.shown, self.standing.memos, self.standing.lost
        self.standing = read_standing(self.folder, self.coder, self.document.id, self.round if self.again else None)
        self.shown = {coding.id: coding_shape(coding, self.border) for coding in self.standing.codings}
        put = [shape for id, shape in self.shown.items() if before.get(id) != shape]
        changed: Changed = {"put": put, "gone": [id for id in before if id not in self.shown]}
        if notes != self.standing.memos:
            changed["memos"] = self.memos()
        if lost != self.standing.lost:
            changed["lost"] = self.lost()
        changed["done"] = self.standing.done is not None
        return changed

    def lost(self) -> list[LostShape]:
        """The coder's codings whose words are gone from the text, until somebody places or retires them."""
        return [lost_shape(coding, self.border) for coding in self.standing.lost]

    def memos(self) -> list[MemoShape]:
        """The coder's memos on this document and on what lies in it."""
        return [memo_shape(memo, self.standing.places, self.border) for memo in self.standing.memos]
