"""Fisher's exact test of a code against an attribute, document by document. Pure.

Whether it may be asked at all depends on design and provenance: see `analysis.limits.refusal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ExactTest", "exact_test"]


@dataclass(frozen=True)
class ExactTest:
    """A 2×2 table (with the code or not, in the group or not), the odds ratio, and the two-sided p."""

    with_code: tuple[int, int]
    without: tuple[int, int]
    odds_ratio: float
    p: float


def exact_test(evidence: pd.DataFrame, groups: Mapping[str, str], code: str, group: str) -> ExactTest:
    """Whether documents of `group` carry `code` more or less often than the others; `groups` maps every document to its group.

    Raises StatisticError where the group is unknown or there is no other.
    """
    from scipy.stats import fisher_exact

    names = set(groups.values())
    if group not in names:
        raise StatisticError(f"no document is of group {group!r}; {did_you_mean(group, names)}")
    if len(names) < 2:
        raise StatisticError(f"all documents are of group {group!r}; a test compares two")
    carriers = set(evidence.loc[evidence["code"] == code, "document"])
    cells = {(carries, inside): 0 for carries in (True, False) for inside in (True, False)}
    for document, own in groups.items():
        cells[document in carriers, own == group] += 1
    with_code, without = (cells[True, True], cells[True, False]), (cells[False, True], cells[False, False])
    found = fisher_exact([with_code, without])
    return ExactTest(with_code, without, float(found.statistic), float(found.pvalue))
