"""Why a claim has its status, and what stands beside it, in the words of a report."""

from __future__ import annotations

from qualitative.findings.telling import reason
from qualitative.findings.weighed import Weighed
from qualitative.reports.content.naming import naming
from qualitative.reports.content.sections.draft import Draft

__all__ = ["shown", "why"]


def why(draft: Draft, weighed: Weighed) -> str:
    """The status explained in a sentence."""
    return reason(weighed, naming(draft.inputs))


def shown(draft: Draft, value: float | str | None) -> str:
    """A value of a check as readers see it."""
    if value is None:
        return "NA"
    return draft.word(value) if isinstance(value, str) else draft.figure(value)
