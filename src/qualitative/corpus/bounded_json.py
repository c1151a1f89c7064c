"""JSON as people share it: what is nested too deeply is an error like any other, and never ends the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["load_json", "read_json"]


def load_json(text: str) -> Any:
    """Plain data. Raises ValueError for what is no JSON, or is nested more deeply than Python reads."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def read_json(path: Path) -> Any:
    """Plain data from a file. Raises OSError where it can't be read, ValueError for what is no UTF-8 or no JSON."""
    return load_json(path.read_text(encoding="utf-8"))
