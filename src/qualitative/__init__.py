"""A mixed-methods qualitative research workbench: `from qualitative import Study`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualitative.errors import QualitativeError

if TYPE_CHECKING:
    from qualitative.study import Study

__all__ = ["QualitativeError", "Study", "__version__"]

__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    # the study opens its parts only when it is used, so that the command line starts fast
    if name == "Study":
        from qualitative.study import Study

        return Study
    raise AttributeError(f"module 'qualitative' has no attribute {name!r}")
