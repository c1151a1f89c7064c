"""Plain text: UTF-8, or UTF-16 with a byte order mark."""

from __future__ import annotations

from qualitative.corpus.readers.raw import Raw, decoded

__all__ = ["read"]


def read(data: bytes, name: str) -> Raw:
    """The text as it stands."""
    return Raw(decoded(data, name), "txt")
