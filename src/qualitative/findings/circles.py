"""Circles: a recommendation that rests on a finding whose evidence is that very recommendation. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualitative.codebook.tree import Codebook
from qualitative.findings.claims import Claim
from qualitative.findings.recommendations import Recommendation
from qualitative.query import Known
from qualitative.query.coded import codes_of
from qualitative.query.tree import Term, iter_terms

__all__ = ["circles", "own_codes"]


def own_codes(one: Recommendation, book: Codebook) -> frozenset[str]:
    """The codes that mark a recommendation in the corpus, with those below them."""
    return frozenset(below for code in one.codes if code in book for below in book.branch(code))


def circles(one: Recommendation, claims: Mapping[str, Claim], known: Known) -> Iterator[tuple[str, list[str]]]:
    """(finding, codes) for each finding that a recommendation rests on and that asks for the codes which mark the recommendation."""
    book = known.codebook
    own = own_codes(one, book)
    for name in one.findings:
        if name in claims:
            terms = [
                term for term, positive in iter_terms(claims[name].supporting) if positive and isinstance(term, Term)
            ]
            asked = {code for term in terms if term.field == "code" for code in codes_of(term, book)}
            if own & asked:
                yield name, sorted(own & asked)
