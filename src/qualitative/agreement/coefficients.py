"""What agreement is measured by: the name of each measure in tables, where its formula stands, whether it is printed, and its variance.

A new coefficient is a module with its formula and a line here; what it is called stands in the catalogues, `coefficient.<name>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from qualitative.agreement import brennan_prediger, cohen, conger, fleiss, gwet, krippendorff, percent, scott
from qualitative.agreement.brennan_prediger import two_categories
from qualitative.agreement.chance import Terms, beyond_chance, has_pairs, two_coders, varies
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.variance import Variance, linearised, paired
from qualitative.errors import StatisticError, did_you_mean

__all__ = ["COEFFICIENTS", "MEASURES", "Coefficient", "Measure", "coefficients_of"]


@dataclass(frozen=True)
class Measure:
    """A measure of agreement: its column, whether reports and methods sections print it, and the lowest value that it can have."""

    name: str
    reported: bool = False
    lowest: float = -1.0

    @property
    def share(self) -> bool:
        """Whether it is a share, with no allowance for chance."""
        return self.lowest == 0.0


@dataclass(frozen=True, kw_only=True)
class Coefficient(Measure):
    """A coefficient of units: may it be computed, and what are its terms.

    `variance` gives analytic intervals (None: none is known); `two` is the form for two coders, where that is another, and `alike` the
    coefficient that it equals for two.
    """

    may: Callable[[Ratings], None]
    terms: Callable[[Ratings], Terms]
    source: str
    variance: Variance | None = None
    two: Coefficient | None = None
    alike: str = ""

    def __call__(self, ratings: Ratings) -> float:
        """Its value for one sample. Raises StatisticError where it is undefined."""
        self.may(ratings)
        return float(beyond_chance(self.terms(ratings)))


_COHEN = Coefficient(
    "kappa", reported=True, may=two_coders, terms=cohen.terms, source="Cohen 1960",
    variance=paired(linearised(conger.terms, conger.unit_chance)),
)  # fmt: skip

# of units, in the order in which tables show them
COEFFICIENTS = {
    found.name: found
    for found in (
        Coefficient(
            "alpha", reported=True, may=varies, terms=krippendorff.terms, source="Krippendorff 2011",
            variance=Variance(krippendorff.influence, answers=2),
        ),
        Coefficient(
            "percent", reported=True, lowest=0.0, may=has_pairs, terms=percent.terms, source="Fleiss 1971",
            variance=linearised(percent.terms, percent.unit_chance),
        ),
        replace(
            _COHEN, may=varies, terms=conger.terms, source="Conger 1980", two=_COHEN,
            variance=linearised(conger.terms, conger.unit_chance),
        ),
        Coefficient(
            "pi", may=two_coders, terms=scott.terms, source="Scott 1955",
            variance=paired(linearised(fleiss.terms, fleiss.unit_chance)),
        ),
        Coefficient(
            "fleiss", may=varies, terms=fleiss.terms, source="Fleiss 1971", alike="pi",
            variance=linearised(fleiss.terms, fleiss.unit_chance),
        ),
        Coefficient(
            "brennan_prediger", may=two_categories, terms=brennan_prediger.terms, source="Brennan & Prediger 1981",
            variance=linearised(brennan_prediger.terms, brennan_prediger.unit_chance),
        ),
        Coefficient(
            "ac1", reported=True, may=two_categories, terms=gwet.terms, source="Gwet 2008",
            variance=linearised(gwet.terms, gwet.unit_chance),
        ),
        # a new coefficient of units comes here
    )
}  # fmt: skip
# of segments as such, and of whole sets of codes
_OTHERS = (
    Measure("precision", lowest=0.0),
    Measure("recall", lowest=0.0),
    Measure("u_alpha", reported=True),
    Measure("bar_u_alpha", reported=True),
    Measure("cu_alpha", reported=True),
    Measure("ku_alpha", reported=True),
    Measure("alpha_u"),
    Measure("f1", reported=True, lowest=0.0),
    Measure("alpha_jaccard"),
    Measure("alpha_masi"),
)
MEASURES: dict[str, Measure] = {**COEFFICIENTS, **{found.name: found for found in _OTHERS}}


def coefficients_of(names: tuple[str, ...] | None, coders: int) -> list[Coefficient]:
    """The coefficients to compute for so many coders: `kappa` is Cohen's for two and Conger's for more."""
    chosen = []
    for name in names or tuple(COEFFICIENTS):
        if name not in COEFFICIENTS:
            raise StatisticError(f"coefficient {name!r} is unknown; {did_you_mean(name, COEFFICIENTS)}")
        found = COEFFICIENTS[name]
        chosen.append(found.two if found.two is not None and coders == 2 else found)
    return chosen
