"""With what a report is made: the versions of libraries, and a digest of the workbench's own source."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from qualitative import __version__
from qualitative.reports.formats.table import FORMATS
from qualitative.reports.making.grounds import file_hash

__all__ = ["LIBRARIES", "libraries", "source_hash"]

# the libraries whose version can change what a report says or shows: those that every report needs, then those that write its formats
_EVERY = ("pandas", "numpy", "scipy", "matplotlib", "papermill", "pyyaml")
LIBRARIES = tuple(dict.fromkeys([*_EVERY, *(name for one in FORMATS.values() for name in one.libraries)]))


def libraries() -> dict[str, str]:
    """The versions of Python, of the workbench and of LIBRARIES."""
    own = {"python": platform.python_version(), "qualitative": __version__}
    return own | {name: version(name) for name in LIBRARIES}


@cache
def source_hash() -> str:
    """One hash over the workbench's own code and assets: its version alone does not tell two checkouts apart."""
    package = Path(__file__).resolve().parents[2]
    total = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(f"{path.relative_to(package).as_posix()}\0{file_hash(path)}\n".encode())
    return total.hexdigest()
