"""Make the reference, `docs/out/index.html`; nothing is loaded from elsewhere when it is read."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.cmd.build import main as sphinx

FOLDER = Path(__file__).resolve().parent


def build(target: Path, *options: str) -> int:
    """Build into `target`; 0, or Sphinx's exit code."""
    return int(sphinx(["-q", "-b", "html", *options, str(FOLDER), str(target)]))


if __name__ == "__main__":
    code = build(FOLDER / "out")
    print(FOLDER / "out" / "index.html")
    sys.exit(code)
