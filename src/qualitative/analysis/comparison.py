"""Comparing cases: which combinations of conditions were observed, with which outcome. Pure.

No minimisation and no consistency scores: with few cases the rows that nobody observed decide everything, and they are listed instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from qualitative.analysis.shown import Say, Shown, ShownCell, ShowsItself
from qualitative.analysis.texts import TEXTS
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Comparison", "compare_cases"]


@dataclass(frozen=True, repr=False)
class Comparison(ShowsItself):
    """`rows`: one a combination, with outcomes and cases; empty `cases` were not observed.

    Each condition is True (stated), False (stated as absent) or None (not stated).
    """

    rows: pd.DataFrame
    observed: int
    possible: int
    said: dict[str, str]

    def shown(self, say: Say, /) -> Shown:
        """A row a combination: its conditions, the outcome, and the cases in which it was observed."""
        *conditions, outcome, _ = map(str, self.rows.columns)
        heads = (*(say("attribute", name) for name in (*conditions, outcome)), say("attribute", "cases"))
        rows = []
        for *states, value, cases in self.rows.itertuples(index=False):
            named = ", ".join(say("case", case) for case in cases) or "–"
            texts = [*(say("stated", state) for state in states), say("value", value), named]
            rows.append(tuple(map(ShownCell, texts)))
        return Shown(heads, tuple(rows), notes=(say("said", self.said),))


def compare_cases(cases: pd.DataFrame, conditions: Sequence[str], outcome: str) -> Comparison:
    """Every combination of conditions and outcome, observed or not.

    A condition holds where its attribute is stated, and does not where it says so (`0`, or one of the words `absent` of some language); the
    outcome is the attribute's value, and a case without one is not counted. Raises StatisticError for an unknown attribute.
    """
    import pandas as pd

    for name in (*conditions, outcome):
        if name not in cases:
            raise StatisticError(f"cases have no attribute {name!r}; {did_you_mean(name, cases.columns)}")
    states = {name: [_state(value) for value in cases[name]] for name in conditions}
    outcomes = cases[outcome].astype("object").where(cases[outcome].notna(), None)
    values = list(dict.fromkeys(value for value in outcomes if value is not None))
    rows = []
    for combination in product(*(_possible(states[name]) for name in conditions)):
        fits = pd.Series(True, index=cases.index)
        for name, wanted in zip(conditions, combination, strict=True):
            fits &= pd.Series([state is wanted for state in states[name]], index=cases.index)
        rows += [(*combination, value, tuple(cases.index[fits & (outcomes == value)])) for value in values]
    table = pd.DataFrame(rows, columns=[*conditions, outcome, "cases"])
    observed = int(table["cases"].map(bool).sum())
    known = int(outcomes.notna().sum())
    said = TEXTS.each("comparison.said", observed=observed, possible=len(table), cases=known)
    if known < len(cases):
        without = TEXTS.each("comparison.without", n=len(cases) - known)
        said = {language: f"{text} {without[language]}" for language, text in said.items()}
    return Comparison(table, observed, len(table), said)


def _state(value: object) -> bool | None:
    """Whether a condition is there; None where nothing is stated."""
    if value is None or value != value or str(value) == "<NA>":
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text.strip().lower() not in _absent()


@cache
def _absent() -> frozenset[str]:
    """Values of an attribute that say of a condition that it is absent, in any language."""
    words = (word.strip() for text in TEXTS["absent"].values() for word in text.split(","))
    return frozenset({"0", *words})


def _possible(states: Sequence[bool | None]) -> tuple[bool | None, ...]:
    """The states that a condition can have in a comparison: stated, and what else was found; where nothing else was, not stated."""
    others = tuple(state for state in (False, None) if state in states)
    return (True, *(others or (None,)))
