"""Which coefficients there are: the name of each in tables, what it is called, and where its formula stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualitative.agreement import brennan_prediger, cohen, conger, fleiss, gwet, krippendorff, percent, scott
from qualitative.agreement.chance import Terms, coefficient, has_pairs, two_coders, varies
from qualitative.agreement.ratings import Ratings
from qualitative.errors import StatisticError, did_you_mean

__all__ = ["COEFFICIENTS", "Coefficient", "coefficients_of"]


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of units: may it be computed, and what are its terms."""

    name: str
    label: dict[str, str]
    may: Callable[[Ratings], None]
    terms: Callable[[Ratings], Terms]
    source: str

    def __call__(self, ratings: Ratings) -> float:
        """Its value. Raises StatisticError where it is undefined."""
        return coefficient(ratings, self.may, self.terms)  # type: ignore[return-value]


def _both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


COEFFICIENTS = {
    found.name: found
    for found in (
        Coefficient("percent", {"id": "Persentase", "en": "Percentage"}, has_pairs, percent.terms, "Fleiss 1971"),
        Coefficient("alpha", _both("α Krippendorff"), varies, krippendorff.terms, "Krippendorff 2011"),
        Coefficient("kappa", _both("κ Cohen"), varies, conger.terms, "Cohen 1960; Conger 1980"),
        Coefficient("pi", _both("π Scott"), two_coders, scott.terms, "Scott 1955"),
        Coefficient("fleiss", _both("κ Fleiss"), varies, fleiss.terms, "Fleiss 1971"),
        Coefficient("brennan_prediger", _both("Brennan–Prediger"), brennan_prediger.two_categories, brennan_prediger.terms, "Brennan & Prediger 1981"),
        Coefficient("ac1", _both("AC1 Gwet"), brennan_prediger.two_categories, gwet.terms, "Gwet 2008"),
    )
}  # fmt: skip
_COHEN = Coefficient("kappa", _both("κ Cohen"), two_coders, cohen.terms, "Cohen 1960")


def coefficients_of(names: tuple[str, ...] | None, coders: int) -> list[Coefficient]:
    """The coefficients to compute for so many coders: `kappa` is Cohen's for two and Conger's for more."""
    chosen = []
    for name in names or tuple(COEFFICIENTS):
        if name not in COEFFICIENTS:
            raise StatisticError(f"coefficient {name!r} is unknown; {did_you_mean(name, COEFFICIENTS)}")
        chosen.append(_COHEN if name == "kappa" and coders == 2 else COEFFICIENTS[name])
    return chosen
