"""How long it takes to bring projects of other tools in, and to give a study to them.

    python benchmarks/exchange.py [--documents 1000] [--codings 100000] [SHARED]

SHARED is the folder of shared material (without it QUALITATIVE_SHARED); the real Taguette project is left out where it is not at hand.
Made texts are of words drawn with a fixed seed. Times are of this process, after one small import has loaded everything.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from qualitative import Study
from qualitative.codings.events import code_event, format_event
from qualitative.corpus.documents import format_document, parse_document
from qualitative.exchange.importing import import_file
from qualitative.starter import write_study

TAGUETTE = "data/swj2022-taguette/data/transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3"
WORDS = [
    "village",
    "fund",
    "office",
    "people",
    "budget",
    "meeting",
    "Café",
    "😀",
    "desa",
    "never",
    "always",
    "came",
    "money",
    "late",
    "staff",
    "road",
    "water",
    "school",
]


def made_study(root: Path, documents: int, characters: int, codings: int) -> Path:
    """A study of made texts, with as many codings of two people spread over it."""
    rng = random.Random(4)
    write_study(root, "Made", codes=True)
    settings = root / "study.yaml"
    settings.write_text(
        settings.read_text().replace("coders:\n", "coders:\n  ana: {kind: human}\n  budi: {kind: human}\n")
    )
    (root / "corpus/cases.csv").write_text("case\nnorth\n")
    study = Study.open(root)
    codes, stamp = study.codebook.usable(), study.codebook.stamp
    for number in range(documents):
        text = " ".join(rng.choice(WORDS) for _ in range(characters // 6)) + "\n"
        meta = {
            "id": f"d{number}",
            "kind": "document",
            "provenance": "fieldwork",
            "case": "north",
            "date": "2024",
            "language": "en",
        }
        content = format_document(meta, text)
        (root / f"corpus/documents/d{number}.md").write_text(content, encoding="utf-8")
        document = parse_document(content, "d", f"d{number}")
        starts = [0, *(place + 1 for place, c in enumerate(document.text) if c == " ")]
        for coder in ("ana", "budi"):
            lines = []
            for _ in range(codings // documents // 2):
                first = rng.randrange(len(starts) - 9)
                end = starts[first + rng.randrange(1, 9)] - 1
                lines.append(
                    format_event(code_event(document, coder, rng.choice(codes), starts[first], end, codebook=stamp))
                )
            path = root / f"corpus/codings/{coder}/d{number}.jsonl"
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def timed(what: str, act: Callable[[], object]) -> None:
    """Do it once, and print how long it took."""
    begin, processor = time.perf_counter(), time.process_time()
    act()
    print(
        f"{what:58} {time.perf_counter() - begin:6.2f} s ({time.process_time() - processor:.2f} s of processor)",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", default=os.environ.get("QUALITATIVE_SHARED", ""))
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--codings", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small = made_study(place / "small", 2, 2_000, 40)
        Study.open(small).export("refi", place / "small.qdpx")
        import_file(place / "small.qdpx", place / "small-back")
        two = made_study(place / "two", 2, 600_000, 300)
        Study.open(two).export("refi", place / "two.qdpx", for_tool="nvivo")
        timed(
            "REFI in: 2 texts of 600,000 characters, 300 codings",
            lambda: import_file(place / "two.qdpx", place / "two-back"),
        )
        if options.shared and (Path(options.shared) / TAGUETTE).exists():
            timed("Taguette in: swj2022", lambda: import_file(Path(options.shared) / TAGUETTE, place / "swj"))
        many = made_study(place / "many", options.documents, 6_000, options.codings)
        size = f"{options.documents:,} documents, {options.codings:,} codings"
        for what, name in (("refi", "many.qdpx"), ("taguette", "many.sqlite3")):
            timed(f"{what} out: {size}", lambda w=what, n=name: Study.open(many).export(w, place / n))
            timed(f"{what} in: {size}", lambda w=what, n=name: import_file(place / n, place / f"{w}-back"))
        timed(
            "refi again, into the study: nothing new",
            lambda: Study.open(place / "refi-back").import_(place / "many.qdpx"),
        )


if __name__ == "__main__":
    main()
