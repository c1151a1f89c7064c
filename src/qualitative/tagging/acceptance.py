"""What people made of suggestions: how many of each model's they accepted, changed and rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.model import Coding

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "acceptance_table"]

COLUMNS = ["model", "decided", "accepted", "changed", "rejected", "share_of_codings"]
_Counts = dict[str, int]


def acceptance_table(
    codings: Iterable[Coding], decisions: Iterable[Mapping[str, Any]], people: Collection[str]
) -> pd.DataFrame:
    """One row a model (columns COLUMNS) from the standing codings and decisions of `people`; no row where nobody decided on any.

    `changed` codings came from a suggestion whose words or code a person then replaced. `share_of_codings` is what came from this
    model's suggestions, changed or not, among all codings of people (0 to 1). What was taken back counts nowhere, and who rejects a coding that
    somebody made decides on no suggestion.
    """
    import pandas as pd

    theirs = [coding for coding in codings if coding.coder in people]
    counts: dict[str, _Counts] = {}
    for coding in theirs:
        if coding.suggestion:
            _of(counts, coding.suggestion)["accepted" if coding.replaces is None else "changed"] += 1
    for event in decisions:
        if event["verdict"] == "reject" and event["coder"] in people and event.get("suggestion"):
            _of(counts, event["suggestion"])["rejected"] += 1
    rows = [
        (model, sum(row.values()), *row.values(), (row["accepted"] + row["changed"]) / max(len(theirs), 1))
        for model, row in sorted(counts.items())
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _of(counts: dict[str, _Counts], suggestion: Mapping[str, Any]) -> _Counts:
    return counts.setdefault(str(suggestion.get("model")), {"accepted": 0, "changed": 0, "rejected": 0})
