"""What the library says of its own work, on stderr, where it is asked for."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["telling"]

LOGGER = "qualitative"


@contextmanager
def telling(verbose: int) -> Iterator[None]:
    """Show what the logger says: once `-v` what was read from where and which cache served, twice also the steps between."""
    logger = logging.getLogger(LOGGER)
    before, shown = logger.level, logging.StreamHandler(sys.stderr)
    shown.setFormatter(logging.Formatter("%(levelname)s %(relativeCreated)d ms: %(message)s"))
    logger.addHandler(shown)
    logger.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(shown)
        logger.setLevel(before)
