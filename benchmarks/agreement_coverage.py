"""How often do 95 % intervals of agreement hold the true value? Simulated studies whose sentences hang together by document.

    python benchmarks/agreement_coverage.py [--repetitions 1000] [--documents 4 8 12 35 100] [--scenario common rare patchy pooled]

Every document has its own length, its own share of coded sentences, and its own chance that a coder sees a code or gives it wrongly. The
true coefficient is that of 200,000 documents. Printed: the studentised bootstrap over documents, which the library uses, the
percentile bootstrap over documents, and the naive one that resamples sentences as if they were independent.

Of 1,000 repetitions (250 for `pooled`), the true kappa lay in the interval, studentised / percentile / naive:

    documents   common (15 % of sentences)   rare (5 %)           pooled (20 codes)
    4           89.0 / 78.7 / 63.4           83.7 / 74.8 / 58.0   91.7 / 79.2 / 32.0
    12          94.2 / 90.6 / 63.4           93.1 / 86.4 / 59.0   93.6 / 86.8 / 36.8
    35          94.8 / 91.8 / 60.2           94.1 / 90.8 / 59.9   92.8 / 90.4 / 34.0
    100         95.0 / 94.3 / 59.2           95.1 / 93.0 / 57.5   94.8 / 93.6 / 29.2

Of a code that occurs in some documents only (`patchy`): 91 % where it occurs in 4 or 5, 94 % where it occurs in 6 or more.
"""

from __future__ import annotations

import argparse
from functools import partial

import numpy as np

from qualitative.agreement import bootstrap, cohen, gwet
from qualitative.agreement.chance import Terms, beyond_chance
from qualitative.agreement.ratings import Ratings
from qualitative.errors import StatisticError

PATTERNS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
# share of sentences coded, share of documents in which the code occurs at all, number of codes pooled
SCENARIOS = {"common": (0.15, 1.0, 1), "rare": (0.05, 1.0, 1), "patchy": (0.10, 0.3, 1), "pooled": (0.03, 0.5, 20)}
TERMS = {"kappa": cohen.terms, "ac1": gwet.terms}


def simulated(rng: np.random.Generator, documents: int, share: float, occurs: float, codes: int) -> np.ndarray:
    """Counts of (both, first only, second only, neither) by document and code."""
    shape = (documents, codes)
    sentences = np.maximum(10, rng.lognormal(np.log(60), 0.5, (documents, 1))).astype(int) * np.ones(shape, int)
    there = rng.random(shape) < occurs
    coded = rng.binomial(sentences, np.where(there, rng.beta(share * 6, (1 - share) * 6, shape), 0))
    seen, wrong = rng.beta(4.8, 1.2, (documents, 1)), rng.beta(0.02 * 20, 0.98 * 20, (documents, 1)) * there
    return np.stack(
        [a + b for a, b in zip(_two(rng, coded, seen), _two(rng, sentences - coded, wrong), strict=True)], -1
    )


def _two(rng: np.random.Generator, n: np.ndarray, p: np.ndarray) -> tuple[np.ndarray, ...]:
    """Two coders who each give the code with chance p, independently within a document."""
    first = rng.binomial(n, p * np.ones_like(n, float))
    both = rng.binomial(first, p * np.ones_like(n, float))
    second = rng.binomial(n - first, p * np.ones_like(n, float))
    return both, first - both, second, n - first - second


def intervals(
    counts: np.ndarray, terms, weights: np.ndarray, rng: np.random.Generator
) -> dict[str, bootstrap.Interval]:
    """The three intervals of one simulated study; those that are refused are left out."""
    codes = [c for c in range(counts.shape[1]) if counts[:, c, :3].sum()]
    made = bootstrap.pooled(
        [bootstrap.Resampled(PATTERNS, counts[:, c].astype(float), weights).terms(terms) for c in codes]
    )
    found = {}
    for name, interval in (
        ("studentised", partial(bootstrap.studentised_interval, made, weights)),
        ("percentile", partial(bootstrap.percentile_interval, made)),
    ):
        try:
            found[name] = interval()
        except StatisticError:
            continue
    values = beyond_chance(_naive(counts[:, codes].sum(0), terms, len(weights) - 1, rng))
    found["naive"] = bootstrap.Interval(*np.nanquantile(values, [0.025, 0.975]))
    return found


