"""The page's one module and one stylesheet, joined from the ordered parts beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["javascript", "stylesheet"]

_HERE = Path(__file__).resolve().parent


@cache
def javascript() -> str:
    """The parts of `js/` in the order of their names, as one ES module."""
    return _joined("js")


@cache
def stylesheet() -> str:
    """The parts of `css/` in the order of their names."""
    return _joined("css")


def _joined(kind: str) -> str:
    parts = sorted((_HERE / kind).glob(f"*.{kind}"))
    return "\n".join(f"/* {part.name} */\n{part.read_text(encoding='utf-8')}" for part in parts)
