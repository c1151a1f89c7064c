"""Suggestions that learn from coded text: features, the tagger, its evaluation, and what may be counted with its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualitative.tagging.tagger import Tagger

__all__ = ["Tagger"]


def __getattr__(name: str) -> object:
    """`Tagger`, loaded when first asked for, since scipy takes a while to import."""
    if name == "Tagger":
        from qualitative.tagging.tagger import Tagger

        return Tagger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
