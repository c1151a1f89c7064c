"""Negative cases: where something holds and what was expected with it does not. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from qualitative.analysis.counts import results
from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.codebook.tree import Codebook
from qualitative.query import Query, matching

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["negative_cases"]

_KINDS = {
    (True, True): "fits",
    (True, False): "negative",
    (False, True): "only-expected",
    (False, False): "silent",
}


def negative_cases(
    evidence: pd.DataFrame,
    when: Query,
    expected: Query,
    codebook: Codebook,
    by: str = "case",
    units: Iterable[str] = (),
    unread: Callable[[Query, str], bool] = lambda query, unit: False,
) -> pd.DataFrame:
    """unit, kind, when, expected: for each case (or `by` document, informant) the segments of both queries.

    kind: `fits` (both), `negative` (when, but not what is expected), `only-expected`, `silent` (neither), and `not-read` where a query has no
    segment and `unread(query, unit)` says that not everything there was read in full for it. `units` adds some that no passage has.
    """
    import pandas as pd

    table = results(without_interviewer(evidence))
    names = list(dict.fromkeys([*units, *sorted(table[by].dropna().unique())]))
    rows = []
    for name in names:
        here = table[table[by] == name]
        found, wanted = (segment_ids(matching(query, here, codebook)) for query in (when, expected))
        kind = _KINDS[bool(found), bool(wanted)]
        if any(not ids and unread(query, name) for query, ids in ((when, found), (expected, wanted))):
            kind = "not-read"
        rows.append((name, kind, found, wanted))
    return pd.DataFrame(rows, columns=["unit", "kind", "when", "expected"])
