"""JSON as people share it: what is nested too deeply is an error like any other, and never ends the command."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

__all__ = ["load_json", "read_json"]


def load_json(text: str) -> Any:
    """Plain data. Raises ValueError for what is no JSON, is nested more deeply than Python reads, or holds a number of thousands of digits."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except json.JSONDecodeError:
        raise
    except ValueError:  # Python's own words name a switch of the interpreter
        raise ValueError(f"it holds a number of more than {sys.get_int_max_str_digits():,} digits") from None


def read_json(path: Path) -> Any:
    """Plain data from a file. Raises OSError where it can't be read, ValueError for what is no UTF-8 or no JSON."""
    return load_json(path.read_text(encoding="utf-8"))
