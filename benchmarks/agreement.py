"""How long does agreement take? 3 coders x 1,000 documents x 100 codes x 1,000,000 codings, characters, 1,000 resamples.

    python benchmarks/agreement.py [--documents 1000] [--codings 1000000] [--runs 5] [--study FOLDER]

Prints the median of the runs, each in a process of its own, with its peak memory; with --study, `Study.open` to the printed table.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

import numpy as np

CODERS = ("coder-a", "coder-b", "coder-c")


def corpus(n_documents: int, n_codings: int, n_codes: int = 100, length: int = 6000):
    """(codings, done, documents, codebook): coders who mostly code the same words alike, with other ends and other codes now and then."""
    import pandas as pd

    from qualitative.codebook.tree import Codebook
    from qualitative.model import Code, Document

    rng = np.random.default_rng(0)
    codes = np.array([f"code-{i}" for i in range(n_codes)])
    names = np.array([f"doc-{i}" for i in range(n_documents)])
    per_coder = n_codings // len(CODERS)
    document, code = rng.integers(0, n_documents, per_coder), rng.integers(0, n_codes, per_coder)
    start, size = rng.integers(0, length - 200, per_coder), rng.integers(20, 200, per_coder)
    parts = []
    for coder in CODERS:
        moved = rng.integers(0, 15, per_coder) * (rng.random(per_coder) < 0.5)
        given = np.where(rng.random(per_coder) < 0.8, code, rng.integers(0, n_codes, per_coder))
        begin = start + moved
        parts.append(
            pd.DataFrame(
                {
                    "coder": coder,
                    "document": names[document],
                    "round": 1,
                    "code": codes[given],
                    "start": begin,
                    "end": begin + size,
                    "blind": True,
                }
            )
        )
    texts = {
        name: Document(name, "document", "fieldwork", f"case-{i % 4}", "2024", "id", "a" * length)
        for i, name in enumerate(names)
    }
    done = {(coder, name, 1): [(0, length)] for coder in CODERS for name in names}
    book = Codebook(1, {code: Code(code, None, {"en": code}) for code in codes})
    return pd.concat(parts, ignore_index=True), done, texts, book


def run(n_documents: int, n_codings: int) -> None:
    """One run; prints seconds and peak memory in MB."""
    import resource

    from qualitative.agreement.question import Question
    from qualitative.agreement.table import agreement
    from qualitative.model import Coder

    codings, done, documents, book = corpus(n_documents, n_codings)
    before = time.perf_counter()
    found = agreement(codings, done, documents, [Coder(c, "human") for c in CODERS], book, Question(unit="character"))
    seconds = time.perf_counter() - before
    assert found.table["alpha_low"].notna().sum() >= 100
    print(f"{seconds:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def run_study(folder: str) -> None:
    """The study, from opening to the table as text."""
    import resource

    before = time.perf_counter()
    from qualitative import Study
    from qualitative.agreement.render import format_text

    format_text(Study.open(folder).agreement(unit="character"))
    print(f"{time.perf_counter() - before:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--codings", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--study")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.once:
        run_study(chosen.study) if chosen.study else run(chosen.documents, chosen.codings)
        return
    command = [sys.executable, __file__, *sys.argv[1:], "--once"]
    made = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(chosen.runs)
    ]
    seconds, memory = (statistics.median(float(row[i]) for row in made) for i in (0, 1))
    what = (
        f"study {chosen.study}"
        if chosen.study
        else f"{len(CODERS)} coders x {chosen.documents} documents x {chosen.codings} codings"
    )
    print(f"{what}: {seconds:.2f} s, peak {memory:.0f} MB (median of {chosen.runs})")


if __name__ == "__main__":
    main()
