"""One row of the agreement table: values and intervals, and the reason for each that is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np

from qualitative.agreement import bootstrap
from qualitative.agreement.coefficients import MEASURES
from qualitative.agreement.question import Question
from qualitative.agreement.reasons import TEXTS
from qualitative.agreement.variance import Interval
from qualitative.arrays import Floats
from qualitative.errors import StatisticError
from qualitative.i18n import Text, pick

__all__ = ["Cells", "Row", "resamples"]

Cells: TypeAlias = dict[str, str | int | float]  # a row of the table by column


@dataclass
class Row:
    """One row: values and intervals by name, and the reason for each that is missing."""

    code: str
    n_units: float
    n_documents: int
    n_coded_documents: int
    positives: float = 0  # units that at least one coder gave the code
    values: dict[str, float] = field(default_factory=dict)
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    extra: dict[str, float] = field(default_factory=dict)
    undefined: dict[str, Text] = field(default_factory=dict)
    no_interval: dict[str, Text] = field(default_factory=dict)

    def value(self, name: str, compute: Callable[[], float]) -> None:
        """Fill in a coefficient, or why it is undefined."""
        try:
            self.values[name] = compute()
        except StatisticError as reason:
            self.values[name] = np.nan
            self.undefined[name] = reason.texts

    def interval(self, name: str, compute: Callable[[], tuple[float, float]]) -> None:
        """Fill in the interval of a coefficient that is defined, or why there is none."""
        if name in self.undefined:
            return
        try:
            self.intervals[name] = compute()
        except StatisticError as reason:
            self.no_interval[name] = reason.texts

    def copy(self, alike: Mapping[str, str], order: Sequence[str]) -> None:
        """Give each coefficient of `alike` what its twin has, and put the values in `order`."""
        self.values = {name: self.values[alike.get(name, name)] for name in order}
        for name, twin in alike.items():
            if twin in self.intervals:
                self.intervals[name] = self.intervals[twin]
            for reasons in (self.undefined, self.no_interval):
                if twin in reasons:
                    reasons[name] = reasons[twin]

    def resampled(
        self, name: str, samples: Callable[[], bootstrap.Sampled], weights: Floats, question: Question
    ) -> None:
        """Fill in the bootstrap interval, where one is asked for and there are documents enough."""
        if question.interval == "analytic" and name not in self.undefined:
            self.no_interval[name] = TEXTS.each("reason.analytic-single")
        if question.interval == "bootstrap":
            self.interval(name, partial(_studentised, name, samples, weights, self.n_coded_documents))

    def cells(self, unit: str, language: str) -> Cells:
        """The row as columns but for its name; reasons, in a language, that several coefficients share are said once."""
        cells: Cells = {
            "unit": unit,
            "n_units": int(self.n_units),
            "positives": int(self.positives),
            "n_documents": self.n_documents,
            "n_coded_documents": self.n_coded_documents,
        }
        for name, value in self.values.items():
            low, high = self.intervals.get(name, (np.nan, np.nan))
            cells |= {name: value, f"{name}_low": low, f"{name}_high": high}
        reasons = {"undefined": self.undefined, "no_interval": self.no_interval}
        return cells | self.extra | {column: _said_once(texts, language) for column, texts in reasons.items()}


def resamples(documents: int, question: Question) -> Floats:
    """The resamples, none where their interval would be refused anyway."""
    enough = documents >= bootstrap.MIN_DOCUMENTS and question.interval == "bootstrap"
    return bootstrap.document_weights(documents, question.resamples if enough else 0, question.seed)


def _studentised(name: str, samples: Callable[[], bootstrap.Sampled], weights: Floats, with_code: int) -> Interval:
    bootstrap.enough_documents(weights.shape[1], with_code)
    return bootstrap.studentised_interval(samples(), weights, lowest=MEASURES[name].lowest)


def _said_once(reasons: Mapping[str, Text], language: str) -> str:
    by_reason: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        by_reason.setdefault(pick(reason, language), []).append(name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in by_reason.items())