def _naive(totals: np.ndarray, terms, resamples: int, rng: np.random.Generator) -> Terms:
    """Terms of resampled sentences, averaged over codes."""
    each = []
    for total in totals:
        n = int(total.sum())
        each.append(terms(Ratings(PATTERNS, (0, 1), rng.multinomial(n, total / n, size=resamples).astype(float))))
    return Terms(np.mean([t.observed for t in each], 0), np.mean([t.expected for t in each], 0))


def truth(scenario: tuple[float, float, int], terms) -> float:
    """The coefficient of very many documents."""
    share, occurs, _codes = scenario
    totals = simulated(np.random.default_rng(0), 200_000, share, occurs, 1)[:, 0].sum(0).astype(float)
    return float(beyond_chance(terms(Ratings(PATTERNS, (0, 1), totals))))


def coverage(name: str, documents: int, coefficient: str, repetitions: int, resamples: int) -> str:
    """One line of the table."""
    terms, true = TERMS[coefficient], truth(SCENARIOS[name], TERMS[coefficient])
    rng = np.random.default_rng([documents, len(name)])
    hits: dict[str, list[tuple[bool, float, int]]] = {"studentised": [], "percentile": [], "naive": []}
    for repetition in range(repetitions):
        counts = simulated(rng, documents, *SCENARIOS[name])
        with_code = int((counts[..., :3].sum((1, 2)) > 0).sum())
        if not with_code:
            continue
        weights = bootstrap.document_weights(documents, resamples, repetition)
        for method, (low, high) in intervals(counts, terms, weights, rng).items():
            hits[method].append((low <= true <= high, high - low, with_code))
    cells = [
        f"{m} {np.mean([h for h, _, _ in v]):.1%} (width {np.median([w for _, w, _ in v]):.2f}, n {len(v)})"
        for m, v in hits.items()
        if v
    ]
    by_code = _by_code(hits["studentised"]) if name == "patchy" else ""
    return f"{name:7} {coefficient:6} true {true:.3f} D={documents:<4}" + "  ".join(cells) + by_code


def _by_code(hits: list[tuple[bool, float, int]]) -> str:
    """Coverage of the studentised interval by how many documents hold the code."""
    bins = [(1, 3), (4, 5), (6, 7), (8, 9), (10, 14), (15, 999)]
    parts = []
    for low, high in bins:
        own = [hit for hit, _, with_code in hits if low <= with_code <= high]
        if len(own) >= 30:
            parts.append(f"{low}-{high if high < 999 else ''}: {np.mean(own):.0%} of {len(own)}")
    return "  | documents with the code " + ", ".join(parts)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=1000)
    parser.add_argument("--resamples", type=int, default=500)
    parser.add_argument("--documents", type=int, nargs="+", default=[4, 6, 8, 10, 12, 16, 24, 35, 50, 100])
    parser.add_argument("--scenario", nargs="+", default=list(SCENARIOS), choices=list(SCENARIOS))
    parser.add_argument("--coefficient", nargs="+", default=["kappa"], choices=list(TERMS))
    chosen = parser.parse_args()
    for name in chosen.scenario:
        for coefficient in chosen.coefficient:
            for documents in chosen.documents:
                repetitions = chosen.repetitions // (4 if name == "pooled" else 1)
                with np.errstate(all="ignore"):
                    print(coverage(name, documents, coefficient, repetitions, chosen.resamples), flush=True)


if __name__ == "__main__":
    main()
