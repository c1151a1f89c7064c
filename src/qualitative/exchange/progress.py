"""How long work tells where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Progress", "silent"]

Progress: TypeAlias = Callable[[int, int, str], None]  # pieces done, pieces in all, the name of the last


def silent(done: int, total: int, name: str) -> None:
    """Tell nobody."""
