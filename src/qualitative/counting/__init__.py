"""What is counted, and whose codings. Pure: every part takes tables and records, and knows no study."""

from __future__ import annotations

from qualitative.counting.counted import counted
from qualitative.counting.records import HOW, CountRules, Decision, Done, LookedFor, Stamp
from qualitative.counting.result import Counted, Note

__all__ = ["HOW", "CountRules", "Counted", "Decision", "Done", "LookedFor", "Note", "Stamp", "counted"]
