"""Which order of coding teaches most: mean average precision after 64 texts (in steps of 16), tested on the rest of the pool.

python benchmarks/tagging_queue.py [--seeds 5] [SHARED]
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
import yaml

from qualitative.tagging import Tagger
from qualitative.tagging.metrics import average_precision
from qualitative.tagging.queue import ORDERS, queue
from tagging import NEUTRAL, read_set


def learned(book: list[dict], pool: list[tuple[str, set[str]]], order: str, seed: int) -> float:
    """Code 64 texts in steps of 16, each step chosen by the tagger of the step before; test on 300 texts kept apart."""
    drawn = np.random.default_rng(seed).permutation(len(pool))
    test, open_ = [pool[n] for n in drawn[:300]], [pool[n] for n in drawn[300:900]]
    coded: list[tuple[str, set[str]]] = []
    tagger = Tagger(book)
    for step in range(4):
        chosen = set(queue(tagger, [text for text, _ in open_], order, 16, seed * 10 + step))
        coded += [open_[n] for n in sorted(chosen)]
        open_ = [row for n, row in enumerate(open_) if n not in chosen]
        tagger.fit([text for text, _ in coded], [codes for _, codes in coded])
    p = tagger.predict_proba([text for text, _ in test])
    given = np.array([[code in codes for code in tagger.codes_] for _, codes in test])
    return float(np.nanmean([average_precision(given[:, c], p[:, c]) for c in range(p.shape[1])]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("QUALITATIVE_SHARED", "../shared"))
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    folder = Path(options.shared) / "data" / "tagging"
    for name in NEUTRAL:
        book = yaml.safe_load((Path(__file__).parent / "codebooks" / f"{name}.yaml").read_text(encoding="utf-8"))
        pool = read_set(folder, name, "train") + read_set(folder, name, "valid")
        for order in ORDERS:
            runs = [learned(book, pool, order, seed) for seed in range(options.seeds)]
            print(f"{name} {order:10} {np.mean(runs):.3f} ({min(runs):.3f}-{max(runs):.3f})", flush=True)
