"""Recall and precision by kind of the detector of identifiers, on 600 identifiers and 600 look-alikes in each language.

    python benchmarks/privacy.py [--rows 3] [--seed N]

Targets: recall .98 and precision .95 for what has a shape, .90 and .90 for addresses and persons. `--rows` prints so
many sentences that were missed or wrongly touched; `--seed` makes other sentences of the same banks.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from privacy.make_sets import SETS, make  # noqa: E402  the sets lie with the tests
from privacy.measuring import measure, read_set, short_of, touched  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--seed", type=int)
    wanted = parser.parse_args()
    rows = wanted.rows
    for name, bank in SETS.items():
        lines = read_set(name) if wanted.seed is None else list(make(bank, Random(wanted.seed)))
        began = time.perf_counter()
        scores = measure(lines)
        print(f"\n{name}: {len(lines)} sentences, {time.perf_counter() - began:.2f} s")
        print(f"{'kind':12} {'there':>6} {'found':>6} {'recall':>7} {'precision':>10}")
        for kind, score in sorted(scores.items()):
            print(f"{kind:12} {score.wanted:6} {score.found:6} {score.recall:7.3f} {score.precision:10.3f}")
            for row in [*score.missed[:rows], *(f"wrong: {text}" for text in score.wrong[:rows])]:
                print(f"    {row}")
        print(f"look-alikes touched: {touched(lines)} of {sum(not line['spans'] for line in lines)}")
        print("short of the target: " + ("; ".join(short_of(scores)) or "none"))


if __name__ == "__main__":
    main()
