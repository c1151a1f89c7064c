"""Scott's pi: two coders who are taken to share their habits.

Scott, W. A. (1955). Reliability of content analysis: the case of nominal scale coding. Public Opinion Quarterly 19(3), 321-325; p. 324.
"""

from __future__ import annotations

from qualitative.agreement.chance import Terms, coefficient, two_coders
from qualitative.agreement.cohen import margins
from qualitative.agreement.ratings import Ratings, total

__all__ = ["scotts_pi", "terms"]


def terms(ratings: Ratings) -> Terms:
    """p_o, and p_e = sum_k p_k^2 with p_k the mean of both coders' margins."""
    first, second = margins(ratings)
    return Terms(ratings.observed, total(((first + second) / 2) ** 2))


def scotts_pi(ratings: Ratings) -> float:
    """Scott's pi over units that both coders answered. Raises StatisticError where it is undefined.

    >>> from qualitative.agreement.ratings import ratings_of
    >>> round(scotts_pi(ratings_of(["001111111100001111110000", "000011110000000110000000"])), 3)
    0.314
    """
    return coefficient(ratings, two_coders, terms)
