"""What is asked of coders: the unit, the rows, and all else that the figures depend on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from qualitative.agreement.bootstrap import RESAMPLES
from qualitative.errors import StatisticError, did_you_mean
from qualitative.units import UNITS

__all__ = ["ALL", "ANY", "BY", "FLAT", "INTERVALS", "SETS", "Question", "asked_rows"]

BY = ("code", "branch", "case", "pair", "round")
# pooled over codes: averaged first (De Vries), and as one flat table of units by codes
ALL, FLAT = "(all codes)", "(all codes, flattened)"
ANY, SETS = "(any code)", "(sets of codes)"
INTERVALS = ("bootstrap", "analytic", "none")


@dataclass(frozen=True)
class Question:
    """What is asked. `by` names rows by words of BY or by one of `classes`, what the study classifies its codes by."""

    unit: str = "turn"
    by: tuple[str, ...] = ("code",)
    coefficients: tuple[str, ...] | None = None
    interval: str = "bootstrap"
    resamples: int = RESAMPLES
    seed: int = 20181
    threshold: float = 0.5
    roles: tuple[str, ...] | None = None
    settled: bool = False
    classes: tuple[str, ...] = ()

    @property
    def gathered(self) -> str:
        """What a row gathers: `code`, `branch`, one of the classes, or nothing (only all codes together)."""
        return next((by for by in self.by if by in self.classes or by in ("code", "branch")), "")

    @property
    def key(self) -> str:
        """The column that names the rows: `code`, for a branch is a code too, or the class."""
        return self.gathered if self.gathered in self.classes else "code"

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns that tell the parts of the table from each other."""
        columns = {"coders": "pair", "case": "case", "round": "round"}
        return tuple(column for column, by in columns.items() if by in self.by and by not in self.classes)

    def check(self) -> None:
        """Raises StatisticError for what can't be asked."""
        rows = (*BY, *self.classes)
        for value, known in [(self.unit, UNITS), (self.interval, INTERVALS), *((by, rows) for by in self.by)]:
            _known(value, known)
        if self.interval == "bootstrap" and self.resamples < 100:
            raise StatisticError(
                f"{self.resamples} resamples leave the ends of an interval to chance; take 100 or more"
            )
        gathering = ("code", "branch", *self.classes)
        if len(set(self.by) & set(gathering)) > 1:
            raise StatisticError(f"rows are one of {', '.join(gathering)}, not {' and '.join(self.by)} at once")
        if self.interval == "analytic" and self.unit != "document":
            raise StatisticError(
                f"analytic intervals take units as independent, and {self.unit}s of one document are not; use interval='bootstrap' or unit='document'"
            )


def asked_rows(
    by: str | Iterable[str], classes: Collection[str] = (), case_words: Collection[str] = ()
) -> tuple[str, ...]:
    """`by` in the words of BY and the study's classes: what the study calls a case is `case`.

    A class comes before a word of BY that is spelt alike. Raises StatisticError with the nearest for what is none of them.

    >>> asked_rows(["layer", "firm"], classes=["layer"], case_words=["firm"])
    ('layer', 'case')
    """
    asked = (by,) if isinstance(by, str) else tuple(by)
    for word in asked:
        _known(word, tuple(dict.fromkeys((*BY, *classes, *case_words))))
    return tuple("case" if word in case_words and word not in (*classes, *BY) else word for word in asked)


def _known(value: str, known: Collection[str]) -> None:
    if value not in known:
        near = did_you_mean(value, known)
        nearest = f"; {near}" if near.startswith("did you mean") else ""
        raise StatisticError(f"{value!r} is not one of {', '.join(known)}{nearest}")
