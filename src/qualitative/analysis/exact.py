"""Fisher's exact test of a code against an attribute, document by document. Pure.

Whether it may be asked at all depends on design and provenance: see `analysis.limits.refusal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, isnan
from typing import TYPE_CHECKING

from qualitative.analysis.shown import Say, Shown, ShownCell, ShowsItself
from qualitative.analysis.texts import TEXTS
from qualitative.errors import StatisticError, did_you_mean
from qualitative.i18n import LANGUAGES, format_number

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ExactTest", "exact_test"]


@dataclass(frozen=True, repr=False)
class ExactTest(ShowsItself):
    """A 2×2 table of documents (with the code or not, in the group or not), the odds ratio (NaN where nothing is told apart), and the two-sided p.

    `left_out` is how many documents could not be asked.
    """

    with_code: tuple[int, int]
    without: tuple[int, int]
    odds_ratio: float
    p: float
    left_out: int = 0

    def shown(self, say: Say, /) -> Shown:
        """The table, and below it what the test says and how many documents it leaves out."""
        heads = ("", say("said", TEXTS["exact.inside"]), say("said", TEXTS["exact.outside"]))
        rows = [
            tuple(map(ShownCell, (say("said", TEXTS[f"exact.{key}"]), *map(str, counts))))
            for key, counts in (("with", self.with_code), ("without", self.without))
        ]
        notes = [self.said, *([TEXTS.each("exact.left-out", n=self.left_out)] if self.left_out else [])]
        return Shown(heads, tuple(rows), header=1, notes=tuple(say("said", note) for note in notes))

    @property
    def said(self) -> dict[str, str]:
        """The odds ratio and p, by language."""
        odds, p = (
            {language: _number(value, language, digits) for language in LANGUAGES}
            for value, digits in ((self.odds_ratio, 2), (self.p, 3))
        )
        return TEXTS.each("exact.said", odds=odds, p=p)


def _number(value: float, language: str, digits: int) -> str:
    if isnan(value):
        return "–"
    return format_number(value, language, digits) if isfinite(value) else "∞"


def exact_test(
    evidence: pd.DataFrame, groups: Mapping[str, str], code: str, group: str, left_out: int = 0
) -> ExactTest:
    """Whether documents of `group` carry `code` more or less often than the others; `groups` maps every document to its group.

    Only documents that were read in full for the code belong in it, for elsewhere none of it says nothing; `left_out` is how many others there are. Raises StatisticError where the group is unknown or there is no other.
    """
    import numpy as np
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
    found = fisher_exact(np.array([with_code, without]))
    return ExactTest(with_code, without, float(found.statistic), float(found.pvalue), left_out)
