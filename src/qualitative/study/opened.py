"""What every part of a study stands on: its folder, settings, codebook, documents and codings."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Self

from qualitative.codebook.tree import Codebook
from qualitative.errors import StudyError, did_you_mean
from qualitative.folder import Folder, Settings, find_root, tables
from qualitative.i18n import FALLBACK, pick
from qualitative.model import Document, Names, listed
from qualitative.study.notebook import show_in_notebooks

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Opened", "some"]


def some(names: Names | None) -> list[str] | None:
    """The names as a list, a string being one of them; None, which says all, stays None."""
    return None if names is None else listed(names)


class Opened:
    """What every part of a study stands on: its folder, settings, codebook, documents and codings.

    A part that needs another inherits it, so that what a part may call is declared, and goes one way.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # a slip in a call is told of `Study.suggest()`, not of the part that people do not know
        for name, member in vars(cls).items():
            if isinstance(member, FunctionType):
                member.__qualname__ = f"Study.{name}"

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @classmethod
    def open(cls, path: str | Path = ".") -> Self:
        """The study whose `study.yaml` lies in `path` or above it."""
        from qualitative.privacy.journal import recover

        root = find_root(path)
        recover(root)  # a pseudonymisation that a crash interrupted
        show_in_notebooks()
        return cls(Folder(root))

    def __repr__(self) -> str:
        return f"<Study {pick(self.settings.title, FALLBACK)!r} in {self.root}>"

    @property
    def root(self) -> Path:
        """The folder that holds `study.yaml`."""
        return self.folder.root

    @property
    def settings(self) -> Settings:
        """What `study.yaml` says."""
        return self.folder.settings

    @property
    def codebook(self) -> Codebook:
        """The newest version of the codebook."""
        return self.folder.codebook()

    def document(self, document: str) -> Document:
        """One document with its text."""
        return self.folder.document(document)

    def codings(
        self,
        coders: Names | None = None,
        round: int | None = None,
        at: str | None = None,
        codebook: int | str = "head",
    ) -> pd.DataFrame:
        """Live codings: id, coder, kind, document, case, kind_of_document, provenance, speaker, start, end, quote, code, round, blind, at, memo.

        Without `coders`: everybody but the consensus. `at` (ISO 8601, UTC) gives the state at a moment.

        >>> study.codings("coder-one")           # doctest: +SKIP
        """
        return tables.codings(self.folder, some(coders), round, at, codebook)

    def _in(self, language: str | None) -> str:
        """The language to speak: the one asked for, else English where the study has it, as notebooks are, else the study's first.

        Raises StudyError for one that the study does not have.
        """
        known = self.settings.languages
        if language is not None and language not in known:
            raise StudyError(f"{language!r} is no language of this study; {did_you_mean(language, known)}")
        return language or (FALLBACK if FALLBACK in known else known[0])
