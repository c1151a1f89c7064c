"""What every part of a study stands on: its folder and settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from qualitative.folder import Folder, Settings, find_root
from qualitative.privacy.journal import recover

if TYPE_CHECKING:
    pass

__all__ = ["Opened"]


class Opened:
    """What every part of a study stands on: its folder and settings."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @classmethod
    def open(cls, path: str | Path = ".") -> Self:
        """The study whose `study.yaml` lies in `path` or above it."""
        root = find_root(path)
        recover(root)  # a pseudonymisation that a crash interrupted
        return cls(Folder(root))

    def __repr__(self) -> str:
        return f"<Study {self.settings.title.get('en') or next(iter(self.settings.title.values()))!r} in {self.root}>"

    @property
    def root(self) -> Path:
        """The folder that holds `study.yaml`."""
        return self.folder.root

    @property
    def settings(self) -> Settings:
        """What `study.yaml` says."""
        return self.folder.settings
