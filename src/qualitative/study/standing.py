"""Where the study stands, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.folder import acts
from qualitative.study.opened import Opened

if TYPE_CHECKING:
    from qualitative.status import Status

__all__ = ["StandingPart"]


class StandingPart(Opened):
    """Where the study stands, and what is next."""

    def status(self, *, language: str | None = None) -> Status:
        """What is there, by document and coder, and what is next, with at most three commands to type; in `language` where it is shown.

        >>> study.status().commands                  # doctest: +SKIP
        >>> study.status().reading                   # doctest: +SKIP
        """
        from qualitative.status import status_of

        return status_of(self.folder, self._in(language))

    def unmark_done(self, document: str, *, coder: str, round: int | None = None) -> int:
        """Take back the coder's marks of done on a document (in one `round`, or in all); how many there were."""
        return acts.undone(self.folder, coder, document, round)
