"""How many random examples a comparison tries: a few in each run, as many as are asked for where somebody wants to be sure."""

from __future__ import annotations

import os

ASKED = os.environ.get("QUALITATIVE_REFERENCE_EXAMPLES")


def seeds(usual: int) -> range:
    """The seeds to try: `usual` of them, or as many as the environment's QUALITATIVE_REFERENCE_EXAMPLES says."""
    return range(int(ASKED) if ASKED else usual)
